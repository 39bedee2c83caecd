"""A whole file: the same outcomes as one household at a time, and every fault in its own line."""

from __future__ import annotations

import csv
import html
import re
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from consulent_app.acties import ambtshalve
from consulent_app.acties.ambtshalve import Gestopt, Uitslag, toets_bestand
from consulent_app.acties.toetsen import Toetser
from consulent_app.cli import main
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.huishouden.lezen import lees_document
from consulent_app.paden import resources
from consulent_app.regels.pakketkast import Pakketkast
from consulent_app.regels.toets import toets
from tests.regels.huishoudens import huishoudens, pakketten
from tests.uitwisseling.bestanden import rijen, schrijf_csv

PEIL = date(2026, 11, 18)
GEZIN: dict[str, Any] = {
    "schema": "intake/1",
    "peildatum": "2026-11-18",
    "pakket": "oefenstad",
    "personen": [
        {"id": "p1", "rol": "aanvrager", "geboortedatum": "1991-07-14", "ingeschreven_in_gemeente": True,
         "rechtmatig_verblijf": True, "in_inrichting": False, "studiefinanciering": False,
         "inkomens": [{"soort": "bijstand", "netto_per_maand": "1351.87",
                       "vakantietoeslag_per_maand": "67.59"}]},
        {"id": "k1", "rol": "kind", "geboortedatum": "2014-02-03", "onderwijs": "basisonderwijs",
         "ingeschreven_in_gemeente": True, "studiefinanciering": False, "inkomens": []},
    ],
    "huishouden": {"spaargeld": "850.00", "overige_bezittingen": "0.00", "waarde_auto": "0.00",
                   "schulden": "0.00", "overwaarde_woning": "0.00"},
    "geldzorgen": {"schuldhulptraject": "geen", "betalingsachterstand": False, "dreiging": []},
}  # fmt: skip


def _gezin(id_: str, **huishouden: Any) -> dict[str, Any]:
    return {**GEZIN, "intake_id": id_, "huishouden": {**GEZIN["huishouden"], **huishouden}}


def _uitkomsten(map_: Path) -> dict[tuple[str, str | None, str], tuple[Any, ...]]:
    vraag = (
        "SELECT huishouden_id, persoon_id, regeling, status, wijze, bedrag, faalt, ontbreekt,"
        f" nog_vast_te_stellen FROM read_parquet('{map_}/uitkomsten.parquet')"
    )
    with duckdb.connect() as bank:
        return {tuple(rij[:3]): tuple(rij[3:]) for rij in bank.execute(vraag).fetchall()}


def _verwacht(documenten: list[dict[str, Any]], pakket: str) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    uit: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    regels = pakketten()[pakket]
    for document in documenten:
        for u in toets(lees_document(document), regels).uitkomsten:
            if u.persoon is None and regels.regelingen[u.regeling].per != "huishouden":
                continue
            namen = [e.id for e in regels.regelingen[u.regeling].voorwaarden]
            faalt = [n for n in namen if any(r.voorwaarde == n and r.uitkomst is False for r in u.redenen)]
            mist = sorted({_algemeen(pad) for pad in u.ontbreekt})
            uit[document["intake_id"], u.persoon, u.regeling] = (
                u.status.value,
                u.wijze.value if u.wijze else None,
                u.bedrag.centen / 100 if u.bedrag is not None else None,
                *(", ".join(lijst) or None for lijst in (faalt, mist, sorted(u.nog_vast_te_stellen))),
            )
    return uit


def _algemeen(pad: str) -> str:
    delen = pad.split(".")
    if len(delen) > 1 and delen[0] in ("personen", "kosten", "eerder_toegekend"):
        delen[1] = "*"
    if len(delen) > 3:
        delen[3] = "*"
    return ".".join(delen)


