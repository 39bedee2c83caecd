"""Plain Dutch (B1): what the checker catches, what it lets pass, and that everything we write passes."""

import json
from pathlib import Path

import pytest

from consulent_app.acties.leesbaarheid import als_tabel, intakes, pakketten, tekstbestanden
from consulent_app.acties.toetsen import Toetser
from consulent_app.cli import main
from consulent_app.paden import resources
from consulent_app.taal.leesbaarheid import (
    JARGON,
    LANG_WOORD,
    LANGE_ZIN,
    LANGSTE_WOORD,
    LANGSTE_ZIN,
    LIJDEND,
    MOEILIJK,
    Tekstdeel,
    Verslag,
    lees,
    verklaard,
    woordenlijst,
)
from consulent_app.taal.leesteksten import BEDRAG, DAG, uit_bestand, uit_pakket, vul

TOETSER = Toetser()
VERSLAGEN = [*pakketten(TOETSER), *tekstbestanden()]
VOORBEELD = resources() / "voorbeelden" / "velsen-2019-gezin.json"
TWINTIG = "Een woord en nog een woord en nog een woord en nog een woord en nog een woord erbij nu."


def _lees(*teksten: str) -> Verslag:
    return lees("proef", [Tekstdeel(tekst, f"deel {nummer}") for nummer, tekst in enumerate(teksten)])


def _gevonden(tekst: str) -> list[tuple[str, str]]:
    return [(b.soort, b.wat) for b in _lees(tekst).bevindingen]


# --- each kind: what is caught, and what is near it and passes --------------------------------------


def test_een_zin_van_meer_dan_twintig_woorden_is_te_lang() -> None:
    assert _gevonden(TWINTIG) == []
    assert _gevonden(TWINTIG.replace("nu.", "en dan.")) == [(LANGE_ZIN, "21 woorden")]


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("Dit heet een vermogensvaststelling.", "vermogensvaststelling"),
        ("Uw schuldhulptraject-nummer is 4.", "schuldhulptraject"),
    ],
)
def test_een_lang_woord(tekst: str, wat: str) -> None:
    assert _gevonden(tekst) == [(LANG_WOORD, wat)]


@pytest.mark.parametrize(
    "tekst",
    [
        "Dit heet een vermogensgrens: hoeveel geld en bezit u mag hebben.",
        "Vraag studiefinanciering aan.",
        "Kijk op www.eenheellangadresopinternet.example of mail iemandmeteenlangenaam@voorbeeld.example.",
        "De WAO-uitkering en de Wajong-uitkering tellen mee.",
    ],
)
def test_een_bekend_of_kort_woord_is_niet_te_lang(tekst: str) -> None:
    assert _gevonden(tekst) == []


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("Het geld wordt op uw rekening gestort.", "wordt gestort"),
        ("Uw aanvraag is door ons afgewezen.", "is afgewezen"),
        ("Wij schrijven dat de hulp verleend is.", "is verleend"),
        ("De bedragen werden toen verstuurd.", "werden verstuurd"),
        ("Daarna kan het besluit worden ingetrokken.", "worden ingetrokken"),
        ("Er is niets dat moet worden aangevraagd.", "worden aangevraagd"),
        ("Het bedrag wordt vastgesteld, en u krijgt een brief.", "wordt vastgesteld"),
    ],
)
def test_de_lijdende_vorm(tekst: str, wat: str) -> None:
    assert _gevonden(tekst) == [(LIJDEND, wat)]


@pytest.mark.parametrize(
    "tekst",
    [
        "Uw inkomen wordt hoger.",
        "U bent verzekerd en u bent in Nederland geboren.",
        "Er is geen geld over van uw gezinnen.",
        "De regelingen zijn voor mensen met kinderen.",
        "Dat is waar, en wij hebben het betaald.",
        "Is er een achterstand?",
        "Er zijn drie gesprekken.",
        "Wij hebben de hulp toegekend.",
        "Wanneer zijn deze kosten gemaakt?",
    ],
)
def test_geen_lijdende_vorm(tekst: str) -> None:
    assert _gevonden(tekst) == []


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("Indien u dat wilt, bellen wij.", "indien (liever: als)"),
        ("U dient dit formulier te tekenen.", "dient … te (liever: moet)"),
        ("Dat doen wij in het kader van de wet.", "in het kader van (liever: voor)"),
    ],
)
def test_een_moeilijk_woord(tekst: str, wat: str) -> None:
    assert _gevonden(tekst) == [(MOEILIJK, wat)]


@pytest.mark.parametrize(
    "tekst",
    [
        "U dient morgen een plan in.",
        "Er is een bovenindiende kast.",
        "Wij gaan naar de markt met een kader.",
    ],
)
def test_geen_moeilijk_woord(tekst: str) -> None:
    assert _gevonden(tekst) == []


def test_jargon_zonder_uitleg() -> None:
    (bevinding,) = _lees("Wij keken naar uw draagkracht.").bevindingen
    assert (bevinding.soort, bevinding.plek) == (JARGON, "deel 0")
    assert bevinding.wat == "draagkracht (uitleg: Dat is het deel van de kosten dat u zelf kunt betalen.)"


@pytest.mark.parametrize(
    "uitleg",
    [
        "Dat is het deel van de kosten dat u zelf kunt betalen.",
        "Wij rekenden uit wat u zelf kunt betalen.",
        "Dit noemen wij draagkracht (wat u over heeft).",
    ],
)
def test_jargon_met_uitleg_ergens_in_dezelfde_tekst(uitleg: str) -> None:
    assert _lees("Wij keken naar uw draagkracht.", uitleg).bevindingen == ()


