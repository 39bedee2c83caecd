"""What people did with a dossier beside the answers: talks, maatwerk, papers, notes, aftercare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from consulent_app.besluiten import merktekens
from consulent_app.besluiten.schuldhulp import GEEN_SCHULDHULP, Schuldhulp
from consulent_app.huishouden.datums import plus_maanden
from consulent_app.huishouden.geld import Geld

Deel = tuple[str, str | None]
"""What it is about: the id of a regeling, and of a person (None is the household)."""

SCHEMA = "behandeling/1"
#: Everybody for whom following a beleidsregel would be out of proportion (Awb 4:84).
MAATWERK_ARTIKEL = "artikel 4:84 van de Algemene wet bestuursrecht"
#: For so long a paper that was handed in is good enough: a choice of our own.
MAANDEN_GELDIG = 12
AL = {"krijgt_al": "krijgt dit al", "aangevraagd": "al aangevraagd"}
NIET_GEVRAAGD = "niet_gevraagd"
MANIEREN = {"balie": "aan de balie", "telefoon": "aan de telefoon", "huisbezoek": "bij u thuis"}
NAZORG = {
    "gekregen": "gekregen",
    "aangevraagd": "aangevraagd",
    "geweigerd": "geweigerd",
    "niets_gedaan": "niets gedaan",
}


@dataclass(frozen=True)
class Maatwerk:
    """A grant that the rules do not give, with the reason that goes into the letter and the log."""

    reden: str
    bedrag: Geld | None = None


@dataclass(frozen=True)
class Afwijsgesprek:
    """The talk in which a refusal was told and what can be done instead.

    `notitie` stays inside; `reactie` is what the resident said, and stands in the letter (Awb 4:7).
    """

    op: date
    manier: str
    notitie: str = ""
    reactie: str = ""


@dataclass(frozen=True)
class Vertegenwoordiger:
    """Who gets the letters instead of the resident: by law (BW 1:441) or by machtiging (Awb 2:1).

    Without `naam` it is known that there is one, but not who: the letter then says only the role.
    """

    rol: str
    naam: str = ""
    adres: tuple[str, ...] = ()


#: To whom decisions go by law (BW 1:381 and 1:441) when nobody said who that is; curatele goes first.
ZONDER_NAAM = {
    merktekens.CURATELE: Vertegenwoordiger("curator"),
    merktekens.BEWIND: Vertegenwoordiger("bewindvoerder"),
}
ROLLEN = ("bewindvoerder", "curator", "mentor", "gemachtigde", "wettelijk vertegenwoordiger")


@dataclass(frozen=True)
class Ingeleverd:
    """A paper that was handed in; `van` is the date on the paper itself."""

    op: date
    van: date | None = None

    def verloopt(self) -> date:
        """Return from which day it is too old to rest a decision on."""
        return plus_maanden(self.van or self.op, MAANDEN_GELDIG)


@dataclass(frozen=True)
class Nazorg:
    """How it went with one decision, as the resident tells at the next contact."""

    uitkomst: str
    op: date


@dataclass(frozen=True)
class Behandeling:
    """All of it for one dossier.

    `al` says of what nothing is decided: the resident gets it or asked for it already, or did not ask.
    """

    notities: Mapping[str, str] = field(default_factory=dict)
    afwijsgesprek: Afwijsgesprek | None = None
    maatwerk: Mapping[Deel, Maatwerk] = field(default_factory=dict)
    ingeleverd: Mapping[str, Ingeleverd] = field(default_factory=dict)
    al: Mapping[Deel, str] = field(default_factory=dict)
    nazorg: Mapping[Deel, Nazorg] = field(default_factory=dict)
    getekend_op: date | None = None
    leefgebieden: Mapping[str, Any] = field(default_factory=dict)
    vertegenwoordiger: Vertegenwoordiger | None = None
    #: The marks that were noted by hand; `merktekens` adds what follows from elsewhere.
    merken: frozenset[str] = frozenset()
    schuldhulp: Schuldhulp = GEEN_SCHULDHULP

    def merktekens(self, bewindvoerder: bool | None) -> tuple[str, ...]:
        """Return the marks of the dossier, with the answer about bewind of the conversation."""
        rol = self.vertegenwoordiger.rol if self.vertegenwoordiger else None
        return merktekens.merken(self.merken, bewindvoerder, rol)

    def aan(self, bewindvoerder: bool | None) -> Vertegenwoordiger | None:
        """Return who gets the letters instead of the resident; without a name when nobody gave one."""
        if self.vertegenwoordiger is not None:
            return self.vertegenwoordiger
        merken = self.merktekens(bewindvoerder)
        return next((wie for merk, wie in ZONDER_NAAM.items() if merk in merken), None)

    def zonder_notities(self) -> Behandeling:
        """Return it without what was written down beside the answers, which stays inside."""
        gesprek = self.afwijsgesprek and replace(self.afwijsgesprek, notitie="")
        leefgebieden = _zonder_notities(self.leefgebieden)
        return replace(self, notities={}, afwijsgesprek=gesprek, leefgebieden=leefgebieden)

    def als_document(self) -> dict[str, Any]:
        """Return it as JSON, without what is empty."""
        gesprek = self.afwijsgesprek
        delen: dict[str, Any] = {
            "notities": dict(self.notities),
            "afwijsgesprek": gesprek
            and {
                "op": gesprek.op.isoformat(),
                "manier": gesprek.manier,
                "notitie": gesprek.notitie,
                "reactie": gesprek.reactie,
            },
            "maatwerk": _per_deel(
                self.maatwerk, lambda m: {"reden": m.reden, "bedrag": m.bedrag and m.bedrag.als_tekst()}
            ),
            "ingeleverd": {
                stuk: {"op": i.op.isoformat(), "van": i.van and i.van.isoformat()}
                for stuk, i in self.ingeleverd.items()
            },
            "al": _per_deel(self.al, lambda soort: {"soort": soort}),
            "nazorg": _per_deel(self.nazorg, lambda n: {"uitkomst": n.uitkomst, "op": n.op.isoformat()}),
            "getekend_op": self.getekend_op and self.getekend_op.isoformat(),
            "leefgebieden": dict(self.leefgebieden),
            "vertegenwoordiger": (v := self.vertegenwoordiger)
            and {"rol": v.rol, "naam": v.naam, "adres": list(v.adres)},
            "merken": sorted(self.merken),
            "schuldhulp": self.schuldhulp.als_document(),
        }
        return {"schema": SCHEMA, **{naam: deel for naam, deel in delen.items() if deel}}

    @classmethod
    def uit_document(cls, document: Mapping[str, Any]) -> Behandeling:
        """Read what `als_document` made; an empty document is a dossier with which nothing was done."""
        g, dag = document.get("afwijsgesprek"), date.fromisoformat
        return cls(
            notities=dict(document.get("notities", {})),
            afwijsgesprek=g
            and Afwijsgesprek(dag(g["op"]), g["manier"], g["notitie"], g.get("reactie", "")),
            maatwerk={
                _deel(m): Maatwerk(m["reden"], m["bedrag"] and Geld.uit_tekst(m["bedrag"]))
                for m in document.get("maatwerk", ())
            },
            ingeleverd={
                stuk: Ingeleverd(dag(i["op"]), i["van"] and dag(i["van"]))
                for stuk, i in document.get("ingeleverd", {}).items()
            },
            al={_deel(a): a["soort"] for a in document.get("al", ())},
            nazorg={_deel(n): Nazorg(n["uitkomst"], dag(n["op"])) for n in document.get("nazorg", ())},
            getekend_op=document.get("getekend_op") and dag(document["getekend_op"]),
            leefgebieden=dict(document.get("leefgebieden", {})),
            vertegenwoordiger=(v := document.get("vertegenwoordiger"))
            and Vertegenwoordiger(v["rol"], v["naam"], tuple(v["adres"])),
            merken=frozenset(document.get("merken", ())),
            schuldhulp=Schuldhulp.uit_document(document.get("schuldhulp", {})),
        )


def _zonder_notities(leefgebieden: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the areas of life without the notes with a referral; one that was offered stays."""
    if "verwijzingen" not in leefgebieden:
        return leefgebieden
    zonder = {
        naar: {naam: waarde for naam, waarde in regel.items() if naam != "notitie"}
        for naar, regel in leefgebieden["verwijzingen"].items()
        if "aangeboden" in regel
    }
    return {**leefgebieden, "verwijzingen": zonder}


