"""`consulent vertalingen`: what waits, out to a translator and in again, and back into Dutch."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from consulent_app import cli, paden
from consulent_app.ontleder import vandaag
from consulent_app.taal.catalogus import AAN_U, bestand, catalogus, lees, vormen
from consulent_app.taal.po import schrijf_po
from consulent_app.taal.staat import Staat, goedkeuring, staat_van, terugvertaling, vingerafdruk
from consulent_app.taal.talen import BRONTAAL, TALEN, Nagekeken

VRAAG = "Hoeveel geld staat er op al uw rekeningen samen?"
BEDRAG = "{bedrag} per maand"

pytestmark = pytest.mark.usefixtures("eigen_talen")


def _doe(capsys: pytest.CaptureFixture[str], *argumenten: str | Path) -> str:
    assert cli.main(["vertalingen", *map(str, argumenten)]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def _weigert(capsys: pytest.CaptureFixture[str], *argumenten: str | Path) -> str:
    """Return the one sentence with which a command is refused, after which nothing has changed."""
    waren = {code: bestand(code).read_bytes() for code in TALEN}
    assert cli.main(["vertalingen", *map(str, argumenten)]) == 2
    assert {code: bestand(code).read_bytes() for code in TALEN} == waren
    gezegd = capsys.readouterr()
    assert gezegd.out == ""
    assert len(gezegd.err.splitlines()) == 1
    return gezegd.err


def _uit(capsys: pytest.CaptureFixture[str], tmp_path: Path, code: str) -> Path:
    return Path(_doe(capsys, code, "--uit", tmp_path / "vertaler").strip())


def _vul(po: Path, msgid: str, msgstr: str) -> None:
    """Write a translation where there was none, as a translator does."""
    tekst = po.read_text(encoding="utf-8")
    assert f'msgid "{msgid}"\nmsgstr ""' in tekst
    po.write_text(
        tekst.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"'),
        encoding="utf-8",
    )


def _leeg(code: str) -> None:
    """Let a language be one of which nothing is translated yet."""
    gelezen = lees(code)
    for bericht in gelezen:
        if bericht.id:
            bericht.string, bericht.user_comments, bericht.previous_id = "", [], []
            bericht.flags.discard("fuzzy")
    bestand(code).write_bytes(schrijf_po(gelezen))


def _bericht(code: str, msgid: str):
    bericht = lees(code).get(msgid)
    assert bericht is not None
    return bericht


def test_de_tabel_telt_elke_taal_en_zegt_wie_haar_nakeek(capsys: pytest.CaptureFixture[str]) -> None:
    kop, *regels = _doe(capsys).splitlines()
    assert kop.split() == ["taal", "goedgekeurd", "ongecontroleerd", "verouderd", "ontbreekt", "nagekeken"]
    assert [regel.split()[0] for regel in regels] == [code for code in TALEN if code != BRONTAAL]
    for regel in regels:
        code, _, *getallen = regel.split()
        assert sum(map(int, getallen[:4])) == sum(1 for bericht in lees(code) if bericht.id)
        assert regel.endswith("nog niet")


def test_de_tabel_noemt_wie_een_taal_heeft_nagekeken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nagekeken = replace(TALEN["ti"], nagekeken=Nagekeken("Rahel Tesfay", "2026-11-21"))
    monkeypatch.setitem(TALEN, "ti", nagekeken)
    regels = _doe(capsys).splitlines()
    assert [regel for regel in regels if "Rahel Tesfay, 2026-11-21" in regel] == [regels[-2]]
    assert regels[-2].startswith("ti Tigrinya")


def test_heen_en_terug_via_een_vertaler(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _leeg("ro")
    po = _uit(capsys, tmp_path, "ro")
    assert po.name == "consulent-ro.po"
    _vul(po, VRAAG, "Câți bani aveți în total în toate conturile?")
    _vul(po, BEDRAG, "{bedrag} pe lună")
    assert _doe(capsys, "--in", po) == "Roemeens: nieuw of veranderd 2, goedgekeurd 0.\n"
    assert staat_van(_bericht("ro", VRAAG)) is Staat.ONGECONTROLEERD
    po = _uit(capsys, tmp_path, "ro")
    gezegd = _doe(capsys, "--in", po, "--goedgekeurd-door", "  Popa, Ioana \n (tolk) ")
    assert gezegd == "Roemeens: nieuw of veranderd 0, goedgekeurd 2.\n"
    goed = goedkeuring(_bericht("ro", VRAAG))
    assert goed is not None
    assert (goed.door, goed.op) == ("Popa, Ioana (tolk)", vandaag().isoformat())
    assert VRAAG not in _doe(capsys, "ro")
    regel = next(r for r in _doe(capsys).splitlines() if r.startswith("ro"))
    assert regel.split()[2:4] == ["2", "0"]


def test_een_ander_woord_neemt_de_goedkeuring_en_de_terugvertaling_weg(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    po = _uit(capsys, tmp_path, "en")
    _doe(capsys, "--in", po, "--goedgekeurd-door", "Ann Smith")
    blind = Path(_doe(capsys, "en", "--blind", tmp_path / "blind.json").strip())
    nummers = json.loads(blind.read_text(encoding="utf-8"))
    blind.write_text(json.dumps({n: ["terug"] * len(v) for n, v in nummers.items()}), encoding="utf-8")
    _doe(capsys, "en", "--terug", blind)
    po = _uit(capsys, tmp_path, "en")
    tekst = po.read_text(encoding="utf-8")
    po.write_text(tekst.replace("{bedrag} per month", "{bedrag} a month"), encoding="utf-8")
    assert "nieuw of veranderd 1, goedgekeurd 0" in _doe(capsys, "--in", po)
    anders, zelfde = _bericht("en", BEDRAG), _bericht("en", VRAAG)
    assert (staat_van(anders), terugvertaling(anders)) == (Staat.ONGECONTROLEERD, ())
    assert (staat_van(zelfde), terugvertaling(zelfde)) == (Staat.GOEDGEKEURD, ("terug",))
    assert not any("Ann Smith" in regel for regel in anders.user_comments)


def test_wie_met_de_hand_in_het_bestand_schrijft_keurt_niets_goed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    po = bestand("en")
    tekst = po.read_text(encoding="utf-8")
    regel = '#: code/acties/bewonersscherm.py tekst/overzicht.kop.niet\nmsgid "Dit krijgt u niet"'
    assert regel in tekst
    po.write_text(
        tekst.replace(regel, f"# goedgekeurd: Iemand, 2026-11-21, 0123456789\n{regel}"), encoding="utf-8"
    )
    assert staat_van(_bericht("en", "Dit krijgt u niet")) is Staat.ONGECONTROLEERD


def _verouder(code: str, msgid: str, was: str) -> None:
    gelezen = lees(code)
    bericht = gelezen.get(msgid)
    assert bericht is not None
    bericht.flags.add("fuzzy")
    bericht.previous_id = [was]
    bestand(code).write_bytes(schrijf_po(gelezen))


def test_een_verouderde_tekst_staat_bovenaan_met_het_oude_nederlands_en_wordt_niet_gezegd(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _verouder("en", VRAAG, "Hoeveel geld heeft u op de bank?")
    catalogus.cache_clear()
    try:
        assert catalogus("en").zeg(VRAAG).taal is TALEN[BRONTAAL]
    finally:
        catalogus.cache_clear()
    eerste, tweede, *_ = _doe(capsys, "en").splitlines()
    assert eerste.startswith(f"[verouderd] {VRAAG}  (veld/")
    assert tweede == "    was:   Hoeveel geld heeft u op de bank?"
    po = _uit(capsys, tmp_path, "en")
    _, eerste_tekst, *_ = po.read_text(encoding="utf-8").split("\n\n")
    assert VRAAG in eerste_tekst
    assert "veranderd 0," in _doe(capsys, "--in", po), "wat de vertaler twijfelachtig laat, telt niet"
    tekst = po.read_text(encoding="utf-8")
    po.write_text(tekst.replace("#, fuzzy\n", "", 1), encoding="utf-8")
    _doe(capsys, "--in", po)
    bericht = _bericht("en", VRAAG)
    assert (staat_van(bericht), bericht.previous_id) == (Staat.ONGECONTROLEERD, [])


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_andere_po_gereedschappen_lezen_wat_wij_schrijven(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _verouder("en", VRAAG, 'Hoeveel "geld" ' + "heeft u op de woon-werkrekening " * 9)
    po = _uit(capsys, tmp_path, "en")
    subprocess.run(["msgfmt", "-c", "-o", "-", str(po)], check=True, capture_output=True)
    ander = tmp_path / "ander.po"
    subprocess.run(["msgcat", "--width=70", "-o", str(ander), str(po)], check=True, capture_output=True)
    assert "nieuw of veranderd 0" in _doe(capsys, "--in", ander)
    assert lees("en").get(VRAAG).previous_id[0].startswith('Hoeveel "geld" heeft u')


@pytest.mark.parametrize(
    ("was", "wordt", "zin"),
    [
        ("Language: ar", "Language: sw", "de taal 'sw' vertalen wij niet"),
        ("Language: ar", "Language: nl", "de taal 'nl' vertalen wij niet"),
        ('msgid "Dit krijgt u niet"', 'msgid "Dit krijgt u nooit"', "nooit' is geen tekst van nu"),
        ("{bedrag} في الشهر", "{bedraag} في الشهر", "het moeten er zijn: {bedrag}"),
        ("{bedrag} في الشهر", "في الشهر", "kloppen de invulplekken"),
        ("{bedrag} في الشهر", "{bedrag في الشهر", "kloppen de invulplekken"),
        ("{bedrag} في الشهر", "{bedrag.taal} في الشهر", "kloppen de invulplekken"),
        ("لن تحصلوا على هذا", "لن تحصلوا على {bedrag}", "het moeten er zijn: geen"),
        ("nplurals=6", "nplurals=7", "'Plural-Forms'"),
        ("nplurals=6", "nplurals=5", "te veel vormen van het meervoud"),
        ("n==1 ? 1", "n==1 ? 2", "'Plural-Forms'"),
        ('msgstr[2] "لطفلين ({n})"', 'msgstr[2] ""', "niet elke vorm van het meervoud"),
        ('msgstr[2] "لطفلين ({n})"\n', "", "niet elke vorm van het meervoud"),
        ('msgstr[2] "لطفلين ({n})"', 'msgstr[6] "لطفلين ({n})"', "te veel vormen"),
        ("Language: ar", "Language: ", "vertalen wij niet"),
        ("charset=utf-8", "charset=klingon", "geen heel .po-bestand"),
    ],
)  # fmt: skip
def test_wat_niet_klopt_wordt_helemaal_geweigerd(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, was: str, wordt: str, zin: str
) -> None:
    po = _uit(capsys, tmp_path, "ar")
    tekst = po.read_text(encoding="utf-8")
    assert was in tekst
    po.write_text(tekst.replace(was, wordt).replace("تقديم طلب", "طلب"), encoding="utf-8")
    assert zin in _weigert(capsys, "--in", po)


def test_elke_tekst_die_niet_past_telt_mee_in_de_melding(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    po = _uit(capsys, tmp_path, "en")
    tekst = po.read_text(encoding="utf-8")
    po.write_text(
        tekst.replace("{bedrag}, once", "once").replace("{bedrag} per month", "x"), encoding="utf-8"
    )
    assert "(en nog 1 andere)" in _weigert(capsys, "--in", po)


def test_verkeerd_gebruik_is_een_zin(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    po = _uit(capsys, tmp_path, "en")
    assert "kies uit ar, bg, en" in _weigert(capsys, "sw")
    assert "kies uit ar, bg, en" in _weigert(capsys, "nl")
    assert "niet in 'ar'" in _weigert(capsys, "ar", "--in", po)
    assert "kan niet worden gelezen" in _weigert(capsys, "--in", tmp_path / "nergens.po")
    assert "hoort bij --in" in _weigert(capsys, "--goedgekeurd-door", "Ann")
    assert "hoogstens 50" in _weigert(capsys, "--in", po, "--goedgekeurd-door", "  ")
    assert "hoogstens 50" in _weigert(capsys, "--in", po, "--goedgekeurd-door", "a" * 51)
    assert "gaan over één taal" in _weigert(capsys, "--blind", tmp_path / "x.json")
    _weigert(capsys, "en", "--uit", tmp_path, "--in", po)
    (tmp_path / "vol").write_text("", encoding="utf-8")
    assert "kan niet worden geschreven" in _weigert(capsys, "--uit", tmp_path / "vol")


def test_het_geinstalleerde_programma_zegt_dat_het_zijn_vertalingen_niet_wijzigt(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    po = _uit(capsys, tmp_path, "en")
    monkeypatch.setattr(paden.sys, "_MEIPASS", str(paden.wortel()), raising=False)
    assert "doe dit in de broncode" in _weigert(capsys, "--in", po)
    monkeypatch.undo()


def test_in_het_blinde_bestand_staat_geen_nederlands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    blind = Path(_doe(capsys, "uk", "--blind", tmp_path / "blind.json").strip())
    tekst = blind.read_text(encoding="utf-8")
    vertaald = json.loads(tekst)
    assert len(vertaald) == sum(1 for bericht in lees("uk") if bericht.id)
    for bericht in lees("uk"):
        if bericht.id:
            assert vertaald[vingerafdruk(bericht)] == list(vormen(bericht))
    assert VRAAG not in tekst
    assert "veld" not in tekst


def test_een_terugvertaling_staat_in_de_lijst_onder_het_nederlands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    vraag, kinderen = _bericht("uk", VRAAG), _bericht("uk", "voor {n} kind")
    terug = {
        vingerafdruk(vraag): "Hoeveel geld heeft u in totaal op alle rekeningen?",
        vingerafdruk(kinderen): ["voor {n} kind", "voor {n} kinderen", "voor {n} kinderen"],
    }
    bron = tmp_path / "terug.json"
    bron.write_text(json.dumps(terug), encoding="utf-8")
    assert _doe(capsys, "uk", "--terug", bron) == "Oekraïens: terugvertalingen bewaard 2.\n"
    regels = _doe(capsys, "uk").splitlines()
    plek = next(nummer for nummer, regel in enumerate(regels) if VRAAG in regel)
    assert regels[plek + 1] == "    terug: Hoeveel geld heeft u in totaal op alle rekeningen?"
    assert "    terug: voor {n} kind | voor {n} kinderen | voor {n} kinderen" in regels
    assert lees("uk").get(VRAAG).string == vraag.string
    assert _bericht("uk", VRAAG).user_comments[0].startswith("terug: ")


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ("geen json", "geen JSON"),
        ("[]", "bij elk nummer een tekst"),
        ('{"0123456789": "tekst"}', "geen vertaling van nu"),
        ('{"NUMMER": 3}', "een tekst, of een lijst"),
        ('{"NUMMER": ["een", "twee"]}', "hoort 1 keer"),
        ('{"NUMMER": " "}', "hoort 1 keer"),
    ],
)
def test_een_terugvertaling_die_niet_past_wordt_geweigerd(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, inhoud: str, zin: str
) -> None:
    bron = tmp_path / "terug.json"
    bron.write_text(inhoud.replace("NUMMER", vingerafdruk(_bericht("uk", VRAAG))), encoding="utf-8")
    assert zin in _weigert(capsys, "uk", "--terug", bron)


def test_de_vorm_aan_u_is_wat_een_vertaler_ziet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    po = _uit(capsys, tmp_path, "so").read_text(encoding="utf-8")
    assert '#. Wanneer bent u geboren?\n#: vorm\nmsgctxt "u"\n' in po
    bericht = lees("so").get("Wanneer is {naam} geboren?", AAN_U)
    assert bericht is not None
    assert "Wanneer bent u geboren?  (vorm)" in _doe(capsys, "so")
