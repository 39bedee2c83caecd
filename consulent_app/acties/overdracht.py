"""One hand-over file: what changed here for another workplace, or what it brought from there.

Making and reading may be broken off anywhere, also by pulling the plug: the same once more goes on.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.synchroniseren import Meld, Verslag, Voortgang, niemand, verwerk
from consulent_app.besluiten.delen import GEMEENTE, MET
from consulent_app.delen.heeft import NIETS, Heeft, van_allen
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.beurten import Beurt
from consulent_app.opslag.overdrachtrijen import Daar
from consulent_app.paden import SAMENWERKBESTAND
from consulent_app.uitwisseling.overdracht import bestand, inhoud
from consulent_app.uitwisseling.overdracht.bestand import Kop
from consulent_app.uitwisseling.overdracht.inhoud import Ronde, Stand

if TYPE_CHECKING:
    from consulent_app.delen.deling import Deling
    from consulent_app.opslag.dossierkast import Dossierkast
    from consulent_app.opslag.eigen import Eigen, Organisatiesleutel, Werkplekregel

#: So many delingen are kept in one transaction, so that who types need not wait long.
PER_KEER = 100
#: Somebody may work in a dossier just when its turn is given away.
KEREN = 3
NAMEN = {GEMEENTE: "de gemeente", MET: "MET"}

ALLEEN = "Deze werkplek werkt alleen. Begin eerst met samenwerken, of laat deze werkplek toelaten."
NIET_BINNEN = (
    "Deze werkplek heeft de sleutel van haar organisatie nog niet. Laat haar eerst toelaten door een "
    "werkplek die al meedoet."
)
NIET_BEKEND = "Deze ontvanger is hier niet bekend, of is nog niet toegelaten. Kies een andere ontvanger."
KENT_NIET = (
    "Dit bestand komt van {wie}, en die organisatie is hier nog niet bekend. Maak eerst kennis: lees het "
    "bestand van de kennismaking, met het controlegetal."
)
ANDERE_PLEK = (
    "{naam} is voor werkplek {naar} van {wie}; dit is werkplek {hier}. Er is niets van overgenomen. "
    "Lees het daar."
)
ANDERE_ORGANISATIE = "{naam} is voor {wie}. Er is niets van overgenomen. Lees het op een werkplek daarvan."
VAN_HIER = "{naam} is op deze werkplek zelf gemaakt. Lees het op de werkplek waar het voor is."
IN_GEBRUIK = (
    "In een dossier dat u overdraagt wordt op dit moment gewerkt. Er is geen bestand gemaakt. Rond dat af "
    "en probeer het opnieuw."
)
NIET_GESCHREVEN = (
    "Het bestand kon niet worden geschreven in de map {naam}. Er is niets overgedragen. Controleer ruimte "
    "en rechten, of kies een andere map."
)
TERUGGEZET = (
    "{van} kent werk van deze werkplek dat hier niet (meer) is: is hier een reservekopie teruggezet? Maak "
    "een bestand voor {van} en laat daar een bestand terug maken; lees dat hier voor u verder werkt."
)
ZELFDE_NUMMER = "Twee werkplekken hebben nummer {nummer}: {namen}. Meld dit bij de beheerder."


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """For whom a file is: a workplace by name, or every workplace of an organisation."""

    organisatie: str
    werkplek: Werkplekregel | None

    @property
    def nummer(self) -> int:
        """Return the number of the workplace, 0 for all."""
        return self.werkplek.nummer if self.werkplek else 0

    @property
    def naam(self) -> str:
        """Return for whom it is, as a person says it."""
        return self.werkplek.naam if self.werkplek else f"alle werkplekken van {NAMEN[self.organisatie]}"


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """A file: where it is, for whom, how many delingen go with it, and of which dossiers the turn."""

    pad: Path
    naar: Ontvanger
    delingen: int
    beurten: tuple[str, ...]


@dataclass(slots=True)
class Ontvangst(Verslag):
    """What came in, from which workplace, made when; the new proposals and turns, and what to choose in."""

    van: str = ""
    gemaakt: datetime | None = None
    voorstellen: list[str] = field(default_factory=list)
    beurten: list[str] = field(default_factory=list)
    botsingen: list[str] = field(default_factory=list)


def ontvangers(kast: Dossierkast) -> list[Ontvanger]:
    """Return for whom a file can be made, workplaces first."""
    hier, sleutels = kast.delen.eigen, kast.delen.sleutels()
    plekken = [
        Ontvanger(plek.organisatie, plek)
        for plek in kast.delen.werkplekken()
        if plek.toegelaten and plek.actief and plek.organisatie in sleutels
        if hier and plek.apparaat != hier.apparaat
    ]
    return plekken + [Ontvanger(organisatie, None) for organisatie in sleutels]


def wacht_op(kast: Dossierkast, ontvanger: Ontvanger) -> int:
    """Return how many delingen a file for this one would hold; what nobody told yet is not counted."""
    return kast.overdracht.tel_voor(_daar(kast, ontvanger))


def keur_binnen(kast: Dossierkast) -> Eigen:
    """Return this workplace; raises InvoerFout when it works alone, or was not let in yet."""
    hier = _hier(kast)
    sleutel = kast.delen.sleutels().get(hier.organisatie)
    if sleutel is None or sleutel.prive is None:
        raise InvoerFout(NIET_BINNEN)
    return hier


# --- out ---------------------------------------------------------------------------------------------


def maak(
    kast: Dossierkast, naar: Ontvanger, map_: Path, moment: datetime,
    in_gebruik: Container[str] = frozenset(), meld: Meld = niemand,
) -> Gemaakt:  # fmt: skip
    """Write what the receiver lacks, and give it the turns that are for it.

    Those are given when the file is on the disk and before it has its name: of a file that is lost the same
    one can be made again. Raises InvoerFout, or OmgevingsFout when the disk refuses.
    """
    if naar not in ontvangers(kast):
        raise InvoerFout(NIET_BEKEND)
    keur_binnen(kast)
    for _ in range(KEREN):
        te_vertellen = kast.delen.stand().te_vertellen
        for nummer, _dossier in enumerate(kast.delen.leg_vast(), 1):
            meld(Voortgang("wijzigingen klaarzetten", nummer, te_vertellen))
        rondes = _te_geven(kast, naar, in_gebruik)
        with _ernaast(map_) as los:
            aantal = _schrijf(kast, naar, rondes, los, moment, meld)
            if kast.overdracht.geef(rondes):
                pad = _geef_naam(los, map_, _bestandsnaam(kast, naar, moment))
                return Gemaakt(pad, naar, aantal, tuple(ronde.dossier for ronde in rondes))
    raise OmgevingsFout(IN_GEBRUIK)


def _te_geven(kast: Dossierkast, naar: Ontvanger, in_gebruik: Container[str]) -> list[Beurt]:
    if naar.werkplek is None:
        return []
    rondes = kast.overdracht.te_geven(naar.werkplek.apparaat)
    return [ronde for ronde in rondes if ronde.dossier not in in_gebruik]


def _schrijf(
    kast: Dossierkast, naar: Ontvanger, rondes: Sequence[Beurt], los: Path, moment: datetime, meld: Meld
) -> int:
    hier, sleutels = _hier(kast), kast.delen.sleutels()
    kop = Kop(hier.nummer, hier.organisatie, naar.nummer, naar.organisatie, moment)
    publiek = naar.werkplek.publiek if naar.werkplek else sleutels[naar.organisatie].publiek
    prive, daar = _prive(sleutels[hier.organisatie]), _daar(kast, naar)
    totaal = kast.overdracht.tel_voor(daar)
    delingen = _gemeld(kast.overdracht.voor(daar, naar.organisatie), totaal, meld)
    with los.open("wb") as uit:
        with bestand.geschreven(uit, kop, prive, publiek) as schrijver:
            aantal = inhoud.schrijf(schrijver, _stand(kast, hier, rondes), delingen)
        uit.flush()
        os.fsync(uit.fileno())
    return aantal


def _stand(kast: Dossierkast, hier: Eigen, rondes: Sequence[Beurt]) -> Stand:
    bekend = [*kast.delen.beurten(), *rondes]
    return Stand(
        hier.apparaat,
        hier.hash,
        kast.overdracht.heeft(),
        tuple(kast.delen.werkplekken()),
        tuple(Ronde(beurt.dossier, beurt.ronde, beurt.apparaat) for beurt in bekend),
        tuple(kast.overdracht.gevraagd(hier.apparaat)),
    )


def _gemeld(delingen: Iterator[Deling], totaal: int, meld: Meld) -> Iterator[Deling]:
    for nummer, deling in enumerate(delingen, 1):
        if nummer % PER_KEER == 0:
            meld(Voortgang("bestand schrijven", nummer, totaal))
        yield deling


def _daar(kast: Dossierkast, naar: Ontvanger) -> Heeft:
    """Return what the receiver said that it has; of an organisation what all of its workplaces said."""
    bekend = kast.overdracht.daar()
    if naar.werkplek is not None:
        stand = bekend.get(naar.werkplek.apparaat)
        return stand.heeft if stand else NIETS
    hier = _hier(kast).apparaat
    apparaten = [
        plek.apparaat
        for plek in kast.delen.werkplekken()
        if plek.organisatie == naar.organisatie and plek.apparaat != hier
    ]
    if any(apparaat not in bekend for apparaat in apparaten):
        return NIETS
    return van_allen([bekend[apparaat].heeft for apparaat in apparaten])


def _bestandsnaam(kast: Dossierkast, naar: Ontvanger, moment: datetime) -> str:
    wie = f"{naar.nummer:02d}" if naar.werkplek else naar.organisatie
    wanneer = f"{moment.astimezone():%Y%m%d-%H%M}"
    return f"overdracht-{_hier(kast).nummer:02d}-naar-{wie}-{wanneer}{SAMENWERKBESTAND}"


@contextmanager
def _ernaast(map_: Path) -> Iterator[Path]:
    """Give a place for a file that has no name yet; without a name it is gone after the block."""
    try:
        map_.mkdir(parents=True, exist_ok=True)
        nummer, naam = tempfile.mkstemp(dir=map_, prefix=".bezig-")
        os.close(nummer)
        try:
            yield Path(naam)
        finally:
            Path(naam).unlink(missing_ok=True)
    except OSError as fout:
        raise OmgevingsFout(NIET_GESCHREVEN.format(naam=map_.name)) from fout


def _geef_naam(los: Path, map_: Path, naam: str) -> Path:
    """Give it its name; another one of this minute stays."""
    vast, keer = map_ / naam, 1
    while vast.exists():
        keer += 1
        vast = (map_ / naam).with_stem(f"{Path(naam).stem}-{keer}")
    los.replace(vast)
    return vast


# --- in ----------------------------------------------------------------------------------------------


def lees(
    kast: Dossierkast, pad: Path, in_gebruik: Container[str] = frozenset(), meld: Meld = niemand
) -> Ontvangst:
    """Take in what a file brings, once it is seen to be whole.

    A second time, or older than what is there, it changes nothing. A dossier in `in_gebruik` takes it in
    later. Raises InvoerFout when it is not for here, no file of another workplace, or damaged;
    OmgevingsFout when it is of a newer program, or the disk refuses.
    """
    meld(Voortgang("bestand nakijken"))
    kop = bestand.lees_kop(pad)
    prive, publiek = _sleutels_voor(kast, kop, pad.name)
    with bestand.gelezen(pad, prive, publiek) as lezer:
        stand = inhoud.lees_stand(lezer, pad.name)
        aantal = sum(1 for _ in inhoud.lees_delingen(lezer, pad.name))
    if stand.apparaat == _hier(kast).apparaat:
        raise InvoerFout(VAN_HIER.format(naam=pad.name))
    verslag = Ontvangst(gemaakt=kop.gemaakt)
    _ken(kast, stand, verslag, kop.van_organisatie)
    if stand.heeft.tot.get(_hier(kast).apparaat, 0) > _hier(kast).nr:
        verslag.afwijkingen.append(TERUGGEZET.format(van=verslag.van))
    with bestand.gelezen(pad, prive, publiek) as lezer:
        inhoud.lees_stand(lezer, pad.name)
        _ontvang(kast, inhoud.lees_delingen(lezer, pad.name), aantal, verslag, meld)
    rondes = [Beurt(ronde.dossier, ronde.ronde, ronde.apparaat) for ronde in stand.rondes]
    verslag.beurten = kast.overdracht.rond_af(
        stand.apparaat, stand.hash, Daar(kop.gemaakt, stand.heeft), rondes, stand.gevraagd,
        van=kop.van_organisatie,
    )  # fmt: skip
    nieuws = kast.delen.dossiers_te_verwerken()
    verwerk(kast, verslag, in_gebruik, meld)
    _vertel(kast, verslag, nieuws)
    return verslag


def _sleutels_voor(kast: Dossierkast, kop: Kop, naam: str) -> tuple[bytes, bytes]:
    """Return the key that it is for, and that of the organisation that it comes from."""
    hier, sleutels = keur_binnen(kast), kast.delen.sleutels()
    if kop.organisatie != hier.organisatie:
        raise InvoerFout(ANDERE_ORGANISATIE.format(naam=naam, wie=NAMEN[kop.organisatie]))
    if kop.naar not in (0, hier.nummer):
        wie = NAMEN[kop.organisatie]
        raise InvoerFout(ANDERE_PLEK.format(naam=naam, naar=kop.naar, wie=wie, hier=hier.nummer))
    if kop.van_organisatie not in sleutels:
        raise InvoerFout(KENT_NIET.format(wie=NAMEN[kop.van_organisatie]))
    prive = hier.prive if kop.naar else _prive(sleutels[hier.organisatie])
    return prive, sleutels[kop.van_organisatie].publiek


def _ken(kast: Dossierkast, stand: Stand, verslag: Ontvangst, van: str) -> None:
    """Know the workplaces that a file names: the other organisation names its own alone."""
    geblokkeerd = {plek.apparaat for plek in kast.delen.werkplekken() if not plek.actief}
    kast.delen.ken(
        replace(plek, actief=plek.actief and plek.apparaat not in geblokkeerd)
        for plek in stand.werkplekken
        if van in (_hier(kast).organisatie, plek.organisatie)
    )
    namen: dict[int, list[str]] = {}
    for plek in kast.delen.werkplekken():
        namen.setdefault(plek.nummer, []).append(plek.naam)
        if plek.apparaat == stand.apparaat:
            verslag.van = plek.naam
    verslag.afwijkingen += [
        ZELFDE_NUMMER.format(nummer=nummer, namen=" en ".join(wie))
        for nummer, wie in namen.items()
        if len(wie) > 1
    ]


def _ontvang(
    kast: Dossierkast, delingen: Iterator[Deling], aantal: int, verslag: Ontvangst, meld: Meld
) -> None:
    hier, deel = _hier(kast).apparaat, list[Any]()
    eigen: list[Deling] = []
    for nummer, deling in enumerate(delingen, 1):
        (eigen if deling.apparaat == hier else deel).append(deling)
        if len(deel) >= PER_KEER or nummer == aantal:
            verslag.afwijkingen += kast.delen.ontvang(deel)
            verslag.ontvangen += len(deel)
            deel.clear()
            meld(Voortgang("overnemen", nummer, aantal))
    verslag.ontvangen += kast.overdracht.neem_eigen_over(eigen)


def _vertel(kast: Dossierkast, verslag: Ontvangst, nieuws: Iterable[str]) -> None:
    """Say of what came in where somebody has to decide, or to choose."""
    voorstellen = {regel.id for regel in kast.voorstellen(-1, _hier(kast).organisatie)}
    verslag.voorstellen = [id_ for id_ in verslag.bijgewerkt if id_ in voorstellen]
    # Also where what stood here already goes on to stand, as it was the latest.
    gezien = [id_ for id_ in nieuws if id_ not in verslag.wacht]
    verslag.botsingen = [id_ for id_ in gezien if kast.delen.botsingen(id_)]


def _hier(kast: Dossierkast) -> Eigen:
    hier = kast.delen.eigen
    if hier is None:
        raise InvoerFout(ALLEEN)
    return hier


def _prive(sleutel: Organisatiesleutel) -> bytes:
    assert sleutel.prive is not None
    return sleutel.prive
