"""From dossiers to a DDAS hand-over: what is known and no more, and by name what cannot go along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.besluiten.instellingen import Instellingen, lees_instellingen
from consulent_app.besluiten.schuldhulp import CRISIS_WET, Schuldhulp
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.waarden import Dossier
from consulent_app.paden import resources
from consulent_app.uitwisseling.ddas.keuring import fouten
from consulent_app.uitwisseling.ddas.overdracht import Overdracht, Periode, maak_overdracht
from tests.besluiten.test_schuldhulp import TRAJECTEN, VERLOOP

NU = datetime(2026, 12, 31, 9, 30, tzinfo=UTC)
PERIODE = Periode(date(2026, 11, 1), date(2026, 11, 30))
WIE = Instellingen(
    {
        "organisatie.naam": "Gemeente Oefenstad", "ddas.gemeentecode": "GM9999",
        "ddas.contact_naam": "Team Oefenplein", "ddas.contact_email": "oefenplein@example.nl",
    }
)  # fmt: skip
PERSOON = {
    "id": "p1", "rol": "aanvrager", "voornaam": "Samira", "bsn": "999990019", "geboortedatum": "1991-07-14",
}  # fmt: skip
PARTNER = {"id": "p2", "rol": "partner", "bsn": "999990020", "geboortedatum": "1988"}
HUIS = {"postcode": "1964EZ", "huisnummer": 12, "toevoeging": "A", "straat": "Kerkweg"}
JA = {"toestemming_delen": True}
SCHEMA = json.loads((Path(__file__).parent / "ddas_vorm.json").read_text(encoding="utf-8"))


def dossier(
    schuldhulp: Schuldhulp = VERLOOP,
    *,
    merken: frozenset[str] = frozenset(),
    nummer: int = 1,
    **anders: Any,
) -> Dossier:
    """Return a dossier with debt help; `anders` are other parts of its intake."""
    document = {
        "schema": "intake/1", "pakket": "oefenstad", "peildatum": "2026-11-18", "personen": [PERSOON],
        "huishouden": HUIS, "gesprek": JA, "geldzorgen": {"totale_schuld": "8449.50"}, **anders,
    }  # fmt: skip
    behandeling = Behandeling(schuldhulp=schuldhulp, merken=merken).als_document()
    return Dossier(f"id{nummer}", f"Z/2026/{nummer:06}", document, behandeling, "intake", NU, NU)


def gemaakt(*dossiers: Dossier, periode: Periode = PERIODE, wie: Instellingen = WIE) -> Overdracht:
    return maak_overdracht(dossiers, wie, periode, NU)


def trajecten(overdracht: Overdracht) -> list[dict[str, Any]]:
    gevonden: list[dict[str, Any]] = overdracht.document["leveringen"][0]["schuldhulptrajecten"]
    return gevonden


def keur(document: Mapping[str, Any]) -> None:
    """Read it twice: by our own strict check, and by a schema that was written apart from it."""
    assert fouten(document) == []
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(document)


def test_een_heel_traject_zoals_het_dossier_het_kent() -> None:
    overdracht = gemaakt(dossier())
    keur(overdracht.document)
    assert {k: v for k, v in overdracht.document.items() if k != "leveringen"} == {
        "startdatumLevering": "2026-11-01",
        "einddatumLevering": "2026-11-30",
        "aanleverdatumEnTijd": "2026-12-31T09:30:00Z",
        "codeGegevensleverancier": "Consulent 0.1.0",
    }
    (levering,) = overdracht.document["leveringen"]
    assert levering["teller"] == 1
    assert levering["aanleverende_organisatie"] == {
        "(Statutaire) Naam": "Gemeente Oefenstad",
        "gemeentecode": "GM9999",
        "contactpersonen": [{"naam": "Team Oefenplein", "email": "oefenplein@example.nl"}],
    }
    assert trajecten(overdracht) == [
        {
            "startdatum": "2026-11-02",
            "einddatum": "2026-12-28",
            "totaalSchuldbedragBijAanvangSchuld": 8450,
            "gemeentecode": "GM9999",
            "aanmelding": {"startdatum": "2026-11-02", "crisisinterventie": False},
            "intake": {
                "startdatum": "2026-11-20",
                "beschikkingsdatum": "2026-12-01",
                "beschikkingssoort": "Toelatingsbeschikking",
            },
            "planVanAanpak": {"datumAfronding": "2026-12-07"},
            "client": [
                {
                    "Burgerservicenummer": "999990019",
                    "Geboortedatum": "1991-07-14",
                    "Postcode": "1964EZ",
                    "Huisnummer": "12",
                    "Huisnummertoevoeging": "A",
                }
            ],
            "uitstroom": {"datum": "2026-12-28", "reden": "Zelf"},
        }
    ]
    assert overdracht.dossiers == ("id1",)
    assert overdracht.niet == overdracht.zonder == ()


def test_wat_niet_bekend_is_staat_er_niet() -> None:
    kaal = dossier(
        Schuldhulp(aangemeld=date(2026, 11, 2)),
        huishouden={}, geldzorgen={}, personen=[{**PERSOON, "geboortedatum": "1991"}],
    )  # fmt: skip
    overdracht = gemaakt(kaal)
    keur(overdracht.document)
    assert trajecten(overdracht) == [
        {
            "startdatum": "2026-11-02",
            "gemeentecode": "GM9999",
            "aanmelding": {"startdatum": "2026-11-02"},
            "client": [{"Burgerservicenummer": "999990019"}],
        }
    ]


def test_een_crisis_en_een_partner_die_meedoet() -> None:
    met = replace(VERLOOP, crisis=CRISIS_WET[:1], met_partner=True)
    overdracht = gemaakt(dossier(met, personen=[PERSOON, PARTNER]))
    keur(overdracht.document)
    (traject,) = trajecten(overdracht)
    assert traject["aanmelding"]["crisisinterventie"] is True
    # Of the partner only the year of birth is known.
    assert traject["client"][1] == {
        "Burgerservicenummer": "999990020", "Postcode": "1964EZ", "Huisnummer": "12",
        "Huisnummertoevoeging": "A",
    }  # fmt: skip


@pytest.mark.parametrize("antwoord", [None, False])
def test_een_partner_die_niet_meedoet_gaat_niet_mee(antwoord: bool | None) -> None:
    overdracht = gemaakt(dossier(replace(VERLOOP, met_partner=antwoord), personen=[PERSOON, PARTNER]))
    assert len(trajecten(overdracht)[0]["client"]) == 1


def test_een_geheim_adres_gaat_niet_mee_en_dat_wordt_gezegd() -> None:
    overdracht = gemaakt(dossier(merken=frozenset({"geheimhouding"})))
    keur(overdracht.document)
    assert set(trajecten(overdracht)[0]["client"][0]) == {"Burgerservicenummer", "Geboortedatum"}
    assert "Z/2026/000001: Het adres is geheim" in overdracht.verslag()


@pytest.mark.parametrize(
    ("kan_niet", "zin"),
    [
        (dossier(gesprek={}), "Vraag eerst of de inwoner het goed vindt"),
        (dossier(gesprek={"toestemming_delen": False}), "De inwoner wil niet"),
        (dossier(personen=[{**PERSOON, "bsn": None}]), "Het BSN van de aanvrager ontbreekt."),
        (
            dossier(replace(VERLOOP, met_partner=True)),
            "De partner doet mee, maar staat niet in het dossier.",
        ),
        (
            dossier(replace(VERLOOP, met_partner=True), personen=[PERSOON, {"id": "p2", "rol": "partner"}]),
            "Het BSN van de partner ontbreekt.",
        ),
        (dossier(replace(VERLOOP, gesprek=date(2026, 11, 1))), "ligt voor de aanmelding"),
        (dossier(replace(VERLOOP, uitgestroomd=date(2027, 2, 1))), "is nog niet geweest"),
        (dossier(huishouden={**HUIS, "postcode": "1964SS"}), "client[1].Postcode is geen postcode"),
    ],
)
def test_wat_niet_kan_staat_bij_name_in_het_verslag(kan_niet: Dossier, zin: str) -> None:
    overdracht = gemaakt(kan_niet, dossier(nummer=2))
    keur(overdracht.document)
    assert overdracht.dossiers == ("id2",)
    [(kenmerk, reden)] = overdracht.niet
    assert kenmerk == "Z/2026/000001"
    assert zin in reden
    verslag = overdracht.verslag().splitlines()
    assert "In het bestand: 1 traject." in verslag
    assert f"Z/2026/000001: {reden}" in verslag
    assert not any(geheim in overdracht.verslag() for geheim in ("999990", "Samira", "1991"))


def test_het_verslag_zegt_dat_dit_geen_levering_aan_het_cbs_is() -> None:
    assert "geen levering aan het CBS" in gemaakt().verslag()


@pytest.mark.parametrize(
    ("aangemeld", "uitgestroomd", "hoort_erbij"),
    [
        (date(2026, 10, 1), None, True),
        (date(2026, 10, 1), date(2026, 11, 1), True),
        (date(2026, 10, 1), date(2026, 10, 31), False),
        (date(2026, 11, 30), None, True),
        (date(2026, 12, 1), None, False),
        (None, None, False),
    ],
)
def test_een_traject_hoort_erbij_als_het_in_de_periode_liep(
    aangemeld: date | None, uitgestroomd: date | None, hoort_erbij: bool
) -> None:
    reden = "Zelf" if uitgestroomd else ""
    overdracht = gemaakt(dossier(Schuldhulp(aangemeld, uitgestroomd=uitgestroomd, reden=reden)))
    assert bool(trajecten(overdracht)) is hoort_erbij
    assert overdracht.niet == ()


def test_zonder_trajecten_is_het_bestand_er_ook() -> None:
    overdracht = gemaakt()
    keur(overdracht.document)
    assert json.loads(overdracht.als_json()) == overdracht.document


def test_weken_achterstevoren_is_een_zin() -> None:
    with pytest.raises(
        InvoerFout, match=r"De periode klopt niet: 1.november.2026 ligt voor 30.november.2026"
    ):
        Periode(PERIODE.tot, PERIODE.van)


def test_zonder_organisatie_is_er_een_zin_met_wat_ontbreekt() -> None:
    heemskerk = lees_instellingen(resources() / "regels" / "heemskerk")
    assert heemskerk.tekst("ddas.gemeentecode") == "GM0396"
    with pytest.raises(InvoerFout, match=r"^ddas: .* ontbreekt ddas\.contact_naam .*, ddas\.contact_email"):
        gemaakt(dossier(), wie=heemskerk)


def test_een_verkeerde_gemeentecode_maakt_geen_bestand() -> None:
    wie = Instellingen({**WIE.waarden, "ddas.gemeentecode": "0396"})
    with pytest.raises(InvoerFout, match="gemeentecode is geen gemeentecode"):
        gemaakt(dossier(), wie=wie)


@given(TRAJECTEN)
def test_wat_er_ook_in_een_dossier_staat_het_gaat_goed_of_niet_mee(schuldhulp: Schuldhulp) -> None:
    heel_jaar = Periode(date(2026, 1, 1), date(2026, 12, 31))
    overdracht = gemaakt(dossier(schuldhulp, personen=[PERSOON, PARTNER]), periode=heel_jaar)
    keur(overdracht.document)
    assert len(trajecten(overdracht)) + len(overdracht.niet) == (schuldhulp.aangemeld is not None)
