"""What the gemeente and MET say about themselves: settings, logos and who helps, by rule package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.inrichting import Inrichting, Kaartregel
from consulent_app.besluiten.insteltabel import OP_SLEUTEL
from consulent_app.opslag.verbinding import Verbindingen

if TYPE_CHECKING:
    from sqlite_utils import Database


#: In the place of a package: what is about the store itself.
_ZELF = ""


class Instelkast:
    """Verbs on one open store, from any thread; each is one transaction, or part of the open one."""

    def __init__(self, verbindingen: Verbindingen) -> None:
        self._verbindingen = verbindingen

    def haal(self, pakket: str) -> Inrichting:
        """Return what is set for a package."""
        with self._verbindingen.lezen() as database:
            waarden = _paren(database, "SELECT sleutel, waarde FROM instelling WHERE pakket = ?", pakket)
            logos = _paren(database, "SELECT organisatie, beeld FROM logo WHERE pakket = ?", pakket)
            kaart = _paren(
                database, "SELECT id, inhoud FROM kaartregel WHERE pakket = ? ORDER BY id", pakket
            )
        # A key of a newer or older program is left in peace.
        bekend = {s: json.loads(waarden[s]) for s in OP_SLEUTEL if s in waarden}
        return Inrichting(bekend, logos, {id_: _kaartregel(inhoud) for id_, inhoud in kaart.items()})

    def voeg_toe(self, pakket: str, inrichting: Inrichting) -> None:
        """Take over all that this says; the rest stays as it is."""
        with self._verbindingen.schrijven() as database:
            for sleutel, waarde in inrichting.waarden.items():
                _zet(database, "instelling", (pakket, sleutel, json.dumps(waarde, ensure_ascii=False)))
            for organisatie, beeld in inrichting.logos.items():
                _zet(database, "logo", (pakket, organisatie, beeld))
            for id_, regel in inrichting.kaart.items():
                _zet(database, "kaartregel", (pakket, id_, json.dumps(asdict(regel), ensure_ascii=False)))

    def al_overgenomen(self) -> bool:
        """Say whether files of before the store were looked at: later ones may be of anybody."""
        with self._verbindingen.lezen() as database:
            return bool(_paren(database, "SELECT sleutel, waarde FROM instelling WHERE pakket = ?", _ZELF))

    def overgenomen(self) -> None:
        """Put down that files of before the store were looked at."""
        with self._verbindingen.schrijven() as database:
            _zet(database, "instelling", (_ZELF, "van_eerder", "true"))

    def haal_logo_weg(self, pakket: str, organisatie: str) -> None:
        """Let the name, or the logo of the house style, stand above the letters again."""
        with self._verbindingen.schrijven() as database:
            database.execute("DELETE FROM logo WHERE pakket = ? AND organisatie = ?", [pakket, organisatie])

    def haal_kaartregel_weg(self, pakket: str, id_: str) -> None:
        """Take an own organisation away; one of the package of the same id stands there again."""
        with self._verbindingen.schrijven() as database:
            database.execute("DELETE FROM kaartregel WHERE pakket = ? AND id = ?", [pakket, id_])


_OPDRACHTEN = {
    "instelling": "INSERT OR REPLACE INTO instelling (pakket, sleutel, waarde) VALUES (?, ?, ?)",
    "logo": "INSERT OR REPLACE INTO logo (pakket, organisatie, beeld) VALUES (?, ?, ?)",
    "kaartregel": "INSERT OR REPLACE INTO kaartregel (pakket, id, inhoud) VALUES (?, ?, ?)",
}


def _zet(database: Database, tabel: str, rij: tuple[str, str, str | bytes]) -> None:
    database.execute(_OPDRACHTEN[tabel], rij)


def _paren(database: Database, vraag: str, pakket: str) -> Mapping[str, Any]:
    return dict(database.execute(vraag, [pakket]).fetchall())


def _kaartregel(inhoud: str) -> Kaartregel:
    velden: dict[str, Any] = json.loads(inhoud)
    return Kaartregel(**{**velden, "hulp": tuple(velden["hulp"])})
