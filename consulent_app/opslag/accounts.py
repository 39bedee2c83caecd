"""Who may open the dossiers of this workplace, and as what: the verbs of the beheerder."""

from __future__ import annotations

import secrets
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime

from consulent_app.fouten import InvoerFout
from consulent_app.opslag import accountlog, herstelsleutel, pogingen, sleutelbestand, sleutelbos
from consulent_app.opslag.gegevensmap import NIET_HETZELFDE, Gegevensmap, met_wachtwoord
from consulent_app.opslag.sleutelbos import Account, Sleutelbos
from consulent_app.opslag.versleuteling import keur_wachtwoord, wis
from consulent_app.opslag.waarden import Accountregel, Logregel, Medewerker

ALLEEN_BEHEERDER = "Dit kan alleen een beheerder. Log in met een account van een beheerder."
AL_BEHEER = "Deze werkplek heeft al een beheerder. Vraag die om een account."
EIGEN_ACCOUNT = (
    "Uw eigen account kunt u niet uitzetten of een andere rol geven: dan kan er niemand meer bij het "
    "beheer. Laat een andere beheerder dat doen."
)
NOG_AAN = "Dit account staat nog aan. Zet het eerst uit, dan kunt u het verwijderen."
#: What the log calls a login.
AANMELDEN = ("aanmelden", "aanmelden met de herstelsleutel")
# Without signs that are taken for each other, in handwriting too.
_STARTTEKENS = "abcdefghjkmnpqrstuvwxyz23456789"


