"""What changed in a dossier since it was last told of, put down as delingen for the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.delen import ORGANISATIES
from consulent_app.delen import klok
from consulent_app.delen.cellen import bij_te_schrijven
from consulent_app.delen.deling import CELLEN, STUK, VERNIETIGD, Deling
from consulent_app.delen.inhoud import Celinhoud, Einde, Stukinhoud, pak
from consulent_app.delen.versies import TOESTEMMING, Koppen, Versie, basis_voor, gekozen, naam_van
from consulent_app.opslag import celrijen, delingrijen, dossierstand, eigen, enveloppe
from consulent_app.opslag.rijen import als_json, als_tijd
from consulent_app.opslag.uuid7 import uuid7
from consulent_app.opslag.zicht import KOLOM

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
    database.execute("DELETE FROM te_delen WHERE dossier = ?", [dossier_id])
    aanleiding, koppen = Aanleiding(*rij), celrijen.lees_koppen(database, dossier_id)
    nieuw = list(_nieuw(koppen, stand, aanleiding, hier.apparaat))
    _vertel(database, aanleiding, nieuw)


def kies(database: Database, dossier_id: str, pad: str, versie: str, moment: datetime) -> None:
    """Let one version of a cell hold and none of the others, in the open transaction.

    Raises KeyError when somebody chose meanwhile.
    """
    leg_vast(database, dossier_id)
    koppen, hier = celrijen.lees_koppen(database, dossier_id), eigen.lees(database)
    assert hier is not None
    kop = {kop.versie: kop for kop in koppen[pad]}[versie]
    aanleiding = Aanleiding(dossier_id, eigen.tik(database, moment), hier.door, als_tijd(moment))
    naam, basis = naam_van(aanleiding.hlc, hier.apparaat), basis_voor(koppen[pad])
    keuze = Versie(pad, naam, kop.waarde, basis, aanleiding.door, aanleiding.tijdstip)
    _vertel(database, aanleiding, [keuze])


def vertel_einde(database: Database, dossier_id: str, moment: datetime) -> None:
    """Tell that a dossier was destroyed, in the transaction in which it is; nothing when nobody knew it."""
    hier, weten = eigen.lees(database), celrijen.wie_weten(database, dossier_id)
    if hier is None or not weten:
        return
    delingrijen.vergeet(database, dossier_id)
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
    sleutel = eigen.sleutels(database)[hier.organisatie]
    oud = [deling for deling in delingrijen.te_sturen(database, -1) if deling.nr >= later[0].nr]
    for deling in oud:
        delingrijen.haal_weg(database, deling.id)
    delingrijen.ontvang(database, later, van_centrale=van_centrale)
    laatste = later[-1]
    database.execute("UPDATE eigen SET nr = ?, hash = ?", [laatste.nr, laatste.hash])
    for deling in oud:
        inhoud = enveloppe.open_(deling, sleutel)
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
    deling = enveloppe.sluit(leeg, inhoud, {wie: sleutels[wie] for wie in sorted(voor) if wie in sleutels})
    delingrijen.voeg_eigen_toe(database, deling)
    database.execute("UPDATE eigen SET nr = ?, hash = ?", [deling.nr, deling.hash])


def _nieuw(
    koppen: Koppen, stand: Mapping[str, Any], aanleiding: Aanleiding, apparaat: str
) -> Iterator[Versie]:
    bekend = {pad: gekozen(pad, koppen).waarde for pad in koppen}
    naam = naam_van(aanleiding.hlc, apparaat)
    for pad, waarde in bij_te_schrijven(bekend, stand).items():
        if not (pad in koppen and pad.startswith(VAST)):
            basis = basis_voor(koppen.get(pad, ()))
            yield Versie(pad, naam, waarde, basis, aanleiding.door, aanleiding.tijdstip)


def _vertel(database: Database, aanleiding: Aanleiding, nieuw: list[Versie]) -> None:
    """Write the delingen: what is new, and all else that who may see the dossier was not told yet."""
    dossier_id = aanleiding.dossier
    wist, mag = celrijen.wie_weten(database, dossier_id), _mag_zien(database, dossier_id)
    # Who sees it no more has to hear that, and nothing else.
    for afscheid in (versie for versie in nieuw if versie.pad == TOESTEMMING):
        kende = frozenset().union(*(wist.get((afscheid.pad, oud), frozenset()) for oud in afscheid.basis))
        if kende - mag:
            celrijen.voeg_toe(database, dossier_id, [afscheid], kende | mag)
            _sluit_cellen(database, aanleiding, [afscheid], kende | mag)
    celrijen.voeg_toe(database, dossier_id, nieuw, ())
    weten = celrijen.wie_weten(database, dossier_id)
    koppen = (kop for rij in celrijen.lees_koppen(database, dossier_id).values() for kop in rij)
    te_vertellen = [kop for kop in koppen if mag - weten[kop.pad, kop.versie]]
    _sluit_cellen(database, aanleiding, te_vertellen, mag)
    celrijen.verteld(database, dossier_id, te_vertellen, mag)
    _deel_stukken(database, aanleiding, mag)
    _onthoud_toestemming(database, aanleiding)


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
    """Return the organisations that may see a dossier and whose key is known; always the own one."""
    kolommen = ", ".join(KOLOM[organisatie] for organisatie in ORGANISATIES)
    rij = database.execute(f"SELECT {kolommen} FROM dossier WHERE id = ?", [dossier_id]).fetchone()
    hier = eigen.lees(database)
    assert hier is not None
    mag = {organisatie for organisatie, ziet in zip(ORGANISATIES, rij, strict=True) if ziet}
    return frozenset((mag & eigen.sleutels(database).keys()) | {hier.organisatie})


def _onthoud_toestemming(database: Database, aanleiding: Aanleiding) -> None:
    """Keep what the server has to know of the consent; it is told when that changed."""
    database.execute(
        "INSERT INTO toestemming (dossier, mag, beslist, hlc) "
        "SELECT id, gedeeld, beslist OR status <> 'intake', ? FROM dossier WHERE id = ? "
        "ON CONFLICT (dossier) DO UPDATE SET mag = excluded.mag, beslist = excluded.beslist, "
        "hlc = excluded.hlc, bij_centrale = 0 WHERE mag <> excluded.mag OR beslist <> excluded.beslist",
        [aanleiding.hlc, aanleiding.dossier],
    )
