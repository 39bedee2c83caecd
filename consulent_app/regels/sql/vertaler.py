"""From the rule tree to SQL values: every node of `boom` once, on the rows where it can be known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from consulent_app.regels import boom
from consulent_app.regels.boom import Knoop
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql import datums, paar, vouwen
from consulent_app.regels.sql.dialect import Dialect
from consulent_app.regels.sql.mist import NIETS, Atoom, Mist, Mistboek
from consulent_app.regels.sql.rekenkunde import Rekenkunde
from consulent_app.regels.sql.termen import OUDER, Weefsel
from consulent_app.regels.sql.velden import TABELLEN, VERPLICHT, kolomnaam
from consulent_app.regels.sql.waarde import Getal, Keus, Waarde, als_getal, als_keus, erf
from consulent_app.regels.velden import LIJSTEN, Veld

Plek = tuple[str, str]
Constante = bool | int | str


@dataclass(frozen=True)
class Vulling:
    """Table and column of the answers that a file has on every row (`overal`), and on none (`nergens`).

    Of persons only those count whose answer is read (`wie_telt`). `gelijk` are the answers that are
    one and the same on every row.
    """

    overal: frozenset[Plek] = frozenset()
    nergens: frozenset[Plek] = frozenset()
    gelijk: Mapping[Plek, Constante] = field(default_factory=dict)


class Vertaler:
    """Translates the nodes of one package at one date."""

    def __init__(self, pakket: Pakket, peildatum: date, dialect: Dialect, vulling: Vulling) -> None:
        self.pakket, self.vulling = pakket, vulling
        self.parameters: Mapping[str, Any] = pakket.parameters_op(peildatum)
        self.peil = datums.getal_van(peildatum)
        self.w = Weefsel()
        self.boek = Mistboek(self.w)
        self.reken = Rekenkunde(self.w, self.boek, dialect)
        self.vouwen = vouwen.Vouwen(self.w, self.boek, self.reken)
        self.datums = datums.Datums(self.w, self.boek, self.reken, self.peil)
        self._gemaakt: dict[tuple[str, Knoop], Waarde] = {}

    def waarde(self, knoop: Knoop, tak: str) -> Waarde:
        """Return the value of a node on the rows of `tak`."""
        eigen = self._eigen_tak(knoop, tak)
        gevonden = self._gemaakt.get((eigen, knoop))
        if gevonden is None:
            gevonden = self._gemaakt[eigen, knoop] = _MAKERS[type(knoop)](self, knoop, eigen)
        if eigen == tak:
            return gevonden
        return erf(self.w, tak, gevonden, self.boek.erf(tak, gevonden.mist))

    def keus(self, knoop: Knoop, tak: str) -> Keus:
        """Return the value of a yes/no or word."""
        return cast(Keus, self.waarde(knoop, tak))

    def getal(self, knoop: Knoop, tak: str) -> Getal:
        """Return the value of a number."""
        return cast(Getal, self.waarde(knoop, tak))

    def _eigen_tak(self, knoop: Knoop, tak: str) -> str:
        """Return the highest rows on which a node has a value: there are fewest of them."""
        if tak == "huishoudens" or _hangt_van_rij_af(knoop, tak):
            return tak
        return self._eigen_tak(knoop, OUDER[tak])

    # --- leaves --------------------------------------------------------------------------------------

    def vast(self, knoop: boom.Vast, tak: str) -> Waarde:
        if isinstance(knoop.waarde, str):
            return als_keus(self.w.woord(knoop.waarde))
        return self._constante(knoop.waarde, knoop.type.soort)

    def _constante(self, waarde: int, soort: str) -> Waarde:
        if soort == "ja_nee":
            return self.reken.keus(bool(waarde))
        return self.reken.getal(datums.van_ordinaal(waarde) if soort == "datum" else waarde)

    def param(self, knoop: boom.Param, tak: str) -> Waarde:
        laag, hoog, mist = self.parameters[knoop.naam]
        if laag == hoog and not mist:
            return self._constante(laag, knoop.type.soort)
        return self._open_figuur(knoop.naam, knoop.type.soort)

    def _open_figuur(self, naam: str, soort: str) -> Waarde:
        mist = self.boek.altijd(Atoom("huishoudens", "figuur", naam))
        if soort == "ja_nee":
            return Keus(self.reken.misschien, mist, False, True, True)
        laag = self.reken.open if soort == "datum" else self.w.getal(0)
        return Getal(laag, self.reken.open, mist, False, soort == "datum", True, soort != "datum")

    def band(self, knoop: boom.Band, tak: str) -> Waarde:
        rijen, soort = self.parameters[knoop.naam], knoop.sleutel.type.soort
        if isinstance(rijen, tuple):
            return self._open_figuur(knoop.naam, knoop.type.soort)
        datum = soort == "datum"
        schoon = [(datums.van_ordinaal(vanaf) if datum else vanaf, w[0]) for vanaf, w in rijen]
        return self.reken.band(schoon, self.getal(knoop.sleutel, tak), knoop.type.soort == "datum")

    def veld(self, knoop: boom.VeldRef, tak: str) -> Waarde:
        veld = self.pakket.velden[knoop.naam]
        if veld.sleutel == "geboortedatum":
            return self._geboortedatum(veld, tak)
        plek = TABELLEN[veld.niveau], kolomnaam(veld)
        if plek in self.vulling.nergens:
            return self._nergens(veld, tak)
        if plek in self.vulling.gelijk:
            return self._gelijk(self.vulling.gelijk[plek])
        kolom = self.w.bron(tak, kolomnaam(veld))
        zeker = self._gevuld(veld, kolomnaam(veld))
        mist = NIETS if zeker else self._mist_waar_leeg(veld, tak)
        if not veld.type.telbaar:
            return Keus(kolom, mist, zeker)
        if zeker:
            return als_getal(kolom, veld.soort != "datum")
        if veld.soort == "datum":
            return Getal(kolom, kolom, mist, False, True, True, False)
        return Getal(self.w.som("coalesce({0}, 0)", kolom), kolom, mist, False, False, True, True)

    def _gelijk(self, waarde: Constante) -> Waarde:
        if isinstance(waarde, str):
            return als_keus(self.w.woord(waarde))
        return self.reken.keus(waarde) if isinstance(waarde, bool) else self.reken.getal(waarde)

    def _nergens(self, veld: Veld, tak: str) -> Waarde:
        """Return an answer that nobody in the file has: with constants most of a rule falls away."""
        mist = self.boek.altijd(self._atoom(veld, tak))
        if not veld.type.telbaar:
            return Keus(self.reken.misschien, mist, False, True, True)
        if veld.soort == "datum":
            return Getal(self.reken.open, self.reken.open, mist, False, True, True, False)
        return Getal(self.w.getal(0), self.reken.open, mist, False, False, True, True)

    def _gevuld(self, veld: Veld, kolom: str) -> bool:
        plek = (TABELLEN[veld.niveau], kolom)
        return plek in VERPLICHT or plek in self.vulling.overal

    def _mist_waar_leeg(self, veld: Veld, tak: str) -> Mist:
        leeg = self.w.som("{0} IS NOT NULL", self.w.bron(tak, kolomnaam(veld)))
        return self.boek.tenzij(leeg, self.boek.altijd(self._atoom(veld, tak)))

    def _atoom(self, veld: Veld, tak: str) -> Atoom:
        return Atoom(tak, "lijst" if veld.soort == "lijst" else "veld", veld.naam)

    def _geboortedatum(self, veld: Veld, tak: str) -> Waarde:
        eerst, laatst = self.w.bron(tak, f"{veld.naam}_v"), self.w.bron(tak, f"{veld.naam}_l")
        if (TABELLEN[veld.niveau], veld.naam) in self.vulling.overal:
            return als_getal(eerst)
        hoog = self.w.som(f"least({{0}}, {self.peil})", laatst)
        mist = self.boek.altijd(Atoom(tak, "veld", veld.naam))
        bekend = self.w.som("{0} = {1}", eerst, hoog)
        return Getal(eerst, hoog, self.boek.tenzij(bekend, mist), False, True, False, True)

    def afgeleide(self, knoop: boom.AfgeleidRef, tak: str) -> Waarde:
        return self.waarde(self.pakket.afgeleid[knoop.naam].formule, tak)

    def peildatum(self, knoop: boom.Peildatum, tak: str) -> Waarde:
        return self.reken.getal(self.peil)

    def deze(self, knoop: boom.Deze, tak: str) -> Waarde:
        return als_keus(self.w.bron(tak, "pp"))

    # --- nodes over nodes ----------------------------------------------------------------------------

    def rekenen(self, knoop: boom.Reken, tak: str) -> Waarde:
        links, rechts = self.getal(knoop.links, tak), self.getal(knoop.rechts, tak)
        doe = {"+": self.reken.plus, "-": self.reken.min, "*": self.reken.maal}[knoop.op]
        return doe(links, rechts)

    def fijner(self, knoop: boom.Fijner, tak: str) -> Waarde:
        return self.reken.maal(self.getal(knoop.inhoud, tak), self.reken.getal(knoop.factor))

    def rond(self, knoop: boom.Rond, tak: str) -> Waarde:
        noemer = self.getal(knoop.noemer, tak) if knoop.noemer else None
        return self.reken.rond(knoop.richting, self.getal(knoop.teller, tak), noemer, knoop.schaal)

    def uiterste(self, knoop: boom.Uiterste, tak: str) -> Waarde:
        return self.reken.uiterste(knoop.soort, [self.getal(deel, tak) for deel in knoop.delen])

    def vergelijk(self, knoop: boom.Vergelijk, tak: str) -> Waarde:
        return self.reken.vergelijk(knoop.op, self.waarde(knoop.links, tak), self.waarde(knoop.rechts, tak))

    def logisch(self, knoop: boom.Logisch, tak: str) -> Waarde:
        return self.reken.logisch(knoop.op, [self.keus(deel, tak) for deel in knoop.delen])

    def niet(self, knoop: boom.Niet, tak: str) -> Waarde:
        return self.reken.niet(self.keus(knoop.inhoud, tak))

    def als(self, knoop: boom.Als, tak: str) -> Waarde:
        als = self.keus(knoop.voorwaarde, tak)
        return self.reken.als(als, self.waarde(knoop.dan, tak), self.waarde(knoop.anders, tak))

    def in_(self, knoop: boom.In, tak: str) -> Waarde:
        return self.reken.in_(self.keus(knoop.links, tak), knoop.waarden)

    def bevat(self, knoop: boom.Bevat, tak: str) -> Waarde:
        lijst = self.keus(knoop.lijst, tak)
        if lijst.term is self.reken.misschien:
            return lijst
        if isinstance(lijst.term.waarde, str):
            gekozen = lijst.term.waarde
            return self.reken.keus(f"|{knoop.waarde}|" in gekozen if knoop.waarde else gekozen != "")
        if knoop.lijst.type.soort == "lijst":
            vorm = "({0} > 0)"
        elif knoop.waarde is None:
            vorm = "({0} <> '')"
        else:
            vorm = f"({{0}} LIKE '%|{knoop.waarde}|%')"
        return Keus(self.w.som(vorm, lijst.term), lijst.mist, lijst.zeker)

    def functie(self, knoop: boom.Functie, tak: str) -> Waarde:
        delen = [self.getal(deel, tak) for deel in knoop.delen]
        eerste = knoop.delen[0]
        geboren = isinstance(eerste, boom.VeldRef) and self._is_geboortedatum(eerste)
        if knoop.naam == "leeftijd_van" and geboren:
            return self.datums.leeftijd_van_geborene(delen[0])
        return self.datums.functie(knoop.naam, delen)

    def _is_geboortedatum(self, knoop: boom.VeldRef) -> bool:
        return self.pakket.velden[knoop.naam].sleutel == "geboortedatum"

    def verzamel(self, knoop: boom.Verzamel, tak: str) -> Waarde:
        if knoop.groep not in LIJSTEN:
            if knoop.groep == paar.PAAR and paar.mengt(knoop.inhoud, self.pakket.afgeleid):
                boven = paar.per_rol(knoop, self.pakket.afgeleid)
                if boven is not None:
                    return self.waarde(boven, tak)
            inhoud = self.waarde(knoop.inhoud, "personen")
            return self.vouwen.vouw(knoop.soort, inhoud, "personen", knoop.groep)
        rijen = knoop.groep
        if tak == "personen" and knoop.groep != "inkomens":
            rijen = f"{knoop.groep}_p"
        gevouwen = self.vouwen.vouw(knoop.soort, self.waarde(knoop.inhoud, rijen), rijen, rijen)
        lijst = self.pakket.velden[knoop.groep]
        aantal = self.keus(boom.VeldRef(lijst.type, lijst.naam, lijst.niveau), tak)
        return self.vouwen.onbekende_lijst(knoop.soort, gevouwen, aantal)


def _hangt_van_rij_af(knoop: Knoop, tak: str) -> bool:
    if tak == "personen":
        return boom.hangt_van_persoon_af(knoop)
    if isinstance(knoop, boom.VeldRef):
        return knoop.niveau in LIJSTEN
    if isinstance(knoop, boom.Deze):
        return tak.endswith("_p")
    if isinstance(knoop, boom.Verzamel):
        return False
    return any(_hangt_van_rij_af(kind, tak) for kind in boom.kinderen(knoop))


_MAKERS: dict[type[Knoop], Callable[[Vertaler, Any, str], Waarde]] = {
    boom.Vast: Vertaler.vast,
    boom.Param: Vertaler.param,
    boom.Band: Vertaler.band,
    boom.VeldRef: Vertaler.veld,
    boom.AfgeleidRef: Vertaler.afgeleide,
    boom.Peildatum: Vertaler.peildatum,
    boom.Deze: Vertaler.deze,
    boom.Reken: Vertaler.rekenen,
    boom.Fijner: Vertaler.fijner,
    boom.Rond: Vertaler.rond,
    boom.Uiterste: Vertaler.uiterste,
    boom.Vergelijk: Vertaler.vergelijk,
    boom.Logisch: Vertaler.logisch,
    boom.Niet: Vertaler.niet,
    boom.Als: Vertaler.als,
    boom.In: Vertaler.in_,
    boom.Bevat: Vertaler.bevat,
    boom.Verzamel: Vertaler.verzamel,
    boom.Functie: Vertaler.functie,
}
