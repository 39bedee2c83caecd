"""The workbook of a run: what it is, the counts per regeling, and the work list."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import KEREN_PER_JAAR
from consulent_app.uitwisseling.bestand.openstaand import open_cijfers
from consulent_app.uitwisseling.bestand.rekenen import Telling
from consulent_app.uitwisseling.bestand.werklijst import KOLOMMEN

#: Longer lists stay in werklijst.csv: nobody scrolls through them, and they make the workbook slow.
MEESTE_RIJEN = 10_000
STATUSSEN = ("recht", "beoordeling", "geen_recht", "onbekend", "niet_van_toepassing")
KOPPEN = (
    "Regeling", "Recht", "Medewerker beoordeelt", "Geen recht", "Nog onbekend", "Niet van toepassing",
    "Zonder aanvraag", "Euro per jaar (recht)", "Vaakst ontbreekt", "", "", "Bedrag nog niet bekend",
)  # fmt: skip
#: Right, to be weighed, unknown: apart from each other also without seeing colour.
KLEUREN = {1: "#1B5E3B", 2: "#D99A2B", 4: "#B8C2CC"}
UITLEG = (
    ("Recht", "Alle voorwaarden kloppen met de gegevens in het bestand."),
    ("Medewerker beoordeelt", "Wat te toetsen is klopt; de wet vraagt een medewerker de rest te wegen."),
    ("Geen recht", "Eén voorwaarde klopt zeker niet, wat er verder ook onbekend is."),
    ("Nog onbekend", "Het hangt af van antwoorden die niet in het bestand staan."),
    ("Zonder aanvraag", "Recht dat de gemeente ambtshalve kan geven. Onbekend: of dat mag is open."),
    ("Euro per jaar", "Som van de bedragen bij recht, over een heel jaar. Open bedragen tellen niet mee."),
    ("Landelijk", "Toeslagen, kinderbijslag, bijstand en AIO: misschien recht, geen besluit."),
)  # fmt: skip


@dataclass(frozen=True)
class Regelingtelling:
    """What a run found for one regeling; `mist` are the three answers that are missing most often.

    `ambtshalve` is None where there is a right, and it is not known whether it may be granted unasked.
    """

    regeling: str
    per_status: dict[str, int]
    ambtshalve: int | None
    centen_per_jaar: int
    mist: tuple[tuple[str, int], ...]
    bedrag_open: bool


def tel(tellingen: Iterable[Telling], pakket: Pakket, peildatum: date) -> dict[str, Regelingtelling]:
    """Return the counts per regeling, by its id; of each regeling there is one."""
    per_regeling: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellingen:
        per_regeling[telling.regeling].append(telling)
    return {
        id_: _regeling(regeling, per_regeling[id_], pakket, peildatum)
        for id_, regeling in pakket.regelingen.items()
    }


def _regeling(regeling: Regeling, rijen: list[Telling], pakket: Pakket, peildatum: date) -> Regelingtelling:
    status: Counter[str] = Counter()
    mist: Counter[str] = Counter()
    ambtshalve = centen = 0
    for rij in rijen:
        status[rij.status] += rij.aantal
        if rij.status == "onbekend":
            for veld in (rij.ontbreekt or "").split(", "):
                mist[veld] += rij.aantal if veld else 0
        if rij.status == "recht":
            ambtshalve += rij.aantal if rij.wijze == "ambtshalve" else 0
            centen += rij.centen * KEREN_PER_JAAR.get(rij.periode or "", 0)
    meest = tuple((veld, aantal) for veld, aantal in mist.most_common(3) if aantal)
    mag_open = open_cijfers(regeling.ambtshalve, pakket, peildatum)
    gezien = {naam for rij in rijen if rij.status in ("recht", "beoordeling") for naam in _open_in(rij)}
    open_ = bool(open_cijfers(regeling.bedrag, pakket, peildatum) or gezien.difference(mag_open))
    return Regelingtelling(
        regeling.id,
        dict(status),
        None if mag_open and status["recht"] else ambtshalve,
        centen,
        meest,
        open_,
    )


def _open_in(rij: Telling) -> list[str]:
    return rij.nog_vast_te_stellen.split(", ") if rij.nog_vast_te_stellen else []


def schrijf_overzicht(
    pad: Path, pakket: Pakket, peildatum: date, tellingen: Mapping[str, Regelingtelling],
    feiten: dict[str, Any], werklijst: Path, waarom_leeg: str,
) -> None:  # fmt: skip
    """Write the workbook; `feiten` are lines for the cover, `werklijst` the CSV of the work list.

    `waarom_leeg` says why there is nobody on it, if that is so.
    """
    import xlsxwriter

    keuzes = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(pad), {**keuzes, "tmpdir": str(pad.parent)}) as boek:
        vet = boek.add_format({"bold": True})
        kop = boek.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        _voorblad(boek, boek.add_worksheet("Overzicht"), vet, pakket, peildatum, feiten)
        _regelingen(boek, boek.add_worksheet("Regelingen"), kop, pakket, tellingen)
        _werklijst(boek, boek.add_worksheet("Werklijst"), kop, pakket, werklijst, waarom_leeg)
        for blad in boek.worksheets():
            op_papier(blad)


def op_papier(blad: Any) -> None:
    """Print a sheet as wide as the paper, with its first row on every page."""
    blad.set_landscape()
    blad.set_paper(9)
    blad.fit_to_pages(1, 0)
    blad.repeat_rows(0)


def _voorblad(
    boek: Any, blad: Any, vet: Any, pakket: Pakket, peildatum: date, feiten: dict[str, Any]
) -> None:
    blad.set_column(0, 0, 30)
    blad.set_column(1, 1, 90, boek.add_format({"align": "left"}))
    blad.write(0, 0, f"Alle regelingen van {pakket.naam}, voor een heel bestand", vet)
    rijen = {
        "Peildatum": peildatum.isoformat(),
        "Regelpakket": f"{pakket.id} {pakket.versie}",
        "Kenmerk van het pakket": pakket.sha256,
        **feiten,
    }
    if pakket.merk:
        rijen["Let op"] = f"{pakket.merk}: dit zijn geen echte besluiten"
    for nummer, (naam, waarde) in enumerate(rijen.items(), 2):
        blad.write(nummer, 0, naam)
        blad.write(nummer, 1, waarde)
    for nummer, (naam, waarde) in enumerate(UITLEG, len(rijen) + 3):
        blad.write(nummer, 0, naam, vet)
        blad.write(nummer, 1, waarde)


def _regelingen(
    boek: Any, blad: Any, kop: Any, pakket: Pakket, tellingen: Mapping[str, Regelingtelling]
) -> None:
    aantal, geld = boek.add_format({"num_format": "#,##0"}), boek.add_format({"num_format": "€ #,##0"})
    blad.set_column(0, 0, 44)
    blad.set_column(1, 7, 13)
    blad.set_column(8, 11, 26)
    blad.set_row(0, 32)
    blad.freeze_panes(1, 1)
    for kolom, naam in enumerate(KOPPEN):
        blad.write(0, kolom, naam, kop)
    rij = 0
    for rij, regeling in enumerate(pakket.regelingen.values(), 1):
        telling = tellingen[regeling.id]
        blad.write(rij, 0, regeling.naam)
        for kolom, status in enumerate(STATUSSEN, 1):
            blad.write_number(rij, kolom, telling.per_status.get(status, 0), aantal)
        blad.write(rij, 6, "onbekend" if telling.ambtshalve is None else telling.ambtshalve, aantal)
        blad.write_number(rij, 7, telling.centen_per_jaar / 100, geld)
        for kolom, (veld, keer) in enumerate(telling.mist, 8):
            blad.write(rij, kolom, f"{_vraag(veld, pakket)} ({keer})")
        blad.write(rij, 11, "ja" if telling.bedrag_open else "")
    blad.autofilter(0, 0, max(rij, 1), len(KOPPEN) - 1)
    blad.conditional_format(1, 1, max(rij, 1), 1, {"type": "data_bar", "bar_color": "#9BC4E2"})
    grafiek = boek.add_chart({"type": "bar", "subtype": "stacked"})
    for kolom, kleur in KLEUREN.items():
        grafiek.add_series(
            {
                "fill": {"color": kleur},
                "name": ["Regelingen", 0, kolom],
                "categories": ["Regelingen", 1, 0, max(rij, 1), 0],
                "values": ["Regelingen", 1, kolom, max(rij, 1), kolom],
            }
        )
    grafiek.set_title({"name": "Recht, te beoordelen en nog onbekend"})
    grafiek.set_y_axis({"reverse": True})
    grafiek.set_size({"width": 900, "height": 28 * max(rij, 4) + 120})
    blad.insert_chart(rij + 2, 0, grafiek)


def _namen(regelingen: str, pakket: Pakket) -> str:
    """Return `kindpakket_fiets (k1)` as `Kindpakket: fiets (k1)`."""
    delen = [deel.partition(" ") for deel in regelingen.split(", ") if deel]
    return ", ".join(f"{pakket.regelingen[id_].naam} {wie}".strip() for id_, _, wie in delen)


def _vraag(pad: str, pakket: Pakket) -> str:
    """Return an answer as people call it."""
    veld = pakket.velden_op_pad.get(pad)
    return veld.sleutel.replace("_", " ") if veld else pad


def _werklijst(boek: Any, blad: Any, kop: Any, pakket: Pakket, werklijst: Path, waarom_leeg: str) -> None:
    geld = boek.add_format({"num_format": "€ #,##0.00"})
    breed = boek.add_format({"text_wrap": True})
    for kolom, breedte in enumerate((20, 60, 9, 15, 44, 9, 60)):
        blad.set_column(kolom, kolom, breedte)
    blad.freeze_panes(1, 1)
    for kolom, naam in enumerate(KOLOMMEN):
        blad.write(0, kolom, naam.replace("_", " "), kop)
    rij = 0
    with werklijst.open(encoding="utf-8", newline="") as bestand:
        for rij, waarden in enumerate(islice(csv.DictReader(bestand), MEESTE_RIJEN), 1):
            blad.write_string(rij, 0, waarden["huishouden_id"])
            blad.write_string(rij, 1, _namen(waarden["toe_te_kennen"], pakket), breed)
            blad.write_number(rij, 2, int(waarden["aantal"]))
            blad.write_number(rij, 3, float(waarden["euro_per_jaar"]), geld)
            blad.write_string(rij, 4, _namen(waarden["bedrag_volgt"], pakket), breed)
            blad.write_number(rij, 5, int(waarden["vragen"]))
            blad.write_string(rij, 6, waarden["vraag"], breed)
    blad.autofilter(0, 0, max(rij, 1), len(KOLOMMEN) - 1)
    if waarom_leeg:
        blad.write(1, 0, waarom_leeg)
    if rij == MEESTE_RIJEN:
        blad.write(rij + 1, 0, "De volledige lijst staat in werklijst.csv.")
