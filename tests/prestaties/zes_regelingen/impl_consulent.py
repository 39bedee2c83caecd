"""The six schemes by this engine, for the comparison: SQL for the file, `toets` for one household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from consulent_app.huishouden.datums import Geboortedatum
from consulent_app.huishouden.geld import Geld
from consulent_app.regels.lees_pakket import lees_pakket
from consulent_app.regels.sql.dialect import DUCKDB
from consulent_app.regels.sql.programma import compileer
from consulent_app.regels.sql.vertaler import Vulling
from consulent_app.regels.toets import toets

NAME = "consulent"
PEIL = date(2026, 1, 1)
DAG = "(year(dag) * 10000 + month(dag) * 100 + day(dag))"
PERSOON = (
    "SELECT hh, nr AS pp, '' AS huishouden_id, '' AS persoon_id, CASE WHEN kind THEN 'kind' WHEN eerste"
    f" THEN 'aanvrager' ELSE 'partner' END AS rol, {DAG} AS geboortedatum_v, {DAG} AS geboortedatum_l,"
    " inkomen, bezit, student FROM (SELECT *, DATE '1970-01-01' + geboren AS dag FROM bron_personen)"
)
HUISHOUDEN = (
    "SELECT hh, '' AS huishouden_id, maanden AS maanden_laag, lasten AS lokale_lasten FROM bron_huizen"
)
KOLOMMEN = {
    "huishoudens": ("maanden_laag", "lokale_lasten"),
    "personen": ("geboortedatum", "inkomen", "bezit", "student"),
}


def setup(onbekend: bool = False) -> Any:
    pakket = lees_pakket(Path(__file__).parent / "pakket")
    overal = frozenset() if onbekend else frozenset((t, k) for t, ks in KOLOMMEN.items() for k in ks)
    return pakket, compileer(pakket, PEIL, DUCKDB, Vulling(overal))


def run(state: Any, d: dict[str, Any], masks: dict[str, Any] | None = None) -> dict[str, Any]:
    _, programma = state
    bank = duckdb.connect(config={"disabled_optimizers": "partial_aggregate_pushdown", "threads": 2})
    bank.execute("SET preserve_insertion_order=false")
    geboren = d["p_geboren"].astype(np.int32)
    eerste = np.zeros(len(geboren), bool)
    eerste[d["h_first"][:-1]] = True
    personen = {
        "hh": d["p_household"], "nr": np.arange(len(geboren), dtype=np.int32), "kind": d["p_kind"],
        "eerste": eerste, "geboren": geboren, "inkomen": d["p_inkomen"], "bezit": d["p_vermogen"],
        "student": d["p_student"],
    }  # fmt: skip
    aantal = len(d["h_lokale_lasten"])
    huizen = {
        "hh": np.arange(aantal, dtype=np.int32),
        "maanden": d["h_maanden_laag"],
        "lasten": d["h_lokale_lasten"],
    }
    bank.register("bron_personen", personen)
    bank.register("bron_huizen", huizen)
    bank.execute(f"CREATE TEMP VIEW personen AS {PERSOON}")
    bank.execute(f"CREATE TEMP VIEW huishoudens AS {HUISHOUDEN}")
    kolommen = programma.kolommen["huishoudens"]
    opdracht = dict(programma.plan.stappen)[programma.plan.laatste["huishoudens"]]
    # One column of bits for the rights: putting columns in the order of the file is what costs here.
    kolom = [[kolommen[f"{o.regeling.id}__{k}"] for k in ("status", "bedrag")] for o in programma.oordelen]
    bits = " + ".join(f"({status} = 1)::integer * {1 << i}" for i, (status, _) in enumerate(kolom))
    cent = [f"coalesce({bedrag}, 0)::integer" for _, bedrag in kolom]
    # Two amounts in one number, for the same reason.
    paren = ", ".join(
        f"{een} + ({ander}::bigint << 32) AS b{i}"
        for i, (een, ander) in enumerate(zip(cent[::2], cent[1::2], strict=True))
    )
    uit = bank.execute(f"SELECT hh, ({bits})::utinyint AS recht, {paren} FROM ({opdracht})").fetchnumpy()
    hh = uit["hh"]
    recht = np.empty(aantal, np.uint8)
    recht[hh] = uit["recht"]
    resultaat = {}
    for i in range(len(cent) // 2):
        paar = np.empty(aantal, np.int64)
        paar[hh] = uit[f"b{i}"]
        for j, bedrag in enumerate(paar.view("<i4").reshape(aantal, 2).T):
            regeling = programma.oordelen[2 * i + j].regeling.id
            resultaat[regeling] = ((recht >> (2 * i + j) & 1).astype(bool), bedrag)
    bank.close()
    return resultaat


# --- one household -----------------------------------------------------------------------------------


@dataclass(slots=True)
class Persoon:
    id: str
    rol: str
    geboortedatum: Geboortedatum
    inkomen: Geld
    bezit: Geld
    student: bool
    voornaam: str | None = None


@dataclass(slots=True)
class Huis:
    maanden_laag: int
    lokale_lasten: Geld


@dataclass(slots=True)
class Zaak:
    personen: tuple[Persoon, ...]
    huishouden: Huis
    peildatum: date = PEIL
    intake_id: str | None = None


def prepare_single(d: dict[str, Any], i: int) -> Zaak:
    a, b = int(d["h_first"][i]), int(d["h_first"][i + 1])
    personen = []
    for k in range(a, b):
        geboren = d["p_geboren"][k].astype(object)
        rol = "kind" if d["p_kind"][k] else "aanvrager" if k == a else "partner"
        personen.append(
            Persoon(
                f"p{k - a}", rol, Geboortedatum(geboren.year, geboren.month, geboren.day),
                Geld(int(d["p_inkomen"][k])), Geld(int(d["p_vermogen"][k])), bool(d["p_student"][k]),
            )
        )  # fmt: skip
    return Zaak(tuple(personen), Huis(int(d["h_maanden_laag"][i]), Geld(int(d["h_lokale_lasten"][i]))))


def run_single(state: Any, zaak: Any, trace: bool = False) -> Any:
    oordeel = toets(zaak, state[0])
    return [u.als_json() for u in oordeel.uitkomsten] if trace else oordeel
