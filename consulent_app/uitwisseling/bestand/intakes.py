"""From the rows of the files back to intake documents, with the names and addresses the rules pass over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from consulent_app.huishouden.geld import Geld
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.velden import Kolom
from consulent_app.regels.velden import Veld
from consulent_app.uitwisseling.bestand.bronnen import Bron, naam
from consulent_app.uitwisseling.bestand.inlezen import Inlezer

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Document = dict[str, Any]
#: Answers that no rule asks for, but without which a letter has no address.
ADRES = ("postcode", "huisnummer", "toevoeging", "straat", "woonplaats", "wijk")
NAMEN = ("voornaam", "achternaam", "bsn")
PER_KEER = 500


class Intakes:
    """Reads the chosen households of the files; what is wrong in their rows was told before."""

    def __init__(
        self, bank: DuckDBPyConnection, bronnen: Mapping[str, Bron], pakket: Pakket, peildatum: date
    ) -> None:
        self.bank, self.bronnen, self.pakket, self.peildatum = bank, bronnen, pakket, peildatum

    def lees(self, gekozen: Iterable[str]) -> Iterator[Document]:
        """Yield the intake document of each chosen household, in the order of the file.

        Its `intake_id` is the household's id in the file, its place of conversation `bestand`.
        """
        import pandas

        self.bank.register("keuze", pandas.DataFrame({"huishouden_id": list(gekozen)}, dtype=object))
        self.bank.execute(
            "CREATE OR REPLACE TEMP TABLE gekozen AS SELECT DISTINCT huishouden_id FROM keuze"
        )
        self.bank.unregister("keuze")
        inlezer = Inlezer(self.bank, self.bronnen, self.pakket, self.peildatum, alleen="gekozen")
        inlezer.lees()
        self._identiteit("adressen", "huishoudens", ("huishouden_id",), ADRES)
        self._identiteit("namen", "personen", ("huishouden_id", "persoon_id"), NAMEN)
        tot = self.bank.execute("SELECT coalesce(max(hh), -1) + 1 FROM huishoudens").fetchone()
        for vanaf in range(0, int(tot[0]) if tot else 0, PER_KEER):
            yield from self._groep(inlezer.kolommen, f"BETWEEN {vanaf} AND {vanaf + PER_KEER - 1}")

    def _identiteit(self, tabel: str, van: str, sleutels: Iterable[str], velden: Iterable[str]) -> None:
        bron = self.bronnen[van]
        keuze = [f"nullif(trim(x.{sleutel}::varchar), '') AS {sleutel}" for sleutel in sleutels]
        for veld in velden:
            heeft = (
                f"nullif(trim(x.{naam(veld)}::varchar), '')" if veld in bron.kolommen else "NULL::varchar"
            )
            keuze.append(f"{heeft} AS {veld}")
        self.bank.execute(
            f"CREATE OR REPLACE TEMP TABLE {tabel} AS SELECT {', '.join(keuze)} FROM ({bron.lees}) x"
            " WHERE trim(x.huishouden_id::varchar) IN (SELECT huishouden_id FROM gekozen)"
        )

    def _groep(self, kolommen: Mapping[str, list[Kolom]], welke: str) -> list[Document]:
        adres, namen = (", ".join(f"n.{veld}" for veld in velden) for velden in (ADRES, NAMEN))
        huizen = self._rijen(
            f"SELECT t.*, {adres} FROM huishoudens t JOIN adressen n USING (huishouden_id)"
            f" WHERE t.hh {welke} ORDER BY t.hh"
        )
        documenten = {rij["hh"]: self._huishouden(rij, kolommen["huishoudens"]) for rij in huizen}
        personen = {}
        for rij in self._rijen(
            f"SELECT t.*, {namen} FROM personen t JOIN namen n USING (huishouden_id, persoon_id)"
            f" WHERE t.hh {welke} ORDER BY t.pp"
        ):
            personen[rij["pp"]] = self._persoon(rij, kolommen["personen"])
            documenten[rij["hh"]]["personen"].append(personen[rij["pp"]])
        for rij in self._rijen(f"SELECT * FROM inkomens WHERE hh {welke} ORDER BY nr"):
            # An intake says of this one answer that it is not known.
            inkomen = {"netto_per_maand": None, **_velden(rij, kolommen["inkomens"])}
            personen[rij["pp"]]["inkomens"].append(inkomen)
        for lijst in ("kosten", "eerder_toegekend"):
            for rij in self._rijen(f"SELECT * FROM {lijst} WHERE hh {welke} ORDER BY nr"):
                post = _velden(rij, kolommen[lijst])
                if rij["persoon"] is not None:
                    post["persoon"] = personen[rij["persoon"]]["id"]
                documenten[rij["hh"]][lijst].append(post)
        return list(documenten.values())

    def _rijen(self, vraag: str) -> list[dict[str, Any]]:
        gevonden = self.bank.execute(vraag)
        kolommen = [kolom[0] for kolom in gevonden.description or ()]
        return [dict(zip(kolommen, rij, strict=True)) for rij in gevonden.fetchall()]

    def _huishouden(self, rij: Mapping[str, Any], kolommen: Iterable[Kolom]) -> Document:
        document: Document = {
            "schema": "intake/1",
            "intake_id": rij["huishouden_id"],
            "peildatum": self.peildatum.isoformat(),
            "pakket": self.pakket.id,
            "personen": [],
            "huishouden": {veld: _identiteit(veld, rij[veld]) for veld in ADRES if rij[veld] is not None},
        }
        for veld, waarde in _waarden(rij, kolommen):
            groep, _, sleutel = veld.pad.rpartition(".")
            (document.setdefault(groep, {}) if groep else document)[sleutel] = waarde
        document.setdefault("gesprek", {})["plaats"] = "bestand"
        return document

    def _persoon(self, rij: Mapping[str, Any], kolommen: Iterable[Kolom]) -> Document:
        namen = {veld: _identiteit(veld, rij[veld]) for veld in NAMEN if rij[veld] is not None}
        return {"id": rij["persoon_id"], **namen, **_velden(rij, kolommen)}


def _velden(rij: Mapping[str, Any], kolommen: Iterable[Kolom]) -> Document:
    return {veld.sleutel: waarde for veld, waarde in _waarden(rij, kolommen)}


def _waarden(rij: Mapping[str, Any], kolommen: Iterable[Kolom]) -> Iterator[tuple[Veld, Any]]:
    """Yield each known answer of a row with its field, as an intake document has it."""
    for kolom in kolommen:
        veld = kolom.veld
        if veld is None or veld.soort == "persoon" or rij.get(kolom.naam) is None:
            continue
        if veld.soort == "lijst":
            yield veld, []
        elif kolom.naam.endswith("geboortedatum_v"):
            yield veld, _geboren(rij[kolom.naam], rij[f"{kolom.naam[:-1]}l"])
        elif not kolom.naam.endswith("geboortedatum_l"):
            yield veld, VORMEN.get(veld.soort, _zo)(rij[kolom.naam])


def _zo(waarde: Any) -> Any:
    return waarde


def _dag(waarde: int) -> str:
    return f"{waarde // 10_000:04d}-{waarde // 100 % 100:02d}-{waarde % 100:02d}"


def _geboren(vroegst: int, laatst: int) -> str:
    """Return a birth date as short as what is known: a year, a month of it, or the day."""
    if vroegst == laatst:
        return _dag(vroegst)
    return _dag(vroegst)[:7] if vroegst // 100 == laatst // 100 else _dag(vroegst)[:4]


def _keuzes(waarde: str) -> list[str]:
    return [woord for woord in waarde.split("|") if woord]


def _bedrag(centen: int) -> str:
    return Geld(centen).als_tekst()


VORMEN: dict[str, Callable[[Any], Any]] = {"geld": _bedrag, "datum": _dag, "keuzes": _keuzes}


def _identiteit(veld: str, waarde: str) -> Any:
    """Return a cell of a name or address in the form of an intake; a fault is found when it is read."""
    if veld == "postcode":
        return re.sub(r"\s", "", waarde).upper()
    if veld == "huisnummer":
        return int(waarde) if waarde.isascii() and waarde.isdigit() else waarde
    return waarde.zfill(9) if veld == "bsn" else waarde


def namen_van_aanvragers(bronnen: Mapping[str, Bron], bank: DuckDBPyConnection) -> dict[str, str]:
    """Return the name of every applicant by the id of the household, as far as the file has one."""
    bron = bronnen["personen"]
    heeft = [f"nullif(trim(x.{veld}::varchar), '')" for veld in NAMEN[:2] if veld in bron.kolommen]
    if not heeft:
        return {}
    rijen = bank.execute(
        f"SELECT trim(x.huishouden_id::varchar), concat_ws(' ', {', '.join(heeft)})"
        f" FROM ({bron.lees}) x WHERE x.rol = 'aanvrager'"
    )
    return dict(rijen.fetchall())
