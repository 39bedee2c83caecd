"""What a person adds to the rules, kept as soon as it is chosen: talk, maatwerk, aftercare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from consulent_app.besluiten.behandeling import (
    NIET_GEVRAAGD,
    Afwijsgesprek,
    Deel,
    Maatwerk,
    Nazorg,
    Vertegenwoordiger,
)
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.intake.gesprek import kort
from consulent_app.ui.besluitrest import MAATWERK, TERUG
from consulent_app.ui.maatwerkvenster import Maatwerkvenster
from consulent_app.ui.nazorg import Nazorgvenster
from consulent_app.ui.vertegenwoordigervenster import Vertegenwoordigervenster
from consulent_app.ui.werkblad import Werkblad


class Besluitkeuzes(QObject):
    """`gewijzigd` says that the letters are other ones now."""

    gewijzigd = Signal()

    def __init__(self, werkblad: Werkblad, pagina: QWidget) -> None:
        super().__init__(pagina)
        self.werkblad = werkblad

    @property
    def _pagina(self) -> QWidget:
        # Asked of Qt: a page and its child that hold each other are freed by any thread, and it crashes.
        pagina = self.parent()
        assert isinstance(pagina, QWidget)
        return pagina

    @Slot(object)
    def gesproken(self, gesprek: Afwijsgesprek | None) -> None:
        """Keep the talk in which a refusal was told, or take it back."""
        waarde = gesprek and {"op": gesprek.op.isoformat(), "manier": gesprek.manier}
        self._wijzig("afwijsgesprek", waarde, afwijsgesprek=gesprek)

    @Slot(bool)
    def getekend(self, aan: bool) -> None:
        """Keep that the application was signed today, from when the term to decide runs."""
        dag = datetime.now().astimezone().date() if aan else None
        self._wijzig("getekend_op", dag and dag.isoformat(), getekend_op=dag)

    def wijs_niets_af(self, zaak: Afhandeling) -> None:
        """Decide nothing about what would be refused: the resident did not ask for it."""
        delen = [afwijzing.deel for afwijzing in zaak.afwijzingen]
        al = {**self.werkblad.behandeling.al, **dict.fromkeys(delen, NIET_GEVRAAGD)}
        self._wijzig("niet_gevraagd", [list(deel) for deel in delen], al=al)

    @Slot(str, object)
    def anders(self, wat: str, deel: Deel) -> None:
        """Give what the rules do not give, note that it is there already, or take that back."""
        nu, waarde = self.werkblad.behandeling, {"regeling": deel[0], "persoon": deel[1]}
        if wat == MAATWERK:
            self._vraag_maatwerk(deel)
        elif wat == TERUG:
            self._wijzig("teruggezet", waarde, al=_zonder(nu.al, deel), maatwerk=_zonder(nu.maatwerk, deel))
        else:
            self._wijzig("al", {**waarde, "soort": wat}, al={**nu.al, deel: wat})

    def _vraag_maatwerk(self, deel: Deel) -> None:
        gesprek = self.werkblad.gesprek
        if gesprek is None:
            return
        regeling = self.werkblad.toetser.pakket(gesprek.pakket).regelingen[deel[0]]
        wie = kort(gesprek.intake().persoon(deel[1])) if deel[1] else ""
        venster = Maatwerkvenster(regeling, wie, self._pagina)
        venster.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        venster.besloten.connect(partial(self._geef_maatwerk, deel))
        venster.open()

    def _geef_maatwerk(self, deel: Deel, maatwerk: Maatwerk) -> None:
        bedrag = maatwerk.bedrag.als_tekst() if maatwerk.bedrag else None
        waarde = {"regeling": deel[0], "persoon": deel[1], "bedrag": bedrag, "reden": maatwerk.reden}
        nu = self.werkblad.behandeling
        self._wijzig("maatwerk", waarde, maatwerk={**nu.maatwerk, deel: maatwerk})

    @Slot()
    def vraag_vertegenwoordiger(self) -> None:
        """Open the window in which is filled in who gets the letters instead of the resident."""
        venster = Vertegenwoordigervenster(self.brief_aan or Vertegenwoordiger(""), self._pagina)
        venster.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        venster.gekozen.connect(self._kies_vertegenwoordiger)
        venster.open()

    @Slot()
    def naar_inwoner(self) -> None:
        """Let the letters go to the resident again."""
        self._kies_vertegenwoordiger(None)

    @Slot(object)
    def _kies_vertegenwoordiger(self, wie: Vertegenwoordiger | None) -> None:
        waarde = wie and {"rol": wie.rol, "naam": wie.naam, "adres": list(wie.adres)}
        self._wijzig("vertegenwoordiger", waarde, vertegenwoordiger=wie)

    @property
    def brief_aan(self) -> Vertegenwoordiger | None:
        """Return who gets the letters instead of the resident; without a name when nobody gave one."""
        gesprek = self.werkblad.gesprek
        bewindvoerder = gesprek.intake().geldzorgen.bewindvoerder if gesprek else None
        return self.werkblad.behandeling.aan(bewindvoerder)

    def vraag_nazorg(self, zaak: Afhandeling) -> None:
        """Open the window in which is told how it went; nothing in the letters changes."""
        venster = Nazorgvenster(zaak, self.werkblad.behandeling, self._pagina)
        venster.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        venster.gekozen.connect(self._nazorg)
        venster.open()

    @Slot(object, object)
    def _nazorg(self, deel: Deel, nazorg: Nazorg | None) -> None:
        nu = _zonder(self.werkblad.behandeling.nazorg, deel)
        nieuw = replace(self.werkblad.behandeling, nazorg={**nu, deel: nazorg} if nazorg else nu)
        waarde = {"regeling": deel[0], "persoon": deel[1], "uitkomst": nazorg and nazorg.uitkomst}
        self.werkblad.wijzig_behandeling("nazorg", waarde, nieuw)

    def _wijzig(self, wat: str, waarde: object, **nieuw: Any) -> None:
        self.werkblad.wijzig_behandeling(wat, waarde, replace(self.werkblad.behandeling, **nieuw))
        self.gewijzigd.emit()


def _zonder(delen: Mapping[Deel, Any], deel: Deel) -> dict[Deel, Any]:
    return {sleutel: waarde for sleutel, waarde in delen.items() if sleutel != deel}
