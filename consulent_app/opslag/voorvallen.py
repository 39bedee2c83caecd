"""What others changed in a dossier, as the events that it would have been here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consulent_app.delen.cellen import AFWEZIG, PLAATS
from consulent_app.delen.versies import Koppen, gekozen

PERSONEN, NOTITIES = "personen", "notities"
#: A cell of the dossier itself that is an event of its own kind, with the name of what it holds.
STAPPEN = {
    "status": ("status", "status"),
    "voorstel_op": ("voorstel", "op"),
    "toegewezen": ("toegewezen", "aan"),
}


#: How every dossier begins: no step was taken yet.
BEGIN = (None, "", "intake")


@dataclass(frozen=True, slots=True)
class Voorval:
    """An event, as of when it happened there."""

    moment: datetime
    soort: str
    inhoud: dict[str, Any]


def voorvallen(
    anders: Mapping[str, Any], koppen: Koppen, document: Mapping[str, Any], *, nieuw: bool
) -> Iterator[Voorval]:
    """Give the events of cells that became something else; of a new dossier its answers are one already.

    Who came or left is told with all persons at once, as the conversation does.
    """
    kwam_of_ging = {pad.split("/")[3] for pad in anders if _is_wie(pad)}
    if kwam_of_ging and not nieuw:
        laatste = max((pad for pad in anders if _is_wie(pad)), key=lambda pad: _tijdstip(pad, koppen))
        yield _voorval(laatste, koppen, "antwoord", {"pad": PERSONEN, "waarde": document[PERSONEN]})
    for pad, waarde in anders.items():
        deel, *rest = [stap.replace("~1", "/").replace("~0", "~") for stap in pad.split("/")[1:]]
        if pad not in koppen or not rest or rest[-1] == PLAATS or (nieuw and deel == "document"):
            continue
        if rest[0] == PERSONEN and rest[1:2] and rest[1] in kwam_of_ging:
            continue
        yield from (
            _voorval(pad, koppen, soort, inhoud)
            for soort, inhoud in _als(deel, rest, None if waarde is AFWEZIG else waarde)
        )


def _als(deel: str, rest: list[str], waarde: Any) -> Iterable[tuple[str, dict[str, Any]]]:
    """Give kind and contents of the event of one cell."""
    if deel == "document":
        yield "antwoord", {"pad": ".".join(rest), "waarde": waarde}
    elif deel == "behandeling" and rest[0] != "schema":
        notitie = {"wat": "notitie", "waarde": {"sectie": rest[-1], "tekst": waarde}}
        yield "behandeling", notitie if rest[0] == NOTITIES else {"wat": rest[0], "waarde": waarde}
    elif deel == "dossier" and rest[0] in STAPPEN and waarde not in BEGIN:
        soort, naam = STAPPEN[rest[0]]
        yield soort, {naam: waarde}
    elif deel == "taken" and waarde is not None:
        klaar = waarde.get("klaar_op")
        yield ("taak_klaar", {"wat": waarde["wat"]}) if klaar else (
            "taak", {"wat": waarde["wat"], "uiterlijk": waarde.get("uiterlijk")},
        )  # fmt: skip


def _voorval(pad: str, koppen: Koppen, soort: str, inhoud: dict[str, Any]) -> Voorval:
    kop = gekozen(pad, koppen)
    return Voorval(datetime.fromisoformat(kop.tijdstip), soort, {**inhoud, "door": kop.door})


def _tijdstip(pad: str, koppen: Koppen) -> str:
    return gekozen(pad, koppen).tijdstip if pad in koppen else ""


def _is_wie(pad: str) -> bool:
    """Say whether this cell says that somebody is there."""
    delen = pad.split("/")
    return delen[1:3] == ["document", PERSONEN] and len(delen) == 5 and delen[4] == "id"
