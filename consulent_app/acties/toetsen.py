"""Judge an intake by the rule packages of the program, and by those that were installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from consulent_app.acties.inrichtingen import met_eigen
from consulent_app.besluiten.inrichting import Kaartregel
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.lezen import lees_document
from consulent_app.huishouden.model import Intake
from consulent_app.intake.leefgebieden import Wegwijzer
from consulent_app.intake.lees_leefgebieden import lees_wegwijzer
from consulent_app.paden import gegevensmap, resources
from consulent_app.regels.lees_pakket import lees_pakket, ouder_van
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.pakketkast import INGEPAKT, Pakketkast
from consulent_app.regels.regelingnaam import onbekende_regeling
from consulent_app.regels.toets import toets, vraagtekst
from consulent_app.regels.uitkomst import Oordeel

#: Whom a gemeente itself names for the letters of a package, by id.
Kaart = Callable[[str], Mapping[str, Kaartregel]]


def geen_kaart(_: str) -> Mapping[str, Kaartregel]:
    """Name nobody but those of the packages."""
    return {}


def kast_van(map_: Path | None = None) -> Pakketkast:
    """Return the packages of the program, and those that were installed in a folder of dossiers."""
    return Pakketkast(resources() / "regels", map_ / INGEPAKT if map_ else None)


class Toetser:
    """Knows the rule packages; each is read once, when it is first needed.

    Without a `kast` those of the program. What is installed meanwhile counts from the next Toetser on.
    """

    def __init__(self, kast: Pakketkast | None = None) -> None:
        self.kast = kast or kast_van()
        self._mappen: dict[str, Path] = {}
        self._gelezen: dict[str, Pakket] = {}
        self._wegwijzers: dict[str, Wegwijzer] = {}
        self._eigen_kaart: Kaart = geen_kaart

    def pakketten(self) -> list[tuple[str, str]]:
        """Return (id, name) of the packages by which a household can be judged.

        Those of `geweigerd`, and what builds on them, are left out: with the others one can go on.
        """
        alle = [self.pakket(naam) for naam in self.kast.namen() if not self._mist(naam)]
        return [(pakket.id, pakket.naam) for pakket in alle if pakket.regelingen]

    def geweigerd(self) -> list[str]:
        """Return why packages that were installed here may not be used, a sentence for each."""
        redenen = []
        for naam in self.kast.namen():
            try:
                self.pakketmap(naam)
            except InvoerFout as fout:
                redenen.append(str(fout))
        return redenen

    def _mist(self, naam: str) -> bool:
        map_ = self._waar(naam)
        ouder = ouder_van(map_) if map_ else None
        return map_ is None or (ouder is not None and self._mist(ouder))

    def pakket(self, naam: str) -> Pakket:
        """Return a package; raises InvoerFout when there is none, PakketFout when it is faulty."""
        if naam not in self._gelezen:
            map_ = self.pakketmap(naam)
            ouder = ouder_van(map_)
            self._gelezen[naam] = lees_pakket(map_, self.pakket(ouder) if ouder else None)
        return self._gelezen[naam]

    def pakketmap(self, naam: str) -> Path:
        """Return where a package stands; raises InvoerFout as `Pakketkast.map_van`."""
        if naam not in self._mappen:
            self._mappen[naam] = self.kast.map_van(naam)
        return self._mappen[naam]

    def van_toen(self, kenmerk: Mapping[str, str] | None) -> Toetser | None:
        """Return who judges by the rules of a decision; None when those are not here any more."""
        kast = self.kast.met_versie(kenmerk or {})
        if kast is None:
            return None
        toen = Toetser(kast)
        # Who helps is told as it is now, also by rules of then.
        toen.neem_kaart(self._eigen_kaart)
        return toen

    def neem(self, kast: Pakketkast) -> None:
        """Judge by these packages from now on; when they stand where they stood, nothing is read again."""
        self.kast, waren = kast, self._mappen
        self._mappen = {}
        if any(self._waar(naam) != map_ for naam, map_ in waren.items()):
            self._gelezen.clear()
            self._wegwijzers.clear()

    def neem_kaart(self, eigen: Kaart) -> None:
        """Refer to whom the gemeente itself named, before those of the packages."""
        self._eigen_kaart = eigen
        self._wegwijzers.clear()

    def _waar(self, naam: str) -> Path | None:
        try:
            return self.pakketmap(naam)
        except InvoerFout:
            # Said to whoever needs it: the others go on.
            return None

    def wegwijzer(self, naam: str) -> Wegwijzer:
        """Return the areas of life with the social map of the gemeente of a package, if there is one.

        Raises InvoerFout when there is no such package, PakketFout when the data is faulty.
        """
        if naam not in self._wegwijzers:
            pakket = self.pakket(naam)
            kaart = kaart_van(pakket)
            regels = [regel.id for regel in pakket.verwijsregels]
            van_pakket = lees_wegwijzer(
                resources() / "leefgebieden.toml",
                kaart if kaart.is_file() else None,
                pakket.velden_op_pad,
                regels,
            )
            self._wegwijzers[naam] = met_eigen(van_pakket, self._eigen_kaart(naam))
        return self._wegwijzers[naam]

    def toets(self, document: Mapping[str, Any]) -> Oordeel:
        """Return what the rules say about an intake document; raises InvoerFout at a fault in it."""
        return self.toets_intake(lees_document(document))

    def toets_intake(self, intake: Intake) -> Oordeel:
        """Return what the rules say about an intake."""
        return toets(intake, self.pakket(intake.pakket))

    def vraag(self, document: Mapping[str, Any], pad: str) -> str:
        """Return the question for one answer, in Dutch, with the person's name in it."""
        intake = lees_document(document)
        return vraagtekst(pad, self.pakket(intake.pakket), intake)


def toetser_hier(map_: Path | None = None) -> Toetser:
    """Return who judges by the packages of a folder with dossiers; without one that of this user."""
    return Toetser(kast_van(map_ or gegevensmap()))


def vreemde_toekenningen(intake: Intake, pakket: Pakket) -> list[str]:
    """Say which earlier awards are odd: of a regeling unknown here, or of after the peildatum.

    It is no fault: a household can have had help elsewhere, or by rules of before.
    """
    meldingen = []
    for nummer, toekenning in enumerate(intake.eerder_toegekend or ()):
        plek = f"eerder_toegekend.{nummer}"
        if toekenning.regeling not in pakket.regelingen:
            zin = onbekende_regeling(toekenning.regeling, pakket.regelingen)
            meldingen.append(f"{plek}.regeling: {zin} Deze toekenning telt niet mee.")
        elif toekenning.datum > intake.peildatum:
            meldingen.append(f"{plek}.datum: deze ligt na de peildatum; kijk de datum na.")
    return meldingen


def kaart_van(pakket: Pakket) -> Path:
    """Return where the social map of the gemeente of a package would be."""
    return resources() / "sociale-kaart" / f"{pakket.gemeente.lower().replace(' ', '-') or 'geen'}.toml"


def met_keuze(intake: Intake, pakket: str | None, peildatum: date | None) -> Intake:
    """Return the intake for another package or peildatum, where one is given.

    Raises InvoerFout when somebody is born after the peildatum.
    """
    anders = replace(intake, pakket=pakket or intake.pakket, peildatum=peildatum or intake.peildatum)
    for persoon in anders.personen:
        if persoon.geboortedatum and persoon.geboortedatum.vroegst > anders.peildatum:
            raise InvoerFout(
                f"personen.{persoon.id}.geboortedatum: deze ligt na de peildatum; kies een latere."
            )
    return anders