class Accounts:
    """The accounts of one open folder; each verb is on disk when it returns.

    A verb that takes something away (access, a role, a password, a paper) gives the database another key
    as well: who kept a copy of the key file and puts that back, opens nothing with it. On a full disk that
    key comes at the next start (`sleutel_wacht`), and what was taken away is away already.
    """

    def __init__(self, gegevens: Gegevensmap) -> None:
        """Act as who opened the folder."""
        self._gegevens = gegevens

    @property
    def heeft_beheerder(self) -> bool:
        """Say whether somebody can add accounts and has a recovery key."""
        return any(a.rol == "beheerder" for a in self._gegevens.bos().accounts)

    @property
    def sleutel_wacht(self) -> bool:
        """Say whether the other key that goes with a change has to wait for the next start."""
        return self._gegevens.sleutel_wacht

    def namen(self, rollen: Container[str]) -> list[str]:
        """Return the names of the accounts in use with one of these roles, for whoever is logged in."""
        bos = self._gegevens.bos()
        return sorted(a.naam for a in bos.accounts if a.rol in rollen and a.zegel is not None)

    def lijst(self) -> list[Accountregel]:
        """Return every account, by name, with its last login."""
        bos = self._bos_van_beheerder()
        with self._gegevens.verbindingen.lezen() as database:
            laatst = accountlog.laatste_keer(database, AANMELDEN)
        return sorted(
            (
                Accountregel(a.naam, a.rol, a.zegel is not None, a.startwoord, laatst.get(a.naam))
                for a in bos.accounts
            ),
            key=lambda regel: regel.naam.casefold(),
        )

    def wijzigingen(self, acties: Sequence[str], hoogstens: int) -> list[Logregel]:
        """Return the lines of the log about what was done with accounts, the last first."""
        with self._gegevens.verbindingen.lezen() as database:
            return accountlog.regels_met(database, acties, hoogstens)

    def keur_beheer(self, naam: str, wachtwoord: str) -> None:
        """Raise InvoerFout when this cannot become the first beheerder."""
        if self.heeft_beheerder:
            raise InvoerFout(AL_BEHEER)
        if sleutelbos.vind(self._gegevens.bos(), sleutelbos.keur_naam(naam)) is not None:
            raise InvoerFout(sleutelbos.AL_BEZET)
        keur_wachtwoord(wachtwoord, naam)

    def begin_beheer(self, naam: str, wachtwoord: str, sleuteltekst: str) -> None:
        """Make the first beheerder, with the recovery key that somebody has on paper by now.

        Raises InvoerFout as `keur_beheer` does.
        """
        self.keur_beheer(naam, wachtwoord)
        bos = self._gegevens.bos()
        wie = Medewerker(sleutelbos.keur_naam(naam), "beheerder")
        account = self._nieuw(bos, wie, wachtwoord, startwoord=False)
        bos = sleutelbos.met_account(bos, account, self._gegevens.sleutel)
        self._schrijf(self._met_herstelsleutel(bos, sleuteltekst))

    def voeg_toe(self, naam: str, rol: str) -> str:
        """Make an account and return its start password; raises InvoerFout when the name is taken."""
        bos, startwoord = self._bos_van_beheerder(), _startwoord()
        wie = Medewerker(sleutelbos.keur_naam(naam), rol)
        account = self._nieuw(bos, wie, startwoord, startwoord=True)
        self._schrijf(sleutelbos.met_account(bos, account, self._gegevens.sleutel))
        return startwoord

    def nieuw_startwoord(self, naam: str) -> str:
        """Return a start password that replaces the one that somebody forgot."""
        bos, startwoord = self._bos_van_beheerder(), _startwoord()
        oud = sleutelbos.neem(bos, naam)
        account = self._nieuw(bos, Medewerker(oud.naam, oud.rol), startwoord, startwoord=True)
        self._vervang(bos, account if oud.zegel is not None else replace(account, zegel=None))
        return startwoord

    def wijzig_rol(self, naam: str, rol: str) -> None:
        """Give somebody another role, from the next login on."""
        bos = self._bos_van_beheerder()
        account = replace(self._ander(bos, naam), rol=rol)
        if account.zegel is not None:
            account = sleutelbos.aangezet(bos.id, account, self._gegevens.sleutel)
        self._vervang(bos, account)

    def schakel_uit(self, naam: str) -> None:
        """Switch an account off."""
        bos = self._bos_van_beheerder()
        self._vervang(bos, replace(self._ander(bos, naam), zegel=None))

    def schakel_in(self, naam: str) -> None:
        """Let somebody in again, with the password of before."""
        bos, sleutel = self._bos_van_beheerder(), self._gegevens.sleutel
        account = sleutelbos.aangezet(bos.id, sleutelbos.neem(bos, naam), sleutel)
        self._schrijf(sleutelbos.met_gewijzigd(bos, account, sleutel))

    def verwijder(self, naam: str) -> None:
        """Take an account that is off out of the key file; what it did stays in the log."""
        bos = self._bos_van_beheerder()
        account = self._ander(bos, naam)
        if account.zegel is not None:
            raise InvoerFout(NOG_AAN)
        self._schrijf(sleutelbos.zonder_account(bos, account, self._gegevens.sleutel))

    def vernieuw_herstelsleutel(self, sleuteltekst: str) -> None:
        """Take another recovery key, which somebody has on paper by now; the one before is worthless."""
        bos = self._met_herstelsleutel(self._bos_van_beheerder(), sleuteltekst)
        self._gegevens.neem_over(bos)

    def vernieuw_sleutel(self) -> None:
        """Encrypt the database with another key; passwords and recovery key stay as they are."""
        self._gegevens.vernieuw_sleutel(self._bos_van_beheerder())

    def wijzig_wachtwoord(self, oud: str, nieuw: str) -> None:
        """Change the password of who is logged in.

        Raises InvoerFout when the old one is wrong or the new one is short or the same.
        """
        gegevens, wie = self._gegevens, self._gegevens.medewerker
        bos = gegevens.bos()
        pogingen.begin(gegevens.map)
        sleutel, _ = sleutelbos.pak_uit(bos, wie.naam, oud)
        wis(sleutel)
        pogingen.gelukt(gegevens.map)
        if oud == nieuw:
            raise InvoerFout(NIET_HETZELFDE)
        gegevens.neem_over(met_wachtwoord(bos, wie, gegevens.sleutel, nieuw))

    def _bos_van_beheerder(self) -> Sleutelbos:
        if self._gegevens.medewerker.rol != "beheerder":
            raise InvoerFout(ALLEEN_BEHEERDER)
        return self._gegevens.bos()

    def _ander(self, bos: Sleutelbos, naam: str) -> Account:
        account = sleutelbos.neem(bos, naam)
        if account.naam == self._gegevens.medewerker.naam:
            raise InvoerFout(EIGEN_ACCOUNT)
        return account

    def _nieuw(self, bos: Sleutelbos, wie: Medewerker, wachtwoord: str, *, startwoord: bool) -> Account:
        # What a guess costs was chosen when the folder was made.
        argon2 = bos.accounts[0].argon2
        account = sleutelbos.nieuw_account(
            bos.id, wie, wachtwoord, self._gegevens.sleutel, argon2, startwoord=startwoord
        )
        vandaag = datetime.now().astimezone().date().isoformat()
        return replace(account, startdag=vandaag if startwoord else "")

    def _met_herstelsleutel(self, bos: Sleutelbos, sleuteltekst: str) -> Sleutelbos:
        prive, sleutel = herstelsleutel.uit_tekst(sleuteltekst), self._gegevens.sleutel
        slot = sleutelbos.nieuw_herstelslot(bos.id, prive, sleutel)
        wis(prive)
        return sleutelbos.gewaarmerkt(replace(bos, herstel=slot), sleutel)

    def _vervang(self, bos: Sleutelbos, account: Account) -> None:
        self._gegevens.neem_over(sleutelbos.met_gewijzigd(bos, account, self._gegevens.sleutel))

    def _schrijf(self, bos: Sleutelbos) -> None:
        sleutelbestand.schrijf(self._gegevens.map, bos)


def _startwoord() -> str:
    """Return 16 random signs in groups: 78 bits, so that it withstands guessing on a copied file."""
    tekens = "".join(secrets.choice(_STARTTEKENS) for _ in range(16))
    return "-".join(tekens[i : i + 4] for i in range(0, 16, 4))
