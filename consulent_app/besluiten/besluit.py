"""From what the rules say to what is done: granted, refused, to be asked for, or not yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.besluiten.ingang import Ingang, ingang_van
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.besluiten.termijnen import betaald_voor
from consulent_app.huishouden.geld import Geld, tel_op
from consulent_app.huishouden.model import Intake, Kostenpost, Persoon
from consulent_app.regels.inkomenslijn import Terugval
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Oordeel, Reden, Status, Uitkomst, Verwijzing, Wijze

Deel = tuple[str, str | None]
"""What is decided about: the id of a regeling, and of a person (None is the household)."""

TE_VRAGEN = (Status.RECHT, Status.BEOORDELING, Status.ONBEKEND)


@dataclass(frozen=True)
class Toegekend:
    """A grant. Without `bedrag` it is in kind; `betaald_voor` is None when no money is paid out."""

    regeling: Regeling
    persoon: Persoon | None
    bedrag: Geld | None
    periode: str | None
    per_jaar: Geld | None
    ingang: Ingang
    betaald_voor: date | None
    redenen: tuple[Reden, ...]


@dataclass(frozen=True)
class Afgewezen:
    """A refusal with every condition that fails."""

    regeling: Regeling
    persoon: Persoon | None
    redenen: tuple[Reden, ...]


@dataclass(frozen=True)
class Aanvraag:
    """What goes on the verzamelaanvraag: what is asked, what must come with it, what is open."""

    regeling: Regeling
    persoon: Persoon | None
    status: Status
    bedrag: Geld | None
    periode: str | None
    kosten: tuple[Kostenpost, ...]
    bewijs: tuple[str, ...]
    ontbreekt: tuple[str, ...]
    te_wegen: tuple[str, ...]
    ingang: Ingang


@dataclass(frozen=True)
class NogNiet:
    """What is not decided now: paths of missing answers, sentences about what must be weighed."""

    regeling: Regeling
    persoon: Persoon | None
    ontbreekt: tuple[str, ...] = ()
    te_wegen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicatie:
    """What the household may ask of the state; never a decision. Not `zeker`: answers are missing."""

    regeling: Regeling
    persoon: Persoon | None
    zeker: bool
    bedrag: Geld | None
    periode: str | None


@dataclass(frozen=True)
class Afhandeling:
    """All that follows from one conversation, ready to print. Made by `handel_af`."""

    intake: Intake
    instellingen: Instellingen
    datum: date
    kenmerk: str
    rol: str
    merk: str
    peildatum: date
    pakket: Mapping[str, str]
    feiten: Mapping[str, Mapping[str, Any]]
    toekenningen: tuple[Toegekend, ...]
    afwijzingen: tuple[Afgewezen, ...]
    aanvragen: tuple[Aanvraag, ...]
    bedrag_volgt: tuple[NogNiet, ...]
    nog_nodig: tuple[NogNiet, ...]
    nog_te_beslissen: tuple[NogNiet, ...]
    via_anderen: tuple[NogNiet, ...]
    landelijk: tuple[Indicatie, ...]
    verwijzingen: tuple[Verwijzing, ...]
    ingeleverd: tuple[str, ...]
    #: Only when the consulent wants it told: where more earnings leave the household with less.
    terugval: Terugval | None = None

    @property
    def valt_te_beslissen(self) -> bool:
        """Say whether there is anything to grant or refuse; without it there is no beschikking."""
        return bool(self.toekenningen or self.afwijzingen)

    @property
    def totaal_per_jaar(self) -> Geld:
        """Return what all grants with an amount come to in one year."""
        return tel_op([t.per_jaar for t in self.toekenningen if t.per_jaar is not None])

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """Return the paths of the answers that the gemeente's own regelingen still need."""
        paden = [pad for a in self.aanvragen for pad in a.ontbreekt]
        paden += [pad for n in self.nog_nodig for pad in n.ontbreekt]
        return tuple(dict.fromkeys(paden))

    @property
    def bewijs(self) -> tuple[str, ...]:
        """Return the evidence that the applications need, each piece once."""
        return tuple(dict.fromkeys(stuk for a in self.aanvragen for stuk in a.bewijs))


