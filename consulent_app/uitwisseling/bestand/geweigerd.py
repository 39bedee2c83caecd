"""The lines of a text file that could not be cut into columns, and what an open quote took along."""

from __future__ import annotations

import csv
import mmap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.uitwisseling.bestand.bronnen import Bron, tekst

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KOLOMMEN_KLOPPEN_NIET = "deze regel heeft niet evenveel kolommen als de eerste, of een verkeerd teken."
OPEN_CITAAT = (
    'een aanhalingsteken (") op deze regel is niet goed gesloten; haal het weg. Ook niet gelezen: {erna}.'
)
#: The database keeps no more than this of a line.
KNIPT_OP = 10_000


@dataclass(frozen=True)
class Geweigerd:
    """One line, by its number in the file; `mee` are the households of the lines that it took along."""

    regel: int
    huishouden: str | None
    mee: tuple[str | None, ...]

    @property
    def reden(self) -> str:
        """Return what is wrong with the line."""
        if not self.mee:
            return KOLOMMEN_KLOPPEN_NIET
        erna = "de regel erna" if len(self.mee) == 1 else f"de {len(self.mee)} regels erna"
        return OPEN_CITAAT.format(erna=erna)


def geweigerde_regels(bron: Bron, bank: DuckDBPyConnection) -> list[Geweigerd]:
    """Return the lines of a text file that could not be cut into columns, in order."""
    import duckdb

    if not bron.is_csv:
        return []
    try:
        rijen = bank.execute(
            "SELECT DISTINCT e.line, e.csv_line FROM reject_errors e JOIN reject_scans s ON"
            " s.scan_id = e.scan_id AND s.file_id = e.file_id"
            f" WHERE s.file_path = {tekst(str(bron.pad))} ORDER BY e.line"
        ).fetchall()
    except duckdb.CatalogException:
        return []
    gevonden, verschoven = [], 0
    for nummer, inhoud in rijen:
        eerste, *mee = (_huishouden(regel, bron) for regel in _regels(inhoud or "", bron.pad))
        gevonden.append(Geweigerd(int(nummer) + verschoven, eerste, tuple(mee)))
        # What was taken along was not counted when the file was read.
        verschoven += len(mee)
    return gevonden


def _regels(inhoud: str, pad: Path) -> list[str]:
    """Return the line that was refused, with the lines after it that an open quote made one with it."""
    inhoud = inhoud.lstrip("\r\n")
    if len(inhoud) >= KNIPT_OP - 1:
        inhoud = _tot_het_citaat_sluit(inhoud, pad)
    return inhoud.splitlines() or [""]


def _tot_het_citaat_sluit(begin: str, pad: Path) -> str:
    with pad.open("rb") as bestand, mmap.mmap(bestand.fileno(), 0, access=mmap.ACCESS_READ) as alles:
        heel = begin[: begin.rfind("\n") + 1].encode()
        plek = alles.find(heel)
        sluit = alles.find(b'"', plek + len(heel)) if plek >= 0 else -1
        einde = alles.find(b"\n", sluit) if sluit >= 0 else -1
        return alles[max(plek, 0) : einde if einde >= 0 else len(alles)].decode(errors="replace")


def _huishouden(regel: str, bron: Bron) -> str | None:
    plek = list(bron.kolommen).index("huishouden_id")
    cellen = next(csv.reader([regel], delimiter=bron.teken), [])
    return (cellen[plek].strip() or None) if plek < len(cellen) else None
