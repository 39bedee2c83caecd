"""Read an intake (`intake/1`) into values; every fault is one Dutch sentence that names the field."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout
from consulent_app.huishouden import model
from consulent_app.huishouden.bsn import bsn_klopt
from consulent_app.huishouden.datums import Geboortedatum
from consulent_app.huishouden.geld import Geld

Lezer = Callable[[Any, str], Any]
GROOTSTE_BESTAND = 5_000_000
#: More than any household has of anything; judging thousands would take minutes.
LANGSTE_LIJST = 200
LANGST_GETOOND = 60


def lees_bestand(pad: Path) -> model.Intake:
    """Read an intake file; raises InvoerFout when it is not there or not right."""
    return lees_document(laad_json(pad))


def laad_json(pad: Path) -> Any:
    """Return what a JSON file holds; raises InvoerFout when it cannot be read as JSON."""
    try:
        if pad.stat().st_size > GROOTSTE_BESTAND:
            raise InvoerFout(f"{pad.name} is te groot voor een intake: kies een ander bestand.")
        return json.loads(pad.read_text(encoding="utf-8-sig"), parse_constant=_geen_getal)
    except OSError as fout:
        raise InvoerFout(f"{pad.name} is niet te lezen: controleer of het bestand er is.") from fout
    except UnicodeDecodeError as fout:
        raise InvoerFout(f"{pad.name} is geen UTF-8: sla het bestand op als UTF-8.") from fout
    except json.JSONDecodeError as fout:
        raise InvoerFout(f"{pad.name} is geen JSON: kijk op regel {fout.lineno}.") from fout
    except (RecursionError, ValueError) as fout:
        raise InvoerFout(f"{pad.name} is geen geldige JSON-intake: controleer het bestand.") from fout


def _geen_getal(naam: str) -> Any:
    raise ValueError(naam)


def lees_document(document: Any) -> model.Intake:
    """Return the intake that a JSON document describes; raises InvoerFout at the first fault."""
    if isinstance(document, Mapping) and document.get("schema") != "intake/1":
        raise InvoerFout("schema: dit moet 'intake/1' zijn.")
    velden = {k: v for k, v in _object(document, "intake").items() if k != "schema"}
    intake: model.Intake = _lees(model.Intake, _INTAKE, velden, "")
    _controleer_samenhang(intake)
    return intake


def _controleer_samenhang(intake: model.Intake) -> None:
    rollen = [p.rol for p in intake.personen]
    if rollen.count("aanvrager") != 1:
        raise InvoerFout(
            f"personen: er is precies één aanvrager nodig, maar er zijn er {rollen.count('aanvrager')}."
        )
    if rollen.count("partner") > 1:
        raise InvoerFout("personen: er kan hoogstens één partner zijn.")
    bekend = {p.id for p in intake.personen}
    if len(bekend) != len(intake.personen):
        raise InvoerFout("personen: twee personen hebben dezelfde id; geef ieder een eigen id.")
    for persoon in intake.personen:
        geboren = persoon.geboortedatum
        if geboren and geboren.vroegst > intake.peildatum:
            raise InvoerFout(
                f"personen.{persoon.id}.geboortedatum: {geboren.als_tekst()} ligt na de peildatum; "
                "controleer het jaar."
            )
    posten: dict[str, tuple[model.Kostenpost | model.Toekenning, ...] | None] = {
        "kosten": intake.kosten,
        "eerder_toegekend": intake.eerder_toegekend,
    }
    for lijst, rij in posten.items():
        for nummer, post in enumerate(rij or ()):
            if post.persoon is not None and post.persoon not in bekend:
                raise InvoerFout(f"{lijst}.{nummer}.persoon: '{post.persoon}' staat niet bij de personen.")


# --- readers: each takes (value, place) and returns the value or raises InvoerFout -----------------


def _object(waarde: Any, plek: str) -> Mapping[str, Any]:
    if not isinstance(waarde, Mapping):
        raise InvoerFout(f"{plek}: hier hoort een groep velden te staan, geen {_noem(waarde)}.")
    return waarde


def _noem(waarde: Any) -> str:
    namen = {bool: "ja/nee", int: "getal", float: "getal", str: "tekst", list: "lijst"}
    return namen.get(type(waarde), "groep velden" if isinstance(waarde, Mapping) else "leeg veld")


def _kort(waarde: Any) -> str:
    tekst = str(waarde)
    return tekst if len(tekst) <= LANGST_GETOOND else f"{tekst[:LANGST_GETOOND]}..."


def _tekst(waarde: Any, plek: str) -> str:
    if not isinstance(waarde, str):
        raise InvoerFout(f"{plek}: hier hoort tekst te staan, geen {_noem(waarde)}.")
    return waarde


def _gevulde_tekst(waarde: Any, plek: str) -> str:
    if not _tekst(waarde, plek).strip():
        raise InvoerFout(f"{plek}: dit veld mag niet leeg zijn.")
    return str(waarde)


def _persoon_id(waarde: Any, plek: str) -> str:
    if "." in _gevulde_tekst(waarde, plek):
        raise InvoerFout(
            f"{plek}: gebruik geen punt in '{_kort(waarde)}'; die scheidt de delen van een veldnaam."
        )
    return str(waarde)


def _ja_nee(waarde: Any, plek: str) -> bool:
    if not isinstance(waarde, bool):
        raise InvoerFout(f"{plek}: hier hoort true of false te staan, geen {_noem(waarde)}.")
    return waarde


def _aantal(laagst: int) -> Lezer:
    def lees(waarde: Any, plek: str) -> int:
        if isinstance(waarde, bool) or not isinstance(waarde, int):
            raise InvoerFout(f"{plek}: hier hoort een heel getal te staan, geen {_noem(waarde)}.")
        if waarde < laagst:
            raise InvoerFout(f"{plek}: {waarde} kan niet; het is {laagst} of meer.")
        return waarde

    return lees


def _geld(waarde: Any, plek: str) -> Geld:
    if not isinstance(waarde, str):
        raise InvoerFout(f'{plek}: zet het bedrag tussen aanhalingstekens, zoals "1283.83".')
    try:
        bedrag = Geld.uit_tekst(waarde)
    except ValueError:
        raise InvoerFout(
            f"{plek}: '{_kort(waarde)}' is geen bedrag met twee decimalen, zoals 1283.83."
        ) from None
    if bedrag.centen < 0:
        raise InvoerFout(f"{plek}: {_kort(waarde)} is negatief; vul 0.00 in of zet het bij schulden.")
    return bedrag


def _datum(waarde: Any, plek: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _tekst(waarde, plek)):
        try:
            return date.fromisoformat(waarde)
        except ValueError:
            pass
    raise InvoerFout(f"{plek}: '{_kort(waarde)}' is geen datum; schrijf hem als 2026-11-18.")


def _geboortedatum(waarde: Any, plek: str) -> Geboortedatum:
    try:
        return Geboortedatum.uit_tekst(_tekst(waarde, plek))
    except ValueError:
        raise InvoerFout(
            f"{plek}: '{_kort(waarde)}' is geen geboortedatum; schrijf 1985-04-12, 1985-04 of 1985."
        ) from None


def _bsn(waarde: Any, plek: str) -> str:
    if not re.fullmatch(r"[0-9]{9}", _tekst(waarde, plek)):
        raise InvoerFout(f"{plek}: een BSN heeft negen cijfers.")
    if not bsn_klopt(waarde):
        raise InvoerFout(f"{plek}: dit BSN bestaat niet (11-proef); kijk de cijfers na.")
    return str(waarde)


def _postcode(waarde: Any, plek: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{3}[A-Z]{2}", _tekst(waarde, plek)):
        raise InvoerFout(f"{plek}: '{_kort(waarde)}' is geen postcode; schrijf hem als 1964EZ.")
    return str(waarde)


def _keuze(*opties: str) -> Lezer:
    def lees(waarde: Any, plek: str) -> str:
        if waarde not in opties or not isinstance(waarde, str):
            raise InvoerFout(f"{plek}: '{_kort(waarde)}' kan niet; kies uit {', '.join(opties)}.")
        return waarde

    return lees


def _lijst(lees_deel: Lezer) -> Lezer:
    def lees(waarde: Any, plek: str) -> tuple[Any, ...]:
        if not isinstance(waarde, list):
            raise InvoerFout(f"{plek}: hier hoort een lijst te staan, geen {_noem(waarde)}.")
        if len(waarde) > LANGSTE_LIJST:
            raise InvoerFout(f"{plek}: hier staan er {len(waarde)}; het zijn er hoogstens {LANGSTE_LIJST}.")
        return tuple(lees_deel(deel, f"{plek}.{_sleutel(deel, i)}") for i, deel in enumerate(waarde))

    return lees


def _sleutel(deel: Any, nummer: int) -> str:
    naam = deel.get("id") if isinstance(deel, Mapping) else None
    return naam if isinstance(naam, str) and naam else str(nummer)


def _groep(soort: type, lezers: Mapping[str, Lezer], verplicht: tuple[str, ...] = ()) -> Lezer:
    def lees(waarde: Any, plek: str) -> Any:
        groep = _object(waarde, plek)
        for naam in verplicht:
            if groep.get(naam) is None and naam != "netto_per_maand":
                raise InvoerFout(f"{plek}.{naam}: dit veld is verplicht.")
            if naam not in groep:
                raise InvoerFout(f"{plek}.{naam}: dit veld is verplicht; null is 'niet bekend'.")
        return _lees(soort, lezers, groep, plek)

    return lees


def _lees(soort: type, lezers: Mapping[str, Lezer], groep: Mapping[str, Any], plek: str) -> Any:
    waarden = {}
    for naam, waarde in groep.items():
        waar = f"{plek}.{naam}" if plek else str(naam)
        if naam not in lezers:
            raise InvoerFout(f"{waar}: dit veld bestaat niet; {_raad(naam, lezers)}")
        if waarde is not None:
            waarden[naam] = lezers[naam](waarde, waar)
    for naam in ("peildatum", "pakket", "personen") if soort is model.Intake else ():
        if waarden.get(naam) in (None, ()):
            raise InvoerFout(f"{naam}: dit veld is verplicht.")
    return soort(**waarden)


def _raad(naam: str, lezers: Mapping[str, Lezer]) -> str:
    lijkt = difflib.get_close_matches(str(naam), lezers, n=1)
    return f"bedoelt u '{lijkt[0]}'?" if lijkt else "haal het weg."


_INKOMEN: dict[str, Lezer] = {
    "soort": _keuze(*model.INKOMENSOORTEN),
    "netto_per_maand": _geld,
    "vakantietoeslag_per_maand": _geld,
    "sinds": _datum,
}
_PERSOON: dict[str, Lezer] = {
    "id": _persoon_id,
    "rol": _keuze(*model.ROLLEN),
    "voornaam": _tekst,
    "achternaam": _tekst,
    "bsn": _bsn,
    "geboortedatum": _geboortedatum,
    "ingeschreven_in_gemeente": _ja_nee,
    "ingeschreven_sinds": _datum,
    "rechtmatig_verblijf": _ja_nee,
    "in_inrichting": _ja_nee,
    "studiefinanciering": _ja_nee,
    "onderwijs": _keuze(*model.ONDERWIJS),
    "medische_beperking_bij_studie": _ja_nee,
    "inkomens": _lijst(_groep(model.Inkomen, _INKOMEN, ("soort", "netto_per_maand"))),
    "zorgverzekeraar": _tekst,
    "collectief_verzekerd": _ja_nee,
    "wanbetaler_zorgpremie": _ja_nee,
    "wajong": _ja_nee,
    "toetsingsinkomen": _geld,
    "commerciele_huur_of_bbl": _ja_nee,
}
_HUISHOUDEN: dict[str, Lezer] = {
    "postcode": _postcode,
    "huisnummer": _aantal(1),
    "toevoeging": _tekst,
    "straat": _tekst,
    "woonplaats": _tekst,
    "wijk": _tekst,
    "woonvorm": _keuze(*model.WOONVORMEN),
    "kale_huur": _geld,
    "servicekosten": _geld,
    "spaargeld": _geld,
    "overige_bezittingen": _geld,
    "waarde_auto": _geld,
    "schulden": _geld,
    "overwaarde_woning": _geld,
    "maanden_laag_inkomen": _aantal(0),
    "zicht_op_inkomensverbetering": _ja_nee,
    "belastingaanslag": _geld,
    "zorgpremie": _geld,
    "ontvangen_zorgtoeslag": _geld,
    "ontvangen_huurtoeslag": _geld,
    "ontvangen_kindgebonden_budget": _geld,
    "hypotheekrente": _geld,
    "bijzondere_uitgaven": _geld,
    "kosten_kinderopvang": _geld,
    "kosten_instelling": _geld,
    "auto_onmisbaar": _ja_nee,
    "niet_meetellend_inkomen": _geld,
    "schulden_met_voorrang": _geld,
    "pandrecht_auto": _geld,
}
_KOSTENPOST: dict[str, Lezer] = {
    "soort": _tekst,
    "persoon": _tekst,
    "bedrag": _geld,
    "datum": _datum,
    "bewijs": _ja_nee,
}
_TOEKENNING: dict[str, Lezer] = {
    "regeling": _tekst,
    "persoon": _tekst,
    "datum": _datum,
    "bedrag": _geld,
}
_GELDZORGEN: dict[str, Lezer] = {
    "betalingsachterstand": _ja_nee,
    "dreiging": _lijst(_keuze(*model.DREIGINGEN)),
    "totale_schuld": _geld,
    "aantal_schuldeisers": _aantal(0),
    "ondernemer": _ja_nee,
    "bewindvoerder": _ja_nee,
    "schuldhulptraject": _keuze(*model.SCHULDHULPTRAJECTEN),
}
_GESPREK: dict[str, Lezer] = {
    "plaats": _keuze(*model.PLAATSEN),
    "taal": _tekst,
    "laaggeletterd": _ja_nee,
    "toestemming_delen": _ja_nee,
    "hulp_nodig_sinds": _datum,
    "reden_niet_eerder": _tekst,
    "bijstand_gestopt_op": _datum,
}
_INTAKE: dict[str, Lezer] = {
    "intake_id": _gevulde_tekst,
    "peildatum": _datum,
    "pakket": _gevulde_tekst,
    "personen": _lijst(_groep(model.Persoon, _PERSOON, ("id", "rol"))),
    "huishouden": _groep(model.Huishouden, _HUISHOUDEN),
    "kosten": _lijst(_groep(model.Kostenpost, _KOSTENPOST, ("soort",))),
    "eerder_toegekend": _lijst(_groep(model.Toekenning, _TOEKENNING, ("regeling", "datum"))),
    "geldzorgen": _groep(model.Geldzorgen, _GELDZORGEN),
    "gesprek": _groep(model.Gesprek, _GESPREK),
}
