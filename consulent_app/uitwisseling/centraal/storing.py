"""What can go wrong between a workplace and the server, each in plain Dutch sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from consulent_app.fouten import OmgevingsFout

DOORWERKEN = "U kunt gewoon doorwerken; wat u doet wordt op deze computer bewaard en gaat later mee."

ONBEREIKBAAR = (
    "De centrale server is niet te bereiken. Kijk of er netwerk is (of de VPN aanstaat) en probeer het "
    f"later opnieuw. {DOORWERKEN}"
)
GEEN_ADRES = (
    "Het adres van de centrale server is niet te vinden. Kijk of er netwerk is (of de VPN aanstaat); "
    f"blijft het zo, meld het dan bij de beheerder. {DOORWERKEN}"
)
CERTIFICAAT = (
    "De server kan niet bewijzen dat hij de centrale server is: zijn certificaat klopt niet. Er is niets "
    f"verstuurd. Meld dit bij de beheerder. {DOORWERKEN}"
)
GEEN_TLS = (
    "De server biedt geen versleutelde verbinding aan. Er is niets verstuurd. Meld dit bij de beheerder. "
    f"{DOORWERKEN}"
)
GEEN_TOEGANG = (
    "De centrale server laat deze werkplek niet binnen: de uitnodiging geldt niet meer of het wachtwoord "
    f"is veranderd. Vraag de beheerder om een nieuwe uitnodiging. {DOORWERKEN}"
)
GEEN_DATABASE = (
    "Op de server staat de centrale database niet (meer). Meld dit bij de beheerder; die zet hem op met "
    f"'consulent centraal opzetten'. {DOORWERKEN}"
)
SERVER_NIEUWER = (
    "De centrale server is bijgewerkt en werkt niet meer met deze versie van het programma. Installeer de "
    f"nieuwste versie. {DOORWERKEN}"
)
SERVER_OUDER = (
    "De centrale server is nog niet bijgewerkt voor deze versie van het programma. Vraag de beheerder "
    f"'consulent centraal opzetten' te draaien met deze versie. {DOORWERKEN}"
)
VOL = (
    "De schijf van de centrale server is vol. Wat daar nog niet aankwam gaat de volgende keer mee. Meld "
    f"dit bij de beheerder. {DOORWERKEN}"
)
VERBROKEN = (
    "De verbinding met de centrale server viel weg. Wat al over was blijft over; de volgende keer gaat het "
    f"daar verder. {DOORWERKEN}"
)
TE_LANG = (
    "De centrale server antwoordde niet op tijd. Wat al over was blijft over; de volgende keer gaat het "
    f"daar verder. {DOORWERKEN}"
)
DRUK = f"De centrale server heeft het te druk. Probeer het over een paar minuten opnieuw. {DOORWERKEN}"
UIT = f"De centrale server wordt uitgezet of start. Probeer het over een paar minuten opnieuw. {DOORWERKEN}"
KLOK = (
    "De klok van deze computer loopt meer dan een dag voor op die van de centrale server. Zet datum en "
    f"tijd goed en probeer het opnieuw. {DOORWERKEN}"
)
GEEN_RECHT = (
    "De centrale server weigert dit van deze werkplek. Is de werkplek geblokkeerd, vraag de beheerder dan "
    f"om een nieuwe uitnodiging; meld het anders. {DOORWERKEN}"
)
TE_GROOT = (
    "Iets in een dossier is te groot of heeft een vorm die de centrale server niet aanneemt. Meld dit. "
    f"{DOORWERKEN}"
)
KLOON = (
    "Op de centrale server staat al ander werk onder de naam van deze werkplek: dit is een kopie van een "
    "andere computer, of er is een reservekopie teruggezet. Er is niets overschreven. Vraag de beheerder "
    f"om een nieuwe uitnodiging voor deze computer. {DOORWERKEN}"
)
ONLEESBAAR = f"De centrale server antwoordt iets dat dit programma niet kent. Meld dit. {DOORWERKEN}"


class Verbroken(OmgevingsFout):
    """The line or the server went away: the same once more goes on where it stopped."""


class Kloon(OmgevingsFout):
    """Another store wrote under the name of this workplace."""


#: What libpq says before there is a session; it gives no code then. The first that fits counts.
_BIJ_VERBINDEN = (
    (r"certificate verify failed|does not match host name|certificate .*expired|tlsv1 alert", CERTIFICAAT),
    (r"channel binding|could not find digest|root certificate file|SSL error", CERTIFICAAT),
    (r"server does not support SSL|requires? encryption|no encryption", GEEN_TLS),
    (r"password authentication failed|no password supplied|role .* does not exist", GEEN_TOEGANG),
    (r"authentication method requirement|not permitted to log in|no pg_hba.conf entry", GEEN_TOEGANG),
    (r"permission denied for database", GEEN_TOEGANG),
    (r"database .* does not exist", GEEN_DATABASE),
    (r"too many (clients|connections)|remaining connection slots", DRUK),
    (r"starting up|shutting down|recovery mode", UIT),
    (r"could not translate host name|failed to resolve|Name or service not known", GEEN_ADRES),
)

_BIJ_CODE = {
    "KL001": KLOK,
    "42501": GEEN_RECHT,
    "55P03": DRUK,
    "53300": DRUK,
    "40P01": DRUK,
    "57014": TE_LANG,
    "25P03": TE_LANG,
    "57P05": TE_LANG,
    "53100": VOL,
    "57P01": UIT,
    "57P02": UIT,
    "57P03": UIT,
    "28000": GEEN_TOEGANG,
    "28P01": GEEN_TOEGANG,
    "23514": TE_GROOT,
    "54000": TE_GROOT,
    "22P02": ONLEESBAAR,
    "3F000": GEEN_DATABASE,
    "42P01": SERVER_OUDER,
    "42883": SERVER_OUDER,
}


@contextmanager
def bij_verbinden() -> Iterator[None]:
    """Turn a failure to connect into a sentence; the text of libpq itself stays with the cause."""
    import psycopg

    try:
        yield
    except psycopg.Error as fout:
        tekst = str(fout)
        zin = next((zin for patroon, zin in _BIJ_VERBINDEN if re.search(patroon, tekst)), ONBEREIKBAAR)
        raise OmgevingsFout(zin) from fout


@contextmanager
def vertaald() -> Iterator[None]:
    """Turn what goes wrong in a session into a sentence; our own mistakes pass unchanged."""
    import psycopg

    try:
        yield
    except psycopg.Error as fout:
        zin = _fout_van(fout)
        if zin is None:
            raise
        # Not from it: what the server says of a refused row quotes that row.
        raise zin from None


def _fout_van(fout: Exception) -> OmgevingsFout | None:
    import psycopg

    code = getattr(fout, "sqlstate", None)
    if isinstance(fout, psycopg.errors.UniqueViolation):
        return Kloon(KLOON)
    if code in ("57P01", "57P02", "57P03", "25P03", "57P05"):
        return Verbroken(_BIJ_CODE[code])
    if code in _BIJ_CODE:
        return OmgevingsFout(_BIJ_CODE[code])
    # Without a code nothing came back from the server: the line is gone.
    return Verbroken(VERBROKEN) if code is None and isinstance(fout, psycopg.OperationalError) else None
