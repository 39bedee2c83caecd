"""Tasks and what was done with a dossier: kept, in order, and ticked off once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from consulent_app.fouten import InvoerFout
from consulent_app.opslag.dossierkast import Dossierkast
from tests.telling import LEEG


def _document(naam: str) -> dict[str, Any]:
    return {"pakket": "oefenstad", "personen": [{"id": "p1", "rol": "aanvrager", "achternaam": naam}]}


def test_de_eerste_taak_staat_bovenaan_en_wat_klaar_is_is_weg(kast: Dossierkast) -> None:
    een, twee = (kast.nieuw(_document(naam)).id for naam in ("Jansen", "Bakker"))
    kast.voeg_taken_toe(een, [("Betalen", date(2026, 12, 1)), ("Nog te ontvangen: bon", None)])
    kast.voeg_taken_toe(twee, [("Beslissen", date(2026, 11, 25))])
    assert [(t.naam, t.wat) for t in kast.open_taken()] == [
        ("Bakker", "Beslissen"), ("Jansen", "Betalen"), ("Jansen", "Nog te ontvangen: bon"),
    ]  # fmt: skip
    kast.taak_klaar(kast.open_taken(twee)[0].id)
    kast.taak_klaar("bestaat niet")
    assert [t.wat for t in kast.open_taken()] == ["Betalen", "Nog te ontvangen: bon"]
    assert [g.soort for g in kast.gebeurtenissen(twee)] == ["nieuw", "taak", "taak_klaar"]


def test_dezelfde_taak_krijgt_een_nieuwe_dag_en_wordt_er_geen_twee(kast: Dossierkast) -> None:
    id_ = kast.nieuw(_document("Jansen")).id
    for dag in (date(2026, 12, 1), date(2026, 12, 8)):
        kast.voeg_taken_toe(id_, [("Betalen", dag)])
    assert [(t.wat, t.uiterlijk) for t in kast.open_taken(id_)] == [("Betalen", date(2026, 12, 8))]


def test_een_voorstel_wacht_tot_er_besloten_is(kast: Dossierkast) -> None:
    id_ = kast.nieuw(_document("Jansen")).id
    kast.zet_voorstel(id_, date(2026, 11, 20))
    assert [r.naam for r in kast.voorstellen()] == ["Jansen"]
    assert not kast.met_status("intake")
    kast.zet_status(id_, "besloten")
    assert not kast.voorstellen()
    assert [r.naam for r in kast.met_status("besloten")] == ["Jansen"]


def test_de_behandeling_blijft_en_staat_in_het_logboek(kast: Dossierkast) -> None:
    id_ = kast.nieuw(_document("Jansen")).id
    assert kast.haal(id_).behandeling == {}
    kast.bewaar_behandeling(id_, "notitie", {"sectie": "geld"}, {"notities": {"geld": "belt terug"}})
    assert kast.haal(id_).behandeling == {"notities": {"geld": "belt terug"}}
    assert kast.gebeurtenissen(id_)[-1].inhoud == {"wat": "notitie", "waarde": {"sectie": "geld"}}
    with pytest.raises(InvoerFout):
        kast.bewaar_behandeling("weg", "notitie", None, {})


def test_een_brief_uit_een_bestand_wordt_op_zijn_kenmerk_gevonden(kast: Dossierkast) -> None:
    kenmerk = "AMB-20261121-BC66-000001"
    assert kast.neem_over(kenmerk, _document("Jansen"), "brief.pdf", b"%PDF", {}, date(2026, 11, 21), LEEG)
    assert [r.kenmerk for r in kast.zoek("amb-20261121-bc66-000001")] == [kenmerk]
