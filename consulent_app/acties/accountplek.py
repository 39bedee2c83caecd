"""Who may open this workplace: the verbs of `opslag.accounts`, with who may do them and their lines.

Each is on disk when it returns, and its line comes right after: a key file and a new database key know
no transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from consulent_app.acties.rollen import BEHEER, BESLIST, CONTROLE, INRICHTING
from consulent_app.acties.werkwoord import niets, oorsprong, werkwoord
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.waarden import MISLUKT, ROLLEN, Accountregel, Handeling, Logregel, Medewerker

if TYPE_CHECKING:
    from consulent_app.opslag.dossierkast import Dossierkast

SLEUTELACTIE = "databasesleutel vernieuwen"
SLEUTEL_VOLGT = (
    "De wijziging geldt. Alleen de database heeft nog de sleutel van daarvoor: de schijf is vol of geeft "
    "een fout. Maak ruimte vrij; bij de volgende start gaat het programma ermee verder."
)
ALLEEN = (
    "U bent de enige beheerder. Raken uw wachtwoord en de herstelsleutel allebei weg, dan kan niemand hier "
    "nog een account maken, uitzetten of helpen. Maak een collega ook beheerder, met een eigen account."
)
#: Which lines of the log are about who may come in, and as what.
WIJZIGINGEN = (
    "beheer beginnen", "account toevoegen", "startwachtwoord geven", "rol wijzigen", "account uitzetten",
    "account aanzetten", "account verwijderen", "herstelsleutel vernieuwen",
    "aanmelden met de herstelsleutel", "reservekopie terugzetten", SLEUTELACTIE,
)  # fmt: skip
HOOGSTENS = 30


@dataclass(frozen=True)
class Accountbeeld:
    """What the page about accounts shows; `accounts` is empty for who is no beheerder."""

    accounts: Sequence[Accountregel]
    wijzigingen: Sequence[Logregel]
    #: Sentences on what its reader should do.
    let_op: Sequence[str]


def accountbeeld(plek: Accountplek) -> Accountbeeld:
    """Return what this person may see of the accounts."""
    accounts = plek.lijst() if plek.medewerker.rol in BEHEER else []
    beheerders = [a for a in accounts if a.rol in BEHEER and a.actief]
    let_op = [plek.sleutel_volgt, ALLEEN if len(beheerders) == 1 else ""]
    return Accountbeeld(accounts, plek.wijzigingen(), [zin for zin in let_op if zin])


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

    @property
    def sleutel_volgt(self) -> str:
        """Return what is still to come of a change that holds by now; '' when nothing is."""
        return SLEUTEL_VOLGT if self._kast.accounts.sleutel_wacht else ""

    def _meld_sleutel(self) -> None:
        """Write down that the other key did not come with a change; the line of that one follows."""
        if self._kast.accounts.sleutel_wacht:
            wie = self.medewerker
            regel = (wie.naam, wie.rol, SLEUTELACTIE, "", MISLUKT, oorsprong(), INRICHTING)
            with suppress(OmgevingsFout):
                self._kast.log(Handeling(*regel))

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
        startwoord = self._kast.accounts.nieuw_startwoord(naam)
        self._meld_sleutel()
        return startwoord

    @werkwoord("rol wijzigen", BEHEER, INRICHTING, _met_rol, los=True)
    def wijzig_rol(self, naam: str, rol: str) -> None:
        """Give somebody another role, from the next login on."""
        self._kast.accounts.wijzig_rol(naam, rol)
        self._meld_sleutel()

    @werkwoord("account uitzetten", BEHEER, INRICHTING, los=True)
    def schakel_uit(self, naam: str) -> None:
        """Switch an account off."""
        self._kast.accounts.schakel_uit(naam)
        self._meld_sleutel()

    @werkwoord("account aanzetten", BEHEER, INRICHTING, los=True)
    def schakel_in(self, naam: str) -> None:
        """Let somebody in again, with the password of before."""
        self._kast.accounts.schakel_in(naam)

    @werkwoord("account verwijderen", BEHEER, INRICHTING, los=True)
    def verwijder(self, naam: str) -> None:
        """Take an account that is off out of the key file; the log keeps what it did."""
        self._kast.accounts.verwijder(naam)

    @werkwoord("wijzigingen van accounts bekijken", ROLLEN, CONTROLE, niets)
    def wijzigingen(self) -> list[Logregel]:
        """Return what was last done with accounts, for everybody: who opens one is seen by colleagues."""
        return self._kast.accounts.wijzigingen(WIJZIGINGEN, HOOGSTENS)

    @werkwoord("herstelsleutel vernieuwen", BEHEER, INRICHTING, niets, los=True)
    def vernieuw_herstelsleutel(self, sleuteltekst: str) -> None:
        """Take another recovery key, which somebody has on paper by now; the one before is worthless."""
        self._kast.accounts.vernieuw_herstelsleutel(sleuteltekst)
        self._meld_sleutel()

    @werkwoord(SLEUTELACTIE, BEHEER, INRICHTING, niets, los=True)
    def vernieuw_sleutel(self) -> None:
        """Encrypt the database with another key; OmgevingsFout when that waits for the next start."""
        self._kast.accounts.vernieuw_sleutel()

    @werkwoord("eigen wachtwoord wijzigen", ROLLEN, INRICHTING, niets, los=True)
    def wijzig_wachtwoord(self, oud: str, nieuw: str) -> None:
        """Change the password of who is logged in, as `Accounts.wijzig_wachtwoord`."""
        self._kast.accounts.wijzig_wachtwoord(oud, nieuw)
        self._meld_sleutel()
