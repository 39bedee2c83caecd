"""What the page about accounts shows, and what of an account stays when it is deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from consulent_app.acties.accountplek import ALLEEN, SLEUTELACTIE, accountbeeld
from consulent_app.acties.dossiers import Dossiers
from consulent_app.fouten import InvoerFout
from consulent_app.opslag import herstelsleutel, sleutelbestand
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import ROLLEN

BEA, BEHEER = ("Bea", "paard accu nietje"), ("Beheer", "sloot merel kachel")
EIGEN = "fiets onder de brug"
PAPIER = herstelsleutel.als_tekst(bytearray(range(32)))


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    with Dossierkast.maak(tmp_path / "kast", *BEA, argon2=Argon2(1, 8, 1)) as kast:
        kast.accounts.begin_beheer(*BEHEER, PAPIER)
    return tmp_path / "kast"


def test_de_lijst_zegt_wanneer_iemand_het_laatst_inlogde(map_: Path) -> None:
    beheer = Dossiers.open(map_, *BEHEER)
    assert [regel.laatst for regel in beheer.accounts.lijst() if regel.naam == "Bea"] == [None]
    beheer.sluit()
    for _ in range(2):
        Dossiers.open(map_, *BEA).sluit()
    Dossiers.herstel(map_, PAPIER, "Bea", EIGEN).sluit()
    beheer = Dossiers.open(map_, *BEHEER)
    laatst = {regel.naam: regel.laatst for regel in beheer.accounts.lijst()}
    regels = beheer.logboek().regels
    beheer.sluit()
    laatste_van_bea = next(r for r in regels if r.handeling.actie == "aanmelden met de herstelsleutel")
    assert laatst["Bea"] == laatste_van_bea.tijdstip
    assert laatst["Beheer"] == next(r for r in regels if r.handeling.actie == "aanmelden").tijdstip


def test_een_verwijderd_account_staat_nergens_meer_dan_in_het_logboek(map_: Path) -> None:
    Dossiers.open(map_, *BEA).sluit()
    beheer = Dossiers.open(map_, *BEHEER)
    with pytest.raises(InvoerFout, match="staat nog aan"):
        beheer.accounts.verwijder("Bea")
    beheer.accounts.schakel_uit("Bea")
    assert b"Bea" in (map_ / "sleutelbos.json").read_bytes()
    beheer.accounts.verwijder("bea")
    assert b"Bea" not in (map_ / "sleutelbos.json").read_bytes()
    assert [regel.naam for regel in beheer.accounts.lijst()] == ["Beheer"]
    assert "Bea" in [regel.handeling.actor for regel in beheer.logboek().regels]
    beheer.sluit()
    with pytest.raises(InvoerFout, match="klopt niet"):
        Dossiers.open(map_, *BEA)
    beheer = Dossiers.open(map_, *BEHEER)
    startwoord = beheer.accounts.voeg_toe("Bea", "raadsman")
    beheer.sluit()
    Dossiers.open(map_, "Bea", startwoord, EIGEN).sluit()


def test_het_eigen_account_verwijdert_niemand(map_: Path) -> None:
    beheer = Dossiers.open(map_, *BEHEER)
    with pytest.raises(InvoerFout, match="Uw eigen account"):
        beheer.accounts.verwijder("Beheer")
    beheer.sluit()


def test_de_enige_beheerder_hoort_dat_er_een_tweede_moet_komen(map_: Path) -> None:
    beheer = Dossiers.open(map_, *BEHEER)
    assert accountbeeld(beheer.accounts).let_op == [ALLEEN]
    beheer.accounts.voeg_toe("Tweede", "beheerder")
    assert accountbeeld(beheer.accounts).let_op == []
    beheer.accounts.schakel_uit("Tweede")
    assert accountbeeld(beheer.accounts).let_op == [ALLEEN]
    beheer.sluit()
    bea = Dossiers.open(map_, *BEA)
    assert accountbeeld(bea.accounts).let_op == []
    bea.sluit()


@pytest.mark.parametrize("rol", ROLLEN)
def test_elke_rol_ziet_wie_er_iets_met_accounts_deed(map_: Path, rol: str) -> None:
    """A beheerder who opens a dossier through the account of another is seen by whoever works here."""
    beheer = Dossiers.open(map_, *BEHEER)
    startwoord = beheer.accounts.voeg_toe("Kees", rol)
    beheer.accounts.nieuw_startwoord("Bea")
    beheer.accounts.vernieuw_sleutel()
    beheer.sluit()
    Dossiers.herstel(map_, PAPIER, "Bea", EIGEN).sluit()
    kees = Dossiers.open(map_, "Kees", startwoord, EIGEN)
    beeld = accountbeeld(kees.accounts)
    kees.sluit()
    assert [(r.handeling.actor, r.handeling.actie, r.handeling.object) for r in beeld.wijzigingen] == [
        ("Bea", "aanmelden met de herstelsleutel", ""),
        ("Beheer", SLEUTELACTIE, ""),
        ("Beheer", "startwachtwoord geven", "Bea"),
        ("Beheer", "account toevoegen", f"Kees ({rol})"),
    ]
    assert bool(beeld.accounts) is (rol == "beheerder")


def test_een_andere_sleutel_op_verzoek_laat_een_oude_sleutelbos_niets_openen(map_: Path) -> None:
    oud = (map_ / "sleutelbos.json").read_bytes()
    beheer = Dossiers.open(map_, *BEHEER)
    beheer.accounts.vernieuw_sleutel()
    beheer.sluit()
    Dossiers.open(map_, *BEA).sluit()
    nieuw = sleutelbestand.lees(map_)
    (map_ / "sleutelbos.json").write_bytes(oud)
    assert sleutelbestand.lees(map_) != nieuw
    with pytest.raises(Exception, match="hoort niet bij deze sleutel"):
        Dossiers.open(map_, *BEA)
