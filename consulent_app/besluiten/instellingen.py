"""What the gemeente must say about itself before a letter may be printed: who signs, and more."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout
from consulent_app.regels.plek import lees_toml, ontleed_tekst

BESTAND = "instellingen.toml"
BRIEVEN = frozenset({"beschikking", "aanvulling", "uitstel", "intrekking"})
IEDER = BRIEVEN | {"voorstel", "verzamelaanvraag", "ontvangstbewijs", "overzicht"}
DDAS = frozenset({"ddas"})
GEEN: frozenset[str] = frozenset()


def instellingenbestand(map_: Path, pakket: str) -> Path:
    """Return where the gemeente keeps its own settings for a package."""
    return map_ / f"instellingen-{pakket}.toml"


def eigen_instellingen(map_: Path, pakket: str) -> Path | None:
    """Return the gemeente's own settings for a package, None without any."""
    pad = instellingenbestand(map_, pakket)
    return pad if pad.is_file() else None


@dataclass(frozen=True)
class Instelling:
    """One setting. `nodig_voor` names the prints that cannot do without it; `beroep` is the
    kwijtschelding part of a beschikking, `ddas` the hand-over of debt help."""

    sleutel: str
    soort: type[str] | type[int]
    nodig_voor: frozenset[str]
    uitleg: str
    #: The words that it can be; without any, every text is good.
    keuzes: tuple[str, ...] = ()


TABEL = (
    Instelling("organisatie.naam", str, IEDER | DDAS, "de naam boven de brief"),
    Instelling(
        "organisatie.bestuursorgaan", str, IEDER,
        "wie besluit, zoals 'het college van burgemeester en wethouders van ...'",
    ),
    Instelling("organisatie.retouradres", str, BRIEVEN, "de regel boven het adresvenster"),
    Instelling(
        "organisatie.postadres", str, BRIEVEN | {"verzamelaanvraag"}, "het postadres"
    ),
    Instelling("organisatie.bezoekadres", str, GEEN, "het bezoekadres"),
    Instelling("organisatie.telefoon", str, IEDER, "het telefoonnummer voor bewoners"),
    Instelling("organisatie.email", str, GEEN, "het e-mailadres voor bewoners"),
    Instelling("organisatie.website", str, GEEN, "de website"),
    Instelling("ondertekening.naam", str, BRIEVEN, "wie het besluit ondertekent"),
    Instelling("ondertekening.functie", str, BRIEVEN, "de functie van wie ondertekent"),
    Instelling(
        "ondertekening.mandaat", str, BRIEVEN, "het mandaatbesluit waarop de ondertekening rust"
    ),
    Instelling("bezwaar.postadres", str, frozenset({"beschikking"}), "waar een bezwaarschrift heen moet"),
    Instelling("bezwaar.digitaal", str, GEEN, "waar digitaal bezwaar maken kan"),
    Instelling("bezwaar.rechtbank", str, GEEN, "de rechtbank voor een voorlopige voorziening"),
    Instelling(
        "beroep.orgaan", str, frozenset({"beroep"}),
        "wie beslist op administratief beroep tegen kwijtschelding",
    ),
    Instelling(
        "beroep.postadres", str, frozenset({"beroep"}),
        "waar een beroepschrift over kwijtschelding heen moet",
    ),
    Instelling(
        "loket.plaats", str, frozenset({"overzicht"}), "waar de bewoner met vragen heen kan"
    ),
    Instelling("loket.openingstijden", str, GEEN, "de openingstijden van het loket"),
    Instelling("hulp.naam", str, frozenset({"voorstel"}), "wie de bewoner helpt"),
    Instelling("hulp.telefoon", str, frozenset({"voorstel"}), "het telefoonnummer van die hulp"),
    Instelling("hulp.adres", str, GEEN, "waar die hulp te vinden is"),
    Instelling("hulp.email", str, GEEN, "het e-mailadres van die hulp"),
    Instelling(
        "privacy.regel", str, BRIEVEN | {"verzamelaanvraag"},
        "wat de gemeente met de gegevens doet, en waar dat staat",
    ),
    Instelling("overzicht.webpagina", str, GEEN, "de webpagina in de QR-code op het overzicht"),
    Instelling("brief.voor_informatie", str, GEEN, "de afdeling of persoon voor vragen"),
    Instelling(
        "brief.aanvullen_weken", int, frozenset({"aanvulling", "intrekking"}),
        "hoeveel weken een bewoner krijgt om papieren na te sturen",
    ),
    Instelling("brief.venster_links_mm", int, GEEN, "linkerkant van het adres, in millimeters"),
    Instelling("brief.venster_boven_mm", int, GEEN, "bovenkant van het adres, in millimeters"),
    Instelling(
        "organisatie.rsin", str, GEEN, "het RSIN van de gemeente, voor het kopieblad bij het register"
    ),
    Instelling(
        "tellen.toekenning_per", str, GEEN,
        "wat in het register één toekenning is: per persoon, per huishouden of per kind",
        ("persoon", "huishouden", "kind"),
    ),
    Instelling(
        "schuldhulp.crisis_erbij", str, GEEN,
        "wat de gemeente bij schuldhulp ook als crisis ziet, met een puntkomma ertussen",
    ),
    Instelling(
        "ddas.gemeentecode", str, DDAS, "de code van de gemeente in de overdracht van schuldhulp: GM0396"
    ),
    Instelling("ddas.contact_naam", str, DDAS, "wie vragen over de overdracht van schuldhulp beantwoordt"),
    Instelling("ddas.contact_functie", str, GEEN, "de functie van die persoon"),
    Instelling("ddas.contact_email", str, DDAS, "het e-mailadres van die persoon"),
    Instelling("ddas.contact_telefoon", str, GEEN, "het telefoonnummer van die persoon"),
)  # fmt: skip
_OP_SLEUTEL = {i.sleutel: i for i in TABEL}
_SOORTEN: dict[type, str] = {str: "tekst tussen aanhalingstekens", int: "een heel getal"}


