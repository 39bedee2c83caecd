"""Every setting of the prints that there is: what it is, what needs it, and what may stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from consulent_app.besluiten import instelkeuring as mag
from consulent_app.besluiten.delen import GEMEENTE, MET
from consulent_app.besluiten.instelkeuring import Controle

BRIEVEN = frozenset({"beschikking", "aanvulling", "uitstel", "intrekking"})
IEDER = BRIEVEN | {"voorstel", "verzamelaanvraag", "ontvangstbewijs", "overzicht"}
DDAS = frozenset({"ddas"})
GEEN: frozenset[str] = frozenset()
_REGEL, _KORT = mag.tekst(), mag.tekst(mag.KORT)


@dataclass(frozen=True)
class Instelling:
    """One setting. `nodig_voor` names the prints that cannot do without it; `beroep` is the
    kwijtschelding part of a beschikking, `ddas` the hand-over of debt help."""

    sleutel: str
    soort: type[str] | type[int]
    nodig_voor: frozenset[str]
    uitleg: str
    controle: Controle = _REGEL
    #: The words that it can be; without any, every text that passes the check is good.
    keuzes: tuple[str, ...] = ()

    @property
    def organisatie(self) -> str:
        """Return of whom it tells: MET helps, the gemeente does the rest."""
        return MET if self.sleutel.startswith("hulp.") else GEMEENTE


TELT_PER = ("persoon", "huishouden", "kind")
TABEL = (
    Instelling("organisatie.naam", str, IEDER | DDAS, "de naam boven de brief", _KORT),
    Instelling(
        "organisatie.bestuursorgaan", str, IEDER,
        "wie besluit, zoals 'het college van burgemeester en wethouders van ...'",
    ),
    Instelling(
        "organisatie.retouradres", str, BRIEVEN, "de regel boven het adresvenster", mag.retouradres
    ),
    Instelling("organisatie.postadres", str, BRIEVEN | {"verzamelaanvraag"}, "het postadres", mag.adres),
    Instelling("organisatie.bezoekadres", str, GEEN, "het bezoekadres", mag.adres),
    Instelling("organisatie.telefoon", str, IEDER, "het telefoonnummer voor bewoners", mag.telefoon),
    Instelling("organisatie.email", str, GEEN, "het e-mailadres voor bewoners", mag.email),
    Instelling("organisatie.website", str, GEEN, "de website", mag.webadres),
    Instelling("ondertekening.naam", str, BRIEVEN, "wie het besluit ondertekent", _KORT),
    Instelling("ondertekening.functie", str, BRIEVEN, "de functie van wie ondertekent"),
    Instelling(
        "ondertekening.mandaat", str, BRIEVEN, "het mandaatbesluit waarop de ondertekening rust"
    ),
    Instelling(
        "bezwaar.postadres", str, frozenset({"beschikking"}), "waar een bezwaarschrift heen moet", mag.adres
    ),
    Instelling("bezwaar.digitaal", str, GEEN, "waar digitaal bezwaar maken kan"),
    Instelling("bezwaar.rechtbank", str, GEEN, "de rechtbank voor een voorlopige voorziening"),
    Instelling(
        "beroep.orgaan", str, frozenset({"beroep"}),
        "wie beslist op administratief beroep tegen kwijtschelding",
    ),
    Instelling(
        "beroep.postadres", str, frozenset({"beroep"}),
        "waar een beroepschrift over kwijtschelding heen moet", mag.adres,
    ),
    Instelling(
        "loket.plaats", str, frozenset({"overzicht"}), "waar de bewoner met vragen heen kan"
    ),
    Instelling("loket.openingstijden", str, GEEN, "de openingstijden van het loket"),
    Instelling("hulp.naam", str, frozenset({"voorstel"}), "wie de bewoner helpt", _KORT),
    Instelling(
        "hulp.telefoon", str, frozenset({"voorstel"}), "het telefoonnummer van die hulp", mag.telefoon
    ),
    Instelling("hulp.adres", str, GEEN, "waar die hulp te vinden is"),
    Instelling("hulp.openingstijden", str, GEEN, "de openingstijden van die hulp"),
    Instelling("hulp.email", str, GEEN, "het e-mailadres van die hulp", mag.email),
    Instelling(
        "privacy.regel", str, BRIEVEN | {"verzamelaanvraag"},
        "wat de gemeente met de gegevens doet, en waar dat staat", mag.tekst(mag.ALINEA),
    ),
    Instelling(
        "overzicht.webpagina", str, GEEN, "de webpagina in de QR-code op het overzicht", mag.webadres
    ),
    Instelling(
        "overzicht.talen", str, GEEN,
        "de talen van het overzicht, met komma's ertussen: nl, ar; zonder deze regel alle talen", mag.talen,
    ),
    Instelling("brief.voor_informatie", str, GEEN, "de afdeling of persoon voor vragen"),
    Instelling(
        "brief.aanvullen_weken", int, frozenset({"aanvulling", "intrekking"}),
        "hoeveel weken een bewoner krijgt om papieren na te sturen", mag.getal(1, 26),
    ),
    Instelling(
        "brief.logo_hoogte_mm", int, GEEN, "hoe hoog het logo op de brief is, in millimeters",
        mag.getal(6, 18),
    ),
    Instelling(
        "brief.venster_links_mm", int, GEEN, "linkerkant van het adres, in millimeters", mag.getal(0, 120)
    ),
    Instelling(
        "brief.venster_boven_mm", int, GEEN, "bovenkant van het adres, in millimeters", mag.getal(0, 120)
    ),
    Instelling(
        "organisatie.rsin", str, GEEN, "het RSIN van de gemeente, voor het kopieblad bij het register",
        mag.rsin,
    ),
    Instelling(
        "tellen.toekenning_per", str, GEEN,
        "wat in het register één toekenning is: per persoon, per huishouden of per kind",
        mag.een_van(*TELT_PER), TELT_PER,
    ),
    Instelling(
        "schuldhulp.crisis_erbij", str, GEEN,
        "wat de gemeente bij schuldhulp ook als crisis ziet, met een puntkomma ertussen",
    ),
    Instelling(
        "ddas.gemeentecode", str, DDAS,
        "de code van de gemeente in de overdracht van schuldhulp: GM0396", mag.gemeentecode,
    ),
    Instelling("ddas.contact_naam", str, DDAS, "wie vragen over de overdracht van schuldhulp beantwoordt"),
    Instelling("ddas.contact_functie", str, GEEN, "de functie van die persoon"),
    Instelling("ddas.contact_email", str, DDAS, "het e-mailadres van die persoon", mag.email),
    Instelling("ddas.contact_telefoon", str, GEEN, "het telefoonnummer van die persoon", mag.telefoon),
)  # fmt: skip
OP_SLEUTEL = {regel.sleutel: regel for regel in TABEL}
