"""What was destroyed, when, by whom, under which rule: a certificate that holds nothing about anybody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

#: So many copies of the store are kept, one of each day on which was worked.
RESERVEKOPIEEN = 14
TERMIJN, VERZOEK = "termijn", "verzoek"
EERSTE = "0" * 64


@dataclass(frozen=True)
class Telling:
    """How many of each part went."""

    dossiers: int
    personen: int
    gebeurtenissen: int
    stukken: int
    taken: int


@dataclass(frozen=True)
class Grond:
    """Why it may go: the term of a kind of dossier, or the request of a resident."""

    grond: str
    soort: str
    naam: str
    regel: str
    termijn: str


#: A resident asked, and no law says that it must stay (AVG 17, first and third paragraph).
OP_VERZOEK = "verzoek van de inwoner, AVG artikel 17"


@dataclass(frozen=True)
class Vernietiging:
    """One certificate; `welke` is a hash of the ids, `hash` covers it and, by `vorige`, all before it.

    `pakket` is the rule package of what went, '' when it was of several or is not known.
    """

    nr: int
    id: str
    tijdstip: datetime
    door: str
    grond: Grond
    telling: Telling
    welke: str
    vorige: str
    hash: str
    pakket: str = ""

    @property
    def nummer(self) -> str:
        """Return the number by which people name it, such as `V/2026/3`."""
        return f"V/{self.dag.year}/{self.nr}"

    @property
    def dag(self) -> date:
        """Return the day on the desk's own calendar."""
        return self.tijdstip.astimezone().date()

    @property
    def klopt(self) -> bool:
        """Say whether nothing of it was altered."""
        inhoud = (self.tijdstip, self.door, self.grond, self.telling, self.welke, self.vorige)
        return self.hash == bereken(self.id, *inhoud, self.pakket)


def hash_van(ids: Iterable[str]) -> str:
    """Return one hash of all ids: who has one of them can show that it is among these, and nobody else."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def bereken(
    id_: str, tijdstip: datetime, door: str, grond: Grond, telling: Telling, welke: str, vorige: str,
    pakket: str = "",
) -> str:  # fmt: skip
    """Return the hash over a certificate and, with `vorige`, over all before it."""
    inhoud = [id_, tijdstip.isoformat(), door, asdict(grond), asdict(telling), welke, vorige]
    # What is of before there was a package on it has the hash of then.
    inhoud += [pakket] if pakket else []
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()


def eerste_fout(reeks: Iterable[Vernietiging]) -> int | None:
    """Return the number of the first certificate that was altered or of which one before is gone."""
    vorige = EERSTE
    for verklaring in reeks:
        if not verklaring.klopt or verklaring.vorige != vorige:
            return verklaring.nr
        vorige = verklaring.hash
    return None