def _gelijk(nu: Mapping[Any, tuple[Any, ...]], straks: Mapping[Any, tuple[Any, ...]]) -> None:
    assert set(nu) == set(straks)
    for sleutel, waarde in nu.items():
        bedrag = float(waarde[2]) if waarde[2] is not None else None
        assert (*waarde[:2], bedrag, *waarde[3:]) == straks[sleutel], sleutel


def _run(map_: Path, uit: Path, pakket: str = "oefenstad") -> Uitslag:
    return toets_bestand(map_, uit, pakketten()[pakket], PEIL, landelijk=True)


def _bekende_lijsten(documenten: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A file says nothing of one household's lists apart: they are known for all or for none."""
    return [
        {
            **d,
            "peildatum": "2026-11-18",
            "kosten": d["kosten"] or [],
            "eerder_toegekend": d["eerder_toegekend"] or [],
        }
        for d in documenten
    ]


@pytest.mark.parametrize(("teken", "komma"), [(",", False), (";", True)])
@pytest.mark.parametrize("pakket", ["oefenstad", "heemskerk"])
def test_een_bestand_zegt_wat_toets_zegt(tmp_path: Path, pakket: str, teken: str, komma: bool) -> None:
    documenten = _bekende_lijsten(huishoudens(Random(pakket), pakket, 150))
    schrijf_csv(tmp_path / "in", rijen(documenten), teken, komma)
    uitslag = _run(tmp_path / "in", tmp_path / "uit", pakket)
    assert (uitslag.huishoudens, uitslag.fouten) == (150, 0)
    _gelijk(_uitkomsten(tmp_path / "uit"), _verwacht(documenten, pakket))


def test_parquet_en_delen_geven_hetzelfde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documenten = _bekende_lijsten(huishoudens(Random(7), "oefenstad", 120))
    schrijf_csv(tmp_path / "in", rijen(documenten))
    with duckdb.connect() as bank:
        for pad in (tmp_path / "in").glob("*.csv"):
            uit = tmp_path / "pq" / f"{pad.stem}.parquet"
            uit.parent.mkdir(exist_ok=True)
            bank.execute(
                f"COPY (SELECT * FROM read_csv('{pad}', types={{'huishouden_id': 'VARCHAR'}})) TO '{uit}'"
            )
    monkeypatch.setattr(ambtshalve, "PERSONEN_PER_DEEL", 60)
    _run(tmp_path / "in", tmp_path / "uit1")
    _run(tmp_path / "pq", tmp_path / "uit2")
    verwacht = _verwacht(documenten, "oefenstad")
    _gelijk(_uitkomsten(tmp_path / "uit1"), verwacht)
    _gelijk(_uitkomsten(tmp_path / "uit2"), verwacht)
    assert sorted(pad.name for pad in (tmp_path / "uit1").iterdir()) == [
        "fouten.csv", "overzicht.xlsx", "uitkomsten.parquet", "werklijst.csv",
    ]  # fmt: skip


def _fouten(map_: Path) -> list[tuple[str, int, str]]:
    with (map_ / "fouten.csv").open(encoding="utf-8", newline="") as bestand:
        return [(r["bestand"], int(r["regel"]), r["reden"]) for r in csv.DictReader(bestand)]


def test_iedere_fout_staat_met_regel_en_reden_in_de_lijst(tmp_path: Path) -> None:
    goed, mis = _gezin("goed"), [_gezin(f"fout{i}") for i in range(8)]
    alles = rijen([goed, *mis, _gezin("dubbel")])
    alles["huishoudens"].append(dict(alles["huishoudens"][-1]))
    alles["huishoudens"][1]["spaargeld"] = "1.2.3"
    alles["huishoudens"][2]["schuldhulptraject"] = "nooit"
    personen = {(r["huishouden_id"], r["persoon_id"]): r for r in alles["personen"]}
    personen["fout2", "p1"]["geboortedatum"] = "1991-13-40"
    personen["fout3", "p1"]["rol"] = "kind"
    personen["fout4", "k1"]["geboortedatum"] = "2027-01-01"
    personen["fout5", "k1"]["persoon_id"] = "p1"
    personen["fout6", "k1"]["huishouden_id"] = "nergens"
    next(r for r in alles["inkomens"] if r["huishouden_id"] == "fout7")["persoon_id"] = "niemand"
    schrijf_csv(tmp_path / "in", alles)
    uitslag = _run(tmp_path / "in", tmp_path / "uit")
    fouten = _fouten(tmp_path / "uit")
    redenen = {(bestand, regel): reden for bestand, regel, reden in fouten}
    assert "'1.2.3' is geen bedrag" in redenen["huishoudens.csv", 3]
    assert "'nooit' kan niet; kies uit geen, wgs, wsnp" in redenen["huishoudens.csv", 4]
    assert "meer dan één keer" in redenen["huishoudens.csv", 11]
    assert "meer dan één keer" in redenen["huishoudens.csv", 12]
    assert "'1991-13-40' is geen geboortedatum" in redenen["personen.csv", 8]
    assert "precies één aanvrager nodig, maar er zijn er 0" in redenen["huishoudens.csv", 6]
    assert "na de peildatum" in redenen["personen.csv", 13]
    assert "meer dan één keer" in redenen["personen.csv", 15]
    assert "staat niet (goed) in huishoudens" in redenen["personen.csv", 17]
    assert any("staat niet (goed) in personen" in r for (b, _), r in redenen.items() if b == "inkomens.csv")
    getoetst = {sleutel[0] for sleutel in _uitkomsten(tmp_path / "uit")}
    # Of fout6 the child went elsewhere, but its income still points here: not judged either.
    assert getoetst == {"goed"}
    assert uitslag.huishoudens == 1


@pytest.mark.parametrize(
    ("regeling", "datum", "zegt"),
    [
        ("Kindpakket: fiets", "2026-09-01", "is geen regeling van dit pakket; bedoelt u kindpakket_fiets?"),
        ("fiets", "2026-09-01", "bedoelt u kindpakket_fiets?"),
        ("kindpaket_fiets", "2026-09-01", "bedoelt u kindpakket_fiets?"),
        ("xyz", "2026-09-01", "kies uit"),
        ("kindpakket_fiets", "2026-11-19", "datum: deze ligt na de peildatum."),
    ],
)
def test_een_toekenning_die_de_regels_niet_kennen_is_een_fout(
    tmp_path: Path, regeling: str, datum: str, zegt: str
) -> None:
    """It would not count, and the same thing would be granted twice."""
    toekenning = {"regeling": regeling, "datum": datum, "persoon": "k1"}
    landelijk = {"regeling": "zorgtoeslag", "datum": "2026-01-01"}
    documenten = [
        {**_gezin("a"), "eerder_toegekend": [toekenning]},
        {**_gezin("b"), "eerder_toegekend": [landelijk]},
    ]
    schrijf_csv(tmp_path / "in", rijen(documenten))
    toets_bestand(tmp_path / "in", tmp_path / "uit", pakketten()["oefenstad"], PEIL)
    ((bestand, regel, reden),) = _fouten(tmp_path / "uit")
    assert (bestand, regel) == ("toekenningen.csv", 2)
    assert zegt in reden
    assert {sleutel[0] for sleutel in _uitkomsten(tmp_path / "uit")} == {"b"}


@pytest.mark.parametrize("bsn", ["123456789", "99999001", "99999001x", "000000000"])
def test_een_bsn_dat_niet_bestaat_is_een_fout(tmp_path: Path, bsn: str) -> None:
    goed, fout = _gezin("goed"), _gezin("fout")
    goed["personen"] = [
        {**p, "bsn": b} for p, b in zip(GEZIN["personen"], ("999990019", None), strict=True)
    ]
    fout["personen"] = [{**GEZIN["personen"][0], "bsn": bsn}, GEZIN["personen"][1]]
    schrijf_csv(tmp_path / "in", rijen([goed, fout]))
    _run(tmp_path / "in", tmp_path / "uit")
    ((bestand, regel, reden),) = _fouten(tmp_path / "uit")
    assert (bestand, regel) == ("personen.csv", 4)
    assert reden == f"bsn: '{bsn}' is geen burgerservicenummer (de 11-proef klopt niet)."
    assert {sleutel[0] for sleutel in _uitkomsten(tmp_path / "uit")} == {"goed"}


def test_een_regel_met_te_veel_kolommen_wordt_geweigerd_en_schuift_niets_op(tmp_path: Path) -> None:
    alles = rijen([_gezin("a"), _gezin("b"), _gezin("c", spaargeld="veel")])
    schrijf_csv(tmp_path / "in", alles)
    pad = tmp_path / "in" / "huishoudens.csv"
    regels = pad.read_text(encoding="utf-8").splitlines()
    regels[2] += ",te,veel"
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")
    _run(tmp_path / "in", tmp_path / "uit")
    fouten = {(b, r): reden for b, r, reden in _fouten(tmp_path / "uit")}
    assert "niet evenveel kolommen" in fouten["huishoudens.csv", 3]
    assert "'veel' is geen bedrag" in fouten["huishoudens.csv", 4]
    assert {s[0] for s in _uitkomsten(tmp_path / "uit")} == {"a"}


def _verander(pad: Path, verander: Callable[[list[str]], None]) -> None:
    regels = pad.read_text(encoding="utf-8").splitlines()
    verander(regels)
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")


def test_wat_uit_een_fout_volgt_telt_niet_als_fout(tmp_path: Path) -> None:
    """The household of a line that was refused has persons and incomes: those are right."""
    schrijf_csv(tmp_path / "in", rijen([_gezin("a"), _gezin("b"), _gezin("c")]))

    def verander(regels: list[str]) -> None:
        regels[2] += ",te,veel"

    _verander(tmp_path / "in" / "huishoudens.csv", verander)
    uitslag = _run(tmp_path / "in", tmp_path / "uit")
    ((bestand, regel, reden),) = _fouten(tmp_path / "uit")
    assert (bestand, regel, uitslag.fouten) == ("huishoudens.csv", 3, 1)
    # Two persons, the income of the one and that the other has none.
    assert reden.endswith("Daardoor zijn 4 andere regels niet bekeken.")
    assert {s[0] for s in _uitkomsten(tmp_path / "uit")} == {"a", "c"}


def test_een_huishouden_dat_ontbreekt_wordt_een_keer_gemeld(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("a"), _gezin("b")]))
    _verander(tmp_path / "in" / "huishoudens.csv", lambda regels: regels.pop(2) and None)
    _run(tmp_path / "in", tmp_path / "uit")
    ((bestand, regel, reden),) = _fouten(tmp_path / "uit")
    assert (bestand, regel) == ("personen.csv", 4)
    assert "staat niet (goed) in huishoudens. Daardoor zijn 3 andere regels niet bekeken." in reden


