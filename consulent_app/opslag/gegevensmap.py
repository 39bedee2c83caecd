"""The folder with data: key file, encrypted database and lock, opened and closed together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from consulent_app import paden
from consulent_app.fouten import EersteKeer, InvoerFout, OmgevingsFout
from consulent_app.opslag import (
    afscherming,
    herstel,
    herstelsleutel,
    kopiemap,
    logboekkop,
    migraties,
    oefenmerk,
    pogingen,
    reservekopie,
    sleutelbestand,
    sleutelbos,
    sleutelbos1,
    telnavulling,
    wal,
)
from consulent_app.opslag.grendel import Grendel
from consulent_app.opslag.sleutelbos import Sleutelbos
from consulent_app.opslag.sleutelbos1 import Sleutelbos1
from consulent_app.opslag.storing import vertaald
from consulent_app.opslag.verbinding import (
    BESTANDSNAAM,
    Verbindingen,
    keur_grootte,
    open_database,
    past,
)
from consulent_app.opslag.versleuteling import Argon2, keur_wachtwoord, nieuwe_sleutel, wis
from consulent_app.opslag.waarden import Medewerker

IN_AANMAAK = BESTANDSNAAM + ".nieuw"
# How everything that this program makes in the folder begins.
_EIGEN = (
    "consulent.",
    sleutelbos.BESTANDSNAAM,
    logboekkop.BESTANDSNAAM,
    pogingen.BESTANDSNAAM,
    kopiemap.STANDAARD,
    herstel.TERZIJDE,
    reservekopie.WERKPLAATS,
    # What the screen keeps here.
    "scherm.json",
    "instellingen-",
    # Rule packages that were installed.
    "regels",
    oefenmerk.BESTANDSNAAM,
)

GEEN_GEGEVENS = "In deze map staan nog geen gegevens. Kies een andere map of begin een nieuwe."
AL_GEGEVENS = "In deze map staan al gegevens. Kies een lege map of open deze met uw wachtwoord."
NIET_HETZELFDE = "Kies een ander wachtwoord dan het wachtwoord dat u nu hebt."

# Half a second. Of more every page is checked with the copy of the day, when nobody waits for it.
METEEN_NAGEKEKEN = 250_000_000
LAATSTE_STUK = (
    "Een deel van wat het laatst is ingevuld is onleesbaar: de schijf is niet in orde. Wat daarvoor kwam "
    "is er. De bestanden zoals ze waren staan in {terzijde}. Open opnieuw, en kijk na wat u het laatst "
    "invulde."
)


def bestaat(map_: Path) -> bool:
    """Say whether the folder holds data, also when a part of it is missing."""
    delen = (sleutelbos.BESTANDSNAAM, BESTANDSNAAM, herstel.KLAAR)
    return any((map_ / naam).exists() for naam in delen)


@dataclass(frozen=True, slots=True)
class Gegevensmap:
    """One open folder; no other program can open it until `sluit()`.

    `sleutel` is the one that `verbindingen` works with: wiped and changed in its place.
    """

    map: Path
    medewerker: Medewerker
    sleutel: bytearray
    verbindingen: Verbindingen
    grendel: Grendel
    #: How often a wrong name or password was typed before this one.
    verkeerd: int = 0
    #: The database key of before, as long as the key file does not have the one that came after it.
    vorige: bytearray = field(default_factory=bytearray)

    @classmethod
    def begin(cls, map_: Path, naam: str, wachtwoord: str, argon2: Argon2) -> Self:
        """Make the folder with its first account, a consulent; raises the same as `Dossierkast.maak`."""
        keur_wachtwoord(wachtwoord, naam)
        wie = Medewerker(sleutelbos.keur_naam(naam), "consulent")
        with vertaald():
            map_.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _vergrendeld(map_) as grendel:
            if bestaat(map_):
                raise InvoerFout(AL_GEGEVENS)
            sleutel = _maak(map_, wie, wachtwoord, argon2)
            return cls(map_, wie, sleutel, _verbind(map_, sleutel), grendel)

    @classmethod
    def open(cls, map_: Path, naam: str, wachtwoord: str, nieuw_wachtwoord: str | None = None) -> Self:
        """Open the folder; raises the same as `Dossierkast.open`."""
        if not bestaat(map_):
            raise InvoerFout(GEEN_GEGEVENS)
        with _vergrendeld(map_) as grendel:
            bos = sleutelbestand.lees(map_)
            pogingen.begin(map_)
            if isinstance(bos, Sleutelbos1):
                sleutel = sleutelbos1.pak_uit(bos, wachtwoord)
                verkeerd = pogingen.gelukt(map_)
                self = cls._van_versie_1(map_, bos, naam, wachtwoord, sleutel, grendel)
                return replace(self, verkeerd=verkeerd)
            sleutel, wie = sleutelbos.pak_uit(bos, naam, wachtwoord)
            verkeerd = pogingen.gelukt(map_)
            account = sleutelbos.neem(bos, wie.naam)
            if account.startwoord:
                sleutelbos.keur_startwoord(account, datetime.now().astimezone().date())
                eigen = _eigen_wachtwoord(wachtwoord, nieuw_wachtwoord)
                bos = _vervangen(bos, wie, sleutel, eigen)
                sleutelbestand.schrijf(map_, bos)
            return replace(cls._met(map_, bos, wie, sleutel, grendel), verkeerd=verkeerd)

    @classmethod
    def herstel(cls, map_: Path, sleuteltekst: str, naam: str, nieuw_wachtwoord: str) -> Self:
        """Open the folder with the recovery key and give an account another password.

        Raises the same as `Dossierkast.herstel`.
        """
        keur_wachtwoord(nieuw_wachtwoord, naam)
        prive = herstelsleutel.uit_tekst(sleuteltekst)
        with _vergrendeld(map_) as grendel:
            bos = sleutelbestand.lees(map_)
            if isinstance(bos, Sleutelbos1):
                raise InvoerFout(sleutelbos.HERSTEL_KLOPT_NIET)
            sleutel = sleutelbos.pak_uit_met_herstel(bos, prive)
            wis(prive)
            account = sleutelbos.neem(bos, naam)
            if account.zegel is None:
                raise InvoerFout(sleutelbos.STAAT_UIT)
            wie = Medewerker(account.naam, account.rol)
            bos = _vervangen(bos, wie, sleutel, nieuw_wachtwoord)
            sleutelbestand.schrijf(map_, bos)
            pogingen.gelukt(map_)
            return cls._met(map_, bos, wie, sleutel, grendel)

    @classmethod
    def _met(
        cls, map_: Path, bos: Sleutelbos, wie: Medewerker, sleutel: bytearray, grendel: Grendel
    ) -> Self:
        nieuw = sleutelbos.volgende_sleutel(bos, sleutel)
        if nieuw is not None and not past(map_ / BESTANDSNAAM, sleutel):
            # The program stopped between the database and the key file.
            verbindingen = _verbind(map_, nieuw)
            try:
                logboekkop.neem_over(verbindingen, sleutel)
                sleutelbestand.schrijf(map_, sleutelbos.herzegeld(bos, nieuw))
            except BaseException:
                verbindingen.sluit()
                raise
            return cls(map_, wie, nieuw, verbindingen, grendel)
        self = cls(map_, wie, sleutel, _verbind(map_, sleutel), grendel)
        if nieuw is not None:
            # It was asked for; on a full disk it is tried again at the next start.
            with suppress(OmgevingsFout):
                self.vernieuw_sleutel(bos)
        return self

    @classmethod
    def _van_versie_1(
        cls,
        map_: Path,
        oud: Sleutelbos1,
        naam: str,
        wachtwoord: str,
        sleutel: bytearray,
        grendel: Grendel,
    ) -> Self:
        """Make the one password of before an account, with another key under it.

        Without another key whoever kept the file of before could put it back and be anybody.
        """
        wie = Medewerker(sleutelbos.keur_naam(naam), "consulent")
        self = cls(map_, wie, sleutel, _verbind(map_, sleutel), grendel)
        try:
            account = sleutelbos.nieuw_account(
                oud.id, wie, wachtwoord, sleutel, oud.argon2, startwoord=False
            )
            self.vernieuw_sleutel(sleutelbos.nieuwe_bos(sleutel, account, oud.id))
        except BaseException:
            self.sluit()
            raise
        return self

    def bos(self) -> Sleutelbos:
        """Return the key file as it is now; raises OmgevingsFout when somebody edited it."""
        bos = sleutelbestand.lees(self.map)
        if isinstance(bos, Sleutelbos1):
            raise OmgevingsFout(sleutelbos.GEWIJZIGD)
        sleutelbos.keur_waarmerk(bos, self.vorige or self.sleutel)
        if self.vorige:
            bos = sleutelbos.herzegeld(bos, self.sleutel)
            # As long as the disk is full it waits, for the next time or the next start.
            with suppress(OmgevingsFout):
                self._rond_af(bos)
        return bos

    @property
    def sleutel_wacht(self) -> bool:
        """Say whether the database gets another key at the next start, for want of room on the disk."""
        bos = sleutelbestand.lees(self.map)
        return isinstance(bos, Sleutelbos) and bos.volgende is not None

    def neem_over(self, bos: Sleutelbos) -> None:
        """Take over a changed key file, and give the database another key with it.

        Raises OmgevingsFout when the disk refuses, and then nothing changed; what is written holds, also
        when the other key has to wait for the next start.
        """
        nieuw = self._kondig_aan(bos)
        with suppress(OmgevingsFout):
            self._vernieuw(bos, nieuw)

    def vernieuw_sleutel(self, bos: Sleutelbos) -> None:
        """Give the database another key and seal that for everybody in `bos`.

        The key file holds both keys until the database has the new one, so that the program may stop
        at any moment. Raises OmgevingsFout when the disk refuses.
        """
        self._vernieuw(bos, self._kondig_aan(bos))

    def _kondig_aan(self, bos: Sleutelbos) -> bytearray:
        nieuw = sleutelbos.volgende_sleutel(bos, self.sleutel) or nieuwe_sleutel()
        sleutelbestand.schrijf(self.map, sleutelbos.met_volgende(bos, self.sleutel, nieuw))
        return nieuw

    def _vernieuw(self, bos: Sleutelbos, nieuw: bytearray) -> None:
        oud = bytearray(self.sleutel)
        with logboekkop.bij_nieuwe_sleutel(self.verbindingen):
            self.verbindingen.vernieuw_sleutel(nieuw)
            self.vorige[:] = oud
        self._rond_af(sleutelbos.herzegeld(bos, nieuw))

    def _rond_af(self, bos: Sleutelbos) -> None:
        """Let head of the log and key file follow the database to its new key."""
        logboekkop.neem_over(self.verbindingen, self.vorige)
        sleutelbestand.schrijf(self.map, bos)
        self._vergeet_vorige()

    def _vergeet_vorige(self) -> None:
        wis(self.vorige)
        self.vorige.clear()

    def sluit(self) -> None:
        """Close the database, wipe the key and give the lock back; twice does nothing."""
        # On a full disk, or the second time: the log itself is whole, and closing goes before all.
        with suppress(OmgevingsFout):
            logboekkop.leg_vast(self.verbindingen)
        self.verbindingen.sluit()
        self._vergeet_vorige()
        self.grendel.los()


@contextmanager
def _vergrendeld(map_: Path) -> Iterator[Grendel]:
    """Give the lock on a folder, to be kept unless the block fails."""
    afscherming.scherm_af()
    afscherming.sluit_voor_anderen(map_, _EIGEN)
    grendel = Grendel(map_)
    try:
        with vertaald():
            herstel.maak_af(map_)
            reservekopie.ruim_op(map_)
        yield grendel
    except OmgevingsFout as fout:
        grendel.los()
        raise OmgevingsFout(_met_uitweg(str(fout), map_)) from fout
    except BaseException:
        grendel.los()
        raise


def met_wachtwoord(bos: Sleutelbos, wie: Medewerker, sleutel: bytearray, wachtwoord: str) -> Sleutelbos:
    """Return the key file in which this password, chosen by its owner, opens the account.

    Raises InvoerFout when it is not to be chosen.
    """
    keur_wachtwoord(wachtwoord, wie.naam)
    argon2 = sleutelbos.neem(bos, wie.naam).argon2
    account = sleutelbos.nieuw_account(bos.id, wie, wachtwoord, sleutel, argon2, startwoord=False)
    return sleutelbos.met_gewijzigd(bos, account, sleutel)


def _vervangen(bos: Sleutelbos, wie: Medewerker, sleutel: bytearray, wachtwoord: str) -> Sleutelbos:
    """Return the key file with another password, which asks for another database key as well.

    Without that the password of before, or the slip with the start password, would still open the data for
    who kept the key file of before.
    """
    bos = met_wachtwoord(bos, wie, sleutel, wachtwoord)
    # One that was being changed already goes on: the database may have that key by now.
    return bos if bos.volgende is not None else sleutelbos.met_volgende(bos, sleutel, nieuwe_sleutel())


def _eigen_wachtwoord(startwoord: str, nieuw: str | None) -> str:
    """Return what replaces a start password; raises EersteKeer while that is not chosen."""
    if nieuw is None:
        raise EersteKeer(sleutelbos.KIES_EERST)
    if nieuw == startwoord:
        raise InvoerFout(NIET_HETZELFDE)
    return nieuw


def _maak(map_: Path, wie: Medewerker, wachtwoord: str, argon2: Argon2) -> bytearray:
    sleutel, bos_id = nieuwe_sleutel(), sleutelbos.nieuw_id()
    _maak_database(map_ / IN_AANMAAK, sleutel)
    # The key file comes before the database has its name: a crash between the two leaves
    # something that `open` can finish, and never a database that nobody has the key of.
    account = sleutelbos.nieuw_account(bos_id, wie, wachtwoord, sleutel, argon2, startwoord=False)
    sleutelbestand.schrijf(map_, sleutelbos.nieuwe_bos(sleutel, account, bos_id))
    pogingen.gelukt(map_)
    return sleutel


def _maak_database(pad: Path, sleutel: bytearray) -> None:
    """Make a filled, closed database; what a crashed attempt left there is removed."""
    with vertaald():
        for rest in pad.parent.glob(pad.name + "*"):
            rest.unlink()
    database = open_database(pad, sleutel)
    try:
        with vertaald():
            migraties.migreer(database, paden.migraties())
    finally:
        database.close()


def _verbind(map_: Path, sleutel: bytearray) -> Verbindingen:
    """Return the checked and migrated database; raises OmgevingsFout when it is not sound."""
    pad = map_ / BESTANDSNAAM
    with vertaald():
        _maak_af(pad)
        keur_grootte(pad)
        terzijde = None if wal.is_heel(pad) else herstel.kopieer_terzijde(map_, datetime.now(UTC))
    verbindingen = Verbindingen(pad, sleutel)
    try:
        if terzijde is not None or pad.stat().st_size <= METEEN_NAGEKEKEN:
            verbindingen.controleer()
        if terzijde is not None:
            raise OmgevingsFout(LAATSTE_STUK.format(terzijde=terzijde))
        with verbindingen.lezen() as database:
            migraties.keur_gevuld(database, paden.migraties())
            migraties.keur_bekend(database, paden.migraties())
            if migraties.moet_nog(database, paden.migraties()):
                kopiemap.maak_zeker(verbindingen, map_, datetime.now(UTC))
                migraties.migreer(database, paden.migraties())
        telnavulling.vul_na(verbindingen)
        # Also here: a program that is killed writes nothing at its end.
        logboekkop.leg_vast(verbindingen)
    except BaseException:
        verbindingen.sluit()
        raise
    return verbindingen


def _met_uitweg(zin: str, map_: Path) -> str:
    """Return what is wrong, and where only a copy helps, which one that is."""
    er_zijn = kopiemap.kopieen(map_) if zin in herstel.HERSTELBAAR else []
    if not er_zijn:
        return zin
    kopie = er_zijn[-1]
    return f"{zin} De laatste is van {herstel.in_woorden(kopie.gemaakt)}: {kopie.pad}"


def _maak_af(pad: Path) -> None:
    in_aanmaak = pad.with_name(IN_AANMAAK)
    if in_aanmaak.exists() and not pad.exists():
        in_aanmaak.rename(pad)
        sleutelbestand.fsync_map(pad.parent)
