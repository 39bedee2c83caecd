"""The worked cases in tests/gevallen: given this household, this outcome, because of this condition."""

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.intake.gesprek import zet
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import lees_alle
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Uitkomst

MAP = Path(__file__).parent.parent / "gevallen"
NODIG = {"in", "uit", "cent", "dag", "onbekend"}
Geval = dict[str, Any]


@cache
def pakketten() -> dict[str, Pakket]:
    return lees_alle(resources() / "regels")


@cache
def _blad(naam: str) -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load((MAP / f"{naam}.yaml").read_text(encoding="utf-8"))
    return inhoud


def _gevallen(naam: str) -> Iterator[tuple[str, Geval]]:
    blad = _blad(naam)
    if "zoals" in blad:
        for regeling, geval in _gevallen(blad["zoals"]):
            if geval.get("alleen") in (None, naam):
                wie = blad["bedragen"].get(regeling, {})
                anders = {"bedrag": wie.get(geval.get("persoon", "huishouden"))} if wie else {}
                goed = geval["status"] in ("recht", "beoordeling")
                if "wijze" in geval and regeling in blad["ambtshalve"]:
                    anders["wijze"] = "ambtshalve"
                yield regeling, {**geval, **(anders if goed else {}), "faalt": None}
    for regeling, gevallen in blad["regelingen"].items():
        for geval in gevallen:
            yield regeling, geval


def _alle() -> list[Any]:
    return [
        pytest.param(blad.stem, regeling, geval, id=f"{blad.stem}-{regeling}-{geval['naam']}")
        for blad in sorted(MAP.glob("*.yaml"))
        for regeling, geval in _gevallen(blad.stem)
    ]


def _oordeel(pakket: str, geval: Geval) -> tuple[Uitkomst, ...]:
    document = copy.deepcopy(laad_json(resources() / "voorbeelden" / f"{_blad(pakket)['basis']}.json"))
    document["pakket"] = pakket
    document["peildatum"] = geval.get("peildatum", document["peildatum"])
    if "inkomen" in geval:
        inkomen = {
            "soort": "loon",
            "netto_per_maand": geval["inkomen"],
            "vakantietoeslag_per_maand": "0.00",
        }
        zet(document, "personen.p1.inkomens", [inkomen])
    for pad, waarde in geval.get("anders", {}).items():
        zet(document, pad, waarde)
    return toets(lees_document(document), pakketten()[pakket]).uitkomsten


@pytest.mark.parametrize(("pakket", "regeling", "geval"), _alle())
def test_geval(pakket: str, regeling: str, geval: Geval) -> None:
    [uitkomst] = [
        u for u in _oordeel(pakket, geval) if u.regeling == regeling and u.persoon == geval.get("persoon")
    ]
    assert uitkomst.status.value == geval["status"]
    if "wijze" in geval:
        assert uitkomst.wijze is not None
        assert uitkomst.wijze.value == geval["wijze"]
    if "bedrag" in geval:
        assert (uitkomst.bedrag.als_tekst() if uitkomst.bedrag else None) == geval["bedrag"]
    if "ontbreekt" in geval:
        assert list(uitkomst.ontbreekt) == geval["ontbreekt"]
    if geval.get("faalt"):
        assert [r.voorwaarde for r in uitkomst.redenen if r.uitkomst is False] == geval["faalt"]
    if "weegt" in geval:
        assert [r.voorwaarde for r in uitkomst.redenen if r.weging] == geval["weegt"]
    if geval["status"] == "geen_recht":
        assert uitkomst.ontbreekt == ()
    assert all(reden.tekst and "{" not in reden.tekst for reden in uitkomst.redenen)
    assert all(reden.artikel and "#" in reden.adres for reden in uitkomst.redenen)


@pytest.mark.parametrize("pakket", ["heemskerk", "oefenstad", "rijk", "velsen-2019"])
def test_iedere_regeling_heeft_ieder_soort_geval(pakket: str) -> None:
    """What a package has from its parent is tried in the parent's own cases."""
    blad = _blad(pakket)
    kan_niet = {**_blad(blad["zoals"])["kan_niet"]} if "zoals" in blad else blad["kan_niet"]
    gezien: dict[str, set[str]] = {}
    for regeling, geval in _gevallen(pakket):
        gezien.setdefault(regeling, set()).add(geval["soort"])
    mist = {
        regeling: NODIG - gezien.get(regeling, set()) - set(kan_niet.get(regeling, {}))
        for regeling, gegevens in pakketten()[pakket].regelingen.items()
        if gegevens.adres.startswith(f"{pakket}/")
    }
    assert {regeling: soorten for regeling, soorten in mist.items() if soorten} == {}


def test_niemand_heeft_een_gevallenblad_vergeten() -> None:
    met_regelingen = {naam for naam, pakket in pakketten().items() if pakket.regelingen}
    assert {blad.stem for blad in MAP.glob("*.yaml")} == met_regelingen