def test_een_open_aanhalingsteken_is_een_regel_en_neemt_anderen_mee(tmp_path: Path) -> None:
    """Whose line was taken along is not judged: half of his incomes would be worse than none."""
    twee = _gezin("c")
    ouder, kind = twee["personen"]
    loon = {"soort": "loon", "netto_per_maand": "2000.00", "vakantietoeslag_per_maand": "0.00"}
    twee["personen"] = [{**ouder, "inkomens": [*ouder["inkomens"], loon]}, kind]
    schrijf_csv(tmp_path / "in", rijen([_gezin("a"), _gezin("b"), twee, _gezin("d", spaargeld="x")]))
    pad = tmp_path / "in" / "inkomens.csv"
    # The income of the child of a opens a quote that closes within the first income of c.
    _verander(pad, lambda regels: regels.__setitem__(2, regels[2].replace("geen", '"geen')))
    _verander(pad, lambda regels: regels.__setitem__(5, regels[5].replace("bijstand", 'bij"stand"')))
    _verander(pad, lambda regels: regels.append("d,p9,loon,1,1"))
    uitslag = _run(tmp_path / "in", tmp_path / "uit")
    fouten = {(bestand, regel): reden for bestand, regel, reden in _fouten(tmp_path / "uit")}
    assert set(fouten) == {("inkomens.csv", 3), ("huishoudens.csv", 5), ("inkomens.csv", 11)}
    assert "aanhalingsteken" in fouten["inkomens.csv", 3]
    assert "Ook niet gelezen: de 3 regels erna." in fouten["inkomens.csv", 3]
    assert (uitslag.huishoudens, uitslag.fouten) == (0, 3)


