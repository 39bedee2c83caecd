"""What is counted of one household at one moment of handling: facts without anything about anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from consulent_app.besluiten.behandeling import Deel
from consulent_app.besluiten.besluit import Afgewezen, Afhandeling, Toegekend
from consulent_app.huishouden.datums import leeftijd_op, plus_maanden
from consulent_app.huishouden.model import Intake, Persoon
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Oordeel, Status, Uitkomst
from consulent_app.taal.talen import herken, kent

BESLUIT, VOORSTEL, AANVRAAG, INTREKKING, CORRECTIE = MOMENTEN = (
    "besluit", "voorstel", "aanvraag", "intrekking", "correctie",
)  # fmt: skip
TOEGEKEND, AFGEWEZEN, NIET_GEVRAAGD, GEEN_RECHT = "toegekend", "afgewezen", "niet_gevraagd", "geen_recht"
BESLIST = (TOEGEKEND, AFGEWEZEN)
UITKOMSTEN = (
    *BESLIST, AANVRAAG, "onbekend", "te_beslissen", "bedrag_volgt", "krijgt_al", NIET_GEVRAAGD,
    "via_anderen", "landelijk", GEEN_RECHT,
)  # fmt: skip
AFWIJZING, ONBEKEND = "afwijzing", "onbekend"
BEGONNEN, VERWIJZING, NAGEGAAN, NAZORG, AFGESLOTEN = (
    "begonnen", "verwijzing", "nagegaan", "nazorg", "afgesloten",
)  # fmt: skip
#: After so long a decision on the same regeling is about a new right, and no correction of the old one.
MAANDEN_EEN_RECHT = 12
VOLWASSEN = 18
_BANDEN = ((27, "<27"), (45, "27-44"))
#: By the AOW age of the norms in the package, on the peildatum.
_AOW = {True: "AOW+", False: "45-AOW"}


@dataclass(frozen=True, slots=True)
class Telreden:
    """Why something was refused (the id of a condition), or which question stayed open."""

    soort: str
    wat: str


@dataclass(frozen=True, slots=True)
class Telfeit:
    """What came of one regeling for one person (None is the household), who is named by a handle later."""

    regeling: str
    naam: str
    persoon: str | None
    kind: bool
    uitkomst: str
    wijze: str = ""
    cent: int = 0
    redenen: tuple[Telreden, ...] = ()

    @property
    def deel(self) -> Deel:
        """Return the ids of the regeling and the person."""
        return self.regeling, self.persoon


@dataclass(frozen=True, slots=True)
class Telgezin:
    """What a household has in common with many others; '' is what is not known."""

    personen: int
    kinderen: int
    plaats: str
    gebied: str
    huishoudtype: str
    taal: str
    leeftijd: str


@dataclass(frozen=True, slots=True)
class Telling:
    """All that is counted of one household at one moment; the store says which moment."""

    gezin: Telgezin
    pakket: str
    feiten: tuple[Telfeit, ...]
    #: To whom the household was referred on paper.
    verwijzingen: tuple[str, ...]
    #: What a letter about an application, such as one that is taken back, is about.
    aanvragen: tuple[Deel, ...] = ()


def telling(zaak: Afhandeling, oordeel: Oordeel, regelingen: Mapping[str, Regeling]) -> Telling:
    """Return what is counted of this handling: each outcome that is about the household, once."""
    return Telling(
        telgezin(zaak),
        f"{zaak.pakket['id']} {zaak.pakket['versie']}",
        tuple(_feiten(zaak, oordeel, regelingen)),
        tuple(dict.fromkeys(v.naar for v in zaak.verwijzingen)),
        tuple(a.deel for a in zaak.aanvragen if a.bij_de_gemeente),
    )


def telgezin(zaak: Afhandeling) -> Telgezin:
    """Return what is known of the household, no more precise than many others are."""
    intake = zaak.intake
    kinderen = sum(p.rol == "kind" and is_kind(p, zaak.datum) for p in intake.personen)
    return Telgezin(
        personen=sum(p.rol != "medebewoner" for p in intake.personen),
        kinderen=kinderen,
        plaats=intake.gesprek.plaats or "",
        gebied="" if zaak.geheim_adres else (intake.huishouden.postcode or "")[:4],
        huishoudtype=_huishoudtype(intake, kinderen),
        taal=_taal(intake.gesprek.taal),
        leeftijd=_leeftijd(zaak),
    )


def is_kind(persoon: Persoon, op: date) -> bool:
    """Say whether somebody is under 18; of whom the birth date is not known, the role says it."""
    geboren = persoon.geboortedatum
    return persoon.rol == "kind" if geboren is None else leeftijd_op(geboren.vroegst, op) < VOLWASSEN


def zonder_personen(pad: str) -> str:
    """Return `personen.k1.inkomens` as `personen[].inkomens`: which question, not about whom."""
    delen: list[str] = []
    for deel in pad.split("."):
        if delen and (delen[-1] == "personen" or deel.isdigit()):
            delen[-1] += "[]"
        else:
            delen.append(deel)
    return ".".join(delen)


# --- what a fact says beside an earlier one ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Eerder:
    """The last fact about the same regeling and person."""

    nr: int
    dag: date
    moment: str
    uitkomst: str
    wijze: str
    cent: int


def volgt_op(feit: Telfeit, eerder: Eerder | None, moment: str, dag: date) -> tuple[str, int | None] | None:
    """Return as what a fact counts and which one it replaces; None when it says nothing new.

    What was decided is only changed by another decision, and that is a correction. What was asked for
    counts as an application that is decided now.
    """
    if eerder is None or dag >= plus_maanden(eerder.dag, MAANDEN_EEN_RECHT):
        return moment, None
    if (feit.uitkomst, feit.wijze, feit.cent) == (eerder.uitkomst, eerder.wijze, eerder.cent):
        return None
    if moment == VOORSTEL:
        return VOORSTEL, eerder.nr
    if eerder.uitkomst in BESLIST:
        return (CORRECTIE, eerder.nr) if feit.uitkomst in BESLIST else None
    if eerder.uitkomst == AANVRAAG and feit.uitkomst in BESLIST:
        return AANVRAAG, None
    return moment, None


def trekt_in(eerder: Eerder | None) -> tuple[str, int | None] | None:
    """Return which fact an application that is taken back replaces; None when it was decided already."""
    if eerder is None:
        return INTREKKING, None
    if eerder.uitkomst in BESLIST or eerder.moment == INTREKKING:
        return None
    return INTREKKING, eerder.nr if eerder.uitkomst == AANVRAAG else None


# --- from outcome to fact ----------------------------------------------------------------------------


def _feiten(zaak: Afhandeling, oordeel: Oordeel, regelingen: Mapping[str, Regeling]) -> Iterator[Telfeit]:
    gelegd = {feit.deel: feit for feit in _stapels(zaak)}
    for uitkomst in oordeel.uitkomsten:
        feit = gelegd.get((uitkomst.regeling, uitkomst.persoon))
        if feit is not None:
            yield feit
        elif uitkomst.status is Status.GEEN_RECHT:
            yield _zonder_besluit(zaak, uitkomst, regelingen[uitkomst.regeling])


def _zonder_besluit(zaak: Afhandeling, uitkomst: Uitkomst, regeling: Regeling) -> Telfeit:
    persoon = None if uitkomst.persoon is None else zaak.intake.persoon(uitkomst.persoon)
    return _feit(zaak, regeling, persoon, GEEN_RECHT)


def _stapels(zaak: Afhandeling) -> Iterator[Telfeit]:
    yield from (_toegekend(zaak, t) for t in zaak.toekenningen)
    yield from (_afgewezen(zaak, a) for a in zaak.afwijzingen)
    for uitkomst, stapel in (
        (AANVRAAG, zaak.aanvragen),
        ("onbekend", zaak.nog_nodig),
        ("te_beslissen", zaak.nog_te_beslissen),
        ("bedrag_volgt", zaak.bedrag_volgt),
        ("krijgt_al", zaak.al),
        (NIET_GEVRAAGD, zaak.niet_gevraagd),
        ("via_anderen", zaak.via_anderen),
    ):
        for deel in stapel:
            yield _feit(zaak, deel.regeling, deel.persoon, uitkomst, redenen=_open(deel.ontbreekt))
    yield from (_feit(zaak, i.regeling, i.persoon, "landelijk") for i in zaak.landelijk)


def _toegekend(zaak: Afhandeling, t: Toegekend) -> Telfeit:
    # What the gemeente grants without maatwerk, it grants by itself: see `afhandelen`.
    wijze = "maatwerk" if t.maatwerk else "ambtshalve"
    cent = t.per_jaar.centen if t.per_jaar else 0
    return _feit(zaak, t.regeling, t.persoon, TOEGEKEND, wijze=wijze, cent=cent)


def _afgewezen(zaak: Afhandeling, a: Afgewezen) -> Telfeit:
    redenen = tuple(Telreden(AFWIJZING, reden.voorwaarde) for reden in a.redenen)
    return _feit(zaak, a.regeling, a.persoon, AFGEWEZEN, redenen=redenen)


def _open(paden: Iterable[str]) -> tuple[Telreden, ...]:
    return tuple(dict.fromkeys(Telreden(ONBEKEND, zonder_personen(pad)) for pad in paden))


def _feit(
    zaak: Afhandeling, regeling: Regeling, persoon: Persoon | None, uitkomst: str, *,
    wijze: str = "", cent: int = 0, redenen: tuple[Telreden, ...] = (),
) -> Telfeit:  # fmt: skip
    kind = persoon is not None and is_kind(persoon, zaak.datum)
    id_ = persoon.id if persoon else None
    return Telfeit(regeling.id, regeling.naam, id_, kind, uitkomst, wijze, cent, redenen)


# --- what a household has in common with others ------------------------------------------------------


def _huishoudtype(intake: Intake, kinderen: int) -> str:
    if intake.partner is not None:
        return "paar_met_kinderen" if kinderen else "paar"
    return "alleenstaande_ouder" if kinderen else "alleenstaande"


def _taal(gezegd: str | None) -> str:
    """Return the code of a language; what was typed can be anything, and so is not kept."""
    if not (gezegd or "").strip():
        return ""
    return herken(gezegd).code if kent(gezegd or "") else "anders"


def _leeftijd(zaak: Afhandeling) -> str:
    """Return the age band of the applicant; a birth date that is not whole can leave it open."""
    aanvrager = zaak.intake.aanvrager
    geboren = aanvrager.geboortedatum
    if geboren is None:
        return ""
    jongst, oudst = (leeftijd_op(dag, zaak.datum) for dag in (geboren.laatst, geboren.vroegst))
    for tot, naam in _BANDEN:
        if oudst < tot:
            return naam
        if jongst < tot:
            return ""
    figuur = zaak.feiten.get(f"personen.{aanvrager.id}.heeft_aow_leeftijd")
    return _AOW.get(figuur["waarde"], "") if figuur else ""
