"""What the store gives back: who works, a dossier, a line of a list, an event, a print, a log line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

STATUSSEN = ("intake", "besloten", "afgesloten")
ROLLEN = ("consulent", "raadsman", "teamleider", "beheerder")
GELUKT, GEWEIGERD, MISLUKT = RESULTATEN = ("gelukt", "geweigerd", "mislukt")


@dataclass(frozen=True, slots=True)
class Medewerker:
    """Who logged in, with one of ROLLEN."""

    naam: str
    rol: str


@dataclass(frozen=True, slots=True)
class Accountregel:
    """One line of the list of accounts; `startwoord` until its owner chose a password.

    `laatst` is the last login that the log knows.
    """

    naam: str
    rol: str
    actief: bool
    startwoord: bool
    laatst: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One household with all its answers; moments are UTC.

    `document` is an `intake/1`, `behandeling` what `besluiten.behandeling` makes of it.
    """

    id: str
    kenmerk: str
    document: dict[str, Any]
    behandeling: dict[str, Any]
    status: str
    aangemaakt: datetime
    gewijzigd: datetime
    #: Of what was decided last: `peildatum`, and the `pakket` with its version and sum. None before.
    getoetst: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Dossierregel:
    """One line of the search list: the applicant's name ('' when unknown) and ISO birth date.

    `merken` are those of `besluiten.merktekens`; `toegewezen` is who takes it on, '' when nobody does.
    """

    id: str
    kenmerk: str
    naam: str
    geboortedatum: str | None
    status: str
    gewijzigd: datetime
    merken: tuple[str, ...] = ()
    toegewezen: str = ""


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """Something that happened to a dossier; `nr` is the order, `tijdstip` is UTC."""

    nr: int
    id: str
    tijdstip: datetime
    soort: str
    inhoud: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stuk:
    """A printed document as it was handed out, with the trace that explains it."""

    id: str
    dossier_id: str
    kenmerk: str
    soort: str
    datum: date
    vastgelegd: datetime
    bestandsnaam: str
    uitkomst: dict[str, Any]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Nieuwstuk:
    """A printed document that is to be kept; what the store adds makes it a Stuk."""

    soort: str
    bestandsnaam: str
    pdf: bytes
    uitkomst: dict[str, Any]
    datum: date


#: What is to be done, and by when.
NieuweTaak = tuple[str, date | None]


@dataclass(frozen=True, slots=True)
class Taak:
    """Something that is still to be done for a dossier, with its applicant's name."""

    id: str
    dossier_id: str
    kenmerk: str
    naam: str
    wat: str
    uiterlijk: date | None
    merken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taakstand:
    """A task with when it was made and done; `klaar_op` is None while it is still open."""

    wat: str
    uiterlijk: date | None
    aangemaakt: datetime
    klaar_op: datetime | None


@dataclass(frozen=True, slots=True)
class Handeling:
    """What somebody did: `object` is mostly the id of a dossier, `oorsprong` a computer and a program."""

    actor: str
    rol: str
    actie: str
    object: str
    resultaat: str
    oorsprong: str
    reden: str


@dataclass(frozen=True, slots=True)
class Logregel:
    """One line of the log; `kenmerk` is that of the dossier it is about, '' when it is about none."""

    nr: int
    tijdstip: datetime
    handeling: Handeling
    kenmerk: str


@dataclass(frozen=True, slots=True)
class Volledig:
    """Everything that is kept of one dossier, and who did what with it."""

    dossier: Dossier
    gebeurtenissen: list[Gebeurtenis]
    stukken: list[Stuk]
    taken: list[Taakstand]
    log: list[Logregel]
