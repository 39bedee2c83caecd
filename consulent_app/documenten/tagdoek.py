"""The canvas that says of everything it draws what it is: content with a role, or decoration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from consulent_app.documenten import archief, zetten
from consulent_app.documenten.archief import Kenmerken
from consulent_app.documenten.bladen import Beeld, Blad
from consulent_app.documenten.pdfbestand import tekst
from consulent_app.documenten.tags import TAAL, Boom, Knoop, Kop


class Tagdoek(Canvas):
    """Keeps every page until all are there, so that `voet` can say how many there are."""

    def __init__(self, *args: Any, kenmerken: Kenmerken, voet: Callable[[Tagdoek, int], None],
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.boom = Boom()
        self.kenmerken = kenmerken
        #: The links of the paragraph that is being drawn, by their address.
        self.koppelingen: dict[tuple[int, str], Knoop] = {}
        self._voet = voet
        self._fonts: frozenset[str] = frozenset()
        self._bladen: list[dict[str, Any]] = []
        self._op_blad: dict[str, str] = {}
        self._beelden: dict[str, Beeld] = {}

    # --- tags ----------------------------------------------------------------------------------------

    def begin(self, knoop: Knoop) -> None:
        """Let what follows be content of this element, until `eind`."""
        self._code.append(self.openen(knoop))

    def openen(self, knoop: Knoop) -> str:
        """Return the line of code with which content of this element begins."""
        return f"/{knoop.rol} <</MCID {self.boom.merk(knoop, self._pageNumber)}>> BDC"

    def sier(self, soort: str = "/Layout") -> None:
        """Let what follows be decoration, which is not read out, until `eind`."""
        self._code.append(f"/Artifact <</Type {soort}>> BDC")

    def eind(self) -> None:
        """Close what `begin` or `sier` opened."""
        self._code.append("EMC")

    @contextmanager
    def inhoud(self, knoop: Knoop) -> Iterator[None]:
        """Draw content of this element."""
        self.begin(knoop)
        yield
        self.eind()

    @contextmanager
    def versiering(self, soort: str = "/Layout") -> Iterator[None]:
        """Draw what is not read out."""
        self.sier(soort)
        yield
        self.eind()

    def bladwijzer(self, niveau: int, inhoud: str, x: float, y: float) -> None:
        """Make a bookmark of a heading that starts there."""
        boven = self.absolutePosition(x, y)[1]
        self.boom.koppen.append(Kop(niveau, inhoud, self._pageNumber, boven))

    def linkURL(self, url: str, rect: Any, relative: int = 0, **_: Any) -> None:  # noqa: N802
        """Make a link with its own element and its own words; ReportLab's has neither."""
        if url.startswith(TAAL):
            return
        knoop = next(k for (_nr, adres), k in reversed(self.koppelingen.items()) if adres == url)
        koppeling = self.boom.koppel(knoop, self._pageNumber)
        hoeken = " ".join(f"{hoek:.2f}" for hoek in self._absRect(rect, relative))
        doel = f"E-mail naar {url[7:]}" if url.startswith("mailto:") else f"Website {url}"
        self._op_blad[koppeling.naam] = (
            f"<</Type/Annot/Subtype/Link/Rect[{hoeken}]/Border[0 0 0]/F 4/StructParent "
            f"{koppeling.sleutel}/Contents {tekst(doel)}/A<</S/URI/URI {tekst(url)}>>>>"
        )

    def beeld(self, naam: str, beeld: Beeld, x: float, y: float, breed: float, hoog: float) -> None:
        """Draw a picture that is already packed; `drawImage` would pack it anew for every print."""
        self._beelden[naam] = beeld
        self._code.append(f"q {breed:.2f} 0 0 {hoog:.2f} {x:.2f} {y:.2f} cm /{naam} Do Q")

    # --- letters -------------------------------------------------------------------------------------

    def regel(
        self, x: float, y: float, inhoud: str, font: str, grootte: float, kleur: Any, links: float = 0
    ) -> None:
        """Write one line; `links` is the part of it that stands left of `x`."""
        if links:
            x -= links * self.stringWidth(inhoud, font, grootte)
        letters = zetten.letters(inhoud, font, grootte, self)
        self._code.append(
            f"q {zetten.kleurcode(kleur)} BT 1 0 0 1 {x:.4f} {y:.4f} Tm {' '.join(letters)} ET Q"
        )

    def neem_mee(self, fonts: frozenset[str]) -> None:
        """Let the file have these fonts inside."""
        for font in fonts - self._fonts:
            getFont(font).neem_mee(self._doc)
        self._fonts |= fonts

    # --- pages ---------------------------------------------------------------------------------------

    def showPage(self) -> None:  # noqa: N802
        self._bladen.append(dict(self.__dict__))
        self._op_blad, self._beelden = {}, {}
        self._startPage()

    def save(self) -> None:
        bladen = [self._maak_af(blad) for blad in self._bladen]
        self._filename.write(archief.schrijf(self._doc, bladen, self.boom, self.kenmerken))

    def _maak_af(self, blad: dict[str, Any]) -> Blad:
        self.__dict__.update(blad)
        self._voet(self, len(self._bladen))
        code, sleutel = [self._preamble, *self._code], self.boom.sleutel(self._pageNumber)
        breed, hoog = self._pagesize
        return Blad(breed, hoog, code, sleutel, self._op_blad, self._beelden)
