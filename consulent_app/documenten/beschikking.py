"""The decision (beschikking) and its proposal: what is given, what is needed, what is not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.behandeling import MAATWERK_ARTIKEL, MANIEREN
from consulent_app.besluiten.besluit import Afgewezen, Afhandeling, Toegekend
from consulent_app.besluiten.ingang import Ingang
from consulent_app.besluiten.termijnen import betaald_voor
from consulent_app.documenten import onderbouwing, papier, rechtsmiddelen
from consulent_app.documenten.bouwstenen import (
    alinea,
    bij_elkaar,
    punten,
    ruimte,
    tabel,
    tekst,
    vet,
    zin,
)
from consulent_app.documenten.briefpapier import druk
from consulent_app.documenten.brieftekst import (
    opgemaakt,
    par,
    regel,
    samen,
    tussenkop,
    tussenkop_boven_tabel,
)
from consulent_app.documenten.herleiding import bijlage
from consulent_app.documenten.nodig import nog_nodig
from consulent_app.documenten.woorden import (
    aanduiding,
    aanhef,
    bedrag_met_periode,
    met_hoofdletter,
    opsommen,
    roepnaam,
    volzin,
)
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.regeling import Regeling

if TYPE_CHECKING:
    from consulent_app.documenten.archief import Bijlage


def beschikking(
    zaak: Afhandeling,
    regelingen: Mapping[str, Regeling],
    bijlagen: Sequence[str],
    herleiding: Mapping[str, Any] | None = None,
) -> bytes:
    """Return the decision as a PDF; there is something to decide and every setting is there."""
    hoofd = papier.brief_aan_bewoner(zaak, regel("onderwerp.beschikking"), bijlagen)
    verhaal = [
        zin(aanhef(zaak)),
        *papier.aan_wie(zaak),
        *_kern(zaak),
        *_toekenningen(zaak, "krijgt.kop"),
        *_betaling(zaak),
        *nog_nodig(zaak),
        *_afwijzingen(zaak, "niet.kop"),
        *_niet_hierin(zaak),
        *onderbouwing.totstandkoming(zaak, regelingen, _wie_besloot(zaak), digitaal=herleiding is not None),
        *onderbouwing.grondslag(zaak),
        *_doorgeven(zaak),
        *rechtsmiddelen.clausules(zaak),
        bij_elkaar([*_hulp(zaak), *([] if zaak.concept else ondertekening(zaak))]),
    ]
    return druk(hoofd, verhaal, _als_bijlage(zaak, herleiding))


def voorstel(
    zaak: Afhandeling,
    regelingen: Mapping[str, Regeling],
    bijlagen: Sequence[str],
    herleiding: Mapping[str, Any] | None = None,
) -> bytes:
    """Return the proposal of a raadsman as a PDF: the same outcome, but nothing is decided."""
    hoofd = papier.brief_aan_bewoner(zaak, regel("onderwerp.voorstel"), bijlagen, voorstel=True)
    inst = zaak.instellingen
    orgaan = met_hoofdletter(inst.tekst("organisatie.bestuursorgaan"))
    naam, telefoon = inst.tekst("hulp.naam"), inst.tekst("hulp.telefoon")
    verhaal = [
        zin(aanhef(zaak)),
        *papier.aan_wie(zaak),
        par("voorstel.kern", "kern", orgaan=orgaan),
        par("voorstel.uitleg"),
        *_toekenningen(zaak, "voorstel.kop_krijgt"),
        *nog_nodig(zaak),
        *_afwijzingen(zaak, "voorstel.kop_niet"),
        *_niet_hierin(zaak),
        *onderbouwing.totstandkoming(
            zaak, regelingen, regel("totstandkoming.raadsman"), digitaal=herleiding is not None
        ),
        *onderbouwing.grondslag(zaak),
        bij_elkaar(
            [
                tussenkop("voorstel.kop_klopt"),
                par("voorstel.klopt", naam=naam, telefoon=telefoon),
                *slot(regel("slot.groet"), naam),
            ]
        ),
    ]
    return druk(hoofd, verhaal, _als_bijlage(zaak, herleiding))


def _als_bijlage(zaak: Afhandeling, herleiding: Mapping[str, Any] | None) -> Bijlage | None:
    if herleiding is None:
        return None
    schrijver = zaak.instellingen.tekst("organisatie.naam")
    return bijlage(herleiding, kenmerk=zaak.kenmerk, schrijver=schrijver, datum=zaak.datum)


def _wie_besloot(zaak: Afhandeling) -> str:
    if zaak.concept:
        return regel("totstandkoming.concept")
    return regel("totstandkoming.uit_bestand" if zaak.is_uit_bestand else "totstandkoming.uit_gesprek")


# --- the core ------------------------------------------------------------------------------------


def _kern(zaak: Afhandeling) -> list[Any]:
    totaal = zaak.totaal_per_jaar
    if not zaak.toekenningen:
        return [par("kern.geen_hulp", "kern"), par("kern.uitleg")]
    met_totaal = par("kern.hulp_met_totaal", "kern", bedrag=totaal.leesbaar())
    return [
        met_totaal if totaal.centen else par("kern.hulp", "kern"),
        samen(opgemaakt("kern.ambtshalve"), opgemaakt("kern.inhoud")),
    ]


def _toekenningen(zaak: Afhandeling, kop: str) -> list[Any]:
    if not zaak.toekenningen:
        return []
    rijen = [
        (t.regeling.naam, aanduiding(t.persoon), bedrag_met_periode(t.bedrag, t.periode))
        for t in zaak.toekenningen
    ]
    totaal = zaak.totaal_per_jaar
    onder = (regel("krijgt.samen"), "", totaal.leesbaar()) if totaal.centen else None
    uitleg = [
        vet(f"{t.regeling.naam}. ") + tekst(_uitleg(t))
        for t in onderbouwing.een_per_regeling(zaak.toekenningen)
    ]
    uitleg += [_maatwerk(t) for t in zaak.toekenningen if t.maatwerk]
    return [
        *tussenkop_boven_tabel(kop),
        tabel(("Regeling", "Voor wie", "Bedrag"), rijen, (52, 50, 42), totaal=onder),
        *punten(uitleg),
    ]


def _uitleg(t: Toegekend) -> str:
    """Say what it is, and whether money must be paid back or where a thing is to be had."""
    if t.bedrag is not None:
        return f"{t.regeling.wat} {t.regeling.terugbetalen}".strip()
    waar = regel("krijgt.waar", waar=volzin(t.regeling.waar)) if t.regeling.waar else ""
    return f"{t.regeling.wat} {waar}".strip()


def _maatwerk(t: Toegekend) -> str:
    """Say that the rules were departed from, for whom and why (Awb 3:46 and 4:84)."""
    reden = opgemaakt("krijgt.maatwerk", artikel=MAATWERK_ARTIKEL, reden=volzin(t.maatwerk))
    return vet(f"{t.regeling.naam}, voor {aanduiding(t.persoon)}. ") + reden


def _betaling(zaak: Afhandeling) -> list[Any]:
    delen: list[Any] = []
    betaald = [t for t in zaak.toekenningen if t.betaald_voor is not None]
    if betaald:
        dag = datum_leesbaar(betaald_voor(zaak.datum))
        per_keer = any(t.periode in ("maand", "kwartaal") for t in betaald)
        telefoon = zaak.instellingen.tekst("organisatie.telefoon")
        betaling = opgemaakt("wanneer.eerste_betaling" if per_keer else "wanneer.betaling", dag=dag)
        delen.append(samen(betaling, opgemaakt("wanneer.rekening", telefoon=telefoon)))
    if any(t.regeling.rechtsmiddel == "beroep" for t in zaak.toekenningen):
        delen.append(par("wanneer.kwijtschelding"))
    delen += _ingangen(zaak.toekenningen)
    return [tussenkop("wanneer.kop"), *delen] if delen else []


def _ingangen(toekenningen: Sequence[Toegekend]) -> list[Any]:
    """Say from when each grant holds and why; one sentence when that is the same day for all."""
    groepen: dict[Ingang, dict[str, None]] = {}
    for t in toekenningen:
        groepen.setdefault(t.ingang, {})[t.regeling.naam] = None
    sleutel = "wanneer.ingang_van" if len(groepen) > 1 else "wanneer.ingang"
    return [
        par(sleutel, wat=opsommen(list(namen)), dag=datum_leesbaar(ingang.dag), grond=_grond(ingang))
        for ingang, namen in groepen.items()
    ]


def _grond(ingang: Ingang) -> str:
    artikel = f" ({ingang.artikel})" if ingang.artikel else ""
    return f"{ingang.grond.removesuffix('.')}{artikel}."


# --- refusals ------------------------------------------------------------------------------------


def _afwijzingen(zaak: Afhandeling, kop: str) -> list[Any]:
    if not zaak.afwijzingen:
        return []
    eerste, *andere = (_afwijzing(groep) for groep in _gelijke(zaak.afwijzingen))
    # ReportLab forgets that a heading stays with what follows when that is a block kept together.
    return [
        bij_elkaar([tussenkop(kop), *_gesprek(zaak), *eerste]),
        *(bij_elkaar(deel) for deel in andere),
    ]


def _gesprek(zaak: Afhandeling) -> list[Any]:
    """Say that the resident was heard before the refusal, and what they said (Awb 4:7)."""
    gesprek = zaak.afwijsgesprek
    if gesprek is None:
        return []
    gezegd = opgemaakt("niet.gesprek", dag=datum_leesbaar(gesprek.op), manier=MANIEREN[gesprek.manier])
    reactie = opgemaakt("niet.uw_reactie", reactie=volzin(gesprek.reactie)) if gesprek.reactie else ""
    return [samen(gezegd, reactie)]


def _afwijzing(groep: Sequence[Afgewezen]) -> list[Any]:
    regeling = groep[0].regeling
    wie = opsommen([roepnaam(a.persoon) for a in groep])
    delen = [alinea(f"{vet(regeling.naam)}, voor {tekst(wie)}", "H3", "H3")]
    redenen = dict.fromkeys((r.tekst, r.artikel) for r in groep[0].redenen)
    delen += punten([_reden(zin_, artikel) for zin_, artikel in redenen])
    if regeling.alternatief:
        delen.append(par("niet.wel", wat=regeling.alternatief))
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


def _niet_hierin(zaak: Afhandeling) -> list[Any]:
    """Say over what this letter decides nothing, so that nobody waits in vain."""
    soorten = {
        "bedrag_volgt": zaak.bedrag_volgt,
        "nog_te_beslissen": zaak.nog_te_beslissen,
        "al": zaak.al,
        "niet_gevraagd": zaak.niet_gevraagd,
        "via_anderen": zaak.via_anderen,
    }
    regels = [
        f"{opgemaakt(f'niet_hierin.{soort}')}: {tekst(opsommen([deel.regeling.naam for deel in delen]))}."
        for soort, delen in soorten.items()
        if delen
    ]
    return [tussenkop("niet_hierin.kop"), *punten(regels)] if regels else []


# --- what the resident must know -------------------------------------------------------------------


def _doorgeven(zaak: Afhandeling) -> list[Any]:
    if not zaak.toekenningen:
        return []
    telefoon = zaak.instellingen.tekst("organisatie.telefoon")
    return [
        tussenkop("doorgeven.kop"),
        samen(opgemaakt("doorgeven.bel", telefoon=telefoon), opgemaakt("doorgeven.waarom")),
    ]


def _hulp(zaak: Afhandeling) -> list[Any]:
    inst = zaak.instellingen
    naam, telefoon = inst.tekst("hulp.naam"), inst.tekst("hulp.telefoon")
    delen = [tussenkop("hulp.kop"), par("hulp.bel", telefoon=inst.tekst("organisatie.telefoon"))]
    if naam:
        sleutel = "hulp.wie_bel" if telefoon else "hulp.wie"
        delen.append(par(sleutel, naam=naam, telefoon=telefoon))
    return [*delen, zin(inst.tekst("privacy.regel")), par("hulp.nederlands")]


def ondertekening(zaak: Afhandeling) -> list[Any]:
    """Close by saying for whom the decision was taken (Awb 10:10)."""
    inst = zaak.instellingen
    namens = regel("slot.namens", orgaan=inst.tekst("organisatie.bestuursorgaan"))
    return slot(
        f"{regel('slot.groet')}\n{namens}",
        f"{inst.tekst('ondertekening.naam')}\n{inst.tekst('ondertekening.functie')}",
        inst.tekst("ondertekening.mandaat"),
    )


def slot(groet: str, wie: str, onder: str = "") -> list[Any]:
    """Return the close of a letter, with room to sign; to be kept together with what stands above it."""
    delen = [ruimte(10), _regels(groet), ruimte(34), _regels(wie)]
    return [*delen, zin(onder, "klein")] if onder else delen


def _regels(inhoud: str) -> Any:
    return alinea("<br/>".join(tekst(deel) for deel in inhoud.split("\n")))
