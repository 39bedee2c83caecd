"""Dossiers by files: the same guarantees as by any other way, and the turn goes to one."""

from __future__ import annotations

import copy
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties import overdracht
from consulent_app.acties.overdracht import Ontvanger
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.opslag.dossierkast import Dossierkast
from tests.uitwisseling.overdracht.conftest import Kasten
from tests.uitwisseling.overdracht.plekken import geef, maak, nu, rond, voor

VOORSTELDAG = date(2026, 11, 21)


def gedeeld(document: dict[str, Any], mag: bool) -> dict[str, Any]:
    return copy.deepcopy(document) | {"gesprek": {"toestemming_delen": mag}}


def antwoord(kast: Dossierkast, id_: str, naam: str, waarde: Any) -> None:
    document = copy.deepcopy(kast.haal(id_).document)
    document["huishouden"] = document["huishouden"] | {naam: waarde}
    kast.bewaar_antwoord(id_, f"huishouden.{naam}", waarde, document)


def toestemming(kast: Dossierkast, id_: str, mag: bool) -> None:
    nieuw = gedeeld(kast.haal(id_).document, mag)
    kast.bewaar_antwoord(id_, "gesprek.toestemming_delen", mag, nieuw)


def apparaat(kast: Dossierkast) -> str:
    hier = kast.delen.eigen
    assert hier is not None
    return hier.apparaat


def test_een_dossier_komt_heel_aan(kasten: Kasten, document: dict[str, Any], stick: Path) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    een.bewaar_behandeling(id_, "notitie", "x", {"schema": "behandeling/1", "notities": {"geld": "x"}})
    een.voeg_taken_toe(id_, [("Bel de woningbouw", date(2026, 12, 1))])
    een.bewaar_stuk(id_, "beschikking", "b.pdf", b"%PDF-een", {"uitkomsten": []}, VOORSTELDAG)
    een.zet_status(id_, "besloten")
    kwam = geef(een, twee, stick)
    hier, daar = een.alles_over(id_), twee.alles_over(id_)
    assert (daar.dossier.document, daar.dossier.behandeling) == (document, hier.dossier.behandeling)
    assert (daar.dossier.kenmerk, daar.dossier.status) == (hier.dossier.kenmerk, "besloten")
    assert [(s.kenmerk, s.pdf) for s in daar.stukken] == [(s.kenmerk, s.pdf) for s in hier.stukken]
    assert [(t.wat, t.uiterlijk) for t in daar.taken] == [("Bel de woningbouw", date(2026, 12, 1))]
    assert (kwam.van, kwam.bijgewerkt, kwam.afwijkingen) == ("Plek van Sanne", [id_], [])


def test_de_naam_van_het_bestand_zegt_niets_over_mensen(kasten: Kasten, stick: Path) -> None:
    een, twee, _ = kasten
    eerste, tweede = maak(een, twee, stick).pad, maak(een, twee, stick).pad
    assert re.fullmatch(r"overdracht-01-naar-03-\d{8}-\d{4}\.consulent", eerste.name)
    assert eerste != tweede
    assert sorted(stick.iterdir()) == sorted([eerste, tweede])


