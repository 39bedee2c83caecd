"""Working together with other workplaces: exchange, choose between two edits, take a dossier over."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties import synchroniseren
from consulent_app.acties.rollen import (
    BEHANDELING,
    BEHEER,
    BESLIST,
    CONSULENT,
    DOSSIERS,
    INRICHTING,
    SAMENWERKING,
)
from consulent_app.acties.synchroniseren import Meld, Verslag
from consulent_app.acties.werkwoord import niets, weigert_niets, werkwoord
from consulent_app.delen.controlegetal import controlegetal
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.opslag.versleuteling import publiek_bij
from consulent_app.opslag.waarden import ROLLEN, Medewerker, Stuk
from consulent_app.tellingen.achterstand import NIEMAND, Achterstand, achterstand

if TYPE_CHECKING:
    from consulent_app.opslag.beurten import Beurt
    from consulent_app.opslag.deelkast import Botsing, Deelstand
    from consulent_app.opslag.dossierkast import Dossierkast
    from consulent_app.opslag.eigen import Werkplekregel
    from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
    from consulent_app.uitwisseling.centraal.verbinding import Server

GEEN_CENTRALE = "Deze werkplek heeft nog geen centrale server. Laat de beheerder haar koppelen."
ANDERE_ORGANISATIE = (
    "Deze uitnodiging is van een andere organisatie dan deze werkplek, {naam}. Vraag de beheerder van de "
    "server om een uitnodiging voor de eigen organisatie."
)
VOOR_TEAMLEIDER = "Deze uitnodiging is voor een teamleider, niet voor een werkplek. Vraag om een andere."
AL_KEUZE = "Hier is al een keuze gemaakt. Bekijk het dossier opnieuw."
KOPPELT_NIET = "Koppelen en toelaten is van de beheerder. Vraag die erom."
NIET_TOEGELATEN = (
    "{naam} is niet toegelaten: zij is al binnen of is geblokkeerd, of deze werkplek is zelf nog niet "
    "toegelaten. Wissel uit en kijk opnieuw."
)
NIET_BEKEND = "Deze werkplek is hier niet bekend. Wissel eerst uit."


@dataclass(frozen=True, slots=True)
class Deelbeeld:
    """What the screen shows all the time; without a `naam` this workplace works alone."""

    naam: str
    met_centrale: bool
    laatst: datetime | None
    stand: Deelstand | None


@dataclass(frozen=True, slots=True)
class Ligplaats:
    """Where a dossier may be decided on: here, at a workplace by name, or nowhere yet ('')."""

    hier: bool
    naam: str


@dataclass(frozen=True, slots=True)
class Wachtendvoorstel:
    """A proposal on which nobody decided yet: of which day, by whom ('' is here), and its prints."""

    op: date
    door: str
    stukken: tuple[Stuk, ...]


class Deelplek:
    """What one medewerker does with other workplaces."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        self._kast, self.medewerker = kast, medewerker

    def beeld(self) -> Deelbeeld:
        """Return what the screen shows all the time."""
        hier, centrale = self._kast.delen.eigen, self._kast.delen.centrale
        if hier is None:
            return Deelbeeld("", met_centrale=False, laatst=None, stand=None)
        laatst = centrale.laatst if centrale else None
        return Deelbeeld(hier.naam, centrale is not None, laatst, self._kast.delen.stand())

    @property
    def nummer(self) -> int | None:
        """Return the number of this workplace, None when it works alone."""
        hier = self._kast.delen.eigen
        return hier.nummer if hier else None

    # --- exchanging ----------------------------------------------------------------------------------

    @werkwoord("uitwisselen met de centrale", ROLLEN, SAMENWERKING, niets, los=True)
    def wissel_uit(
        self, in_gebruik: Container[str] = frozenset(), meld: Meld = synchroniseren.niemand
    ) -> Verslag:
        """Exchange with the server, as `synchroniseren.wissel_uit`.

        Raises InvoerFout without a server, OmgevingsFout when it cannot be reached or refuses.
        """
        from consulent_app.uitwisseling.centraal.lijn import open_lijn

        with open_lijn(self._server()) as lijn:
            return synchroniseren.wissel_uit(self._kast, lijn, in_gebruik, meld)

    @werkwoord("dossier bijwerken", DOSSIERS, SAMENWERKING)
    def werk_bij(self, dossier_id: str) -> bool:
        """Put what came in from others into a dossier that is opened; say whether it changed."""
        return synchroniseren.verwerk_een(self._kast, dossier_id)

    def heeft_nieuws(self, dossier_id: str) -> bool:
        """Say whether something came in for a dossier that is not in it yet."""
        return dossier_id in self._kast.delen.dossiers_te_verwerken()

    def nieuws_van(self, dossier_id: str) -> tuple[str, ...]:
        """Return who changed a dossier elsewhere, as far as that is not in it yet: `Tineke (Balie 2)`."""
        wie = dict.fromkeys(self._kast.delen.nieuws_van(dossier_id))
        return tuple(f"{door} ({plek})" if door else plek for door, plek in wie)

    # --- choosing ------------------------------------------------------------------------------------

    @werkwoord("verschillen bekijken", DOSSIERS, BEHANDELING)
    def botsingen(self, dossier_id: str) -> list[Botsing]:
        """Return the answers that two workplaces gave differently, between which somebody has to choose."""
        return self._kast.delen.botsingen(dossier_id)

    def aantal_botsingen(self, dossier_id: str) -> int:
        """Return between how many answers somebody has to choose."""
        return len(self._kast.delen.botsingen(dossier_id))

    @werkwoord("keuze tussen twee antwoorden maken", DOSSIERS, BEHANDELING)
    def kies(self, dossier_id: str, pad: str, versie: str) -> None:
        """Let one of them hold; raises InvoerFout when somebody chose meanwhile."""
        try:
            self._kast.delen.kies(dossier_id, pad, versie)
        except KeyError as fout:
            raise InvoerFout(AL_KEUZE) from fout

    def opgepakt_door(self, dossier_id: str) -> str:
        """Return who takes a dossier on, '' when nobody does."""
        return self._kast.toegewezen(dossier_id)

    # --- whose turn ----------------------------------------------------------------------------------

    def ligt(self, dossier_id: str) -> Ligplaats:
        """Return where a dossier may be decided on."""
        hier, beurt = self._kast.delen.eigen, self._kast.delen.beurt(dossier_id)
        if hier is None:
            return Ligplaats(hier=True, naam="")
        return self._ligplaats(beurt, hier.apparaat)

    def wacht_op_besluit(self, dossier_id: str) -> bool:
        """Say whether a proposal waits in a dossier."""
        return self._kast.delen.voorstel_op(dossier_id) is not None

    @werkwoord("voorstel bekijken", DOSSIERS, BEHANDELING)
    def voorstel(self, dossier_id: str) -> Wachtendvoorstel | None:
        """Return the proposal that waits in a dossier, None when none does."""
        op = self._kast.delen.voorstel_op(dossier_id)
        if op is None:
            return None
        stukken = tuple(stuk for stuk in self._kast.stukken(dossier_id) if stuk.datum == op)
        return Wachtendvoorstel(op, self._kast.delen.voorgesteld_door(dossier_id), stukken)

    def over_voorstel(self, dossier_id: str) -> str:
        """Return in a few words who proposed and where the dossier lies; '' for who works alone."""
        if self._kast.delen.eigen is None:
            return ""
        door, ligt = self._kast.delen.voorgesteld_door(dossier_id), self.ligt(dossier_id)
        waar = "ligt hier" if ligt.hier else "wacht op wie het overneemt"
        if ligt.naam and not ligt.hier:
            waar = f"ligt bij {ligt.naam}"
        return f"van {door} · {waar}" if door else waar

    # The line in the log comes first: the network would else hold the one write transaction.
    @werkwoord("dossier overnemen", BESLIST, BEHANDELING, eerst=weigert_niets)
    def neem_over(self, dossier_id: str) -> Ligplaats:
        """Ask the server for the turn to decide; who has it is asked to let go when it is not here now."""
        from consulent_app.uitwisseling.centraal.lijn import open_lijn

        with open_lijn(self._server()) as lijn:
            synchroniseren.neem_over(self._kast, lijn, dossier_id)
        return self.ligt(dossier_id)

    def _ligplaats(self, beurt: Beurt | None, hier: str) -> Ligplaats:
        if beurt is None or beurt.apparaat is None:
            return Ligplaats(hier=False, naam="")
        namen = {plek.apparaat: plek.naam for plek in self._kast.delen.werkplekken()}
        return Ligplaats(beurt.apparaat == hier, namen.get(beurt.apparaat, "een andere werkplek"))

    # --- joining -------------------------------------------------------------------------------------

    @werkwoord("werkplek koppelen", (CONSULENT, *BEHEER), INRICHTING, niets)
    def koppel(self, uitnodiging: Path, code: str) -> str:
        """Make this workplace one of several by an invitation, and return its name there.

        One that is coupled already goes on under the new name. Raises InvoerFout when file or code is not
        right, or it is of the other organisation.
        """
        from consulent_app.uitwisseling.centraal.uitnodiging import lees_uitnodiging

        self._keur_beheer()
        gelezen = lees_uitnodiging(uitnodiging, code)
        if not gelezen.is_werkplek:
            raise InvoerFout(VOOR_TEAMLEIDER)
        with self._kast.samen():
            self._word(gelezen)
            self._kast.delen.zet_centrale(asdict(gelezen.server))
        return gelezen.naam

    def _word(self, gelezen: Uitnodiging) -> None:
        """Be the workplace that was invited; by the same invitation once more it stays what it is."""
        delen, wie = self._kast.delen, (gelezen.apparaat, gelezen.nummer, gelezen.naam)
        hier = delen.eigen
        if hier is None:
            delen.begin(*wie, gelezen.organisatie, self.medewerker.naam)
        elif hier.organisatie != gelezen.organisatie:
            raise InvoerFout(ANDERE_ORGANISATIE.format(naam=hier.naam))
        elif hier.apparaat != gelezen.apparaat:
            delen.koppel_opnieuw(*wie, self.medewerker.naam)

    def achterstand(self, vandaag: date) -> Achterstand:
        """Return whether other workplaces of the own organisation still have to tell what they counted.

        A workplace without a server counts for itself alone.
        """
        hier, centrale = self._kast.delen.eigen, self._kast.delen.centrale
        if hier is None or centrale is None:
            return NIEMAND
        mee = (
            plek
            for plek in self._kast.delen.werkplekken()
            if plek.actief and plek.toegelaten and plek.organisatie == hier.organisatie
        )
        return achterstand(((plek.naam, plek.geteld_tot) for plek in mee), vandaag)

    def werkplekken(self) -> Sequence[Werkplekregel]:
        """Return the workplaces that are known, this one too."""
        return self._kast.delen.werkplekken()

    def controlegetal(self, werkplek: Werkplekregel | None = None) -> str:
        """Return what is compared by voice before a workplace is let in; without one that of this one."""
        hier = self._kast.delen.eigen
        assert hier is not None
        return controlegetal(werkplek.publiek if werkplek else publiek_bij(hier.prive))

    @werkwoord("werkplek toelaten", (CONSULENT, *BEHEER), INRICHTING, los=True)
    def laat_toe(self, apparaat: str) -> None:
        """Let a workplace of the own organisation read its dossiers, after comparing the control number."""
        from consulent_app.uitwisseling.centraal.lijn import open_lijn

        self._keur_beheer()
        plek = {plek.apparaat: plek for plek in self._kast.delen.werkplekken()}.get(apparaat)
        if plek is None:
            raise InvoerFout(NIET_BEKEND)
        with open_lijn(self._server()) as lijn:
            if not synchroniseren.laat_toe(self._kast.delen, lijn, plek):
                raise InvoerFout(NIET_TOEGELATEN.format(naam=plek.naam))

    @werkwoord("beurten vrijgeven", (CONSULENT, *BEHEER), INRICHTING, los=True)
    def maak_vrij(self, apparaat: str) -> int:
        """Let others take the dossiers that a lost workplace has the turn of; return how many.

        For what is lost for good: what was decided there and never exchanged is then decided twice.
        """
        from consulent_app.uitwisseling.centraal.lijn import open_lijn

        self._keur_beheer()
        with open_lijn(self._server()) as lijn:
            synchroniseren.wissel_uit(self._kast, lijn)
            return synchroniseren.maak_vrij(self._kast, lijn, apparaat)

    def _keur_beheer(self) -> None:
        if self.medewerker.rol == CONSULENT and self._kast.accounts.heeft_beheerder:
            raise Geweigerd(KOPPELT_NIET)

    def _server(self) -> Server:
        from consulent_app.uitwisseling.centraal.verbinding import Server

        centrale = self._kast.delen.centrale
        if centrale is None:
            raise InvoerFout(GEEN_CENTRALE)
        return Server(**centrale.server)
