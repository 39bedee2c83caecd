"""Debt help in the counts: worked by hand, never taken back in silence, and nothing to work out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from consulent_app.tellingen.assen import RIJEN_SCHULDHULP
from consulent_app.tellingen.feiten import STAP, Telfeiten
from consulent_app.tellingen.onderdrukken import SPEELRUIMTE
from consulent_app.tellingen.tabellen import Weektelling, tel
from consulent_app.tellingen.weken import Week
from tests.tellingen.aanvaller import Stelsel
from tests.tellingen.test_tabellen import cel, met_de_hand
from tests.tellingen.verzonnen import feiten, schuldhulp

NA_AFLOOP = date(2027, 2, 1)
#: In the months of weeks 40 to 43 and 44 to 47.
EERST, LATER = "2026-10-01", "2026-11-05"
Stap = tuple[str, str, str, str]


def bron(stappen: list[Stap]) -> Telfeiten:
    beeld = pd.DataFrame(stappen, columns=["huishouden", "dag", "soort", "wat"])
    return replace(met_de_hand({}), stappen=beeld.assign(nr=beeld.index + 1)[list(STAP)])


def geteld(*stappen: Stap, tot: int = 43) -> Weektelling:
    return tel(bron(list(stappen)), Week(2026, 40), Week(2026, tot), NA_AFLOOP)


def elk(aantal: int, soort: str, wat: str = "", dag: str = EERST, vanaf: int = 0) -> list[Stap]:
    """Return the same step for so many households."""
    return [(f"h{nr}", dag, f"schuldhulp_{soort}", wat) for nr in range(vanaf, vanaf + aantal)]


# --- by hand -----------------------------------------------------------------------------------------


def test_veertig_kwamen_er_en_zestien_vertrokken() -> None:
    telling = geteld(
        *elk(40, "aanmelding"), *elk(12, "crisis", "wet"), *elk(25, "gesprek", "op_tijd"),
        *elk(11, "gesprek", "te_laat", vanaf=25), *elk(14, "doorstroom", "doorverwezen"),
        *elk(20, "doorstroom", "plan_van_aanpak"), *elk(16, "uitstroom", "Verhuisd"),
    )  # fmt: skip
    for fase, aantal in (("instroom", 40), ("gesprek", 36), ("doorstroom", 34), ("uitstroom", 16)):
        assert cel(telling, "schuldhulp", fase, "geteld") == (aantal, ""), fase
        assert cel(telling, "schuldhulp", fase, "correctie")[1] == "<10"
    # No crisis of the gemeente alone: how many had no crisis at all stays hidden with it, not the crises.
    assert cel(telling, "schuldhulp_instroom", "gemeente", "aanmeldingen")[1] == "<10"
    assert cel(telling, "schuldhulp_instroom", "geen", "aanmeldingen")[1] == "·"
    assert cel(telling, "schuldhulp_instroom", "wet", "aanmeldingen") == (12, "")
    assert cel(telling, "schuldhulp_uitstroom", "totaal", "uitgestroomd") == (16, "")
    assert cel(telling, "schuldhulp_uitstroom", "Afgerond", "uitgestroomd")[1] == "<10"


def test_de_wachttijd_naar_de_termijn_van_de_wet() -> None:
    """Thirty waited 10 days, fifteen 30 and fifteen nobody knows: the days of 45."""
    telling = geteld(
        *elk(30, "gesprek", "op_tijd"), *elk(30, "wachttijd", "10"),
        *elk(15, "gesprek", "te_laat", vanaf=30), *elk(15, "wachttijd", "30", vanaf=30),
        *elk(15, "gesprek", vanaf=45),
    )  # fmt: skip
    for rij, aantal in (("op_tijd", 30), ("te_laat", 15), ("", 15), ("totaal", 60)):
        assert cel(telling, "schuldhulp_wachttijd", rij, "gesprekken") == (aantal, ""), rij
    assert cel(telling, "schuldhulp_wachttijd", "totaal", "mediaan") == (10, "")
    assert cel(telling, "schuldhulp_wachttijd", "totaal", "p90")[1] == "–"


def test_te_laat_staat_er_ook_als_van_iedereen_de_dag_bekend_is() -> None:
    """Nobody without a day is a number under ten; beside it who was in time is hidden, not who was late."""
    telling = geteld(*elk(30, "gesprek", "op_tijd"), *elk(12, "gesprek", "te_laat", vanaf=30))
    assert cel(telling, "schuldhulp_wachttijd", "te_laat", "gesprekken") == (12, "")
    assert cel(telling, "schuldhulp_wachttijd", "op_tijd", "gesprekken")[1] == "·"


def test_besluiten_naar_hoe_en_hoe_snel() -> None:
    """Forty decisions: 26 in time after 30 days, fourteen after 70; thirty let somebody in."""
    telling = geteld(
        *elk(30, "doorstroom", "Toelatingsbeschikking"),
        *elk(10, "doorstroom", "Afwijzingsbeschikking", vanaf=30),
        *elk(26, "besluit", "op_tijd"), *elk(26, "besluittijd", "30"),
        *elk(14, "besluit", "te_laat", vanaf=26), *elk(14, "besluittijd", "70", vanaf=26),
        *elk(15, "doorstroom", "doorverwezen"), *elk(12, "doorstroom", "plan_van_aanpak"),
    )  # fmt: skip
    assert cel(telling, "schuldhulp_doorstroom", "besluit", "stappen") == (40, "")
    for rij, aantal in (("Toelatingsbeschikking", 30), ("Afwijzingsbeschikking", 10), ("totaal", 40)):
        assert cel(telling, "schuldhulp_besluiten", rij, "besluiten") == (aantal, ""), rij
    assert cel(telling, "schuldhulp_beslistermijn", "te_laat", "besluiten") == (14, "")
    assert cel(telling, "schuldhulp_beslistermijn", "totaal", "mediaan") == (30, "")


def test_waar_het_aantal_besluiten_weg_is_staat_er_niets_over() -> None:
    telling = geteld(
        *elk(9, "doorstroom", "Toelatingsbeschikking"), *elk(9, "besluit", "op_tijd"),
        *elk(40, "doorstroom", "doorverwezen"), *elk(30, "doorstroom", "plan_van_aanpak"),
    )  # fmt: skip
    for naam in ("schuldhulp_besluiten", "schuldhulp_beslistermijn"):
        assert set(telling.tabellen[naam].tekens["besluiten"]) == {"–"}, naam


def test_een_besluit_waarvan_later_een_dag_verbetert_telt_niet_nog_eens() -> None:
    """In November only days change of decisions of October, beside twenty new ones in time."""
    verbeterd = [
        *elk(25, "correctie", "schuldhulp_besluit/op_tijd", LATER), *elk(25, "besluit", "te_laat", LATER),
        *elk(20, "doorstroom", "Toelatingsbeschikking", LATER, 100),
        *elk(20, "besluit", "op_tijd", LATER, 100),
        *elk(12, "doorstroom", "doorverwezen", LATER), *elk(12, "doorstroom", "plan_van_aanpak", LATER),
    ]  # fmt: skip
    eerst = [*elk(25, "doorstroom", "Toelatingsbeschikking"), *elk(25, "besluit", "op_tijd")]
    telling = geteld(*eerst, *verbeterd, tot=47)
    rijen = telling.tabellen["schuldhulp_beslistermijn"].cijfers.set_index(["rij", "van", "soort"])
    assert rijen.loc[("totaal", "2026-W44", "maand"), "besluiten"] == 20


@pytest.mark.parametrize(("bekend", "teken"), [(20, "–"), (28, "–"), (29, "")])
def test_een_mediaan_zegt_niet_hoeveel_er_zonder_dagen_zijn(bekend: int, teken: str) -> None:
    """With `<10` without days 29 is the first sum of which surely twenty have days."""
    op_tijd = bekend - 14
    telling = geteld(
        *elk(op_tijd, "gesprek", "op_tijd"), *elk(14, "gesprek", "te_laat", vanaf=op_tijd),
        *elk(bekend, "wachttijd", "9"),
    )  # fmt: skip
    assert cel(telling, "schuldhulp_wachttijd", "", "gesprekken")[1] == "<10"
    assert cel(telling, "schuldhulp_wachttijd", "totaal", "mediaan")[1] == teken


def test_wat_in_dezelfde_maand_is_teruggenomen_telt_niet() -> None:
    terug = elk(12, "correctie", "schuldhulp_uitstroom/Zelf", "2026-10-20")
    anders = elk(12, "uitstroom", "Verhuisd", "2026-10-20")
    telling = geteld(*elk(30, "uitstroom", "Zelf"), *terug, *anders)
    assert cel(telling, "schuldhulp", "uitstroom", "geteld") == (30, "")
    assert cel(telling, "schuldhulp", "uitstroom", "correctie")[1] == "<10"


def test_wat_later_is_teruggenomen_staat_er_als_correctie_en_eerder_blijft_staan() -> None:
    eerst = elk(30, "uitstroom", "Zelf")
    later = [
        *elk(12, "correctie", "schuldhulp_uitstroom/Zelf", LATER), *elk(12, "uitstroom", "Verhuisd", LATER)
    ]  # fmt: skip
    zonder, met = geteld(*eerst, tot=47), geteld(*eerst, *later, tot=47)
    for telling in (zonder, met):
        rijen = telling.tabellen["schuldhulp"].cijfers.set_index(["rij", "van", "soort"])
        assert rijen.loc[("uitstroom", "2026-W40", "maand"), "geteld"] == 30
    rij = rijen.loc[("uitstroom", "2026-W44", "maand")]
    assert (rij["geteld"], rij["correctie"]) == (12, 12)


def test_een_datum_die_verbetert_telt_niet_nog_eens() -> None:
    """The day of the question proved another: the same step is taken back and noted again."""
    nog_eens = [*elk(20, "correctie", "schuldhulp_aanmelding", LATER), *elk(20, "aanmelding", "", LATER)]
    telling = geteld(*elk(20, "aanmelding"), *nog_eens, tot=47)
    rijen = telling.tabellen["schuldhulp"]
    november = rijen.cijfers["van"].eq("2026-W44") & rijen.cijfers["rij"].eq("instroom")
    assert rijen.tekens[november].to_dict("records") == [{"geteld": "<10", "correctie": "<10"}]


def test_vijftig_brieven_aan_vier_huishoudens_zijn_geen_getal() -> None:
    vier = [(f"h{nr % 4}", EERST, "schuldhulp_contactpoging", "Brief") for nr in range(50)]
    telling = geteld(*vier, *elk(11, "contactpoging", "Telefoon"), *elk(5, "contactpoging", "Telefoon"))
    assert cel(telling, "schuldhulp_contact", "Brief", "pogingen")[1] == "–"
    assert cel(telling, "schuldhulp_contact", "Brief", "bij_huishoudens")[1] == "<10"
    assert cel(telling, "schuldhulp_contact", "Telefoon", "pogingen") == (16, "")
    assert cel(telling, "schuldhulp_contact", "Telefoon", "bij_huishoudens") == (11, "")


def test_zonder_schuldhulp_zijn_haar_tabellen_leeg() -> None:
    telling = tel(met_de_hand(*[{}] * 20), Week(2026, 40), Week(2026, 43), NA_AFLOOP)
    for naam in RIJEN_SCHULDHULP:
        assert telling.tabellen[naam].cijfers.empty, naam


def test_nergens_een_slagingspercentage() -> None:
    telling = tel(feiten(2_000, 3), Week(2026, 1), Week(2026, 53), NA_AFLOOP)
    for naam in RIJEN_SCHULDHULP:
        tabel = telling.tabellen[naam]
        assert not {"procent", "slaging"} & set(tabel.kolommen)
        assert "slag" not in f"{tabel.titel}{tabel.definitie}".lower()


def test_een_verbeterde_wachttijd_van_een_eerder_gesprek_telt_niet_mee() -> None:
    verbeterd = [
        *elk(25, "correctie", "schuldhulp_wachttijd/10", LATER), *elk(25, "wachttijd", "12", LATER),
        *elk(40, "gesprek", "op_tijd", LATER, 100), *elk(40, "wachttijd", "3", LATER, 100),
    ]  # fmt: skip
    telling = geteld(*elk(25, "gesprek", "op_tijd"), *elk(25, "wachttijd", "10"), *verbeterd, tot=47)
    rijen = telling.tabellen["schuldhulp_wachttijd"].cijfers.set_index(["rij", "van", "soort"])
    assert rijen.loc[("totaal", "2026-W44", "maand"), "mediaan"] == 3


# --- nobody works anything out -----------------------------------------------------------------------


def val_aan(telling: Weektelling, van: str) -> dict[tuple[str, ...], float]:
    """Return how far apart the least and the most are of each hidden number, to who reads all tables."""
    stelsel = Stelsel()
    for naam, kolom, fase in (
        ("schuldhulp_instroom", "aanmeldingen", "instroom"),
        ("schuldhulp_wachttijd", "gesprekken", "gesprek"),
        ("schuldhulp_doorstroom", "stappen", "doorstroom"),
        ("schuldhulp_besluiten", "besluiten", ""),
        ("schuldhulp_beslistermijn", "besluiten", ""),
        ("schuldhulp_uitstroom", "uitgestroomd", "uitstroom"),
    ):
        cellen = lees(telling, naam, kolom, van)
        rijen = [rij for rij in cellen if rij not in ("totaal", "samen")]
        samen = [rij for rij in rijen if cellen[rij][1]]
        wie = {"totaal": rijen, "samen": samen}
        for rij, (waarde, teken) in cellen.items():
            stelsel.lees((naam, rij), [(naam, r) for r in wie.get(rij, [rij])], waarde, teken)
        if fase:
            fasewaarde, teken = lees(telling, "schuldhulp", "geteld", van)[fase]
            stelsel.lees((fase,), [(naam, r) for r in rijen], fasewaarde, teken)
        else:
            stelsel.zelfde([("schuldhulp_doorstroom", "besluit")], [(naam, r) for r in rijen])
        wacht = naam in ("schuldhulp_wachttijd", "schuldhulp_beslistermijn")
        if wacht and not lees(telling, naam, "mediaan", van)["totaal"][1]:
            bekend = stelsel.som([(naam, "op_tijd"), (naam, "te_laat")])
            stelsel.hoogstens.append((dict.fromkeys(bekend, -1.0), -20.0))
    return {naam: hoog - laag for naam, laag, hoog in stelsel.grenzen()}


def lees(telling: Weektelling, naam: str, kolom: str, van: str) -> dict[str, tuple[object, str]]:
    tabel = telling.tabellen[naam]
    waar = tabel.cijfers["van"].eq(van) & tabel.cijfers["soort"].eq("maand")
    delen = (tabel.cijfers.loc[waar, "rij"], tabel.cijfers.loc[waar, kolom], tabel.tekens.loc[waar, kolom])
    return {rij: (waarde, teken) for rij, waarde, teken in zip(*delen, strict=True)}


@pytest.mark.parametrize(("huishoudens", "zaad"), [(60, 1), (250, 2), (900, 3), (3000, 4)])
def test_de_aanvaller_vindt_geen_verborgen_getal(huishoudens: int, zaad: int) -> None:
    kans = np.random.default_rng(zaad)
    eerste_dag = {f"h{nr}": f"2026-{kans.integers(1, 12):02d}-{kans.integers(1, 28):02d}"
                  for nr in range(huishoudens)}  # fmt: skip
    stappen = schuldhulp(kans, eerste_dag).sort_values("dag", kind="stable").reset_index(drop=True)
    alles = replace(met_de_hand({}), stappen=stappen.assign(nr=stappen.index + 1)[list(STAP)])
    telling = tel(alles, Week(2026, 1), Week(2026, 53), NA_AFLOOP)
    breedtes = {
        (str(maand), *naam): breed
        for maand in telling.maanden
        for naam, breed in val_aan(telling, str(maand.eerste)).items()
    }
    assert len(breedtes) > 50
    assert {naam: breed for naam, breed in breedtes.items() if breed < SPEELRUIMTE - 1e-6} == {}
