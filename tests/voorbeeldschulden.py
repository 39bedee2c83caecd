"""Debt help in the made-up year: from the question to the end, as the desk notes it day by day.

Each trace has its own chance, so what happens in it moves nothing else of the year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from consulent_app.besluiten.schuldhulp import CRISIS_WET, Contactpoging, Schuldhulp
from consulent_app.huishouden.werkdagen import plus_werkdagen

if TYPE_CHECKING:
    from tests.voorbeeldjaar import Zaak

#: Which threatening situation there is; None when nobody asked, () when there is none.
CRISES: dict[tuple[str, ...] | None, int] = {
    CRISIS_WET[:1]: 14, CRISIS_WET[1:2]: 12, CRISIS_WET[2:]: 4, ("beslag op het hele inkomen",): 5,
    (): 50, None: 15,
}  # fmt: skip
CONTACT = {"Telefoon": 44, "Brief": 26, "Mail": 12, "Huisbezoek": 12, "SMS/Whatsapp": 6}
REDENEN = {"Afgerond": 40, "Zelf": 22, "Ingetrokken": 18, "Voldoet niet": 12, "Verhuisd": 8}
#: In these months fewer people have the first talks, so who asks waits longer.
VAKANTIE = (7, 8)


@dataclass
class Schuldtraject:
    """The debt help of one household in that year."""

    zaak: Zaak
    toeval: Random

    def begin(self) -> None:
        """Note the question; to many is called or written before they come, and some never come."""
        vandaag = self.zaak.jaar.klok.vandaag
        self._noteer(aangemeld=vandaag, crisis=self._kies(CRISES), met_partner=False)
        for nummer in range(self.toeval.choice((0, 1, 1, 2, 3))):
            self._over(1 + 3 * nummer, self._probeer)
        if self._kans(0.06):
            self._over(2, self._verbeter_de_aanmelding)
        if self._kans(0.1):
            self._over(self.toeval.randint(35, 60), lambda: self._stroom_uit("Nietverschenen"))
        else:
            self._over(self._wachten(), self._gesprek)

    def _wachten(self) -> int:
        """Return after how many days the first talk is: some come later than the law allows."""
        vandaag = self.zaak.jaar.klok.vandaag
        if self._schuldhulp.crisis:
            werkdagen = self.toeval.choice((0, 1, 1, 2, 2, 3, 3, 5, 8))
            return (plus_werkdagen(vandaag, werkdagen) - vandaag).days
        gewoon = self.toeval.gammavariate(4, 5)
        return int(gewoon * (1.5 if vandaag.month in VAKANTIE else 1))

    def _probeer(self) -> None:
        poging = Contactpoging(
            self.zaak.jaar.klok.vandaag, self._kies(CONTACT), self.toeval.choice(("Ochtend", "Middag")),
            self._kans(0.4),
        )  # fmt: skip
        self._noteer(contactpogingen=(*self._schuldhulp.contactpogingen, poging))

    def _verbeter_de_aanmelding(self) -> None:
        """The question proves to have come some days earlier, by letter."""
        aangemeld = self._schuldhulp.aangemeld
        assert aangemeld is not None
        self._noteer(aangemeld=aangemeld - timedelta(days=self.toeval.randint(2, 6)))

    def _gesprek(self) -> None:
        """Have the first talk; most are referred to the debt counsellors and are decided on later."""
        self._noteer(gesprek=self.zaak.jaar.klok.vandaag)
        if self._kans(0.55):
            self._over(self.toeval.randint(0, 5), self._verwijs)
        if self._kans(0.85):
            self._over(self.toeval.choice((14, 21, 28, 35, 42, 49, 55, 63, 75)), self._besluit)
        else:
            self._over(self.toeval.randint(7, 30), lambda: self._stroom_uit("Ingetrokken"))

    def _verwijs(self) -> None:
        self._noteer(
            doorverwezen=self.zaak.jaar.klok.vandaag, doorverwezen_naar="schuldhulpverlening van de regio"
        )

    def _besluit(self) -> None:
        """Decide on admission; then a plan is made, and in some months or after years it ends."""
        toegelaten = self._kans(0.72)
        besluit = "Toelatingsbeschikking" if toegelaten else "Afwijzingsbeschikking"
        self._noteer(besloten=self.zaak.jaar.klok.vandaag, besluit=besluit)
        if not toegelaten:
            self._over(1, lambda: self._stroom_uit("Niet passend"))
            return
        self._over(self.toeval.randint(10, 45), lambda: self._noteer(plan=self.zaak.jaar.klok.vandaag))
        if self._kans(0.6):
            self._over(self.toeval.randint(50, 200), lambda: self._stroom_uit(self._kies(REDENEN)))

    def _stroom_uit(self, reden: str) -> None:
        self._noteer(uitgestroomd=self.zaak.jaar.klok.vandaag, reden=reden)

    # --- how it is kept ------------------------------------------------------------------------------

    @property
    def _schuldhulp(self) -> Schuldhulp:
        return self.zaak.behandeling.schuldhulp

    def _noteer(self, **anders: Any) -> None:
        """Keep it as the window does, with the task that follows."""
        zaak = self.zaak
        zaak.behandeling = replace(zaak.behandeling, schuldhulp=replace(self._schuldhulp, **anders))
        zaak.jaar.werkplek().schuldhulp.bewaar(zaak.id, zaak.behandeling.als_document())

    def _over(self, dagen: int, doe: Callable[[], None]) -> None:
        self.zaak.jaar.over(dagen, doe)

    def _kans(self, deel: float) -> bool:
        return self.toeval.random() < deel

    def _kies(self, kansen: dict[Any, int]) -> Any:
        return self.toeval.choices(list(kansen), list(kansen.values()))[0]
