"""What the law asks of the cupboard: keep so long, then destroy; correct, and remove on request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.bewaartermijnen import Bewaring
from consulent_app.besluiten.delen import GEMEENTE
from consulent_app.besluiten.telfeiten import AFGESLOTEN
from consulent_app.besluiten.vernietiging import OP_VERZOEK, TERMIJN, VERZOEK, Grond, Vernietiging
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.opslag import bewaarlijst, kladblad, opschonen, rijen, telrijen, vernietigen
from consulent_app.opslag.bewaarlijst import Bewaarregel
from consulent_app.opslag.kloksprong import laatste_sprong, mag_weer_op
from consulent_app.opslag.verbinding import Verbindingen

if TYPE_CHECKING:
    from sqlite_utils import Database

#: What can be removed from a dossier that stays.
NOTITIES, VERTROKKEN = "notities", "vertrokken"
#: Kinds of dossier in which nobody decided anything and nobody has to.
MAG_WEG = ("afgebroken", "voorstel")
NIET_VERLOPEN = "{kenmerk} mag nog niet weg. {reden}"
KLOK_SPRONG = (
    "Vernietigen kan nu niet: op {dag} sprong de klok van deze computer meer dan 35 dagen vooruit. Kijk "
    "de datum van de computer na. Staat die verkeerd, zet hem dan goed en probeer het opnieuw. Klopt de "
    "datum, bijvoorbeeld omdat hier lang niet is gewerkt, dan kan vernietigen weer vanaf {weer}."
)
EERST_BESLUITEN = (
    "Dit dossier mag nu niet weg: er is een ondertekende aanvraag, en daarop moet de gemeente beslissen. "
    "Trek die eerst in."
)
BLIJFT = (
    "Dit dossier mag nog niet weg: de Archiefwet verplicht de gemeente om {wat} te bewaren (AVG artikel "
    "17, derde lid, onder b). {wanneer}"
)
_WAT = {"verstrekt": "een besluit", "geweigerd": "een besluit", "schuldhulp": "wat over schuldhulp gaat"}


@dataclass(frozen=True)
class Correctie:
    """An answer that was wrong: where, what it is now, why, and who asked (AVG 16)."""

    pad: str
    was: Any
    wordt: Any
    reden: str
    verzocht_door: str


class Archiefbeheer:
    """Verbs on the dossiers of one open cupboard, from any thread."""

    def __init__(self, verbindingen: Verbindingen, klok: Callable[[], datetime]) -> None:
        self._verbindingen, self._klok = verbindingen, klok

    def bewaring(self, dossier_id: str) -> Bewaring:
        """Return until when a dossier is kept, and why; raises InvoerFout when it is not there."""
        with self._verbindingen.lezen() as database:
            return bewaarlijst.bewaring_van(database, dossier_id).bewaring

    def aan_de_beurt(self, voor: str = GEMEENTE) -> list[Bewaarregel]:
        """Return what may be seen of the dossiers that must go, or must within a month."""
        with self._verbindingen.lezen() as database:
            return bewaarlijst.aan_de_beurt(database, self._vandaag, voor)

    def aantal_te_oud(self, voor: str = GEMEENTE) -> int:
        """Return how many conversations were broken off longer ago than they may be kept."""
        with self._verbindingen.lezen() as database:
            return bewaarlijst.aantal_te_oud(database, self._vandaag, voor)

    def vernietig(self, dossier_ids: Sequence[str], door: str) -> list[Vernietiging]:
        """Destroy dossiers of which the term has passed, all or none; return a certificate per kind.

        Raises InvoerFout when one of them must stay or is gone, OmgevingsFout when the clock jumped
        forward lately or the disk refuses.
        """
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            _keur_klok(laatste_sprong(database, nu))
            per_grond: dict[Grond, list[str]] = {}
            for dossier_id in dict.fromkeys(dossier_ids):
                regel = bewaarlijst.bewaring_van(database, dossier_id)
                if not regel.bewaring.verlopen(self._vandaag):
                    raise InvoerFout(_nog_niet(regel))
                per_grond.setdefault(_grond(TERMIJN, regel.bewaring), []).append(dossier_id)
            verklaringen = [
                vernietigen.vernietig(database, nu, door, grond, ids) for grond, ids in per_grond.items()
            ]
        kladblad.vergeet(self._verbindingen, dossier_ids)
        self._verbindingen.wis_sporen()
        return verklaringen

    def verwijder(self, dossier_id: str, door: str) -> Vernietiging:
        """Destroy a dossier because the resident asks, when no law says that it must stay.

        Raises InvoerFout with that law, and when it may go, if there is one.
        """
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            bewaring = bewaarlijst.bewaring_van(database, dossier_id).bewaring
            if bewaring.soort not in MAG_WEG:
                raise InvoerFout(waarom_niet(bewaring))
            grond = Grond(VERZOEK, bewaring.soort, bewaring.naam, OP_VERZOEK, "")
            verklaring = vernietigen.vernietig(database, nu, door, grond, [dossier_id])
        kladblad.vergeet(self._verbindingen, [dossier_id])
        self._verbindingen.wis_sporen()
        return verklaring

    def verwijder_notities(
        self, dossier_id: str, behandeling: Mapping[str, Any], door: str, *, vertel: bool = True
    ) -> Vernietiging:
        """Destroy all notes of a dossier, also those of before; `behandeling` is without them.

        `vertel` tells other workplaces to do the same.
        """
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            rijen.wijzig(database, dossier_id, nu, {"behandeling": rijen.als_json(behandeling)})
            verklaring = vernietigen.vernietig_notities(database, nu, door, dossier_id)
            inhoud = {"verklaring": verklaring.nummer}
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "notities_vernietigd", inhoud)
            _ruim_delingen_op(database, dossier_id, nu, NOTITIES if vertel else "")
        kladblad.vergeet(self._verbindingen, [dossier_id])
        self._verbindingen.wis_sporen()
        return verklaring

    def verwijder_vertrokkenen(
        self,
        dossier_id: str,
        zonder: Mapping[int, Mapping[str, Any]],
        door: str,
        *,
        vertel: bool = True,
    ) -> Vernietiging:
        """Take what was of who left the household out of the history; `zonder` is what its events keep.

        `vertel` tells other workplaces to do the same. Raises InvoerFout with the law that keeps it, if
        there is one.
        """
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            bewaring = bewaarlijst.bewaring_van(database, dossier_id).bewaring
            if bewaring.soort not in MAG_WEG:
                raise InvoerFout(waarom_niet(bewaring))
            verklaring = vernietigen.schoon_op(database, nu, door, dossier_id, zonder)
            inhoud = {"verklaring": verklaring.nummer}
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "vertrokkenen_vernietigd", inhoud)
            _ruim_delingen_op(database, dossier_id, nu, VERTROKKEN if vertel else "")
        kladblad.vergeet(self._verbindingen, [dossier_id])
        self._verbindingen.wis_sporen()
        return verklaring

    def corrigeer(self, dossier_id: str, correctie: Correctie, document: Mapping[str, Any]) -> None:
        """Keep a better answer with the reason; what it was stays in the log of the dossier.

        Raises InvoerFout without a reason, or when there is no such dossier.
        """
        if not correctie.reden.strip():
            raise InvoerFout("Schrijf erbij waarom u dit verbetert.")
        nu = self._klok()
        inhoud = {naam: getattr(correctie, naam) for naam in Correctie.__dataclass_fields__}
        with self._verbindingen.schrijven() as database:
            rijen.wijzig_document(database, dossier_id, nu, document)
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "correctie", inhoud)

    def sluit_af(self, dossier_id: str) -> Bewaring:
        """Note that the help has ended, so that the term runs from today; return until when it is kept."""
        nu = self._klok()
        with self._verbindingen.schrijven() as database:
            rijen.wijzig(database, dossier_id, nu, {"status": "afgesloten"})
            rijen.voeg_gebeurtenis_toe(database, dossier_id, nu, "status", {"status": "afgesloten"})
            telrijen.stap(database, dossier_id, self._vandaag, AFGESLOTEN)
            return bewaarlijst.bewaring_van(database, dossier_id).bewaring

    def verklaringen(self) -> list[Vernietiging]:
        """Return the certificates of all that was destroyed, the oldest first."""
        with self._verbindingen.lezen() as database:
            return vernietigen.verklaringen(database)

    @property
    def _vandaag(self) -> date:
        return self._klok().astimezone().date()


def _ruim_delingen_op(database: Database, dossier_id: str, nu: datetime, wat: str) -> None:
    """Let what was told of a dossier not hold what was removed; `wat` '' when others know already."""
    if wat:
        opschonen.vertel(database, dossier_id, nu, wat)
    else:
        opschonen.volg(database, dossier_id)


def _keur_klok(sprong: datetime | None) -> None:
    if sprong is not None:
        dag, weer = (datum_leesbaar(m.astimezone().date()) for m in (sprong, mag_weer_op(sprong)))
        raise OmgevingsFout(KLOK_SPRONG.format(dag=dag, weer=weer))


def waarom_niet(bewaring: Bewaring) -> str:
    """Say in one sentence which law keeps this dossier and until when; '' when it may go on request."""
    if bewaring.soort in MAG_WEG:
        return ""
    if bewaring.soort == "aanvraag":
        return EERST_BESLUITEN
    einde = bewaring.einde
    wanneer = f"Wij vernietigen het op {datum_leesbaar(einde)}." if einde else bewaring.reden
    return BLIJFT.format(wat=_WAT[bewaring.soort], wanneer=wanneer)


def _nog_niet(regel: Bewaarregel) -> str:
    einde = regel.bewaring.einde
    reden = f"De termijn loopt tot {datum_leesbaar(einde)}." if einde else regel.bewaring.reden
    return NIET_VERLOPEN.format(kenmerk=regel.kenmerk, reden=reden)


def _grond(grond: str, bewaring: Bewaring) -> Grond:
    return Grond(grond, bewaring.soort, bewaring.naam, bewaring.regel, bewaring.termijn)
