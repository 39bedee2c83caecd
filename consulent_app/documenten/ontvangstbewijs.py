"""The receipt: what was handed in, when and to whom, and by when the gemeente decides."""

from __future__ import annotations

from typing import Any

from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.termijnen import beslist_voor
from consulent_app.documenten import papier
from consulent_app.documenten.bouwstenen import bij_elkaar, invulvakken, punten, ruimte, tekst, vakjes, vet
from consulent_app.documenten.briefpapier import druk
from consulent_app.documenten.brieftekst import opgemaakt, par, regel, samen, tussenkop
from consulent_app.documenten.woorden import aanduiding, namen, opsommen
from consulent_app.huishouden.datums import datum_leesbaar

LEGE_REGELS = 4
OPEN = "…" * 40


def ontvangstbewijs(zaak: Afhandeling) -> bytes:
    """Return the receipt as a PDF; papers that are not ticked can be ticked by hand at the desk."""
    inst = zaak.instellingen
    van = opsommen(namen(zaak.intake)) or "de aanvrager"
    verhaal = [
        tussenkop("ontvangst.kop", 1),
        par("ontvangst.gekregen", organisatie=inst.tekst("organisatie.naam"), wie=van,
            dag=datum_leesbaar(zaak.datum)),
        *_papieren(zaak),
        *_aanvragen(zaak),
        bij_elkaar([
            tussenkop("ontvangst.kop_door"),
            par("ontvangst.namens", orgaan=inst.tekst("organisatie.bestuursorgaan")),
            invulvakken([("Medewerker", ("Naam", "Datum", "Handtekening"))]),
        ]),
        ruimte(8),
        par("ontvangst.bewaar", telefoon=inst.tekst("organisatie.telefoon")),
    ]  # fmt: skip
    return druk(papier.formulier(zaak, regel("onderwerp.ontvangst")), verhaal)


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
        tussenkop("ontvangst.kop_aanvraag"),
        *punten(list(gevraagd)),
        samen(opgemaakt("ontvangst.beslissen", dag=dag), opgemaakt("ontvangst.wachten")),
    ]
