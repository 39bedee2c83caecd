"""The journal of a run of letters: whose letter is which, and which files and rules it belongs to."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.briefwerker import Gedrukt, Taak
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.pakketkast import Pakketkast
from consulent_app.uitwisseling.bestand.bronnen import VERPLICHT as NAMEN
from consulent_app.uitwisseling.bestand.intakes import Document

BRIEVEN, REEKS, DAGBOEK = "brieven", "reeks.json", "gedrukt.csv"
REEKS_STUK = (
    "{map}/{bestand} is beschadigd; zet het terug uit een reservekopie, of kies een andere map en let op "
    "dat niemand twee brieven krijgt."
)
DAGBOEK_STUK = (
    "{map}/{bestand} ontbreekt of is beschadigd, dus wie zijn brief al heeft is niet bekend; zet het "
    "terug uit een reservekopie."
)
KOLOMMEN = ("nummer", "huishouden_id", "bestand", "kenmerk", "datum", "aantal", "euro_per_jaar")
PER_MAP = 1000


@dataclass(frozen=True)
class Briefopdracht:
    """What to print from: the folder of the files, the date of sending, who signs, the rule packages.

    `besloten_door` looked at the work list and decided; without, the letters are concepts.
    """

    bron: Path
    map: Path
    pakket: Pakket
    peildatum: date
    datum: date
    regels: Pakketkast
    eigen: Inrichting | None = None
    besloten_door: str = ""


class Dagboek:
    """Which letter is whose: a line each, on disk before the next ones are begun."""

    def __init__(self, map_: Path, reeks: str, datum: date, gedrukt: dict[str, int]) -> None:
        self.map, self.reeks, self.datum, self.gedrukt = map_, reeks, datum, gedrukt
        self._volgend = 1 + max(gedrukt.values(), default=0)
        self._bestand = (map_ / DAGBOEK).open("a", encoding="utf-8", newline="")
        self._schrijver = csv.writer(self._bestand)
        if self._bestand.tell() == 0:
            self._schrijver.writerow(KOLOMMEN)

    @classmethod
    @contextmanager
    def open(cls, opdracht: Briefopdracht) -> Iterator[Dagboek]:
        """Open the folder of letters, new or of an earlier run of the same files and rules."""
        map_ = opdracht.map / BRIEVEN
        try:
            map_.mkdir(parents=True, exist_ok=True)
            gedrukt = {regel.huishouden_id: regel.nummer for regel in lees_dagboek(map_)}
            dagboek = cls(map_, _reekscode(map_, opdracht), opdracht.datum, gedrukt)
        except OSError as fout:
            raise OmgevingsFout(
                f"In de map {map_.name} kan niet worden geschreven; controleer ruimte en rechten."
            ) from fout
        try:
            yield dagboek
        finally:
            dagboek._bestand.close()
            _onthoud_aantal(map_, len(dagboek.gedrukt))

    def taak(self, document: Document) -> Taak:
        """Return the task of printing for one household, under the next number."""
        nummer, self._volgend = self._volgend, self._volgend + 1
        bestand = f"{nummer // PER_MAP:03d}/brief-{nummer:06d}.pdf"
        return Taak(document, nummer, f"{self.reeks}-{nummer:06d}", bestand)

    def noteer(self, gedrukt: Iterable[Gedrukt]) -> None:
        """Write down what is printed; raises OmgevingsFout when the disk refuses."""
        try:
            for stuk in gedrukt:
                taak, euro = stuk.taak, stuk.per_jaar.als_tekst()
                id_ = taak.document["intake_id"]
                wat = (taak.nummer, id_, taak.bestand, taak.kenmerk, self.datum, stuk.aantal, euro)
                self._schrijver.writerow(wat)
                self.gedrukt[id_] = taak.nummer
            self._bestand.flush()
            os.fsync(self._bestand.fileno())
        except OSError as fout:
            raise OmgevingsFout(
                f"In de map {self.map.name} kan niet worden geschreven; controleer de ruimte."
            ) from fout


def controleer_map(opdracht: Briefopdracht) -> None:
    """Raise InvoerFout when the letters in the folder are of other files, rules or another peildatum."""
    map_ = opdracht.map / BRIEVEN
    if (map_ / REEKS).exists() and opdracht.bron.is_dir():
        _zelfde_reeks(map_, _hoort_bij(opdracht))


def controleer_zonder_drukken(opdracht: Briefopdracht) -> None:
    """Raise InvoerFout when a new work list would no longer be that of the letters in the folder.

    Who decided on those does not matter: nothing is printed.
    """
    map_ = opdracht.map / BRIEVEN
    if (map_ / REEKS).exists() and opdracht.bron.is_dir():
        hoort_bij = _hoort_bij(opdracht)
        del hoort_bij["besloten_door"]
        _zelfde_reeks(map_, hoort_bij)


def _hoort_bij(opdracht: Briefopdracht) -> dict[str, Any]:
    return {
        "pakket": opdracht.pakket.id,
        "sha256": opdracht.pakket.kenmerk["sha256"],
        "peildatum": opdracht.peildatum.isoformat(),
        "besloten_door": opdracht.besloten_door,
        "bestanden": _vingerafdrukken(opdracht.bron),
    }


def _zelfde_reeks(map_: Path, hoort_bij: Mapping[str, Any]) -> str:
    bewaard = _lees_reeks(map_)
    if {naam: bewaard.get(naam) for naam in hoort_bij} != hoort_bij:
        raise InvoerFout(
            f"In de map {map_.name} staan brieven van andere bestanden, andere regels, een andere "
            f"peildatum ({bewaard.get('pakket')}, {bewaard.get('peildatum')}) of een ander besluit; "
            "kies een andere map."
        )
    return str(bewaard["reeks"])


def _lees_reeks(map_: Path) -> dict[str, Any]:
    """Return what is kept of a run; raises InvoerFout when it cannot be read."""
    try:
        bewaard = json.loads((map_ / REEKS).read_text(encoding="utf-8"))
    except ValueError:
        bewaard = None
    if not isinstance(bewaard, dict) or "reeks" not in bewaard:
        raise InvoerFout(REEKS_STUK.format(map=map_.name, bestand=REEKS))
    return bewaard


def _onthoud_aantal(map_: Path, aantal: int) -> None:
    """Keep how many letters there are, so that a journal that lost lines is noticed."""
    inhoud = json.dumps({**_lees_reeks(map_), "gedrukt": aantal}, indent=1).encode()
    schrijf_alle({REEKS: inhoud}, map_)


def _reekscode(map_: Path, opdracht: Briefopdracht) -> str:
    """Return the name of this run, which stands in every reference; a folder has one run."""
    hoort_bij = _hoort_bij(opdracht)
    if (map_ / REEKS).exists():
        return _zelfde_reeks(map_, hoort_bij)
    reeks = f"AMB-{opdracht.datum:%Y%m%d}-{secrets.token_hex(2).upper()}"
    inhoud = json.dumps({"reeks": reeks, **hoort_bij}, indent=1).encode()
    schrijf_alle({REEKS: inhoud}, map_)
    return reeks


def _vingerafdrukken(bron: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that was read: other answers are another run."""
    afdrukken = {}
    for pad in sorted(bron.iterdir()):
        if pad.stem in NAMEN and pad.suffix in (".csv", ".parquet"):
            with pad.open("rb") as bestand:
                afdrukken[pad.name] = hashlib.file_digest(bestand, "sha256").hexdigest()
    return afdrukken


