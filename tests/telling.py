"""What is counted of made-up households, and the facts of a store as a test reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from consulent_app.acties.brieven import Brieven, Opdracht, maak_brieven
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.telfeiten import Telfeit, Telgezin, Telling, Telreden
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.telfeitenkast import Telkolommen
from consulent_app.opslag.telkolommen import Kolom, Kolommen
from consulent_app.opslag.telrijen import FEIT, STAP
from consulent_app.paden import resources

GEZIN = Telgezin(3, 2, "wijkspreekuur", "1964", "alleenstaande_ouder", "ar", "27-44")
LEEG = Telling(GEZIN, "oefenstad 2026.3", (), ())
FIETS = Telfeit("kindpakket_fiets", "Fiets", "k1", True, "toegekend", "ambtshalve", 10000)
INKOMENSTOESLAG = Telfeit("individuele_inkomenstoeslag", "Inkomenstoeslag", None, False, "aanvraag")
GEWEIGERD = Telfeit(
    "kindpakket_computer", "Computer", "k1", True, "afgewezen", redenen=(Telreden("afwijzing", "eerder"),)
)
TELLING = Telling(
    GEZIN,
    "oefenstad 2026.3",
    (FIETS, INKOMENSTOESLAG, GEWEIGERD),
    ("Raadslieden",),
    (INKOMENSTOESLAG.deel,),
)
ALTIJD = (date.min, date.max)
#: Name, surname, BSN, postcode, street and birth date of somebody of whom nothing may be found.
IEMAND = ("Quetzalina", "Zwartjanszoon", "999990020", "1964EZ", "Zomereikstraat", "2014-02-03")


class Klok:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.nu = datetime(2026, 11, 18, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.nu


Rij = tuple[Any, ...]


@dataclass(frozen=True)
class Telrijen:
    """Facts, their reasons and the steps, row after row."""

    feiten: list[Rij]
    redenen: list[Rij]
    stappen: list[Rij]


def als_rijen(delen: Telkolommen) -> Telrijen:
    return Telrijen(*(_rijen(deel) for deel in (delen.feiten, delen.redenen, delen.stappen)))


def _rijen(kolommen: Kolommen) -> list[Rij]:
    waarden = (
        [kolom.waarden[plek] for plek in kolom.plekken] if isinstance(kolom, Kolom) else kolom
        for kolom in kolommen.values()
    )  # fmt: skip
    return list(zip(*waarden, strict=True))


def rijen(kast: Dossierkast) -> Telrijen:
    return als_rijen(kast.telfeiten.kolommen(*ALTIJD))


def feiten(kast: Dossierkast) -> list[dict[str, Any]]:
    return [dict(zip(FEIT, rij, strict=True)) for rij in rijen(kast).feiten]


def stappen(kast: Dossierkast) -> list[tuple[str, str, str]]:
    alle = [dict(zip(STAP, rij, strict=True)) for rij in rijen(kast).stappen]
    return [(rij["dag"], rij["soort"], rij["wat"]) for rij in alle]


def gezin() -> dict[str, Any]:
    """Return the example family, by the rules of Oefenstad."""
    return laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json") | {"pakket": "oefenstad"}


def geplant() -> dict[str, Any]:
    """Return a household with a name, a number or an address in every answer that takes text."""
    document = laad_json(resources() / "voorbeelden" / "nog-veel-onbekend.json") | {"pakket": "oefenstad"}
    naam, achternaam, bsn, postcode, straat, geboren = IEMAND
    namen = {"voornaam": naam, "achternaam": achternaam, "bsn": bsn, "zorgverzekeraar": naam}
    document["personen"][0] |= namen | {"id": bsn, "geboortedatum": "1985-04-12"}
    document["personen"][1]["id"] = naam
    document["personen"].append({"id": achternaam, "rol": "kind", **namen, "geboortedatum": geboren})
    document["huishouden"] |= {"postcode": postcode, "huisnummer": 7, "straat": straat, "wijk": naam}
    document["gesprek"] = {"taal": f"{naam}s", "plaats": "huisbezoek", "reden_niet_eerder": bsn}
    document["kosten"] = document["eerder_toegekend"] = []
    document["intake_id"] = achternaam
    return document


def brieven(document: dict[str, Any], **anders: Any) -> Brieven:
    """Return what is printed for a household, and what it counts as."""
    opdracht = Opdracht(date(2026, 11, 18), "Z/2026/000001", **anders)
    return maak_brieven(lees_document(document), Toetser(), opdracht)
