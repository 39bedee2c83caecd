"""How plain the Dutch is that a resident reads: per package, per file of texts, per letter of an intake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.besluiten.instellingen import BESTAND, lees_inrichting, lees_instellingen
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.lezen import lees_bestand
from consulent_app.huishouden.model import Intake
from consulent_app.paden import resources
from consulent_app.regels.regeling import Regeling
from consulent_app.taal.leesbaarheid import Cijfers, Tekstdeel, Verslag, lees, samen
from consulent_app.taal.leesteksten import uit_bestand, uit_pakket

KOP = ("Tekst", "zinnen", "gemiddeld", "langste", "bevindingen", "aandeel")
ROLLEN = ("consulent", "raadsman")
VERZONNEN = "oefenstad"


def alles(toetser: Toetser) -> list[Verslag]:
    """Return the figures of every package, of every file of texts, and of the letters of each example."""
    voorbeelden = sorted((resources() / "voorbeelden").glob("*.json"))
    return [*pakketten(toetser), *tekstbestanden(), *intakes(voorbeelden, toetser)]


def pakketten(toetser: Toetser) -> list[Verslag]:
    """Return the figures of each package, in which each question and regeling explains its own words."""
    return [
        samen(f"pakket {naam}", [lees(*document) for document in uit_pakket(toetser.pakket(naam))])
        for naam in toetser.kast.namen()
    ]


def tekstbestanden() -> list[Verslag]:
    """Return the figures of each file with sentences of letters and overviews."""
    return [lees(*uit_bestand(pad)) for pad in sorted((resources() / "teksten").rglob("*.toml"))]


def intakes(paden: Sequence[Path], toetser: Toetser) -> list[Verslag]:
    """Return the figures of each print that these intakes ask for."""
    return [
        lees(f"{pad.stem}: {soort}", [Tekstdeel(tekst, soort) for tekst in teksten])
        for pad in paden
        for soort, teksten in _prints(lees_bestand(pad), toetser)
    ]


def _prints(intake: Intake, toetser: Toetser) -> Iterator[tuple[str, list[str]]]:
    """Give every print that this intake asks for, by a consulent and by a raadsman, with its texts."""
    from consulent_app.documenten.schrijf import VOORSTEL, soorten_voor

    regelingen = toetser.pakket(intake.pakket).regelingen
    for rol in ROLLEN:
        zaak = _zaak(intake, toetser, rol)
        for soort in soorten_voor(zaak):
            if rol == "consulent" or soort == VOORSTEL:
                yield soort, _teksten(zaak, regelingen, soort)


def _zaak(intake: Intake, toetser: Toetser, rol: str) -> Afhandeling:
    """Return the dossier with one paper handed in, so that there is a receipt to read too."""
    from consulent_app.documenten.schrijf import OVERZICHT_NL

    opdracht = Opdracht(
        datum=intake.peildatum, kenmerk="Z/1", rol=rol, soorten=(OVERZICHT_NL,),
        eigen=_invulling(intake.pakket, toetser),
    )  # fmt: skip
    zaak = maak_brieven(intake, toetser, opdracht).afhandeling
    return replace(zaak, ingeleverd=zaak.bewijs[:1])


def _invulling(pakket: str, toetser: Toetser) -> Inrichting | None:
    """Return made-up settings for a gemeente that has not said who signs: only the sentences matter."""
    try:
        lees_instellingen(toetser.pakketmap(pakket)).eis("beschikking", beroep=True)
    except InvoerFout:
        return lees_inrichting(toetser.pakketmap(VERZONNEN) / BESTAND)
    return None


def _teksten(zaak: Afhandeling, regelingen: Mapping[str, Regeling], soort: str) -> list[str]:
    from consulent_app.documenten.bouwstenen import meelezen
    from consulent_app.documenten.overzicht import leestekst
    from consulent_app.documenten.schrijf import OVERZICHT_NL, maak_documenten

    if soort == OVERZICHT_NL:
        return leestekst(zaak)
    with meelezen() as teksten:
        maak_documenten(zaak, regelingen, [soort])
    return teksten


def als_tabel(verslagen: Sequence[Verslag], *, met_zinnen: bool = False) -> str:
    """Return a line of figures per document, and under it, when asked for, each sentence that fails."""
    breed = max(len(naam) for naam in (KOP[0], *(v.naam for v in verslagen)))
    regels = [f"{KOP[0]:<{breed}}" + "".join(f"{kop:>13}" for kop in KOP[1:])]
    for verslag in verslagen:
        regels.append(
            f"{verslag.naam:<{breed}}" + "".join(f"{cel:>13}" for cel in _cellen(verslag.cijfers))
        )
        if met_zinnen:
            regels += [f"  {b.soort}: {b.wat} | {b.plek} | {b.zin}" for b in verslag.bevindingen]
    return "\n".join(regels)


def _cellen(cijfers: Cijfers) -> tuple[str, ...]:
    gemiddeld = f"{cijfers.gemiddeld:.1f}".replace(".", ",")
    aandeel = f"{cijfers.aandeel:.0%}"
    return (str(cijfers.zinnen), gemiddeld, str(cijfers.langste), str(cijfers.bevindingen), aandeel)
