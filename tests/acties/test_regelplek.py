"""Installing rule packages on a real store: who may, what is refused, and what old dossiers keep."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.dossiers import rond_af
from consulent_app.acties.herleiding import hertoets
from consulent_app.acties.regelpakketten import lijst
from consulent_app.acties.toetsen import Toetser, kast_van
from consulent_app.acties.werkplek import Werkplek
from consulent_app.cli import main
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.huishouden.lezen import lees_bestand
from consulent_app.huishouden.schrijven import als_document
from consulent_app.opslag import herstelsleutel
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker
from consulent_app.paden import resources
from consulent_app.regels.pakketkast import MANIFEST
from consulent_app.regels.plek import PakketFout
from consulent_app.uitwisseling.regelpakket.bestand import Pakketbestand, maak
from consulent_app.uitwisseling.regelpakket.manifest import som
from consulent_app.uitwisseling.regelpakket.sleutels import Sleutel, maak_sleutel
from tests.uitgaven import (
    ANNA,
    PIET,
    VREEMDE,
    ingepakt,
    met_lagere_grens,
    pakketmap,
    publiek,
    schrijf,
    vertrouw,
    vrijgegeven,
)

DAG = date(2026, 11, 21)
WACHTWOORD, BEHEERWOORD = "paard accu nietje", "sloot merel kachel"
SLEUTEL = herstelsleutel.als_tekst(bytearray(range(32)))


@pytest.fixture
def werkplek(tmp_path: Path) -> Iterator[Werkplek]:
    """Give a store of before there is a beheerder, which trusts Anna and Piet."""
    with Dossierkast.maak(tmp_path / "kast", "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        plek = Werkplek(kast, kast.medewerker)
        vertrouw(plek.regels, tmp_path)
        yield plek


def regels_in(tmp_path: Path) -> list[str]:
    map_ = tmp_path / "kast" / "regels"
    return sorted(str(pad.relative_to(map_)) for pad in map_.rglob("*")) if map_.exists() else []


def laatste(werkplek: Werkplek) -> tuple[str, str, str]:
    regel = werkplek._kast.logregels()[0].handeling
    return regel.actie, regel.object, regel.resultaat


# --- installing --------------------------------------------------------------------------------------


def test_installeren(werkplek: Werkplek, tmp_path: Path) -> None:
    gedaan = werkplek.regels.installeer(vrijgegeven(tmp_path), DAG)
    assert (gedaan.ingevoerd_door, gedaan.vrijgegeven_door) == ("Anna de Wit", "Piet Smit")
    assert "wordt: 2026.4" in gedaan.gevolgen
    pakketten = werkplek.regels.pakketten()
    assert Toetser(pakketten).pakket("oefenstad").versie == "2026.4"
    # Without a password too: `consulent toets` uses what is installed.
    assert Toetser(kast_van(tmp_path / "kast")).pakket("oefenstad").versie == "2026.4"
    assert "oefenstad 2026.3: van het programma" in lijst(pakketten)
    wie = "ingevoerd door Anna de Wit, vrijgegeven door Piet Smit"
    assert f"oefenstad 2026.4: geïnstalleerd, {wie}, in gebruik" in lijst(pakketten)
    assert laatste(werkplek) == (
        "regelpakket installeren", "oefenstad 2026.4, vrijgegeven door Piet Smit", "gelukt",
    )  # fmt: skip
    assert not [naam for naam in regels_in(tmp_path) if "bezig" in naam]


def weiger(werkplek: Werkplek, tmp_path: Path, bestand: Path, zin: str) -> None:
    """See that a file is refused in one sentence, and that nothing of it is here."""
    voor = regels_in(tmp_path)
    with pytest.raises(InvoerFout, match=zin):
        werkplek.regels.installeer(bestand, DAG)
    assert regels_in(tmp_path) == voor
    assert laatste(werkplek) == ("regelpakket installeren", "", "mislukt")
    assert (("oefenstad", "2026.4") in werkplek._kast.regels.uitgaven()) is bool(voor)


def getekend(tmp_path: Path, een: Sleutel, twee: Sleutel, bestand: Pakketbestand | None = None) -> Path:
    return schrijf(tmp_path, (bestand or ingepakt(pakketmap(tmp_path), een)).geef_vrij(twee))


def test_een_handtekening_is_te_weinig(werkplek: Werkplek, tmp_path: Path) -> None:
    pad = schrijf(tmp_path, ingepakt(pakketmap(tmp_path)))
    weiger(werkplek, tmp_path, pad, "nog door niemand vrijgegeven")


def test_twee_handtekeningen_van_een_mens(werkplek: Werkplek, tmp_path: Path) -> None:
    weiger(werkplek, tmp_path, getekend(tmp_path, ANNA, ANNA), "vrijgegeven door dezelfde")


def test_een_mens_met_twee_sleutels(werkplek: Werkplek, tmp_path: Path) -> None:
    tweede = maak_sleutel("anna de wit")
    with pytest.raises(InvoerFout, match="heeft hier al een andere sleutel"):
        werkplek.regels.vertrouw(publiek(tmp_path / "..", tweede), tweede.wie.vingerafdruk)
    weiger(werkplek, tmp_path, getekend(tmp_path, ANNA, tweede), "vrijgegeven door dezelfde")


@pytest.mark.parametrize(("een", "twee"), [(ANNA, VREEMDE), (VREEMDE, PIET)])
def test_een_onbekende_sleutel(werkplek: Werkplek, tmp_path: Path, een: Sleutel, twee: Sleutel) -> None:
    weiger(
        werkplek, tmp_path, getekend(tmp_path, een, twee), "Vera Vos tekende met een sleutel die hier niet"
    )


def test_een_andere_sleutel_onder_een_bekende_naam(werkplek: Werkplek, tmp_path: Path) -> None:
    vals = maak_sleutel("Piet Smit")
    weiger(
        werkplek,
        tmp_path,
        getekend(tmp_path, ANNA, vals),
        "Piet Smit tekende met een sleutel die hier niet",
    )


def test_een_ingetrokken_sleutel(werkplek: Werkplek, tmp_path: Path) -> None:
    werkplek.regels.trek_in(PIET.wie.vingerafdruk)
    weiger(werkplek, tmp_path, vrijgegeven(tmp_path), "niet wordt vertrouwd")
    with pytest.raises(InvoerFout, match="geen sleutel met deze vingerafdruk"):
        werkplek.regels.trek_in(PIET.wie.vingerafdruk)


@pytest.mark.parametrize("versie", ["2026.3", "2026.2", "2026.3.0", "2025.12"])
def test_niet_nieuwer(werkplek: Werkplek, tmp_path: Path, versie: str) -> None:
    weiger(werkplek, tmp_path, vrijgegeven(tmp_path, versie), "en hier staat al 2026.3")


def test_twee_keer_hetzelfde(werkplek: Werkplek, tmp_path: Path) -> None:
    pad = vrijgegeven(tmp_path)
    werkplek.regels.installeer(pad, DAG)
    weiger(werkplek, tmp_path, pad, "en hier staat al 2026.4")


def test_de_ouder_moet_er_zijn(werkplek: Werkplek, tmp_path: Path) -> None:
    bestand = ingepakt(pakketmap(tmp_path))
    for ouder, zin in (
        (("rijk", "2099.1"), "Installeer eerst de nieuwere versie"),
        (("er niet", "1"), "staat hier"),
    ):
        ander = maak(replace(bestand.manifest, ouder=ouder), bestand.bestanden, ANNA)
        weiger(werkplek, tmp_path, getekend(tmp_path, ANNA, PIET, ander), zin)


def test_het_manifest_zegt_hetzelfde_als_het_pakket(werkplek: Werkplek, tmp_path: Path) -> None:
    bestand = ingepakt(pakketmap(tmp_path))
    ander = maak(replace(bestand.manifest, versie="2026.9"), bestand.bestanden, ANNA)
    weiger(
        werkplek, tmp_path, getekend(tmp_path, ANNA, PIET, ander), "zegt iets anders dan wat is getekend"
    )


def test_de_echte_lezer_kijkt_mee(werkplek: Werkplek, tmp_path: Path) -> None:
    bestand = ingepakt(pakketmap(tmp_path))
    fout = {**bestand.bestanden, "99-fout.toml": b'\n[[parameter]]\nnaam = "x"\n'}
    sommen = {naam: som(inhoud) for naam, inhoud in fout.items()}
    ander = maak(replace(bestand.manifest, bestanden=sommen), fout, ANNA)
    with pytest.raises(PakketFout, match=r"oefenstad/99-fout\.toml, regel 2"):
        werkplek.regels.installeer(getekend(tmp_path, ANNA, PIET, ander), DAG)
    assert regels_in(tmp_path) == []


def test_een_ouder_die_een_kind_breekt(werkplek: Werkplek, tmp_path: Path) -> None:
    map_ = pakketmap(tmp_path, "2027.1", "rijk")
    pad = map_ / "30-afgeleid.toml"
    tekst = pad.read_text(encoding="utf-8")
    assert 'naam = "toetsinkomen"' in tekst
    for toml in map_.glob("*.toml"):
        toml.write_text(
            toml.read_text(encoding="utf-8").replace("toetsinkomen", "ander_woord"), encoding="utf-8"
        )
    weiger(werkplek, tmp_path, getekend(tmp_path, ANNA, PIET, ingepakt(map_)), "past niet bij")


def test_een_nieuwe_ouder_geldt_voor_de_kinderen(werkplek: Werkplek, tmp_path: Path) -> None:
    werkplek.regels.installeer(vrijgegeven(tmp_path, "2027.1", "rijk"), DAG)
    was, nu = Toetser().pakket("oefenstad"), Toetser(werkplek.regels.pakketten()).pakket("oefenstad")
    assert was.versie == nu.versie
    assert was.sha256 != nu.sha256


# --- what lies in the folder ---------------------------------------------------------------------------


@pytest.mark.parametrize("wat", ["byte", "weg", "erbij", "manifest", "map"])
def test_een_veranderde_map_wordt_niet_gebruikt(werkplek: Werkplek, tmp_path: Path, wat: str) -> None:
    pad = vrijgegeven(tmp_path)
    werkplek.regels.installeer(pad, DAG)
    map_ = tmp_path / "kast" / "regels" / "oefenstad" / "2026.4"
    if wat == "byte":
        (map_ / "pakket.toml").write_bytes((map_ / "pakket.toml").read_bytes() + b"\n")
    elif wat == "weg":
        (map_ / "02-kindpakket-fiets.toml").unlink()
    elif wat == "erbij":
        (map_ / "99-eigen.toml").write_text("")
    elif wat == "manifest":
        (map_ / MANIFEST).write_text("{}")
    else:
        map_.rename(tmp_path / "opzij")
    for kast in [werkplek.regels.pakketten()] + ([] if wat == "map" else [kast_van(tmp_path / "kast")]):
        with pytest.raises(InvoerFout, match=r"oefenstad 2026\.4 is beschadigd, veranderd of weg"):
            Toetser(kast).pakket("oefenstad")
    # And then it may be installed again.
    werkplek.regels.installeer(pad, DAG)
    assert Toetser(werkplek.regels.pakketten()).pakket("oefenstad").versie == "2026.4"


def test_wat_er_zomaar_ligt_telt_niet(werkplek: Werkplek, tmp_path: Path) -> None:
    """Somebody who can write in the folder makes a package that is whole, and names it newer."""
    bestand = getekend(tmp_path, VREEMDE, VREEMDE)
    with Dossierkast.maak(tmp_path / "ander", "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        ander = Werkplek(kast, kast.medewerker)
        vertrouw(ander.regels, tmp_path)
        ander.regels.installeer(vrijgegeven(tmp_path / "nieuw", "2026.8"), DAG)
    (tmp_path / "ander" / "regels").rename(tmp_path / "kast" / "regels")
    assert Toetser(werkplek.regels.pakketten()).pakket("oefenstad").versie == "2026.3"
    weiger_zin = "vrijgegeven door dezelfde"
    with pytest.raises(InvoerFout, match=weiger_zin):
        werkplek.regels.installeer(bestand, DAG)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize(
    "waar", ["regelpakketten.lees_pakket", "regelpakketten.zet_neer", "regelplek.zet_neer"]
)
def test_wie_halverwege_sterft_laat_niets_half_achter(tmp_path: Path, waar: str) -> None:
    """The process is really killed: while reading, before the rename, and after it before the commit."""
    map_ = tmp_path / "kast"
    with Dossierkast.maak(map_, "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        vertrouw(Werkplek(kast, kast.medewerker).regels, tmp_path)
    pad = vrijgegeven(tmp_path)
    sterf = textwrap.dedent(f"""
        import os, signal, sys
        from datetime import date
        from pathlib import Path
        from consulent_app.acties import regelpakketten, regelplek
        from consulent_app.acties.dossiers import Dossiers
        module, naam = "{waar}".split(".")
        echt = getattr(sys.modules["consulent_app.acties." + module], naam)
        def dood(*wat):
            if "{waar}" == "regelplek.zet_neer":
                echt(*wat)
            os.kill(os.getpid(), signal.SIGKILL)
        werkplek = Dossiers.open(Path({str(map_)!r}), "Bea", {WACHTWOORD!r})
        setattr(sys.modules["consulent_app.acties." + module], naam, dood)
        if "{waar}" == "regelpakketten.zet_neer":
            regelplek.zet_neer = dood
        werkplek.regels.installeer(Path({str(pad)!r}), date(2026, 11, 21))
    """)
    gestorven = subprocess.run([sys.executable, "-c", sterf], check=False)
    assert gestorven.returncode == -signal.SIGKILL
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        werkplek = Werkplek(kast, kast.medewerker)
        assert Toetser(werkplek.regels.pakketten()).pakket("oefenstad").versie == "2026.3"
        werkplek.regels.installeer(pad, DAG)
        assert Toetser(werkplek.regels.pakketten()).pakket("oefenstad").versie == "2026.4"
    assert not list((map_ / "regels").glob(".bezig*"))


# --- who may -----------------------------------------------------------------------------------------


def test_zodra_er_een_beheerder_is_is_het_van_die(werkplek: Werkplek, tmp_path: Path) -> None:
    werkplek._kast.accounts.begin_beheer("Beheer", BEHEERWOORD, SLEUTEL)
    pad = vrijgegeven(tmp_path)
    for doe in (
        lambda: werkplek.regels.installeer(pad, DAG),
        lambda: vertrouw(werkplek.regels, tmp_path, VREEMDE),
        lambda: werkplek.regels.trek_in(ANNA.wie.vingerafdruk),
    ):
        with pytest.raises(Geweigerd, match="van de beheerder"):
            doe()
    assert regels_in(tmp_path) == []
    Werkplek(werkplek._kast, Medewerker("Beheer", "beheerder")).regels.installeer(pad, DAG)


def test_een_sleutel_telt_pas_met_zijn_vingerafdruk(werkplek: Werkplek, tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match="De vingerafdruk klopt niet"):
        werkplek.regels.vertrouw(publiek(tmp_path, VREEMDE), ANNA.wie.vingerafdruk)
    vertrouw(werkplek.regels, tmp_path, VREEMDE)
    assert [sleutel.naam for sleutel in werkplek.regels.sleutels()] == [
        "Anna de Wit",
        "Piet Smit",
        "Vera Vos",
    ]
    assert laatste(werkplek) == (
        "sleutel voor regels vertrouwen", f"Vera Vos {VREEMDE.wie.vingerafdruk}", "gelukt",
    )  # fmt: skip


# --- dossiers of before ------------------------------------------------------------------------------


def beslis(werkplek: Werkplek, toetser: Toetser) -> str:
    """Decide on an example household, and return the dossier."""
    intake = replace(
        lees_bestand(resources() / "voorbeelden" / "alleenstaande-ouder.json"),
        pakket="oefenstad", peildatum=DAG,
    )  # fmt: skip
    dossier = werkplek.nieuw(als_document(intake))
    opdracht = Opdracht(datum=DAG, kenmerk=dossier.kenmerk, rol="consulent", eigen=None, talen=("nl",))
    rond_af(werkplek, dossier.id, maak_brieven(intake, toetser, opdracht))
    return dossier.id


def test_een_oud_dossier_houdt_zijn_regels(werkplek: Werkplek, tmp_path: Path) -> None:
    oud = Toetser(werkplek.regels.pakketten())
    id_ = beslis(werkplek, oud)
    dossier = werkplek.haal(id_)
    assert dossier.getoetst is not None
    assert dossier.getoetst["peildatum"] == DAG.isoformat()
    werkplek.regels.installeer(
        schrijf(tmp_path, ingepakt(met_lagere_grens(pakketmap(tmp_path))).geef_vrij(PIET)), DAG
    )
    nu = Toetser(werkplek.regels.pakketten())
    toen = nu.van_toen(dossier.getoetst["pakket"])
    assert toen is not None
    assert toen.toets(dossier.document) == oud.toets(dossier.document)
    assert nu.toets(dossier.document).uitkomsten != oud.toets(dossier.document).uitkomsten
    # Its letter too is judged again by the rules of its day.
    brief = tmp_path / "beschikking.pdf"
    brief.write_bytes(next(stuk.pdf for stuk in werkplek.stukken(id_) if stuk.soort == "beschikking"))
    assert hertoets(brief, nu).als_tekst().endswith("Er komt hetzelfde uit.")


def test_een_lopend_gesprek_gaat_met_de_nieuwe_regels_mee(werkplek: Werkplek) -> None:
    intake = lees_bestand(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    assert werkplek.haal(werkplek.nieuw(als_document(intake)).id).getoetst is None


def test_de_regels_van_een_vorig_programma_blijven(werkplek: Werkplek, tmp_path: Path) -> None:
    werkplek.regels.bewaar_meegeleverd()
    werkplek.regels.bewaar_meegeleverd()
    toen = Toetser().pakket("oefenstad").kenmerk
    nieuw = tmp_path / "volgend programma"
    for naam in ("rijk", "oefenstad"):
        pakketmap(nieuw, "2099.1", naam).rename(nieuw / naam)
    kast = replace(werkplek.regels.pakketten(), programma=nieuw)
    assert Toetser(kast).pakket("oefenstad").versie == "2099.1"
    oud = Toetser(kast).van_toen(toen)
    assert oud is not None
    assert oud.pakket("oefenstad").kenmerk == toen
    assert oud.pakket("rijk").versie != "2099.1"
    assert Toetser(kast).van_toen({**toen, "sha256": "0" * 64}) is None
    assert Toetser(kast).van_toen({**toen, "id": "../oefenstad"}) is None


# --- as it is typed ----------------------------------------------------------------------------------


def test_van_sleutel_tot_installatie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    map_ = tmp_path / "kast"
    monkeypatch.setenv("CONSULENT_MAP", str(map_))
    with Dossierkast.maak(map_, "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1)):
        pass

    def doe(*woorden: object, zeg: str = WACHTWOORD, wacht: int = 0) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{zeg}\n"))
        assert main(["regels", *map(str, woorden), "--wachtwoord-stdin"]) == wacht
        uit = capsys.readouterr()
        return uit.err if wacht else uit.out

    wie = ("--naam", "Bea")
    for naam in ("Anna", "Piet"):
        tekst = doe("sleutel", "maken", tmp_path / naam, "--door", naam)
        afdruk = tekst.rpartition(": ")[2].strip()
        assert "telt nu hier" in doe(
            "sleutel", "vertrouw", tmp_path / f"{naam}.publiek", "--vingerafdruk", afdruk, *wie
        )
    uit = tmp_path / "nieuw.regelpakket"
    wat = ("--wat", "Alleen een nieuwe versie", "--uit", uit)
    doe("inpakken", pakketmap(tmp_path), "--van", tmp_path / "Anna", "--door", "Anna", *wat)
    assert "nog door niemand vrijgegeven" in doe("installeer", uit, *wie, wacht=2)
    assert "is van Anna, niet van Piet" in doe(
        "vrijgeven", uit, "--van", tmp_path / "Anna", "--door", "Piet", wacht=2
    )
    vrij = doe("vrijgeven", uit, "--van", tmp_path / "Piet", "--door", "Piet")
    assert "ingevoerd door Anna: Alleen een nieuwe versie" in vrij
    assert "wordt: 2026.4" in vrij
    assert "oefenstad 2026.4 is geïnstalleerd" in doe("installeer", uit, *wie)
    assert main(["regels"]) == 0
    assert "oefenstad 2026.4: geïnstalleerd, ingevoerd door Anna, vrijgegeven door Piet, in gebruik" in (
        capsys.readouterr().out
    )
    assert main(["regels", "controleer", "oefenstad"]) == 0
    assert afdruk in doe("sleutel", "lijst", *wie)
    voorbeeld = resources() / "voorbeelden" / "alleenstaande-ouder.json"
    capsys.readouterr()
    assert main(["toets", str(voorbeeld), "--pakket", "oefenstad", "--peildatum", "2026-11-21"]) == 0
    assert json.loads(capsys.readouterr().out)["pakket"]["versie"] == "2026.4"