def test_een_heel_lang_open_citaat(tmp_path: Path) -> None:
    """The database keeps ten thousand letters of a line; what it took along after that is found too."""
    gezinnen = [_gezin(f"h{nummer}") for nummer in range(700)]
    schrijf_csv(tmp_path / "in", rijen(gezinnen))
    pad = tmp_path / "in" / "inkomens.csv"
    _verander(pad, lambda regels: regels.__setitem__(10, regels[10].replace("geen", '"geen')))
    _run(tmp_path / "in", tmp_path / "uit")
    ((_, regel, reden),) = _fouten(tmp_path / "uit")
    assert regel == 11
    assert "de 1390 regels erna" in reden
    assert {s[0] for s in _uitkomsten(tmp_path / "uit")} == {"h0", "h1", "h2", "h3"}


@pytest.mark.parametrize(
    ("van", "naar"), [("\n", "\r\r\n"), ("\n", "\r\n"), ("\r\n", "\n")], ids=("rrn", "crlf", "lf")
)
def test_regels_die_verschillend_eindigen_geven_een_zin(tmp_path: Path, van: str, naar: str) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("a"), _gezin("b")]))
    pad = tmp_path / "in" / "personen.csv"
    inhoud = pad.read_bytes().decode().replace("\r\n", "\n").replace("\n", van)
    keren = -1 if naar == "\r\r\n" else 2
    pad.write_bytes(inhoud.replace(van, naar, keren).encode())
    with pytest.raises(InvoerFout, match=r"^personen\.csv: niet alle regels eindigen op dezelfde manier"):
        _run(tmp_path / "in", tmp_path / "uit")
    assert not list((tmp_path / "uit").iterdir())


