"""Why a letter about an application is sent: papers are missing, it takes longer, it was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consulent_app.besluiten.termijnen import beslist_voor
from consulent_app.fouten import InvoerFout

AANVULLING, UITSTEL, INTREKKING = "aanvulling", "uitstel", "intrekking"


@dataclass(frozen=True)
class Aanleiding:
    """What a letter about an application of `aanvraag_van` needs beside the dossier.

    `nieuwe_dag` and `reden` are for a delay (Awb 4:14); `gezegd_op` and `manier` (of MANIEREN) for an
    application that the resident took back.
    """

    aanvraag_van: date
    nieuwe_dag: date | None = None
    reden: str = ""
    gezegd_op: date | None = None
    manier: str = "balie"


def keur(aanleiding: Aanleiding | None, soort: str, verzonden: date) -> Aanleiding:
    """Return what the letter is about; raises InvoerFout, in one sentence, for what is missing or wrong."""
    if aanleiding is None:
        raise InvoerFout(f"{soort}: geef de dag waarop de aanvraag is ontvangen.")
    if aanleiding.aanvraag_van > verzonden:
        raise InvoerFout(f"{soort}: de aanvraag is van na de datum van de brief; kijk de dag na.")
    if soort == UITSTEL:
        _keur_uitstel(aanleiding, verzonden)
    if soort == INTREKKING and aanleiding.gezegd_op is None:
        raise InvoerFout("intrekking: geef de dag waarop de inwoner de aanvraag introk.")
    return aanleiding


def _keur_uitstel(aanleiding: Aanleiding, verzonden: date) -> None:
    if not aanleiding.reden:
        raise InvoerFout("uitstel: schrijf waarom het langer duurt; zonder reden gaat de brief niet weg.")
    if aanleiding.nieuwe_dag is None:
        raise InvoerFout("uitstel: geef de dag waarop u uiterlijk beslist (artikel 4:14 Awb).")
    if aanleiding.nieuwe_dag <= max(verzonden, beslist_voor(aanleiding.aanvraag_van)):
        raise InvoerFout("uitstel: de nieuwe dag ligt niet na de oude termijn en de datum van de brief.")
