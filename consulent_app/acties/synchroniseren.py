"""One exchange with the server: what changed here goes there, what changed elsewhere comes here.

It may be broken off anywhere, also by pulling the plug: the next one goes on where this one stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consulent_app.acties.vertrokken import zonder_vertrokkenen
from consulent_app.delen.controlegetal import controlegetal
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.beurten import Beurt
from consulent_app.opslag.eigen import Organisatiesleutel, Werkplekregel
from consulent_app.opslag.telfeitenkast import Telrijen
from consulent_app.opslag.versleuteling import nieuwe_sleutel, ontzegel, publiek_bij, verzegel
from consulent_app.uitwisseling.centraal import beurten, delingen, dossierstand, tellingen, werkplekken

if TYPE_CHECKING:
    from consulent_app.opslag.deelkast import Deelkast
    from consulent_app.opslag.dossierkast import Dossierkast
    from consulent_app.uitwisseling.centraal.lijn import Lijn

ANDERE_WERKPLEK = "een andere werkplek"
#: So many go to the server before is noted here that they are there.
PER_KEER = 500
WACHT_OP_TOELATING = (
    "Deze werkplek is aangemeld, maar nog niet toegelaten. Laat een beheerder op een werkplek die al "
    "meedoet haar toelaten, met controlegetal {getal}. Daarna gaat het vanzelf verder."
)


@dataclass(frozen=True, slots=True)
class Voortgang:
    """What is being done, and how much of it is done; `van` 0 when that is not known."""

    wat: str
    gedaan: int = 0
    van: int = 0


@dataclass(slots=True)
class Verslag:
    """What came of it. `wacht` are dossiers that somebody has open; `afwijkingen` is what did not fit."""

    gestuurd: int = 0
    ontvangen: int = 0
    bijgewerkt: list[str] = field(default_factory=list)
    wacht: list[str] = field(default_factory=list)
    afwijkingen: list[str] = field(default_factory=list)


Meld = Callable[[Voortgang], None]


def niemand(_: Voortgang) -> None:
    """Tell nobody how far it is."""


def gebonden(apparaat: str) -> bytes:
    """Return what the key of an organisation is bound to when it is sealed for a workplace."""
    return f"consulent organisatiesleutel {apparaat}".encode()


def wissel_uit(
    kast: Dossierkast, lijn: Lijn, in_gebruik: Container[str] = frozenset(), meld: Meld = niemand
) -> Verslag:
    """Exchange everything.

    A dossier in `in_gebruik` is told of, but takes nothing in and is not given away. Raises
    OmgevingsFout when the line goes, the server refuses or this workplace was not let in yet. `meld` may
    raise to stop.
    """
    delen, verslag = kast.delen, Verslag()
    meld(Voortgang("verbinding maken"))
    _maak_kennis(delen, lijn)
    _vind_terug(delen, lijn)
    te_vertellen = delen.stand().te_vertellen
    for nummer, _ in enumerate(delen.leg_vast(), 1):
        meld(Voortgang("wijzigingen klaarzetten", nummer, te_vertellen))
    _stuur(delen, lijn, verslag, meld)
    _wissel_beurten(delen, lijn, in_gebruik)
    _haal(delen, lijn, verslag, meld)
    verwerk(kast, verslag, in_gebruik, meld)
    _wissel_tellingen(kast, lijn)
    delen.rond_af()
    return verslag


def verwerk(kast: Dossierkast, verslag: Verslag, in_gebruik: Container[str], meld: Meld = niemand) -> None:
    """Put what came in into the dossiers, but for those that somebody has open."""
    te_doen = kast.delen.dossiers_te_verwerken()
    for nummer, dossier_id in enumerate(te_doen, 1):
        meld(Voortgang("dossiers bijwerken", nummer, len(te_doen)))
        if dossier_id in in_gebruik:
            verslag.wacht.append(dossier_id)
        elif verwerk_een(kast, dossier_id):
            verslag.bijgewerkt.append(dossier_id)


def verwerk_een(kast: Dossierkast, dossier_id: str) -> bool:
    """Put what came in into one dossier, remove what was removed elsewhere, and say whether it changed."""
    with kast.samen():
        uitkomst = kast.delen.verwerk(dossier_id)
        if "notities" in uitkomst.opgeschoond:
            behandeling = kast.haal(dossier_id).behandeling
            kast.archief.verwijder_notities(dossier_id, behandeling, ANDERE_WERKPLEK, vertel=False)
        if "vertrokken" in uitkomst.opgeschoond:
            with suppress(InvoerFout):  # nothing of them stands here
                zonder = zonder_vertrokkenen(kast.alles_over(dossier_id))
                kast.archief.verwijder_vertrokkenen(dossier_id, zonder, ANDERE_WERKPLEK, vertel=False)
    return uitkomst.anders or bool(uitkomst.opgeschoond)


def neem_over(kast: Dossierkast, lijn: Lijn, dossier_id: str) -> str:
    """Ask for the turn on a dossier; return '' when it is here now, else the apparaat that has it.

    Who has it is asked to let go, and does at its next exchange.
    """
    nu = kast.delen.beurt(dossier_id)
    stand = beurten.neem_beurt(lijn, dossier_id, (nu.ronde if nu else 0) + 1)
    _onthoud(kast.delen, [stand])
    if stand.apparaat != lijn.wie.apparaat:
        beurten.vraag_beurt(lijn, dossier_id)
        return stand.apparaat or ""
    return ""


def _maak_kennis(delen: Deelkast, lijn: Lijn) -> None:
    """Tell who this is, hear who the others are, and get the key of the own organisation."""
    hier = delen.eigen
    assert hier is not None
    werkplekken.meld_werkplek(lijn, publiek_bij(hier.prive))
    delen.ken(
        Werkplekregel(
            p.apparaat, p.nummer, p.naam, p.organisatie, p.publiek, p.is_binnen, p.actief, p.geteld_tot
        )
        for p in werkplekken.werkplekken(lijn)
        if p.publiek is not None
    )
    publiek = werkplekken.sleutels(lijn)
    if _heeft_sleutel(delen):
        pass
    elif lijn.wie.zegel is not None:
        _neem_sleutel(delen, lijn.wie.zegel)
    elif hier.organisatie not in publiek:
        publiek |= _begin_organisatie(delen, lijn)
    if not _heeft_sleutel(delen):
        raise OmgevingsFout(WACHT_OP_TOELATING.format(getal=controlegetal(publiek_bij(hier.prive))))
    for organisatie, sleutel in publiek.items():
        delen.zet_sleutel(Organisatiesleutel(organisatie, sleutel, None))
    if delen.zet_generatie(lijn.wie.generatie):
        delen.zet_sleutel(delen.sleutels()[hier.organisatie])


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


def _begin_organisatie(delen: Deelkast, lijn: Lijn) -> dict[str, bytes]:
    """Make the key of the own organisation: this is its first workplace."""
    hier = delen.eigen
    assert hier is not None
    prive = nieuwe_sleutel()
    publiek = publiek_bij(prive)
    zegel = verzegel(publiek_bij(hier.prive), prive, gebonden(hier.apparaat))
    if not werkplekken.publiceer_sleutel(lijn, publiek, zegel):
        return {}
    delen.zet_sleutel(Organisatiesleutel(hier.organisatie, publiek, bytes(prive)))
    return {hier.organisatie: publiek}


def _vind_terug(delen: Deelkast, lijn: Lijn) -> None:
    """Come to one count with the server, when a copy was put back here or there."""
    hier_tot, daar_tot = delen.gestuurd_tot(), delingen.tot_nr(lijn)
    if daar_tot > hier_tot:
        later = [
            deling
            for portie in delingen.haal(lijn, 0, hier_tot)
            for _, deling in portie
            if deling.apparaat == lijn.wie.apparaat
        ]
        bekend = {deling.id for deling in delen.te_sturen(-1)}
        if all(deling.id in bekend for deling in later):
            delen.gestuurd([deling.id for deling in later])
        else:
            delen.neem_eigen_over(later)


def _stuur(delen: Deelkast, lijn: Lijn, verslag: Verslag, meld: Meld) -> None:
    totaal = delen.stand().te_sturen
    while deel := delen.te_sturen(PER_KEER):
        delingen.stuur(lijn, deel)
        delen.gestuurd([deling.id for deling in deel])
        verslag.gestuurd += len(deel)
        meld(Voortgang("versturen", verslag.gestuurd, totaal))
    for toestemming in delen.toestemmingen_te_sturen():
        dossierstand.zet_toestemming(lijn, toestemming.dossier, toestemming.mag, toestemming.hlc)
        if toestemming.beslist and lijn.wie.organisatie == "gemeente":
            dossierstand.zet_beslist(lijn, toestemming.dossier, toestemming.hlc)
        delen.toestemming_gestuurd(toestemming)
    for dossier_id, tot in delen.te_legen():
        dossierstand.leeg(lijn, dossier_id, tot)
        delen.geleegd(dossier_id)
    for dossier_id in delen.vernietigd_te_sturen():
        dossierstand.vernietig(lijn, dossier_id)
        delen.vernietigd_gestuurd(dossier_id)


def _wissel_beurten(delen: Deelkast, lijn: Lijn, in_gebruik: Container[str]) -> None:
    for dossier_id in delen.te_geven():
        if dossier_id not in in_gebruik:
            delen.geef_beurt(dossier_id, None)
    for dossier_id, _ in beurten.gevraagd(lijn):
        if dossier_id not in in_gebruik:
            delen.geef_beurt(dossier_id, None)
    for beurt in delen.beurten_te_sturen():
        _onthoud(delen, [beurten.geef_beurt(lijn, beurt.dossier, beurt.ronde, beurt.apparaat)])
    centrale = delen.centrale
    assert centrale is not None
    nieuw = beurten.beurten(lijn, centrale.beurt)
    _onthoud(delen, nieuw)
    if nieuw:
        delen.zet_cursor("beurt", nieuw[-1].nr)


def _onthoud(delen: Deelkast, stand: list[beurten.Beurt]) -> None:
    rondes = [Beurt(b.dossier, b.ronde, b.apparaat) for b in stand if b.ronde]
    delen.ontvang_beurten(rondes, van_centrale=True)


def _haal(delen: Deelkast, lijn: Lijn, verslag: Verslag, meld: Meld) -> None:
    hier, centrale = delen.eigen, delen.centrale
    assert hier is not None
    assert centrale is not None
    for portie in delingen.haal(lijn, centrale.gehaald, hier.nr):
        verslag.afwijkingen += delen.ontvang([deling for _, deling in portie], portie[-1][0])
        verslag.ontvangen += len(portie)
        meld(Voortgang("ophalen", verslag.ontvangen))
    _volg_toestemmingen(delen, lijn, centrale.toestemming, verslag)
    for nr, dossier_id in dossierstand.vernietigd(lijn, centrale.vernietigd):
        delen.volg_vernietiging(dossier_id)
        delen.zet_cursor("vernietigd", nr)


def _volg_toestemmingen(delen: Deelkast, lijn: Lijn, na: int, verslag: Verslag) -> None:
    """Hide what the resident wants shared no more, and fetch what lay behind a yes that came later."""
    nieuw = dossierstand.toestemmingen(lijn, na)
    for toestemming in nieuw:
        if not toestemming.mag:
            delen.trek_in(toestemming.dossier)
    gedeeld = [toestemming.dossier for toestemming in nieuw if toestemming.mag]
    if gedeeld:
        for portie in delingen.haal_dossiers(lijn, gedeeld):
            verslag.afwijkingen += delen.ontvang([deling for _, deling in portie], 0)
        _onthoud(delen, beurten.beurten_van(lijn, gedeeld))
    if nieuw:
        delen.zet_cursor("toestemming", nieuw[-1].nr)


def _wissel_tellingen(kast: Dossierkast, lijn: Lijn) -> None:
    """Send what was counted here, and fetch what others of the own organisation counted."""
    vandaag = lijn.wie.klok.astimezone().date()
    rijen = kast.telfeiten.na(*tellingen.tel_tot(lijn))
    tellingen.stuur_tellingen(lijn, tellingen.Telrijen(rijen.feiten, rijen.redenen, rijen.stappen))
    tellingen.meld_geteld(lijn, vandaag)
    anderen = tellingen.haal_van_anderen(lijn, kast.telfeiten.bekend_van_anderen())
    kast.telfeiten.van_anderen(Telrijen(anderen.feiten, anderen.redenen, anderen.stappen))
