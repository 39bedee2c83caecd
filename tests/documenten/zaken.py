"""Made-up outcomes for the Velsen example family, so that prints can be tested without an engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from consulent_app.besluiten.aanleiding import Aanleiding
from consulent_app.besluiten.afhandelen import handel_af
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.instellingen import Instellingen, lees_inrichting, lees_instellingen
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import lees_bestand
from consulent_app.huishouden.model import Intake
from consulent_app.paden import resources
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Oordeel, Reden, Status, Uitkomst, Verwijzing, Wijze

VERZONDEN = date(2019, 9, 16)
KENMERK = "Z/2019/0042"
AANLEIDING = Aanleiding(
    date(2019, 9, 2),
    nieuwe_dag=date(2019, 12, 1),
    reden="Wij wachten op de arts",
    gezegd_op=date(2019, 9, 12),
)


def velsen() -> Intake:
    """Return the example family: Lenie and Otto Bakker with two children without names."""
    return lees_bestand(resources() / "voorbeelden" / "velsen-2019-gezin.json")


def instellingen(pakket: str = "velsen-2019", eigen: Path | None = None) -> Instellingen:
    """Return the settings that a package brings."""
    return lees_instellingen(resources() / "regels" / pakket, lees_inrichting(eigen) if eigen else None)


def regeling(id_: str, naam: str, **anders: Any) -> Regeling:
    """Return a regeling of the gemeente; `bedrag` is the tree, which no print looks into."""
    velden: dict[str, Any] = {
        "per": "volwassene", "door": "gemeente", "wijze": "aanvraag", "artikel": "",
        "beleidsregel": "Beleidsregels minima (voorbeeld)", "wat": "", "waar": "", "alternatief": "",
        "terugbetalen": "U hoeft dit geld niet terug te betalen.", "rechtsmiddel": "bezwaar",
        "kostensoorten": (), "periode": "jaar", "bedrag": object(), "ambtshalve": None,
        "van_toepassing": None, "voorwaarden": (), "wegingen": (), "adres": f"test/{id_}.toml",
    }  # fmt: skip
    return Regeling(id=id_, naam=naam, **{**velden, **anders})


REGELINGEN = {
    r.id: r
    for r in (
        regeling("sociaal_culturele_activiteiten", "Sociaal-culturele activiteiten",
                 wat="Geld voor bijvoorbeeld een club, de bibliotheek of een krant."),
        regeling("schoolkosten_voortgezet", "Schoolkosten voortgezet onderwijs", per="kind",
                 periode="schooljaar", wat="Geld voor boeken, schriften en een schooltas."),
        regeling("individuele_inkomenstoeslag", "Individuele inkomenstoeslag", per="huishouden",
                 artikel="artikel 36 van de Participatiewet",
                 wat="Extra geld als u lang weinig inkomen heeft."),
        regeling("computer", "Computer voor school", per="kind", periode="eenmalig",
                 kostensoorten=("computer",), wat="Geld voor een computer of tablet voor school.",
                 alternatief="Vraag de school of uw kind een computer kan lenen."),
        regeling("kwijtschelding", "Kwijtschelding gemeentelijke belastingen", per="huishouden",
                 rechtsmiddel="beroep", artikel="artikel 26 van de Invorderingswet 1990",
                 wat="U hoeft deze belasting niet te betalen."),
        regeling("speeltuinkaart", "Speeltuinkaart", per="kind", bedrag=None, periode=None,
                 wat="Een kaart voor de speeltuin, een heel seizoen."),
        regeling("bijzondere_bijstand", "Bijzondere bijstand", per="huishouden",
                 artikel="artikel 35 van de Participatiewet", kostensoorten=("bril",),
                 wat="Geld voor kosten die u niet kon verwachten."),
        regeling("jeugdfonds_sport", "Jeugdfonds Sport", per="kind", door="anderen", wijze="verwijzing",
                 wat="Het fonds betaalt de sportclub van uw kind.",
                 waar="Vraag het aan bij het loket. Wij doen de aanvraag met u."),
        regeling("zorgtoeslag", "Zorgtoeslag", door="rijk", wijze="verwijzing",
                 wat="Geld voor uw zorgverzekering.", waar="Belastingdienst/Toeslagen."),
    )
}  # fmt: skip


def reden(
    voorwaarde: str, uitkomst: bool | None, tekst: str, artikel: str = "", *,
    weging: bool = False, doelgroep: bool = False, **waarden: str,
) -> Reden:  # fmt: skip
    """Return a reason with its sentence and figures."""
    return Reden(
        voorwaarde,
        uitkomst,
        artikel,
        weging,
        doelgroep,
        f"proef#{voorwaarde}",
        _zin=lambda: tekst,
        _waarden=lambda: waarden,
    )


INKOMEN_GOED = reden(
    "inkomen", True, "Uw inkomen is laag genoeg.", "artikel 3 (voorbeeld)", toetsinkomen="€ 1.391,75"
)


def uitkomst(
    id_: str, persoon: str | None, status: Status, wijze: Wijze | None, bedrag: str | None = None,
    **anders: Any,
) -> Uitkomst:  # fmt: skip
    """Return an outcome; the period follows from the regeling."""
    velden: dict[str, Any] = {
        "redenen": (INKOMEN_GOED,), "ontbreekt": (), "bewijs": (), "nog_vast_te_stellen": (),
    }  # fmt: skip
    geld = Geld.uit_tekst(bedrag) if bedrag else None
    periode = REGELINGEN[id_].periode
    return Uitkomst(id_, persoon, status, wijze, geld, periode, **{**velden, **anders})


def toegekend(id_: str, persoon: str | None, bedrag: str | None) -> Uitkomst:
    """Return a right that the gemeente grants by itself."""
    return uitkomst(id_, persoon, Status.RECHT, Wijze.AMBTSHALVE, bedrag)


TE_OUD = reden("leeftijd", False, "Uw kind is niet van deze leeftijd.", doelgroep=True)
PAS_GEHAD = reden(
    "frequentie", False, "Uw kind kreeg al een computer op 1 februari 2018.", "artikel 7 (voorbeeld)"
)
UITKOMSTEN = (
    toegekend("sociaal_culturele_activiteiten", "p1", "75"),
    toegekend("sociaal_culturele_activiteiten", "p2", "75"),
    toegekend("schoolkosten_voortgezet", "k2", "270"),
    toegekend("speeltuinkaart", "k1", None),
    uitkomst("computer", "k2", Status.GEEN_RECHT, Wijze.AMBTSHALVE, redenen=(PAS_GEHAD,)),
    uitkomst("computer", "k1", Status.GEEN_RECHT, Wijze.AMBTSHALVE, redenen=(TE_OUD,)),
    uitkomst(
        "individuele_inkomenstoeslag", None, Status.BEOORDELING, Wijze.AANVRAAG, "576",
        bewijs=("Papieren waaruit blijkt dat u werk heeft gezocht", "Kopie van uw bankafschriften"),
        redenen=(
            reden("inspanning", None, "Wij kijken wat u heeft gedaan om werk te vinden.", weging=True),
        ),
    ),
    uitkomst(
        "bijzondere_bijstand", None, Status.ONBEKEND, Wijze.AANVRAAG, ontbreekt=("kosten",),
        bewijs=("Kopie van uw bankafschriften", "Offerte of rekening"),
        redenen=(reden("kosten", None, "Wij weten nog niet welke kosten u heeft."),),
    ),
    uitkomst(
        "kwijtschelding", None, Status.RECHT, Wijze.AMBTSHALVE, nog_vast_te_stellen=("aanslag",)
    ),
    uitkomst("jeugdfonds_sport", "k1", Status.RECHT, Wijze.VERWIJZING),
    uitkomst("jeugdfonds_sport", "k2", Status.RECHT, Wijze.VERWIJZING),
    uitkomst("zorgtoeslag", "p1", Status.RECHT, Wijze.VERWIJZING),
)  # fmt: skip
SCHULDEN = Verwijzing(
    "schuldhulpverlening", "U heeft schulden. De gemeente helpt u daarbij.", "", uiterlijk=None
)
FEITEN = {
    "toetsinkomen": {
        "waarde": "1391.75", "leesbaar": "€\u00a01.391,75", "artikel": "artikel 32",
        "omschrijving": "Netto inkomen van aanvrager en partner per maand, met vakantietoeslag",
    },
    "bijstandsnorm": {
        "waarde": "1465.05", "leesbaar": "€\u00a01.465,05", "artikel": "artikel 21",
        "omschrijving": "Bijstandsnorm die voor dit huishouden geldt, per maand",
    },
    "vermogen": {
        "waarde": "500.00", "leesbaar": "€\u00a0500,00", "artikel": "artikel 34",
        "omschrijving": "Vermogen: bezit min schulden",
    },
}  # fmt: skip


def oordeel(
    uitkomsten: Iterable[Uitkomst] = UITKOMSTEN, verwijzingen: tuple[Verwijzing, ...] = ()
) -> Oordeel:
    """Return a judgement with these outcomes."""
    pakket = {"id": "velsen-2019", "versie": "2019.1", "sha256": "0123456789ab" + "0" * 52}
    return Oordeel(
        "voorbeeld-3", date(2019, 9, 15), pakket, tuple(uitkomsten), None, verwijzingen,
        afgeleid=FEITEN,
    )  # fmt: skip


def afhandeling(
    uitkomsten: Iterable[Uitkomst] = UITKOMSTEN, *, intake: Intake | None = None,
    datum: date = VERZONDEN, inst: Instellingen | None = None, merk: str = "VOORBEELD",
    verwijzingen: tuple[Verwijzing, ...] = (), **anders: Any,
) -> Afhandeling:  # fmt: skip
    """Return what follows from these outcomes for the example family."""
    return handel_af(
        intake or velsen(), oordeel(uitkomsten, verwijzingen), REGELINGEN, inst or instellingen(),
        datum, KENMERK, merk=merk, **anders,
    )  # fmt: skip


def met(intake: Intake, **anders: Any) -> Intake:
    """Return the intake with other answers."""
    return replace(intake, **anders)
