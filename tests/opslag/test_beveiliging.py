"""What docs/beveiliging.md claims is tested, and every test that a document names is there."""

from __future__ import annotations

import ast
import re

import pytest

from consulent_app.paden import wortel

DOCS = wortel() / "docs"
#: What a program needs to talk to another computer, or to offer itself to one.
NETWERK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "paramiko", "psycopg", "PySide6.QtNetwork",
    "PySide6.QtWebSockets", "requests", "smtplib", "socket", "socketserver", "ssl", "urllib", "urllib3",
    "xmlrpc",
}  # fmt: skip
#: A heading under which stands what nothing can be tested of; a text that only leads up to what follows it.
ZONDER_BEWERING, AANLOOP = "Not ", ":"


def beweringen(document: str) -> list[str]:
    """Return each paragraph, point and row of a table that claims something.

    Nothing above the first heading does, nor what stands under one that begins with 'Not'.
    """
    gevonden = []
    for deel in re.split(r"^## ", document, flags=re.MULTILINE)[1:]:
        kop, _, rest = deel.partition("\n")
        if not kop.startswith(ZONDER_BEWERING):
            zonder_tabelkop = re.sub(r"^\|.*\n\|[-| ]+\|$", "", rest, flags=re.MULTILINE)
            blokken = re.split(r"\n(?:\s*\n|(?=- |\|))", zonder_tabelkop)
            gevonden += [blok.strip() for blok in blokken if blok.strip() and not blok.endswith(AANLOOP)]
    return gevonden


def genoemd(tekst: str) -> set[str]:
    return set(re.findall(r"`(test_\w+)`", tekst))


def test_elke_test_die_een_document_noemt_is_er() -> None:
    alles = "\n".join(pad.read_text(encoding="utf-8") for pad in (wortel() / "tests").rglob("test_*.py"))
    tests = set(re.findall(r"^def (test_\w+)", alles, re.MULTILINE))
    per_document = {pad.name: genoemd(pad.read_text(encoding="utf-8")) for pad in DOCS.glob("*.md")}
    assert {naam for naam, namen in per_document.items() if namen} >= {"beveiliging.md", "logboek.md"}
    assert {naam: namen - tests for naam, namen in per_document.items() if namen - tests} == {}


def test_elk_bestand_met_tests_dat_een_document_noemt_is_er() -> None:
    paden = {
        pad for document in DOCS.glob("*.md")
        for pad in re.findall(r"tests/[\w/]+\.py", document.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert len(paden) > 5
    assert {pad for pad in paden if not (wortel() / pad).is_file()} == set()


def test_elke_bewering_over_beveiliging_noemt_haar_test() -> None:
    alle = beweringen((DOCS / "beveiliging.md").read_text(encoding="utf-8"))
    assert len(alle) > 50
    assert [bewering for bewering in alle if not genoemd(bewering)] == []


@pytest.mark.parametrize(
    ("tekst", "zonder"),
    [
        ("Vooraf.\n\n## Kop\n\nEen bewering.\nOp twee regels.", ["Een bewering.\nOp twee regels."]),
        ("## Kop\n\nEen bewering (`test_dit`).\n\nNog een.", ["Nog een."]),
        ("## Kop\n\nAanloop:\n\n- een `test_dit`\n- twee\n  gaat door", ["- twee\n  gaat door"]),
        ("## Kop\n\n| a | b |\n|---|---|\n| x | `test_dit` |\n| y | |", ["| y | |"]),
        ("## Not covered\n\nNiets.\n\n## Kop\n\nWel.", ["Wel."]),
    ],
)
def test_een_bewering_zonder_test_valt_op(tekst: str, zonder: list[str]) -> None:
    assert [bewering for bewering in beweringen(tekst) if not genoemd(bewering)] == zonder


def test_alleen_de_lijn_met_de_centrale_kent_het_netwerk() -> None:
    """What never imports it cannot send anything anywhere, whatever it reads."""
    gevonden = set()
    centraal = wortel() / "consulent_app" / "uitwisseling" / "centraal"
    for pad in set((wortel() / "consulent_app").rglob("*.py")) - set(centraal.glob("*.py")):
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Import):
                namen = {deel.name for deel in knoop.names}
            elif isinstance(knoop, ast.ImportFrom):
                namen = {knoop.module or "", *(f"{knoop.module}.{deel.name}" for deel in knoop.names)}
            else:
                continue
            gevonden |= {(pad.name, n) for n in namen if {n, n.split(".")[0]} & NETWERK}
    assert gevonden == set()
