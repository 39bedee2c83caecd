"""Make every picture of docs/beelden: `xvfb-run .venv/bin/python -m tests.beelden` (or offscreen).

Made-up people only; the screens are those of the real program on a real store.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.kopieblad import BESTAND, blad_van_nu
from consulent_app.acties.toetsen import Toetser, met_keuze
from consulent_app.acties.weektelling import maak_telling
from consulent_app.besluiten.aanleiding import UITSTEL, Aanleiding
from consulent_app.besluiten.behandeling import Afwijsgesprek, Behandeling
from consulent_app.besluiten.schuldhulp import CRISIS_WET, Contactpoging, Schuldhulp
from consulent_app.huishouden.lezen import laad_json, lees_bestand, lees_document
from consulent_app.opslag import herstelsleutel
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.paden import resources
from consulent_app.tellingen.vergaderblad import als_pdf
from consulent_app.tellingen.werkboek import als_xlsx
from consulent_app.ui import telpagina, thema
from consulent_app.ui.aanvraagbrief import Aanvraagbriefvenster
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.besluitpagina import Besluitpagina
from consulent_app.ui.bestandpagina import Bestandpagina
from consulent_app.ui.bewonerscherm import Bewonerscherm
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.intakepagina import Intakepagina
from consulent_app.ui.leefgebiedenvenster import Leefgebiedenvenster
from consulent_app.ui.lijnvenster import Lijnvenster
from consulent_app.ui.schuldhulpvenster import Schuldhulpvenster
from consulent_app.ui.vertegenwoordigervenster import Vertegenwoordigervenster
from consulent_app.ui.voorbeeld import teken_paginas
from tests import voorbeeldjaar
from tests.prestaties.gemeente import maak

DOEL = Path(__file__).parent.parent / "docs" / "beelden"
VOORBEELDEN = resources() / "voorbeelden"
WACHTWOORD = "alleen voor de plaatjes"


#: The languages that the pictures show, for one family.
TALEN = ("nl", "ar", "ti", "uk", "tr")
#: So many pages of the workbook: what it is about, and the first table.
BLADEN = 2


def brieven() -> None:
    """Draw the letters of the example families as PNG, a file a page."""
    for voorbeeld, pakket, rol, talen, naam in (
        ("velsen-2019-gezin", None, "consulent", ("nl",), ""),
        ("alleenstaande-ouder", "oefenstad", "consulent", TALEN, "-oefenstad"),
        ("alleenstaande-ouder", "oefenstad", "raadsman", (), ""),
    ):
        intake = met_keuze(lees_bestand(VOORBEELDEN / f"{voorbeeld}.json"), pakket, None)
        opdracht = Opdracht(date(2026, 11, 20), "Z/2026/000412", rol, talen=talen)
        for bestand, pdf in maak_brieven(intake, Toetser(), opdracht).documenten.items():
            soort = bestand.removesuffix(".pdf").removesuffix("-nl")
            if (rol == "raadsman") == (soort == "voorstel"):
                _teken(pdf, f"{soort}{naam}")
    _teken(_met_afwijzing(), "beschikking-afwijzing")
    for soort, pdf in _over_een_aanvraag().items():
        _teken(pdf, soort)
    intake = met_keuze(lees_bestand(VOORBEELDEN / "alleenstaande-ouder.json"), "oefenstad", None)
    besloten = maak_brieven(intake, Toetser(), Opdracht(date(2026, 11, 20), "Z/2026/000412"))
    _teken(blad_van_nu(besloten, Toetser())[BESTAND], "kopieblad")


def _teken(pdf: bytes, naam: str) -> None:
    for nummer, pagina in enumerate(teken_paginas(pdf, 96), start=1):
        pagina.save(str(DOEL / f"{naam}-{nummer}.png"))


def _met_afwijzing() -> bytes:
    """Return a decision with grants and a refusal: the bicycle was given shortly before."""
    document = laad_json(VOORBEELDEN / "alleenstaande-ouder.json")
    eerder = {"regeling": "kindpakket_fiets", "datum": "2025-11-03", "persoon": "k1"}
    document["eerder_toegekend"] = [*(document.get("eerder_toegekend") or []), eerder]
    gesprek = Afwijsgesprek(date(2026, 11, 18), "balie", reactie="Mijn fiets is gestolen")
    intake = met_keuze(lees_document(document), "oefenstad", None)
    opdracht = Opdracht(
        date(2026, 11, 20), "Z/2026/000412", soorten=("beschikking",),
        behandeling=Behandeling(afwijsgesprek=gesprek),
    )  # fmt: skip
    return maak_brieven(intake, Toetser(), opdracht).documenten["beschikking.pdf"]


def _over_een_aanvraag() -> dict[str, bytes]:
    intake = met_keuze(lees_bestand(VOORBEELDEN / "alleenstaande-ouder.json"), "oefenstad", None)
    aanleiding = Aanleiding(
        date(2026, 10, 1), nieuwe_dag=date(2026, 12, 18), reden="Wij wachten op een advies",
        gezegd_op=date(2026, 11, 19),
    )  # fmt: skip
    opdracht = Opdracht(
        date(2026, 11, 20), "Z/2026/000412", soorten=("aanvulling", "uitstel", "intrekking"),
        aanleiding=aanleiding,
    )  # fmt: skip
    documenten = maak_brieven(intake, Toetser(), opdracht).documenten
    return {bestand.removesuffix(".pdf"): pdf for bestand, pdf in documenten.items()}


def schermen() -> None:
    """Grab the screens at 1366 x 768 from the real window."""
    maak_app()
    with tempfile.TemporaryDirectory() as map_:
        with Dossierkast.maak(Path(map_), "Sanne Bos", WACHTWOORD) as kast:
            kast.accounts.begin_beheer("Beheer", WACHTWOORD, herstelsleutel.nieuw())
            ids = {
                naam: kast.nieuw(laad_json(VOORBEELDEN / f"{naam}.json")).id
                for naam in ("nog-veel-onbekend", "alleenstaande-ouder", "velsen-2019-gezin")
            }
        venster = maak_venster(Path(map_))
        venster.show()
        _bewaar(venster, "inlog")
        venster.inlog.kies("Sanne Bos", WACHTWOORD)
        _wacht(lambda: venster.werkblad.oordeel is not None)
        for dossier, pagina, naam in (
            ("nog-veel-onbekend", "intake", "intake-onbekend"),
            ("alleenstaande-ouder", "intake", "intake"),
            ("velsen-2019-gezin", "intake", "intake-velsen"),
            ("velsen-2019-gezin", "besluiten", "besluiten"),
            ("velsen-2019-gezin", "dossiers", "dossiers"),
            ("alleenstaande-ouder", "instellingen", "instellingen"),
        ):
            venster.open_dossier(ids[dossier])
            _wacht(lambda: venster.werkblad.rustig)
            venster.werkblad.toon_pagina.emit(pagina)
            _bewaar(venster, naam)
        _bestand(venster, Path(map_))
        _meer_verdienen(venster)
        _inwoner(venster)
        venster.open_dossier(ids["velsen-2019-gezin"])
        _wacht(lambda: venster.werkblad.rustig)
        _brieven_erbij(venster)
        venster.open_dossier(ids["nog-veel-onbekend"])
        _wacht(lambda: venster.werkblad.rustig)
        _leefgebieden(venster)
        _schuldhulp(venster)
        _anders(venster)
        venster.close()


def tellingen() -> None:
    """The page of the counts over a made-up year, and the PDF and some sheets of the same count."""
    maak_app()
    thema.zet_schaal(1.0)
    with tempfile.TemporaryDirectory() as map_:
        voorbeeldjaar.maak(Path(map_) / "kast")
        telpagina._vandaag = lambda: date(2026, 11, 24)
        venster = maak_venster(Path(map_) / "kast")
        venster.show()
        venster.inlog.kies(voorbeeldjaar.TEAMLEIDER, voorbeeldjaar.WACHTWOORD)
        pagina = venster.paginas["tellingen"]
        assert isinstance(pagina, telpagina.Telpagina)
        _wacht(lambda: pagina.beeld is not None)
        pagina.lijst.setCurrentRow(2)
        _bewaar(venster, "tellingen")
        assert pagina.beeld is not None
        assert venster.werkblad.kast is not None
        verslag = maak_telling(
            venster.werkblad.kast,
            *pagina.beeld.weken,
            date(2026, 11, 24),
            venster.werkblad.eigen_van,
        )
        _teken(als_pdf(verslag), "weektelling")
        _bladen(als_xlsx(verslag), Path(map_))
        venster.close()


def _bladen(boek: bytes, map_: Path) -> None:
    """Draw the cover and the first sheets, where there is a program that opens a workbook."""
    if shutil.which("soffice") is None:
        return
    (map_ / "telling.xlsx").write_bytes(boek)
    opdracht = ["soffice", "--headless", f"-env:UserInstallation=file://{map_}/profiel"]
    subprocess.run([*opdracht, "--convert-to", "pdf", "telling.xlsx"], cwd=map_, check=True)
    paginas = list(teken_paginas((map_ / "telling.pdf").read_bytes(), 96))
    for nummer, pagina in enumerate(paginas[:BLADEN], start=1):
        pagina.save(str(DOEL / f"weektelling-xlsx-{nummer}.png"))


def _bestand(venster: Hoofdvenster, map_: Path) -> None:
    """The page of a whole file, with the work list of a made-up gemeente."""
    maak(2_000, map_ / "gemeente")
    venster.werkblad.toon_pagina.emit("bestand")
    pagina = venster.paginas["bestand"]
    assert isinstance(pagina, Bestandpagina)
    keuze = pagina.keuze
    keuze.pakketten.setCurrentIndex(keuze.pakketten.findData("oefenstad"))
    keuze.mappen["bron"].setText(str(map_ / "gemeente"))
    keuze.mappen["doel"].setText(str(map_ / "uit"))
    keuze.knop.click()
    _wacht(lambda: pagina.taken.rustig and pagina.model.rowCount() > 0)
    for map_naam, veld in keuze.mappen.items():
        veld.setText({"bron": "Bestanden/november", "doel": "Bestanden/november/uitkomsten"}[map_naam])
    _bewaar(venster, "bestand")


def _meer_verdienen(venster: Hoofdvenster) -> None:
    """The window with the income line, of a family of which every amount is known."""
    document = laad_json(VOORBEELDEN / "alleenstaande-ouder.json") | {"pakket": "oefenstad"}
    document["personen"][0]["toetsingsinkomen"] = "21000.00"
    assert venster.werkblad.kast is not None
    venster.open_dossier(venster.werkblad.kast.nieuw(document).id)
    _wacht(lambda: venster.werkblad.rustig)
    intake = venster.paginas["intake"]
    assert isinstance(intake, Intakepagina)
    intake.meer_verdienen()
    lijn = intake.findChild(Lijnvenster)
    assert lijn is not None
    _bewaar(venster, "meer-verdienen", lijn)
    lijn.accept()


def _leefgebieden(venster: Hoofdvenster) -> None:
    """The check per area of life, with the referrals that follow from some answers."""
    intake = venster.paginas["intake"]
    assert isinstance(intake, Intakepagina)
    intake.leefgebieden()
    leef = intake.findChild(Leefgebiedenvenster)
    assert leef is not None
    for gebied, signaal in (("geld", "post"), ("wonen", "gebreken"), ("netwerk", "alleen")):
        leef.paneel.blokken[gebied].antwoord.emit(signaal, True)
    _bewaar(venster, "leefgebieden", leef)
    leef.accept()


def _schuldhulp(venster: Hoofdvenster) -> None:
    """Debt help in a crisis, of which the first talk is late, with two attempts to reach somebody."""
    vandaag = datetime.now().astimezone().date()
    dag = vandaag - timedelta(days=9)
    venster.werkblad.wijzig_schuldhulp(
        Schuldhulp(
            aangemeld=dag,
            crisis=CRISIS_WET[:1],
            contactpogingen=(
                Contactpoging(dag + timedelta(days=1), "Telefoon", "Ochtend", False),
                Contactpoging(dag + timedelta(days=2), "Huisbezoek", "Avond", True),
            ),
        )
    )
    venster.zaken.schuldhulp()
    schuldhulp = venster.findChild(Schuldhulpvenster)
    assert schuldhulp is not None
    _bewaar(venster, "schuldhulp", schuldhulp)
    schuldhulp.accept()


def _inwoner(venster: Hoofdvenster) -> None:
    """The resident's screen in Arabic: a question, then the outcome; and what the consulent sees of it."""
    intake = venster.paginas["intake"]
    assert isinstance(intake, Intakepagina)
    strook = intake.strook
    intake.spring("huishouden.spaargeld")
    strook.toon_vraag()
    scherm = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Bewonerscherm))
    scherm.showNormal()
    scherm.resize(1366, 768)
    _bewaar(venster, "inwoner-vraag", scherm)
    _bewaar(venster, "intake-inwoner")
    strook.toon_uitkomst()
    _bewaar(venster, "inwoner-uitkomst", scherm)
    strook.toon_overzicht()
    strook._namen.setChecked(True)
    _bewaar(venster, "inwoner-overzicht", scherm)
    strook.sluit()


