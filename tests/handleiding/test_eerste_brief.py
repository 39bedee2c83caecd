"""The first chapter, done as it stands there: each numbered line is carried out, and paper comes out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.paden import handleiding, wortel
from consulent_app.ui import inlogpagina
from consulent_app.ui.app import maak_app, maak_oefenvenster, maak_venster
from consulent_app.ui.herstelsleutelblad import Herstelsleutelblad
from consulent_app.ui.hoofdvenster import Hoofdvenster
from installer.debian import CONTROL, PLACES
from tests.ui.hulpjes import besluit, rust
from tests.ui.mens import CTRL, Mens

KLIK = re.compile(r"Klik (?:daar )?op \*\*([^*]+)\*\*")
INKOMEN = re.compile(
    r"Klik op \*\*(.+?)\*\*\. Kies \*(.+?)\* en typ (\S+)\. "
    r"Typ (\S+) bij \*(.+?)\*\. Klik op \*\*(.+?)\*\*\."
)
WACHTWOORD, BEHEERWOORD = "vier losse lange woorden", "nog vier andere woorden"


def stap(nummer: int) -> str:
    """Return what stands under a step."""
    tekst = (handleiding() / "eerste-brief.md").read_text(encoding="utf-8")
    gevonden = re.search(rf"^## Stap {nummer}: .+?$(.+?)(?=^## )", tekst, re.MULTILINE | re.DOTALL)
    assert gevonden
    return gevonden[1]


def regels(nummer: int) -> list[str]:
    """Return the numbered lines of a step."""
    return [regel.strip() for regel in re.findall(r"^\d+\. (.+)$", stap(nummer), re.MULTILINE)]


def tabel(nummer: int) -> list[tuple[str, str]]:
    """Return the rows of the table of a step, without its heading."""
    rijen = re.findall(r"^\| (.+?) \| (.+?) \|$", stap(nummer), re.MULTILINE)
    return [rij for rij in rijen[1:] if not rij[0].startswith("-")]


class Lezer:
    """Somebody who reads the chapter and does what it says; what it cannot do is an error."""

    def __init__(self, mens: Mens, qtbot: QtBot) -> None:
        self.mens, self.qtbot = mens, qtbot

    def doe(self, nummer: int, anders: dict[str, Callable[[], None]] | None = None) -> None:
        """Carry out each line of a step; `anders` has what takes more than a click, by how it begins."""
        gebruikt = set()
        for regel in regels(nummer):
            begin = next((begin for begin in anders or {} if regel.startswith(begin)), None)
            if begin is not None and anders is not None:
                anders[begin]()
                gebruikt.add(begin)
            else:
                self.klik(regel)
            rust(self.qtbot, self.mens.venster)
        assert gebruikt == set(anders or {}), nummer

    def klik(self, regel: str) -> None:
        """Click on what a line names."""
        labels = KLIK.findall(regel)
        assert labels, regel
        for naam in labels:
            self.mens.klik(naam)
            rust(self.qtbot, self.mens.venster)

    def vul(self, nummer: int) -> None:
        """Type what the table says, with Enter after each."""
        for vak, tekst in tabel(nummer):
            veld = next(v for v in zichtbare_velden() if v.accessibleName().startswith(vak))
            veld.setFocus()
            self.mens.typ(tekst)
            self.mens.toets(Qt.Key.Key_Return)

    def beantwoord(self, vraag: str, antwoord: str) -> None:
        """Answer the question that is asked, in the words of the table."""
        assert self.mens.ziet(vraag), (vraag, self.mens.focus)
        if antwoord in ("`J`", "`N`"):
            self.mens.antwoord(antwoord.strip("`"))
        elif antwoord.startswith("Klik op **+ Inkomen"):
            self._inkomen(antwoord)
        elif antwoord.startswith("Klik op"):
            for naam in re.findall(r"\*\*([^*]+)\*\*", antwoord):
                self.mens.klik(f"{vraag} {naam}" if naam != "Volgende" else naam)
        else:
            self.mens.typ(antwoord)
            self.mens.toets(Qt.Key.Key_Return)
        rust(self.qtbot, self.mens.venster)

    def _inkomen(self, antwoord: str) -> None:
        gelezen = INKOMEN.fullmatch(antwoord)
        assert gelezen, antwoord
        erbij, soort, bedrag, toeslag, waar, verder = gelezen.groups()
        self.mens.klik(erbij)
        self.mens.typ(soort)
        self.mens.toets(Qt.Key.Key_Tab)
        self.mens.typ(bedrag)
        self.mens.toets(Qt.Key.Key_Return)
        next(v for v in zichtbare_velden() if waar in v.accessibleName()).setFocus()
        self.mens.typ(toeslag)
        self.mens.klik(verder)


def zichtbare_velden() -> list[QLineEdit]:
    return [
        v for top in QApplication.topLevelWidgets() for v in top.findChildren(QLineEdit) if v.isVisible()
    ]


def druk_op(qtbot: QtBot, pad: Path, waar: Hoofdvenster) -> None:
    """Choose a printer that puts the paper in a file, in the dialog that is open."""
    qtbot.waitUntil(lambda: bool([d for d in waar.findChildren(QPrintDialog) if d.isVisible()]))
    vraag = next(d for d in waar.findChildren(QPrintDialog) if d.isVisible())
    vraag.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    vraag.printer().setOutputFileName(str(pad))
    vraag.accepted.emit(vraag.printer())
    vraag.reject()
    qtbot.waitUntil(lambda: pad.exists() and pad.read_bytes().rstrip().endswith(b"%%EOF"), timeout=30_000)


@pytest.fixture
def venster(qtbot: QtBot, tmp_path: Path) -> Iterator[Hoofdvenster]:
    """The program at its very first start."""
    maak_app()
    gemaakt = maak_venster(tmp_path / "dossiers")
    gemaakt.show()
    qtbot.waitExposed(gemaakt)
    yield gemaakt
    gemaakt.close()
    gemaakt.deleteLater()


@pytest.fixture
def oefening(qtbot: QtBot, tmp_path: Path) -> Iterator[Hoofdvenster]:
    """The window that stands beside it in which is practised."""
    gemaakt = maak_oefenvenster(maak_app(), tmp_path / "dossiers-oefenen")
    yield gemaakt
    gemaakt.close()
    gemaakt.deleteLater()
    maak_app().setApplicationDisplayName("")


def test_stap_1_en_2_noemen_wat_er_wordt_geinstalleerd() -> None:
    assert "sudo apt install ./consulent_*.deb" in stap(1)
    assert "Package: consulent\n" in CONTROL
    assert "Name=Consulent\n" in menuregel("consulent")
    assert "Klik op *Consulent*" in stap(2)


def test_in_het_menu_staat_ook_het_oefenen() -> None:
    assert "Name=Consulent - Oefenen\n" in menuregel("consulent-oefenen")
    for pagina in ("installeren", "oefenen"):
        assert "*Consulent - Oefenen*" in (handleiding() / f"{pagina}.md").read_text(encoding="utf-8")


def menuregel(naam: str) -> str:
    """Return what the package puts in the menu of the computer."""
    bron = next(van for van, naar in PLACES.items() if naar.endswith(f"/applications/{naam}.desktop"))
    return (wortel() / bron).read_text(encoding="utf-8")


def test_van_de_eerste_start_tot_de_herstelsleutel(
    venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mens = Mens(venster)
    lezer, inlog, beheer = Lezer(mens, qtbot), venster.inlog, venster.beheer
    lezer.doe(3, {
        "Typ uw naam bij **Uw naam**": lambda: inlog.naam.setText("Sanne Bos"),
        "Bedenk vier losse woorden": lambda: inlog.eerste.setText(WACHTWOORD),
        "Typ ze nog een keer": lambda: inlog.tweede.setText(WACHTWOORD),
    })  # fmt: skip
    qtbot.waitUntil(beheer.isVisible, timeout=30_000)
    assert mens.ziet("De beheerder van deze werkplek")

    def twee_keer() -> None:
        for veld in (beheer.velden.eerste, beheer.velden.tweede):
            veld.setText(BEHEERWOORD)

    assert beheer.naam.text() == "Beheer"
    lezer.doe(4, {"Laat bij de naam **Beheer** staan": lambda: None, "Typ twee keer": twee_keer})
    blad, papier = beheer.findChild(Herstelsleutelblad), tmp_path / "papier.pdf"
    assert blad is not None

    def druk() -> None:
        mens.klik("Afdrukken")
        druk_op(qtbot, papier, venster)

    def typ_over() -> None:
        groepen = {
            vak.text().partition(".")[0]: re.sub(r".*<b>|</b>", "", vak.text())
            for vak in blad.findChildren(QLabel)
            if "<b>" in vak.text()
        }
        assert len(blad.velden) == 2
        for nummer, veld in blad.velden.items():
            veld.setText(groepen[str(nummer)])

    lezer.doe(
        5, {"Klik op **Afdrukken**": druk, "Typ de twee groepjes": typ_over, "Leg het papier": lambda: None}
    )
    qtbot.waitUntil(venster.paginas["dossiers"].isVisible, timeout=30_000)
    assert len(PdfReader(papier).pages) == 1
    # Step 6, as far as it is in this window: that the other one opens, tests/ui/test_oefenen.py shows.
    gestart = list[object]()
    monkeypatch.setattr(
        inlogpagina.QProcess, "startDetached", lambda *wat: gestart.append(wat) or (True, 0)
    )
    mens.pak_venster()
    mens.toets(Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(inlog.isVisible)
    rust(qtbot, venster)
    assert regels(6)[0].startswith("Druk op `Ctrl+L`")
    lezer.klik(regels(6)[1])
    assert len(gestart) == 1


def test_van_een_nieuw_gesprek_tot_de_brief_op_papier(
    oefening: Hoofdvenster, qtbot: QtBot, tmp_path: Path
) -> None:
    oefening.show()
    qtbot.waitExposed(oefening)
    mens = Mens(oefening)
    lezer = Lezer(mens, qtbot)
    lezer.klik(regels(6)[2])
    mens.wacht(lambda: oefening.werkblad.kast is not None)
    lezer.doe(7, {"Typ in de vakken": lambda: lezer.vul(7)})
    for vraag, antwoord in tabel(8):
        lezer.beantwoord(vraag, antwoord)
    assert mens.ziet("Nu toe te kennen, per jaar")
    assert mens.ziet("€ 100,00")
    lezer.doe(9, {"Ga naar het deel **Wonen**": lambda: None, "Vul de vakken": lambda: lezer.vul(9)})
    lezer.doe(10, {
        "Links staat wat u toekent": lambda: mens.wacht(lambda: mens.ziet("Toekennen zonder aanvraag")),
        "Rechts ziet u de brief": lambda: [mens.klik(naam) for naam in ("Overzicht", "Beschikking")],
    })  # fmt: skip
    papier = tmp_path / "brief.pdf"

    def druk() -> None:
        mens.klik("Druk af...")
        druk_op(qtbot, papier, oefening)

    def rond_af() -> None:
        knoppen = [k for k in besluit(oefening).findChildren(QPushButton) if k.isVisible()]
        knop = next(k for k in knoppen if k.text().startswith("Bewaar") and k.text().endswith("en rond af"))
        mens.klik(knop.text())

    lezer.doe(11, {"Klik op **Druk af...**": druk, "Klik op de knop die begint": rond_af})
    assert len(PdfReader(papier).pages) > 2
    dossier = oefening.werkblad.dossier
    assert dossier is not None
    assert dossier.status == "besloten"
    assert oefening.werkblad.kast is not None
    # What went to the printer is painted; the letter that was kept can be read.
    brief = oefening.werkblad.kast.stukken(dossier.id)[0]
    eerste = PdfReader(io.BytesIO(brief.pdf)).pages[0].extract_text()
    assert "Mila Berkenbos" in eerste
    assert "OEFENING" in eerste
