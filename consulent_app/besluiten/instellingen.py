"""What the gemeente must say about itself before a letter may be printed: who signs, and more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from consulent_app.besluiten.inrichting import LEEG, Inrichting
from consulent_app.besluiten.instelbestand import ontleed
from consulent_app.besluiten.insteltabel import OP_SLEUTEL, TABEL
from consulent_app.fouten import InvoerFout
from consulent_app.taal.talen import BRONTAAL, TALEN

BESTAND = "instellingen.toml"
#: With two logos in it.
GROOTSTE_BESTAND = 1_000_000


@dataclass(frozen=True)
class Instellingen:
    """The settings that are filled in, by their dotted key, and the logos by whose they are."""

    waarden: Mapping[str, str | int]
    logos: Mapping[str, bytes] = field(default_factory=dict)

    def tekst(self, sleutel: str) -> str:
        """Return a text setting, or an empty text when it is not filled in."""
        return str(self.waarden.get(sleutel, ""))

    def getal(self, sleutel: str, anders: int) -> int:
        """Return a whole number, or `anders` when it is not filled in."""
        return int(self.waarden.get(sleutel, anders))

    @property
    def talen(self) -> tuple[str, ...]:
        """Return the languages in which the gemeente offers the overview; Dutch is always one."""
        gekozen = {code.strip() for code in self.tekst("overzicht.talen").split(",")}
        return tuple(c for c in TALEN if c == BRONTAAL or c in gekozen or gekozen == {""})

    def ontbrekend(self, soort: str) -> tuple[str, ...]:
        """Return the keys that a print needs and that are not filled in, in the table's order."""
        return tuple(i.sleutel for i in TABEL if soort in i.nodig_voor and i.sleutel not in self.waarden)

    def eis(self, soort: str, *, beroep: bool = False) -> None:
        """Raise InvoerFout naming every setting that this print still misses."""
        mist = self.ontbrekend(soort) + (self.ontbrekend("beroep") if beroep else ())
        if mist:
            namen = ", ".join(f"{sleutel} ({OP_SLEUTEL[sleutel].uitleg})" for sleutel in mist)
            raise InvoerFout(
                f"{soort}: dit kan nog niet worden gemaakt, want in de instellingen ontbreekt "
                f"{namen}. Vul dit in op de bladzijde Instellingen, of met --instellingen BESTAND.toml."
            )


def lees_instellingen(pakketmap: Path, eigen: Inrichting | None = None) -> Instellingen:
    """Return the package's settings with what the gemeente set itself on top of them.

    Raises InvoerFout for a file that cannot be read, a key that does not exist or a wrong value.
    """
    van_pakket, eigen = pakketmap / BESTAND, eigen or LEEG
    waarden = dict(_van_pakket(van_pakket, _tekst(van_pakket)).waarden) if van_pakket.is_file() else {}
    waarden.update(eigen.waarden)
    return Instellingen({sleutel: w for sleutel, w in waarden.items() if w != ""}, eigen.logos)


def lees_inrichting(pad: Path) -> Inrichting:
    """Return what a file of settings says; raises InvoerFout as `lees_instellingen`."""
    return ontleed(_tekst(pad), pad.name)


@lru_cache(maxsize=16)
def _van_pakket(pad: Path, tekst: str) -> Inrichting:
    """Return the settings in a text, the same for every letter."""
    return ontleed(tekst, pad.name)


def _tekst(pad: Path) -> str:
    try:
        if pad.stat().st_size > GROOTSTE_BESTAND:
            raise InvoerFout(f"{pad.name} is te groot; kies een bestand met instellingen.")
        return pad.read_text(encoding="utf-8-sig")
    except OSError as fout:
        raise InvoerFout(f"{pad.name} is niet te lezen: controleer of het bestand er is.") from fout
    except UnicodeDecodeError as fout:
        raise InvoerFout(f"{pad.name} is geen UTF-8: sla het bestand op als UTF-8.") from fout