def _zonder(map_: Path, bestand: str, kolom: str) -> None:
    pad = map_ / bestand
    pad.write_text(pad.read_text(encoding="utf-8").replace(kolom, "anders", 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("maak_stuk", "zegt"),
    [
        (lambda m: (m / "personen.csv").unlink(), "personen.csv of personen.parquet ontbreekt"),
        (lambda m: _zonder(m, "personen.csv", "rol"), "de kolom 'rol' ontbreekt"),
        (lambda m: (m / "huishoudens.csv").write_bytes("huishouden_id,naam\na,Jos\xe9".encode("latin-1")),
         "is geen UTF-8"),
        (lambda m: (m / "huishoudens.csv").write_bytes(b""), "is leeg"),
        (lambda m: (m / "huishoudens.csv").write_bytes(b"huishouden_id\twoonvorm\na\thuur"), "heeft tabs"),
        (lambda m: (m / "huishoudens.parquet").write_bytes(b"geen parquet"), "staat er twee keer"),
    ],
)  # fmt: skip
def test_wat_niet_te_gebruiken_is_geeft_een_zin_en_geen_bestanden(
    tmp_path: Path, maak_stuk: Any, zegt: str
) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("a")]))
    maak_stuk(tmp_path / "in")
    with pytest.raises(InvoerFout, match=r"^[^\n]*$") as fout:
        _run(tmp_path / "in", tmp_path / "uit")
    assert zegt in str(fout.value)
    assert not list((tmp_path / "uit").glob("*"))


