"""What a medewerker does with the store: every verb with who may do it, and its line in the log.

The screen and the command line hold a Werkplek and never the store itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.accountplek import Accountplek
from consulent_app.acties.archiefplek import Archiefplek
from consulent_app.acties.bedragplek import Bedragplek
from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.deelplek import Deelplek
from consulent_app.acties.instelplek import BEHEERDER_STELT_IN, Instelplek
from consulent_app.acties.kladplek import Kladplek
from consulent_app.acties.logboek import (
    HOOGSTENS,
    LOGBOEK_CSV,
    Logboekbeeld,
    als_csv,
    keur_aanvaarding,
    met_kenmerk,
)
from consulent_app.acties.logwoorden import (
    dossier_van_taak,
    gezocht,
    hoeveel_brieven,
    lopend_werk,
    naam_van_kopie,
    nieuw_dossier,
    periode,
    pogingen,
    soort_bestand,
    telbestand,
    waarom_aanvaard,
    wat_aanvaard_is,
    zoveel,
)
from consulent_app.acties.overdrachtplek import Overdrachtplek
from consulent_app.acties.regelplek import Regelplek
from consulent_app.acties.rollen import (
    BEHANDELING,
    BEHEER,
    BESLIST,
    CONSULENT,
    CONTROLE,
    DOSSIERS,
    INRICHTING,
    INTAKE,
    INZAGE,
    STURING,
    TELLEN,
    organisatie_van,
)
from consulent_app.acties.schuldhulpplek import Schuldhulpplek
from consulent_app.acties.werkwoord import keur_zicht, niets, weigert_niets, werkwoord
from consulent_app.besluiten.aanleiding import INTREKKING
from consulent_app.besluiten.delen import MET
from consulent_app.besluiten.telfeiten import BESLUIT, VOORSTEL, Telling
from consulent_app.fouten import ConsulentFout, Geweigerd
from consulent_app.opslag.waarden import (
    ROLLEN,
    Dossier,
    Dossierregel,
    Medewerker,
    NieuweTaak,
    Nieuwstuk,
    Stuk,
    Taak,
    Volledig,
)

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast
    from consulent_app.opslag.kopiemap import Kopie
    from consulent_app.opslag.logboekkop import Stand
    from consulent_app.opslag.logcontrole import Keten
    from consulent_app.opslag.telfeitenkast import Telkolommen

#: What is only printed by who decides: with these the gemeente speaks.
BESLUITEN = frozenset({"beschikking", "aanvulling", "uitstel", "intrekking"})
#: So long a raadsman sees on top what was decided on a proposal.
DAGEN_BESLOTEN = 14
GEEN_BESLUIT = "Een raadsman drukt geen besluit af. Laat een consulent van de gemeente dat doen."


@dataclass(frozen=True)
class Dagbeeld:
    """All that waits at this desk."""

    taken: Sequence[Taak]
    voorstellen: Sequence[Dossierregel]
    gesprekken: Sequence[Dossierregel]
    #: Conversations that were broken off so long ago that the law wants them gone.
    te_oud: int = 0
    #: Who made a proposal and where it lies, by dossier.
    over_voorstel: Mapping[str, str] = field(default_factory=dict)
    #: What the gemeente decided lately on proposals, for who made them.
    besloten: Sequence[Dossierregel] = ()
    #: Who looks, and to whom of the own organisation a dossier can be given here.
    wie: str = ""
    collegas: Sequence[str] = ()


def _keur_documenten(plek: Werkplek, argumenten: Sequence[Any]) -> None:
    plek._keur_soorten(naam.removesuffix(".pdf") for naam in argumenten[1])


class Werkplek:
    """One medewerker before an open store. Each verb raises Geweigerd for who may not do it."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        """Take over the store: `sluit()` closes it."""
        self._kast = kast
        self.medewerker = medewerker
        #: For whom this person works: what of the other organisation may not be shared is not there.
        self._voor = organisatie_van(medewerker.rol)
        self.accounts = Accountplek(kast, medewerker)
        self.archief = Archiefplek(kast, medewerker)
        self.schuldhulp = Schuldhulpplek(kast, medewerker)
        self.delen = Deelplek(kast, medewerker)
        self.overdracht = Overdrachtplek(kast, medewerker)
        self.regels = Regelplek(kast, medewerker)
        self.bedragen = Bedragplek(kast, medewerker)
        self.inrichting = Instelplek(kast, medewerker)
        self.klad = Kladplek(kast, medewerker)

    def mag(self, naam: str) -> bool:
        """Say whether this person may do the verb with this name."""
        return self.medewerker.rol in getattr(type(self), naam).werkwoord.rollen

    def sluit(self) -> None:
        """Log out and close the store; twice does nothing."""
        with suppress(ConsulentFout):
            self.meld_af()
        self._kast.sluit()

    @werkwoord("aanmelden", ROLLEN, "", pogingen)
    def meld_aan(self, verkeerd: int = 0) -> None:
        """Put down that somebody came to work, and how often a wrong name or password came before."""

    @werkwoord("aanmelden met de herstelsleutel", ROLLEN, "", niets)
    def meld_herstel(self) -> None:
        """Put down that somebody chose another password with the recovery key."""

    @werkwoord("afmelden", ROLLEN, "", niets)
    def meld_af(self) -> None:
        """Put down that the store is closed."""

    # --- finding -------------------------------------------------------------------------------------

    @werkwoord("zoeken", DOSSIERS, BEHANDELING, gezocht)
    def zoek(self, tekst: str, hoogstens: int = 50) -> list[Dossierregel]:
        """Return the dossiers with every typed word, as `Dossierkast.zoek`."""
        return self._kast.zoek(tekst, hoogstens, self._voor)

    @werkwoord("werkvoorraad bekijken", DOSSIERS, BEHANDELING, niets)
    def dagbeeld(self) -> Dagbeeld:
        """Return what waits: tasks, proposals, conversations that are not finished."""
        kast, voor = self._kast, self._voor
        voorstellen = kast.voorstellen(voor=voor)
        return Dagbeeld(
            kast.open_taken(voor=voor),
            voorstellen,
            kast.met_status("intake", voor=voor),
            kast.archief.aantal_te_oud(voor),
            {regel.id: self.delen.over_voorstel(regel.id) for regel in voorstellen},
            kast.delen.besloten_voorstellen(DAGEN_BESLOTEN, voor) if voor == MET else (),
            self.medewerker.naam,
            self._collegas(),
        )

    def _collegas(self) -> list[str]:
        rollen = [rol for rol in DOSSIERS if organisatie_van(rol) == self._voor]
        return [naam for naam in self._kast.accounts.namen(rollen) if naam != self.medewerker.naam]

    @werkwoord("laatste dossier zoeken", DOSSIERS, BEHANDELING, niets)
    def laatste_open(self) -> str | None:
        """Return the id of the dossier last worked on; None when it is closed, or not to be seen."""
        return self._kast.laatste_open(self._voor)

    @werkwoord("dossier openen", DOSSIERS, lopend_werk)
    def haal(self, dossier_id: str) -> Dossier:
        """Return a dossier; raises InvoerFout when there is none with this id."""
        return self._kast.haal(dossier_id)

    @werkwoord("brieven bekijken", DOSSIERS, BEHANDELING)
    def stukken(self, dossier_id: str) -> list[Stuk]:
        """Return the printed documents of a dossier, the oldest first."""
        return self._kast.stukken(dossier_id)

    # --- working on a dossier ------------------------------------------------------------------------

    @werkwoord("dossier beginnen", DOSSIERS, INTAKE, nieuw_dossier)
    def nieuw(self, document: Mapping[str, Any]) -> Dossier:
        """Begin a dossier with the next case number of the year and return it."""
        return self._kast.nieuw(document, self._voor)

    @werkwoord("antwoord bewaren", DOSSIERS, INTAKE)
    def bewaar_antwoord(self, dossier_id: str, pad: str, waarde: Any, document: Mapping[str, Any]) -> None:
        """Put one answer and the whole document that now holds it on disk, both or neither."""
        self._kast.bewaar_antwoord(dossier_id, pad, waarde, document)

    @werkwoord("behandeling bewaren", DOSSIERS, BEHANDELING)
    def bewaar_behandeling(
        self, dossier_id: str, wat: str, waarde: Any, behandeling: Mapping[str, Any]
    ) -> None:
        """Put down what was done beside the answers: all of it, and the one part that changed."""
        self._kast.bewaar_behandeling(dossier_id, wat, waarde, behandeling)

    @werkwoord("taak afvinken", DOSSIERS, BEHANDELING, dossier_van_taak)
    def taak_klaar(self, taak_id: str) -> str | None:
        """Tick a task off and return its dossier."""
        keur_zicht(self, self._kast.dossier_van_taak(taak_id))
        return self._kast.taak_klaar(taak_id)

    @werkwoord("dossier toewijzen", DOSSIERS, BEHANDELING)
    def wijs_toe(self, dossier_id: str, aan: str) -> None:
        """Note who takes a dossier on, by the name of their account; '' lets it go."""
        self._kast.wijs_toe(dossier_id, aan)

    # --- deciding ------------------------------------------------------------------------------------

    @werkwoord("brieven bewaren", DOSSIERS, BEHANDELING)
    def bewaar_stukken(self, dossier_id: str, stukken: Iterable[Nieuwstuk], telling: Telling) -> None:
        """Keep prints about a dossier that goes on: all of them or none; of them a withdrawal counts.

        Raises Geweigerd for a letter with which the gemeente speaks when another workplace has the turn.
        """
        stukken = list(stukken)
        soorten = [stuk.soort for stuk in stukken]
        self._keur_soorten(soorten)
        if BESLUITEN & set(soorten):
            self._kast.delen.keur_beurt(dossier_id)
        self._bewaar_stukken(dossier_id, stukken, ())
        if INTREKKING in soorten:
            self._kast.telfeiten.trek_in(dossier_id, telling)

    @werkwoord("besluiten", BESLIST, BEHANDELING)
    def besluit(
        self, dossier_id: str, stukken: Iterable[Nieuwstuk], taken: Iterable[NieuweTaak], telling: Telling
    ) -> None:
        """Keep the prints and what is still to be done, close the intake and count it: all or nothing.

        Raises Geweigerd when another workplace has the turn to decide.
        """
        self._kast.delen.keur_beurt(dossier_id)
        self._bewaar_stukken(dossier_id, stukken, taken)
        self._kast.zet_status(dossier_id, "besloten")
        self._kast.telfeiten.tel(dossier_id, BESLUIT, telling)

    @werkwoord("voorstellen", DOSSIERS, BEHANDELING)
    def stel_voor(
        self, dossier_id: str, op: date, stukken: Iterable[Nieuwstuk], taken: Iterable[NieuweTaak],
        telling: Telling,
    ) -> None:  # fmt: skip
        """Keep the prints of a proposal, which waits for the gemeente, and count it: all or nothing."""
        stukken = list(stukken)
        self._keur_soorten(stuk.soort for stuk in stukken)
        self._bewaar_stukken(dossier_id, stukken, taken)
        self._kast.zet_voorstel(dossier_id, op)
        self._kast.telfeiten.tel(dossier_id, VOORSTEL, telling)

    @werkwoord("besluit overnemen", BESLIST, BEHANDELING)
    def neem_over(
        self, kenmerk: str, document: Mapping[str, Any], bestandsnaam: str, pdf: bytes,
        uitkomst: Mapping[str, Any], datum: date, telling: Telling,
    ) -> bool:  # fmt: skip
        """Keep a decision of a whole file as a dossier of its own, as `Dossierkast.neem_over`."""
        return self._kast.neem_over(kenmerk, document, bestandsnaam, pdf, uitkomst, datum, telling)

    def _bewaar_stukken(
        self, dossier_id: str, stukken: Iterable[Nieuwstuk], taken: Iterable[NieuweTaak]
    ) -> None:
        for stuk in stukken:
            self._kast.bewaar_stuk(
                dossier_id, stuk.soort, stuk.bestandsnaam, stuk.pdf, stuk.uitkomst, stuk.datum
            )
        self._kast.voeg_taken_toe(dossier_id, taken)

    # --- leaving the program -------------------------------------------------------------------------

    @werkwoord("afdrukken", DOSSIERS, BEHANDELING)
    def meld_afdruk(self, dossier_id: str, soorten: Iterable[str]) -> None:
        """Put down that these prints go to paper, before they do."""
        self._keur_soorten(soorten)

    @werkwoord("bewaren in een map", DOSSIERS, BEHANDELING, eerst=_keur_documenten)
    def schrijf_uit(self, dossier_id: str, documenten: Mapping[str, bytes], map_: Path) -> list[Path]:
        """Write prints, by file name, into a folder outside the store and return their paths."""
        return schrijf_alle(documenten, map_)

    @werkwoord("bestand toetsen", DOSSIERS, BEHANDELING, soort_bestand)
    def meld_toetsing(self, bestand: Path) -> None:
        """Put down that a whole file of households is judged, before it is."""

    @werkwoord("brieven bij een bestand drukken", BESLIST, BEHANDELING, hoeveel_brieven)
    def meld_reeks(self, aantal: int) -> None:
        """Put down that so many letters to households of a file are printed, before they are."""

    def _keur_soorten(self, soorten: Iterable[str]) -> None:
        if self.medewerker.rol not in BESLIST and BESLUITEN & set(soorten):
            raise Geweigerd(GEEN_BESLUIT)

    # --- inzage --------------------------------------------------------------------------------------

    @werkwoord("persoon opzoeken", BESLIST, INZAGE, zoveel)
    def vind_voor_inzage(self, bsn: str | None, kenmerk: str | None) -> list[str]:
        """Return the dossiers in which somebody stands, by BSN or by the reference of one of them."""
        if bsn is not None:
            return self._kast.zichtbaar(self._kast.ids_met_bsn(bsn), self._voor)
        gevonden = self._kast.id_met_kenmerk(kenmerk or "")
        return self._kast.zichtbaar([gevonden] if gevonden else [], self._voor)

    @werkwoord("inzage geven", BESLIST, INZAGE)
    def alles_over(self, dossier_id: str) -> Volledig:
        """Return all that is kept of a dossier, and who did what with it."""
        return self._kast.alles_over(dossier_id)

    # --- counting ------------------------------------------------------------------------------------

    @werkwoord("tellingen bekijken", TELLEN, STURING, periode)
    def telfeiten(self, van: date, tot: date) -> Telkolommen:
        """Return what is counted from one day up to and with another, without anything about anybody."""
        return self._kast.telfeiten.kolommen(van, tot)

    @werkwoord("tellingen bewaren in een bestand", TELLEN, STURING, telbestand)
    def meld_telling(self, weken: str, vorm: str) -> None:
        """Put down that the counts of these weeks go into a file outside the store, before they do."""

    # --- the log -------------------------------------------------------------------------------------

    @werkwoord("logboek bekijken", BEHEER, CONTROLE, niets)
    def logboek(self, actor: str = "", dag: date | None = None, kenmerk: str = "") -> Logboekbeeld:
        """Return the last lines of the log, of one actor, one day and one dossier, without contents."""
        regels = self._kast.logregels(actor, dag, HOOGSTENS, kenmerk)
        return Logboekbeeld([met_kenmerk(regel) for regel in regels], self._kast.actoren())

    @werkwoord("logboek bewaren in een map", BEHEER, CONTROLE, niets, eerst=weigert_niets)
    def schrijf_logboek_uit(
        self, map_: Path, actor: str = "", dag: date | None = None, kenmerk: str = ""
    ) -> Path:
        """Write the lines of the log, without contents, as a CSV file and return its path."""
        regels = [met_kenmerk(regel) for regel in self._kast.logregels(actor, dag, kenmerk=kenmerk)]
        return schrijf_alle({LOGBOEK_CSV: als_csv(regels)}, map_)[0]

    @werkwoord("logboek controleren", BEHEER, CONTROLE, niets)
    def controleer_logboek(self) -> tuple[Keten, Stand]:
        """Count every hash again, and compare with what is kept beside the database."""
        return self._kast.controleer_logboek()

    @werkwoord("logboek aanvaarden", BEHEER, waarom_aanvaard, wat_aanvaard_is)
    def aanvaard_logboek(self, waarom: str) -> tuple[str, str]:
        """Take the log as it is now for good, although it did not fit; its line says why and until where.

        Raises InvoerFout without a reason, or when there is nothing to accept.
        """
        keur_aanvaarding(waarom, *self._kast.controleer_logboek())
        return self._kast.aanvaard_logboek(), " ".join(waarom.split())

    # --- running the workplace -----------------------------------------------------------------------

    def klok_staat_terug(self) -> datetime | None:
        """Return when was last worked, when the clock says that is still to come; else None."""
        return self._kast.klok_staat_terug()

    def aantal_dossiers(self) -> int:
        """Return how many dossiers there are, of both organisations: a size, and nothing of them."""
        return self._kast.aantal_dossiers()

    @werkwoord("reservekopie maken", ROLLEN, INRICHTING, naam_van_kopie, los=True)
    def reservekopie(self) -> Kopie:
        """Add a copy of everything, encrypted, to the folder for that, as `Dossierkast.reservekopie`."""
        return self._kast.reservekopie()

    def reservekopie_van_vandaag(self) -> Kopie | None:
        """Add a copy when there is none of this day; raises the same as `reservekopie`."""
        return self.reservekopie() if self._kast.is_tijd_voor_kopie() else None

    @werkwoord("map voor reservekopieën kiezen", (CONSULENT, *BEHEER), INRICHTING, los=True)
    def kies_kopiemap(self, map_: Path) -> str:
        """Keep the copies in this folder from now on, and move those of before there.

        Returns a sentence about what stays behind, ''. Raises InvoerFout when it cannot be written.
        """
        if not self.inrichting.mag:
            raise Geweigerd(BEHEERDER_STELT_IN)
        return self._kast.kies_kopiemap(map_)
