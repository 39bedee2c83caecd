"""The invitation opens with its code alone, and the commands of the administrator write it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from consulent_app.cli import main
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.uitwisseling.centraal import opzetten, uitnodiging, werkplekken
from consulent_app.uitwisseling.centraal.uitnodiging import (
    Uitnodiging,
    lees_uitnodiging,
    schrijf_uitnodiging,
)
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.uitwisseling.centraal.proef import (
    BEHEERWOORD,
    Centrale,
    Schrijver,
    aan,
    begin,
    nieuw_dossier,
    stuur,
)

GOEDKOOP = Argon2(1, 8, 1)
SERVER = Server("centrale.test", 5432, "consulent", "consulent_werkplek_1", "geheim-woord", "PEM")
GAST = Uitnodiging(SERVER, "met", "Laptop 3", "b0c8f2de-0000-4000-8000-000000000000", 3)


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    return tmp_path / "laptop.uitnodiging"


def test_wat_erin_gaat_komt_er_met_de_code_uit(bestand: Path) -> None:
    code = schrijf_uitnodiging(bestand, GAST, GOEDKOOP)
    assert lees_uitnodiging(bestand, code) == GAST
    slordig = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert lees_uitnodiging(bestand, f" {slordig} ") == GAST


def test_de_code_is_lang_genoeg_om_niet_te_raden_en_staat_niet_in_het_bestand(bestand: Path) -> None:
    codes = {schrijf_uitnodiging(bestand.with_suffix(f".{i}"), GAST, GOEDKOOP) for i in range(20)}
    assert len(codes) == 20
    assert all(len(code.replace("-", "")) * 5 >= 60 for code in codes)
    inhoud = bestand.with_suffix(".0").read_text(encoding="ascii")
    assert not [code for code in codes if code in inhoud or code.replace("-", "") in inhoud]


def test_uit_het_bestand_is_niets_te_lezen(bestand: Path) -> None:
    schrijf_uitnodiging(bestand, GAST, GOEDKOOP)
    inhoud = bestand.read_bytes()
    assert not [w for w in (b"geheim", b"centrale", b"Laptop", b"b0c8") if w in inhoud]


def test_een_gewone_uitnodiging_kost_een_gok_een_halve_seconde(bestand: Path) -> None:
    schrijf_uitnodiging(bestand, GAST)
    assert json.loads(bestand.read_text(encoding="ascii"))["argon2"]["geheugen_kib"] == 262_144


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA", "korter"])
def test_een_verkeerde_code(bestand: Path, code: str) -> None:
    schrijf_uitnodiging(bestand, GAST, GOEDKOOP)
    with pytest.raises(InvoerFout) as fout:
        lees_uitnodiging(bestand, code)
    assert str(fout.value) == uitnodiging.FOUTE_CODE


@pytest.mark.parametrize(
    "inhoud", ["", "{}", "[]", "geen json", '{"vorm": 1}', '{"vorm": "x", "zout": "zz", "inhoud": "="}']
)
def test_een_bestand_dat_geen_uitnodiging_is(bestand: Path, inhoud: str) -> None:
    bestand.write_text(inhoud, encoding="utf-8")
    with pytest.raises(InvoerFout, match="geen uitnodiging"):
        lees_uitnodiging(bestand, "AAAA-AAAA-AAAA-AAAA")


@pytest.mark.parametrize(
    ("sleutel", "waarde", "zin"),
    [
        ("vorm", "consulent-uitnodiging/9", "nieuwere versie"),
        ("argon2", {"tijd": 1, "geheugen_kib": 100_000_000, "draden": 1}, "geen uitnodiging"),
        ("argon2", {"tijd": 2, "geheugen_kib": 8, "draden": 1}, "code klopt niet"),
        ("argon2", {"tijd": "1", "geheugen_kib": 8, "draden": 1}, "geen uitnodiging"),
        ("argon2", 3, "geen uitnodiging"),
        ("zout", "00" * 16, "code klopt niet"),
        ("zout", "00", "geen uitnodiging"),
        ("inhoud", "AAAA", "geen uitnodiging"),
        ("inhoud", "A" * 80, "code klopt niet"),
    ],
)
def test_een_bestand_waaraan_is_gezeten(bestand: Path, sleutel: str, waarde: object, zin: str) -> None:
    code = schrijf_uitnodiging(bestand, GAST, GOEDKOOP)
    inhoud = json.loads(bestand.read_text(encoding="ascii")) | {sleutel: waarde}
    bestand.write_text(json.dumps(inhoud), encoding="ascii")
    with pytest.raises(InvoerFout, match=zin):
        lees_uitnodiging(bestand, code)


def test_een_uitnodiging_wordt_nooit_overschreven(bestand: Path) -> None:
    schrijf_uitnodiging(bestand, GAST, GOEDKOOP)
    with pytest.raises(InvoerFout, match="bestaat al"):
        schrijf_uitnodiging(bestand, GAST, GOEDKOOP)
    with pytest.raises(OmgevingsFout, match="kan niet worden geschreven"):
        schrijf_uitnodiging(bestand.parent / "weg" / "a", GAST, GOEDKOOP)
    with pytest.raises(InvoerFout, match="kan niet worden gelezen"):
        lees_uitnodiging(bestand.parent / "weg", "x")


# --- The commands --------------------------------------------------------------------------------


@pytest.fixture
def doe(
    beheer: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Run one of the commands as the administrator; gives the exit status and what was said."""
    ca = tmp_path / "ca.pem"
    ca.write_text(beheer.ca, encoding="ascii")
    vast = [
        "--server", beheer.host, "--poort", str(beheer.poort), "--database", beheer.database,
        "--beheerder", beheer.loginrol, "--ca", str(ca), "--wachtwoord-stdin",
    ]  # fmt: skip

    def doe(*argumenten: object, wachtwoord: str = BEHEERWOORD, ja: str = "") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{wachtwoord}\n{ja}\n"))
        status = main(["centraal", *map(str, argumenten), *vast])
        gezegd = capsys.readouterr()
        return status, gezegd.out + gezegd.err

    return doe


