"""What must go is gone: from every table, the search index, the free pages and the WAL; the rest stays."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consulent_app import paden
from consulent_app.besluiten.vernietiging import EERSTE, eerste_fout, hash_van
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag import kopiemap, kopievorm, reservekopie, sleutelbestand, sleutelbos
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.kopiemap import Kopie
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Handeling
from tests.opslag.ontcijfer import bladzijden, frames

Document = dict[str, Any]
WEG = ("Quetzalina", "Zwartjanszoon", "999990020", "Zomereikstraat", "Wilgenroosjesnotitie")
BLIJFT = ("Xanthippe", "999990032")
UITKOMST = {
    "uitkomsten": [
        {"regeling": "kindpakket_fiets", "status": "recht", "wijze": "ambtshalve", "periode": "jaar"},
        {"regeling": "studietoeslag", "status": "recht", "wijze": "aanvraag", "periode": "maand"},
    ]
}
NEEN = {"uitkomsten": [{"regeling": "x", "status": "geen_recht", "wijze": "ambtshalve", "periode": "jaar"}]}


class Klok:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.nu = datetime(2026, 11, 18, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def kast(map_: Path, wachtwoord: str, goedkoop: Argon2, klok: Klok) -> Any:
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop, klok=klok) as kast:
        yield kast


def intake(document: Document, voornaam: str, achternaam: str, bsn: str) -> Document:
    nieuw = copy.deepcopy(document)
    nieuw["personen"][1] |= {"voornaam": voornaam, "achternaam": achternaam, "bsn": bsn}
    return nieuw


def vul(kast: Dossierkast, document: Document) -> str:
    """Make a dossier with something in every table, written over and over."""
    zijn = intake(document, "Quetzalina", "Zwartjanszoon", "999990020")
    zijn["huishouden"]["straat"] = "Zomereikstraat"
    id_ = kast.nieuw(zijn).id
    for nummer in range(40):
        zijn["personen"][1]["voornaam"] = f"Quetzalina {nummer}"
        kast.bewaar_antwoord(id_, "personen.p1.voornaam", f"Quetzalina {nummer}", zijn)
    notitie = {"sectie": "gezin", "tekst": "Wilgenroosjesnotitie"}
    behandeling = {"notities": {"gezin": "Wilgenroosjesnotitie"}}
    kast.bewaar_behandeling(id_, "notitie", notitie, behandeling)
    kast.voeg_taken_toe(id_, [("Bel Quetzalina Zwartjanszoon", None)])
    pdf = b"%PDF Zwartjanszoon 999990020 Zomereikstraat " * 2000
    kast.bewaar_stuk(
        id_, "overzicht-nl", "Zwartjanszoon.pdf", pdf, {"naam": "Zwartjanszoon"}, date(2026, 11, 18)
    )
    return id_


def leesbaar(map_: Path, wachtwoord: str) -> set[str]:
    """Return the planted words that can be read anywhere in the files by who has the key."""
    bos = sleutelbestand.lees(map_)
    assert isinstance(bos, sleutelbos.Sleutelbos)
    sleutel = bytes(sleutelbos.pak_uit(bos, "Sanne", wachtwoord)[0])
    bladen = list(bladzijden(map_ / "consulent.db", sleutel))
    assert b"CREATE TABLE gebeurtenis" in b"".join(bladen)
    if (wal := map_ / "consulent.db-wal").exists():
        bladen += frames(wal, sleutel)
    # The search index holds words in lower case, and of a longer word only how it goes on.
    alles = b"\n".join(bladen).lower()
    return {woord for woord in (*WEG, *BLIJFT) if woord.lower()[3:].encode() in alles}


def bewaard(kast: Dossierkast, document: Document, uitkomst: Document, op: date) -> str:
    """Return a dossier in which this was decided on a day."""
    id_ = kast.nieuw(document).id
    kast.bewaar_stuk(id_, "beschikking", "beschikking.pdf", b"%PDF", uitkomst, op)
    kast.zet_status(id_, "besloten")
    return id_


def test_er_blijft_niets_over_ook_niet_voor_wie_de_sleutel_heeft(
    kast: Dossierkast, document: Document, klok: Klok, map_: Path, wachtwoord: str
) -> None:
    ander = kast.nieuw(intake(document, "Xanthippe", "Vos", "999990032"))
    weg = vul(kast, document)
    assert leesbaar(map_, wachtwoord) == {*WEG, *BLIJFT}
    klok.nu += timedelta(days=42)
    kast.bewaar_antwoord(ander.id, "huishouden.spaargeld", None, ander.document)
    assert kast.zoek("quetz")
    kast.archief.vernietig([weg], "M. de Wit")
    assert leesbaar(map_, wachtwoord) == set(BLIJFT)
    assert [regel.id for regel in kast.zoek("")] == [ander.id]
    assert kast.zoek("quetz") == []
    assert kast.zoek("xan")
    kast.sluit()
    assert leesbaar(map_, wachtwoord) == set(BLIJFT)
    with Dossierkast.open(map_, "Sanne", wachtwoord) as opnieuw:
        assert len(opnieuw.zoek("")) == 1


def in_kopie(kopie: Kopie, map_: Path, wachtwoord: str) -> set[str]:
    """Return the dossiers in a copy, as on the day on which it is needed."""
    map_.mkdir(exist_ok=True)
    kopievorm.pak_uit(kopie.pad, kopievorm.delen_in(map_))
    with reservekopie.geopend(map_, "Sanne", wachtwoord) as oud, oud.lezen() as database:
        return {id_ for (id_,) in database.execute("SELECT id FROM dossier").fetchall()}


def test_na_veertien_kopieen_staat_het_in_geen_enkele_meer(
    kast: Dossierkast, document: Document, klok: Klok, map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    weg, blijft = vul(kast, document), kast.nieuw(document)
    klok.nu += timedelta(days=42)
    kast.bewaar_antwoord(blijft.id, "huishouden.spaargeld", None, document)
    kast.reservekopie()
    kast.archief.vernietig([weg], "M. de Wit")
    for dag in range(1, kopiemap.BEWAARD + 1):
        assert weg in in_kopie(kopiemap.kopieen(map_)[0], tmp_path / "uit", wachtwoord), dag
        klok.nu += timedelta(days=1)
        kast.reservekopie()
    kopieen = kopiemap.kopieen(map_)
    assert len(kopieen) == kopiemap.BEWAARD
    for kopie in kopieen:
        assert in_kopie(kopie, tmp_path / "uit", wachtwoord) == {blijft.id}


def test_het_zoekregister_en_de_database_zijn_daarna_heel(
    kast: Dossierkast, document: Document, klok: Klok, ruw: Callable[[], Any]
) -> None:
    weg = vul(kast, document)
    kast.nieuw(document)
    klok.nu += timedelta(days=43)
    kast.archief.vernietig([weg], "M. de Wit")
    database = ruw()
    database.execute("INSERT INTO persoon_naam (persoon_naam, rank) VALUES ('integrity-check', 1)")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_de_verklaring_zegt_wat_en_niet_wie(
    kast: Dossierkast, document: Document, klok: Klok, ruw: Callable[[], Any]
) -> None:
    weg = vul(kast, document)
    klok.nu += timedelta(days=50)
    [verklaring] = kast.archief.vernietig([weg], "M. de Wit")
    assert verklaring.grond.naam == "gesprek niet afgemaakt"
    assert verklaring.grond.regel == "Selectielijst gemeenten 2020, resultaat 8.4.1"
    telling = verklaring.telling
    assert (telling.dossiers, telling.personen, telling.stukken, telling.taken) == (1, 2, 1, 1)
    assert telling.gebeurtenissen == 44
    assert verklaring.welke == hash_van([weg])
    assert (verklaring.vorige, verklaring.door) == (EERSTE, "M. de Wit")
    rij = " ".join(str(deel) for deel in ruw().execute("SELECT * FROM vernietiging").fetchone())
    assert weg not in rij
    assert not any(woord in rij for woord in (*WEG, "Z/2026"))


def test_elke_soort_een_eigen_verklaring_in_een_keten(
    kast: Dossierkast, document: Document, klok: Klok, ruw: Callable[[], Any]
) -> None:
    afgewezen = bewaard(kast, document, NEEN, date(2026, 11, 18))
    toegekend = bewaard(kast, document, UITKOMST, date(2026, 11, 18))
    klok.nu = datetime(2037, 11, 18, 12, tzinfo=UTC)
    los = kast.nieuw(document).id
    klok.nu += timedelta(days=42)
    kast.archief.vernietig([afgewezen, toegekend, los], "M. de Wit")
    reeks = kast.archief.verklaringen()
    assert [v.grond.soort for v in reeks] == ["geweigerd", "verstrekt", "afgebroken"]
    assert [v.nummer for v in reeks] == ["V/2037/1", "V/2037/2", "V/2037/3"]
    assert eerste_fout(reeks) is None
    assert eerste_fout([reeks[0], reeks[2]]) == 3
    database = ruw()
    database.execute("DROP TRIGGER vernietiging_niet_wijzigen")
    database.execute("UPDATE vernietiging SET dossiers = 7 WHERE nr = 2")
    assert eerste_fout(kast.archief.verklaringen()) == 2


def test_de_verklaring_weet_van_welk_pakket_de_dossiers_waren(
    kast: Dossierkast, document: Document, klok: Klok
) -> None:
    eerste, tweede = kast.nieuw(document).id, kast.nieuw(document).id
    ander = kast.nieuw(document | {"pakket": "heemskerk"}).id
    klok.nu += timedelta(days=42)
    for ids, pakket in (([eerste], "oefenstad"), ([tweede, ander], "")):
        [verklaring] = kast.archief.vernietig(ids, "M. de Wit")
        assert verklaring.pakket == pakket
        assert verklaring.klopt
    assert eerste_fout(kast.archief.verklaringen()) is None


# --- a clock that is wrong ---------------------------------------------------------------------------


def werk(kast: Dossierkast) -> None:
    kast.log(Handeling("Sanne", "consulent", "aanmelden", "", "gelukt", "balie-1, 0.1.0", ""))


def test_met_een_klok_die_vooruit_sprong_wordt_niets_vernietigd(
    kast: Dossierkast, document: Document, klok: Klok
) -> None:
    """Eleven years ahead everything is old: what must stay ten years too."""
    id_, begin = bewaard(kast, document, NEEN, klok.nu.date()), klok.nu
    werk(kast)
    klok.nu += timedelta(days=11 * 365)
    with pytest.raises(OmgevingsFout, match="sprong de klok van deze computer meer dan 35 dagen vooruit"):
        kast.archief.vernietig([id_], "M. de Wit")
    werk(kast)
    klok.nu += timedelta(days=6)
    werk(kast)
    with pytest.raises(OmgevingsFout) as fout:
        kast.archief.vernietig([id_], "M. de Wit")
    assert str(fout.value).replace("\u00a0", " ").endswith("kan vernietigen weer vanaf 22 november 2037.")
    klok.nu = begin + timedelta(days=1)
    werk(kast)
    with pytest.raises(InvoerFout, match="mag nog niet weg"):
        kast.archief.vernietig([id_], "M. de Wit")
    assert kast.haal(id_).status == "besloten"
    assert kast.archief.verklaringen() == []


@pytest.mark.parametrize("dagen", [[34, 34], [36, 3, 5], [60, 7, 1]])
def test_wie_lang_niet_werkte_vernietigt_na_een_week(
    kast: Dossierkast, document: Document, klok: Klok, dagen: list[int]
) -> None:
    id_ = kast.nieuw(document).id
    for dag in (0, *dagen):
        klok.nu += timedelta(days=dag)
        werk(kast)
    assert kast.archief.vernietig([id_], "M. de Wit")


def test_een_klok_die_terug_is_gezet_houdt_niets_tegen(
    kast: Dossierkast, document: Document, klok: Klok
) -> None:
    id_ = kast.nieuw(document).id
    klok.nu += timedelta(days=42)
    goed = klok.nu
    for nu in (goed, goed + timedelta(days=400), goed):
        klok.nu = nu
        werk(kast)
    assert kast.archief.vernietig([id_], "M. de Wit")


def test_wat_nog_moet_blijven_gaat_niet_weg_en_de_rest_dan_ook_niet(
    kast: Dossierkast, document: Document, klok: Klok
) -> None:
    oud = kast.nieuw(document).id
    klok.nu += timedelta(days=42)
    jong = kast.nieuw(document)
    with pytest.raises(InvoerFout, match=f"{jong.kenmerk} mag nog niet weg. De termijn loopt tot"):
        kast.archief.vernietig([oud, jong.id], "M. de Wit")
    assert len(kast.zoek("")) == 2
    assert kast.archief.verklaringen() == []


def test_de_lijst_noemt_wat_verlopen_is_en_wat_binnen_een_maand_verloopt(
    kast: Dossierkast, document: Document, klok: Klok
) -> None:
    vroeg = kast.nieuw(document).kenmerk
    klok.nu += timedelta(days=20)
    later = kast.nieuw(document).kenmerk
    klok.nu += timedelta(days=22)
    kast.nieuw(document)
    wacht = kast.nieuw(document)
    kast.zet_voorstel(wacht.id, date(2026, 11, 18))
    lijst = kast.archief.aan_de_beurt()
    assert [regel.kenmerk for regel in lijst] == [vroeg, later]
    vandaag = klok.nu.date()
    assert [regel.bewaring.verlopen(vandaag) for regel in lijst] == [True, False]


def test_hoeveel_gesprekken_te_oud_zijn_is_zonder_lezen_hetzelfde_als_de_lijst(
    kast: Dossierkast, document: Document, klok: Klok
) -> None:
    for _ in range(3):
        kast.nieuw(document)
    schuldhulp = copy.deepcopy(document) | {"geldzorgen": {"schuldhulptraject": "wsnp"}}
    kast.nieuw(schuldhulp)
    kast.zet_voorstel(kast.nieuw(document).id, date(2026, 11, 18))
    kast.bewaar_behandeling(kast.nieuw(document).id, "x", 1, {"getekend_op": "2026-11-18"})
    bewaard(kast, document, NEEN, date(2026, 11, 18))
    for dagen, verwacht in ((0, 0), (41, 0), (1, 3)):
        klok.nu += timedelta(days=dagen)
        vandaag = klok.nu.astimezone().date()
        lijst = [regel for regel in kast.archief.aan_de_beurt() if regel.bewaring.verlopen(vandaag)]
        assert kast.archief.aantal_te_oud() == len(lijst) == verwacht


def test_een_besluit_staat_op_de_lijst_ook_als_er_gisteren_nog_nazorg_was(
    kast: Dossierkast, document: Document, klok: Klok
) -> None:
    id_ = bewaard(kast, document, NEEN, date(2026, 11, 18))
    klok.nu = datetime(2031, 11, 20, 12, tzinfo=UTC)
    kast.bewaar_behandeling(id_, "nazorg", {}, {})
    assert [regel.id for regel in kast.archief.aan_de_beurt()] == [id_]


def test_hulp_per_maand_loopt_tot_iemand_het_dossier_afsluit(
    kast: Dossierkast, document: Document, klok: Klok
) -> None:
    maatwerk = {"maatwerk": [{"regeling": "studietoeslag", "persoon": "p1", "reden": "x", "bedrag": None}]}
    id_ = kast.nieuw(document).id
    kast.bewaar_behandeling(id_, "maatwerk", {}, maatwerk)
    kast.bewaar_stuk(id_, "beschikking", "b.pdf", b"%PDF", UITKOMST, date(2026, 11, 18))
    assert kast.archief.bewaring(id_).reden.startswith("De hulp loopt nog.")
    klok.nu = datetime(2028, 3, 1, 12, tzinfo=UTC)
    assert kast.archief.sluit_af(id_).einde == date(2038, 3, 1)
    assert kast.haal(id_).status == "afgesloten"


def test_na_vernietigen_begint_geen_kenmerk_opnieuw(
    kast: Dossierkast, document: Document, klok: Klok
) -> None:
    oud = kast.nieuw(document)
    klok.nu += timedelta(days=42)
    kast.archief.vernietig([oud.id], "M. de Wit")
    klok.nu -= timedelta(days=30)
    assert kast.nieuw(document).kenmerk == "Z/2026/000002"
    with pytest.raises(InvoerFout, match="is er niet meer"):
        kast.archief.vernietig([oud.id], "M. de Wit")


def test_wat_halverwege_misgaat_laat_alles_zoals_het_was(
    kast: Dossierkast, document: Document, klok: Klok, ruw: Callable[[], Any]
) -> None:
    from sqlcipher3 import dbapi2

    eerste, tweede = vul(kast, document), kast.nieuw(document).id
    klok.nu += timedelta(days=42)
    database = ruw()
    database.execute(
        f"CREATE TRIGGER kapot BEFORE DELETE ON dossier WHEN OLD.id = '{tweede}' "
        "BEGIN SELECT RAISE(ABORT, 'kapot'); END"
    )
    voor = [list(database.query(f"SELECT * FROM {tabel}")) for tabel in ("gebeurtenis", "persoon", "stuk")]
    with pytest.raises(dbapi2.IntegrityError, match="kapot"):
        kast.archief.vernietig([eerste, tweede], "M. de Wit")
    na = [list(database.query(f"SELECT * FROM {tabel}")) for tabel in ("gebeurtenis", "persoon", "stuk")]
    assert na == voor
    assert kast.archief.verklaringen() == []
    assert kast.zoek("quetz")


# --- the triggers ------------------------------------------------------------------------------------


def test_zonder_verklaring_mag_niets_weg(
    kast: Dossierkast, document: Document, ruw: Callable[[], Any]
) -> None:
    from sqlcipher3 import dbapi2

    id_, database = vul(kast, document), ruw()
    with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"):
        database.execute(
            "INSERT INTO te_vernietigen (dossier, deel, vernietiging) VALUES (?, 'alles', 'x')", [id_]
        )
    with pytest.raises(dbapi2.IntegrityError, match="alleen toevoegen"):
        database.execute("DELETE FROM gebeurtenis WHERE dossier = ?", [id_])


def test_toestemming_om_te_vernietigen_blijft_niet_achter(
    kast: Dossierkast, document: Document, klok: Klok, ruw: Callable[[], Any]
) -> None:
    from sqlcipher3 import dbapi2

    weg, blijft = vul(kast, document), kast.nieuw(document).id
    klok.nu += timedelta(days=42)
    [verklaring] = kast.archief.vernietig([weg], "M. de Wit")
    database = ruw()
    with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"):
        database.execute(
            "INSERT INTO te_vernietigen (dossier, deel, vernietiging) VALUES (?, 'alles', ?)",
            [blijft, verklaring.id],
        )
    with pytest.raises(dbapi2.IntegrityError, match="CHECK"):
        database.execute("INSERT INTO nooit DEFAULT VALUES")
    assert database.execute("SELECT count(*) FROM te_vernietigen").fetchone() == (0,)


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE vernietiging SET door = 'anders'",
        "DELETE FROM vernietiging",
        "INSERT OR REPLACE INTO vernietiging SELECT * FROM vernietiging",
    ],
)
def test_een_verklaring_blijft_zoals_zij_is(
    kast: Dossierkast, document: Document, klok: Klok, ruw: Callable[[], Any], opdracht: str
) -> None:
    from sqlcipher3 import dbapi2

    weg = kast.nieuw(document).id
    klok.nu += timedelta(days=42)
    kast.archief.vernietig([weg], "M. de Wit")
    with pytest.raises(dbapi2.IntegrityError, match="alleen toevoegen"):
        ruw().execute(opdracht)


def test_van_besluiten_van_voor_deze_versie_is_de_termijn_ook_bekend(
    kast: Dossierkast, document: Document
) -> None:
    """What 0004 does with a store that has decisions: the store as it was before, filled again."""
    gegeven = bewaard(kast, document, UITKOMST, date(2026, 11, 18))
    geweigerd = bewaard(kast, document, NEEN, date(2026, 11, 18))
    (migratie,) = paden.migraties().glob("0004_*.sql")
    vulling = migratie.read_text(encoding="utf-8").rpartition("INSERT INTO bewaargrond")
    with kast._verbindingen.schrijven() as database:
        database.execute("DELETE FROM bewaargrond")
        database.execute((vulling[1] + vulling[2]).partition(";")[0])
    assert kast.archief.bewaring(gegeven).einde == date(2037, 11, 18)
    assert kast.archief.bewaring(geweigerd).einde == date(2031, 11, 18)
