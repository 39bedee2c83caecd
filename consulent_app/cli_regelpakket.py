"""The commands about rule packages as files: sign with two, install, and whose signature counts."""

from __future__ import annotations

import argparse
from pathlib import Path

from consulent_app.cli_werkplek import lees_regel, open_werkplek, werkplek_argumenten
from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder, vandaag
from consulent_app.paden import gegevensmap

GEEN_WACHTWOORD = (
    "Er is geen wachtwoord gegeven; typ dat van uw sleutel, of geef het met --wachtwoord-stdin op de "
    "eerste regel."
)
NIET_TWEE_KEER = "De twee wachtwoorden zijn niet gelijk. Begin opnieuw."
GEEN_AFDRUK = "Er is geen vingerafdruk gegeven; typ hem over van wat de eigenaar van de sleutel voorleest."
BESTAAT_AL = "{naam} bestaat al. Kies met --uit een andere naam, of haal het oude bestand eerst weg."


def _wachtwoord_argument(ontleder: Ontleder) -> None:
    ontleder.add_argument(
        "--wachtwoord-stdin", action="store_true", help="lees het wachtwoord van de eerste regel van stdin"
    )


def _tekenaar_argumenten(ontleder: Ontleder) -> None:
    ontleder.add_argument("--van", type=Path, required=True, metavar="SLEUTEL", help="uw eigen sleutel")
    ontleder.add_argument("--door", required=True, metavar="NAAM", help="uw naam, zoals bij de sleutel")
    _wachtwoord_argument(ontleder)


def lijst_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels` does on its own."""
    ontleder.set_defaults(doe=_lijst)


def inpak_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels inpakken` takes."""
    ontleder.add_argument("pakket", type=Path, metavar="PAKKETMAP", help="map met het pakket")
    _tekenaar_argumenten(ontleder)
    ontleder.add_argument(
        "--wat", required=True, metavar="TEKST", help="wat er verandert, in gewone woorden"
    )
    ontleder.add_argument("--uit", type=Path, metavar="BESTAND", help="waar het komt (anders hier)")
    ontleder.set_defaults(doe=_pak_in)


def vrijgave_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels vrijgeven` takes."""
    ontleder.add_argument("bestand", type=Path, metavar="BESTAND", help="het ingepakte pakket")
    _tekenaar_argumenten(ontleder)
    ontleder.set_defaults(doe=_geef_vrij)


def installatie_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels installeer` takes."""
    ontleder.add_argument("bestand", type=Path, metavar="BESTAND", help="het vrijgegeven pakket")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_installeer)


def maak_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels sleutel maken` takes."""
    ontleder.add_argument("bestand", type=Path, metavar="BESTAND", help="waar de sleutel komt")
    ontleder.add_argument("--door", required=True, metavar="NAAM", help="van wie de sleutel is")
    _wachtwoord_argument(ontleder)
    ontleder.set_defaults(doe=_maak_sleutel)


def vertrouw_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels sleutel vertrouw` takes."""
    ontleder.add_argument("bestand", type=Path, metavar="BESTAND.publiek", help="de publieke sleutel")
    _afdruk_argumenten(ontleder)
    ontleder.set_defaults(doe=_vertrouw)


