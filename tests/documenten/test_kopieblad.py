"""The copy sheet: the eleven fields of each decision in the register's order, on one tagged page."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.brieven import Brieven, Opdracht, maak_brieven
from consulent_app.acties.kopieblad import BESTAND, blad_van_nu
from consulent_app.acties.toetsen import Toetser, met_keuze
from consulent_app.besluiten.behandeling import Afwijsgesprek, Behandeling, Maatwerk
from consulent_app.besluiten.instellingen import lees_inrichting
from consulent_app.documenten.kopieblad import KOLOMMEN, Kopieblad, Registerbesluit, kopieblad
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.paden import resources
from tests.documenten import controle
from tests.documenten.leestekst import stukken

DAG = date(2026, 11, 20)
BESLUIT = Registerbesluit(
    "Z/2026/000412/261120-1", "Kindpakket: fiets: toegekend", DAG, "Yassin: € 200,00 één keer",
    "het college", date(2026, 11, 18), None, "", None, DAG, date(2027, 1, 4),
)  # fmt: skip
BLAD = Kopieblad(
    "Z/2026/000412", "Gemeente Oefenstad", "Samira el Amrani, BSN 999990019", "Gemeente Oefenstad", DAG,
    "OEFENING", [BESLUIT],
)  # fmt: skip
TOETSER = Toetser()


def cellen(pdf: bytes) -> list[list[str]]:
    """Return the rows of the table as a screen reader gets them, the heads first."""
    delen = [stuk.tekst.replace("\u00a0", " ") for stuk in stukken(pdf) if stuk.rol in ("TH", "TD")]
    breed = len(KOLOMMEN)
    return [delen[begin : begin + breed] for begin in range(0, len(delen), breed)]


def brieven(**anders: Any) -> Brieven:
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document.update(anders.pop("document", {}))
    intake = met_keuze(lees_document(document), "oefenstad", None)
    return maak_brieven(intake, TOETSER, Opdracht(DAG, "Z/2026/000412", **anders))


def blad(**anders: Any) -> bytes:
    return blad_van_nu(brieven(**anders), TOETSER)[BESTAND]


def test_de_velden_staan_in_de_volgorde_van_het_register() -> None:
    """ZGW besluiten-API; `verantwoordelijkeOrganisatie` and `zaak` hold for the whole sheet."""
    assert [veld.name for veld in fields(Registerbesluit)] == [
        "identificatie", "besluittype", "datum", "toelichting", "bestuursorgaan", "ingangsdatum",
        "vervaldatum", "vervalreden", "publicatiedatum", "verzenddatum", "uiterlijke_reactiedatum",
    ]  # fmt: skip
    koppen, rij = cellen(kopieblad(BLAD, "oefenstad"))
    assert koppen == [naam for naam, _ in KOLOMMEN]
    assert rij == [
        "Z/2026/000412/261120-1", "Kindpakket: fiets: toegekend", "20-11-2026", "Yassin: € 200,00 één keer",
        "het college", "18-11-2026", "leeg", "leeg", "leeg", "20-11-2026", "04-01-2027",
    ]  # fmt: skip


def test_boven_de_rijen_staat_van_wie_en_waarvan() -> None:
    tekst = " ".join(stuk.tekst for stuk in stukken(kopieblad(BLAD, "oefenstad")))
    for deel in (
        "Kopieblad van zaak Z/2026/000412",
        "Gemeente Oefenstad",
        "Samira el Amrani, BSN 999990019",
    ):
        assert deel in tekst


def test_het_blad_is_toegankelijk_en_blijvend() -> None:
    assert controle.fouten(kopieblad(BLAD, "oefenstad")) == []
    assert controle.fouten(blad()) == []


def test_hetzelfde_blad_geeft_dezelfde_bytes() -> None:
    assert kopieblad(BLAD, "oefenstad") == kopieblad(BLAD, "oefenstad")


def test_een_gezin_past_op_een_blad_en_elk_besluit_heeft_een_rij() -> None:
    gemaakt = brieven()
    pdf = blad_van_nu(gemaakt, TOETSER)[BESTAND]
    _, *rijen = cellen(pdf)
    zaak = gemaakt.afhandeling
    assert len(rijen) == len(zaak.toekenningen) + len(zaak.afwijzingen) == 9
    assert {stuk.blad for stuk in stukken(pdf)} == {0}
    assert [rij[0] for rij in rijen] == [f"Z/2026/000412/261120-{nummer}" for nummer in range(1, 10)]
    assert rijen[0][4] == "het college van burgemeester en wethouders van Oefenstad"
    assert {rij[4] for rij in rijen[1:]} == {"idem"}
    assert [rij[3] for rij in rijen[:2]] == ["Samira: € 100,00 per jaar", "Yassin: € 200,00 één keer"]


def test_meer_dan_een_blad_herhaalt_de_koppen_voor_het_oog_alleen() -> None:
    veel = replace(BLAD, besluiten=[BESLUIT] * 30)
    pdf = kopieblad(veel, "oefenstad")
    assert controle.fouten(pdf) == []
    assert len(cellen(pdf)) == 31
    assert max(stuk.blad for stuk in stukken(pdf)) > 0


def test_een_afwijzing_en_maatwerk_zijn_te_zien() -> None:
    eerder = [{"regeling": "kindpakket_fiets", "datum": "2025-11-03", "persoon": "k1"}]
    eerst = brieven(
        document={"eerder_toegekend": eerder},
        behandeling=Behandeling(afwijsgesprek=Afwijsgesprek(DAG, "balie")),
    )
    [geweigerd] = eerst.afhandeling.afwijzingen
    _, *rijen = cellen(blad_van_nu(eerst, TOETSER)[BESTAND])
    [rij] = [rij for rij in rijen if rij[1].endswith("afgewezen")]
    # A refusal works from the day on which it is sent.
    assert (rij[3], rij[5]) == ("Yassin", "20-11-2026")
    toch = Behandeling(maatwerk={geweigerd.deel: Maatwerk("Hij kan anders niet mee.", Geld(75_00))})
    _, *rijen = cellen(blad(document={"eerder_toegekend": eerder}, behandeling=toch))
    assert "Yassin: € 75,00 één keer, met maatwerk" in [rij[3] for rij in rijen]


def test_zonder_naam_staat_er_wie_het_is(tmp_path: Path) -> None:
    document = laad_json(resources() / "voorbeelden" / "velsen-2019-gezin.json")
    gemaakt = maak_brieven(lees_document(document), TOETSER, Opdracht(DAG, "Z/2026/000413"))
    _, *rijen = cellen(blad_van_nu(gemaakt, TOETSER)[BESTAND])
    assert "Kind, geboren op 1 februari 2010: € 75,00 per jaar" in [rij[3] for rij in rijen]


def test_het_rsin_staat_erbij_als_het_is_ingevuld(tmp_path: Path) -> None:
    eigen = tmp_path / "eigen.toml"
    eigen.write_text('[organisatie]\nrsin = "999990019"\n', encoding="utf-8")
    tekst = " ".join(stuk.tekst for stuk in stukken(blad(eigen=lees_inrichting(eigen))))
    assert "Verantwoordelijke organisatie: 999990019 (Gemeente Oefenstad)" in tekst


def test_een_geheim_adres_staat_er_niet_op() -> None:
    huis = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")["huishouden"]
    geheim = {**huis, "straat": "Zomereikstraat", "postcode": "1972AB"}
    behandeling = Behandeling(merken=frozenset({"geheimhouding"}))
    pdf = blad(document={"huishouden": geheim}, behandeling=behandeling)
    tekst = " ".join(stuk.tekst for stuk in stukken(pdf))
    assert "Zomereikstraat" not in tekst
    assert "1972AB" not in tekst


def test_zonder_besluit_is_er_geen_blad() -> None:
    with pytest.raises(InvoerFout, match=r"^Z/2026/000412: hierin is nog niets besloten"):
        blad(niet_toekennen=frozenset(t.deel for t in brieven().afhandeling.toekenningen))
