"""Where in the handbook a screen is explained, so that F1 opens it there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consulent_app.acties.handleiding import BEGIN

#: By the name of the class, so that a window that is made late need not be loaded for this.
PLEKKEN = {
    "Inlogpagina": "eerste-brief#stap-3-maak-uw-account",
    "Beheerbegin": "eerste-brief#stap-4-maak-de-beheerder",
    "Herstelsleutelblad": "eerste-brief#stap-5-bewaar-de-herstelsleutel",
    "Vergetenvenster": "misgaat#wachtwoord-vergeten",
    "Wachtwoordvenster": "accounts#uw-eigen-wachtwoord",
    "Herstelvenster": "reservekopie#een-kopie-terugzetten",
    "Oefenbegin": "oefenen",
    "Oefengids": "oefenen#het-eerste-gesprek",
    "Dossierpagina": "dossiers",
    "Vandaag": "dossiers#vandaag",
    "Stukkenvenster": "dossiers#de-brieven-van-een-dossier",
    "Intakepagina": "intake",
    "Uitkomstpaneel": "intake#de-uitkomst",
    "Gespreksblad": "intake#vraag-voor-vraag",
    "Bewonerstrook": "inwoner",
    "Bewonerscherm": "inwoner",
    "Leefgebiedenvenster": "leefgebieden",
    "Leefgebiedenpaneel": "leefgebieden",
    "Lijnvenster": "leefgebieden#meer-verdienen",
    "Besluitpagina": "besluiten",
    "Gesprekspaneel": "besluiten#het-gesprek-voor-een-afwijzing",
    "Maatwerkvenster": "besluiten#maatwerk",
    "Nazorgvenster": "besluiten#nazorg",
    "Ontvangstvenster": "besluiten#papieren-en-ontvangstbewijs",
    "Aanvraagbriefvenster": "besluiten#een-andere-brief",
    "Vertegenwoordigervenster": "besluiten#de-brief-gaat-naar-een-ander",
    "Kopiebladvenster": "besluiten#kopieblad",
    "Dossiervenster": "over-dossier",
    "Correctievenster": "over-dossier#een-gegeven-klopt-niet",
    "Bewaarvenster": "bewaren",
    "Schuldhulpvenster": "schuldhulp",
    "Overdrachtvenster": "schuldhulp#schuldhulp-overdragen",
    "Bestandpagina": "bestand",
    "Uitwisselpaneel": "samenwerken",
    "Bestandvenster": "samenwerken#met-een-bestand",
    "Deelbalk": "samenwerken#de-balk-boven-een-dossier",
    "Verschillenvenster": "samenwerken#verschillen-kiezen",
    "Sindsvenster": "samenwerken#wat-is-er-anders",
    "Telpagina": "tellingen",
    "Accountpagina": "accounts",
    "Instelpagina": "instellingen",
    "Logokiezer": "instellingen#het-logo",
    "Talenkeuze": "instellingen#de-talen",
    "Briefkopvenster": "instellingen#een-brief-bekijken",
    "Kaartvenster": "instellingen#de-sociale-kaart",
    "Inleesvenster": "instellingen#alles-in-één-bestand",
    "Bedragpagina": "bedragen",
    "Bedragvenster": "bedragen#een-nieuwe-waarde",
    "Inpakvenster": "bedragen#inpakken",
    "Pakketpaneel": "regels",
    "Vrijgavevenster": "regels#nakijken-en-vrijgeven",
    "Installatievenster": "regels#een-pakket-installeren",
    "Sleutelmaker": "regels#uw-eigen-sleutel",
    "Sleutelvertrouwer": "regels#de-sleutel-van-een-ander",
    "Samenwerkpaneel": "werkplekken",
    "Toetreedvenster": "werkplekken#zonder-server",
    "Kopiepaneel": "reservekopie",
    "Logpagina": "logboek",
    "Probleemvenster": "misgaat#een-probleem-melden",
}


def plek_van(*delen: QWidget | None) -> str:
    """Return the place of the first of these of which the screen is explained, from the inside out."""
    return next((plek for deel in delen if (plek := _plek(deel))), BEGIN)


def _plek(widget: QWidget | None) -> str:
    while widget is not None:
        for soort in type(widget).__mro__:
            if soort.__name__ in PLEKKEN:
                return PLEKKEN[soort.__name__]
        widget = widget.parentWidget()
    return ""
