"""What the handbook says is there: its pages, links, labels, keys and commands; and it is plain Dutch."""

import re
import shlex

import pytest
from PySide6.QtGui import QKeySequence

from consulent_app.acties.handleiding import anker, inhoud, koppen, paginas, zoek
from consulent_app.cli import main
from consulent_app.paden import handleiding, wortel
from consulent_app.taal.leesbaarheid import Tekstdeel, lees
from tests.handleiding.schermwoorden import schermwoorden, staat_op_het_scherm

LABEL = re.compile(r"\*\*([^*]+)\*\*", re.DOTALL)
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
CODE = re.compile(r"`([^`]+)`")
TOETS = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z?]|F\d{1,2}|\d|Esc|Left|Right|Enter|Space)")
#: The keys that every program has, and that no menu names.
OVERAL = {"Enter", "J", "N", "?"}
#: How the book says what a label is.
ZELF = {"Vet"}


def tekst_van(pagina: str) -> str:
    return (handleiding() / f"{pagina}.md").read_text(encoding="utf-8")


def labels(tekst: str) -> list[str]:
    return [" ".join(label.split()) for label in LABEL.findall(tekst)]


def test_elke_pagina_staat_in_de_inhoud_en_andersom() -> None:
    assert sorted(paginas()) == sorted(pad.stem for pad in handleiding().glob("*.md"))
    assert [deel.naam for deel in inhoud()] == [
        "Installeren en beginnen",
        "Voor de consulent",
        "Voor de raadsman",
        "Voor de teamleider",
        "Voor de beheerder",
        "Als er iets misgaat",
    ]


@pytest.mark.parametrize("pagina", paginas())
def test_elke_link_komt_ergens_uit(pagina: str) -> None:
    for beeld, doel in LINK.findall(tekst_van(pagina)):
        bestand, _, deel = doel.partition("#")
        assert (handleiding() / bestand).is_file(), doel
        if deel:
            assert deel in [anker(kop.titel) for kop in koppen(bestand.removesuffix(".md"))], doel
        assert bool(beeld) == bestand.endswith(".png"), doel


@pytest.mark.parametrize("pagina", paginas())
def test_een_pagina_heeft_een_titel_en_geen_twee_gelijke_koppen(pagina: str) -> None:
    alle = koppen(pagina)
    assert [kop.niveau for kop in alle].count(1) == 1
    assert alle[0].niveau == 1
    assert len({anker(kop.titel) for kop in alle}) == len(alle)


@pytest.mark.parametrize("pagina", paginas())
def test_elk_label_staat_op_een_scherm(pagina: str) -> None:
    assert [
        label
        for label in labels(tekst_van(pagina))
        if label not in ZELF and not (staat_op_het_scherm(label) or _begin_of_eind(label))
    ] == []


def _begin_of_eind(label: str) -> bool:
    """Say whether a label stands beside a number that only the screen knows, as in 'Bewaar 3 brieven'."""
    return any(
        "\0" in tekst and (tekst.startswith(f"{label} ") or tekst.endswith(f" {label}"))
        for tekst in schermwoorden()
    )


@pytest.mark.parametrize("pagina", paginas())
def test_elke_toets_werkt(pagina: str) -> None:
    bekend = {QKeySequence(tekst).toString() for tekst in schermwoorden() if TOETS.fullmatch(tekst)}
    toetsen = {code for code in CODE.findall(tekst_van(pagina)) if TOETS.fullmatch(code)} - OVERAL
    assert {QKeySequence(toets).toString() for toets in toetsen} - bekend == set()


@pytest.mark.parametrize("pagina", paginas())
def test_elke_opdracht_bestaat(pagina: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for its help, a command that is no more is refused."""
    for code in CODE.findall(tekst_van(pagina)):
        if code.startswith("consulent "):
            woorden = [w for w in shlex.split(code)[1:] if w.islower() and not w.startswith("-")]
            with pytest.raises(SystemExit) as einde:
                main([*woorden, "--help"])
            assert einde.value.code == 0, code
            vlaggen = [w for w in shlex.split(code) if w.startswith("--")]
            hulp = capsys.readouterr().out
            assert [vlag for vlag in vlaggen if vlag not in hulp] == []


@pytest.mark.parametrize("pagina", paginas())
def test_de_handleiding_is_gewoon_nederlands(pagina: str) -> None:
    """With the measure of what a resident reads (docs/leesbaarheid.md); a label is as the screen has it."""
    delen = [Tekstdeel(_leesbaar(pagina), pagina)]
    verslag = lees(pagina, delen)
    assert [(b.soort, b.wat, b.zin) for b in verslag.bevindingen] == []
    assert verslag.cijfers.gemiddeld < 12


def _leesbaar(pagina: str) -> str:
    """Return the text as it is read: paragraphs on one line, items and cells apart, no signs."""
    tekst = LINK.sub(lambda m: "" if m[1] else m[0], LABEL.sub("Knop", tekst_van(pagina)))
    tekst = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", tekst)
    tekst = re.sub(r"^[|:\- ]+$", "", tekst, flags=re.MULTILINE)
    tekst = re.sub(r"\|", "\n", tekst)
    tekst = re.sub(r"\n(?![\n#\-\d])[ ]*(?=\S)", " ", re.sub(r" *\n *\n+", "\n\n", tekst))
    return re.sub(r"^(?:#+|-|\d+\.) +", "", re.sub(r"[*`]", "", tekst), flags=re.MULTILINE)


def test_de_eerste_bladzijde_wijst_naar_elk_deel() -> None:
    genoemd = {doel.partition("#")[0].removesuffix(".md") for _, doel in LINK.findall(tekst_van("index"))}
    for deel in inhoud():
        assert genoemd & set(deel.paginas), deel.naam


@pytest.mark.parametrize(
    ("gevraagd", "plek"),
    [
        ("herstelsleutel", "eerste-brief#stap-5-bewaar-de-herstelsleutel"),
        ("logboek klopt", "logboek#klopt-het-logboek"),
        ("STICK server", "samenwerken#met-een-bestand"),
        ("startwachtwoord mail", "accounts#een-account-maken"),
    ],
)
def test_zoeken_vindt_de_kop(gevraagd: str, plek: str) -> None:
    assert plek in [kop.plek for kop in zoek(gevraagd)]


def test_zoeken_naar_niets_of_onzin_vindt_niets() -> None:
    assert zoek("  ") == []
    assert zoek("kwispelstaart") == []


def test_in_de_handleiding_staat_niets_van_een_computer() -> None:
    assert [p for p in paginas() if re.search(r"/home/|/tmp/|/work", tekst_van(p))] == []
    assert (wortel() / "docs" / "handleiding").samefile(handleiding())
