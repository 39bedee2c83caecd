"""The one-page overview in plain language, laid out by Typst from words that are data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from consulent_app.besluiten.besluit import Aanvraag, Afhandeling, Indicatie, NogNiet, Toegekend
from consulent_app.documenten import papier, stijl, woorden
from consulent_app.documenten.lettertypen import drukbaar, map_
from consulent_app.documenten.overzichtteksten import NL
from consulent_app.documenten.vragen import vragen
from consulent_app.documenten.woorden import volzin
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import tel_op
from consulent_app.huishouden.model import Persoon
from consulent_app.paden import resources
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Status, Verwijzing

KLEUREN = {
    "inkt": stijl.INKT, "inkt_zacht": stijl.INKT_ZACHT, "merk": stijl.MERK,
    "merk_vlak": stijl.MERK_VLAK, "watermerk": stijl.WATERMERK,
}  # fmt: skip


def overzicht(zaak: Afhandeling) -> bytes:
    """Return the overview as a tagged PDF (PDF/A-2a and PDF/UA-1)."""
    import typst

    maker = typst.Compiler(
        str(resources() / "typst" / "overzicht.typ"),
        root=str(resources()),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(map_())]
        ),
        sys_inputs={"gegevens": json.dumps(_drukbaar(gegevens(zaak)), ensure_ascii=False)},
    )
    moment = datetime(zaak.datum.year, zaak.datum.month, zaak.datum.day, tzinfo=UTC)
    gemaakt = maker.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=moment)
    assert isinstance(gemaakt, bytes)  # one PDF in memory: a list is only for pages as pictures
    return gemaakt


def gegevens(zaak: Afhandeling) -> dict[str, Any]:
    """Return everything that the template shows, in reading order."""
    inst, merk = zaak.instellingen, papier.watermerk(zaak, voorstel=zaak.rol == "raadsman")
    namen = woorden.namen(zaak.intake)
    onder = [f"{NL['voor']} {woorden.opsommen(namen)}" if namen else "", datum_leesbaar(zaak.datum)]
    return {
        "taal": "nl",
        "titel": NL["titel"],
        "organisatie": inst.tekst("organisatie.naam"),
        "onder": " · ".join(deel for deel in [*onder, inst.tekst("organisatie.naam")] if deel),
        "dag": {"year": zaak.datum.year, "month": zaak.datum.month, "day": zaak.datum.day},
        "watermerk": merk,
        "waarschuwing": NL.get(zaak.merk.lower(), ""),
        "voet": zaak.kenmerk,
        "pagina": NL["pagina"],
        "van": NL["van"],
        "kleuren": KLEUREN,
        "blokken": [blok for blok in _blokken(zaak) if blok],
        "naast_elkaar": [blok for blok in (_terugbetalen(zaak), _hulp(zaak)) if blok],
    }


def _drukbaar(waarde: Any) -> Any:
    """Check every text on the way to Typst, which would print a missing character as a box."""
    if isinstance(waarde, str):
        return drukbaar(waarde)
    if isinstance(waarde, Mapping):
        return {sleutel: _drukbaar(deel) for sleutel, deel in waarde.items()}
    return [_drukbaar(deel) for deel in waarde] if isinstance(waarde, list) else waarde


def _blokken(zaak: Afhandeling) -> list[dict[str, Any] | None]:
    return [
        None if zaak.bedrag_volgt and not zaak.toekenningen else _krijgt(zaak),
        _bedrag_volgt(zaak),
        _misschien(zaak),
        _nog_weten(zaak),
        _meenemen(zaak),
        _niet(zaak),
        _landelijk(zaak),
        _meer_verdienen(zaak),
        _waarheen(zaak),
    ]


def _blok(
    pictogram: str, kop: str, *, zinnen: Sequence[str] = (), punten: Sequence[dict[str, str]] = (),
    bedragen: Sequence[dict[str, str]] = (), totaal: dict[str, str] | None = None,
    nadruk: bool = False, vakjes: bool = False,
) -> dict[str, Any]:  # fmt: skip
    return {
        "pictogram": pictogram, "kop": kop, "zinnen": [z for z in zinnen if z],
        "punten": list(punten), "bedragen": list(bedragen), "totaal": totaal,
        "nadruk": nadruk, "vakjes": vakjes,
    }  # fmt: skip


def _punt(vet: str, tekst: str = "") -> dict[str, str]:
    return {"vet": vet, "tekst": tekst}


# --- the blocks ------------------------------------------------------------------------------------


def _krijgt(zaak: Afhandeling) -> dict[str, Any]:
    voorstel = zaak.rol == "raadsman"
    if not zaak.toekenningen:
        wel = zaak.aanvragen or zaak.nog_nodig or zaak.via_anderen or zaak.landelijk
        zinnen = [NL["niets"], NL["wat_wel"] if wel else ""]
        return _blok("geld", NL["kop_niets"], zinnen=zinnen, nadruk=True)
    totaal = zaak.totaal_per_jaar
    betaald = [t.betaald_voor for t in zaak.toekenningen if t.betaald_voor]
    zinnen = [NL["voorstel"]] if voorstel else []
    if betaald and not voorstel:
        zinnen.append(NL["wanneer"].format(dag=datum_leesbaar(betaald[0])))
    if any(t.regeling.rechtsmiddel == "beroep" for t in zaak.toekenningen):
        zinnen.append(NL["kwijtschelding"])
    return _blok(
        "geld",
        NL["kop_voorstel" if voorstel else "kop_krijgt"],
        bedragen=[_bedragregel(groep) for groep in _gelijke(zaak.toekenningen)],
        totaal={"tekst": NL["totaal"], "bedrag": totaal.leesbaar()} if totaal.centen else None,
        zinnen=zinnen,
        nadruk=True,
    )


def _gelijke(toekenningen: Iterable[Toegekend]) -> list[list[Toegekend]]:
    """Put the same amount for several persons on one line."""
    groepen: dict[tuple[Any, ...], list[Toegekend]] = {}
    for t in toekenningen:
        groepen.setdefault((t.regeling.id, t.bedrag, t.periode), []).append(t)
    return list(groepen.values())


def _bedragregel(groep: Sequence[Toegekend]) -> dict[str, str]:
    eerste = groep[0]
    bedrag = NL["in_natura"]
    if eerste.bedrag is not None:
        keer = f"{len(groep)}\u00a0×\u00a0" if len(groep) > 1 else ""
        bedrag = keer + woorden.bedrag_met_periode(eerste.bedrag, eerste.periode)
    return {**_wie_en_wat(eerste.regeling, [t.persoon for t in groep]), "bedrag": bedrag}


def _wie_en_wat(regeling: Regeling, personen: Sequence[Persoon | None]) -> dict[str, str]:
    wie = woorden.opsommen([woorden.roepnaam(p) for p in personen if p])
    return _punt(
        regeling.naam if wie else f"{regeling.naam}.",
        f"({wie}). {regeling.wat}" if wie else regeling.wat,
    )


def _bedrag_volgt(zaak: Afhandeling) -> dict[str, Any] | None:
    """Show rights without an amount as rights: nothing is decided yet, but nothing is doubtful."""
    if not zaak.bedrag_volgt:
        return None
    groepen: dict[str, list[NogNiet]] = {}
    for recht in zaak.bedrag_volgt:
        groepen.setdefault(recht.regeling.id, []).append(recht)
    regels = [
        {**_wie_en_wat(groep[0].regeling, [r.persoon for r in groep]), "bedrag": NL["volgt"]}
        for groep in groepen.values()
    ]
    alleen = not zaak.toekenningen
    return _blok("geld", NL["kop_volgt"], bedragen=regels, zinnen=[NL["bedrag_volgt"]], nadruk=alleen)


def _misschien(zaak: Afhandeling) -> dict[str, Any] | None:
    punten = [
        *_per_regeling(zaak.aanvragen, NL["aanvragen"] if zaak.nog_nodig else ""),
        *_per_regeling(zaak.nog_nodig, ""),
        *_per_regeling(zaak.nog_te_beslissen, NL["bekijken"]),
    ]
    if not punten:
        return None
    zinnen = [NL["tekenen"]] if zaak.aanvragen else []
    return _blok("papier", NL["kop_misschien"], zinnen=zinnen, punten=punten)


def _nog_weten(zaak: Afhandeling) -> dict[str, Any] | None:
    open_ = vragen(zaak.ontbreekt, zaak.intake)
    if not open_:
        return None
    return _blok("vraag", NL["kop_weten"], punten=[_punt("", vraag) for vraag in open_])


def _per_regeling(delen: Iterable[Aanvraag | NogNiet], status: str) -> list[dict[str, str]]:
    """Return one point per regeling, for whomever it is."""
    regelingen = {deel.regeling.id: deel.regeling for deel in delen}
    return [_punt(f"{r.naam}.", f"{r.wat} {status}".strip()) for r in regelingen.values()]


def _meenemen(zaak: Afhandeling) -> dict[str, Any] | None:
    if not zaak.bewijs:
        return None
    return _blok("tas", NL["kop_meenemen"], punten=[_punt("", s) for s in zaak.bewijs], vakjes=True)


def _niet(zaak: Afhandeling) -> dict[str, Any] | None:
    if not zaak.afwijzingen:
        return None
    welke = woorden.opsommen([a.regeling.naam for a in zaak.afwijzingen])
    return _blok("niet", NL["kop_niet"], zinnen=[f"{welke}.", NL["waarom_niet"]])


def _landelijk(zaak: Afhandeling) -> dict[str, Any] | None:
    """Show what the state may give, one line each: estimates, so never in the total above."""
    if not zaak.landelijk:
        return None
    per_regeling: dict[str, list[Indicatie]] = {}
    for indicatie in zaak.landelijk:
        per_regeling.setdefault(indicatie.regeling.id, []).append(indicatie)
    zeker = [groep for groep in per_regeling.values() if any(i.zeker for i in groep)]
    open_ = [groep[0].regeling.naam for groep in per_regeling.values() if groep not in zeker]
    zinnen = [
        NL["landelijk"] if zeker else "",
        NL["nog_niet_zeker"].format(welke=woorden.opsommen(open_)) if open_ else "",
    ]
    return _blok(
        "papier", NL["kop_landelijk"], bedragen=[_schatting(groep) for groep in zeker], zinnen=zinnen
    )


def _schatting(groep: Sequence[Indicatie]) -> dict[str, str]:
    """Return one line for all persons together, in whole euros."""
    regeling, periode = groep[0].regeling, groep[0].periode
    bedragen = [i.bedrag for i in groep if i.zeker and i.bedrag is not None]
    tekst = NL["hoeveel"]
    if periode and len(bedragen) == sum(i.zeker for i in groep):
        bedrag = f"{tel_op(bedragen).in_hele_euros()} {woorden.PERIODEN[periode]}"
        tekst = NL["ongeveer"].format(bedrag=bedrag)
    return {**_punt(f"{regeling.naam}.", volzin(regeling.waar)), "bedrag": tekst}


def _meer_verdienen(zaak: Afhandeling) -> dict[str, Any] | None:
    val = zaak.terugval
    if val is None:
        return None
    weer = val.weer_vanaf
    zinnen = [
        NL["let_op_loon"].format(van=val.van.in_hele_euros(), tot=val.tot.in_hele_euros()),
        NL["minder_over"].format(verlies=val.verlies.in_hele_euros()),
        NL["weer_evenveel"].format(weer=weer.in_hele_euros()) if weer is not None else "",
        NL["niet_alles_bekend"] if val.voorbehoud else "",
        NL["schatting_loon"],
    ]
    return _blok("geld", NL["kop_meer_verdienen"], zinnen=zinnen)


def _waarheen(zaak: Afhandeling) -> dict[str, Any]:
    inst = zaak.instellingen
    punten = [_verwijzing(v) for v in sorted(zaak.verwijzingen, key=lambda v: not v.spoed)]
    per_plek: dict[str, dict[str, None]] = {}
    for ander in zaak.via_anderen:
        per_plek.setdefault(volzin(ander.regeling.waar), {})[ander.regeling.naam] = None
    punten += [_punt(f"{woorden.opsommen(list(namen))}.", waar) for waar, namen in per_plek.items()]
    tijden = inst.tekst("loket.openingstijden")
    return _blok(
        "plaats",
        NL["kop_waarheen"],
        zinnen=[
            NL["loket"].format(plaats=inst.tekst("loket.plaats")),
            NL["open"].format(tijden=tijden) if tijden else "",
            NL["bellen"].format(telefoon=inst.tekst("organisatie.telefoon")),
            NL["anderen"] if punten else "",
        ],
        punten=punten,
    )


def _verwijzing(verwijzing: Verwijzing) -> dict[str, str]:
    """Return who helps, how to call them, why, and by when, in one point."""
    telefoon, dag = verwijzing.telefoon, verwijzing.uiterlijk
    delen = [
        NL["bellen"].format(telefoon=telefoon) if telefoon else "",
        verwijzing.reden,
        NL["uiterlijk"].format(dag=datum_leesbaar(dag)) if dag else "",
    ]
    naar = f"{verwijzing.naar[:1].upper()}{verwijzing.naar[1:].replace('_', ' ')}"
    return _punt(f"{naar}:", " ".join(deel for deel in delen if deel))


def _terugbetalen(zaak: Afhandeling) -> dict[str, Any] | None:
    kans = [a for a in zaak.aanvragen if a.status is not Status.ONBEKEND]
    delen: list[Toegekend | Aanvraag] = [*zaak.toekenningen, *kans]
    per_zin: dict[str, list[str]] = {}
    for deel in delen:
        if deel.regeling.terugbetalen:
            per_zin.setdefault(deel.regeling.terugbetalen, []).append(deel.regeling.naam)
    if not delen:
        return None
    meest = _gezamenlijk(per_zin)
    punten = [_punt(f"{woorden.opsommen(namen)}:", zin) for zin, namen in per_zin.items() if zin != meest]
    return _blok("terug", NL["kop_terug"], zinnen=[meest, NL["doorgeven"]], punten=punten)


def _gezamenlijk(per_zin: Mapping[str, Sequence[str]]) -> str:
    """Return the sentence that can do without names, because it holds for all or for most."""
    meest = max(per_zin, key=lambda zin: len(per_zin[zin]), default="")
    return meest if len(per_zin) == 1 or len(set(per_zin.get(meest, ()))) > 1 else ""


def _hulp(zaak: Afhandeling) -> dict[str, Any] | None:
    inst = zaak.instellingen
    naam, telefoon = inst.tekst("hulp.naam"), inst.tekst("hulp.telefoon")
    if not naam:
        return None
    zinnen = [NL["hulp"].format(naam=naam), NL["hulp_bel"].format(telefoon=telefoon) if telefoon else ""]
    return _blok("hulp", NL["kop_hulp"], zinnen=zinnen)
