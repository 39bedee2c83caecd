"""The dossiers of this workplace: open the store, finish a dossier, keep the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.besluiten.behandeling import NIETS, Behandeling
from consulent_app.besluiten.taken import taken_van
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.oefenmerk import keur_echt
from consulent_app.opslag.waarden import Nieuwstuk

if TYPE_CHECKING:
    from consulent_app.acties.brieven import Brieven
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.opslag.dossierkast import Dossierkast

VOL_AAN_DE_DEUR = (
    "De schijf is vol of geeft een fout, en zonder regel in het logboek gaat er niets open. Uw dossiers "
    "zijn er nog. Maak ruimte vrij en log dan opnieuw in."
)


class Dossiers:
    """Opens the encrypted store; its libraries load only then."""

    @staticmethod
    def bestaat(map_: Path) -> bool:
        """Say whether this folder holds a store."""
        from consulent_app.opslag.gegevensmap import bestaat

        return bestaat(map_)

    @staticmethod
    def maak(map_: Path, naam: str, wachtwoord: str) -> Werkplek:
        """Return a new store with one account, of a consulent; raises InvoerFout or OmgevingsFout."""
        from consulent_app.opslag.dossierkast import Dossierkast

        keur_echt(map_)
        return aangemeld(Dossierkast.maak(map_, naam, wachtwoord))

    @staticmethod
    def open(map_: Path, naam: str, wachtwoord: str, nieuw_wachtwoord: str | None = None) -> Werkplek:
        """Return the store of this folder; raises the same as `Dossierkast.open`."""
        from consulent_app.opslag.dossierkast import Dossierkast

        keur_echt(map_)
        with _aan_de_deur():
            return aangemeld(Dossierkast.open(map_, naam, wachtwoord, nieuw_wachtwoord))

    @staticmethod
    def herstel(map_: Path, sleuteltekst: str, naam: str, nieuw_wachtwoord: str) -> Werkplek:
        """Return the store, opened with the recovery key; raises the same as `Dossierkast.herstel`."""
        from consulent_app.opslag.dossierkast import Dossierkast

        keur_echt(map_)
        with _aan_de_deur():
            kast = Dossierkast.herstel(map_, sleuteltekst, naam, nieuw_wachtwoord)
            return aangemeld(kast, met_herstelsleutel=True)


@contextmanager
def _aan_de_deur() -> Iterator[None]:
    """Say of a full disk what it means for who comes in, and has filled in nothing yet."""
    from consulent_app.opslag import storing

    try:
        yield
    except OmgevingsFout as fout:
        if str(fout) not in (storing.VOL, storing.SCHIJF):
            raise
        raise OmgevingsFout(VOL_AAN_DE_DEUR) from fout


def aangemeld(kast: Dossierkast, *, met_herstelsleutel: bool = False) -> Werkplek:
    """Return an open store as who opened it, with that in the log."""
    from consulent_app.acties.werkplek import Werkplek

    werkplek = Werkplek(kast, kast.medewerker)
    try:
        if met_herstelsleutel:
            werkplek.meld_herstel()
        else:
            werkplek.meld_aan(kast.verkeerd)
        werkplek.inrichting.neem_van_eerder_over()
    except BaseException:
        kast.sluit()
        raise
    return werkplek


def nieuwe_stukken(brieven: Brieven) -> list[Nieuwstuk]:
    """Return every print with the trace on which it rests."""
    uitkomst, datum = brieven.oordeel.als_json(), brieven.afhandeling.datum
    return [
        Nieuwstuk(naam.removesuffix(".pdf"), naam, pdf, uitkomst, datum)
        for naam, pdf in brieven.documenten.items()
    ]


def bewaar_brieven(kast: Werkplek, dossier_id: str, brieven: Brieven) -> None:
    """Keep every print in the dossier, which goes on."""
    kast.bewaar_stukken(dossier_id, nieuwe_stukken(brieven), brieven.telling)


def rond_af(kast: Werkplek, dossier_id: str, brieven: Brieven, behandeling: Behandeling = NIETS) -> None:
    """Keep every print with its trace and what is still to be done, and close the intake.

    What a raadsman prints is a proposal: it waits for the gemeente, and the intake stays open.
    """
    zaak, stukken = brieven.afhandeling, nieuwe_stukken(brieven)
    taken = taken_van(zaak, behandeling)
    if zaak.rol == "raadsman":
        kast.stel_voor(dossier_id, zaak.datum, stukken, taken, brieven.telling)
    else:
        kast.besluit(dossier_id, stukken, taken, brieven.telling)
