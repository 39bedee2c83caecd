"""What a resident had removed from a dossier goes everywhere, also out of what was told of it before."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from consulent_app.delen.cellen import AFWEZIG, sleutelcel
from consulent_app.delen.deling import OPGESCHOOND
from consulent_app.delen.inhoud import Opgeschoond, pak
from consulent_app.delen.versies import Koppen, Versie, basis_voor, gekozen, naam_van
from consulent_app.opslag import celrijen, eigen, vastleggen
from consulent_app.opslag.rijen import als_tijd

if TYPE_CHECKING:
    from sqlite_utils import Database


PERSONEN = "/document/personen/"


def vertel(database: Database, dossier_id: str, moment: datetime, wat: str) -> None:
    """Tell that part of a dossier was removed, and after that anew all that still holds of it.

    What was told before is emptied: the contents that were removed are in there. Nothing happens when
    nobody was told.
    """
    hier, weten = eigen.lees(database), celrijen.wie_weten(database, dossier_id)
    if hier is None or not weten:
        return
    _leeg(database, dossier_id)
    vertel_opnieuw(database, dossier_id)
    database.execute(
        "INSERT INTO te_legen (dossier, tot, eigen_tot) SELECT ?, gehaald, ? FROM centrale WHERE true "
        "ON CONFLICT (dossier) DO UPDATE SET tot = excluded.tot, eigen_tot = excluded.eigen_tot",
        [dossier_id, hier.nr],
    )
    hlc = eigen.tik(database, moment)
    aanleiding = vastleggen.Aanleiding(dossier_id, hlc, hier.door, als_tijd(moment))
    inhoud = pak(Opgeschoond(wat, aanleiding.door, aanleiding.tijdstip))
    vastleggen.sluit(database, aanleiding, OPGESCHOOND, inhoud, frozenset().union(*weten.values()))


def wis_vertrokkenen(database: Database, dossier_id: str, moment: datetime) -> None:
    """Let no cell hold anything of persons who are gone; it is told as any change is.

    What somebody else answered about them meanwhile goes too: nothing is left to choose.
    """
    hier = eigen.lees(database)
    if hier is None:
        return
    vastleggen.leg_vast(database, dossier_id)
    koppen = celrijen.lees_koppen(database, dossier_id)
    paden = [pad for pad in koppen if pad.startswith(PERSONEN) and _van_wie_weg_is(koppen, pad)]
    naam, tijdstip = naam_van(eigen.tik(database, moment), hier.apparaat), als_tijd(moment)
    leeg = [Versie(pad, naam, AFWEZIG, basis_voor(koppen[pad]), hier.door, tijdstip) for pad in paden]
    celrijen.voeg_toe(database, dossier_id, leeg, ())
    if leeg:
        vastleggen.laat_wachten(database, dossier_id)


def _van_wie_weg_is(koppen: Koppen, pad: str) -> bool:
    sleutel = sleutelcel(pad)
    weg = sleutel is None or sleutel not in koppen or gekozen(sleutel, koppen).waarde is AFWEZIG
    return weg and any(kop.waarde is not AFWEZIG for kop in koppen[pad])


def volg(database: Database, dossier_id: str) -> None:
    """Empty what was told of a dossier, as was done elsewhere; what the server never had is told anew."""
    if eigen.lees(database) is None:
        return
    vraag = (
        "SELECT 1 FROM deling WHERE dossier = ? AND NOT bij_centrale AND inhoud <> x'' "
        "AND apparaat = (SELECT apparaat FROM eigen)"
    )
    if database.execute(vraag, [dossier_id]).fetchone():
        vertel_opnieuw(database, dossier_id)
    _leeg(database, dossier_id)


def vertel_opnieuw(database: Database, dossier_id: str) -> None:
    """Let all of a dossier be told at the next exchange, as if nobody knew it."""
    database.execute("UPDATE celversie SET voor = '[]' WHERE dossier = ?", [dossier_id])
    database.execute("DELETE FROM stuk_gedeeld WHERE dossier = ?", [dossier_id])
    vastleggen.laat_wachten(database, dossier_id)


def te_legen(database: Database) -> list[tuple[str, int, int]]:
    """Return what the server has to empty: dossier, until which number of it, and of here."""
    return list(database.execute("SELECT dossier, tot, eigen_tot FROM te_legen").fetchall())


def geleegd(database: Database, dossier_id: str) -> None:
    """Put down that the server did."""
    database.execute("DELETE FROM te_legen WHERE dossier = ?", [dossier_id])


def _leeg(database: Database, dossier_id: str) -> None:
    """Empty what is in the dossier by now; what is still to be taken in stays."""
    database.execute(
        "UPDATE deling SET inhoud = x'', zegels = '{}' WHERE dossier = ? AND stand <> 0", [dossier_id]
    )
