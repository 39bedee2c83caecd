"""Who may open the dossiers: every verb of the beheerder, and what each leaves behind in the key file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consulent_app.fouten import EersteKeer, InvoerFout, OmgevingsFout
from consulent_app.opslag import herstelsleutel, sleutelbestand, sleutelbos
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import ROLLEN, Accountregel, Medewerker
from tests.opslag.conftest import BEHEERWOORD

EIGEN = "een heel eigen woord"


def opent(map_: Path, naam: str, wachtwoord: str) -> Medewerker:
    with Dossierkast.open(map_, naam, wachtwoord) as kast:
        kast.zoek("")
        return kast.medewerker


def weiger(map_: Path, naam: str, wachtwoord: str, zin: str = sleutelbos.KLOPT_NIET) -> None:
    with pytest.raises(InvoerFout) as fout:
        Dossierkast.open(map_, naam, wachtwoord)
    assert str(fout.value) == zin
    # Every refusal counts; without this the next one would be told to wait.
    (map_ / "pogingen.json").write_text('{"mislukt": 0, "laatst": 0}')


@pytest.fixture(autouse=True)
def geen_wachttijd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let these tests mistype as often as they want; test_pogingen is about the waiting."""
    monkeypatch.setattr("consulent_app.opslag.pogingen.VRIJ", 99)


def test_het_eerste_account_is_van_een_consulent(kast: Dossierkast) -> None:
    assert kast.medewerker == Medewerker("Sanne", "consulent")
    assert not kast.accounts.heeft_beheerder


def test_een_mens_kan_twee_accounts_hebben_met_twee_wachtwoorden(
    papier: str, map_: Path, wachtwoord: str
) -> None:
    assert opent(map_, "Sanne", wachtwoord) == Medewerker("Sanne", "consulent")
    assert opent(map_, "Beheer", BEHEERWOORD) == Medewerker("Beheer", "beheerder")
    weiger(map_, "Sanne", BEHEERWOORD)
    weiger(map_, "Beheer", wachtwoord)


def test_het_beheer_begint_een_keer_en_met_een_eigen_naam(kast: Dossierkast) -> None:
    with pytest.raises(InvoerFout, match="al een account"):
        kast.accounts.begin_beheer(" SANNE ", BEHEERWOORD, herstelsleutel.nieuw())
    with pytest.raises(InvoerFout, match="te kort"):
        kast.accounts.begin_beheer("Beheer", "kort", herstelsleutel.nieuw())
    with pytest.raises(InvoerFout, match="typefout"):
        kast.accounts.begin_beheer("Beheer", BEHEERWOORD, "ABCD")
    assert not kast.accounts.heeft_beheerder
    kast.accounts.begin_beheer("Beheer", BEHEERWOORD, herstelsleutel.nieuw())
    with pytest.raises(InvoerFout, match="al een beheerder"):
        kast.accounts.begin_beheer("Nog een", BEHEERWOORD, herstelsleutel.nieuw())


@pytest.mark.parametrize("rol", ROLLEN)
def test_een_startwachtwoord_opent_niets_tot_er_een_eigen_is(
    beheer: Dossierkast, map_: Path, rol: str
) -> None:
    startwoord = beheer.accounts.voeg_toe("Wim de Vries", rol)
    beheer.sluit()
    with pytest.raises(EersteKeer):
        Dossierkast.open(map_, "wim de vries", startwoord)
    with pytest.raises(InvoerFout, match="ander wachtwoord"):
        Dossierkast.open(map_, "wim de vries", startwoord, startwoord)
    with pytest.raises(InvoerFout, match="te kort"):
        Dossierkast.open(map_, "wim de vries", startwoord, "kort")
    with Dossierkast.open(map_, "wim de vries", startwoord, EIGEN) as kast:
        assert kast.medewerker == Medewerker("Wim de Vries", rol)
    weiger(map_, "Wim de Vries", startwoord)
    assert opent(map_, "Wim de Vries", EIGEN).rol == rol


