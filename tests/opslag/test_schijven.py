"""Disks that fill up, go away or are kept by another program: one sentence, and nothing is lost."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag import verbinding
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2

Kind = Callable[..., "subprocess.Popen[str]"]


@contextmanager
def aangekoppeld(map_: Path, *hoe: str) -> Iterator[None]:
    """Mount something on a folder; skip where that is not allowed."""
    map_.mkdir(exist_ok=True)
    try:
        gedaan = subprocess.run(["mount", *hoe, str(map_)], capture_output=True, check=False).returncode
    except OSError:
        gedaan = 1
    if gedaan != 0:
        pytest.skip("hier mag niets worden aangekoppeld")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(map_)], capture_output=True, check=False)


def schrijf(kast: Dossierkast, document: dict[str, Any], tekst: str) -> None:
    dossier = kast.laatste_open()
    assert dossier is not None
    document["huishouden"]["straat"] = tekst
    kast.bewaar_antwoord(dossier, "huishouden.straat", tekst, document)


def straten(kast: Dossierkast) -> list[str]:
    dossier = kast.haal(kast.zoek("")[0].id)
    antwoorden = [g.inhoud["waarde"] for g in kast.gebeurtenissen(dossier.id)[1:]]
    assert dossier.document["huishouden"]["straat"] == antwoorden[-1]
    return antwoorden


def test_een_volle_schijf(
    tmp_path: Path, wachtwoord: str, goedkoop: Argon2, document: dict[str, Any]
) -> None:
    map_ = tmp_path / "schijf"
    with aangekoppeld(map_, "-t", "tmpfs", "-o", "size=2m", "tmpfs"):
        bewaard = []
        with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop) as kast:
            kast.nieuw(document)
            (map_ / "ballast").write_bytes(bytes(700_000))
            with pytest.raises(OmgevingsFout, match=r"^De schijf is vol\. .* Maak ruimte vrij"):  # noqa: PT012
                while True:
                    schrijf(kast, document, f"{len(bewaard)}{'x' * 20_000}")
                    bewaard.append(f"{len(bewaard)}{'x' * 20_000}")
            assert len(bewaard) > 3
            assert straten(kast) == bewaard
            with pytest.raises(
                OmgevingsFout, match=r"te weinig ruimte op de schijf\. Uw dossiers zijn niet"
            ):
                kast.reservekopie()
            (map_ / "ballast").unlink()
            schrijf(kast, document, "weer ruimte")
        with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
            assert straten(kast) == [*bewaard, "weer ruimte"]


def test_een_schijf_die_wordt_losgetrokken(
    tmp_path: Path, wachtwoord: str, goedkoop: Argon2, document: dict[str, Any]
) -> None:
    """The stick keeps what was saved; what came after it was pulled out was refused."""
    stick, map_ = tmp_path / "stick", tmp_path / "hier"
    stick.mkdir()
    with (
        aangekoppeld(map_, "--bind", str(stick)),
        Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop) as kast,
    ):
        kast.nieuw(document)
        schrijf(kast, document, "voor")
        subprocess.run(["umount", "-l", str(map_)], check=True)
        with pytest.raises(OmgevingsFout, match="is een schijf losgekoppeld"):
            schrijf(kast, document, "na")
        assert list(map_.iterdir()) == []
    with Dossierkast.open(stick, "Sanne", wachtwoord) as kast:
        assert straten(kast) == ["voor"]


def test_een_map_die_wordt_verplaatst(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str
) -> None:
    """The system lets one write on in a folder that has another name by now."""
    kast.nieuw(document)
    schrijf(kast, document, "voor")
    elders = map_.rename(map_.with_name("elders"))
    with pytest.raises(
        OmgevingsFout, match=r"de map verplaatst\? Wat u het laatst invulde is niet opgeslagen"
    ):
        schrijf(kast, document, "na")
    elders.rename(map_)
    schrijf(kast, document, "weer terug")
    kast.sluit()
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        assert straten(kast) == ["voor", "weer terug"]


def test_een_database_die_onder_het_programma_wordt_vervangen(
    kast: Dossierkast, document: dict[str, Any], map_: Path
) -> None:
    kast.nieuw(document)
    (map_ / "consulent.db").rename(map_ / "weggezet.db")
    (map_ / "consulent.db").write_bytes((map_ / "weggezet.db").read_bytes())
    with pytest.raises(OmgevingsFout, match="De map met gegevens is er niet meer"):
        kast.nieuw(document)


def test_een_ander_programma_houdt_de_database_vast(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, kind: Kind,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    kast.nieuw(document)
    kast.sluit()
    monkeypatch.setattr(verbinding, "WACHTTIJD_SECONDEN", 0.2)
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        proces = kind("houd_slot", map_, wachtwoord)
        assert proces.stdout is not None
        assert proces.stdout.readline() == "dicht\n"
        with pytest.raises(OmgevingsFout, match=r"moest te lang wachten op een ander onderdeel\. Probeer"):
            kast.nieuw(document)
        assert len(kast.zoek("")) == 1
        assert proces.communicate("stop\n", timeout=30)[0] == "los\n"
        kast.nieuw(document)
        assert len(kast.zoek("")) == 2
