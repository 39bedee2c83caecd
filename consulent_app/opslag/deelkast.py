"""What a store does to share its dossiers with other workplaces; how it travels is not known here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from consulent_app.delen import klok
from consulent_app.delen.deling import Deling
from consulent_app.delen.versies import Versie, botst, gekozen
from consulent_app.opslag import (
    beurten,
    celrijen,
    centralerijen,
    delingrijen,
    eigen,
    intrekking,
    klokherstel,
    opnieuw,
    opschonen,
    rijen,
    toestemmingrijen,
    vastleggen,
    verwerken,
    volgen,
)
from consulent_app.opslag.beurten import Beurt
from consulent_app.opslag.centralerijen import Centrale, Toestemming
from consulent_app.opslag.delingrijen import Gat
from consulent_app.opslag.dossierstand import Plaats
from consulent_app.opslag.eigen import Eigen, Organisatiesleutel, Werkplekregel
from consulent_app.opslag.opnieuw import Vorig
from consulent_app.opslag.verbinding import Verbindingen
from consulent_app.opslag.verwerken import Verwerkt
from consulent_app.opslag.waarden import Dossierregel

if TYPE_CHECKING:
    pass


#: So long one thing after another keeps the store from who types, and so long it lets go of it then.
LANGST_SECONDEN = 0.05
ADEM_SECONDEN = 0.002


TE_VROEG = "{} {}: van een klok die voorloopt"


@dataclass(frozen=True, slots=True)
class Botsing:
    """A cell that two workplaces made into something else: what holds now, and all there is to choose."""

    pad: str
    geldt: Versie
    keuzen: tuple[Versie, ...]


@dataclass(frozen=True, slots=True)
class Deelstand:
    """What waits: to be told, to go to the server, to be taken in; and what could not be read.

    `wachtend` is how many dossiers hold something that the others do not have.
    """

    te_vertellen: int
    te_sturen: int
    te_verwerken: int
    onleesbaar: int
    wachtend: int


class Deelkast:
    """Verbs on one open store, from any thread; each is one transaction, or part of the open one."""

    def __init__(self, verbindingen: Verbindingen, klok: Callable[[], datetime]) -> None:
        self._verbindingen, self._klok = verbindingen, klok

    # --- this workplace ------------------------------------------------------------------------------

    @property
    def eigen(self) -> Eigen | None:
        """Return this workplace; None when it works alone."""
        with self._verbindingen.lezen() as database:
            return eigen.lees(database)

    def begin(self, apparaat: str, nummer: int, naam: str, organisatie: str, door: str) -> None:
        """Make this one of several workplaces: all its dossiers wait to be told."""
        with self._verbindingen.schrijven() as database:
            eigen.begin(database, apparaat, nummer, naam, organisatie, door)

    def koppel_opnieuw(self, apparaat: str, nummer: int, naam: str, door: str) -> None:
        """Go on under another name; raises InvoerFout for one that this workplace had before."""
        with self._verbindingen.schrijven() as database:
            opnieuw.koppel_opnieuw(database, apparaat, nummer, naam, door)

    def vorige(self) -> list[Vorig]:
        """Return the names that this workplace had."""
        with self._verbindingen.lezen() as database:
            return opnieuw.vorige(database)

    def zet_wie(self, naam: str) -> None:
        """Put down under which name changes are told from now on."""
        with self._verbindingen.schrijven() as database:
            eigen.zet_wie(database, naam)

    def zet_klok_recht(self, daar: datetime) -> None:
        """Mend what was put down while this clock ran days ahead, when it does no more; `daar` is right."""
        if not klok.loopt_voor(klok.tik(0, self._klok()), daar):
            with self._verbindingen.schrijven() as database:
                klokherstel.zet_recht(database, daar)

    def neem_eigen_over(self, later: Sequence[Deling]) -> None:
        """Count on after what the server has of this workplace and this store has not."""
        with self._verbindingen.schrijven() as database:
            vastleggen.neem_eigen_over(database, later)

    def werkplekken(self) -> list[Werkplekregel]:
        """Return the workplaces that are known, this one too."""
        with self._verbindingen.lezen() as database:
            return eigen.werkplekken(database)

    def ken(self, regels: Iterable[Werkplekregel]) -> None:
        """Put down what is known of workplaces."""
        with self._verbindingen.schrijven() as database:
            for regel in regels:
                eigen.ken(database, regel)

    def sleutels(self) -> dict[str, Organisatiesleutel]:
        """Return the keys of the organisations that are known."""
        with self._verbindingen.lezen() as database:
            return dict(eigen.sleutels(database))

    def zet_sleutel(self, sleutel: Organisatiesleutel) -> None:
        """Keep the keys of an organisation; what it may see waits to be told to it."""
        with self._verbindingen.schrijven() as database:
            eigen.zet_sleutel(database, sleutel)

    def hoor_sleutel(self, organisatie: str, publiek: bytes) -> None:
        """Keep which key the server gives for another organisation; it counts when somebody compared it."""
        with self._verbindingen.schrijven() as database:
            eigen.hoor_sleutel(database, organisatie, publiek)

    def gehoord(self) -> dict[str, bytes]:
        """Return the keys of other organisations that somebody still has to compare."""
        with self._verbindingen.lezen() as database:
            return eigen.gehoord(database)

    def vergeet_sleutel(self, organisatie: str) -> None:
        """Let go of the key of another organisation, which lost it; what it was told, it cannot read."""
        with self._verbindingen.schrijven() as database:
            opnieuw.vergeet_sleutel(database, organisatie)

    # --- out -----------------------------------------------------------------------------------------

    def leg_vast(self) -> Iterator[str]:
        """Put down what changed, some dossiers at a time; give the id of each."""
        with self._verbindingen.lezen() as database:
            wachtend = vastleggen.wachtend(database)
        while wachtend:
            gedaan = self.bij_elkaar(wachtend, self._leg_een_vast)
            yield from gedaan
            wachtend = wachtend[len(gedaan) :]

    def bij_elkaar(self, dossiers: Sequence[str], doe: Callable[[str], object]) -> list[str]:
        """Do something with the first dossiers in one transaction, and return with which; at least one.

        Each has to reach the disk, and that takes longer than most else. Who types meanwhile waits, so it
        is as many as a person does not notice.
        """
        gedaan, einde = [], monotonic() + LANGST_SECONDEN
        with self._verbindingen.schrijven():
            for dossier_id in dossiers:
                doe(dossier_id)
                gedaan.append(dossier_id)
                if monotonic() > einde:
                    break
        sleep(ADEM_SECONDEN)
        return gedaan

    def _leg_een_vast(self, dossier_id: str) -> None:
        with self._verbindingen.schrijven() as database:
            vastleggen.leg_vast(database, dossier_id)

    def te_sturen(self, hoogstens: int) -> list[Deling]:
        """Return the first delingen that the server does not have yet."""
        with self._verbindingen.lezen() as database:
            return delingrijen.te_sturen(database, hoogstens)

    def eigenaren(self, dossiers: Sequence[str]) -> dict[str, str]:
        """Return of which organisation each of these dossiers is, as far as they are here."""
        with self._verbindingen.lezen() as database:
            return delingrijen.eigenaren(database, dossiers)

    def gestuurd(self, ids: Sequence[str]) -> None:
        """Put down that the server has these."""
        with self._verbindingen.schrijven() as database:
            delingrijen.gestuurd(database, ids)

    def gestuurd_tot(self) -> int:
        """Return the last number of this workplace that the server was known to have."""
        with self._verbindingen.lezen() as database:
            return delingrijen.gestuurd_tot(database)

    def sinds(self, heeft: dict[str, int]) -> list[Deling]:
        """Return what somebody lacks who has of each workplace all up to that number."""
        with self._verbindingen.lezen() as database:
            return delingrijen.sinds(database, heeft)

    def heeft(self) -> dict[str, int]:
        """Return up to which number there is everything here, of each workplace."""
        with self._verbindingen.lezen() as database:
            return delingrijen.heeft(database)

    # --- in ------------------------------------------------------------------------------------------

    def ontvang(self, delingen: Iterable[Deling], gehaald: int | None = None) -> list[str]:
        """Keep what others told, with how far the server was read when it came from there.

        Returns a line for each that does not fit; what was changed on the way is not kept, nor what is of
        days to come: its clock would go before all others. The server refuses that itself.
        """
        if gehaald is None:
            alle, nu = list(delingen), self._klok()
            delingen = [deling for deling in alle if not klok.loopt_voor(deling.hlc, nu)]
            te_vroeg = [
                f"{d.apparaat} {d.nr}: van een klok die voorloopt" for d in alle if d not in delingen
            ]
            return te_vroeg + self._ontvang(delingen, None)
        return self._ontvang(delingen, gehaald)

    def _ontvang(self, delingen: Iterable[Deling], gehaald: int | None) -> list[str]:
        with self._verbindingen.schrijven() as database:
            afwijkingen = delingrijen.ontvang(database, delingen, van_centrale=gehaald is not None)
            if gehaald is not None:
                centralerijen.zet_cursor(database, "gehaald", gehaald)
            return afwijkingen

    def gaten(self) -> list[Gat]:
        """Return where numbers are lacking of workplaces of the own organisation, the first of each."""
        with self._verbindingen.lezen() as database:
            return delingrijen.gaten(database)

    def sla_over(self, gat: Gat) -> list[str]:
        """Go on behind numbers that went with their dossier; return a line for what does not fit."""
        with self._verbindingen.schrijven() as database:
            return delingrijen.sla_over(database, gat)

    def probeer_weer(self, versie: str) -> None:
        """Let what an older program could not put into a dossier wait again; once with each version."""
        with self._verbindingen.schrijven() as database:
            eigen.probeer_weer(database, versie)

    def dossiers_te_verwerken(self) -> list[str]:
        """Return the dossiers of which something came in that is not in them yet."""
        with self._verbindingen.lezen() as database:
            return delingrijen.dossiers_te_verwerken(database)

    def nieuws_van(self, dossier_id: str) -> list[tuple[str, str]]:
        """Return who told what is not in a dossier yet, each with the name of the workplace."""
        with self._verbindingen.lezen() as database:
            return verwerken.nieuws_van(database, dossier_id)

    def verwerk(self, dossier_id: str) -> Verwerkt:
        """Put what came in into one dossier; what was destroyed elsewhere goes here too, if it may."""
        with self._verbindingen.schrijven() as database:
            uitkomst = verwerken.verwerk(database, dossier_id, self._klok())
            while uitkomst.vernietigd and not volgen.vernietig(database, self._klok(), dossier_id):
                uitkomst = verwerken.verwerk(database, dossier_id, self._klok())
        if uitkomst.vernietigd:
            self._verbindingen.wis_sporen()
        return uitkomst

    def hoor_nee_dat_wacht(self, dossier_id: str) -> None:
        """Let a no of the other organisation that came in count at once, in a dossier that is open too.

        In an own dossier it counts as it waits: what is answered there is not told to the other.
        """
        with self._verbindingen.schrijven() as database:
            hlc = intrekking.nee_dat_wacht(database, dossier_id)
            if hlc is not None and toestemmingrijen.van_de_ander(database, dossier_id):
                vastleggen.leg_vast(database, dossier_id)
                centralerijen.hoor_nee(database, dossier_id, hlc)

    def ingetrokken(self) -> list[str]:
        """Return the dossiers of the other organisation that may be seen here no more."""
        with self._verbindingen.lezen() as database:
            return intrekking.te_verwijderen(database)

    def trek_in(self, dossier_id: str) -> None:
        """Remove the copy of a dossier that is shared no more."""
        with self._verbindingen.schrijven() as database:
            volgen.trek_in(database, self._klok(), dossier_id)
        self._verbindingen.wis_sporen()

    def stand(self) -> Deelstand:
        """Return what waits."""
        with self._verbindingen.lezen() as database:
            return Deelstand(*centralerijen.tel(database))

    # --- choosing ------------------------------------------------------------------------------------

    def botsingen(self, dossier_id: str) -> list[Botsing]:
        """Return the cells of a dossier between whose values a person has to choose."""
        with self._verbindingen.lezen() as database:
            koppen = celrijen.lees_koppen(database, dossier_id)
        return [
            Botsing(pad, gekozen(pad, koppen), koppen[pad]) for pad in sorted(koppen) if botst(pad, koppen)
        ]

    def kies(self, dossier_id: str, pad: str, versie: str) -> None:
        """Let one value of a cell hold; raises KeyError when somebody chose meanwhile."""
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            vastleggen.kies(database, dossier_id, pad, versie, nu)
            verwerken.breng_bij(database, dossier_id, Plaats(nu, 0))

    # --- whose turn ----------------------------------------------------------------------------------

    def beurt(self, dossier_id: str) -> Beurt | None:
        """Return who has the turn to decide on a dossier; None when that is not known."""
        with self._verbindingen.lezen() as database:
            return beurten.haal(database, dossier_id)

    def keur_beurt(self, dossier_id: str) -> None:
        """Raise Geweigerd when this workplace does not have the turn."""
        with self._verbindingen.lezen() as database:
            beurten.keur(database, dossier_id)

    def voorstel_op(self, dossier_id: str) -> date | None:
        """Return of which day the proposal is that waits in a dossier, None when none does."""
        with self._verbindingen.lezen() as database:
            return beurten.voorstel_op(database, dossier_id)

    def voorgesteld_door(self, dossier_id: str) -> str:
        """Return who made the last proposal in a dossier elsewhere; '' when that was here."""
        with self._verbindingen.lezen() as database:
            return beurten.voorgesteld_door(database, dossier_id)

    def besloten_voorstellen(self, dagen: int, voor: str, hoogstens: int = 50) -> list[Dossierregel]:
        """Return the dossiers of which a proposal was decided on and that changed these last days."""
        sinds = self._klok() - timedelta(days=dagen)
        with self._verbindingen.lezen() as database:
            return rijen.besloten_voorstellen(database, sinds, hoogstens, voor)

    def dossiers_bij(self, apparaat: str) -> list[str]:
        """Return the dossiers of which a workplace has the turn."""
        with self._verbindingen.lezen() as database:
            return beurten.dossiers_bij(database, apparaat)

    def oude_beurten(self) -> list[Beurt]:
        """Return the turns in own dossiers that lie with an earlier name of this workplace."""
        with self._verbindingen.lezen() as database:
            return opnieuw.oude_beurten(database)

    def geef_beurt(self, dossier_id: str, aan: str | None) -> Beurt | None:
        """Give the turn away, to a workplace or to who takes it; None when it was not here."""
        with self._verbindingen.schrijven() as database:
            return beurten.geef(database, dossier_id, aan)

    def beurten(self) -> list[Beurt]:
        """Return every round that is known."""
        with self._verbindingen.lezen() as database:
            return beurten.alle(database)

    def te_geven(self) -> list[str]:
        """Return the proposals that lie here for the gemeente to decide on."""
        with self._verbindingen.lezen() as database:
            return beurten.te_geven(database)

    def beurten_te_sturen(self) -> list[Beurt]:
        """Return the rounds that the server does not know of."""
        with self._verbindingen.lezen() as database:
            return beurten.te_sturen(database)

    def ontvang_beurten(self, rij: Iterable[Beurt], *, van_centrale: bool) -> None:
        """Put down rounds; what the server says goes before what was thought here."""
        with self._verbindingen.schrijven() as database:
            beurten.ontvang(database, rij, van_centrale=van_centrale)

    # --- the server ----------------------------------------------------------------------------------

    @property
    def centrale(self) -> Centrale | None:
        """Return the server and how far it was read; None when there is none."""
        with self._verbindingen.lezen() as database:
            return centralerijen.lees(database)

    def zet_centrale(self, server: dict[str, Any]) -> None:
        """Keep which server to exchange with, from its beginning when it is another one."""
        with self._verbindingen.schrijven() as database:
            centralerijen.zet(database, server)

    def zet_generatie(self, generatie: str, werkplekken: Iterable[str]) -> bool:
        """Note what the server calls itself; True when it is not what it was, and all has to go again.

        `werkplekken` are those that it knows.
        """
        with self._verbindingen.schrijven() as database:
            anders = centralerijen.zet_generatie(database, generatie)
            if anders:
                delingrijen.alles_opnieuw(database)
                opnieuw.vertel_opnieuw(database)
                opnieuw.vergeet_vorige_server(database, werkplekken)
            return anders

    def toestemmingen_te_sturen(self) -> list[Toestemming]:
        """Return the consents that the server does not know of."""
        with self._verbindingen.lezen() as database:
            return centralerijen.toestemmingen_te_sturen(database)

    def toestemmingen_gestuurd(self, gestuurd: Iterable[Toestemming]) -> None:
        """Put down that the server knows."""
        with self._verbindingen.schrijven() as database:
            centralerijen.toestemmingen_gestuurd(database, gestuurd)

    def zet_cursor(self, naam: str, nr: int) -> None:
        """Note until which number the server was read, for one of `centralerijen.CURSORS`."""
        with self._verbindingen.schrijven() as database:
            centralerijen.zet_cursor(database, naam, nr)

    def vernietigd_te_sturen(self) -> list[str]:
        """Return the destroyed dossiers that the server may still have."""
        with self._verbindingen.lezen() as database:
            return centralerijen.vernietigd_te_sturen(database)

    def vernietigd_gestuurd(self, dossier_id: str) -> None:
        """Put down that the server has done with a dossier."""
        with self._verbindingen.schrijven() as database:
            centralerijen.vernietigd_gestuurd(database, dossier_id)

    def te_legen(self) -> list[tuple[str, int, int]]:
        """Return what the server has to empty: dossier, until which number of it, and of here."""
        with self._verbindingen.lezen() as database:
            return opschonen.te_legen(database)

    def geleegd(self, dossier_id: str) -> None:
        """Put down that the server did."""
        with self._verbindingen.schrijven() as database:
            opschonen.geleegd(database, dossier_id)

    def volg_vernietiging(self, dossier_id: str) -> None:
        """Destroy a dossier because that was done elsewhere, if it may go here too."""
        with self._verbindingen.schrijven() as database:
            volgen.vernietig(database, self._klok(), dossier_id)
            centralerijen.vernietigd_gestuurd(database, dossier_id)
        self._verbindingen.wis_sporen()

    def hoor_nee(self, dossier_id: str, hlc: int) -> None:
        """Let a dossier of the other organisation be seen no more: at the server a no stands."""
        with self._verbindingen.schrijven() as database:
            centralerijen.hoor_nee(database, dossier_id, hlc)

    def rond_af(self) -> None:
        """Note that an exchange with the server ended well."""
        with self._verbindingen.schrijven() as database:
            centralerijen.zet_laatst(database, self._klok())