def codes(gezegd: str) -> list[str]:
    return [regel.split()[1] for regel in gezegd.splitlines() if regel.strip().startswith("code:")]


def test_opzetten_maakt_een_lege_server_klaar_met_de_eerste_werkplekken(doe, tmp_path: Path) -> None:
    status, gezegd = doe(
        "opzetten", "--gemeente", "Balie 1", "--gemeente", "Balie 2", "--met", "Laptop 1", "--map", tmp_path
    )
    assert status == 0
    gasten = [
        lees_uitnodiging(tmp_path / f"werkplek-{nummer}.uitnodiging", code)
        for nummer, code in enumerate(codes(gezegd), 1)
    ]
    assert [(g.nummer, g.organisatie, g.naam) for g in gasten] == [
        (1, "gemeente", "Balie 1"), (2, "gemeente", "Balie 2"), (3, "met", "Laptop 1")
    ]  # fmt: skip
    begin(*gasten[:2])
    begin(gasten[2])
    for gast in gasten:
        assert stuur(gast, Schrijver(gast).schrijf(nieuw_dossier())) == 1
    assert doe("opzetten") == (0, "De centrale server was al bij; er is niets veranderd.\n")


def test_een_werkplek_erbij_en_er_weer_uit(doe, centrale: Centrale, bestand: Path) -> None:
    status, gezegd = doe("werkplek", "met", "Laptop 4", "--uitnodiging", bestand)
    assert status == 0
    gast = lees_uitnodiging(bestand, codes(gezegd)[0])
    with aan(gast) as lijn:
        assert (lijn.wie.naam, lijn.wie.nummer) == ("Laptop 4", 1)
    assert doe("werkplek", "--blokkeer", 1) == (
        0, "Laptop 4 komt er niet meer in. Wat er al gestuurd is, blijft staan.\n"
    )  # fmt: skip
    assert doe("werkplek", "--blokkeer", 1)[0] == 2
    with pytest.raises(OmgevingsFout), aan(gast):
        pass


def test_een_teamleider(doe, centrale: Centrale, bestand: Path) -> None:
    status, gezegd = doe("teamleider", "gemeente", "Tineke", "--uitnodiging", bestand)
    assert status == 0
    gast = lees_uitnodiging(bestand, codes(gezegd)[0])
    assert not gast.is_werkplek
    with aan(gast) as lijn:
        assert (lijn.wie.naam, lijn.wie.apparaat) == ("Tineke", "")


def test_het_wachtwoord_van_een_account_staat_nergens_bij_de_server(doe, centrale: Centrale) -> None:
    gast = centrale.werkplek("met")
    log = (centrale.proef.map_ / "log").read_text(encoding="utf-8", errors="replace")
    assert gast.server.wachtwoord not in log
    (rij,) = centrale.als_eigenaar(
        "SELECT rolpassword FROM pg_authid WHERE rolname = %s", [gast.server.loginrol]
    )
    assert rij[0].startswith("SCRAM-SHA-256$")


