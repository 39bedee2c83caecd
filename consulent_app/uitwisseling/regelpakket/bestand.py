"""The file in which a rule package travels: the same contents are the same bytes, and nothing else fits.

It is a zip without compression, with fixed order and times. What is read is packed again, and must give
the bytes that were read: no byte of it is without meaning, so none can be changed unseen.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from consulent_app import __version__
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.versleuteling import als_bytes
from consulent_app.regels.pakketkast import HANDTEKENINGEN, MANIFEST, versienummer
from consulent_app.regels.plek import GROOTSTE_BESTAND
from consulent_app.uitwisseling.regelpakket.manifest import VORM, Manifest, som
from consulent_app.uitwisseling.regelpakket.sleutels import Sleutel, klopt

EINDE = ".regelpakket"
GROOTSTE_BYTES, MEESTE_BESTANDEN = 5_000_000, 200
BESTANDSNAAM = re.compile(r"[a-z0-9][a-z0-9-]{0,80}\.toml")
OUDSTE_TIJD = (1980, 1, 1, 0, 0, 0)
INVOER, VRIJGAVE = "invoer", "vrijgave"

ONLEESBAAR = "{naam} kan niet worden gelezen. Kijk of het bestand er is en of u het mag openen."
TE_GROOT = "{naam} is te groot voor een regelpakket. Kijk of u het goede bestand hebt."
BESCHADIGD = (
    "{naam} is geen regelpakket, of het is beschadigd of veranderd. Haal het opnieuw bij wie het vrijgaf."
)
VREEMD = (
    "{naam} is geen regelpakket: er zit iets in dat er niet in hoort ({wat}). Installeer het niet, en "
    "vraag wie het stuurde."
)
ONTBREEKT = "{naam} is niet heel: {wat} ontbreekt. Haal het opnieuw bij wie het vrijgaf."
VERANDERD = "{naam} is veranderd nadat het is ingevoerd ({wat}). Haal het opnieuw bij wie het vrijgaf."
NIEUWERE_VORM = "{naam} is gemaakt met een nieuwere versie van het programma. Installeer die eerst."
NIEUWER_PROGRAMMA = (
    "{naam} vraagt programma {nodig} of nieuwer; hier staat {is_}. Installeer eerst het nieuwe programma."
)
FOUTE_HANDTEKENING = (
    "{naam}: de handtekening van {door} klopt niet. Installeer het niet, en vraag {door} om een nieuw "
    "bestand."
)


@dataclass(frozen=True, slots=True)
class Handtekening:
    """Who signed, with which key."""

    door: str
    publiek: bytes
    handtekening: bytes

    def als_json(self) -> dict[str, str]:
        """Return it as it stands in the file."""
        return {
            "door": self.door, "publiek": self.publiek.hex(), "handtekening": self.handtekening.hex(),
        }  # fmt: skip


@dataclass(frozen=True)
class Pakketbestand:
    """A package on its way, as far as it has come: entered, and then released by somebody else."""

    manifest: Manifest
    bestanden: Mapping[str, bytes]
    invoer: Handtekening
    vrijgave: Handtekening | None = None

    def als_bytes(self) -> bytes:
        """Return the file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as uit:
            for naam, inhoud in self.inhoud().items():
                kop = zipfile.ZipInfo(naam, OUDSTE_TIJD)
                # Else it says on which kind of system it was made.
                kop.create_system, kop.external_attr = 3, 0o644 << 16
                uit.writestr(kop, inhoud)
        return buffer.getvalue()

    @property
    def som(self) -> str:
        """Return by which a store knows what it installed."""
        return som(self.manifest.als_bytes())

    def inhoud(self) -> dict[str, bytes]:
        """Return every part by its name, in the order of the file."""
        tekens = {INVOER: self.invoer.als_json()}
        if self.vrijgave is not None:
            tekens[VRIJGAVE] = self.vrijgave.als_json()
        eerst = {MANIFEST: self.manifest.als_bytes(), HANDTEKENINGEN: als_bytes(tekens) + b"\n"}
        return {**eerst, **dict(sorted(self.bestanden.items()))}

    def geef_vrij(self, sleutel: Sleutel) -> Pakketbestand:
        """Return it with the second signature."""
        return replace(self, vrijgave=_teken(VRIJGAVE, self.manifest, sleutel, self.invoer))

    def keur_handtekeningen(self, naam: str) -> None:
        """Raise InvoerFout when one of the signatures is not of the key beside it."""
        for stap, teken in ((INVOER, self.invoer), (VRIJGAVE, self.vrijgave)):
            onder = self.invoer if stap == VRIJGAVE else None
            if teken is None:
                continue
            inhoud = _te_tekenen(stap, self.manifest, teken.door, teken.publiek, onder)
            if not klopt(teken.publiek, teken.handtekening, inhoud):
                raise InvoerFout(FOUTE_HANDTEKENING.format(naam=naam, door=teken.door))


def maak(manifest: Manifest, bestanden: Mapping[str, bytes], sleutel: Sleutel) -> Pakketbestand:
    """Return a package with the signature of who entered it."""
    return Pakketbestand(manifest, bestanden, _teken(INVOER, manifest, sleutel, None))


