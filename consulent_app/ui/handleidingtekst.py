"""One page of the handbook on the screen: Qt reads its Markdown, with links, pictures and a way back."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from consulent_app.acties.handleiding import anker
from consulent_app.paden import handleiding
from consulent_app.ui import thema

RAND, CELRAND = 16, 6


class Handleidingtekst(QTextBrowser):
    """`getoond` carries the name of the page that is shown."""

    getoond = Signal(str)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._woorden: list[str] = []
        self.setAccessibleName("Tekst van de handleiding")
        self.setOpenExternalLinks(True)
        # Coming and going with each page, it would change the width for which pictures are made.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.sourceChanged.connect(self._meld)

    @property
    def pagina(self) -> str:
        """Return the name of the page that is shown."""
        return self.source().fileName().removesuffix(".md")

    def toon(self, plek: str, woorden: list[str] | None = None) -> None:
        """Show `pagina` or `pagina#anker`, with these words marked."""
        self._woorden = woorden or []
        pagina, _, deel = plek.partition("#")
        url = QUrl.fromLocalFile(str(handleiding() / f"{pagina}.md"))
        if deel:
            url.setFragment(deel)
        if url == self.source():
            self._ga_naar(deel)
        else:
            self.setSource(url)
        self._markeer()

    def doSetSource(
        self,
        waar: QUrl | str,
        soort: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,
    ) -> None:
        """Go to a heading by its anchor, which Qt does not make when it reads Markdown."""
        url = QUrl(waar)
        ander = url.fileName() != self.source().fileName()
        super().doSetSource(url, soort)
        if ander:
            self.document().setDocumentMargin(RAND)
            self._zet_ankers()
            self._geef_tabellen_ruimte()
        self._ga_naar(url.fragment())

    def _ga_naar(self, deel: str) -> None:
        if deel:
            self.scrollToAnchor(deel)
        else:
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def _blokken(self) -> Iterator[QTextBlock]:
        blok = self.document().begin()
        while blok.isValid():
            yield blok
            blok = blok.next()

    def _zet_ankers(self) -> None:
        for blok in self._blokken():
            if blok.blockFormat().headingLevel():
                vorm = QTextCharFormat()
                vorm.setAnchor(True)
                vorm.setAnchorNames([anker(blok.text())])
                cursor = QTextCursor(blok)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(vorm)

    def _geef_tabellen_ruimte(self) -> None:
        for deel in self.document().rootFrame().childFrames():
            if isinstance(deel, QTextTable):
                vorm = deel.format()
                vorm.setCellPadding(CELRAND)
                vorm.setTopMargin(CELRAND)
                vorm.setBottomMargin(RAND)
                deel.setFormat(vorm)

    def loadResource(self, soort: int, waar: QUrl | str) -> object:
        """Give a picture no wider than the window, drawn smaller here: Qt would leave lines out of it."""
        if soort != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(soort, waar)
        beeld = QImage(str(handleiding() / QUrl(waar).path()))
        fijn = self.devicePixelRatio()
        breed = max(100, self.viewport().width() - 2 * RAND)
        if beeld.width() > breed:
            beeld = beeld.scaledToWidth(round(breed * fijn), Qt.TransformationMode.SmoothTransformation)
            beeld.setDevicePixelRatio(fijn)
        return beeld

    def _pas_beelden(self) -> None:
        """Let the pictures be made anew, for a window of another width."""
        for vorm in self.document().allFormats():
            if vorm.isImageFormat():
                naam = vorm.toImageFormat().name()
                url = QUrl(naam)
                soort = QTextDocument.ResourceType.ImageResource
                self.document().addResource(soort, url, self.loadResource(soort.value, url))
        self.document().markContentsDirty(0, self.document().characterCount())

    def _markeer(self) -> None:
        gevonden = []
        for woord in self._woorden:
            cursor = self.document().find(woord)
            while not cursor.isNull():
                keuze = QTextEdit.ExtraSelection()
                keuze.cursor = cursor
                keuze.format.setBackground(QColor(thema.kleur("bewijs_vlak")))
                keuze.format.setFontUnderline(True)
                gevonden.append(keuze)
                cursor = self.document().find(woord, cursor)
        self.setExtraSelections(gevonden)

    def _meld(self, url: QUrl) -> None:
        # Not its own source: that is still the page before.
        self.getoond.emit(url.fileName().removesuffix(".md"))

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        self._pas_beelden()
