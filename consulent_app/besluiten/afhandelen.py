"""From what the rules say to what is done with it: every outcome on exactly one pile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from consulent_app.besluiten.behandeling import AL, NIET_GEVRAAGD, NIETS, Behandeling, Deel
from consulent_app.besluiten.besluit import Aanvraag, Afgewezen, Afhandeling, Indicatie, NogNiet, Toegekend
from consulent_app.besluiten.ingang import Ingang, ingang_van
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.besluiten.merktekens import GEHEIMHOUDING
from consulent_app.besluiten.termijnen import betaald_voor
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Intake, Kostenpost, Persoon
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import KEREN_PER_JAAR, Oordeel, Status, Uitkomst, Wijze

TE_VRAGEN = (Status.RECHT, Status.BEOORDELING, Status.ONBEKEND)


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
    behandeling: Behandeling = NIETS,
) -> Afhandeling:
    """Return what is granted, refused, asked for and left open, as of `datum`.

    `rol` is consulent (decides) or raadsman (proposes). `niet_toekennen` holds back grants that the
    consulent does not want to decide now. Of an `ongevraagd` household, which has not spoken with
    anybody, nothing is refused. `behandeling` is what people did beside the answers.
    """
    zaak = _Indeling(intake, oordeel, regelingen, datum, niet_toekennen, behandeling)
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
        al=tuple(zaak.al(*AL)),
        niet_gevraagd=tuple(zaak.al(NIET_GEVRAAGD)),
        afwijsgesprek=behandeling.afwijsgesprek,
        vertegenwoordiger=behandeling.aan(intake.geldzorgen.bewindvoerder),
        geheim_adres=GEHEIMHOUDING in behandeling.merken,
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
        behandeling: Behandeling,
    ) -> None:
        self.intake, self.datum, self.niet_toekennen = intake, datum, niet_toekennen
        self.peildatum, self.behandeling = oordeel.peildatum, behandeling
        alle = [(u, regelingen[u.regeling]) for u in oordeel.uitkomsten]
        self.anders = [(u, r) for u, r in alle if (u.regeling, u.persoon) in behandeling.maatwerk]
        self.heeft_al = [(u, r) for u, r in alle if (u.regeling, u.persoon) in behandeling.al]
        apart = set(behandeling.maatwerk) | set(behandeling.al)
        self.alle = [(u, r) for u, r in alle if (u.regeling, u.persoon) not in apart]
        self.eigen = [(u, r) for u, r in self.alle if _is_eigen(u, r)]

    def _zelf(self, *statussen: Status) -> Iterator[tuple[Uitkomst, Regeling]]:
        for uitkomst, regeling in self.eigen:
            if uitkomst.wijze is Wijze.AMBTSHALVE and uitkomst.status in statussen:
                yield uitkomst, regeling

    def toekenningen(self) -> Iterator[Toegekend]:
        """Yield what the gemeente grants by itself now, and what a consulent grants otherwise."""
        for uitkomst, regeling in self._zelf(Status.RECHT):
            if _is_vast(uitkomst, regeling) and not self._aangehouden(uitkomst):
                yield self._toegekend(uitkomst, regeling, uitkomst.bedrag, uitkomst.per_jaar)
        for uitkomst, regeling in self.anders:
            anders = self.behandeling.maatwerk[uitkomst.regeling, uitkomst.persoon]
            bedrag = anders.bedrag or uitkomst.bedrag
            keren = KEREN_PER_JAAR[regeling.periode or "eenmalig"]
            per_jaar = bedrag * keren if bedrag is not None else None
            yield replace(self._toegekend(uitkomst, regeling, bedrag, per_jaar), maatwerk=anders.reden)

    def _toegekend(
        self, uitkomst: Uitkomst, regeling: Regeling, bedrag: Geld | None, per_jaar: Geld | None
    ) -> Toegekend:
        # Kwijtschelding is taken off the bill and a thing is handed out: nothing is paid.
        betaald = bedrag is not None and regeling.rechtsmiddel != "beroep"
        return Toegekend(
            regeling, self._persoon(uitkomst), bedrag, regeling.periode if bedrag else None, per_jaar,
            self._ingang(uitkomst, regeling), betaald_voor(self.datum) if betaald else None,
            uitkomst.redenen,
        )  # fmt: skip

    def al(self, *soorten: str) -> Iterator[NogNiet]:
        """Yield what nothing is decided about, for one of these reasons."""
        for uitkomst, regeling in self.heeft_al:
            if self.behandeling.al[uitkomst.regeling, uitkomst.persoon] in soorten:
                yield NogNiet(regeling, self._persoon(uitkomst))

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
