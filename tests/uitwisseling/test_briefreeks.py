"""A decision for everybody on the work list: whose, once, and what happens when it is broken off."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from consulent_app.acties.ambtshalve import open_bank, toets_bestand, werkmap_in
from consulent_app.acties.bestanddossiers import bewaar_dossiers
from consulent_app.acties.briefdagboek import Briefopdracht
from consulent_app.acties.briefreeks import Reeks, druk_reeks, te_drukken
from consulent_app.acties.toetsen import kast_van
from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.afhandelen import handel_af
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.cli import main
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.lezen import lees_document
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker
from consulent_app.paden import resources
from consulent_app.regels.toets import toets
from consulent_app.uitwisseling.bestand.bronnen import vind_bronnen
from consulent_app.uitwisseling.bestand.intakes import Intakes
from tests.regels.huishoudens import huishoudens, pakketten
from tests.telling import feiten, stappen
from tests.uitwisseling.bestanden import rijen, schrijf_csv

PEIL, DATUM = date(2026, 11, 18), date(2026, 11, 20)
ADRES = {"straat": "Voorbeeldstraat", "huisnummer": 12, "postcode": "1964EZ", "woonplaats": "Heemskerk"}


def _gezin(id_: str, achternaam: str, **anders: Any) -> dict[str, Any]:
    """Return a household that gets things for the child without asking."""
    ja_nee = {
        "ingeschreven_in_gemeente": True, "rechtmatig_verblijf": True, "in_inrichting": False,
        "studiefinanciering": False, "medische_beperking_bij_studie": False, "wajong": False,
        "collectief_verzekerd": False, "wanbetaler_zorgpremie": False,
    }  # fmt: skip
    ouder = {
        "id": "p1", "rol": "aanvrager", "voornaam": "Ria", "achternaam": achternaam,
        "geboortedatum": "1991-07-14", **ja_nee,
        "inkomens": [{"soort": "bijstand", "netto_per_maand": "1351.87",
                      "vakantietoeslag_per_maand": "67.59"}],
    }  # fmt: skip
    kind = {"id": "k1", "rol": "kind", "voornaam": "Sam", "geboortedatum": "2014-02-03", **ja_nee,
            "onderwijs": "basisonderwijs", "inkomens": []}  # fmt: skip
    geld = dict.fromkeys(
        ("spaargeld", "overige_bezittingen", "waarde_auto", "schulden", "overwaarde_woning"), "0.00"
    )
    return {
        "schema": "intake/1", "intake_id": id_, "peildatum": PEIL.isoformat(), "pakket": "oefenstad",
        "personen": [ouder, kind], "huishouden": {**ADRES, **geld, **anders},
        "geldzorgen": {"schuldhulptraject": "geen", "bewindvoerder": False},
        "kosten": [], "eerder_toegekend": [],
    }  # fmt: skip


def _opdracht(map_: Path, peildatum: date = PEIL, pakket: str = "oefenstad") -> Briefopdracht:
    regels = kast_van()
    return Briefopdracht(
        map_ / "in", map_ / "uit", pakketten()[pakket], peildatum, DATUM, regels, besloten_door="A. de Boer"
    )


def _druk(map_: Path, ids: list[str], **anders: Any) -> Reeks:
    return druk_reeks(_opdracht(map_), ids, **anders)


def _dagboek(map_: Path) -> list[dict[str, str]]:
    with (map_ / "uit/brieven/gedrukt.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _tekst(pad: Path) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(pad).pages).split())


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["oefenstad", "heemskerk"]))
def test_een_intake_komt_heel_uit_de_bestanden(tmp_path_factory: Any, kans: int, pakket: str) -> None:
    map_ = tmp_path_factory.mktemp("in")
    documenten = [
        {**d, "peildatum": PEIL.isoformat(), "kosten": d["kosten"] or [],
         "eerder_toegekend": d["eerder_toegekend"] or [], "gesprek": {}}
        for d in huishoudens(Random(kans), pakket, 8)
    ]  # fmt: skip
    schrijf_csv(map_, rijen(documenten))
    with werkmap_in(map_ / "werk") as werkmap, open_bank(werkmap) as bank:
        lezer = Intakes(bank, vind_bronnen(map_, bank), pakketten()[pakket], PEIL)
        gelezen = {d["intake_id"]: d for d in lezer.lees([d["intake_id"] for d in documenten[1:]])}
    assert list(gelezen) == [d["intake_id"] for d in documenten[1:]]
    for document in documenten[1:]:
        verwacht = {**document, "gesprek": {"plaats": "bestand"}}
        assert lees_document(gelezen[document["intake_id"]]) == lees_document(verwacht)


@pytest.mark.parametrize("pakket", ["oefenstad", "heemskerk", "velsen-2019"])
def test_de_werklijst_noemt_wat_de_brief_toekent(tmp_path: Path, pakket: str) -> None:
    regels, peildatum = pakketten()[pakket], PEIL if pakket != "velsen-2019" else date(2019, 9, 15)
    documenten = [
        {**d, "peildatum": peildatum.isoformat(), "kosten": [], "eerder_toegekend": []}
        for d in huishoudens(Random(pakket), pakket, 300)
    ]
    verwacht = {}
    for document in documenten:
        intake = lees_document(document)
        zaak = handel_af(intake, toets(intake, regels), regels.regelingen, Instellingen({}), DATUM, "",
                         ongevraagd=True)  # fmt: skip
        if zaak.toekenningen:
            wat = {(t.regeling.id, t.persoon.id if t.persoon else "") for t in zaak.toekenningen}
            verwacht[document["intake_id"]] = wat
    schrijf_csv(tmp_path / "in", rijen(documenten))
    toets_bestand(tmp_path / "in", tmp_path / "uit", regels, peildatum)
    with (tmp_path / "uit/werklijst.csv").open(encoding="utf-8", newline="") as bestand:
        lijst = {rij["huishouden_id"]: rij["toe_te_kennen"] for rij in csv.DictReader(bestand)}
    assert te_drukken(tmp_path / "uit/werklijst.csv") == [id_ for id_, wat in lijst.items() if wat]
    gevonden = {
        id_: {(deel.partition(" ")[0], deel.partition(" ")[2].strip("()")) for deel in wat.split(", ")}
        for id_, wat in lijst.items()
        if wat
    }
    assert gevonden == verwacht


def test_de_brief_is_van_wie_hij_is_en_de_naam_van_het_bestand_zegt_niets(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A-17", "Jansen"), _gezin("B-9", "Yılmaz")]))
    reeks = _druk(tmp_path, ["A-17", "B-9"])
    assert (reeks.gedrukt, reeks.al_gedrukt, reeks.niet_gedrukt) == (2, 0, 0)
    for regel, naam in zip(_dagboek(tmp_path), ("Jansen", "Yılmaz"), strict=True):
        tekst = _tekst(tmp_path / "uit/brieven" / regel["bestand"])
        assert naam in tekst
        assert regel["kenmerk"] in tekst
        assert "20 november 2026" in tekst
        assert "De gemeente had deze gegevens al." in tekst
    namen = [pad.name for pad in (tmp_path / "uit").rglob("*")]
    assert not [n for n in namen if any(geheim in n for geheim in ("Jansen", "Yılmaz", "A-17", "B-9"))]


def test_niemand_wordt_ongevraagd_iets_geweigerd(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen")]))
    _druk(tmp_path, ["A"])
    assert "Dit krijgt u niet" not in _tekst(tmp_path / "uit/brieven/000/brief-000001.pdf")


def test_wat_gedrukt_is_wordt_niet_nog_eens_gedrukt(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen"), _gezin("B", "Bakker")]))
    assert _druk(tmp_path, ["A"]).gedrukt == 1
    eerste = tmp_path / "uit/brieven/000/brief-000001.pdf"
    moment = eerste.stat().st_mtime_ns
    reeks = _druk(tmp_path, ["A", "B"])
    assert (reeks.gedrukt, reeks.al_gedrukt) == (1, 1)
    assert eerste.stat().st_mtime_ns == moment
    assert [regel["huishouden_id"] for regel in _dagboek(tmp_path)] == ["A", "B"]


def test_zonder_adres_of_met_een_bewindvoerder_komt_er_geen_brief(tmp_path: Path) -> None:
    bewind = _gezin("B", "Bakker")
    bewind["geldzorgen"]["bewindvoerder"] = True
    documenten = [_gezin("A", "Jansen", straat=None), bewind, _gezin("C", "Cornelissen", postcode="196 4")]
    schrijf_csv(tmp_path / "in", rijen(documenten))
    reeks = _druk(tmp_path, ["A", "B", "C"])
    assert (reeks.gedrukt, reeks.niet_gedrukt) == (0, 3)
    with (tmp_path / "uit/brieven/niet-gedrukt.csv").open(encoding="utf-8", newline="") as bestand:
        redenen = {regel["huishouden_id"]: regel["reden"] for regel in csv.DictReader(bestand)}
    assert redenen["A"] == "naam of adres ontbreekt: straat."
    assert "bewindvoerder" in redenen["B"]
    assert "geen postcode" in redenen["C"]


def test_een_letter_die_niet_in_het_lettertype_staat_houdt_de_anderen_niet_op(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "محمد"), _gezin("B", "Bakker")]))
    reeks = _druk(tmp_path, ["A", "B"])
    assert (reeks.gedrukt, reeks.niet_gedrukt) == (1, 1)


def test_een_map_heeft_brieven_van_een_keer(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen")]))
    _druk(tmp_path, ["A"])
    with pytest.raises(InvoerFout, match="andere peildatum"):
        druk_reeks(_opdracht(tmp_path, date(2026, 10, 1)), ["A"])


def test_zonder_ondertekenaar_begint_het_niet(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=r"ondertekening\.naam"):
        druk_reeks(_opdracht(tmp_path, pakket="heemskerk"), ["A"])
    assert not (tmp_path / "uit").exists()


def test_stoppen_en_verder_gaan(tmp_path: Path) -> None:
    ids = [f"H{nummer}" for nummer in range(200)]
    schrijf_csv(tmp_path / "in", rijen([_gezin(id_, "Jansen") for id_ in ids]))
    gehoord: list[float] = []
    eerst = _druk(tmp_path, ids, voortgang=lambda deel, _: gehoord.append(deel),
                  gestopt=lambda: len(gehoord) > 2)  # fmt: skip
    assert eerst.gestopt
    assert 0 < eerst.gedrukt < 200
    daarna = _druk(tmp_path, ids)
    assert eerst.gedrukt + daarna.gedrukt == 200
    assert not daarna.gestopt
    _iedereen_een_brief(tmp_path, ids)


def _iedereen_een_brief(map_: Path, ids: list[str]) -> None:
    dagboek = _dagboek(map_)
    assert sorted(regel["huishouden_id"] for regel in dagboek) == sorted(ids)
    assert len({regel["bestand"] for regel in dagboek}) == len(ids)
    for regel in dagboek:
        assert regel["kenmerk"] in _tekst(map_ / "uit/brieven" / regel["bestand"])


@pytest.mark.parametrize("signaal", [signal.SIGINT, signal.SIGKILL])
def test_een_run_die_wordt_afgebroken_gaat_verder_waar_hij_was(tmp_path: Path, signaal: int) -> None:
    ids = [f"H{nummer}" for nummer in range(160)]
    schrijf_csv(tmp_path / "in", rijen([_gezin(id_, "Jansen") for id_ in ids]))
    opdracht = [
        sys.executable, "-m", "consulent_app", "ambtshalve", str(tmp_path / "in"), "--map",
        str(tmp_path / "uit"), "--pakket", "oefenstad", "--peildatum", "2026-11-18", "--brieven",
    ]  # fmt: skip
    with subprocess.Popen(opdracht, stderr=subprocess.PIPE, encoding="utf-8") as proces:
        dagboek = tmp_path / "uit/brieven/gedrukt.csv"
        tot = time.monotonic() + 60
        while time.monotonic() < tot and not (dagboek.exists() and dagboek.read_bytes().count(b"\n") > 20):
            time.sleep(0.02)
        proces.send_signal(signaal)
        _, gezegd = proces.communicate(timeout=60)
    if signaal == signal.SIGINT:
        assert proces.returncode == 2
        assert "gaat verder waar het was" in gezegd
    al = len(_dagboek(tmp_path))
    assert 20 <= al < 160
    daarna = subprocess.run(opdracht, capture_output=True, encoding="utf-8", timeout=120, check=True)
    assert f"{160 - al} brieven gedrukt, {al} waren er al" in daarna.stderr
    _iedereen_een_brief(tmp_path, ids)
    assert te_drukken(tmp_path / "uit/werklijst.csv")


def test_een_halve_laatste_regel_telt_niet(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen"), _gezin("B", "Bakker")]))
    _druk(tmp_path, ["A"])
    with (tmp_path / "uit/brieven/gedrukt.csv").open("a", encoding="utf-8") as bestand:
        bestand.write("2,B,000/brief-0")
    assert _druk(tmp_path, ["A", "B"]).gedrukt == 1
    _iedereen_een_brief(tmp_path, ["A", "B"])


@pytest.mark.parametrize("inhoud", [b"", b"{", b"[]", b"\xff\xfe"])
def test_een_beschadigde_reeks_is_een_zin(tmp_path: Path, inhoud: bytes) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen")]))
    _druk(tmp_path, ["A"])
    (tmp_path / "uit/brieven/reeks.json").write_bytes(inhoud)
    with pytest.raises(InvoerFout, match=r"^brieven/reeks\.json is beschadigd[^\n]*$"):
        _druk(tmp_path, ["A"])


def _verlies(dagboek: Path) -> None:
    dagboek.write_bytes(b"".join(dagboek.read_bytes().splitlines(keepends=True)[:-1]))


@pytest.mark.parametrize(
    "maak_stuk",
    [
        Path.unlink,
        lambda dagboek: dagboek.write_bytes(b""),
        lambda dagboek: dagboek.write_bytes(b"\xff\xfe\r\n"),
        lambda dagboek: dagboek.write_text(dagboek.read_text("utf-8").replace("1,A", "een,A"), "utf-8"),
        _verlies,
    ],
)
def test_een_dagboek_dat_niet_klopt_drukt_niets_twee_keer(tmp_path: Path, maak_stuk: Any) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen"), _gezin("B", "Bakker")]))
    _druk(tmp_path, ["A", "B"])
    maak_stuk(tmp_path / "uit/brieven/gedrukt.csv")
    brief = tmp_path / "uit/brieven/000/brief-000001.pdf"
    moment = brief.stat().st_mtime_ns
    with pytest.raises(InvoerFout, match=r"^brieven/gedrukt\.csv ontbreekt of is beschadigd[^\n]*$"):
        _druk(tmp_path, ["A", "B"])
    assert brief.stat().st_mtime_ns == moment
    assert len(list(brief.parent.iterdir())) == 2


def _roep_aan(map_: Path, *anders: str) -> int:
    opdracht = ["ambtshalve", str(map_ / "in"), "--map", str(map_ / "uit"), "--pakket", "oefenstad"]
    return main([*opdracht, *(anders or ("--peildatum", "2026-11-18"))])


def test_een_brief_die_weg_is_wordt_gemeld(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen"), _gezin("B", "Bakker")]))
    keuze = ("--peildatum", "2026-11-18", "--datum", "2026-11-20", "--brieven", "--besloten-door", "A")
    assert _roep_aan(tmp_path, *keuze) == 0
    assert "Niet meer in de map" not in capsys.readouterr().err
    (tmp_path / "uit/brieven/000/brief-000002.pdf").unlink()
    assert _roep_aan(tmp_path, *keuze) == 0
    gezegd = capsys.readouterr().err
    assert "Niet meer in de map: 1 van de eerder gedrukte brieven" in gezegd
    assert "000/brief-000002.pdf" in gezegd
    assert not (tmp_path / "uit/brieven/000/brief-000002.pdf").exists()


def test_een_werklijst_blijft_die_van_de_brieven(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Judging again by the same is harmless; by another date the letters would belong to nothing."""
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen")]))
    assert _roep_aan(tmp_path) == 0
    _druk(tmp_path, ["A"])
    lijst = (tmp_path / "uit/werklijst.csv").read_bytes()
    assert _roep_aan(tmp_path) == 0
    capsys.readouterr()
    assert _roep_aan(tmp_path, "--peildatum", "2026-10-01") == 2
    assert "kies een andere map" in capsys.readouterr().err
    assert (tmp_path / "uit/werklijst.csv").read_bytes() == lijst


