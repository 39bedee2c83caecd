"""What would change an outcome: every sentence is proven by judging the changed household again."""

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consulent_app.acties.toetsen import Toetser
from consulent_app.huishouden.geld import NBSP, Geld
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.huishouden.model import Intake
from consulent_app.paden import resources
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Status, Uitkomst
from consulent_app.regels.watals import Watals, wat_als
from tests.regels.huishoudens import PEILDATUMS, huishoudens, pakketten

TOETSER = Toetser()
BEDRAG = re.compile(r"Met € ([0-9.,]+) (meer|minder) ([a-z ]+?) (was|is|kon)")


def _gezin() -> Intake:
    return lees_document(laad_json(resources() / "voorbeelden" / "velsen-2019-gezin.json"))


def _met_inkomen(intake: Intake, meer: int) -> Intake:
    eerste, *rest = intake.personen
    inkomen, *ander = eerste.inkomens or ()
    assert inkomen.netto_per_maand is not None
    anders = replace(inkomen, netto_per_maand=inkomen.netto_per_maand + Geld(meer))
    return replace(intake, personen=(replace(eerste, inkomens=(anders, *ander)), *rest))


def _uitkomst(intake: Intake, regeling: str, persoon: str | None = None) -> Uitkomst:
    alle = toets(intake, TOETSER.pakket(intake.pakket)).uitkomsten
    return next(u for u in alle if u.regeling == regeling and persoon in (None, u.persoon))


def _zinnen(intake: Intake, regeling: str, persoon: str | None = None) -> list[str]:
    uitkomst = _uitkomst(intake, regeling, persoon)
    gevonden = wat_als(uitkomst, intake, TOETSER.pakket(intake.pakket))
    return [watals.zin.replace(NBSP, " ") for watals in gevonden]


def test_een_inkomen_op_de_cent() -> None:
    """What is said to be left over is what, a cent later, is said to be too much."""
    intake = _gezin()
    nog = _zinnen(intake, "fiets_volwassene", "p1") or _zinnen(intake, "sport_kind")
    spelen = next(zin for zin in nog if "inkomen per maand" in zin)
    ruimte = re.match(r"Met € ([0-9.,]+) meer inkomen", spelen)
    assert ruimte is not None
    centen = int(re.sub(r"[.,]", "", ruimte[1]))
    regeling = "fiets_volwassene" if _zinnen(intake, "fiets_volwassene", "p1") else "sport_kind"
    over = _met_inkomen(intake, centen + 4311)
    assert _uitkomst(over, regeling).status is Status.GEEN_RECHT
    assert "Met € 43,11 minder inkomen per maand was er recht." in _zinnen(over, regeling)


def test_twee_redenen_staan_er_als_twee() -> None:
    arm = _met_inkomen(_gezin(), 900000)
    rijk = replace(arm, huishouden=replace(arm.huishouden, spaargeld=Geld(90000000)))
    assert re.fullmatch(
        "Er zijn [2-9] redenen; ook zonder de eerste is er geen recht.",
        _zinnen(rijk, "individuele_inkomenstoeslag")[0],
    )


def test_een_leeftijd_zegt_vanaf_wanneer() -> None:
    zinnen = _zinnen(_gezin(), "computer", "k1") + _zinnen(_gezin(), "badenkaart", "k1")
    assert any(re.match(r"Was .+ [0-9]+ jaar, dan was er", zin) for zin in zinnen)


def test_een_open_vraag_zegt_wat_elk_antwoord_beslist() -> None:
    intake = lees_document(laad_json(resources() / "voorbeelden" / "nog-veel-onbekend.json"))
    pakket = TOETSER.pakket(intake.pakket)
    open_ = [u for u in toets(intake, pakket).uitkomsten if u.status is Status.ONBEKEND]
    zinnen = [w.zin for u in open_ for w in wat_als(u, intake, pakket)]
    assert zinnen
    assert all(re.fullmatch(r"‘.+\?’ Bij .+\.", zin) for zin in zinnen)


