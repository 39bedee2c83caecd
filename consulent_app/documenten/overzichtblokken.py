"""What the overview says, block by block, in the language of the resident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consulent_app.besluiten.besluit import Aanvraag, Afhandeling, Indicatie, NogNiet, Toegekend
from consulent_app.documenten import woorden
from consulent_app.documenten.vragen import Vraag, vragen
from consulent_app.huishouden.geld import Geld, tel_op
from consulent_app.huishouden.model import Persoon
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Status, Verwijzing
from consulent_app.taal.spreker import LEEG, Spreker, Stuk, Vulling, samen
from consulent_app.taal.teksten import teksten
from consulent_app.taal.woorden import PERIODEN, ROLLEN


@dataclass(frozen=True)
class Regel:
    """One line: what stands in bold, what follows, and the amount at the end of the line."""

    vet: Stuk = LEEG
    tekst: Stuk = LEEG
    bedrag: Stuk = LEEG


@dataclass(frozen=True)
class Groep:
    """Lines of one kind: `zinnen`, `punten`, `vakjes` (to tick) or `bedragen` (with a total)."""

    soort: str
    regels: tuple[Regel, ...]
    totaal: Regel | None = None


@dataclass(frozen=True)
class Blok:
    """A heading with a pictogram and what stands under it."""

    pictogram: str
    kop: Stuk
    groepen: tuple[Groep, ...]
    nadruk: bool = False
    qr: bool = False


def zinnen(*stukken: Stuk) -> Groep:
    """Return the sentences that are not empty as one paragraph."""
    return Groep("zinnen", tuple(Regel(tekst=stuk) for stuk in stukken if stuk))


def punten(regels: Iterable[Regel], soort: str = "punten") -> Groep:
    """Return lines as a list, or as boxes to tick."""
    return Groep(soort, tuple(regels))


class Overzichtmaker:
    """Makes the blocks of one dossier in one language."""

    def __init__(self, zaak: Afhandeling, spreker: Spreker) -> None:
        self.zaak, self.spreker = zaak, spreker
        self.inst = zaak.instellingen

    def zeg(self, sleutel: str, **vulling: Vulling) -> Stuk:
        """Return a sentence of the overview."""
        return self.spreker.zeg(teksten("overzicht")[sleutel], None, **vulling)

    def aanhef(self) -> list[Stuk]:
        """Return what stands under the title: for whom, when and from whom."""
        letterlijk = self.spreker.letterlijk
        namen = [letterlijk(naam) for naam in woorden.namen(self.zaak.intake)]
        voor = self.zeg("blad.voor", namen=self.spreker.noem(namen)) if namen else LEEG
        dag = self.spreker.vorm("{dag}", dag=self.zaak.datum)
        return [stuk for stuk in (voor, dag, letterlijk(self._tekst("organisatie.naam"))) if stuk]

    def blokken(self) -> list[Blok]:
        """Return the blocks that have something to say, in reading order."""
        alle = (
            None if self.zaak.bedrag_volgt and not self.zaak.toekenningen else self._krijgt(),
            self._bedrag_volgt(),
            self._doen(),
            self._misschien(),
            self._terugbetalen(),
            self._niet(),
            self._landelijk(),
            self._meer_verdienen(),
            self._hulp(),
            self._waarheen(),
        )
        return [blok for blok in alle if blok is not None]

    def _blok(
        self, pictogram: str, kop: str, *groepen: Groep, nadruk: bool = False, qr: bool = False
    ) -> Blok:
        gevuld = tuple(groep for groep in groepen if groep.regels)
        return Blok(pictogram, self.zeg(f"kop.{kop}"), gevuld, nadruk, qr)

    def _tekst(self, sleutel: str) -> str:
        return self.inst.tekst(sleutel)

    # --- what is given -------------------------------------------------------------------------------

    def _krijgt(self) -> Blok:
        zaak, voorstel = self.zaak, self.zaak.rol == "raadsman"
        if not zaak.toekenningen:
            wel = zaak.aanvragen or zaak.nog_nodig or zaak.via_anderen or zaak.landelijk
            uitleg = zinnen(self.zeg("krijgt.niets"), self.zeg("krijgt.wat_wel") if wel else LEEG)
            return self._blok("geld", "niets", uitleg, nadruk=True)
        totaal = zaak.totaal_per_jaar
        groepen = _gelijke(zaak.toekenningen)
        eerder = [groep[0].regeling.id for groep in groepen]
        bedragen = Groep(
            "bedragen",
            tuple(
                self._bedragregel(groep, weer=groep[0].regeling.id in eerder[:plek])
                for plek, groep in enumerate(groepen)
            ),
            Regel(vet=self.zeg("krijgt.totaal"), bedrag=self._bedrag(totaal)) if totaal.centen else None,
        )
        kop = "voorstel" if voorstel else "krijgt"
        return self._blok("geld", kop, bedragen, zinnen(*self._wanneer(voorstel)), nadruk=True)

    def _wanneer(self, voorstel: bool) -> list[Stuk]:
        betaald = [t.betaald_voor for t in self.zaak.toekenningen if t.betaald_voor]
        kwijt = any(t.regeling.rechtsmiddel == "beroep" for t in self.zaak.toekenningen)
        return [
            self.zeg("krijgt.voorstel") if voorstel else LEEG,
            self.zeg("krijgt.wanneer", dag=betaald[0]) if betaald and not voorstel else LEEG,
            self.zeg("krijgt.kwijtschelding") if kwijt else LEEG,
        ]

    def _bedrag(self, geld: Geld, keer: int = 1, periode: str | None = None) -> Stuk:
        bedrag = self.spreker.vorm("{bedrag}", bedrag=geld)
        if keer > 1:
            bedrag = self.spreker.vorm("{aantal}\u00a0×\u00a0{bedrag}", aantal=str(keer), bedrag=bedrag)
        return self.spreker.zeg(PERIODEN[periode], bedrag=bedrag) if periode else bedrag

    def _bedragregel(self, groep: Sequence[Toegekend], *, weer: bool) -> Regel:
        """Return the line of a grant; what it is for stands only with the first line of a regeling."""
        eerste = groep[0]
        bedrag = self.zeg("krijgt.in_natura")
        if eerste.bedrag is not None:
            bedrag = self._bedrag(eerste.bedrag, len(groep), eerste.periode)
        return self._wie_en_wat(eerste.regeling, [t.persoon for t in groep], bedrag, uitleg=not weer)

    def _wie_en_wat(
        self, regeling: Regeling, personen: Sequence[Persoon | None], bedrag: Stuk, *, uitleg: bool = True
    ) -> Regel:
        """Return what a scheme is called, for whom it is, and what it gives."""
        wie = self.spreker.noem(self._wie(p) for p in personen if p)
        naam, wat = self.spreker.zeg(regeling.naam), self.spreker.zeg(regeling.wat if uitleg else "")
        if wie:
            return Regel(naam, self.spreker.vorm("({wie}).", wie=wie) + wat, bedrag)
        return Regel(self._met_punt(naam), wat, bedrag)

    def _met_punt(self, naam: Stuk) -> Stuk:
        return self.spreker.met_punt(naam)

    def _wie(self, persoon: Persoon) -> Stuk:
        if persoon.voornaam:
            return self.spreker.letterlijk(persoon.voornaam)
        rol = self.spreker.zeg(ROLLEN[persoon.rol])
        if persoon.geboortedatum is None or persoon.rol in ("aanvrager", "partner"):
            return rol
        if persoon.geboortedatum.volledig:
            return self.zeg("blad.geboren_op", wie=rol, dag=persoon.geboortedatum.vroegst)
        return self.zeg("blad.geboren_in", wie=rol, jaar=str(persoon.geboortedatum.jaar))

    def _bedrag_volgt(self) -> Blok | None:
        """Show rights without an amount as rights: nothing is decided yet, but nothing is doubtful."""
        if not self.zaak.bedrag_volgt:
            return None
        groepen: dict[str, list[NogNiet]] = {}
        for recht in self.zaak.bedrag_volgt:
            groepen.setdefault(recht.regeling.id, []).append(recht)
        regels = tuple(
            self._wie_en_wat(groep[0].regeling, [r.persoon for r in groep], self.zeg("krijgt.volgt"))
            for groep in groepen.values()
        )
        uitleg = zinnen(self.zeg("krijgt.bedrag_volgt"))
        alleen = not self.zaak.toekenningen
        return self._blok("geld", "volgt", Groep("bedragen", regels), uitleg, nadruk=alleen)

    # --- what can be had, and what must be done ------------------------------------------------------

    def _misschien(self) -> Blok | None:
        zaak = self.zaak
        regels = [
            *self._per_regeling(zaak.aanvragen, "misschien.aanvragen" if zaak.nog_nodig else ""),
            *self._per_regeling(zaak.nog_nodig, ""),
            *self._per_regeling(zaak.nog_te_beslissen, "misschien.bekijken"),
        ]
        return self._blok("papier", "misschien", punten(regels)) if regels else None

    def _per_regeling(self, delen: Iterable[Aanvraag | NogNiet], status: str) -> list[Regel]:
        """Return one line per regeling, for whomever it is."""
        regelingen = {deel.regeling.id: deel.regeling for deel in delen}
        slot = self.zeg(status) if status else LEEG
        return [
            Regel(self._met_punt(self.spreker.zeg(r.naam)), self.spreker.zeg(r.wat) + slot)
            for r in regelingen.values()
        ]

    def _doen(self) -> Blok | None:
        """Return what the resident must do, each with a box to tick."""
        stukken = [stuk for stuk in self.zaak.bewijs if stuk not in self.zaak.ingeleverd]
        open_ = [self._vraag(vraag) for vraag in vragen(self.zaak.ontbreekt, self.zaak.intake)]
        bellen = [v for v in self.zaak.verwijzingen if v.uiterlijk is not None]
        taken = [
            *([self.zeg("doen.tekenen")] if self.zaak.aanvragen else []),
            *(self.zeg("doen.meenemen", stuk=self.spreker.zeg(stuk)) for stuk in stukken),
            *(self.zeg("doen.vertellen", vraag=vraag) for vraag in open_),
            *(self._bellen(v) for v in sorted(bellen, key=lambda v: not v.spoed)),
        ]
        uitleg = zinnen(
            self.zeg("misschien.kijken") if self.zaak.aanvragen else LEEG,
            self.zeg("doen.doorgeven") if self.zaak.toekenningen else LEEG,
        )
        if not taken and not uitleg.regels:
            return None
        vakjes = punten((Regel(tekst=taak) for taak in taken), "vakjes")
        return self._blok("tas", "doen", vakjes, uitleg)

    def _bellen(self, verwijzing: Verwijzing) -> Stuk:
        assert verwijzing.uiterlijk is not None  # only these are asked for
        naar = self.spreker.letterlijk(_naam(verwijzing))
        return self.zeg("doen.bellen_voor", naar=naar, dag=verwijzing.uiterlijk)

    def _vraag(self, vraag: Vraag) -> Stuk:
        wie = self._wie(vraag.persoon) if vraag.persoon else LEEG
        return self.spreker.zeg(vraag.tekst, vraag.context, naam=wie)

    def _niet(self) -> Blok | None:
        if not self.zaak.afwijzingen:
            return None
        namen = self.spreker.noem(self.spreker.zeg(a.regeling.naam) for a in self.zaak.afwijzingen)
        return self._blok("niet", "niet", zinnen(self._met_punt(namen), self.zeg("niet.waarom")))

    def _terugbetalen(self) -> Blok | None:
        kans = [a for a in self.zaak.aanvragen if a.status is not Status.ONBEKEND]
        delen: list[Toegekend | Aanvraag] = [*self.zaak.toekenningen, *kans]
        per_zin: dict[str, list[str]] = {}
        for deel in delen:
            if deel.regeling.terugbetalen:
                per_zin.setdefault(deel.regeling.terugbetalen, []).append(deel.regeling.naam)
        if not per_zin:
            return None
        meest = _gezamenlijk(per_zin)
        regels = [
            Regel(self._met_dubbele_punt(namen), self.spreker.zeg(zin))
            for zin, namen in per_zin.items()
            if zin != meest
        ]
        return self._blok("terug", "terug", zinnen(self.spreker.zeg(meest)), punten(regels))

    def _met_dubbele_punt(self, namen: Sequence[str]) -> Stuk:
        return self.spreker.vorm("{naam}:", naam=self.spreker.noem(self.spreker.zeg(n) for n in namen))

    # --- what others give ------------------------------------------------------------------------------

    def _landelijk(self) -> Blok | None:
        """Show what the state may give, one line each: estimates, so never in the total above."""
        if not self.zaak.landelijk:
            return None
        per_regeling: dict[str, list[Indicatie]] = {}
        for indicatie in self.zaak.landelijk:
            per_regeling.setdefault(indicatie.regeling.id, []).append(indicatie)
        zeker = [groep for groep in per_regeling.values() if any(i.zeker for i in groep)]
        open_ = [groep[0].regeling.naam for groep in per_regeling.values() if groep not in zeker]
        welke = self.spreker.noem(self.spreker.zeg(naam) for naam in open_)
        uitleg = zinnen(
            self.zeg("landelijk.schatting") if zeker else LEEG,
            self.zeg("landelijk.nog_niet_zeker", welke=welke) if welke else LEEG,
        )
        bedragen = Groep("bedragen", tuple(self._schatting(groep) for groep in zeker))
        return self._blok("papier", "landelijk", bedragen, uitleg)

    def _schatting(self, groep: Sequence[Indicatie]) -> Regel:
        """Return one line for all persons together, in whole euros."""
        regeling, periode = groep[0].regeling, groep[0].periode
        bedragen = [i.bedrag for i in groep if i.zeker and i.bedrag is not None]
        bedrag = self.zeg("landelijk.hoeveel")
        if periode and len(bedragen) == sum(i.zeker for i in groep):
            per = self.spreker.zeg(PERIODEN[periode], bedrag=self._heel(tel_op(bedragen)))
            bedrag = self.zeg("landelijk.ongeveer", bedrag=per)
        waar = self._met_punt(self.spreker.zeg(regeling.waar))
        return Regel(self._met_punt(self.spreker.zeg(regeling.naam)), waar, bedrag)

    def _heel(self, geld: Geld) -> Stuk:
        return self.spreker.vorm("{bedrag}", bedrag=geld.in_hele_euros())

    def _meer_verdienen(self) -> Blok | None:
        val = self.zaak.terugval
        if val is None:
            return None
        weer = val.weer_vanaf
        uitleg = zinnen(
            self.zeg("meer_verdienen.let_op", van=self._heel(val.van), tot=self._heel(val.tot)),
            self.zeg("meer_verdienen.minder_over", verlies=self._heel(val.verlies)),
            self.zeg("meer_verdienen.weer_evenveel", weer=self._heel(weer)) if weer is not None else LEEG,
            self.zeg("meer_verdienen.niet_alles_bekend") if val.voorbehoud else LEEG,
            self.zeg("meer_verdienen.schatting"),
        )
        return self._blok("geld", "meer_verdienen", uitleg)

    # --- who helps -------------------------------------------------------------------------------------

    def _waarheen(self) -> Blok:
        regels = [self._verwijzing(v) for v in sorted(self.zaak.verwijzingen, key=lambda v: not v.spoed)]
        regels += self._via_anderen()
        letterlijk, tijden = self.spreker.letterlijk, self._tekst("loket.openingstijden")
        uitleg = zinnen(
            self.zeg("waarheen.loket", plaats=letterlijk(self._tekst("loket.plaats"))),
            self.zeg("waarheen.open", tijden=letterlijk(tijden)) if tijden else LEEG,
            self.zeg("waarheen.bellen", telefoon=letterlijk(self._tekst("organisatie.telefoon"))),
            self.zeg("waarheen.anderen") if regels else LEEG,
        )
        return self._blok("plaats", "waarheen", uitleg, punten(regels), qr=True)

    def _verwijzing(self, verwijzing: Verwijzing) -> Regel:
        """Return who helps, how to call them, why, and by when, in one line."""
        telefoon, dag = verwijzing.telefoon, verwijzing.uiterlijk
        nummer = self.spreker.letterlijk(telefoon)
        delen = [
            self.zeg("waarheen.bellen", telefoon=nummer) if telefoon else LEEG,
            *(self.spreker.zeg(reden) for reden in verwijzing.redenen or (verwijzing.reden,)),
            self.zeg("waarheen.uiterlijk", dag=dag) if dag else LEEG,
        ]
        return Regel(self.spreker.letterlijk(f"{_naam(verwijzing)}:"), samen(delen))

    def _via_anderen(self) -> list[Regel]:
        per_plek: dict[Stuk, list[str]] = {}
        zeg, noem = self.spreker.zeg, self.spreker.noem
        for ander in self.zaak.via_anderen:
            # What the gemeente arranges with another is had from a name, and a name is not translated.
            naar = self.spreker.letterlijk if ander.regeling.door == "gemeente" else zeg
            per_plek.setdefault(naar(ander.regeling.waar), []).append(ander.regeling.naam)
        return [
            Regel(self._met_punt(noem(zeg(naam) for naam in namen)), self._met_punt(waar))
            for waar, namen in per_plek.items()
        ]

    def _hulp(self) -> Blok | None:
        naam, telefoon, adres = (self._tekst(f"hulp.{deel}") for deel in ("naam", "telefoon", "adres"))
        if not naam:
            return None
        letterlijk, tijden = self.spreker.letterlijk, self._tekst("hulp.openingstijden")
        uitleg = zinnen(
            self.zeg("hulp.wie", naam=letterlijk(naam)),
            self.zeg("hulp.bellen", telefoon=letterlijk(telefoon)) if telefoon else LEEG,
            self.zeg("hulp.adres", adres=letterlijk(adres)) if adres else LEEG,
            self.zeg("waarheen.open", tijden=letterlijk(tijden)) if tijden else LEEG,
        )
        return self._blok("hulp", "hulp", uitleg)


def _naam(verwijzing: Verwijzing) -> str:
    return f"{verwijzing.naar[:1].upper()}{verwijzing.naar[1:].replace('_', ' ')}"


def _gelijke(toekenningen: Iterable[Toegekend]) -> list[list[Toegekend]]:
    """Put the same amount for several persons on one line."""
    groepen: dict[tuple[object, ...], list[Toegekend]] = {}
    for t in toekenningen:
        groepen.setdefault((t.regeling.id, t.bedrag, t.periode), []).append(t)
    return list(groepen.values())


def _gezamenlijk(per_zin: Mapping[str, Sequence[str]]) -> str:
    """Return the sentence that can do without names, because it holds for all or for most."""
    meest = max(per_zin, key=lambda zin: len(per_zin[zin]), default="")
    return meest if len(per_zin) == 1 or len(set(per_zin.get(meest, ()))) > 1 else ""
