"""Practise: a store of its own with made-up residents, opened without a password, begun anew at will.

Nothing real comes in and nothing of it goes out: an ordinary login refuses its folder, and it refuses
theirs.
"""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.dossiers import aangemeld, rond_af
from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.behandeling import Afwijsgesprek, Behandeling
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.opslag.oefenmerk import BESTANDSNAAM, MERK, is_oefenmap
from consulent_app.opslag.waarden import Dossier, Medewerker
from consulent_app.paden import resources

if TYPE_CHECKING:
    from consulent_app.regels.pakket import Pakket

NAAM, BEHEERDER, RAADSMAN = "Oefenaar", "Oefenbeheer", "Oefenraadsman"
#: No secret: it opens nothing but what was made up, and the program types it.
WACHTWOORD = "samen leren zonder geheimen"
ECHT = "In de map om te oefenen staan andere gegevens. Zet ze ergens anders neer; er is niets veranderd."
NIET_LEEG = "De map om te oefenen is niet leeg te maken; sluit het andere venster en probeer het opnieuw."


class Oefentoetser(Toetser):
    """Knows only rules of which every print says that it is practice."""

    def pakketten(self) -> list[tuple[str, str]]:
        """Return (id, name) of the packages to practise with."""
        return [(id_, naam) for id_, naam in super().pakketten() if self.pakket(id_).merk == MERK]


def open_oefening(map_: Path, toetser: Toetser) -> Werkplek:
    """Return the store to practise in, made with its residents when it is not there or not whole.

    Raises InvoerFout when something else is in the folder, OmgevingsFout when the disk refuses.
    """
    from consulent_app.opslag.dossierkast import Dossierkast

    keur_map(map_)
    if not _is_klaar(map_):
        _maak(map_, toetser)
    return aangemeld(Dossierkast.open(map_, NAAM, WACHTWOORD))


def begin_opnieuw(map_: Path, toetser: Toetser) -> Werkplek:
    """Throw away what was practised and return the store as it was at first; raises as `open_oefening`."""
    keur_map(map_)
    _leeg(map_)
    return open_oefening(map_, toetser)


def keur_map(map_: Path) -> None:
    """Raise InvoerFout when this folder holds anything but practice."""
    if map_.exists() and any(map_.iterdir()) and not is_oefenmap(map_):
        raise InvoerFout(ECHT)


def dag_van(pakket: Pakket, vandaag: date) -> date:
    """Return the day on which a package is practised: today, as far as it holds then."""
    return min(max(vandaag, pakket.geldig_vanaf), pakket.geldig_tot)


def _is_klaar(map_: Path) -> bool:
    return is_oefenmap(map_) and bool(laad_json(map_ / BESTANDSNAAM).get("klaar"))


def _leeg(map_: Path) -> None:
    try:
        if map_.exists():
            shutil.rmtree(map_)
    except OSError as fout:
        raise OmgevingsFout(NIET_LEEG) from fout


def _maak(map_: Path, toetser: Toetser) -> None:
    """Make all of it; the mark comes first, so that what was broken off is known for what it is."""
    from consulent_app.opslag.dossierkast import Dossierkast
    from consulent_app.opslag.herstelsleutel import nieuw as nieuwe_herstelsleutel
    from consulent_app.opslag.versleuteling import Argon2

    _leeg(map_)
    _merk(map_, klaar=False)
    # A password that stands in the code needs no time to be guessed.
    with Dossierkast.maak(map_, NAAM, WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        # So that nobody is asked for a beheerder; the recovery key of what is made up is not kept.
        kast.accounts.begin_beheer(BEHEERDER, WACHTWOORD, nieuwe_herstelsleutel())
        for nummer, huishouden in enumerate(huishoudens()):
            _speel(partial(Werkplek, kast), nummer, huishouden, toetser)
    _merk(map_, klaar=True)


def _merk(map_: Path, *, klaar: bool) -> None:
    schrijf_alle({BESTANDSNAAM: json.dumps({"klaar": klaar}).encode()}, map_)


def huishoudens() -> list[dict[str, Any]]:
    """Return the made-up households: their story, how far they are, and their answers."""
    gelezen: list[dict[str, Any]] = laad_json(resources() / "oefenen" / "huishoudens.json")
    return gelezen


def _speel(als: partial[Werkplek], nummer: int, huishouden: dict[str, Any], toetser: Toetser) -> None:
    """Have the conversation with one household, and decide or propose when that was done."""
    document, vandaag = huishouden["document"], datetime.now().astimezone().date()
    peildatum = dag_van(toetser.pakket(document["pakket"]), vandaag)
    document |= {"intake_id": f"oefening-{nummer}", "peildatum": peildatum.isoformat()}
    rol = "raadsman" if huishouden["stand"] == "voorstel" else "consulent"
    werkplek = als(Medewerker(NAAM if rol == "consulent" else RAADSMAN, rol))
    dossier = werkplek.nieuw(document)
    if huishouden["stand"] != "gesprek":
        _rond_af(werkplek, dossier, rol, vandaag, toetser)


def _rond_af(werkplek: Werkplek, dossier: Dossier, rol: str, vandaag: date, toetser: Toetser) -> None:
    from consulent_app.acties.brieven import Opdracht, maak_brieven

    gesproken = Afwijsgesprek(vandaag, "balie")
    behandeling = Behandeling(getekend_op=vandaag, afwijsgesprek=gesproken)
    werkplek.bewaar_behandeling(dossier.id, "afwijsgesprek", None, behandeling.als_document())
    opdracht = Opdracht(vandaag, dossier.kenmerk, rol, behandeling=behandeling)
    brieven = maak_brieven(lees_document(dossier.document), toetser, opdracht)
    rond_af(werkplek, dossier.id, brieven, behandeling)
