"""Everything that can be known about one household on one peildatum; `None` means not known (yet)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from consulent_app.huishouden.datums import Geboortedatum
from consulent_app.huishouden.geld import Geld

ROLLEN = ("aanvrager", "partner", "kind", "medebewoner")
ONDERWIJS = ("geen", "basisonderwijs", "voortgezet", "praktijk", "mbo", "hbo_wo")
INKOMENSOORTEN = (
    "bijstand", "loon", "ww", "wia", "wao", "wajong", "ziektewet", "anw", "aow", "pensioen",
    "ioaw", "ioaz", "bbz", "eigen_bedrijf", "alimentatie", "studiefinanciering", "anders",
)  # fmt: skip
WOONVORMEN = ("huur", "koop", "kamer", "inwonend", "geen_woning")
DREIGINGEN = ("ontruiming", "afsluiting_energie", "afsluiting_water", "royement_zorgverzekering")
SCHULDHULPTRAJECTEN = ("geen", "wgs", "wsnp")
PLAATSEN = ("serviceplein", "wijkspreekuur", "huisbezoek", "telefoon", "bestand")


@dataclass(frozen=True, slots=True)
class Inkomen:
    """One income; amounts are net, per month."""

    soort: str
    netto_per_maand: Geld | None = None
    vakantietoeslag_per_maand: Geld | None = None
    sinds: date | None = None


@dataclass(frozen=True, slots=True)
class Persoon:
    """One person who lives at the address. `toetsingsinkomen` is gross, over a whole year."""

    id: str
    rol: str
    voornaam: str | None = None
    achternaam: str | None = None
    bsn: str | None = None
    geboortedatum: Geboortedatum | None = None
    ingeschreven_in_gemeente: bool | None = None
    ingeschreven_sinds: date | None = None
    rechtmatig_verblijf: bool | None = None
    in_inrichting: bool | None = None
    studiefinanciering: bool | None = None
    onderwijs: str | None = None
    medische_beperking_bij_studie: bool | None = None
    inkomens: tuple[Inkomen, ...] | None = None
    zorgverzekeraar: str | None = None
    collectief_verzekerd: bool | None = None
    wanbetaler_zorgpremie: bool | None = None
    wajong: bool | None = None
    toetsingsinkomen: Geld | None = None
    commerciele_huur_of_bbl: bool | None = None

    @property
    def naam(self) -> str:
        """Return the full name, or the role when no name is known."""
        return " ".join(deel for deel in (self.voornaam, self.achternaam) if deel) or self.rol


@dataclass(frozen=True, slots=True)
class Huishouden:
    """Address, costs (per month) and possessions of the household together.

    What follows the prospect of more income is only asked of who may pay a part of the local taxes;
    of that only `belastingaanslag` is over a year.
    """

    postcode: str | None = None
    huisnummer: int | None = None
    toevoeging: str | None = None
    straat: str | None = None
    woonplaats: str | None = None
    wijk: str | None = None
    woonvorm: str | None = None
    kale_huur: Geld | None = None
    servicekosten: Geld | None = None
    spaargeld: Geld | None = None
    overige_bezittingen: Geld | None = None
    waarde_auto: Geld | None = None
    schulden: Geld | None = None
    overwaarde_woning: Geld | None = None
    maanden_laag_inkomen: int | None = None
    zicht_op_inkomensverbetering: bool | None = None
    belastingaanslag: Geld | None = None
    zorgpremie: Geld | None = None
    ontvangen_zorgtoeslag: Geld | None = None
    ontvangen_huurtoeslag: Geld | None = None
    ontvangen_kindgebonden_budget: Geld | None = None
    hypotheekrente: Geld | None = None
    bijzondere_uitgaven: Geld | None = None
    kosten_kinderopvang: Geld | None = None
    kosten_instelling: Geld | None = None
    auto_onmisbaar: bool | None = None
    niet_meetellend_inkomen: Geld | None = None
    schulden_met_voorrang: Geld | None = None
    pandrecht_auto: Geld | None = None


@dataclass(frozen=True, slots=True)
class Kostenpost:
    """A cost for which the household asks help."""

    soort: str
    persoon: str | None = None
    bedrag: Geld | None = None
    datum: date | None = None
    bewijs: bool | None = None


@dataclass(frozen=True, slots=True)
class Toekenning:
    """An earlier award, which may count for a frequency limit."""

    regeling: str
    datum: date
    persoon: str | None = None
    bedrag: Geld | None = None


@dataclass(frozen=True, slots=True)
class Geldzorgen:
    """Money worries: arrears, threats and debt help."""

    betalingsachterstand: bool | None = None
    dreiging: tuple[str, ...] | None = None
    totale_schuld: Geld | None = None
    aantal_schuldeisers: int | None = None
    ondernemer: bool | None = None
    bewindvoerder: bool | None = None
    schuldhulptraject: str | None = None


@dataclass(frozen=True, slots=True)
class Gesprek:
    """Where the conversation took place, what the resident needs to follow it, and since when help."""

    plaats: str | None = None
    taal: str | None = None
    laaggeletterd: bool | None = None
    toestemming_delen: bool | None = None
    hulp_nodig_sinds: date | None = None
    reden_niet_eerder: str | None = None
    bijstand_gestopt_op: date | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """All answers of one household; rules and amounts are read at `peildatum`."""

    peildatum: date
    pakket: str
    personen: tuple[Persoon, ...]
    intake_id: str | None = None
    huishouden: Huishouden = field(default_factory=Huishouden)
    kosten: tuple[Kostenpost, ...] | None = None
    eerder_toegekend: tuple[Toekenning, ...] | None = None
    geldzorgen: Geldzorgen = field(default_factory=Geldzorgen)
    gesprek: Gesprek = field(default_factory=Gesprek)

    @property
    def aanvrager(self) -> Persoon:
        """Return the one applicant, who is always there."""
        return next(p for p in self.personen if p.rol == "aanvrager")

    @property
    def partner(self) -> Persoon | None:
        """Return the partner, or None when the applicant is alone."""
        return next((p for p in self.personen if p.rol == "partner"), None)

    def persoon(self, persoon_id: str) -> Persoon:
        """Return the person with this id; raises KeyError when there is none."""
        for persoon in self.personen:
            if persoon.id == persoon_id:
                return persoon
        raise KeyError(persoon_id)
