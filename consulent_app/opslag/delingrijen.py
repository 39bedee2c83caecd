"""The delingen of this workplace and of others, as rows: what waits to go, and what came in."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consulent_app.delen.deling import EERSTE, VERNIETIGD, Deling, klopt
from consulent_app.opslag.celrijen import WIE_BLIJFT, WIE_GAAT
from consulent_app.opslag.rijen import als_json

if TYPE_CHECKING:
    from sqlite_utils import Database

KOLOMMEN = (
    "id", "dossier", "apparaat", "nr", "hlc", "soort", "organisatie", "zegels", "inhoud", "vorige", "hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gat:
    """Numbers of a workplace that are not here, from `van` up to and including `tot`."""

    apparaat: str
    van: int
    tot: int


TE_DOEN, GEDAAN, ONLEESBAAR = 0, 1, 2


def voeg_eigen_toe(database: Database, deling: Deling) -> None:
    """Add what this workplace tells."""
    _voeg_toe(database, deling, GEDAAN)
    _volg(database, deling.apparaat)


def ontvang(database: Database, delingen: Iterable[Deling], *, van_centrale: bool) -> list[str]:
    """Add what others told, each once, in the open transaction; return what does not fit, a line each.

    What does not fit with itself is not taken. What comes from the server need not go there.
    """
    afwijkingen: list[str] = []
    apparaten: dict[str, None] = {}
    for deling in delingen:
        if deling.inhoud and not klopt(deling):
            afwijkingen.append(f"{deling.apparaat} {deling.nr}: veranderd")
        else:
            apparaten[deling.apparaat] = None
            _voeg_toe(database, deling, TE_DOEN if deling.inhoud else GEDAAN, van_centrale)
    return afwijkingen + [wat for apparaat in apparaten for wat in _volg(database, apparaat)]


def te_sturen(database: Database, hoogstens: int) -> list[Deling]:
    """Return the first delingen of this workplace that the server does not have yet."""
    vraag = (
        f"SELECT {', '.join(KOLOMMEN)} FROM deling "
        "WHERE NOT bij_centrale AND apparaat = (SELECT apparaat FROM eigen) ORDER BY nr LIMIT ?"
    )
    return [_gelezen(rij) for rij in database.execute(vraag, [hoogstens])]


def eigenaren(database: Database, dossiers: Sequence[str]) -> dict[str, str]:
    """Return of which organisation each of these dossiers is, as far as they are here."""
    vraag = "SELECT id, organisatie FROM dossier WHERE id IN (SELECT value FROM json_each(?))"
    return dict(database.execute(vraag, [als_json(list(dossiers))]).fetchall())


def gestuurd(database: Database, ids: Sequence[str]) -> None:
    """Put down that the server has these."""
    vraag = "UPDATE deling SET bij_centrale = 1 WHERE id IN (SELECT value FROM json_each(?))"
    database.execute(vraag, [als_json(list(ids))])


def gestuurd_tot(database: Database) -> int:
    """Return the last number of this workplace that the server was known to have."""
    vraag = "SELECT max(nr) FROM deling WHERE bij_centrale AND apparaat = (SELECT apparaat FROM eigen)"
    return database.execute(vraag).fetchone()[0] or 0


def alles_opnieuw(database: Database) -> None:
    """Let all go to the server again: it was put back, or is another one."""
    for tabel in ("deling", "toestemming", "beurt", "weg"):
        database.execute(f"UPDATE {tabel} SET bij_centrale = 0")


def te_verwerken(database: Database, dossier_id: str) -> list[Deling]:
    """Return what was received of a dossier and is not in it yet, by clock."""
    vraag = f"SELECT {', '.join(KOLOMMEN)} FROM deling WHERE dossier = ? AND stand = 0 ORDER BY hlc, volgnr"
    return [_gelezen(rij) for rij in database.execute(vraag, [dossier_id])]


def van_soort(database: Database, dossier_id: str, soort: str, *, eigen: bool = False) -> list[Deling]:
    """Return what others, or this workplace, told of a dossier under one kind, the last first."""
    vraag = (
        f"SELECT {', '.join(KOLOMMEN)} FROM deling WHERE dossier = ? AND soort = ? "
        "AND (apparaat = (SELECT apparaat FROM eigen)) = ? ORDER BY hlc DESC, volgnr DESC"
    )
    return [_gelezen(rij) for rij in database.execute(vraag, [dossier_id, soort, int(eigen)])]


def dossiers_te_verwerken(database: Database) -> list[str]:
    """Return the dossiers of which something was received that is not in them yet."""
    vraag = "SELECT dossier FROM deling WHERE stand = 0 GROUP BY dossier ORDER BY min(hlc)"
    return [rij[0] for rij in database.execute(vraag)]


def zet_stand(database: Database, deling_id: str, stand: int) -> None:
    """Put down what came of a deling."""
    database.execute("UPDATE deling SET stand = ? WHERE id = ?", [stand, deling_id])


def tel_onleesbaar(database: Database) -> int:
    """Return how many delingen could not be read."""
    vraag = "SELECT count(*) FROM deling WHERE stand = ?"
    return int(database.execute(vraag, [ONLEESBAAR]).fetchone()[0])


def sinds(database: Database, heeft: Mapping[str, int], hoogstens: int = -1) -> list[Deling]:
    """Return what somebody lacks who has of each workplace all up to that number."""
    vraag = (
        f"SELECT {', '.join(KOLOMMEN)} FROM deling WHERE nr > coalesce((SELECT value FROM json_each(?) "
        "WHERE key = apparaat), 0) ORDER BY volgnr LIMIT ?"
    )
    return [_gelezen(rij) for rij in database.execute(vraag, [als_json(dict(heeft)), hoogstens])]


def met_volgnr(database: Database, volgnr: int) -> Deling:
    """Return one row by its number in this store."""
    vraag = f"SELECT {', '.join(KOLOMMEN)} FROM deling WHERE volgnr = ?"
    return _gelezen(database.execute(vraag, [volgnr]).fetchone())


def eigen_elders(database: Database, delingen: Iterable[Deling]) -> list[Deling]:
    """Return, of delingen of this workplace that others have, those from the first that is not here."""
    vraag = "SELECT nr, hash FROM deling WHERE apparaat = (SELECT apparaat FROM eigen)"
    hier = dict(database.execute(vraag).fetchall())
    later = sorted(delingen, key=lambda deling: deling.nr)
    while later and hier.get(later[0].nr) == later[0].hash:
        later.pop(0)
    return later


def heeft(database: Database) -> dict[str, int]:
    """Return up to which number this workplace has everything, of each workplace."""
    return dict(database.execute("SELECT apparaat, nr FROM keten").fetchall())


def gaten(database: Database) -> list[Gat]:
    """Return where numbers are lacking of workplaces of the own organisation, the first of each."""
    vraag = (
        "SELECT k.apparaat, k.nr + 1, min(d.nr) - 1 FROM keten AS k JOIN deling AS d USING (apparaat) "
        "JOIN eigen AS e ON e.organisatie = d.organisatie AND e.apparaat <> d.apparaat "
        "WHERE d.nr > k.nr GROUP BY k.apparaat ORDER BY k.apparaat"
    )
    return [Gat(*rij) for rij in database.execute(vraag)]


def sla_over(database: Database, gat: Gat) -> list[str]:
    """Follow a chain again behind numbers that went with their dossier; return where it does not fit."""
    database.execute(
        "UPDATE keten SET nr = ?, hash = (SELECT vorige FROM deling WHERE apparaat = ? AND nr = ?) "
        "WHERE apparaat = ?",
        [gat.tot, gat.apparaat, gat.tot + 1, gat.apparaat],
    )
    return _volg(database, gat.apparaat)


def vergeet(database: Database, dossier_id: str) -> None:
    """Let nothing stay of what was told of a dossier but that it was, in the open transaction.

    The empty rows keep the chain; what comes late of it is emptied too.
    """
    database.execute("INSERT INTO weg (dossier) VALUES (?) ON CONFLICT DO NOTHING", [dossier_id])
    leeg(database, dossier_id)
    for tabel in ("toestemming", "beurt"):
        database.execute(f"DELETE FROM {tabel} WHERE dossier = ?", [dossier_id])


def leeg(database: Database, dossier_id: str) -> None:
    """Let nothing stay of what was told of a dossier, but what comes is kept again."""
    database.execute(
        "UPDATE deling SET inhoud = x'', zegels = '{}', stand = 1 WHERE dossier = ?", [dossier_id]
    )
    _vergeet_cellen(database, dossier_id)


def leeg_kopie(database: Database, dossier_id: str, organisatie: str, behalve: Collection[str]) -> None:
    """Let an organisation hold nothing more of what was told of a dossier, but for some delingen.

    The seal of the other one stays on what that one told: by it, it sees that it still misses what comes to
    it this way.
    """
    database.execute(
        "UPDATE deling SET inhoud = x'', stand = 1, "
        "zegels = iif(organisatie = :van, '{}', json_remove(zegels, '$.' || :van)) "
        "WHERE dossier = :dossier AND id NOT IN (SELECT value FROM json_each(:behalve))",
        {"van": organisatie, "dossier": dossier_id, "behalve": als_json(list(behalve))},
    )
    _vergeet_cellen(database, dossier_id)


def _vergeet_cellen(database: Database, dossier_id: str) -> None:
    for tabel in ("celversie", "te_delen", "stuk_gedeeld", "beurtvraag"):
        database.execute(f"DELETE FROM {tabel} WHERE dossier = ?", [dossier_id])


def zet_stuk_gedeeld(database: Database, stuk: str, dossier_id: str, voor: Iterable[str]) -> None:
    """Put down which organisations were told of a print."""
    database.execute(
        "INSERT INTO stuk_gedeeld (stuk, dossier, voor) VALUES (?, ?, ?) "
        "ON CONFLICT (stuk) DO UPDATE SET voor = excluded.voor",
        [stuk, dossier_id, als_json(sorted(voor))],
    )


def vergeet_wie(database: Database, dossier_id: str, blijft: Iterable[str]) -> None:
    """Let only these organisations be known to have been told of the prints of a dossier."""
    wie = als_json(sorted(blijft))
    database.execute(
        f"UPDATE stuk_gedeeld SET voor = {WIE_BLIJFT} WHERE dossier = ? AND {WIE_GAAT}",
        [wie, dossier_id, wie],
    )


def eigen_stukken(database: Database, dossier_id: str) -> list[frozenset[str]]:
    """Return which organisations were told of the prints of a dossier, when any was told of here."""
    vraag = (
        "SELECT voor FROM stuk_gedeeld AS g WHERE dossier = ? AND EXISTS (SELECT 1 FROM deling "
        "WHERE dossier = g.dossier AND soort = 'stuk' AND apparaat = (SELECT apparaat FROM eigen))"
    )
    return [frozenset(json.loads(voor)) for (voor,) in database.execute(vraag, [dossier_id])]


def haal_weg(database: Database, deling_id: str) -> None:
    """Remove a deling that nobody else has seen."""
    database.execute("DELETE FROM deling WHERE id = ?", [deling_id])


def is_weg(database: Database, dossier_id: str) -> bool:
    """Say whether a dossier was destroyed, here or elsewhere."""
    return bool(database.execute("SELECT 1 FROM weg WHERE dossier = ?", [dossier_id]).fetchone())


def _voeg_toe(database: Database, deling: Deling, stand: int, bij_centrale: bool = False) -> None:
    """Add a row, or fill the one that came without its contents by another way."""
    inhoud, zegels = deling.inhoud, deling.zegels
    if deling.soort != VERNIETIGD and is_weg(database, deling.dossier):
        inhoud, zegels, stand = b"", {}, GEDAAN
    rij = [
        deling.id, deling.dossier, deling.apparaat, deling.nr, deling.hlc, deling.soort, deling.organisatie,
        als_json({wie: b64encode(zegel).decode() for wie, zegel in zegels.items()}), inhoud, deling.vorige,
        deling.hash, int(bij_centrale), stand,
    ]  # fmt: skip
    plekken = ", ".join("?" for _ in rij)
    database.execute(
        f"INSERT INTO deling ({', '.join(KOLOMMEN)}, bij_centrale, stand) VALUES ({plekken}) "
        "ON CONFLICT DO UPDATE SET bij_centrale = max(bij_centrale, excluded.bij_centrale), "
        "stand = iif(inhoud = x'' AND excluded.inhoud <> x'', excluded.stand, stand), "
        "zegels = iif(inhoud = x'', excluded.zegels, zegels), "
        "inhoud = iif(inhoud = x'', excluded.inhoud, inhoud) WHERE hash = excluded.hash",
        rij,
    )


def _volg(database: Database, apparaat: str) -> list[str]:
    """Follow the chain of a workplace as far as it is there; return where it does not fit."""
    rij = database.execute("SELECT nr, hash FROM keten WHERE apparaat = ?", [apparaat]).fetchone()
    nr, hash_ = rij or (0, EERSTE)
    afwijkingen = []
    vraag = "SELECT nr, vorige, hash FROM deling WHERE apparaat = ? AND nr > ? ORDER BY nr"
    for volgende, vorige, eigen_hash in database.execute(vraag, [apparaat, nr]):
        if volgende != nr + 1:
            break
        if vorige != hash_:
            afwijkingen.append(f"{apparaat} {volgende}: sluit niet aan")
        nr, hash_ = volgende, eigen_hash
    database.execute(
        "INSERT INTO keten (apparaat, nr, hash) VALUES (?, ?, ?) "
        "ON CONFLICT (apparaat) DO UPDATE SET nr = excluded.nr, hash = excluded.hash",
        [apparaat, nr, hash_],
    )
    return afwijkingen


def _gelezen(rij: Sequence[object]) -> Deling:
    waarden = dict(zip(KOLOMMEN, rij, strict=True))
    zegels = json.loads(str(waarden["zegels"]))
    waarden["zegels"] = {wie: b64decode(zegel) for wie, zegel in zegels.items()}
    return Deling(**waarden)  # type: ignore[arg-type]
