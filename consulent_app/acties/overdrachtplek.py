"""Working together without a server: files for another workplace, and how one gets to know the others."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties import overdracht, toetreden
from consulent_app.acties.overdracht import Gemaakt, Ontvanger, Ontvangst
from consulent_app.acties.rollen import (
    BEHANDELING,
    BEHEER,
    BESLIST,
    CONSULENT,
    DOSSIERS,
    INRICHTING,
    SAMENWERKING,
)
from consulent_app.acties.synchroniseren import Meld, niemand
from consulent_app.acties.toetreden import Kaart, Wie
from consulent_app.acties.werkwoord import niets, weigert_niets, werkwoord
from consulent_app.fouten import Geweigerd
from consulent_app.opslag.waarden import Medewerker

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast

#: A file is also made again by who runs the workplace; it reads nothing of what is in it.
WISSELT_UIT = (*DOSSIERS, *BEHEER)
RICHT_IN = (CONSULENT, *BEHEER)
RICHT_NIET_IN = "Beginnen met samenwerken en toelaten is van de beheerder. Vraag die erom."


def _voor_wie(argumenten: Sequence[Any], _: Any) -> str:
    naar: Ontvanger = argumenten[0]
    return f"(voor werkplek {naar.nummer:02d})" if naar.werkplek else f"(voor {naar.organisatie})"


def _keur_inrichting(plek: Overdrachtplek, _: Sequence[Any]) -> None:
    if plek.medewerker.rol == CONSULENT and plek._kast.accounts.heeft_beheerder:
        raise Geweigerd(RICHT_NIET_IN)


class Overdrachtplek:
    """What one medewerker does with other workplaces by files."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        self._kast, self.medewerker = kast, medewerker

    # --- files ---------------------------------------------------------------------------------------

    @property
    def mag_uitwisselen(self) -> bool:
        """Say whether this person may make files, and read them."""
        return self.medewerker.rol in WISSELT_UIT

    def ontvangers(self) -> list[Ontvanger]:
        """Return for whom a file can be made: workplaces that were let in, and each organisation."""
        return overdracht.ontvangers(self._kast)

    def wacht_op(self, naar: Ontvanger) -> int:
        """Return how much a file for this one would hold, beside what nobody told of yet."""
        return overdracht.wacht_op(self._kast, naar)

    def laatst_gelezen(self, naar: Ontvanger) -> datetime | None:
        """Return when the last file of a workplace was made that was read here, None without any."""
        stand = self._kast.overdracht.daar().get(naar.werkplek.apparaat) if naar.werkplek else None
        return stand.gemaakt if stand else None

    @werkwoord(
        "bestand voor een andere werkplek maken", WISSELT_UIT, SAMENWERKING, _voor_wie, eerst=weigert_niets
    )
    def maak(
        self, naar: Ontvanger, map_: Path, in_gebruik: Container[str] = frozenset(), meld: Meld = niemand
    ) -> Gemaakt:
        """Write a file for another workplace into a folder, as `overdracht.maak`.

        The turn to decide on waiting proposals goes with it, once, when it is for one workplace of the
        gemeente; and that on dossiers that the receiver asked for.
        """
        return overdracht.maak(self._kast, naar, map_, datetime.now(UTC), in_gebruik, meld)

    @werkwoord("bestand van een andere werkplek lezen", WISSELT_UIT, SAMENWERKING, niets, los=True)
    def lees(
        self, bestand: Path, in_gebruik: Container[str] = frozenset(), meld: Meld = niemand
    ) -> Ontvangst:
        """Take in what a file brings, as `overdracht.lees`."""
        return overdracht.lees(self._kast, bestand, in_gebruik, meld)

    @werkwoord("dossier vragen", BESLIST, BEHANDELING)
    def vraag(self, dossier_id: str) -> None:
        """Ask for the turn to decide: every next file says so, and who has it gives it with a file back."""
        self._kast.overdracht.vraag(dossier_id)

    def is_gevraagd(self, dossier_id: str) -> bool:
        """Say whether the next files ask for the turn on a dossier."""
        hier = self._kast.delen.eigen
        return hier is not None and dossier_id in self._kast.overdracht.gevraagd(hier.apparaat)

    # --- joining -------------------------------------------------------------------------------------

    @werkwoord("samenwerken beginnen", RICHT_IN, INRICHTING, niets)
    def begin(self, naam: str, organisatie: str, nummer: int) -> None:
        """Make this the first workplace of its organisation; raises InvoerFout when it is one already."""
        _keur_inrichting(self, ())
        toetreden.begin(self._kast, naam, organisatie, nummer, self.medewerker.naam)

    @werkwoord("werkplek aanmelden", RICHT_IN, INRICHTING, niets, eerst=_keur_inrichting)
    def meld_aan(self, naam: str, organisatie: str, map_: Path) -> Kaart:
        """Write a file with which a workplace that is in can let this one in."""
        return toetreden.meld_aan(self._kast, naam, organisatie, map_, datetime.now(UTC))

    @werkwoord("werkplek toelaten met een bestand", RICHT_IN, INRICHTING, niets, eerst=_keur_inrichting)
    def laat_toe(self, aanmelding: Path, controlegetal: str, map_: Path) -> Kaart:
        """Write a file that lets a workplace in, after its control number was compared.

        Returns it with the number that is typed there. Raises InvoerFout when the number is another.
        """
        return toetreden.laat_toe(self._kast, aanmelding, controlegetal, map_, datetime.now(UTC))

    @werkwoord("binnenkomen met een bestand", RICHT_IN, INRICHTING, niets)
    def kom_binnen(self, toelating: Path, controlegetal: str) -> int:
        """Make this one of the workplaces and return its number, after the control number was compared."""
        _keur_inrichting(self, ())
        return toetreden.kom_binnen(self._kast, toelating, controlegetal, self.medewerker.naam)

    @werkwoord("kennismaking maken", RICHT_IN, INRICHTING, niets, eerst=_keur_inrichting)
    def maak_kennismaking(self, map_: Path) -> Kaart:
        """Write a file with which the other organisation can get to know this one."""
        return toetreden.maak_kennismaking(self._kast, map_, datetime.now(UTC))

    @werkwoord("kennismaken met de andere organisatie", RICHT_IN, INRICHTING, niets)
    def maak_kennis(self, kennismaking: Path, controlegetal: str, *, vervang: bool = False) -> str:
        """Get to know the other organisation, after the control number was compared; return which one.

        With `vervang` also when another key of it is known: it lost that one and began again.
        """
        _keur_inrichting(self, ())
        return toetreden.maak_kennis(self._kast, kennismaking, controlegetal, vervang=vervang)

    @staticmethod
    def wie_is(bestand: Path, soort: str) -> Wie:
        """Return of whom an `openbaar.AANMELDING` or `KENNISMAKING` is, to show beside its number."""
        return toetreden.wie_is(bestand, soort)
