"""Make every picture of the handbook: `python3 dev.py handleiding` does so, and then makes the site.

The screens are those of the real program, with the households to practise with, on one fixed moment. What
stands on a screen goes along inside its picture, so that a test can tell when the screen has changed.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import time_machine
from PIL import Image, PngImagePlugin
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QBuffer, QIODevice
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from consulent_app.acties import oefenen
from consulent_app.acties.voorkeuren import Voorkeuren, bewaar_voorkeuren
from consulent_app.besluiten.schuldhulp import CRISIS_WET, Contactpoging, Schuldhulp
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.herstelsleutel import als_tekst
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.paden import handleiding
from consulent_app.ui import thema
from consulent_app.ui.app import maak_app, maak_oefenvenster, maak_venster
from consulent_app.ui.bewonerscherm import Bewonerscherm
from consulent_app.ui.dossiervenster import Dossiervenster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.intakepagina import Intakepagina
from consulent_app.ui.leefgebiedenvenster import Leefgebiedenvenster
from consulent_app.ui.lijnvenster import Lijnvenster
from consulent_app.ui.probleemvenster import Probleemvenster
from consulent_app.ui.schuldhulpvenster import Schuldhulpvenster
from tests.prestaties.gemeente import maak as maak_gemeente
from tests.prestaties.telfeiten import maak as maak_telfeiten
from tests.prestaties.telfeiten import zet_in

D = TypeVar("D", bound=QWidget)
DOEL = handleiding() / "beelden"
NU = datetime(2026, 11, 20, 10, 15, tzinfo=ZoneInfo("Europe/Amsterdam"))
MAAT = (1280, 760)
#: Enough for the screen, and a third of the bytes.
KLEUREN = 64
#: Inside the picture: the texts that stood on the screen.
TEKST = "schermtekst"
WACHT_S = 60.0
#: So often in a row nothing may be at work: what came in last is on the screen by then, and what waits
#: for the last key has begun. Counted, as a slow machine may pass any time without having done a thing.
RONDES, RONDE_S = 80, 0.005
CONSULENT, TEAMLEIDER, BEHEER = "Sanne Bos", "Tineke Vos", "Beheer"
WACHTWOORD = "alleen voor de plaatjes"
#: An amount that is made up: what is sought, its value, from when on, and where it would stand.
NIEUW = ("alleenstaande (ouder) van 21 jaar", "1.447,85", "1-1-2027", "Staatscourant 2026, 12345")


class Album:
    """The pictures so far, by name: what is seen, and which words."""

    def __init__(self) -> None:
        self.beelden: dict[str, bytes] = {}

    def neem(self, naam: str, wat: QWidget, rustig: Callable[[], bool]) -> None:
        """Take a picture once all work in the background is done."""
        wacht(_blijft(rustig))
        self.beelden[naam] = _png(wat)


def maak_alle() -> Mapping[str, bytes]:
    """Return every picture as PNG."""
    album = Album()
    with time_machine.travel(NU, tick=False), _stil(), tempfile.TemporaryDirectory() as map_:
        thema.zet_schaal(1.0)
        _begin(album, Path(map_) / "begin")
        _oefening(album, Path(map_) / "oefenen")
        _beheer(album, Path(map_) / "kast")
        _tellingen(album, Path(map_) / "tellen")
    return album.beelden


@contextmanager
def _stil() -> Iterator[None]:
    """Let no cursor blink: a picture would have it, or not."""
    app = maak_app()
    tempo = app.cursorFlashTime()
    app.setCursorFlashTime(0)
    try:
        yield
    finally:
        app.setCursorFlashTime(tempo)


def tekst_in(png: bytes) -> str:
    """Return what stood on the screen when a picture was made."""
    return str(Image.open(io.BytesIO(png)).info.get(TEKST, ""))


def wacht(klaar: Callable[[], bool]) -> None:
    """Let the program run until something is so."""
    einde = time.monotonic() + WACHT_S
    while not klaar():
        assert time.monotonic() < einde, "dit komt niet meer"
        QApplication.processEvents()
        time.sleep(RONDE_S)


def _blijft(rustig: Callable[[], bool]) -> Callable[[], bool]:
    """Return what says whether it has been quiet for a while."""
    rondes = 0

    def klaar() -> bool:
        nonlocal rondes
        rondes = rondes + 1 if rustig() else 0
        return rondes > RONDES

    return klaar


# --- the screens ---------------------------------------------------------------------------------


@contextmanager
def _open(venster: Hoofdvenster) -> Iterator[Hoofdvenster]:
    venster.resize(*MAAT)
    venster.show()
    try:
        yield venster
    finally:
        venster.close()
        venster.deleteLater()
        QApplication.processEvents()


def _begin(album: Album, map_: Path) -> None:
    """The first start, as far as the recovery key."""
    with _open(maak_venster(map_)) as venster:
        rustig = _rustig(venster)
        album.neem("eerste-start", venster, rustig)
        venster.inlog.kies(CONSULENT, WACHTWOORD)
        wacht(lambda: venster.beheer.isVisible() and rustig())
        album.neem("beheerder", venster, rustig)


def _oefening(album: Album, map_: Path) -> None:
    """What a consulent sees, and a raadsman, among the households to practise with."""
    app = maak_app()
    with _open(maak_oefenvenster(app, map_)) as venster:
        rustig = _rustig(venster)
        venster.begin.begin()
        wacht(lambda: venster.werkblad.kast is not None and rustig())
        album.neem("oefenen", venster, rustig)
        venster.gids.hide()
        _eerste_brief(album, venster)
        _dossiers_en_intake(album, venster)
        _vensters(album, venster)
        _voorstel(album, venster)
    app.setApplicationDisplayName("")


def _eerste_brief(album: Album, venster: Hoofdvenster) -> None:
    """The screens of the first chapter, with its own household."""
    rustig = _rustig(venster)
    document = oefenen.huishoudens()[0]["document"] | {"peildatum": NU.date().isoformat()}
    mila = {"voornaam": "Mila", "achternaam": "Berkenbos", "geboortedatum": "1988-05-04"}
    document["personen"][0] |= mila
    document["intake_id"] = "handleiding-1"
    kort = {"id": "p1", "rol": "aanvrager", **mila}
    _open_dossier(venster, {**_leeg(document), "personen": [kort]})
    intake = _intake(venster)
    intake.wissel_vorm()
    intake.spring("wie")
    album.neem("vraag-voor-vraag", venster, rustig)
    intake.wissel_vorm()
    _open_dossier(venster, document)
    intake.spring("huishouden.woonvorm")
    album.neem("uitkomst", venster, rustig)
    venster.ga_naar("besluiten")
    album.neem("besluit", venster, rustig)


def _leeg(document: Mapping[str, object]) -> dict[str, object]:
    return {sleutel: document[sleutel] for sleutel in ("schema", "pakket", "peildatum", "intake_id")}


def _dossiers_en_intake(album: Album, venster: Hoofdvenster) -> None:
    rustig = _rustig(venster)
    venster.ga_naar("dossiers")
    album.neem("dossiers", venster, rustig)
    _zoek_en_open(venster, "Lindeman")
    intake = _intake(venster)
    intake.spring("huishouden.spaargeld")
    album.neem("intake", venster, rustig)
    intake.uitkomst.open(("individuele_inkomenstoeslag", None))
    album.neem("waarom", intake.uitkomst, rustig)
    intake.strook.toon_vraag()
    scherm = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Bewonerscherm))
    scherm.showNormal()
    scherm.resize(900, 560)
    album.neem("inwoner", scherm, rustig)
    intake.strook.sluit()
    venster.ga_naar("besluiten")
    album.neem("besluiten", venster, rustig)


def _vensters(album: Album, venster: Hoofdvenster) -> None:
    """The dialogs of one dossier."""
    rustig = _rustig(venster)
    _zoek_en_open(venster, "Olijf")
    intake = _intake(venster)
    intake.leefgebieden()
    leef = _dialoog(venster, Leefgebiedenvenster)
    for gebied, signaal in (("geld", "post"), ("wonen", "gebreken")):
        leef.paneel.blokken[gebied].antwoord.emit(signaal, True)
    album.neem("leefgebieden", leef, rustig)
    leef.accept()
    dag = NU.date() - timedelta(days=9)
    poging = Contactpoging(dag + timedelta(days=1), "Telefoon", "Ochtend", False)
    venster.werkblad.wijzig_schuldhulp(
        Schuldhulp(aangemeld=dag, crisis=CRISIS_WET[:1], contactpogingen=(poging,))
    )
    venster.zaken.schuldhulp()
    schuld = _dialoog(venster, Schuldhulpvenster)
    album.neem("schuldhulp", schuld, rustig)
    schuld.accept()
    venster.zaken.over_dossier()
    over = _dialoog(venster, Dossiervenster)
    album.neem("over-dossier", over, rustig)
    over.accept()
    _zoek_en_open(venster, "Yaprak")
    intake.meer_verdienen()
    lijn = _dialoog(venster, Lijnvenster)
    album.neem("meer-verdienen", lijn, rustig)
    lijn.accept()


def _voorstel(album: Album, venster: Hoofdvenster) -> None:
    """The page of the decisions as it is for a raadsman."""
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.opslag.waarden import Medewerker

    kast = venster.werkblad.kast
    assert kast is not None
    venster.werkblad.kast = Werkplek(kast._kast, Medewerker(oefenen.RAADSMAN, "raadsman"))
    venster.werkblad.rol = "raadsman"
    venster.onderin.toon_wie(venster.werkblad.kast)
    _zoek_en_open(venster, "Esdoorn")
    venster.ga_naar("besluiten")
    album.neem("voorstel", venster, _rustig(venster))


def _beheer(album: Album, map_: Path) -> None:
    """What the beheerder sees, and the consulent of a whole file, on a workplace of three people."""
    with Dossierkast.maak(map_, CONSULENT, WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        kast.accounts.begin_beheer(BEHEER, WACHTWOORD, als_tekst(bytearray(range(32))))
        kast.nieuw(oefenen.huishoudens()[1]["document"] | _vandaag())
    with Dossierkast.open(map_, BEHEER, WACHTWOORD) as kast:
        kast.accounts.voeg_toe(TEAMLEIDER, "teamleider")
    bewaar_voorkeuren(map_, Voorkeuren(naam=CONSULENT))
    with _open(maak_venster(map_)) as venster:
        rustig = _rustig(venster)
        venster.inlog.kies(CONSULENT, WACHTWOORD)
        wacht(lambda: venster.werkblad.oordeel is not None and rustig())
        _bestand(album, venster, map_)
        venster.probleem()
        melden = _dialoog(venster, Probleemvenster)
        album.neem("probleem", melden, rustig)
        melden.reject()
        venster.vergrendel()
        wacht(rustig)
        venster.inlog.kies(BEHEER, WACHTWOORD)
        wacht(lambda: venster.werkblad.kast is not None and rustig())
        for pagina, naam in (
            ("account", "accounts"),
            ("instellingen", "instellingen"),
            ("logboek", "logboek"),
        ):
            venster.ga_naar(pagina)
            wacht(rustig)
            _zonder_computer(venster, map_)
            album.neem(naam, venster, rustig)
        _brief_en_bedragen(album, venster)


def _brief_en_bedragen(album: Album, venster: Hoofdvenster) -> None:
    """A letter with the settings of Oefenstad, and how the beheerder enters an amount of 1 January."""
    from consulent_app.ui.bedragpagina import PAKKETTEN, Bedragpagina
    from consulent_app.ui.bedragvenster import Bedragvenster
    from consulent_app.ui.briefkopvenster import Briefkopvenster
    from consulent_app.ui.instelpagina import Instelpagina

    rustig = _rustig(venster)
    instellingen, bedragen = venster.paginas["instellingen"], venster.paginas["bedragen"]
    assert isinstance(instellingen, Instelpagina)
    assert isinstance(bedragen, Bedragpagina)
    instellingen.pakketkeuze.setCurrentIndex(instellingen.pakketkeuze.findData("oefenstad"))
    instellingen.toon_voorbeeld()
    brief = _dialoog(venster, Briefkopvenster)
    album.neem("voorbeeldbrief", brief, rustig)
    brief.accept()
    venster.ga_naar("bedragen")
    album.neem("bedragen", venster, rustig)
    bedragen.zoekveld.setText(NIEUW[0])
    bedragen.voer_in()
    bedrag = _dialoog(venster, Bedragvenster)
    for veld, tekst in zip((bedrag.waarde, bedrag.vanaf, bedrag.bron), NIEUW[1:], strict=True):
        veld.setText(tekst)
    album.neem("nieuw-bedrag", bedrag, rustig)
    bedrag.reject()
    bedragen.tabs[PAKKETTEN].click()
    album.neem("pakketten", venster, rustig)


def _zonder_computer(venster: Hoofdvenster, map_: Path) -> None:
    """Say of a folder of this computer what it could be at a gemeente."""
    for label in venster.findChildren(QLabel):
        if str(map_) in label.text():
            label.setText(label.text().replace(str(map_), "/home/sanne/.local/share/consulent"))


def _bestand(album: Album, venster: Hoofdvenster, map_: Path) -> None:
    from consulent_app.ui.bestandpagina import Bestandpagina

    maak_gemeente(400, map_ / "gemeente")
    venster.ga_naar("bestand")
    pagina = venster.paginas["bestand"]
    assert isinstance(pagina, Bestandpagina)
    keuze = pagina.keuze
    keuze.pakketten.setCurrentIndex(keuze.pakketten.findData("oefenstad"))
    keuze.mappen["bron"].setText(str(map_ / "gemeente"))
    keuze.mappen["doel"].setText(str(map_ / "uit"))
    keuze.knop.click()
    wacht(lambda: pagina.taken.rustig and pagina.model.rowCount() > 0)
    for naam, veld in keuze.mappen.items():
        veld.setText({"bron": "Bestanden/november", "doel": "Bestanden/november/uitkomsten"}[naam])
    album.neem("bestand", venster, _rustig(venster))


def _tellingen(album: Album, map_: Path) -> None:
    from consulent_app.ui.telpagina import Telpagina

    with Dossierkast.maak(map_, TEAMLEIDER, WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        kast.accounts.begin_beheer(BEHEER, WACHTWOORD, als_tekst(bytearray(range(32))))
    with Dossierkast.open(map_, BEHEER, WACHTWOORD) as kast:
        zet_in(kast, maak_telfeiten(1_500))
        kast.accounts.wijzig_rol(TEAMLEIDER, "teamleider")
    with _open(maak_venster(map_)) as venster:
        venster.inlog.kies(TEAMLEIDER, WACHTWOORD)
        pagina = venster.paginas["tellingen"]
        assert isinstance(pagina, Telpagina)
        wacht(lambda: pagina.beeld is not None)
        pagina.lijst.setCurrentRow(2)
        album.neem("tellingen", venster, _rustig(venster))


# --- what a person does, and a picture of it ------------------------------------------------------


def _vandaag() -> dict[str, str]:
    return {"peildatum": NU.date().isoformat(), "intake_id": "handleiding-2"}


def _rustig(venster: Hoofdvenster) -> Callable[[], bool]:
    return lambda: venster.werkblad.rustig


def _intake(venster: Hoofdvenster) -> Intakepagina:
    pagina = venster.paginas["intake"]
    assert isinstance(pagina, Intakepagina)
    return pagina


def _open_dossier(venster: Hoofdvenster, document: dict[str, object]) -> None:
    assert venster.werkblad.kast is not None
    _open_id(venster, venster.werkblad.kast.nieuw(document).id)


def _zoek_en_open(venster: Hoofdvenster, naam: str) -> None:
    assert venster.werkblad.kast is not None
    _open_id(venster, venster.werkblad.kast.zoek(naam)[0].id)


def _open_id(venster: Hoofdvenster, id_: str) -> None:
    venster.open_dossier(id_)
    wacht(lambda: venster.werkblad.dossier is not None and venster.werkblad.dossier.id == id_)
    wacht(_rustig(venster))


def _dialoog(venster: Hoofdvenster, soort: type[D]) -> D:
    return next(w for w in venster.findChildren(soort) if w.isVisible())


def _png(wat: QWidget) -> bytes:
    """Return a picture with few colours, and in it the words that are to be seen."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    wat.grab().toImage().save(buffer, "PNG")
    beeld = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    klein = beeld.quantize(KLEUREN, dither=Image.Dither.NONE)
    erbij, uit = PngImagePlugin.PngInfo(), io.BytesIO()
    erbij.add_itxt(TEKST, woorden_op(wat), zip=True)
    klein.save(uit, "PNG", optimize=True, pnginfo=erbij)
    return uit.getvalue()


