"""A resident asks to correct or to remove: what can be done is done, what the law forbids is told."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.archiefbeheer import Correctie
from consulent_app.opslag.dossierkast import Dossierkast
from tests.opslag.test_vernietigen import NEEN, UITKOMST, bewaard, leesbaar, vul

Document = dict[str, Any]


def test_een_correctie_bewaart_wat_er_stond_en_waarom(kast: Dossierkast, document: Document) -> None:
    id_ = kast.nieuw(document).id
    beter = copy.deepcopy(document)
    beter["personen"][1]["achternaam"] = "el Amrani-Bos"
    correctie = Correctie(
        "personen.p1.achternaam", "el Amrani", "el Amrani-Bos", "Getrouwd in mei", "inwoner"
    )
    kast.archief.corrigeer(id_, correctie, beter)
    assert kast.haal(id_).document == beter
    assert [regel.id for regel in kast.zoek("amrani-bos")] == [id_]
    laatste = kast.gebeurtenissen(id_)[-1]
    assert laatste.soort == "correctie"
    assert laatste.inhoud == {
        "pad": "personen.p1.achternaam",
        "was": "el Amrani",
        "wordt": "el Amrani-Bos",
        "reden": "Getrouwd in mei",
        "verzocht_door": "inwoner",
    }


def test_zonder_reden_wordt_niets_verbeterd(kast: Dossierkast, document: Document) -> None:
    id_ = kast.nieuw(document).id
    with pytest.raises(InvoerFout, match="waarom u dit verbetert"):
        kast.archief.corrigeer(id_, Correctie("x", 1, 2, "  ", "inwoner"), {})
    assert kast.haal(id_).document == document
    assert len(kast.gebeurtenissen(id_)) == 1


@pytest.mark.parametrize("met_voorstel", [False, True])
def test_een_gesprek_zonder_besluit_gaat_weg_op_verzoek(
    kast: Dossierkast, document: Document, map_: Path, wachtwoord: str, met_voorstel: bool
) -> None:
    id_ = vul(kast, document)
    if met_voorstel:
        kast.zet_voorstel(id_, date(2026, 11, 18))
    verklaring = kast.archief.verwijder(id_, "M. de Wit")
    assert verklaring.grond.grond == "verzoek"
    assert verklaring.grond.regel == "verzoek van de inwoner, AVG artikel 17"
    assert kast.zoek("") == []
    assert leesbaar(map_, wachtwoord) == set()


@pytest.mark.parametrize(
    ("uitkomst", "wanneer"),
    [
        (UITKOMST, "Wij vernietigen het op 18 november 2037."),
        (NEEN, "Wij vernietigen het op 18 november 2031."),
    ],
)
def test_een_besluit_gaat_niet_weg_en_wanneer_dan_wel(
    kast: Dossierkast, document: Document, uitkomst: Document, wanneer: str
) -> None:
    id_ = bewaard(kast, document, uitkomst, date(2026, 11, 18))
    with pytest.raises(InvoerFout) as fout:
        kast.archief.verwijder(id_, "M. de Wit")
    gezegd = str(fout.value).replace("\u00a0", " ")
    assert "Archiefwet" in gezegd
    assert "AVG artikel 17, derde lid, onder b" in gezegd
    assert gezegd.endswith(wanneer)
    assert kast.haal(id_).status == "besloten"
    assert kast.archief.verklaringen() == []


def test_op_een_ondertekende_aanvraag_wordt_eerst_beslist(kast: Dossierkast, document: Document) -> None:
    id_ = kast.nieuw(document).id
    kast.bewaar_behandeling(id_, "getekend_op", "2026-11-18", {"getekend_op": "2026-11-18"})
    with pytest.raises(InvoerFout, match="ondertekende aanvraag"):
        kast.archief.verwijder(id_, "M. de Wit")
    kast.bewaar_behandeling(id_, "getekend_op", None, {})
    kast.archief.verwijder(id_, "M. de Wit")
    assert kast.zoek("") == []


def test_notities_gaan_weg_ook_uit_de_geschiedenis_en_het_besluit_blijft(
    kast: Dossierkast, document: Document, map_: Path, wachtwoord: str, ruw: Callable[[], Any]
) -> None:
    id_ = vul(kast, document)
    kast.bewaar_stuk(id_, "beschikking", "b.pdf", b"%PDF", UITKOMST, date(2026, 11, 18))
    voor = kast.gebeurtenissen(id_)
    verklaring = kast.archief.verwijder_notities(id_, {"schema": "behandeling/1"}, "M. de Wit")
    assert verklaring.telling.gebeurtenissen == 1
    assert "Wilgenroosjesnotitie" not in leesbaar(map_, wachtwoord)
    assert kast.haal(id_).behandeling == {"schema": "behandeling/1"}
    na = kast.gebeurtenissen(id_)
    assert [g for g in voor if g.inhoud.get("wat") != "notitie"] == na[:-1]
    assert na[-1].inhoud == {"verklaring": verklaring.nummer}
    assert len(kast.stukken(id_)) == 2


def test_een_notitie_bij_een_verwijzing_gaat_ook_weg_en_de_verwijzing_blijft(
    kast: Dossierkast, document: Document, map_: Path, wachtwoord: str
) -> None:
    id_ = kast.nieuw(document).id
    leef: Document = {"signalen": {"huur": True}, "verwijzingen": {}}
    for aanbod, notitie in (({}, "Wilgenroosjesnotitie"), ({"aangeboden": "ja"}, "Wilgenroosjesnotitie")):
        leef["verwijzingen"] = {"loket": {**aanbod, "notitie": notitie, "op": "2026-11-18"}}
        behandeling = Behandeling(leefgebieden=leef, getekend_op=date(2026, 11, 18))
        kast.bewaar_behandeling(id_, "leefgebieden", leef, behandeling.als_document())
    zonder = {
        "signalen": {"huur": True},
        "verwijzingen": {"loket": {"aangeboden": "ja", "op": "2026-11-18"}},
    }
    kast.bewaar_behandeling(id_, "leefgebieden", zonder, behandeling.als_document())
    kast.bewaar_behandeling(id_, "getekend_op", "2026-11-18", behandeling.als_document())
    assert leesbaar(map_, wachtwoord) == {"Wilgenroosjesnotitie"}
    nieuw = Behandeling.uit_document(kast.haal(id_).behandeling).zonder_notities()
    verklaring = kast.archief.verwijder_notities(id_, nieuw.als_document(), "M. de Wit")
    assert verklaring.telling.gebeurtenissen == 2
    assert leesbaar(map_, wachtwoord) == set()
    assert kast.haal(id_).behandeling["leefgebieden"] == zonder
    inhoud = [g.inhoud.get("wat") for g in kast.gebeurtenissen(id_)]
    assert inhoud == [None, "leefgebieden", "getekend_op", None]
