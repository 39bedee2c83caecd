"""What an organisation set itself on top of a rule package: settings, logos, and who helps there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields

from consulent_app.besluiten import instelkeuring as mag
from consulent_app.besluiten.delen import GEMEENTE, MET
from consulent_app.besluiten.instelkeuring import Controle
from consulent_app.besluiten.insteltabel import OP_SLEUTEL, TABEL
from consulent_app.fouten import InvoerFout

#: Whose logo it is, as a letter names the sender.
LOGO_VAN = {GEMEENTE: "het logo van de gemeente", MET: "het logo van wie de bewoner helpt"}
_SOORTEN: dict[type, str] = {str: "tekst tussen aanhalingstekens", int: "een heel getal"}


@dataclass(frozen=True)
class Kaartregel:
    """An organisation of the social map as the gemeente wrote it; '' is what there is not.

    One with the `id` of an organisation of the package stands in its place.
    """

    id: str
    naam: str
    wat: str
    hulp: tuple[str, ...]
    telefoon: str = ""
    adres: str = ""
    openingstijden: str = ""
    website: str = ""


KAARTVELDEN: Mapping[str, tuple[str, Controle]] = {
    "naam": ("Naam", mag.tekst(mag.KORT)),
    "wat": ("Wat zij doen, in een zin voor de inwoner", mag.tekst()),
    "telefoon": ("Telefoon", mag.telefoon),
    "adres": ("Adres", mag.tekst()),
    "openingstijden": ("Openingstijden", mag.tekst()),
    "website": ("Website", mag.webadres),
}


@dataclass(frozen=True)
class Inrichting:
    """Settings by their key, logos (PNG) by organisation, own organisations by id."""

    waarden: Mapping[str, str | int] = field(default_factory=dict)
    logos: Mapping[str, bytes] = field(default_factory=dict)
    kaart: Mapping[str, Kaartregel] = field(default_factory=dict)


LEEG = Inrichting()


@dataclass(frozen=True)
class Wijziging:
    """One thing that would be other: its key, what it is, what stands there now and what would."""

    sleutel: str
    wat: str
    nu: str
    wordt: str


def keur(sleutel: str, getypt: str) -> str | int:
    """Return a typed setting as it is kept, '' for nothing; raises InvoerFout with what is wrong."""
    regel, waarde = OP_SLEUTEL[sleutel], " ".join(getypt.split())
    if waarde and (fout := regel.controle(waarde)):
        raise InvoerFout(fout)
    return int(waarde) if waarde and regel.soort is int else waarde


def keur_soort(sleutel: str, ruw: object) -> str | int:
    """Return a value of a file when it is of the right kind; raises InvoerFout with which that is."""
    soort = OP_SLEUTEL[sleutel].soort
    if not isinstance(ruw, str | int) or isinstance(ruw, bool) or not isinstance(ruw, soort):
        raise InvoerFout(f"moet {_SOORTEN[soort]} zijn.")
    return ruw


def fouten_in_kaartregel(regel: Kaartregel, hulp: Mapping[str, str]) -> dict[str, str]:
    """Return by field what is wrong with an organisation; `hulp` are the kinds of help that there are."""
    fouten = {}
    for naam, (_, controle) in KAARTVELDEN.items():
        waarde = getattr(regel, naam)
        if waarde and (fout := controle(waarde)):
            fouten[naam] = fout
    for naam in ("naam", "wat"):
        if not getattr(regel, naam):
            fouten[naam] = "Vul dit in: het staat op het overzicht van de inwoner."
    if not regel.hulp or set(regel.hulp) - set(hulp):
        fouten["hulp"] = "Kies ten minste één soort hulp."
    return fouten


def verschillen(nu: Inrichting, nieuw: Inrichting) -> list[Wijziging]:
    """Return what would change if all that is in `nieuw` were taken over; the rest stays as it is."""
    return [w for w in _alle(nu, nieuw) if w.nu != w.wordt]


def _alle(nu: Inrichting, nieuw: Inrichting) -> Iterator[Wijziging]:
    for regel in TABEL:
        if (waarde := nieuw.waarden.get(regel.sleutel)) is not None:
            yield Wijziging(
                regel.sleutel, regel.uitleg, str(nu.waarden.get(regel.sleutel, "")), str(waarde)
            )
    for van, beeld in nieuw.logos.items():
        was, wordt = nu.logos.get(van), "dat uit het bestand"
        oud = wordt if was == beeld else "een ander logo" if was else ""
        yield Wijziging(f"logo.{van}", LOGO_VAN[van], oud, wordt)
    for id_, kaartregel in nieuw.kaart.items():
        had = nu.kaart.get(id_)
        wat = f"sociale kaart: {kaartregel.naam}"
        yield Wijziging(f"kaart.{id_}", wat, in_woorden(had) if had else "", in_woorden(kaartregel))


def in_woorden(regel: Kaartregel) -> str:
    """Return all that is said of an organisation, on one line."""
    delen = (", ".join(w) if isinstance(w, tuple) else w for w in asdict(regel).values())
    return " · ".join(deel for deel in delen if deel)


def samen(nu: Inrichting, erop: Inrichting) -> Inrichting:
    """Return both, where what lies on top goes before."""
    delen = {f.name: {**getattr(nu, f.name), **getattr(erop, f.name)} for f in fields(Inrichting)}
    return Inrichting(**delen)