def _werklijst(map_: Path) -> dict[str, dict[str, str]]:
    with (map_ / "werklijst.csv").open(encoding="utf-8", newline="") as bestand:
        return {rij["huishouden_id"]: rij for rij in csv.DictReader(bestand)}


def test_de_werklijst_noemt_wie_zonder_vraag_kan_en_wie_met_een(tmp_path: Path) -> None:
    """Kwijtschelding asks for more, but that is never granted unasked: its questions do not count."""
    vraagt = _gezin("inkomen")
    ouder, kind = vraagt["personen"]
    inkomen = {"soort": "bijstand", "netto_per_maand": "1351.87"}
    vraagt["personen"] = [{**ouder, "inkomens": [inkomen]}, kind]
    documenten = [_gezin("klaar"), _gezin("een", spaargeld=None), vraagt]
    schrijf_csv(tmp_path / "in", rijen([{**d, "eerder_toegekend": []} for d in documenten]))
    uitslag = _run(tmp_path / "in", tmp_path / "uit")
    lijst = _werklijst(tmp_path / "uit")
    assert "kindpakket_fiets (k1)" in lijst["klaar"]["toe_te_kennen"]
    assert float(lijst["klaar"]["euro_per_jaar"]) > 0
    assert (lijst["klaar"]["vragen"], lijst["klaar"]["vraag"]) == ("0", "")
    assert lijst["een"]["vraag"] == "Hoeveel geld staat er op al uw rekeningen samen?"
    van_wie = "Hoeveel vakantietoeslag hoort bij dit inkomen van de aanvrager (p1), per maand? (bijstand)"
    assert lijst["inkomen"]["vraag"] == van_wie
    assert {lijst[id_]["vragen"] for id_ in ("een", "inkomen")} == {"1"}
    kwijt = _uitkomsten(tmp_path / "uit")["een", None, "kwijtschelding"]
    assert len(kwijt[4].split(", ")) > 1
    assert uitslag.waarom_leeg == ""


def test_wat_nog_niet_is_ingevuld_is_onbekend_en_geen_nul(tmp_path: Path) -> None:
    """Of Heemskerk neither the amounts are known nor what may be granted unasked."""
    schrijf_csv(tmp_path / "in", rijen([{**_gezin("a"), "eerder_toegekend": []}]))
    uitslag = _run(tmp_path / "in", tmp_path / "uit", "heemskerk")
    fiets = uitslag.tellingen["kindpakket_fiets"]
    assert (fiets.per_status["recht"], fiets.ambtshalve, fiets.bedrag_open) == (1, None, True)
    open_ = {id_ for id_, telling in uitslag.tellingen.items() if telling.bedrag_open}
    assert {"individuele_inkomenstoeslag", "studietoeslag", "kwijtschelding"} <= open_
    assert uitslag.tellingen["kwijtschelding"].ambtshalve == 0
    assert not _werklijst(tmp_path / "uit")
    assert uitslag.waarom_leeg.startswith("De werklijst is leeg: van 5 regelingen is niet bekend")
    cellen = _cellen(tmp_path / "uit" / "overzicht.xlsx")
    assert "onbekend" in cellen["Regelingen"]
    assert uitslag.waarom_leeg in cellen["Werklijst"]


