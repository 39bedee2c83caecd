"""Files that are small to send and dear to read: refused, or read, within seconds and little memory."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.lukraak.lezers import CSV, voorbeelden

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="een grens aan het geheugen is van POSIX")
WORTEL = Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000
SECONDEN = 10
#: Beside what the reader has loaded before it sees the file.
EXTRA = 300 * MEGABYTE

LEES = """
import os, resource, sys, tempfile, time
from pathlib import Path
from consulent_app.fouten import ConsulentFout
from tests.lukraak.lezers import LEZERS

naam, bommen, extra, seconden = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
lezer = LEZERS[naam]

def ontplof(bom):
    # The database sets aside far more addresses than it fills; what was filled is asked afterwards.
    adressen = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (adressen + 6 * extra,) * 2)
    begin = piek()
    resource.setrlimit(resource.RLIMIT_CPU, (seconden, seconden))
    with tempfile.TemporaryDirectory() as map_:
        try:
            lezer.lees(Path(map_), bom.read_bytes())
            print(bom.name, "gelezen", flush=True)
        except ConsulentFout as fout:
            assert len(str(fout)) < 1000, "een lange zin"
            print(bom.name, "geweigerd", flush=True)
    assert piek() - begin < extra, f"{(piek() - begin) // 1_000_000} MB"

def piek():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

if not naam.startswith(("csv", "pakket")):
    # What it loads is no part of what the file costs. DuckDB does not survive a fork.
    with tempfile.TemporaryDirectory() as map_:
        lezer.lees(Path(map_), lezer.zaden()[0])
for bom in sorted(bommen.iterdir()):
    if os.fork() == 0:
        try:
            ontplof(bom)
        except BaseException as fout:
            print(bom.name, type(fout).__name__, fout, flush=True)
        os._exit(0)
    os.wait()
