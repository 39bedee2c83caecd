"""Check and compare rule packages, list what the gemeente must still supply, and what a package can ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from consulent_app.acties import leefgebieden
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.instellingen import lees_instellingen
from consulent_app.besluiten.insteltabel import TABEL
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels import verschil
from consulent_app.regels.lees_pakket import lees_pakket, ouder_van, pakketnamen
from consulent_app.regels.pakket import Datering, Pakket, Parameter
from consulent_app.regels.plek import PakketFout, Regelfout
from consulent_app.regels.wijziging import Verschil


def controleer(waar: str | None, toetser: Toetser) -> list[Regelfout]:
    """Return every fault in the packages: all that ship, one of them by id, or those of a folder.

    When all that ship are right, the areas of life and the social maps come with them.
    Raises InvoerFout when there is no package to check.
    """
    mappen = _mappen(waar, toetser)
    fouten: list[Regelfout] = []
    for map_ in mappen:
        try:
            _lees_los(map_, toetser)
        except PakketFout as fout:
            fouten += [f for f in fout.fouten if f not in fouten]
    return leefgebieden.controleer(toetser) if waar is None and not fouten else fouten


def _mappen(waar: str | None, toetser: Toetser) -> list[Path]:
    if waar is None:
        return [toetser.pakketmap(naam) for naam in toetser.kast.namen()]
    pad = Path(waar)
    if (pad / "pakket.toml").is_file():
        return [pad.resolve()]
    if pad.is_dir() and pakketnamen(pad):
        return [pad.resolve() / naam for naam in pakketnamen(pad)]
    if waar in toetser.kast.namen():
        return [toetser.pakketmap(waar)]
    raise InvoerFout(f"{waar}: hier staat geen regelpakket (pakket.toml); geef de map van een pakket.")


def _lees_los(map_: Path, toetser: Toetser) -> Pakket:
    for naam in toetser.kast.namen():
        if map_ == toetser.pakketmap(naam):
            return toetser.pakket(naam)
    ouder = ouder_van(map_)
    if ouder is None:
        return lees_pakket(map_)
    naast = map_.parent / ouder
    return lees_pakket(map_, _lees_los(naast, toetser) if naast.is_dir() else toetser.pakket(ouder))


def vergelijk(oud: str, nieuw: str, toetser: Toetser) -> Verschil:
    """Return what one package says differently from another, each given by id or folder.

    Raises InvoerFout when there is no package, PakketFout when one of them is faulty.
    """
    return verschil.vergelijk(lees_een(oud, toetser), lees_een(nieuw, toetser))


def lees_een(waar: str, toetser: Toetser) -> Pakket:
    """Return a package by id or folder; raises InvoerFout when there is none, PakketFout if faulty."""
    mappen = _mappen(waar, toetser)
    if len(mappen) != 1:
        namen = ", ".join(map_.name for map_ in mappen)
        raise InvoerFout(f"{waar}: hier staan meer pakketten ({namen}); geef de map van één pakket.")
    return _lees_los(mappen[0], toetser)


def open_punten(pakket: Pakket, map_: Path, op: date) -> list[str]:
    """Return, in plain Dutch, all that the gemeente must still supply or confirm on this date.

    Figures that are missing come first, then what must be confirmed, other questions, settings.
    """
    leeg, twijfel = [], []
    for parameter in pakket.parameters.values():
        datering = parameter.op(max(op, pakket.geldig_vanaf))
        if datering is None or datering.waarde is None:
            leeg.append(f"Nog invullen: {_vraag(parameter)} ({parameter.naam})")
        elif datering.zekerheid == "te_bevestigen":
            twijfel.append(f"Bevestigen: {_vraag(parameter)} {_nu(parameter, datering)}")
    instellingen = lees_instellingen(map_)
    nodig = [
        f"Instelling: {regel.uitleg} ({regel.sleutel})"
        for regel in TABEL
        if regel.nodig_voor and regel.sleutel not in instellingen.waarden
    ]
    vragen = [f"Vraag: {vraag}" for vraag in pakket.open_vragen]
    return [*leeg, *twijfel, *vragen, *nodig]


def _vraag(parameter: Parameter) -> str:
    return parameter.vraag or f"{parameter.omschrijving}?"


def _nu(parameter: Parameter, datering: Datering) -> str:
    return f"({parameter.naam}, vanaf {datum_leesbaar(datering.vanaf)}; bron: {datering.bron})"


def vragenlijst(pakket: Pakket) -> dict[str, Any]:
    """Return all fields that a package can ask for, in the order of the conversation."""
    return {
        "pakket": pakket.kenmerk,
        "secties": [{"id": sectie.id, "naam": sectie.naam} for sectie in pakket.secties],
        "vragen": [
            {
                "veld": veld.pad,
                "sectie": veld.sectie,
                "soort": veld.soort,
                "vraag": veld.vraag,
                "uitleg": veld.uitleg,
                "opties": dict(veld.opties),
                "rollen": list(veld.rollen),
            }
            for veld in pakket.velden.values()
        ],
    }
