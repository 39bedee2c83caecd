"""Every reader of what comes from outside: how a file is offered to it, and files that are right."""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.herleiding import hertoets
from consulent_app.acties.regels import controleer
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.instellingen import lees_inrichting, lees_instellingen
from consulent_app.documenten.briefpapier import druk
from consulent_app.documenten.herleiding import bijlage, lees_herleiding
from consulent_app.huishouden.lezen import lees_bestand, lees_document
from consulent_app.opslag import kopievorm, sleutelbestand
from consulent_app.opslag.kopievorm import Kop
from consulent_app.paden import resources
from consulent_app.regels.pakket import Pakket
from consulent_app.taal.catalogus import bestand, lees
from consulent_app.taal.overnemen import lees_vertaald, neem_over
from tests.documenten.proefbrief import HOOFD, verhaal

PEIL = date(2026, 11, 18)
DELEN = 6
CSV = {
    "huishoudens": "huishouden_id;straat;huisnummer;postcode;woonvorm;kale_huur;spaargeld;wijk\n"
    "H1;Dorpsstraat;1;1964EZ;huur;600,00;1250,50;Oost\nH2;'t Hof;12;1964EZ;koop;;0,00;\n",
    "personen": "huishouden_id;persoon_id;rol;voornaam;achternaam;geboortedatum;bsn;onderwijs\n"
    "H1;p1;aanvrager;Ria;de Vries;1985-04-12;999990019;geen\nH1;k1;kind;Noor;Vos;2014;;basisonderwijs\n"
    'H2;p1;aanvrager;"Jan ""J."" O\'Neil";Bakker;12-04-1960;;\n',
    "inkomens": "huishouden_id,persoon_id,soort,netto_per_maand\nH1,p1,bijstand,1283.83\nH2,p1,aow,1400\n",
}

#: As a spreadsheet writes it when columns beside were emptied.
MET_LEGE_KOLOM = {
    naam: "".join(f"{r};;\n" for r in tekst.replace(",", ";").splitlines()) for naam, tekst in CSV.items()
}


@cache
def toetser() -> Toetser:
    """Return the rules, read once."""
    return Toetser()


@dataclass(frozen=True)
class Lezer:
    """A reader takes a folder to work in and the bytes of the file."""

    lees: Callable[[Path, bytes], object]
    zaden: Callable[[], list[bytes]]


def _intake(map_: Path, inhoud: bytes) -> None:
    pad = map_ / "intake.json"
    pad.write_bytes(inhoud)
    toetser().toets_intake(lees_bestand(pad)).als_json()


def lees_intake(document: Any) -> None:
    """Read a document as an intake and judge it when it is one."""
    toetser().toets_intake(lees_document(document)).als_json()


def voorbeelden() -> list[bytes]:
    """Return the intakes that ship with the program."""
    return [pad.read_bytes() for pad in sorted((resources() / "voorbeelden").glob("*.json"))]


def _pakket(naam: str) -> Callable[[Path, bytes], object]:
    def lees_pakket(map_: Path, inhoud: bytes) -> object:
        doel = map_ / "proef"
        shutil.rmtree(doel, ignore_errors=True)
        shutil.copytree(resources() / "regels" / "oefenstad", doel)
        (doel / naam).write_bytes(inhoud)
        return [str(fout) for fout in controleer(str(doel), toetser())]

    return lees_pakket


def _toml(waar: str) -> Callable[[], list[bytes]]:
    return lambda: [pad.read_bytes() for pad in sorted((resources() / "regels").glob(waar))]


def _csv(naam: str) -> Callable[[Path, bytes], object]:
    def lees_csv(map_: Path, inhoud: bytes) -> object:
        from consulent_app.acties.ambtshalve import toets_bestand

        bron = map_ / "bron"
        bron.mkdir(exist_ok=True)
        for ander, tekst in CSV.items():
            (bron / f"{ander}.csv").write_text(tekst, encoding="utf-8")
        (bron / f"{naam}.csv").write_bytes(inhoud)
        return toets_bestand(bron, map_ / "uit", _een_zesde(inhoud), PEIL)

    return lees_csv


def _een_zesde(inhoud: bytes) -> Pakket:
    """Return the rules with a sixth of the regelingen, each file another: all of them have their turns.

    Judging two households by all takes six times what reading them takes, and the reading is tried here.
    """
    pakket = toetser().pakket("oefenstad").zonder_landelijk()
    eerste = zlib.crc32(inhoud) % DELEN
    return replace(pakket, regelingen=dict(list(pakket.regelingen.items())[eerste::DELEN]))


