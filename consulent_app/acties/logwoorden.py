"""What a verb was about, as it stands in the log: from its arguments and what it gave.

No words of a search and no name of a file: from this log nothing can be taken out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from consulent_app.acties.logboek import na_pogingen
from consulent_app.acties.rollen import BEHANDELING, CONTROLE, INTAKE
from consulent_app.opslag.waarden import Dossier, Dossierregel

if TYPE_CHECKING:
    from consulent_app.opslag.kopiemap import Kopie

#: Of a search that finds no more than these the log says which.
BIJ_NAAM = 5


def gezocht(_: Sequence[Any], gevonden: list[Dossierregel] | None) -> str | tuple[str, ...]:
    """Return the few dossiers that were found, of more only how many.

    Never the words: a name would outlive its dossier in a log from which nothing can be taken.
    """
    if gevonden is None:
        return ""
    if 0 < len(gevonden) <= BIJ_NAAM:
        return tuple(regel.id for regel in gevonden)
    return f"({len(gevonden)} gevonden)"


def pogingen(argumenten: Sequence[Any], _: Any) -> str:
    """Return how often a wrong name or password came before; nothing for never."""
    return na_pogingen(argumenten[0] if argumenten else 0)


def zoveel(_: Sequence[Any], gevonden: list[str] | None) -> str:
    """Return how many dossiers were found."""
    return "" if gevonden is None else f"({len(gevonden)} gevonden)"


def soort_bestand(argumenten: Sequence[Any], _: Any) -> str:
    """Return of which kind a file is; the name of its folder can be that of a resident."""
    return "bestand (csv)" if (argumenten[0] / "huishoudens.csv").is_file() else "bestand (parquet)"


def hoeveel_brieven(argumenten: Sequence[Any], _: Any) -> str:
    """Return how many letters are printed."""
    return f"({argumenten[0]} brieven)"


def periode(argumenten: Sequence[Any], _: Any) -> str:
    """Return the days that were asked for."""
    van, tot = argumenten
    return f"{van} t/m {tot}"


def telbestand(argumenten: Sequence[Any], _: Any) -> str:
    """Return in which form which weeks go out; never the name of the file."""
    weken, vorm = argumenten
    return f"{vorm} ({weken})"


def nieuw_dossier(_: Sequence[Any], dossier: Dossier | None) -> str:
    """Return the id of a dossier that was begun."""
    return dossier.id if dossier else ""


def dossier_van_taak(argumenten: Sequence[Any], dossier_id: str | None) -> str:
    """Return the dossier of a task, and the task itself when that is gone."""
    return dossier_id or f"taak {argumenten[0]}"


def naam_van_kopie(_: Sequence[Any], kopie: Kopie | None) -> str:
    """Return the name that a copy got."""
    return kopie.pad.name if kopie else ""


def wat_aanvaard_is(_: Sequence[Any], aanvaard: tuple[str, str] | None) -> str:
    """Return of which lines the log was accepted."""
    return aanvaard[0] if aanvaard else ""


def waarom_aanvaard(aanvaard: tuple[str, str] | None) -> str:
    """Return the reason that somebody gave."""
    return aanvaard[1] if aanvaard else CONTROLE


def lopend_werk(dossier: Dossier | None) -> str:
    """Return why somebody opens a dossier: the running work, so that nobody has to type it."""
    return INTAKE if dossier is not None and dossier.status == "intake" else BEHANDELING
