"""The counts as CSV: one number a line, in columns that stay as they are (docs/tellingen.md)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from consulent_app.tellingen.tabellen import Tabel
from consulent_app.tellingen.verslag import Verslag

KOLOMMEN = (
    "tabel", "soort", "van_week", "tot_week", "begint_op", "rij", "omschrijving", "kolom", "waarde",
    "teken",
)  # fmt: skip


def als_csv(verslag: Verslag) -> bytes:
    """Return the file: UTF-8 with a mark that Excel needs, commas, a header."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, lineterminator="\r\n")
    schrijver.writerow(KOLOMMEN)
    for tabel in verslag.tabellen.values():
        schrijver.writerows(_regels(tabel, verslag))
    return uit.getvalue().encode("utf-8-sig")


def _regels(tabel: Tabel, verslag: Verslag) -> Iterator[tuple[object, ...]]:
    jaar = {"soort": "jaar", "van": f"{verslag.telling.tot.jaar}-W01", "tot": str(verslag.telling.tot)}
    for plek, rij in enumerate(tabel.cijfers.to_dict("records")):
        sleutels = jaar | {str(naam): waarde for naam, waarde in rij.items()}
        kop = [sleutels.get(naam, "") for naam in ("soort", "van", "tot", "begin", "rij", "label")]
        for kolom in tabel.kolommen:
            teken = tabel.tekens[kolom].iloc[plek]
            waarde = "" if teken not in ("", "≥") else rij[kolom]
            yield (tabel.naam, *kop, kolom, waarde, teken)
