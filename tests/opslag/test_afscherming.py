"""No crash, no other user and no closed program gives away what is in the memory or in the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from consulent_app import paden
from consulent_app.acties.voorkeuren import Voorkeuren, bewaar_voorkeuren
from consulent_app.opslag.dossierkast import Dossierkast

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows heeft deze schakelaar niet")

#: Begin, work, copy, put back and die, in a folder and with an umask that let everybody in.
OPEN_HUIS = """
import os, sys
from pathlib import Path
os.umask(0)
from consulent_app.opslag import herstel, reservekopie
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from datetime import UTC, datetime
map_, wachtwoord, elders = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
map_.mkdir(mode=0o777)
with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=Argon2(1, 8, 1)) as kast:
    kast.nieuw({"schema": "intake/1", "peildatum": "2026-11-18", "personen": []})
    kopie = kast.reservekopie().pad
with reservekopie.geopend(map_, "Sanne", wachtwoord) as open_:
    reservekopie.maak(open_, map_, elders, datetime.now(UTC))
herstel.zet_terug(elders, map_, ("Sanne", wachtwoord), datetime.now(UTC), vervang=True)
kast = Dossierkast.open(map_, "Sanne", wachtwoord)
kast.nieuw({"schema": "intake/1", "peildatum": "2026-11-18", "personen": []})
os._exit(0)
"""

#: Counts the key in all memory that can be written, with the one that it looks for itself. The file is
#: opened first: later on it is of the system.
ZOEK = """
import sys
from pathlib import Path
geheugen = open("/proc/self/mem", "rb", buffering=0)
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.verbinding import _als_pragma

def tel(*doelen):
    aantal = [0] * len(doelen)
    for regel in Path("/proc/self/maps").read_text().splitlines():
        plek, rechten = regel.split()[:2]
        if rechten.startswith("rw"):
            begin, einde = (int(deel, 16) for deel in plek.split("-"))
            geheugen.seek(begin)
            inhoud = geheugen.read(einde - begin)
            aantal = [n + inhoud.count(doel) for n, doel in zip(aantal, doelen)]
            del inhoud
    return aantal

kast = Dossierkast.open(Path(sys.argv[1]), "Sanne", sys.argv[2])
document = {"schema": "intake/1", "peildatum": "2026-11-18", "personen": []}
for nummer in range(20):
    kast.bewaar_antwoord(kast.nieuw(document).id, "a", nummer, document)
kast.reservekopie()
sleutel = bytearray(kast._gegevens.sleutel)
hex_ = _als_pragma(sleutel)
print(*tel(sleutel, hex_))
kast.sluit()
print(*tel(sleutel, hex_))
"""

STERF = """
import os, resource, sys
from pathlib import Path
from consulent_app.opslag.dossierkast import Dossierkast
hoog = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hoog, hoog))
if sys.argv[2]:
    Dossierkast.open(Path(sys.argv[1]), "Sanne", sys.argv[2])
