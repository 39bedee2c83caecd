"""How the exchange with other workplaces stands, in the words of the screen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consulent_app.acties.deelplek import Deelbeeld
    from consulent_app.acties.synchroniseren import Verslag, Voortgang

BEZIG = "Bezig met uitwisselen"
GEEN_VERBINDING = "Geen verbinding; u kunt doorwerken"
ALLES_OVER = "Alles van deze werkplek is uitgewisseld."
NOOIT = "Nog niet uitgewisseld"
MET_BESTANDEN = "Uitwisselen met bestanden"
HOE_MET_BESTANDEN = (
    "Deze werkplek heet {naam} en heeft geen server. Maak een bestand voor een andere werkplek, breng het "
    "daarheen en lees hier wat daarvandaan komt."
)


def in_een_regel(beeld: Deelbeeld, nu: datetime, *, bezig: bool, fout: bool) -> str:
    """Return what stands at the bottom of the window; '' for a workplace that works alone."""
    if not beeld.naam or beeld.stand is None:
        return ""
    if bezig:
        return BEZIG
    if fout:
        return GEEN_VERBINDING
    if not beeld.met_centrale:
        return MET_BESTANDEN
    if beeld.stand.wachtend:
        return f"{dossiers(beeld.stand.wachtend)} op uitwisselen"
    return f"Uitgewisseld {moment(beeld.laatst, nu)}" if beeld.laatst else NOOIT


def moment(wanneer: datetime, nu: datetime) -> str:
    """Return a moment as briefly as it is clear: `om 14:03`, `gisteren om 14:03`, `op 3-11-2026`."""
    hier, nu = wanneer.astimezone(), nu.astimezone()
    dagen = (nu.date() - hier.date()).days
    if dagen > 1 or dagen < 0:
        return f"op {hier.day}-{hier.month}-{hier.year}"
    return f"{'gisteren ' if dagen else ''}om {hier:%H:%M}"


def dossiers(aantal: int) -> str:
    """Return how many dossiers wait."""
    return "1 dossier wacht" if aantal == 1 else f"{aantal} dossiers wachten"


def regels(beeld: Deelbeeld, nu: datetime) -> list[str]:
    """Return what the panel says, a sentence each: when it was last done, and what waits."""
    if beeld.stand is None:
        return []
    stand, zinnen = beeld.stand, [HOE_MET_BESTANDEN.format(naam=beeld.naam)]
    if beeld.met_centrale:
        laatst = f"Laatst uitgewisseld {moment(beeld.laatst, nu)}." if beeld.laatst else f"{NOOIT}."
        wacht = f"{dossiers(stand.wachtend)} op uitwisselen." if stand.wachtend else ALLES_OVER
        zinnen = [f"Deze werkplek heet {beeld.naam}. {laatst}", wacht]
    if stand.te_verwerken:
        zinnen.append(f"Voor {_dossiers(stand.te_verwerken)} is er nieuws dat er nog niet in staat.")
    if stand.onleesbaar:
        zinnen.append(ONLEESBAAR.format(wat=_wijzigingen(stand.onleesbaar)))
    return zinnen


ONLEESBAAR = (
    "Van andere werkplekken is hier niet alles te lezen ({wat}): misschien mag deze werkplek dat dossier "
    "niet zien, of is het programma daar nieuwer. Blijft het zo, meld het dan bij de beheerder."
)


def voortgang_in_woorden(voortgang: Voortgang | None) -> str:
    """Return how far it is."""
    if voortgang is None:
        return f"{BEZIG}..."
    hoe_ver = f": {voortgang.gedaan} van {voortgang.van}" if voortgang.van else ""
    if voortgang.gedaan and not voortgang.van:
        hoe_ver = f": {voortgang.gedaan}"
    return f"{voortgang.wat[:1].upper()}{voortgang.wat[1:]}{hoe_ver}"


def verslag_in_woorden(verslag: Verslag) -> str:
    """Return what an exchange brought, for the line at the bottom; '' when it brought nothing."""
    if not verslag.bijgewerkt:
        return ""
    return f"{_dossiers(len(verslag.bijgewerkt))} bijgewerkt van andere werkplekken"


def _dossiers(aantal: int) -> str:
    return "1 dossier" if aantal == 1 else f"{aantal} dossiers"


def _wijzigingen(aantal: int) -> str:
    return "1 wijziging" if aantal == 1 else f"{aantal} wijzigingen"