"""


def diep(open_: bytes, dicht: bytes, kern: bytes = b"") -> bytes:
    return open_ * 200_000 + kern + dicht * 200_000


def intake_met(waarde: bytes) -> bytes:
    return voorbeelden()[0].replace(b'"peildatum"', b'"kosten": ' + waarde + b', "peildatum"', 1)


@cache
def nullen() -> bytes:
    som = zlib.compressobj(9)
    return b"".join(som.compress(bytes(MEGABYTE)) for _ in range(300)) + som.flush()


def pdf_met_stroom(lagen: int) -> bytes:
    """Return a PDF of some kilobytes whose attachment is 300 MB of zeros, packed so many times."""
    pakket = nullen()
    for _ in range(lagen - 1):
        pakket = zlib.compress(pakket, 9)
    filters = "/FlateDecode " * lagen
    objecten = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(herleiding.pdf) 4 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/Filespec/F(herleiding.pdf)/UF(herleiding.pdf)/EF<</F 5 0 R>>>>",
        f"<</Type/EmbeddedFile/Filter[{filters}]/Length {len(pakket)}>>stream\n".encode()
        + pakket
        + b"\nendstream",
    ]
    uit, plekken = bytearray(b"%PDF-1.7\n"), []
    for nummer, inhoud in enumerate(objecten, start=1):
        plekken.append(len(uit))
        uit += f"{nummer} 0 obj".encode() + inhoud + b"endobj\n"
    begin = len(uit)
    uit += f"xref\n0 {len(objecten) + 1}\n0000000000 65535 f \n".encode()
    uit += b"".join(f"{plek:010d} 00000 n \n".encode() for plek in plekken)
    return bytes(uit + f"trailer<</Size {len(objecten) + 1}/Root 1 0 R>>startxref\n{begin}\n%%EOF".encode())


@cache
def zip_bom() -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archief:
        for nummer in range(20):
            archief.writestr(f"{nummer}.toml", bytes(20 * MEGABYTE))
    return uit.getvalue()


MEERVOUD = b"nplurals=2; plural=(n != 1)"
LIJN = 60 * MEGABYTE
BOMMEN: dict[str, dict[str, Callable[[], bytes]]] = {
    "intake": {
        "diep": lambda: diep(b"[", b"]"),
        "diep in een veld": lambda: intake_met(diep(b'{"a":', b"}", b"1")),
        "groot getal": lambda: intake_met(b"9" * 4_000_000),
        "groot bedrag": lambda: voorbeelden()[0].replace(b'geld": "', b'geld": "' + b"9" * 4_000_000, 1),
        "veel personen": lambda: json.dumps(
            {
                "schema": "intake/1", "peildatum": "2026-11-18", "pakket": "oefenstad",
                "personen": [{"id": f"p{n}", "rol": "kind" if n else "aanvrager"} for n in range(40_000)],
            }
        ).encode(),
        "lange regel": lambda: b'{"schema": "' + b"x" * LIJN + b'"}',
        "zip": zip_bom,
    },
    "pakket kop": {
        "diep": lambda: b"a = " + diep(b"[", b"]"),
        "diep in tabellen": lambda: b"[" + b".".join([b"a"] * 100_000) + b"]\n",
        "punten": lambda: b"\n".join(b"a." * 300 + b"b%d = 1" % n for n in range(3000)),
        "lange regel": lambda: b'a = "' + b"x" * LIJN + b'"',
        "groot getal": lambda: b"a = " + b"9" * 4_000_000,
        "zip": zip_bom,
    },
    "pakket regeling": {
        "diepe uitdrukking": lambda: als(b"(" * 50_000 + b"1" + b")" * 50_000),
        "veel ontkenningen": lambda: als(b"not " * 50_000 + b"True"),
        "lange som": lambda: als(b" + ".join([b"spaargeld"] * 50_000) + b" > spaargeld"),
        "keten": lambda: als(b" < ".join([b"1"] * 50_000)),
        "veel voorwaarden": lambda: b"[[gedeelde_voorwaarde]]\nid = 'x'\n" * 20_000,
        "groot getal": lambda: als(b"spaargeld > " + b"9" * 1_000_000),
    },
    "instellingen": {
        "diep": lambda: b"a = " + diep(b"[", b"]"),
        "diep in tabellen": lambda: b"[" + b".".join([b"a"] * 100_000) + b"]\n",
        "groot getal": lambda: b"brief.aanvullen_weken = " + b"9" * 4_000_000,
        "lange regel": lambda: b'organisatie.naam = "' + b"x" * LIJN + b'"',
    },
    "sleutelbos": {
        "diep": lambda: diep(b"[", b"]"),
        "lange regel": lambda: b'{"id": "' + b"x" * LIJN + b'"}',
    },
    "reservekopie": {
        "diepe kop": lambda: b"consulent reservekopie\n" + diep(b"[", b"]") + b"\n",
        "lange kop": lambda: b"consulent reservekopie\n" + b"x" * LIJN,
        "zip": zip_bom,
    },
    "brief": {
        "nullen": lambda: pdf_met_stroom(1),
        "nullen, twee keer ingepakt": lambda: pdf_met_stroom(2),
        "diep": lambda: b"%PDF-1.7\n1 0 obj" + diep(b"[", b"]") + b"endobj\nstartxref\n0\n%%EOF",
        "lange regel": lambda: b"%PDF-1.7\n" + b"x" * LIJN,
        "zip": zip_bom,
    },
    "vertaling": {
        "meervoud": lambda: po(b"nplurals=2; plural=" + b"(" * 20_000 + b"n" + b")" * 20_000),
        "machten": lambda: po(b"nplurals=2; plural=" + b"n" + b"*999999999" * 200),
        "veel vormen": lambda: po(b"nplurals=999999999; plural=0"),
        "lange regel": lambda: po(MEERVOUD) + b'\nmsgid "' + b"x" * LIJN + b'"\nmsgstr "y"\n',
        "veel teksten": lambda: po(MEERVOUD)
        + b"".join(b'\nmsgid "%d"\nmsgstr "x"\n' % nummer for nummer in range(40_000)),
    },
    "csv personen": {
        "lange regel": lambda: CSV["personen"].encode() + b"H1;k2;kind;" + b"x" * LIJN + b";;;;\n",
        "lange kop": lambda: b"huishouden_id;persoon_id;rol;" + b"x" * LIJN + b"\n",
        "veel kolommen": lambda: b";".join(
            [b"huishouden_id;persoon_id;rol", *(b"k%d" % n for n in range(9_000))]
        ) + b"\nH1;p1;aanvrager\n",
        "open aanhalingsteken": lambda: CSV["personen"].encode() + b'H1;k2;kind;"' + b"x;\n" * 1_000_000,
        "zip": zip_bom,
    },
}  # fmt: skip


def als(uitdrukking: bytes) -> bytes:
    """Return a regeling with this condition."""
    return (
        b"[regeling]\nid = 'x'\nnaam = 'X'\nper = 'huishouden'\ndoor = 'gemeente'\nwijze = 'aanvraag'\n"
        b"artikel = 'art. 1'\nwat = 'Iets.'\n[[voorwaarde]]\nid = 'v'\nartikel = 'art. 1'\nja = 'Ja.'\n"
        b"nee = 'Nee.'\nals = '" + uitdrukking + b"'\n"
    )


def po(meervoud: bytes) -> bytes:
    """Return the head of a translator's file with this rule for the plural."""
    return b'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Plural-Forms: ' + meervoud + b'\\n"\n'


@pytest.mark.parametrize("naam", BOMMEN)
def test_bommen(tmp_path: Path, naam: str) -> None:
    """Each in a process of its own, that is stopped at too much memory or too much time."""
    bommen = tmp_path / "bommen"
    bommen.mkdir()
    for bom, maak in BOMMEN[naam].items():
        (bommen / bom).write_bytes(maak())
    gedaan = subprocess.run(
        [sys.executable, "-c", LEES, naam, str(bommen), str(EXTRA), str(SECONDEN)],
        capture_output=True, encoding="utf-8", check=True, cwd=WORTEL,
    )  # fmt: skip
    uitkomst = dict(regel.rsplit(" ", 1) for regel in gedaan.stdout.splitlines())
    assert uitkomst.keys() == BOMMEN[naam].keys()
    assert set(uitkomst.values()) <= {"gelezen", "geweigerd"}, gedaan.stdout
