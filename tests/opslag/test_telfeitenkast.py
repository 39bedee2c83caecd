"""Facts in the store: beside what they tell of, once, for good, and of nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.dossiers import bewaar_brieven, rond_af
from consulent_app.acties.tellen import teltabellen
from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.aanleiding import Aanleiding
from consulent_app.besluiten.behandeling import Afwijsgesprek, Behandeling, Maatwerk
from consulent_app.besluiten.schuldhulp import Schuldhulp
from consulent_app.besluiten.telfeiten import Telling
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.telrijen import FEIT, REDEN, STAP
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker, Nieuwstuk
from tests.telling import (
    ALTIJD,
    FIETS,
    IEMAND,
    INKOMENSTOESLAG,
    TELLING,
    Klok,
    als_rijen,
    brieven,
    feiten,
    geplant,
    gezin,
    rijen,
    stappen,
)

BRIEF = Nieuwstuk("beschikking", "beschikking.pdf", b"%PDF", {}, date(2026, 11, 18))


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def kast(map_: Path, wachtwoord: str, goedkoop: Argon2, klok: Klok) -> Any:
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop, klok=klok) as kast:
        yield kast


@pytest.fixture
def werkplek(kast: Dossierkast) -> Werkplek:
    return Werkplek(kast, kast.medewerker)


@pytest.fixture
def dossier(kast: Dossierkast, document: dict[str, Any]) -> str:
    return kast.nieuw(document).id


def kort(kast: Dossierkast) -> list[tuple[Any, ...]]:
    return [(f["moment"], f["regeling"], f["uitkomst"], f["vervangt"]) for f in feiten(kast)]


def met(*delen: Any) -> Telling:
    return replace(TELLING, feiten=delen)


def test_een_besluit_telt_in_de_week_waarin_het_genomen_is(
    werkplek: Werkplek, kast: Dossierkast, dossier: str, klok: Klok
) -> None:
    klok.nu += timedelta(days=9)
    werkplek.besluit(dossier, [BRIEF], [], TELLING)
    fiets, inkomen, computer = feiten(kast)
    assert (fiets["dag"], fiets["eerste_contact"]) == ("2026-11-27", "2026-11-18")
    assert (fiets["cent"], fiets["kind"], fiets["wijze"], fiets["vervangt"]) == (
        10000,
        1,
        "ambtshalve",
        None,
    )
    assert [fiets[k] for k in ("personen", "kinderen", "plaats", "gebied", "huishoudtype", "taal")] == [
        3, 2, "wijkspreekuur", "1964", "alleenstaande_ouder", "ar",
    ]  # fmt: skip
    assert fiets["persoon"] == computer["persoon"] != "" == inkomen["persoon"]
    assert rijen(kast).redenen == [(computer["nr"], "afwijzing", "eerder")]
    assert stappen(kast) == [("2026-11-18", "begonnen", ""), ("2026-11-27", "verwijzing", "Raadslieden")]


def test_een_periode_heeft_zijn_eerste_en_laatste_dag(
    werkplek: Werkplek, kast: Dossierkast, dossier: str
) -> None:
    werkplek.besluit(dossier, [], [], TELLING)
    dag = date(2026, 11, 18)
    erbij = als_rijen(werkplek.telfeiten(dag, dag))
    assert [len(deel) for deel in (erbij.feiten, erbij.redenen, erbij.stappen)] == [3, 1, 2]
    for ernaast in (dag - timedelta(days=1), dag + timedelta(days=1)):
        naast = als_rijen(werkplek.telfeiten(ernaast, ernaast))
        assert (naast.feiten, naast.redenen, naast.stappen) == ([], [], [])


def test_op_de_kalender_van_de_balie(werkplek: Werkplek, kast: Dossierkast, klok: Klok) -> None:
    """Half past midnight in the Netherlands, while it is still 31 December in UTC."""
    klok.nu = datetime.fromisoformat("2027-01-01T00:30:00+01:00")
    dossier = kast.nieuw({"pakket": "oefenstad"}).id
    assert stappen(kast)[0][0] == klok.nu.astimezone().date().isoformat()
    werkplek.besluit(dossier, [], [], TELLING)
    assert {f["dag"] for f in feiten(kast)} == {klok.nu.astimezone().date().isoformat()}


def test_een_later_besluit_is_een_correctie_en_hetzelfde_besluit_telt_niet_weer(
    werkplek: Werkplek, kast: Dossierkast, dossier: str, klok: Klok
) -> None:
    werkplek.besluit(dossier, [], [], met(FIETS, INKOMENSTOESLAG))
    eerst = feiten(kast)
    klok.nu += timedelta(days=10)
    werkplek.besluit(dossier, [], [], met(FIETS, INKOMENSTOESLAG))
    assert feiten(kast) == eerst
    toch = replace(INKOMENSTOESLAG, uitkomst="toegekend", wijze="maatwerk", cent=50_00)
    werkplek.besluit(dossier, [], [], met(replace(FIETS, cent=120_00), toch))
    assert kort(kast)[2:] == [
        ("correctie", "kindpakket_fiets", "toegekend", eerst[0]["nr"]),
        ("aanvraag", "individuele_inkomenstoeslag", "toegekend", None),
    ]
    assert feiten(kast)[:2] == eerst
    klok.nu += timedelta(days=366)
    werkplek.besluit(dossier, [], [], met(FIETS))
    assert kort(kast)[-1] == ("besluit", "kindpakket_fiets", "toegekend", None)


def test_een_voorstel_telt_apart_van_het_besluit(
    kast: Dossierkast, dossier: str, werkplek: Werkplek, klok: Klok
) -> None:
    raadsman = Werkplek(kast, Medewerker("Rik", "raadsman"))
    for _ in range(2):
        raadsman.stel_voor(dossier, date(2026, 11, 18), [], [], met(FIETS))
    werkplek.besluit(dossier, [], [], met(FIETS))
    assert [(f[0], f[3]) for f in kort(kast)] == [("voorstel", None), ("besluit", None)]
    assert [soort for _, soort, _ in stappen(kast)].count("verwijzing") == 1


def test_een_intrekking_wijst_naar_de_aanvraag(
    werkplek: Werkplek, kast: Dossierkast, dossier: str, klok: Klok
) -> None:
    werkplek.besluit(dossier, [], [], met(FIETS, INKOMENSTOESLAG))
    klok.nu += timedelta(days=20)
    for soort in ("aanvulling", "intrekking", "intrekking"):
        werkplek.bewaar_stukken(dossier, [replace(BRIEF, soort=soort)], met(FIETS, INKOMENSTOESLAG))
    aanvraag = feiten(kast)[1]
    assert kort(kast)[2:] == [
        ("intrekking", "individuele_inkomenstoeslag", "niet_gevraagd", aanvraag["nr"])
    ]
    assert feiten(kast)[2]["dag"] == "2026-12-08"


@pytest.mark.parametrize(
    ("verteld", "uitkomst", "wijze", "cent"),
    [("gekregen", "toegekend", "aanvraag", 12 * 45_50), ("geweigerd", "afgewezen", "", 0)],
)
def test_wat_de_inwoner_vertelt_is_het_besluit_op_de_aanvraag(
    werkplek: Werkplek, kast: Dossierkast, dossier: str, klok: Klok, verteld: str, uitkomst: str,
    wijze: str, cent: int,
) -> None:  # fmt: skip
    """The amount is what the rules gave on the last print, over a year."""
    rij = {"regeling": INKOMENSTOESLAG.regeling, "persoon": None, "bedrag": "45.50", "periode": "maand"}
    werkplek.besluit(dossier, [replace(BRIEF, uitkomst={"uitkomsten": [rij]})], [], TELLING)
    klok.nu += timedelta(days=30)
    deel = {"regeling": INKOMENSTOESLAG.regeling, "persoon": None}
    for gezegd in ("aangevraagd", verteld, verteld, None):
        werkplek.bewaar_behandeling(dossier, "nazorg", {**deel, "uitkomst": gezegd}, {})
    (nieuw,) = feiten(kast)[3:]
    assert (nieuw["moment"], nieuw["uitkomst"], nieuw["wijze"], nieuw["cent"]) == (
        "aanvraag", uitkomst, wijze, cent,
    )  # fmt: skip
    assert (nieuw["dag"], nieuw["vervangt"]) == ("2026-12-18", None)
    assert [wat for _, soort, wat in stappen(kast) if soort == "nazorg"] == [
        "aangevraagd",
        verteld,
        verteld,
    ]


def test_nazorg_over_wat_al_besloten_was_is_alleen_een_stap(
    werkplek: Werkplek, kast: Dossierkast, dossier: str
) -> None:
    werkplek.besluit(dossier, [], [], met(FIETS))
    deel = {"regeling": FIETS.regeling, "persoon": "k1", "uitkomst": "gekregen"}
    werkplek.bewaar_behandeling(dossier, "nazorg", deel, {})
    assert len(feiten(kast)) == 1


def test_een_stap_telt_op_de_dag_waarop_hij_is_vastgelegd(
    werkplek: Werkplek, kast: Dossierkast, dossier: str, klok: Klok
) -> None:
    """A week that was shown never changes: what happened earlier and is noted late counts late."""
    begin = Schuldhulp(aangemeld=date(2026, 11, 2))
    gesproken = replace(begin, gesprek=date(2026, 11, 20))
    for dagen, schuldhulp in ((0, begin), (30, gesproken), (0, gesproken), (1, begin)):
        klok.nu += timedelta(days=dagen)
        werkplek.schuldhulp.bewaar(dossier, Behandeling(schuldhulp=schuldhulp).als_document())
    assert [stap for stap in stappen(kast) if stap[1].startswith("schuldhulp")] == [
        ("2026-11-18", "schuldhulp_aanmelding", ""),
        ("2026-12-18", "schuldhulp_gesprek", "op_tijd"),
        ("2026-12-18", "schuldhulp_wachttijd", "18"),
        ("2026-12-19", "schuldhulp_correctie", "schuldhulp_gesprek"),
        ("2026-12-19", "schuldhulp_correctie", "schuldhulp_wachttijd"),
    ]


def test_nagaan_hoe_het_met_een_verwijzing_ging_telt(
    werkplek: Werkplek, kast: Dossierkast, dossier: str
) -> None:
    taken = [("Nagaan of Raadslieden contact heeft gehad", None), ("Betalen", None)]
    werkplek.besluit(dossier, [], taken, TELLING)
    for taak in kast.open_taken():
        werkplek.taak_klaar(taak.id)
    assert stappen(kast)[2:] == [("2026-11-18", "nagegaan", "Raadslieden")]


def test_sluiten_en_vernietigen_tellen_als_afgesloten_en_de_feiten_blijven(
    werkplek: Werkplek, kast: Dossierkast, dossier: str, klok: Klok, ruw: Callable[[], Any]
) -> None:
    gesprek = kast.nieuw({"pakket": "oefenstad", "personen": []}).id
    werkplek.besluit(dossier, [BRIEF], [], TELLING)
    werkplek.archief.sluit_af(dossier)
    klok.nu += timedelta(days=365 * 11)
    verklaringen = werkplek.archief.vernietig([dossier, gesprek])
    assert sum(v.telling.dossiers for v in verklaringen) == 2
    assert [stap for stap in stappen(kast) if stap[1] == "afgesloten"] == [
        ("2026-11-18", "afgesloten", ""),
        (klok.nu.astimezone().date().isoformat(), "afgesloten", "vernietigd"),
    ]
    assert len(feiten(kast)) == 3
    database = ruw()
    assert [database[tabel].count for tabel in ("telhuishouden", "telpersoon", "dossier")] == [0, 0, 0]


@pytest.mark.parametrize("tabel", ["telfeit", "telreden", "telstap"])
@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE {0} SET {1} = {1}",
        "DELETE FROM {0}",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
        "UPDATE OR REPLACE {0} SET {1} = 'anders'",
    ],
)
def test_feiten_blijven_zoals_ze_zijn(
    werkplek: Werkplek, dossier: str, ruw: Callable[[], Any], tabel: str, opdracht: str
) -> None:
    from sqlcipher3 import dbapi2

    werkplek.besluit(dossier, [], [], TELLING)
    kolom = {"telfeit": "uitkomst", "telreden": "wat", "telstap": "soort"}[tabel]
    database = ruw()
    voor = list(database.query(f"SELECT * FROM {tabel}"))
    with pytest.raises(dbapi2.IntegrityError, match="alleen toevoegen"):
        database.execute(opdracht.format(tabel, kolom))
    assert list(database.query(f"SELECT * FROM {tabel}")) == voor != []


def test_een_dossier_houdt_zijn_handvat(dossier: str, ruw: Callable[[], Any]) -> None:
    from sqlcipher3 import dbapi2

    for opdracht in ("DELETE FROM telhuishouden", "UPDATE telhuishouden SET huishouden = 'x'"):
        with pytest.raises(dbapi2.IntegrityError, match="alleen toevoegen"):
            ruw().execute(opdracht)


def test_de_tabellen_hebben_de_kolommen_en_soorten_ook_als_er_niets_is(
    werkplek: Werkplek, dossier: str
) -> None:
    werkplek.besluit(dossier, [], [], TELLING)
    vol, leeg = teltabellen(werkplek, *ALTIJD), teltabellen(werkplek, date.min, date.min)
    for deel, kolommen in (("feiten", FEIT), ("redenen", REDEN), ("stappen", STAP)):
        assert tuple(getattr(vol, deel).columns) == kolommen
        assert list(map(str, getattr(vol, deel).dtypes)) == list(map(str, getattr(leeg, deel).dtypes))
        assert len(getattr(leeg, deel)) == 0 < len(getattr(vol, deel))
    assert vol.feiten["cent"].sum() == 10000
    assert vol.feiten["vervangt"].isna().all()


def test_er_staat_niets_over_iemand_in(werkplek: Werkplek, kast: Dossierkast, klok: Klok) -> None:
    document = geplant()
    dossier = werkplek.nieuw(document)
    naam, _, bsn, *_ = IEMAND
    behandeling = Behandeling(
        notities={"geld": naam},
        maatwerk={("kindpakket_fiets", IEMAND[1]): Maatwerk(f"{naam} ({bsn}) heeft niets")},
        afwijsgesprek=Afwijsgesprek(date(2026, 11, 18), "balie", naam, naam),
    )
    werkplek.bewaar_behandeling(dossier.id, "notitie", {"tekst": naam}, behandeling.als_document())
    rond_af(werkplek, dossier.id, brieven(document, behandeling=behandeling), behandeling)
    gezegd = {"regeling": "kindpakket_fiets", "persoon": IEMAND[1], "uitkomst": "gekregen"}
    werkplek.bewaar_behandeling(dossier.id, "nazorg", gezegd, behandeling.als_document())
    werkplek.archief.sluit_af(dossier.id)
    geteld = rijen(kast)
    assert geteld.feiten
    assert geteld.redenen
    assert {stap[3] for stap in geteld.stappen} >= {"begonnen", "verwijzing", "nazorg", "afgesloten"}
    verboden = [*IEMAND, naam.lower(), "1985", dossier.id, dossier.kenmerk]
    for rij in (*geteld.feiten, *geteld.redenen, *geteld.stappen):
        for cel in rij:
            assert not [woord for woord in verboden if woord.lower() in str(cel).lower()], rij
    for feit in feiten(kast):
        assert re.fullmatch("[0-9a-f]{16}", feit["huishouden"])
        assert re.fullmatch("([0-9a-f]{16})?", feit["persoon"])
        assert re.fullmatch("[0-9]{4}", feit["gebied"])
        assert feit["taal"] == "anders"


def test_een_echt_besluit_en_een_echte_intrekking(
    werkplek: Werkplek, kast: Dossierkast, klok: Klok
) -> None:
    document = gezin()
    dossier = werkplek.nieuw(document).id
    gemaakt = brieven(document)
    rond_af(werkplek, dossier, gemaakt)
    toegekend = [f for f in feiten(kast) if f["uitkomst"] == "toegekend"]
    assert len(toegekend) == len(gemaakt.afhandeling.toekenningen)
    assert sum(f["cent"] for f in toegekend) == gemaakt.afhandeling.totaal_per_jaar.centen
    # About kwijtschelding the gemeente writes no such letter.
    aanvragen = [
        f["nr"] for f in feiten(kast) if f["uitkomst"] == "aanvraag" and f["regeling"] != "kwijtschelding"
    ]
    assert "kwijtschelding" in {f["regeling"] for f in feiten(kast) if f["uitkomst"] == "aanvraag"}
    dag = date(2026, 11, 18)
    aanleiding = Aanleiding(dag, gezegd_op=dag)
    bewaar_brieven(werkplek, dossier, brieven(document, soorten=("intrekking",), aanleiding=aanleiding))
    ingetrokken = [f for f in feiten(kast) if f["moment"] == "intrekking"]
    assert [f["vervangt"] for f in ingetrokken] == aanvragen != []
