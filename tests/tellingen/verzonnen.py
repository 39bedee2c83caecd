"""Made-up facts with a fixed seed, in the columns in which the store gives them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd

from consulent_app.besluiten.schuldhulp import CONTACTSOORTEN, UITSTROOMREDENEN
from consulent_app.tellingen.feiten import FEIT, REDEN, STAP, Telfeiten

#: Id, name, for whom, how often it comes by, cents.
REGELINGEN = (
    ("individuele_inkomenstoeslag", "Individuele inkomenstoeslag", "huishouden", 12, 42_000),
    ("bijzondere_bijstand", "Bijzondere bijstand", "huishouden", 14, 31_550),
    ("maatschappelijke_activiteiten", "Maatschappelijke activiteiten volwassenen", "persoon", 16, 7_500),
    ("collectieve_zorgverzekering", "Collectieve zorgverzekering", "persoon", 15, 24_000),
    ("kwijtschelding", "Kwijtschelding gemeentelijke belastingen", "huishouden", 18, 54_492),
    ("kindpakket_fiets", "Kindpakket: fiets", "kind", 5, 24_800),
    ("kindpakket_computer", "Kindpakket: computer, laptop of tablet", "kind", 4, 35_000),
    ("kindpakket_schoolkosten", "Kindpakket: schoolkosten", "kind", 9, 27_000),
    ("studietoeslag", "Studietoeslag", "persoon", 1, 462_168),
    ("babypakket", "Babypakket", "huishouden", 0.4, 0),
    ("jeugdfonds_sport", "Jeugdfonds Sport", "kind", 5, 0),
)
UITKOMSTEN = (
    "toegekend", "afgewezen", "aanvraag", "onbekend", "te_beslissen", "krijgt_al", "niet_gevraagd",
)  # fmt: skip
REDENEN = ("inkomen_nu", "leeftijd", "niet_eerder", "vermogen_iit")
VRAGEN = ("personen[].inkomen", "woning.huur", "personen[].studie")
VERWIJZINGEN = ("schuldhulp", "voedselbank", "jeugdfonds", "sociaal_raadslieden")
KENMERKEN = {
    "plaats": {
        "serviceplein": 0.5, "wijkspreekuur": 0.2, "huisbezoek": 0.04, "telefoon": 0.06, "bestand": 0.2,
    },
    "gebied": {
        "1961": 0.2, "1962": 0.2, "1963": 0.15, "1964": 0.2, "1965": 0.2, "1966": 0.02, "": 0.03,
    },
    "taal": {"nl": 0.7, "ar": 0.1, "pl": 0.08, "uk": 0.07, "ti": 0.03, "so": 0.02},
    "leeftijd": {"<27": 0.1, "27-44": 0.4, "45-AOW": 0.33, "AOW+": 0.16, "": 0.01},
}  # fmt: skip
CONTACTKANS, UITSTROOMKANS = (0.5, 0.2, 0.15, 0.1, 0.05), (0.5, 0.15, 0.2, 0.1, 0.05)
BEGIN, EIND = date(2025, 12, 29), date(2027, 1, 3)


def feiten(
    aantal: int = 8_000, zaad: int = 7, begin: date = BEGIN, eind: date = EIND, regelingen=REGELINGEN
) -> Telfeiten:
    """Return about so many judgements, spread over the days from `begin` to `eind`."""
    kans = np.random.default_rng(zaad)
    huishoudens = _huishoudens(kans, max(aantal // 4, 20))
    gewicht = np.array([regeling[3] for regeling in regelingen], dtype=float)
    wie = kans.integers(0, len(huishoudens), aantal)
    welke = kans.choice(len(regelingen), aantal, p=gewicht / gewicht.sum())
    rijen = huishoudens.iloc[wie].reset_index(drop=True)
    dag = kans.integers(0, (eind - begin).days + 1, aantal)
    rijen["dag"] = [(begin + timedelta(days=int(d))).isoformat() for d in dag]
    rijen["eerste_contact"] = [
        (begin + timedelta(days=int(d - w))).isoformat()
        for d, w in zip(dag, kans.gamma(2, 12, aantal).astype(int), strict=True)
    ]
    rijen["eerste_contact"] = rijen["eerste_contact"].where(kans.random(aantal) > 0.03, "")
    for plek, naam in enumerate(("regeling", "naam")):
        rijen[naam] = [regelingen[r][plek] for r in welke]
    voor = np.array([regeling[2] for regeling in regelingen])[welke]
    rijen["kind"] = (voor == "kind").astype(int)
    rijen["persoon"] = np.where(
        voor == "huishouden", "", "p" + pd.Series(kans.integers(1, 4, aantal)).astype(str)
    )
    rijen["uitkomst"] = kans.choice(UITKOMSTEN, aantal, p=(0.44, 0.1, 0.16, 0.12, 0.04, 0.08, 0.06))
    rijen["moment"] = kans.choice(
        ("besluit", "voorstel", "aanvraag", "correctie"), aantal, p=(0.83, 0.1, 0.05, 0.02)
    )
    toegekend = rijen["uitkomst"] == "toegekend"
    rijen["wijze"] = np.where(
        toegekend, kans.choice(("ambtshalve", "aanvraag", "maatwerk"), aantal, p=(0.55, 0.42, 0.03)), ""
    )
    rijen["cent"] = np.where(toegekend, [regelingen[r][4] for r in welke], 0)
    rijen = rijen.sort_values("dag", kind="stable").reset_index(drop=True)
    rijen["nr"], rijen["vervangt"], rijen["pakket"] = rijen.index + 1, None, "heemskerk 2026.2"
    return Telfeiten(rijen[list(FEIT)], _redenen(kans, rijen), _stappen(kans, rijen, huishoudens))


def _huishoudens(kans: np.random.Generator, aantal: int) -> pd.DataFrame:
    kinderen = kans.choice((0, 1, 2, 3), aantal, p=(0.55, 0.2, 0.17, 0.08))
    volwassenen = kans.choice((1, 2), aantal, p=(0.65, 0.35))
    soort = np.select(
        [(kinderen == 0) & (volwassenen == 1), kinderen == 0, volwassenen == 1],
        ["alleenstaande", "paar", "alleenstaande_ouder"], "paar_met_kinderen",
    )  # fmt: skip
    return pd.DataFrame({
        "huishouden": [f"h{nummer:06d}" for nummer in range(aantal)],
        "personen": volwassenen + kinderen, "kinderen": kinderen, "huishoudtype": soort,
        **{
            naam: kans.choice(list(waarden), aantal, p=list(waarden.values()))
            for naam, waarden in KENMERKEN.items()
        },
    })  # fmt: skip


def _redenen(kans: np.random.Generator, rijen: pd.DataFrame) -> pd.DataFrame:
    uit = []
    for nr, uitkomst in zip(rijen["nr"], rijen["uitkomst"], strict=True):
        if uitkomst == "afgewezen":
            uit += [(nr, "afwijzing", wat) for wat in kans.choice(REDENEN, 2, replace=False)]
        elif uitkomst == "onbekend":
            uit.append((nr, "onbekend", str(kans.choice(VRAGEN))))
    return pd.DataFrame(uit, columns=list(REDEN))


def _stappen(kans: np.random.Generator, rijen: pd.DataFrame, huishoudens: pd.DataFrame) -> pd.DataFrame:
    eerste = rijen.drop_duplicates("huishouden")
    delen = [eerste[["huishouden", "dag"]].assign(soort="begonnen", wat="")]
    for soort, kans_op, wat in (
        ("verwijzing", 0.3, VERWIJZINGEN),
        ("nazorg", 0.2, ("gekregen", "aangevraagd", "niets_gedaan")),
        ("nagegaan", 0.2, VERWIJZINGEN),
    ):
        deel = eerste[kans.random(len(eerste)) < kans_op][["huishouden", "dag"]]
        delen.append(deel.assign(soort=soort, wat=kans.choice(wat, len(deel))))
    eerste_dag = dict(zip(eerste["huishouden"], eerste["dag"], strict=True))
    delen.append(schuldhulp(kans, eerste_dag))
    stappen = pd.concat(delen).sort_values("dag", kind="stable").reset_index(drop=True)
    return stappen.assign(nr=stappen.index + 1)[list(STAP)]


def schuldhulp(kans: np.random.Generator, eerste_dag: dict[str, str]) -> pd.DataFrame:
    """Make the steps of debt help of two in five households, some taken back, the same month or later."""
    rijen: list[tuple[str, str, str, str]] = []
    for wie, tekst in eerste_dag.items():
        if kans.random() < 0.4:
            begin = date.fromisoformat(tekst)
            for na, soort, wat in _traject(kans):
                dag = (begin + timedelta(days=int(na))).isoformat()
                rijen.append((wie, dag, f"schuldhulp_{soort}", wat))
                if kans.random() < 0.08:
                    later = (begin + timedelta(days=int(na) + int(kans.integers(0, 40)))).isoformat()
                    terug = f"schuldhulp_{soort}/{wat}" if wat else f"schuldhulp_{soort}"
                    rijen.append((wie, later, "schuldhulp_correctie", terug))
    return pd.DataFrame(rijen, columns=["huishouden", "dag", "soort", "wat"])


def _traject(kans: np.random.Generator) -> Iterator[tuple[int, str, str]]:
    """Yield after how many days which step."""
    yield 0, "aanmelding", ""
    if kans.random() < 0.2:
        yield 0, "crisis", str(kans.choice(("wet", "gemeente")))
    for poging in range(int(kans.integers(0, 4))):
        yield poging, "contactpoging", str(kans.choice(list(CONTACTSOORTEN)[:5], p=CONTACTKANS))
    if kans.random() < 0.8:
        gesprek = int(kans.gamma(3, 6))
        term = "op_tijd" if gesprek <= 28 else "te_laat"
        bekend = kans.random() < 0.96
        yield gesprek, "gesprek", term if bekend else ""
        if bekend:
            yield gesprek, "wachttijd", str(gesprek)
        for wat, deel in (("doorverwezen", 0.3), ("plan_van_aanpak", 0.5)):
            if kans.random() < deel:
                yield gesprek + 14, "doorstroom", wat
        if kans.random() < 0.6:
            na = int(kans.gamma(5, 8))
            besluit = kans.choice(("Toelatingsbeschikking", "Afwijzingsbeschikking"), p=(0.75, 0.25))
            yield gesprek + na, "doorstroom", str(besluit)
            yield gesprek + na, "besluit", "op_tijd" if na <= 56 else "te_laat"
            yield gesprek + na, "besluittijd", str(na)
    if kans.random() < 0.5:
        yield 60, "uitstroom", str(kans.choice(list(UITSTROOMREDENEN)[:5], p=UITSTROOMKANS))
