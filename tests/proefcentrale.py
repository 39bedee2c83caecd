"""A throw-away central server for trying it out on one machine: `python3 dev.py centraal` starts it."""

from __future__ import annotations

import secrets
import signal
import sys
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from consulent_app.uitwisseling.centraal import opzetten
from consulent_app.uitwisseling.centraal.uitnodiging import schrijf_uitnodiging
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.certificaten import nieuw_gezag
from tests.postgres import Proefserver, proefserver

PLEKKEN = (("gemeente", "Balie 1"), ("gemeente", "Balie 2"), ("met", "Laptop 1"))
UITLEG = """
De centrale draait, met TLS, tot u hier op Ctrl+C drukt; dan is alles weer weg.

  adres        127.0.0.1, poort {poort}
  gezag        {map_}/ca.pem
  beheerder    {rol}, wachtwoord {wachtwoord}

Er zijn drie werkplekken uitgenodigd. Open in de app de uitnodiging met haar code:
"""
NOG_EEN = """
Nog een werkplek:

  consulent centraal werkplek met "Laptop 2" --uitnodiging {map_}/laptop-2.uitnodiging \\
    --server 127.0.0.1 --poort {poort} --beheerder {rol} --ca {map_}/ca.pem
"""


def main() -> int:
    """Run until somebody presses Ctrl+C, or ends it; nothing stays behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # Who starts it in the background of a script hands down that Ctrl+C means nothing.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        _draai()
    except KeyboardInterrupt:
        print("\nDe centrale is gestopt en opgeruimd.", flush=True)
    return 0


def _draai() -> None:
    gezag = nieuw_gezag()
    with (
        tempfile.TemporaryDirectory(prefix="consulent-centraal-") as map_,
        proefserver(gezag.bewijs(["127.0.0.1", "localhost"])) as proef,
    ):
        (Path(map_) / "ca.pem").write_text(gezag.pem, encoding="ascii")
        _vertel(_opgezet(proef, gezag.pem), Path(map_))
        signal.pause()


def _opgezet(proef: Proefserver, ca: str) -> Server:
    beheer = Server("127.0.0.1", proef.poort, "consulent", "beheerder", secrets.token_urlsafe(9), ca)
    with psycopg.connect(proef.als_proef, autocommit=True) as verbinding:
        verbinding.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEROLE CREATEDB PASSWORD {}").format(
                sql.Identifier(beheer.loginrol), sql.Literal(beheer.wachtwoord)
            )
        )
    opzetten.zet_op(beheer)
    return beheer


def _vertel(beheer: Server, map_: Path) -> None:
    waar = {"map_": map_, "poort": beheer.poort, "rol": beheer.loginrol, "wachtwoord": beheer.wachtwoord}
    print(UITLEG.format(**waar))
    for organisatie, naam in PLEKKEN:
        gast = opzetten.maak_werkplek(beheer, organisatie, naam)
        bestand = map_ / f"werkplek-{gast.nummer}.uitnodiging"
        print(f"  {organisatie:<9} {naam:<9} {bestand}   code {schrijf_uitnodiging(bestand, gast)}")
    print(NOG_EEN.format(**waar), flush=True)


if __name__ == "__main__":
    sys.exit(main())