def test_elk_startwachtwoord_is_anders(beheer: Dossierkast) -> None:
    woorden = {beheer.accounts.voeg_toe(f"Medewerker {nummer}", "consulent") for nummer in range(20)}
    assert len(woorden) == 20
    assert all(len(woord) == 19 for woord in woorden)


def test_een_naam_kan_maar_een_keer(beheer: Dossierkast) -> None:
    with pytest.raises(InvoerFout, match="al een account"):
        beheer.accounts.voeg_toe("sanne", "raadsman")


def test_de_lijst_zegt_wie_er_is_en_hoe(beheer: Dossierkast) -> None:
    beheer.accounts.voeg_toe("Wim", "raadsman")
    beheer.accounts.schakel_uit("Sanne")
    assert beheer.accounts.lijst() == [
        Accountregel("Beheer", "beheerder", actief=True, startwoord=False),
        Accountregel("Sanne", "consulent", actief=False, startwoord=False),
        Accountregel("Wim", "raadsman", actief=True, startwoord=True),
    ]


def test_uitgezet_en_weer_aangezet_met_hetzelfde_wachtwoord(
    beheer: Dossierkast, map_: Path, wachtwoord: str
) -> None:
    beheer.accounts.schakel_uit("Sanne")
    beheer.sluit()
    weiger(map_, "Sanne", wachtwoord, sleutelbos.STAAT_UIT)
    # Only who has the password is told that the account is off.
    weiger(map_, "Sanne", "een ander wachtwoord")
    with Dossierkast.open(map_, "Beheer", BEHEERWOORD) as kast:
        kast.accounts.schakel_in("Sanne")
    assert opent(map_, "Sanne", wachtwoord).rol == "consulent"


def test_aan_de_deur_is_niet_te_zien_wie_een_account_heeft(beheer: Dossierkast, map_: Path) -> None:
    """On, off, with a start password or not there at all: whoever guesses reads the same sentence."""
    startwoord = beheer.accounts.voeg_toe("Wim", "raadsman")
    beheer.accounts.voeg_toe("Uit", "raadsman")
    beheer.accounts.schakel_uit("Uit")
    beheer.sluit()
    for naam in ("Sanne", "Beheer", "Uit", "Wim", "Niemand", "", "x" * 500):
        weiger(map_, naam, "een verkeerd wachtwoord")
    for ander_woord in (BEHEERWOORD, startwoord):
        weiger(map_, "Sanne", ander_woord)
        weiger(map_, "Niemand", ander_woord)


@pytest.mark.parametrize(
    ("verb", "argumenten"),
    [
        ("schakel_uit", ("Sanne",)),
        ("wijzig_rol", ("Sanne", "teamleider")),
        ("nieuw_startwoord", ("Sanne",)),
        ("wijzig_wachtwoord", (BEHEERWOORD, EIGEN)),
        ("vernieuw_herstelsleutel", (herstelsleutel.nieuw(),)),
        ("vernieuw_sleutel", ()),
    ],
)
def test_wat_is_afgenomen_komt_niet_terug_met_een_oude_sleutelbos(
    beheer: Dossierkast,
    papier: str,
    map_: Path,
    wachtwoord: str,
    tmp_path: Path,
    verb: str,
    argumenten: tuple[str, ...],
) -> None:
    oud = shutil.copy(map_ / sleutelbos.BESTANDSNAAM, tmp_path / "oud.json")
    getattr(beheer.accounts, verb)(*argumenten)
    beheer.sluit()
    for open_ in (
        lambda: Dossierkast.open(map_, "Sanne", wachtwoord),
        lambda: Dossierkast.open(map_, "Beheer", BEHEERWOORD),
        lambda: Dossierkast.herstel(map_, papier, "Beheer", EIGEN),
    ):
        shutil.copy(oud, map_ / sleutelbos.BESTANDSNAAM)
        with pytest.raises(OmgevingsFout, match="hoort niet bij deze sleutel"):
            open_()


