"""The small writes by which facts come beside what they tell of, in the transaction that is open."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.besluiten.schuldhulpstappen import schuldhulpstappen
from consulent_app.besluiten.telfeiten import (
    AANVRAAG,
    AFGESLOTEN,
    AFGEWEZEN,
    BEGONNEN,
    INTREKKING,
    MAANDEN_EEN_RECHT,
    NAZORG,
    NIET_GEVRAAGD,
    TOEGEKEND,
    VERWIJZING,
    VOORSTEL,
    Eerder,
    Telfeit,
    Telling,
    trekt_in,
    volgt_op,
)
from consulent_app.huishouden.datums import plus_maanden
from consulent_app.huishouden.geld import Geld
from consulent_app.regels.uitkomst import KEREN_PER_JAAR

if TYPE_CHECKING:
    from sqlite_utils import Database

FEIT = (
    "nr", "huishouden", "dag", "moment", "regeling", "naam", "persoon", "kind", "uitkomst", "wijze", "cent",
    "personen", "kinderen", "plaats", "gebied", "huishoudtype", "taal", "leeftijd", "eerste_contact",
    "vervangt", "pakket",
)  # fmt: skip
#: From here on a number is that of another workplace: db/lokaal/0008_delen.sql.
ELDERS = 1 << 40
REDEN = ("feit", "soort", "wat")
STAP = ("nr", "huishouden", "dag", "soort", "wat")
#: The columns of whole numbers that are always there.
GETALLEN = frozenset({"nr", "kind", "cent", "personen", "kinderen", "feit"})
#: Of a dossier that was never closed before it was destroyed: it is no longer open.
VERNIETIGD = "vernietigd"
#: What a resident tells of an application, as the decision that it was.
_VERTELD = {"gekregen": TOEGEKEND, "geweigerd": AFGEWEZEN}


def dag_van(moment: datetime) -> date:
    """Return the day on the desk's own calendar."""
    return moment.astimezone().date()


def begin(database: Database, dossier_id: str, moment: datetime) -> None:
    """Give a new dossier its handle, and count that it was begun."""
    rij = {"dossier": dossier_id, "huishouden": secrets.token_hex(8)}
    database.table("telhuishouden").insert(rij)
    stap(database, dossier_id, dag_van(moment), BEGONNEN)


def stap(database: Database, dossier_id: str, dag: date, soort: str, wat: str = "") -> None:
    """Count something that happened beside decisions."""
    rij = {"huishouden": _huishouden(database, dossier_id), "dag": dag.isoformat()}
    database.table("telstap").insert({**rij, "soort": soort, "wat": wat})


def sluit(database: Database, dossier_id: str, moment: datetime) -> None:
    """Count a dossier that is destroyed as closed, when it was not: nobody works on it any more."""
    vraag = "SELECT 1 FROM telstap_alle WHERE huishouden = ? AND soort = ?"
    if not database.execute(vraag, [_huishouden(database, dossier_id), AFGESLOTEN]).fetchone():
        stap(database, dossier_id, dag_van(moment), AFGESLOTEN, VERNIETIGD)


def tel(database: Database, dossier_id: str, nu: datetime, moment: str, telling: Telling) -> None:
    """Count a decision or a proposal with its referrals: what is new in it, once."""
    dag, eerder = dag_van(nu), eerdere(database, dossier_id, moment)
    for feit in telling.feiten:
        plaats = volgt_op(feit, eerder.get(feit.deel), moment, dag)
        if plaats is not None:
            _voeg_toe(database, dossier_id, dag, feit, telling, plaats)
    for naar in telling.verwijzingen:
        _verwijs(database, dossier_id, dag, naar)


def trek_in(database: Database, dossier_id: str, nu: datetime, telling: Telling) -> None:
    """Count that the resident took back what was asked for."""
    dag, eerder = dag_van(nu), eerdere(database, dossier_id, INTREKKING)
    for gevraagd in telling.feiten:
        plaats = trekt_in(eerder.get(gevraagd.deel)) if gevraagd.deel in telling.aanvragen else None
        if plaats is not None:
            delen = gevraagd.regeling, gevraagd.naam, gevraagd.persoon, gevraagd.kind
            _voeg_toe(database, dossier_id, dag, Telfeit(*delen, NIET_GEVRAAGD), telling, plaats)


def nazorg(database: Database, dossier_id: str, nu: datetime, verteld: Mapping[str, Any]) -> None:
    """Count what a resident told; of an application it says how the gemeente decided."""
    uitkomst = verteld.get("uitkomst")
    if not uitkomst:
        return
    stap(database, dossier_id, dag_van(nu), NAZORG, uitkomst)
    deel = verteld["regeling"], verteld["persoon"]
    eerder = eerdere(database, dossier_id, AANVRAAG).get(deel)
    if eerder is not None and eerder.uitkomst == AANVRAAG and uitkomst in _VERTELD:
        _beslist(database, dossier_id, nu, eerder.nr, _VERTELD[uitkomst])


def schuldhulp(
    database: Database, dossier_id: str, nu: datetime, was: Mapping[str, Any], wordt: Mapping[str, Any]
) -> None:
    """Count what a change of the trace of debt help adds and takes back, on the day of that change."""
    for soort, wat in schuldhulpstappen(Behandeling.uit_document(was), Behandeling.uit_document(wordt)):
        stap(database, dossier_id, dag_van(nu), soort, wat)