def _per_deel(delen: Mapping[Deel, Any], inhoud: Any) -> list[dict[str, Any]]:
    return [{"regeling": r, "persoon": p, **inhoud(waarde)} for (r, p), waarde in delen.items()]


def _deel(rij: Mapping[str, Any]) -> Deel:
    return rij["regeling"], rij["persoon"]


NIETS = Behandeling()


@dataclass(frozen=True)
class Bewijsstuk:
    """A paper on the one list: for which regelingen, what is known of it, and whether it is too old."""

    naam: str
    voor: tuple[str, ...]
    ingeleverd: Ingeleverd | None
    te_oud: bool


def bewijslijst(
    nodig: Iterable[tuple[str, str]], behandeling: Behandeling, vandaag: date
) -> tuple[Bewijsstuk, ...]:
    """Return every paper once; `nodig` gives (paper, name of the regeling) for each that asks for it."""
    per_stuk: dict[str, list[str]] = {stuk: [] for stuk in behandeling.ingeleverd}
    for stuk, regeling in nodig:
        rij = per_stuk.setdefault(stuk, [])
        if regeling not in rij:
            rij.append(regeling)
    return tuple(_bewijsstuk(naam, voor, behandeling, vandaag) for naam, voor in per_stuk.items())


def _bewijsstuk(naam: str, voor: list[str], behandeling: Behandeling, vandaag: date) -> Bewijsstuk:
    gegeven = behandeling.ingeleverd.get(naam)
    return Bewijsstuk(naam, tuple(voor), gegeven, gegeven is not None and vandaag >= gegeven.verloopt())
