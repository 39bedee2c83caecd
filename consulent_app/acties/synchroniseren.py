"""One exchange with the server: what changed here goes there, what changed elsewhere comes here.

It may be broken off anywhere, also by pulling the plug: the next one goes on where this one stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consulent_app import __version__
from consulent_app.acties import kennismaken
from consulent_app.acties.vertrokken import zonder_vertrokkenen
from consulent_app.besluiten.delen import GEMEENTE
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.beurten import Beurt
from consulent_app.opslag.centralerijen import Toestemming
from consulent_app.opslag.telfeitenkast import Telrijen
from consulent_app.uitwisseling.centraal import beurten, delingen, dossierstand, tellingen, werkplekken

if TYPE_CHECKING:
    from consulent_app.opslag.deelkast import Deelkast
    from consulent_app.opslag.dossierkast import Dossierkast
    from consulent_app.uitwisseling.centraal.lijn import Lijn

ANDERE_WERKPLEK = "een andere werkplek"
#: So many go to the server before is noted here that they are there.
PER_KEER = 500
APART = (
    "{aantal} keer kwam er iets binnen dat dit programma niet in een dossier kan zetten; het is apart "
    "gehouden. Kijk of er een nieuwere versie van het programma is, en meld het anders."
)
JA_GELDT_NIET = (
    "Dossier {dossier}: het ja op delen geldt niet bij de centrale, want daar staat een nee. Vraag het de "
    "inwoner; alleen wie het dossier begon kan daarna opnieuw ja invullen."
)
NEE_GELDT_NIET = (
    "Dossier {dossier}: het nee op delen is niet aangekomen bij de centrale. Meld dit aan de beheerder; "
    "het wordt bij elke uitwisseling opnieuw geprobeerd."
)
BESLUIT_GELDT_NIET = (
    "Dossier {dossier}: het besluit is van na het nee van de inwoner op delen, en opent het dossier bij de "
    "centrale niet opnieuw."
)


@dataclass(frozen=True, slots=True)
class Voortgang:
    """What is being done, and how much of it is done; `van` 0 when that is not known."""

    wat: str
    gedaan: int = 0
    van: int = 0


@dataclass(slots=True)
class Verslag:
    """What came of it. `wacht` are dossiers that somebody has open; `afwijkingen` is what did not fit.

    `te_bevestigen` says with whom nothing is exchanged before somebody compared the number of its key.
    """

    gestuurd: int = 0
    ontvangen: int = 0
    bijgewerkt: list[str] = field(default_factory=list)
    wacht: list[str] = field(default_factory=list)
    afwijkingen: list[str] = field(default_factory=list)
    te_bevestigen: list[str] = field(default_factory=list)


Meld = Callable[[Voortgang], None]


def niemand(_: Voortgang) -> None:
    """Tell nobody how far it is."""


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
    andere = kennismaken.maak_kennis(delen, lijn)
    verslag.afwijkingen += [kennismaken.IS_ANDERS.format(organisatie=wie) for wie in andere]
    verslag.te_bevestigen += kennismaken.nog_te_bevestigen(delen)
    _vind_terug(delen, lijn)
    delen.zet_klok_recht(lijn.wie.klok)
    te_vertellen = delen.stand().te_vertellen
    for nummer, _ in enumerate(delen.leg_vast(), 1):
        meld(Voortgang("wijzigingen klaarzetten", nummer, te_vertellen))
    niet_genomen = _stuur(delen, lijn, verslag, meld)
    _neem_oude_beurten(delen, lijn)
    _geef_beurten(delen, lijn, in_gebruik)
    _haal(delen, lijn, verslag, meld)
    verwerk(kast, verslag, in_gebruik, meld)
    verslag.afwijkingen += _ja_dat_niet_geldt(delen, niet_genomen)
    _wissel_tellingen(kast, lijn)
    delen.rond_af()
    return verslag


def verwerk(kast: Dossierkast, verslag: Verslag, in_gebruik: Container[str], meld: Meld = niemand) -> None:
    """Put what came in into the dossiers, but for those that somebody has open; a no counts there too.

    What may be seen here no more goes.
    """
    onleesbaar = kast.delen.stand().onleesbaar
    kast.delen.probeer_weer(__version__)
    alle = kast.delen.dossiers_te_verwerken()
    wacht = [dossier_id for dossier_id in alle if dossier_id in in_gebruik]
    for dossier_id in wacht:
        kast.delen.hoor_nee_dat_wacht(dossier_id)
    verslag.wacht += wacht
    te_doen = [dossier_id for dossier_id in alle if dossier_id not in in_gebruik]
    aantal, anders = len(te_doen), dict[str, bool]()

    def doe(dossier_id: str) -> None:
        # It may have been opened meanwhile.
        anders[dossier_id] = dossier_id not in in_gebruik and verwerk_een(kast, dossier_id)

    if te_doen:
        meld(Voortgang("dossiers bijwerken", 0, aantal))
    while te_doen:
        gedaan = kast.delen.bij_elkaar(te_doen, doe)
        te_doen = te_doen[len(gedaan) :]
        verslag.bijgewerkt += [dossier_id for dossier_id in gedaan if anders[dossier_id]]
        meld(Voortgang("dossiers bijwerken", aantal - len(te_doen), aantal))
    if (erbij := kast.delen.stand().onleesbaar - onleesbaar) > 0:
        verslag.afwijkingen.append(APART.format(aantal=erbij))
    for dossier_id in kast.delen.ingetrokken():
        if dossier_id not in in_gebruik:
            kast.delen.trek_in(dossier_id)


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

    Who has it is asked to let go, and does at its next exchange. With the turn comes what was done before.
    """
    nu = kast.delen.beurt(dossier_id)
    stand = beurten.neem_beurt(lijn, dossier_id, ronde := (nu.ronde if nu else 0) + 1)
    while stand.apparaat is None and stand.ronde >= ronde:
        # It was set free in a ronde that is not known here.
        stand = beurten.neem_beurt(lijn, dossier_id, ronde := stand.ronde + 1)
    if stand.apparaat == lijn.wie.apparaat:
        _haal(kast.delen, lijn, Verslag(), niemand)
    else:
        beurten.vraag_beurt(lijn, dossier_id)
    _onthoud(kast.delen, [stand])
    return "" if stand.apparaat == lijn.wie.apparaat else stand.apparaat or ""


