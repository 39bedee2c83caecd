"""The certificate of what was destroyed, for the archive: nothing on it is about anybody."""

from __future__ import annotations

from typing import Any

from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.besluiten.vernietiging import RESERVEKOPIEEN, VERZOEK, Vernietiging
from consulent_app.documenten.bouwstenen import bij_elkaar, invulvakken, kop, punten, tabel, tekst, zin
from consulent_app.documenten.briefpapier import Briefhoofd, druk
from consulent_app.documenten.huisstijl import huisstijl
from consulent_app.documenten.papier import logo, logo_hoog
from consulent_app.documenten.woorden import met_hoofdletter
from consulent_app.huishouden.datums import datum_leesbaar

ONDERWERP = "Verklaring van vernietiging"
HOE = (
    "De gegevens zijn in één keer uit de database gehaald: het dossier, de personen, het zoekregister, de "
    "gebeurtenissen, de brieven en de taken. De plek waar zij stonden is met nullen overschreven.",
    "De database is versleuteld. Wat de schijf daarvan nog bewaart, is zonder sleutel niet te lezen.",
)
KOPIE = (
    "Van de database blijven {aantal} reservekopieën staan, een per dag waarop is gewerkt, ook "
    "versleuteld. In een kopie van voor de vernietiging staan deze gegevens nog. Na {aantal} nieuwe "
    "kopieën zijn ze ook daar weg. Wie een oudere kopie terugzet, vernietigt daarna opnieuw.",
    "Dit geldt niet voor kopieën die iemand zelf heeft gemaakt, voor kopieën in een map die eerder voor "
    "reservekopieën is gebruikt, en voor mappen die met terzijde- beginnen. Wie die heeft, haalt ze zelf "
    "weg.",
)
GETALLEN = (
    "Met deze getallen is na te gaan dat er niets aan deze verklaring is veranderd en dat er geen "
    "verklaring tussenuit is gehaald."
)


def vernietigingsverklaring(verklaring: Vernietiging, inst: Instellingen) -> bytes:
    """Return the certificate as a PDF, with room for who oversees the archive to sign."""
    hoofd = Briefhoofd(
        titel=f"{ONDERWERP} {verklaring.nummer}",
        afzender=inst.tekst("organisatie.naam") or ONDERWERP,
        adres=(),
        retouradres="",
        verwijzing=(("Datum", datum_leesbaar(verklaring.dag)), ("Nummer", verklaring.nummer)),
        voet=huisstijl().voetregels(inst),
        datum=verklaring.dag,
        logo=logo(inst),
        logo_hoog=logo_hoog(inst),
    )
    verhaal = [
        kop(ONDERWERP, 1),
        tabel(("Wat", "Hoeveel of welke"), _wat(verklaring), (56, 88), bedrag_laatst=False),
        kop("Hoe het is vernietigd"),
        *punten([tekst(deel) for deel in HOE]),
        kop("Reservekopieën"),
        *(zin(deel.format(aantal=RESERVEKOPIEEN)) for deel in KOPIE),
        # Together, so that no signature stands alone on its page.
        bij_elkaar(
            [
                kop("Controlegetallen"),
                zin(GETALLEN),
                tabel(("Getal", "SHA-256"), _getallen(verklaring), (56, 88), bedrag_laatst=False),
                _ondertekening(),
            ]
        ),
    ]
    return druk(hoofd, verhaal)


def _wat(verklaring: Vernietiging) -> list[tuple[str, str]]:
    grond, telling = verklaring.grond, verklaring.telling
    moment = verklaring.tijdstip.astimezone()
    waarom = "op verzoek van de inwoner" if grond.grond == VERZOEK else "de bewaartermijn is voorbij"
    return [
        ("Soort", met_hoofdletter(grond.naam)),
        ("Reden", met_hoofdletter(waarom)),
        ("Regel", met_hoofdletter(grond.regel)),
        *([("Bewaartermijn", grond.termijn)] if grond.termijn else []),
        ("Dossiers", str(telling.dossiers)),
        ("Personen", str(telling.personen)),
        ("Gebeurtenissen", str(telling.gebeurtenissen)),
        ("Brieven", str(telling.stukken)),
        ("Taken", str(telling.taken)),
        ("Vernietigd op", f"{datum_leesbaar(verklaring.dag)}, {moment:%H:%M} uur"),
        ("Vernietigd door", verklaring.door),
    ]


def _getallen(verklaring: Vernietiging) -> list[tuple[str, str]]:
    return [
        ("De dossiers", verklaring.welke),
        ("Deze verklaring", verklaring.hash),
        ("De vorige verklaring", verklaring.vorige),
    ]


def _ondertekening() -> Any:
    regels = ("Naam", "Datum", "Handtekening")
    return invulvakken([("Vernietigd door", regels), ("Gezien door het archief", regels)])