def test_een_vervangen_wachtwoord_komt_niet_terug_met_een_oude_sleutelbos(
    beheer: Dossierkast, papier: str, map_: Path, tmp_path: Path
) -> None:
    """Not the slip with a start password, and not the password that somebody forgot, or lost."""
    startwoord = beheer.accounts.voeg_toe("Wim", "raadsman")
    beheer.sluit()
    oud = shutil.copy(map_ / sleutelbos.BESTANDSNAAM, tmp_path / "oud.json")
    Dossierkast.open(map_, "Wim", startwoord, EIGEN).sluit()
    nieuw = shutil.copy(map_ / sleutelbos.BESTANDSNAAM, tmp_path / "nieuw.json")
    shutil.copy(oud, map_ / sleutelbos.BESTANDSNAAM)
    with pytest.raises(OmgevingsFout, match="hoort niet bij deze sleutel"):
        Dossierkast.open(map_, "Wim", startwoord, "nog een ander woord")
    shutil.copy(nieuw, map_ / sleutelbos.BESTANDSNAAM)
    Dossierkast.herstel(map_, papier, "Beheer", "een nieuw woord hier").sluit()
    for naam, woord in (("Beheer", BEHEERWOORD), ("Wim", EIGEN)):
        shutil.copy(nieuw, map_ / sleutelbos.BESTANDSNAAM)
        with pytest.raises(OmgevingsFout, match="hoort niet bij deze sleutel"):
            Dossierkast.open(map_, naam, woord)


def test_een_eigen_wachtwoord_terwijl_de_sleutel_al_half_gewijzigd_is(
    beheer: Dossierkast, map_: Path, wachtwoord: str
) -> None:
    """The database has the next key already, the key file still both: that key stays the one."""
    startwoord = beheer.accounts.voeg_toe("Wim", "raadsman")
    with pytest.MonkeyPatch.context() as halverwege:
        schrijf, keren = sleutelbestand.schrijf, iter(range(99))

        def een_keer(map_: Path, bos: sleutelbos.Sleutelbos) -> None:
            if next(keren):
                raise OmgevingsFout("de schijf is weg")
            schrijf(map_, bos)

        halverwege.setattr(sleutelbestand, "schrijf", een_keer)
        with pytest.raises(OmgevingsFout, match="de schijf is weg"):
            beheer.accounts.vernieuw_sleutel()
    beheer.sluit()
    with Dossierkast.open(map_, "Wim", startwoord, EIGEN) as kast:
        kast.zoek("")
    assert opent(map_, "Wim", EIGEN).rol == "raadsman"
    assert opent(map_, "Sanne", wachtwoord).rol == "consulent"


def test_een_andere_rol_geldt_vanaf_de_volgende_keer(
    beheer: Dossierkast, map_: Path, wachtwoord: str
) -> None:
    beheer.accounts.wijzig_rol("sanne", "raadsman")
    beheer.sluit()
    assert opent(map_, "Sanne", wachtwoord) == Medewerker("Sanne", "raadsman")


def test_de_rol_van_wie_uitstaat_wijzigt_zonder_dat_die_aangaat(
    beheer: Dossierkast, map_: Path, wachtwoord: str
) -> None:
    beheer.accounts.schakel_uit("Sanne")
    beheer.accounts.wijzig_rol("Sanne", "teamleider")
    beheer.sluit()
    weiger(map_, "Sanne", wachtwoord, sleutelbos.STAAT_UIT)


def test_een_nieuw_startwachtwoord_vervangt_het_vergeten_wachtwoord(
    beheer: Dossierkast, map_: Path, wachtwoord: str
) -> None:
    startwoord = beheer.accounts.nieuw_startwoord("Sanne")
    beheer.sluit()
    weiger(map_, "Sanne", wachtwoord)
    with Dossierkast.open(map_, "Sanne", startwoord, EIGEN) as kast:
        assert kast.medewerker.rol == "consulent"


def test_een_nieuw_startwachtwoord_zet_niemand_aan(beheer: Dossierkast, map_: Path) -> None:
    beheer.accounts.schakel_uit("Sanne")
    startwoord = beheer.accounts.nieuw_startwoord("Sanne")
    beheer.sluit()
    weiger(map_, "Sanne", startwoord, sleutelbos.STAAT_UIT)


