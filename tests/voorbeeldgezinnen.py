"""Made-up households as they come to the desk in a year: who, where, what they have and do not say."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

VOORNAMEN = (
    "Ria",
    "Jan",
    "Fatima",
    "Mehmet",
    "Anna",
    "Samira",
    "Piet",
    "Lenie",
    "Noor",
    "Willem",
    "Oleksandra",
)
ACHTERNAMEN = (
    "Jansen",
    "de Vries",
    "Yılmaz",
    "Bakker",
    "el Amrani",
    "Kowalski",
    "de Groot",
    "Tesfay",
    "Koval",
)
#: Place, language, postcode area and kind of household, each with how many of a hundred.
PLAATSEN = {"serviceplein": 46, "wijkspreekuur": 27, "huisbezoek": 15, "telefoon": 10, None: 2}
TALEN = {"nl": 60, "ar": 11, "tr": 8, "pl": 6, "uk": 5, "ti": 4, "en": 2, "Portugees": 1, None: 3}
GEBIEDEN = {
    "1961": 18,
    "1962": 10,
    "1963": 16,
    "1964": 27,
    "1965": 14,
    "1966": 8,
    "1967": 4,
    "1968": 2,
    None: 1,
}
GEZINNEN = {(1, 0): 34, (1, 1): 15, (1, 2): 12, (1, 3): 4, (2, 0): 11, (2, 1): 8, (2, 2): 10, (2, 4): 6}
#: What is sometimes not known when the conversation ends.
VERZWEGEN = (
    ("huishouden", "spaargeld"), ("huishouden", "waarde_auto"), ("huishouden", "maanden_laag_inkomen"),
    ("huishouden", "zicht_op_inkomensverbetering"), ("huishouden", "belastingaanslag"),
    ("geldzorgen", "schuldhulptraject"),
)  # fmt: skip
NUL = (
    "overige_bezittingen", "schulden", "overwaarde_woning", "servicekosten", "bijzondere_uitgaven",
    "kosten_kinderopvang", "niet_meetellend_inkomen", "schulden_met_voorrang", "pandrecht_auto",
)  # fmt: skip
#: The net income of a single person and of a couple on bijstand.
NORM = {1: 1351.87, 2: 1931.24}


def gezin(toeval: Random, nummer: int, dag: date) -> dict[str, Any]:
    """Return the answers of one household on a day, by the rules of Oefenstad."""
    volwassenen, kinderen = _kies(toeval, GEZINNEN)
    achternaam = toeval.choice(ACHTERNAMEN)
    oud = kinderen == 0 and toeval.random() < 0.3
    personen = [
        _volwassene(toeval, plek, achternaam, volwassenen, dag, oud=oud)
        for plek in range(1, volwassenen + 1)
    ]
    personen += [_kind(toeval, plek, achternaam, dag) for plek in range(1, kinderen + 1)]
    # After the last day of the package nobody can be judged: then the answers are those of that day.
    document = {
        "schema": "intake/1", "intake_id": f"jaar-{nummer}", "pakket": "oefenstad",
        "peildatum": min(dag, date(2026, 12, 31)).isoformat(), "personen": personen,
        "huishouden": _huishouden(toeval), "kosten": _kosten(toeval, kinderen),
        "eerder_toegekend": _eerder(toeval, kinderen, dag), "geldzorgen": _geldzorgen(toeval),
        "gesprek": {
            "plaats": _kies(toeval, PLAATSEN), "taal": _kies(toeval, TALEN),
            "laaggeletterd": toeval.random() < 0.2, "toestemming_delen": True,
        },
    }  # fmt: skip
    _verzwijg(toeval, document)
    return document


def _kies(toeval: Random, kansen: dict[Any, int]) -> Any:
    return toeval.choices(list(kansen), list(kansen.values()))[0]


def _euro(bedrag: float) -> str:
    return f"{max(0.0, bedrag):.2f}"


def _persoon(id_: str, rol: str, toeval: Random, achternaam: str, geboren: date) -> dict[str, Any]:
    return {
        "id": id_, "rol": rol, "voornaam": toeval.choice(VOORNAMEN), "achternaam": achternaam,
        "geboortedatum": geboren.isoformat(), "ingeschreven_in_gemeente": True,
        "ingeschreven_sinds": "2010-01-01", "rechtmatig_verblijf": True, "in_inrichting": False,
        "studiefinanciering": False, "medische_beperking_bij_studie": False, "wanbetaler_zorgpremie": False,
        "collectief_verzekerd": toeval.random() < 0.3, "wajong": False, "inkomens": [],
    }  # fmt: skip


def _volwassene(
    toeval: Random, plek: int, achternaam: str, volwassenen: int, dag: date, *, oud: bool
) -> dict[str, Any]:
    jaren = toeval.randint(68, 88) if oud else toeval.choice((23, 25, *range(27, 66)))
    geboren = date(dag.year - jaren, toeval.randint(1, 12), toeval.randint(1, 28))
    persoon = _persoon(f"p{plek}", "partner" if plek > 1 else "aanvrager", toeval, achternaam, geboren)
    factor = toeval.choice((1.0, 1.0, 1.0, 1.04, 1.08, 1.15, 1.22, 1.32, 1.6))
    soort = "aow" if oud else "bijstand" if factor == 1.0 else toeval.choice(("loon", "ww", "wia"))
    netto = NORM[volwassenen] * factor / volwassenen
    inkomen = {
        "soort": soort,
        "netto_per_maand": _euro(netto),
        "vakantietoeslag_per_maand": _euro(netto / 20),
    }
    return persoon | {"onderwijs": "geen", "inkomens": [inkomen]}


def _kind(toeval: Random, plek: int, achternaam: str, dag: date) -> dict[str, Any]:
    jaren = toeval.randint(1, 17)
    geboren = date(dag.year - jaren - 1, toeval.randint(1, 12), toeval.randint(1, 28))
    school = "geen" if jaren < 4 else "basisonderwijs" if jaren < 12 else "voortgezet"
    return _persoon(f"k{plek}", "kind", toeval, achternaam, geboren) | {"onderwijs": school}


def _huishouden(toeval: Random) -> dict[str, Any]:
    gebied = _kies(toeval, GEBIEDEN)
    spaargeld = toeval.choice((120, 850, 2400, 5200, 7100, 12500, 21000))
    return {
        "postcode": f"{gebied}EZ" if gebied else None, "huisnummer": toeval.randint(1, 200),
        "straat": "Voorbeeldstraat", "woonplaats": "Oefenstad", "woonvorm": "huur",
        "kale_huur": _euro(toeval.randint(420, 760)), "spaargeld": _euro(spaargeld),
        "waarde_auto": _euro(toeval.choice((0, 0, 1800, 4200))),
        "maanden_laag_inkomen": toeval.choice((8, 24, 40, 60, 75)),
        "zicht_op_inkomensverbetering": toeval.random() < 0.1, "belastingaanslag": _euro(700),
        "zorgpremie": _euro(160), "ontvangen_zorgtoeslag": _euro(129), "ontvangen_huurtoeslag": _euro(250),
        "ontvangen_kindgebonden_budget": _euro(0), **dict.fromkeys(NUL, "0.00"),
    }  # fmt: skip


def _kosten(toeval: Random, kinderen: int) -> list[dict[str, Any]]:
    posten: list[dict[str, Any]] = []
    if kinderen and toeval.random() < 0.5:
        posten.append({"soort": "fiets", "persoon": "k1", "bedrag": "180.00", "bewijs": True})
    if toeval.random() < 0.15:
        posten.append({"soort": "wasmachine", "persoon": None, "bedrag": "420.00", "bewijs": None})
    return posten


def _eerder(toeval: Random, kinderen: int, dag: date) -> list[dict[str, Any]]:
    if not kinderen or toeval.random() < 0.8:
        return []
    return [{"regeling": "kindpakket_fiets", "datum": f"{dag.year - 1}-11-03", "persoon": "k1"}]


def _geldzorgen(toeval: Random) -> dict[str, Any]:
    achter = toeval.random() < 0.3
    return {
        "betalingsachterstand": achter, "ondernemer": toeval.random() < 0.05, "bewindvoerder": False,
        "dreiging": ["ontruiming"] if achter and toeval.random() < 0.2 else [],
        "schuldhulptraject": toeval.choice(("geen", "geen", "geen", "wgs")),
    }  # fmt: skip


def _verzwijg(toeval: Random, document: dict[str, Any]) -> None:
    """Leave some answers open, as in about one conversation in four."""
    if toeval.random() < 0.25:
        for groep, veld in toeval.sample(VERZWEGEN, toeval.randint(1, 2)):
            document[groep][veld] = None
        if toeval.random() < 0.3:
            document["personen"][0]["inkomens"] = None
