"""A tree written back as text is the same tree when it is read again: for every rule that ships."""

import pytest

from consulent_app.paden import resources
from consulent_app.regels.boom import Knoop
from consulent_app.regels.lees_pakket import lees_alle
from consulent_app.regels.omgeving import Omgeving, ParamType
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.taal import lees_uitdrukking
from consulent_app.regels.uitdrukking import als_tekst, zin_als_tekst

PAKKETTEN = lees_alle(resources() / "regels")


def _omgeving(pakket: Pakket, persoon: bool) -> Omgeving:
    types = {naam: ParamType(p.type, p.banden) for naam, p in pakket.parameters.items()}

    def afgeleid(naam: str) -> object:
        figuur = pakket.afgeleid.get(naam)
        return (figuur.formule.type, figuur.niveau) if figuur else None

    return Omgeving(pakket.velden, types, afgeleid, frozenset(pakket.afgeleid), persoon)  # type: ignore[arg-type]


def _alle(pakket: Pakket) -> list[tuple[Knoop, bool]]:
    bomen = [(figuur.formule, figuur.niveau == "persoon") for figuur in pakket.afgeleid.values()]
    for regeling in pakket.regelingen.values():
        persoon = regeling.per != "huishouden"
        los = [regeling.bedrag, regeling.ambtshalve, regeling.van_toepassing]
        los += [deel for v in regeling.voorwaarden for deel in (v.als, v.bewijs_bekend)]
        los += [weging.wanneer for weging in regeling.wegingen]
        bomen += [(knoop, persoon) for knoop in los if knoop is not None]
    return [*bomen, *((regel.als, False) for regel in pakket.verwijsregels)]


@pytest.mark.parametrize("pakket", PAKKETTEN.values(), ids=lambda pakket: pakket.id)
def test_heen_en_terug(pakket: Pakket) -> None:
    for knoop, persoon in _alle(pakket):
        assert lees_uitdrukking(als_tekst(knoop), _omgeving(pakket, persoon)) == knoop, als_tekst(knoop)


@pytest.mark.parametrize(
    "tekst",
    [
        "(spaargeld + schulden) * inkomensgrens_percentage <= spaargeld * inkomensgrens_percentage",
        "not (heeft_partner and (heeft_kind or inkomen_past))",
        "spaargeld - (schulden - waarde_auto) > euro(0)",
        "(heeft_kind if heeft_partner else inkomen_past) and vermogenstoets",
        "afronden((spaargeld + schulden) / (aantal_personen + 1)) < spaargeld",
        "woonvorm in ('huur',) and 'ontruiming' in dreiging and not gevuld(kosten)",
        "hele_euros(spaargeld) * 2 > 100",
        "enige(eerder_toegekend, regeling == 'x' and jaar(datum) == jaar(peildatum))",
    ],
)
def test_haakjes_staan_waar_ze_nodig_zijn(tekst: str) -> None:
    om = _omgeving(PAKKETTEN["oefenstad"], False)
    knoop = lees_uitdrukking(tekst, om)
    assert als_tekst(knoop) == tekst
    assert lees_uitdrukking(als_tekst(knoop), om) == knoop


def test_een_zin_houdt_zijn_gaten() -> None:
    voorwaarden = PAKKETTEN["oefenstad"].regelingen["maatschappelijke_activiteiten"].voorwaarden
    volwassen = next(v for v in voorwaarden if v.id == "volwassen")
    assert zin_als_tekst(volwassen.ja) == "{naam} is {leeftijd} jaar. Dat is 18 jaar of ouder."
