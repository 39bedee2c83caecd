"""What the resident's screen may show: a question, or the outcome as cards. Only what is released."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consulent_app.huishouden.geld import Geld, tel_op
from consulent_app.huishouden.model import Intake, Persoon
from consulent_app.intake.gesprek import Gesprek, Vraagplek
from consulent_app.intake.stappen import BRIEF, LEEFGEBIEDEN, WIE
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Uitkomst
from consulent_app.taal.catalogus import AAN_U, Catalogus, Tekst, bron, catalogus
from consulent_app.taal.schrijfwijze import bedrag, met_hoofdletter, opsomming
from consulent_app.taal.talen import BRONTAAL, Taal
from consulent_app.taal.teksten import teksten
from consulent_app.taal.woorden import PERIODEN, ROLLEN

KOPPEN = {
    "kan_nu": bron("Dit kunt u nu krijgen"),
    "bewijs": bron("Dit kunt u aanvragen"),
    "weegt": bron("Een medewerker bekijkt dit nog"),
    "anderen": bron("Dit vraagt u ergens anders aan"),
    "nee": bron("Dit krijgt u niet"),
}
VOOR = {
    "aanvrager": bron("voor u"),
    "partner": bron("voor uw partner"),
    "medebewoner": bron("voor uw medebewoner"),
}
JA_NEE = (bron("Ja"), bron("Nee"), bron("Weet ik nog niet"))


LEES_VOOR, STOP = bron("Lees voor"), bron("Stop met voorlezen")
SAMEN = bron("Samen in één jaar: {bedrag}")
STAPVRAGEN = {
    WIE: bron("Hoe heet u, en wie wonen er bij u?"),
    BRIEF: bron("Wat zijn uw naam en adres?"),
    LEEFGEBIEDEN: bron("Waar kunnen wij u nog meer mee helpen?"),
}
KLAAR = bron("Dank u. Wij hebben geen vragen meer.")


@dataclass(frozen=True)
class Vrijgave:
    """What the consulent releases beside the question and what can be granted or asked for."""

    namen: bool = False
    anderen: bool = False
    niet: bool = False

    @property
    def groepen(self) -> tuple[str, ...]:
        """Return the groups of outcomes that the resident may see, in order."""
        extra = [("anderen", self.anderen), ("nee", self.niet)]
        return ("kan_nu", "bewijs", "weegt", *(groep for groep, mag in extra if mag))


@dataclass(frozen=True)
class Vraagbeeld:
    """One question. `nederlands` is empty when the question itself is in Dutch."""

    vraag: Tekst
    uitleg: Tekst | None
    opties: tuple[Tekst, ...]
    nederlands: str


@dataclass(frozen=True)
class Kaart:
    """One regeling. `naam` is what the gemeente calls it, empty when `kop` says so already."""

    kop: Tekst
    naam: str
    zin: Tekst
    bedrag: Tekst | None
    voor: Tekst | None


@dataclass(frozen=True)
class Groepbeeld:
    """The cards under one heading; `soort` decides the pictogram."""

    soort: str
    kop: Tekst
    kaarten: tuple[Kaart, ...]


@dataclass(frozen=True)
class Uitkomstbeeld:
    """The outcome: what it adds up to in a year, and the cards. `slot` says what it is worth."""

    kop: Tekst
    totaal: Tekst | None
    groepen: tuple[Groepbeeld, ...]
    slot: Tekst


def vraagbeeld(plek: Vraagplek, gesprek: Gesprek, pakket: Pakket, vrij: Vrijgave, code: str) -> Vraagbeeld:
    """Return a question as the resident reads it, spoken to the applicant where it is about them."""
    taal, nederlands = catalogus(code), catalogus(BRONTAAL)
    veld = plek.veld
    wie = next((p for p in gesprek.personen if p["id"] == plek.persoon), None)
    context = AAN_U if wie is None or wie["rol"] == "aanvrager" else None
    vraag = taal.zeg(veld.vraag, context, naam=_noem(taal, wie, gesprek, vrij))
    zelf = nederlands.zeg(veld.vraag, context, naam=_noem(nederlands, wie, gesprek, vrij))
    return Vraagbeeld(
        Tekst(met_hoofdletter(vraag.tekst), vraag.taal),
        taal.zeg(veld.uitleg, context) if veld.uitleg else None,
        tuple(taal.zeg(optie) for optie in _opties(plek, pakket)),
        zelf.tekst if vraag.taal != zelf.taal else "",
    )


def _opties(plek: Vraagplek, pakket: Pakket) -> Sequence[str]:
    if plek.veld.soort == "ja_nee":
        return JA_NEE
    soort = pakket.velden_op_pad.get(f"{plek.veld.pad}.*.soort", plek.veld)
    return tuple(soort.opties.values())


def _noem(taal: Catalogus, wie: Mapping[str, str] | None, gesprek: Gesprek, vrij: Vrijgave) -> str:
    """Return the first name when names are released, else the role; a number tells children apart."""
    if wie is None:
        return ""
    if vrij.namen and wie.get("voornaam"):
        return wie["voornaam"]
    rol = wie["rol"]
    zelfde = [p["id"] for p in gesprek.personen if p["rol"] == rol]
    if rol == "kind" and len(zelfde) > 1:
        return taal.zeg("kind {nummer}", nummer=zelfde.index(wie["id"]) + 1).tekst
    return taal.zeg(ROLLEN[rol]).tekst


def stapbeeld(stap: str, code: str) -> Vraagbeeld:
    """Return what is shown of a step that asks for more than one answer."""
    return _zin(STAPVRAGEN[stap], code)


def klaarbeeld(code: str) -> Vraagbeeld:
    """Return what is shown when there is no question left."""
    return _zin(KLAAR, code)


def _zin(zin: str, code: str) -> Vraagbeeld:
    in_taal = catalogus(code).zeg(zin)
    return Vraagbeeld(in_taal, None, (), zin if in_taal.taal.code != BRONTAAL else "")


def voorbehoud(taal: Taal) -> Tekst | None:
    """Return the sentence that no native reader has checked this translation, as on the prints."""
    if taal.code == BRONTAAL or taal.nagekeken:
        return None
    zin = teksten("overzicht")["blad.niet_nagekeken"]
    return catalogus(taal.code).zeg(zin)


def uitkomstbeeld(
    groepen: Mapping[str, Sequence[Uitkomst]], pakket: Pakket, intake: Intake, vrij: Vrijgave, code: str
) -> Uitkomstbeeld:
    """Return the outcome as cards, of the released groups only, a card for each regeling."""
    taal = catalogus(code)
    beelden = [
        Groepbeeld(groep, taal.zeg(KOPPEN[groep]), _kaarten(groep, uitkomsten, pakket, intake, vrij, taal))
        for groep in vrij.groepen
        if (uitkomsten := groepen.get(groep))
    ]
    nu = [u.per_jaar for u in groepen.get("kan_nu", ()) if u.per_jaar is not None]
    totaal = tel_op(nu)
    return Uitkomstbeeld(
        taal.zeg("Uw uitkomst") if beelden else taal.zeg("Wij kunnen u nu nog niets laten zien."),
        _geld(taal, SAMEN, totaal) if totaal.centen else None,
        tuple(beelden),
        slotzin(taal),
    )


def slotzin(taal: Catalogus) -> Tekst:
    """Say what an outcome is worth as long as the gemeente has not decided."""
    return taal.zeg("De gemeente beslist nog. U krijgt daarover een brief.")


def _kaarten(
    groep: str,
    uitkomsten: Sequence[Uitkomst],
    pakket: Pakket,
    intake: Intake,
    vrij: Vrijgave,
    taal: Catalogus,
) -> tuple[Kaart, ...]:
    per_regeling: dict[str, list[Uitkomst]] = {}
    for uitkomst in uitkomsten:
        per_regeling.setdefault(uitkomst.regeling, []).append(uitkomst)
    return tuple(
        _kaart(groep, pakket.regelingen[naam], samen, intake, vrij, taal)
        for naam, samen in per_regeling.items()
    )


def _kaart(
    groep: str,
    regeling: Regeling,
    samen: Sequence[Uitkomst],
    intake: Intake,
    vrij: Vrijgave,
    taal: Catalogus,
) -> Kaart:
    kop, niet = taal.zeg(regeling.naam), groep == "nee"
    personen = [intake.persoon(u.persoon) for u in samen if u.persoon is not None]
    return Kaart(
        kop,
        regeling.naam if kop.tekst != regeling.naam else "",
        taal.zeg("In de brief staat waarom, en wat u wél kunt doen.") if niet else taal.zeg(regeling.wat),
        None if niet else _bedrag(taal, regeling, samen),
        _voor(taal, personen, vrij) if personen else None,
    )


def _bedrag(taal: Catalogus, regeling: Regeling, samen: Sequence[Uitkomst]) -> Tekst | None:
    """Return the amount of all persons together with its period; never € 0 for not known."""
    periode = samen[0].periode
    bekend = [u.bedrag for u in samen if u.bedrag is not None]
    if len(bekend) == len(samen) and periode is not None:
        per = _geld(taal, PERIODEN[periode], tel_op(bekend))
        return taal.zeg("ongeveer {bedrag}", bedrag=per.tekst) if regeling.door == "rijk" else per
    if regeling.in_natura:
        return taal.zeg("gratis") if regeling.door == "gemeente" else None
    return taal.zeg("Het bedrag volgt.")


def _geld(taal: Catalogus, zin: str, geld: Geld) -> Tekst:
    """Say an amount; where the sentence stays Dutch, the amount does too."""
    in_taal = taal.zeg(zin, bedrag=bedrag(geld, taal.taal))
    if in_taal.taal == taal.taal:
        return in_taal
    return taal.zeg(zin, bedrag=bedrag(geld, in_taal.taal))


def _voor(taal: Catalogus, personen: Sequence[Persoon], vrij: Vrijgave) -> Tekst:
    namen = [p.voornaam for p in personen if p.voornaam]
    if vrij.namen and len(namen) == len(personen):
        return taal.zeg("voor {namen}", namen=opsomming(namen, taal.taal))
    rollen = {persoon.rol for persoon in personen}
    if len(personen) == 1 and personen[0].rol in VOOR:
        return taal.zeg(VOOR[personen[0].rol])
    if rollen == {"kind"}:
        return taal.zeg_aantal("voor {n} kind", "voor {n} kinderen", len(personen))
    return taal.zeg_aantal("voor {n} persoon", "voor {n} personen", len(personen))
