"""Read and write a .po file, with the Dutch that a translation was made of (`#| msgid`)."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog
    from babel.messages.catalog import Message

BREEDTE = 100


def lees_po(bron: IO[bytes], code: str | None = None) -> Catalog:
    """Return the catalogue; raises PoFileError for what is not a .po file."""
    from babel.messages.pofile import read_po

    gelezen = read_po(bron, locale=code, abort_invalid=True)
    for bericht in gelezen:
        _lees_vorige(bericht)
    return gelezen


def _lees_vorige(bericht: Message) -> None:
    """Babel takes `#| msgid` for a remark of a translator, and would write it back as one."""
    from babel.messages.pofile import read_po

    regels = [regel[1:].strip() for regel in bericht.user_comments if regel.startswith("|")]
    if regels:
        leeg = "msgstr[0]" if any(regel.startswith("msgid_plural") for regel in regels) else "msgstr"
        (vorige,) = [m for m in read_po(StringIO("\n".join([*regels, f'{leeg} ""']))) if m.id]
        bericht.previous_id = [vorige.id] if isinstance(vorige.id, str) else list(vorige.id)
        bericht.user_comments = [regel for regel in bericht.user_comments if not regel.startswith("|")]


def schrijf_po(catalogus: Catalog) -> bytes:
    """Return the file; what no text of now uses is left out."""
    from babel.messages.pofile import write_po

    for bericht in catalogus:
        if bericht.context:
            # Its Dutch stands in the comment, with slots of its own: no tool may ask for those above it.
            bericht.flags.discard("python-brace-format")
    uit = BytesIO()
    write_po(uit, catalogus, width=BREEDTE, ignore_obsolete=True, include_lineno=False)
    blokken = uit.getvalue().decode("utf-8").rstrip("\n").split("\n\n")
    heel = [_met_vorige(blok, bericht) for blok, bericht in zip(blokken, catalogus, strict=True)]
    return ("\n\n".join(heel) + "\n\n").encode("utf-8")


def _met_vorige(blok: str, bericht: Message) -> str:
    """Put the former Dutch above a text; Babel folds these lines as prose, where other tools stumble."""
    from babel.messages.pofile import escape

    namen = ("msgid", "msgid_plural")
    regels = [f"#| {naam} {escape(tekst)}" for naam, tekst in zip(namen, bericht.previous_id, strict=False)]
    kop, van, rest = blok.partition("msgctxt " if bericht.context else "msgid ")
    return "".join([kop, *(f"{regel}\n" for regel in regels), van, rest])
