"""Rule packages that are signed for the tests: made-up people, with keys that open at once."""

from __future__ import annotations

import shutil
from pathlib import Path

from consulent_app.acties import regelpakketten
from consulent_app.acties.regelplek import Regelplek
from consulent_app.acties.toetsen import Toetser
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.paden import resources
from consulent_app.uitwisseling.regelpakket.bestand import Pakketbestand
from consulent_app.uitwisseling.regelpakket.sleutels import Sleutel, maak_sleutel, schrijf_sleutel

ANNA, PIET, VREEMDE = maak_sleutel("Anna de Wit"), maak_sleutel("Piet Smit"), maak_sleutel("Vera Vos")
WACHTWOORD, LICHT = "sloot merel kachel", Argon2(1, 8, 1)


def pakketmap(map_: Path, versie: str = "2026.4", naam: str = "oefenstad") -> Path:
    """Return a copy of a package of the program with another version."""
    doel = map_ / f"{naam}-{versie}"
    shutil.copytree(resources() / "regels" / naam, doel)
    kop = doel / "pakket.toml"
    was = next(regel for regel in kop.read_text(encoding="utf-8").splitlines() if "versie" in regel)
    kop.write_text(kop.read_text(encoding="utf-8").replace(was, f'versie = "{versie}"'), encoding="utf-8")
    return doel


def met_lagere_grens(map_: Path) -> Path:
    """Return the same package with another figure: fewer households stay below the limits."""
    pad = map_ / "10-instelling.toml"
    pad.write_text(pad.read_text(encoding="utf-8").replace('"110"', '"40"'), encoding="utf-8")
    return map_


def ingepakt(map_: Path, door: Sleutel = ANNA, toetser: Toetser | None = None) -> Pakketbestand:
    """Return a package with one signature."""
    return regelpakketten.pak_in(map_, door, "Een nieuw bedrag voor de fiets.", toetser or Toetser())


def vrijgegeven(map_: Path, versie: str = "2026.4", naam: str = "oefenstad") -> Path:
    """Return the file of a package that two people signed."""
    return schrijf(map_, ingepakt(pakketmap(map_, versie, naam)).geef_vrij(PIET))


def schrijf(map_: Path, bestand: Pakketbestand) -> Path:
    """Return where a package was written."""
    pad = map_ / regelpakketten.bestandsnaam(bestand)
    pad.write_bytes(bestand.als_bytes())
    return pad


def publiek(map_: Path, sleutel: Sleutel) -> Path:
    """Return the file with the public half of a key."""
    bestand = map_ / f"{sleutel.wie.naam.split()[0]}.sleutel"
    pad = bestand.with_name(f"{bestand.name}.publiek")
    return pad if pad.exists() else schrijf_sleutel(bestand, sleutel, WACHTWOORD, LICHT)


def vertrouw(plek: Regelplek, map_: Path, *sleutels: Sleutel) -> None:
    """Let keys count, as a beheerder does who typed their fingerprints."""
    for sleutel in sleutels or (ANNA, PIET):
        plek.vertrouw(publiek(map_, sleutel), sleutel.wie.vingerafdruk)