def test_wat_de_beheerder_verkeerd_kan_doen(doe, centrale: Centrale, bestand: Path, tmp_path: Path) -> None:
    verkeerd = [
        (("opzetten", "--gemeente", "Balie 1"), "--map"),
        (("werkplek", "met", "Laptop"), "--uitnodiging"),
        (("werkplek", "--uitnodiging", bestand), "van welke organisatie"),
        (("werkplek", "met", " Laptop", "--uitnodiging", bestand), "Geef een naam"),
        (("werkplek", "anders", "Laptop", "--uitnodiging", bestand), "kies uit gemeente, met"),
        (
            ("werkplek", "met", "Laptop", "--uitnodiging", tmp_path / "weg" / "b"),
            "kan niet worden geschreven",
        ),
        (("werkplek", "--blokkeer", 12), "geen werkplek met nummer 12"),
    ]
    for argumenten, zin in verkeerd:
        status, gezegd = doe(*argumenten)
        assert (status, zin in gezegd) == (2, True), gezegd
    assert doe("opzetten", wachtwoord="mis")[0] == 2
    assert centrale.als_eigenaar("SELECT count(*) FROM app.werkplek") == [(0,)]
    assert not bestand.exists()


def test_voor_er_iets_is_gemaakt_wordt_gekeken_of_alle_uitnodigingen_er_kunnen_komen(
    doe, beheer: Server, tmp_path: Path
) -> None:
    status, gezegd = doe("opzetten", "--gemeente", "Balie 1", "--map", tmp_path / "weg")
    assert (status, "Maak haar eerst" in gezegd) == (2, True)
    with pytest.raises(OmgevingsFout, match="maak haar met"):
        opzetten.keur_werkplekken(beheer, [])
    (tmp_path / "werkplek-2.uitnodiging").touch()
    status, gezegd = doe("opzetten", "--gemeente", "Balie 1", "--met", "Balie 1", "--map", tmp_path)
    assert (status, "werkplek-2.uitnodiging bestaat al" in gezegd) == (2, True)
    assert opzetten.keur_werkplekken(beheer, []) == 1
    assert not (tmp_path / "werkplek-1.uitnodiging").exists()


def test_een_naam_is_van_een_werkplek(doe, centrale: Centrale, bestand: Path, tmp_path: Path) -> None:
    centrale.werkplek("gemeente", "Balie 1")
    for argumenten in (
        ("werkplek", "gemeente", "balie 1", "--uitnodiging", bestand),
        ("opzetten", "--gemeente", "Balie 1", "--map", tmp_path),
    ):
        status, gezegd = doe(*argumenten)
        assert (status, "Er is al een werkplek" in gezegd, "nummer 1" in gezegd) == (2, True, True)
    status, gezegd = doe("opzetten", "--met", "L", "--met", "L", "--map", tmp_path)
    assert (status, "twee keer" in gezegd) == (2, True)
    assert centrale.als_eigenaar("SELECT count(*) FROM app.werkplek") == [(1,)]
    # Who comes in the place of one that was kept out may have its name.
    assert doe("werkplek", "--blokkeer", 1)[0] == 0
    assert doe("werkplek", "gemeente", "Balie 1", "--uitnodiging", bestand)[0] == 0


def test_een_organisatie_begint_alleen_opnieuw_als_niemand_meer_kan_toelaten(
    doe, centrale: Centrale
) -> None:
    laptop, andere = centrale.gast("met", "Laptop 1"), centrale.gast("met", "Laptop 2")
    assert "nog geen sleutel" in doe("organisatie-opnieuw", "met", ja="met")[1]
    with aan(laptop) as lijn:
        assert werkplekken.publiceer_sleutel(lijn, b"s" * 32, b"z" * 32)
    status, gezegd = doe("organisatie-opnieuw", "met", ja="met")
    assert (status, "Laptop 1 (nummer 1) kan werkplekken toelaten" in gezegd) == (2, True)
    assert doe("werkplek", "--blokkeer", 1)[0] == 0
    status, gezegd = doe("organisatie-opnieuw", "met", ja="gemeente")
    assert (status, "niet getypt" in gezegd) == (2, True)
    with aan(andere) as lijn:
        assert not werkplekken.publiceer_sleutel(lijn, b"t" * 32, b"z" * 32)
    status, gezegd = doe("organisatie-opnieuw", "met", ja="met")
    assert (status, "voorgoed onleesbaar" in gezegd) == (0, True)
    with aan(andere) as lijn:
        assert werkplekken.publiceer_sleutel(lijn, b"t" * 32, b"z" * 32)


def test_wie_geen_beheerder_is_zet_niets_op(centrale: Centrale) -> None:
    gast = centrale.werkplek("met")
    ander = Server(
        gast.server.host, gast.server.poort, "nieuwe_database", gast.server.loginrol,
        gast.server.wachtwoord, gast.server.ca,
    )  # fmt: skip
    with pytest.raises(OmgevingsFout) as fout:
        opzetten.zet_op(ander)
    assert str(fout.value) == opzetten.GEEN_BEHEERDER
