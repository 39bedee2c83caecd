"""What goes at one workplace goes at the others, and what has to be kept somewhere stays there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consulent_app.fouten import Geweigerd
from consulent_app.opslag.dossierkast import Dossierkast
from tests.opslag import delende_kasten
from tests.opslag.delende_kasten import vertel, wissel_uit

Kasten = tuple[Dossierkast, Dossierkast, Dossierkast]


@pytest.fixture
def kasten(tmp_path: Path) -> Iterator[Kasten]:
    """Two desks of the gemeente and a laptop of MET."""
    drie = (
        delende_kasten.maak(tmp_path / "a", "Sanne", 1, naam_plek="Balie 1"),
        delende_kasten.maak(tmp_path / "b", "Tineke", 2, naam_plek="Balie 2"),
        delende_kasten.maak(tmp_path / "m", "Murat", 3, "met", naam_plek="Laptop 1"),
    )
    yield drie
    for kast in drie:
        kast.sluit()


def beslis(kast: Dossierkast, id_: str) -> None:
    kast.bewaar_stuk(id_, "beschikking", "b.pdf", b"%PDF", {"uitkomsten": []}, date(2026, 11, 21))
    kast.zet_status(id_, "besloten")


def teken(kast: Dossierkast, id_: str) -> None:
    getekend = {"schema": "behandeling/1", "getekend_op": "2026-11-21"}
    kast.bewaar_behandeling(id_, "getekend", {"op": "2026-11-21"}, getekend)


def neem_beurt(kast: Dossierkast, id_: str) -> None:
    """Take the turn where the others do not know of it yet."""
    hier, beurt = kast.delen.eigen, kast.delen.beurt(id_)
    assert hier is not None
    assert beurt is not None
    kast.delen.ontvang_beurten([type(beurt)(id_, beurt.ronde + 1, hier.apparaat)], van_centrale=True)


@pytest.mark.parametrize(
    ("doe", "wat"),
    [
        (beslis, "een besluit"),
        (teken, "een ondertekende aanvraag waarop nog niet is besloten"),
        (neem_beurt, "de beurt om te beslissen"),
    ],
)
def test_wat_hier_moet_blijven_blijft(kasten: Kasten, document: dict[str, Any], doe: Any, wat: str) -> None:
    een, twee, _ = kasten
    id_ = twee.nieuw(document).id
    twee.delen.geef_beurt(id_, None)
    wissel_uit(een, twee)
    doe(een, id_)
    twee.archief.verwijder(id_, "Tineke")
    wissel_uit(twee, een)
    assert een.haal(id_).document == document
    assert [taak.wat for taak in een.open_taken(id_)] == [
        f"Balie 2 heeft dit dossier vernietigd; hier staat nog {wat}. Kijk na wat moet blijven."
    ]
    assert een.archief.verklaringen() == []
    assert een.delen.dossiers_te_verwerken() == []


def test_ook_de_centrale_haalt_geen_besluit_weg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, _, met_ = kasten
    gedeeld = {**document, "gesprek": {"toestemming_delen": True}}
    id_ = met_.nieuw(gedeeld, "met").id
    wissel_uit(een, met_)
    beslis(een, id_)
    een.delen.volg_vernietiging(id_)
    een.delen.volg_vernietiging(id_)
    assert len(een.stukken(id_)) == 1
    (taak,) = een.open_taken(id_)
    assert taak.wat.startswith("MET heeft dit dossier vernietigd; hier staat nog een besluit.")


def test_wat_volgt_staat_in_het_logboek_met_de_grond(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    eerste = een.archief.verwijder(id_, "Sanne")
    wissel_uit(een, twee)
    (verklaring,) = twee.archief.verklaringen()
    assert verklaring.grond == eerste.grond
    assert verklaring.door == f"Sanne (Balie 1, verklaring {eerste.nummer})"
    (regel,) = twee.logregels()
    assert (regel.handeling.actor, regel.handeling.actie) == (verklaring.door, "vernietigen")
    assert (regel.handeling.object, regel.handeling.reden) == (id_, verklaring.nummer)


def test_alleen_waar_het_ligt_gaat_iets_weg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    with pytest.raises(Geweigerd, match="Balie 1"):
        twee.archief.verwijder(id_, "Tineke")
    with pytest.raises(Geweigerd, match="Balie 1"):
        twee.archief.vernietig([id_], "Tineke")
    een.delen.geef_beurt(id_, None)
    vertel(een, [twee])
    een.bewaar_behandeling(id_, "notitie", "x", {"schema": "behandeling/1", "notities": {"geld": "x"}})
    list(een.delen.leg_vast())
    twee.delen.ontvang(een.delen.sinds(twee.delen.heeft()))
    with pytest.raises(Geweigerd, match="Werk het eerst bij"):
        twee.archief.verwijder(id_, "Tineke")
    wissel_uit(een, twee)
    twee.archief.verwijder(id_, "Tineke")
    wissel_uit(een, twee)
    assert een.zoek("") == twee.zoek("") == []
