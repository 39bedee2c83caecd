"""Amounts: what is open, what is typed, what it does, and the signed package that comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consulent_app.acties import bedraggevolgen
from consulent_app.acties.bedragblad import Bedragblad
from consulent_app.acties.bedragconcept import MAP, Bijwerking, Concept, lees_concept, schrijf_pakket
from consulent_app.acties.bedragen import (
    ALLES,
    BEVESTIGEN,
    CONCEPT,
    INVULLEN,
    LOOPT,
    OPEN,
    Cijfer,
)
from consulent_app.acties.bedraginvoer import ZEKERHEID_IN_WOORDEN, Getypt, als_getypt, lees_getypt
from consulent_app.acties.bedragplek import Inpakopdracht
from consulent_app.acties.pakketbeeld import BESCHADIGD, pakketbeelden
from consulent_app.acties.regelplek import Regelplek
from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.opslag import herstelsleutel
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import lees_pakket
from consulent_app.regels.pakket import ZEKERHEDEN, Pakket
from consulent_app.regels.pakketkast import INGEPAKT
from tests.uitgaven import ANNA, PIET, vertrouw

DAG, JANUARI = date(2026, 11, 21), date(2027, 1, 1)
WACHTWOORD, BEHEERWOORD = "paard accu nietje", "sloot merel kachel"
BRON = "Staatscourant 2026, 40123"
NORM = Bijwerking("norm_alleenstaande", JANUARI, 144785, BRON, "gezien", "Anna de Wit")


@pytest.fixture
def kast(tmp_path: Path) -> Iterator[Dossierkast]:
    with Dossierkast.maak(tmp_path / "kast", "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        kast.accounts.begin_beheer("Beheer", BEHEERWOORD, herstelsleutel.als_tekst(bytearray(range(32))))
        vertrouw(Regelplek(kast, Medewerker("Beheer", "beheerder")), tmp_path)
        yield kast


@pytest.fixture
def anna(kast: Dossierkast) -> Werkplek:
    return Werkplek(kast, Medewerker("Anna de Wit", "beheerder"))


@pytest.fixture
def piet(kast: Dossierkast) -> Werkplek:
    return Werkplek(kast, Medewerker("Piet Smit", "beheerder"))


def cijfer(blad: Bedragblad, naam: str) -> Cijfer:
    return next(c for c in blad.cijfers if c.parameter.naam == naam)


# --- what is open --------------------------------------------------------------------------------------


def test_elk_cijfer_staat_er_en_wat_open_staat_bovenaan(anna: Werkplek) -> None:
    blad = anna.bedragen.blad("heemskerk", DAG)
    assert {c.parameter.naam for c in blad.cijfers} == set(Toetser().pakket("heemskerk").parameters)
    open_ = [bool(c.open_) for c in blad.cijfers]
    assert open_ == sorted(open_, reverse=True)
    assert blad.open_ == sum(open_)
    assert cijfer(blad, "studietoeslag_bedrag").open_ == INVULLEN
    assert cijfer(blad, "norm_alleenstaande").open_ == "Loopt af op 31\u00a0december\u00a02026"
    assert cijfer(blad, "iit_percentage").open_ == BEVESTIGEN
    # What was once put in the law is not set anew each half year.
    assert cijfer(blad, "kostendeler_leeftijd").open_ == ""
    assert cijfer(blad, "norm_jong_verhoging_bestaat").open_ == ""


def test_wat_niet_op_tijd_is_vernieuwd_is_afgelopen(anna: Werkplek) -> None:
    blad = anna.bedragen.blad("heemskerk", date(2027, 2, 1))
    assert cijfer(blad, "norm_alleenstaande").open_ == "Liep af op 31\u00a0december\u00a02026"


def test_zoeken_en_kiezen(anna: Werkplek) -> None:
    anna.bedragen.voer_in("rijk", NORM)
    blad = anna.bedragen.blad("heemskerk", DAG)

    def namen(getypt: str, keuze: str) -> set[str]:
        return {c.parameter.naam for c in blad.cijfers if c.past(getypt, keuze)}

    assert namen("NORM alleenstaande 1.419,46", ALLES) == {"norm_alleenstaande"}
    assert namen("", CONCEPT) == {"norm_alleenstaande"}
    assert "norm_gehuwden" in namen("", LOOPT)
    assert "norm_alleenstaande" not in namen("", LOOPT) | namen("", OPEN)
    assert namen("dit staat nergens", ALLES) == set()


# --- what is typed -------------------------------------------------------------------------------------


def lees(naam: str, waarde: str, vanaf: str = "1-1-2027", bron: str = BRON) -> Bijwerking:
    pakket = Toetser().pakket("heemskerk")
    return lees_getypt(Getypt(waarde, vanaf, bron, "gezien"), pakket.parameters[naam], pakket, "Anna", DAG)


@pytest.mark.parametrize(
    ("naam", "getypt", "waarde"),
    [
        ("norm_alleenstaande", "€ 1.447,85", 144785),
        ("norm_alleenstaande", "1447", 144700),
        ("iit_percentage", "112,5%", 112500),
        ("iit_percentage", "112", 112000),
        ("kwijtschelding_kinderopvang_telt", "Ja", 1),
        ("fiets_vanaf_leeftijd", "7", 7),
        ("studietoeslag_bedrag", "15: 118,20; 18: 197", [(15, 11820), (18, 19700)]),
        (
            "aow_leeftijd",
            "1-1-1900: 792; 1-1-1953: 796",
            [(date(1900, 1, 1).toordinal(), 792), (date(1953, 1, 1).toordinal(), 796)],
        ),
    ],
)
def test_wat_er_getypt_wordt(naam: str, getypt: str, waarde: object) -> None:
    pakket = Toetser().pakket("heemskerk")
    nieuw = lees(naam, getypt)
    assert nieuw.waarde == waarde
    parameter = pakket.parameters[naam]
    # What stands there can be typed again just so.
    assert lees(naam, als_getypt(parameter, nieuw.datering)).waarde == waarde


@pytest.mark.parametrize(
    ("naam", "waarde", "vanaf", "bron", "zin"),
    [
        ("norm_alleenstaande", "", "1-1-2027", BRON, "Typ de nieuwe waarde"),
        ("norm_alleenstaande", "veel", "1-1-2027", BRON, "is geen bedrag"),
        ("norm_alleenstaande", "1447", "", BRON, "vanaf welke dag"),
        ("norm_alleenstaande", "1447", "31-2-2027", BRON, "is geen datum"),
        ("norm_alleenstaande", "1447", "1-1-2019", BRON, "beginnen op"),
        ("norm_alleenstaande", "1447", "1-1-2072", BRON, "vijf jaar vooruit"),
        ("norm_alleenstaande", "1447", "1-1-2027", "  ", "Schrijf waar dit staat"),
        ("norm_alleenstaande", "1447", "1-1-2027", "x" * 301, "te lang"),
        ("iit_percentage", "honderd", "1-1-2027", BRON, "geen percentage"),
        ("kwijtschelding_kinderopvang_telt", "soms", "1-1-2027", BRON, "Typ ja of nee"),
        ("studietoeslag_bedrag", "18: 197; 15: 118", "1-1-2027", BRON, "laagste grens eerst"),
        ("studietoeslag_bedrag", "118,20", "1-1-2027", BRON, "grens: waarde"),
    ],
)
def test_wat_niet_kan_wordt_in_een_zin_gezegd(
    naam: str, waarde: str, vanaf: str, bron: str, zin: str
) -> None:
    with pytest.raises(InvoerFout, match=zin):
        lees(naam, waarde, vanaf, bron)


def test_hetzelfde_nog_een_keer_is_niets_anders() -> None:
    nu = Toetser().pakket("rijk").parameters["norm_alleenstaande"].op(DAG)
    assert nu is not None
    with pytest.raises(InvoerFout, match="staat er al zo"):
        lees("norm_alleenstaande", "1419,46", "1-7-2026", nu.bron)


# --- what it does --------------------------------------------------------------------------------------


def test_wat_verandert_bij_twintig_huishoudens(anna: Werkplek) -> None:
    blad = anna.bedragen.blad("heemskerk", DAG)
    gevolgen = blad.proef(NORM)
    assert gevolgen.aantal == 20
    assert gevolgen.dag == JANUARI
    kapper = next(g for g in gevolgen.anders if g.huishouden.startswith("Kapper"))
    assert (kapper.regeling, kapper.was, kapper.wordt) == (
        "Bijstand", "recht, €\u00a0106,96", "recht, €\u00a0135,35",
    )  # fmt: skip
    assert 0 < gevolgen.geraakt < 20
    assert set(gevolgen.brieven) == {bedraggevolgen.AANVRAAG, bedraggevolgen.OVERZICHT}


def test_wat_niets_verandert_raakt_geen_brief(anna: Werkplek) -> None:
    gevolgen = anna.bedragen.blad("heemskerk", DAG).proef(replace(NORM, waarde=141946))
    assert (gevolgen.anders, gevolgen.brieven) == ((), {})


def test_wat_er_al_in_het_concept_staat_telt_aan_beide_kanten(anna: Werkplek) -> None:
    anna.bedragen.voer_in("rijk", NORM)
    blad = anna.bedragen.blad("heemskerk", DAG)
    # The same figure again is held against what holds now, another one against the draft.
    assert blad.proef(NORM).geraakt > 0
    assert blad.proef(replace(NORM, naam="norm_gehuwden", waarde=202779)).anders == ()


def test_in_oefenstad_raakt_het_ook_het_besluit(anna: Werkplek) -> None:
    pakket = Toetser().pakket("oefenstad")
    naam = next(n for n in pakket.parameters if n.startswith("maatschappelijke_activiteiten_"))
    nieuw = replace(NORM, naam=naam, waarde=9900)
    assert bedraggevolgen.BESLUIT in anna.bedragen.blad("oefenstad", DAG).proef(nieuw).brieven


# --- the draft -----------------------------------------------------------------------------------------


def test_een_concept_blijft_en_telt_nog_niet(anna: Werkplek, piet: Werkplek) -> None:
    anna.bedragen.voer_in("rijk", NORM)
    blad = piet.bedragen.blad("heemskerk", DAG)
    assert cijfer(blad, "norm_alleenstaande").concept == (NORM,)
    assert "Concept: €\u00a01.447,85" in cijfer(blad, "norm_alleenstaande").stand
    assert Toetser(anna.regels.pakketten()).pakket("rijk").kenmerk == Toetser().pakket("rijk").kenmerk
    regel = anna._kast.logregels()[0].handeling
    assert (regel.actor, regel.actie, regel.object) == (
        "Anna de Wit", "bedrag invoeren", "rijk: norm_alleenstaande vanaf 2027-01-01",
    )  # fmt: skip
    assert piet.bedragen.neem_terug("rijk", NORM) == Concept("rijk")
    assert cijfer(piet.bedragen.blad("heemskerk", DAG), "norm_alleenstaande").concept == ()


def test_de_laatste_telt(anna: Werkplek) -> None:
    anna.bedragen.voer_in("rijk", NORM)
    anders = replace(NORM, waarde=144786)
    assert anna.bedragen.voer_in("rijk", anders).bijwerkingen == (anders,)


def test_een_beschadigd_concept_wordt_gezegd(anna: Werkplek, tmp_path: Path) -> None:
    anna.bedragen.voer_in("rijk", NORM)
    map_ = tmp_path / "kast" / INGEPAKT
    for inhoud in ("{", "[]", '{"vorm": "anders"}', '{"vorm": "consulent-bedragconcept/1"}'):
        (map_ / MAP / "rijk.json").write_text(inhoud)
        with pytest.raises(InvoerFout, match="concept van rijk is beschadigd"):
            lees_concept(map_, "rijk")


def test_wie_geen_beheerder_is_voert_niets_in(kast: Dossierkast, anna: Werkplek) -> None:
    with pytest.raises(Geweigerd, match="van de beheerder"):
        Werkplek(kast, Medewerker("Bea", "consulent")).bedragen.voer_in("rijk", NORM)
    assert cijfer(anna.bedragen.blad("heemskerk", DAG), "norm_alleenstaande").concept == ()


# --- the package ---------------------------------------------------------------------------------------


def opdracht(plek: Werkplek, wat: str = "Bijstandsnormen per 1 januari 2027") -> Inpakopdracht:
    stand = plek.bedragen.blad("rijk", DAG).standen[0]
    return Inpakopdracht(stand, stand.versievoorstel, stand.eindvoorstel, wat)


def test_het_pakket_houdt_alles_wat_mensen_erin_schreven(tmp_path: Path) -> None:
    van = resources() / "regels" / "rijk"
    pakket, concept = lees_pakket(van), Concept("rijk").met(NORM)
    concept = concept.met(
        Bijwerking(
            "studietoeslag_bedrag", date(2026, 7, 1), [(15, 11820), (18, 19700)], BRON, "gezien", "A"
        )
    )
    concept = concept.met(Bijwerking("norm_gehuwden", date(2026, 4, 1), 200300, BRON, "afgeleid", "A"))
    schrijf_pakket(van, tmp_path / "rijk", pakket, concept, "2027.1", date(2027, 12, 31))
    nieuw = lees_pakket(tmp_path / "rijk")
    assert (nieuw.versie, nieuw.geldig_tot) == ("2027.1", date(2027, 12, 31))
    for naam, dateringen in concept.dateringen.items():
        (datering,) = dateringen
        assert datering in nieuw.parameters[naam].dateringen
    for pad in van.glob("*.toml"):
        oude, nieuwe = (
            m.read_text(encoding="utf-8").splitlines() for m in (pad, tmp_path / "rijk" / pad.name)
        )
        weg, erbij = set(oude) - set(nieuwe), set(nieuwe) - set(oude)
        wat = {"10-normen.toml": (0, 2), "20-grenzen.toml": (1, 1), "pakket.toml": (2, 2)}
        assert (len(weg), len(erbij)) == wat.get(pad.name, (0, 0)), pad.name


def test_van_concept_tot_geinstalleerd_met_vier_ogen(
    anna: Werkplek, piet: Werkplek, tmp_path: Path
) -> None:
    anna.bedragen.voer_in("rijk", NORM)
    werk = opdracht(anna)
    assert (werk.versie, werk.tot) == ("2027.1", date(2027, 12, 31))
    assert "van €\u00a01.419,46 naar €\u00a01.447,85" in werk.stand.verschil(werk.tot)
    pad = anna.bedragen.pak_in(werk, ANNA, tmp_path / "uit")
    assert pad.name == "rijk-2027.1.regelpakket"
    bekeken = piet.bedragen.bekijk(pad, DAG)
    with pytest.raises(InvoerFout, match="geeft het niet zelf vrij"):
        anna.bedragen.geef_vrij(bekeken, pad, ANNA)
    with pytest.raises(InvoerFout, match="Deze sleutel is van Piet"):
        anna.bedragen.geef_vrij(bekeken, pad, PIET)
    piet.bedragen.geef_vrij(bekeken, pad, PIET)
    piet.regels.installeer(pad, DAG)
    blad = anna.bedragen.blad("heemskerk", DAG)
    assert cijfer(blad, "norm_alleenstaande").concept == ()
    assert cijfer(blad, "norm_alleenstaande").open_ == ""
    beelden = [b for b in pakketbeelden(anna.regels.pakketten()) if b.naam == werk.stand.pakket.naam]
    assert [(b.versie, b.in_gebruik) for b in beelden] == [("2027.1", True), ("2026.7", False)]
    assert beelden[0].wat == "Bijstandsnormen per 1 januari 2027"
    assert beelden[0].door == "Ingevoerd door Anna de Wit, nagekeken en vrijgegeven door Piet Smit."
    (tmp_path / "kast" / INGEPAKT / "rijk" / "2027.1" / "pakket.toml").write_text("")
    stuk = next(b for b in pakketbeelden(anna.regels.pakketten()) if b.versie == "2027.1")
    assert (stuk.wat, stuk.in_gebruik) == (BESCHADIGD, False)


def test_wie_een_bedrag_invoerde_geeft_het_niet_vrij_al_pakte_een_ander_het_in(
    anna: Werkplek, piet: Werkplek, tmp_path: Path
) -> None:
    anna.bedragen.voer_in("rijk", NORM)
    pad = piet.bedragen.pak_in(opdracht(piet), PIET, tmp_path / "uit")
    bekeken = piet.bedragen.bekijk(pad, DAG)
    manifest = bekeken.bestand.manifest
    assert (manifest.ingevoerd_door, manifest.ook_door) == ("Piet Smit", (NORM.door,))
    for plek, sleutel in ((anna, ANNA), (piet, PIET)):
        with pytest.raises(InvoerFout, match="geeft het niet zelf vrij"):
            plek.bedragen.geef_vrij(bekeken, pad, sleutel)
    # Also when somebody signs outside the program.
    pad.write_bytes(bekeken.bestand.geef_vrij(ANNA).als_bytes())
    with pytest.raises(InvoerFout):
        piet.regels.installeer(pad, DAG)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"versie": "2026.7"}, "hoger zijn dan 2026.7"),
        ({"versie": "nieuw"}, "geen versienummer"),
        ({"tot": date(2026, 12, 31)}, "ligt voor een bedrag"),
        ({"tot": date(2026, 12, 30)}, "laat hem staan of zet hem later"),
        ({"wat": "  "}, "in gewone woorden"),
    ],
)
def test_wat_niet_ingepakt_kan_worden(
    anna: Werkplek, tmp_path: Path, anders: dict[str, object], zin: str
) -> None:
    anna.bedragen.voer_in("rijk", NORM)
    with pytest.raises(InvoerFout, match=zin):
        anna.bedragen.pak_in(replace(opdracht(anna), **anders), ANNA, tmp_path / "uit")  # type: ignore[arg-type]
    assert not (tmp_path / "uit").exists()


def test_met_de_sleutel_van_een_ander_pakt_niemand_in(anna: Werkplek, tmp_path: Path) -> None:
    anna.bedragen.voer_in("rijk", NORM)
    with pytest.raises(InvoerFout, match="Deze sleutel is van Piet Smit"):
        anna.bedragen.pak_in(opdracht(anna), PIET, tmp_path / "uit")


def test_zonder_bedragen_verlengt_een_pakket_alleen(anna: Werkplek, tmp_path: Path) -> None:
    stand = anna.bedragen.blad("heemskerk", DAG).standen[0]
    assert stand.is_bijna_om
    assert (stand.versievoorstel, stand.eindvoorstel) == ("2026.6", date(2027, 12, 31))
    werk = Inpakopdracht(stand, "2026.6", stand.eindvoorstel, "Verlengd")
    with pytest.raises(InvoerFout, match="niets dat verandert"):
        anna.bedragen.pak_in(replace(werk, tot=stand.pakket.geldig_tot), ANNA, tmp_path)
    bekeken = anna.bedragen.bekijk(anna.bedragen.pak_in(werk, ANNA, tmp_path), DAG)
    assert bekeken.pakket.geldig_tot == date(2027, 12, 31)


def test_een_ander_pakket_op_een_dag_houdt_zijn_bedragen() -> None:
    """What was looked up by the old figures is not what the new ones give."""
    pakket: Pakket = Toetser().pakket("heemskerk")
    assert pakket.parameters_op(DAG)["norm_alleenstaande"][0] == 141946
    nieuw = pakket.met_bedragen({"norm_alleenstaande": [replace(NORM, vanaf=DAG).datering]}, DAG)
    assert nieuw.parameters_op(DAG)["norm_alleenstaande"][0] == 144785
    assert pakket.parameters_op(DAG)["norm_alleenstaande"][0] == 141946


# --- keys ----------------------------------------------------------------------------------------------


def test_een_eigen_sleutel_telt_hier_meteen_en_maar_een_keer(kast: Dossierkast, tmp_path: Path) -> None:
    vera = Werkplek(kast, Medewerker("Vera Vos", "beheerder"))
    gemaakt = vera.regels.maak_sleutel(tmp_path / "vera.sleutel", BEHEERWOORD)
    assert gemaakt in vera.regels.sleutels()
    assert (tmp_path / "vera.sleutel.publiek").exists()
    with pytest.raises(InvoerFout, match="heeft hier al een andere sleutel"):
        vera.regels.maak_sleutel(tmp_path / "tweede.sleutel", BEHEERWOORD)
    assert not (tmp_path / "tweede.sleutel").exists()


def test_elke_zekerheid_heeft_woorden() -> None:
    assert tuple(ZEKERHEID_IN_WOORDEN) == ZEKERHEDEN
    assert all(ZEKERHEID_IN_WOORDEN.values())


def test_er_zijn_twintig_verschillende_huishoudens() -> None:
    verhalen = [verhaal for verhaal, _ in bedraggevolgen.voorbeeldhuishoudens()]
    assert len(set(verhalen)) == 20