@dataclass(frozen=True)
class Dagboekregel:
    """One letter that was printed; `bestand` is its place under the folder of the letters."""

    nummer: int
    huishouden_id: str
    bestand: str
    kenmerk: str
    datum: date


def lees_dagboek(map_: Path) -> list[Dagboekregel]:
    """Return what was printed into a folder; a last line that was cut off is taken away.

    Raises InvoerFout when lines are missing or cannot be read: their letters would be printed twice.
    """
    plek = map_ / DAGBOEK
    verwacht = _lees_reeks(map_).get("gedrukt", 0) if (map_ / REEKS).exists() else 0
    inhoud = plek.read_bytes() if plek.exists() else b""
    heel = inhoud[: inhoud.rfind(b"\n") + 1]
    try:
        regels = [
            Dagboekregel(
                int(r["nummer"]),
                r["huishouden_id"],
                r["bestand"],
                r["kenmerk"],
                date.fromisoformat(r["datum"]),
            )
            for r in csv.DictReader(heel.decode("utf-8").splitlines())
        ]
    except (KeyError, TypeError, ValueError):
        regels = None
    weg = not plek.exists() and any(map_.glob("*/brief-*.pdf"))
    if regels is None or weg or len(regels) < verwacht:
        raise InvoerFout(DAGBOEK_STUK.format(map=map_.name, bestand=DAGBOEK))
    if heel != inhoud:
        schrijf_alle({plek.name: heel}, plek.parent)
    return regels


def verdwenen(map_: Path) -> list[str]:
    """Return the letters that were printed and are no longer in the folder."""
    return [regel.bestand for regel in lees_dagboek(map_) if not (map_ / regel.bestand).exists()]