def intrek_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels sleutel intrekken` takes."""
    _afdruk_argumenten(ontleder)
    ontleder.set_defaults(doe=_trek_in)


def _afdruk_argumenten(ontleder: Ontleder) -> None:
    ontleder.add_argument("--vingerafdruk", metavar="XXXX-...", help="overgetypt van de eigenaar")
    werkplek_argumenten(ontleder)


def sleutellijst_argumenten(ontleder: Ontleder) -> None:
    """Say what `regels sleutel lijst` takes."""
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_sleutels)


# --- packages ----------------------------------------------------------------------------------------


def _lijst(_: argparse.Namespace) -> int:
    from consulent_app.acties.regelpakketten import lijst
    from consulent_app.acties.toetsen import kast_van

    print(*lijst(kast_van(gegevensmap())), sep="\n")
    return GOED


def _wachtwoord(keuze: argparse.Namespace) -> str:
    return lees_regel("Wachtwoord van uw sleutel: ", GEEN_WACHTWOORD, uit_stdin=keuze.wachtwoord_stdin)


def _pak_in(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import regelpakketten
    from consulent_app.acties.bestanden import schrijf_alle
    from consulent_app.acties.toetsen import toetser_hier
    from consulent_app.uitwisseling.regelpakket.sleutels import open_sleutel

    sleutel = open_sleutel(keuze.van, _wachtwoord(keuze))
    regelpakketten.keur_eigenaar(sleutel, keuze.door)
    bestand = regelpakketten.pak_in(keuze.pakket, sleutel, keuze.wat, toetser_hier())
    uit: Path = keuze.uit or Path(regelpakketten.bestandsnaam(bestand))
    if uit.exists():
        raise InvoerFout(BESTAAT_AL.format(naam=uit.name))
    print(*schrijf_alle({uit.name: bestand.als_bytes()}, uit.parent))
    print("Ingevoerd en getekend. Laat nu een ander het nakijken en vrijgeven.")
    return GOED


def _geef_vrij(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import regelpakketten
    from consulent_app.acties.toetsen import toetser_hier
    from consulent_app.uitwisseling.regelpakket.sleutels import open_sleutel

    bekeken = regelpakketten.bekijk(keuze.bestand, toetser_hier(), vandaag())
    manifest = bekeken.bestand.manifest
    # Before the password: what is signed is what was read here.
    wie = " en ".join(manifest.invoerders)
    print(f"{manifest.naam} {manifest.versie}, ingevoerd door {wie}: {manifest.wat}")
    print(f"\n{bekeken.gevolgen}\n")
    sleutel = open_sleutel(keuze.van, _wachtwoord(keuze))
    regelpakketten.keur_eigenaar(sleutel, keuze.door)
    print(regelpakketten.geef_vrij(bekeken.bestand, keuze.bestand, sleutel))
    print("Vrijgegeven. Het kan nu worden geïnstalleerd waar beide sleutels worden vertrouwd.")
    return GOED


def _installeer(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        gedaan = werkplek.regels.installeer(keuze.bestand, vandaag())
    print(gedaan.gevolgen)
    print(
        f"\n{gedaan.id} {gedaan.versie} is geïnstalleerd: {gedaan.wat}\nIngevoerd door "
        f"{gedaan.ingevoerd_door}, vrijgegeven door {gedaan.vrijgegeven_door}. Wie nu werkt, krijgt het na "
        "opnieuw inloggen."
    )
    return GOED


# --- keys --------------------------------------------------------------------------------------------


def _maak_sleutel(keuze: argparse.Namespace) -> int:
    from consulent_app.uitwisseling.regelpakket.sleutels import maak_sleutel, schrijf_sleutel

    sleutel = maak_sleutel(keuze.door)
    wachtwoord = _wachtwoord(keuze)
    if not keuze.wachtwoord_stdin and lees_regel("Nog een keer: ", GEEN_WACHTWOORD) != wachtwoord:
        raise InvoerFout(NIET_TWEE_KEER)
    openbaar = schrijf_sleutel(keuze.bestand, sleutel, wachtwoord)
    print(
        f"{keuze.bestand}: van u alleen; geef hem aan niemand.\n{openbaar}: voor de beheerder.\n"
        f"Vingerafdruk, om voor te lezen: {sleutel.wie.vingerafdruk}"
    )
    return GOED


def _afdruk(keuze: argparse.Namespace) -> str:
    return keuze.vingerafdruk or lees_regel("Vingerafdruk: ", GEEN_AFDRUK, uit_stdin=keuze.wachtwoord_stdin)


def _vertrouw(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        sleutel = werkplek.regels.vertrouw(keuze.bestand, _afdruk(keuze))
    print(f"De sleutel van {sleutel.naam} telt nu hier.")
    return GOED


def _trek_in(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        sleutel = werkplek.regels.trek_in(_afdruk(keuze))
    print(f"De sleutel van {sleutel.naam} telt hier niet meer. Wat ermee is geïnstalleerd blijft.")
    return GOED


def _sleutels(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        sleutels = werkplek.regels.sleutels()
    print("\n".join(f"{s.vingerafdruk}  {s.naam}" for s in sleutels) or "Er telt hier nog geen sleutel.")
    return GOED
