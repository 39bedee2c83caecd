"""Say at the server who this is, get the key of the own organisation, and hear that of the other."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from consulent_app.besluiten.delen import NAMEN
from consulent_app.delen.controlegetal import controlegetal
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag import enveloppe
from consulent_app.opslag.eigen import Organisatiesleutel, Werkplekregel
from consulent_app.opslag.versleuteling import nieuwe_sleutel, ontzegel, publiek_bij, verzegel
from consulent_app.uitwisseling.centraal import werkplekken

if TYPE_CHECKING:
    from consulent_app.opslag.deelkast import Deelkast
    from consulent_app.uitwisseling.centraal.lijn import Lijn

WACHT_OP_TOELATING = (
    "Deze werkplek, nummer {nummer}, is aangemeld, maar nog niet toegelaten. Laat een beheerder op een "
    "werkplek die al meedoet uitwisselen en haar toelaten (onder Instellingen), met controlegetal {getal}. "
    "Daarna gaat het vanzelf verder."
)
AL_GEBRUIKT = (
    "Deze uitnodiging is al op een andere computer gebruikt. Vraag de beheerder van de server om een "
    "nieuwe."
)
ANDERE_SLEUTEL = (
    "De organisatie van deze werkplek is op de centrale server opnieuw begonnen, met een andere sleutel. "
    "Deze werkplek heeft die van daarvoor en kan niet meer uitwisselen; er is niets verstuurd. Wat hier "
    "staat blijft hier te lezen. Laat de beheerder van de server een nieuwe uitnodiging maken, en gebruik "
    "die met een lege gegevensmap."
)
NOG_TE_BEVESTIGEN = (
    "Met {wie} wordt nog niets uitgewisseld. Bel een beheerder daar en vergelijk de controlegetallen: u "
    "leest {eigen} voor, en hoort {getal}. Bevestig dat daarna onder Instellingen."
)
IS_ANDERS = "de sleutel van {organisatie} bij de server: hier is een andere bekend"


def gebonden(apparaat: str) -> bytes:
    """Return what the key of an organisation is bound to when it is sealed for a workplace."""
    return f"consulent organisatiesleutel {apparaat}".encode()


def maak_kennis(delen: Deelkast, lijn: Lijn) -> list[str]:
    """Tell who this is, hear who the others are, and get the keys.

    Returns the organisations of which another key is known here than the server gives. Raises
    OmgevingsFout as long as this workplace was not let in.
    """
    hier = delen.eigen
    assert hier is not None
    if not werkplekken.meld_werkplek(lijn, publiek_bij(hier.prive)):
        raise OmgevingsFout(AL_GEBRUIKT)
    plekken = werkplekken.werkplekken(lijn)
    delen.ken(
        Werkplekregel(
            p.apparaat, p.nummer, p.naam, p.organisatie, p.publiek, p.is_binnen, p.actief, p.geteld_tot
        )
        for p in plekken
        if p.publiek is not None
    )
    andere = _ken_sleutels(delen, lijn)
    if delen.zet_generatie(lijn.wie.generatie, [p.apparaat for p in plekken]):
        delen.zet_sleutel(delen.sleutels()[hier.organisatie])
    return andere


def _ken_sleutels(delen: Deelkast, lijn: Lijn) -> list[str]:
    """Get the keys of the organisations; return of whom it is another than is known here.

    Who got the key by a file, or is coupled again, is not in at the server yet: that tells and takes
    nothing before.
    """
    hier, publiek = delen.eigen, werkplekken.sleutels(lijn)
    assert hier is not None
    binnen = lijn.wie.zegel is not None
    if hier.organisatie not in publiek:
        binnen = _begin_organisatie(delen, lijn)
        publiek = werkplekken.sleutels(lijn)
    elif lijn.wie.zegel is not None and not _heeft_sleutel(delen):
        _neem_sleutel(delen, lijn.wie.zegel)
    eigen = delen.sleutels().get(hier.organisatie)
    if eigen is not None and eigen.publiek != publiek.get(hier.organisatie):
        raise OmgevingsFout(ANDERE_SLEUTEL)
    if not (binnen and _heeft_sleutel(delen)):
        getal = controlegetal(publiek_bij(hier.prive))
        raise OmgevingsFout(WACHT_OP_TOELATING.format(nummer=hier.nummer, getal=getal))
    bewezen = werkplekken.bewijzen(lijn)
    anderen = {wie: sleutel for wie, sleutel in publiek.items() if wie != hier.organisatie}
    return [
        organisatie
        for organisatie, sleutel in anderen.items()
        if not _ken_ander(delen, lijn, organisatie, sleutel, bewezen.get(organisatie))
    ]


def _ken_ander(
    delen: Deelkast, lijn: Lijn, organisatie: str, publiek: bytes, bewezen: bytes | None
) -> bool:
    """Take the key of another organisation that a colleague compared; False when it is another than here.

    Who keeps the server could give a key of his own: without that proof it only waits to be compared, and
    nothing is sealed for it.
    """
    hier, sleutels = delen.eigen, delen.sleutels()
    assert hier is not None
    prive, bekend = sleutels[hier.organisatie].prive, sleutels.get(organisatie)
    assert prive is not None
    bewijs = enveloppe.bewijs(prive, organisatie, publiek)
    al_bewezen = bewezen is not None and hmac.compare_digest(bewezen, bewijs)
    if bekend is not None:
        if bekend.publiek == publiek and not al_bewezen:
            werkplekken.bevestig(lijn, organisatie, bewijs)
        return bekend.publiek == publiek
    if al_bewezen:
        delen.zet_sleutel(Organisatiesleutel(organisatie, publiek, None))
    else:
        delen.hoor_sleutel(organisatie, publiek)
    return True


def nog_te_bevestigen(delen: Deelkast) -> list[str]:
    """Say of whom somebody still has to compare the key, with the numbers of both."""
    hier, gehoord = delen.eigen, delen.gehoord()
    if hier is None or not gehoord:
        return []
    eigen = controlegetal(delen.sleutels()[hier.organisatie].publiek)
    return [
        NOG_TE_BEVESTIGEN.format(wie=NAMEN[wie], eigen=eigen, getal=controlegetal(publiek))
        for wie, publiek in gehoord.items()
    ]


def laat_toe(delen: Deelkast, lijn: Lijn, werkplek: Werkplekregel) -> bool:
    """Seal the key of the organisation for a workplace; False when it was let in already."""
    hier = delen.eigen
    assert hier is not None
    prive = delen.sleutels()[hier.organisatie].prive
    assert prive is not None
    zegel = verzegel(werkplek.publiek, bytearray(prive), gebonden(werkplek.apparaat))
    return werkplekken.laat_toe(lijn, werkplek.apparaat, zegel)


def _heeft_sleutel(delen: Deelkast) -> bool:
    hier = delen.eigen
    assert hier is not None
    sleutel = delen.sleutels().get(hier.organisatie)
    return sleutel is not None and sleutel.prive is not None


def _neem_sleutel(delen: Deelkast, zegel: bytes) -> None:
    hier = delen.eigen
    assert hier is not None
    prive = ontzegel(hier.prive, zegel, gebonden(hier.apparaat))
    if prive is not None:
        delen.zet_sleutel(Organisatiesleutel(hier.organisatie, publiek_bij(prive), bytes(prive)))


def _begin_organisatie(delen: Deelkast, lijn: Lijn) -> bool:
    """Publish the key of the own organisation, that of files or a new one; False when another was first."""
    hier = delen.eigen
    assert hier is not None
    bekend = delen.sleutels().get(hier.organisatie)
    prive = bytearray(bekend.prive) if bekend and bekend.prive else nieuwe_sleutel()
    publiek = publiek_bij(prive)
    zegel = verzegel(publiek_bij(hier.prive), prive, gebonden(hier.apparaat))
    if not werkplekken.publiceer_sleutel(lijn, publiek, zegel):
        return False
    delen.zet_sleutel(Organisatiesleutel(hier.organisatie, publiek, bytes(prive)))
    return True
