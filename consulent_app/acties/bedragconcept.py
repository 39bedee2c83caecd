"""The figures that somebody entered and that do not hold yet: kept beside the installed packages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.fouten import InvoerFout
from consulent_app.regels.pakket import Datering, Pakket, Parameter
from consulent_app.regels.pakketkast import versienummer
from consulent_app.regels.vorm import schrijf_waarde

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

MAP, VORM = ".concept", "consulent-bedragconcept/1"
ONLEESBAAR = (
    "Het concept van {naam} is beschadigd. Haal {bestand} weg uit de map met regels, en voer de bedragen "
    "opnieuw in."
)
NIETS_NIEUWS = "Er is niets dat verandert: voer een bedrag in, of zet de einddatum later."


@dataclass(frozen=True)
class Bijwerking:
    """A new value of one figure, in stored units, with who entered it."""

    naam: str
    vanaf: date
    waarde: Any
    bron: str
    zekerheid: str
    door: str

    @property
    def datering(self) -> Datering:
        """Return it as it would stand in the package."""
        return Datering(self.vanaf, self.waarde, self.bron, self.zekerheid)


@dataclass(frozen=True)
class Concept:
    """What was entered for one package; of one figure and one day only the last."""

    pakket: str
    bijwerkingen: tuple[Bijwerking, ...] = ()

    def met(self, nieuw: Bijwerking) -> Concept:
        """Return it with one more value."""
        return replace(self, bijwerkingen=(*self.zonder(nieuw.naam, nieuw.vanaf).bijwerkingen, nieuw))

    def zonder(self, naam: str, vanaf: date) -> Concept:
        """Return it without the value of one figure from one day on."""
        rest = tuple(b for b in self.bijwerkingen if (b.naam, b.vanaf) != (naam, vanaf))
        return replace(self, bijwerkingen=rest)

    def nog_niet_in(self, pakket: Pakket) -> Concept:
        """Return what the package does not say yet: the rest was installed meanwhile."""
        rest = tuple(
            b
            for b in self.bijwerkingen
            if b.naam in pakket.parameters and b.datering not in pakket.parameters[b.naam].dateringen
        )
        return replace(self, bijwerkingen=rest)

    @property
    def dateringen(self) -> Mapping[str, list[Datering]]:
        """Return the new values by figure."""
        per_cijfer: dict[str, list[Datering]] = {}
        for bijwerking in self.bijwerkingen:
            per_cijfer.setdefault(bijwerking.naam, []).append(bijwerking.datering)
        return per_cijfer


def pas_toe(pakket: Pakket, concepten: Iterable[Concept], tot: date) -> Pakket:
    """Return the package as it would be with these drafts, its own and those of its parents."""
    samen: dict[str, list[Datering]] = {}
    for concept in concepten:
        samen |= {
            naam: dateringen
            for naam, dateringen in concept.dateringen.items()
            # A figure that this package has for itself is not that of its parent.
            if naam in pakket.parameters and pakket.parameters[naam].pakket == concept.pakket
        }
    return pakket.met_bedragen(samen, tot)


# --- on disk -----------------------------------------------------------------------------------------


def lees_concept(map_: Path, pakket: str) -> Concept:
    """Return the draft of a package, empty without one; raises InvoerFout when it is damaged."""
    pad = map_ / MAP / f"{pakket}.json"
    try:
        ruw = json.loads(pad.read_bytes())
        if ruw["vorm"] != VORM or ruw["pakket"] != pakket:
            raise ValueError(pakket)
        return Concept(pakket, tuple(_bijwerking(rij) for rij in ruw["bijwerkingen"]))
    except FileNotFoundError:
        return Concept(pakket)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fout:
        raise InvoerFout(ONLEESBAAR.format(naam=pakket, bestand=f"{MAP}/{pad.name}")) from fout


def _bijwerking(rij: Mapping[str, Any]) -> Bijwerking:
    teksten = {sleutel: str(rij[sleutel]) for sleutel in ("naam", "bron", "zekerheid", "door")}
    waarde = rij["waarde"]
    if isinstance(waarde, list):
        waarde = [(int(grens), int(deel)) for grens, deel in waarde]
    return Bijwerking(
        vanaf=date.fromisoformat(rij["vanaf"]),
        waarde=waarde if isinstance(waarde, list) else int(waarde),
        **teksten,
    )


def bewaar_concept(map_: Path, concept: Concept) -> None:
    """Write a draft whole; raises OmgevingsFout when the disk refuses."""
    rijen = [asdict(b) | {"vanaf": b.vanaf.isoformat()} for b in concept.bijwerkingen]
    inhoud = {"vorm": VORM, "pakket": concept.pakket, "bijwerkingen": rijen}
    tekst = json.dumps(inhoud, indent=1, ensure_ascii=False) + "\n"
    schrijf_alle({f"{concept.pakket}.json": tekst.encode()}, map_ / MAP)


# --- as a package ------------------------------------------------------------------------------------


def schrijf_pakket(van: Path, doel: Path, pakket: Pakket, concept: Concept, versie: str, tot: date) -> None:
    """Copy a package with what was entered, under another version; all that people wrote in it stays.

    Raises InvoerFout when nothing changes or the version is no number.
    """
    versienummer(versie)
    if not concept.bijwerkingen and tot == pakket.geldig_tot:
        raise InvoerFout(NIETS_NIEUWS)
    doel.mkdir(parents=True)
    for pad in sorted(van.glob("*.toml")):
        shutil.copyfile(pad, doel / pad.name)
    _wijzig_kop(doel / "pakket.toml", versie, tot)
    for pad in sorted(doel.glob("*.toml")):
        _wijzig_cijfers(pad, pakket, concept)


def _wijzig_kop(pad: Path, versie: str, tot: date) -> None:
    document = _open(pad)
    kop: Any = document["pakket"]
    kop["versie"], kop["geldig_tot"] = versie, tot
    _schrijf(pad, document)


def _wijzig_cijfers(pad: Path, pakket: Pakket, concept: Concept) -> None:
    document = _open(pad)
    tabellen: Any = document.get("parameter", [])
    geraakt = [tabel for tabel in tabellen if tabel["naam"] in concept.dateringen]
    for tabel in geraakt:
        for datering in concept.dateringen[tabel["naam"]]:
            _zet(tabel["waarden"], datering, pakket.parameters[tabel["naam"]])
    if geraakt:
        _schrijf(pad, document)


def _zet(rijen: Any, nieuw: Datering, parameter: Parameter) -> None:
    """Put a value in its place, from old to new, in place of one from the same day."""
    from tomlkit import item, value

    delen = {
        "vanaf": nieuw.vanaf,
        "waarde": _ruw(nieuw.waarde, parameter),
        "bron": nieuw.bron,
        "zekerheid": nieuw.zekerheid,
    }
    # Read from text: so it is written with the same spaces as the lines around it.
    regel = value(
        f"{{ {', '.join(f'{naam} = {item(deel).as_string()}' for naam, deel in delen.items())} }}"
    )
    dagen = [rij["vanaf"] for rij in rijen]
    if nieuw.vanaf in dagen:
        rijen[dagen.index(nieuw.vanaf)] = regel
    else:
        rijen.insert(sum(dag < nieuw.vanaf for dag in dagen), regel)


def _ruw(waarde: Any, parameter: Parameter) -> Any:
    if parameter.banden is None:
        return schrijf_waarde(waarde, parameter.type)
    return [
        [schrijf_waarde(grens, parameter.banden), schrijf_waarde(deel, parameter.type)]
        for grens, deel in waarde
    ]


def _open(pad: Path) -> TOMLDocument:
    # Late: nobody needs it who enters no amounts.
    from tomlkit import parse

    return parse(pad.read_text(encoding="utf-8-sig"))


def _schrijf(pad: Path, document: TOMLDocument) -> None:
    from tomlkit import dumps

    pad.write_text(dumps(document), encoding="utf-8", newline="\n")
