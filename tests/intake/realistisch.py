"""Made-up households of the kinds that come to the desk, with an answer to every question."""

from __future__ import annotations

from random import Random
from typing import Any

PEILDATUM = "2026-11-18"
SOORTEN = ("alleen_bijstand", "alleen_loon", "ouder_bijstand", "ouder_loon", "paar_bijstand", "gezin_loon",
           "aow_alleen", "aow_paar", "student", "met_volwassen_kind")  # fmt: skip


def _persoon(
    id_: str, rol: str, geboren: str, inkomens: list[dict[str, Any]], **anders: Any
) -> dict[str, Any]:
    vast = {
        "ingeschreven_in_gemeente": True, "rechtmatig_verblijf": True, "in_inrichting": False,
        "studiefinanciering": False, "onderwijs": "geen", "medische_beperking_bij_studie": False,
        "collectief_verzekerd": False, "wanbetaler_zorgpremie": False, "wajong": False,
    }  # fmt: skip
    return {"id": id_, "rol": rol, "geboortedatum": geboren, "inkomens": inkomens, **vast, **anders}


def _loon(toeval: Random, laag: int, hoog: int) -> list[dict[str, Any]]:
    bedrag = toeval.randrange(laag, hoog)
    return [_inkomen("loon", f"{bedrag}.00", f"{bedrag // 13}.00")]


def _inkomen(soort: str, netto: str, toeslag: str) -> dict[str, Any]:
    return {"soort": soort, "netto_per_maand": netto, "vakantietoeslag_per_maand": toeslag}


def _bijstand(bedrag: str) -> list[dict[str, Any]]:
    return [_inkomen("bijstand", bedrag, "67.59")]


def _volwassenen(soort: str, toeval: Random) -> list[dict[str, Any]]:
    jaar = toeval.randrange(1966, 2000)
    if soort.startswith("aow"):
        aow = [_inkomen("aow", "1478.00", "80.00")]
        ouder = [_persoon("p1", "aanvrager", f"{toeval.randrange(1940, 1957)}-05-01", aow)]
        return [*ouder, _persoon("p2", "partner", "1950-03-02", [])] if soort == "aow_paar" else ouder
    if soort == "student":
        beurs = [_inkomen("studiefinanciering", "480.00", "0.00")]
        anders = {"studiefinanciering": True, "onderwijs": "mbo"}
        return [_persoon("p1", "aanvrager", "2004-02-01", beurs, **anders)]
    if soort in ("paar_bijstand", "gezin_loon"):
        eerste = _bijstand("1931.23") if soort == "paar_bijstand" else _loon(toeval, 1900, 3200)
        tweede = [] if soort == "paar_bijstand" else _loon(toeval, 300, 900)
        return [
            _persoon("p1", "aanvrager", f"{jaar}-05-01", eerste),
            _persoon("p2", "partner", "1990-09-09", tweede),
        ]
    inkomen = _bijstand("1351.87") if "bijstand" in soort else _loon(toeval, 1100, 2400)
    return [_persoon("p1", "aanvrager", f"{jaar}-05-01", inkomen)]


def _kinderen(soort: str, toeval: Random) -> list[dict[str, Any]]:
    if soort == "met_volwassen_kind":
        return [_persoon("k1", "kind", "1999-01-01", _loon(toeval, 1500, 2200))]
    if not soort.startswith(("ouder", "gezin", "paar")):
        return []
    jaren = sorted(toeval.sample(range(2010, 2025), toeval.randrange(1, 4)))
    return [
        _persoon(f"k{n}", "kind", f"{jaar}-04-0{n}", [], onderwijs=_school(2026 - jaar))
        for n, jaar in enumerate(jaren, 1)
    ]


def _school(leeftijd: int) -> str:
    return "geen" if leeftijd < 4 else "basisonderwijs" if leeftijd < 12 else "voortgezet"


def huishouden(toeval: Random, nummer: int) -> dict[str, Any]:
    """Return one household in which every question has its answer."""
    soort = SOORTEN[nummer % len(SOORTEN)]
    huurt = toeval.random() < 0.85
    huis = {
        "woonvorm": "huur" if huurt else "koop",
        "kale_huur": f"{toeval.randrange(450, 800)}.00" if huurt else "0.00",
        "servicekosten": "20.00", "spaargeld": f"{toeval.choice((0, 200, 900, 2500, 9000))}.00",
        "overige_bezittingen": "0.00", "waarde_auto": f"{toeval.choice((0, 0, 0, 1500, 4000))}.00",
        "schulden": "0.00", "overwaarde_woning": "0.00" if huurt else "40000.00",
        "maanden_laag_inkomen": toeval.choice((3, 14, 44)), "zicht_op_inkomensverbetering": False,
    }  # fmt: skip
    zorgen = {
        "betalingsachterstand": toeval.random() < 0.2, "dreiging": [], "ondernemer": False,
        "bewindvoerder": False, "schuldhulptraject": "geen", "totale_schuld": "0.00",
        "aantal_schuldeisers": 0,
    }  # fmt: skip
    return {
        "schema": "intake/1", "intake_id": f"{soort}-{nummer}", "peildatum": PEILDATUM,
        "pakket": "heemskerk",
        "personen": [*_volwassenen(soort, toeval), *_kinderen(soort, toeval)], "huishouden": huis,
        "geldzorgen": zorgen, "kosten": [], "eerder_toegekend": [],
    }  # fmt: skip