def _ouder() -> Intake:
    return lees_document(laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json"))


def test_een_afweging_zegt_welk_antwoord_haar_beslist() -> None:
    intake = _ouder()
    eerste, *rest = intake.personen
    intake = replace(intake, personen=(replace(eerste, wanbetaler_zorgpremie=True), *rest))
    assert _uitkomst(intake, "collectieve_zorgverzekering", "p1").status is Status.BEOORDELING
    assert _zinnen(intake, "collectieve_zorgverzekering", "p1") == [
        "Met het antwoord ‘nee’ op ‘Heeft Samira een schuld bij de zorgverzekeraar?’ was er recht.",
        "Met € 425,85 meer inkomen per maand was er geen recht.",
    ]


def test_een_bedrag_kan_een_afweging_beslissen_en_twee_samen_niet() -> None:
    gezin = _gezin()
    auto = replace(gezin, huishouden=replace(gezin.huishouden, waarde_auto=Geld(50000)))
    assert _uitkomst(auto, "kwijtschelding").status is Status.BEOORDELING
    assert "Met € 500,00 minder waarde van de auto was er recht." in _zinnen(auto, "kwijtschelding")
    ook = replace(auto, huishouden=replace(auto.huishouden, overige_bezittingen=Geld(30000)))
    assert _zinnen(ook, "kwijtschelding")[0] == (
        "Wij vonden geen antwoord of bedrag dat vanzelf recht geeft: een mens moet het afwegen."
    )


def test_wat_de_wet_altijd_laat_afwegen_zegt_dat_geen_antwoord_het_beslist() -> None:
    zinnen = _zinnen(_ouder(), "individuele_inkomenstoeslag")
    vanzelf = "Geen antwoord geeft hier vanzelf recht: een mens weegt het altijd af"
    assert zinnen[0] == f"{vanzelf} (art. 36 lid 2 Participatiewet)."
    assert zinnen[1] == "Met € 141,96 meer inkomen per maand was er geen recht."


@pytest.mark.parametrize("naam", sorted(PEILDATUMS))
@settings(max_examples=12, deadline=None)
@given(zaad=st.integers(0, 2**32))
def test_geen_zin_zonder_bewijs(naam: str, zaad: int) -> None:
    pakket = pakketten()[naam]
    for document in huishoudens(Random(zaad), naam, 2):
        intake = lees_document(document)
        for uitkomst in toets(intake, pakket).uitkomsten:
            for watals in wat_als(uitkomst, intake, pakket):
                _controleer(watals, uitkomst, intake, naam)
            if uitkomst.status is Status.BEOORDELING:
                assert wat_als(uitkomst, intake, pakket)


def _controleer(watals: Watals, uitkomst: Uitkomst, intake: Intake, naam: str) -> None:
    """Judge by the whole package what the sentence says, and hold its amount against the change."""
    for anders, status in watals.bewijs:
        opnieuw = toets(anders, pakketten()[naam]).uitkomsten
        over = [u for u in opnieuw if (u.regeling, u.persoon) == (uitkomst.regeling, uitkomst.persoon)]
        assert (over[0].status if over else Status.NVT) is status
    if not watals.bewijs:
        assert sum(reden.uitkomst is False for reden in uitkomst.redenen) >= 2
    gezegd = BEDRAG.match(watals.zin.replace(NBSP, " "))
    if gezegd and gezegd[3] == "inkomen per maand":
        centen = int(re.sub(r"[.,]", "", gezegd[1])) * (1 if gezegd[2] == "meer" else -1)
        assert _samen(watals.bewijs[0][0]) - _samen(intake) == centen


def _samen(intake: Intake) -> int:
    wie = [p for p in intake.personen if p.rol in ("aanvrager", "partner")]
    delen = [(i.netto_per_maand, i.vakantietoeslag_per_maand) for p in wie for i in p.inkomens or ()]
    return sum(bedrag.centen for paar in delen for bedrag in paar if bedrag is not None)