def woorden_op(wat: QWidget) -> str:
    """Return the texts that stand on a screen, in the order of its parts."""
    return "\n".join(
        tekst for deel in wat.findChildren(QWidget) if deel.isVisible() for tekst in _van(deel)
    )


def _van(deel: QWidget) -> Iterator[str]:
    if isinstance(deel, QAbstractButton | QLabel):
        yield deel.text()
    elif isinstance(deel, QLineEdit):
        yield deel.displayText() or deel.placeholderText()
    elif isinstance(deel, QAbstractItemView) and (model := deel.model()) is not None:
        for rij in range(model.rowCount()):
            yield " | ".join(str(model.index(rij, kolom).data() or "") for kolom in range(_kolommen(model)))


def _kolommen(model: QAbstractItemModel) -> int:
    # Of a list PySide hides how many columns it has: always one.
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def schrijf(beelden: Mapping[str, bytes]) -> None:
    """Put the pictures in the handbook; one that is no longer made goes away."""
    DOEL.mkdir(exist_ok=True)
    for pad in DOEL.glob("*.png"):
        if pad.stem not in beelden:
            pad.unlink()
    for naam, png in beelden.items():
        (DOEL / f"{naam}.png").write_bytes(png)


if __name__ == "__main__":
    # The toestandsmap of who makes them is nobody's business, nor is their screen.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as eigen:
        os.environ["XDG_STATE_HOME"] = os.environ["LOCALAPPDATA"] = eigen
        schrijf(maak_alle())
    sys.exit(0)
