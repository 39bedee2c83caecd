"""Whatever goes wrong with whatever in it: in the log stand kinds of errors and places in our own code."""

from __future__ import annotations

import ast
import logging
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.dossiers import Dossiers
from consulent_app.acties.toetsen import Toetser
from consulent_app.cli import main
from consulent_app.diagnose import log
from consulent_app.diagnose.woorden import Woord, naam_van
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.intake import invoer
from consulent_app.paden import wortel
from consulent_app.ui.taken import Taken

NAAM, BSN = "Quetzalina", "999990019"
GEHEIM = f"{NAAM} {BSN}"
REGEL = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z (INFO|WARNING|ERROR|CRITICAL) [\w .,;:/<>()-]+")


@pytest.fixture
def map_(tmp_path: Path) -> Iterator[Path]:
    log.sluit()
    log.begin(tmp_path / "staat")
    yield tmp_path / "staat"
    log.sluit()


def gelezen(map_: Path) -> str:
    return "".join(pad.read_text("utf-8") for pad in log.bestanden(map_))


def intake() -> dict[str, object]:
    return {"schema": "intake/1", "peildatum": "2026-11-18", "pakket": "oefenstad", "personen": [
        {"id": "p1", "rol": "aanvrager", "voornaam": NAAM, "bsn": BSN},
    ]}  # fmt: skip


def stuk_document(**anders: object) -> None:
    lees_document(intake() | anders)


class Eigen(Exception):
    def __init__(self) -> None:
        super().__init__(GEHEIM, {"naam": NAAM})


def keten() -> None:
    try:
        raise InvoerFout(GEHEIM)
    except InvoerFout as fout:
        raise Eigen from fout


def groep() -> None:
    raise ExceptionGroup(GEHEIM, [ValueError(GEHEIM), KeyError(NAAM)])


def met_notitie() -> None:
    fout = ValueError(GEHEIM)
    fout.add_note(GEHEIM)
    raise fout


def uit_tekst() -> None:
    exec(compile(f"raise RuntimeError('{GEHEIM}')", f"/home/{NAAM}/{BSN}.py", "exec"), {})


#: Each way in which something of a resident, or of who works here, comes into an error.
FOUTEN: dict[str, Callable[[Path], object]] = {
    "onbekend veld": lambda _: stuk_document(**{NAAM: BSN}),
    "verkeerde datum": lambda _: stuk_document(peildatum=GEHEIM),
    "onbekend pakket": lambda _: Toetser().pakket(GEHEIM),
    "bedrag": lambda _: invoer.lees_bedrag(GEHEIM),
    "datum": lambda _: invoer.lees_datum(GEHEIM),
    "bestand dat er niet is": lambda map_: (map_ / f"{GEHEIM}.json").read_text(),
    "geen json": lambda map_: laad_json(geschreven(map_, GEHEIM)),
    "map die een bestand is": lambda map_: schrijf_alle(
        {f"{NAAM}.pdf": b""}, geschreven(map_, "") / GEHEIM
    ),
    "verkeerd wachtwoord": lambda map_: Dossiers.open(map_, NAAM, GEHEIM),
    "sleutel": lambda _: {}[GEHEIM],
    "attribuut": lambda _: getattr(Path(), GEHEIM),
    "unicode": lambda _: f"{GEHEIM}\ud800".encode(),
    "ander programma": lambda _: subprocess.run(["false", GEHEIM], check=True),
    "keten": lambda _: keten(),
    "groep": lambda _: groep(),
    "notitie": lambda _: met_notitie(),
    "uit tekst": lambda _: uit_tekst(),
    "assert": lambda _: exec(f"assert not '{GEHEIM}', '{GEHEIM}'"),
}


def geschreven(map_: Path, inhoud: str) -> Path:
    pad = map_ / f"{NAAM}-{BSN}.json"
    pad.write_text(inhoud)
    return pad


@pytest.mark.parametrize("soort", FOUTEN)
def test_van_elke_fout_staan_er_alleen_soort_en_plek(map_: Path, tmp_path: Path, soort: str) -> None:
    with pytest.raises(Exception) as fout, log.gemeten(Woord("proef")):  # noqa: PT011 - of every kind
        FOUTEN[soort](tmp_path)
    try:
        raise fout.value
    except Exception:
        logging.getLogger("consulent").exception("Bij %s", GEHEIM)
        logging.getLogger(NAAM).exception(GEHEIM)
        logging.getLogger("sqlite_utils").critical(GEHEIM, exc_info=True)
    regels = gelezen(map_).splitlines()
    assert len(regels) == 4
    assert f"proef mislukt: {type(fout.value).__name__} " in regels[0]
    assert [regel for regel in regels if not REGEL.fullmatch(regel)] == []
    assert [
        deel for deel in (NAAM, BSN, str(tmp_path), "home") if deel.lower() in str(regels).lower()
    ] == []