def test_wat_alleen_op_een_bedrag_wacht_staat_op_de_werklijst(tmp_path: Path) -> None:
    """Heemskerk, once it is filled in that the Kindpakket may be granted unasked."""
    shutil.copytree(resources() / "regels", tmp_path / "regels")
    pad = tmp_path / "regels" / "heemskerk" / "10-instelling.toml"
    voor, naam, na = pad.read_text(encoding="utf-8").partition('naam = "ambtshalve_kindpakket"')
    na = na.replace("nog_invullen = true", 'waarde = true, zekerheid = "gezien"', 1)
    pad.write_text(f"{voor}{naam}{na}", encoding="utf-8")
    pakket = Toetser(Pakketkast(tmp_path / "regels")).pakket("heemskerk")
    schrijf_csv(tmp_path / "in", rijen([{**_gezin("a"), "eerder_toegekend": []}]))
    uitslag = toets_bestand(tmp_path / "in", tmp_path / "uit", pakket, PEIL)
    rij = _werklijst(tmp_path / "uit")["a"]
    assert (rij["toe_te_kennen"], rij["aantal"], rij["euro_per_jaar"]) == ("", "0", "0.00")
    assert "kindpakket_fiets (k1)" in rij["bedrag_volgt"].split(", ")
    assert "maatschappelijke_activiteiten" not in rij["bedrag_volgt"]
    fiets = uitslag.tellingen["kindpakket_fiets"]
    assert (fiets.ambtshalve, fiets.bedrag_open, uitslag.waarom_leeg) == (1, True, "")


def _cellen(boek: Path) -> dict[str, set[str]]:
    """Return the texts on each sheet of a workbook."""
    with zipfile.ZipFile(boek) as bestand:
        namen = re.findall(r'<sheet name="([^"]+)"', bestand.read("xl/workbook.xml").decode())
        bladen = {n: bestand.read(f"xl/worksheets/sheet{i}.xml").decode() for i, n in enumerate(namen, 1)}
    return {
        naam: set(map(html.unescape, re.findall(r"<t[^>]*>([^<]*)</t>", xml)))
        for naam, xml in bladen.items()
    }


