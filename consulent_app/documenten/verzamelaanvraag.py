"""One filled-in application for every regeling that needs one, to be signed at once (Awb 4:2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from consulent_app.besluiten.besluit import Aanvraag, Afhandeling
from consulent_app.besluiten.ingang import Ingang
from consulent_app.documenten import papier
from consulent_app.documenten.bouwstenen import (
    alinea,
    bij_elkaar,
    invulvakken,
    punten,
    tabel,
    tekst,
    vakjes,
    vet,
    zin,
)
from consulent_app.documenten.briefpapier import druk
from consulent_app.documenten.brieftekst import opgemaakt, par, regel, tussenkop, tussenkop_boven_tabel
from consulent_app.documenten.vragen import vragen
from consulent_app.documenten.woorden import (
    aanduiding,
    bedrag_met_periode,
    geboortedatum,
    met_hoofdletter,
    opsommen,
    plaatsregel,
    roepnaam,
    straatregel,
    volzin,
)
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Huishouden, Kostenpost, Persoon

OPEN = "…………………………"
TE_TEKENEN = ("Plaats", "Datum", "Handtekening")
HIERBOVEN = (".inkomens", ".geboortedatum", ".netto_per_maand")
BEZIT = (
    ("Spaargeld en geld op rekeningen", "spaargeld"),
    ("Andere bezittingen", "overige_bezittingen"),
    ("Waarde van de auto", "waarde_auto"),
    ("Schulden", "schulden"),
    ("Overwaarde van de woning", "overwaarde_woning"),
    ("Lening met de auto als onderpand", "pandrecht_auto"),
    ("Schulden die vóór de belasting gaan", "schulden_met_voorrang"),
)
LASTEN = (
    ("Aanslag afval en riool, per jaar", "belastingaanslag"),
    ("Premie basisverzekering", "zorgpremie"),
    ("Zorgtoeslag", "ontvangen_zorgtoeslag"),
    ("Huurtoeslag of toeslag voor de woning", "ontvangen_huurtoeslag"),
    ("Kindgebonden budget", "ontvangen_kindgebonden_budget"),
    ("Rente en erfpacht van het koophuis", "hypotheekrente"),
    ("Alimentatie, oude belasting en andere kosten die nodig zijn", "bijzondere_uitgaven"),
    ("Kosten van kinderopvang, na de toeslag", "kosten_kinderopvang"),
    ("Kosten van de instelling", "kosten_instelling"),
    ("Inkomen dat niet meetelt voor kwijtschelding", "niet_meetellend_inkomen"),
)


def verzamelaanvraag(zaak: Afhandeling) -> bytes:
    """Return the application as a PDF; there is at least one regeling to apply for."""
    inst = zaak.instellingen
    orgaan, adres = inst.tekst("organisatie.bestuursorgaan"), inst.tekst("organisatie.postadres")
    verhaal = [
        tussenkop("aanvraag.kop", 1),
        par("aanvraag.aan", orgaan=orgaan, adres=adres),
        *_ontvanger(zaak),
        par("aanvraag.uitleg"),
        *_gegevens(zaak),
        *_gevraagd(zaak),
        *_bewijs(zaak),
        *_verklaring(zaak),
    ]
    return druk(papier.formulier(zaak, regel("onderwerp.aanvraag")), verhaal)


def _ontvanger(zaak: Afhandeling) -> list[Any]:
    """Say who decides on kwijtschelding: not the college, so it is passed on (Awb 2:3)."""
    plekken = (a.regeling.waar for a in zaak.aanvragen if a.regeling.rechtsmiddel == "beroep")
    return [par("aanvraag.kwijtschelding", waar=volzin(plek)) for plek in dict.fromkeys(plekken) if plek]


# --- the household -----------------------------------------------------------------------------------


def _gegevens(zaak: Afhandeling) -> list[Any]:
    huis = zaak.intake.huishouden
    personen = [
        (_naam(p), p.rol, geboortedatum(p.geboortedatum) or OPEN, _bsn(p)) for p in zaak.intake.personen
    ]
    return [
        *tussenkop_boven_tabel("aanvraag.kop_gegevens"),
        tabel(("Naam", "Wie", "Geboortedatum", "BSN"), personen, (56, 24, 34, 30), bedrag_laatst=False),
        *punten([
            vet("Adres: ") + tekst(_adres(zaak) or OPEN),
            vet("Telefoon: ") + OPEN,
            vet("Rekeningnummer (IBAN): ") + OPEN + "……………",
        ]),
        *tussenkop_boven_tabel("aanvraag.kop_inkomen", 3),
        tabel(("Wie", "Inkomen", "Bedrag"), _inkomens(zaak), (56, 46, 42)),
        *_bedragen("aanvraag.kop_bezit", BEZIT, huis),
        *_bedragen("aanvraag.kop_lasten", LASTEN, huis),
        *_open_vragen(zaak),
    ]  # fmt: skip


def _adres(zaak: Afhandeling) -> str:
    if zaak.verzwijgt_adres:
        return regel("aanvraag.geheim_adres")
    huis = zaak.intake.huishouden
    return ", ".join(deel for deel in (straatregel(huis), plaatsregel(huis)) if deel)


def _naam(persoon: Persoon) -> str:
    return persoon.naam if persoon.voornaam or persoon.achternaam else OPEN


def _bsn(persoon: Persoon) -> str:
    if persoon.bsn:
        return persoon.bsn
    return OPEN if persoon.rol in ("aanvrager", "partner") else ""


def _inkomens(zaak: Afhandeling) -> list[tuple[str, str, str]]:
    rijen = []
    for persoon in zaak.intake.personen:
        if persoon.rol not in ("aanvrager", "partner"):
            continue
        naam = aanduiding(persoon)
        if not persoon.inkomens:
            rijen.append((naam, "geen inkomen" if persoon.inkomens == () else OPEN, ""))
        for inkomen in persoon.inkomens or ():
            soort = inkomen.soort.replace("_", " ")
            rijen.append((naam, soort, _bedrag(inkomen.netto_per_maand)))
            if inkomen.vakantietoeslag_per_maand is not None:
                toeslag = inkomen.vakantietoeslag_per_maand.leesbaar()
                rijen.append(("", "vakantietoeslag daarbij", toeslag))
    return rijen


def _bedrag(bedrag: Geld | None) -> str:
    return OPEN if bedrag is None else bedrag.leesbaar()


def _bedragen(titel: str, velden: Sequence[tuple[str, str]], huis: Huishouden) -> list[Any]:
    """Name only what was asked in the conversation: a form asks nothing needless (Awb 4:3)."""
    bekend = [(naam, getattr(huis, veld)) for naam, veld in velden if getattr(huis, veld) is not None]
    if not bekend:
        return []
    return [
        *tussenkop_boven_tabel(titel, 3),
        tabel(("Wat", "Bedrag"), [(naam, _bedrag(b)) for naam, b in bekend], (102, 42)),
    ]


def _open_vragen(zaak: Afhandeling) -> list[Any]:
    """Ask on paper what the conversation left open, unless the form has a place for it above."""
    paden = [pad for a in zaak.aanvragen for pad in a.ontbreekt if not pad.endswith(HIERBOVEN)]
    open_ = vragen(paden, zaak.intake)
    if not open_:
        return []
    eerste, *andere = (punten([f"{tekst(vraag.nederlands)} {OPEN}"]) for vraag in open_)
    titel = tussenkop("aanvraag.kop_open", 3)
    return [bij_elkaar([titel, *eerste]), *(punt for lijst in andere for punt in lijst)]


# --- what is asked -----------------------------------------------------------------------------------


def _gevraagd(zaak: Afhandeling) -> list[Any]:
    groepen = groupby(zaak.aanvragen, key=lambda a: a.regeling.id)
    eerste, *andere = (_aanvraag(list(groep)) for _, groep in groepen)
    titel = tussenkop("aanvraag.kop_gevraagd")
    return [bij_elkaar([titel, *eerste]), *(bij_elkaar(deel) for deel in andere)]


def _aanvraag(groep: Sequence[Aanvraag]) -> list[Any]:
    regeling = groep[0].regeling
    wie = opsommen([roepnaam(a.persoon) for a in groep])
    regels = [f"{vet(w)}{tekst(t)}" for w, t in _regels(groep) if t]
    return [
        alinea(f"{vet(regeling.naam)}, voor {tekst(wie)}", "H3", "H3"),
        *([zin(regeling.wat)] if regeling.wat else []),
        *punten(regels),
    ]


def _regels(groep: Sequence[Aanvraag]) -> list[tuple[str, str]]:
    bedragen = [bedrag_met_periode(a.bedrag, a.periode) for a in groep if a.bedrag is not None]
    kosten = [_kosten(post) for a in groep for post in a.kosten]
    regeling = groep[0].regeling
    return [
        ("Kosten: ", opsommen(kosten) or (OPEN if regeling.kostensoorten else "")),
        ("Bedrag volgens de regels: ", opsommen(bedragen)),
        ("Vanaf: ", " ".join(dict.fromkeys(_vanaf(a.ingang) for a in groep if a.ingang.eerder))),
        ("Een medewerker kijkt nog naar: ", " ".join(_uniek(a.te_wegen for a in groep))),
        ("Regels: ", opsommen([g for g in (regeling.artikel, regeling.beleidsregel) if g])),
    ]


def _vanaf(ingang: Ingang) -> str:
    artikel = f" ({ingang.artikel})" if ingang.artikel else ""
    return f"{datum_leesbaar(ingang.dag)}, want ik kon door mijn situatie niet eerder vragen{artikel}."


def _uniek(rijen: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(deel for rij in rijen for deel in rij))


def _kosten(post: Kostenpost) -> str:
    bedrag = f", {post.bedrag.leesbaar()}" if post.bedrag is not None else ""
    dag = f" op {datum_leesbaar(post.datum)}" if post.datum else ""
    return f"{post.soort.replace('_', ' ')}{bedrag}{dag}"


def _bewijs(zaak: Afhandeling) -> list[Any]:
    if not zaak.bewijs:
        return []
    stukken = [(stuk, stuk in zaak.ingeleverd) for stuk in zaak.bewijs]
    return [
        tussenkop("aanvraag.kop_bewijs"),
        par("aanvraag.bewijs"),
        *vakjes(stukken),
    ]


def _verklaring(zaak: Afhandeling) -> list[Any]:
    inst = zaak.instellingen
    personen = [p for p in (zaak.intake.aanvrager, zaak.intake.partner) if p is not None]
    wie, ander = "ik" if len(personen) == 1 else "wij", zaak.vertegenwoordiger
    orgaan, helper = inst.tekst("organisatie.bestuursorgaan"), inst.tekst("hulp.naam")
    delen = [
        tussenkop("aanvraag.kop_verklaring", nummer="4" if zaak.bewijs else "3"),
        *punten([
            opgemaakt(f"aanvraag.waar_{wie}"),
            opgemaakt(f"aanvraag.verandert_{wie}"),
            opgemaakt(f"aanvraag.machtigt_{wie}", orgaan=orgaan),
        ]),
        *_machtiging(wie, helper),
        zin(inst.tekst("privacy.regel")),
        invulvakken([(aanduiding(p), TE_TEKENEN) for p in personen]),
        *([] if ander is None else [invulvakken([(met_hoofdletter(ander.naam or ander.rol), TE_TEKENEN)])]),
    ]  # fmt: skip
    return [bij_elkaar(delen)]


def _machtiging(wie: str, helper: str) -> list[Any]:
    """Let who helps act for the resident (Awb 2:1), only when they tick it."""
    if not helper:
        return []
    vakje = vakjes([(regel(f"aanvraag.machtigt_helper_{wie}", naam=helper), False)])
    return [par("aanvraag.machtigt_vakje"), *vakje]
