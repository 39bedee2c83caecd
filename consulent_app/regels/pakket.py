"""A rule package as it is used: parameters at a date, derived figures, regelingen, ready to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.boom import Knoop, bladeren, hangt_van_persoon_af
from consulent_app.regels.plek import Regelnummers
from consulent_app.regels.regeling import Regeling, Verwijsregel
from consulent_app.regels.reken import Maker, Rekenaar
from consulent_app.regels.typen import Type
from consulent_app.regels.velden import Sectie, Veld
from consulent_app.regels.waarde import LEEG, onbekend

ZEKERHEDEN = ("gezien", "gezien_elders", "afgeleid", "te_bevestigen", "voorbeeld", "verzonnen")


@dataclass(frozen=True)
class Datering:
    """A value from a date on, with its source and certainty; `waarde` None is 'nog invullen'.

    The value is in stored units (cents, thousandths of a percent, 0/1, months) or rows of those.
    """

    vanaf: date
    waarde: Any
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Parameter:
    """A dated figure. `vraag` is what the gemeente must answer when the figure is open or doubtful."""

    naam: str
    type: Type
    banden: Type | None
    omschrijving: str
    vraag: str
    dateringen: tuple[Datering, ...]
    pakket: str
    plek: str

    def op(self, peildatum: date) -> Datering | None:
        """Return what holds on this date, None when the date lies before the first figure."""
        geldend = [d for d in self.dateringen if d.vanaf <= peildatum]
        return geldend[-1] if geldend else None

    def met(self, nieuw: Iterable[Datering]) -> Parameter:
        """Return this figure with other values from their dates on; one of the same date is replaced."""
        per_dag = {d.vanaf: d for d in (*self.dateringen, *nieuw)}
        return replace(self, dateringen=tuple(per_dag[dag] for dag in sorted(per_dag)))

    def waarde_op(self, peildatum: date) -> Any:
        """Return the value at this date as the engine uses it; an open or absent figure is unknown."""
        datering = self.op(peildatum)
        if datering is None or datering.waarde is None:
            return onbekend(self.type.soort, frozenset({f"@{self.naam}"}))
        if self.banden is not None:
            return [(vanaf, (waarde, waarde, LEEG)) for vanaf, waarde in datering.waarde]
        return datering.waarde, datering.waarde, LEEG


@dataclass(frozen=True)
class Afgeleid:
    """A figure that follows from the answers, with its own formula and article."""

    naam: str
    niveau: str
    omschrijving: str
    artikel: str
    formule: Knoop
    tekst: str
    adres: str


@dataclass(frozen=True)
class Gedeeld:
    """A condition as it stands in a file, to be read in each regeling that names it."""

    tabel: dict[str, Any]
    pakket: str
    bestand: str
    regels: Regelnummers
    nummer: int


@dataclass
class Pakket:
    """A checked rule package with its parent's parts inside it. Made by `lees_pakket` only."""

    id: str
    naam: str
    gemeente: str
    versie: str
    merk: str
    gecontroleerd_door: str
    geldig_vanaf: date
    geldig_tot: date
    ouder: str | None
    sha256: str
    secties: tuple[Sectie, ...]
    velden: Mapping[str, Veld]
    parameters: Mapping[str, Parameter]
    afgeleid: Mapping[str, Afgeleid]
    regelingen: Mapping[str, Regeling]
    verwijsregels: tuple[Verwijsregel, ...]
    gedeeld: Mapping[str, Gedeeld]
    open_vragen: tuple[str, ...]
    _rekenaars: dict[int, Rekenaar] = field(default_factory=dict, repr=False)
    _bladeren: dict[int, list[Knoop]] = field(default_factory=dict, repr=False)
    _op_datum: dict[date, Mapping[str, Any]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        afgeleid: dict[str, Rekenaar] = {}
        self._maker = Maker(self.velden, afgeleid)
        for naam, figuur in self.afgeleid.items():
            afgeleid[naam] = self.rekenaar(figuur.formule)

    def rekenaar(self, knoop: Knoop) -> Rekenaar:
        """Return the function that computes a node of this package; made once.

        Remembered by identity: a tree is hashed from leaf to root, which would cost more than it saves.
        """
        gevonden = self._rekenaars.get(id(knoop))
        if gevonden is None:
            gevonden = self._rekenaars[id(knoop)] = self._maker.maak(knoop)
        return gevonden

    def bladeren(self, knoop: Knoop) -> list[Knoop]:
        """Return what a node of this package names; looked up once, like `rekenaar`."""
        gevonden = self._bladeren.get(id(knoop))
        if gevonden is None:
            gevonden = self._bladeren[id(knoop)] = bladeren(knoop)
        return gevonden

    @cached_property
    def voor_iedereen(self) -> frozenset[int]:
        """Return the identities of the conditions that come out the same for every person."""
        return frozenset(
            id(voorwaarde.als)
            for regeling in self.regelingen.values()
            for voorwaarde in regeling.voorwaarden
            if not hangt_van_persoon_af(voorwaarde.als)
        )

    @cached_property
    def velden_op_pad(self) -> Mapping[str, Veld]:
        """Return the fields by their path in the intake."""
        return {veld.pad: veld for veld in self.velden.values()}

    def parameters_op(self, peildatum: date) -> Mapping[str, Any]:
        """Return all parameter values at a date; raises InvoerFout outside the package's validity."""
        if peildatum not in self._op_datum:
            self._controleer_datum(peildatum)
            self._op_datum[peildatum] = {
                naam: parameter.waarde_op(peildatum) for naam, parameter in self.parameters.items()
            }
        return self._op_datum[peildatum]

    def _controleer_datum(self, peildatum: date) -> None:
        if not self.geldig_vanaf <= peildatum <= self.geldig_tot:
            raise InvoerFout(
                f"peildatum: {datum_leesbaar(peildatum)} valt buiten het pakket {self.id}, dat geldt van "
                f"{datum_leesbaar(self.geldig_vanaf)} tot en met {datum_leesbaar(self.geldig_tot)}."
            )

    def zonder_landelijk(self) -> Pakket:
        """Return this package without the regelingen of the state, which are only an indication."""
        eigen = {naam: r for naam, r in self.regelingen.items() if r.door != "rijk"}
        return replace(self, regelingen=eigen)

    def met_bedragen(self, nieuw: Mapping[str, Iterable[Datering]], tot: date) -> Pakket:
        """Return this package with other values from their dates on, valid at least until a day."""
        parameters = {
            naam: self.parameters[naam].met(dateringen)
            for naam, dateringen in nieuw.items()
            if naam in self.parameters
        }
        # What was looked up by date is of the figures of before.
        return replace(
            self, parameters={**self.parameters, **parameters}, geldig_tot=max(self.geldig_tot, tot),
            _op_datum={},
        )  # fmt: skip

    @property
    def kenmerk(self) -> dict[str, str]:
        """Return id, version and hash, as they go into every outcome."""
        return {"id": self.id, "versie": self.versie, "sha256": self.sha256}
