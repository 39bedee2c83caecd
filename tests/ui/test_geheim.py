"""After a day of work and a crash nothing about a resident or a password can be read on the disk."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.paden import wortel
from tests.ui.conftest import BEHEERWOORD, HERSTELSLEUTEL, NAAM, WACHTWOORD, maak_kast

#: What the session below types, opens or searches; the BSN is of the test range.
GEPLANT = ("Quetzalina", "Zwaluwenberg", "999990019", "Kwikstaartlaan")
FOUT = "nooit het goede woord"

SESSIE = """
import os, signal, sys, time
from pathlib import Path
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.ui.afdrukken import schilder
from consulent_app.ui.app import maak_app, maak_venster

map_, naam, wachtwoord, fout, voornaam, achternaam, bsn, straat = sys.argv[1:]
maak_app()
venster = maak_venster(Path(map_))
venster.show()
werkblad = venster.werkblad

def wacht(klaar):
    einde = time.monotonic() + 60
    while not klaar():
        assert time.monotonic() < einde
        QApplication.processEvents()
        time.sleep(0.005)

venster.inlog.kies(naam, fout)
wacht(lambda: venster.inlog._fout.text())
venster.inlog.kies(naam, wachtwoord)
wacht(lambda: werkblad.kast is not None and werkblad.rustig)
document = laad_json(resources() / "voorbeelden" / "velsen-2019-gezin.json")
document["personen"][0] |= {"voornaam": voornaam, "achternaam": achternaam, "bsn": bsn}
document.setdefault("huishouden", {})["straat"] = straat
venster.open_dossier(werkblad.kast.nieuw(document).id)
wacht(lambda: werkblad.oordeel is not None and werkblad.rustig)
besluiten = venster.paginas["besluiten"]
venster.ga_naar("besluiten")
wacht(lambda: besluiten.brieven is not None and werkblad.rustig)
printer = QPrinter()
printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
printer.setOutputFileName("/dev/null")
schilder(printer, besluiten.brieven.documenten.values())
besluiten.afronden.click()
wacht(lambda: werkblad.rustig)
dossiers = venster.paginas["dossiers"]
venster.zoek()
dossiers.zoekveld.setText(voornaam)
wacht(lambda: werkblad.rustig)
dossiers.zoekveld.selectAll()
dossiers.zoekveld.copy()
venster.vergrendel()
wacht(lambda: werkblad.rustig)
venster.inlog.kies(naam, wachtwoord)
wacht(lambda: werkblad.gesprek is not None and werkblad.rustig)
werkblad.kast.bewaar_antwoord(werkblad.dossier.id, "huishouden.straat", straat, document)
print("klaar", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def leesbaar(mappen: list[Path], geheimen: list[str]) -> list[str]:
    """Return the files that hold a secret or are named after one, as text or as UTF-16."""
    gevonden = []
    for bestand in (p for map_ in mappen for p in map_.rglob("*") if p.is_file()):
        inhoud = (str(bestand.name).encode() + bestand.read_bytes()).lower()
        for geheim in geheimen:
            vormen = (geheim.lower().encode(), geheim.lower().encode("utf-16-le"))
            if any(vorm in inhoud for vorm in vormen):
                gevonden.append(f"{bestand.name}: {geheim}")
    return gevonden


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is van POSIX")
def test_na_een_sessie_met_een_crash_is_er_niets_te_lezen(tmp_path: Path) -> None:
    gegevens, tijdelijk, thuis = (tmp_path / naam for naam in ("gegevens", "tijdelijk", "thuis"))
    for map_ in (gegevens, tijdelijk, thuis):
        map_.mkdir()
    maak_kast(gegevens)
    omgeving = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(wortel()),
        "TMPDIR": str(tijdelijk),
        "HOME": str(thuis),
        **{f"XDG_{soort}_HOME": str(thuis / soort) for soort in ("CACHE", "CONFIG", "DATA", "STATE")},
    }
    opdracht = [sys.executable, "-c", SESSIE, str(gegevens), NAAM, WACHTWOORD, FOUT, *GEPLANT]
    klaar = subprocess.run(opdracht, cwd=thuis, env=omgeving, capture_output=True, text=True, timeout=180)
    assert klaar.returncode == -signal.SIGKILL, klaar.stderr
    assert klaar.stdout == "klaar\n"
    geheimen = [*GEPLANT, WACHTWOORD, FOUT, BEHEERWOORD, HERSTELSLEUTEL, HERSTELSLEUTEL.replace("-", "")]
    assert leesbaar([gegevens, tijdelijk, thuis], geheimen) == []
    assert [g for g in geheimen if g in klaar.stderr] == []
    assert (gegevens / "consulent.db-wal").exists()
    with Dossierkast.open(gegevens, NAAM, WACHTWOORD) as kast:
        assert [regel.naam for regel in kast.zoek("Quetzalina")] == ["Quetzalina Zwaluwenberg"]
        assert len(kast.stukken(kast.zoek("")[0].id)) > 0


def test_het_zoeken_zelf_vindt_wat_er_wel_staat(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"%PDF Kwikstaartlaan 3")
    (tmp_path / "QUETZALINA.txt").touch()
    (tmp_path / "cache").write_bytes("Zwaluwenberg".encode("utf-16-le"))
    gevonden = leesbaar([tmp_path], list(GEPLANT))
    assert sorted(gevonden) == [
        "QUETZALINA.txt: Quetzalina",
        "brief.pdf: Kwikstaartlaan",
        "cache: Zwaluwenberg",
    ]
