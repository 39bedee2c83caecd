"""Keep no longer than the law asks: the list, destroying, and the certificate on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.bestanden import keur_map, schrijf_alle
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.besluiten.instellingen import Instellingen, lees_instellingen
from consulent_app.besluiten.vernietiging import Vernietiging, eerste_fout
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.pakketkast import Pakketkast

if TYPE_CHECKING:
    from consulent_app.acties.archiefplek import Archiefplek
    from consulent_app.opslag.bewaarlijst import Bewaarregel

NIETS = "Geen dossier hoeft nu of binnen een maand weg."
NOG_NIETS = "Er is nog niets vernietigd."
WEL_VERNIETIGD = (
    "De dossiers zijn vernietigd, maar de verklaring is niet geschreven. {fout} Druk haar daarna opnieuw, "
    "met: consulent bewaren --druk {nummers} --verklaring MAP."
)


@dataclass(frozen=True)
class Opmaak:
    """Where the rule packages are, and what the gemeente set itself by package."""

    regels: Pakketkast
    eigen: Callable[[str], Inrichting]

    def instellingen(self, pakket: str) -> Instellingen:
        """Return the settings of a package with the own ones; none for ''."""
        if not pakket:
            return Instellingen({})
        # A certificate outlives the package of its dossiers.
        er_nog = pakket in self.regels.namen()
        map_ = self.regels.map_van(pakket) if er_nog else self.regels.programma / pakket
        return lees_instellingen(map_, self.eigen(pakket))


def als_tekst(regels: Sequence[Bewaarregel], vandaag: date) -> str:
    """Return the list, one dossier on a line, without names: it may end up in a file."""
    return "\n".join(f"{regel.kenmerk}  {waarom(regel, vandaag)}" for regel in regels) or NIETS


def waarom(regel: Bewaarregel, vandaag: date) -> str:
    """Return kind, term and day of a dossier on the list."""
    bewaring = regel.bewaring
    assert bewaring.einde is not None  # else it would not stand on the list
    wanneer = "moest weg op" if bewaring.verlopen(vandaag) else "moet weg op"
    dag = datum_leesbaar(bewaring.einde)
    return f"{bewaring.naam}, {bewaring.termijn}: {wanneer} {dag}"


def vernietig(archief: Archiefplek, kenmerken: Sequence[str]) -> list[Vernietiging]:
    """Destroy the dossiers with these references, all or none; raises as `kies` and `vernietig` do."""
    return archief.vernietig(archief.kies(kenmerken))


def vernietig_met_verklaring(
    archief: Archiefplek, kenmerken: Sequence[str], naar: Path, opmaak: Opmaak
) -> list[Path]:
    """Destroy, write the certificates in a folder and return their paths.

    Raises OmgevingsFout when nothing can be written there, before anything is destroyed; and, if that
    fails after all, with how the certificate can be had.
    """
    ids = archief.kies(kenmerken)
    keur_reeks(archief)
    keur_map(naar)
    reeks = archief.vernietig(ids)
    try:
        return bewaar_verklaringen(reeks, naar, opmaak)
    except OmgevingsFout as fout:
        nummers = " ".join(verklaring.nummer for verklaring in reeks)
        raise OmgevingsFout(WEL_VERNIETIGD.format(fout=fout, nummers=nummers)) from fout


def zoek_verklaringen(archief: Archiefplek, nummers: Sequence[str]) -> list[Vernietiging]:
    """Return the certificates with these numbers; raises InvoerFout when one of them is not there."""
    per = {verklaring.nummer: verklaring for verklaring in archief.verklaringen()}
    for nummer in nummers:
        if nummer not in per:
            raise InvoerFout(f"Er is geen verklaring {nummer}; kijk het nummer na met --verklaringen.")
    return [per[nummer] for nummer in nummers]


def verklaring_in_een_regel(verklaring: Vernietiging) -> str:
    """Return a certificate as a list shows it."""
    aantal = verklaring.telling.dossiers
    hoeveel = "1 dossier" if aantal == 1 else f"{aantal} dossiers" if aantal else "geen heel dossier"
    return f"{verklaring.nummer} · {datum_leesbaar(verklaring.dag)} · {hoeveel} · {verklaring.grond.naam}"


def verklaringen(reeks: Iterable[Vernietiging], opmaak: Opmaak) -> dict[str, bytes]:
    """Return the certificates as PDFs by their file names, each in the house style of its package."""
    return {_bestandsnaam(v): _druk(v, opmaak) for v in reeks}


def _druk(verklaring: Vernietiging, opmaak: Opmaak) -> bytes:
    from consulent_app.documenten.huisstijl import STANDAARD, in_huisstijl
    from consulent_app.documenten.vernietigingsverklaring import vernietigingsverklaring

    with in_huisstijl(verklaring.pakket or STANDAARD):
        return vernietigingsverklaring(verklaring, opmaak.instellingen(verklaring.pakket))


def bewaar_verklaringen(reeks: Sequence[Vernietiging], map_: Path, opmaak: Opmaak) -> list[Path]:
    """Write the certificates in a folder and return their paths; raises OmgevingsFout."""
    return schrijf_alle(verklaringen(reeks, opmaak), map_)


def keur_reeks(archief: Archiefplek) -> None:
    """Raise OmgevingsFout when a certificate was altered or taken out."""
    fout = eerste_fout(archief.verklaringen())
    if fout is not None:
        raise OmgevingsFout(
            f"De verklaringen van vernietiging kloppen niet meer vanaf nummer {fout}. Vraag de beheerder "
            "dit na te gaan met een reservekopie."
        )


def _bestandsnaam(verklaring: Vernietiging) -> str:
    return f"vernietiging-{verklaring.nummer.replace('/', '-')}.pdf"
