"""Judge one household by every regeling of a package at once, with reasons and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Intake
from consulent_app.huishouden.werkdagen import plus_werkdagen
from consulent_app.regels import zinnen
from consulent_app.regels.figuren import Figuren
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling, Verwijsregel, Voorwaarde, Weging, Zin
from consulent_app.regels.uitkomst import (
    Oordeel,
    Reden,
    Status,
    Uitkomst,
    Verwijzing,
    Vraag,
    Wijze,
)
from consulent_app.regels.waarde import LEEG, WAAR, Waarde, bekend, trit
from consulent_app.regels.zaak import Rij, Zaak

ROLLEN_PER = {
    "volwassene": ("aanvrager", "partner"),
    "kind": ("kind",),
    "persoon": ("aanvrager", "partner", "kind", "medebewoner"),
}


def toets(intake: Intake, pakket: Pakket) -> Oordeel:
    """Return what the package says about this household at its peildatum.

    Raises InvoerFout when the peildatum lies outside the package.
    """
    zaak = Zaak(intake, pakket.parameters_op(intake.peildatum))
    uitkomsten = tuple(
        uitkomst
        for regeling in pakket.regelingen.values()
        for uitkomst in _regeling(regeling, pakket, zaak)
    )
    return Oordeel(
        intake_id=intake.intake_id,
        peildatum=intake.peildatum,
        pakket=pakket.kenmerk,
        uitkomsten=uitkomsten,
        volgende_vraag=volgende_vraag(uitkomsten, pakket, intake),
        verwijzingen=tuple(_verwijzingen(pakket, zaak)),
        afgeleid=Figuren(pakket, zaak),
    )


def _regeling(regeling: Regeling, pakket: Pakket, zaak: Zaak) -> Iterator[Uitkomst]:
    rijen: list[tuple[str | None, Rij]] = [(None, zaak.intern)]
    if regeling.per != "huishouden":
        rollen = ROLLEN_PER[regeling.per]
        rijen = [(p.id, zaak.personen[p.id]) for p in zaak.intake.personen if p.rol in rollen]
    if not rijen:
        yield _niet_aanwezig(regeling)
    for persoon, rij in rijen:
        zaak.p = rij
        yield _Toets(regeling, pakket, zaak).uitkomst(persoon)
    zaak.p = zaak.intern


def _niet_aanwezig(regeling: Regeling) -> Uitkomst:
    return Uitkomst(regeling.id, None, Status.NVT, None, None, None, (), (), (), ())


class _Toets:
    """The judging of one regeling for one person, or for the household."""

    def __init__(self, regeling: Regeling, pakket: Pakket, zaak: Zaak) -> None:
        self.regeling, self.pakket, self.zaak, self.rij = regeling, pakket, zaak, zaak.p

    def uitkomst(self, persoon: str | None) -> Uitkomst:
        regeling = self.regeling
        hoort = self._reken(regeling.van_toepassing)
        if trit(hoort) is False:
            return Uitkomst(regeling.id, persoon, Status.NVT, None, None, None, (), (), (), ())
        antwoorden = [(v, self._voorwaarde(v)) for v in regeling.voorwaarden]
        gewogen = [(w, self._reken(w.wanneer)) for w in regeling.wegingen]
        status, mist = _status(hoort, [w for _, w in antwoorden], [w for _, w in gewogen])
        bedrag = self._reken(regeling.bedrag) if regeling.bedrag else None
        if bedrag and status in (Status.RECHT, Status.BEOORDELING, Status.ONBEKEND):
            mist = mist | (LEEG if bekend(bedrag) else bedrag[2])
        telt = status in (Status.RECHT, Status.BEOORDELING) and bedrag is not None and bekend(bedrag)
        wijze, wijze_mist = self._wijze(status)
        bewijs, al_bekend = self._bewijs(status, wijze, antwoorden)
        mist = mist | wijze_mist
        return Uitkomst(
            regeling=regeling.id,
            persoon=persoon,
            status=status,
            wijze=wijze,
            bedrag=Geld(max(0, bedrag[0])) if telt and bedrag else None,
            periode=regeling.periode if regeling.bedrag else None,
            redenen=tuple(self._redenen(antwoorden, gewogen)),
            ontbreekt=tuple(sorted(pad for pad in mist if not pad.startswith("@"))),
            bewijs=bewijs,
            al_bekend=al_bekend,
            nog_vast_te_stellen=tuple(sorted(pad[1:] for pad in mist if pad.startswith("@"))),
            maanden_terug=self._maanden_terug(),
        )

    def _maanden_terug(self) -> int:
        """Return how far back it surely may begin: what is not known takes nobody further back."""
        terug = self.regeling.terugwerkend
        return int(self._reken(terug)[0]) if terug is not None else 0

    def _reken(self, knoop: Any) -> Waarde:
        return self.pakket.rekenaar(knoop)(self.zaak) if knoop is not None else WAAR

    def _voorwaarde(self, voorwaarde: Voorwaarde) -> Waarde:
        sleutel = id(voorwaarde.als)
        if sleutel not in self.pakket.voor_iedereen:
            return self._reken(voorwaarde.als)
        memo = self.zaak.memo
        gevonden = memo.get(sleutel)
        if gevonden is None:
            gevonden = memo[sleutel] = self._reken(voorwaarde.als)
        return gevonden

    def _wijze(self, status: Status) -> tuple[Wijze | None, frozenset[str]]:
        if status is Status.NVT:
            return None, LEEG
        if self.regeling.ambtshalve is not None:
            mag = self._reken(self.regeling.ambtshalve)
            if trit(mag):
                return Wijze.AMBTSHALVE, LEEG
            return Wijze.AANVRAAG, LEEG if status is Status.GEEN_RECHT else mag[2]
        return Wijze(self.regeling.wijze), LEEG

    def _bewijs(
        self, status: Status, wijze: Wijze | None, antwoorden: list[tuple[Voorwaarde, Waarde]]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the evidence that must still be shown, and what the gemeente has already."""
        if wijze is not Wijze.AANVRAAG or status is Status.GEEN_RECHT:
            return (), ()
        nodig: dict[str, None] = {}
        bekend_: dict[str, None] = {}
        for voorwaarde, _ in antwoorden:
            if voorwaarde.bewijs:
                weet = voorwaarde.bewijs_bekend and trit(self._reken(voorwaarde.bewijs_bekend))
                (bekend_ if weet else nodig)[voorwaarde.bewijs] = None
        return tuple(nodig), tuple(bekend_)

    def _redenen(
        self,
        antwoorden: list[tuple[Voorwaarde, Waarde]],
        gewogen: list[tuple[Weging, Waarde]],
    ) -> Iterator[Reden]:
        for voorwaarde, waarde in antwoorden:
            zin = partial(self._zin_van, voorwaarde, waarde)
            waarden = partial(self._waarden, voorwaarde.als)
            uitkomst = trit(waarde)
            yield Reden(
                voorwaarde.id,
                uitkomst,
                voorwaarde.artikel,
                False,
                voorwaarde.doelgroep,
                voorwaarde.adres,
                zin,
                waarden,
            )
        for weging, wanneer in gewogen:
            if trit(wanneer) is not False:
                zin = partial(self._zin, weging.tekst)
                waarden = partial(self._waarden, weging.wanneer)
                yield Reden(weging.id, None, weging.artikel, True, False, weging.adres, zin, waarden)

    def _zin_van(self, voorwaarde: Voorwaarde, waarde: Waarde) -> str:
        uitkomst = trit(waarde)
        if uitkomst is not None:
            return self._zin(voorwaarde.ja if uitkomst else voorwaarde.nee)
        if voorwaarde.onbekend.delen:
            return self._zin(voorwaarde.onbekend)
        return zinnen.nog_niet_bekend(waarde[2], self.pakket, self.zaak.intake)

    def _zin(self, zin: Zin) -> str:
        self.zaak.p = self.rij
        tekst = zinnen.maak_zin(zin, self.pakket, self.zaak)
        self.zaak.p = self.zaak.intern
        return tekst

    def _waarden(self, knoop: Any) -> dict[str, str]:
        if knoop is None:
            return {}
        self.zaak.p = self.rij
        waarden = zinnen.waarden_van(knoop, self.pakket, self.zaak)
        self.zaak.p = self.zaak.intern
        return waarden