@pytest.mark.parametrize("doe", ["schakel_uit", "wijzig_rol"])
def test_de_laatste_beheerder_blijft(beheer: Dossierkast, doe: str) -> None:
    """Nobody ends the own beheer, so whoever acts is left as a beheerder."""
    argumenten = ("BEHEER",) if doe == "schakel_uit" else ("beheer", "consulent")
    with pytest.raises(InvoerFout, match="Uw eigen account"):
        getattr(beheer.accounts, doe)(*argumenten)
    assert beheer.accounts.lijst()[0].actief


@pytest.mark.parametrize(
    ("verb", "argumenten"),
    [
        ("lijst", ()),
        ("voeg_toe", ("Wim", "beheerder")),
        ("nieuw_startwoord", ("Beheer",)),
        ("wijzig_rol", ("Beheer", "consulent")),
        ("schakel_uit", ("Beheer",)),
        ("schakel_in", ("Beheer",)),
        ("vernieuw_herstelsleutel", (herstelsleutel.nieuw(),)),
        ("vernieuw_sleutel", ()),
    ],
)
def test_alleen_een_beheerder_beheert(
    papier: str, map_: Path, wachtwoord: str, verb: str, argumenten: tuple[str, ...]
) -> None:
    voor = (map_ / sleutelbos.BESTANDSNAAM).read_bytes()
    with (
        Dossierkast.open(map_, "Sanne", wachtwoord) as kast,
        pytest.raises(InvoerFout, match="alleen een beheerder"),
    ):
        getattr(kast.accounts, verb)(*argumenten)
    assert (map_ / sleutelbos.BESTANDSNAAM).read_bytes() == voor


@pytest.mark.parametrize("verb", ["nieuw_startwoord", "schakel_uit", "schakel_in"])
def test_wie_er_niet_is_wordt_genoemd(beheer: Dossierkast, verb: str) -> None:
    with pytest.raises(InvoerFout, match="geen account met deze naam"):
        getattr(beheer.accounts, verb)("Niemand")


def test_het_eigen_wachtwoord_wijzigen(papier: str, map_: Path, wachtwoord: str) -> None:
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        with pytest.raises(InvoerFout, match="klopt niet"):
            kast.accounts.wijzig_wachtwoord("niet het oude woord", EIGEN)
        with pytest.raises(InvoerFout, match="te kort"):
            kast.accounts.wijzig_wachtwoord(wachtwoord, "kort")
        with pytest.raises(InvoerFout, match="ander wachtwoord"):
            kast.accounts.wijzig_wachtwoord(wachtwoord, wachtwoord)
        kast.accounts.wijzig_wachtwoord(wachtwoord, EIGEN)
        kast.zoek("")
    weiger(map_, "Sanne", wachtwoord)
    assert opent(map_, "Sanne", EIGEN).rol == "consulent"


def test_een_sleutelbos_die_onder_het_werk_gewijzigd_is_wordt_niet_overgenomen(
    beheer: Dossierkast, map_: Path, tmp_path: Path, wachtwoord: str
) -> None:
    with Dossierkast.maak(tmp_path / "ander", "Sanne", wachtwoord) as ander:
        ander.accounts.begin_beheer("Beheer", BEHEERWOORD, herstelsleutel.nieuw())
    shutil.copy(tmp_path / "ander" / sleutelbos.BESTANDSNAAM, map_)
    with pytest.raises(OmgevingsFout, match="buiten het programma om"):
        beheer.accounts.voeg_toe("Wim", "consulent")


# --- the recovery key --------------------------------------------------------------------------------


def test_de_herstelsleutel_geeft_de_beheerder_een_nieuw_wachtwoord(papier: str, map_: Path) -> None:
    with Dossierkast.herstel(map_, papier.lower().replace("-", " "), "BEHEER", EIGEN) as kast:
        assert kast.medewerker == Medewerker("Beheer", "beheerder")
        kast.accounts.lijst()
    weiger(map_, "Beheer", BEHEERWOORD)
    assert opent(map_, "Beheer", EIGEN).rol == "beheerder"