def maak_vrij(kast: Dossierkast, lijn: Lijn, apparaat: str) -> int:
    """Set free what a lost workplace had the turn of, so that others can take it; return how many dossiers.

    The server lets only the organisation of a dossier do so, and writes it down.
    """
    vrij = 0
    for dossier_id in kast.delen.dossiers_bij(apparaat):
        nu = kast.delen.beurt(dossier_id)
        stand = beurten.pak_beurt_af(lijn, dossier_id, (nu.ronde if nu else 0) + 1)
        if stand.apparaat == lijn.wie.apparaat:
            stand = beurten.laat_los(lijn, dossier_id, stand.ronde + 1)
            vrij += stand.apparaat is None
        _onthoud(kast.delen, [stand])
    return vrij


def _vind_terug(delen: Deelkast, lijn: Lijn) -> None:
    """Come to one count with the server, when a copy was put back here or there."""
    hier_tot, daar_tot = delen.gestuurd_tot(), delingen.tot_nr(lijn)
    if daar_tot > hier_tot:
        later = [deling for portie in delingen.haal_eigen(lijn, hier_tot) for _, deling in portie]
        bekend = {deling.id for deling in delen.te_sturen(-1)}
        if all(deling.id in bekend for deling in later):
            delen.gestuurd([deling.id for deling in later])
        else:
            delen.neem_eigen_over(later)