def eerdere(database: Database, dossier_id: str, moment: str) -> dict[tuple[str, str | None], Eerder]:
    """Return the last fact per regeling and person: of proposals for a proposal, else of all other."""
    vraag = (
        "SELECT regeling, p.persoon, nr, dag, moment, uitkomst, wijze, cent FROM telfeit_alle AS f "
        "LEFT JOIN telpersoon AS p ON p.handvat = f.persoon "
        f"WHERE huishouden = ? AND (moment = '{VOORSTEL}') = ? ORDER BY nr"
    )
    welke = [_huishouden(database, dossier_id), moment == VOORSTEL]
    return {
        (regeling, persoon): Eerder(nr, date.fromisoformat(dag), *rest)
        for regeling, persoon, nr, dag, *rest in database.execute(vraag, welke)
    }


def _huishouden(database: Database, dossier_id: str) -> str:
    vraag = "SELECT huishouden FROM telhuishouden WHERE dossier = ?"
    return str(database.execute(vraag, [dossier_id]).fetchone()[0])


def _handvat(database: Database, dossier_id: str, persoon: str | None) -> str:
    """Return the handle of a person, made when it is not there; '' for the household."""
    if persoon is None:
        return ""
    database.execute(
        "INSERT INTO telpersoon (dossier, persoon, handvat) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [dossier_id, persoon, secrets.token_hex(8)],
    )
    vraag = "SELECT handvat FROM telpersoon WHERE dossier = ? AND persoon = ?"
    return str(database.execute(vraag, [dossier_id, persoon]).fetchone()[0])


def _voeg_toe(
    database: Database, dossier_id: str, dag: date, feit: Telfeit, telling: Telling,
    plaats: tuple[str, int | None],
) -> None:  # fmt: skip
    gezin, (moment, vervangt) = telling.gezin, plaats
    rij = (
        _huishouden(database, dossier_id), dag.isoformat(), moment, feit.regeling, feit.naam,
        _handvat(database, dossier_id, feit.persoon), int(feit.kind), feit.uitkomst, feit.wijze, feit.cent,
        gezin.personen, gezin.kinderen, gezin.plaats, gezin.gebied, gezin.huishoudtype, gezin.taal,
        gezin.leeftijd, _eerste_contact(database, dossier_id, gezin.plaats), vervangt, telling.pakket,
    )  # fmt: skip
    nr = _voeg_rij_toe(database, rij)
    redenen = [(nr, reden.soort, reden.wat) for reden in dict.fromkeys(feit.redenen)]
    database.conn.executemany("INSERT INTO telreden (feit, soort, wat) VALUES (?, ?, ?)", redenen)


def _voeg_rij_toe(database: Database, rij: Iterable[Any]) -> int:
    """Add a fact with all its columns but the number, and return that."""
    velden = dict(zip(FEIT[1:], rij, strict=True))
    if (velden["vervangt"] or 0) >= ELDERS:
        velden |= {"vervangt": None, "vervangt_elders": velden["vervangt"]}
    kolommen, waarden = list(velden), list(velden.values())
    plekken = ", ".join("?" for _ in waarden)
    opdracht = f"INSERT INTO telfeit ({', '.join(kolommen)}) VALUES ({plekken})"
    nr = database.conn.execute(f"{opdracht} RETURNING nr", waarden).fetchone()[0]
    return int(nr)


def _eerste_contact(database: Database, dossier_id: str, plaats: str) -> str:
    """Return on which day the dossier was begun; with who comes from a file nobody spoke yet."""
    if plaats == "bestand":
        return ""
    vraag = "SELECT aangemaakt FROM dossier WHERE id = ?"
    moment = datetime.fromisoformat(database.execute(vraag, [dossier_id]).fetchone()[0])
    return dag_van(moment).isoformat()


def _verwijs(database: Database, dossier_id: str, dag: date, naar: str) -> None:
    """Count a referral, unless it is the one of shortly before."""
    sinds = plus_maanden(dag, -MAANDEN_EEN_RECHT).isoformat()
    vraag = "SELECT 1 FROM telstap_alle WHERE huishouden = ? AND soort = ? AND wat = ? AND dag > ?"
    welke = [_huishouden(database, dossier_id), VERWIJZING, naar, sinds]
    if not database.execute(vraag, welke).fetchone():
        stap(database, dossier_id, dag, VERWIJZING, naar)


def _beslist(database: Database, dossier_id: str, nu: datetime, nr: int, uitkomst: str) -> None:
    """Count the decision on an application: the fact of the asking with another day and outcome."""
    oud = next(database.query("SELECT * FROM telfeit_alle WHERE nr = ?", [nr]))
    toegekend = uitkomst == TOEGEKEND
    nieuw = {
        "dag": dag_van(nu).isoformat(), "moment": AANVRAAG, "uitkomst": uitkomst, "vervangt": None,
        "wijze": AANVRAAG if toegekend else "",
        "cent": _gevraagd(database, dossier_id, oud["regeling"], oud["persoon"]) if toegekend else 0,
    }  # fmt: skip
    _voeg_rij_toe(database, [(oud | nieuw)[kolom] for kolom in FEIT[1:]])


def _gevraagd(database: Database, dossier_id: str, regeling: str, handvat: str) -> int:
    """Return what the rules gave per year on the last print, in cents; what was paid stands elsewhere."""
    vraag = (
        "SELECT u.value ->> '$.bedrag', u.value ->> '$.periode' FROM stuk AS s, "
        "json_each(s.uitkomst, '$.uitkomsten') AS u WHERE s.dossier = ? AND u.value ->> '$.regeling' = ? "
        "AND u.value ->> '$.persoon' IS (SELECT persoon FROM telpersoon WHERE handvat = ?) "
        "ORDER BY s.nr DESC LIMIT 1"
    )
    rij = database.execute(vraag, [dossier_id, regeling, handvat]).fetchone()
    if rij is None or not rij[0]:
        return 0
    return Geld.uit_tekst(rij[0]).centen * KEREN_PER_JAAR[rij[1] or "eenmalig"]
