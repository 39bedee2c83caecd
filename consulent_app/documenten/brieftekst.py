"""The sentences of the letters with their slots filled, as text or as paragraphs."""

from __future__ import annotations

from typing import Any

from consulent_app.documenten.bouwstenen import alinea, kop, kop_boven_tabel, tekst, vet
from consulent_app.taal.teksten import teksten


def regel(sleutel: str, **vulling: str) -> str:
    """Return a sentence of resources/teksten/brieven.toml as plain text."""
    return teksten("brieven")[sleutel].replace("*", "").format(**vulling)


def opgemaakt(sleutel: str, **vulling: str) -> str:
    """Return a sentence as markup: what stands between * is bold, what is filled in is harmless."""
    delen = teksten("brieven")[sleutel].split("*")
    return "".join(
        (vet if plek % 2 else tekst)(deel.format(**vulling)) for plek, deel in enumerate(delen) if deel
    )


def par(sleutel: str, soort: str = "gewoon", **vulling: str) -> Any:
    """Return a sentence as a paragraph."""
    return alinea(opgemaakt(sleutel, **vulling), soort)


def samen(*stukken: str) -> Any:
    """Return pieces of markup as one paragraph; empty pieces fall away."""
    return alinea(" ".join(stuk for stuk in stukken if stuk))


def tussenkop(sleutel: str, niveau: int = 2, **vulling: str) -> Any:
    """Return a heading."""
    return kop(regel(sleutel, **vulling), niveau)


def tussenkop_boven_tabel(sleutel: str, niveau: int = 2) -> list[Any]:
    """Return a heading for a table."""
    return kop_boven_tabel(regel(sleutel), niveau)