def _teken(stap: str, manifest: Manifest, sleutel: Sleutel, onder: Handtekening | None) -> Handtekening:
    wie = sleutel.wie
    inhoud = _te_tekenen(stap, manifest, wie.naam, wie.publiek, onder)
    return Handtekening(wie.naam, wie.publiek, sleutel.teken(inhoud))


def _te_tekenen(
    stap: str, manifest: Manifest, door: str, publiek: bytes, onder: Handtekening | None
) -> bytes:
    """Return what a signature is put on: who releases also signs for who entered it."""
    delen: dict[str, Any] = {
        "vorm": VORM, "stap": stap, "door": door, "publiek": publiek.hex(),
        "manifest": som(manifest.als_bytes()), "onder": onder.als_json() if onder else None,
    }  # fmt: skip
    return als_bytes(delen)


# --- reading -----------------------------------------------------------------------------------------


def lees(pad: Path) -> Pakketbestand:
    """Return the package in a file, whole and unchanged; raises InvoerFout for anything else."""
    try:
        with pad.open("rb") as stroom:
            ruw = stroom.read(GROOTSTE_BYTES + 1)
    except OSError as fout:
        raise InvoerFout(ONLEESBAAR.format(naam=pad.name)) from fout
    if len(ruw) > GROOTSTE_BYTES:
        raise InvoerFout(TE_GROOT.format(naam=pad.name))
    delen = _delen(ruw, pad.name)
    manifest = _manifest(delen, pad.name)
    _keur_bestanden(manifest, delen, pad.name)
    try:
        tekens = {stap: _handtekening(t) for stap, t in json.loads(delen.pop(HANDTEKENINGEN)).items()}
        bestand = Pakketbestand(manifest, delen, tekens[INVOER], tekens.get(VRIJGAVE))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise InvoerFout(BESCHADIGD.format(naam=pad.name)) from fout
    if bestand.als_bytes() != ruw:
        raise InvoerFout(BESCHADIGD.format(naam=pad.name))
    bestand.keur_handtekeningen(pad.name)
    return bestand


def _delen(ruw: bytes, naam: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(ruw)) as zip_:
            _keur_namen(zip_.infolist(), naam)
            return {deel.filename: zip_.read(deel) for deel in zip_.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as fout:
        raise InvoerFout(BESCHADIGD.format(naam=naam)) from fout


def _keur_namen(delen: list[zipfile.ZipInfo], naam: str) -> None:
    """Raise InvoerFout before anything is unpacked that is no plain file of a package."""
    if len(delen) > MEESTE_BESTANDEN:
        raise InvoerFout(VREEMD.format(naam=naam, wat=f"{len(delen)} bestanden"))
    gezien: set[str] = set()
    for deel in delen:
        bekend = deel.filename in (MANIFEST, HANDTEKENINGEN) or BESTANDSNAAM.fullmatch(deel.filename)
        gewoon = deel.compress_type == zipfile.ZIP_STORED and deel.external_attr == 0o644 << 16
        if not bekend or not gewoon or deel.filename in gezien or deel.file_size > GROOTSTE_BESTAND:
            raise InvoerFout(VREEMD.format(naam=naam, wat=_toonbaar(deel.filename)))
        gezien.add(deel.filename)


def _toonbaar(naam: str) -> str:
    return "".join(teken if teken.isprintable() else "?" for teken in naam)[:80]


def _manifest(delen: dict[str, bytes], naam: str) -> Manifest:
    for deel in (MANIFEST, HANDTEKENINGEN):
        if deel not in delen:
            raise InvoerFout(ONTBREEKT.format(naam=naam, wat=deel))
    ruw = delen.pop(MANIFEST)
    try:
        kop = json.loads(ruw)
        if kop["vorm"] != VORM and str(kop["vorm"]).startswith("consulent-regelpakket/"):
            raise InvoerFout(NIEUWERE_VORM.format(naam=naam))
        manifest = Manifest.uit_bytes(ruw)
        te_oud = versienummer(manifest.programma) > versienummer(__version__)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise InvoerFout(BESCHADIGD.format(naam=naam)) from fout
    if te_oud:
        raise InvoerFout(NIEUWER_PROGRAMMA.format(naam=naam, nodig=manifest.programma, is_=__version__))
    return manifest


def _keur_bestanden(manifest: Manifest, delen: Mapping[str, bytes], naam: str) -> None:
    er_zijn = {deel: som(inhoud) for deel, inhoud in delen.items() if deel != HANDTEKENINGEN}
    for deel in manifest.bestanden:
        if deel not in er_zijn:
            raise InvoerFout(ONTBREEKT.format(naam=naam, wat=_toonbaar(deel)))
    for deel, is_ in er_zijn.items():
        if deel not in manifest.bestanden:
            raise InvoerFout(VREEMD.format(naam=naam, wat=_toonbaar(deel)))
        if manifest.bestanden[deel] != is_:
            raise InvoerFout(VERANDERD.format(naam=naam, wat=_toonbaar(deel)))


def _handtekening(ruw: Mapping[str, str]) -> Handtekening:
    return Handtekening(str(ruw["door"]), bytes.fromhex(ruw["publiek"]), bytes.fromhex(ruw["handtekening"]))
