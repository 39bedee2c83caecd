"""What the resident can do against a decision: objection, or appeal about kwijtschelding (Awb 3:45)."""

from __future__ import annotations

from typing import Any

from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.termijnen import beroep_tot, bezwaar_tot
from consulent_app.documenten.bouwstenen import bij_elkaar, punten
from consulent_app.documenten.brieftekst import opgemaakt, par, regel, samen, tussenkop
from consulent_app.documenten.woorden import opsommen
from consulent_app.huishouden.datums import datum_leesbaar

INHOUD = ("naam", "datum", "besluit", "waarom", "handtekening")


def heeft_beroep(zaak: Afhandeling) -> bool:
    """Say whether part of the decision is about kwijtschelding."""
    return bool(_namen(zaak, "beroep"))


def clausules(zaak: Afhandeling) -> list[Any]:
    """Return the clause for each remedy that this decision is open to."""
    delen: list[Any] = []
    if namen := _namen(zaak, "bezwaar"):
        # Only when the two remedies stand side by side must the letter say which is for what.
        delen += _bezwaar(zaak, opsommen(namen) if heeft_beroep(zaak) else "")
    if namen := _namen(zaak, "beroep"):
        delen += _beroep(zaak, opsommen(namen))
    return delen


def _namen(zaak: Afhandeling, middel: str) -> list[str]:
    beslist = [t.regeling for t in zaak.toekenningen] + [a.regeling for a in zaak.afwijzingen]
    return list(dict.fromkeys(r.naam for r in beslist if r.rechtsmiddel == middel))


def _bezwaar(zaak: Afhandeling, waarover: str) -> list[Any]:
    inst = zaak.instellingen
    dag, orgaan = datum_leesbaar(bezwaar_tot(zaak.datum)), inst.tekst("organisatie.bestuursorgaan")
    digitaal = inst.tekst("bezwaar.digitaal")
    rechtbank = inst.tekst("bezwaar.rechtbank") or regel("bezwaar.rechtbank")
    return [
        tussenkop("bezwaar.kop"),
        samen(
            opgemaakt("bezwaar.waarover", waarover=waarover) if waarover else "",
            opgemaakt("bezwaar.termijn", orgaan=orgaan, dag=dag),
        ),
        samen(
            opgemaakt("bezwaar.per_post", adres=inst.tekst("bezwaar.postadres")),
            opgemaakt("bezwaar.digitaal", adres=digitaal) if digitaal else "",
        ),
        bij_elkaar(_inhoud(zaak)),
        samen(opgemaakt("bezwaar.blijft_gelden"), opgemaakt("bezwaar.spoed", rechtbank=rechtbank)),
    ]


def _beroep(zaak: Afhandeling, waarover: str) -> list[Any]:
    """The way for kwijtschelding: administrative appeal in ten days (URI 1990 art. 24)."""
    inst = zaak.instellingen
    dag = datum_leesbaar(beroep_tot(zaak.datum))
    orgaan, adres = inst.tekst("beroep.orgaan"), inst.tekst("beroep.postadres")
    return [
        tussenkop("beroep.kop", waarover=f"{waarover[:1].lower()}{waarover[1:]}"),
        samen(
            opgemaakt("beroep.beslisser"),
            opgemaakt("beroep.termijn", orgaan=orgaan, dag=dag),
            opgemaakt("beroep.artikel"),
        ),
        par("beroep.per_post", adres=adres),
        *([] if _namen(zaak, "bezwaar") else [bij_elkaar(_inhoud(zaak))]),
    ]


def _inhoud(zaak: Afhandeling) -> list[Any]:
    delen = [opgemaakt(f"inhoud.{deel}", kenmerk=zaak.kenmerk) for deel in INHOUD]
    return [par("bezwaar.inhoud"), *punten(delen)]
