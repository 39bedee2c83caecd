"""The short check per area of life: which signals there are, and to whom they lead, by when. No disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from consulent_app.huishouden.model import Intake
from consulent_app.huishouden.werkdagen import plus_werkdagen
from consulent_app.regels.uitkomst import Verwijzing

#: An organisation of this certainty goes on paper only when the consulent says that it was offered.
ONZEKER = "te_bevestigen"


@dataclass(frozen=True)
class Intakeveld:
    """Something that follows from an answer of the intake: it is yes, one of `bij`, or not `behalve`."""

    pad: str
    bij: tuple[str, ...] = ()
    behalve: tuple[str, ...] = ()
    rollen: tuple[str, ...] = ()

    def geldt(self, intake: Intake) -> bool | None:
        """Return whether it holds for anybody it is asked of; None while that hangs on an answer."""
        waarden = [waarde for _, waarde in self.antwoorden(intake)]
        if any(self._raakt(waarde) for waarde in waarden if waarde is not None):
            return True
        return None if None in waarden else False

    def antwoorden(self, intake: Intake) -> Iterator[tuple[str, Any]]:
        """Yield the path of each answer that it looks at, with that answer."""
        groep, _, rest = self.pad.partition(".*.")
        if not rest:
            yield self.pad, _haal(intake, self.pad)
            return
        for persoon in intake.personen:
            if not self.rollen or persoon.rol in self.rollen:
                yield f"{groep}.{persoon.id}.{rest}", _haal(persoon, rest)

    def _raakt(self, waarde: Any) -> bool:
        woorden = {str(w).casefold() for w in (waarde if isinstance(waarde, tuple) else (waarde,))}
        if self.bij:
            return bool(woorden & set(self.bij))
        return bool(woorden - set(self.behalve)) if self.behalve else waarde is True


@dataclass(frozen=True)
class Signaal:
    """One thing that may be wrong: asked with `vraag`, or known from `intake`, never both."""

    id: str
    leefgebied: str
    hulp: str
    reden: str
    vraag: str = ""
    uitleg: str = ""
    intake: Intakeveld | None = None
    alleen_als: Intakeveld | None = None
    niet_als: Intakeveld | None = None
    artikel: str = ""
    spoed: bool = False
    werkdagen: int | None = None
    weken: int | None = None

    def uiterlijk(self, peildatum: date) -> date:
        """Return the last day of its term."""
        if self.werkdagen is not None:
            return plus_werkdagen(peildatum, self.werkdagen)
        return peildatum + timedelta(weeks=self.weken or 0)


@dataclass(frozen=True)
class Leefgebied:
    """One area of life with its signals, in the order in which they are asked."""

    id: str
    naam: str
    signalen: tuple[Signaal, ...] = ()


@dataclass(frozen=True)
class Organisatie:
    """Who helps, as the social map of a gemeente knows it; '' is what is not known or not there."""

    id: str
    naam: str
    wat: str
    hulp: tuple[str, ...]
    leefgebieden: tuple[str, ...]
    bron: str
    zekerheid: str
    verwijsregels: tuple[str, ...] = ()
    telefoon: str = ""
    adres: str = ""
    openingstijden: str = ""
    website: str = ""
    nog_invullen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wegwijzer:
    """The areas of life and kinds of help of everybody, with the social map of one gemeente."""

    leefgebieden: tuple[Leefgebied, ...]
    hulp: Mapping[str, str]
    organisaties: tuple[Organisatie, ...] = ()

    def voor_hulp(self, hulp: str) -> Organisatie | None:
        """Return the first organisation that gives this kind of help."""
        return next((o for o in self.organisaties if hulp in o.hulp), None)

    def voor_regel(self, regel: str) -> Organisatie | None:
        """Return the organisation to which a referral of the rule package goes."""
        return next((o for o in self.organisaties if regel in o.verwijsregels), None)


@dataclass(frozen=True)
class Verwijsadvies:
    """To whom the household is referred, for all its reasons together, and by when."""

    id: str
    naar: str
    organisatie: Organisatie | None
    redenen: tuple[str, ...]
    artikel: str
    spoed: bool
    uiterlijk: date | None
    gebieden: tuple[str, ...]
    uit_regels: bool = False

    @property
    def telefoon(self) -> str:
        """Return the phone number, '' when there is none in the social map."""
        return self.organisatie.telefoon if self.organisatie else ""

    @property
    def reden(self) -> str:
        """Return all reasons as one text."""
        return " ".join(self.redenen)

    @property
    def zeker(self) -> bool:
        """Say whether it can be told without a person vouching for the organisation."""
        if self.organisatie is None:
            return self.uit_regels
        return self.organisatie.zekerheid != ONZEKER

    def als_verwijzing(self) -> Verwijzing:
        """Return it in the form in which the rules give referrals, for the prints."""
        return Verwijzing(
            self.naar, self.reden, self.artikel, self.spoed, self.uiterlijk, self.id, self.telefoon,
            self.redenen,
        )  # fmt: skip


# --- the signals of one household --------------------------------------------------------------------


def past(signaal: Signaal, intake: Intake) -> bool:
    """Say whether a signal is about this household at all."""
    if signaal.alleen_als is not None and not signaal.alleen_als.geldt(intake):
        return False
    return signaal.niet_als is None or not signaal.niet_als.geldt(intake)


def stand(signaal: Signaal, gegeven: Mapping[str, bool | None], intake: Intake) -> bool | None:
    """Return whether a signal is there, None when it is not known (yet)."""
    return signaal.intake.geldt(intake) if signaal.intake is not None else gegeven.get(signaal.id)


def open_signalen(
    gebied: Leefgebied, gegeven: Mapping[str, bool | None], intake: Intake
) -> tuple[Signaal, ...]:
    """Return the signals of an area of which it is not known whether they are there."""
    return tuple(s for s in gebied.signalen if past(s, intake) and stand(s, gegeven, intake) is None)


def onbekeken(
    gegeven: Mapping[str, bool | None], intake: Intake, wegwijzer: Wegwijzer
) -> tuple[Leefgebied, ...]:
    """Return the areas that have something to ask of this household, and of which nothing was asked."""
    te_vragen = {
        gebied: [s.id for s in gebied.signalen if s.vraag and past(s, intake)]
        for gebied in wegwijzer.leefgebieden
    }
    return tuple(
        gebied for gebied, ids in te_vragen.items() if ids and all(gegeven.get(id_) is None for id_ in ids)
    )


def open_pad(signaal: Signaal, intake: Intake) -> str | None:
    """Return the path of the first intake answer on which a signal still hangs."""
    if signaal.intake is None:
        return None
    return next((pad for pad, waarde in signaal.intake.antwoorden(intake) if waarde is None), None)


# --- from signals to referrals ---------------------------------------------------------------------


@dataclass
class _Bundel:
    """What is gathered for one referral."""

    naar: str
    organisatie: Organisatie | None
    uit_regels: bool
    redenen: list[str] = field(default_factory=list)
    gronden: list[tuple[bool, date | None, str]] = field(default_factory=list)
    gebieden: list[str] = field(default_factory=list)

    def voeg_toe(self, reden: str, spoed: bool, uiterlijk: date | None, artikel: str, gebied: str) -> None:
        if reden not in self.redenen:
            # What presses is what the resident reads first.
            eerst = spoed and not any(grond[0] for grond in self.gronden)
            self.redenen.insert(0 if eerst else len(self.redenen), reden)
        self.gronden.append((spoed, uiterlijk, artikel))
        self.hoort_bij(gebied)

    def hoort_bij(self, gebied: str) -> None:
        if gebied not in self.gebieden:
            self.gebieden.append(gebied)

    def zegt_al(self, signaal: Signaal) -> bool:
        """Say whether the rule package refers for the same: an answer of the intake, the same ground."""
        zelfde = any(artikel == signaal.artikel for _, _, artikel in self.gronden)
        return self.uit_regels and signaal.intake is not None and zelfde

    def advies(self, id_: str) -> Verwijsadvies:
        # The ground is that of the last day: another would claim that the law sets it.
        _, uiterlijk, artikel = min(self.gronden, key=lambda grond: (grond[1] or date.max, not grond[2]))
        return Verwijsadvies(
            id_, self.naar, self.organisatie, tuple(self.redenen), artikel,
            any(spoed for spoed, _, _ in self.gronden), uiterlijk, tuple(self.gebieden), self.uit_regels,
        )  # fmt: skip


def verwijsadviezen(
    gegeven: Mapping[str, bool | None],
    intake: Intake,
    wegwijzer: Wegwijzer,
    peildatum: date,
    uit_regels: Iterable[Verwijzing] = (),
) -> tuple[Verwijsadvies, ...]:
    """Return one referral per organisation, with those of the rule package, most urgent first.

    A signal that is known from the intake adds nothing where the package refers on the same ground
    already. What is not known refers nobody.
    """
    bundels = _bundel_regels(uit_regels, wegwijzer)
    for signaal in _aanwezig(gegeven, intake, wegwijzer):
        organisatie = wegwijzer.voor_hulp(signaal.hulp)
        sleutel = organisatie.id if organisatie else f"hulp-{signaal.hulp}"
        naar = organisatie.naam if organisatie else wegwijzer.hulp[signaal.hulp]
        bundel = bundels.setdefault(sleutel, _Bundel(naar, organisatie, uit_regels=False))
        if bundel.zegt_al(signaal):
            bundel.hoort_bij(signaal.leefgebied)
        else:
            uiterlijk = signaal.uiterlijk(peildatum)
            bundel.voeg_toe(signaal.reden, signaal.spoed, uiterlijk, signaal.artikel, signaal.leefgebied)
    adviezen = [bundel.advies(sleutel) for sleutel, bundel in bundels.items()]
    return tuple(sorted(adviezen, key=lambda a: (not a.spoed, a.uiterlijk or date.max)))


def _bundel_regels(uit_regels: Iterable[Verwijzing], wegwijzer: Wegwijzer) -> dict[str, _Bundel]:
    bundels: dict[str, _Bundel] = {}
    for v in uit_regels:
        organisatie = wegwijzer.voor_regel(v.id)
        sleutel = organisatie.id if organisatie else f"regel-{v.id}"
        naar = organisatie.naam if organisatie else v.naar
        gebied = organisatie.leefgebieden[0] if organisatie else wegwijzer.leefgebieden[0].id
        bundel = bundels.setdefault(sleutel, _Bundel(naar, organisatie, uit_regels=True))
        bundel.voeg_toe(v.reden, v.spoed, v.uiterlijk, v.artikel, gebied)
    return bundels


def _aanwezig(
    gegeven: Mapping[str, bool | None], intake: Intake, wegwijzer: Wegwijzer
) -> Iterator[Signaal]:
    for gebied in wegwijzer.leefgebieden:
        for signaal in gebied.signalen:
            if past(signaal, intake) and stand(signaal, gegeven, intake):
                yield signaal


def te_drukken(adviezen: Iterable[Verwijsadvies], document: Mapping[str, Any]) -> tuple[Verwijzing, ...]:
    """Return the referrals that the resident reads: not what is held back, nor what nobody vouches for."""
    aanbod = {advies.id: aangeboden(document, advies.id) for advies in adviezen}
    return tuple(
        advies.als_verwijzing()
        for advies in adviezen
        if aanbod[advies.id] or (aanbod[advies.id] is None and advies.zeker)
    )


# --- the document that a dossier keeps ----------------------------------------------------------------


def signalen_in(document: Mapping[str, Any]) -> dict[str, bool | None]:
    """Return the signals that were asked, by id."""
    return {id_: w for id_, w in document.get("signalen", {}).items() if isinstance(w, bool)}


def aangeboden(document: Mapping[str, Any], advies: str) -> bool | None:
    """Return whether a referral was offered, None when nobody said so."""
    woord = document.get("verwijzingen", {}).get(advies, {}).get("aangeboden")
    return {"ja": True, "nee": False}.get(woord)


def notitie(document: Mapping[str, Any], advies: str) -> str:
    """Return what was written down with a referral."""
    return str(document.get("verwijzingen", {}).get(advies, {}).get("notitie", ""))


def met_signaal(document: Mapping[str, Any], signaal: str, waarde: bool | None) -> dict[str, Any]:
    """Return the document with an answer; None takes it away."""
    signalen = {**document.get("signalen", {}), signaal: waarde}
    return {
        "signalen": {id_: w for id_, w in signalen.items() if w is not None},
        "verwijzingen": dict(document.get("verwijzingen", {})),
    }


def met_aanbod(
    document: Mapping[str, Any], advies: str, aanbod: bool | None, tekst: str, op: date
) -> dict[str, Any]:
    """Return the document with what was done with a referral; nothing said and no note takes it away."""
    verwijzingen = {k: v for k, v in document.get("verwijzingen", {}).items() if k != advies}
    regel = {"aangeboden": "ja" if aanbod else "nee"} if aanbod is not None else {}
    if tekst:
        regel["notitie"] = tekst
    if regel:
        verwijzingen[advies] = {**regel, "op": op.isoformat()}
    return {"signalen": dict(document.get("signalen", {})), "verwijzingen": verwijzingen}


def _haal(doel: Any, pad: str) -> Any:
    for deel in pad.split("."):
        doel = getattr(doel, deel)
    return doel