def _brieven_erbij(venster: Hoofdvenster) -> None:
    """Who gets the letters, a letter of delay, and the overview in more languages."""
    venster.werkblad.toon_pagina.emit("besluiten")
    pagina = venster.paginas["besluiten"]
    assert isinstance(pagina, Besluitpagina)
    pagina.adres.anders.emit()
    ander = pagina.findChild(Vertegenwoordigervenster)
    assert ander is not None
    _bewaar(venster, "brief-aan-een-ander", ander)
    ander.reject()
    pagina.andere_brief()
    brief = pagina.findChild(Aanvraagbriefvenster)
    assert brief is not None
    vandaag = datetime.now().astimezone().date()
    brief.keuzes[UITSTEL].click()
    for veld, weken in ((brief.aanvraag_van, -1), (brief.nieuwe_dag, 9)):
        veld.regel.setText((vandaag + timedelta(weeks=weken)).isoformat())
        veld.regel.editingFinished.emit()
    brief.reden.setPlainText("Wij wachten nog op een antwoord van de Belastingdienst")
    _bewaar(venster, "andere-brief", brief)
    brief.reject()
    pagina.talen.vinkjes["uk"].trigger()
    _bewaar(venster, "besluiten-talen")


def _anders(venster: Hoofdvenster) -> None:
    """The same intake: its reasons, one question at a time, on a dark screen, and twice as large."""
    intake = venster.paginas["intake"]
    assert isinstance(intake, Intakepagina)
    intake.uitkomst.open(("individuele_inkomenstoeslag", None))
    _bewaar(venster, "intake-redenen")
    intake.wissel_vorm()
    intake.spring("wie")
    _bewaar(venster, "intake-wie")
    intake.spring("huishouden.spaargeld")
    _bewaar(venster, "intake-vraag")
    intake.wissel_vorm()
    licht, thema.donker = thema.donker, lambda: True
    thema.ververs()
    _bewaar(venster, "intake-donker")
    thema.donker = licht
    gewoon, thema.contrast = thema.contrast, lambda: True
    thema.ververs()
    _bewaar(venster, "intake-contrast")
    thema.contrast = gewoon
    thema.ververs()
    venster.resize(1920, 1080)
    _bewaar(venster, "intake-breed")
    venster.resize(1366, 768)
    thema.zet_schaal(2.0)
    _bewaar(venster, "intake-groot")


def _bewaar(venster: Hoofdvenster, naam: str, wat: QWidget | None = None) -> None:
    _wacht(lambda: venster.werkblad.rustig)
    einde = time.monotonic() + 0.6
    _wacht(lambda: time.monotonic() > einde and venster.werkblad.rustig)
    (wat or venster).grab().save(str(DOEL / f"{naam}.png"))


def _wacht(klaar: Callable[[], bool]) -> None:
    while not klaar():
        QApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    DOEL.mkdir(parents=True, exist_ok=True)
    schermen()
    brieven()
    tellingen()
    sys.exit(0)
