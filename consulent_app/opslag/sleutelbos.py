"""The key file: the random key of the database, sealed for every account and for the recovery key.

Each account has a key pair: its password opens the private half, and for the public half the database
key can be sealed without the password. So a beheerder can switch somebody off, give another role or
change the database key while nobody else is there.
"""

from __future__ import annotations

import secrets
import unicodedata
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import date

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.versleuteling import (
    Argon2,
    afgeleid,
    als_bytes,
    keur_lengte,
    nieuwe_sleutel,
    ontwikkel,
    ontzegel,
    publiek_bij,
    verzegel,
    waarmerk,
    wikkel,
    wis,
)
from consulent_app.opslag.waarden import ROLLEN, Medewerker

BESTANDSNAAM = "sleutelbos.json"
VERSIE = 2
LANGSTE_NAAM = 60
MEESTE_ACCOUNTS = 200

KLOPT_NIET = "De naam of het wachtwoord klopt niet. Let op hoofdletters en probeer het opnieuw."
HERSTEL_KLOPT_NIET = "Deze herstelsleutel hoort niet bij deze werkplek. Zoek het blad van deze werkplek."
STARTDAGEN = 14
START_TE_OUD = (
    f"Dit startwachtwoord is ouder dan {STARTDAGEN} dagen en werkt niet meer. Vraag uw beheerder een nieuw."
)
KIES_EERST = "U logt in met een startwachtwoord. Kies eerst een eigen wachtwoord."
STAAT_UIT = "Dit account staat uit. Vraag de beheerder om het weer aan te zetten."
GEWIJZIGD = (
    f"Het bestand {BESTANDSNAAM} is buiten het programma om gewijzigd. "
    "Zet het terug uit de laatste reservekopie en meld het aan uw beheerder."
)
NAAM_LEEG = f"Vul een naam in van hoogstens {LANGSTE_NAAM} tekens."
NAAM_GEMENGD = (
    "In de naam staan letters van verschillende alfabetten, die op elkaar lijken. Typ de naam opnieuw."
)
AL_BEZET = "Er is al een account met deze naam. Kies een andere naam."
TE_VEEL = f"Er passen niet meer dan {MEESTE_ACCOUNTS} accounts op een werkplek."
GEEN_ACCOUNT = "Er is geen account met deze naam."


@dataclass(frozen=True, slots=True)
class Account:
    """One person's way in: `zegel` is the database key, None while the account is off."""

    naam: str
    rol: str
    startwoord: bool
    argon2: Argon2
    zout: bytes
    prive: bytes
    publiek: bytes
    zegel: bytes | None
    #: The ISO day on which its start password was given, '' when it has none or is of an older program.
    startdag: str = ""


@dataclass(frozen=True, slots=True)
class Herstelslot:
    """The database key for whoever has the paper with the recovery key."""

    publiek: bytes
    zegel: bytes


@dataclass(frozen=True, slots=True)
class Sleutelbos:
    """All accounts of one database; `id` ties them to it.

    `volgende` is the key that the database is about to get, under the key that it has. `waarmerk`
    vouches for all of it: it takes the database key to make it.
    """

    id: str
    accounts: tuple[Account, ...]
    herstel: Herstelslot | None = None
    volgende: bytes | None = None
    waarmerk: bytes = b""


def vind(bos: Sleutelbos, naam: str) -> Account | None:
    """Return the account of that name, however it is capitalised or spaced."""
    return next((a for a in bos.accounts if _kaal(a.naam) == _kaal(naam)), None)


def neem(bos: Sleutelbos, naam: str) -> Account:
    """Return the account of that name; raises InvoerFout when there is none."""
    if (account := vind(bos, naam)) is None:
        raise InvoerFout(GEEN_ACCOUNT)
    return account