os.abort()
"""


def laat_kern(map_: Path, wachtwoord: str) -> bool:
    """Let a process crash and say whether the system wrote its memory down."""
    opdracht = [sys.executable, "-c", STERF, str(map_), wachtwoord]
    omgeving = os.environ | {"PYTHONPATH": str(paden.wortel())}
    proces = subprocess.Popen(opdracht, cwd=map_.parent, env=omgeving)
    _, status = os.waitpid(proces.pid, 0)
    proces.returncode = status
    assert os.WIFSIGNALED(status)
    return os.WCOREDUMP(status)


def test_een_crash_schrijft_het_geheugen_niet_weg(kast: Dossierkast, map_: Path, wachtwoord: str) -> None:
    kast.sluit()
    if not laat_kern(map_, ""):
        pytest.skip("deze machine schrijft nooit geheugen weg")
    assert not laat_kern(map_, wachtwoord)


@pytest.mark.parametrize("open_", ["Dossierkast.open", "reservekopie.geopend"])
def test_de_schakelaars_staan_om_als_er_een_sleutel_is(
    kast: Dossierkast, map_: Path, wachtwoord: str, open_: str
) -> None:
    """Also for a command that only makes a copy."""
    kast.sluit()
    vraag = (
        "import ctypes, resource, sys\n"
        "from pathlib import Path\n"
        "from consulent_app.opslag import reservekopie\n"
        "from consulent_app.opslag.dossierkast import Dossierkast\n"
        f"{open_}(Path(sys.argv[1]), 'Sanne', sys.argv[2]).__enter__()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))\n"
        "if sys.platform == 'linux':\n"
        "    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    opdracht = [sys.executable, "-c", vraag, str(map_), wachtwoord]
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout.split("\n")
    assert uit[0] == "(0, 0)"
    if sys.platform == "linux":
        assert uit[1] == "0"


def te_ruim(*mappen: Path) -> list[str]:
    """Return what somebody else than its owner may read, write or enter."""
    alles = [*mappen, *(pad for map_ in mappen for pad in map_.rglob("*"))]
    return [f"{pad.name} {pad.stat().st_mode & 0o777:o}" for pad in alles if pad.stat().st_mode & 0o077]


def test_alleen_de_eigenaar_mag_erbij_ook_als_het_systeem_ruim_is_ingesteld(
    map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    opdracht = [sys.executable, "-c", OPEN_HUIS, str(map_), wachtwoord, str(tmp_path / "kopie")]
    omgeving = os.environ | {"PYTHONPATH": str(paden.wortel())}
    subprocess.run(opdracht, check=True, env=omgeving)
    namen = {pad.name.split("-")[0] for pad in map_.rglob("*")}
    assert namen >= {"consulent.db", "sleutelbos.json", "logboek.kop", "pogingen.json", "terzijde"}
    assert (map_ / "consulent.db-wal").stat().st_size > 0
    assert list((map_ / "reservekopieen").iterdir()) != []
    assert te_ruim(map_) == []
    assert (tmp_path / "kopie").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("ander", [False, True])
def test_wat_openstond_gaat_dicht_en_wat_van_een_ander_is_niet(
    kast: Dossierkast, map_: Path, wachtwoord: str, *, ander: bool
) -> None:
    kast.reservekopie()
    kast.sluit()
    bewaar_voorkeuren(map_, Voorkeuren(naam="Sanne"))
    (map_ / "instellingen-oefenstad.toml").touch()
    if ander:
        (map_ / "fotos").mkdir()
    for pad in (map_, *map_.rglob("*")):
        pad.chmod(0o777 if pad.is_dir() else 0o666)
    Dossierkast.open(map_, "Sanne", wachtwoord).sluit()
    gebleven = te_ruim(map_ / "reservekopieen") + te_ruim(map_)
    assert {naam.split()[0].split("-")[0] for naam in gebleven} == (
        {"gegevens", "fotos", "consulent"} if ander else {"consulent"}
    )
    # A copy of before stays as it is, in a folder that nobody else may enter.
    assert all(naam.split()[0].endswith(".kopie") for naam in gebleven if naam.startswith("consulent-"))
    assert (map_ / "reservekopieen").stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform != "linux", reason="alleen Linux toont een programma zijn eigen geheugen")
def test_na_sluiten_staat_de_sleutel_nergens_meer_in_het_geheugen(
    kast: Dossierkast, map_: Path, wachtwoord: str
) -> None:
    kast.sluit()
    opdracht = [sys.executable, "-c", ZOEK, str(map_), wachtwoord]
    omgeving = os.environ | {"PYTHONPATH": str(paden.wortel())}
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=True, env=omgeving).stdout
    terwijl_open, na_sluiten = uit.splitlines()
    # What was looked for is itself one; while the store is open there is the key as well.
    assert terwijl_open == "2 1"
    assert na_sluiten == "1 1"
