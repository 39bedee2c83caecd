"""Where a line stands that is typed in: the path of its question, and which line of its editor it is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from consulent_app.ui.editors import Editor, Typregel


def plek_van(veld: QWidget, editors: Mapping[str, Editor]) -> str:
    """Return where a line stands, '' when it is in none of these editors."""
    for pad, editor in editors.items():
        if isinstance(veld, Typregel) and editor.isAncestorOf(veld):
            return f"{pad} {editor.findChildren(Typregel).index(veld)}"
    return ""


def veld_op(plek: str, editors: Mapping[str, Editor]) -> Typregel | None:
    """Return the line at such a place, None when it is not there."""
    pad, _, nummer = plek.partition(" ")
    regels = editors[pad].findChildren(Typregel) if pad in editors else []
    return regels[int(nummer)] if int(nummer) < len(regels) else None
