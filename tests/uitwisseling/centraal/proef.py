"""A central server of a test, its workplaces, and delingen for it."""

from __future__ import annotations

import hashlib
import random
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import psycopg

from consulent_app.delen.deling import EERSTE, Deling, met_hash
from consulent_app.uitwisseling.centraal import delingen, opzetten, werkplekken
from consulent_app.uitwisseling.centraal.lijn import Lijn, open_lijn
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.certificaten import Gezag
from tests.postgres import Proefserver

BEHEERWOORD = "kantoor lamp egel"
#: Who may read what was shared.
SAMEN = ("gemeente", "met")


@dataclass(frozen=True)
class Centrale:
    """A database that was set up, and its administrator."""

    proef: Proefserver
    gezag: Gezag
    beheer: Server

    def gast(self, organisatie: str, naam: str = "Plek") -> Uitnodiging:
        """Return an account that was invited and that nobody let in yet."""
        return opzetten.maak_werkplek(self.beheer, organisatie, naam)

    def werkplek(self, organisatie: str, naam: str = "Plek") -> Uitnodiging:
        plek = self.gast(organisatie, naam)
        zegel = "UPDATE app.werkplek SET toegelaten = sha256('zegel') WHERE apparaat = %s"
        self.als_eigenaar(zegel, [plek.apparaat])
        return plek

    def teamleider(self, organisatie: str) -> Uitnodiging:
        return opzetten.maak_teamleider(self.beheer, organisatie, "Tineke")

    def als_eigenaar(self, opdracht: str, waarden: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Do what only somebody at the server itself can do."""
        waar = self.proef.als_proef.replace("dbname=postgres", f"dbname={self.beheer.database}")
        with psycopg.connect(waar, autocommit=True) as verbinding:
            cursor = verbinding.execute(opdracht, waarden)
            return cursor.fetchall() if cursor.description else []


@dataclass
class Schrijver:
    """Writes delingen as one workplace does: numbered, each with the hash of the one before."""

    plek: Uitnodiging
    nr: int = 0
    vorige: str = EERSTE

    def schrijf(
        self, dossier: str, omvang: int = 100, aan: Sequence[str] | None = None, hlc: int = 0,
        soort: str = "cellen",
    ) -> Deling:  # fmt: skip
        self.nr += 1
        inhoud = random.Random(f"{self.plek.apparaat}{self.nr}").randbytes(omvang)
        deling = met_hash(
            Deling(
                str(uuid.uuid4()), dossier, self.plek.apparaat, self.nr, hlc or nu_hlc(), soort,
                self.plek.organisatie, zegels(aan or [self.plek.organisatie]), inhoud, self.vorige, "",
            )
        )  # fmt: skip
        self.vorige = deling.hash
        return deling

    def reeks(self, aantal: int, omvang: int = 100, aan: Sequence[str] | None = None) -> list[Deling]:
        """Write about as many dossiers as a tenth of the number."""
        dossiers = [nieuw_dossier() for _ in range(max(1, aantal // 10))]
        return [self.schrijf(dossiers[i % len(dossiers)], omvang, aan) for i in range(aantal)]


def nieuw_dossier() -> str:
    return str(uuid.uuid4())


def nu_hlc(later_seconden: float = 0) -> int:
    return int((time.time() + later_seconden) * 1000) << 16


def zegels(organisaties: Sequence[str]) -> Mapping[str, bytes]:
    return {naam: hashlib.sha256(naam.encode()).digest() for naam in organisaties}


@contextmanager
def aan(plek: Uitnodiging) -> Iterator[Lijn]:
    """Give a line as this workplace."""
    with open_lijn(plek.server) as lijn:
        yield lijn


def begin(eerste: Uitnodiging, *anderen: Uitnodiging) -> None:
    """Let the first workplace of an organisation publish its key, and let the others of it in."""
    with aan(eerste) as lijn:
        werkplekken.publiceer_sleutel(lijn, b"o" * 32, b"z" * 80)
        for plek in anderen:
            with aan(plek) as nieuw:
                werkplekken.meld_werkplek(nieuw, b"w" * 32)
            assert werkplekken.laat_toe(lijn, plek.apparaat, b"z" * 80)


def alles(plek: Uitnodiging, na: int = 0) -> list[Deling]:
    """Return all that this workplace may see, in the order of the server."""
    with aan(plek) as lijn:
        return [deling for portie in delingen.haal(lijn, na, 0) for _, deling in portie]


def stuur(plek: Uitnodiging, *wat: Deling, eigenaar: str = "") -> int:
    eigenaren = {deling.dossier: eigenaar for deling in wat} if eigenaar else {}
    with aan(plek) as lijn:
        return delingen.stuur(lijn, wat, eigenaren)


def via(plek: Uitnodiging, poort: int) -> Uitnodiging:
    """Return the same account, through another port of this machine."""
    return replace(plek, server=replace(plek.server, poort=poort))
