"""Keeping and destroying: the verbs of `opslag.archiefbeheer`, with who may do them and their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from consulent_app.acties.rollen import BEHANDELING, BEHEER, BESLIST, BEWAREN, DOSSIERS, organisatie_van
from consulent_app.acties.vertrokken import zonder_vertrokkenen
from consulent_app.acties.werkwoord import elk_dossier, niets, werkwoord
from consulent_app.besluiten.bewaartermijnen import Bewaring
from consulent_app.besluiten.vernietiging import Vernietiging
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.opslag.archiefbeheer import Correctie, waarom_niet
from consulent_app.opslag.waarden import Medewerker

if TYPE_CHECKING:
    from consulent_app.opslag.bewaarlijst import Bewaarregel
    from consulent_app.opslag.dossierkast import Dossierkast


def _nummers(reeks: Sequence[Vernietiging] | None) -> str:
    return ", ".join(verklaring.nummer for verklaring in reeks) if reeks else BEWAREN


def _nummer(verklaring: Vernietiging | None) -> str:
    return verklaring.nummer if verklaring else BEWAREN


class Archiefplek:
    """What the law asks of the store, before one medewerker, whose name comes on the certificates."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        self._kast, self.medewerker = kast, medewerker

    def mag(self, naam: str) -> bool:
        """Say whether this person may do the verb with this name."""
        return self.medewerker.rol in getattr(type(self), naam).werkwoord.rollen

    @werkwoord("bewaartermijn bekijken", DOSSIERS, BEHANDELING)
    def bewaring(self, dossier_id: str) -> Bewaring:
        """Return until when a dossier is kept, and why; raises InvoerFout when it is not there."""
        return self._kast.archief.bewaring(dossier_id)

    @werkwoord("bewaarlijst bekijken", DOSSIERS, BEWAREN, niets)
    def aan_de_beurt(self) -> list[Bewaarregel]:
        """Return the dossiers that must go, and those that must within a month."""
        return self._kast.archief.aan_de_beurt(organisatie_van(self.medewerker.rol))

    @werkwoord("dossiers kiezen om te vernietigen", DOSSIERS, BEWAREN, niets)
    def kies(self, kenmerken: Sequence[str]) -> list[str]:
        """Return the ids of dossiers on the list; raises InvoerFout when one does not stand on it."""
        per = {
            regel.kenmerk: regel.id
            for regel in self._kast.archief.aan_de_beurt(organisatie_van(self.medewerker.rol))
        }
        for kenmerk in kenmerken:
            if kenmerk not in per:
                raise InvoerFout(f"{kenmerk} staat niet op de lijst; er is niets vernietigd.")
        return [per[kenmerk] for kenmerk in kenmerken]

    @werkwoord("vernietigen", DOSSIERS, _nummers, elk_dossier)
    def vernietig(self, dossier_ids: Sequence[str]) -> list[Vernietiging]:
        """Destroy dossiers of which the term has passed, as `Archiefbeheer.vernietig`."""
        return self._kast.archief.vernietig(dossier_ids, self.medewerker.naam)

    @werkwoord("verwijderen op verzoek", DOSSIERS, _nummer)
    def verwijder(self, dossier_id: str) -> Vernietiging:
        """Destroy a dossier because the resident asks; raises Geweigerd with the law that keeps it."""
        wet = waarom_niet(self._kast.archief.bewaring(dossier_id))
        if wet:
            raise Geweigerd(wet)
        return self._kast.archief.verwijder(dossier_id, self.medewerker.naam)

    @werkwoord("notities verwijderen", DOSSIERS, _nummer)
    def verwijder_notities(self, dossier_id: str, behandeling: Mapping[str, Any]) -> Vernietiging:
        """Destroy all notes of a dossier, also those of before; `behandeling` is without them."""
        return self._kast.archief.verwijder_notities(dossier_id, behandeling, self.medewerker.naam)

    @werkwoord("gegevens van wie vertrok verwijderen", DOSSIERS, _nummer)
    def verwijder_vertrokkenen(self, dossier_id: str) -> Vernietiging:
        """Take what was of who left the household out of the history, because somebody asks.

        Raises Geweigerd with the law that keeps it, InvoerFout when there is nothing of such a person.
        """
        wet = waarom_niet(self._kast.archief.bewaring(dossier_id))
        if wet:
            raise Geweigerd(wet)
        zonder = zonder_vertrokkenen(self._kast.alles_over(dossier_id))
        return self._kast.archief.verwijder_vertrokkenen(dossier_id, zonder, self.medewerker.naam)

    @werkwoord("corrigeren", DOSSIERS, BEHANDELING)
    def corrigeer(self, dossier_id: str, correctie: Correctie, document: Mapping[str, Any]) -> None:
        """Keep a better answer with the reason, as `Archiefbeheer.corrigeer`."""
        self._kast.archief.corrigeer(dossier_id, correctie, document)

    @werkwoord("afsluiten", BESLIST, BEHANDELING)
    def sluit_af(self, dossier_id: str) -> Bewaring:
        """Note that the help has ended, so that the term runs; return until when it is kept."""
        return self._kast.archief.sluit_af(dossier_id)

    @werkwoord("verklaringen bekijken", (*DOSSIERS, *BEHEER), BEWAREN, niets)
    def verklaringen(self) -> list[Vernietiging]:
        """Return the certificates of all that was destroyed, the oldest first."""
        return self._kast.archief.verklaringen()