def _status(
    hoort: Waarde, voorwaarden: list[Waarde], wegingen: list[Waarde]
) -> tuple[Status, frozenset[str]]:
    """Return the status and the unknown answers that it hangs on.

    A condition that certainly fails decides, but not before it is certain that the regeling is
    about this household at all.
    """
    faalt = any(trit(w) is False for w in voorwaarden)
    hoort_zeker = trit(hoort) is True
    if faalt and hoort_zeker:
        return Status.GEEN_RECHT, LEEG
    open_ = [w for w in voorwaarden if trit(w) is None] if not faalt else []
    if not hoort_zeker:
        open_ = [hoort, *open_]
    if open_:
        return Status.ONBEKEND, LEEG.union(*(w[2] for w in open_))
    if any(trit(w) is True for w in wegingen):
        return Status.BEOORDELING, LEEG
    onzeker = [w for w in wegingen if trit(w) is None]
    if onzeker:
        return Status.ONBEKEND, LEEG.union(*(w[2] for w in onzeker))
    return Status.RECHT, LEEG


def volgende_vraag(uitkomsten: tuple[Uitkomst, ...], pakket: Pakket, intake: Intake) -> Vraag | None:
    """Return the unknown answer on which most open outcomes hang; the conversation breaks a tie."""
    raakt: dict[str, int] = {}
    for uitkomst in uitkomsten:
        for pad in uitkomst.ontbreekt:
            raakt[pad] = raakt.get(pad, 0) + 1
    if not raakt:
        return None
    personen = {p.id: nummer for nummer, p in enumerate(intake.personen)}
    velden = pakket.velden_op_pad

    def rang(pad: str) -> tuple[int, int, int, str]:
        delen = pad.split(".")
        persoon = personen.get(delen[1], 0) if delen[0] == "personen" else 0
        return -raakt[pad], velden[_algemeen(pad)].volgorde, persoon, pad

    pad = min(raakt, key=rang)
    return Vraag(pad, vraagtekst(pad, pakket, intake), raakt[pad])


