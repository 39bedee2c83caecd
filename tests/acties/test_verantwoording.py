"""The entry in the Algoritmeregister and the input for the DPIA say what packages and program say."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib

import pytest

from consulent_app.acties.algoritmeregister import (
    NOG_INVULLEN,
    VELDEN,
    VORMEN,
    in_vorm,
    soorten_gegevens,
    vermelding,
)
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.instellingen import Instellingen, lees_instellingen
from consulent_app.cli import main
from consulent_app.fouten import InvoerFout
from consulent_app.paden import resources, wortel
from consulent_app.taal.leesbaarheid import lees
from consulent_app.taal.leesteksten import Tekstdeel

DOCS, TOETSER = wortel() / "docs", Toetser()
PAKKETTEN = [id_ for id_, _ in TOETSER.pakketten() if id_ != "rijk"]
#: The sections of the Model DPIA Rijksdienst, in their order.
MODEL = [
    "Voorstel", "Persoonsgegevens", "Gegevensverwerkingen", "Verwerkingsdoeleinden", "Betrokken partijen",
    "Belangen bij de gegevensverwerking", "Verwerkingslocaties",
    "Techniek en methode van gegevensverwerking", "Juridisch en beleidsmatig kader",
    "Bewaartermijnen", "Rechtsgrond", "Bijzondere persoonsgegevens",
    "Doelbinding", "Noodzaak en evenredigheid", "Rechten van de betrokkene", "Risico's", "Maatregelen",
]  # fmt: skip


def velden_van(pakket: str) -> dict[str, str]:
    return vermelding(TOETSER.pakket(pakket), lees_instellingen(TOETSER.pakketmap(pakket)))


def test_het_blad_is_dat_van_nu(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels", "register", "heemskerk"]) == 0
    blad = (DOCS / "algoritmeregister.md").read_text(encoding="utf-8")
    assert blad == capsys.readouterr().out, (
        "doe: consulent regels register heemskerk > docs/algoritmeregister.md"
    )


@pytest.mark.parametrize("pakket", PAKKETTEN)
def test_elk_veld_is_korter_dan_de_standaard_wil_en_een_regel(pakket: str) -> None:
    velden = velden_van(pakket)
    assert [veld.naam for veld in VELDEN] == list(velden)
    for veld in VELDEN:
        assert len(velden[veld.naam]) < veld.hoogstens, veld.heet
        assert "\n" not in velden[veld.naam], veld.heet
    assert velden["status"] in ("In ontwikkeling", "In gebruik", "Buiten gebruik")
    assert velden["publication_category"] in (
        "Hoog-risico AI-systemen", "Impactvolle algoritmes", "Overige algoritmes"
    )  # fmt: skip


def test_een_te_lang_veld_wordt_geweigerd() -> None:
    with pytest.raises(InvoerFout, match="'Organisatie' is te lang"):
        vermelding(TOETSER.pakket("heemskerk"), Instellingen({"organisatie.naam": "G" * 100}))


def test_de_vormen_zeggen_hetzelfde_en_json_laat_leeg_weg() -> None:
    velden, pakket = velden_van("heemskerk"), TOETSER.pakket("heemskerk")
    md, als_json, als_csv = (in_vorm(vorm, velden, pakket) for vorm in VORMEN)
    koppen, waarden = csv.reader(io.StringIO(als_csv))
    assert dict(zip(koppen, waarden, strict=True)) == velden
    gelezen = json.loads(als_json)
    assert gelezen.pop("category") == ["Sociale zekerheid"]
    assert gelezen == {naam: tekst for naam, tekst in velden.items() if tekst and naam != "category"}
    assert md.count(NOG_INVULLEN) == list(velden.values()).count("")


def test_wat_over_de_regels_wordt_gezegd_klopt() -> None:
    pakket, velden = TOETSER.pakket("heemskerk"), velden_van("heemskerk")
    for regeling in pakket.regelingen.values():
        if regeling.door == "gemeente":
            assert regeling.artikel in velden["lawful_basis"]
    for gegeven in soorten_gegevens(pakket):
        assert gegeven in velden["source_data"]
    for pad in pakket.velden_op_pad:
        assert not re.search("nationaliteit|afkomst|postcode|geloof|etnici", pad)


def test_wat_een_inwoner_leest_is_gewone_taal() -> None:
    velden = velden_van("heemskerk")
    for naam in ("description_short", "goal", "proportionality", "human_intervention"):
        gelezen = lees(naam, [Tekstdeel(velden[naam], naam)])
        assert gelezen.cijfers.gemiddeld <= 15, naam


def test_de_dpia_volgt_het_model() -> None:
    tekst = (DOCS / "dpia.md").read_text(encoding="utf-8")
    koppen = re.findall(r"^### (\d+)\. (.+)$", tekst, re.MULTILINE)
    assert koppen == [(str(nummer), kop) for nummer, kop in enumerate(MODEL, start=1)]


def test_de_dpia_noemt_wat_wordt_gevraagd_en_hoe_lang_het_blijft() -> None:
    tekst = (DOCS / "dpia.md").read_text(encoding="utf-8")
    assert ", ".join(soorten_gegevens(TOETSER.pakket("heemskerk"))) in tekst
    termijnen = tomllib.loads((resources() / "bewaartermijnen.toml").read_text(encoding="utf-8"))["termijn"]
    rijen = [
        (t["naam"], t["waarden"][-1]["duur"] if t["waarden"] else "nog in te vullen") for t in termijnen
    ]
    assert re.findall(r"^\| (.+) \| (P\w+|nog in te vullen) \|$", tekst, re.MULTILINE) == rijen
