"""What would make an outcome otherwise, in plain Dutch; only what judging again has shown to be so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Intake
from consulent_app.regels.antwoorden import Antwoord, antwoorden
from consulent_app.regels.knoppen import (
    BEDRAGEN,
    Knop,
    afstanden,
    getallen,
    leeftijdsgrenzen,
    open_bedrag,
    velden_van,
)
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.toets import toets, vraagtekst
from consulent_app.regels.uitkomst import Status, Uitkomst

MEESTE_ZINNEN = 3
#: A sentence about somebody who is a whole generation older or younger helps nobody.
MEESTE_JAREN = 30
GUNSTIG = (Status.RECHT, Status.BEOORDELING)
DAN = {
    Status.RECHT: "was er recht",
    Status.BEOORDELING: "kon er recht zijn; een medewerker weegt dat af",
    Status.GEEN_RECHT: "was er geen recht",
    Status.ONBEKEND: "waren er nog andere antwoorden nodig",
    Status.NVT: "gold deze regeling niet",
}
NU = {
    Status.RECHT: "is er recht",
    Status.BEOORDELING: "weegt een medewerker af of er recht is",
    Status.GEEN_RECHT: "is er geen recht",
    Status.ONBEKEND: "zijn er nog andere antwoorden nodig",
    Status.NVT: "geldt deze regeling niet",
}
ALTIJD_EEN_MENS = "Geen antwoord geeft hier vanzelf recht: een mens weegt het altijd af ({artikel})."
ALLEEN_EEN_MENS = "Wij vonden geen antwoord of bedrag dat vanzelf recht geeft: een mens moet het afwegen."


@dataclass(frozen=True)
class Watals:
    """A sentence, with the changed intakes that prove it and the status that each of them has."""

    zin: str
    bewijs: tuple[tuple[Intake, Status], ...]


def wat_als(uitkomst: Uitkomst, intake: Intake, pakket: Pakket) -> tuple[Watals, ...]:
    """Return what would change this outcome, at most a few sentences."""
    proef = _Proef(uitkomst, intake, pakket)
    if uitkomst.status is Status.GEEN_RECHT:
        return (*proef.redenen(), *islice(proef.voor_recht(), MEESTE_ZINNEN))
    if uitkomst.status is Status.RECHT:
        return tuple(islice(proef.speling(), MEESTE_ZINNEN))
    if uitkomst.status is Status.ONBEKEND:
        return tuple(islice(proef.wat_beslist(), MEESTE_ZINNEN))
    if uitkomst.status is Status.BEOORDELING:
        return (*proef.afweging(), *islice(proef.speling(), MEESTE_ZINNEN))
    return ()


class _Proef:
    """Judges one regeling for one person again and again, each time with one thing changed."""

    def __init__(self, uitkomst: Uitkomst, intake: Intake, pakket: Pakket) -> None:
        self._uitkomst, self._intake, self._pakket = uitkomst, intake, pakket
        self._regeling = pakket.regelingen[uitkomst.regeling]
        self._klein = _alleen(pakket, self._regeling)
        faalt = {reden.voorwaarde for reden in uitkomst.redenen if reden.uitkomst is False}
        self._gevallen = [v for v in self._regeling.voorwaarden if v.id in faalt]
        wegingen = [w.wanneer for w in self._regeling.wegingen if w.wanneer is not None]
        self._wegingen = wegingen if uitkomst.status is Status.BEOORDELING else []
        voorwaarden = [*(v.als for v in self._gevallen or self._regeling.voorwaarden), *self._wegingen]
        self._grenzen = leeftijdsgrenzen(voorwaarden, intake, pakket)
        self._afstanden = afstanden(voorwaarden, intake, uitkomst.persoon, pakket)

    def _status(self, intake: Intake, pakket: Pakket | None = None) -> Status:
        uitkomsten = toets(intake, pakket or self._klein).uitkomsten
        return next((u.status for u in uitkomsten if u.persoon == self._uitkomst.persoon), Status.NVT)

    def redenen(self) -> Iterator[Watals]:
        """Say how many reasons there are, when the first of them does not stand alone."""
        if len(self._gevallen) < 2:
            return
        rest = tuple(v for v in self._regeling.voorwaarden if v is not self._gevallen[0])
        zonder = _alleen(self._pakket, replace(self._regeling, voorwaarden=rest))
        if self._status(self._intake, zonder) is Status.GEEN_RECHT:
            aantal = len(self._gevallen)
            yield Watals(f"Er zijn {aantal} redenen; ook zonder de eerste is er geen recht.", ())

    def voor_recht(self) -> Iterator[Watals]:
        """Say which single change would have given a right."""
        velden = velden_van([v.als for v in self._gevallen], self._pakket)
        yield from self._een_ander(velden, GUNSTIG)
        yield from self._zonder_eerdere_hulp(velden)

    def _een_ander(self, velden: set[str], doel: tuple[Status, ...]) -> Iterator[Watals]:
        """Say which other number or answer, one at a time, leads to one of these statuses."""
        for knop in getallen(self._intake, velden, self._uitkomst.persoon):
            for richting in (-1, 1):
                waarde = self._grens(knop, richting, lambda status: status in doel)
                if waarde is not None:
                    yield self._zin(f"{_met(knop, waarde, self._intake)} {{dan}}.", knop.met(waarde))
        for antwoord in antwoorden(self._intake, velden, self._uitkomst.persoon, self._pakket):
            if self._status(antwoord.intake) in doel:
                yield self._zin(self._bij(antwoord), antwoord.intake)

    def afweging(self) -> Iterator[Watals]:
        """Say which change leaves nothing to weigh; when there is none, say just that."""
        vast = [w.artikel for w in self._regeling.wegingen if w.wanneer is None]
        velden = velden_van(self._wegingen, self._pakket)
        beslist = () if vast else tuple(islice(self._een_ander(velden, (Status.RECHT,)), MEESTE_ZINNEN))
        if not beslist:
            zin = ALTIJD_EEN_MENS.format(artikel=vast[0]) if vast else ALLEEN_EEN_MENS
            yield Watals(zin, ((self._intake, Status.BEOORDELING),))
        yield from beslist

    def _zonder_eerdere_hulp(self, velden: set[str]) -> Iterator[Watals]:
        eerder = self._intake.eerder_toegekend or ()
        for plek, hulp in enumerate(eerder if "toegekend_datum" in velden else ()):
            anders = replace(self._intake, eerder_toegekend=(*eerder[:plek], *eerder[plek + 1 :]))
            if self._status(anders) in GUNSTIG:
                yield self._zin(f"Zonder de hulp van {datum_leesbaar(hulp.datum)} {{dan}}.", anders)

    def speling(self) -> Iterator[Watals]:
        """Say at which single change the right ends."""
        velden = velden_van([v.als for v in self._regeling.voorwaarden], self._pakket)
        for knop in getallen(self._intake, velden, self._uitkomst.persoon):
            # Nobody grows younger: a right is not lost by that.
            for richting in (1,) if knop.soort == "jaren" else (-1, 1):
                waarde = self._grens(knop, richting, lambda status: status is Status.GEEN_RECHT)
                if waarde is None:
                    continue
                laatst = waarde - richting
                eind = self._zin(f"{_met(knop, waarde, self._intake)} {{dan}}.", knop.met(waarde))
                if knop.soort == "geld" and self._status(knop.met(laatst)) is Status.RECHT:
                    nog = f"{_met(knop, laatst, self._intake)} is er nog recht"
                    daarna = f"met {Geld(abs(waarde - knop.nu)).leesbaar()} {_meer(knop, waarde)} niet."
                    eind = Watals(f"{nog}; {daarna}", ((knop.met(laatst), Status.RECHT), *eind.bewijs))
                yield eind

    def wat_beslist(self) -> Iterator[Watals]:
        """Say what each answer to a question that is still open would decide."""
        per_vraag: dict[str, list[tuple[Antwoord, Status]]] = {}
        for antwoord in antwoorden(self._intake, None, None, self._pakket, self._uitkomst.ontbreekt):
            per_vraag.setdefault(antwoord.pad, []).append((antwoord, self._status(antwoord.intake)))
        for pad, mogelijk in per_vraag.items():
            if all(status is Status.ONBEKEND for _, status in mogelijk):
                continue
            delen = []
            for status in dict.fromkeys(status for _, status in mogelijk):
                woorden = [a.woord for a, s in mogelijk if s is status]
                delen.append(f"bij {_opsomming(woorden)} {NU[status]}")
            bewijs = tuple((a.intake, status) for a, status in mogelijk)
            yield self._over_vraag(pad, delen, bewijs)
        for pad in self._uitkomst.ontbreekt:
            if (knop := open_bedrag(self._intake, pad, self._pakket)) is not None:
                yield from self._vanaf(pad, knop)

    def _vanaf(self, pad: str, knop: Knop) -> Iterator[Watals]:
        """Say up to which amount and from which amount on something else is so."""
        eerst = self._status(knop.met(0))
        waarde = self._grens(knop, 1, lambda status: status is not eerst)
        if waarde is None:
            return
        stand = ((waarde - 1, eerst), (waarde, self._status(knop.met(waarde))))
        per = " per maand" if knop.naam == "inkomen" else ""
        delen = [f"bij {Geld(centen).leesbaar()}{per} {NU[status]}" for centen, status in stand]
        yield self._over_vraag(pad, delen, tuple((knop.met(centen), status) for centen, status in stand))

    def _over_vraag(self, pad: str, delen: list[str], bewijs: tuple[tuple[Intake, Status], ...]) -> Watals:
        vraag = vraagtekst(pad, self._pakket, self._intake)
        tekst = "; ".join(delen)
        return Watals(f"‘{vraag}’ {tekst[:1].upper()}{tekst[1:]}.", bewijs)

    def _zin(self, vorm: str, intake: Intake) -> Watals:
        status = self._status(intake)
        return Watals(vorm.format(dan=DAN[status]), ((intake, status),))

    def _bij(self, antwoord: Antwoord) -> str:
        vraag = vraagtekst(antwoord.pad, self._pakket, self._intake)
        return f"Met het antwoord ‘{antwoord.woord}’ op ‘{vraag}’ {{dan}}."

    def _grens(self, knop: Knop, richting: int, past: Callable[[Status], bool]) -> int | None:
        """Return the first value in this direction of which the status is such, None for none.

        The distances to the limits of the conditions are tried first, then halving finds it.
        """

        def goed(waarde: int) -> bool:
            return past(self._status(knop.met(waarde)))

        eind = knop.minst if richting < 0 else knop.meest
        if knop.soort == "jaren":
            # A right by age begins and ends again, so the ages that the conditions name are all tried.
            ver = sorted((jaren - knop.nu) * richting for jaren in self._grenzen)
            reeks = [knop.nu + jaren * richting for jaren in ver if 0 < jaren <= MEESTE_JAREN]
            binnen = [jaren for jaren in reeks if knop.minst <= jaren <= knop.meest]
            return next((jaren for jaren in binnen if goed(jaren)), None)
        for afstand in self._afstanden[knop.soort]:
            raak = knop.nu + richting * afstand
            if knop.minst <= raak <= knop.meest and goed(raak) and not goed(raak - richting):
                return raak
        if (eind - knop.nu) * richting <= 0 or not goed(eind):
            return None
        niet, wel = knop.nu, eind
        while abs(wel - niet) > 1:
            midden = (niet + wel) // 2
            niet, wel = (niet, midden) if goed(midden) else (midden, wel)
        return wel


def _alleen(pakket: Pakket, regeling: Regeling) -> Pakket:
    return replace(pakket, regelingen={regeling.id: regeling}, verwijsregels=())


def _meer(knop: Knop, waarde: int) -> str:
    return "meer" if waarde > knop.nu else "minder"


def _met(knop: Knop, waarde: int, intake: Intake) -> str:
    """Return the change as the first half of a sentence."""
    if knop.soort == "jaren":
        wie = intake.persoon(knop.naam)
        naam = wie.voornaam or {"kind": "dit kind"}.get(wie.rol, f"de {wie.rol}")
        return f"Was {naam} {waarde} jaar, dan"
    if knop.soort == "maanden":
        return f"Met {waarde} maanden een laag inkomen"
    wat = BEDRAGEN.get(knop.naam, "inkomen per maand")
    return f"Met {Geld(abs(waarde - knop.nu)).leesbaar()} {_meer(knop, waarde)} {wat}"


def _opsomming(woorden: list[str]) -> str:
    begin, laatste = ", ".join(woorden[:-1]), woorden[-1]
    return f"{begin} of {laatste}" if begin else laatste
