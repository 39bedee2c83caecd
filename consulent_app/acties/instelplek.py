"""What one medewerker does with settings, logos and the social map: change them, take in, give out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.inrichtingen import Inleesbeeld
from consulent_app.acties.rollen import BEHEER, CONSULENT, INRICHTING
from consulent_app.acties.werkwoord import werkwoord
from consulent_app.besluiten.inrichting import Inrichting, Kaartregel, keur, samen
from consulent_app.besluiten.instelbestand import als_tekst, ontleed_van_eerder
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.opslag.waarden import ROLLEN, Medewerker

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast

BEHEERDER_STELT_IN = "De instellingen zijn van de beheerder. Vraag die om de wijziging."
NIETS_EIGENS = "Er is hier nog niets zelf ingevuld; alles komt van de regels. Vul eerst iets in."
WIE = (CONSULENT, *BEHEER)
#: Before they were in the store the settings of a package stood in a file that began so.
VAN_EERDER = "instellingen-"


def _pakket(argumenten: Sequence[Any], _: Any) -> str:
    return str(argumenten[0])


def _sleutel(argumenten: Sequence[Any], _: Any) -> str:
    return str(argumenten[1])


def _logo(argumenten: Sequence[Any], _: Any) -> str:
    return f"logo.{argumenten[1]}"


def _kaart(argumenten: Sequence[Any], _: Any) -> str:
    wat = argumenten[1]
    return f"kaart.{wat.id if isinstance(wat, Kaartregel) else wat}"


def _elk(argumenten: Sequence[Any], _: Any) -> tuple[str, ...]:
    beeld: Inleesbeeld = argumenten[1]
    return tuple(wijziging.sleutel for wijziging in beeld.wijzigingen)


class Instelplek:
    """Of the beheerder, or a consulent until there is one; what is set, everybody's prints use."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        self._kast, self.medewerker = kast, medewerker

    def haal(self, pakket: str) -> Inrichting:
        """Return what is set for the letters of a package."""
        return self._kast.inrichting.haal(pakket)

    @property
    def mag(self) -> bool:
        """Say whether this person may change it."""
        if self.medewerker.rol == CONSULENT:
            return not self._kast.accounts.heeft_beheerder
        return self.medewerker.rol in BEHEER

    @werkwoord("instelling wijzigen", WIE, INRICHTING, _sleutel)
    def zet(self, pakket: str, sleutel: str, getypt: str) -> None:
        """Keep a setting as it was typed; raises InvoerFout with what is wrong with it."""
        self._keur_beheer()
        self._kast.inrichting.voeg_toe(pakket, Inrichting({sleutel: keur(sleutel, getypt)}))

    @werkwoord("logo kiezen", WIE, INRICHTING, _logo)
    def zet_logo(self, pakket: str, organisatie: str, bestand: Path) -> None:
        """Let this picture stand above the letters; raises InvoerFout when it is not fit for that."""
        from consulent_app.documenten.logo import lees_logo

        self._keur_beheer()
        self._kast.inrichting.voeg_toe(pakket, Inrichting(logos={organisatie: lees_logo(bestand)}))

    @werkwoord("logo weghalen", WIE, INRICHTING, _logo)
    def haal_logo_weg(self, pakket: str, organisatie: str) -> None:
        """Let the name stand above the letters again, or the logo of the house style."""
        self._keur_beheer()
        self._kast.inrichting.haal_logo_weg(pakket, organisatie)

    @werkwoord("sociale kaart wijzigen", WIE, INRICHTING, _kaart)
    def zet_kaartregel(self, pakket: str, regel: Kaartregel) -> None:
        """Keep an organisation that was looked at with `fouten_in_kaartregel`."""
        self._keur_beheer()
        self._kast.inrichting.voeg_toe(pakket, Inrichting(kaart={regel.id: regel}))

    @werkwoord("uit de sociale kaart halen", WIE, INRICHTING, _kaart)
    def haal_kaartregel_weg(self, pakket: str, id_: str) -> None:
        """Take an own organisation away; one of the package with the same id stands there again."""
        self._keur_beheer()
        self._kast.inrichting.haal_kaartregel_weg(pakket, id_)

    @werkwoord("instellingen inlezen", WIE, INRICHTING, _elk)
    def neem_in(self, pakket: str, beeld: Inleesbeeld) -> None:
        """Take over all that was shown of a file, or nothing."""
        self._keur_beheer()
        self._kast.inrichting.voeg_toe(pakket, beeld.inrichting)

    @werkwoord("instellingen in een bestand zetten", WIE, INRICHTING, _pakket)
    def schrijf_uit(self, pakket: str, bestand: Path) -> Path:
        """Write all that was set here in one file and return its path; raises InvoerFout without any."""
        self._keur_beheer()
        inrichting = self.haal(pakket)
        if inrichting == Inrichting():
            raise InvoerFout(NIETS_EIGENS)
        return schrijf_alle({bestand.name: als_tekst(inrichting, pakket).encode()}, bestand.parent)[0]

    # --- files of before the store -------------------------------------------------------------------

    def neem_van_eerder_over(self) -> None:
        """Take over, once, the files in which settings stood before; what cannot be read stays there."""
        if self._kast.inrichting.al_overgenomen():
            return
        for pad in self.van_eerder():
            pakket = pad.stem.removeprefix(VAN_EERDER)
            with suppress(InvoerFout, OSError, UnicodeDecodeError):
                gelezen = ontleed_van_eerder(pad.read_text(encoding="utf-8"), pad.name)
                self.neem_over(pakket, gelezen)
                pad.unlink()
        self._kast.inrichting.overgenomen()

    def van_eerder(self) -> list[Path]:
        """Return the files of before that are still there: what is in them does not count."""
        return sorted(self._kast.map.glob(f"{VAN_EERDER}*.toml"))

    @werkwoord("instellingen van eerder overnemen", ROLLEN, INRICHTING, _pakket)
    def neem_over(self, pakket: str, van_eerder: Inrichting) -> None:
        """Put what a file of before said in the store, under what is there already."""
        self._kast.inrichting.voeg_toe(pakket, samen(van_eerder, self.haal(pakket)))

    # -------------------------------------------------------------------------------------------------

    def _keur_beheer(self) -> None:
        if not self.mag:
            raise Geweigerd(BEHEERDER_STELT_IN)