def handel_af(
    intake: Intake,
    oordeel: Oordeel,
    regelingen: Mapping[str, Regeling],
    instellingen: Instellingen,
    datum: date,
    kenmerk: str,
    *,
    rol: str = "consulent",
    merk: str = "",
    niet_toekennen: frozenset[Deel] = frozenset(),
    ingeleverd: tuple[str, ...] = (),
    ongevraagd: bool = False,
) -> Afhandeling:
    """Return what is granted, refused, asked for and left open, as of `datum`.

    `rol` is consulent (decides) or raadsman (proposes). `niet_toekennen` holds back grants that the
    consulent does not want to decide now. Of an `ongevraagd` household, which has not spoken with
    anybody, nothing is refused.
    """
    zaak = _Indeling(intake, oordeel, regelingen, datum, niet_toekennen)
    return Afhandeling(
        intake=intake,
        instellingen=instellingen,
        datum=datum,
        kenmerk=kenmerk,
        rol=rol,
        merk=merk,
        peildatum=oordeel.peildatum,
        pakket=oordeel.pakket,
        feiten=oordeel.afgeleid,
        toekenningen=tuple(zaak.toekenningen()),
        afwijzingen=() if ongevraagd else tuple(zaak.afwijzingen()),
        aanvragen=tuple(zaak.aanvragen()),
        bedrag_volgt=tuple(zaak.bedrag_volgt()),
        nog_nodig=tuple(zaak.nog_nodig()),
        nog_te_beslissen=tuple(zaak.nog_te_beslissen()),
        via_anderen=tuple(zaak.via_anderen()),
        landelijk=tuple(zaak.landelijk()),
        verwijzingen=oordeel.verwijzingen,
        ingeleverd=ingeleverd,
    )


