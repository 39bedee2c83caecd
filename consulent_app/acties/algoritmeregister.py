"""The entry of a gemeente in the Algoritmeregister (Publicatiestandaard 1.0), from its own rule package."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.paden import resources
from consulent_app.regels.boom import Param
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.plek import laad_toml
from consulent_app.regels.regeling import Regeling

STANDAARD, TAAL = "1.0", "NLD"
VORMEN = ("md", "json", "csv")
ALLEEN_AANVRAAG = (
    "Voor wat van de gemeente is, maakt het programma een aanvraag klaar; de gemeente besluit daarover "
    "buiten het programma."
)
ZONDER_AANVRAAG = (
    "Bij {aantal} regelingen kan de gemeente zonder aanvraag toekennen: dan krijgt de inwoner ook de brief "
    "met het besluit. Voor de rest maakt het programma een aanvraag klaar."
)
NOG_INVULLEN = "*nog invullen door de gemeente*"


@dataclass(frozen=True)
class Registerveld:
    """A field of the standard: its name for machines and for people, and how many signs it may have."""

    naam: str
    heet: str
    hoogstens: int
    verplicht: bool = False


#: In the order of the standard. What is shorter than `hoogstens` is good: it says "fewer than".
VELDEN = (
    Registerveld("name", "Naam", 100, verplicht=True),
    Registerveld("description_short", "Korte omschrijving", 350, verplicht=True),
    Registerveld("organization", "Organisatie", 100, verplicht=True),
    Registerveld("category", "Thema", 100),
    Registerveld("status", "Status", 20, verplicht=True),
    Registerveld("begin_date", "Begindatum", 8),
    Registerveld("contact_email", "Contactgegevens", 100, verplicht=True),
    Registerveld("website", "Link naar publiekspagina", 300),
    Registerveld("publication_category", "Publicatiecategorie", 30, verplicht=True),
    Registerveld("goal", "Doel en impact", 2500),
    Registerveld("proportionality", "Afwegingen", 2500),
    Registerveld("human_intervention", "Menselijke tussenkomst", 2500),
    Registerveld("risks", "Risicobeheer", 2500),
    Registerveld("lawful_basis", "Wettelijke basis", 2500),
    Registerveld("impacttoetsen", "Impacttoetsen", 2500),
    Registerveld("source_data", "Gegevens", 2500),
    Registerveld("methods_and_models", "Technische werking", 5000),
    Registerveld("provider", "Leverancier", 200),
    Registerveld("lang", "Taal", 4, verplicht=True),
    Registerveld("standard_version", "Schema", 6, verplicht=True),
    Registerveld("source_id", "Bron-ID", 100),
    Registerveld("tags", "Zoektermen", 2500),
)


def vermelding(pakket: Pakket, instellingen: Instellingen) -> dict[str, str]:
    """Return every field, '' for what is not known here; raises InvoerFout for what is too long."""
    sjabloon, _ = laad_toml(resources() / "verantwoording" / "algoritmeregister.toml")
    gaten = dict(_gaten(pakket))
    gevuld = {naam: tekst.strip().format_map(gaten) for naam, tekst in sjabloon.items()}
    webpagina = instellingen.tekst("organisatie.website")
    gevuld |= {
        "organization": instellingen.tekst("organisatie.naam"),
        "contact_email": instellingen.tekst("organisatie.email"),
        "website": webpagina if not webpagina or "://" in webpagina else f"https://{webpagina}",
        "lang": TAAL, "standard_version": STANDAARD, "source_id": f"consulent-{pakket.id}",
    }  # fmt: skip
    volledig = {veld.naam: gevuld.get(veld.naam, "") for veld in VELDEN}
    for veld in VELDEN:
        if len(volledig[veld.naam]) >= veld.hoogstens:
            raise InvoerFout(
                f"register: '{veld.heet}' is te lang voor de standaard: minder dan {veld.hoogstens} tekens."
            )
    return volledig


def _gaten(pakket: Pakket) -> Iterator[tuple[str, str]]:
    regelingen = pakket.regelingen.values()
    eigen = [regeling for regeling in regelingen if regeling.door == "gemeente"]
    gronden = {grond for r in eigen for grond in (r.artikel, r.beleidsregel) if grond}
    gegevens = soorten_gegevens(pakket)
    yield from {
        "gemeente": pakket.gemeente or pakket.naam,
        "aantal": str(len(regelingen)),
        "van_gemeente": str(len(eigen)),
        "besluiten": _besluiten(pakket),
        "wegingen": str(sum(len(regeling.wegingen) for regeling in regelingen)),
        "grondslagen": "; ".join(sorted(gronden)),
        "aantal_vragen": str(len(gegevens)),
        "gegevens": ", ".join(gegevens),
        "pakket": pakket.naam,
        "versie": pakket.kenmerk["versie"],
        "vanaf": datum_leesbaar(pakket.geldig_vanaf),
        "tot": datum_leesbaar(pakket.geldig_tot),
    }.items()


def _besluiten(pakket: Pakket) -> str:
    """Say of what the letters are a decision: only what the gemeente said that it grants unasked."""
    zonder = [regeling for regeling in pakket.regelingen.values() if _mag_ambtshalve(regeling, pakket)]
    return ZONDER_AANVRAAG.format(aantal=len(zonder)) if zonder else ALLEEN_AANVRAAG


def _mag_ambtshalve(regeling: Regeling, pakket: Pakket) -> bool:
    mag = regeling.ambtshalve
    if isinstance(mag, Param):
        return bool(pakket.parameters[mag.naam].dateringen[-1].waarde)
    return mag is not None


def soorten_gegevens(pakket: Pakket) -> list[str]:
    """Return each kind of data once, in the words of the package, without the parts of a list."""
    heel = (veld for veld in pakket.velden_op_pad.values() if veld.niveau in ("huishouden", "persoon"))
    return list(dict.fromkeys(veld.kort.replace("{naam}", "iemand") for veld in heel))


# --- on paper and for a machine ----------------------------------------------------------------------


def in_vorm(vorm: str, velden: Mapping[str, str], pakket: Pakket) -> str:
    """Return the entry in one of VORMEN."""
    return {"md": _als_md, "json": _als_json, "csv": _als_csv}[vorm](velden, pakket)


def _als_json(velden: Mapping[str, str], _: Pakket) -> str:
    """Return it as the register takes it: themes are a list, what is empty is left out."""
    gevuld: dict[str, Any] = {naam: tekst for naam, tekst in velden.items() if tekst}
    return json.dumps({**gevuld, "category": [velden["category"]]}, ensure_ascii=False, indent=1) + "\n"


def _als_csv(velden: Mapping[str, str], _: Pakket) -> str:
    uit = io.StringIO()
    csv.writer(uit).writerows([list(velden), list(velden.values())])
    return uit.getvalue()


def _als_md(velden: Mapping[str, str], pakket: Pakket) -> str:
    delen = [
        f"# Algoritmeregister: {pakket.naam}",
        f"Vermelding volgens de Publicatiestandaard {STANDAARD}, gemaakt met `consulent regels register "
        f"{pakket.id}`. Wijzig niet dit blad, maar `resources/verantwoording/algoritmeregister.toml`, het "
        "regelpakket of de instellingen.",
        "| veld | aanleveren als | tekens | inhoud |\n|---|---|---|---|",
    ]
    for veld in VELDEN:
        tekst = velden[veld.naam]
        hoeveel = f"{len(tekst)} van minder dan {veld.hoogstens}"
        delen[-1] += f"\n| {veld.heet} | `{veld.naam}` | {hoeveel} | {tekst or NOG_INVULLEN} |"
    return "\n\n".join(delen) + "\n"
