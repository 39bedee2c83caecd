"""Keep no longer than the law asks: the list, destroying, and the certificate on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.besluiten.instellingen import lees_instellingen
from consulent_app.besluiten.vernietiging import Vernietiging, eerste_fout
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.huishouden.datums import datum_leesbaar

if TYPE_CHECKING:
    from consulent_app.acties.archiefplek import Archiefplek
    from consulent_app.opslag.bewaarlijst import Bewaarregel

NIETS = "Geen dossier hoeft nu of binnen een maand weg."


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
    """Destroy the dossiers with these references, all or none.

    Raises InvoerFout when one of them does not stand on the list, or must stay.
    """
    per = {regel.kenmerk: regel.id for regel in archief.aan_de_beurt()}
    for kenmerk in kenmerken:
        if kenmerk not in per:
            raise InvoerFout(f"{kenmerk} staat niet op de lijst; er is niets vernietigd.")
    return archief.vernietig([per[kenmerk] for kenmerk in kenmerken])


def verklaringen(
    reeks: Iterable[Vernietiging], pakketmap: Path, eigen: Path | None = None
) -> dict[str, bytes]:
    """Return the certificates as PDFs by their file names, in the house style of a package."""
    from consulent_app.documenten.huisstijl import in_huisstijl
    from consulent_app.documenten.vernietigingsverklaring import vernietigingsverklaring

    inst = lees_instellingen(pakketmap, eigen)
    with in_huisstijl(pakketmap.name):
        return {_bestandsnaam(v): vernietigingsverklaring(v, inst) for v in reeks}


def bewaar_verklaringen(
    reeks: Sequence[Vernietiging], map_: Path, pakketmap: Path, eigen: Path | None = None
) -> list[Path]:
    """Write the certificates in a folder and return their paths; raises OmgevingsFout."""
    return schrijf_alle(verklaringen(reeks, pakketmap, eigen), map_)


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
