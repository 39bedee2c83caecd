"""The overview in plain language, in the language of the resident, laid out by Typst from words as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from unicodedata import bidirectional

from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.documenten import papier, stijl
from consulent_app.documenten.huisstijl import huisstijl
from consulent_app.documenten.lettertypen import map_, zetbaar
from consulent_app.documenten.overzichtblokken import Blok, Groep, Overzichtmaker, Regel
from consulent_app.documenten.qrcode import qrcode
from consulent_app.paden import resources
from consulent_app.taal.schrijfwijze import isoleer, zonder_isolaten
from consulent_app.taal.spreker import LEEG, Deel, Spreker, Stuk, samen
from consulent_app.taal.talen import BRONTAAL, TALEN, Taal

KLEUREN = {
    "inkt": stijl.INKT, "inkt_zacht": stijl.INKT_ZACHT, "watermerk": stijl.WATERMERK,
    "lijn": stijl.LIJN_ZACHT,
}  # fmt: skip


def overzicht(zaak: Afhandeling, code: str = BRONTAAL) -> bytes:
    """Return the overview as a tagged PDF (PDF/A-2a and PDF/UA-1); `code` is one of TALEN."""
    import typst

    maker = typst.Compiler(
        str(resources() / "typst" / "overzicht.typ"),
        root=str(resources()),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(map_())]
        ),
        sys_inputs={"gegevens": json.dumps(gegevens(zaak, code), ensure_ascii=False)},
    )
    moment = datetime(zaak.datum.year, zaak.datum.month, zaak.datum.day, tzinfo=UTC)
    gemaakt = maker.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=moment)
    assert isinstance(gemaakt, bytes)  # one PDF in memory: a list is only for pages as pictures
    return gemaakt


def gegevens(zaak: Afhandeling, code: str = BRONTAAL) -> dict[str, Any]:
    """Return everything that the template shows, in reading order."""
    taal, inst = TALEN[code], zaak.instellingen
    maker = Overzichtmaker(zaak, Spreker(taal))
    blokken = [_blok(blok, taal) for blok in maker.blokken()]
    titel = maker.zeg("kop.titel")
    webpagina = inst.tekst("overzicht.webpagina")
    return {
        "taal": taal.code,
        "tweetalig": code != BRONTAAL,
        "lettertypen": lettertypen(taal),
        "titel": _delen(titel),
        "documenttitel": zetbaar(f"{titel.tekst} – {zaak.kenmerk}"),
        "organisatie": zetbaar(inst.tekst("organisatie.naam")),
        "onder": [_delen(stuk) for stuk in maker.aanhef()],
        "dag": {"year": zaak.datum.year, "month": zaak.datum.month, "day": zaak.datum.day},
        "watermerk": papier.watermerk(zaak, voorstel=zaak.rol == "raadsman"),
        "waarschuwing": _tekst(maker.zeg(f"blad.{zaak.merk.lower()}") if zaak.merk else LEEG, taal),
        "koppen": [_delen(maker.zeg("kop.kolom_wat")), _delen(maker.zeg("kop.kolom_bedrag"))],
        "voet": isoleer(zetbaar(zaak.kenmerk)),
        "pagina": _delen(maker.zeg("blad.pagina", nr="{nr}", aantal="{aantal}"))[0]["t"],
        "voorbehoud": [_tekst(stuk, taal) for stuk in _voorbehoud(maker, blokken)],
        "qr": {"svg": qrcode(webpagina), "alt": webpagina} if webpagina else None,
        "qr_uitleg": _tekst(maker.zeg("blad.qr"), taal),
        "kleuren": {**KLEUREN, "merk": huisstijl().merk, "merk_vlak": huisstijl().merk_vlak},
        "logo": _logo(inst),
        "blokken": blokken,
    }


def _logo(inst: Instellingen) -> dict[str, Any] | None:
    """Return the logo for Typst, which takes data as text: its bytes as numbers."""
    beeld = papier.logo(inst)
    return {"bytes": list(beeld), "hoog": papier.logo_hoog(inst)} if beeld else None


@dataclass(frozen=True)
class Leesblok:
    """A heading and the sentences below it."""

    pictogram: str
    kop: Stuk
    regels: tuple[Stuk, ...]


def leesblokken(zaak: Afhandeling, code: str = BRONTAAL) -> tuple[Stuk, tuple[Leesblok, ...]]:
    """Return the title and the blocks of the overview as text, to show or to read aloud."""
    maker = Overzichtmaker(zaak, Spreker(TALEN[code]))
    blokken = (Leesblok(blok.pictogram, blok.kop, tuple(_zinnen(blok))) for blok in maker.blokken())
    return maker.zeg("kop.titel"), tuple(blokken)


def leestekst(zaak: Afhandeling, code: str = BRONTAAL) -> list[str]:
    """Return the overview as lines to read aloud: headings and sentences in order."""
    titel, blokken = leesblokken(zaak, code)
    return [titel.tekst, *(stuk.tekst for blok in blokken for stuk in (blok.kop, *blok.regels))]


def _zinnen(blok: Blok) -> Iterator[Stuk]:
    for groep in blok.groepen:
        regels = (*groep.regels, groep.totaal) if groep.totaal else groep.regels
        yield from (zin for regel in regels if (zin := samen(_stukken(regel))))


def lettertypen(taal: Taal) -> list[str]:
    """Return the families to set a text in: that of the language, then those for names in it."""
    alle = [taal.lettertype, *stijl.FAMILIES]
    return list(dict.fromkeys(alle))


def _voorbehoud(maker: Overzichtmaker, blokken: list[dict[str, Any]]) -> list[Stuk]:
    """Say which language counts, who has read the translation, and what is not translated."""
    taal = maker.spreker.taal
    if taal.code == BRONTAAL:
        return []
    zinnen = [maker.zeg("blad.nederlands_geldt")]
    if not taal.nagekeken:
        zinnen.append(maker.zeg("blad.niet_nagekeken"))
    if _is_onvertaald(blokken):
        zinnen.append(maker.zeg("blad.nog_niet_vertaald"))
    return zinnen


def _is_onvertaald(waarde: Any) -> bool:
    if isinstance(waarde, dict):
        return waarde.get("onvertaald") is True or any(_is_onvertaald(deel) for deel in waarde.values())
    return isinstance(waarde, list) and any(_is_onvertaald(deel) for deel in waarde)


# --- as data for the template ----------------------------------------------------------------------


def _blok(blok: Blok, taal: Taal) -> dict[str, Any]:
    return {
        "pictogram": blok.pictogram,
        "kop": _tekst(blok.kop, taal),
        "nadruk": blok.nadruk,
        "qr": blok.qr,
        "groepen": [_groep(groep, taal) for groep in blok.groepen],
    }


def _groep(groep: Groep, taal: Taal) -> dict[str, Any]:
    return {
        "soort": groep.soort,
        "regels": [_regel(regel, taal) for regel in groep.regels],
        "totaal": _regel(groep.totaal, taal) if groep.totaal else None,
    }


def _regel(regel: Regel, taal: Taal) -> dict[str, Any]:
    nederlands = " ".join(s.nederlands for s in _stukken(regel)) if taal.code != BRONTAAL else ""
    return {
        "vet": _delen(regel.vet), "tekst": _delen(regel.tekst), "bedrag": _delen(regel.bedrag),
        "nl": zetbaar(nederlands),
    }  # fmt: skip


def _stukken(regel: Regel) -> list[Stuk]:
    return [stuk for stuk in (regel.vet, regel.tekst, regel.bedrag) if stuk]


def _tekst(stuk: Stuk, taal: Taal) -> dict[str, Any]:
    return {"delen": _delen(stuk), "nl": zetbaar(stuk.nederlands) if taal.code != BRONTAAL else ""}


def _delen(stuk: Stuk) -> list[dict[str, Any]]:
    """Return the parts of a text; what has no translation is marked, so that it is seen."""
    return [
        {"t": zetbaar(_met_isolaten_waar_nodig(deel)), "taal": deel.taal, "onvertaald": deel.onvertaald}
        for deel in stuk.delen
    ]


def _met_isolaten_waar_nodig(deel: Deel) -> str:
    """Leave the marks of reading order only where letters of both directions can meet."""
    if TALEN[deel.taal].rechts_naar_links or any(bidirectional(t) in ("R", "AL") for t in deel.tekst):
        return deel.tekst
    return zonder_isolaten(deel.tekst)