def test_in_het_bestand_staat_niets_leesbaars(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    een, twee, _ = kasten
    een.nieuw(document)
    inhoud = maak(een, twee, stick).pad.read_bytes()
    for woord in (b"Samira", b"999990019", b"Sanne", b"Tineke", apparaat(een).encode()):
        assert woord not in inhoud


def test_het_bestand_terug_heeft_alleen_wat_er_nog_niet_was(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    een, twee, _ = kasten
    for _ in range(5):
        een.nieuw(document)
    assert maak(een, twee, stick).delingen == 5
    geef(een, twee, stick)
    geef(twee, een, stick)
    antwoord(een, een.zoek("")[0].id, "spaargeld", "100.00")
    gemaakt = maak(een, twee, stick)
    assert gemaakt.delingen == 1
    assert overdracht.lees(twee, gemaakt.pad).ontvangen == 1


def test_hetzelfde_veld_vraagt_om_een_keuze(kasten: Kasten, document: dict[str, Any], stick: Path) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    rond(stick, een, twee)
    antwoord(een, id_, "spaargeld", "100.00")
    antwoord(een, id_, "woonvorm", "huur")
    antwoord(twee, id_, "spaargeld", "250.00")
    geef(een, twee, stick)
    kwam = geef(twee, een, stick)
    assert kwam.botsingen == [id_]
    (botsing,) = een.delen.botsingen(id_)
    laagste = next(kop for kop in botsing.keuzen if kop.waarde == "100.00")
    een.delen.kies(id_, botsing.pad, laagste.versie)
    assert geef(een, twee, stick).botsingen == []
    for kast in (een, twee):
        assert kast.haal(id_).document["huishouden"] == {"spaargeld": "100.00", "woonvorm": "huur"}


def test_twee_keer_lezen_is_een_keer(kasten: Kasten, document: dict[str, Any], stick: Path) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    oud = maak(een, twee, stick).pad
    overdracht.lees(twee, oud)
    antwoord(een, id_, "spaargeld", "100.00")
    geef(een, twee, stick)
    eerst, delingen = twee.alles_over(id_), twee.delen.sinds({})
    kwam = overdracht.lees(twee, oud)
    assert (kwam.bijgewerkt, kwam.afwijkingen, kwam.beurten) == ([], [], [])
    assert (twee.alles_over(id_), twee.delen.sinds({})) == (eerst, delingen)


def test_wat_niet_voor_de_ander_is_gaat_er_niet_heen_en_de_keten_blijft_heel(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    een, _, met_ = kasten
    prive, open_ = een.nieuw(document).id, een.nieuw(gedeeld(document, True)).id
    assert geef(een, met_, stick).bijgewerkt == [open_]
    assert [d.dossier for d in met_.delen.sinds({}) if d.inhoud] == [open_]
    assert met_.overdracht.heeft().tot[apparaat(een)] == 2
    assert met_.overdracht.heeft().mist == {}
    geef(met_, een, stick)
    assert maak(een, met_, stick).delingen == 0
    toestemming(een, prive, mag=True)
    assert geef(een, met_, stick).bijgewerkt == [prive]
    assert met_.haal(prive).document["personen"] == document["personen"]


def test_na_een_nee_hoort_de_ander_alleen_dat(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(gedeeld(document, True)).id
    rond(stick, een, twee, met_)
    antwoord(een, id_, "spaargeld", "999.00")
    toestemming(een, id_, mag=False)
    rond(stick, een, twee, met_)
    assert met_.zoek("", voor="met") == []
    assert met_.haal(id_).document["huishouden"]["spaargeld"] is None
    assert twee.haal(id_).document["huishouden"]["spaargeld"] == "999.00"


def test_door_handen_van_de_ander_gaat_niets_verloren(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    """A deling without its contents, by way of MET, does not keep the contents away."""
    een, twee, met_ = kasten
    id_ = een.nieuw(document).id
    geef(een, met_, stick)
    geef(met_, twee, stick)
    assert twee.overdracht.heeft().mist == {apparaat(een): [(1, 1)]}
    geef(twee, een, stick)
    assert geef(een, twee, stick).bijgewerkt == [id_]
    assert twee.overdracht.heeft().mist == {}
    assert twee.haal(id_).document == document


def test_wat_vernietigd_is_is_overal_weg(kasten: Kasten, document: dict[str, Any], stick: Path) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    oud = maak(een, twee, stick).pad
    rond(stick, een, twee)
    een.archief.verwijder(id_, "Sanne")
    rond(stick, een, twee)
    overdracht.lees(twee, oud)
    assert een.zoek("") == twee.zoek("") == []
    assert all(not d.inhoud for d in twee.delen.sinds({}) if d.soort != "vernietigd")


def test_een_open_dossier_wacht(kasten: Kasten, document: dict[str, Any], stick: Path) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    rond(stick, een, twee)
    antwoord(een, id_, "spaargeld", "100.00")
    kwam = overdracht.lees(twee, maak(een, twee, stick).pad, in_gebruik={id_})
    assert (kwam.bijgewerkt, kwam.wacht) == ([], [id_])
    assert twee.delen.verwerk(id_).anders


# --- the turn ----------------------------------------------------------------------------------------


def voorstel(met_: Dossierkast, document: dict[str, Any]) -> str:
    id_ = met_.nieuw(gedeeld(document, True), "met").id
    met_.bewaar_stuk(id_, "voorstel", "v.pdf", b"%PDF", {}, VOORSTELDAG)
    met_.zet_voorstel(id_, VOORSTELDAG)
    return id_


def test_een_voorstel_gaat_naar_een_werkplek_en_het_besluit_terug(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    een, twee, met_ = kasten
    id_ = voorstel(met_, document)
    gemaakt = maak(met_, een, stick)
    assert gemaakt.beurten == (id_,)
    kwam = overdracht.lees(een, gemaakt.pad)
    assert (kwam.voorstellen, kwam.beurten) == ([id_], [id_])
    een.delen.keur_beurt(id_)
    een.zet_status(id_, "besloten")
    geef(een, met_, stick)
    assert met_.haal(id_).status == "besloten"
    assert met_.voorstellen(voor="met") == []
    with pytest.raises(Geweigerd, match="MET"):
        met_.delen.keur_beurt(id_)
    geef(een, twee, stick)
    with pytest.raises(Geweigerd, match="Plek van Sanne"):
        twee.delen.keur_beurt(id_)


def test_een_tweede_bestand_geeft_de_beurt_niet_nog_eens(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    een, twee, met_ = kasten
    id_ = voorstel(met_, document)
    eerste, tweede = maak(met_, een, stick), maak(met_, twee, stick)
    assert (eerste.beurten, tweede.beurten) == ((id_,), ())
    overdracht.lees(twee, tweede.pad)
    with pytest.raises(Geweigerd, match="Plek van Sanne"):
        twee.delen.keur_beurt(id_)
    overdracht.lees(een, eerste.pad)
    een.delen.keur_beurt(id_)


def test_een_verloren_bestand_wordt_opnieuw_gemaakt(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    een, _, met_ = kasten
    id_ = voorstel(met_, document)
    maak(met_, een, stick).pad.unlink()
    opnieuw = maak(met_, een, stick)
    assert opnieuw.beurten == ()
    kwam = overdracht.lees(een, opnieuw.pad)
    assert (kwam.voorstellen, kwam.beurten) == ([id_], [id_])
    een.delen.keur_beurt(id_)
    assert met_.delen.beurt(id_) == een.delen.beurt(id_)


def test_aan_alle_werkplekken_gaat_alles_behalve_de_beurt(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    een, twee, met_ = kasten
    id_ = voorstel(met_, document)
    gemaakt = overdracht.maak(met_, Ontvanger("gemeente", None), stick, nu())
    assert gemaakt.beurten == ()
    assert "-naar-gemeente-" in gemaakt.pad.name
    for kast in (een, twee):
        assert overdracht.lees(kast, gemaakt.pad).voorstellen == [id_]
        with pytest.raises(Geweigerd, match="Plek van Murat"):
            kast.delen.keur_beurt(id_)
    with pytest.raises(InvoerFout, match="is voor de gemeente"):
        overdracht.lees(met_, gemaakt.pad)
    for kast in (een, twee):
        geef(kast, met_, stick)
    assert overdracht.maak(met_, Ontvanger("gemeente", None), stick, nu()).delingen == 0


def test_wie_erom_vraagt_krijgt_de_beurt_met_het_bestand_terug(
    kasten: Kasten, document: dict[str, Any], stick: Path
) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    rond(stick, een, twee)
    twee.overdracht.vraag(id_)
    vraagt = maak(twee, een, stick).pad
    overdracht.lees(een, vraagt)
    assert overdracht.maak(een, voor(een, twee), stick, nu(), in_gebruik={id_}).beurten == ()
    assert geef(een, twee, stick).beurten == [id_]
    twee.delen.keur_beurt(id_)
    assert twee.overdracht.gevraagd(apparaat(twee)) == []
    # What was asked once is answered once, also when the file is read again.
    een.overdracht.vraag(id_)
    assert geef(twee, een, stick).beurten == []
    assert geef(een, twee, stick).beurten == []
    assert geef(twee, een, stick).beurten == [id_]
    overdracht.lees(een, vraagt)
    assert maak(een, twee, stick).beurten == ()


def test_wie_net_besluit_houdt_de_beurt(
    kasten: Kasten, document: dict[str, Any], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between writing the file and giving the turn away the dossier was decided on."""
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    rond(stick, een, twee)
    twee.overdracht.vraag(id_)
    geef(twee, een, stick)
    schrijf, keren = overdracht._schrijf, []

    def en_besluit(*argumenten: Any) -> int:
        aantal = schrijf(*argumenten)
        if not keren:
            een.zet_status(id_, "besloten")
        keren.append(aantal)
        return aantal

    monkeypatch.setattr(overdracht, "_schrijf", en_besluit)
    gemaakt = maak(een, twee, stick)
    assert len(keren) == 2
    assert overdracht.lees(twee, gemaakt.pad).beurten == [id_]
    assert twee.haal(id_).status == "besloten"


def test_van_wat_hier_is_teruggezet_komt_het_latere_terug(
    kasten: Kasten, document: dict[str, Any], stick: Path, tmp_path: Path
) -> None:
    """A copy of before was put back: what others have of this workplace is counted on from."""
    import shutil

    from tests.uitwisseling.overdracht.plekken import WACHTWOORD

    een, twee, _ = kasten
    eerst = een.nieuw(document).id
    rond(stick, een, twee)
    een.sluit()
    shutil.copytree(tmp_path / "a", tmp_path / "kopie")
    with Dossierkast.open(tmp_path / "a", "Sanne", WACHTWOORD) as een:
        later = een.nieuw(document).id
        geef(een, twee, stick)
    with Dossierkast.open(tmp_path / "kopie", "Sanne", WACHTWOORD) as terug:
        antwoord(terug, eerst, "spaargeld", "75.00")
        list(terug.delen.leg_vast())
        for _ in range(2):
            geef(twee, terug, stick)
            geef(terug, twee, stick)
        assert terug.haal(later).document == twee.haal(later).document == document
        for kast in (terug, twee):
            assert kast.haal(eerst).document["huishouden"]["spaargeld"] == "75.00"
        assert terug.delen.heeft() == twee.delen.heeft()