def test_een_dagtekening_voor_de_peildatum_kan_niet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen")]))
    keuze = ("--peildatum", "2026-11-18", "--brieven", "--datum", "2026-11-17")
    assert _roep_aan(tmp_path, *keuze) == 2
    (zin,) = capsys.readouterr().err.splitlines()
    assert zin.startswith("--datum: 2026-11-17 ligt voor de peildatum 2026-11-18")
    assert not (tmp_path / "uit").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="zo is een schijf daar niet vol te maken")
def test_een_volle_schijf_is_een_zin_en_daarna_gaat_het_verder(tmp_path: Path) -> None:
    ids = [f"H{nummer}" for nummer in range(40)]
    schrijf_csv(tmp_path / "in", rijen([_gezin(id_, "Jansen") for id_ in ids]))
    vol = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from tests.uitwisseling.test_briefreeks import _druk, Path\n"
        "if __name__ == '__main__':\n"
        "    _druk(Path(sys.argv[1]), ['H0'])\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))\n"
        "    try:\n"
        "        _druk(Path(sys.argv[1]), [f'H{n}' for n in range(40)])\n"
        "    except Exception as fout:\n"
        "        print(type(fout).__name__, fout)\n"
    )
    programma = tmp_path / "vol.py"
    programma.write_text(vol, encoding="utf-8")
    klaar = subprocess.run(
        [sys.executable, "-B", str(programma), str(tmp_path)], capture_output=True, encoding="utf-8",
        timeout=120, check=True, env={**os.environ, "PYTHONPATH": str(resources().parent)},
    )  # fmt: skip
    assert "OmgevingsFout In de map" in klaar.stdout, klaar.stderr
    assert not list((tmp_path / "uit").rglob(".bezig-*"))
    assert len(_dagboek(tmp_path)) == 1
    assert _druk(tmp_path, ids).al_gedrukt == 1
    _iedereen_een_brief(tmp_path, ids)


