"""The income line in words: what happens, what is missing, and the rows of its table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from consulent_app.huishouden.geld import Geld, tel_op
from consulent_app.regels.inkomenslijn import NIETS, Inkomenslijn, Stap, Terugval
from consulent_app.regels.pakket import Pakket

NERGENS = "Meer loon geeft hier nergens een lager totaal."
ELKE = 10
"""Every so many steps the table has a row, beside the rows where something happens."""


@dataclass(frozen=True)
class Lijnwoorden:
    """The words of one line; names come from the package."""

    lijn: Inkomenslijn
    pakket: Pakket

    @property
    def volledig(self) -> bool:
        """Say whether each amount is known at each wage, so that the total is the whole total."""
        return not self.lijn.missend

    def kern(self) -> str:
        """Return the one sentence that matters most."""
        vallen = self.lijn.terugvallen
        if not vallen:
            return self._zonder_terugval()
        val = self.lijn.eerste_terugval or vallen[0]
        loon = f"van {val.van.in_hele_euros()} naar {val.tot.in_hele_euros()} loon"
        wat = "wat wij kennen" if val.voorbehoud else "het totaal"
        daling = f"daalt {wat} met {val.verlies.in_hele_euros()} per maand"
        meest = f"vooral door {self._naam(next(iter(val.oorzaken)))}"
        return f"Let op: {loon} {daling}, {meest}. {self._weer(val)}"

    def _zonder_terugval(self) -> str:
        if self.volledig:
            return NERGENS
        if not self.lijn.vervallen:
            return f"{NERGENS} Maar wij kennen nog niet alle bedragen."
        vanaf = self.lijn.vervallen[0].tot.in_hele_euros()
        return f"Let op: vanaf {vanaf} loon stopt hulp waarvan wij het bedrag nog niet kennen."

    def _weer(self, val: Terugval) -> str:
        if val.weer_vanaf is None:
            return "Verderop in de grafiek is het niet meer zo veel als daarvoor."
        return f"Pas vanaf {val.weer_vanaf.in_hele_euros()} loon is er weer evenveel."

    def terugval(self, val: Terugval) -> str:
        """Return one fall in full, with each cause."""
        oorzaken = "; ".join(f"{self._naam(n)} ({b.leesbaar()})" for n, b in val.oorzaken.items())
        loon = f"Van {val.van.leesbaar()} naar {val.tot.leesbaar()} loon"
        zinnen = [
            f"{loon}: {val.verlies.leesbaar()} minder per maand.",
            f"Minder: {oorzaken}.",
            f"Van elke extra euro loon gaat daar {Geld(val.marginaal).leesbaar()} weg.",
            self._weer(val),
        ]
        if val.voorbehoud:
            zinnen.append("Andere bedragen kennen wij hier nog niet. Het kan dus meer of minder zijn.")
        return " ".join(zinnen)

    def vervallen(self) -> list[str]:
        """Return where something ends of which the amount is not known."""
        return [
            f"Van {v.van.leesbaar()} naar {v.tot.leesbaar()} loon stopt: {self._noem(v.regelingen)}. "
            "Het bedrag kennen wij nog niet, dus ook niet hoeveel er dan minder is."
            for v in self.lijn.vervallen
        ]

    def mist(self) -> list[str]:
        """Return of which amounts something is missing: of the gemeente, or of the household."""
        missend = self.lijn.missend
        figuur = [n for n, mist in missend.items() if any(pad.startswith("@") for pad in mist)]
        antwoord = [n for n, mist in missend.items() if any(not pad.startswith("@") for pad in mist)]
        return [
            f"{kop}: {self._noem(namen)}."
            for kop, namen in (
                ("De gemeente moet nog een bedrag vaststellen voor", figuur),
                ("Wij missen nog een antwoord voor", antwoord),
            )
            if namen
        ]

    def geen_lijn(self) -> str:
        """Return what must be known before there is a line."""
        figuren = [
            self.pakket.parameters[pad[1:]].omschrijving for pad in self.lijn.ontbreekt if pad[0] == "@"
        ]
        if figuren:
            return f"Deze lijn kan nog niet. De gemeente moet nog vaststellen: {'; '.join(figuren)}."
        return "Deze lijn kan nog niet. Wij missen nog een antwoord:"

    def paden(self) -> list[str]:
        """Return the answers that are missing, as paths, each once."""
        alle = [*self.lijn.ontbreekt, *(pad for mist in self.lijn.missend.values() for pad in mist)]
        return [pad for pad in dict.fromkeys(alle) if not pad.startswith("@")]

    def _noem(self, namen: Iterable[str]) -> str:
        return "; ".join(map(self._naam, namen))

    def _naam(self, regeling: str) -> str:
        return self.pakket.regelingen[regeling].naam if regeling else "het inkomen"

    # --- one wage, and the table ---------------------------------------------------------------------

    def som(self, stap: Stap) -> Geld:
        """Return what can be drawn: the income with all that is known at every wage."""
        delen = (stap.delen.get(naam, NIETS).minstens for naam in self.lijn.overal_bekend)
        return tel_op([stap.inkomen.minstens, *delen])

    def bij(self, stap: Stap) -> str:
        """Return what there is at one wage."""
        if stap.totaal is not None:
            return f"Bij {stap.loon.leesbaar()} loon is het totaal {stap.totaal.leesbaar()} per maand."
        open_ = self._noem(stap.open) or "het inkomen"
        minstens = f"ten minste {stap.minstens.leesbaar()} per maand"
        return f"Bij {stap.loon.leesbaar()} loon is het totaal {minstens}. Nog niet bekend: {open_}."

    def koppen(self) -> list[str]:
        """Return the heads of the table."""
        return ["Loon", "Totaal", "Wat gebeurt er", "Ander inkomen", *self.lijn.namen_per_maand.values()]

    def rijen(self) -> list[list[str]]:
        """Return the table: each tenth step, what is earned now, and both ends of each fall."""
        lijn, rijen = self.lijn, []
        bij = self._gebeurtenissen()
        for nummer, stap in enumerate(lijn.stappen):
            if nummer % ELKE == 0 or stap.loon in bij or nummer == len(lijn.stappen) - 1:
                delen = [stap.delen.get(naam, NIETS) for naam in lijn.namen_per_maand]
                rijen.append(
                    [
                        stap.loon.leesbaar(),
                        _of_meer(stap.totaal, stap.minstens),
                        bij.get(stap.loon, ""),
                        _bedrag(stap.inkomen.bedrag and stap.inkomen.bedrag - stap.loon),
                        *(_bedrag(deel.bedrag) for deel in delen),
                    ]
                )
        return rijen

    def _gebeurtenissen(self) -> dict[Geld, str]:
        bij: dict[Geld, str] = {}
        for nummer, val in enumerate(self.lijn.terugvallen, start=1):
            bij[val.van] = f"Vlak voor terugval {nummer}"
            bij[val.tot] = f"Terugval {nummer}: {val.verlies.leesbaar()} minder"
        for verval in self.lijn.vervallen:
            bij.setdefault(verval.tot, f"Stopt: {self._noem(verval.regelingen)}")
        return bij


def _bedrag(bedrag: Geld | None) -> str:
    if bedrag is None:
        return "niet bekend"
    return bedrag.leesbaar() if bedrag.centen else "–"


def _of_meer(totaal: Geld | None, minstens: Geld) -> str:
    return totaal.leesbaar() if totaal is not None else f"ten minste {minstens.leesbaar()}"
