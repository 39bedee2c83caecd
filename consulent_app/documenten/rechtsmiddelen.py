"""What the resident can do against a decision: objection, or appeal about kwijtschelding (Awb 3:45)."""

from __future__ import annotations

from typing import Any

from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.termijnen import beroep_tot, bezwaar_tot
from consulent_app.documenten.bouwstenen import alinea, bij_elkaar, kop, punten, tekst, vet, zin
from consulent_app.documenten.woorden import opsommen
from consulent_app.huishouden.datums import datum_leesbaar

INHOUD = (
    "uw naam en adres;",
    "de datum waarop u schrijft;",
    "over welk besluit het gaat: noem ons kenmerk {kenmerk};",
    "waarom u het er niet mee eens bent;",
    "uw handtekening.",
)


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
    dag = datum_leesbaar(bezwaar_tot(zaak.datum))
    over = f"Dit geldt voor: {waarover}. " if waarover else ""
    digitaal = inst.tekst("bezwaar.digitaal")
    rechtbank = inst.tekst("bezwaar.rechtbank") or "de rechtbank"
    return [
        kop("Bent u het niet eens met dit besluit?"),
        alinea(
            f"{tekst(over)}U kunt bezwaar maken bij "
            f"{tekst(inst.tekst('organisatie.bestuursorgaan'))}. Doe dat {vet(f'uiterlijk op {dag}')}. "
            "Dat is binnen zes weken na de dag waarop wij dit besluit bekendmaakten."
        ),
        _waarheen("Stuur uw bezwaar naar", inst.tekst("bezwaar.postadres"), digitaal),
        bij_elkaar(_inhoud(zaak, "Zet in uw brief:")),
        zin(
            "Het besluit blijft gelden tot wij over uw bezwaar hebben beslist. Kunt u daar niet op "
            f"wachten? Vraag dan de voorzieningenrechter van {rechtbank} om een voorlopige "
            "voorziening. Dat kan alleen als u ook bezwaar maakt."
        ),
    ]


def _beroep(zaak: Afhandeling, waarover: str) -> list[Any]:
    """The way for kwijtschelding: administrative appeal in ten days (URI 1990 art. 24)."""
    inst = zaak.instellingen
    dag = datum_leesbaar(beroep_tot(zaak.datum))
    return [
        kop(f"Niet eens met het besluit over {waarover[:1].lower()}{waarover[1:]}?"),
        alinea(
            f"Hiervoor gelden andere regels. U kunt administratief beroep instellen bij "
            f"{tekst(inst.tekst('beroep.orgaan'))}. Doe dat {vet(f'uiterlijk op {dag}')}. Dat is "
            "binnen tien dagen na de dag waarop wij dit besluit bekendmaakten (artikel 24 van de "
            "Uitvoeringsregeling Invorderingswet 1990)."
        ),
        _waarheen("Stuur uw beroep naar", inst.tekst("beroep.postadres"), ""),
        *([] if _namen(zaak, "bezwaar") else [bij_elkaar(_inhoud(zaak, "Zet in uw brief:"))]),
    ]


def _waarheen(begin: str, adres: str, digitaal: str) -> Any:
    ook = f" Digitaal kan ook: {tekst(digitaal)}." if digitaal else ""
    return alinea(f"{begin}: {tekst(adres)}.{ook}")


def _inhoud(zaak: Afhandeling, begin: str) -> list[Any]:
    return [zin(begin), *punten([tekst(r.format(kenmerk=zaak.kenmerk)) for r in INHOUD])]
