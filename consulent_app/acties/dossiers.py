"""The dossiers of this workplace: open the store, finish a dossier, keep the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.besluiten.behandeling import NIETS, Behandeling
from consulent_app.besluiten.instellingen import TABEL, lees_instellingen
from consulent_app.besluiten.taken import taken_van
from consulent_app.fouten import InvoerFout
from consulent_app.regels.plek import ontleed_toml

if TYPE_CHECKING:
    from consulent_app.acties.brieven import Brieven
    from consulent_app.opslag.dossierkast import Dossierkast


class Dossiers:
    """Opens the encrypted store; its libraries load only then."""

    @staticmethod
    def bestaat(map_: Path) -> bool:
        """Say whether this folder holds a store."""
        from consulent_app.opslag.gegevensmap import bestaat

        return bestaat(map_)

    @staticmethod
    def maak(map_: Path, wachtwoord: str) -> Dossierkast:
        """Return a new store, locked with a password; raises InvoerFout or OmgevingsFout."""
        from consulent_app.opslag.dossierkast import Dossierkast

        return Dossierkast.maak(map_, wachtwoord)

    @staticmethod
    def open(map_: Path, wachtwoord: str) -> Dossierkast:
        """Return the store of this folder; raises InvoerFout when the password is wrong."""
        from consulent_app.opslag.dossierkast import Dossierkast

        return Dossierkast.open(map_, wachtwoord)


def rond_af(kast: Dossierkast, dossier_id: str, brieven: Brieven, behandeling: Behandeling = NIETS) -> None:
    """Keep every print with its trace and what is still to be done, and close the intake.

    What a raadsman prints is a proposal: it waits for the gemeente, and the intake stays open.
    """
    zaak, uitkomst = brieven.afhandeling, brieven.oordeel.als_json()
    for naam, pdf in brieven.documenten.items():
        kast.bewaar_stuk(dossier_id, naam.removesuffix(".pdf"), naam, pdf, uitkomst, zaak.datum)
    kast.voeg_taken_toe(dossier_id, taken_van(zaak, behandeling))
    if zaak.rol == "raadsman":
        kast.zet_voorstel(dossier_id, zaak.datum)
    else:
        kast.zet_status(dossier_id, "besloten")


@dataclass(frozen=True)
class Instelregel:
    """One setting as the settings page shows it."""

    sleutel: str
    uitleg: str
    waarde: str
    verplicht: bool


def instelregels(pakketmap: Path, eigen: Path | None) -> list[Instelregel]:
    """Return every setting with its value now (empty when it is not filled in)."""
    instellingen = lees_instellingen(pakketmap, eigen)
    return [
        Instelregel(
            regel.sleutel,
            regel.uitleg,
            str(instellingen.waarden.get(regel.sleutel, "")),
            bool(regel.nodig_voor),
        )
        for regel in TABEL
    ]


def bewaar_instelling(eigen: Path, sleutel: str, waarde: str) -> None:
    """Write one own setting, and leave the others as they are; raises InvoerFout or OmgevingsFout."""
    soorten = {regel.sleutel: regel.soort for regel in TABEL}
    nu: dict[str, dict[str, str | int]] = {}
    if eigen.exists():
        try:
            nu, _ = ontleed_toml(eigen)
        except (OSError, ValueError, RecursionError) as fout:
            raise InvoerFout(
                f"{eigen.name} is geen geldige TOML; zet het bestand van eerder terug."
            ) from fout
    groep, _, naam = sleutel.partition(".")
    nu.setdefault(groep, {})[naam] = int(waarde) if soorten[sleutel] is int else waarde
    schrijf_alle({eigen.name: _als_toml(nu).encode()}, eigen.parent)


def _als_toml(groepen: Mapping[str, Mapping[str, str | int]]) -> str:
    regels = []
    for groep, waarden in groepen.items():
        regels.append(f"[{groep}]")
        regels += [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in waarden.items()]
    return "\n".join(regels) + "\n"
