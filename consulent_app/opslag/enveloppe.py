"""The contents of a deling, so that only the organisations they are for can read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from consulent_app.delen.deling import Deling, gebonden, met_hash
from consulent_app.opslag.eigen import Organisatiesleutel
from consulent_app.opslag.versleuteling import nieuwe_sleutel, ontwikkel, ontzegel, verzegel, wikkel


def sluit(leeg: Deling, inhoud: bytes, voor: Mapping[str, Organisatiesleutel]) -> Deling:
    """Return the deling with these contents, sealed for these organisations, and with its hash."""
    bij, sleutel = gebonden(leeg), nieuwe_sleutel()
    zegels = {wie: verzegel(van.publiek, sleutel, bij) for wie, van in voor.items()}
    return met_hash(replace(leeg, zegels=zegels, inhoud=wikkel(sleutel, inhoud, bij)))


def open_(deling: Deling, sleutel: Organisatiesleutel) -> bytes | None:
    """Return the contents; None when they are not for this organisation, or somebody changed them."""
    zegel = deling.zegels.get(sleutel.organisatie)
    if zegel is None or sleutel.prive is None:
        return None
    bij = gebonden(deling)
    inhoudssleutel = ontzegel(sleutel.prive, zegel, bij)
    inhoud = inhoudssleutel and ontwikkel(inhoudssleutel, deling.inhoud, bij)
    return None if inhoud is None else bytes(inhoud)
