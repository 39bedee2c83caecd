"""The scalar reader: a typed tree becomes a function from a household to a value, unknowns included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from consulent_app.regels import bewerkingen as bw
from consulent_app.regels import boom
from consulent_app.regels.boom import Knoop
from consulent_app.regels.velden import LIJSTEN, Veld
from consulent_app.regels.waarde import LEEG, ONEINDIG, ONWAAR, WAAR, Waarde
from consulent_app.regels.zaak import Rij, Zaak, oneindig

Rekenaar = Callable[[Zaak], Waarde]


class Maker:
    """Turns trees into functions for one package: it knows the fields and the derived figures."""

    def __init__(self, velden: Mapping[str, Veld], afgeleid: Mapping[str, Rekenaar]) -> None:
        self.velden, self.afgeleid = velden, afgeleid

    def maak(self, knoop: Knoop) -> Rekenaar:
        """Return the function that computes this node."""
        return _MAKERS[type(knoop)](self, knoop)

    def vast(self, knoop: boom.Vast) -> Rekenaar:
        waarde: Waarde = (knoop.waarde, knoop.waarde, LEEG)
        return lambda z: waarde

    def param(self, knoop: boom.Param) -> Rekenaar:
        naam = knoop.naam
        return lambda z: z.par[naam]

    def band(self, knoop: boom.Band) -> Rekenaar:
        sleutel, naam, soort = self.maak(knoop.sleutel), knoop.naam, knoop.type.soort
        return lambda z: bw.zoek_band(z.par[naam], sleutel(z), soort)

    def veld(self, knoop: boom.VeldRef) -> Rekenaar:
        naam, veld = knoop.naam, self.velden[knoop.naam]
        if knoop.niveau == "huishouden":
            return lambda z: z.intern.cache.get(naam) or z.veld(z.intern, veld)
        if knoop.niveau == "persoon":
            return lambda z: z.p.cache.get(naam) or z.veld(z.p, veld)
        return lambda z: z.e.cache.get(naam) or z.veld(z.e, veld)

    def afgeleide(self, knoop: boom.AfgeleidRef) -> Rekenaar:
        naam, afgeleid, huishouden = knoop.naam, self.afgeleid, knoop.niveau == "huishouden"

        def reken(z: Zaak) -> Waarde:
            cache = z.intern.cache if huishouden else z.p.cache
            gevonden = cache.get(naam)
            if gevonden is None:
                gevonden = cache[naam] = afgeleid[naam](z)
            return gevonden

        return reken

    def peildatum(self, knoop: boom.Peildatum) -> Rekenaar:
        return lambda z: (z.peil, z.peil, LEEG)

    def deze(self, knoop: boom.Deze) -> Rekenaar:
        return lambda z: (z.persoon_id, z.persoon_id, LEEG)

    def naam(self, knoop: boom.Naam) -> Rekenaar:
        return lambda z: (z.naam, z.naam, LEEG)

    def reken(self, knoop: boom.Reken) -> Rekenaar:
        links, rechts = self.maak(knoop.links), self.maak(knoop.rechts)
        doe = {"+": bw.plus, "-": bw.minus, "*": bw.maal}[knoop.op]
        return lambda z: doe(links(z), rechts(z))

    def fijner(self, knoop: boom.Fijner) -> Rekenaar:
        inhoud, factor = self.maak(knoop.inhoud), knoop.factor

        def reken(z: Zaak) -> Waarde:
            laag, hoog, mist = inhoud(z)
            return laag * factor, hoog * factor, mist

        return reken

    def rond(self, knoop: boom.Rond) -> Rekenaar:
        teller = self.maak(knoop.teller)
        noemer = self.maak(knoop.noemer) if knoop.noemer else None
        doe, schaal = bw.RICHTINGEN[knoop.richting], knoop.schaal

        def reken(z: Zaak) -> Waarde:
            laag, hoog, mist = teller(z)
            if noemer is None:
                return doe(laag, schaal), doe(hoog, schaal), mist
            n_laag, n_hoog, n_mist = noemer(z)
            onder = doe(laag, schaal * n_hoog) if n_hoog > 0 and not oneindig(n_hoog) else 0
            boven = doe(hoog, schaal * n_laag) if n_laag > 0 else ONEINDIG
            return onder, boven, mist | n_mist if onder != boven else LEEG

        return reken

    def uiterste(self, knoop: boom.Uiterste) -> Rekenaar:
        delen, kies = (
            [self.maak(deel) for deel in knoop.delen],
            min if knoop.soort == "min" else max,
        )

        def reken(z: Zaak) -> Waarde:
            waarden = [deel(z) for deel in delen]
            laag, hoog = kies(w[0] for w in waarden), kies(w[1] for w in waarden)
            return laag, hoog, LEEG if laag == hoog else bw.alle_mist(waarden)

        return reken

    def vergelijk(self, knoop: boom.Vergelijk) -> Rekenaar:
        links, rechts = self.maak(knoop.links), self.maak(knoop.rechts)
        doe = bw.VERGELIJKERS[knoop.op]
        return lambda z: doe(links(z), rechts(z))

    def logisch(self, knoop: boom.Logisch) -> Rekenaar:
        delen = [self.maak(deel) for deel in knoop.delen]
        stop, anders = (0, WAAR) if knoop.op == "and" else (1, ONWAAR)
        beslist = ONWAAR if knoop.op == "and" else WAAR

        def reken(z: Zaak) -> Waarde:
            mist, open_ = LEEG, False
            for deel in delen:
                laag, hoog, m = deel(z)
                if laag == hoog == stop:
                    return beslist
                if laag != hoog:
                    mist, open_ = mist | m, True
            return (0, 1, mist) if open_ else anders

        return reken

    def niet(self, knoop: boom.Niet) -> Rekenaar:
        inhoud = self.maak(knoop.inhoud)

        def reken(z: Zaak) -> Waarde:
            laag, hoog, mist = inhoud(z)
            return 1 - hoog, 1 - laag, mist

        return reken

    def als(self, knoop: boom.Als) -> Rekenaar:
        als, dan, anders = map(self.maak, (knoop.voorwaarde, knoop.dan, knoop.anders))

        def reken(z: Zaak) -> Waarde:
            laag, hoog, mist = als(z)
            if laag == hoog:
                return dan(z) if laag else anders(z)
            return bw.omhul(dan(z), anders(z), mist)

        return reken

    def in_(self, knoop: boom.In) -> Rekenaar:
        links, waarden = self.maak(knoop.links), frozenset(knoop.waarden)

        def reken(z: Zaak) -> Waarde:
            woord, _, mist = links(z)
            if woord is None:
                return 0, 1, mist
            return WAAR if woord in waarden else ONWAAR

        return reken

    def bevat(self, knoop: boom.Bevat) -> Rekenaar:
        lijst, woord = self.maak(knoop.lijst), knoop.waarde

        def reken(z: Zaak) -> Waarde:
            woorden, _, mist = lijst(z)
            if woorden is None:
                return 0, 1, mist
            return WAAR if (woorden if woord is None else woord in woorden) else ONWAAR

        return reken

    def verzamel(self, knoop: boom.Verzamel) -> Rekenaar:
        inhoud, groep = self.maak(knoop.inhoud), knoop.groep
        vouw = bw.VOUWEN[knoop.soort]
        if groep in LIJSTEN:
            onbekend = bw.ONBEKENDE_LIJST[knoop.soort]

            def over_lijst(z: Zaak) -> Waarde:
                rijen, pad = z.lijst(groep)
                if rijen is None:
                    return (*onbekend, frozenset({pad}))
                return vouw(_over_elementen(z, rijen, inhoud))

            return over_lijst
        return lambda z: vouw(_over_personen(z, z.groepen[groep], inhoud))

    def functie(self, knoop: boom.Functie) -> Rekenaar:
        delen = [self.maak(deel) for deel in knoop.delen]
        doe = bw.FUNCTIES[knoop.naam]
        return lambda z: doe(z, *(deel(z) for deel in delen))


def _over_personen(z: Zaak, rijen: list[Rij], inhoud: Rekenaar) -> list[Waarde]:
    buiten, uit = z.p, []
    for z.p in rijen:
        uit.append(inhoud(z))
    z.p = buiten
    return uit


def _over_elementen(z: Zaak, rijen: tuple[Rij, ...], inhoud: Rekenaar) -> list[Waarde]:
    buiten, uit = z.e, []
    for z.e in rijen:
        uit.append(inhoud(z))
    z.e = buiten
    return uit


_MAKERS: dict[type[Knoop], Callable[[Maker, Any], Rekenaar]] = {
    boom.Vast: Maker.vast,
    boom.Param: Maker.param,
    boom.Band: Maker.band,
    boom.VeldRef: Maker.veld,
    boom.AfgeleidRef: Maker.afgeleide,
    boom.Peildatum: Maker.peildatum,
    boom.Deze: Maker.deze,
    boom.Naam: Maker.naam,
    boom.Reken: Maker.reken,
    boom.Fijner: Maker.fijner,
    boom.Rond: Maker.rond,
    boom.Uiterste: Maker.uiterste,
    boom.Vergelijk: Maker.vergelijk,
    boom.Logisch: Maker.logisch,
    boom.Niet: Maker.niet,
    boom.Als: Maker.als,
    boom.In: Maker.in_,
    boom.Bevat: Maker.bevat,
    boom.Verzamel: Maker.verzamel,
    boom.Functie: Maker.functie,
}
