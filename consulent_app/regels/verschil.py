"""What one version of a rule package says differently from another, in words for a policy officer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling, Verwijsregel, Voorwaarde, Weging
from consulent_app.regels.uitdrukking import als_tekst, zin_als_tekst
from consulent_app.regels.verschil_cijfers import cijfers
from consulent_app.regels.wijziging import PAKKET, VERWIJZEN, Boek, Verschil, Wijziging, namen, teksten

Deel = TypeVar("Deel", Voorwaarde, Weging, Verwijsregel)


def vergelijk(oud: Pakket, nieuw: Pakket) -> Verschil:
    """Return what the new package says differently.

    A change that touches one regeling stands there; one that several share is told once.
    """
    boek = Boek()
    boek.schrijf(PAKKET, _pakket(oud, nieuw))
    cijfers(boek, oud, nieuw)
    for naam in namen(oud.regelingen, nieuw.regelingen):
        _regeling(boek, oud.regelingen.get(naam), nieuw.regelingen.get(naam))
    boek.schrijf(VERWIJZEN, _verwijzingen(oud, nieuw))
    return Verschil(f"{oud.naam} {oud.versie}", f"{nieuw.naam} {nieuw.versie}", boek.delen())


# --- regelingen --------------------------------------------------------------------------------------


def _regeling(boek: Boek, oud: Regeling | None, nieuw: Regeling | None) -> None:
    if oud is None or nieuw is None:
        regeling = nieuw or oud
        assert regeling is not None
        woord = "Nieuwe regeling" if oud is None else "Deze regeling vervalt"
        boek.schrijf(regeling.naam, [Wijziging(f"{woord}: {regeling.wat} ({regeling.artikel})")])
        return
    boek.schrijf(nieuw.naam, _kop(oud, nieuw))
    voorwaarden = _per_id(oud.voorwaarden), _per_id(nieuw.voorwaarden)
    for naam in namen(*voorwaarden):
        boek.schrijf(nieuw.naam, _voorwaarde(voorwaarden[0].get(naam), voorwaarden[1].get(naam)))
    wegingen = _per_id(oud.wegingen), _per_id(nieuw.wegingen)
    for naam in namen(*wegingen):
        boek.schrijf(nieuw.naam, _weging(wegingen[0].get(naam), wegingen[1].get(naam)))


def _kop(oud: Regeling, nieuw: Regeling) -> Iterator[Wijziging]:
    yield from teksten(
        "Regeling",
        ("bedrag", als_tekst(oud.bedrag), als_tekst(nieuw.bedrag)),
        ("voor wie deze regeling is", als_tekst(oud.van_toepassing), als_tekst(nieuw.van_toepassing)),
        ("zonder aanvraag", als_tekst(oud.ambtshalve), als_tekst(nieuw.ambtshalve)),
        ("kostensoorten", ", ".join(oud.kostensoorten), ", ".join(nieuw.kostensoorten)),
        ("periode", oud.periode or "", nieuw.periode or ""),
        *(
            (naam, getattr(oud, naam), getattr(nieuw, naam))
            for naam in ("naam", "per", "door", "wijze", "artikel", "beleidsregel", "rechtsmiddel",
                         "wat", "waar", "alternatief", "terugbetalen", "terugwerkend_artikel")
        ),
        ("maanden terug", als_tekst(oud.terugwerkend), als_tekst(nieuw.terugwerkend)),
    )  # fmt: skip


def _voorwaarde(oud: Voorwaarde | None, nieuw: Voorwaarde | None) -> Iterator[Wijziging]:
    if oud is None or nieuw is None:
        deel = nieuw or oud
        assert deel is not None
        woord = "Nieuwe voorwaarde" if oud is None else "Voorwaarde vervalt"
        yield Wijziging(f"{woord} '{deel.id}' ({deel.artikel}).", (als_tekst(deel.als),))
        return
    yield from teksten(
        f"Voorwaarde '{nieuw.id}'",
        (f"regel ({nieuw.artikel})", als_tekst(oud.als), als_tekst(nieuw.als)),
        ("artikel", oud.artikel, nieuw.artikel),
        ("tekst bij ja", zin_als_tekst(oud.ja), zin_als_tekst(nieuw.ja)),
        ("tekst bij nee", zin_als_tekst(oud.nee), zin_als_tekst(nieuw.nee)),
        ("tekst bij onbekend", zin_als_tekst(oud.onbekend), zin_als_tekst(nieuw.onbekend)),
        ("bewijs", oud.bewijs or "", nieuw.bewijs or ""),
        ("wanneer het bewijs er al is", als_tekst(oud.bewijs_bekend), als_tekst(nieuw.bewijs_bekend)),
        ("hoort bij de doelgroep", _ja(oud.doelgroep), _ja(nieuw.doelgroep)),
    )


def _weging(oud: Weging | None, nieuw: Weging | None) -> Iterator[Wijziging]:
    if oud is None or nieuw is None:
        deel = nieuw or oud
        assert deel is not None
        woord = "Nieuwe afweging" if oud is None else "Afweging vervalt"
        yield Wijziging(f"{woord} '{deel.id}' ({deel.artikel}).", (zin_als_tekst(deel.tekst),))
        return
    yield from teksten(
        f"Afweging '{nieuw.id}'",
        (f"wanneer ({nieuw.artikel})", als_tekst(oud.wanneer), als_tekst(nieuw.wanneer)),
        ("artikel", oud.artikel, nieuw.artikel),
        ("tekst", zin_als_tekst(oud.tekst), zin_als_tekst(nieuw.tekst)),
    )


# --- the rest ----------------------------------------------------------------------------------------


def _pakket(oud: Pakket, nieuw: Pakket) -> Iterator[Wijziging]:
    yield from teksten(
        "",
        *(
            (naam.replace("_", " "), _gewoon(getattr(oud, naam)), _gewoon(getattr(nieuw, naam)))
            for naam in ("id", "naam", "gemeente", "versie", "merk", "ouder", "gecontroleerd_door",
                         "geldig_vanaf", "geldig_tot")
        ),
    )  # fmt: skip
    for pad in namen(oud.velden_op_pad, nieuw.velden_op_pad):
        was, wordt = oud.velden_op_pad.get(pad), nieuw.velden_op_pad.get(pad)
        yield from teksten(f"Vraag {pad}", ("", was.vraag if was else "", wordt.vraag if wordt else ""))
        if was and wordt:
            yield from teksten(f"Vraag {pad}", ("uitleg", was.uitleg, wordt.uitleg))
            keuzes = ", ".join(was.opties.values()), ", ".join(wordt.opties.values())
            yield from teksten(f"Vraag {pad}", ("keuzes", *keuzes))
    for vraag in namen(dict.fromkeys(oud.open_vragen), dict.fromkeys(nieuw.open_vragen)):
        if vraag not in oud.open_vragen:
            yield Wijziging(f"Nieuwe vraag aan de gemeente: {vraag}")
        elif vraag not in nieuw.open_vragen:
            yield Wijziging(f"Vraag aan de gemeente vervalt: {vraag}")


def _verwijzingen(oud: Pakket, nieuw: Pakket) -> Iterator[Wijziging]:
    regels = _per_id(oud.verwijsregels), _per_id(nieuw.verwijsregels)
    for naam in namen(*regels):
        was, wordt = regels[0].get(naam), regels[1].get(naam)
        if was is None or wordt is None:
            deel = wordt or was
            assert deel is not None
            woord = "Nieuwe verwijzing" if was is None else "Verwijzing vervalt"
            yield Wijziging(f"{woord} '{naam}', naar {deel.naar} ({deel.artikel}).", (als_tekst(deel.als),))
            continue
        yield from teksten(
            f"Verwijzing '{naam}'",
            (f"regel ({wordt.artikel})", als_tekst(was.als), als_tekst(wordt.als)),
            ("reden", was.reden, wordt.reden),
            ("naar", was.naar, wordt.naar),
            ("artikel", was.artikel, wordt.artikel),
            ("termijn", _termijn(was), _termijn(wordt)),
        )


def _termijn(regel: Verwijsregel) -> str:
    spoed = "spoed" if regel.spoed else ""
    dagen = f"{regel.werkdagen} werkdagen" if regel.werkdagen is not None else ""
    weken = f"{regel.weken} weken" if regel.weken is not None else ""
    return ", ".join(deel for deel in (spoed, dagen, weken) if deel)


def _gewoon(waarde: object) -> str:
    return datum_leesbaar(waarde) if isinstance(waarde, date) else str(waarde or "")


def _ja(waarde: bool) -> str:
    return "ja" if waarde else "nee"


def _per_id(delen: Iterable[Deel]) -> dict[str, Deel]:
    return {deel.id: deel for deel in delen}
