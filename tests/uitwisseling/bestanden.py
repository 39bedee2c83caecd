"""Made-up households as the files that a gemeente would bring."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Rijen = dict[str, list[dict[str, Any]]]


def rijen(documenten: Iterable[Mapping[str, Any]]) -> Rijen:
    """Return the rows of each file; what is unknown is left out."""
    uit: Rijen = {"huishoudens": [], "personen": [], "inkomens": [], "kosten": [], "toekenningen": []}
    for document in documenten:
        id_ = document["intake_id"]
        huis = {"huishouden_id": id_, **document.get("huishouden", {}), **document.get("geldzorgen", {})}
        dreiging = huis.pop("dreiging", None)
        if dreiging is not None:
            huis["dreiging"] = "|".join(dreiging) or "geen"
        uit["huishoudens"].append(huis)
        for persoon in document["personen"]:
            los = {k: v for k, v in persoon.items() if k not in ("id", "inkomens")}
            uit["personen"].append({"huishouden_id": id_, "persoon_id": persoon["id"], **los})
            inkomens = persoon.get("inkomens")
            for inkomen in [{"soort": "geen"}] if inkomens == [] else inkomens or ():
                uit["inkomens"].append({"huishouden_id": id_, "persoon_id": persoon["id"], **inkomen})
        for lijst, naam in (("kosten", "kosten"), ("eerder_toegekend", "toekenningen")):
            for post in document.get(lijst) or ():
                los = {k: v for k, v in post.items() if k != "persoon"}
                uit[naam].append({"huishouden_id": id_, "persoon_id": post.get("persoon"), **los})
    return uit


def schrijf_csv(map_: Path, alles: Rijen, teken: str = ",", komma: bool = False) -> None:
    """Write the files as CSV; `komma` writes amounts as 1283,83."""
    map_.mkdir(parents=True, exist_ok=True)
    for naam, lijst in alles.items():
        kolommen = list(dict.fromkeys(k for rij in lijst for k in rij)) or ["huishouden_id", "soort"]
        if naam == "toekenningen" and not lijst:
            kolommen = ["huishouden_id", "regeling", "datum"]
        with (map_ / f"{naam}.csv").open("w", encoding="utf-8", newline="") as bestand:
            schrijver = csv.writer(bestand, delimiter=teken)
            schrijver.writerow(kolommen)
            for rij in lijst:
                schrijver.writerow([_cel(rij.get(kolom), komma) for kolom in kolommen])


def _cel(waarde: Any, komma: bool) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    tekst = str(waarde)
    geld = tekst.count(".") == 1 and tekst.replace(".", "").isdigit()
    return tekst.replace(".", ",") if komma and geld else tekst
