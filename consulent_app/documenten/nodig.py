"""What the gemeente still needs from the resident, and by when."""

from __future__ import annotations

from typing import Any

from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.termijnen import aangevuld_voor
from consulent_app.documenten.bouwstenen import bij_elkaar, punten, tekst
from consulent_app.documenten.brieftekst import opgemaakt, par, samen, tussenkop
from consulent_app.documenten.vragen import vragen
from consulent_app.documenten.woorden import opsommen
from consulent_app.huishouden.datums import datum_leesbaar


def nog_nodig(zaak: Afhandeling) -> list[Any]:
    """Return the part of a decision about what can follow, or nothing when there is nothing to do."""
    aanvragen = [a.regeling.naam for a in zaak.aanvragen]
    open_ = [n.regeling.naam for n in zaak.nog_nodig]
    if not aanvragen and not open_:
        return []
    waarvoor = [
        opgemaakt("nodig.aanvragen", welke=opsommen(aanvragen)) if aanvragen else "",
        opgemaakt("nodig.antwoorden", welke=opsommen(open_)) if open_ else "",
    ]
    eerste = bij_elkaar([tussenkop("nodig.kop"), samen(*waarvoor)])
    return [eerste, *papieren_en_vragen(zaak), _uiterlijk(zaak)]


def papieren_en_vragen(zaak: Afhandeling) -> list[Any]:
    """Return the papers that were not handed in yet and the questions that are open."""
    papieren = [stuk for stuk in zaak.bewijs if stuk not in zaak.ingeleverd]
    open_ = [vraag.nederlands for vraag in vragen(zaak.ontbreekt, zaak.intake)]
    return [*_lijst("nodig.papieren", papieren), *_lijst("nodig.vragen", open_)]


def _lijst(sleutel: str, delen: list[str]) -> list[Any]:
    return [bij_elkaar([par(sleutel), *punten([tekst(deel) for deel in delen])])] if delen else []


def _uiterlijk(zaak: Afhandeling) -> Any:
    """Say by when; how long that is, the gemeente itself decides."""
    weken = zaak.instellingen.getal("brief.aanvullen_weken", 0)
    if not weken:
        return par("nodig.zonder_dag")
    return par("nodig.uiterlijk", dag=datum_leesbaar(aangevuld_voor(zaak.datum, weken)))
