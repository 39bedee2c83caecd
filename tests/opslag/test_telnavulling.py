"""Dossiers of before there were facts get theirs when the store is opened: once, from what was kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.dossiers import bewaar_brieven, rond_af
from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.aanleiding import Aanleiding
from consulent_app.opslag import telnavulling
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.telrijen import FEIT
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker, Nieuwstuk
from consulent_app.paden import migraties
from tests.telling import GEWEIGERD, TELLING, Klok, brieven, feiten, geplant, gezin, rijen, stappen

BRIEF = Nieuwstuk("beschikking", "beschikking.pdf", b"%PDF", {}, date(2026, 11, 18))


@pytest.fixture
def klok() -> Klok:
    return Klok()


def vergeet_alle_feiten(database: Any) -> None:
    """Bring a store back to what it was without 0005, and without what 0008 builds on that."""
    delen = (migraties() / "0008_delen.sql").read_text(encoding="utf-8")
    for soort in ("TRIGGER", "VIEW", "INDEX", "TABLE"):
        for naam in re.findall(rf"^CREATE {soort} (\w+)", delen, re.MULTILINE):
            database.execute(f"DROP {soort} {naam}")
    database.execute("ALTER TABLE dossier DROP COLUMN toegewezen")
    database.execute("DELETE FROM _sqlite_migrations WHERE name = '0008_delen'")
    for tabel in ("telreden", "telfeit", "telstap", "telpersoon", "telhuishouden", "telachterstand"):
        database.execute(f"DROP TABLE {tabel}")
    database.execute("DELETE FROM _sqlite_migrations WHERE name = '0005_telfeiten'")
    database.commit()


def zonder_handvat(kast: Dossierkast) -> tuple[Any, ...]:
    geteld = rijen(kast)
    weg = {FEIT.index("huishouden"), FEIT.index("persoon")}
    feiten_ = [tuple(cel for i, cel in enumerate(rij) if i not in weg) for rij in geteld.feiten]
    return feiten_, geteld.redenen, sorted(rij[2:] for rij in geteld.stappen if rij[3] != "verwijzing")


def test_dossiers_van_voor_die_tijd_worden_een_keer_nageteld(
    map_: Path, wachtwoord: str, goedkoop: Argon2, klok: Klok, ruw: Callable[[], Any]
) -> None:
    """Decided, proposed, asked for, taken back, told and closed before 0005: the same facts again."""
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop, klok=klok) as kast:
        werkplek, raadsman = Werkplek(kast, kast.medewerker), Werkplek(kast, Medewerker("Rik", "raadsman"))
        document = gezin()
        eerste = werkplek.nieuw(document).id
        rond_af(raadsman, eerste, brieven(document, rol="raadsman"))
        klok.nu += timedelta(days=3)
        rond_af(werkplek, eerste, brieven(document))
        tweede = werkplek.nieuw(geplant()).id
        rond_af(werkplek, tweede, brieven(geplant()))
        deel = {"regeling": "kwijtschelding", "persoon": None, "uitkomst": "gekregen"}
        werkplek.bewaar_behandeling(eerste, "nazorg", deel, {})
        klok.nu += timedelta(days=30)
        dag = date(2026, 11, 18)
        intrekking = brieven(document, soorten=("intrekking",), aanleiding=Aanleiding(dag, gezegd_op=dag))
        bewaar_brieven(werkplek, eerste, intrekking)
        werkplek.archief.sluit_af(tweede)
        werkplek.nieuw(document)
        voor = zonder_handvat(kast)
    assert {feit[2] for feit in voor[0]} == {"voorstel", "besluit", "aanvraag", "intrekking"}
    vergeet_alle_feiten(ruw())
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=klok) as kast:
        nageteld = zonder_handvat(kast)
        geteld = rijen(kast)
    # The numbers follow the dossiers, not the days.
    assert sorted(map(str, (f[1:] for f in nageteld[0] if f[-2] is None))) == sorted(
        map(str, (f[1:] for f in voor[0] if f[-2] is None))
    )
    assert sum(f[-2] is not None for f in nageteld[0]) == sum(f[-2] is not None for f in voor[0])
    assert sorted(r[1:] for r in nageteld[1]) == sorted(r[1:] for r in voor[1])
    assert nageteld[2] == voor[2]
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=klok) as kast:
        assert rijen(kast) == geteld


def test_wat_niet_te_lezen_is_wordt_een_begin_en_niets_meer(
    map_: Path, wachtwoord: str, goedkoop: Argon2, klok: Klok, ruw: Callable[[], Any], document: Any
) -> None:
    """Of a package that is gone, of answers that cannot be read: the dossier opens, and counts as begun."""
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop, klok=klok) as kast:
        werkplek = Werkplek(kast, kast.medewerker)
        for anders in ({"pakket": "opgeheven"}, {"peildatum": None}, {"personen": []}, {}):
            uitkomst = {"uitkomsten": [{"regeling": "kindpakket_fiets"}]}
            dossier = werkplek.nieuw(document | anders).id
            werkplek.besluit(dossier, [replace(BRIEF, uitkomst=uitkomst)], [], TELLING)
    vergeet_alle_feiten(ruw())
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=klok) as kast:
        assert feiten(kast) == []
        assert stappen(kast) == [("2026-11-18", "begonnen", "")] * 4
        Werkplek(kast, kast.medewerker).besluit(dossier, [], [], TELLING)
        assert [f["uitkomst"] for f in feiten(kast)] == ["toegekend", "aanvraag", GEWEIGERD.uitkomst]


def test_wie_halverwege_stopt_gaat_de_volgende_keer_verder(
    map_: Path, wachtwoord: str, goedkoop: Argon2, klok: Klok, ruw: Callable[[], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A dossier at a time, and the third breaks off: each of the dossiers is counted once all the same."""
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop, klok=klok) as kast:
        for _ in range(4):
            werkplek = Werkplek(kast, kast.medewerker)
            rond_af(werkplek, werkplek.nieuw(gezin()).id, brieven(gezin()))
        per_dossier = len(feiten(kast)) // 4
    vergeet_alle_feiten(ruw())
    echt, beurten = telnavulling.navertel, iter(range(10))

    def breek_af(*delen: Any) -> Any:
        if next(beurten) == 2:
            raise KeyboardInterrupt
        return echt(*delen)

    with monkeypatch.context() as gestoord:
        gestoord.setattr(telnavulling, "TEGELIJK", 1)
        gestoord.setattr(telnavulling, "navertel", breek_af)
        with pytest.raises(KeyboardInterrupt):
            Dossierkast.open(map_, "Sanne", wachtwoord, klok=klok)
    database = ruw()
    assert [database[tabel].count for tabel in ("telhuishouden", "telachterstand")] == [2, 2]
    database.close()
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=klok) as kast:
        assert len(feiten(kast)) == 4 * per_dossier > 0
        assert [soort for _, soort, _ in stappen(kast)] == ["begonnen"] * 4
