"""What changed in a dossier since it was last told of, put down as delingen for the others."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.delen import ORGANISATIES
from consulent_app.delen import klok
from consulent_app.delen.cellen import bij_te_schrijven
from consulent_app.delen.deling import CELLEN, STUK, VERNIETIGD, Deling
from consulent_app.delen.inhoud import Celinhoud, Einde, Stukinhoud, pak
from consulent_app.delen.versies import (
    TOESTEMMING,
    Koppen,
    Versie,
    basis_voor,
    botst,
    gekozen,
    hlc_van,
    naam_van,
)
from consulent_app.opslag import celrijen, centralerijen, delingrijen, dossierstand, eigen, enveloppe
from consulent_app.opslag.rijen import als_json, als_tijd
from consulent_app.opslag.uuid7 import uuid7

if TYPE_CHECKING:
    from sqlite_utils import Database

#: Told once: under these a dossier and its persons are known everywhere.
VAST = ("/dossier/kenmerk", "/dossier/organisatie", "/dossier/aangemaakt", "/telling/")


@dataclass(frozen=True, slots=True)
class Aanleiding:
    """A change that waits to be told: the clock of the change, who made it and when."""

    dossier: str
    hlc: int
    door: str
    tijdstip: str


def wachtend(database: Database) -> list[str]:
    """Return the dossiers that changed since they were last told of, the longest ago first."""
    return [rij[0] for rij in database.execute("SELECT dossier FROM te_delen ORDER BY hlc")]


def leg_vast(database: Database, dossier_id: str) -> None:
    """Put down what changed in one dossier, in the open transaction; nothing when nothing did."""
    vraag = "SELECT dossier, hlc, door, tijdstip FROM te_delen WHERE dossier = ?"
    rij = database.execute(vraag, [dossier_id]).fetchone()
    hier, stand = eigen.lees(database), dossierstand.lees(database, dossier_id)
    if rij is None or hier is None or stand is None:
        return
    aanleiding, koppen = Aanleiding(*rij), celrijen.lees_koppen(database, dossier_id)
    nieuw = list(_nieuw(koppen, stand, aanleiding, hier.apparaat))
    _vertel(database, aanleiding, koppen, nieuw)
    database.execute("DELETE FROM te_delen WHERE dossier = ?", [dossier_id])


def kies(database: Database, dossier_id: str, pad: str, versie: str, moment: datetime) -> None:
    """Let one version of a cell hold and none of the others, in the open transaction.

    Raises KeyError when somebody chose meanwhile.
    """
    leg_vast(database, dossier_id)
    koppen, hier = celrijen.lees_koppen(database, dossier_id), eigen.lees(database)
    assert hier is not None
    kop = {kop.versie: kop for kop in koppen[pad]}[versie]
    aanleiding = Aanleiding(dossier_id, eigen.tik(database, moment), hier.door, als_tijd(moment))
    naam, basis = _nieuwe_naam(aanleiding, hier.apparaat), basis_voor(koppen[pad])
    keuze = Versie(pad, naam, kop.waarde, basis, aanleiding.door, aanleiding.tijdstip)
    _vertel(database, aanleiding, koppen, [keuze])


def vertel_einde(database: Database, dossier_id: str, moment: datetime) -> None:
    """Tell that a dossier was destroyed, in the transaction in which it is; nothing when nobody knew it."""
    hier, weten = eigen.lees(database), celrijen.wie_weten(database, dossier_id)
    if hier is None:
        return
    delingrijen.vergeet(database, dossier_id)
    if not weten:
        return
    aanleiding = Aanleiding(dossier_id, eigen.tik(database, moment), hier.door, als_tijd(moment))
    inhoud = pak(Einde(aanleiding.door, aanleiding.tijdstip))
    # The other organisation has terms of its own.
    sluit(database, aanleiding, VERNIETIGD, inhoud, [hier.organisatie])


def vertel_wie_nog_niet_weet(database: Database, dossier_id: str) -> None:
    """Let a dossier wait to be told when who may see it now was not told something that was done here."""
    hier = eigen.lees(database)
    if hier is None:
        return
    mag, weten = _mag_zien(database, dossier_id), celrijen.wie_weten(database, dossier_id)
    cellen = any(versie.endswith(f"-{hier.apparaat}") and mag - wie for (_, versie), wie in weten.items())
    if cellen or any(mag - wie for wie in delingrijen.eigen_stukken(database, dossier_id)):
        laat_wachten(database, dossier_id)


def laat_wachten(database: Database, dossier_id: str) -> None:
    """Let a dossier be looked at when there is an exchange, as when it had changed."""
    database.execute(
        "INSERT INTO te_delen (dossier, hlc, door, tijdstip) "
        "SELECT id, (SELECT hlc FROM eigen), (SELECT door FROM eigen), gewijzigd FROM dossier "
        "WHERE id = ? ON CONFLICT DO NOTHING",
        [dossier_id],
    )


def neem_eigen_over(database: Database, later: Sequence[Deling], *, van_centrale: bool = True) -> None:
    """Count on after what others have of this workplace, in the open transaction.

    A copy of before was put back here, or a copy of this store counted on elsewhere. What they do
    not have is told again after it. The versions keep their names, so that who saw them by another way
    sees them once.
    """
    hier = eigen.lees(database)
    assert hier is not None
    sleutels = eigen.sleutels(database)
    oud = [deling for deling in delingrijen.te_sturen(database, -1) if deling.nr >= later[0].nr]
    for deling in oud:
        delingrijen.haal_weg(database, deling.id)
    delingrijen.ontvang(database, later, van_centrale=van_centrale)
    laatste = later[-1]
    database.execute("UPDATE eigen SET nr = ?, hash = ?", [laatste.nr, laatste.hash])
    for deling in oud:
        inhoud = enveloppe.open_(deling, sleutels, hier.organisatie)
        if inhoud is not None:
            aanleiding = Aanleiding(deling.dossier, deling.hlc, "", "")
            sluit(database, aanleiding, deling.soort, inhoud, deling.zegels)


def sluit(
    database: Database, aanleiding: Aanleiding, soort: str, inhoud: bytes, voor: Iterable[str]
) -> None:
    """Write a deling of this workplace with these contents, for these organisations."""
    hier, sleutels = eigen.lees(database), eigen.sleutels(database)
    assert hier is not None
    id_ = uuid7(klok.moment(aanleiding.hlc))
    leeg = Deling(
        id_, aanleiding.dossier, hier.apparaat, hier.nr + 1, aanleiding.hlc, soort, hier.organisatie, {},
        b"", hier.hash, "",
    )  # fmt: skip
    deling = enveloppe.sluit(leeg, inhoud, sleutels, [wie for wie in sorted(voor) if wie in sleutels])
    delingrijen.voeg_eigen_toe(database, deling)
    database.execute("UPDATE eigen SET nr = ?, hash = ?", [deling.nr, deling.hash])


def _nieuw(
    koppen: Koppen, stand: Mapping[str, Any], aanleiding: Aanleiding, apparaat: str
) -> Iterator[Versie]:
    bekend = {pad: gekozen(pad, koppen).waarde for pad in koppen}
    naam = _nieuwe_naam(aanleiding, apparaat)
    for pad, waarde in bij_te_schrijven(bekend, stand).items():
        if not (pad in koppen and pad.startswith(VAST)):
            basis = basis_voor(koppen.get(pad, ()))
            yield Versie(pad, naam, waarde, basis, aanleiding.door, aanleiding.tijdstip)


def _nieuwe_naam(aanleiding: Aanleiding, apparaat: str) -> str:
    """Return the name of what is new; a copy of this store may be counting on from the same moment."""
    return naam_van(aanleiding.hlc, f"{secrets.token_hex(4)}-{apparaat}")


def _vertel(database: Database, aanleiding: Aanleiding, koppen: Koppen, nieuw: list[Versie]) -> None:
    """Write the delingen: what is new, and all else that who may see the dossier was not told yet.

    `koppen` is what stood there before.
    """
    dossier_id = aanleiding.dossier
    wist, mag = celrijen.wie_weten(database, dossier_id), _mag_zien(database, dossier_id)
    # Who sees it no more has to hear that, and nothing else.
    for afscheid in (versie for versie in nieuw if versie.pad == TOESTEMMING):
        kende = frozenset().union(*(wist.get((afscheid.pad, oud), frozenset()) for oud in afscheid.basis))
        if kende - mag:
            celrijen.voeg_toe(database, dossier_id, [afscheid], kende | mag)
            _sluit_cellen(database, aanleiding, [afscheid], kende | mag)
            wist[afscheid.pad, afscheid.versie] = kende | mag
    celrijen.voeg_toe(database, dossier_id, nieuw, mag)
    koppen = {**koppen, **{versie.pad: (versie,) for versie in nieuw}}
    alle = (kop for rij in koppen.values() for kop in rij)
    te_vertellen = [kop for kop in alle if mag - wist.get((kop.pad, kop.versie), frozenset())]
    _sluit_cellen(database, aanleiding, te_vertellen, mag)
    celrijen.verteld(
        database, dossier_id, (kop for kop in te_vertellen if (kop.pad, kop.versie) in wist), mag
    )
    _deel_stukken(database, aanleiding, mag)
    onthoud_toestemming(database, dossier_id, koppen, zelf=True)


def _sluit_cellen(
    database: Database, aanleiding: Aanleiding, versies: list[Versie], voor: frozenset[str]
) -> None:
    if versies:
        sluit(database, aanleiding, CELLEN, pak(Celinhoud(tuple(versies))), voor)


def _deel_stukken(database: Database, aanleiding: Aanleiding, voor: frozenset[str]) -> None:
    vraag = (
        "SELECT id, kenmerk, soort, datum, vastgelegd, bestandsnaam, uitkomst, pdf FROM stuk "
        "WHERE dossier = ? AND EXISTS (SELECT 1 FROM json_each(?) WHERE value NOT IN ("
        "SELECT wie.value FROM stuk_gedeeld AS g, json_each(g.voor) AS wie WHERE g.stuk = stuk.id)) "
        "ORDER BY nr"
    )
    namen = ("id", "kenmerk", "soort", "datum", "vastgelegd", "bestandsnaam")
    wie = als_json(sorted(voor))
    for *kolommen, uitkomst, pdf in database.execute(vraag, [aanleiding.dossier, wie]).fetchall():
        stuk = dict(zip(namen, kolommen, strict=True))
        sluit(database, aanleiding, STUK, pak(Stukinhoud(stuk, json.loads(uitkomst), pdf)), voor)
        delingrijen.zet_stuk_gedeeld(database, stuk["id"], aanleiding.dossier, voor)


def _mag_zien(database: Database, dossier_id: str) -> frozenset[str]:
    """Return who is told of a dossier: the own organisation, and with a yes the other with a known key.

    What the gemeente decided it keeps after a no as it was then (docs/delen.md); of what comes after it
    hears nothing.
    """
    rij = database.execute("SELECT gedeeld FROM dossier WHERE id = ?", [dossier_id]).fetchone()
    hier = eigen.lees(database)
    assert hier is not None
    mag = ORGANISATIES if rij[0] else ()
    return frozenset((set(mag) & eigen.sleutels(database).keys()) | {hier.organisatie})


def onthoud_toestemming(database: Database, dossier_id: str, koppen: Koppen, *, zelf: bool) -> None:
    """Keep what the server has to know of the consent; it is told when this workplace has to.

    That is what was said or decided here, and a no because two disagree: then nobody said it. At the
    moment of the latest word, so that a choice, which comes later, goes before it. Of two words of one
    moment the no holds: the one with whom there is a dispute may not be heard here.
    """
    woorden = koppen.get(TOESTEMMING, ())
    hlc = max((hlc_van(woord.versie) for woord in woorden), default=0)
    mag = bool(woorden) and gekozen(TOESTEMMING, koppen).waarde is True
    bij_centrale = not zelf and not (woorden and botst(TOESTEMMING, koppen))
    database.execute(
        "INSERT INTO toestemming (dossier, mag, beslist, hlc, bij_centrale) "
        "SELECT id, ?, beslist OR status <> 'intake', ?, ? FROM dossier WHERE id = ? "
        "ON CONFLICT (dossier) DO UPDATE SET beslist = excluded.beslist, "
        "mag = CASE WHEN excluded.hlc > hlc THEN excluded.mag "
        "WHEN excluded.hlc = hlc THEN min(mag, excluded.mag) ELSE mag END, hlc = max(hlc, excluded.hlc), "
        "bij_centrale = min(bij_centrale, excluded.bij_centrale) "
        "WHERE (mag > excluded.mag AND hlc = excluded.hlc) OR beslist <> excluded.beslist "
        "OR hlc < excluded.hlc",
        [mag, hlc, bij_centrale, dossier_id],
    )
    centralerijen.volg_toestemming(database, dossier_id)
