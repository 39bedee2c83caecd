"""Columns that nobody reads: told, as a misspelt one would be unknown for everybody without a word."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from consulent_app.regels.sql.velden import Kolom
from consulent_app.uitwisseling.bestand.bronnen import VERPLICHT, Bron
from consulent_app.uitwisseling.bestand.inlezen import BRON_VAN
from consulent_app.uitwisseling.bestand.intakes import ADRES, NAMEN

#: Columns that are read without being an answer that a rule asks for.
OOK = {
    "huishoudens": ADRES,
    "personen": (*NAMEN, "inkomens_bekend"),
    "toekenningen": ("persoon_id",),
    "kosten": ("persoon_id",),
}


def niet_gelezen(bronnen: Mapping[str, Bron], kolommen: Mapping[str, list[Kolom]]) -> tuple[str, ...]:
    """Return, per file with columns that are not read, a line that names them and what may be meant."""
    meldingen = []
    for tabel, naam in BRON_VAN.items():
        if naam not in bronnen:
            continue
        velden = [k.veld for k in kolommen[tabel] if k.veld and k.veld.soort not in ("lijst", "persoon")]
        kent = [*VERPLICHT[naam], *OOK.get(naam, ()), *(veld.sleutel for veld in velden)]
        vreemd = [kolom for kolom in bronnen[naam].kolommen if kolom and kolom not in kent]
        if vreemd:
            namen = ", ".join(_met_raad(kolom, kent) for kolom in vreemd)
            meldingen.append(f"{bronnen[naam].pad.name}: niet gelezen kolommen: {namen}.")
    return tuple(meldingen)


def _met_raad(kolom: str, kent: list[str]) -> str:
    lijkt = difflib.get_close_matches(kolom.lower(), kent, n=1, cutoff=0.75)
    return f"'{kolom}' (bedoelt u '{lijkt[0]}'?)" if lijkt else f"'{kolom}'"
