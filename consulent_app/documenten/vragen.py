"""The questions behind missing answers, as the conversation asks them, to print on paper."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from consulent_app.documenten.woorden import roepnaam
from consulent_app.huishouden.model import Intake, Persoon
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import veldbestanden
from consulent_app.regels.velden import Veld, lees_veld
from consulent_app.taal.catalogus import AAN_U, catalogus
from consulent_app.taal.schrijfwijze import zonder_isolaten
from consulent_app.taal.talen import BRONTAAL

_RIJ = re.compile(r"\b(personen|inkomens|kosten|eerder_toegekend)\.[^.]+")


@dataclass(frozen=True)
class Vraag:
    """A question as the catalogue of fields has it, and the person it is about."""

    tekst: str
    persoon: Persoon | None

    @property
    def context(self) -> str | None:
        """Return the form in which it is said: the applicant is spoken to."""
        return AAN_U if self.persoon is None or self.persoon.rol == "aanvrager" else None

    @property
    def nederlands(self) -> str:
        """Return the question in Dutch, with the name filled in."""
        naam = roepnaam(self.persoon) if self.persoon else ""
        return zonder_isolaten(catalogus(BRONTAAL).zeg(self.tekst, self.context, naam=naam).tekst)


def vragen(paden: Iterable[str], intake: Intake) -> list[Vraag]:
    """Return the question for each path of a missing answer, each question once, in order."""
    bekend = [(_algemeen(pad), pad) for pad in paden]
    geordend = sorted(
        (paar for paar in bekend if paar[0] in _velden()), key=lambda p: _velden()[p[0]].volgorde
    )
    alle = (Vraag(_velden()[veld].vraag, _over(pad, intake)) for veld, pad in geordend)
    return list({vraag.nederlands: vraag for vraag in alle}.values())


def _over(pad: str, intake: Intake) -> Persoon | None:
    return intake.persoon(pad.split(".")[1]) if pad.startswith("personen.") else None


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
