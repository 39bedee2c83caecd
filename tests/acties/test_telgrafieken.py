"""The charts beside the tables, as values: a bar holds what is told, and what is not stays empty."""

from __future__ import annotations

from collections.abc import Mapping

from consulent_app.acties.telcijfers import Rij, als_tekst
from consulent_app.acties.telgrafieken import HOOGSTENS_WEKEN, REST, Grafiek, maak_grafiek
from consulent_app.tellingen.publicatie import SAMEN, TOTAAL
from consulent_app.tellingen.tabellen import PERIODE
from consulent_app.tellingen.werkboek import VOLGORDE

OORDELEN = ("beoordeeld", "toegekend", "afgewezen")


def rij(
    label: str,
    getallen: Mapping[str, int | str],
    *,
    id_: str = "",
    soort: str = PERIODE,
    weken: str = "2026-W01 t/m W47",
) -> Rij:
    """Return a row; a text in the place of a number is its sign, `≥12` is at the least."""
    cijfers: dict[str, int | None] = {}
    teksten: dict[str, str] = {}
    for kolom, wat in getallen.items():
        minstens = isinstance(wat, str) and wat.startswith("≥")
        getal = int(str(wat).lstrip("≥")) if isinstance(wat, int) or minstens else None
        teken = "≥" if minstens else "" if isinstance(wat, int) else wat
        cijfers[kolom], teksten[kolom] = getal, als_tekst(kolom, getal, str(teken))
    return Rij(soort, weken, id_ or label, label, "bron", cijfers, teksten)


def oordelen(label: str, *getallen: int | str, **anders: str) -> Rij:
    return rij(label, dict(zip(OORDELEN, getallen, strict=True)), **anders)


def grafiek(naam: str, **tabellen: tuple[Rij, ...]) -> Grafiek:
    gemaakt = maak_grafiek(naam, tabellen)
    assert gemaakt is not None
    return gemaakt


def week(nummer: int, *getallen: int | str) -> Rij:
    return oordelen("", *getallen, soort="week", weken=f"2026-W{nummer:02}")


def maand(van: int, tot: int, id_: str, **getallen: int | str) -> Rij:
    return rij(id_, getallen, soort="maand", weken=f"2026-W{van:02} t/m W{tot:02}")


# --- by time -----------------------------------------------------------------------------------------


def test_een_week_waarvan_niets_wordt_verteld_houdt_haar_plaats_met_haar_teken() -> None:
    beeld = grafiek("weken", weken=(week(40, 30, 12, 10), week(41, "<10", "·", "·"), week(42, 40, 25, "·")))
    assert beeld.staand
    assert [staaf.naam for staaf in beeld.staven] == ["W40", "W41", "W42"]
    assert [staaf.delen for staaf in beeld.staven] == [(12, 10), (0, 0), (25, 0)]
    assert [staaf.heel for staaf in beeld.staven] == [30, 0, 40]
    assert [staaf.tekst for staaf in beeld.staven] == ["30", "<10", "40"]
    assert beeld.staven[1].uitleg == "W41: beoordeeld <10; toegekend ·; afgewezen ·"
    assert beeld.rest == REST


def test_meer_weken_dan_passen_staan_per_telmaand() -> None:
    weken = tuple(week(nummer, 30, 12, 10) for nummer in range(1, HOOGSTENS_WEKEN + 2))
    maanden = (
        maand(1, 4, TOTAAL, beoordeeld=120, toegekend=48, afgewezen=40),
        maand(1, 4, SAMEN, beoordeeld=12, toegekend=10, afgewezen="·"),
        maand(5, 8, TOTAAL, beoordeeld=130, toegekend=50, afgewezen=44),
        oordelen("Alle samen", 250, 98, 84, id_=TOTAAL),
    )
    beeld = grafiek("weken", weken=weken, regelingen=maanden)
    assert [(staaf.naam, staaf.heel) for staaf in beeld.staven] == [("W01–04", 120), ("W05–08", 130)]
    assert "telmaand" in beeld.titel


def test_zonder_een_enkel_getal_is_er_geen_grafiek() -> None:
    assert maak_grafiek("weken", {"weken": (week(40, "<10", "·", "·"),)}) is None
    assert maak_grafiek("weken", {"weken": ()}) is None
    assert maak_grafiek("doorlooptijd", {"doorlooptijd": (rij("", {"besluiten": 20}),)}) is None


def test_bereikte_mensen_zijn_alleen_de_som_van_alles() -> None:
    rijen = (
        maand(1, 4, TOTAAL, personen=60, volwassenen=40, kinderen=20),
        maand(1, 4, "anders", personen=10, volwassenen=10, kinderen="<10"),
        maand(5, 8, TOTAAL, personen=50, volwassenen="·", kinderen="·"),
    )
    beeld = grafiek("bereikt", bereikt=rijen)
    assert [(staaf.delen, staaf.heel) for staaf in beeld.staven] == [((40, 20), 60), ((0, 0), 50)]
    assert "te klein" in beeld.rest


# --- by row ------------------------------------------------------------------------------------------


def test_de_meeste_staat_bovenaan_en_sommen_staan_er_niet_in() -> None:
    rijen = (
        oordelen("Fiets", 40, 12, "·"), oordelen("Computer", 90, 50, 30),
        oordelen("Babypakket", "<10", "–", "–"), oordelen("Te klein, samen", 11, 10, "·", id_=SAMEN),
        oordelen("Alle samen", 150, 80, 40, id_=TOTAAL),
        oordelen("Fiets", 20, 10, 10, soort="maand", weken="2026-W01 t/m W04"),
    )  # fmt: skip
    beeld = grafiek("regelingen", regelingen=rijen)
    assert [staaf.naam for staaf in beeld.staven] == ["Computer", "Fiets"]
    assert beeld.weg == ("Babypakket",)
    assert beeld.titel == "Oordelen per regeling (2026-W01 t/m W47)"
    assert not beeld.staand


