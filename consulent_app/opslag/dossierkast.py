"""The cupboard with dossiers: every answer is on disk, encrypted, when the call returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from consulent_app.besluiten.delen import GEMEENTE
from consulent_app.besluiten.schuldhulpstappen import SCHULDHULP
from consulent_app.besluiten.telfeiten import BESLUIT, NAZORG, Telling
from consulent_app.opslag import (
    kladblad,
    kopiemap,
    logboek,
    logboekkop,
    logcontrole,
    rijen,
    takenlijst,
    telrijen,
    zicht,
)
from consulent_app.opslag.accounts import Accounts
from consulent_app.opslag.archiefbeheer import Archiefbeheer
from consulent_app.opslag.deelkast import Deelkast
from consulent_app.opslag.gegevensmap import Gegevensmap, bestaat
from consulent_app.opslag.instelkast import Instelkast
from consulent_app.opslag.kladblad import Klad
from consulent_app.opslag.kopiemap import Kopie
from consulent_app.opslag.logboekkop import Stand
from consulent_app.opslag.logcontrole import Keten
from consulent_app.opslag.overdrachtkast import Overdrachtkast
from consulent_app.opslag.regelkast import Regelkast
from consulent_app.opslag.telfeitenkast import Telfeitenkast
from consulent_app.opslag.uuid7 import uuid7
from consulent_app.opslag.versleuteling import GEWOON, Argon2
from consulent_app.opslag.waarden import (
    STATUSSEN,
    Dossier,
    Dossierregel,
    Gebeurtenis,
    Handeling,
    Logregel,
    Medewerker,
    Stuk,
    Taak,
    Volledig,
)

__all__ = ["Dossierkast", "bestaat"]

#: Clocks of a workplace may differ so much, also over a change of the summer time.
SPELING = timedelta(hours=2)


def _nu() -> datetime:
    return datetime.now(UTC)


class Dossierkast:
    """All dossiers of one folder; usable from any thread, each thread has its own connection.

    `voor` is the organisation that looks: a list holds what that one may see (`opslag.zicht`).
    """

    def __init__(self, gegevens: Gegevensmap, klok: Callable[[], datetime] = _nu) -> None:
        """Hold an open folder; `klok` gives the time, aware of its zone."""
        self._gegevens = gegevens
        self._verbindingen = gegevens.verbindingen
        self._klok = klok
        #: Keep so long, destroy, correct, remove on request.
        self.archief = Archiefbeheer(gegevens.verbindingen, klok)
        #: What is shared with other workplaces.
        self.delen = Deelkast(gegevens.verbindingen, klok)
        self.delen.zet_wie(gegevens.medewerker.naam)
        #: What is shared by files.
        self.overdracht = Overdrachtkast(gegevens.verbindingen)
        #: What is counted, without anything about anybody.
        self.telfeiten = Telfeitenkast(gegevens.verbindingen, klok)
        #: Whose rule packages come in, and which did.
        self.regels = Regelkast(gegevens.verbindingen, gegevens.map, klok)
        #: What the gemeente and MET say about themselves.
        self.inrichting = Instelkast(gegevens.verbindingen)

    @property
    def map(self) -> Path:
        """Return the folder with the data."""
        return self._gegevens.map

    @classmethod
    def maak(
        cls,
        map_: Path,
        naam: str,
        wachtwoord: str,
        *,
        argon2: Argon2 = GEWOON,
        klok: Callable[[], datetime] = _nu,
    ) -> Self:
        """Begin new data in a folder, made when it is not there, with an account for a consulent.

        The next step is `accounts.begin_beheer`. Raises InvoerFout when the password is too short or
        the folder holds data already, OmgevingsFout when the disk refuses.
        """
        return cls(Gegevensmap.begin(map_, naam, wachtwoord, argon2), klok)

    @classmethod
    def open(
        cls,
        map_: Path,
        naam: str,
        wachtwoord: str,
        nieuw_wachtwoord: str | None = None,
        *,
        klok: Callable[[], datetime] = _nu,
    ) -> Self:
        """Open the data of a folder and bring it to the newest form.

        Raises EersteKeer when it is a start password and there is no `nieuw_wachtwoord` to replace it;
        InvoerFout when name or password is wrong, it is too soon for another try or there is no data;
        OmgevingsFout when the program is open already, a file is damaged, edited or missing, or is of a
        newer program.
        """
        return cls(Gegevensmap.open(map_, naam, wachtwoord, nieuw_wachtwoord), klok)

    @classmethod
    def herstel(
        cls,
        map_: Path,
        sleuteltekst: str,
        naam: str,
        nieuw_wachtwoord: str,
        *,
        klok: Callable[[], datetime] = _nu,
    ) -> Self:
        """Open the data with the recovery key and give the account of that name another password.

        Raises InvoerFout when the recovery key is wrong, there is no such account, it is off or the
        password is too short; OmgevingsFout as `open` does.
        """
        return cls(Gegevensmap.herstel(map_, sleuteltekst, naam, nieuw_wachtwoord), klok)

    @property
    def medewerker(self) -> Medewerker:
        """Return who opened it."""
        return self._gegevens.medewerker

    @property
    def verkeerd(self) -> int:
        """Return how often a wrong name or password was typed before the one that opened it."""
        return self._gegevens.verkeerd

    @property
    def accounts(self) -> Accounts:
        """Return who may open it, and the verbs to change that."""
        return Accounts(self._gegevens)

    def sluit(self) -> None:
        """Close everything, wipe the key and let another program in; closing twice does nothing."""
        self._gegevens.sluit()

    def __enter__(self) -> Self:
        """Return the cupboard itself, to be closed at the end of the block."""
        return self

    def __exit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        spoor: TracebackType | None,
    ) -> None:
        """Close, whatever happened in the block."""
        self.sluit()

    @contextmanager
    def samen(self) -> Iterator[None]:
        """Keep all that happens in the block in one transaction, or nothing of it."""
        with self._verbindingen.schrijven():
            yield

    def log(self, handeling: Handeling) -> None:
        """Add a line to the log; inside `samen` it is there with what it tells of, or neither is."""
        with self._verbindingen.schrijven() as database:
            logboek.schrijf(database, self._klok(), handeling)

    def logregels(
        self, actor: str = "", dag: date | None = None, hoogstens: int = -1, kenmerk: str = ""
    ) -> list[Logregel]:
        """Return the lines of the log, of one actor, one day and one dossier, the last first."""
        with self._verbindingen.lezen() as database:
            return logboek.regels(database, actor, dag, hoogstens, kenmerk)

    def actoren(self) -> list[str]:
        """Return everybody who stands in the log."""
        with self._verbindingen.lezen() as database:
            return logboek.actoren(database)

    def controleer_logboek(self) -> tuple[Keten, Stand]:
        """Read the whole log, and compare it with what is kept of it beside the database."""
        with self._verbindingen.lezen() as database:
            return logcontrole.controleer(database), logboekkop.keur(self._verbindingen)

    def aanvaard_logboek(self) -> str:
        """Take the log as it is now for good, and return what its next line must say of it.

        For who looked into what did not fit: a break, the head, or a table that was not guarded.
        """
        with self._verbindingen.schrijven() as database:
            logcontrole.bewaak(database)
            logboekkop.vernieuw(self._verbindingen)
            return logcontrole.stand(database)

    def keur_zicht(self, ids: Sequence[str], voor: str) -> None:
        """Raise Geweigerd when one of these dossiers is of the other organisation, without a yes."""
        with self._verbindingen.lezen() as database:
            zicht.keur(database, ids, voor)

    def zichtbaar(self, ids: Iterable[str], voor: str) -> list[str]:
        """Return those of these dossiers that an organisation may see."""
        with self._verbindingen.lezen() as database:
            return zicht.zichtbaar(database, ids, voor)

    def nieuw(self, document: Mapping[str, Any], organisatie: str = GEMEENTE) -> Dossier:
        """Begin a dossier of an organisation with the next case number of the year and return it."""
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            # The year on the desk's own calendar: just after midnight it is not yet that in UTC.
            kenmerk = rijen.volgend_kenmerk(database, nu.astimezone().year)
            dossier_id = rijen.voeg_dossier_toe(database, nu, kenmerk, document, organisatie)
            inhoud = {"kenmerk": kenmerk, "document": document}
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "nieuw", inhoud)
        return self.haal(dossier_id)

    def neem_over(
        self, kenmerk: str, document: Mapping[str, Any], bestandsnaam: str, pdf: bytes,
        uitkomst: Mapping[str, Any], datum: date, telling: Telling,
    ) -> bool:  # fmt: skip
        """Keep a decision that was printed elsewhere as a dossier of its own, under its own reference.

        All of it or nothing. Returns whether it is new: what has this reference already stays as it
        is. Raises OmgevingsFout when the disk refuses.
        """
        nu = self._klok()
        stuk = {"id": uuid7(nu), "soort": "beschikking", "bestandsnaam": bestandsnaam}
        stuk["datum"], stuk["kenmerk"] = datum.isoformat(), f"{kenmerk}-1"
        with self._verbindingen.schrijven() as database:
            if rijen.id_met_kenmerk(database, kenmerk):
                return False
            id_ = rijen.voeg_dossier_toe(database, nu, kenmerk, document)
            inhoud = {"kenmerk": kenmerk, "document": document}
            rijen.voeg_gebeurtenis_toe(database, id_, nu, "nieuw", inhoud)
            rijen.voeg_stuk_toe(database, id_, nu, stuk, uitkomst, pdf)
            rijen.voeg_gebeurtenis_toe(database, id_, nu, "stuk", stuk)
            rijen.wijzig(database, id_, nu, {"status": "besloten"})
            rijen.voeg_gebeurtenis_toe(database, id_, nu, "status", {"status": "besloten"})
            telrijen.tel(database, id_, nu, BESLUIT, telling)
        return True

    def bewaar_antwoord(self, dossier_id: str, pad: str, waarde: Any, document: Mapping[str, Any]) -> None:
        """Put one answer and the whole document that now holds it on disk, both or neither.

        Raises InvoerFout when there is no such dossier, OmgevingsFout when the disk refuses.
        """
        nu = self._klok()
        inhoud = {"pad": pad, "waarde": waarde}
        with self._verbindingen.schrijven() as database:
            rijen.wijzig_document(database, dossier_id, nu, document)
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "antwoord", inhoud)

    def bewaar_behandeling(
        self, dossier_id: str, wat: str, waarde: Any, behandeling: Mapping[str, Any]
    ) -> None:
        """Put down what was done beside the answers: all of it, and the one part that changed.

        Raises InvoerFout when there is no such dossier, OmgevingsFout when the disk refuses.
        """
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            was = rijen.haal_dossier(database, dossier_id).behandeling
            rijen.wijzig(database, dossier_id, nu, {"behandeling": rijen.als_json(behandeling)})
            inhoud = {"wat": wat, "waarde": waarde}
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "behandeling", inhoud)
            if wat == NAZORG:
                telrijen.nazorg(database, dossier_id, nu, waarde)
            elif wat == SCHULDHULP:
                telrijen.schuldhulp(database, dossier_id, nu, was, behandeling)

    def bewaar_klad(self, wie: str, klad: Klad | None) -> None:
        """Keep what somebody is typing, as `kladblad.bewaar`."""
        kladblad.bewaar(self._verbindingen, wie, klad)

    def klad(self, wie: str, dossier_id: str) -> Klad | None:
        """Return what somebody was typing in a dossier when the program stopped."""
        return kladblad.haal(self._verbindingen, wie, dossier_id)

    def voeg_taken_toe(self, dossier_id: str, taken: Iterable[tuple[str, date | None]]) -> None:
        """Add tasks to a dossier: what, and by when; raises OmgevingsFout when the disk refuses."""
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            takenlijst.voeg_toe(database, dossier_id, nu, taken)

    def taak_klaar(self, taak_id: str) -> str | None:
        """Tick a task off and return its dossier; raises OmgevingsFout when the disk refuses."""
        with self._verbindingen.schrijven() as database:
            return takenlijst.zet_klaar(database, taak_id, self._klok())

    def dossier_van_taak(self, taak_id: str) -> list[str]:
        """Return the dossier of a task, in a list that is empty when there is no such task."""
        with self._verbindingen.lezen() as database:
            return takenlijst.dossier_van(database, taak_id)

    def open_taken(self, dossier_id: str | None = None, voor: str = GEMEENTE) -> list[Taak]:
        """Return what is still to be done, of one dossier or of all, the first due first."""
        with self._verbindingen.lezen() as database:
            return takenlijst.open_taken(database, voor, dossier_id)

    def met_status(self, status: str, hoogstens: int = 50, voor: str = GEMEENTE) -> list[Dossierregel]:
        """Return the dossiers of one of STATUSSEN without a waiting proposal, the last changed first."""
        with self._verbindingen.lezen() as database:
            return rijen.regels_met_status(database, status, hoogstens, voor)

    def zet_voorstel(self, dossier_id: str, op: date) -> None:
        """Note that a proposal of this day waits for the decision of the gemeente."""
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            rijen.wijzig(database, dossier_id, nu, {"voorstel_op": op.isoformat()})
            inhoud = {"op": op.isoformat()}
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "voorstel", inhoud)

    def voorstellen(self, hoogstens: int = 50, voor: str = GEMEENTE) -> list[Dossierregel]:
        """Return the dossiers of which a proposal waits for a decision, the last changed first."""
        with self._verbindingen.lezen() as database:
            return rijen.voorstellen(database, hoogstens, voor)

    def haal(self, dossier_id: str) -> Dossier:
        """Return a dossier; raises InvoerFout when there is none with this id."""
        with self._verbindingen.lezen() as database:
            return rijen.haal_dossier(database, dossier_id)

    def met_schuldhulp(self, voor: str = GEMEENTE) -> list[Dossier]:
        """Return the dossiers in which somebody asked for debt help, in the order of their reference."""
        with self._verbindingen.lezen() as database:
            return rijen.met_schuldhulp(database, voor)

    def zoek(self, tekst: str, hoogstens: int = 50, voor: str = GEMEENTE) -> list[Dossierregel]:
        """Return the dossiers with every typed word, the last changed first; '' gives all.

        A word is the beginning of a part of a name, a birth date, a BSN or a kenmerk; a dossier is
        found by each of its persons.
        """
        with self._verbindingen.lezen() as database:
            return rijen.zoek_regels(database, tekst, hoogstens, voor)

    def bewaar_stuk(
        self,
        dossier_id: str,
        soort: str,
        bestandsnaam: str,
        pdf: bytes,
        uitkomst: Mapping[str, Any],
        datum: date,
    ) -> None:
        """Keep a printed document with the trace that explains it; it cannot be changed later.

        Raises InvoerFout when there is no such dossier, OmgevingsFout when the disk refuses.
        """
        nu = self._klok()
        stuk = {"id": uuid7(nu), "soort": soort, "bestandsnaam": bestandsnaam}
        stuk["datum"] = datum.isoformat()
        with self._verbindingen.schrijven() as database:
            rijen.wijzig(database, dossier_id, nu, {})
            stuk["kenmerk"] = rijen.volgend_stukkenmerk(database, dossier_id)
            rijen.voeg_stuk_toe(database, dossier_id, nu, stuk, uitkomst, pdf)
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "stuk", stuk)

    def stukken(self, dossier_id: str) -> list[Stuk]:
        """Return the printed documents of a dossier, the oldest first."""
        with self._verbindingen.lezen() as database:
            return rijen.haal_stukken(database, dossier_id)

    def wijs_toe(self, dossier_id: str, aan: str) -> None:
        """Note who takes a dossier on, '' for nobody; raises InvoerFout when there is no such dossier."""
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            rijen.wijzig(database, dossier_id, nu, {"toegewezen": aan})
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "toegewezen", {"aan": aan})

    def toegewezen(self, dossier_id: str) -> str:
        """Return who takes a dossier on, '' when nobody does."""
        with self._verbindingen.lezen() as database:
            return rijen.toegewezen(database, [dossier_id]).get(dossier_id, "")

    def zet_status(self, dossier_id: str, status: str) -> None:
        """Set the status, one of STATUSSEN; raises InvoerFout when there is no such dossier."""
        if status not in STATUSSEN:
            raise ValueError(status)
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            # A decision answers the proposal.
            rijen.wijzig(database, dossier_id, nu, {"status": status, "voorstel_op": None})
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "status", {"status": status})

    def klok_staat_terug(self) -> datetime | None:
        """Return when was last worked, when the clock says that is still to come; else None."""
        with self._verbindingen.lezen() as database:
            laatst = rijen.laatste_moment(database)
        return laatst if laatst is not None and laatst - self._klok() > SPELING else None

    def aantal_dossiers(self) -> int:
        """Return how many dossiers there are."""
        with self._verbindingen.lezen() as database:
            return int(database["dossier"].count)

    def reservekopie(self) -> Kopie:
        """Add a copy of everything to the folder for that, and check every page of both.

        Raises OmgevingsFout when the data are damaged or the disk refuses.
        """
        return kopiemap.maak(self._verbindingen, self._gegevens.map, self._klok())

    def is_tijd_voor_kopie(self) -> bool:
        """Say whether there is no copy of this day yet."""
        return kopiemap.is_tijd(self._gegevens.map, self._klok())

    def kies_kopiemap(self, doel: Path) -> str:
        """Keep the copies in this folder from now on, as `kopiemap.kies`."""
        return kopiemap.kies(self._gegevens.map, doel)

    def gebeurtenissen(self, dossier_id: str) -> list[Gebeurtenis]:
        """Return all that happened to a dossier, in the order in which it happened."""
        with self._verbindingen.lezen() as database:
            return rijen.haal_gebeurtenissen(database, dossier_id)

    def ids_met_bsn(self, bsn: str) -> list[str]:
        """Return the dossiers in which this BSN stands or ever stood, the oldest first."""
        with self._verbindingen.lezen() as database:
            return rijen.ids_met_bsn(database, bsn)

    def id_met_kenmerk(self, kenmerk: str) -> str | None:
        """Return the dossier with this reference, None when there is none."""
        with self._verbindingen.lezen() as database:
            return rijen.id_met_kenmerk(database, kenmerk)

    def alles_over(self, dossier_id: str) -> Volledig:
        """Return all that is kept of a dossier; raises InvoerFout when there is none with this id."""
        with self._verbindingen.lezen() as database:
            dossier = rijen.haal_dossier(database, dossier_id)
            return Volledig(
                dossier,
                rijen.haal_gebeurtenissen(database, dossier_id),
                rijen.haal_stukken(database, dossier_id),
                takenlijst.alle_taken(database, dossier_id),
                logboek.regels_over(database, [dossier_id, dossier.kenmerk]),
            )

    def laatste_open(self, voor: str = GEMEENTE) -> str | None:
        """Return the id of the dossier last worked on; None when it is closed, or not to be seen."""
        with self._verbindingen.lezen() as database:
            return rijen.laatst_gewijzigd(database, voor)
