"""What others told, put into the dossiers here; in any order it ends in the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.delen import NAMEN
from consulent_app.delen.cellen import AFWEZIG, cellen_van, uit_cellen, verschil
from consulent_app.delen.deling import Deling
from consulent_app.delen.inhoud import BESCHADIGD, Celinhoud, Einde, Opgeschoond, Stukinhoud, uit
from consulent_app.delen.rechtzetten import zet_recht
from consulent_app.delen.versies import gekozen
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.lezen import lees_document
from consulent_app.opslag import (
    celrijen,
    centralerijen,
    delingrijen,
    dossierstand,
    eigen,
    enveloppe,
    herkomst,
    intrekking,
    opschonen,
    rijen,
    takenlijst,
    vastleggen,
)
from consulent_app.opslag.dossierstand import Plaats
from consulent_app.opslag.eigen import Eigen
from consulent_app.opslag.voorvallen import voorvallen

if TYPE_CHECKING:
    from sqlite_utils import Database

#: Without these there is no dossier yet.
NODIG = ("/dossier/kenmerk", "/document/schema")


#: The columns of a print; what has others was not made by this program.
STUKKOLOMMEN = {"id", "kenmerk", "soort", "datum", "vastgelegd", "bestandsnaam"}
OOK_HIER = (
    "Kijk na: {wie} haalde op verzoek van de inwoner iets weg uit dit dossier ({wat}). Moet dat hier ook?"
)
TWEE_BESLUITEN = (
    "Er zijn twee besluiten op dit dossier, van {wie}. Vergelijk ze, trek er een in en bel de inwoner."
)


@dataclass(frozen=True, slots=True)
class Verwerkt:
    """What came of it: the dossier is another one, or what was removed elsewhere has to go here too.

    `apart` is how many delingen could not be put into it; they are kept, and nothing of them is in it.
    """

    anders: bool = False
    vernietigd: bool = False
    opgeschoond: frozenset[str] = frozenset()
    apart: int = 0


def verwerk(database: Database, dossier_id: str, moment: datetime) -> Verwerkt:
    """Put all that was received of one dossier into it, in the open transaction.

    What was changed here is told first, so that it stands beside what others changed. What does not fit
    the program is set apart, so that it holds up no other deling and no other dossier.
    """
    hier = eigen.lees(database)
    if hier is None:
        return Verwerkt()
    vastleggen.leg_vast(database, dossier_id)
    delingen = delingrijen.te_verwerken(database, dossier_id)
    for deling in delingen:
        eigen.zie_klok(database, deling.hlc)
    uitkomst = _neem_alle_in(database, hier, dossier_id, delingen, moment)
    if intrekking.is_ingetrokken(database, dossier_id):
        # Of a colleague who had not heard the no yet.
        intrekking.leeg(database, hier, dossier_id)
    return uitkomst


def _neem_alle_in(
    database: Database, hier: Eigen, dossier_id: str, delingen: Sequence[Deling], moment: datetime
) -> Verwerkt:
    samen = _probeer(database, hier, dossier_id, delingen, moment)
    if samen is not None:
        return samen
    apart, gedaan = 0, []
    for deling in delingen:
        uitkomst = _probeer(database, hier, dossier_id, [deling], moment)
        if uitkomst is None:
            apart += 1
            delingrijen.zet_stand(database, deling.id, delingrijen.ONLEESBAAR)
        else:
            gedaan.append(uitkomst)
    return Verwerkt(
        any(een.anders for een in gedaan),
        any(een.vernietigd for een in gedaan),
        frozenset().union(*(een.opgeschoond for een in gedaan)),
        apart,
    )


def _probeer(
    database: Database, hier: Eigen, dossier_id: str, delingen: Sequence[Deling], moment: datetime
) -> Verwerkt | None:
    """Take delingen in, all or none; None when they hold what this program cannot put into a dossier."""
    from sqlcipher3.dbapi2 import IntegrityError

    database.execute("SAVEPOINT innemen")
    try:
        uitkomst = _neem_in(database, hier, dossier_id, delingen, moment)
    except (InvoerFout, AttributeError, LookupError, TypeError, ValueError, IntegrityError):
        database.execute("ROLLBACK TO innemen")
        database.execute("RELEASE innemen")
        return None
    database.execute("RELEASE innemen")
    return uitkomst


def _neem_in(
    database: Database, hier: Eigen, dossier_id: str, delingen: Sequence[Deling], moment: datetime
) -> Verwerkt:
    stukken: list[tuple[Deling, Stukinhoud]] = []
    plaats, opgeschoond = Plaats(moment, 0), list[tuple[Deling, Opgeschoond]]()
    for deling in delingen:
        inhoud = _lees(database, deling)
        if isinstance(inhoud, Einde) and deling.organisatie == hier.organisatie:
            delingrijen.zet_stand(database, deling.id, delingrijen.GEDAAN)
            return Verwerkt(vernietigd=True)
        if isinstance(inhoud, Celinhoud):
            versies = herkomst.aanneembaar(database, hier.organisatie, deling, inhoud.versies)
            celrijen.voeg_toe(database, dossier_id, versies, deling.zegels)
            if ja := herkomst.geweigerd_ja(inhoud.versies, versies):
                centralerijen.houd_nee(database, dossier_id, ja)
            delingrijen.zet_stand(database, deling.id, delingrijen.GEDAAN)
            plaats = Plaats(moment, _nummer(database, deling.apparaat))
        elif isinstance(inhoud, Stukinhoud) and herkomst.mag_stuk(deling, inhoud.kolommen["soort"]):
            stukken.append((deling, inhoud))
        elif isinstance(inhoud, Opgeschoond):
            opgeschoond.append((deling, inhoud))
            delingrijen.zet_stand(database, deling.id, delingrijen.GEDAAN)
        else:
            delingrijen.zet_stand(database, deling.id, delingrijen.ONLEESBAAR)
    anders = breng_bij(database, dossier_id, plaats)
    bewaard = [_bewaar_stuk(database, deling, stuk) for deling, stuk in stukken]
    if not rijen.bestaat(database, dossier_id):
        return Verwerkt()
    _meld_twee_besluiten(database, dossier_id)
    vastleggen.vergeet_wie_niet_ziet(database, dossier_id)
    vastleggen.vertel_wie_nog_niet_weet(database, dossier_id)
    return Verwerkt(
        anders=anders or any(bewaard),
        opgeschoond=_ook_hier(database, hier, dossier_id, opgeschoond),
    )


def _meld_twee_besluiten(database: Database, dossier_id: str) -> None:
    """Make a task when two workplaces decided without knowing of each other: two letters went out."""
    koppen = celrijen.lees_koppen(database, dossier_id).get(herkomst.STATUS, ())
    besloten = [kop for kop in koppen if kop.waarde == "besloten"]
    if len(besloten) > 1:
        wie = " en ".join(sorted({kop.door for kop in besloten}))
        namen = " ".join(kop.versie for kop in besloten)
        zin = TWEE_BESLUITEN.format(wie=wie)
        takenlijst.kijk_na(database, dossier_id, namen, besloten[-1].tijdstip, (zin,))


def _ook_hier(
    database: Database, hier: Eigen, dossier_id: str, opgeschoond: Iterable[tuple[Deling, Opgeschoond]]
) -> frozenset[str]:
    """Return what the own organisation removed; what the other did becomes a task to look at.

    The other emptied what it could read at the server, so what holds here is told anew.
    """
    weg = set()
    for deling, inhoud in opgeschoond:
        if deling.organisatie == hier.organisatie:
            weg.add(inhoud.wat)
        else:
            zin = OOK_HIER.format(wie=NAMEN[deling.organisatie], wat=inhoud.wat)
            takenlijst.kijk_na(database, dossier_id, deling.id, inhoud.tijdstip, (zin,))
            opschonen.vertel_opnieuw(database, dossier_id)
    return frozenset(weg)


def nieuws_van(database: Database, dossier_id: str) -> list[tuple[str, str]]:
    """Return who told what waits to be put into a dossier, each with the name of the workplace."""
    wie: list[tuple[str, str]] = []
    for deling in delingrijen.te_verwerken(database, dossier_id):
        plek = eigen.naam_van(database, deling.apparaat) or "een andere werkplek"
        inhoud = _lees(database, deling)
        versies = inhoud.versies if isinstance(inhoud, Celinhoud) else ()
        wie += [(versie.door, plek) for versie in versies] or [("", plek)]
    return list(dict.fromkeys(wie))


def breng_bij(database: Database, dossier_id: str, plaats: Plaats) -> bool:
    """Let a dossier be what its cells say, and say whether it was not; False when it is not there yet."""
    koppen = celrijen.lees_koppen(database, dossier_id)
    if any(pad not in koppen or gekozen(pad, koppen).waarde is AFWEZIG for pad in NODIG):
        return False
    nu = {pad: kop.waarde for pad in koppen if (kop := gekozen(pad, koppen)).waarde is not AFWEZIG}
    was, stand = dossierstand.lees(database, dossier_id), uit_cellen(nu)
    stand["document"], na_te_kijken = zet_recht(stand["document"])
    lees_document(stand["document"])
    anders = _anders(was, stand)
    if was is not None and not anders:
        vastleggen.onthoud_toestemming(database, dossier_id, koppen, zelf=False)
        return False
    dossierstand.schrijf(database, dossier_id, stand, plaats)
    vastleggen.onthoud_toestemming(database, dossier_id, koppen, zelf=False)
    gebeurd = voorvallen(anders, koppen, stand["document"], nieuw=was is None)
    rijen.voeg_gebeurtenissen_toe(database, dossier_id, ((v.moment, v.soort, v.inhoud) for v in gebeurd))
    database.execute("DELETE FROM te_delen WHERE dossier = ?", [dossier_id])
    if na_te_kijken:
        laatste = max((kop for rij in koppen.values() for kop in rij), key=lambda kop: kop.versie)
        takenlijst.kijk_na(database, dossier_id, laatste.versie, laatste.tijdstip, na_te_kijken)
        rijen.wijzig(database, dossier_id, plaats.moment, {})
    return True


def _anders(was: Mapping[str, Any] | None, stand: Mapping[str, Any]) -> dict[str, Any]:
    anders = verschil(cellen_van(was) if was else {}, cellen_van(stand))
    return {pad: waarde for pad, waarde in anders.items() if not pad.startswith(vastleggen.VAST)}


def _lees(database: Database, deling: Deling) -> object:
    hier = eigen.lees(database)
    dicht = enveloppe.open_(deling, eigen.sleutels(database), hier.organisatie) if hier else None
    try:
        return None if dicht is None else uit(deling.soort, dicht)
    except InvoerFout:
        return None


def _bewaar_stuk(database: Database, deling: Deling, stuk: Stukinhoud) -> bool:
    """Keep a print that was made elsewhere; False when its dossier is not there yet, or it was here."""
    if not rijen.bestaat(database, deling.dossier):
        return False
    if stuk.kolommen.keys() != STUKKOLOMMEN or "/" in stuk.kolommen["bestandsnaam"]:
        raise InvoerFout(BESCHADIGD)
    delingrijen.zet_stand(database, deling.id, delingrijen.GEDAAN)
    if database.execute("SELECT 1 FROM stuk WHERE id = ?", [stuk.kolommen["id"]]).fetchone():
        return False
    kolommen = dict(stuk.kolommen)
    if database.execute("SELECT 1 FROM stuk WHERE kenmerk = ?", [kolommen["kenmerk"]]).fetchone():
        kolommen["kenmerk"] += f"/{_nummer(database, deling.apparaat)}"
    wanneer = datetime.fromisoformat(kolommen.pop("vastgelegd"))
    rijen.voeg_stuk_toe(database, deling.dossier, wanneer, kolommen, stuk.uitkomst, stuk.pdf)
    rijen.voeg_gebeurtenis_toe(database, deling.dossier, wanneer, "stuk", kolommen)
    delingrijen.zet_stuk_gedeeld(database, kolommen["id"], deling.dossier, deling.zegels)
    return True


def _nummer(database: Database, apparaat: str) -> int:
    rij = database.execute("SELECT nummer FROM werkplek WHERE apparaat = ?", [apparaat]).fetchone()
    return int(rij[0]) if rij else 0
