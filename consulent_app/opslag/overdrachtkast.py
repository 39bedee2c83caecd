"""What a store does to share by files; what is in a store to share stands in `deelkast`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from consulent_app.besluiten.delen import GEMEENTE
from consulent_app.delen.deling import Deling
from consulent_app.delen.heeft import Heeft
from consulent_app.opslag import beurten, delingrijen, eigen, overdrachtrijen, vastleggen
from consulent_app.opslag.beurten import Beurt
from consulent_app.opslag.eigen import Organisatiesleutel, Werkplekregel
from consulent_app.opslag.overdrachtrijen import Aanmelding, Daar
from consulent_app.opslag.verbinding import Verbindingen

if TYPE_CHECKING:
    from sqlite_utils import Database


class Overdrachtkast:
    """Verbs on one open store, from any thread; each is one transaction, or part of the open one."""

    def __init__(self, verbindingen: Verbindingen) -> None:
        self._verbindingen = verbindingen

    # --- out -----------------------------------------------------------------------------------------

    def heeft(self) -> Heeft:
        """Return what this store has."""
        with self._verbindingen.lezen() as database:
            return overdrachtrijen.heeft(database)

    def voor(self, daar: Heeft, organisatie: str) -> Iterator[Deling]:
        """Give what somebody lacks, one by one."""
        with self._verbindingen.lezen() as database:
            yield from overdrachtrijen.voor(database, daar, organisatie)

    def tel_voor(self, daar: Heeft) -> int:
        """Return how many delingen somebody lacks."""
        with self._verbindingen.lezen() as database:
            return overdrachtrijen.tel_voor(database, daar)

    def daar(self) -> dict[str, Daar]:
        """Return what the other workplaces said that they have, by apparaat."""
        with self._verbindingen.lezen() as database:
            return overdrachtrijen.daar(database)

    def te_geven(self, apparaat: str) -> list[Beurt]:
        """Return the rounds in which a workplace gets the turns that it asked for, or has to decide on."""
        with self._verbindingen.lezen() as database:
            return _te_geven(database, apparaat)

    def geef(self, rondes: Sequence[Beurt]) -> bool:
        """Give turns away as a file says; False, and nothing is given, when that is not so any more."""
        with self._verbindingen.schrijven() as database:
            gewijzigd = set(vastleggen.wachtend(database))
            for ronde in rondes:
                nu = _te_geven(database, ronde.apparaat or "")
                if ronde not in nu or ronde.dossier in gewijzigd:
                    return False
            for ronde in rondes:
                beurten.geef(database, ronde.dossier, ronde.apparaat)
            return True

    # --- in ------------------------------------------------------------------------------------------

    def neem_eigen_over(self, delingen: Iterable[Deling]) -> int:
        """Count on after what others have of this workplace and this store has not; return how many.

        A copy of before was put back here.
        """
        with self._verbindingen.schrijven() as database:
            later = delingrijen.eigen_elders(database, delingen)
            if later:
                vastleggen.neem_eigen_over(database, later, van_centrale=False)
            return len(later)

    def rond_af(
        self, apparaat: str, hash_: str, stand: Daar, rondes: Iterable[Beurt], gevraagd: Iterable[str],
        *, van: str,
    ) -> list[str]:  # fmt: skip
        """Put down what a file says beside its delingen; return the dossiers that got their turn here.

        `hash_` is that of the last deling of that workplace itself, `van` its organisation.
        """
        with self._verbindingen.schrijven() as database:
            bekend = overdrachtrijen.daar(database).get(apparaat)
            # What an older file asks for may have been given since.
            if bekend is None or stand.gemaakt > bekend.gemaakt:
                overdrachtrijen.zet_gevraagd(database, apparaat, gevraagd)
                heeft = overdrachtrijen.zonder_vergeten(database, apparaat, hash_, stand.heeft)
                overdrachtrijen.zet_daar(database, apparaat, Daar(stand.gemaakt, heeft))
            waren = beurten.alle_hier(database)
            beurten.ontvang(
                database,
                (
                    ronde
                    for ronde in rondes
                    if not delingrijen.is_weg(database, ronde.dossier)
                    and beurten.mag_zeggen(database, ronde, van)
                ),
                van_centrale=False,
            )
            overdrachtrijen.vergeet_gekregen(database)
            return sorted(beurten.alle_hier(database) - waren)

    def vraag(self, dossier_id: str) -> None:
        """Let the next files ask for the turn on a dossier."""
        with self._verbindingen.schrijven() as database:
            overdrachtrijen.vraag(database, dossier_id)

    def gevraagd(self, apparaat: str) -> list[str]:
        """Return the dossiers for which a workplace asks the turn."""
        with self._verbindingen.lezen() as database:
            return overdrachtrijen.gevraagd(database, apparaat)

    # --- joining -------------------------------------------------------------------------------------

    @property
    def aanmelding(self) -> Aanmelding | None:
        """Return how this workplace asked to be let in, None when it did not."""
        with self._verbindingen.lezen() as database:
            return overdrachtrijen.aanmelding(database)

    def meld_aan(self, nieuw: Aanmelding) -> None:
        """Keep how this workplace asks to be let in."""
        with self._verbindingen.schrijven() as database:
            overdrachtrijen.meld_aan(database, nieuw)

    def begin(
        self, hier: Aanmelding, nummer: int, sleutels: Iterable[Organisatiesleutel],
        werkplekken: Iterable[Werkplekregel], door: str,
    ) -> None:  # fmt: skip
        """Make this one of several workplaces, with what it knows of the others: all or nothing."""
        with self._verbindingen.schrijven() as database:
            eigen.begin(database, hier.apparaat, nummer, hier.naam, hier.organisatie, door, hier.prive)
            for sleutel in sleutels:
                eigen.zet_sleutel(database, sleutel)
            eigen.laat_toe(database, hier.apparaat)
            for regel in werkplekken:
                eigen.ken(database, regel)
            overdrachtrijen.vergeet_aanmelding(database)


def _te_geven(database: Database, apparaat: str) -> list[Beurt]:
    ontvanger = {plek.apparaat: plek for plek in eigen.werkplekken(database)}.get(apparaat)
    if ontvanger is None:
        return []
    voorstellen = beurten.te_geven(database) if ontvanger.organisatie == GEMEENTE else []
    gevraagd = overdrachtrijen.gevraagd(database, apparaat)
    volgende = (
        beurten.volgende(database, id_, apparaat) for id_ in dict.fromkeys([*voorstellen, *gevraagd])
    )
    return [beurt for beurt in volgende if beurt is not None]
