"""Made-up households for the readers of the rules: any answer may be missing, limits are favoured."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random
from typing import Any

from consulent_app.huishouden.model import INKOMENSOORTEN
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import lees_alle
from consulent_app.regels.pakket import Pakket

PEILDATUMS = {
    "heemskerk": ("2024-05-01", "2025-07-01", "2026-02-28", "2026-11-18"),
    "oefenstad": ("2026-11-18", "2026-01-01"),
    "velsen-2019": ("2019-09-15",),
}
JA_NEE_VAN_PERSOON = (
    "ingeschreven_in_gemeente", "rechtmatig_verblijf", "in_inrichting", "studiefinanciering",
    "medische_beperking_bij_studie", "collectief_verzekerd", "wanbetaler_zorgpremie", "wajong",
    "commerciele_huur_of_bbl",
)  # fmt: skip
GEBOREN = (
    "1948-02-29", "1953-11", "1957", "1959-11-18", "1959-11-19", "1967-09-15", "1985-03-01", "1998-01-01",
    "1999-11-18", "2002", "2005-11-18", "2005-11-19", "2006-01-31", "2008-11-18",
)  # fmt: skip
KIND = (
    "1998-01-01", "1999-11-19", "2008-11-18", "2008-11-19", "2009", "2010-09-21", "2012-02-29",
    "2013-09-15", "2014-02-03", "2017-11-18", "2018", "2020-11-18", "2020-11-19", "2021-11",
)  # fmt: skip
DREIGINGEN: tuple[list[str], ...] = ([], ["ontruiming"], ["ontruiming", "afsluiting_water"])
KOSTEN = ("fiets", "wasmachine", "laptop", "zwemles_a", "schoolkamp", "bewindvoering")


@cache
def pakketten() -> dict[str, Pakket]:
    """Return every package that ships."""
    return lees_alle(resources() / "regels")


@cache
def _grenzen(naam: str, peildatum: str) -> tuple[str, ...]:
    """Return amounts on, just under and just over every figure of the package and 110 to 150% of it."""
    bedragen = {0, 1, 100_00}
    for parameter in pakketten()[naam].parameters.values():
        datering = parameter.op(date.fromisoformat(peildatum))
        if parameter.type.soort == "geld" and datering and isinstance(datering.waarde, int):
            for procent in (100, 110, 120, 130, 150):
                rond = (datering.waarde * procent + 50) // 100
                bedragen |= {max(0, rond - 1), rond, rond + 1}
    return tuple(f"{cent // 100}.{cent % 100:02d}" for cent in sorted(bedragen))


class Maker:
    """Makes households for one package from a source of chance; about one answer in six is missing."""

    def __init__(self, toeval: Random, pakket: str) -> None:
        self.toeval, self.pakket = toeval, pakketten()[pakket]
        self.peildatum = toeval.choice(PEILDATUMS[pakket])
        self.bedragen = _grenzen(pakket, self.peildatum)
        self.weg = toeval.choice((0.0, 0.05, 0.15, 0.4))

    def of(self, waarde: Any) -> Any:
        """Return the answer, or now and then nothing."""
        return None if self.toeval.random() < self.weg else waarde

    def geld(self) -> str | None:
        return self.of(self.toeval.choice(self.bedragen))

    def ja(self) -> bool | None:
        return self.of(self.toeval.random() < 0.5)

    def document(self, nummer: int) -> dict[str, Any]:
        """Return one intake."""
        rollen = ["aanvrager", *self._soms("partner", 0.5), *self._aantal("kind", 3)]
        rollen += self._aantal("medebewoner", 2)
        self.toeval.shuffle(rollen)
        wie = [self._persoon(f"x{i}", rol) for i, rol in enumerate(rollen)]
        ids = [persoon["id"] for persoon in wie]
        return {
            "schema": "intake/1",
            "intake_id": f"h{nummer}",
            "peildatum": self.peildatum,
            "pakket": self.pakket.id,
            "personen": wie,
            "huishouden": self._huishouden(),
            "kosten": self.of([self._kosten(ids) for _ in range(self.toeval.choice((0, 0, 1, 2)))]),
            "eerder_toegekend": self.of(
                [self._toekenning(ids) for _ in range(self.toeval.choice((0, 0, 1, 3)))]
            ),
            "geldzorgen": self._geldzorgen(),
        }

    def _soms(self, wat: str, kans: float) -> list[str]:
        return [wat] if self.toeval.random() < kans else []

    def _aantal(self, wat: str, hoogstens: int) -> list[str]:
        return [wat] * self.toeval.choice((0, 0, *range(hoogstens + 1)))

    def _persoon(self, id_: str, rol: str) -> dict[str, Any]:
        inkomens = [self._inkomen() for _ in range(self.toeval.choice((0, 1, 1, 2)))]
        return {
            "id": id_,
            "rol": rol,
            "geboortedatum": self.of(self._geboren(KIND if rol == "kind" else GEBOREN)),
            "ingeschreven_sinds": self.of("2010-01-01"),
            "onderwijs": self.of(
                self.toeval.choice(("geen", "basisonderwijs", "voortgezet", "praktijk", "mbo", "hbo_wo"))
            ),
            "zorgverzekeraar": self.of("Zorgzaam"),
            "inkomens": self.of(inkomens),
            **{naam: self.ja() for naam in JA_NEE_VAN_PERSOON},
        }

    def _geboren(self, dagen: tuple[str, ...]) -> str:
        return self.toeval.choice([dag for dag in dagen if dag < self.peildatum[: len(dag)]])

    def _inkomen(self) -> dict[str, Any]:
        return {
            "soort": self.toeval.choice(("bijstand", "bijstand", "loon", *INKOMENSOORTEN)),
            "netto_per_maand": self.geld(),
            "vakantietoeslag_per_maand": self.of(self.toeval.choice(("0.00", "67.59"))),
            "sinds": self.of("2020-01-31"),
        }

    def _huishouden(self) -> dict[str, Any]:
        geld = ("kale_huur", "servicekosten", "spaargeld", "overige_bezittingen", "waarde_auto", "schulden",
                "overwaarde_woning")  # fmt: skip
        lasten = ("zorgpremie", "ontvangen_zorgtoeslag", "ontvangen_huurtoeslag", "hypotheekrente",
                  "ontvangen_kindgebonden_budget", "bijzondere_uitgaven", "kosten_kinderopvang",
                  "kosten_instelling", "niet_meetellend_inkomen", "schulden_met_voorrang",
                  "pandrecht_auto")  # fmt: skip
        arm = self.toeval.random() < 0.6
        return {
            "woonvorm": self.of(self.toeval.choice(("huur", "koop", "kamer", "inwonend"))),
            "maanden_laag_inkomen": self.of(self.toeval.choice((0, 35, 36, 60))),
            "zicht_op_inkomensverbetering": self.ja(),
            "belastingaanslag": self.of(self.toeval.choice(("0.00", "400.00", "630.36", "1300.00"))),
            "auto_onmisbaar": self.ja(),
            **{naam: self.of("0.00") if arm else self.geld() for naam in geld},
            **{naam: self.of(self.toeval.choice(("0.00", "47.01", "160.00", "855.00"))) for naam in lasten},
        }

    def _kosten(self, ids: list[str]) -> dict[str, Any]:
        return {
            "soort": self.toeval.choice(KOSTEN),
            "persoon": self.of(self.toeval.choice(ids)),
            "bedrag": self.geld(),
            "datum": self.of("2026-01-31"),
            "bewijs": self.ja(),
        }

    def _toekenning(self, ids: list[str]) -> dict[str, Any]:
        jaar = int(self.peildatum[:4])
        vorig = [f"{jaar - 1}-{dag}" for dag in ("12-31", "08-01", "11-18", "11-19")]
        dag = self.toeval.choice((f"{jaar}-01-01", *vorig, f"{jaar - 4}-02-28", self.peildatum))
        return {
            "regeling": self.toeval.choice(sorted(self.pakket.regelingen)),
            "persoon": self.of(self.toeval.choice(ids)),
            "datum": dag,
            "bedrag": self.geld(),
        }

    def _geldzorgen(self) -> dict[str, Any]:
        return {
            "betalingsachterstand": self.ja(),
            "dreiging": self.of(
                self.toeval.choice(([], ["ontruiming"], ["ontruiming", "afsluiting_water"]))
            ),
            "schuldhulptraject": self.of(self.toeval.choice(("geen", "wgs", "wsnp"))),
        }


def huishoudens(toeval: Random, pakket: str, aantal: int) -> list[dict[str, Any]]:
    """Return so many made-up intakes on one peildatum."""
    maker = Maker(toeval, pakket)
    uit = []
    for nummer in range(aantal):
        maker.weg = toeval.choice((0.0, 0.05, 0.15, 0.4))
        uit.append(maker.document(nummer))
    return uit
