"""Debt help: keep its trace with the task that follows, and hand it over to the debt counsellors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.rollen import BEHANDELING, BESLIST, DOSSIERS, OVERDRACHT, organisatie_van
from consulent_app.acties.werkwoord import werkwoord
from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.besluiten.schuldhulp import Schuldhulp
from consulent_app.besluiten.schuldhulpstappen import SCHULDHULP
from consulent_app.besluiten.taken import EERSTE_GESPREK, schuldhulptaken
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.waarden import Medewerker
from consulent_app.uitwisseling.ddas.overdracht import Overdracht, Periode, maak_overdracht

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast

GEEN_JSON = "{naam}: geef een bestand waarvan de naam op .json eindigt."


@dataclass(frozen=True)
class Overdrachtsopdracht:
    """Which days, of the dossiers of which package, by whom, and into which file."""

    van: date
    tot: date
    pakket: str
    instellingen: Instellingen
    doel: Path

    @property
    def verslag(self) -> Path:
        """Return where it is told what was handed over and what was not: beside the file."""
        return self.doel.with_name(f"{self.doel.stem}-verslag.txt")


def _overgedragen(argumenten: Sequence[Any], gemaakt: Overdracht | None) -> str | tuple[str, ...]:
    """Return each dossier that went, or the name of the file when none did."""
    opdracht: Overdrachtsopdracht = argumenten[0]
    return (gemaakt.dossiers if gemaakt else ()) or opdracht.doel.name


class Schuldhulpplek:
    """What one medewerker does with debt help."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        self._kast, self.medewerker = kast, medewerker

    @property
    def mag_overdragen(self) -> bool:
        """Say whether this person may hand over."""
        return self.medewerker.rol in BESLIST

    @werkwoord("schuldhulp bewaren", DOSSIERS, BEHANDELING)
    def bewaar(self, dossier_id: str, behandeling: Mapping[str, Any]) -> None:
        """Keep what is known of the debt help, and make or tick off the task for the first talk."""
        schuldhulp = Behandeling.uit_document(behandeling).schuldhulp
        self._kast.bewaar_behandeling(dossier_id, SCHULDHULP, schuldhulp.als_document(), behandeling)
        self._werk_taken_bij(dossier_id, schuldhulp)

    def _werk_taken_bij(self, dossier_id: str, schuldhulp: Schuldhulp) -> None:
        nodig = dict(schuldhulptaken(schuldhulp))
        for taak in self._kast.open_taken(dossier_id, organisatie_van(self.medewerker.rol)):
            if taak.wat == EERSTE_GESPREK and taak.wat not in nodig:
                self._kast.taak_klaar(taak.id)
            elif taak.wat in nodig and nodig[taak.wat] == taak.uiterlijk:
                del nodig[taak.wat]
        self._kast.voeg_taken_toe(dossier_id, nodig.items())

    @werkwoord("schuldhulp overdragen", BESLIST, OVERDRACHT, _overgedragen)
    def draag_over(self, opdracht: Overdrachtsopdracht, nu: datetime) -> Overdracht:
        """Write the debt help of a period as DDAS 1.0, with a report beside it, and return what is in it.

        Raises InvoerFout when the period or the file name is wrong, or a setting is missing.
        """
        if opdracht.doel.suffix != ".json":
            raise InvoerFout(GEEN_JSON.format(naam=opdracht.doel.name))
        periode = Periode(opdracht.van, opdracht.tot)
        alle = self._kast.met_schuldhulp(organisatie_van(self.medewerker.rol))
        dossiers = [dossier for dossier in alle if dossier.document.get("pakket") == opdracht.pakket]
        gemaakt = maak_overdracht(dossiers, opdracht.instellingen, periode, nu)
        bestanden = {
            opdracht.doel.name: gemaakt.als_json(),
            opdracht.verslag.name: f"{gemaakt.verslag()}\n".encode(),
        }
        schrijf_alle(bestanden, opdracht.doel.parent)
        return gemaakt