def test_de_brieven_worden_dossiers_en_twee_keer_is_niet_dubbel(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen"), _gezin("B", "Bakker")]))
    _druk(tmp_path, ["A", "B"])
    opdracht = _opdracht(tmp_path)
    with Dossierkast.maak(tmp_path / "kast", "Sanne", "een lang woord", argon2=Argon2(1, 8, 1)) as kast:
        werkplek = Werkplek(kast, kast.medewerker)
        assert bewaar_dossiers(opdracht, werkplek) == 2
        assert bewaar_dossiers(opdracht, werkplek) == 0
        (gevonden,) = kast.zoek("Bakker")
        dossier = kast.haal(gevonden.id)
        assert (dossier.status, dossier.document["gesprek"]["plaats"]) == ("besloten", "bestand")
        (stuk,) = kast.stukken(dossier.id)
        regel = next(r for r in _dagboek(tmp_path) if r["huishouden_id"] == "B")
        assert dossier.kenmerk == regel["kenmerk"]
        assert stuk.pdf == (tmp_path / "uit/brieven" / regel["bestand"]).read_bytes()
        assert (stuk.datum, stuk.uitkomst["peildatum"]) == (DATUM, "2026-11-18")
        assert [g.soort for g in kast.gebeurtenissen(dossier.id)] == ["nieuw", "stuk", "status"]
        toegekend = [feit for feit in feiten(kast) if feit["uitkomst"] == "toegekend"]
        assert len(toegekend) == sum(int(r["aantal"]) for r in _dagboek(tmp_path)) > 0
        assert {(f["moment"], f["plaats"], f["eerste_contact"]) for f in toegekend} == {
            ("besluit", "bestand", "")
        }
        assert not [f for f in feiten(kast) if f["uitkomst"] == "afgewezen"]
        assert [soort for _, soort, _ in stappen(kast)] == ["begonnen", "begonnen"]


def test_van_andere_bestanden_wordt_niets_bewaard_en_niets_bijgedrukt(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen")]))
    _druk(tmp_path, ["A"])
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen", spaargeld="9000.00")]))
    with Dossierkast.maak(tmp_path / "kast", "Sanne", "een lang woord", argon2=Argon2(1, 8, 1)) as kast:
        with pytest.raises(InvoerFout, match="andere bestanden"):
            bewaar_dossiers(_opdracht(tmp_path), Werkplek(kast, Medewerker("Bea", "consulent")))
        assert not kast.zoek("")
    with pytest.raises(InvoerFout, match="andere bestanden"):
        _druk(tmp_path, ["A"])


def test_zonder_besluit_zijn_het_concepten(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("A", "Jansen")]))
    druk_reeks(replace(_opdracht(tmp_path), besloten_door=""), ["A"])
    brief = _tekst(tmp_path / "uit/brieven/000/brief-000001.pdf")
    assert "CONCEPT" in brief
    assert "Nog niemand heeft hierover een besluit genomen" in brief
    assert "Met vriendelijke groet" not in brief
    with pytest.raises(InvoerFout, match="ander besluit"):
        _druk(tmp_path, ["A"])


def test_er_wordt_geteld_van_wie_een_bewindvoerder_onbekend_is(tmp_path: Path) -> None:
    onbekend = _gezin("A", "Jansen")
    onbekend["geldzorgen"]["bewindvoerder"] = None
    schrijf_csv(tmp_path / "in", rijen([onbekend, _gezin("B", "Bakker")]))
    assert _druk(tmp_path, ["A", "B"]).bewind_onbekend == 1
