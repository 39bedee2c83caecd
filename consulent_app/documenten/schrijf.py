"""Make the prints of one dossier, all in memory, so that whoever writes them can do so in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from consulent_app.besluiten.aanleiding import AANVULLING, INTREKKING, UITSTEL
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.documenten import rechtsmiddelen
from consulent_app.documenten.aanvraagbrieven import aanvulling, intrekking, over_aanvraag, uitstel
from consulent_app.documenten.beschikking import beschikking, voorstel
from consulent_app.documenten.huisstijl import in_huisstijl
from consulent_app.documenten.ontvangstbewijs import ontvangstbewijs
from consulent_app.documenten.overzicht import overzicht
from consulent_app.documenten.verzamelaanvraag import verzamelaanvraag
from consulent_app.fouten import InvoerFout
from consulent_app.regels.regeling import Regeling
from consulent_app.taal.talen import BRONTAAL, TALEN

BESCHIKKING, VOORSTEL = "beschikking", "voorstel"
AANVRAAG, ONTVANGST, OVERZICHT = "verzamelaanvraag", "ontvangstbewijs", "overzicht"
OVERZICHT_NL = f"{OVERZICHT}-{BRONTAAL}"
#: Letters about an application on its way; only when somebody asks for one.
OVER_AANVRAAG = {AANVULLING: aanvulling, UITSTEL: uitstel, INTREKKING: intrekking}
#: What says why it is decided, and carries the derivation of that.
BESLUITEN = {BESCHIKKING: beschikking, VOORSTEL: voorstel}
MAKERS: dict[str, Callable[[Afhandeling], bytes]] = {
    **OVER_AANVRAAG,
    AANVRAAG: verzamelaanvraag,
    ONTVANGST: ontvangstbewijs,
    **{f"{OVERZICHT}-{taal}": partial(overzicht, code=taal) for taal in TALEN},
}
SOORTEN = (*BESLUITEN, *MAKERS)
BIJLAGEN = {OVERZICHT: "overzicht in gewone taal", AANVRAAG: "aanvraagformulier"}


def soorten_voor(zaak: Afhandeling, talen: Iterable[str] = (BRONTAAL,)) -> tuple[str, ...]:
    """Return the prints that this dossier asks for; a receipt only when something is handed in."""
    brief = VOORSTEL if zaak.rol == "raadsman" else BESCHIKKING
    kandidaten = (
        (brief, zaak.valt_te_beslissen and not (brief == BESCHIKKING and zaak.niet_genoemd)),
        (AANVRAAG, bool(zaak.aanvragen)),
        (ONTVANGST, bool(zaak.ingeleverd)),
        *((f"{OVERZICHT}-{taal}", True) for taal in talen),
    )
    return tuple(soort for soort, nodig in kandidaten if nodig)


def maak_documenten(
    zaak: Afhandeling,
    regelingen: Mapping[str, Regeling],
    soorten: Iterable[str],
    herleiding: Mapping[str, Any] | None = None,
) -> dict[str, bytes]:
    """Return each print by its file name; the decision carries its `herleiding`, when there is one.

    Raises InvoerFout, before anything is made, for a print that cannot be: nothing to decide, not
    this role, or a setting that is not filled in.
    """
    gevraagd = list(dict.fromkeys(soorten))
    for soort in gevraagd:
        _controleer(zaak, soort)
    bijlagen = [BIJLAGEN[deel] for soort in gevraagd if (deel := _kaal(soort)) in BIJLAGEN]

    def maak(soort: str) -> bytes:
        if soort in BESLUITEN:
            return BESLUITEN[soort](zaak, regelingen, bijlagen, herleiding)
        return MAKERS[soort](zaak)

    with in_huisstijl(zaak.pakket["id"]):
        return {f"{soort}.pdf": maak(soort) for soort in gevraagd}


def _kaal(soort: str) -> str:
    """Return the kind of print without its language."""
    return soort.partition("-")[0]


def _controleer(zaak: Afhandeling, soort: str) -> None:
    if soort not in SOORTEN:
        raise InvoerFout(f"'{soort}' is geen soort brief; kies uit {', '.join(SOORTEN)}.")
    if soort in (BESCHIKKING, VOORSTEL) and not zaak.valt_te_beslissen:
        raise InvoerFout(f"{soort}: er valt nu niets te beslissen, dus is er geen {soort}.")
    if soort == BESCHIKKING and zaak.rol == "raadsman":
        raise InvoerFout("beschikking: een raadsman beslist niet; druk een voorstel.")
    if soort == BESCHIKKING and zaak.niet_genoemd:
        raise InvoerFout(zaak.niet_genoemd)
    if soort in OVER_AANVRAAG and zaak.rol == "raadsman":
        raise InvoerFout(f"{soort}: een raadsman beslist niet; deze brief stuurt de gemeente.")
    if soort in OVER_AANVRAAG and not over_aanvraag(zaak):
        raise InvoerFout(f"{soort}: er is geen aanvraag bij de gemeente waarover deze brief kan gaan.")
    if soort == AANVRAAG and not zaak.aanvragen:
        raise InvoerFout("verzamelaanvraag: er is niets dat moet worden aangevraagd.")
    beroep = soort == BESCHIKKING and rechtsmiddelen.heeft_beroep(zaak)
    zaak.instellingen.eis(_kaal(soort), beroep=beroep)
