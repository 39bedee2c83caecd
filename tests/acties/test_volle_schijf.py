"""Accounts on a disk that is full: what is said and what stands in the log is what was done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.accountplek import SLEUTEL_VOLGT, SLEUTELACTIE
from consulent_app.acties.dossiers import VOL_AAN_DE_DEUR, Dossiers
from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag import herstelsleutel, pogingen, sleutelbestand
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.verbinding import NIET_VERNIEUWD
from consulent_app.opslag.versleuteling import Argon2
from tests.opslag.conftest import DOCUMENT
from tests.opslag.test_schijven import aangekoppeld

BEHEER, BEA = ("Beheer", "sloot merel kachel"), ("Bea", "paard accu nietje")
OUD, NIEUW = (herstelsleutel.als_tekst(bytearray(range(begin, begin + 32))) for begin in (0, 1))
ANDER = "fiets onder de brug"
Doe = Callable[[Werkplek], Any]


@contextmanager
def schijf(tmp_path: Path) -> Iterator[Path]:
    """Give a workplace on a small disk of its own."""
    map_ = tmp_path / "schijf"
    with aangekoppeld(map_, "-t", "tmpfs", "-o", "size=2500k", "tmpfs"):
        with Dossierkast.maak(map_ / "kast", *BEA, argon2=Argon2(1, 8, 1)) as kast:
            kast.nieuw(DOCUMENT)
            kast.accounts.begin_beheer(*BEHEER, OUD)
        yield map_ / "kast"


def vul(map_: Path, vrij: int) -> None:
    """Leave this much room on the disk."""
    ballast = map_.parent / "ballast"
    with ballast.open("wb", buffering=0) as bestand:
        try:
            while True:
                bestand.write(bytes(4096))
        except OSError:
            pass
    os.truncate(ballast, ballast.stat().st_size - vrij)


def maak_ruimte(map_: Path) -> None:
    (map_.parent / "ballast").unlink()


def kan(map_: Path, *wie: str) -> bool:
    """Say whether a password opens the store; it is the owner of a start password who chooses another."""
    pogingen.gelukt(map_)
    try:
        Dossierkast.open(map_, *wie).sluit()
    except InvoerFout:
        return False
    return True


def rol(map_: Path) -> str:
    with Dossierkast.open(map_, *BEA) as kast:
        return kast.medewerker.rol


def papier(map_: Path, sleutel: str) -> bool:
    try:
        Dossierkast.herstel(map_, sleutel, "Beheer", ANDER).sluit()
    except InvoerFout:
        return False
    return True


#: Of each verb: who does it, what it does, and how to see that it was done.
WERK: dict[str, tuple[tuple[str, str], Doe, Callable[[Path, Any], bool]]] = {
    "account uitzetten": (
        BEHEER, lambda w: w.accounts.schakel_uit("Bea"), lambda m, _: not kan(m, *BEA)
    ),
    "rol wijzigen": (
        BEHEER, lambda w: w.accounts.wijzig_rol("Bea", "teamleider"), lambda m, _: rol(m) == "teamleider"
    ),
    "startwachtwoord geven": (
        BEHEER, lambda w: w.accounts.nieuw_startwoord("Bea"),
        lambda m, gaf: not kan(m, *BEA) and (gaf is None or kan(m, "Bea", gaf, ANDER)),
    ),
    "herstelsleutel vernieuwen": (
        BEHEER, lambda w: w.accounts.vernieuw_herstelsleutel(NIEUW),
        lambda m, _: papier(m, NIEUW) and not papier(m, OUD),
    ),
    "eigen wachtwoord wijzigen": (
        BEA, lambda w: w.accounts.wijzig_wachtwoord(BEA[1], ANDER),
        lambda m, _: kan(m, "Bea", ANDER) and not kan(m, *BEA),
    ),
}  # fmt: skip


def probeer(map_: Path, wie: tuple[str, str], doe: Doe, vrij: int) -> tuple[bool, Any, str]:
    """Do it on a disk with this much room; return whether it was done, as was said, and what it gave."""
    werkplek = Dossiers.open(map_, *wie)
    vul(map_, vrij)
    try:
        return True, doe(werkplek), werkplek.accounts.sleutel_volgt
    except OmgevingsFout as fout:
        return "Dit is wel gedaan" in str(fout), None, str(fout)
    finally:
        werkplek.sluit()
        maak_ruimte(map_)


def regels(map_: Path, actie: str) -> list[str]:
    with Dossierkast.open(map_, *BEHEER) as kast:
        alle = [regel.handeling for regel in kast.logregels()]
        assert kast.controleer_logboek()[0].eerste_fout is None
    return [h.resultaat for h in alle if h.actie == actie]


@pytest.mark.parametrize("vrij", [0, 4096, 8192, 16_384, 65_536, 1_000_000])
@pytest.mark.parametrize("actie", WERK)
def test_op_een_volle_schijf_is_gezegd_wat_er_gedaan_is(tmp_path: Path, actie: str, vrij: int) -> None:
    wie, doe, is_gedaan = WERK[actie]
    with schijf(tmp_path) as map_:
        gedaan, gaf, gezegd = probeer(map_, wie, doe, vrij)
        assert gedaan or "niet opgeslagen" in gezegd
        if actie != "herstelsleutel vernieuwen":
            in_logboek = regels(map_, actie)
            assert in_logboek in ([], ["gelukt" if gedaan else "mislukt"])
            assert regels(map_, SLEUTELACTIE) == ["mislukt"] or gezegd != SLEUTEL_VOLGT
            assert gedaan or regels(map_, SLEUTELACTIE) == []
        assert is_gedaan(map_, gaf) is gedaan


def test_een_sleutel_die_moest_wachten_komt_bij_de_volgende_start(tmp_path: Path) -> None:
    uitgezet = WERK["account uitzetten"][1]
    with schijf(tmp_path) as map_:
        van_voor = (map_ / "sleutelbos.json").read_bytes()
        assert probeer(map_, BEHEER, uitgezet, 65_536) == (True, None, SLEUTEL_VOLGT)
        Dossierkast.open(map_, *BEHEER).sluit()
        with Dossierkast.open(map_, *BEHEER) as kast:
            assert not kast.accounts.sleutel_wacht
        (map_ / "sleutelbos.json").write_bytes(van_voor)
        with pytest.raises(OmgevingsFout, match="hoort niet bij deze sleutel"):
            Dossierkast.open(map_, *BEHEER)


def test_een_sleutel_op_verzoek_die_niet_kan_is_niet_vernieuwd(tmp_path: Path) -> None:
    with schijf(tmp_path) as map_:
        gedaan, _, gezegd = probeer(map_, BEHEER, lambda w: w.accounts.vernieuw_sleutel(), 65_536)
        assert (gedaan, gezegd) == (False, NIET_VERNIEUWD)
        assert regels(map_, SLEUTELACTIE) == ["mislukt"]


def test_is_de_schijf_vol_na_de_database_dan_gaat_het_werk_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database has its key, and there is no room left for the file that says so."""
    map_ = tmp_path / "kast"
    with Dossierkast.maak(map_, *BEA, argon2=Argon2(1, 8, 1)) as kast:
        kast.accounts.begin_beheer(*BEHEER, OUD)
    with Dossierkast.open(map_, *BEHEER) as kast:
        schrijf, keren = sleutelbestand.schrijf, iter(range(99))

        def een_keer(map_: Path, bos: Any) -> None:
            if next(keren) == 1:
                raise OmgevingsFout("de schijf is vol")
            schrijf(map_, bos)

        monkeypatch.setattr(sleutelbestand, "schrijf", een_keer)
        kast.accounts.schakel_uit("Bea")
        assert kast.accounts.sleutel_wacht
        assert [a.actief for a in kast.accounts.lijst()] == [False, True]
        assert not kast.accounts.sleutel_wacht
        kast.accounts.schakel_in("Bea")
    assert kan(map_, *BEA)


@pytest.mark.parametrize("vrij", [0, 4096])
def test_een_volle_schijf_zegt_aan_de_deur_wat_daar_past(tmp_path: Path, vrij: int) -> None:
    with schijf(tmp_path) as map_:
        vul(map_, vrij)
        with pytest.raises(OmgevingsFout) as fout:
            Dossiers.open(map_, *BEA)
        assert str(fout.value) == VOL_AAN_DE_DEUR
        maak_ruimte(map_)
        Dossiers.open(map_, *BEA).sluit()
