"""The pages of the window, in their order, and who sees which."""

from __future__ import annotations

#: Key, what it is called, and its shortcut.
PAGINAS = (
    ("dossiers", "Dossiers", "Ctrl+1"),
    ("intake", "Intake", "Ctrl+2"),
    ("besluiten", "Besluiten", "Ctrl+3"),
    ("bestand", "Bestand", "Ctrl+4"),
    ("instellingen", "Instellingen", "Ctrl+5"),
    ("account", "Account", "Ctrl+6"),
)
#: Who may open dossiers sees every page; who may not starts at the own account.
ZONDER_DOSSIERS = {"beheerder": ("instellingen", "account"), "teamleider": ("account",)}
