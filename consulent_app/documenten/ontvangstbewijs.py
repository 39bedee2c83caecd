"""The receipt: what was handed in, when and to whom, and by when the gemeente decides."""

from __future__ import annotations

from typing import Any

from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.termijnen import beslist_voor
from consulent_app.documenten import papier
from consulent_app.documenten.bouwstenen import (
    alinea,
    bij_elkaar,
    invulvakken,
    kop,
    punten,
    ruimte,
    tekst,
    vakjes,
    vet,
    zin,
)
from consulent_app.documenten.briefpapier import druk
from consulent_app.documenten.woorden import aanduiding, namen, opsommen
from consulent_app.huishouden.datums import datum_leesbaar

LEGE_REGELS = 4
OPEN = "…" * 40


def ontvangstbewijs(zaak: Afhandeling) -> bytes:
    """Return the receipt as a PDF; papers that are not ticked can be ticked by hand at the desk."""
    inst = zaak.instellingen
    van = opsommen(namen(zaak.intake)) or "de aanvrager"
    verhaal = [
        kop("Bewijs van ontvangst", 1),
        alinea(
            f"{tekst(inst.tekst('organisatie.naam'))} kreeg op {vet(datum_leesbaar(zaak.datum))} deze "
            f"papieren van {vet(van)}. Een vinkje betekent: dit papier is ontvangen."
        ),
        *_papieren(zaak),
        *_aanvragen(zaak),
        bij_elkaar([
            kop("Ontvangen door"),
            zin(f"Namens {inst.tekst('organisatie.bestuursorgaan')}."),
            invulvakken([("Medewerker", ("Naam", "Datum", "Handtekening"))]),
        ]),
        ruimte(8),
        zin(f"Bewaar dit papier. Heeft u vragen? Bel {inst.tekst('organisatie.telefoon')}."),
    ]  # fmt: skip
    return druk(papier.formulier(zaak, "Bewijs van ontvangst"), verhaal)


def _papieren(zaak: Afhandeling) -> list[Any]:
    stukken = list(dict.fromkeys([*zaak.ingeleverd, *zaak.bewijs]))
    gekend = [(stuk, stuk in zaak.ingeleverd) for stuk in stukken]
    return [*vakjes([*gekend, *[(OPEN, False)] * max(1, LEGE_REGELS - len(gekend))])]


def _aanvragen(zaak: Afhandeling) -> list[Any]:
    if not zaak.aanvragen:
        return []
    gevraagd = dict.fromkeys(
        f"{vet(a.regeling.naam)}, voor {tekst(aanduiding(a.persoon))}" for a in zaak.aanvragen
    )
    dag = datum_leesbaar(beslist_voor(zaak.datum))
    return [
        kop("Uw aanvraag"),
        *punten(list(gevraagd)),
        alinea(
            f"Wij beslissen uiterlijk op {vet(dag)}: dat is binnen acht weken (artikel 4:13 van de "
            "Algemene wet bestuursrecht). Missen wij nog papieren? Dan vragen wij u daarom. De "
            "dagen dat wij daarop wachten, tellen niet mee."
        ),
    ]
