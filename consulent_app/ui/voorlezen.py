"""A voice of the system for a language, where there is one."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import QLocale, QObject

from consulent_app.taal.talen import Taal


def stem_voor(taal: Taal, ouder: QObject) -> Any | None:
    """Return a QTextToSpeech that speaks this language, None where the system has none.

    The module is a part of Qt that comes apart from Essentials: a desk can do without.
    """
    try:
        spraak = import_module("PySide6.QtTextToSpeech")
    except ImportError:
        return None
    stem = spraak.QTextToSpeech(ouder)
    gezocht = QLocale(taal.locale).language()
    plaats = next((p for p in stem.availableLocales() if p.language() == gezocht), None)
    if plaats is None:
        stem.deleteLater()
        return None
    stem.setLocale(plaats)
    return stem
