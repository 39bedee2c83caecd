"""Delingen to the server and from it: in portions that are each there whole, and each once."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from consulent_app.delen.deling import Deling
from consulent_app.uitwisseling.centraal.lijn import Lijn
from consulent_app.uitwisseling.centraal.tempo import GROOTSTE_BYTES, Tempo

#: What a deling takes beside its contents.
RAND_BYTES = 600
MEESTE_TEGELIJK = 2000

#: What came over, each with its number at the server: the cursor of the next time.
Portie = tuple[tuple[int, Deling], ...]

# One statement whatever the number, and nothing of a portion without the rest of it. What is small goes as
# JSON: as arrays of text it took three times as long to write out.
_STUUR = """
    INSERT INTO app.deling (
        inhoud, id, dossier, apparaat, apparaat_nr, hlc, soort, organisatie, eigenaar, zegels, vorige, hash
    )
    SELECT * FROM ROWS FROM (unnest(%b::bytea[]), json_to_recordset(%s::json) AS (
        id uuid, dossier uuid, apparaat text, nr bigint, hlc bigint, soort text, organisatie text,
        eigenaar text, zegels jsonb, vorige text, hash text
    )) ON CONFLICT (organisatie, id) DO NOTHING
"""
_KOLOMMEN = """
    nr, id::text, dossier::text, apparaat, apparaat_nr, hlc, soort, organisatie, zegels, inhoud, vorige,
    hash
"""
# The sizes are added up before any contents are read.
_HAAL = f"""
    SELECT {_KOLOMMEN} FROM (
        SELECT *,
               sum(octet_length(inhoud) + {RAND_BYTES}) OVER (ORDER BY nr) - octet_length(inhoud) AS voor
        FROM (SELECT * FROM app.deling WHERE nr > %s AND {{waar}} ORDER BY nr LIMIT {MEESTE_TEGELIJK}) AS e
    ) AS e WHERE voor <= %s ORDER BY nr
"""
_VANAF = _HAAL.format(waar="NOT (apparaat = %s AND apparaat_nr <= %s)")
_EIGEN = _HAAL.format(waar="apparaat = %s AND apparaat_nr > %s")
_NUMMERS = _HAAL.format(waar="apparaat = %s AND apparaat_nr BETWEEN %s AND %s")
_VAN_DOSSIERS = _HAAL.format(waar="dossier = ANY(%s::uuid[]) AND organisatie <> %s")


def tot_nr(lijn: Lijn) -> int:
    """Return the last number of this workplace that the server has: what follows is still to be sent.

    Less than it had before means that the server was put back.
    """
    nr: int = lijn.vraag("SELECT app.tot_nr()")[0][0]
    return nr


def stuur(lijn: Lijn, delingen: Sequence[Deling], eigenaren: Mapping[str, str]) -> int:
    """Send them in their order, and return how many the server did not have yet.

    `eigenaren` says of which organisation each dossier is; who writes about another had it to itself.

    After a cut the portions that arrived are there; the same call once more goes on. Raises Kloon when
    another store wrote under this name, Verbroken when the line goes, OmgevingsFout otherwise.
    """
    tempo, nieuw, vanaf = Tempo(), 0, 0
    while vanaf < len(delingen):
        tot, omvang = _einde_portie(delingen, vanaf, tempo.omvang)
        with tempo.gemeten(omvang):
            nieuw += lijn.doe(_STUUR, _waarden(delingen[vanaf:tot], eigenaren), omvang)
        vanaf = tot
    return nieuw


def haal(lijn: Lijn, na: int, eigen_tot: int, hoogstens_bytes: int = GROOTSTE_BYTES) -> Iterator[Portie]:
    """Give all that may be seen after cursor `na`, in portions in the order of the server.

    Of the own ones only those after `eigen_tot`: a store that was put back gets the later ones again.
    """
    return _haal(lijn, _VANAF, na, [lijn.wie.apparaat, eigen_tot], hoogstens_bytes)


def haal_eigen(lijn: Lijn, na_nr: int, hoogstens_bytes: int = GROOTSTE_BYTES) -> Iterator[Portie]:
    """Give what this workplace told after this number of its own."""
    return _haal(lijn, _EIGEN, 0, [lijn.wie.apparaat, na_nr], hoogstens_bytes)


def haal_nummers(lijn: Lijn, apparaat: str, van: int, tot: int) -> tuple[list[Deling], set[int]]:
    """Return what a workplace told under these numbers, and which of them went with their dossier."""
    gehaald = [
        deling
        for portie in _haal(lijn, _NUMMERS, 0, [apparaat, van, tot], GROOTSTE_BYTES)
        for _, deling in portie
    ]
    weg = lijn.vraag("SELECT app.opgeruimd_van(%s, %s, %s)", [apparaat, van, tot])
    return gehaald, {nr for (nr,) in weg}


def haal_dossiers(
    lijn: Lijn, dossiers: Sequence[str], hoogstens_bytes: int = GROOTSTE_BYTES
) -> Iterator[Portie]:
    """Give what the other organisation told of some dossiers, whatever the cursor, after a yes.

    What the own one told never lies behind the cursor.
    """
    return _haal(lijn, _VAN_DOSSIERS, 0, [list(dossiers), lijn.wie.organisatie], hoogstens_bytes)


def _haal(lijn: Lijn, opdracht: str, na: int, waarden: Sequence[Any], hoogstens: int) -> Iterator[Portie]:
    tempo = Tempo(hoogstens)
    while True:
        with tempo.gemeten(tempo.omvang):
            rijen = lijn.vraag(opdracht, [na, *waarden, tempo.omvang], tempo.omvang)
        if not rijen:
            return
        yield tuple((rij[0], _deling(rij)) for rij in rijen)
        na = rijen[-1][0]


def _einde_portie(delingen: Sequence[Deling], vanaf: int, hoogstens: int) -> tuple[int, int]:
    """Return before which one the portion ends, at least one further, and how large it is."""
    tot, omvang = vanaf, 0
    while tot < len(delingen) and tot - vanaf < MEESTE_TEGELIJK and omvang < hoogstens:
        omvang += len(delingen[tot].inhoud) + RAND_BYTES
        tot += 1
    return tot, omvang


def _waarden(delingen: Sequence[Deling], eigenaren: Mapping[str, str]) -> list[Any]:
    kenmerken = [
        _kenmerken(deling) | {"eigenaar": eigenaren.get(deling.dossier, deling.organisatie)}
        for deling in delingen
    ]
    return [[deling.inhoud for deling in delingen], json.dumps(kenmerken)]


def _kenmerken(deling: Deling) -> dict[str, Any]:
    kenmerken = {veld.name: getattr(deling, veld.name) for veld in fields(deling) if veld.name != "inhoud"}
    zegels = {wie: b64encode(zegel).decode() for wie, zegel in deling.zegels.items()}
    return {**kenmerken, "zegels": zegels}


def _deling(rij: Sequence[Any]) -> Deling:
    _, id_, dossier, apparaat, nr, hlc, soort, organisatie, zegels, inhoud, vorige, hash_ = rij
    open_zegels = {wie: b64decode(zegel) for wie, zegel in zegels.items()}
    return Deling(
        id_, dossier, apparaat, nr, hlc, soort, organisatie, open_zegels, bytes(inhoud), vorige, hash_
    )
