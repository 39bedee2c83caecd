"""A workplace in a process of its own: a real store, a clock that is wrong, hands that do anything."""

from __future__ import annotations

import copy
import hashlib
import pickle
import threading
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from consulent_app.acties import synchroniseren
from consulent_app.fouten import ConsulentFout, InvoerFout
from consulent_app.intake.gesprek import Gesprek
from consulent_app.opslag.dossierkast import Dossierkast, bestaat
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.uitwisseling.centraal.lijn import open_lijn
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.uitwisseling.storm.dagboek import BESLUIT, KLAAR, STUK, TAAK, WEG, Dagboek, Regel, als_tekst

GOEDKOOP = Argon2(tijd=1, geheugen_kib=8, draden=1)
WACHTWOORD = "paard accu nietje"
MEESTE_DOSSIERS = 6


@dataclass(frozen=True)
class Plek:
    """Where a workplace keeps its store, how it gets in at the server, and how wrong its clock is."""

    map_: Path
    uitnodiging: Uitnodiging
    klok: timedelta

    @property
    def organisatie(self) -> str:
        return self.uitnodiging.organisatie


def draai(pijp: Connection, plek: Plek) -> None:
    """Do what is asked over a pipe until it closes; what a person would be told goes back as text."""
    with _open(plek) as kast:
        werker = Werker(kast, plek)
        while True:
            try:
                opdracht, waarden = pijp.recv()
            except EOFError:
                return
            try:
                pijp.send(("goed", getattr(werker, opdracht)(*waarden)))
            except ConsulentFout as fout:
                pijp.send(("fout", str(fout)))
            except Exception:  # noqa: BLE001 - whatever it is, the judge has to hear of it
                pijp.send(("kapot", traceback.format_exc()))


def _open(plek: Plek) -> Dossierkast:
    def klok() -> datetime:
        return datetime.now(UTC) + plek.klok

    if bestaat(plek.map_):
        return Dossierkast.open(plek.map_, plek.uitnodiging.naam, WACHTWOORD, klok=klok)
    naam, uitnodiging = plek.uitnodiging.naam, plek.uitnodiging
    kast = Dossierkast.maak(plek.map_, naam, WACHTWOORD, argon2=GOEDKOOP, klok=klok)
    kast.delen.begin(uitnodiging.apparaat, uitnodiging.nummer, naam, plek.organisatie, naam)
    kast.delen.zet_centrale(asdict(uitnodiging.server))
    return kast