def vraagtekst(pad: str, pakket: Pakket, intake: Intake) -> str:
    """Return the question for one answer, with the person's first name in it."""
    veld = pakket.velden_op_pad[_algemeen(pad)]
    naam = ""
    if pad.startswith("personen."):
        persoon = intake.persoon(pad.split(".")[1])
        naam = persoon.voornaam or {"aanvrager": "de aanvrager", "partner": "de partner"}.get(
            persoon.rol, f"het kind ({persoon.id})" if persoon.rol == "kind" else "de medebewoner"
        )
    return veld.vraag.replace("{naam}", naam)


def _algemeen(pad: str) -> str:
    delen = pad.split(".")
    if delen[0] in ("personen", "kosten", "eerder_toegekend") and len(delen) > 1:
        delen[1] = "*"
    if len(delen) > 3 and delen[2] == "inkomens":
        delen[3] = "*"
    return ".".join(delen)


def _verwijzingen(pakket: Pakket, zaak: Zaak) -> Iterator[Verwijzing]:
    for regel in pakket.verwijsregels:
        if trit(pakket.rekenaar(regel.als)(zaak)):
            uiterlijk = _uiterlijk(regel, zaak.intake.peildatum)
            yield Verwijzing(
                regel.naar, regel.reden, regel.artikel, regel.spoed, uiterlijk, regel.id,
                redenen=(regel.reden,),
            )  # fmt: skip


def _uiterlijk(regel: Verwijsregel, peildatum: date) -> date | None:
    if regel.werkdagen is not None:
        return plus_werkdagen(peildatum, regel.werkdagen)
    return peildatum + timedelta(weeks=regel.weken) if regel.weken is not None else None