def _instellingen(map_: Path, inhoud: bytes) -> None:
    pad = map_ / "instellingen.toml"
    pad.write_bytes(inhoud)
    lees_instellingen(resources() / "regels" / "heemskerk", lees_inrichting(pad))


def _sleutelbos(map_: Path, inhoud: bytes) -> None:
    pad = map_ / "sleutelbos.json"
    pad.write_bytes(inhoud)
    sleutelbestand.lees(map_)


def lees_sleutelbos(map_: Path, document: Any) -> None:
    """Read a key file of which the sum is right, as of somebody who knows how to make one."""
    if isinstance(document, dict):
        document.pop("controle", None)
        som = json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
        document["controle"] = hashlib.sha256(som).hexdigest()
    _sleutelbos(map_, json.dumps(document).encode())


def sleutelbossen() -> list[bytes]:
    """Return key files of every version of the program."""
    waar = Path(__file__).parents[1] / "opslag" / "versies"
    return [pad.read_bytes() for pad in sorted(waar.glob("*/sleutelbos.json"))]


def _brief(map_: Path, inhoud: bytes) -> None:
    pad = map_ / "brief.pdf"
    pad.write_bytes(inhoud)
    hertoets(pad, toetser()).als_tekst()


@cache
def _gedrukt() -> bytes:
    intake = lees_bestand(resources() / "voorbeelden" / "velsen-2019-gezin.json")
    opdracht = Opdracht(datum=date(2019, 9, 20), kenmerk="Z/2019/000001", rol="consulent", talen=("nl",))
    return maak_brieven(intake, toetser(), opdracht).documenten["beschikking.pdf"]


def herleiding() -> Any:
    """Return the derivation of a letter that the program printed."""
    return lees_herleiding(_gedrukt())


def lees_brief_met(map_: Path, gegevens: dict[str, Any]) -> None:
    """Print a letter that carries this derivation, sum and all, and judge it again."""
    deel = bijlage(gegevens, kenmerk="Z/2019/000001", schrijver="Gemeente Velsen", datum=PEIL)
    _brief(map_, druk(HOOFD, verhaal()[:1], deel))


def _po(map_: Path, inhoud: bytes) -> None:
    pad = map_ / "consulent-en.po"
    pad.write_bytes(inhoud)
    taal, hunne = lees_vertaald(pad)
    neem_over(lees(taal), hunne, "", PEIL)


def _po_zaden() -> list[bytes]:
    heel = bestand("en").read_bytes()
    return [heel[: heel.index(b"\n\n", 6000) + 2], heel[: heel.index(b"\n\n", 400) + 2]]


def _kopie(map_: Path, inhoud: bytes) -> None:
    pad = map_ / "kopie"
    pad.write_bytes(inhoud)
    kopievorm.lees_kop(pad)
    kopievorm.pak_uit(pad, kopievorm.delen_in(map_))


def _kopie_zaden() -> list[bytes]:
    import tempfile

    with tempfile.TemporaryDirectory() as map_:
        database, pad = Path(map_) / "db", Path(map_) / "kopie"
        database.write_bytes(bytes(range(256)) * 8)
        kop = Kop(datetime(2026, 11, 20, tzinfo=UTC), "a" * 36, "0003_logboek", 10, 4, 2048)
        kopievorm.schrijf(pad, kop, b"sleutelbos", b"kop.", database)
        return [pad.read_bytes()]


LEZERS = {
    "intake": Lezer(_intake, voorbeelden),
    "pakket kop": Lezer(_pakket("pakket.toml"), _toml("oefenstad/pakket.toml")),
    "pakket regeling": Lezer(_pakket("10-proef.toml"), _toml("*/[0-9]*.toml")),
    "pakket velden": Lezer(_pakket("velden-proef.toml"), _toml("*/velden*.toml")),
    "instellingen": Lezer(_instellingen, _toml("*/instellingen.toml")),
    "sleutelbos": Lezer(_sleutelbos, sleutelbossen),
    "brief": Lezer(_brief, lambda: [_gedrukt()]),
    "vertaling": Lezer(_po, _po_zaden),
    "reservekopie": Lezer(_kopie, _kopie_zaden),
    **{
        f"csv {naam}": Lezer(
            _csv(naam), lambda naam=naam: [CSV[naam].encode(), MET_LEGE_KOLOM[naam].encode()]
        )
        for naam in CSV
    },
}
