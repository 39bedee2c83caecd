"""What people add to the rules: maatwerk, talks, papers, and the tasks that follow."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from consulent_app.besluiten.afhandelen import handel_af
from consulent_app.besluiten.behandeling import (
    AL,
    MANIEREN,
    NAZORG,
    NIETS,
    Afwijsgesprek,
    Behandeling,
    Ingeleverd,
    Maatwerk,
    Nazorg,
    bewijslijst,
)
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.besluiten.taken import taken_van
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.paden import resources
from consulent_app.regels.toets import toets
from tests.regels.huishoudens import pakketten

VANDAAG = date(2026, 11, 20)
DELEN = st.tuples(st.sampled_from(["fiets", "iit"]), st.none() | st.sampled_from(["p1", "k1"]))
DAGEN = st.dates(date(2020, 1, 1), date(2030, 12, 31))
TEKST = st.text(max_size=30)
BEHANDELINGEN = st.builds(
    Behandeling,
    notities=st.dictionaries(TEKST, TEKST, max_size=2),
    afwijsgesprek=st.none() | st.builds(Afwijsgesprek, DAGEN, st.sampled_from(list(MANIEREN)), TEKST),
    maatwerk=st.dictionaries(
        DELEN, st.builds(Maatwerk, TEKST, st.none() | st.integers(1, 10**6).map(Geld)), max_size=2
    ),
    ingeleverd=st.dictionaries(TEKST, st.builds(Ingeleverd, DAGEN, st.none() | DAGEN), max_size=2),
    al=st.dictionaries(DELEN, st.sampled_from(list(AL)), max_size=2),
    nazorg=st.dictionaries(DELEN, st.builds(Nazorg, st.sampled_from(list(NAZORG)), DAGEN), max_size=2),
    getekend_op=st.none() | DAGEN,
    leefgebieden=st.dictionaries(TEKST, TEKST, max_size=2),
)


@given(BEHANDELINGEN)
def test_wat_bewaard_wordt_komt_heel_terug(behandeling: Behandeling) -> None:
    assert Behandeling.uit_document(behandeling.als_document()) == behandeling


def test_een_dossier_van_voor_die_tijd_is_leeg() -> None:
    assert Behandeling.uit_document({}) == NIETS


def _zaak(behandeling: Behandeling = NIETS, spaargeld: str = "18000.00", **anders: Any) -> Afhandeling:
    """Return the handling of a household that is refused everything when it has much money."""
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document["pakket"] = "oefenstad"
    document["huishouden"]["spaargeld"] = spaargeld
    intake, pakket = lees_document(document), pakketten()["oefenstad"]
    return handel_af(
        intake, toets(intake, pakket), pakket.regelingen, Instellingen({}), VANDAAG, "Z/2026/000001",
        behandeling=behandeling, **anders,
    )  # fmt: skip


def _ids(delen: Any) -> set[tuple[str, str | None]]:
    return {(d.regeling.id, d.persoon.id if d.persoon else None) for d in delen}


def test_maatwerk_kent_toe_wat_de_regels_weigeren() -> None:
    eerst = _zaak()
    deel = sorted(_ids(eerst.afwijzingen), key=str)[0]
    behandeling = Behandeling(maatwerk={deel: Maatwerk("Het kind kan anders niet mee.", Geld(75_00))})
    zaak = _zaak(behandeling)
    assert deel not in _ids(zaak.afwijzingen)
    (toegekend,) = (t for t in zaak.toekenningen if t.maatwerk)
    assert (toegekend.regeling.id, toegekend.bedrag) == (deel[0], Geld(75_00))
    assert toegekend.maatwerk == "Het kind kan anders niet mee."
    assert len(_ids(zaak.afwijzingen)) == len(_ids(eerst.afwijzingen)) - 1


def test_wat_er_al_is_wordt_niet_toegekend_niet_gevraagd_en_niet_geweigerd() -> None:
    eerst = _zaak(spaargeld="850.00")
    toegekend, gevraagd = next(iter(_ids(eerst.toekenningen))), next(iter(_ids(eerst.aanvragen)))
    zaak = _zaak(Behandeling(al={toegekend: "krijgt_al", gevraagd: "aangevraagd"}), spaargeld="850.00")
    assert _ids(zaak.al) == {toegekend, gevraagd}
    for stapel in (zaak.toekenningen, zaak.aanvragen, zaak.afwijzingen, zaak.nog_nodig):
        assert not _ids(stapel) & {toegekend, gevraagd}


def test_een_afwijzing_vraagt_een_gesprek_maar_een_voorstel_niet() -> None:
    assert _zaak().mist_afwijsgesprek
    assert not _zaak(rol="raadsman").mist_afwijsgesprek
    assert not _zaak(spaargeld="850.00").mist_afwijsgesprek or _zaak(spaargeld="850.00").afwijzingen
    assert not _zaak(Behandeling(afwijsgesprek=Afwijsgesprek(VANDAAG, "telefoon"))).mist_afwijsgesprek


def test_taken_volgen_uit_de_wet() -> None:
    taken = dict(taken_van(_zaak(spaargeld="850.00"), Behandeling(getekend_op=VANDAAG)))
    betalen = next(dag for wat, dag in taken.items() if wat.startswith("Betalen:"))
    beslissen = next(dag for wat, dag in taken.items() if wat.startswith("Beslissen op de aanvraag"))
    assert betalen == date(2027, 1, 1)  # zes weken na de dagtekening (Awb 4:87)
    assert beslissen == date(2027, 1, 15)  # acht weken na ontvangst (Awb 4:13)


def test_zonder_handtekening_loopt_er_geen_beslistermijn() -> None:
    taken = [wat for wat, _ in taken_van(_zaak(spaargeld="850.00"), NIETS)]
    assert not any(wat.startswith("Beslissen") for wat in taken)


def test_de_bewijslijst_noemt_ieder_papier_een_keer_en_zegt_wat_te_oud_is() -> None:
    gegeven = Behandeling(
        ingeleverd={
            "Bon": Ingeleverd(date(2026, 11, 1), date(2025, 11, 19)),
            "Paspoort": Ingeleverd(VANDAAG),
        }
    )
    lijst = bewijslijst([("Bon", "Fiets"), ("Bon", "Schoolkamp"), ("Offerte", "Fiets")], gegeven, VANDAAG)
    assert [(s.naam, s.voor, s.te_oud) for s in lijst] == [
        ("Bon", ("Fiets", "Schoolkamp"), True), ("Paspoort", (), False), ("Offerte", ("Fiets",), False),
    ]  # fmt: skip
