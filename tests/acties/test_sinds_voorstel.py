"""What changed since a proposal: the rules, the amounts, the answers; and nothing when nothing did."""

import copy
from datetime import UTC, date, datetime
from typing import Any

import pytest

from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.deelplek import Wachtendvoorstel
from consulent_app.acties.sinds_voorstel import GEEN_ANTWOORDEN, NIETS, sinds_voorstel, veranderd
from consulent_app.acties.toetsen import Toetser
from consulent_app.documenten.herleiding import lees_herleiding
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.opslag.waarden import Stuk
from consulent_app.paden import resources

OP = date(2026, 11, 12)


@pytest.fixture(scope="module")
def toetser() -> Toetser:
    return Toetser()


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    document: dict[str, Any] = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document["pakket"] = "oefenstad"
    return document


@pytest.fixture(scope="module")
def voorstel(document: dict[str, Any], toetser: Toetser) -> Wachtendvoorstel:
    """A proposal of a raadsman with its real letter."""
    opdracht = Opdracht(OP, "Z/2026/03-000001", "raadsman", soorten=("voorstel",))
    brieven = maak_brieven(lees_document(document), toetser, opdracht)
    return _voorstel(brieven.documenten["voorstel.pdf"], brieven.oordeel.als_json())


def _voorstel(pdf: bytes, uitkomst: dict[str, Any]) -> Wachtendvoorstel:
    nu = datetime(2026, 11, 12, 14, 3, tzinfo=UTC)
    stuk = Stuk("s", "d", "k", "voorstel", OP, nu, "voorstel.pdf", uitkomst, pdf)
    return Wachtendvoorstel(OP, "Murat", (stuk,))


def anders(document: dict[str, Any], **huishouden: Any) -> dict[str, Any]:
    nieuw = copy.deepcopy(document)
    nieuw["huishouden"] |= huishouden
    return nieuw


def kaal(regels: tuple[str, ...]) -> list[str]:
    return [regel.replace("\u00a0", " ") for regel in regels]


def test_niets_veranderd(voorstel: Wachtendvoorstel, document: dict[str, Any], toetser: Toetser) -> None:
    sinds = sinds_voorstel(voorstel, document, toetser)
    assert sinds.kop.replace("\u00a0", " ") == "Sinds het voorstel van Murat van 12 november 2026"
    assert (sinds.regels, sinds.anders) == ((NIETS,), False)


def test_een_antwoord_en_wat_daaruit_volgt(
    voorstel: Wachtendvoorstel, document: dict[str, Any], toetser: Toetser
) -> None:
    sinds = sinds_voorstel(voorstel, anders(document, spaargeld="50000.00"), toetser)
    regels = kaal(sinds.regels)
    assert sinds.anders
    was = document["huishouden"]["spaargeld"]
    assert was != "50000.00"
    (vraag,) = [regel for regel in regels if regel.endswith("nu: € 50.000,00.")]
    assert vraag.startswith("Hoeveel geld staat er op al uw rekeningen samen? Toen: € ")
    uitkomsten = [regel for regel in regels if ": toen recht" in regel]
    assert uitkomsten
    assert all("nu geen recht." in regel for regel in uitkomsten)


def nu_veranderd(was: dict[str, Any], document: dict[str, Any], toetser: Toetser) -> list[str]:
    oordeel, pakket = toetser.toets(document), toetser.pakket(document["pakket"])
    return kaal(tuple(veranderd(was, oordeel, document, pakket)))


def test_nieuwe_regels(voorstel: Wachtendvoorstel, document: dict[str, Any], toetser: Toetser) -> None:
    was = lees_herleiding(voorstel.stukken[0].pdf)
    versie = was["pakket"]["versie"]
    was["pakket"]["versie"] = "2020.1"
    assert nu_veranderd(was, document, toetser) == [
        f"De regels zijn vernieuwd: toen versie 2020.1, nu versie {versie}."
    ]
    was["pakket"] |= {"versie": versie, "sha256": "0" * 64}
    assert nu_veranderd(was, document, toetser) == [
        f"De regels zijn gewijzigd; de versie heet nog steeds {versie}."
    ]


def test_een_ander_bedrag(voorstel: Wachtendvoorstel, document: dict[str, Any], toetser: Toetser) -> None:
    was = lees_herleiding(voorstel.stukken[0].pdf)
    deel = next(uitkomst for uitkomst in was["uitkomsten"] if uitkomst["bedrag"])
    deel["bedrag"] = "1.23"
    (regel,) = nu_veranderd(was, document, toetser)
    assert ": toen recht, € 1,23, nu recht, € " in regel


def test_namen_en_adressen_tellen_niet_mee(
    voorstel: Wachtendvoorstel, document: dict[str, Any], toetser: Toetser
) -> None:
    assert not sinds_voorstel(voorstel, anders(document, straat="Verzonnen straat"), toetser).anders


def test_iemand_erbij(voorstel: Wachtendvoorstel, document: dict[str, Any], toetser: Toetser) -> None:
    nieuw = copy.deepcopy(document)
    nieuw["personen"].append({"id": "m9", "rol": "medebewoner", "voornaam": "Olga"})
    regels = kaal(sinds_voorstel(voorstel, nieuw, toetser).regels)
    assert regels[0] == "Olga staat er nu bij."
    assert not any(regel.startswith("Wie is dit") for regel in regels)


def test_iemand_weg(voorstel: Wachtendvoorstel, document: dict[str, Any], toetser: Toetser) -> None:
    nieuw = copy.deepcopy(document)
    for lijst, sleutel in (("personen", "id"), ("kosten", "persoon"), ("eerder_toegekend", "persoon")):
        nieuw[lijst] = [deel for deel in nieuw.get(lijst) or () if deel.get(sleutel) != "k1"]
    regels = kaal(sinds_voorstel(voorstel, nieuw, toetser).regels)
    assert regels[0] == "Een kind staat er niet meer bij."


def test_zonder_leesbare_brief_blijven_de_uitkomsten(
    voorstel: Wachtendvoorstel, document: dict[str, Any], toetser: Toetser
) -> None:
    kaal_ = _voorstel(b"geen brief", voorstel.stukken[0].uitkomst)
    assert sinds_voorstel(kaal_, document, toetser).regels == (GEEN_ANTWOORDEN,)
    regels = sinds_voorstel(kaal_, anders(document, spaargeld="50000.00"), toetser).regels
    assert any(": toen recht" in regel for regel in regels)


def test_zonder_stukken(document: dict[str, Any], toetser: Toetser) -> None:
    assert sinds_voorstel(Wachtendvoorstel(OP, "", ()), document, toetser).regels == (GEEN_ANTWOORDEN,)
