"""MET and the gemeente see of each other only what the resident said yes to: every verb, every list."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from consulent_app.acties.inzage import geef_inzage
from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.delen import GEMEENTE, MET, NEE, ONBEKEND
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.opslag.archiefbeheer import Correctie
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker, Nieuwstuk
from tests.acties.test_werkplek import (
    BESCHIKKING,
    BRIEF,
    DAG,
    DOE,
    DOSSIER,
    MAG,
    STEL_IN,
    Zaak,
    stand,
    zaak_van,
)
from tests.telling import TELLING

Document = dict[str, Any]
AANVRAGER = {
    "id": "p1", "rol": "aanvrager", "voornaam": "Samira", "achternaam": "el Amrani", "bsn": "999990019",
    "geboortedatum": "1991-07-14",
}  # fmt: skip
ZONDER: Document = {"schema": "intake/1", "pakket": "oefenstad", "personen": [AANVRAGER]}
#: What each role may not see: of whom the dossier then is.
VAN_DE_ANDER = {"consulent": MET, "raadsman": GEMEENTE}
#: These give a list, in which nothing of the other organisation stands.
LIJSTEN: dict[str, Callable[[Any], str]] = {
    "zoek": str,
    "dagbeeld": str,
    "laatste_open": str,
    "vind_voor_inzage": str,
    "archief.aan_de_beurt": str,
    "schuldhulp.draag_over": lambda gemaakt: f"{gemaakt.dossiers} {gemaakt.verslag()}",
}
#: These are about no dossier that is there, or count. All others must refuse, also what comes later.
OVER_GEEN_DOSSIER = {
    "meld_aan", "meld_herstel", "meld_af", "nieuw", "neem_over", "meld_toetsing", "meld_reeks", "telfeiten",
    "reservekopie", "kies_kopiemap", "archief.verklaringen", "accounts.begin_beheer",
    "accounts.wijzig_wachtwoord", "accounts.wijzigingen", "meld_telling", "archief.kies",
    "overdracht.maak", "overdracht.lees", "overdracht.begin", "overdracht.meld_aan", "overdracht.laat_toe",
    "overdracht.kom_binnen", "overdracht.maak_kennismaking", "overdracht.maak_kennis", "regels.vertrouw",
    "regels.trek_in", "regels.installeer", "regels.maak_sleutel", *STEL_IN, "inrichting.neem_over",
    "bedragen.voer_in", "bedragen.neem_terug", "bedragen.pak_in", "bedragen.geef_vrij",
}  # fmt: skip


def met(toestemming: bool | None, document: Document = ZONDER) -> Document:
    return copy.deepcopy(document) | {"gesprek": {"toestemming_delen": toestemming}}


@pytest.fixture
def kast(tmp_path: Path) -> Iterator[Dossierkast]:
    with Dossierkast.maak(tmp_path / "kast", "Bea", "paard accu nietje", argon2=Argon2(1, 8, 1)) as kast:
        yield kast


@pytest.fixture
def consulent(kast: Dossierkast) -> Werkplek:
    return Werkplek(kast, Medewerker("Bea", "consulent"))


@pytest.fixture
def raadsman(kast: Dossierkast) -> Werkplek:
    return Werkplek(kast, Medewerker("Rik", "raadsman"))


def ander(rol: str, document: Document, tmp_path: Path) -> Any:
    return zaak_van(VAN_DE_ANDER[rol], document, tmp_path)


def mogen(namen: set[str]) -> list[tuple[str, str]]:
    return [(naam, rol) for naam in sorted(namen) for rol in sorted(DOSSIER & MAG[naam])]


# --- every verb ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("naam", "rol"), mogen(set(MAG) - set(LIJSTEN) - OVER_GEEN_DOSSIER))
def test_elk_werkwoord_over_een_dossier_weigert_dat_van_de_ander(
    tmp_path: Path, naam: str, rol: str
) -> None:
    with ander(rol, ZONDER, tmp_path) as zaak:
        voor = stand(zaak)
        with pytest.raises(Geweigerd) as weigering:
            DOE[naam](Werkplek(zaak.kast, Medewerker("Bea", rol)), zaak)
        assert str(weigering.value) == ONBEKEND.reden
        assert stand(zaak) == voor
        (regel,) = zaak.kast.logregels()
        assert regel.handeling.resultaat == "geweigerd"
        over = {"taak_klaar": f"taak {zaak.taak}", "archief.vernietig": zaak.oud}
        assert regel.handeling.object == over.get(naam, zaak.dossier)


@pytest.mark.parametrize("rol", sorted(DOSSIER))
def test_wat_van_de_ander_is_staat_niet_op_de_lijst_om_te_vernietigen(tmp_path: Path, rol: str) -> None:
    with ander(rol, ZONDER, tmp_path) as zaak, pytest.raises(InvoerFout, match="staat niet op de lijst"):
        DOE["archief.kies"](Werkplek(zaak.kast, Medewerker("Bea", rol)), zaak)


@pytest.mark.parametrize(("naam", "rol"), mogen(set(LIJSTEN)))
@pytest.mark.parametrize("toestemming", [None, False, True])
def test_in_een_lijst_staat_het_alleen_met_een_ja(
    tmp_path: Path, naam: str, rol: str, toestemming: bool | None
) -> None:
    with ander(rol, met(toestemming), tmp_path) as zaak:
        zaak.kast.bewaar_behandeling(
            zaak.dossier, "schuldhulp", {}, {"schuldhulp": {"aangemeld": "2026-11-02"}}
        )
        if naam == "dagbeeld":
            zaak.kast.zet_voorstel(zaak.oud, DAG)
        gegeven = LIJSTEN[naam](DOE[naam](Werkplek(zaak.kast, Medewerker("Bea", rol)), zaak))
        gezien = any(woord in gegeven for woord in (zaak.dossier, zaak.oud, zaak.kenmerk, "Samira"))
        assert gezien is (toestemming is True)


@pytest.mark.parametrize("rol", ["consulent", "raadsman"])
@pytest.mark.parametrize("tekst", ["999990019", "Z/2026/000002", "14-07-1991", "1991", "sam", "", "2"])
def test_een_zoekopdracht_verraadt_niet_dat_het_er_is(tmp_path: Path, rol: str, tekst: str) -> None:
    with ander(rol, ZONDER, tmp_path) as zaak:
        assert zaak.kast.zoek(tekst, voor=VAN_DE_ANDER[rol])
        assert Werkplek(zaak.kast, Medewerker("Bea", rol)).zoek(tekst) == []
        (regel,) = zaak.kast.logregels()
        assert (regel.handeling.object, regel.handeling.resultaat) == ("(0 gevonden)", "gelukt")


def test_wat_waar_wacht_telt_alleen_voor_wie_het_is(
    kast: Dossierkast, consulent: Werkplek, raadsman: Werkplek
) -> None:
    """A conversation, a task and a proposal of each; no count of the one says anything of the other."""
    for plek in (consulent, raadsman):
        plek.nieuw(ZONDER)
        plek.stel_voor(plek.nieuw(ZONDER).id, DAG, [BRIEF], [("Bellen", DAG)], TELLING)
    for plek, ander_ in ((consulent, raadsman), (raadsman, consulent)):
        beeld, zijn = plek.dagbeeld(), {regel.id for regel in plek.zoek("")}
        assert [len(beeld.taken), len(beeld.voorstellen), len(beeld.gesprekken)] == [1, 1, 1]
        assert zijn == {d.id for d in (*beeld.voorstellen, *beeld.gesprekken)}
        assert zijn.isdisjoint(regel.id for regel in ander_.zoek(""))


@pytest.mark.parametrize("rol", ["consulent", "raadsman"])
def test_wat_te_oud_is_telt_alleen_voor_wie_het_is(tmp_path: Path, rol: str) -> None:
    with ander(rol, ZONDER, tmp_path) as zaak:
        assert zaak.kast.archief.aantal_te_oud(VAN_DE_ANDER[rol]) == 1
        assert Werkplek(zaak.kast, Medewerker("Bea", rol)).dagbeeld().te_oud == 0


@pytest.mark.parametrize("rol", ["teamleider", "beheerder"])
def test_een_ja_opent_niets_voor_wie_geen_dossiers_heeft(zaak_met_ja: Zaak, rol: str) -> None:
    werkplek = Werkplek(zaak_met_ja.kast, Medewerker("Bea", rol))
    with pytest.raises(Geweigerd, match="met de rol"):
        werkplek.haal(zaak_met_ja.dossier)


@pytest.fixture
def zaak_met_ja(tmp_path: Path) -> Iterator[Zaak]:
    with zaak_van(MET, met(True), tmp_path) as zaak:
        yield zaak


# --- the yes and the no ----------------------------------------------------------------------------------


def test_een_dossier_is_van_wie_het_begint(
    consulent: Werkplek, raadsman: Werkplek, kast: Dossierkast
) -> None:
    van_gemeente, van_met = consulent.nieuw(ZONDER).id, raadsman.nieuw(ZONDER).id
    assert [regel.id for regel in kast.zoek("", voor=GEMEENTE)] == [van_gemeente]
    assert [regel.id for regel in kast.zoek("", voor=MET)] == [van_met]


def test_een_voorstel_komt_pas_met_een_ja_bij_de_gemeente(consulent: Werkplek, raadsman: Werkplek) -> None:
    """Without it a raadsman prints for the resident, and nothing goes to the gemeente."""
    id_ = raadsman.nieuw(ZONDER).id
    raadsman.stel_voor(id_, DAG, [BRIEF], [("Bellen", DAG)], TELLING)
    raadsman.meld_afdruk(id_, ["overzicht-nl", "voorstel"])
    assert [len(deel) for deel in (consulent.dagbeeld().voorstellen, consulent.dagbeeld().taken)] == [0, 0]
    raadsman.bewaar_antwoord(id_, "gesprek.toestemming_delen", True, met(True))
    assert [regel.id for regel in consulent.dagbeeld().voorstellen] == [id_]
    assert [taak.dossier_id for taak in consulent.dagbeeld().taken] == [id_]
    assert consulent.haal(id_).id == id_


@pytest.mark.parametrize("hoe", ["antwoord", "correctie"])
def test_na_een_nee_ziet_de_ander_het_niet_meer(consulent: Werkplek, raadsman: Werkplek, hoe: str) -> None:
    id_ = raadsman.nieuw(met(True)).id
    consulent.haal(id_)
    if hoe == "antwoord":
        consulent.bewaar_antwoord(id_, "gesprek.toestemming_delen", False, met(False))
    else:
        correctie = Correctie("gesprek.toestemming_delen", True, False, "verkeerd verstaan", "inwoner")
        consulent.archief.corrigeer(id_, correctie, met(False))
    assert consulent.zoek("") == []
    with pytest.raises(Geweigerd) as weigering:
        consulent.haal(id_)
    assert str(weigering.value) == NEE.reden
    assert raadsman.haal(id_).id == id_


def test_het_nee_geldt_ook_voor_een_voorstel_dat_wacht(consulent: Werkplek, raadsman: Werkplek) -> None:
    id_ = raadsman.nieuw(met(True)).id
    raadsman.stel_voor(id_, DAG, [BRIEF], [], TELLING)
    assert len(consulent.dagbeeld().voorstellen) == 1
    raadsman.bewaar_antwoord(id_, "gesprek.toestemming_delen", False, met(False))
    assert consulent.dagbeeld().voorstellen == []
    assert [regel.id for regel in raadsman.dagbeeld().voorstellen] == [id_]


@pytest.mark.parametrize("soort", ["besluit", "uitstel"])
def test_wat_de_gemeente_besloot_blijft_bij_de_gemeente(
    consulent: Werkplek, raadsman: Werkplek, soort: str
) -> None:
    """The law makes it keep that, also when the resident no longer wants to share."""
    id_ = raadsman.nieuw(met(True)).id
    if soort == "besluit":
        consulent.besluit(id_, [BESCHIKKING], [], TELLING)
    else:
        consulent.bewaar_stukken(id_, [Nieuwstuk(soort, "u.pdf", b"%PDF", {}, DAG)], TELLING)
    raadsman.bewaar_antwoord(id_, "gesprek.toestemming_delen", False, met(False))
    for plek in (consulent, raadsman):
        assert plek.haal(id_).id == id_
        assert [regel.id for regel in plek.zoek("999990019")] == [id_]


def test_wat_de_gemeente_in_eigen_dossier_besloot_ziet_met_na_een_nee_niet(
    consulent: Werkplek, raadsman: Werkplek
) -> None:
    id_ = consulent.nieuw(met(True)).id
    raadsman.stel_voor(id_, DAG, [BRIEF], [], TELLING)
    consulent.besluit(id_, [BESCHIKKING], [], TELLING)
    consulent.bewaar_antwoord(id_, "gesprek.toestemming_delen", False, met(False))
    assert raadsman.zoek("") == []
    with pytest.raises(Geweigerd):
        raadsman.stukken(id_)


def test_het_ja_staat_er_samen_met_het_antwoord_of_niet(kast: Dossierkast, consulent: Werkplek) -> None:
    id_ = consulent.nieuw(ZONDER).id
    with pytest.raises(ValueError, match="JSON"):
        consulent.bewaar_antwoord(id_, "gesprek.toestemming_delen", float("nan"), met(True))
    assert kast.zoek("", voor=MET) == []
    consulent.bewaar_antwoord(id_, "gesprek.toestemming_delen", True, met(True))
    assert [regel.id for regel in kast.zoek("", voor=MET)] == [id_]


def test_een_dossier_uit_een_bestand_is_van_de_gemeente(consulent: Werkplek, raadsman: Werkplek) -> None:
    consulent.neem_over("AMB-20261121-0001-000001", ZONDER, "b.pdf", b"", {}, date(2026, 11, 21), TELLING)
    assert len(consulent.zoek("")) == 1
    assert raadsman.zoek("") == []


# --- inzage -------------------------------------------------------------------------------------------


def test_inzage_geeft_wat_de_gemeente_heeft_en_noemt_met(
    consulent: Werkplek, raadsman: Werkplek, tmp_path: Path
) -> None:
    van_gemeente, van_met = consulent.nieuw(ZONDER), raadsman.nieuw(ZONDER)
    pdf, als_json = geef_inzage(consulent, Toetser(), "999990019", None, DAG, tmp_path)
    gegevens = json.loads(als_json.read_bytes())
    assert [dossier["kenmerk"] for dossier in gegevens["dossiers"]] == [van_gemeente.kenmerk]
    assert "vragen bij MET" in gegevens["elders"]
    gedrukt = "\n".join(blad.extract_text() for blad in PdfReader(pdf).pages)
    assert "Vraag het aan MET." in " ".join(gedrukt.split())
    assert van_met.kenmerk not in gedrukt


@pytest.mark.parametrize("vraag", [("999990019", None), (None, "Z/2026/000001")])
def test_inzage_verraadt_niet_dat_met_iets_heeft(
    consulent: Werkplek, raadsman: Werkplek, tmp_path: Path, vraag: tuple[str | None, str | None]
) -> None:
    """The same sentence, whether MET has a dossier of this person or nobody has."""
    zinnen = []
    for _ in range(2):
        with pytest.raises(InvoerFout) as fout:
            geef_inzage(consulent, Toetser(), *vraag, DAG, tmp_path)
        zinnen.append(str(fout.value))
        raadsman.nieuw(ZONDER)
    assert zinnen[0] == zinnen[1]
    assert "MET" in zinnen[0]