class _Indeling:
    """Lays each outcome on exactly one pile."""

    def __init__(
        self,
        intake: Intake,
        oordeel: Oordeel,
        regelingen: Mapping[str, Regeling],
        datum: date,
        niet_toekennen: frozenset[Deel],
    ) -> None:
        self.intake, self.datum, self.niet_toekennen = intake, datum, niet_toekennen
        self.peildatum = oordeel.peildatum
        self.alle = [(u, regelingen[u.regeling]) for u in oordeel.uitkomsten]
        self.eigen = [(u, r) for u, r in self.alle if _is_eigen(u, r)]

    def _zelf(self, *statussen: Status) -> Iterator[tuple[Uitkomst, Regeling]]:
        for uitkomst, regeling in self.eigen:
            if uitkomst.wijze is Wijze.AMBTSHALVE and uitkomst.status in statussen:
                yield uitkomst, regeling

    def toekenningen(self) -> Iterator[Toegekend]:
        """Yield what the gemeente grants by itself now."""
        for uitkomst, regeling in self._zelf(Status.RECHT):
            if _is_vast(uitkomst, regeling) and not self._aangehouden(uitkomst):
                # Kwijtschelding is taken off the bill and a thing is handed out: nothing is paid.
                betaald = uitkomst.bedrag is not None and regeling.rechtsmiddel != "beroep"
                yield Toegekend(
                    regeling, self._persoon(uitkomst), uitkomst.bedrag, uitkomst.periode,
                    uitkomst.per_jaar, self._ingang(uitkomst, regeling),
                    betaald_voor(self.datum) if betaald else None, uitkomst.redenen,
                )  # fmt: skip

    def afwijzingen(self) -> Iterator[Afgewezen]:
        """Yield what the gemeente refuses by itself now."""
        for uitkomst, regeling in self._zelf(Status.GEEN_RECHT):
            falend = tuple(reden for reden in uitkomst.redenen if reden.uitkomst is False)
            # Nobody asked a bicycle for a baby: of another target group only what was asked for is
            # refused, and not whatever else happens to fail for them.
            buiten_doelgroep = any(reden.doelgroep for reden in falend)
            if falend and (not buiten_doelgroep or self._kosten(uitkomst, regeling)):
                yield Afgewezen(regeling, self._persoon(uitkomst), falend)

    def aanvragen(self) -> Iterator[Aanvraag]:
        """Yield what can only be granted on application."""
        for uitkomst, regeling in self.eigen:
            if uitkomst.wijze is Wijze.AANVRAAG and uitkomst.status in TE_VRAGEN:
                yield Aanvraag(
                    regeling, self._persoon(uitkomst), uitkomst.status, uitkomst.bedrag,
                    uitkomst.periode, self._kosten(uitkomst, regeling), uitkomst.bewijs,
                    uitkomst.ontbreekt, _weegzinnen(uitkomst), self._ingang(uitkomst, regeling),
                )  # fmt: skip

    def bedrag_volgt(self) -> Iterator[NogNiet]:
        """Yield rights of which the amount is not known yet: no decision without an amount."""
        for uitkomst, regeling in self._zelf(Status.RECHT):
            if not _is_vast(uitkomst, regeling):
                yield NogNiet(regeling, self._persoon(uitkomst))

    def nog_nodig(self) -> Iterator[NogNiet]:
        """Yield what the gemeente could decide by itself, once the missing answers are there."""
        for uitkomst, regeling in self._zelf(Status.ONBEKEND):
            yield NogNiet(regeling, self._persoon(uitkomst), uitkomst.ontbreekt)

    def nog_te_beslissen(self) -> Iterator[NogNiet]:
        """Yield what a person must still weigh, or held back."""
        for uitkomst, regeling in self._zelf(Status.RECHT, Status.BEOORDELING):
            if uitkomst.status is Status.BEOORDELING:
                yield NogNiet(regeling, self._persoon(uitkomst), te_wegen=_weegzinnen(uitkomst))
            elif _is_vast(uitkomst, regeling) and self._aangehouden(uitkomst):
                yield NogNiet(regeling, self._persoon(uitkomst))

    def via_anderen(self) -> Iterator[NogNiet]:
        """Yield what other organisations give, apart from the state."""
        for uitkomst, regeling in self.alle:
            elders = not _is_eigen(uitkomst, regeling) and regeling.door != "rijk"
            if elders and uitkomst.status in TE_VRAGEN:
                yield NogNiet(regeling, self._persoon(uitkomst), uitkomst.ontbreekt)

    def landelijk(self) -> Iterator[Indicatie]:
        """Yield what the state may give, as an indication."""
        for uitkomst, regeling in self.alle:
            if regeling.door == "rijk" and uitkomst.status in TE_VRAGEN:
                yield Indicatie(
                    regeling, self._persoon(uitkomst), uitkomst.status is not Status.ONBEKEND,
                    uitkomst.bedrag, uitkomst.periode,
                )  # fmt: skip

    def _persoon(self, uitkomst: Uitkomst) -> Persoon | None:
        return None if uitkomst.persoon is None else self.intake.persoon(uitkomst.persoon)

    def _ingang(self, uitkomst: Uitkomst, regeling: Regeling) -> Ingang:
        return ingang_van(self.intake.gesprek, self.peildatum, uitkomst, regeling)

    def _aangehouden(self, uitkomst: Uitkomst) -> bool:
        return (uitkomst.regeling, uitkomst.persoon) in self.niet_toekennen

    def _kosten(self, uitkomst: Uitkomst, regeling: Regeling) -> tuple[Kostenpost, ...]:
        """Return the costs that this person, or the household, asks this regeling to help with."""
        return tuple(
            post
            for post in self.intake.kosten or ()
            if post.soort in regeling.kostensoorten
            and (uitkomst.persoon is None or post.persoon in (None, uitkomst.persoon))
        )


def _is_eigen(uitkomst: Uitkomst, regeling: Regeling) -> bool:
    return regeling.door == "gemeente" and uitkomst.wijze is not Wijze.VERWIJZING


def _is_vast(uitkomst: Uitkomst, regeling: Regeling) -> bool:
    """Say whether it is certain what is given: an amount, or a thing that never had an amount."""
    if uitkomst.bedrag is not None:
        return True
    return regeling.in_natura and not uitkomst.nog_vast_te_stellen


def _weegzinnen(uitkomst: Uitkomst) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.tekst for r in uitkomst.redenen if r.weging))
