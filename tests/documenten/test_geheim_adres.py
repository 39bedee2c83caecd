"""A secret address: on the letters to the resident it stands, on nothing that somebody else gets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from pypdf import PdfReader

from consulent_app.acties.herleiding import gegevens
from consulent_app.besluiten.behandeling import Behandeling, Vertegenwoordiger
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.documenten.schrijf import SOORTEN, maak_documenten
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.model import Intake
from consulent_app.regels.uitkomst import Oordeel
from tests.documenten.zaken import AANLEIDING, REGELINGEN, afhandeling, velsen

GEHEIM = frozenset({"geheimhouding"})
CURATOR = Vertegenwoordiger("curator", "Bureau Voorbeeld", ("Kade 3", "1970 AA  VELSEN"))


def woonadres() -> Intake:
    intake = velsen()
    huis = replace(
        intake.huishouden, straat="Zomereikstraat", huisnummer=77, postcode="1972AB", woonplaats="IJmuiden"
    )
    return replace(intake, huishouden=huis)


def zaak(behandeling: Behandeling, rol: str = "consulent") -> Afhandeling:
    gemaakt = afhandeling(intake=woonadres(), behandeling=behandeling, rol=rol, ingeleverd=("Paspoort",))
    return replace(gemaakt, aanleiding=AANLEIDING)


def alles(pdf: bytes) -> str:
    """Return everything that can be read in a PDF: its pages, its metadata and what it carries along."""
    lezer = PdfReader(io.BytesIO(pdf))
    delen = [blad.extract_text() for blad in lezer.pages]
    delen += [str(lezer.metadata)]
    with pikepdf.open(io.BytesIO(pdf)) as bestand:
        stromen = [obj.read_bytes() for obj in bestand.objects if isinstance(obj, pikepdf.Stream)]
    delen += [stroom.decode("latin-1") for stroom in stromen]
    return " ".join(delen).replace("\u00a0", " ")


def drukbare(over: Afhandeling) -> Iterator[tuple[str, bytes]]:
    """Yield every print that can be made of this household, with what a letter carries along."""
    oordeel = Oordeel("x", over.peildatum, over.pakket, (), None, (), afgeleid={})
    for soort in SOORTEN:
        try:
            [pdf] = maak_documenten(over, REGELINGEN, [soort], gegevens(over, oordeel)).values()
        except InvoerFout:
            continue
        yield soort, pdf


def met_adres(over: Afhandeling) -> set[str]:
    return {
        soort
        for soort, pdf in drukbare(over)
        if any(deel in alles(pdf) for deel in ("Zomereikstraat", "1972 AB", "1972AB"))
    }


BRIEVEN = {"beschikking", "voorstel", "aanvulling", "uitstel", "intrekking"}


def test_zonder_geheimhouding_staat_het_adres_er() -> None:
    assert met_adres(zaak(Behandeling())) == {*BRIEVEN, "verzamelaanvraag"}


def test_de_inwoner_zelf_krijgt_zijn_brieven_gewoon() -> None:
    assert met_adres(zaak(Behandeling(merken=GEHEIM))) == {*BRIEVEN, "verzamelaanvraag"}


@pytest.mark.parametrize("ander", [CURATOR, Vertegenwoordiger("gemachtigde"), Vertegenwoordiger("mentor")])
def test_wie_namens_de_inwoner_post_krijgt_leest_het_adres_nergens(ander: Vertegenwoordiger) -> None:
    geheim = zaak(Behandeling(merken=GEHEIM, vertegenwoordiger=ander))
    assert met_adres(geheim) == set()
    assert {"aanvulling", "verzamelaanvraag"} <= {soort for soort, _ in drukbare(geheim)}


def test_wat_een_raadsman_overdraagt_noemt_het_adres_niet() -> None:
    geheim = zaak(Behandeling(merken=GEHEIM), rol="raadsman")
    # The proposal is a letter to the resident's own address; the application goes to the gemeente.
    assert met_adres(geheim) == {"voorstel"}
    formulier = dict(drukbare(geheim))["verzamelaanvraag"]
    assert "Geheim. De gemeente kent het." in alles(formulier)


def test_een_onbekende_bewindvoerder_krijgt_geen_geheim_adres() -> None:
    geheim = zaak(Behandeling(merken=GEHEIM | {"bewind"}))
    assert met_adres(geheim) == set()
