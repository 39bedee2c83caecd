"""Letters of two pages that differ in name, amounts and days, and the same letter for WeasyPrint."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import Any

from consulent_app.documenten.bouwstenen import (
    alinea,
    bij_elkaar,
    kop,
    punten,
    tabel,
    tekst,
    vakjes,
    vet,
    zin,
)
from consulent_app.documenten.briefpapier import Briefhoofd, druk
from consulent_app.documenten.lettertypen import map_
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import Geld

REGELINGEN = (
    "Sociaal-culturele activiteiten", "Schoolkosten basisonderwijs", "Schoolkosten voortgezet onderwijs",
    "Individuele inkomenstoeslag", "Computer voor school", "Fiets voor een kind", "Bijzondere bijstand",
    "Kwijtschelding gemeentelijke belastingen",
)  # fmt: skip
UITLEG = (
    "U krijgt dit geld om mee te doen in uw buurt, bijvoorbeeld bij een club of in de bibliotheek. U hoeft "
    "het niet terug te betalen en u hoeft ook geen bonnen te bewaren.",
    "Verandert uw inkomen, uw geld of bezit, uw adres of wie er bij u woont? Bel ons dan. Doet u dat "
    "niet, dan kan het zijn dat u geld moet terugbetalen.",
    "Wij betalen op de rekening die u aan ons heeft doorgegeven. Klopt dat nummer niet meer, of heeft u nog"
    " geen nummer doorgegeven? Kijk dan op www.oefenstad.example of mail naar post@oefenstad.example.",
)
STIJL = "".join((
    *(f"@font-face {{ font-family: Brief; font-weight: {dik}; src: url({(map_() / bestand).as_uri()}) }} "
      for dik, bestand in ((400, "NotoSans-Regular.ttf"), (700, "NotoSans-Bold.ttf"))),
    "@page { size: A4; margin: 27mm 33mm; @bottom-right { content: 'Pagina ' counter(page) ' van ' "
    "counter(pages) } } body { font: 10pt/1.42 Brief } p, ul { margin: 0 0 6pt } h2 { font-size: 11.5pt; "
    "margin: 9pt 0 4pt } table { width: 100%; border-collapse: collapse } td { border-bottom: .5pt solid; "
    "padding: 3pt 4pt } li { list-style: none }",
))  # fmt: skip


def brief(nummer: int) -> bytes:
    """Return one of the letters, tagged, as every letter is."""
    naam, dag = f"Lenie{nummer} van der Bakker-{nummer * 7}", date(2026, 1, 1) + timedelta(nummer % 365)
    hoofd = Briefhoofd(
        titel=f"Besluit – Z/2026/{nummer}", afzender="Gemeente Oefenstad",
        adres=(naam, f"Voorbeeldstraat {nummer}", "1234 AB  OEFENSTAD"),
        retouradres="Postbus 1, 1234 AA Oefenstad",
        verwijzing=(("Datum", datum_leesbaar(dag)), ("Ons kenmerk", f"Z/2026/{nummer}"),
                    ("Onderwerp", "Besluit over hulp bij een laag inkomen")),
        voet=("Post: Postbus 1, 1234 AA Oefenstad", "Telefoon 14 010"), datum=dag,
    )  # fmt: skip
    return druk(hoofd, _verhaal(naam, nummer, dag))


def _verhaal(naam: str, nummer: int, dag: date) -> list[Any]:
    bedragen = [Geld((50 + (nummer * 13 + plek * 29) % 400) * 100) for plek in range(8)]
    rijen = [(r, naam, f"{b.leesbaar()} per jaar") for r, b in zip(REGELINGEN, bedragen, strict=True)]
    totaal = sum(bedrag.centen for bedrag in bedragen)
    samen = Geld(totaal).leesbaar()
    return [
        zin(f"Beste {naam},"),
        alinea(vet(f"U krijgt hulp van de gemeente. Samen is dat {samen} in één jaar."), "kern"),
        zin("U hoeft hiervoor niets aan te vragen. In deze brief staat wat u krijgt, wanneer en waarom."),
        kop("Dit krijgt u"),
        tabel(("Regeling", "Voor wie", "Bedrag"), rijen, (52, 50, 42), totaal=("Samen", "", samen)),
        *punten([vet(f"{regeling}. ") + tekst(UITLEG[0]) for regeling in REGELINGEN[:3]]),
        kop("Wanneer krijgt u het?"),
        zin(f"Wij betalen uiterlijk op {datum_leesbaar(dag + timedelta(42))} (artikel 4:87 van de Awb)."),
        *(zin(uitleg) for uitleg in UITLEG),
        kop("Dit stuurt u nog mee"),
        *vakjes([("Kopie van uw paspoort", True), (f"Bankafschriften vanaf {datum_leesbaar(dag)}", False)]),
        kop("Bent u het niet eens met dit besluit?"),
        zin(f"U kunt bezwaar maken, uiterlijk op {datum_leesbaar(dag + timedelta(42))}. Zet in uw brief:"),
        *punten([tekst("uw naam en adres;"), tekst(f"ons kenmerk Z/2026/{nummer};"), tekst("uw reden.")]),
        *(zin(uitleg) for uitleg in UITLEG),
        kop("Vragen, hulp en uw gegevens"),
        zin("Heeft u vragen? Bel 14 010. Wij gebruiken uw gegevens alleen voor deze regelingen."),
        bij_elkaar([zin("Met vriendelijke groet,"), zin("A. de Boer, medewerker Inkomen")]),
    ]


def als_html(pdf: bytes) -> str:
    """Return the words of a letter with the same headings, lists and tables."""
    # Late: who prints has no need of the reader.
    from tests.documenten.leestekst import stukken

    regels: list[str] = []
    cellen: list[str] = []
    for stuk in stukken(pdf):
        if stuk.rol in ("TH", "TD"):
            cellen.append(f"<td>{escape(stuk.tekst)}</td>")
        else:
            regels += _tabel(cellen)
            cellen = []
            soort = {"LBody": "li"}.get(stuk.rol, stuk.rol.lower())
            regels += [f"<{soort}>{escape(stuk.tekst)}</{soort}>"] if stuk.rol != "Lbl" else []
    return f"<html lang=nl><title>Brief</title><style>{STIJL}</style><body>{''.join(regels)}</body></html>"


def _tabel(cellen: list[str]) -> list[str]:
    rijen = ["".join(cellen[plek : plek + 3]) for plek in range(0, len(cellen), 3)]
    return [f"<table>{''.join(f'<tr>{rij}</tr>' for rij in rijen)}</table>"] if rijen else []
