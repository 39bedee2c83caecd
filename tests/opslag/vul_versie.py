"""Fill a store with whatever this version of the program can keep, and write down what went in.

Run by `maak_versie.py` with that version on the path, so it asks what is there before it uses it.
"""

from __future__ import annotations

import base64
import inspect
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2

WACHTWOORD, NAAM = "paard accu nietje", "S. de Wit"
MOMENT = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
#: Search is made of the persons again, and the names of migrations are those of the newest.
NIET_VERGELEKEN = ("persoon_naam", "sqlite_", "_sqlite")


def document(nummer: int) -> dict[str, Any]:
    aanvrager = {
        "id": "p1", "rol": "aanvrager", "voornaam": "Şükran", "achternaam": f"van der Élst{nummer}",
        "geboortedatum": "1985-04-12", "bsn": "999990019",
    }  # fmt: skip
    kind = {"id": "k1", "rol": "kind", "voornaam": "Noor", "geboortedatum": "2014-02-03"}
    return {
        "schema": "intake/1", "peildatum": "2026-11-18", "pakket": "oefenstad",
        "personen": [aanvrager, kind], "huishouden": {"spaargeld": "1234.56", "kale_huur": None},
    }  # fmt: skip


def maak(map_: Path) -> Dossierkast:
    """Begin a store with the arguments that this version asks for."""
    kent = inspect.signature(Dossierkast.maak).parameters
    eerste = {"naam": NAAM} if "naam" in kent else {}
    gemaakt = Dossierkast.maak(
        map_, **eerste, wachtwoord=WACHTWOORD, argon2=Argon2(1, 8, 1), klok=lambda: MOMENT
    )
    return gemaakt[0] if isinstance(gemaakt, tuple) else gemaakt


def vul(kast: Dossierkast) -> None:
    eerste, tweede, derde = (kast.nieuw(document(nummer)).id for nummer in (1, 2, 3))
    anders = document(1) | {"huishouden": {"spaargeld": "99.00", "kale_huur": "600.00"}}
    kast.bewaar_antwoord(eerste, "huishouden.kale_huur", "600.00", anders)
    pdf = b"%PDF-1.7 " + bytes(range(256)) * 20
    kast.bewaar_stuk(
        eerste, "beschikking", "beschikking.pdf", pdf, {"uitkomst": ["één"]}, date(2026, 11, 18)
    )
    kast.zet_status(eerste, "besloten")
    kast.zet_status(derde, "afgesloten")
    if hasattr(kast, "bewaar_behandeling"):
        kast.bewaar_behandeling(tweede, "notitie", "belt terug", {"notitie": "belt terug"})
        kast.voeg_taken_toe(tweede, [("Bel de wijkcoach", date(2026, 12, 1)), ("Zoek het contract", None)])
        kast.taak_klaar(kast.open_taken(tweede)[0].id)
        kast.zet_voorstel(tweede, date(2026, 11, 18))
    if hasattr(kast, "telfeiten"):
        tel(kast, eerste)
    if hasattr(kast, "log"):
        log(kast)


def tel(kast: Dossierkast, dossier_id: str) -> None:
    from consulent_app.besluiten.telfeiten import Telfeit, Telgezin, Telling, Telreden

    gezin = Telgezin(2, 1, "huisbezoek", "1964", "alleenstaande_ouder", "ar", "27-44")
    geweigerd = Telreden("afwijzing", "eerder_gekregen")
    feiten = (
        Telfeit("kindpakket_fiets", "Fiets", "k1", True, "toegekend", "ambtshalve", 10000),
        Telfeit("kindpakket_computer", "Computer", "k1", True, "afgewezen", redenen=(geweigerd,)),
    )
    kast.telfeiten.tel(dossier_id, "besluit", Telling(gezin, "oefenstad 2026.3", feiten, ("Raadslieden",)))


def log(kast: Dossierkast) -> None:
    from consulent_app.opslag.waarden import Handeling

    kast.log(Handeling(NAAM, "consulent", "aanmelden", "", "gelukt", "balie-1, consulent 0.1.0", ""))


def inhoud(kast: Dossierkast) -> dict[str, list[dict[str, Any]]]:
    with kast._verbindingen.lezen() as database:
        tabellen = [naam for naam in database.table_names() if not naam.startswith(NIET_VERGELEKEN)]
        return {
            naam: [_leesbaar(rij) for rij in database.query(f"SELECT * FROM {naam}")] for naam in tabellen
        }


def _leesbaar(rij: dict[str, Any]) -> dict[str, Any]:
    return {k: base64.b64encode(w).decode() if isinstance(w, bytes) else w for k, w in rij.items()}


def main() -> None:
    map_ = Path(sys.argv[1])
    with maak(map_) as kast:
        vul(kast)
        alles = {"naam": NAAM, "wachtwoord": WACHTWOORD, "tabellen": inhoud(kast)}
    (map_ / "inhoud.json").write_text(
        json.dumps(alles, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
