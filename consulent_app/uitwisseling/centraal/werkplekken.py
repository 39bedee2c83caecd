"""Who works at the server: workplaces, their public keys, and the keys of the organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consulent_app.uitwisseling.centraal.lijn import Lijn


@dataclass(frozen=True, slots=True)
class Plek:
    """A workplace; `publiek` None before it was coupled, `is_binnen` when it has the organisation's key.

    All that it counted before `geteld_tot` is at the server.
    """

    apparaat: str
    nummer: int
    organisatie: str
    naam: str
    publiek: bytes | None
    is_binnen: bool
    actief: bool
    geteld_tot: date | None


def werkplekken(lijn: Lijn) -> list[Plek]:
    """Return all workplaces of both organisations, by number."""
    kolommen = "apparaat, nummer, organisatie, naam, publiek, is_binnen, actief, geteld_tot"
    return [Plek(*rij) for rij in lijn.vraag(f"SELECT {kolommen} FROM app.werkplek ORDER BY nummer")]


def sleutels(lijn: Lijn) -> dict[str, bytes]:
    """Return the public key of each organisation that has one."""
    rijen = lijn.vraag("SELECT naam, publiek FROM app.organisatie WHERE publiek IS NOT NULL")
    return {naam: bytes(publiek) for naam, publiek in rijen}


def bewijzen(lijn: Lijn) -> dict[str, bytes]:
    """Return by which proof the own organisation confirmed the key of another, by that other."""
    rijen = lijn.vraag("SELECT ander, bewijs FROM app.bevestigd")
    return {ander: bytes(bewijs) for ander, bewijs in rijen}


def bevestig(lijn: Lijn, ander: str, bewijs: bytes) -> bool:
    """Tell the own organisation that the key of another one was compared; only who is in can."""
    return _ja(lijn, "SELECT app.bevestig(%s, %s)", ander, bewijs)


def meld_werkplek(lijn: Lijn, publiek: bytes) -> bool:
    """Tell the public key of this workplace, once; False when it told another before."""
    return _ja(lijn, "SELECT app.meld_werkplek(%s)", publiek)


def publiceer_sleutel(lijn: Lijn, publiek: bytes, zegel: bytes) -> bool:
    """Publish the key of the own organisation, its private half sealed for this workplace itself.

    False when another workplace was first: then that one lets this one in.
    """
    return _ja(lijn, "SELECT app.publiceer_sleutel(%s, %s)", publiek, zegel)


def laat_toe(lijn: Lijn, apparaat: str, zegel: bytes) -> bool:
    """Let a workplace of the own organisation in, with its private key sealed for it; only who is in can.

    False when it is in already, is blocked, or did not tell its key yet.
    """
    return _ja(lijn, "SELECT app.laat_toe(%s, %s)", apparaat, zegel)


def _ja(lijn: Lijn, opdracht: str, *waarden: object) -> bool:
    ja: bool = lijn.vraag(opdracht, waarden)[0][0]
    return ja