def _stuur(delen: Deelkast, lijn: Lijn, verslag: Verslag, meld: Meld) -> set[str]:
    """Tell all; return the dossiers of which the server did not take the word on sharing."""
    totaal, niet = delen.stand().te_sturen, set[str]()
    while deel := delen.te_sturen(PER_KEER):
        delingen.stuur(lijn, deel, delen.eigenaren([deling.dossier for deling in deel]))
        delen.gestuurd([deling.id for deling in deel])
        verslag.gestuurd += len(deel)
        meld(Voortgang("versturen", verslag.gestuurd, totaal))
    if toestemmingen := delen.toestemmingen_te_sturen():
        niet, blijft = _zeg_toestemmingen(lijn, toestemmingen, verslag)
        delen.toestemmingen_gestuurd([t for t in toestemmingen if t.dossier not in blijft])
    for dossier_id, tot, eigen_tot in delen.te_legen():
        dossierstand.leeg(lijn, dossier_id, tot, eigen_tot)
        delen.geleegd(dossier_id)
    for dossier_id in delen.vernietigd_te_sturen():
        dossierstand.vernietig(lijn, dossier_id)
        delen.vernietigd_gestuurd(dossier_id)
    return niet


def _ja_dat_niet_geldt(delen: Deelkast, niet_genomen: Container[str]) -> list[str]:
    """Say of which dossiers the yes stands here only; a no of a colleague may just have come in."""
    hier = (t.dossier for t in delen.toestemmingen_te_sturen() if t.mag and t.dossier in niet_genomen)
    return [JA_GELDT_NIET.format(dossier=dossier) for dossier in hier]


def _neem_oude_beurten(delen: Deelkast, lijn: Lijn) -> None:
    """Take along the turns that lie with an earlier name of this workplace.

    Not from one that may still in at the server: then that is another computer, of which this is a copy.
    """
    if oude := delen.oude_beurten():
        actief = {plek.apparaat for plek in werkplekken.werkplekken(lijn) if plek.actief}
        mee = [beurt for beurt in oude if beurt.apparaat not in actief]
        _onthoud(delen, [beurten.pak_beurt_af(lijn, beurt.dossier, beurt.ronde + 1) for beurt in mee])


def _zeg_toestemmingen(
    lijn: Lijn, toestemmingen: list[Toestemming], verslag: Verslag
) -> tuple[set[str], set[str]]:
    """Tell the words and the decisions.

    Returns the dossiers of which the server did not take the word, and those of which it did not take all.
    """
    woorden = [(t.dossier, t.mag, t.hlc) for t in toestemmingen if t.hlc]
    niet = dossierstand.zet_toestemmingen(lijn, woorden) if woorden else set()
    verslag.afwijkingen += [
        NEE_GELDT_NIET.format(dossier=dossier) for dossier, mag, _ in woorden if not mag and dossier in niet
    ]
    besloten = [t.dossier for t in toestemmingen if t.beslist and lijn.wie.organisatie == GEMEENTE]
    geldt = dossierstand.zet_beslisten(lijn, besloten) if besloten else {}
    verslag.afwijkingen += [
        BESLUIT_GELDT_NIET.format(dossier=dossier) for dossier, ja in geldt.items() if not ja
    ]
    # A decision of which the letter is not there yet is told with it.
    return niet, niet | {dossier for dossier in besloten if not geldt.get(dossier)}


def _geef_beurten(delen: Deelkast, lijn: Lijn, in_gebruik: Container[str]) -> None:
    # Also while it is open: who proposed does not decide.
    for dossier_id in delen.te_geven():
        delen.geef_beurt(dossier_id, None)
    for dossier_id, _ in beurten.gevraagd(lijn):
        if dossier_id not in in_gebruik:
            delen.geef_beurt(dossier_id, None)
    if eigen := [beurten.Beurt(b.dossier, b.ronde, b.apparaat) for b in delen.beurten_te_sturen()]:
        stand = beurten.geef_beurten(lijn, eigen)
        # A turn that somebody else gave comes after what that one did with it: see `_haal`.
        _onthoud(delen, [b for b in stand if b in eigen or b.apparaat != lijn.wie.apparaat])


