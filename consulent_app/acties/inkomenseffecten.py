"""What a gemeente adds to the month of four kinds of households, at four heights of income."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.acties.inkomenslijn import ONTVANGEN, alleen_deze, met_toeslagen
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import lees_document
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Status, Uitkomst

PROCENTEN = (100, 110, 120, 130)
VOLWASSENE: dict[str, Any] = {
    "ingeschreven_in_gemeente": True, "rechtmatig_verblijf": True, "in_inrichting": False,
    "studiefinanciering": False, "collectief_verzekerd": False, "wanbetaler_zorgpremie": False,
    "onderwijs": "geen", "wajong": False, "medische_beperking_bij_studie": False, "inkomens": [],
}  # fmt: skip
NIETS_BIJZONDERS: dict[str, Any] = {
    "huishouden": {
        "woonvorm": "huur", "kale_huur": "0.00", "servicekosten": "0.00", "spaargeld": "0.00",
        "overige_bezittingen": "0.00", "waarde_auto": "0.00", "schulden": "0.00",
        "overwaarde_woning": "0.00", "zorgpremie": "0.00", "ontvangen_zorgtoeslag": "0.00",
        "ontvangen_huurtoeslag": "0.00", "ontvangen_kindgebonden_budget": "0.00",
        "bijzondere_uitgaven": "0.00", "kosten_kinderopvang": "0.00", "pandrecht_auto": "0.00",
        "schulden_met_voorrang": "0.00", "niet_meetellend_inkomen": "0.00",
        "maanden_laag_inkomen": 0, "zicht_op_inkomensverbetering": False,
    },
    "kosten": [],
    "eerder_toegekend": [],
    "geldzorgen": {"betalingsachterstand": False, "dreiging": [], "schuldhulptraject": "geen"},
}  # fmt: skip


@dataclass(frozen=True)
class Soort:
    """A kind of household: adults of 40, children by age and school."""

    naam: str
    volwassenen: int
    kinderen: tuple[tuple[int, str], ...] = ()


SOORTEN = (
    Soort("Alleenstaande", 1),
    Soort("Paar zonder kinderen", 2),
    Soort("Alleenstaande ouder, twee kinderen", 1, ((9, "basisonderwijs"), (14, "voortgezet"))),
    Soort("Paar met twee kinderen", 2, ((9, "basisonderwijs"), (14, "voortgezet"))),
)

#: What the table rests on; it is printed below it.
AANNAMES = (
    "Het inkomen is loon van één persoon. De percentages zijn van de bijstandsnorm.",
    "Volwassenen zijn 40 jaar, de kinderen 9 (basisschool) en 14 (voortgezet onderwijs).",
    "Er is geen spaargeld en geen schuld. Huur en zorgpremie zijn 0; zijn ze hoger, dan kan er meer"
    " kwijtschelding zijn.",
    "De toeslagen zijn wat de regels geven bij twaalf keer het netto inkomen als bruto jaarinkomen. In"
    " werkelijkheid is bruto hoger en zijn de toeslagen lager.",
    "Niet geteld: eenmalige hulp, toeslagen en kinderbijslag, hulp van anderen, en wat alleen bij een"
    " langdurig laag inkomen kan of wat een medewerker eerst beoordeelt.",
)


@dataclass(frozen=True)
class Effect:
    """What the gemeente adds per year, in cents per regeling; `open` lists what has no known amount."""

    centen: Mapping[str, int]
    open: tuple[str, ...]

    @property
    def per_maand(self) -> Geld:
        """Return the sum, rounded to the cent."""
        return Geld((sum(self.centen.values()) + 6) // 12)


def inkomenseffect(soort: Soort, procent: int, pakket: Pakket, peildatum: date) -> Effect:
    """Return what this household gets on an income of so many percent of its norm.

    Counted is what comes back every month or year, on a certain right; what is not, and on what kind of
    household, is in `AANNAMES`. The amounts are kept per year, so that only the sum is rounded.
    """
    norm = _toets(soort, 0, pakket, peildatum)[1]
    uitkomsten, _ = _toets(soort, norm * procent // 100, pakket, peildatum)
    centen: dict[str, int] = {}
    open_: dict[str, None] = {}
    for uitkomst in uitkomsten:
        regeling = pakket.regelingen[uitkomst.regeling]
        if uitkomst.status not in (Status.RECHT, Status.ONBEKEND) or regeling.door != "gemeente":
            continue
        if uitkomst.periode == "eenmalig" or regeling.bedrag is None:
            continue
        if uitkomst.per_jaar is None:
            open_[regeling.naam] = None
        else:
            centen[regeling.id] = centen.get(regeling.id, 0) + uitkomst.per_jaar.centen
    return Effect(centen, tuple(open_))


def _toets(soort: Soort, inkomen: int, pakket: Pakket, peildatum: date) -> tuple[tuple[Uitkomst, ...], int]:
    """Return the outcomes at a net income of so many cents a month, and the norm in cents."""
    intake = lees_document(_document(soort, inkomen, pakket, peildatum))
    landelijk = alleen_deze(pakket, (naam for naam in pakket.regelingen if naam in ONTVANGEN))
    oordeel = toets(met_toeslagen(intake, toets(intake, landelijk).uitkomsten), pakket)
    return oordeel.uitkomsten, Geld.uit_tekst(oordeel.afgeleid["bijstandsnorm"]["waarde"]).centen


def _document(soort: Soort, inkomen: int, pakket: Pakket, peildatum: date) -> dict[str, Any]:
    personen = []
    for nummer, rol in enumerate(("aanvrager", "partner")[: soort.volwassenen]):
        persoon = {
            "id": f"v{nummer}",
            "rol": rol,
            "geboortedatum": f"{peildatum.year - 40}-01-01",
            **VOLWASSENE,
        }
        if rol == "aanvrager" and inkomen:
            bedrag = f"{inkomen // 100}.{inkomen % 100:02d}"
            loon = {"soort": "loon", "netto_per_maand": bedrag, "vakantietoeslag_per_maand": "0.00"}
            persoon["inkomens"] = [loon]
        if rol in ("aanvrager", "partner"):
            jaar = 12 * inkomen if rol == "aanvrager" else 0
            persoon["toetsingsinkomen"] = f"{jaar // 100}.{jaar % 100:02d}"
        personen.append(persoon)
    for nummer, (leeftijd, school) in enumerate(soort.kinderen):
        geboren = f"{peildatum.year - leeftijd}-01-01"
        kind = {
            **VOLWASSENE,
            "id": f"k{nummer}",
            "rol": "kind",
            "geboortedatum": geboren,
            "onderwijs": school,
        }
        personen.append(kind)
    kop = {"schema": "intake/1", "peildatum": peildatum.isoformat(), "pakket": pakket.id}
    return {**kop, "personen": personen, **NIETS_BIJZONDERS}


def als_tabel(pakket: Pakket, peildatum: date) -> str:
    """Return the table as text: a row per household, a column per percentage, whole euros per month."""
    regels = [f"{'Gemeente erbij, per maand':<36}" + "".join(f"{p:>7}%" for p in PROCENTEN)]
    open_: dict[str, None] = {}
    for soort in SOORTEN:
        effecten = [inkomenseffect(soort, procent, pakket, peildatum) for procent in PROCENTEN]
        regels.append(f"{soort.naam:<36}" + "".join(f"{_cel(effect):>8}" for effect in effecten))
        open_ |= dict.fromkeys(naam for effect in effecten for naam in effect.open)
    if open_:
        regels.append(f"+ : er komt nog bij, bedrag niet bekend: {', '.join(open_)}.")
    kop = f"{pakket.naam} ({pakket.id} {pakket.versie}), peildatum {peildatum.isoformat()}. Aannames:"
    return "\n".join([*regels, "", kop, *(f"- {aanname}" for aanname in AANNAMES)])


def _cel(effect: Effect) -> str:
    euro = (effect.per_maand.centen + 50) // 100
    return f"€ {euro}{'+' if effect.open else ''}"
