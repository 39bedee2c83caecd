"""A mark stands wherever a dossier is listed: found, waiting, proposed, or with a task."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from consulent_app.opslag.dossierkast import Dossierkast

ALLE = ("geheimhouding", "bewind")


def gemerkt(kast: Dossierkast, document: dict[str, Any]) -> str:
    document["geldzorgen"] = {"bewindvoerder": True}
    id_ = kast.nieuw(document).id
    kast.bewaar_behandeling(id_, "merken", ["geheimhouding"], {"merken": ["geheimhouding"]})
    return id_


def test_in_elke_lijst(kast: Dossierkast, document: dict[str, Any]) -> None:
    id_ = gemerkt(kast, document)
    del document["geldzorgen"]
    kast.nieuw(document)
    assert {regel.id: regel.merken for regel in kast.zoek("amrani")}.pop(id_) == ALLE
    assert sorted(regel.merken for regel in kast.met_status("intake")) == [(), ALLE]
    kast.voeg_taken_toe(id_, [("Nabellen", None)])
    assert [taak.merken for taak in kast.open_taken()] == [ALLE]
    kast.zet_voorstel(id_, date(2026, 11, 18))
    assert [regel.merken for regel in kast.voorstellen()] == [ALLE]


def test_ook_op_de_lijst_van_wat_weg_moet(kast: Dossierkast, document: dict[str, Any]) -> None:
    gemerkt(kast, document)
    kast.archief._klok = lambda: datetime.now(UTC) + timedelta(days=50)
    assert [regel.merken for regel in kast.archief.aan_de_beurt()] == [ALLE]


def test_nee_en_onbekend_zijn_geen_merk(kast: Dossierkast, document: dict[str, Any]) -> None:
    for antwoord in (False, None):
        document["geldzorgen"] = {"bewindvoerder": antwoord}
        kast.nieuw(document)
    assert [regel.merken for regel in kast.zoek("")] == [(), ()]


def test_de_curator_die_post_krijgt_is_een_merk(kast: Dossierkast, document: dict[str, Any]) -> None:
    id_ = kast.nieuw(document).id
    ander = {"vertegenwoordiger": {"rol": "curator", "naam": "", "adres": []}}
    kast.bewaar_behandeling(id_, "vertegenwoordiger", {}, ander)
    assert kast.zoek("")[0].merken == ("curatele",)
