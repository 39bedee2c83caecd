"""All that the page about amounts shows of one set of rules, and what a new value would do there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from consulent_app.acties.bedragconcept import Bijwerking, Concept, lees_concept, pas_toe
from consulent_app.acties.bedragen import Cijfer, cijfers, halfjaren_rond, keten
from consulent_app.acties.bedraggevolgen import Gevolgen, gevolgen
from consulent_app.acties.toetsen import Toetser
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.pakketkast import versienummer
from consulent_app.regels.verschil import vergelijk
from consulent_app.regels.verschil_cijfers import gebruik

if TYPE_CHECKING:
    from pathlib import Path

    from consulent_app.regels.pakket import Pakket
    from consulent_app.regels.pakketkast import Pakketkast

#: So long before the last day of a package that is said, and a later one proposed.
RUIM_TEVOREN = timedelta(days=183)
GELDT = "{naam} {versie} geldt tot en met {tot}"
BIJNA_OM = "Pak een nieuwe versie in met een latere einddatum; daarna kan niemand worden getoetst."
IN_CONCEPT = "In het concept: {hoeveel}."


@dataclass(frozen=True)
class Pakketstand:
    """One package of the set, with what was entered for it."""

    pakket: Pakket
    concept: Concept
    op: date

    @property
    def is_bijna_om(self) -> bool:
        """Say whether nobody can be judged by it within half a year."""
        return self.pakket.geldig_tot < self.op + RUIM_TEVOREN

    @property
    def in_woorden(self) -> str:
        """Return until when it holds and how much was entered."""
        pakket, aantal = self.pakket, len(self.concept.bijwerkingen)
        tot = datum_leesbaar(pakket.geldig_tot)
        zin = f"{GELDT.format(naam=pakket.naam, versie=pakket.versie, tot=tot)}."
        if aantal:
            hoeveel = "1 bedrag" if aantal == 1 else f"{aantal} bedragen"
            return f"{zin} {IN_CONCEPT.format(hoeveel=hoeveel)}"
        return f"{zin} {BIJNA_OM}" if self.is_bijna_om else zin

    @property
    def versievoorstel(self) -> str:
        """Return the next version: the first of a year, or one more than the last."""
        delen = [int(deel) for deel in self.pakket.versie.split(".")]
        jaar = max([b.vanaf.year for b in self.concept.bijwerkingen], default=self.op.year)
        nieuw = f"{jaar}.1"
        if versienummer(nieuw) > versienummer(self.pakket.versie) and jaar != delen[0]:
            return nieuw
        return ".".join(str(deel) for deel in (*delen[:-1], delen[-1] + 1))

    @property
    def eindvoorstel(self) -> date:
        """Return the last day that it has, or the end of the year when that comes too soon."""
        laatste = max([b.vanaf for b in self.concept.bijwerkingen], default=self.pakket.geldig_vanaf)
        if not self.is_bijna_om and laatste <= self.pakket.geldig_tot:
            return self.pakket.geldig_tot
        return date(max(laatste, self.op + RUIM_TEVOREN).year, 12, 31)

    def verschil(self, tot: date) -> str:
        """Return what a next version with this draft says differently, in words."""
        nieuw = replace(pas_toe(self.pakket, [self.concept], tot), versie=self.versievoorstel)
        return vergelijk(self.pakket, nieuw).als_tekst()


@dataclass(frozen=True)
class Bedragblad:
    """The rules by which a household is judged, with their parents, on a day."""

    toetser: Toetser
    pakket: Pakket
    op: date
    standen: tuple[Pakketstand, ...]
    cijfers: Sequence[Cijfer]
    raakt: Mapping[str, set[str]]
    pakketten: Sequence[tuple[str, str]]

    @property
    def open_(self) -> int:
        """Return how many figures are open."""
        return sum(bool(cijfer.open_) for cijfer in self.cijfers)

    def begin_van(self, cijfer: Cijfer) -> tuple[date | None, str]:
        """Return from which day and source a new value is likely: as the last that was entered.

        Amounts come by the dozen from one page of the Staatscourant.
        """
        van = cijfer.parameter.pakket
        eerder = [b for s in self.standen for b in s.concept.bijwerkingen if s.pakket.id == van]
        if eerder:
            return eerder[-1].vanaf, eerder[-1].bron
        return (halfjaren_rond(self.op)[1], "") if cijfer.loopt_af else (None, "")

    def proef(self, nieuw: Bijwerking) -> Gevolgen:
        """Return what one more value does, beside what was entered before."""
        concepten = [stand.concept for stand in self.standen]
        van = self.pakket.parameters[nieuw.naam].pakket
        zonder = [c.zonder(nieuw.naam, nieuw.vanaf) if c.pakket == van else c for c in concepten]
        met = [c.met(nieuw) if c.pakket == van else c for c in concepten]
        dag = max(nieuw.vanaf, self.pakket.geldig_vanaf)
        voor, na = (pas_toe(self.pakket, deel, dag) for deel in (zonder, met))
        return gevolgen(voor, na, dag, self.toetser)

    def totaal(self, stand: Pakketstand) -> Gevolgen:
        """Return what all that was entered for one package does, on the day on which the last begins."""
        dag = max([b.vanaf for b in stand.concept.bijwerkingen], default=self.op)
        dag = max(dag, self.pakket.geldig_vanaf)
        voor, na = (pas_toe(self.pakket, deel, dag) for deel in ([], [stand.concept]))
        return gevolgen(voor, na, dag, self.toetser)


def bedragblad(kast: Pakketkast, map_: Path, pakket_id: str, op: date) -> Bedragblad:
    """Read a set of rules as it is on disk now; raises InvoerFout when it is damaged."""
    toetser = Toetser(kast)
    pakket = toetser.pakket(pakket_id)
    standen = []
    for deel in keten(pakket, toetser):
        concept = lees_concept(map_, deel.id).nog_niet_in(deel)
        standen.append(Pakketstand(deel, concept, op))
    namen = {stand.pakket.id: stand.pakket.naam for stand in standen}
    alle = cijfers(pakket, namen, [stand.concept for stand in standen], op)
    return Bedragblad(toetser, pakket, op, tuple(standen), alle, gebruik(pakket), toetser.pakketten())