def test_de_plek_is_een_regel_van_onze_code(map_: Path) -> None:
    with pytest.raises(InvoerFout), log.gemeten(Woord("proef")):
        invoer.lees_bedrag(GEHEIM)
    (gevonden,) = re.findall(r"InvoerFout in (consulent_app/[\w/]+\.py):(\d+)", gelezen(map_))
    regel = (wortel() / gevonden[0]).read_text("utf-8").splitlines()[int(gevonden[1]) - 1]
    assert "raise" in regel or "(" in regel


@pytest.mark.parametrize(
    ("bericht", "argumenten"),
    [
        (f"dossier van {GEHEIM}", ()),
        ("dossier van %s", (GEHEIM,)),
        ("dossier van %(wie)s", ({"wie": GEHEIM},)),
        (Woord("dossier van %s"), (GEHEIM,)),
        (Woord("dossier van %s"), (Path(GEHEIM),)),
        (Woord("dossier van ") + GEHEIM, ()),
        (f"{Woord('dossier van')} {GEHEIM}", ()),
        (Woord("%s"), ([GEHEIM],)),
    ],
)
def test_een_bericht_dat_uit_de_gegevens_komt_wordt_weggelaten(
    map_: Path, bericht: str, argumenten: tuple[object, ...]
) -> None:
    logging.getLogger("consulent").error(bericht, *argumenten)
    assert log.WEGGELATEN in gelezen(map_)
    assert NAAM not in gelezen(map_)
    assert BSN not in gelezen(map_)


def test_wat_een_werkwoord_op_de_achtergrond_laat_mislukken(map_: Path, qtbot: QtBot) -> None:
    taken, gevangen = Taken(), []
    taken.start(partial(Dossiers.open, map_ / NAAM, NAAM, GEHEIM), bij_fout=gevangen.append)
    qtbot.waitUntil(lambda: bool(gevangen))
    taken.sluit()
    assert isinstance(gevangen[0], InvoerFout)
    assert "WARNING Dossiers.open mislukt: InvoerFout in consulent_app/opslag/gegevensmap.py:" in gelezen(
        map_
    )
    assert NAAM not in gelezen(map_)


def test_wat_lang_duurt_staat_er_met_hoe_lang(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with log.gemeten(Woord("kort")):
        pass
    monkeypatch.setattr(log, "LANG_S", 0.0)
    with log.gemeten(naam_van(partial(Dossiers.open, NAAM))):
        pass
    assert re.fullmatch(r".* INFO Dossiers\.open duurde 0\.0 s\n", gelezen(map_))


def test_het_begin_noemt_de_versies(map_: Path) -> None:
    log.meld_begin("6.11.2", 812)
    assert re.search(
        r"INFO start \S+; Python 3\.\d+\S*; Qt 6\.11\.2; \S+ \S+; venster na 812 ms", gelezen(map_)
    )


def test_het_log_blijft_klein_en_is_van_de_eigenaar(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log.sluit()
    monkeypatch.setattr(log, "GROOTTE", 10_000)
    log.begin(map_)
    for nummer in range(1_000):
        log.meld_fout(Woord(f"proef {nummer}"), OmgevingsFout(GEHEIM))
    paden = log.bestanden(map_)
    assert [pad.name for pad in paden] == ["consulent.log.2", "consulent.log.1", "consulent.log"]
    assert all(pad.stat().st_size <= 10_000 for pad in paden)
    assert "proef 999 " in paden[-1].read_text("utf-8")
    assert map_.stat().st_mode & 0o077 == 0


def test_een_log_dat_niet_te_schrijven_is_zegt_niets(
    map_: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pad = map_ / log.BESTAND
    pad.unlink(missing_ok=True)
    pad.mkdir()
    logging.getLogger("consulent").error(GEHEIM)
    log.sluit()
    logging.getLogger("consulent").error(Woord("niemand luistert"))
    assert tuple(capfd.readouterr()) == ("", "")


def test_een_woord_staat_in_de_code() -> None:
    """What is marked as a word of ours is a text in the code, or the name of something in it."""
    los = []
    for pad in (wortel() / "consulent_app").rglob("*.py"):
        if pad.parent.name == "diagnose":
            continue
        for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
            is_woord = isinstance(knoop, ast.Call) and getattr(knoop.func, "id", "") == "Woord"
            if is_woord and not isinstance(knoop.args[0], ast.Constant):
                los.append(f"{pad.name}:{knoop.lineno}")
    assert los == []


def test_wat_op_de_opdrachtregel_stukgaat_staat_er_ook(
    map_: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def breek(*_: object) -> None:
        raise ValueError(GEHEIM)

    monkeypatch.setattr(Toetser, "pakketten", breek)
    assert main(["probleem", "--map", str(tmp_path / NAAM)]) == 1
    assert (
        "WARNING opdrachtregel mislukt: ValueError in consulent_app/acties/probleemmelding.py:"
        in gelezen(map_)
    )
    assert NAAM not in gelezen(map_) + "".join(capsys.readouterr())
