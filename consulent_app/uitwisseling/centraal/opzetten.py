"""Prepares the server: roles, schema and migrations, and the accounts of workplaces and teamleiders."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.paden import centrale_migraties
from consulent_app.uitwisseling.centraal.storing import vertaald
from consulent_app.uitwisseling.centraal.storing_beheer import voor_beheerder
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from consulent_app.uitwisseling.centraal.verbinding import Server, verbonden

if TYPE_CHECKING:
    from consulent_app.uitwisseling.centraal.verbinding import Verbinding

ONDERHOUD = "postgres"
OUDSTE_POSTGRESQL = 15
ORGANISATIES = ("gemeente", "met")
LANGSTE_NAAM = 60
# Who hangs keeps nobody waiting for long: the one lock that all writing shares is let go.
INSTELLINGEN = {
    "lock_timeout": "30s",
    "statement_timeout": "10min",
    "idle_in_transaction_session_timeout": "30s",
    "idle_session_timeout": "15min",
    # A line that was cut without a word: its session ends, and takes no place any more.
    "client_connection_check_interval": "10s",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "60s",
}
#: One at work, and those of cut lines that the server still has to find out about.
VERBINDINGEN_PER_ROL = 10

TE_OUD = "Op deze server staat PostgreSQL {versie}; nodig is {nodig} of nieuwer."
SERVER_NIEUWER = (
    "De centrale database is van een nieuwere versie van het programma. Installeer de nieuwste versie en "
    "probeer het opnieuw; er is niets veranderd."
)
GEEN_BEHEERDER = (
    "Met dit account mag u geen rollen of databases maken. Log in als een beheerder van PostgreSQL (met "
    "CREATEROLE en CREATEDB); er is niets veranderd."
)
NIET_OPGEZET = "Op deze server is nog niets opgezet. Draai eerst 'consulent centraal opzetten'."
GEEN_NAAM = f"Geef een naam van 1 tot {LANGSTE_NAAM} tekens, zonder spaties ervoor of erna."
GEEN_ORGANISATIE = "'{naam}' is geen organisatie; kies uit gemeente en met."
NAAM_BESTAAT = (
    "Er is al een werkplek {naam} van {organisatie}, nummer {nummer}. Kies een andere naam; komt de nieuwe "
    "ervoor in de plaats, houd die dan eerst buiten met 'consulent centraal werkplek --blokkeer {nummer}'."
)
NAAM_DUBBEL = "U geeft de naam {naam} twee keer. Geef elke werkplek van een organisatie een eigen naam."
KAN_NOG_TOELATEN = (
    "De sleutel van {organisatie} is nog niet kwijt: {namen} kan werkplekken toelaten. Is dat niet zo, "
    "houd die dan eerst buiten met 'consulent centraal werkplek --blokkeer NUMMER'. Er is niets veranderd."
)
GEEN_SLEUTEL = (
    "{organisatie} heeft op deze server nog geen sleutel; er is niets om opnieuw te beginnen. De eerste "
    "werkplek die uitwisselt, maakt hem."
)
GEEN_NUMMER = "Er is geen werkplek met nummer {nummer} die nog meedoet."
MISLUKT = (
    "Het bijwerken van de centrale database is mislukt bij {naam}; die stap is niet gedaan. Meld dit met "
    "de versies van programma en PostgreSQL."
)


def zet_op(beheer: Server) -> list[str]:
    """Bring a server to the newest schema, from whatever it holds; return the migrations that were done.

    `beheer` logs in as an administrator. Raises OmgevingsFout with what to do.
    """
    with _beheerd(replace(beheer, database=ONDERHOUD)) as verbinding:
        _keur_server(verbinding)
        _maak_database(verbinding, beheer.database)
    with _beheerd(beheer) as verbinding:
        gedaan = _toegepast(verbinding)
        bestanden = migratiebestanden(centrale_migraties())
        if max(gedaan, default=0) > max(bestanden):
            raise OmgevingsFout(SERVER_NIEUWER)
        nieuw = [bestanden[nummer] for nummer in sorted(set(bestanden) - gedaan)]
        for bestand in nieuw:
            _migreer(verbinding, bestand)
    return [bestand.stem for bestand in nieuw]


def meld_teruggezet(beheer: Server) -> None:
    """Tell all workplaces that the server was put back from a copy: they pull and send all again."""
    with _als_eigenaar(beheer) as verbinding:
        verbinding.execute("UPDATE app.server SET generatie = gen_random_uuid()")


def keur_werkplekken(beheer: Server, plekken: Sequence[tuple[str, str]]) -> int:
    """Return the number that the first of these gets; makes nothing.

    Raises InvoerFout when a name cannot be given, or a workplace that takes part has it.
    """
    gegeven: set[tuple[str, str]] = set()
    with _als_eigenaar(beheer) as verbinding:
        vraag = "SELECT organisatie, naam, nummer, actief FROM app.werkplek"
        alle = verbinding.execute(vraag).fetchall()
    bezet = {(van, naam.lower()): nummer for van, naam, nummer, actief in alle if actief}
    for organisatie, naam in plekken:
        _keur(organisatie, naam)
        wie = (organisatie, naam.lower())
        if wie in bezet:
            nummer = bezet[wie]
            raise InvoerFout(NAAM_BESTAAT.format(naam=naam, organisatie=organisatie, nummer=nummer))
        if wie in gegeven:
            raise InvoerFout(NAAM_DUBBEL.format(naam=naam))
        gegeven.add(wie)
    return max((nummer for _, _, nummer, _ in alle), default=0) + 1


def maak_werkplek(beheer: Server, organisatie: str, naam: str) -> Uitnodiging:
    """Give a workplace an account with the next number, and return how it gets in."""
    _keur(organisatie, naam)
    server, apparaat = _nieuwe_toegang(beheer, "werkplek"), str(uuid.uuid4())
    with _als_eigenaar(beheer) as verbinding:
        # Two administrators at once would give out one number twice.
        verbinding.execute("LOCK TABLE app.werkplek IN SHARE ROW EXCLUSIVE MODE")
        rij = verbinding.execute(
            "INSERT INTO app.werkplek (apparaat, nummer, organisatie, naam, loginrol) "
            "SELECT %s, coalesce(max(nummer), 0) + 1, %s, %s, %s FROM app.werkplek RETURNING nummer",
            [apparaat, organisatie, naam, server.loginrol],
        ).fetchone()
        _maak_rol(verbinding, server, "consulent_werkplek")
    assert rij is not None  # an INSERT that did not fail returns its row
    return Uitnodiging(server, organisatie, naam, apparaat, rij[0])


def maak_teamleider(beheer: Server, organisatie: str, naam: str) -> Uitnodiging:
    """Give a teamleider an account that sees counts only, and return how one gets in."""
    _keur(organisatie, naam)
    server = _nieuwe_toegang(beheer, "teamleider")
    with _als_eigenaar(beheer) as verbinding:
        verbinding.execute(
            "INSERT INTO app.teamleider (loginrol, organisatie, naam) VALUES (%s, %s, %s)",
            [server.loginrol, organisatie, naam],
        )
        _maak_rol(verbinding, server, "consulent_teamleider")
    return Uitnodiging(server, organisatie, naam)


def blokkeer_werkplek(beheer: Server, nummer: int) -> str:
    """Keep a lost workplace out, at once, and return its name; what it sent stays."""
    from psycopg import sql

    with _als_eigenaar(beheer) as verbinding:
        rij = verbinding.execute(
            "UPDATE app.werkplek SET actief = false WHERE nummer = %s AND actief RETURNING loginrol, naam",
            [nummer],
        ).fetchone()
        if rij is None:
            raise InvoerFout(GEEN_NUMMER.format(nummer=nummer))
        verbinding.execute("RESET ROLE")
        verbinding.execute(sql.SQL("ALTER ROLE {} NOLOGIN PASSWORD NULL").format(sql.Identifier(rij[0])))
    naam: str = rij[1]
    return naam


def begin_organisatie_opnieuw(beheer: Server, organisatie: str) -> None:
    """Let the next workplace of an organisation that exchanges make it a new key.

    For when every workplace that had the old one is lost. Raises InvoerFout while one still has it.
    """
    with _als_eigenaar(beheer) as verbinding:
        verbinding.execute("LOCK TABLE app.werkplek IN SHARE ROW EXCLUSIVE MODE")
        vraag = "SELECT naam, nummer FROM app.werkplek WHERE organisatie = %s AND actief AND is_binnen"
        if binnen := verbinding.execute(vraag, [organisatie]).fetchall():
            namen = " en ".join(f"{naam} (nummer {nummer})" for naam, nummer in binnen)
            raise InvoerFout(KAN_NOG_TOELATEN.format(organisatie=organisatie, namen=namen))
        opdracht = "UPDATE app.organisatie SET publiek = NULL WHERE naam = %s AND publiek IS NOT NULL"
        if not verbinding.execute(opdracht, [organisatie]).rowcount:
            raise InvoerFout(GEEN_SLEUTEL.format(organisatie=organisatie))


def migratiebestanden(map_: Path) -> dict[int, Path]:
    """Return the migrations that this program brings, by number."""
    return {int(bestand.name[:4]): bestand for bestand in map_.glob("[0-9][0-9][0-9][0-9]_*.sql")}


@contextmanager
def _beheerd(beheer: Server) -> Iterator[Verbinding]:
    from psycopg import errors

    with voor_beheerder(), verbonden(beheer) as verbinding, vertaald():
        try:
            yield verbinding
        except errors.InsufficientPrivilege as fout:
            raise OmgevingsFout(GEEN_BEHEERDER) from fout


@contextmanager
def _als_eigenaar(beheer: Server) -> Iterator[Verbinding]:
    """Give one transaction in which the tables may be written."""
    with _beheerd(beheer) as verbinding:
        if not _toegepast(verbinding):
            raise OmgevingsFout(NIET_OPGEZET)
        with verbinding.transaction():
            verbinding.execute("SET LOCAL ROLE consulent_eigenaar")
            yield verbinding


def _keur_server(verbinding: Verbinding) -> None:
    versie = verbinding.info.server_version // 10_000
    if versie < OUDSTE_POSTGRESQL:
        raise OmgevingsFout(TE_OUD.format(versie=versie, nodig=OUDSTE_POSTGRESQL))


def _maak_database(verbinding: Verbinding, naam: str) -> None:
    from psycopg import sql

    if verbinding.execute("SELECT FROM pg_database WHERE datname = %s", [naam]).fetchone() is None:
        opdracht = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
        verbinding.execute(opdracht.format(sql.Identifier(naam)))


def _toegepast(verbinding: Verbinding) -> set[int]:
    """Return the numbers of the migrations that were done; none in an empty database."""
    bestaat = verbinding.execute("SELECT to_regclass('app.migratie') IS NOT NULL").fetchone()
    if bestaat is None or not bestaat[0]:
        return set()
    with verbinding.transaction():
        verbinding.execute("SET LOCAL ROLE consulent_eigenaar")
        return {nummer for (nummer,) in verbinding.execute("SELECT nummer FROM app.migratie")}


def _migreer(verbinding: Verbinding, bestand: Path) -> None:
    """Do one migration and note it, or leave all as it was."""
    import psycopg

    nummer = int(bestand.name[:4])
    try:
        with verbinding.transaction():
            verbinding.execute(bestand.read_bytes())
            verbinding.execute("SET LOCAL ROLE consulent_eigenaar")
            verbinding.execute(
                "INSERT INTO app.migratie (nummer, naam) VALUES (%s, %s)", [nummer, bestand.stem]
            )
            verbinding.execute("UPDATE app.server SET versie = %s", [nummer])
    except psycopg.ProgrammingError as fout:
        if isinstance(fout, psycopg.errors.InsufficientPrivilege):
            raise
        raise OmgevingsFout(MISLUKT.format(naam=bestand.stem)) from fout


def _nieuwe_toegang(beheer: Server, soort: str) -> Server:
    """Return the same server for a login role that nobody had, with a password that nobody can guess."""
    rol = f"consulent_{soort}_{secrets.token_hex(4)}"
    return replace(beheer, loginrol=rol, wachtwoord=secrets.token_urlsafe(32))


def _maak_rol(verbinding: Verbinding, server: Server, groep: str) -> None:
    from psycopg import sql

    # Made here, so that the password itself is in no log of the server.
    bewijs = verbinding.pgconn.encrypt_password(
        server.wachtwoord.encode(), server.loginrol.encode(), b"scram-sha-256"
    ).decode()
    rol = sql.Identifier(server.loginrol)
    verbinding.execute("RESET ROLE")
    verbinding.execute(
        sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} CONNECTION LIMIT {} IN ROLE {}").format(
            rol, sql.Literal(bewijs), sql.Literal(VERBINDINGEN_PER_ROL), sql.Identifier(groep)
        )
    )
    for instelling, waarde in INSTELLINGEN.items():
        opdracht = sql.SQL("ALTER ROLE {} SET {} = {}")
        verbinding.execute(opdracht.format(rol, sql.Identifier(instelling), sql.Literal(waarde)))


def _keur(organisatie: str, naam: str) -> None:
    if organisatie not in ORGANISATIES:
        raise InvoerFout(GEEN_ORGANISATIE.format(naam=organisatie))
    if not 1 <= len(naam) <= LANGSTE_NAAM or not naam.isprintable() or naam != naam.strip():
        raise InvoerFout(GEEN_NAAM)