def _kaal(naam: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", naam).casefold().split())


def keur_naam(naam: str) -> str:
    """Return the name as it is kept; raises InvoerFout when it cannot be one."""
    net = " ".join(unicodedata.normalize("NFC", naam).split())
    if not net or len(net) > LANGSTE_NAAM or not net.isprintable():
        raise InvoerFout(NAAM_LEEG)
    # A Cyrillic letter between Latin ones makes a name that nobody can tell from another in the log.
    if len({unicodedata.name(teken, "").split(" ")[0] for teken in net if teken.isalpha()}) > 1:
        raise InvoerFout(NAAM_GEMENGD)
    return net


def nieuwe_bos(sleutel: bytearray, account: Account, bos_id: str) -> Sleutelbos:
    """Return a key file with its first account."""
    return gewaarmerkt(Sleutelbos(bos_id, (account,)), sleutel)


def nieuw_id() -> str:
    """Return what will tie accounts to one database."""
    return str(uuid.uuid4())


def nieuw_account(
    bos_id: str, wie: Medewerker, wachtwoord: str, sleutel: bytearray, argon2: Argon2, *, startwoord: bool
) -> Account:
    """Return an account that opens with the password; raises InvoerFout when that is too short."""
    keur_lengte(wachtwoord)
    if wie.rol not in ROLLEN:
        raise ValueError(wie.rol)
    prive, zout = nieuwe_sleutel(), secrets.token_bytes(16)
    publiek = publiek_bij(prive)
    verpakt = wikkel(afgeleid(wachtwoord, zout, argon2), prive, _om_prive(bos_id, wie.naam, argon2))
    wis(prive)
    account = Account(wie.naam, wie.rol, startwoord, argon2, zout, verpakt, publiek, None)
    return aangezet(bos_id, account, sleutel)


def aangezet(bos_id: str, account: Account, sleutel: bytearray) -> Account:
    """Return the account with the database key in it."""
    return replace(account, zegel=verzegel(account.publiek, sleutel, _om_zegel(bos_id, account)))


def keur_startwoord(account: Account, vandaag: date) -> None:
    """Raise InvoerFout for a start password that was given too long ago."""
    if account.startdag and (vandaag - date.fromisoformat(account.startdag)).days > STARTDAGEN:
        raise InvoerFout(START_TE_OUD)


def nieuw_herstelslot(bos_id: str, herstelsleutel: bytearray, sleutel: bytearray) -> Herstelslot:
    """Return the slot that this recovery key opens: its 32 bytes are themselves a private half."""
    publiek = publiek_bij(herstelsleutel)
    return Herstelslot(publiek, verzegel(publiek, sleutel, _om_herstel(bos_id)))


def pak_uit(bos: Sleutelbos, naam: str, wachtwoord: str) -> tuple[bytearray, Medewerker]:
    """Return the database key and whose password it was.

    Raises InvoerFout when name or password is wrong, and does not tell which; OmgevingsFout when
    somebody edited the file.
    """
    account = vind(bos, naam)
    # An unknown name costs the same work, or the time would tell that it is unknown.
    poging = account or replace(bos.accounts[0], zout=secrets.token_bytes(16))
    om_prive = _om_prive(bos.id, poging.naam, poging.argon2)
    prive = ontwikkel(afgeleid(wachtwoord, poging.zout, poging.argon2), poging.prive, om_prive)
    if prive is None or account is None:
        raise InvoerFout(KLOPT_NIET)
    if account.zegel is None:
        raise InvoerFout(STAAT_UIT)
    sleutel = ontzegel(prive, account.zegel, _om_zegel(bos.id, account))
    wis(prive)
    return _gekeurd(bos, sleutel), Medewerker(account.naam, account.rol)


def pak_uit_met_herstel(bos: Sleutelbos, herstelsleutel: bytearray) -> bytearray:
    """Return the database key; raises InvoerFout when the recovery key is of another file."""
    if bos.herstel is None or publiek_bij(herstelsleutel) != bos.herstel.publiek:
        raise InvoerFout(HERSTEL_KLOPT_NIET)
    return _gekeurd(bos, ontzegel(herstelsleutel, bos.herstel.zegel, _om_herstel(bos.id)))


def _gekeurd(bos: Sleutelbos, sleutel: bytearray | None) -> bytearray:
    if sleutel is None:
        raise OmgevingsFout(GEWIJZIGD)
    keur_waarmerk(bos, sleutel)
    return sleutel


def volgende_sleutel(bos: Sleutelbos, sleutel: bytearray) -> bytearray | None:
    """Return the key that the database may have got already, None when nobody was changing it."""
    if bos.volgende is None:
        return None
    return ontwikkel(sleutel, bos.volgende, _om_volgende(bos.id))


def met_volgende(bos: Sleutelbos, sleutel: bytearray, nieuw: bytearray) -> Sleutelbos:
    """Return the key file from which both keys can be had."""
    return gewaarmerkt(replace(bos, volgende=wikkel(sleutel, nieuw, _om_volgende(bos.id))), sleutel)


def herzegeld(bos: Sleutelbos, sleutel: bytearray) -> Sleutelbos:
    """Return the key file with this key for everybody who had the one before."""
    accounts = tuple(a if a.zegel is None else aangezet(bos.id, a, sleutel) for a in bos.accounts)
    herstel = bos.herstel
    if herstel is not None:
        herstel = replace(herstel, zegel=verzegel(herstel.publiek, sleutel, _om_herstel(bos.id)))
    return gewaarmerkt(Sleutelbos(bos.id, accounts, herstel), sleutel)


def met_account(bos: Sleutelbos, account: Account, sleutel: bytearray) -> Sleutelbos:
    """Return the key file with one account more; raises InvoerFout when its name is taken."""
    if vind(bos, account.naam) is not None:
        raise InvoerFout(AL_BEZET)
    if len(bos.accounts) >= MEESTE_ACCOUNTS:
        raise InvoerFout(TE_VEEL)
    return gewaarmerkt(replace(bos, accounts=(*bos.accounts, account)), sleutel)


def met_gewijzigd(bos: Sleutelbos, account: Account, sleutel: bytearray) -> Sleutelbos:
    """Return the key file with this account in the place of the one of its name."""
    accounts = tuple(account if a.naam == account.naam else a for a in bos.accounts)
    return gewaarmerkt(replace(bos, accounts=accounts), sleutel)


def zonder_account(bos: Sleutelbos, account: Account, sleutel: bytearray) -> Sleutelbos:
    """Return the key file in which nothing of this account stands."""
    over = tuple(a for a in bos.accounts if a.naam != account.naam)
    return gewaarmerkt(replace(bos, accounts=over), sleutel)


# --- what vouches for what -----------------------------------------------------------------------


def gewaarmerkt(bos: Sleutelbos, sleutel: bytearray) -> Sleutelbos:
    """Return the key file as somebody with the database key vouches for it."""
    return replace(bos, waarmerk=waarmerk(sleutel, _inhoud(bos)))


def keur_waarmerk(bos: Sleutelbos, sleutel: bytearray) -> None:
    """Raise OmgevingsFout when somebody without the database key changed anything."""
    if not secrets.compare_digest(bos.waarmerk, waarmerk(sleutel, _inhoud(bos))):
        raise OmgevingsFout(GEWIJZIGD)


def _inhoud(bos: Sleutelbos) -> bytes:
    inhoud = asdict(replace(bos, waarmerk=b""))
    for account in inhoud["accounts"]:
        # What an older program wrote does not have it.
        if not account["startdag"]:
            del account["startdag"]
    return als_bytes([VERSIE, _tekstueel(inhoud)])


def _tekstueel(deel: object) -> object:
    if isinstance(deel, dict):
        return {naam: _tekstueel(waarde) for naam, waarde in deel.items()}
    if isinstance(deel, list | tuple):
        return [_tekstueel(waarde) for waarde in deel]
    return deel.hex() if isinstance(deel, bytes) else deel


def _om_prive(bos_id: str, naam: str, argon2: Argon2) -> bytes:
    return als_bytes([VERSIE, bos_id, "wachtwoord", naam, asdict(argon2)])


def _om_zegel(bos_id: str, account: Account) -> bytes:
    """Return what a seal vouches for: with another role or name in the file it does not open."""
    return als_bytes([VERSIE, bos_id, "account", account.naam, account.rol, account.startwoord])


def _om_herstel(bos_id: str) -> bytes:
    return als_bytes([VERSIE, bos_id, "herstel"])


def _om_volgende(bos_id: str) -> bytes:
    return als_bytes([VERSIE, bos_id, "volgende"])
