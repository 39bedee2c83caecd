"""Every verb of working together with every role: who may not is refused, and all of it is logged."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.deelplek import Deelplek
from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import ConsulentFout, Geweigerd
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import ROLLEN, Medewerker
from tests.opslag import delende_kasten

DOCUMENT = {
    "schema": "intake/1",
    "pakket": "oefenstad",
    "peildatum": "2026-11-18",
    "personen": [{"id": "p1", "rol": "aanvrager", "voornaam": "Samira"}],
    "gesprek": {"toestemming_delen": True},
}
DOSSIER, BEHEER = {"consulent", "raadsman"}, {"consulent", "beheerder"}
MAG = {
    "wissel_uit": set(ROLLEN), "werk_bij": DOSSIER, "botsingen": DOSSIER, "kies": DOSSIER,
    "voorstel": DOSSIER, "neem_over": {"consulent"}, "koppel": BEHEER, "laat_toe": BEHEER,
    "maak_vrij": BEHEER,
}  # fmt: skip
#: These say something about the dossier in hand or the workplaces, and nothing of what is in a dossier.
ZONDER_ROL = {
    "beeld", "heeft_nieuws", "nieuws_van", "aantal_botsingen", "ligt", "wacht_op_besluit", "over_voorstel",
    "werkplekken", "controlegetal", "achterstand", "opgepakt_door",
}  # fmt: skip
DOE: dict[str, Callable[[Deelplek, str], Any]] = {
    "wissel_uit": lambda plek, _: plek.wissel_uit(),
    "werk_bij": lambda plek, id_: plek.werk_bij(id_),
    "botsingen": lambda plek, id_: plek.botsingen(id_),
    "kies": lambda plek, id_: plek.kies(id_, "/document/huishouden/wijk", "geen"),
    "voorstel": lambda plek, id_: plek.voorstel(id_),
    "neem_over": lambda plek, id_: plek.neem_over(id_),
    "koppel": lambda plek, _: plek.koppel(Path("geen"), "geen"),
    "laat_toe": lambda plek, _: plek.laat_toe("geen"),
    "maak_vrij": lambda plek, _: plek.maak_vrij("geen"),
}
#: Of these there is nothing to do here: no server, no invitation, nothing to choose.
MISLUKT = {"wissel_uit", "kies", "neem_over", "koppel", "laat_toe", "maak_vrij"}


@pytest.fixture
def kast(tmp_path: Path) -> Iterator[Dossierkast]:
    with delende_kasten.maak(tmp_path / "kast", "Bea", 1) as kast:
        yield kast


def test_elk_werkwoord_zegt_wie_het_mag() -> None:
    alle = {naam for naam, _ in inspect.getmembers(Deelplek, callable) if not naam.startswith("_")}
    assert alle - ZONDER_ROL == set(MAG) == set(DOE)
    assert {naam: set(getattr(Deelplek, naam).werkwoord.rollen) for naam in MAG} == MAG


@pytest.mark.parametrize("rol", ROLLEN)
@pytest.mark.parametrize("naam", MAG)
def test_elk_werkwoord_met_elke_rol(kast: Dossierkast, naam: str, rol: str) -> None:
    id_ = kast.nieuw(DOCUMENT).id
    plek = Werkplek(kast, Medewerker("Bea", rol)).delen
    if rol not in MAG[naam]:
        with pytest.raises(Geweigerd, match="Dit mag u niet met de rol"):
            DOE[naam](plek, id_)
    elif naam in MISLUKT:
        with pytest.raises(ConsulentFout) as fout:
            DOE[naam](plek, id_)
        assert not isinstance(fout.value, Geweigerd)
    else:
        DOE[naam](plek, id_)
    regel = kast.logregels()[0].handeling
    assert (regel.actor, regel.rol) == ("Bea", rol)
    assert regel.actie == getattr(Deelplek, naam).werkwoord.actie
    verwacht = "geweigerd" if rol not in MAG[naam] else "mislukt" if naam in MISLUKT else "gelukt"
    assert regel.resultaat == verwacht
    if naam in {"werk_bij", "botsingen", "kies", "voorstel", "neem_over"}:
        assert regel.object == id_


@pytest.mark.parametrize("naam", ["werk_bij", "botsingen", "kies", "voorstel", "neem_over"])
def test_een_dossier_van_de_ander_zonder_ja_blijft_dicht(kast: Dossierkast, naam: str) -> None:
    id_ = kast.nieuw({**DOCUMENT, "gesprek": {"toestemming_delen": False}}, "met").id
    with pytest.raises(Geweigerd):
        DOE[naam](Werkplek(kast, Medewerker("Bea", "consulent")).delen, id_)


def test_wie_overneemt_houdt_de_opslag_niet_vast(kast: Dossierkast) -> None:
    """The line in the log is there before the network is asked: nobody waits for a server."""
    id_ = kast.nieuw(DOCUMENT).id
    with suppress(ConsulentFout):
        Werkplek(kast, Medewerker("Bea", "consulent")).delen.neem_over(id_)
    resultaten = [r.handeling.resultaat for r in kast.logregels() if r.handeling.object == id_]
    assert resultaten == ["mislukt", "gelukt"]
