"""Who may put a copy back over what stands there, and what of that is never undone: numbers and tries."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties import reservekopie as kopieren
from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import EersteKeer, Geweigerd, InvoerFout, OmgevingsFout
from consulent_app.opslag import herstel, herstelsleutel, nummers, pogingen, reservekopie
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from tests.opslag.test_herstel import bestanden
from tests.opslag.test_sleutelbos import vervals

BEHEERDER = ("Beheer", "sloot merel kachel")
COEN, TESS = ("Coen", "een eigen woord hier"), "Tess"
PAPIER = herstelsleutel.als_tekst(bytearray(range(32)))


def nu() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def sanne(wachtwoord: str) -> tuple[str, str]:
    return "Sanne", wachtwoord


@pytest.fixture
def plek(map_: Path, sanne: tuple[str, str], goedkoop: Argon2, document: dict[str, Any]) -> Path:
    """Give a closed folder with one dossier, a beheerder, and Coen with a password of his own."""
    with Dossierkast.maak(map_, *sanne, argon2=goedkoop) as kast:
        kast.nieuw(document)
        kast.accounts.begin_beheer(*BEHEERDER, PAPIER)
    with Dossierkast.open(map_, *BEHEERDER) as kast:
        startwoord = kast.accounts.voeg_toe(COEN[0], "consulent")
    Dossierkast.open(map_, COEN[0], startwoord, COEN[1]).sluit()
    return map_


@pytest.fixture
def kopie(plek: Path, sanne: tuple[str, str]) -> Path:
    """Give a copy that the program made by itself, beside the data."""
    with Dossierkast.open(plek, *sanne) as kast:
        return kast.reservekopie().pad


def zet_terug(kopie: Path, map_: Path, wie: tuple[str, str], *, vervang: bool = False) -> str:
    return kopieren.zet_terug(kopie, map_, wie, nu(), vervang=vervang)


def opent(map_: Path, wie: tuple[str, str]) -> str:
    with Dossierkast.open(map_, *wie) as kast:
        return kast.medewerker.rol


def acties(map_: Path) -> list[tuple[str, str, str]]:
    with Dossierkast.open(map_, *BEHEERDER) as kast:
        regels = [regel.handeling for regel in kast.logregels()]
    return [(h.actie, h.actor, h.resultaat) for h in regels]


@pytest.mark.parametrize("rol", ["consulent", "raadsman", "teamleider", "beheerder"])
def test_een_startwachtwoord_maakt_geen_kopie_en_zet_er_geen_terug(
    plek: Path, tmp_path: Path, rol: str
) -> None:
    with Dossierkast.open(plek, *BEHEERDER) as kast:
        startwoord = kast.accounts.voeg_toe(TESS, rol)
        kopie = kast.reservekopie().pad
    with pytest.raises(EersteKeer, match="Kies eerst een eigen wachtwoord"):
        kopieren.maak(plek, tmp_path / "van-tess", (TESS, startwoord), nu())
    assert not (tmp_path / "van-tess").exists()
    for map_ in (plek, tmp_path / "leeg"):
        with pytest.raises(EersteKeer, match="Kies eerst een eigen wachtwoord"):
            zet_terug(kopie, map_, (TESS, startwoord), vervang=True)
        assert not list(map_.glob("terzijde-*"))


@pytest.mark.parametrize("vervang", [False, True])
def test_wie_uit_is_gezet_of_een_andere_rol_kreeg_zet_geen_kopie_terug(
    plek: Path, kopie: Path, vervang: bool
) -> None:
    """With the copy that lies beside the data, and the password of then: nothing changes."""
    with Dossierkast.open(plek, *BEHEERDER) as kast:
        kast.accounts.schakel_uit(COEN[0])
    voor = bestanden(plek)
    with pytest.raises(Geweigerd) as geweigerd:
        zet_terug(kopie, plek, COEN, vervang=vervang)
    assert "Laat de beheerder dit doen, of zet de reservekopie in een andere map" in str(geweigerd.value)
    assert bestanden(plek) == voor
    with pytest.raises(InvoerFout, match="staat uit"):
        Dossierkast.open(plek, *COEN)
    with Dossierkast.open(plek, *BEHEERDER) as kast:
        kast.accounts.schakel_in(COEN[0])
        kast.accounts.wijzig_rol(COEN[0], "teamleider")
    with pytest.raises(Geweigerd):
        zet_terug(kopie, plek, COEN, vervang=vervang)
    assert opent(plek, COEN) == "teamleider"


def test_een_consulent_zet_niets_terug_over_hele_dossiers_en_dat_staat_in_het_logboek(
    plek: Path, kopie: Path, sanne: tuple[str, str], tmp_path: Path
) -> None:
    with pytest.raises(Geweigerd, match="alleen een beheerder"):
        zet_terug(kopie, plek, sanne, vervang=True)
    assert acties(plek)[0] == ("reservekopie terugzetten", "Sanne", "geweigerd")
    # Elsewhere it takes nothing away from anybody.
    assert "met 1 dossier." in zet_terug(kopie, tmp_path / "elders", sanne)


def test_een_beheerder_die_toen_een_ander_wachtwoord_had_hoort_hoe_het_wel_kan(
    plek: Path, kopie: Path, tmp_path: Path
) -> None:
    nieuw = (BEHEERDER[0], "fiets onder de brug")
    with Dossierkast.open(plek, *BEHEERDER) as kast:
        kast.accounts.wijzig_wachtwoord(BEHEERDER[1], nieuw[1])
    with pytest.raises(Geweigerd, match="in een andere map"):
        zet_terug(kopie, plek, BEHEERDER, vervang=True)
    with pytest.raises(InvoerFout, match="klopt niet"):
        zet_terug(kopie, plek, nieuw, vervang=True)
    zet_terug(kopie, tmp_path / "elders", BEHEERDER)
    assert opent(tmp_path / "elders", COEN) == "consulent"


def test_nieuwere_accounts_rollen_en_logregels_zijn_ook_nieuwer(
    plek: Path, kopie: Path, sanne: tuple[str, str]
) -> None:
    """Not one dossier changed: what the beheerder did since is named, and stays beside."""
    with Dossierkast.open(plek, *BEHEERDER) as kast:
        beheer = Werkplek(kast, kast.medewerker).accounts
        beheer.wijzig_rol(COEN[0], "teamleider")
        beheer.voeg_toe("Nieuw", "raadsman")
        beheer.vernieuw_herstelsleutel(herstelsleutel.nieuw())
    voor = bestanden(plek)
    with pytest.raises(herstel.WerkRaaktOpzij) as fout:
        zet_terug(kopie, plek, BEHEERDER)
    zin = str(fout.value)
    assert "regels in het logboek tot en met" in zin
    assert "andere accounts, rollen of wachtwoorden (Coen, Nieuw); een andere herstelsleutel." in zin
    assert "werk tot en met" not in zin
    assert bestanden(plek) == voor
    gezegd = zet_terug(kopie, plek, BEHEERDER, vervang=True)
    assert opent(plek, COEN) == "consulent"
    terzijde = Path(re.findall(r"bewaard in (.*)\.$", gezegd)[0])
    assert opent(terzijde, COEN) == "teamleider"


def test_wie_daarna_een_eigen_wachtwoord_koos_is_ook_nieuwer(plek: Path, kopie: Path) -> None:
    with Dossierkast.open(plek, *COEN) as kast:
        kast.accounts.wijzig_wachtwoord(COEN[1], "fiets onder de brug")
    with pytest.raises(herstel.WerkRaaktOpzij, match=r"wachtwoorden \(Coen\)"):
        zet_terug(kopie, plek, BEHEERDER)


@pytest.mark.parametrize("schade", ["database", "sleutelbos", "sleutelbos weg", "bladzijde", "gewijzigd"])
def test_over_wat_beschadigd_is_zet_ieder_account_van_toen_terug(
    plek: Path, kopie: Path, sanne: tuple[str, str], schade: str
) -> None:
    database, bos = plek / "consulent.db", plek / "sleutelbos.json"
    if schade == "database":
        database.write_bytes(bytes(len(database.read_bytes())))
    elif schade == "bladzijde":
        inhoud = bytearray(database.read_bytes())
        inhoud[-2000] ^= 1
        database.write_bytes(inhoud)
    elif schade == "sleutelbos":
        bos.write_bytes(bos.read_bytes()[:-30])
    elif schade == "gewijzigd":
        vervals(bos, lambda inhoud: inhoud["accounts"][-1].update(rol="raadsman"))
    else:
        bos.unlink()
    with pytest.raises(OmgevingsFout, match=r"De laatste is van"):
        Dossierkast.open(plek, *sanne)
    zet_terug(kopie, plek, sanne)
    assert opent(plek, sanne) == "consulent"


def test_verkeerde_wachtwoorden_bij_terugzetten_tellen_en_wachten(
    plek: Path, kopie: Path, sanne: tuple[str, str]
) -> None:
    for _ in range(pogingen.VRIJ):
        with pytest.raises(InvoerFout, match="klopt niet"):
            zet_terug(kopie, plek, ("Sanne", "gok een twee drie"))
    with pytest.raises(InvoerFout, match="te vaak een verkeerd wachtwoord"):
        zet_terug(kopie, plek, sanne)
    with pytest.raises(InvoerFout, match="te vaak een verkeerd wachtwoord"):
        Dossierkast.open(plek, *sanne)
    time.sleep(pogingen.wacht_na(pogingen.VRIJ) + 0.1)
    with Dossierkast.open(plek, *sanne) as kast:
        assert kast.verkeerd == pogingen.VRIJ


def test_een_wachtwoord_dat_alleen_toen_gold_telt_als_verkeerd(plek: Path, kopie: Path) -> None:
    with Dossierkast.open(plek, *BEHEERDER) as kast:
        kast.accounts.schakel_uit(COEN[0])
    for _ in range(2):
        with pytest.raises(Geweigerd):
            zet_terug(kopie, plek, COEN)
    with Dossierkast.open(plek, *BEHEERDER) as kast:
        assert kast.verkeerd == 2


def kenmerk(map_: Path, document: dict[str, Any], wie: tuple[str, str]) -> str:
    with Dossierkast.open(map_, *wie) as kast:
        return kast.nieuw(document).kenmerk


def vernietig(map_: Path, document: dict[str, Any], wie: tuple[str, str]) -> str:
    """Remove a conversation at request, and return the number of the certificate."""
    with Dossierkast.open(map_, *wie) as kast:
        werkplek = Werkplek(kast, kast.medewerker)
        return werkplek.archief.verwijder(kast.nieuw(document).id).nummer


def getal(kenmerk: str) -> int:
    return int(re.split(r"[/-]", kenmerk)[2])


def test_een_nummer_komt_na_terugzetten_niet_nog_eens(
    plek: Path, kopie: Path, sanne: tuple[str, str], document: dict[str, Any]
) -> None:
    gegeven = {vernietig(plek, document, sanne) for _ in range(2)}
    laatste = kenmerk(plek, document, sanne)
    zet_terug(kopie, plek, BEHEERDER, vervang=True)
    assert getal(kenmerk(plek, document, sanne)) == getal(laatste) + 1
    assert vernietig(plek, document, sanne) not in gegeven


@pytest.mark.parametrize("hoe", ["leeg", "beschadigd"])
def test_wie_niet_weet_hoe_ver_de_nummers_waren_slaat_er_over(
    plek: Path, kopie: Path, sanne: tuple[str, str], document: dict[str, Any], tmp_path: Path, hoe: str
) -> None:
    vernietig(plek, document, sanne)
    toen = kenmerk(plek, document, sanne)
    naar = plek
    if hoe == "leeg":
        naar = tmp_path / "nieuwe laptop"
    else:
        (plek / "consulent.db").write_bytes(bytes(50_000))
    zet_terug(kopie, naar, sanne)
    # The copy was made after the first dossier, and before the first certificate.
    assert getal(kenmerk(naar, document, sanne)) == 1 + nummers.SPRONG_DOSSIERS + 1
    assert getal(vernietig(naar, document, sanne)) == nummers.SPRONG_VERKLARINGEN + 1
    assert getal(toen) < nummers.SPRONG_DOSSIERS


def test_zonder_beheerder_zet_terug_wie_er_nu_in_mag(
    kast: Dossierkast, map_: Path, document: dict[str, Any], sanne: tuple[str, str]
) -> None:
    """Nobody could be switched off yet: that takes a beheerder."""
    kast.nieuw(document)
    kopie = kast.reservekopie().pad
    kast.sluit()
    zet_terug(kopie, map_, sanne)
    with reservekopie.geopend(map_, *sanne) as verbindingen, verbindingen.lezen() as database:
        assert database.execute("SELECT count(*) FROM dossier").fetchone()[0] == 1
