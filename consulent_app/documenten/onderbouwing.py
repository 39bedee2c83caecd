"""Why a decision is what it is: the facts, what they show, the program, the articles (Awb 3:46 to 3:48)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from consulent_app.besluiten.besluit import Afgewezen, Afhandeling, Toegekend
from consulent_app.documenten.bouwstenen import bij_elkaar, punten, tekst, vet
from consulent_app.documenten.brieftekst import opgemaakt, par, regel, samen, tussenkop
from consulent_app.documenten.woorden import aanduiding, geboren, opsommen, roepnaam
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.model import Persoon
from consulent_app.regels.regeling import Regeling

#: The figures that every outcome is measured by; the others stand in the reasons that use them.
FEITEN = ("toetsinkomen", "bijstandsnorm")


def totstandkoming(
    zaak: Afhandeling, regelingen: Mapping[str, Regeling], wie: str, *, digitaal: bool
) -> list[Any]:
    """Say what was looked at, with which figures, by which rules, who decided, and what the file holds."""
    pakket = zaak.pakket
    regels = f"regels {pakket['id']}, versie {pakket['versie']}, controlegetal {pakket['sha256'][:12]}"
    return [
        tussenkop("totstandkoming.kop"),
        par("totstandkoming.gegevens", dag=datum_leesbaar(zaak.peildatum)),
        *punten(
            [vet(f"{regel('totstandkoming.huishouden')}: ") + tekst(_huishouden(zaak)), *_feiten(zaak)]
        ),
        *([par("totstandkoming.bijstandsnorm")] if _bekend(zaak, "bijstandsnorm") else []),
        *_vastgesteld(zaak),
        samen(
            opgemaakt("totstandkoming.programma", regels=regels),
            tekst(wie),
            opgemaakt("totstandkoming.klopt_niet"),
            opgemaakt("totstandkoming.digitaal") if digitaal else "",
        ),
        _bekeken(zaak, regelingen),
    ]


def _vastgesteld(zaak: Afhandeling) -> list[Any]:
    """Return each condition that a grant rests on, once (Awb 3:46); refusals give their own reasons."""
    gezegd: set[str] = set()
    regels = []
    for t in zaak.toekenningen:
        nieuw = [r.tekst for r in t.redenen if r.uitkomst and not t.maatwerk and r.tekst not in gezegd]
        gezegd.update(nieuw)
        wie = f", {roepnaam(t.persoon)}" if t.persoon else ""
        regels += [vet(f"{t.regeling.naam}{wie}: ") + tekst(" ".join(nieuw))] if nieuw else []
    if not regels:
        return []
    eerste, *andere = punten(regels)
    return [bij_elkaar([par("totstandkoming.vastgesteld"), eerste]), *andere]


def _bekeken(zaak: Afhandeling, regelingen: Mapping[str, Regeling]) -> Any:
    """Say what was looked at; of who did not speak with us, only what is granted was decided."""
    if zaak.is_uit_bestand:
        return par("totstandkoming.niet_bekeken")
    bekeken = [r.naam for r in regelingen.values() if r.door == "gemeente"]
    return par("totstandkoming.bekeken", welke=opsommen(bekeken))


def _huishouden(zaak: Afhandeling) -> str:
    return opsommen([_met_geboortedatum(p) for p in zaak.intake.personen])


def _met_geboortedatum(persoon: Persoon) -> str:
    naam = aanduiding(persoon)
    if persoon.geboortedatum is None or "geboren" in naam:
        return naam
    return f"{naam} (geboren {geboren(persoon.geboortedatum)})"


def _feiten(zaak: Afhandeling) -> list[str]:
    """Return the figures that this decision rests on, and no others (AVG 5: not more than needed)."""
    feiten = (zaak.feiten[naam] for naam in FEITEN if _bekend(zaak, naam))
    return [f"{vet(feit['omschrijving'] + ': ')}{tekst(feit['leesbaar'])}" for feit in feiten]


def _bekend(zaak: Afhandeling, feit: str) -> bool:
    return zaak.feiten.get(feit, {}).get("waarde") is not None


def grondslag(zaak: Afhandeling) -> list[Any]:
    """Return the article and the policy rule of each regeling that is decided (Awb 3:47)."""
    beslist: list[Toegekend | Afgewezen] = [*zaak.toekenningen, *zaak.afwijzingen]
    per_grond: dict[str, list[str]] = {}
    for deel in een_per_regeling(beslist):
        gronden = opsommen([g for g in (deel.regeling.artikel, deel.regeling.beleidsregel) if g])
        if gronden:
            per_grond.setdefault(gronden, []).append(deel.regeling.naam)
    regels = [vet(f"{opsommen(namen)}: ") + tekst(gronden) for gronden, namen in per_grond.items()]
    return [tussenkop("grondslag.kop"), *punten(regels)] if regels else []


def een_per_regeling(delen: Iterable[Any]) -> list[Any]:
    """Return the first part of each regeling, in order."""
    return list({deel.regeling.id: deel for deel in reversed(list(delen))}.values())[::-1]
