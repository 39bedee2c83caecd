"""The log holds: whatever is changed, taken out or put in behind its back is found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from consulent_app.fouten import InvoerFout
from consulent_app.opslag import logboek, logcontrole
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.logboekkop import BESTANDSNAAM, Stand
from consulent_app.opslag.logcontrole import Keten
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Handeling

TRIGGERS = ("logboek_niet_wijzigen", "logboek_niet_verwijderen", "logboek_sluit_aan")
AANTAL = 6
Ruw = Callable[[], Any]


def handeling(object_: str, actor: str = "Bea") -> Handeling:
    return Handeling(actor, "consulent", "dossier openen", object_, "gelukt", "balie-1, 0.1.0", "intake")


def vul(kast: Dossierkast, aantal: int = AANTAL) -> None:
    for nummer in range(aantal):
        kast.log(handeling(f"dossier {nummer}"))


@pytest.fixture
def gesloten(kast: Dossierkast, map_: Path) -> Path:
    """Give the folder of a store that was closed with six lines in its log."""
    vul(kast)
    kast.sluit()
    return map_


def keur(map_: Path, wachtwoord: str) -> tuple[Keten, Stand]:
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        return kast.controleer_logboek()


def knoei(ruw: Ruw, *opdrachten: str) -> None:
    """Do to the log what only somebody with the key and without the triggers can."""
    database = ruw()
    for trigger in TRIGGERS:
        database.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    for opdracht in opdrachten:
        database.execute(opdracht)
    database.close()


def test_een_gaaf_logboek_klopt(gesloten: Path, wachtwoord: str) -> None:
    keten, stand = keur(gesloten, wachtwoord)
    assert (keten.aantal, keten.eerste_fout, stand) == (AANTAL, None, Stand.KLOPT)
    assert keten.vanaf is not None
    assert keten.vanaf.tzinfo is not None


def test_een_leeg_logboek_klopt(kast: Dossierkast) -> None:
    assert kast.controleer_logboek() == (Keten(0, None), Stand.KLOPT)


@pytest.mark.parametrize(
    "kolom", ["tijdstip", "actor", "rol", "actie", "object", "resultaat", "oorsprong", "reden"]
)
def test_elk_veld_dat_anders_is_wordt_gevonden(
    gesloten: Path, wachtwoord: str, ruw: Ruw, kolom: str
) -> None:
    waarde = {"resultaat": "mislukt", "tijdstip": "2020-01-01T00:00:00.000000+00:00"}.get(kolom, "anders")
    knoei(ruw, f"UPDATE logboek SET {kolom} = '{waarde}' WHERE nr = 3")
    assert keur(gesloten, wachtwoord)[0].eerste_fout == 3


KOPIE = "nr, tijdstip, actor, rol, actie, object, resultaat, oorsprong, reden, vorige, hash"


@pytest.mark.parametrize(
    ("opdrachten", "eerste"),
    [
        (["DELETE FROM logboek WHERE nr = 4"], 4),
        (["DELETE FROM logboek WHERE nr = 1"], 1),
        (["DELETE FROM logboek WHERE nr = 4", "UPDATE logboek SET nr = nr - 1 WHERE nr > 4"], 4),
        (
            [
                "UPDATE logboek SET nr = nr + 100 WHERE nr > 2",
                f"INSERT INTO logboek ({KOPIE}) SELECT 3, {KOPIE[4:]} FROM logboek WHERE nr = 2",
                "UPDATE logboek SET nr = nr - 99 WHERE nr > 100",
            ],
            3,
        ),
        (
            [
                "UPDATE logboek SET nr = 99 WHERE nr = 2",
                "UPDATE logboek SET nr = 2 WHERE nr = 3",
                "UPDATE logboek SET nr = 3 WHERE nr = 99",
            ],
            2,
        ),
        (["UPDATE logboek SET hash = vorige WHERE nr = 5"], 5),
        (["UPDATE logboek SET vorige = hash WHERE nr = 5"], 5),
    ],
    ids=["weg", "eerste weg", "weg en opgeschoven", "ertussen", "omgewisseld", "hash", "vorige"],
)  # fmt: skip
def test_weghalen_invoegen_en_omwisselen_worden_gevonden(
    gesloten: Path, wachtwoord: str, ruw: Ruw, opdrachten: list[str], eerste: int
) -> None:
    knoei(ruw, *opdrachten)
    assert keur(gesloten, wachtwoord)[0].eerste_fout == eerste


@pytest.mark.parametrize("over", [0, AANTAL - 1])
def test_een_afgesneden_einde_past_niet_bij_de_kop(
    gesloten: Path, wachtwoord: str, ruw: Ruw, over: int
) -> None:
    knoei(ruw, f"DELETE FROM logboek WHERE nr > {over}")
    keten, stand = keur(gesloten, wachtwoord)
    assert (keten.aantal, keten.eerste_fout, stand) == (over, None, Stand.PAST_NIET)


def test_een_hele_nieuwe_tabel_past_niet_bij_de_kop(gesloten: Path, wachtwoord: str, ruw: Ruw) -> None:
    knoei(ruw, "DELETE FROM logboek")
    database = ruw()
    for nummer in range(2 * AANTAL):
        logboek.schrijf(database, datetime(2026, 11, 21, tzinfo=UTC), handeling(f"nep {nummer}"))
    database.close()
    keten, stand = keur(gesloten, wachtwoord)
    assert (keten.aantal, keten.eerste_fout, stand) == (2 * AANTAL, None, Stand.PAST_NIET)


def test_een_ouder_databasebestand_past_niet_bij_de_kop(gesloten: Path, wachtwoord: str) -> None:
    oud = (gesloten / "consulent.db").read_bytes()
    with Dossierkast.open(gesloten, "Sanne", wachtwoord) as kast:
        vul(kast)
    (gesloten / "consulent.db").write_bytes(oud)
    assert keur(gesloten, wachtwoord)[1] is Stand.PAST_NIET


def test_wat_niet_past_blijft_staan_tot_iemand_het_aanvaardt(
    gesloten: Path, wachtwoord: str, ruw: Ruw
) -> None:
    knoei(ruw, "DELETE FROM logboek WHERE nr > 2")
    for _ in range(2):
        with Dossierkast.open(gesloten, "Sanne", wachtwoord) as kast:
            vul(kast, 1)
            assert kast.controleer_logboek()[1] is Stand.PAST_NIET
    with Dossierkast.open(gesloten, "Sanne", wachtwoord) as kast:
        kast.aanvaard_logboek()
    assert keur(gesloten, wachtwoord)[1] is Stand.KLOPT


def aanvaard(map_: Path, wachtwoord: str) -> None:
    """Let the beheerder accept the log as it is, as the verb does."""
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast, kast.samen():
        tot = kast.aanvaard_logboek()
        kast.log(replace(handeling(tot, "Beheer"), actie=logcontrole.AANVAARDEN, reden="schijf vervangen"))


def test_alle_breuken_tellen(gesloten: Path, wachtwoord: str, ruw: Ruw) -> None:
    knoei(ruw, "UPDATE logboek SET actor = 'Ali' WHERE nr = 2")
    assert keur(gesloten, wachtwoord)[0].breuken == (2,)
    database = ruw()
    database.execute("UPDATE logboek SET actor = 'Ali' WHERE nr = 5")
    assert keur(gesloten, wachtwoord)[0].breuken == (2, 5)


@pytest.mark.parametrize(
    ("daarna", "breuken"),
    [
        ("SELECT 1", ()),
        ("UPDATE logboek SET actor = 'Eva' WHERE nr = 2", (2,)),
        ("UPDATE logboek SET actor = 'Eva' WHERE nr = 4", (2, 4)),
        ("DELETE FROM logboek WHERE nr = 1", (1,)),
        ("UPDATE logboek SET reden = 'anders' WHERE nr = 7", (2, 7)),
        ("UPDATE logboek SET actor = 'Eva' WHERE nr = 8", (8,)),
        ("DELETE FROM logboek WHERE nr = 8", (8,)),
    ],
)
def test_na_aanvaarden_begint_een_nieuwe_keten(
    gesloten: Path, wachtwoord: str, ruw: Ruw, daarna: str, breuken: tuple[int, ...]
) -> None:
    """What was accepted stays accepted as it was; whatever changes after that is seen."""
    knoei(ruw, "UPDATE logboek SET actor = 'Ali' WHERE nr = 2")
    aanvaard(gesloten, wachtwoord)
    with Dossierkast.open(gesloten, "Sanne", wachtwoord) as kast:
        vul(kast, 2)
    keten, stand = keur(gesloten, wachtwoord)
    assert (keten.breuken, keten.onbewaakt, stand) == ((), (), Stand.KLOPT)
    assert [(a.tot, a.door, a.reden) for a in keten.aanvaard] == [(AANTAL, "Beheer", "schijf vervangen")]
    knoei(ruw, daarna)
    assert keur(gesloten, wachtwoord)[0].breuken == breuken


def test_een_ander_aanvaardt_niets(gesloten: Path, wachtwoord: str, ruw: Ruw) -> None:
    """A refused line, or one over another log, does not hide a break."""
    knoei(ruw, "UPDATE logboek SET actor = 'Ali' WHERE nr = 2")
    with Dossierkast.open(gesloten, "Sanne", wachtwoord) as kast:
        tot = kast.aanvaard_logboek()
        goed = replace(handeling(tot), actie=logcontrole.AANVAARDEN)
        kast.log(replace(goed, resultaat="geweigerd"))
        kast.log(goed)
        kast.log(replace(goed, object="regel 1-8: " + "0" * 64))
        assert kast.controleer_logboek()[0].breuken == (2,)


def test_een_trigger_die_weg_of_anders_is_wordt_gezien(gesloten: Path, wachtwoord: str, ruw: Ruw) -> None:
    database = ruw()
    database.execute("DROP TRIGGER stuk_niet_wijzigen")
    database.execute("DROP TRIGGER logboek_niet_verwijderen")
    database.execute("CREATE TRIGGER logboek_niet_verwijderen BEFORE DELETE ON logboek BEGIN SELECT 1; END")
    keten, stand = keur(gesloten, wachtwoord)
    assert (keten.breuken, stand) == ((), Stand.KLOPT)
    assert keten.onbewaakt == ("logboek_niet_verwijderen", "stuk_niet_wijzigen")
    aanvaard(gesloten, wachtwoord)
    assert keur(gesloten, wachtwoord)[0].onbewaakt == ()


@pytest.mark.parametrize(
    "wijzig",
    [
        lambda kop: kop | {"nr": 3},
        lambda kop: kop | {"hash": "0" * 64},
        lambda kop: kop | {"mac": "0" * 64},
        lambda kop: {"nr": 0},
        lambda kop: [kop],
        lambda kop: kop | {"nr": "drie", "mac": None},
    ],
)
def test_een_verschreven_kop_wordt_gezien(
    gesloten: Path, wachtwoord: str, wijzig: Callable[[dict[str, Any]], Any]
) -> None:
    pad = gesloten / BESTANDSNAAM
    pad.write_text(json.dumps(wijzig(json.loads(pad.read_text()))))
    assert keur(gesloten, wachtwoord)[1] is Stand.VERVALST


def test_de_kop_van_andere_gegevens_geldt_niet(
    gesloten: Path, wachtwoord: str, goedkoop: Argon2, tmp_path: Path
) -> None:
    with Dossierkast.maak(tmp_path / "ander", "Sanne", wachtwoord, argon2=goedkoop) as ander:
        vul(ander)
    shutil.copy(tmp_path / "ander" / BESTANDSNAAM, gesloten)
    assert keur(gesloten, wachtwoord)[1] is Stand.VERVALST


@pytest.mark.parametrize("inhoud", [b"", b"{", b"\xff", b"[" * 4000])
def test_een_beschadigde_kop_wordt_gezien(gesloten: Path, wachtwoord: str, inhoud: bytes) -> None:
    (gesloten / BESTANDSNAAM).write_bytes(inhoud)
    assert keur(gesloten, wachtwoord)[1] is Stand.VERVALST


def test_een_verdwenen_kop_wordt_gezien(gesloten: Path, wachtwoord: str) -> None:
    (gesloten / BESTANDSNAAM).unlink()
    assert keur(gesloten, wachtwoord)[1] is Stand.ONTBREEKT
    assert keur(gesloten, wachtwoord)[1] is Stand.ONTBREEKT


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE logboek SET actor = 'iemand anders'",
        "DELETE FROM logboek WHERE nr = 1",
        "INSERT OR REPLACE INTO logboek SELECT * FROM logboek WHERE nr = 2",
        "INSERT INTO logboek SELECT nr + 7, " + KOPIE[4:] + " FROM logboek WHERE nr = 6",
        "INSERT INTO logboek SELECT nr + 1, " + KOPIE[4:] + " FROM logboek WHERE nr = 6",
    ],
    ids=["wijzig", "verwijder", "vervang", "gat", "sluit niet aan"],
)
def test_de_database_zelf_weigert_alles_behalve_toevoegen(gesloten: Path, ruw: Ruw, opdracht: str) -> None:
    from sqlcipher3 import dbapi2

    database = ruw()
    with pytest.raises(dbapi2.IntegrityError, match="alleen toevoegen"):
        database.execute(opdracht)
    assert logcontrole.controleer(database).eerste_fout is None


def test_een_regel_staat_er_samen_met_wat_hij_vertelt_of_niet(
    kast: Dossierkast, document: dict[str, Any]
) -> None:
    def half() -> None:
        with kast.samen():
            kast.nieuw(document)
            kast.log(handeling("half"))
            kast.zet_status("bestaat niet", "besloten")

    with pytest.raises(InvoerFout):
        half()
    assert kast.zoek("") == []
    assert kast.logregels() == []


def test_regels_van_een_dag_en_van_iemand(map_: Path, wachtwoord: str, goedkoop: Argon2) -> None:
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop, klok=lambda: moment) as kast:
        kast.log(handeling("gisteren"))
        moment = datetime(2026, 11, 21, 12, tzinfo=UTC)
        kast.log(handeling("vandaag"))
        kast.log(handeling("ook vandaag", actor="Ali"))
        objecten = [regel.handeling.object for regel in kast.logregels(dag=date(2026, 11, 21))]
        assert objecten == ["ook vandaag", "vandaag"]
        assert [r.handeling.object for r in kast.logregels("Bea", date(2026, 11, 21))] == ["vandaag"]
        assert [r.nr for r in kast.logregels("Ali")] == [3]
        assert len(kast.logregels(hoogstens=2)) == 2
