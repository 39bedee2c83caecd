"""The questions behind missing answers, as the conversation asks them, to print on paper."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from consulent_app.documenten.woorden import roepnaam
from consulent_app.huishouden.model import Intake
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import veldbestanden
from consulent_app.regels.velden import Veld, lees_veld

_RIJ = re.compile(r"\b(personen|inkomens|kosten|eerder_toegekend)\.[^.]+")


def vragen(paden: Iterable[str], intake: Intake) -> list[str]:
    """Return the question for each path of a missing answer, each question once, in order."""
    bekend = [(_algemeen(pad), pad) for pad in paden]
    geordend = sorted(
        (paar for paar in bekend if paar[0] in _velden()), key=lambda p: _velden()[p[0]].volgorde
    )
    return list(dict.fromkeys(_vraag(_velden()[veld], pad, intake) for veld, pad in geordend))


def _vraag(veld: Veld, pad: str, intake: Intake) -> str:
    naam = roepnaam(intake.persoon(pad.split(".")[1])) if pad.startswith("personen.") else ""
    return veld.vraag.replace("{naam}", naam)


def _algemeen(pad: str) -> str:
    return _RIJ.sub(r"\1.*", pad)


@lru_cache(maxsize=1)
def _velden() -> Mapping[str, Veld]:
    bestanden = veldbestanden(resources() / "regels" / "rijk")
    tabellen = [
        tabel for pad in bestanden for tabel in tomllib.loads(pad.read_text(encoding="utf-8"))["veld"]
    ]
    velden = [lees_veld(tabel, nummer) for nummer, tabel in enumerate(tabellen)]
    return {veld.pad: veld for veld in velden}