def test_van_een_enkele_maand_zijn_het_haar_rijen_en_leeftijden_blijven_op_volgorde() -> None:
    rijen = tuple(
        oordelen(naam, aantal, 10, 10, soort="maand", weken="2026-W40 t/m W43")
        for naam, aantal in (("Jonger dan 27", 30), ("27 tot en met 44", 80), ("AOW en ouder", 50))
    )
    beeld = grafiek("leeftijd", leeftijd=rijen)
    assert [staaf.heel for staaf in beeld.staven] == [30, 80, 50]


def test_minstens_blijft_minstens() -> None:
    beeld = grafiek("plaats", plaats=(oordelen("Serviceplein", "≥1204", "≥300", 200),))
    assert beeld.staven[0].tekst == "≥\u00a01.204"
    assert beeld.staven[0].top == 1204


# --- the monitor -------------------------------------------------------------------------------------


def bereik(laag: int | str, hoogstens: int, procent: int | str, doelgroep: int = 200) -> Rij:
    getallen = {"doelgroep": doelgroep, "minstens": laag, "hoogstens": hoogstens, "procent": procent}
    return rij("Kindpakket", {**getallen, "vergelijk": 28})


def test_bereik_reikt_tot_wat_het_hoogstens_kan_zijn_en_nooit_verder_dan_allen() -> None:
    for hoogstens, tot in ((80, 40), (640, 100)):
        [staaf] = grafiek("bereik", bereik=(bereik(60, hoogstens, 30),)).staven
        assert (staaf.delen, staaf.heel, staaf.streep) == ((30,), tot, 28)
    assert staaf.uitleg == (
        "Kindpakket: bereik 30%; gebruik, minstens 60; gebruik, hoogstens 640; doelgroep 200; "
        "eerder bereik 28%"
    )


def test_meer_gebruik_dan_er_in_de_doelgroep_waren_wordt_niet_afgekapt() -> None:
    [staaf] = grafiek("bereik", bereik=(bereik(250, 260, 125),)).staven
    assert staaf.heel == staaf.top == 125


def test_bereik_dat_niet_te_zeggen_is_blijft_leeg() -> None:
    [staaf] = grafiek("bereik", bereik=(bereik("–", 50, "–"),)).staven
    assert (staaf.delen, staaf.heel, staaf.tekst) == ((0,), 25, "–")


def test_een_doel_is_een_geheel_met_de_verwachting_en_haar_marge() -> None:
    getallen = {"stand": 110, "verwacht": 150, "laag": 130, "hoog": 240, "doel": 220}
    [staaf] = grafiek("doelen", doelen=(rij("Kindpakket", getallen),)).staven
    assert (staaf.delen, staaf.streep, staaf.tekst) == ((50,), 100, "110 van 220")
    assert (staaf.verwacht, staaf.laag, staaf.hoog, staaf.top) == (68, 59, 109, 109)


def test_van_een_jaar_dat_voorbij_is_wordt_niets_meer_verwacht() -> None:
    getallen = {"stand": 240, "verwacht": 240, "laag": 240, "hoog": 240, "doel": 220}
    [staaf] = grafiek("doelen", doelen=(rij("Kindpakket", getallen),)).staven
    assert (staaf.verwacht, staaf.top) == (None, 109)


def test_zonder_verwachting_staat_er_geen_marge() -> None:
    getallen = {"stand": "–", "verwacht": "–", "laag": "–", "hoog": "–", "doel": 220}
    [staaf] = grafiek("doelen", doelen=(rij("Kindpakket", getallen),)).staven
    assert staaf.verwacht is None
    assert (staaf.tekst, staaf.top) == ("–", 100)


def test_een_daling_staat_naast_de_drie_telmaanden_ervoor() -> None:
    beeld = grafiek("waarschuwingen", waarschuwingen=(rij("Fiets", {"eerder": 1200, "laatst": 640}),))
    [staaf] = beeld.staven
    assert (staaf.delen, staaf.streep, staaf.top) == ((640,), 1200, 1200)
    assert staaf.tekst == "640, was 1.200"
    assert beeld.streep == "De drie ervoor, minstens"


def test_elke_grafiek_hoort_bij_een_tabel_die_wordt_getoond() -> None:
    zonder = {naam for naam in VOLGORDE if maak_grafiek(naam, {naam: (_vol(naam),)}) is None}
    schuldhulp = {naam for naam in VOLGORDE if naam.startswith("schuldhulp")}
    assert zonder == {"weken_regelingen", "doorlooptijd", *schuldhulp}


def _vol(naam: str) -> Rij:
    """Return a row with a number in every column of a table."""
    kolommen = (
        *OORDELEN, "personen", "volwassenen", "kinderen", "begonnen", "verwezen", "nagevraagd", "oordelen",
        "procent", "minstens", "hoogstens", "doelgroep", "vergelijk", "stand", "verwacht", "laag", "hoog",
        "doel", "eerder", "laatst",
    )  # fmt: skip
    id_, soort = (TOTAAL, "maand") if naam in ("bereikt", "dossiers") else ("rij", PERIODE)
    return rij("Rij", dict.fromkeys(kolommen, 20), id_=id_, soort=soort)
