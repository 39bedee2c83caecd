"""What if this household earns more: every regeling judged again at each wage, per month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from consulent_app.acties.toetsen import Toetser
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.geld import Geld, tel_op
from consulent_app.huishouden.model import Inkomen, Intake, Persoon
from consulent_app.regels.inkomenslijn import Deel, Inkomenslijn, Stap
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Status, Uitkomst
from consulent_app.regels.waarde import Waarde, bekend
from consulent_app.regels.zaak import Zaak

#: Thousandths of a percent of the norm: how far the line goes, and the finest and coarsest step.
EINDE, STAP, FIJNST, GROFST = 150_000, 1_000, 100, 50_000
#: These fill the income up to the norm, so each wage has its own amount of them.
AANVULLINGEN = ("algemene_bijstand", "aio")
#: What the household receives of these counts for kwijtschelding, so each wage has its own amount of them.
ONTVANGEN = {
    "zorgtoeslag": "ontvangen_zorgtoeslag",
    "huurtoeslag": "ontvangen_huurtoeslag",
    "kindgebonden_budget": "ontvangen_kindgebonden_budget",
}
#: Falls with earnings after rules that no package has, so its amount at another wage is not known.
VAN_DE_AANVRAGER = ("ww", "wia", "wao", "wajong", "ziektewet", "anw")
VAN_BEIDEN = ("ioaw", "ioaz", "bbz")
ALLEEN_LOON = "Alleen het loon van de aanvrager verandert. De rest van het huishouden blijft gelijk."
VRIJLATING = "Bijstand is hier de norm min het inkomen. Soms mag iemand een deel van het loon houden."
GEEN_BIJSTAND = "Dit pakket rekent geen bijstand uit. Bij een laag loon kan het totaal hoger zijn."
SCHATTING = "Het bruto jaarinkomen stijgt mee met het netto inkomen. De toeslagen zijn dus een schatting."
UITKERING = "Meer loon maakt een uitkering vaak lager. Hoeveel is hier niet bekend: {welke}."
WEEGT = "Telt mee, maar een medewerker weegt dit nog: {welke}."
EENMALIG = "Eenmalige bedragen tellen niet mee: {welke}."
TELT = (Status.RECHT, Status.BEOORDELING)


def inkomenslijn(intake: Intake, toetser: Toetser, stap: int = STAP) -> Inkomenslijn:
    """Return the line of this household; `stap` is in thousandths of a percent of its norm.

    Raises InvoerFout outside the validity of the package.
    """
    return _Lijn(intake, toetser.pakket(intake.pakket)).trek(stap)


def lees_stap(tekst: str) -> int:
    """Return a step as typed (`1`, `0,5`) in thousandths of a percent; raises InvoerFout."""
    heel, _, deel = tekst.strip().removesuffix("%").replace(",", ".").partition(".")
    if heel.isdecimal() and (deel or "0").isdecimal() and len(deel) <= 3:
        stap = int(heel) * 1_000 + int(deel.ljust(3, "0") or 0)
        if FIJNST <= stap <= GROFST:
            return stap
    raise InvoerFout(f"--stap: '{tekst}' kan niet; kies een stap van 0,1 tot en met 50 procent.")


class _Lijn:
    """Knows the household with its own earnings taken out, and the packages that judge it in turn."""

    def __init__(self, intake: Intake, pakket: Pakket) -> None:
        self.intake, self.pakket = intake, pakket
        alle = pakket.regelingen
        self.vult_aan = alleen_deze(pakket, (naam for naam in alle if naam in AANVULLINGEN))
        self.toeslagen = alleen_deze(pakket, (naam for naam in alle if naam in ONTVANGEN))
        geteld = (*AANVULLINGEN, *ONTVANGEN)
        self.rest = alleen_deze(
            pakket,
            (n for n, r in alle.items() if r.door in ("gemeente", "rijk") and n not in geteld),
        )
        self.rekent_bijstand = self._rekent_bijstand()
        self.basis = self._zonder_eigen_loon(self.rekent_bijstand)

    def _rekent_bijstand(self) -> bool:
        """Say whether the package knows on this date what fills the income of this household."""
        uitkomsten = toets(self._zonder_eigen_loon(True), self.vult_aan).uitkomsten
        return any(uitkomst.status is not Status.NVT for uitkomst in uitkomsten)

    def _zonder_eigen_loon(self, zonder_bijstand: bool) -> Intake:
        personen = (_zonder_eigen_loon(p, zonder_bijstand) for p in self.intake.personen)
        return replace(self.intake, personen=tuple(personen))

    def trek(self, stap: int) -> Inkomenslijn:
        """Return the line, or only what it misses when the norm or the incomes are not known."""
        norm = self._figuur(self.intake, "bijstandsnorm")
        mist = dict.fromkeys(sorted(norm[2] if not bekend(norm) else ()))
        aanvrager = self.intake.aanvrager
        if aanvrager.inkomens is None:
            mist[f"personen.{aanvrager.id}.inkomens"] = None
        if mist:
            return self._lijn(None, {}, (), tuple(mist), ())
        lonen = (Geld(_van_norm(norm[0], procent)) for procent in range(0, EINDE + 1, stap))
        stappen = tuple(self._stap(loon) for loon in lonen)
        geeft = {naam for s in stappen for naam in (*s.delen, *s.eenmalig)}
        namen = {naam: r.naam for naam, r in self.pakket.regelingen.items() if naam in geeft}
        opmerkingen = tuple(self._opmerkingen(stappen))
        return self._lijn(Geld(norm[0]), namen, stappen, (), opmerkingen)

    def _lijn(self, norm: Geld | None, *delen: Any) -> Inkomenslijn:
        nu = _netto(self.intake.aanvrager, "loon")
        return Inkomenslijn(self.intake.peildatum, self.pakket.kenmerk, norm, nu, *delen)

    def _stap(self, loon: Geld) -> Stap:
        zonder = self._met_loon(loon, Geld(0))
        bijstand = self._delen(toets(zonder, self.vult_aan).uitkomsten)
        aanvulling = tel_op([deel.minstens for deel in bijstand.values() if deel.bedrag is not None])
        nu = self._met_loon(loon, aanvulling)
        toeslagen = toets(nu, self.toeslagen).uitkomsten
        uitkomsten = (*toeslagen, *toets(met_toeslagen(nu, toeslagen), self.rest).uitkomsten)
        samen = bijstand | _met_oorzaak(self._delen(uitkomsten), toeslagen)
        return Stap(
            loon=loon,
            inkomen=_als_deel(self._figuur(zonder, "toetsinkomen")),
            delen={naam: samen[naam] for naam in self.pakket.regelingen if naam in samen},
            eenmalig=_eenmalig(uitkomsten),
        )

    def _met_loon(self, loon: Geld, aanvulling: Geld) -> Intake:
        """Return the household with these earnings, and with what fills them up to the norm."""
        erbij = [Inkomen("loon", loon, Geld(0))] if loon.centen else []
        erbij += [Inkomen("bijstand", aanvulling, Geld(0))] if aanvulling.centen else []
        personen = []
        for toen, nu in zip(self.intake.personen, self.basis.personen, strict=True):
            if nu.rol == "aanvrager":
                nu = replace(nu, inkomens=(*(nu.inkomens or ()), *erbij))
            personen.append(_beweeg_mee(toen, nu) if nu.rol in ("aanvrager", "partner") else nu)
        return replace(self.basis, personen=tuple(personen))

    def _delen(self, uitkomsten: Iterable[Uitkomst]) -> dict[str, Deel]:
        per_regeling: dict[str, list[Uitkomst]] = {}
        for uitkomst in uitkomsten:
            if self._geeft_maandelijks(uitkomst):
                per_regeling.setdefault(uitkomst.regeling, []).append(uitkomst)
        return {naam: _deel_van(samen) for naam, samen in per_regeling.items()}

    def _geeft_maandelijks(self, uitkomst: Uitkomst) -> bool:
        """Say whether this gives, or may give, money that comes again; a thing in kind has no amount."""
        regeling = self.pakket.regelingen[uitkomst.regeling]
        terugkerend = regeling.bedrag is not None and regeling.periode not in (None, "eenmalig")
        leeg = uitkomst.bedrag is not None and not uitkomst.bedrag.centen
        return terugkerend and not leeg and uitkomst.status in (*TELT, Status.ONBEKEND)

    def _figuur(self, intake: Intake, naam: str) -> Waarde:
        zaak = Zaak(intake, self.pakket.parameters_op(intake.peildatum))
        return self.pakket.rekenaar(self.pakket.afgeleid[naam].formule)(zaak)

    def _opmerkingen(self, stappen: tuple[Stap, ...]) -> Iterator[str]:
        betrokken = [p for p in self.intake.personen if p.rol in ("aanvrager", "partner")]
        soorten = {i.soort for p in betrokken for i in p.inkomens or ()}
        vult_aan = {naam for s in stappen for naam in s.delen if naam in AANVULLINGEN}
        yield ALLEEN_LOON
        if vult_aan:
            yield VRIJLATING
        if not self.rekent_bijstand:
            yield GEEN_BIJSTAND
        if any(p.toetsingsinkomen for p in betrokken) and _landelijk(stappen, self.pakket):
            yield SCHATTING
        if vast := soorten & {*VAN_DE_AANVRAGER, *VAN_BEIDEN}:
            yield UITKERING.format(welke=", ".join(sorted(naam.upper() for naam in vast)))
        weegt = [naam for s in stappen for naam, deel in s.delen.items() if not deel.zeker]
        if weegt:
            yield WEEGT.format(welke=self._noem(weegt))
        if eenmalig := [naam for s in stappen for naam in s.eenmalig]:
            yield EENMALIG.format(welke=self._noem(eenmalig))

    def _noem(self, namen: Iterable[str]) -> str:
        return "; ".join(self.pakket.regelingen[naam].naam for naam in dict.fromkeys(namen))


# --- the household at another wage -----------------------------------------------------------------


def alleen_deze(pakket: Pakket, namen: Iterable[str]) -> Pakket:
    """Return the package with these regelingen only: nothing is judged that the line does not show."""
    return replace(pakket, regelingen={naam: pakket.regelingen[naam] for naam in namen}, verwijsregels=())


def _zonder_eigen_loon(persoon: Persoon, zonder_bijstand: bool) -> Persoon:
    """Return the person without what the line sets itself; what would change unknowably is unknown."""
    if persoon.rol not in ("aanvrager", "partner") or persoon.inkomens is None:
        return persoon
    eigen = persoon.rol == "aanvrager"
    weg = (*(("loon",) if eigen else ()), *(("bijstand",) if zonder_bijstand else ()))
    onzeker = (*(VAN_DE_AANVRAGER if eigen else ()), *VAN_BEIDEN, "bijstand")
    inkomens = tuple(
        replace(i, netto_per_maand=None) if i.soort in onzeker else i
        for i in persoon.inkomens
        if i.soort not in weg
    )
    return replace(persoon, inkomens=inkomens)


def _beweeg_mee(toen: Persoon, nu: Persoon) -> Persoon:
    """Let the gross yearly income rise and fall with the net one; without both of now it is unknown."""
    if toen.toetsingsinkomen is None or toen.inkomens == nu.inkomens:
        return nu
    was, wordt = _netto(toen), _netto(nu)
    if was is None or wordt is None or not was.centen:
        return replace(nu, toetsingsinkomen=None)
    bruto = (2 * toen.toetsingsinkomen.centen * wordt.centen + was.centen) // (2 * was.centen)
    return replace(nu, toetsingsinkomen=Geld(bruto))


def met_toeslagen(intake: Intake, uitkomsten: Iterable[Uitkomst]) -> Intake:
    """Let what the household receives of the toeslagen be what the rules say at this wage."""
    ontvangen: dict[str, Any] = {
        ONTVANGEN[u.regeling]: u.bedrag if u.status is not Status.GEEN_RECHT else Geld(0)
        for u in uitkomsten
        if u.status is not Status.NVT
    }
    return replace(intake, huishouden=replace(intake.huishouden, **ontvangen))


def _met_oorzaak(delen: Mapping[str, Deel], toeslagen: Iterable[Uitkomst]) -> dict[str, Deel]:
    """Let what waits for a toeslag at this wage name what that toeslag waits for."""
    oorzaak = {f"huishouden.{ONTVANGEN[u.regeling]}": u for u in toeslagen if u.status is not Status.NVT}

    def met(deel: Deel) -> Deel:
        wacht = [oorzaak[pad] for pad in deel.ontbreekt if pad in oorzaak]
        eigen = [pad for pad in deel.ontbreekt if pad not in oorzaak]
        open_ = [naam for u in wacht for naam in u.nog_vast_te_stellen]
        return replace(
            deel,
            ontbreekt=tuple(dict.fromkeys([*eigen, *(pad for u in wacht for pad in u.ontbreekt)])),
            nog_vast_te_stellen=tuple(dict.fromkeys([*deel.nog_vast_te_stellen, *open_])),
        )

    return {naam: met(deel) for naam, deel in delen.items()}


def _netto(persoon: Persoon, soort: str | None = None) -> Geld | None:
    """Return the net income per month with vakantietoeslag, of one kind or all; None when not known."""
    if persoon.inkomens is None:
        return None
    samen = [Geld(0)]
    for inkomen in persoon.inkomens:
        if soort in (None, inkomen.soort):
            if inkomen.netto_per_maand is None or inkomen.vakantietoeslag_per_maand is None:
                return None
            samen += [inkomen.netto_per_maand, inkomen.vakantietoeslag_per_maand]
    return tel_op(samen)


def _van_norm(norm: int, procent: int) -> int:
    """Return this many thousandths of a percent of the norm, in whole cents."""
    return (2 * norm * procent + 100_000) // 200_000


def _als_deel(waarde: Waarde) -> Deel:
    if bekend(waarde):
        return Deel(Geld(waarde[0]))
    return Deel(Geld(waarde[0]), False, True, tuple(sorted(waarde[2])))


def _deel_van(uitkomsten: Iterable[Uitkomst]) -> Deel:
    """Return what one regeling gives all persons together; a year is rounded to a month only once."""
    alle = list(uitkomsten)
    per_jaar = tel_op([u.per_jaar for u in alle if u.per_jaar is not None])
    open_ = [u for u in alle if u.per_jaar is None]
    return Deel(
        Geld((2 * per_jaar.centen + 12) // 24),
        bekend=not open_,
        zeker=all(u.status is not Status.BEOORDELING for u in alle),
        ontbreekt=tuple(dict.fromkeys(pad for u in open_ for pad in u.ontbreekt)),
        nog_vast_te_stellen=tuple(dict.fromkeys(naam for u in open_ for naam in u.nog_vast_te_stellen)),
    )


def _eenmalig(uitkomsten: Iterable[Uitkomst]) -> dict[str, Geld]:
    bedragen: dict[str, Geld] = {}
    for uitkomst in uitkomsten:
        if uitkomst.periode == "eenmalig" and uitkomst.status in TELT and uitkomst.bedrag is not None:
            bedragen[uitkomst.regeling] = bedragen.get(uitkomst.regeling, Geld(0)) + uitkomst.bedrag
    return bedragen


def _landelijk(stappen: tuple[Stap, ...], pakket: Pakket) -> bool:
    return any(pakket.regelingen[naam].door == "rijk" for s in stappen for naam in s.delen)
