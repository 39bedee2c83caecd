"""The tables once more, in plain SQL on the facts as they come from the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pandas as pd

from consulent_app.tellingen.feiten import Telfeiten
from consulent_app.tellingen.tabellen import Tabel
from consulent_app.tellingen.weken import EINDEN

FEITEN = """
CREATE VIEW f AS SELECT *,
  format('{:04d}-W{:02d}', isoyear(dag::DATE), week(dag::DATE)) AS week,
  (SELECT min(m.nr) FROM maanden m WHERE week(dag::DATE) <= m.eind) AS maand,
  CASE WHEN moment IN ('correctie', 'intrekking') THEN 'correctie'
       WHEN moment = 'voorstel' THEN 'voorstel'
       WHEN uitkomst IN ('toegekend', 'afgewezen', 'aanvraag') THEN uitkomst
       WHEN uitkomst IN ('onbekend', 'te_beslissen', 'bedrag_volgt') THEN 'open'
       ELSE 'anders' END AS kolom
FROM feiten WHERE isoyear(dag::DATE) = 2026
"""
STAPPEN = """
CREATE VIEW s AS SELECT *, (SELECT min(m.nr) FROM maanden m WHERE week(dag::DATE) <= m.eind) AS maand
FROM stappen WHERE isoyear(dag::DATE) = 2026
"""
#: Debt help: of each step of a household in a month, how often it was counted less how often taken back.
SCHULDHULP = """
CREATE VIEW d AS SELECT maand, huishouden, soort, wat, sum(keer) AS keer FROM (
  SELECT maand, huishouden, regexp_extract(wat, '^[^/]*') AS soort, regexp_extract(wat, '/(.*)$', 1) AS wat,
    -1 AS keer
  FROM s WHERE soort = 'schuldhulp_correctie'
  UNION ALL
  SELECT maand, huishouden, soort, wat, 1 FROM s
  WHERE starts_with(soort, 'schuldhulp_') AND soort <> 'schuldhulp_correctie'
) GROUP BY ALL
"""
TOTAAL = "'totaal'"


def per_kolom(waar: str, rij: str) -> str:
    return f"SELECT {waar}, {rij}, kolom, count(*) FROM f WHERE kolom <> 'correctie' GROUP BY ALL"


def beoordeeld(waar: str, rij: str) -> str:
    return f"SELECT {waar}, {rij}, 'beoordeeld', count(*) FROM f WHERE kolom <> 'correctie' GROUP BY ALL"


def drie(rij: str) -> str:
    return f"""
    SELECT maand, {rij}, CASE WHEN kolom IN ('toegekend', 'afgewezen') THEN kolom ELSE 'overig' END AS k,
      count(*) FROM f WHERE kolom <> 'correctie' GROUP BY ALL"""


def wijze(waar: str, rij: str) -> str:
    return f"""
    SELECT {waar}, {rij}, CASE wijze WHEN 'aanvraag' THEN 'op_aanvraag' ELSE wijze END AS w, count(*)
    FROM f WHERE kolom = 'toegekend' GROUP BY ALL"""


def euro(waar: str) -> str:
    return f"""
    SELECT {waar}, regeling, 'euro', 100 * ((sum(cent) + 5000) // 10000)
    FROM f WHERE kolom = 'toegekend' GROUP BY ALL"""


def toegekend(wie: str) -> str:
    return f"""
    (SELECT *, row_number() OVER (PARTITION BY {wie} ORDER BY dag, nr) AS keer
     FROM f WHERE kolom = 'toegekend')"""


def keer(rij: str) -> str:
    return f"""
    SELECT maand, {rij}, CASE keer WHEN 1 THEN 'eerste' ELSE 'opnieuw' END AS k, count(*)
    FROM {toegekend("huishouden, persoon, regeling")} GROUP BY ALL"""


def correctie(rij: str) -> str:
    return f"SELECT maand, {rij}, 'correctie', count(*) FROM f WHERE kolom = 'correctie' GROUP BY ALL"


def bereikt(naam: str, som: str) -> str:
    return f"""
    SELECT maand, 'totaal', '{naam}', {som} FROM {toegekend("huishouden")} WHERE keer = 1 GROUP BY ALL"""


BESLUIT = """
(SELECT DISTINCT ON (huishouden, dag) maand, CASE WHEN eerste_contact = '' THEN NULL
   ELSE datediff('day', eerste_contact::DATE, dag::DATE) END AS d
 FROM f WHERE moment = 'besluit' ORDER BY huishouden, dag, nr)"""
TERMIJN = """
CASE WHEN d IS NULL THEN 'eerste contact onbekend'
     WHEN d <= 56 THEN 'binnen acht weken' ELSE 'langer dan acht weken' END"""
NOG_OPEN = """
SELECT m.nr, 'totaal', 'nog_open', count(*) FROM maanden m,
  (SELECT b.huishouden, min(b.maand) AS begin,
     (SELECT min(f.maand) FROM f WHERE f.huishouden = b.huishouden AND f.moment = 'besluit') AS eind
   FROM s b WHERE b.soort = 'begonnen' GROUP BY ALL) h
WHERE h.begin <= m.nr AND (h.eind IS NULL OR h.eind > m.nr) GROUP BY ALL"""


def duur(naam: str, deel: float) -> str:
    return f"""
    SELECT maand, 'totaal', '{naam}', round_even(quantile_cont(d, {deel}), 0) FROM {BESLUIT} GROUP BY ALL"""


def stap(soort: str, kolom: str, rij: str) -> str:
    return f"SELECT maand, {rij}, '{kolom}', count(*) FROM s WHERE soort = '{soort}' GROUP BY ALL"


def afgewezen(rij: str) -> str:
    return f"""
    SELECT maand, {rij}, 'afgewezen', count(*) FROM
      (SELECT maand, f.regeling, (SELECT wat FROM redenen r WHERE r.feit = f.nr AND r.soort = 'afwijzing'
         ORDER BY r.volgorde LIMIT 1) AS reden
       FROM f WHERE kolom = 'afgewezen') GROUP BY ALL"""


FASEN = (
    ("instroom", "aanmelding"), ("gesprek", "gesprek"), ("doorstroom", "doorstroom"),
    ("uitstroom", "uitstroom"),
)  # fmt: skip
CRISIS = """
SELECT maand, {rij}, 'aanmeldingen', count(*) FROM (SELECT a.maand, CASE
    WHEN bool_or(c.wat = 'wet') THEN 'wet' WHEN bool_or(c.wat = 'gemeente') THEN 'gemeente'
    ELSE 'geen' END k
  FROM d a LEFT JOIN d c ON c.maand = a.maand AND c.huishouden = a.huishouden AND c.keer > 0
    AND c.soort = 'schuldhulp_crisis'
  WHERE a.soort = 'schuldhulp_aanmelding' AND a.keer > 0 GROUP BY a.maand, a.huishouden)
GROUP BY ALL"""


def fase(naam: str, soort: str) -> list[str]:
    return [
        f"""SELECT maand, '{naam}', '{kolom}', sum(abs(keer)) FROM d
            WHERE soort = 'schuldhulp_{soort}' AND keer {wat} 0 GROUP BY ALL"""
        for kolom, wat in (("geteld", ">"), ("correctie", "<"))
    ]


def schuldhulp(soort: str, kolom: str, rij: str, som: str = "sum(keer)") -> str:
    return f"""
    SELECT maand, {rij}, '{kolom}', {som} FROM d
    WHERE soort = 'schuldhulp_{soort}' AND keer > 0 GROUP BY ALL"""


BESLIST = "(SELECT * FROM d WHERE soort = 'schuldhulp_doorstroom' AND wat LIKE '%beschikking' AND keer > 0)"
TERMIJN_SCHULDHULP = f"""
(SELECT b.maand, coalesce(max(t.wat), '') AS wat, max(j.wat)::INT AS dagen
 FROM {BESLIST} b
 LEFT JOIN d t ON (t.maand, t.huishouden, t.soort) = (b.maand, b.huishouden, 'schuldhulp_besluit')
   AND t.keer > 0
 LEFT JOIN d j ON (j.maand, j.huishouden, j.soort) = (b.maand, b.huishouden, 'schuldhulp_besluittijd')
   AND j.keer > 0 AND t.wat IS NOT NULL
 GROUP BY b.maand, b.huishouden)"""
STAP_VERDER = "CASE WHEN wat LIKE '%beschikking' THEN 'besluit' ELSE wat END"


def beslistermijn(kolom: str, rij: str, som: str) -> str:
    return f"SELECT maand, {rij}, '{kolom}', {som} FROM {TERMIJN_SCHULDHULP} GROUP BY ALL"


def wachttijd(naam: str, deel: float) -> str:
    return f"""
    SELECT maand, 'totaal', '{naam}', round_even(quantile_cont(wat::INT, {deel}), 0) FROM d
    WHERE soort = 'schuldhulp_wachttijd' AND keer > 0 AND (maand, huishouden) IN (
      SELECT (g.maand, g.huishouden) FROM d g WHERE g.soort = 'schuldhulp_gesprek' AND g.keer > 0)
    GROUP BY ALL"""


VRAGEN: dict[str, list[str]] = {
    "weken": [per_kolom("week", "week"), beoordeeld("week", "week")],
    "weken_regelingen": [per_kolom("week", "regeling"), wijze("week", "regeling"), euro("week")],
    "regelingen": [
        *(
            vraag
            for rij in ("regeling", TOTAAL)
            for vraag in (
                per_kolom("maand", rij), beoordeeld("maand", rij), wijze("maand", rij), keer(rij),
                correctie(rij),
            )
        ),
        euro("maand"),
    ],
    **{
        naam: [vraag for rij in (naam, TOTAAL) for vraag in (drie(rij), beoordeeld("maand", rij))]
        for naam in ("plaats", "gebied", "huishoudtype", "taal", "leeftijd")
    },
    "bereikt": [
        bereikt("huishoudens", "count(*)"), bereikt("personen", "sum(personen)"),
        bereikt("kinderen", "sum(kinderen)"), bereikt("volwassenen", "sum(personen - kinderen)"),
    ],
    "doorlooptijd": [
        f"SELECT maand, {TERMIJN}, 'besluiten', count(*) FROM {BESLUIT} GROUP BY ALL",
        f"SELECT maand, 'totaal', 'besluiten', count(*) FROM {BESLUIT} GROUP BY ALL",
        duur("mediaan", 0.5),
        duur("p90", 0.9),
    ],
    "dossiers": [
        """SELECT maand, 'totaal', 'begonnen', count(DISTINCT huishouden)
           FROM s WHERE soort = 'begonnen' GROUP BY ALL""",
        NOG_OPEN,
    ],
    "verwijzingen": [
        stap(soort, kolom, rij)
        for soort, kolom in (("verwijzing", "verwezen"), ("nagegaan", "nagegaan"))
        for rij in ("wat", TOTAAL)
    ],
    "nazorg": [stap("nazorg", "nagevraagd", rij) for rij in ("wat", TOTAAL)],
    "afwijzingen": [afgewezen("regeling || '/' || reden"), afgewezen(TOTAAL)],
    "onbekend": [
        """SELECT maand, wat, 'oordelen', count(DISTINCT nr) FROM f JOIN redenen r ON r.feit = f.nr
           WHERE r.soort = 'onbekend' GROUP BY ALL"""
    ],
    "schuldhulp": [vraag for naam, soort in FASEN for vraag in fase(naam, soort)],
    "schuldhulp_instroom": [CRISIS.format(rij=rij) for rij in ("k", TOTAAL)],
    "schuldhulp_wachttijd": [
        *(schuldhulp("gesprek", "gesprekken", rij) for rij in ("wat", TOTAAL)),
        wachttijd("mediaan", 0.5), wachttijd("p90", 0.9),
    ],
    "schuldhulp_doorstroom": [schuldhulp("doorstroom", "stappen", rij) for rij in (STAP_VERDER, TOTAAL)],
    "schuldhulp_besluiten": [
        f"SELECT maand, {rij}, 'besluiten', sum(keer) FROM {BESLIST} GROUP BY ALL"
        for rij in ("wat", TOTAAL)
    ],
    "schuldhulp_beslistermijn": [
        *(beslistermijn("besluiten", rij, "count(*)") for rij in ("wat", TOTAAL)),
        beslistermijn("mediaan", TOTAAL, "round_even(quantile_cont(dagen, 0.5), 0)"),
        beslistermijn("p90", TOTAAL, "round_even(quantile_cont(dagen, 0.9), 0)"),
    ],
    "schuldhulp_uitstroom": [schuldhulp("uitstroom", "uitgestroomd", rij) for rij in ("wat", TOTAAL)],
    "schuldhulp_contact": [
        schuldhulp("contactpoging", "pogingen", "wat"),
        schuldhulp("contactpoging", "bij_huishoudens", "wat", "count(DISTINCT huishouden)"),
    ],
}  # fmt: skip
#: Days and euro are no numbers of people.
GEEN_MENSEN = ("mediaan", "p90", "euro")


@contextmanager
def bank_van(bron: Telfeiten) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database with the facts of 2026 as text, and nothing that the product made of them."""
    feiten = bron.feiten.drop(columns="vervangt")
    with duckdb.connect() as bank:
        bank.register("feiten", als_tekst(feiten))
        bank.register("redenen", als_tekst(bron.redenen).assign(volgorde=range(len(bron.redenen))))
        bank.register("stappen", als_tekst(bron.stappen))
        bank.register("maanden", pd.DataFrame({"nr": range(1, 13), "eind": EINDEN}))
        for blik in (FEITEN, STAPPEN, SCHULDHULP):
            bank.execute(blik)
        yield bank


def als_tekst(rijen: pd.DataFrame) -> pd.DataFrame:
    soorten = [naam for naam in rijen if isinstance(rijen[naam].dtype, pd.CategoricalDtype)]
    return rijen.astype(dict.fromkeys(soorten, "object"))


def in_sql(bank: duckdb.DuckDBPyConnection, naam: str) -> dict[tuple[str, str, str], int]:
    """Return every number of a table by first week, row and column."""
    uit = {}
    for vraag in VRAGEN[naam]:
        for wanneer, rij, kolom, aantal in bank.execute(vraag).fetchall():
            van = wanneer if isinstance(wanneer, str) else f"2026-W{([0, *EINDEN][wanneer - 1] + 1):02d}"
            uit[van, "" if naam == "weken" else rij, kolom] = int(aantal)
    return uit


def vergelijk(bank: duckdb.DuckDBPyConnection, tabel: Tabel) -> tuple[int, int]:
    """Hold each number that is shown against SQL, and each that is small; return how many there were."""
    sql, gezien, verborgen = in_sql(bank, tabel.naam), 0, 0
    for plek, rij in enumerate(tabel.cijfers.to_dict("records")):
        if rij["soort"] == "periode" or rij.get("rij") == "samen":
            continue
        for kolom in tabel.kolommen:
            teken, sleutel = tabel.tekens[kolom].iloc[plek], (rij["van"], rij.get("rij", ""), kolom)
            if teken == "" and sleutel[1:] != ("totaal", "euro"):
                assert rij[kolom] == sql.get(sleutel, 0), (tabel.naam, sleutel)
                assert kolom in GEEN_MENSEN or rij[kolom] >= 10
                gezien += 1
            elif teken == "<10" and kolom not in GEEN_MENSEN:
                assert sql.get(sleutel, 0) < 10, (tabel.naam, sleutel)
                verborgen += 1
    return gezien, verborgen
