"""The decision (beschikking) and its proposal: what is given, what is not, why, and what may be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from consulent_app.besluiten.behandeling import MAATWERK_ARTIKEL
from consulent_app.besluiten.besluit import Afgewezen, Afhandeling, Toegekend
from consulent_app.besluiten.ingang import Ingang
from consulent_app.besluiten.termijnen import betaald_voor
from consulent_app.documenten import papier, rechtsmiddelen
from consulent_app.documenten.bouwstenen import (
    alinea,
    bij_elkaar,
    kop,
    kop_boven_tabel,
    punten,
    ruimte,
    tabel,
    tekst,
    vet,
    zin,
)
from consulent_app.documenten.briefpapier import druk
from consulent_app.documenten.woorden import (
    aanduiding,
    aanhef,
    bedrag_met_periode,
    geboren,
    opsommen,
    roepnaam,
    volzin,
)
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.model import Persoon
from consulent_app.regels.regeling import Regeling

FEITEN = ("toetsinkomen", "bijstandsnorm", "vermogen", "vermogensgrens")
ALTIJD = ("toetsinkomen", "bijstandsnorm")
UIT_GESPREK = "Een medewerker heeft de uitkomst bekeken en het besluit genomen."
CONCEPT = "Nog niemand heeft hierover een besluit genomen: dit is een concept."
UIT_BESTAND = (
    "De gemeente had deze gegevens al. Een medewerker heeft de uitkomsten bekeken en het besluit genomen."
)


def beschikking(zaak: Afhandeling, regelingen: Mapping[str, Regeling], bijlagen: Sequence[str]) -> bytes:
    """Return the decision as a PDF; there is something to decide and every setting is there."""
    hoofd = papier.brief_aan_bewoner(zaak, "Besluit over hulp bij een laag inkomen", bijlagen)
    verhaal = [
        zin(aanhef(zaak.intake)),
        *_kern(zaak),
        *_toekenningen(zaak, "Dit krijgt u"),
        *_betaling(zaak),
        *_afwijzingen(zaak, "Dit krijgt u niet"),
        *_niet_hierin(zaak),
        *_totstandkoming(zaak, regelingen, _wie_besloot(zaak)),
        *_wetten(zaak),
        *_doorgeven(zaak),
        *rechtsmiddelen.clausules(zaak),
        *_hulp(zaak),
        *([] if zaak.concept else _ondertekening(zaak)),
    ]
    return druk(hoofd, verhaal)


def voorstel(zaak: Afhandeling, regelingen: Mapping[str, Regeling], bijlagen: Sequence[str]) -> bytes:
    """Return the proposal of a raadsman as a PDF: the same outcome, but nothing is decided."""
    hoofd = papier.brief_aan_bewoner(zaak, "Voorstel: hulp bij een laag inkomen", bijlagen, voorstel=True)
    orgaan = zaak.instellingen.tekst("organisatie.bestuursorgaan")
    verhaal = [
        zin(aanhef(zaak.intake)),
        alinea(vet(f"Dit is een voorstel. {_hoofdletter(orgaan)} beslist."), "kern"),
        zin(
            "Wij hebben uw gegevens naast de regels gelegd. Hieronder staat wat daar volgens ons "
            "uit volgt. De gemeente kan anders beslissen. U krijgt van de gemeente een brief met "
            "het besluit."
        ),
        *_toekenningen(zaak, "Dit stellen wij voor om u te geven"),
        *_afwijzingen(zaak, "Hierop heeft u volgens ons geen recht"),
        *_niet_hierin(zaak),
        *_totstandkoming(zaak, regelingen, "Een raadsman heeft de uitkomst bekeken. De gemeente beslist."),
        *_wetten(zaak),
        kop("Klopt er iets niet?"),
        zin(
            f"Zeg het ons: {zaak.instellingen.tekst('hulp.naam')}, telefoon "
            f"{zaak.instellingen.tekst('hulp.telefoon')}. Dan passen wij het voorstel aan."
        ),
        *_slot("Met vriendelijke groet,", zaak.instellingen.tekst("hulp.naam")),
    ]
    return druk(hoofd, verhaal)


def _is_uit_bestand(zaak: Afhandeling) -> bool:
    return zaak.intake.gesprek.plaats == "bestand"


def _wie_besloot(zaak: Afhandeling) -> str:
    if zaak.concept:
        return CONCEPT
    return UIT_BESTAND if _is_uit_bestand(zaak) else UIT_GESPREK


# --- the core ------------------------------------------------------------------------------------


def _kern(zaak: Afhandeling) -> list[Any]:
    totaal = zaak.totaal_per_jaar
    if zaak.toekenningen and totaal.centen:
        return [
            alinea(vet(f"U krijgt hulp van de gemeente. Samen is dat {totaal.leesbaar()} in één jaar."),
                   "kern"),
            zin("U hoeft hiervoor niets aan te vragen. In deze brief staat wat u krijgt, wanneer en "
                "waarom."),
        ]  # fmt: skip
    if zaak.toekenningen:
        return [alinea(vet("U krijgt hulp van de gemeente."), "kern")]
    return [
        alinea(vet("U krijgt de hulp uit deze brief niet."), "kern"),
        zin("Wij leggen uit waarom. Wij schrijven ook wat u wél kunt doen."),
    ]


def _toekenningen(zaak: Afhandeling, titel: str) -> list[Any]:
    if not zaak.toekenningen:
        return []
    rijen = [
        (t.regeling.naam, aanduiding(t.persoon), bedrag_met_periode(t.bedrag, t.periode))
        for t in zaak.toekenningen
    ]
    totaal = zaak.totaal_per_jaar
    onder = ("Samen in één jaar", "", totaal.leesbaar()) if totaal.centen else None
    uitleg = [vet(f"{t.regeling.naam}. ") + tekst(_uitleg(t)) for t in _een_per_regeling(zaak.toekenningen)]
    uitleg += [_maatwerk(t) for t in zaak.toekenningen if t.maatwerk]
    return [
        *kop_boven_tabel(titel),
        tabel(("Regeling", "Voor wie", "Bedrag"), rijen, (52, 50, 42), totaal=onder),
        *punten(uitleg),
    ]


def _uitleg(t: Toegekend) -> str:
    """Say what it is, and whether money must be paid back or where a thing is to be had."""
    if t.bedrag is not None:
        return f"{t.regeling.wat} {t.regeling.terugbetalen}".strip()
    waar = f"Waar: {volzin(t.regeling.waar)}" if t.regeling.waar else ""
    return f"{t.regeling.wat} {waar}".strip()


def _maatwerk(t: Toegekend) -> str:
    """Say that the rules were departed from, for whom and why (Awb 3:46 and 4:84)."""
    return vet(f"{t.regeling.naam}, voor {aanduiding(t.persoon)}. ") + tekst(
        "Volgens de regels had u hier geen recht op. Wij geven het u toch, op grond van "
        f"{MAATWERK_ARTIKEL}. Onze reden: {volzin(t.maatwerk)}"
    )


def _betaling(zaak: Afhandeling) -> list[Any]:
    delen: list[Any] = []
    betaald = [t for t in zaak.toekenningen if t.betaald_voor is not None]
    if betaald:
        dag = datum_leesbaar(betaald_voor(zaak.datum))
        per_keer = any(t.periode in ("maand", "kwartaal") for t in betaald)
        delen += [
            zin(
                f"Wij betalen {'voor het eerst ' if per_keer else ''}uiterlijk op {dag} (artikel 4:87 "
                "van de Algemene wet bestuursrecht). Wij betalen op de rekening die u aan ons heeft "
                "doorgegeven. Klopt dat nummer niet meer, of heeft u nog geen nummer doorgegeven? Bel "
                f"dan {zaak.instellingen.tekst('organisatie.telefoon')}."
            )
        ]
    kwijt = [t for t in zaak.toekenningen if t.regeling.rechtsmiddel == "beroep"]
    if kwijt:
        delen.append(
            zin("De kwijtschelding krijgt u niet op uw rekening: u hoeft dit deel van de aanslag "
                "niet te betalen.")
        )  # fmt: skip
    delen += [zin(regel) for regel in _ingangen(zaak.toekenningen)]
    return [kop("Wanneer krijgt u het?"), *delen] if delen else []


def _ingangen(toekenningen: Sequence[Toegekend]) -> list[str]:
    """Say from when each grant holds and why; one sentence when that is the same day for all."""
    groepen: dict[Ingang, dict[str, None]] = {}
    for t in toekenningen:
        groepen.setdefault(t.ingang, {})[t.regeling.naam] = None
    regels = []
    for ingang, namen in groepen.items():
        wat = f" op {opsommen(list(namen))}" if len(groepen) > 1 else ""
        artikel = f" ({ingang.artikel})" if ingang.artikel else ""
        grond = f" {ingang.grond.removesuffix('.')}{artikel}."
        regels.append(f"Uw recht{wat} gaat in op {datum_leesbaar(ingang.dag)}.{grond}")
    return regels


# --- refusals ------------------------------------------------------------------------------------


def _afwijzingen(zaak: Afhandeling, titel: str) -> list[Any]:
    if not zaak.afwijzingen:
        return []
    eerste, *andere = (_afwijzing(groep) for groep in _gelijke(zaak.afwijzingen))
    if (gesprek := zaak.afwijsgesprek) is not None:
        eerste = [zin(gesprek.als_zin(datum_leesbaar(gesprek.op))), *eerste]
    # ReportLab forgets that a heading stays with what follows when that is a block kept together.
    return [bij_elkaar([kop(titel), *eerste]), *(bij_elkaar(deel) for deel in andere)]


def _afwijzing(groep: Sequence[Afgewezen]) -> list[Any]:
    regeling = groep[0].regeling
    wie = opsommen([roepnaam(a.persoon) for a in groep])
    delen = [alinea(f"{vet(regeling.naam)}, voor {tekst(wie)}", "H3", "H3")]
    redenen = dict.fromkeys((r.tekst, r.artikel) for r in groep[0].redenen)
    delen += punten([_reden(zin_, artikel) for zin_, artikel in redenen])
    if regeling.alternatief:
        delen.append(alinea(f"<b>Wat kunt u wél doen?</b> {tekst(regeling.alternatief)}"))
    return delen


def _reden(zin_: str, artikel: str) -> str:
    return f"{tekst(zin_)} ({tekst(artikel)})" if artikel else tekst(zin_)


def _gelijke(afwijzingen: Iterable[Afgewezen]) -> list[list[Afgewezen]]:
    """Put refusals of one regeling with the same reasons together: fourteen children, one text."""
    groepen: dict[tuple[Any, ...], list[Afgewezen]] = {}
    for afwijzing in afwijzingen:
        redenen = tuple((r.tekst, r.artikel) for r in afwijzing.redenen)
        groepen.setdefault((afwijzing.regeling.id, redenen), []).append(afwijzing)
    return list(groepen.values())


# --- how it came about -----------------------------------------------------------------------------


def _niet_hierin(zaak: Afhandeling) -> list[Any]:
    """Say over what this letter decides nothing, so that nobody waits in vain."""
    soorten = (
        ("Dit kunt u nog aanvragen", zaak.aanvragen),
        ("Hiervan moet het bedrag nog worden vastgesteld", zaak.bedrag_volgt),
        ("Hiervoor missen wij nog een antwoord", zaak.nog_nodig),
        ("Dit bekijkt een medewerker nog", zaak.nog_te_beslissen),
        ("Dit krijgt u al, of heeft u al aangevraagd", zaak.al),
        ("Hier vroeg u niet om; u mag het altijd aanvragen", zaak.niet_gevraagd),
        ("Dit geven anderen; misschien is het iets voor u", zaak.via_anderen),
    )
    regels = [
        f"{tekst(kop_)}: {tekst(opsommen([deel.regeling.naam for deel in delen]))}."
        for kop_, delen in soorten
        if delen
    ]
    return [kop("Hierover gaat deze brief niet"), *punten(regels)] if regels else []


def _totstandkoming(zaak: Afhandeling, regelingen: Mapping[str, Regeling], wie: str) -> list[Any]:
    """Say what was looked at, with which figures, by which rules, and that a person decided."""
    pakket = zaak.pakket
    return [
        kop("Zo zijn wij hierbij gekomen"),
        zin(f"Wij keken naar uw situatie op {datum_leesbaar(zaak.peildatum)}. "
            "Dit zijn de gegevens die wij gebruikten:"),
        *punten([vet("Uw huishouden: ") + tekst(_huishouden(zaak)), *_feiten(zaak)]),
        zin(f"Een computerprogramma heeft de regels op deze gegevens toegepast (regels "
            f"{pakket['id']}, versie {pakket['versie']}, controlegetal {pakket['sha256'][:12]}). {wie} "
            "Klopt een gegeven niet? Laat het ons weten."),
        zin(_bekeken(zaak, regelingen)),
    ]  # fmt: skip


def _bekeken(zaak: Afhandeling, regelingen: Mapping[str, Regeling]) -> str:
    """Say what was looked at; of who did not speak with us, only what is granted was decided."""
    if _is_uit_bestand(zaak):
        return "Over andere regelingen besluiten wij nu niet. U mag ze altijd aanvragen."
    bekeken = opsommen([r.naam for r in regelingen.values() if r.door == "gemeente"])
    return f"Wij hebben al deze regelingen van de gemeente bekeken: {bekeken}."


def _huishouden(zaak: Afhandeling) -> str:
    return opsommen([_met_geboortedatum(p) for p in zaak.intake.personen])


def _met_geboortedatum(persoon: Persoon) -> str:
    naam = aanduiding(persoon)
    if persoon.geboortedatum is None or "geboren" in naam:
        return naam
    return f"{naam} (geboren {geboren(persoon.geboortedatum)})"


def _feiten(zaak: Afhandeling) -> list[str]:
    """Return the figures that this decision rests on, and no others (AVG 5: not more than needed)."""
    beslist: list[Toegekend | Afgewezen] = [*zaak.toekenningen, *zaak.afwijzingen]
    gebruikt = {naam for b in beslist for r in b.redenen for naam in r.waarden}
    regels = []
    for naam in FEITEN:
        feit = zaak.feiten.get(naam)
        if feit and feit.get("waarde") is not None and (naam in gebruikt or naam in ALTIJD):
            regels.append(f"{vet(feit['omschrijving'] + ': ')}{tekst(feit['leesbaar'])}")
    return regels


def _wetten(zaak: Afhandeling) -> list[Any]:
    beslist: list[Toegekend | Afgewezen] = [*zaak.toekenningen, *zaak.afwijzingen]
    regels = []
    for deel in _een_per_regeling(beslist):
        gronden = opsommen([g for g in (deel.regeling.artikel, deel.regeling.beleidsregel) if g])
        if gronden:
            regels.append(vet(f"{deel.regeling.naam}: ") + tekst(gronden))
    return [kop("Hierop is dit gebaseerd"), *punten(regels)] if regels else []


def _een_per_regeling(delen: Iterable[Any]) -> list[Any]:
    return list({deel.regeling.id: deel for deel in reversed(list(delen))}.values())[::-1]


# --- what the resident must know -------------------------------------------------------------------


def _doorgeven(zaak: Afhandeling) -> list[Any]:
    if not zaak.toekenningen:
        return []
    return [
        kop("Geef veranderingen door"),
        zin("Verandert uw inkomen, uw geld of bezit, uw adres of wie er bij u woont? Bel ons dan meteen: "
            f"{zaak.instellingen.tekst('organisatie.telefoon')}. Doet u dat niet, dan kan het zijn dat u "
            "geld moet terugbetalen."),
    ]  # fmt: skip


def _hulp(zaak: Afhandeling) -> list[Any]:
    inst = zaak.instellingen
    delen: list[Any] = [kop("Vragen, hulp en uw gegevens")]
    delen.append(zin(f"Heeft u vragen? Bel {inst.tekst('organisatie.telefoon')}."))
    if inst.tekst("hulp.naam"):
        telefoon = inst.tekst("hulp.telefoon")
        bel = f", telefoon {telefoon}" if telefoon else ""
        delen.append(zin(f"Hulp bij deze brief krijgt u van {inst.tekst('hulp.naam')}{bel}."))
    delen.append(zin(inst.tekst("privacy.regel")))
    return delen


def _ondertekening(zaak: Afhandeling) -> list[Any]:
    """Close by saying for whom the decision was taken (Awb 10:10)."""
    inst = zaak.instellingen
    return _slot(
        f"Met vriendelijke groet,\nnamens {inst.tekst('organisatie.bestuursorgaan')},",
        f"{inst.tekst('ondertekening.naam')}\n{inst.tekst('ondertekening.functie')}",
        inst.tekst("ondertekening.mandaat"),
    )


def _slot(groet: str, wie: str, onder: str = "") -> list[Any]:
    delen = [ruimte(10), _regels(groet), ruimte(34), _regels(wie)]
    if onder:
        delen.append(zin(onder, "klein"))
    return [bij_elkaar(delen)]


def _regels(inhoud: str) -> Any:
    return alinea("<br/>".join(tekst(regel) for regel in inhoud.split("\n")))


def _hoofdletter(inhoud: str) -> str:
    return inhoud[:1].upper() + inhoud[1:]
