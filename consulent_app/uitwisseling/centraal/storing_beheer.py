"""The same failures as in `storing`, in sentences for who administers the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from consulent_app.fouten import OmgevingsFout
from consulent_app.uitwisseling.centraal import storing

NIET_GEDAAN = "Er is niets veranderd."
OPNIEUW = "Wat af was blijft staan; dezelfde opdracht nog eens gaat daar verder."

#: What fits a workplace, and what fits an administrator.
ZINNEN = {
    storing.ONBEREIKBAAR: (
        "Op dit adres en deze poort antwoordt geen PostgreSQL. Kijk naar --server en --poort, of "
        "PostgreSQL draait, of 'listen_addresses' dit netwerk toelaat en of een firewall de poort "
        f"dichthoudt. {NIET_GEDAAN}"
    ),
    storing.GEEN_ADRES: (
        "Dit adres is niet te vinden. Kijk of --server goed is getypt en of de naam in de DNS staat. "
        f"{NIET_GEDAAN}"
    ),
    storing.CERTIFICAAT: (
        "Het certificaat van de server klopt niet met dit adres of met wie ervoor instaat. Geef met "
        "--ca het certificaat van wie instaat, gebruik bij --server de naam uit het certificaat, en "
        f"kijk of het niet verlopen is (ECDSA P-256 of RSA; geen Ed25519). {NIET_GEDAAN}"
    ),
    storing.GEEN_TLS: (
        "De server biedt geen versleutelde verbinding aan. Zet in postgresql.conf 'ssl = on' met een "
        f"certificaat en begin regels in pg_hba.conf met 'hostssl'. {NIET_GEDAAN}"
    ),
    storing.GEEN_TOEGANG: (
        "PostgreSQL laat deze beheerder niet binnen. Kijk of --beheerder en het wachtwoord kloppen, "
        "en of pg_hba.conf deze rol vanaf dit adres toelaat, ook bij de database 'postgres'. "
        f"{NIET_GEDAAN}"
    ),
    storing.GEEN_DATABASE: (
        "Deze database is er niet. Kijk naar --database, of maak haar met 'consulent centraal "
        f"opzetten'. {NIET_GEDAAN}"
    ),
    storing.SERVER_NIEUWER: (
        "De centrale database is van een nieuwere versie van het programma. Installeer die hier. "
        f"{NIET_GEDAAN}"
    ),
    storing.SERVER_OUDER: (
        "De centrale database is van een oudere versie van het programma. Draai eerst 'consulent "
        f"centraal opzetten' met deze versie. {NIET_GEDAAN}"
    ),
    storing.VOL: (f"De schijf van de server is vol. Maak ruimte en doe het opnieuw. {OPNIEUW}"),
    storing.VERBROKEN: (f"De verbinding met de server viel weg. {OPNIEUW}"),
    storing.TE_LANG: (
        "De server antwoordde niet op tijd; misschien wacht hij op werkplekken die bezig zijn. "
        f"Probeer het over een paar minuten opnieuw. {OPNIEUW}"
    ),
    storing.DRUK: (
        "De server heeft geen verbinding meer vrij of wacht op werkplekken die bezig zijn. Probeer "
        "het over een paar minuten opnieuw; gebeurt het vaker, verhoog dan 'max_connections'. "
        f"{OPNIEUW}"
    ),
    storing.UIT: (
        f"PostgreSQL start of wordt uitgezet. Probeer het over een paar minuten opnieuw. {OPNIEUW}"
    ),
    storing.GEEN_RECHT: (
        f"Deze rol mag dit niet in PostgreSQL. Log in als wie de server opzette. {NIET_GEDAAN}"
    ),
    storing.TE_GROOT: (
        f"De server neemt dit niet aan. Meld dit met de versie van het programma. {NIET_GEDAAN}"
    ),
    storing.ONLEESBAAR: (f"De server antwoordt iets dat dit programma niet kent. Meld dit. {NIET_GEDAAN}"),
}


@contextmanager
def voor_beheerder() -> Iterator[None]:
    """Let what goes wrong at the server be told to its administrator."""
    try:
        yield
    except OmgevingsFout as fout:
        zin = ZINNEN.get(str(fout))
        if zin is None:
            raise
        raise OmgevingsFout(zin) from fout