@dataclass(frozen=True)
class Instellingen:
    """The settings that are filled in, by their dotted key."""

    waarden: Mapping[str, str | int]

    def tekst(self, sleutel: str) -> str:
        """Return a text setting, or an empty text when it is not filled in."""
        return str(self.waarden.get(sleutel, ""))

    def getal(self, sleutel: str, anders: int) -> int:
        """Return a whole number, or `anders` when it is not filled in."""
        return int(self.waarden.get(sleutel, anders))

    def ontbrekend(self, soort: str) -> tuple[str, ...]:
        """Return the keys that a print needs and that are not filled in, in the table's order."""
        return tuple(i.sleutel for i in TABEL if soort in i.nodig_voor and i.sleutel not in self.waarden)

    def eis(self, soort: str, *, beroep: bool = False) -> None:
        """Raise InvoerFout naming every setting that this print still misses."""
        mist = self.ontbrekend(soort) + (self.ontbrekend("beroep") if beroep else ())
        if mist:
            namen = ", ".join(f"{sleutel} ({_OP_SLEUTEL[sleutel].uitleg})" for sleutel in mist)
            raise InvoerFout(
                f"{soort}: dit kan nog niet worden gemaakt, want in de instellingen ontbreekt "
                f"{namen}. Vul dit in met --instellingen BESTAND.toml."
            )


def lees_instellingen(pakketmap: Path, eigen: Path | None = None) -> Instellingen:
    """Return the package's settings with the gemeente's own file on top of them.

    Raises InvoerFout for a file that cannot be read, a key that does not exist or a wrong type.
    """
    waarden: dict[str, str | int] = {}
    van_pakket = pakketmap / BESTAND
    for pad in ([van_pakket] if van_pakket.is_file() else []) + ([eigen] if eigen else []):
        waarden.update(_lees(pad))
    return Instellingen({sleutel: w for sleutel, w in waarden.items() if w != ""})


def _lees(pad: Path) -> Mapping[str, str | int]:
    try:
        return _ontleed(lees_toml(pad), pad)
    except OSError as fout:
        raise InvoerFout(f"{pad.name} is niet te lezen: controleer of het bestand er is.") from fout
    except UnicodeDecodeError as fout:
        raise InvoerFout(f"{pad.name} is geen UTF-8: sla het bestand op als UTF-8.") from fout
    except (ValueError, RecursionError) as fout:
        raise InvoerFout(
            f"{pad.name} is geen geldige TOML ({fout}): kijk haakjes en aanhalingstekens na."
        ) from fout


@lru_cache(maxsize=16)
def _ontleed(tekst: str, pad: Path) -> Mapping[str, str | int]:
    """Return the settings in a text, the same for every letter; `pad` is for messages."""
    return {sleutel: _waarde(pad, sleutel, ruw) for sleutel, ruw in _plat(ontleed_tekst(tekst))}


def _plat(inhoud: Mapping[str, Any]) -> list[tuple[str, Any]]:
    paren: list[tuple[str, Any]] = []
    for groep, tabel in inhoud.items():
        if isinstance(tabel, dict) and tabel:
            paren += [(f"{groep}.{naam}", waarde) for naam, waarde in tabel.items()]
        else:
            paren.append((groep, tabel))
    return paren


def _waarde(pad: Path, sleutel: str, ruw: Any) -> str | int:
    instelling = _OP_SLEUTEL.get(sleutel)
    if instelling is None:
        lijkt = difflib.get_close_matches(sleutel, _OP_SLEUTEL, n=1)
        raad = f"bedoelt u '{lijkt[0]}'?" if lijkt else "haal hem weg."
        raise InvoerFout(f"{pad.name}: de instelling '{sleutel}' bestaat niet; {raad}")
    if not isinstance(ruw, instelling.soort) or isinstance(ruw, bool):
        raise InvoerFout(f"{pad.name}: '{sleutel}' moet {_SOORTEN[instelling.soort]} zijn.")
    if isinstance(ruw, str):
        return _tekst(pad, instelling, " ".join(ruw.split()))
    millimeter = int(ruw)
    if not 0 <= millimeter <= 120:
        raise InvoerFout(f"{pad.name}: '{sleutel}' ligt tussen 0 en 120 millimeter.")
    return millimeter


def _tekst(pad: Path, instelling: Instelling, waarde: str) -> str:
    if instelling.keuzes and waarde and waarde not in instelling.keuzes:
        woorden = ", ".join(instelling.keuzes)
        raise InvoerFout(f"{pad.name}: '{instelling.sleutel}' is {woorden}; '{waarde}' kan niet.")
    return waarde


def keur(pad: Path, sleutel: str, waarde: str) -> str | int:
    """Return a typed setting as it is kept; raises InvoerFout, so that no file gets what it cannot hold."""
    getypt = _OP_SLEUTEL[sleutel].soort is int
    if getypt and not waarde.isdecimal():
        raise InvoerFout(f"{pad.name}: '{sleutel}' moet {_SOORTEN[int]} zijn.")
    return _waarde(pad, sleutel, int(waarde) if getypt else waarde)
