"""From outcome to fact: each outcome counts once, as what was done with it, and tells of nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, replace
from datetime import date
from random import Random
from typing import Any

import pytest

from consulent_app.besluiten.afhandelen import handel_af
from consulent_app.besluiten.behandeling import NIETS, Behandeling, Maatwerk
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.besluiten.taken import nagegaan_bij, taken_van
from consulent_app.besluiten.telfeiten import (
    MOMENTEN,
    UITKOMSTEN,
    Eerder,
    Telfeit,
    Telling,
    telling,
    trekt_in,
    volgt_op,
    zonder_personen,
)
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.paden import resources
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Oordeel, Status
from tests.regels.huishoudens import PEILDATUMS, huishoudens, pakketten

VANDAAG = date(2026, 11, 20)


def tel(
    document: dict[str, Any], behandeling: Behandeling = NIETS, **anders: Any
) -> tuple[Telling, Afhandeling, Oordeel]:
    intake = lees_document(document)
    pakket = pakketten()[intake.pakket]
    oordeel = toets(intake, pakket)
    zaak = handel_af(
        intake, oordeel, pakket.regelingen, Instellingen({}), VANDAAG, "Z/2026/000001",
        behandeling=behandeling, **anders,
    )  # fmt: skip
    return telling(zaak, oordeel, pakket.regelingen), zaak, oordeel


def gezin(**anders: Any) -> dict[str, Any]:
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document["pakket"] = "oefenstad"
    for groep, velden in anders.items():
        document[groep] = {**document.get(groep, {}), **velden}
    return document


@pytest.mark.parametrize("pakket", PEILDATUMS)
@pytest.mark.parametrize("ongevraagd", [False, True])
def test_elke_uitkomst_telt_een_keer(pakket: str, ongevraagd: bool) -> None:
    """All but what is not about this household at all; with any answers, maatwerk and what is held back."""
    gezien: Counter[str] = Counter()
    for document in huishoudens(Random(7), pakket, 150):
        eerst = tel(document)[2]
        delen = [(u.regeling, u.persoon) for u in eerst.uitkomsten if u.status is not Status.NVT]
        behandeling = Behandeling(
            maatwerk={deel: Maatwerk("anders") for deel in delen[:1]},
            al=dict(zip(delen[1:3], ("krijgt_al", "niet_gevraagd"), strict=False)),
        )
        vast = frozenset(delen[3:5])
        geteld = tel(document, behandeling, niet_toekennen=vast, ongevraagd=ongevraagd)[0]
        assert Counter(feit.deel for feit in geteld.feiten) == Counter(delen)
        gezien.update(feit.uitkomst for feit in geteld.feiten)
    assert set(gezien) <= set(UITKOMSTEN)
    assert not (ongevraagd and "afgewezen" in gezien)
    assert {"toegekend", "krijgt_al", "niet_gevraagd", "geen_recht"} <= set(gezien)


def test_een_feit_zegt_wat_de_brief_zegt() -> None:
    geteld, zaak, _ = tel(gezin())
    toegekend = [feit for feit in geteld.feiten if feit.uitkomst == "toegekend"]
    assert {feit.deel for feit in toegekend} == {t.deel for t in zaak.toekenningen}
    assert sum(feit.cent for feit in toegekend) == zaak.totaal_per_jaar.centen > 0
    assert {feit.wijze for feit in toegekend} == {"ambtshalve"}
    assert {feit.kind for feit in geteld.feiten if (feit.persoon or "").startswith("k")} == {True}
    assert not any(feit.kind for feit in geteld.feiten if feit.persoon in (None, "p1"))
    assert {feit.cent for feit in geteld.feiten if feit.uitkomst != "toegekend"} == {0}
    assert geteld.pakket.startswith("oefenstad 20")


def test_maatwerk_telt_als_maatwerk_met_zijn_bedrag_per_jaar() -> None:
    deel = ("individuele_inkomenstoeslag", None)
    geteld = tel(gezin(), Behandeling(maatwerk={deel: Maatwerk("schrijnend", Geld(123_45))}))[0]
    (feit,) = (feit for feit in geteld.feiten if feit.deel == deel)
    assert (feit.uitkomst, feit.wijze, feit.cent) == ("toegekend", "maatwerk", 123_45)


def test_een_afwijzing_noemt_iedere_voorwaarde_die_niet_klopt() -> None:
    geteld, zaak, _ = tel(gezin(huishouden={"spaargeld": "18000.00"}))
    redenen = {f.deel: [r.wat for r in f.redenen] for f in geteld.feiten if f.uitkomst == "afgewezen"}
    assert redenen == {a.deel: [r.voorwaarde for r in a.redenen] for a in zaak.afwijzingen} != {}


def test_een_open_vraag_staat_er_zonder_de_persoon() -> None:
    document = gezin()
    document["personen"][0]["inkomens"] = None
    redenen = {reden for feit in tel(document)[0].feiten for reden in feit.redenen}
    assert ("onbekend", "personen[].inkomens") in {astuple(reden) for reden in redenen}
    assert not any("p1" in reden.wat for reden in redenen)


@pytest.mark.parametrize(
    ("pad", "vraag"),
    [
        ("huishouden.spaargeld", "huishouden.spaargeld"),
        ("personen.999990019.inkomens", "personen[].inkomens"),
        ("personen.Samira.inkomens.0.netto_per_maand", "personen[].inkomens[].netto_per_maand"),
        ("kosten.3.bedrag", "kosten[].bedrag"),
        ("eerder_toegekend", "eerder_toegekend"),
    ],
)
def test_van_een_vraag_blijft_welke_het_is(pad: str, vraag: str) -> None:
    assert zonder_personen(pad) == vraag


@pytest.mark.parametrize(
    ("rollen", "type_", "personen", "kinderen"),
    [
        ((("aanvrager", "1990-01-01"),), "alleenstaande", 1, 0),
        ((("aanvrager", "1990-01-01"), ("medebewoner", "1960-01-01")), "alleenstaande", 1, 0),
        ((("aanvrager", "1990-01-01"), ("kind", "2008-11-21")), "alleenstaande_ouder", 2, 1),
        ((("aanvrager", "1990-01-01"), ("kind", "2008-11-20")), "alleenstaande", 2, 0),
        ((("aanvrager", "1990-01-01"), ("kind", None)), "alleenstaande_ouder", 2, 1),
        ((("aanvrager", "1990-01-01"), ("partner", "1990-01-01")), "paar", 2, 0),
        (
            (("aanvrager", "1990-01-01"), ("partner", "1990-01-01"), ("kind", "2020")),
            "paar_met_kinderen", 3, 1,
        ),
    ],
)  # fmt: skip
def test_het_huishouden_in_een_woord(rollen: Any, type_: str, personen: int, kinderen: int) -> None:
    document = gezin()
    document["personen"] = [
        {"id": f"x{i}", "rol": rol, "geboortedatum": dag} for i, (rol, dag) in enumerate(rollen)
    ]
    document["kosten"] = document["eerder_toegekend"] = []
    geteld = tel(document)[0].gezin
    assert (geteld.huishoudtype, geteld.personen, geteld.kinderen) == (type_, personen, kinderen)


@pytest.mark.parametrize(
    ("geboren", "band"),
    [
        ("1999-11-21", "<27"), ("1999-11-20", "27-44"), ("1999", ""), ("1981-11-21", "27-44"),
        ("1981-11-20", "45-AOW"), ("1959-11-30", "45-AOW"), ("1959-01-01", "AOW+"), ("1940", "AOW+"),
        (None, ""),
    ],
)  # fmt: skip
def test_de_leeftijd_is_een_band_met_de_aow_van_het_pakket(geboren: str | None, band: str) -> None:
    document = gezin()
    document["personen"][0]["geboortedatum"] = geboren
    assert tel(document)[0].gezin.leeftijd == band


@pytest.mark.parametrize(
    ("gezegd", "taal"),
    [("ar", "ar"), ("Arabisch", "ar"), (None, ""), (" ", ""), ("Bel haar dochter Samira", "anders")],
)
def test_van_de_taal_blijft_een_code(gezegd: str | None, taal: str) -> None:
    assert tel(gezin(gesprek={"taal": gezegd}))[0].gezin.taal == taal


def test_van_de_postcode_blijven_vier_cijfers_en_bij_een_geheim_adres_niets() -> None:
    document = gezin(huishouden={"postcode": "1964EZ"})
    assert tel(document)[0].gezin.gebied == "1964"
    assert tel(document, Behandeling(merken=frozenset({"geheimhouding"})))[0].gezin.gebied == ""


FEIT = Telfeit("fiets", "Fiets", "k1", True, "toegekend", "ambtshalve", 100)
EERDER = Eerder(7, date(2026, 1, 31), "besluit", "toegekend", "ambtshalve", 100)


@pytest.mark.parametrize(
    ("feit", "eerder", "moment", "plaats"),
    [
        (FEIT, None, "besluit", ("besluit", None)),
        (FEIT, EERDER, "besluit", None),
        (replace(FEIT, cent=200), EERDER, "besluit", ("correctie", 7)),
        (replace(FEIT, uitkomst="afgewezen", wijze="", cent=0), EERDER, "besluit", ("correctie", 7)),
        (replace(FEIT, uitkomst="krijgt_al", wijze="", cent=0), EERDER, "besluit", None),
        (FEIT, replace(EERDER, uitkomst="onbekend", wijze="", cent=0), "besluit", ("besluit", None)),
        (FEIT, replace(EERDER, uitkomst="aanvraag", wijze="", cent=0), "besluit", ("aanvraag", None)),
        (FEIT, replace(EERDER, moment="voorstel"), "voorstel", None),
        (replace(FEIT, cent=1), replace(EERDER, moment="voorstel"), "voorstel", ("voorstel", 7)),
        (FEIT, replace(EERDER, dag=date(2025, 11, 20)), "besluit", ("besluit", None)),
        (FEIT, replace(EERDER, dag=date(2025, 11, 21)), "besluit", None),
    ],
)
def test_een_besluit_telt_een_keer_en_een_ander_is_een_correctie(
    feit: Telfeit, eerder: Eerder | None, moment: str, plaats: Any
) -> None:
    assert volgt_op(feit, eerder, moment, VANDAAG) == plaats
    assert plaats is None or plaats[0] in MOMENTEN


@pytest.mark.parametrize(
    ("eerder", "plaats"),
    [
        (None, ("intrekking", None)),
        (replace(EERDER, uitkomst="aanvraag"), ("intrekking", 7)),
        (EERDER, None),
        (replace(EERDER, uitkomst="niet_gevraagd", moment="intrekking"), None),
    ],
)
def test_een_intrekking_vervangt_de_aanvraag(eerder: Eerder | None, plaats: Any) -> None:
    assert trekt_in(eerder) == plaats


def test_een_taak_zegt_bij_welke_verwijzing_hij_hoort() -> None:
    document = laad_json(resources() / "voorbeelden" / "nog-veel-onbekend.json") | {"pakket": "oefenstad"}
    geteld, zaak, _ = tel(document)
    met_dag = {v.naar for v in zaak.verwijzingen if v.uiterlijk}
    assert {nagegaan_bij(wat) for wat, _ in taken_van(zaak, NIETS)} - {None} == met_dag != set()
    assert met_dag <= set(geteld.verwijzingen)
    assert nagegaan_bij("Betalen: Fiets (Awb 4:87)") is None
