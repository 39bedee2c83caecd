"""Count the dossiers of before there were facts, once: what their own log and prints still tell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.aanleiding import INTREKKING
from consulent_app.besluiten.telfeiten import AFGESLOTEN, BESLUIT, NAZORG, VOORSTEL
from consulent_app.besluiten.telnavulling import Naverteld, navertel
from consulent_app.fouten import InvoerFout
from consulent_app.opslag import telrijen
from consulent_app.opslag.verbinding import Verbindingen
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import lees_pakket, ouder_van, pakketnamen
from consulent_app.regels.pakket import Pakket

if TYPE_CHECKING:
    from sqlite_utils import Database

#: Of so many dossiers the facts come in one transaction; who stops the program goes on with the next.
TEGELIJK = 200


def vul_na(verbindingen: Verbindingen) -> None:
    """Give the dossiers of before their facts; a store that was made by this version has none."""
    pakketten = _Pakketten()
    while ids := _nog(verbindingen):
        with verbindingen.schrijven() as database:
            for dossier_id in ids:
                _vul(database, dossier_id, pakketten)
                database.execute("DELETE FROM telachterstand WHERE dossier = ?", [dossier_id])


def _nog(verbindingen: Verbindingen) -> list[str]:
    vraag = "SELECT dossier FROM telachterstand ORDER BY rowid LIMIT ?"
    with verbindingen.lezen() as database:
        return [rij[0] for rij in database.execute(vraag, [TEGELIJK])]


@dataclass
class _Pakketten:
    """The rule packages that ship; each is read once, when a dossier needs it."""

    gelezen: dict[str, Pakket | None] = field(default_factory=dict)

    def neem(self, naam: str) -> Pakket | None:
        """Return a package, None for one that is not there any more or cannot be read."""
        if naam not in self.gelezen:
            self.gelezen[naam] = self._lees(naam)
        return self.gelezen[naam]

    def _lees(self, naam: str) -> Pakket | None:
        map_ = resources() / "regels"
        if naam not in pakketnamen(map_):
            return None
        try:
            ouder = ouder_van(map_ / naam)
            return lees_pakket(map_ / naam, self.neem(ouder) if ouder else None)
        except InvoerFout:
            return None


def _vul(database: Database, dossier_id: str, pakketten: _Pakketten) -> None:
    """Play the log of one dossier again, and count what it tells."""
    vraag = "SELECT document, behandeling, pakket, aangemaakt FROM dossier WHERE id = ?"
    document, behandeling, pakket, aangemaakt = database.execute(vraag, [dossier_id]).fetchone()
    telrijen.begin(database, dossier_id, datetime.fromisoformat(aangemaakt))
    zaak = Naverteld(json.loads(document), json.loads(behandeling), pakketten.neem(pakket))
    stuk: tuple[date, Mapping[str, Any]] | None = None
    for moment, soort, inhoud in _gebeurtenissen(database, dossier_id):
        if soort == "stuk":
            stuk = _uitkomst(database, inhoud["id"])
        _tel(database, dossier_id, moment, _wat(soort, inhoud), inhoud, zaak, stuk)


def _wat(soort: str, inhoud: Mapping[str, Any]) -> str:
    """Return what an event tells: of the prints only a withdrawal, of the rest its status or part."""
    if soort == "stuk":
        return INTREKKING if inhoud["soort"] == INTREKKING else ""
    return str(inhoud.get("status") or inhoud.get("wat") or soort)


def _tel(
    database: Database, dossier_id: str, moment: datetime, wat: str, inhoud: Mapping[str, Any],
    zaak: Naverteld, stuk: tuple[date, Mapping[str, Any]] | None,
) -> None:  # fmt: skip
    if wat == AFGESLOTEN:
        telrijen.stap(database, dossier_id, telrijen.dag_van(moment), AFGESLOTEN)
    elif wat == NAZORG:
        telrijen.nazorg(database, dossier_id, moment, inhoud["waarde"] or {})
    elif wat in ("besloten", VOORSTEL, INTREKKING) and stuk is not None:
        rol = "raadsman" if wat == VOORSTEL else "consulent"
        telling = navertel(zaak, *stuk, rol)
        if telling is not None and wat == INTREKKING:
            telrijen.trek_in(database, dossier_id, moment, telling)
        elif telling is not None:
            telrijen.tel(database, dossier_id, moment, VOORSTEL if wat == VOORSTEL else BESLUIT, telling)


def _gebeurtenissen(
    database: Database, dossier_id: str
) -> Iterator[tuple[datetime, str, Mapping[str, Any]]]:
    vraag = (
        "SELECT tijdstip, soort, inhoud FROM gebeurtenis WHERE dossier = ? "
        "AND soort IN ('stuk', 'status', 'voorstel', 'behandeling') ORDER BY nr"
    )
    for tijdstip, soort, inhoud in database.execute(vraag, [dossier_id]).fetchall():
        yield datetime.fromisoformat(tijdstip), soort, json.loads(inhoud)


def _uitkomst(database: Database, stuk_id: str) -> tuple[date, Mapping[str, Any]] | None:
    rij = database.execute("SELECT datum, uitkomst FROM stuk WHERE id = ?", [stuk_id]).fetchone()
    return (date.fromisoformat(rij[0]), json.loads(rij[1])) if rij else None