def test_een_andere_herstelsleutel_opent_niets(papier: str, map_: Path) -> None:
    vreemd = herstelsleutel.als_tekst(bytearray(range(32)))
    with pytest.raises(InvoerFout, match="hoort niet bij deze werkplek"):
        Dossierkast.herstel(map_, vreemd, "Beheer", EIGEN)
    assert opent(map_, "Beheer", BEHEERWOORD).rol == "beheerder"


def test_een_vernieuwde_herstelsleutel_vervangt_de_oude(
    beheer: Dossierkast, papier: str, map_: Path
) -> None:
    nieuw = herstelsleutel.nieuw()
    beheer.accounts.vernieuw_herstelsleutel(nieuw)
    beheer.sluit()
    with pytest.raises(InvoerFout, match="hoort niet bij deze werkplek"):
        Dossierkast.herstel(map_, papier, "Beheer", EIGEN)
    Dossierkast.herstel(map_, nieuw, "Beheer", EIGEN).sluit()


@pytest.mark.parametrize(
    ("naam", "woord", "zin"),
    [("Niemand", EIGEN, "geen account"), ("Beheer", "kort", "te kort"), ("Sanne", EIGEN, "staat uit")],
)
def test_wat_er_bij_herstellen_niet_kan(
    beheer: Dossierkast, papier: str, map_: Path, naam: str, woord: str, zin: str
) -> None:
    beheer.accounts.schakel_uit("Sanne")
    beheer.sluit()
    with pytest.raises(InvoerFout, match=zin):
        Dossierkast.herstel(map_, papier, naam, woord)
    assert opent(map_, "Beheer", BEHEERWOORD).rol == "beheerder"


def test_de_herstelsleutel_staat_nergens(papier: str, map_: Path) -> None:
    for bestand in map_.iterdir():
        for spelling in (papier, papier.replace("-", ""), papier.lower()):
            assert spelling.encode() not in bestand.read_bytes()
        assert bytes(herstelsleutel.uit_tekst(papier)) not in bestand.read_bytes()


# --- the key file of before ----------------------------------------------------------------------------


@pytest.fixture
def versie1(map_: Path) -> Path:
    """Give a folder as the program made it when there was one password and no name."""
    shutil.copytree(Path(__file__).with_name("versie1"), map_)
    return map_


def test_een_map_van_voor_de_accounts_opent_met_de_naam_die_men_typt(
    versie1: Path, wachtwoord: str
) -> None:
    with pytest.raises(InvoerFout, match="naam of het wachtwoord"):
        Dossierkast.open(versie1, "Sanne", "een ander wachtwoord")
    with pytest.raises(InvoerFout, match="Vul een naam in"):
        Dossierkast.open(versie1, "", wachtwoord)
    with Dossierkast.open(versie1, "Sanne", wachtwoord) as kast:
        assert kast.medewerker == Medewerker("Sanne", "consulent")
        assert [regel.naam for regel in kast.zoek("")] == ["Samira el Amrani"]
        assert not kast.accounts.heeft_beheerder
        kast.accounts.begin_beheer("Beheer", BEHEERWOORD, herstelsleutel.nieuw())
    assert opent(versie1, "Sanne", wachtwoord).rol == "consulent"
    weiger(versie1, "Een ander", wachtwoord)


def test_de_sleutelbos_van_voor_de_accounts_opent_daarna_niets_meer(
    versie1: Path, wachtwoord: str, tmp_path: Path
) -> None:
    """Whoever put it back could be anybody, and make a beheerder."""
    oud = shutil.copy(versie1 / sleutelbos.BESTANDSNAAM, tmp_path / "oud.json")
    Dossierkast.open(versie1, "Sanne", wachtwoord).sluit()
    shutil.copy(oud, versie1 / sleutelbos.BESTANDSNAAM)
    with pytest.raises(OmgevingsFout, match="hoort niet bij deze sleutel"):
        Dossierkast.open(versie1, "Sanne", wachtwoord)


def test_de_herstelsleutel_past_niet_op_een_map_van_voor_de_accounts(versie1: Path) -> None:
    with pytest.raises(InvoerFout, match="hoort niet bij deze werkplek"):
        Dossierkast.herstel(versie1, herstelsleutel.als_tekst(bytearray(32)), "Beheer", EIGEN)