class Werker:
    """What can be asked of a workplace."""

    def __init__(self, kast: Dossierkast, plek: Plek) -> None:
        self.kast, self.plek = kast, plek
        self.dagboek = Dagboek(kast, plek.map_)
        self.toeval = Random()
        self._maak: tuple[tuple[int, Callable[[str], None]], ...] = (
            (6, self._antwoord), (3, self._naam), (2, self._notitie), (1, self._maatwerk), (2, self._taak),
            (1, self._klaar), (1, self._stuk), (2, self._persoon_erbij), (2, self._persoon_weg),
            (1, self._kosten), (2, self._toestemming), (2, self._voorstel), (3, self._besluit),
            (3, self._kies), (1, self._vernietig),
        )  # fmt: skip

    # --- what the judge needs ------------------------------------------------------------------------

    def beeld(self) -> dict[str, dict[str, Any]]:
        """Return all that may be seen here, as it should be at every workplace that may see it."""
        return {id_: self._dossier(id_) for id_ in self._zichtbaar()}

    def wacht(self) -> int:
        """Return how much is still to be told, to go and to be taken in."""
        stand = self.kast.delen.stand()
        return stand.te_vertellen + stand.te_sturen + stand.te_verwerken

    def delingen(self) -> bytes:
        """Return all that is kept of what workplaces told."""
        return pickle.dumps(self.kast.delen.sinds({}))

    def koppen(self, id_: str) -> dict[str, list[str | None]]:
        """Return what is to be seen of the cells of a dossier, also of one that is shown no more."""
        cellen = {pad: [als_tekst(waarde)] for pad, waarde in self.dagboek.cellen(id_).items()}
        for pad, waarden in self.dagboek.keuzen(id_).items():
            cellen[pad] = cellen.get(pad, []) + [als_tekst(waarde) for waarde in waarden]
        return cellen

    def _dossier(self, id_: str) -> dict[str, Any]:
        alles = self.kast.alles_over(id_)
        return {
            "document": alles.dossier.document,
            "behandeling": alles.dossier.behandeling,
            "status": alles.dossier.status,
            "taken": sorted((t.wat, str(t.uiterlijk), bool(t.klaar_op)) for t in alles.taken),
            "stukken": sorted(
                (s.kenmerk, s.bestandsnaam, hashlib.sha256(s.pdf).hexdigest()) for s in alles.stukken
            ),
            "botsingen": {
                pad: sorted(map(repr, map(als_tekst, waarden)))
                for pad, waarden in self.dagboek.keuzen(id_).items()
            },
        }

    def _zichtbaar(self) -> list[str]:
        regels = self.kast.zoek("", hoogstens=1000, voor=self.plek.organisatie)
        return sorted(regel.id for regel in regels)

    # --- exchanging ----------------------------------------------------------------------------------

    def wissel(self, poort: int | None = None, zaad: int | None = None) -> tuple[int, int, list[str]]:
        """Exchange, by another port when given; with a seed somebody edits an open dossier meanwhile."""
        open_ = Random(zaad).choice(self._zichtbaar() or [""]) if zaad is not None else ""
        bezig = threading.Thread(target=self._werk_door, args=[open_, zaad]) if open_ else None
        if bezig:
            bezig.start()
        try:
            with open_lijn(self._server(poort)) as lijn:
                verslag = synchroniseren.wissel_uit(self.kast, lijn, frozenset({open_}))
        finally:
            if bezig:
                bezig.join()
        return verslag.gestuurd, verslag.ontvangen, verslag.afwijkingen

    def neem_over(self, zaad: int, poort: int | None = None) -> None:
        """Ask for the turn on some dossier."""
        ids = self._zichtbaar()
        if ids:
            with open_lijn(self._server(poort)) as lijn:
                synchroniseren.neem_over(self.kast, lijn, Random(zaad).choice(ids))

    def laat_toe(self) -> None:
        """Let every workplace of the own organisation in."""
        with open_lijn(self._server(None)) as lijn:
            for plek in self.kast.delen.werkplekken():
                if plek.organisatie == self.plek.organisatie and not plek.toegelaten:
                    synchroniseren.laat_toe(self.kast.delen, lijn, plek)

    def ontvang(self, zaad: int, gepakt: bytes) -> None:
        """Hear from another workplace directly: some of it, in any order, and some of it twice."""
        toeval, delingen = Random(zaad), pickle.loads(gepakt)
        deel = [deling for deling in delingen if toeval.random() < 0.7]
        deel += [deling for deling in deel if toeval.random() < 0.3]
        toeval.shuffle(deel)
        self.kast.delen.ontvang(deel)
        for dossier_id in self.kast.delen.dossiers_te_verwerken():
            self.kast.delen.verwerk(dossier_id)

    def _server(self, poort: int | None) -> Server:
        server = self.plek.uitnodiging.server
        return server if poort is None else replace(server, host="127.0.0.1", poort=poort)

    def _werk_door(self, id_: str, zaad: int) -> None:
        toeval = Random(zaad + 1)
        for _ in range(5):
            # The process may be killed right after the edit.
            self.dagboek.ga_vervangen(id_, "/document/huishouden/spaargeld")
            with self.dagboek.volgt(id_):
                self._zet(id_, "huishouden", "spaargeld", f"{toeval.randrange(10**8)}.00")

    # --- editing -------------------------------------------------------------------------------------

    def wijzig(self, zaad: int, aantal: int) -> None:
        """Do so many things to dossiers, whichever come up."""
        self.toeval = Random(zaad)
        gewichten, daden = zip(*self._maak, strict=True)
        for _ in range(aantal):
            ids = self._zichtbaar()
            if not ids or (len(ids) < MEESTE_DOSSIERS and self.toeval.random() < 0.2):
                self._nieuw()
                continue
            id_, daad = self.toeval.choice(ids), self.toeval.choices(daden, gewichten)[0]
            with self.dagboek.volgt(id_) if daad != self._vernietig else threading.Lock():
                daad(id_)

    def _nieuw(self) -> None:
        gesprek = Gesprek.nieuw("oefenstad", date(2026, 11, 18))
        gesprek.antwoord("personen.p1.voornaam", self._woord("Ans"))
        gesprek.antwoord("gesprek.toestemming_delen", self.toeval.choice((True, True, False, None)))
        self.kast.nieuw(gesprek.document, self.plek.organisatie)

    def _antwoord(self, id_: str) -> None:
        self._zet(id_, "huishouden", "spaargeld", f"{self.toeval.randrange(10**8)}.00")

    def _naam(self, id_: str) -> None:
        gesprek = self._gesprek(id_)
        wie = self.toeval.choice(gesprek.personen)["id"]
        self._bewaar(id_, gesprek, f"personen.{wie}.voornaam", self._woord("Bo"))

    def _toestemming(self, id_: str) -> None:
        self._zet(id_, "gesprek", "toestemming_delen", self.toeval.choice((True, True, False)))

    def _persoon_erbij(self, id_: str) -> None:
        gesprek = self._gesprek(id_)
        rol = self.toeval.choice(("kind", "medebewoner", "partner"))
        try:
            wie = gesprek.voeg_persoon_toe(rol)
        except InvoerFout:
            return
        self._bewaar(id_, gesprek, f"personen.{wie}.voornaam", self._woord("Cas"))

    def _persoon_weg(self, id_: str) -> None:
        gesprek = self._gesprek(id_)
        weg = [persoon["id"] for persoon in gesprek.personen if persoon["rol"] != "aanvrager"]
        if weg:
            gesprek.verwijder_persoon(self.toeval.choice(weg))
            self.kast.bewaar_antwoord(id_, "personen", gesprek.document["personen"], gesprek.document)

    def _kosten(self, id_: str) -> None:
        gesprek = self._gesprek(id_)
        wie = self.toeval.choice(gesprek.personen)["id"]
        post = {"soort": "bril", "persoon": wie, "bedrag": f"{self.toeval.randrange(10**6)}.00"}
        self._bewaar(id_, gesprek, "kosten", [post])

    def _notitie(self, id_: str) -> None:
        sectie = self.toeval.choice(("geld", "wonen"))
        self._behandel(id_, lambda b: b.setdefault("notities", {}).update({sectie: self._woord("note")}))

    def _maatwerk(self, id_: str) -> None:
        regeling = self.toeval.choice(("fietsplan", "zwemles"))

        def zet(behandeling: dict[str, Any]) -> None:
            rest = [m for m in behandeling.get("maatwerk", ()) if m["regeling"] != regeling]
            nieuw = {"regeling": regeling, "persoon": None, "reden": self._woord("reden")}
            behandeling["maatwerk"] = [*rest, nieuw]

        self._behandel(id_, zet)

    def _taak(self, id_: str) -> None:
        wat = self._woord("Bel")
        self.kast.voeg_taken_toe(id_, [(wat, date(2026, 12, self.toeval.randrange(1, 29)))])
        self.dagboek.schrijf(Regel(TAAK, id_, wat))

    def _klaar(self, id_: str) -> None:
        for taak in self.kast.open_taken(id_, voor=self.plek.organisatie)[:1]:
            self.kast.taak_klaar(taak.id)
            self.dagboek.schrijf(Regel(KLAAR, id_, taak.wat))

    def _stuk(self, id_: str) -> None:
        naam = self._woord("brief")
        pdf = b"%PDF-" + self.toeval.randbytes(self.toeval.choice((100, 30_000)))
        self.kast.bewaar_stuk(id_, "advies", naam, pdf, {"uitkomsten": []}, date(2026, 11, 21))
        self.dagboek.schrijf(Regel(STUK, id_, naam))

    def _voorstel(self, id_: str) -> None:
        if self.plek.organisatie == "met" and self.kast.haal(id_).status == "intake":
            self.kast.zet_voorstel(id_, date(2026, 11, self.toeval.randrange(1, 29)))

    def _besluit(self, id_: str) -> None:
        """Decide, as who sees that nobody did and has the turn."""
        if self.plek.organisatie != "gemeente" or self.kast.haal(id_).status == "besloten":
            return
        try:
            self.kast.delen.keur_beurt(id_)
        except ConsulentFout:
            return
        self.kast.zet_status(id_, "besloten")
        self.dagboek.schrijf(Regel(BESLUIT, id_))

    def _kies(self, id_: str) -> None:
        botsingen = self.kast.delen.botsingen(id_)
        if botsingen:
            botsing = self.toeval.choice(botsingen)
            keuze = self.toeval.choice(botsing.keuzen)
            self.dagboek.koos(id_, botsing.pad, keuze.waarde)
            self.kast.delen.kies(id_, botsing.pad, keuze.versie)

    def _vernietig(self, id_: str) -> None:
        if self.toeval.random() < 0.3:
            try:
                self.kast.archief.verwijder(id_, self.plek.uitnodiging.naam)
            except InvoerFout:
                return
            self.dagboek.schrijf(Regel(WEG, id_))

    # --- the small steps -----------------------------------------------------------------------------

    def _gesprek(self, id_: str) -> Gesprek:
        document = copy.deepcopy(self.kast.haal(id_).document)
        return Gesprek(document, werkplek=self.plek.uitnodiging.nummer)

    def _zet(self, id_: str, groep: str, naam: str, waarde: Any) -> None:
        document = copy.deepcopy(self.kast.haal(id_).document)
        document.setdefault(groep, {})[naam] = waarde
        self.kast.bewaar_antwoord(id_, f"{groep}.{naam}", waarde, document)

    def _bewaar(self, id_: str, gesprek: Gesprek, pad: str, waarde: Any) -> None:
        gesprek.antwoord(pad, waarde)
        self.kast.bewaar_antwoord(id_, pad, waarde, gesprek.document)

    def _behandel(self, id_: str, zet: Callable[[dict[str, Any]], None]) -> None:
        behandeling = copy.deepcopy(dict(self.kast.haal(id_).behandeling)) or {"schema": "behandeling/1"}
        zet(behandeling)
        self.kast.bewaar_behandeling(id_, "notitie", "x", behandeling)

    def _woord(self, begin: str) -> str:
        """Return a text that nobody else writes."""
        return f"{begin} {self.plek.uitnodiging.nummer}-{self.toeval.randrange(10**9)}"
