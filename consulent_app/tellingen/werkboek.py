"""The counts as a workbook: a cover, and a sheet for each table with its chart."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from typing import Any

from consulent_app.tellingen.publicatie import SAMEN, TOTAAL
from consulent_app.tellingen.tabellen import MINSTENS, Tabel
from consulent_app.tellingen.verslag import Verslag
from consulent_app.tellingen.woorden import waarom_leeg, woorden

#: Apart from each other in print and to the colour-blind: they differ in light, not only in colour.
DONKER, LICHT, MIDDEN = "#0B4F8A", "#F2B134", "#7A8B99"
#: Title, definition, a free row, and then the heads of the columns.
KOPRIJ = 3
#: So much text fits on a line of the cover.
TEKENS_OP_REGEL = 112
BREEDTES = {
    "label": 44, "bron": 60, "rij": 4, "begin": 12, "van": 11, "tot": 12, "soort": 10, "eerder": 20,
    "laatst": 24,
}  # fmt: skip
#: So many rows fit on one sheet of paper beside the chart; of more the table alone is printed, on many.
RIJEN_OP_PAPIER = 60
#: Below so few rows a chart is seen at once; of a longer table it stands beside the first rows.
RIJEN_BOVEN_GRAFIEK = 12
VOLGORDE = (
    "weken", "regelingen", "bereik", "doelen", "waarschuwingen", "weken_regelingen", "plaats", "gebied",
    "huishoudtype", "taal", "leeftijd", "bereikt", "doorlooptijd", "dossiers", "verwijzingen", "nazorg",
    "afwijzingen", "onbekend", "schuldhulp", "schuldhulp_instroom", "schuldhulp_wachttijd",
    "schuldhulp_doorstroom", "schuldhulp_besluiten", "schuldhulp_beslistermijn", "schuldhulp_uitstroom",
    "schuldhulp_contact",
)  # fmt: skip
#: Of which columns a sheet draws a chart, and in which shape.
GRAFIEKEN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "weken": ("column", ("toegekend", "afgewezen")),
    **dict.fromkeys(
        ("regelingen", "plaats", "gebied", "huishoudtype", "taal", "leeftijd"),
        ("bar", ("toegekend", "afgewezen")),
    ),
    "bereik": ("bar", ("procent", "vergelijk")),
    "doelen": ("bar", ("stand", "verwacht", "doel")),
    "verwijzingen": ("bar", ("verwezen", "nagegaan")),
    "afwijzingen": ("bar", ("afgewezen",)),
    "onbekend": ("bar", ("oordelen",)),
    "schuldhulp": ("bar", ("geteld",)),
    "schuldhulp_uitstroom": ("bar", ("uitgestroomd",)),
}
BALK = (
    "beoordeeld", "minstens", "besluiten", "verwezen", "nagevraagd", "toegekend", "afgewezen", "oordelen",
    "laatst", "geteld", "aanmeldingen", "gesprekken", "stappen", "uitgestroomd", "pogingen",
)  # fmt: skip


@dataclass(frozen=True)
class _Vormen:
    """The formats of cells."""

    titel: Any
    kop: Any
    getalkop: Any
    uitleg: Any
    getal: Any
    euro: Any
    procent: Any
    minstens: Any
    minstens_euro: Any
    minstens_procent: Any
    dag: Any
    teken: Any
    zacht: Any
    tekst: Any

    @classmethod
    def van(cls, boek: Any) -> _Vormen:
        def vorm(**wat: Any) -> Any:
            return boek.add_format({"valign": "top", **wat})

        kop = {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#E8EEF4"}
        return cls(
            vorm(bold=True, font_size=14, font_color=DONKER),
            vorm(**kop),
            vorm(**kop, align="right"),
            vorm(text_wrap=True, font_color="#4A5663"),
            vorm(num_format="#,##0"),
            vorm(num_format="€ #,##0"),
            vorm(num_format='0"%"'),
            vorm(num_format='"≥ "#,##0'),
            vorm(num_format='"≥ € "#,##0'),
            vorm(num_format='"≥ "0"%"'),
            vorm(num_format="dd-mm-yyyy", align="left"),
            vorm(align="right", font_color="#4A5663"),
            vorm(font_color="#4A5663"),
            vorm(text_wrap=True),
        )

    def voor(self, kolom: str, teken: str) -> Any:
        """Return the format of a number."""
        soort = "euro" if kolom == "euro" else "procent" if kolom in ("procent", "vergelijk") else ""
        if teken == MINSTENS:
            return getattr(self, f"minstens_{soort}") if soort else self.minstens
        return getattr(self, soort) if soort else self.getal


def als_xlsx(verslag: Verslag) -> bytes:
    """Return the workbook; the same counts give the same bytes."""
    import xlsxwriter

    uit = io.BytesIO()
    keuzes = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(uit, keuzes) as boek:
        dag = verslag.gemaakt
        boek.set_properties({"title": verslag.titel, "created": datetime(dag.year, dag.month, dag.day)})  # noqa: DTZ001
        vormen = _Vormen.van(boek)
        _voorblad(boek.add_worksheet("Toelichting"), vormen, verslag)
        for naam in VOLGORDE:
            _blad(boek, boek.add_worksheet(verslag.tabellen[naam].titel), vormen, verslag.tabellen[naam])
    return uit.getvalue()


def _voorblad(blad: Any, vormen: _Vormen, verslag: Verslag) -> None:
    blad.set_column(0, 0, 26)
    blad.set_column(1, 1, 100)
    blad.hide_gridlines(2)
    blad.write(0, 0, verslag.titel, vormen.titel)
    gebruikt = ", ".join(f"{naam} {version(naam)}" for naam in ("pandas", "XlsxWriter"))
    regels = [*verslag.over().items(), ("Gemaakt met", gebruikt), ("", "")]
    regels += [("Tekens" if not plek else "", teken) for plek, teken in enumerate(verslag.tekens())]
    regels += [("", ""), ("Bladen", "Wat elk blad telt")]
    regels += [(verslag.tabellen[naam].titel, verslag.tabellen[naam].definitie) for naam in VOLGORDE]
    for nummer, (naam, waarde) in enumerate(regels, 2):
        blad.set_row(nummer, 15 * (1 + len(waarde) // TEKENS_OP_REGEL))
        blad.write_string(nummer, 0, naam, vormen.kop if naam == "Bladen" else vormen.tekst)
        blad.write_string(nummer, 1, waarde, vormen.kop if naam == "Bladen" else vormen.tekst)
    _op_papier(blad, 1)


def _blad(boek: Any, blad: Any, vormen: _Vormen, tabel: Tabel) -> None:
    from xlsxwriter.utility import xl_col_to_name

    namen = woorden()
    blad.write(0, 0, tabel.titel, vormen.titel)
    kolommen = [*tabel.sleutels, *tabel.kolommen]
    blad.merge_range(1, 0, 1, max(len(kolommen), 12) - 1, tabel.definitie, vormen.uitleg)
    blad.set_row(1, 34)
    for plek, kolom in enumerate(kolommen):
        blad.set_column(plek, plek, BREEDTES.get(kolom, 12))
        kop = vormen.kop if plek < len(tabel.sleutels) else vormen.getalkop
        blad.write_string(KOPRIJ, plek, namen[f"kolom.{kolom}"], kop)
    if "rij" in tabel.sleutels:
        blad.set_column(
            tabel.sleutels.index("rij"), tabel.sleutels.index("rij"), 14, None, {"hidden": True}
        )
    blad.set_row(KOPRIJ, 32)
    _rijen(blad, vormen, tabel)
    einde = KOPRIJ + max(len(tabel.cijfers), 1)
    blad.freeze_panes(KOPRIJ + 1, len(tabel.sleutels))
    blad.autofilter(KOPRIJ, 0, einde, len(kolommen) - 1)
    _balken(blad, tabel, einde)
    if "label" in tabel.sleutels:
        som = "=$" + xl_col_to_name(tabel.sleutels.index("label")) + f'{KOPRIJ + 2}="{namen["rij.totaal"]}"'
        vet = {"type": "formula", "criteria": som, "format": boek.add_format({"bold": True})}
        blad.conditional_format(KOPRIJ + 1, 0, einde, len(kolommen) - 1, vet)
    _grafiek(boek, blad, tabel)
    blad.repeat_rows(KOPRIJ)
    lang = len(tabel.cijfers) > RIJEN_OP_PAPIER
    if lang:
        blad.print_area(0, 0, einde, len(kolommen) - 1)
    _op_papier(blad, 0 if lang else 1)


def _rijen(blad: Any, vormen: _Vormen, tabel: Tabel) -> None:
    if tabel.cijfers.empty:
        blad.write_string(KOPRIJ + 1, 0, waarom_leeg(tabel.naam), vormen.zacht)
    for plek, rij in enumerate(tabel.cijfers.to_dict("records"), KOPRIJ + 1):
        if len(str(rij.get("bron", ""))) > BREEDTES["bron"]:
            blad.set_row(plek, 15 * (1 + len(rij["bron"]) // BREEDTES["bron"]))
        for kolom, naam in enumerate(tabel.sleutels):
            if isinstance(rij[naam], date):
                blad.write_datetime(plek, kolom, rij[naam], vormen.dag)
            else:
                blad.write_string(plek, kolom, str(rij[naam]), vormen.tekst)
        for kolom, naam in enumerate(tabel.kolommen, len(tabel.sleutels)):
            teken = tabel.tekens[naam].iloc[plek - KOPRIJ - 1]
            if teken in ("", MINSTENS):
                blad.write_number(plek, kolom, int(rij[naam]), vormen.voor(naam, teken))
            else:
                blad.write_string(plek, kolom, teken, vormen.teken)


def _balken(blad: Any, tabel: Tabel, einde: int) -> None:
    """Draw bars in the cells of the first number that has a size, without the rows that are sums.

    The whole period has bars of its own: beside them those of its months would all be small.
    """
    from xlsxwriter.utility import xl_range

    rijen = tabel.cijfers.to_dict("records")
    naam = next((naam for naam in BALK if naam in tabel.kolommen), None)
    if naam is None:
        return
    kolom = len(tabel.sleutels) + tabel.kolommen.index(naam)
    per_soort: dict[object, list[str]] = {}
    for plek, rij in enumerate(rijen, KOPRIJ + 1):
        if rij.get("rij") not in (TOTAAL, SAMEN):
            per_soort.setdefault(rij.get("soort"), []).append(xl_range(plek, kolom, plek, kolom))
    for bereiken in per_soort.values():
        keuze = {"type": "data_bar", "bar_color": "#9BC4E2", "bar_solid": True}
        keuze["multi_range"] = " ".join(bereiken)
        blad.conditional_format(KOPRIJ + 1, kolom, einde, kolom, keuze)


def _eigen_rijen(tabel: Tabel) -> Sequence[int]:
    """Return the first rows that belong together and are not sums: what a chart is of."""
    rijen = tabel.cijfers.to_dict("records")
    if not rijen:
        return ()
    eerste = (rijen[0].get("soort"), rijen[0].get("van"), rijen[0].get("tot"))
    per_week = rijen[0].get("soort") == "week"
    return [
        plek
        for plek, rij in enumerate(rijen)
        if (per_week or (rij.get("soort"), rij.get("van"), rij.get("tot")) == eerste)
        and rij.get("rij") not in (TOTAAL, SAMEN)
    ]


def _grafiek(boek: Any, blad: Any, tabel: Tabel) -> None:
    """Draw the chart where it is seen without looking for it."""
    plekken = _eigen_rijen(tabel)
    if tabel.naam not in GRAFIEKEN or not plekken:
        return
    soort, kolommen = GRAFIEKEN[tabel.naam]
    grafiek = boek.add_chart({"type": soort})
    for kleur, naam in zip((DONKER, LICHT, MIDDEN), kolommen, strict=False):
        grafiek.add_series(_reeks(tabel, naam, kleur, plekken))
    namen = woorden()
    wat = " en ".join(namen[f"kolom.{naam}"].lower() for naam in kolommen)
    grafiek.set_title({"name": f"{tabel.titel}: {wat}", "name_font": {"size": 12}})
    grafiek.set_legend({"position": "bottom"})
    if soort == "bar":
        grafiek.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 9}})
        grafiek.set_x_axis(
            {"num_format": "#,##0", "major_gridlines": {"visible": True}, "label_position": "low"}
        )
    else:
        grafiek.set_x_axis({"num_font": {"rotation": -90, "size": 9}})
    hoog = 400 if soort == "column" else max(300, 30 * len(plekken) + 120)
    grafiek.set_size({"width": 900, "height": hoog})
    omschrijving = f"Grafiek van de tabel op dit blad: {wat}."
    onder, naast = KOPRIJ + len(tabel.cijfers) + 2, len(tabel.sleutels) + len(tabel.kolommen) + 1
    plek = (onder, 0) if len(tabel.cijfers) <= RIJEN_BOVEN_GRAFIEK else (KOPRIJ, naast)
    blad.insert_chart(*plek, grafiek, {"description": omschrijving})


def _reeks(tabel: Tabel, naam: str, kleur: str, plekken: Sequence[int]) -> dict[str, Any]:
    """Return one column as a series, which points at the cells."""
    van, tot = KOPRIJ + 1 + plekken[0], KOPRIJ + 1 + plekken[-1]
    wie = tabel.sleutels.index("label" if "label" in tabel.sleutels else "van")
    kolom = len(tabel.sleutels) + tabel.kolommen.index(naam)
    return {
        "name": [tabel.titel, KOPRIJ, kolom],
        "categories": [tabel.titel, van, wie, tot, wie],
        "values": [tabel.titel, van, kolom, tot, kolom],
        "fill": {"color": kleur},
        "border": {"color": "#1A2129", "width": 0.5},
        "gap": 60,
    }


def _op_papier(blad: Any, hoog: int = 0) -> None:
    """Print a sheet as wide as the paper, on so many pages; 0 for as many as it takes."""
    blad.set_landscape()
    blad.set_paper(9)
    blad.fit_to_pages(1, hoog)
