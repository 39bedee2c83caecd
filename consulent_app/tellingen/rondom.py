"""What is told of one month of weeks around the decisions: who was reached, and how long it took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consulent_app.tellingen.assen import Assen
from consulent_app.tellingen.duur import zet_duur
from consulent_app.tellingen.onderdrukken import GRENS, KLEIN, MEE, OPEN, WEG
from consulent_app.tellingen.publicatie import TOTAAL, Deel, los
from consulent_app.tellingen.schuldhulp import schuldhulp
from consulent_app.tellingen.weken import Weekmaand

if TYPE_CHECKING:
    from pandas import DataFrame

ACHT_WEKEN = 56
TERMIJNEN = ("binnen acht weken", "langer dan acht weken", "eerste contact onbekend")


def rondom(
    maand: Weekmaand, feiten: DataFrame, stappen: DataFrame, vragen: DataFrame, assen: Assen
) -> Mapping[str, Deel]:
    """Return every table that is not of decisions by how they came out."""
    nazorg = stappen.loc[stappen["soort"] == "nazorg", "wat"]
    return {
        "bereikt": _bereikt(feiten),
        "doorlooptijd": _doorlooptijd(feiten),
        "verwijzingen": _verwijzingen(stappen, assen.rijen("verwijzingen", maand)),
        "nazorg": los(nazorg, assen.rijen("nazorg", maand), "nagevraagd"),
        "onbekend": _onbekend(vragen, assen.rijen("vragen", maand)),
        **schuldhulp(maand, stappen, assen),
    }


def _bereikt(feiten: DataFrame) -> Deel:
    """Count households with their first grant of the year, and who lives in them."""
    deel, nieuw = Deel(), feiten[feiten["bereikt"]]
    personen, kinderen = int(nieuw["personen"].sum()), int(nieuw["kinderen"].sum())
    aantallen = {
        "huishoudens": len(nieuw), "personen": personen,
        "volwassenen": personen - kinderen, "kinderen": kinderen,
    }  # fmt: skip
    # Who knows two of persons, grown-ups and children knows the third.
    iets_klein, weinig = min(aantallen.values()) < GRENS, len(nieuw) < GRENS
    for naam, aantal in aantallen.items():
        mee = weinig or (iets_klein and naam != "personen")
        code = KLEIN if aantal < GRENS else MEE if mee else OPEN
        deel.zet(TOTAAL, naam, aantal, code)
    return deel


def _doorlooptijd(feiten: DataFrame) -> Deel:
    """Count the days from the first contact to the decision, once for each household and day."""
    import numpy as np
    import pandas as pd

    besluiten = feiten[feiten["moment"] == "besluit"].drop_duplicates(["huishouden", "dag"])
    dagen = besluiten["wachttijd"]
    termijn = np.select([dagen.isna(), dagen <= ACHT_WEKEN], [TERMIJNEN[2], TERMIJNEN[0]], TERMIJNEN[1])
    deel = los(pd.Series(termijn), TERMIJNEN, "besluiten")
    zet_duur(deel, "besluiten", TERMIJNEN[2], dagen.dropna().to_numpy())
    return deel


def _verwijzingen(stappen: DataFrame, rijen: Sequence[str]) -> Deel:
    """Count who was referred to whom, and of whom was gone after whether they got there."""
    deel = Deel()
    for soort, kolom in (("verwijzing", "verwezen"), ("nagegaan", "nagegaan")):
        deel.cellen |= los(stappen.loc[stappen["soort"] == soort, "wat"], rijen, kolom).cellen
    return deel


def _onbekend(vragen: DataFrame, rijen: Sequence[str]) -> Deel:
    """Count for each question the judgements that hung on it; one may hang on more, so there is no sum."""
    deel, aantallen = Deel(), vragen["wat"].value_counts()
    for vraag in rijen:
        aantal = int(aantallen.get(vraag, 0))
        deel.zet(vraag, "oordelen", aantal, KLEIN if aantal < GRENS else OPEN)
    return deel


@dataclass
class Voorraad:
    """The households that wait, month after month; said only when enough left since it was last said."""

    open: set[str]
    afgerond: int = 0

    def tel(self, besloten: DataFrame, stappen: DataFrame) -> Deel:
        """Go one month on, and say how many began and how many wait at its end."""
        begonnen = set(stappen.loc[stappen["soort"] == "begonnen", "huishouden"])
        klaar = set(stappen.loc[stappen["soort"] == "afgesloten", "huishouden"])
        klaar |= set(besloten["huishouden"])
        wachtte = self.open | begonnen
        self.afgerond += len(wachtte & klaar)
        self.open = wachtte - klaar
        deel, zegbaar = Deel(), len(self.open) >= GRENS and self.afgerond >= GRENS
        deel.zet(TOTAAL, "begonnen", len(begonnen), KLEIN if len(begonnen) < GRENS else OPEN)
        deel.zet(TOTAAL, "nog_open", len(self.open), OPEN if zegbaar else WEG)
        self.afgerond = 0 if zegbaar else self.afgerond
        return deel
