"""How a cell becomes a value of the rules, in SQL, and what is wrong with it when it cannot."""

from __future__ import annotations

from dataclasses import dataclass

from consulent_app.regels.velden import Veld
from consulent_app.uitwisseling.bestand.bronnen import naam, tekst

JA = ("true", "ja", "j", "1", "waar")
NEE = ("false", "nee", "n", "0", "onwaar")
HEEL = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
GELD_VORM = r"\d{1,9}([.,]\d{1,2})?|\d{1,3}(\.\d{3}){1,2}(,\d{1,2})?"
CENTEN = r"[.,](\d{1,2})$"


@dataclass(frozen=True)
class Cel:
    """The SQL of a value (two for a birth date), of when the cell is wrong, and what to say then."""

    waarden: tuple[str, ...]
    fout: str | None
    reden: str


def schoon(veld: Veld, kolom: str, soort: str) -> Cel:
    """Return how the cells of this column, of this SQL type, become values of this field."""
    x = f"x.{naam(kolom)}"
    if soort != "VARCHAR":
        getypeerd = _getypeerd(veld, x, soort)
        if getypeerd is not None:
            return getypeerd
        x = f"{x}::varchar"
    return _tekst(veld, f"nullif(trim({x}), '')")


def elfproef(kolom: str) -> Cel:
    """Return when a burgerservicenummer is wrong: no rule reads it, a letter does."""
    v = f"nullif(trim(x.{naam(kolom)}::varchar), '')"
    n = f"try_cast({v} AS bigint)"
    # The weights are 9 to 2 and then -1.
    som = " + ".join(f"{macht + 1} * ({n} // {10**macht} % 10)" for macht in range(8, 0, -1))
    fout = f"(NOT regexp_full_match({v}, '\\d{{8,9}}') OR {n} = 0 OR ({som} - {n} % 10) % 11 <> 0)"
    return Cel((), fout, "is geen burgerservicenummer (de 11-proef klopt niet)")


def _getypeerd(veld: Veld, x: str, soort: str) -> Cel | None:
    """Return how a column with a type of its own is read; None when it is best read as text."""
    decimaal = soort.startswith("DECIMAL") or soort in ("DOUBLE", "FLOAT")
    if veld.soort == "geld" and (decimaal or soort in HEEL):
        centen = f"round({x} * 100)::bigint"
        te_fijn = f" OR abs({x} * 100 - round({x} * 100)) > 0.000001" if decimaal else ""
        return Cel(
            (centen,), f"({x} < 0 OR {x} > 999999999{te_fijn})", "is geen bedrag vanaf 0 in hele centen"
        )
    if veld.soort == "ja_nee" and soort == "BOOLEAN":
        return Cel((x,), None, "")
    if veld.soort in ("aantal", "maanden", "jaren") and soort in HEEL:
        return Cel((f"{x}::integer",), f"({x} < 0 OR {x} > 9999)", "is geen getal vanaf 0")
    if veld.soort == "datum" and soort in ("DATE", "TIMESTAMP"):
        dag = _getal(x)
        return Cel((dag, dag) if veld.sleutel == "geboortedatum" else (dag,), None, "")
    return None


def _getal(dag: str) -> str:
    return f"(year({dag}) * 10000 + month({dag}) * 100 + day({dag}))::integer"


def _tekst(veld: Veld, v: str) -> Cel:
    if veld.soort == "geld":
        heel = f"replace(regexp_replace({v}, '{CENTEN}', ''), '.', '')"
        centen = f"rpad(regexp_extract({v}, '{CENTEN}', 1), 2, '0')"
        waarde = f"try_cast({heel} AS bigint) * 100 + try_cast({centen} AS bigint)"
        return Cel((waarde,), f"NOT regexp_full_match({v}, '{GELD_VORM}')", "is geen bedrag, zoals 1283,83")
    if veld.soort == "ja_nee":
        return _ja_nee(v)
    if veld.sleutel == "geboortedatum":
        return _geboortedatum(v)
    if veld.soort == "datum":
        return Cel(
            (_getal(_dag(v)),),
            f"({v} IS NOT NULL AND {_dag(v)} IS NULL)",
            "is geen datum, zoals 2026-11-18",
        )
    if veld.soort in ("aantal", "maanden", "jaren"):
        fout = f"NOT regexp_full_match({v}, '\\d{{1,4}}')"
        return Cel((f"try_cast({v} AS integer)",), fout, "is geen getal vanaf 0")
    if veld.soort == "keuzes":
        return _keuzes(veld, v)
    if veld.soort == "keuze" and not veld.open_keuze and veld.opties:
        opties = ", ".join(tekst(optie) for optie in veld.opties)
        return Cel((v,), f"{v} NOT IN ({opties})", f"kan niet; kies uit {', '.join(veld.opties)}")
    return Cel((v,), None, "")


def _ja_nee(v: str) -> Cel:
    ja, nee = (", ".join(tekst(woord) for woord in woorden) for woorden in (JA, NEE))
    waarde = f"CASE WHEN lower({v}) IN ({ja}) THEN TRUE WHEN lower({v}) IN ({nee}) THEN FALSE END"
    return Cel((waarde,), f"lower({v}) NOT IN ({ja}, {nee})", "is geen ja of nee")


def _dag(v: str) -> str:
    iso = f"try_cast(CASE WHEN regexp_full_match({v}, '\\d{{4}}-\\d{{2}}-\\d{{2}}') THEN {v} END AS date)"
    nl = f"CASE WHEN regexp_full_match({v}, '\\d{{1,2}}-\\d{{1,2}}-\\d{{4}}') THEN {v} END"
    nl = f"try_strptime({nl}, '%d-%m-%Y')"
    return f"coalesce({iso}, {nl}::date)"


def _geboortedatum(v: str) -> Cel:
    """A year, or a year and a month, lies between two dates."""
    heel = _getal(_dag(v))
    jaar, maand = (
        f"regexp_full_match({v}, '\\d{{4}}')",
        f"regexp_full_match({v}, '\\d{{4}}-(0[1-9]|1[0-2])')",
    )
    eerste = f"CASE WHEN {jaar} THEN {v} || '-01-01' WHEN {maand} THEN {v} || '-01' END"
    vroegst = f"try_cast({eerste} AS date)"
    laatst = (
        f"try_cast(CASE WHEN {jaar} THEN {v} || '-12-31'"
        f" WHEN {maand} THEN last_day(try_cast({v} || '-01' AS date))::varchar END AS date)"
    )
    v_, l_ = f"coalesce({heel}, {_getal(vroegst)})", f"coalesce({heel}, {_getal(laatst)})"
    return Cel(
        (v_, l_),
        f"({v} IS NOT NULL AND {v_} IS NULL)",
        "is geen geboortedatum, zoals 1985-03-01, 1985-03 of 1985",
    )


def _keuzes(veld: Veld, v: str) -> Cel:
    woorden = f"regexp_split_to_array({v}, '[|;, ]+')"
    opties = ", ".join(tekst(optie) for optie in veld.opties)
    waarde = f"CASE WHEN {v} = 'geen' THEN '' ELSE '|' || array_to_string({woorden}, '||') || '|' END"
    fout = f"({v} <> 'geen' AND NOT list_has_all([{opties}], {woorden}))"
    return Cel((waarde,), fout, f"kan niet; kies uit geen, {', '.join(veld.opties)}")