def _onthoud(delen: Deelkast, stand: list[beurten.Beurt]) -> None:
    rondes = [Beurt(b.dossier, b.ronde, b.apparaat) for b in stand if b.ronde]
    delen.ontvang_beurten(rondes, van_centrale=True)


def _haal(delen: Deelkast, lijn: Lijn, verslag: Verslag, meld: Meld) -> None:
    hier, centrale = delen.eigen, delen.centrale
    assert hier is not None
    assert centrale is not None
    # Asked for first and put down last: with a turn there is all that was done before it was given.
    rondes = beurten.beurten(lijn, centrale.beurt)
    for portie in delingen.haal(lijn, centrale.gehaald, hier.nr):
        verslag.afwijkingen += delen.ontvang([deling for _, deling in portie], portie[-1][0])
        verslag.ontvangen += len(portie)
        meld(Voortgang("ophalen", verslag.ontvangen))
    _volg_toestemmingen(delen, lijn, centrale.toestemming, verslag)
    _zoek_ontbrekend(delen, lijn, verslag)
    _onthoud(delen, rondes)
    if rondes:
        delen.zet_cursor("beurt", rondes[-1].nr)
    for nr, dossier_id in dossierstand.vernietigd(lijn, centrale.vernietigd):
        delen.volg_vernietiging(dossier_id)
        delen.zet_cursor("vernietigd", nr)


def _zoek_ontbrekend(delen: Deelkast, lijn: Lijn, verslag: Verslag) -> None:
    """Ask for what is lacking in between; what is not there either, or was changed, is told each time."""
    open_ = delen.gaten()
    while open_:
        gat = open_.pop()
        gehaald, weg = delingen.haal_nummers(lijn, gat.apparaat, gat.van, gat.tot)
        bekend = set(verslag.afwijkingen)
        verslag.afwijkingen += [wat for wat in delen.ontvang(gehaald, 0) if wat not in bekend]
        kwijt = set(range(gat.van, gat.tot + 1)) - weg - {deling.nr for deling in gehaald}
        verslag.afwijkingen += [f"{gat.apparaat} {nr}: ontbreekt" for nr in sorted(kwijt)]
        if weg == set(range(gat.van, gat.tot + 1)):
            verslag.afwijkingen += delen.sla_over(gat)
        if gat not in (nu := delen.gaten()):
            open_ += [ander for ander in nu if ander.apparaat == gat.apparaat]


def _volg_toestemmingen(delen: Deelkast, lijn: Lijn, na: int, verslag: Verslag) -> None:
    """Hide what the resident wants shared no more, and fetch what lay behind a yes that came later."""
    nieuw = dossierstand.toestemmingen(lijn, na)
    for toestemming in nieuw:
        if not toestemming.mag:
            delen.hoor_nee(toestemming.dossier, toestemming.hlc)
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
    for vorig in kast.delen.vorige():
        if not vorig.vergeleken:
            daar = tellingen.van_apparaat(lijn, vorig.apparaat)
            kast.telfeiten.vergelijk_vorig(vorig.apparaat, Telrijen(daar.feiten, (), daar.stappen))
    rijen = kast.telfeiten.na(*tellingen.tel_tot(lijn))
    tellingen.stuur_tellingen(lijn, tellingen.Telrijen(rijen.feiten, rijen.redenen, rijen.stappen))
    tellingen.meld_geteld(lijn, vandaag)
    anderen = tellingen.haal_van_anderen(lijn, kast.telfeiten.bekend_van_anderen())
    kast.telfeiten.van_anderen(Telrijen(anderen.feiten, anderen.redenen, anderen.stappen))
