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
from consulent_app.acties.werkwoord import niets, werkwoord
from consulent_app.delen.controlegetal import controlegetal
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.opslag.versleuteling import publiek_bij
from consulent_app.opslag.waarden import ROLLEN, Medewerker
from consulent_app.tellingen.achterstand import NIEMAND, Achterstand, achterstand

if TYPE_CHECKING:
    from consulent_app.opslag.beurten import Beurt
    from consulent_app.opslag.deelkast import Botsing, Deelstand
    from consulent_app.opslag.dossierkast import Dossierkast
    from consulent_app.opslag.eigen import Werkplekregel
    from consulent_app.uitwisseling.centraal.verbinding import Server

GEEN_CENTRALE = "Deze werkplek heeft nog geen centrale server. Laat de beheerder haar koppelen."
AL_GEKOPPELD = "Deze werkplek is al gekoppeld, als {naam}."
VOOR_TEAMLEIDER = "Deze uitnodiging is voor een teamleider, niet voor een werkplek. Vraag om een andere."
AL_KEUZE = "Hier is al een keuze gemaakt. Bekijk het dossier opnieuw."
KOPPELT_NIET = "Koppelen en toelaten is van de beheerder. Vraag die erom."
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

    # --- choosing ------------------------------------------------------------------------------------

    @werkwoord("verschillen bekijken", DOSSIERS, BEHANDELING)
    def botsingen(self, dossier_id: str) -> list[Botsing]:
        """Return the answers that two workplaces gave differently, between which somebody has to choose."""
        return self._kast.delen.botsingen(dossier_id)

    @werkwoord("keuze tussen twee antwoorden maken", DOSSIERS, BEHANDELING)
    def kies(self, dossier_id: str, pad: str, versie: str) -> None:
        """Let one of them hold; raises InvoerFout when somebody chose meanwhile."""
        try:
            self._kast.delen.kies(dossier_id, pad, versie)
        except KeyError as fout:
            raise InvoerFout(AL_KEUZE) from fout

    # --- whose turn ----------------------------------------------------------------------------------

    def ligt(self, dossier_id: str) -> Ligplaats:
        """Return where a dossier may be decided on."""
        hier, beurt = self._kast.delen.eigen, self._kast.delen.beurt(dossier_id)
        if hier is None:
            return Ligplaats(hier=True, naam="")
        return self._ligplaats(beurt, hier.apparaat)

    @werkwoord("dossier overnemen", BESLIST, BEHANDELING)
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

        Raises InvoerFout when it is coupled already, or file or code is not right.
        """
        from consulent_app.uitwisseling.centraal.uitnodiging import lees_uitnodiging

        self._keur_beheer()
        if (hier := self._kast.delen.eigen) is not None:
            raise InvoerFout(AL_GEKOPPELD.format(naam=hier.naam))
        gelezen = lees_uitnodiging(uitnodiging, code)
        if not gelezen.is_werkplek:
            raise InvoerFout(VOOR_TEAMLEIDER)
        self._kast.delen.begin(
            gelezen.apparaat, gelezen.nummer, gelezen.naam, gelezen.organisatie, self.medewerker.naam
        )
        self._kast.delen.zet_centrale(asdict(gelezen.server))
        return gelezen.naam

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
            synchroniseren.laat_toe(self._kast.delen, lijn, plek)

    def _keur_beheer(self) -> None:
        if self.medewerker.rol == CONSULENT and self._kast.accounts.heeft_beheerder:
            raise Geweigerd(KOPPELT_NIET)

    def _server(self) -> Server:
        from consulent_app.uitwisseling.centraal.verbinding import Server

        centrale = self._kast.delen.centrale
        if centrale is None:
            raise InvoerFout(GEEN_CENTRALE)
        return Server(**centrale.server)
