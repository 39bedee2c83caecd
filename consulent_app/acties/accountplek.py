"""Who may open this workplace: the verbs of `opslag.accounts`, with who may do them and their lines.

Each is on disk when it returns, and its line comes right after: a key file and a new database key know
no transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from consulent_app.acties.rollen import BEHEER, BESLIST, INRICHTING
from consulent_app.acties.werkwoord import niets, werkwoord
from consulent_app.opslag.waarden import ROLLEN, Accountregel, Medewerker

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast


def _met_rol(argumenten: Sequence[Any], _: Any) -> str:
    naam, rol = argumenten
    return f"{naam} ({rol})"


class Accountplek:
    """The accounts, before one medewerker. No line ever holds a password or a recovery key."""

    def __init__(self, kast: Dossierkast, medewerker: Medewerker) -> None:
        self._kast, self.medewerker = kast, medewerker

    @property
    def heeft_beheerder(self) -> bool:
        """Say whether somebody can add accounts and has a recovery key."""
        return self._kast.accounts.heeft_beheerder

    def keur_beheer(self, naam: str, wachtwoord: str) -> None:
        """Raise InvoerFout when this cannot become the first beheerder."""
        self._kast.accounts.keur_beheer(naam, wachtwoord)

    @werkwoord("beheer beginnen", BESLIST, INRICHTING, los=True)
    def begin_beheer(self, naam: str, wachtwoord: str, sleuteltekst: str) -> None:
        """Make the first beheerder, with the recovery key that somebody has on paper by now."""
        self._kast.accounts.begin_beheer(naam, wachtwoord, sleuteltekst)

    @werkwoord("accounts bekijken", BEHEER, INRICHTING, niets)
    def lijst(self) -> list[Accountregel]:
        """Return every account, by name."""
        return self._kast.accounts.lijst()

    @werkwoord("account toevoegen", BEHEER, INRICHTING, _met_rol, los=True)
    def voeg_toe(self, naam: str, rol: str) -> str:
        """Make an account and return its start password; raises InvoerFout when the name is taken."""
        return self._kast.accounts.voeg_toe(naam, rol)

    @werkwoord("startwachtwoord geven", BEHEER, INRICHTING, los=True)
    def nieuw_startwoord(self, naam: str) -> str:
        """Return a start password that replaces the one that somebody forgot."""
        return self._kast.accounts.nieuw_startwoord(naam)

    @werkwoord("rol wijzigen", BEHEER, INRICHTING, _met_rol, los=True)
    def wijzig_rol(self, naam: str, rol: str) -> None:
        """Give somebody another role, from the next login on."""
        self._kast.accounts.wijzig_rol(naam, rol)

    @werkwoord("account uitzetten", BEHEER, INRICHTING, los=True)
    def schakel_uit(self, naam: str) -> None:
        """Switch an account off."""
        self._kast.accounts.schakel_uit(naam)

    @werkwoord("account aanzetten", BEHEER, INRICHTING, los=True)
    def schakel_in(self, naam: str) -> None:
        """Let somebody in again, with the password of before."""
        self._kast.accounts.schakel_in(naam)

    @werkwoord("herstelsleutel vernieuwen", BEHEER, INRICHTING, niets, los=True)
    def vernieuw_herstelsleutel(self, sleuteltekst: str) -> None:
        """Take another recovery key, which somebody has on paper by now; the one before is worthless."""
        self._kast.accounts.vernieuw_herstelsleutel(sleuteltekst)

    @werkwoord("eigen wachtwoord wijzigen", ROLLEN, INRICHTING, niets, los=True)
    def wijzig_wachtwoord(self, oud: str, nieuw: str) -> None:
        """Change the password of who is logged in, as `Accounts.wijzig_wachtwoord`."""
        self._kast.accounts.wijzig_wachtwoord(oud, nieuw)
