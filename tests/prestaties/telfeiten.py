"""Make the facts of a year of a large gemeente, without dossiers: fast, and with a fixed seed.

`maak(100_000)` gives so many decisions (granted or refused) with what else is judged beside them.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.telrijen import FEIT, REDEN, STAP
from tests.telling import Rij, Telrijen

#: Regeling, whether it is per child, and how it mostly ends: granted, refused, or not decided.
REGELINGEN = (
    ("maatschappelijke_activiteiten", False, (60, 30, 10)), ("kindpakket_fiets", True, (50, 40, 10)),
    ("kindpakket_computer", True, (45, 45, 10)), ("kindpakket_schoolkosten", True, (70, 20, 10)),
    ("individuele_inkomenstoeslag", False, (0, 0, 100)), ("kwijtschelding", False, (0, 0, 100)),
    ("jeugdfonds_sport", True, (0, 0, 100)), ("zorgtoeslag", False, (0, 0, 100)),
)  # fmt: skip
GEDEELD = {"jeugdfonds_sport": "via_anderen", "zorgtoeslag": "landelijk"}
PLAATSEN = ("serviceplein", "wijkspreekuur", "huisbezoek", "telefoon", "bestand", "")
TYPEN = ("alleenstaande", "alleenstaande_ouder", "paar", "paar_met_kinderen")
TALEN = ("nl", "nl", "nl", "ar", "tr", "pl", "uk", "ti", "anders", "")
BANDEN = ("<27", "27-44", "45-AOW", "AOW+", "")
WAAROM = ("inkomen", "vermogen", "niet_eerder", "leeftijd")
VRAGEN = ("huishouden.spaargeld", "personen[].inkomens", "huishouden.maanden_laag_inkomen")


class Jaar:
    """Facts of one year, household after household in the order of their days."""

    def __init__(self, jaar: int, zaad: int) -> None:
        self.eerste, self.toeval = date(jaar, 1, 1), Random(zaad)
        self.feiten: list[Rij] = []
        self.redenen: list[Rij] = []
        self.stappen: list[Rij] = []
        self.besloten = 0

    def stap(self, huishouden: str, dag: date, soort: str, wat: str = "") -> None:
        self.stappen.append((len(self.stappen) + 1, huishouden, dag.isoformat(), soort, wat))

    def huishouden(self, dag: date) -> None:
        """Add one household, with all that is decided and judged on its day."""
        toeval, handvat = self.toeval, f"{len(self.stappen):016x}"
        kinderen = toeval.choice((0, 0, 1, 2, 3))
        personen = kinderen + toeval.choice((1, 2))
        plaats = toeval.choice(PLAATSEN)
        contact = "" if plaats == "bestand" else (dag - timedelta(days=toeval.randrange(50))).isoformat()
        vast = (
            personen, kinderen, plaats, str(1961 + toeval.randrange(8)), toeval.choice(TYPEN),
            toeval.choice(TALEN), toeval.choice(BANDEN), contact, None, "oefenstad 2026.3",
        )  # fmt: skip
        self.stap(handvat, dag, "begonnen")
        for regeling, per_kind, kansen in REGELINGEN:
            for plek in range(kinderen) if per_kind else (-1,):
                self._feit(handvat, dag, (regeling, plek), kansen, vast)
        if toeval.random() < 0.3:
            self.stap(handvat, dag, "verwijzing", "Schuldhulpverlening gemeente Oefenstad")

    def _feit(
        self, handvat: str, dag: date, deel: tuple[str, int], kansen: tuple[int, ...], vast: Rij
    ) -> None:
        (regeling, plek), nr = deel, len(self.feiten) + 1
        anders = GEDEELD.get(regeling) or self.toeval.choice(("aanvraag", "onbekend", "geen_recht"))
        uitkomst = self.toeval.choices(("toegekend", "afgewezen", anders), kansen)[0]
        gegeven = uitkomst == "toegekend"
        wijze, cent = ("ambtshalve", 100 * self.toeval.randrange(50, 400)) if gegeven else ("", 0)
        persoon = f"{handvat[:-1]}{plek}" if plek >= 0 else ""
        kop = (nr, handvat, dag.isoformat(), "besluit", regeling, regeling.replace("_", " "), persoon)
        self.feiten.append((*kop, int(plek >= 0), uitkomst, wijze, cent, *vast))
        self.besloten += uitkomst in ("toegekend", "afgewezen")
        if uitkomst == "afgewezen":
            self.redenen.append((nr, "afwijzing", self.toeval.choice(WAAROM)))
        elif uitkomst == "onbekend":
            self.redenen.append((nr, "onbekend", self.toeval.choice(VRAGEN)))


def maak(besluiten: int, jaar: int = 2026, zaad: int = 7) -> Telrijen:
    """Return the facts, reasons and steps of a year with at least so many decisions."""
    alles = Jaar(jaar, zaad)
    while alles.besloten < besluiten:
        deel = alles.besloten / besluiten
        alles.huishouden(alles.eerste + timedelta(days=int(365 * deel)))
    return Telrijen(alles.feiten, alles.redenen, alles.stappen)


def zet_in(kast: Dossierkast, rijen: Telrijen) -> None:
    """Put the facts in a store that has none."""
    with kast._verbindingen.schrijven() as database:
        for tabel, kolommen, welke in (
            ("telfeit", FEIT, rijen.feiten), ("telreden", REDEN, rijen.redenen),
            ("telstap", STAP, rijen.stappen),
        ):  # fmt: skip
            plekken = ", ".join("?" for _ in kolommen)
            opdracht = f"INSERT INTO {tabel} ({', '.join(kolommen)}) VALUES ({plekken})"
            database.conn.executemany(opdracht, welke)
