"""The counts on two pages to take into a meeting: a tagged PDF in which every chart has its table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from consulent_app.documenten import stijl
from consulent_app.documenten.huisstijl import huisstijl
from consulent_app.documenten.lettertypen import map_, zetbaar
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import Geld
from consulent_app.paden import resources
from consulent_app.tellingen.publicatie import SAMEN, TOTAAL
from consulent_app.tellingen.tabellen import MINSTENS, Tabel
from consulent_app.tellingen.verslag import Verslag
from consulent_app.tellingen.weken import leesbaar
from consulent_app.tellingen.woorden import waarom_leeg, woorden

#: More weeks than this stand by month: so everything fits on two pages.
HOOGSTENS_WEKEN = 12
#: Apart from each other in grey too.
KLEUREN = {"inkt": stijl.INKT, "zacht": stijl.INKT_ZACHT, "lijn": stijl.LIJN_ZACHT, "licht": "#F2B134"}
#: The fonts of the prints have no sign for "at least".
PLUS = "+"
Rij = Mapping[str, Any]


def als_pdf(verslag: Verslag) -> bytes:
    """Return the PDF (PDF/A-2a and PDF/UA-1)."""
    import typst

    maker = typst.Compiler(
        str(resources() / "typst" / "weektelling.typ"),
        root=str(resources()),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(map_())]
        ),
        sys_inputs={"gegevens": json.dumps(gegevens(verslag), ensure_ascii=False)},
    )
    dag = verslag.gemaakt
    moment = datetime(dag.year, dag.month, dag.day, tzinfo=UTC)
    gemaakt = maker.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=moment)
    assert isinstance(gemaakt, bytes)  # one PDF in memory: a list is only for pages as pictures
    return gemaakt


def gegevens(verslag: Verslag) -> dict[str, Any]:
    """Return everything that the template shows, with each number as it is read."""
    telling, dag = verslag.telling, verslag.gemaakt
    regelingen, zonder = _regelingen(verslag.tabellen["regelingen"])
    namen = woorden()
    return {
        "titel": zetbaar(verslag.titel),
        "van_wie": zetbaar(verslag.van_wie),
        "periode": leesbaar(telling.van, telling.tot),
        "dag": {"year": dag.year, "month": dag.month, "day": dag.day},
        "gemaakt": datum_leesbaar(dag),
        "kern": _kern(verslag),
        "verloop": _verloop(verslag),
        "regelingen": regelingen,
        "te_klein": _namen(rij for rij in zonder if rij["rij"] not in verslag.elders),
        "elders": _namen(rij for rij in zonder if rij["rij"] in verslag.elders),
        "bereik": [_bereik(rij) for rij in _rijen(verslag.tabellen["bereik"])],
        "doelen": _doelen(verslag.tabellen["doelen"]),
        "dalers": [_daler(rij) for rij in _rijen(verslag.tabellen["waarschuwingen"])],
        "geen_dalers": waarom_leeg("waarschuwingen"),
        "schuldhulp": _schuldhulp(verslag),
        "uitleg": {naam: namen[f"{naam}.definitie"] for naam in ("weken", "bereik", "doelen")},
        "over": list(verslag.over().items())[2:],
        "tekens": [zin.replace(MINSTENS, PLUS) for zin in verslag.tekens()],
        "kleuren": {**KLEUREN, "merk": huisstijl().merk},
    }


def _rijen(tabel: Tabel) -> list[dict[str, Any]]:
    """Return the rows with each number as text under its own name, and as a number under `#` and that."""
    rijen = []
    for plek, rij in enumerate(tabel.cijfers.to_dict("records")):
        waarden = {str(naam): waarde for naam, waarde in rij.items()}
        for kolom in tabel.kolommen:
            teken = tabel.tekens[kolom].iloc[plek]
            getoond = teken in ("", MINSTENS)
            waarden[f"#{kolom}"] = int(rij[kolom]) if getoond else 0
            waarden[kolom] = f"{_getal(int(rij[kolom]))}{PLUS if teken else ''}" if getoond else teken
        rijen.append(waarden)
    return rijen


def _getal(waarde: int) -> str:
    return f"{waarde:,}".replace(",", ".")


def _hele(tabel: Tabel) -> list[dict[str, Any]]:
    """Return the rows of the whole period; of one month that is the month."""
    rijen = _rijen(tabel)
    heel = [rij for rij in rijen if rij["soort"] == "periode"]
    return heel or [rij for rij in rijen if rij["rij"] != SAMEN]


def _kern(verslag: Verslag) -> list[dict[str, str]]:
    regelingen = {rij["rij"]: rij for rij in _hele(verslag.tabellen["regelingen"])}
    bereikt = {rij["rij"]: rij for rij in _hele(verslag.tabellen["bereikt"])}
    totaal, mensen = regelingen.get(TOTAAL, {}), bereikt.get(TOTAAL, {})
    return [
        {"naam": naam, "getal": bron.get(kolom, "–")}
        for naam, bron, kolom in (
            ("beoordeeld", totaal, "beoordeeld"), ("toegekend", totaal, "toegekend"),
            ("afgewezen", totaal, "afgewezen"),
            ("huishoudens voor het eerst dit jaar", mensen, "huishoudens"),
            ("kinderen in die huishoudens", mensen, "kinderen"),
        )
    ]  # fmt: skip


def _verloop(verslag: Verslag) -> dict[str, Any]:
    weken = _rijen(verslag.tabellen["weken"])
    if len(weken) <= HOOGSTENS_WEKEN:
        rijen = [(rij["van"].partition("-")[2], rij) for rij in weken]
    else:
        maanden = _rijen(verslag.tabellen["regelingen"])
        rijen = [
            (f"{rij['van'].partition('-')[2]}–{rij['tot'].partition('-')[2]}", rij)
            for rij in maanden
            if rij["soort"] == "maand" and rij["rij"] == TOTAAL
        ]
    hoogst = max((_besloten(rij) for _, rij in rijen), default=0) or 1
    kolommen = ("beoordeeld", "toegekend", "afgewezen")
    return {
        "per": "Per week" if len(weken) <= HOOGSTENS_WEKEN else "Per telmaand",
        "hoogst": _getal(hoogst),
        "zonder": not all(_besloten(rij) for _, rij in rijen),
        "rijen": [
            {
                "naam": naam,
                "balk": _besloten(rij) / hoogst,
                "deel": rij["#toegekend"] / hoogst if _besloten(rij) else 0,
                **{kolom: rij[kolom] for kolom in kolommen},
            }
            for naam, rij in rijen
        ],
    }


def _besloten(rij: Rij) -> int:
    """Return how many decisions a row has; 0 when either number is hidden: half a bar says too little."""
    beide = rij["#toegekend"] and rij["#afgewezen"]
    return int(rij["#toegekend"] + rij["#afgewezen"]) if beide else 0


def _regelingen(tabel: Tabel) -> tuple[list[dict[str, Any]], list[Rij]]:
    """Return the rows with a number of grants, the most first, and the others."""
    alle = [rij for rij in _hele(tabel) if rij["rij"] != TOTAAL]
    groot = sorted((rij for rij in alle if rij["#toegekend"]), key=lambda rij: -rij["#toegekend"])
    hoogst = groot[0]["#toegekend"] if groot else 1
    rijen = [
        {
            "naam": zetbaar(rij["label"]),
            "balk": rij["#toegekend"] / hoogst,
            "euro": _euro(rij),
            **{kolom: rij[kolom] for kolom in ("beoordeeld", "toegekend", "afgewezen")},
        }
        for rij in groot
    ]
    return rijen, [rij for rij in alle if not rij["#toegekend"]]


def _namen(rijen: Iterable[Rij]) -> str:
    return zetbaar(", ".join(rij["label"] for rij in rijen))


def _euro(rij: Rij) -> str:
    if not rij["#euro"]:
        return "in natura" if rij["euro"].startswith("0") else rij["euro"]
    return f"{Geld(rij['#euro'] * 100).in_hele_euros()}{PLUS if rij['euro'].endswith(PLUS) else ''}"


def _bereik(rij: Rij) -> dict[str, Any]:
    grenzen = rij["minstens"], rij["hoogstens"]
    gebruik = grenzen[0] if grenzen[0] == grenzen[1] else f"{grenzen[0]} tot {grenzen[1]}"
    return {
        "naam": rij["label"],
        "gebruik": gebruik,
        "doelgroep": rij["doelgroep"],
        "procent": _procent(rij),
        "eerder": f"{rij['vergelijk']}%",
        "balk": min(rij["#procent"] / 100, 1),
        "streep": rij["#vergelijk"] / 100,
        "bron": rij["bron"],
    }


def _procent(rij: Rij) -> str:
    if rij["procent"] == "–":
        return "–"
    return f"{'vanaf ' if rij['procent'].endswith(PLUS) else ''}{rij['#procent']}%"


def _doelen(tabel: Tabel) -> list[dict[str, Any]]:
    return [_doel(rij) for rij in _rijen(tabel)]


def _doel(rij: Rij) -> dict[str, Any]:
    hoogst = max(rij["#doel"], rij["#hoog"], rij["#stand"], 1)
    te_vroeg = rij["verwacht"] == "–"
    return {
        "naam": rij["label"],
        "stand": rij["stand"],
        "verwacht": "te vroeg"
        if te_vroeg
        else f"{rij['verwacht']} ({_getal(rij['#laag'])} tot {_getal(rij['#hoog'])})",
        "doel": rij["doel"],
        "bron": rij["bron"],
        **_delen(rij, ("stand", "verwacht", "laag", "hoog", "doel"), hoogst),
    }


def _delen(rij: Rij, kolommen: Iterable[str], hoogst: int) -> dict[str, float]:
    return {f"deel_{kolom}": rij[f"#{kolom}"] / hoogst for kolom in kolommen}


def _daler(rij: Rij) -> str:
    cijfers = (
        f"{rij['bron']} hoogstens {rij['laatst']} toekenningen, minstens {rij['eerder']} in de drie "
        "telmaanden ervoor"
    )
    return zetbaar(f"{rij['label']}: {cijfers}.")


# --- debt help ---------------------------------------------------------------------------------------


def _schuldhulp(verslag: Verslag) -> list[tuple[str, str, str]]:
    """Return a line for each phase of debt help, with what of it can be shown; none without debt help."""
    namen = woorden()
    fasen = {rij["rij"]: rij["geteld"] for rij in _hele(verslag.tabellen["schuldhulp"])}
    erbij = {
        "instroom": _splits(verslag.tabellen["schuldhulp_instroom"], "aanmeldingen"),
        "gesprek": [
            *_splits(verslag.tabellen["schuldhulp_wachttijd"], "gesprekken"),
            *_mediaan(verslag.tabellen["schuldhulp_wachttijd"], "wachttijd"),
        ],
        "doorstroom": [
            *_splits(verslag.tabellen["schuldhulp_doorstroom"], "stappen"),
            *_splits(verslag.tabellen["schuldhulp_besluiten"], "besluiten"),
            *_splits(verslag.tabellen["schuldhulp_beslistermijn"], "besluiten", "besluit "),
            *_mediaan(verslag.tabellen["schuldhulp_beslistermijn"], "van gesprek tot besluit"),
        ],
        "uitstroom": _splits(verslag.tabellen["schuldhulp_uitstroom"], "uitgestroomd"),
    }
    return [
        (namen[f"schuldhulp.{fase}"], getal, zetbaar("; ".join(erbij[fase])))
        for fase, getal in fasen.items()
    ]


def _splits(tabel: Tabel, kolom: str, voor: str = "") -> list[str]:
    return [
        f"{voor}{rij['label'].lower()} {rij[kolom]}"
        for rij in _hele(tabel)
        if rij["rij"] not in (TOTAAL, SAMEN) and rij[f"#{kolom}"]
    ]


def _mediaan(tabel: Tabel, wat: str) -> list[str]:
    """Return the days that it took in the last month: they cannot be added up."""
    rijen = [rij for rij in _rijen(tabel) if rij["soort"] == "maand" and rij["rij"] == TOTAAL]
    laatste = rijen[-1] if rijen else {"mediaan": "–"}
    if laatste["mediaan"] == "–":
        return []
    weken = f"{laatste['van'].partition('-')[2]} tot en met {laatste['tot'].partition('-')[2]}"
    p90 = f", 90e percentiel {laatste['p90']}" if laatste["p90"] != "–" else ""
    return [f"{wat} in {weken}: mediaan {laatste['mediaan']} dagen{p90}"]