def test_een_lege_werklijst_zegt_waarom(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rijk = _gezin("a", spaargeld="90000.00")
    schrijf_csv(tmp_path / "in", rijen([{**rijk, "eerder_toegekend": []}]))
    opdracht = ["ambtshalve", str(tmp_path / "in"), "--map", str(tmp_path / "uit"), "--pakket", "oefenstad"]
    assert main([*opdracht, "--peildatum", "2026-11-18"]) == 0
    melding = "De werklijst is leeg: niemand kan nu iets krijgen zonder aanvraag, ook niet na één antwoord."
    assert melding in capsys.readouterr().err.splitlines()


def test_een_kolom_die_niet_gelezen_wordt_is_geen_fout_maar_wordt_genoemd(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the app reads for a letter, or other rules ask, is known."""
    gezin = _gezin("a", spaargeld=None, spaargld="850.00", straat="Laan", kleur="rood")
    ouder = {**gezin["personen"][0], "voornaam": "Ria", "achternaam": "Bos", "bsn": "999990019"}
    gezin["personen"] = [ouder, gezin["personen"][1]]
    toekenning = {"regeling": "kindpakket_fiets", "datum": "2026-01-01", "persoon": "k1", "bedrag": "1.00"}
    schrijf_csv(tmp_path / "in", rijen([{**gezin, "eerder_toegekend": [toekenning]}]))
    opdracht = ["ambtshalve", str(tmp_path / "in"), "--map", str(tmp_path / "uit"), "--pakket", "oefenstad"]
    assert main([*opdracht, "--peildatum", "2026-11-18"]) == 0
    genoemd = [regel for regel in capsys.readouterr().err.splitlines() if "niet gelezen" in regel]
    zin = "huishoudens.csv: niet gelezen kolommen: 'spaargld' (bedoelt u 'spaargeld'?), 'kleur'."
    assert genoemd == [zin]


def test_een_leeg_nummer_is_een_fout_en_geen_twee(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("a"), _gezin("b")]))
    pad = tmp_path / "in" / "inkomens.csv"
    kop, eerste, *rest = pad.read_text(encoding="utf-8").splitlines()
    nummer = kop.split(",").index("huishouden_id")
    cellen = [*eerste.split(",")[:nummer], "", *eerste.split(",")[nummer + 1 :]]
    pad.write_text("\n".join([kop, ",".join(cellen), *rest]), encoding="utf-8")
    _run(tmp_path / "in", tmp_path / "uit")
    with (tmp_path / "uit" / "fouten.csv").open(encoding="utf-8", newline="") as bestand:
        fouten = [(rij["bestand"], rij["regel"], rij["reden"]) for rij in csv.DictReader(bestand)]
    assert fouten == [("inkomens.csv", "2", "huishouden_id: deze is leeg.")]


def test_stoppen_laat_niets_achter(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("a")]))
    stop = threading.Event()

    def voortgang(hoever: float, wat: str) -> None:
        if hoever > 0.2:
            stop.set()

    with pytest.raises(Gestopt):
        toets_bestand(
            tmp_path / "in", tmp_path / "uit", pakketten()["oefenstad"], PEIL, voortgang, stop.is_set
        )
    assert not list((tmp_path / "uit").iterdir())


def test_een_map_waar_niet_geschreven_kan_worden(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("a")]))
    (tmp_path / "uit").write_text("een bestand")
    with pytest.raises(OmgevingsFout):
        _run(tmp_path / "in", tmp_path / "uit")


STIL = """
import signal, sys, os
from consulent_app.acties import ambtshalve
from consulent_app.cli import main
def stand(zelf, hoever, wat):
    if hoever > 0.5:
        os.kill(os.getpid(), signal.SIGKILL)
ambtshalve._Run._stand = stand
main(["ambtshalve", *sys.argv[1:], "--pakket", "oefenstad", "--peildatum", "2026-11-18"])
"""


def test_na_een_harde_stop_ruimt_de_volgende_keer_op(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("a")]))
    uit = tmp_path / "uit"
    klaar = subprocess.run(
        [sys.executable, "-c", STIL, str(tmp_path / "in"), "--map", str(uit)], check=False
    )
    assert klaar.returncode == -signal.SIGKILL
    assert [pad.name.startswith(".bezig-") for pad in uit.iterdir()] == [True]
    _run(tmp_path / "in", uit)
    assert not list(uit.glob(".bezig-*"))
    assert {sleutel[0] for sleutel in _uitkomsten(uit)} == {"a"}


def test_landelijke_regelingen_alleen_als_erom_gevraagd_wordt(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "in", rijen([_gezin("a")]))
    _run(tmp_path / "in", tmp_path / "met")
    toets_bestand(tmp_path / "in", tmp_path / "zonder", pakketten()["oefenstad"], PEIL)
    met, zonder = _uitkomsten(tmp_path / "met"), _uitkomsten(tmp_path / "zonder")
    weg = {regeling for _, _, regeling in met} - {regeling for _, _, regeling in zonder}
    assert {"zorgtoeslag", "huurtoeslag", "kinderbijslag"} <= weg
    assert {sleutel: met[sleutel] for sleutel in zonder} == zonder


def test_een_volle_schijf_geeft_een_zin_en_laat_niets_achter(tmp_path: Path) -> None:
    """The limit on the size of a file stands in for a disk without room."""
    schrijf_csv(tmp_path / "in", rijen(_bekende_lijsten(huishoudens(Random(1), "oefenstad", 60))))
    vol = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    vol += "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); "
    vol += "import sys; sys.dont_write_bytecode = True; "
    vol += "from consulent_app.cli import main; sys.exit(main(sys.argv[1:]))"
    opdracht = ["ambtshalve", str(tmp_path / "in"), "--map", str(tmp_path / "uit"), "--pakket", "oefenstad"]
    klaar = subprocess.run(
        [sys.executable, "-c", vol, *opdracht, "--peildatum", "2026-11-18"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (klaar.returncode, klaar.stdout) == (2, "")
    assert klaar.stderr == "In de map uit kan niet worden geschreven; controleer ruimte en rechten.\n"
    assert not list((tmp_path / "uit").iterdir())