def test_jargon_tussen_haakjes_achter_de_gewone_woorden() -> None:
    assert verklaard("beschikking", "Neem de brieven van Dienst Toeslagen (beschikkingen) mee.")
    assert not verklaard("beschikking", "Neem de beschikkingen mee.")


# --- the figures ---------------------------------------------------------------------------------


def test_cijfers_tellen_hele_zinnen_en_de_langste_van_alles() -> None:
    cijfers = _lees(
        "Bijzondere bijstand voor uw gezin", "U krijgt € 75,00 per jaar.", "Indien u wilt."
    ).cijfers
    assert (cijfers.zinnen, cijfers.woorden, cijfers.langste) == (2, 8, 5)
    assert (cijfers.gemiddeld, cijfers.bevindingen, cijfers.aandeel) == (4.0, 1, 0.5)


def test_zonder_zinnen_is_er_geen_gemiddelde() -> None:
    cijfers = _lees("Bijzondere bijstand").cijfers
    assert (cijfers.gemiddeld, cijfers.aandeel) == (0.0, 0.0)


def test_een_gat_telt_als_wat_er_komt_te_staan() -> None:
    assert vul("Vóór {dag} krijgt {naam} {bedrag}.") == f"Vóór {DAG} krijgt Noor {BEDRAG}."


def test_een_bestand_met_teksten_wordt_helemaal_gelezen(tmp_path: Path) -> None:
    pad = tmp_path / "brief.toml"
    pad.write_text(
        'titel = "Uw brief"\n[slot]\nbel = "Indien u belt: {telefoon}."\npunten = ["Tevens."]',
        encoding="utf-8",
    )
    gevonden = lees(*uit_bestand(pad)).bevindingen
    assert [(b.plek, b.wat) for b in gevonden] == [
        ("brief slot.bel", "indien (liever: als)"),
        ("brief slot.punten.1", "tevens (liever: ook)"),
    ]


# --- the lists -------------------------------------------------------------------------------------


def test_wat_lang_mag_zijn_is_ook_lang() -> None:
    assert [woord for woord in woordenlijst().lang_mag if len(woord) <= LANGSTE_WOORD] == []


def test_wat_lijdend_mag_zijn_staat_ook_ergens() -> None:
    documenten = [uit_pakket(TOETSER.pakket(naam)) for naam in ("heemskerk", "velsen-2019")]
    teksten = {deel.tekst for soort in documenten for _, delen in soort for deel in delen}
    teksten |= {
        deel.tekst for pad in (resources() / "teksten").rglob("*.toml") for deel in uit_bestand(pad)[1]
    }
    assert woordenlijst().lijdend_mag - teksten == set()


def test_een_uitleg_is_zelf_ook_gewone_taal() -> None:
    for naam, jargon in woordenlijst().jargon.items():
        assert verklaard(naam, jargon.uitleg)
        assert [b for b in _lees(jargon.uitleg).bevindingen if b.soort != JARGON] == [], naam


# --- everything we write -----------------------------------------------------------------------------


@pytest.mark.parametrize("verslag", VERSLAGEN, ids=lambda verslag: verslag.naam)
def test_onze_teksten_zijn_gewone_taal(verslag: Verslag) -> None:
    assert verslag.bevindingen == (), als_tabel([verslag], met_zinnen=True)
    assert verslag.cijfers.gemiddeld < 12
    assert verslag.cijfers.langste <= LANGSTE_ZIN
    assert verslag.cijfers.zinnen > 20


# --- the command -------------------------------------------------------------------------------------


def test_het_commando_geeft_de_cijfers_van_elke_brief(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leesbaarheid", str(VOORBEELD)]) == 0
    kop, *regels = capsys.readouterr().out.splitlines()
    assert kop.split() == ["Tekst", "zinnen", "gemiddeld", "langste", "bevindingen", "aandeel"]
    assert [regel.split(": ")[1].split()[0] for regel in regels] == [
        "beschikking", "verzamelaanvraag", "ontvangstbewijs", "overzicht-nl", "voorstel",
    ]  # fmt: skip
    assert all(int(regel.split()[2]) >= 10 for regel in regels)


def test_het_commando_zegt_ook_welke_zinnen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A name that is too long is found in each print where it stands, and nowhere without the option."""
    document = json.loads(VOORBEELD.read_text(encoding="utf-8"))
    document["personen"][0]["voornaam"] = "Wilhelminapetronella"
    pad = tmp_path / "lange-naam.json"
    pad.write_text(json.dumps(document), encoding="utf-8")
    assert main(["leesbaarheid", str(pad), "--zinnen"]) == 0
    gevonden = [r for r in capsys.readouterr().out.splitlines() if "lang woord: Wilhelminapetronella" in r]
    assert {regel.split(" | ")[1] for regel in gevonden} >= {"beschikking", "verzamelaanvraag"}
    assert main(["leesbaarheid", str(pad)]) == 0
    assert "Wilhelminapetronella" not in capsys.readouterr().out


def test_zonder_intake_zijn_het_alle_pakketten_en_voorbeelden(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leesbaarheid"]) == 0
    uit = capsys.readouterr().out
    for begin in ("pakket heemskerk", "pakket rijk", "alleenstaande-ouder: verzamelaanvraag"):
        assert f"\n{begin} " in uit


def test_een_gemeente_die_niets_invulde_leent_wat_verzonnen_is() -> None:
    """Heemskerk has not said who signs, and still its sentences are read."""
    pad = resources() / "voorbeelden" / "alleenstaande-ouder.json"
    assert {verslag.naam for verslag in intakes([pad], TOETSER)} >= {
        "alleenstaande-ouder: verzamelaanvraag",
        "alleenstaande-ouder: overzicht-nl",
    }
