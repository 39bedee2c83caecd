"""Answering as it is done by hand: the question with the focus, whatever control it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from consulent_app.intake.gesprek import Gesprek
from consulent_app.intake.stappen import stap_van
from consulent_app.ui.editors import Editor, Keuzeknoppen, Keuzelijst, Meerkeuze, Typveld
from consulent_app.ui.lijsten import WOORDEN, Lijsteditor
from consulent_app.ui.periodeveld import Periodeveld
from tests.ui.hulpjes import intake
from tests.ui.mens import ALT, CTRL, Mens

#: No list has more fields than this; who is still pressing Tab then has lost the way.
STAPPEN = 12


def begin(mens: Mens, document: dict[str, Any], *, gesprek: bool) -> None:
    """Begin a conversation, say who there is, and choose the shape of the intake."""
    vorig = mens.venster.werkblad.gesprek
    if intake(mens.venster).in_gesprek:
        mens.toets(Qt.Key.Key_F6)
    mens.toets(Qt.Key.Key_N, CTRL)
    mens.wacht(lambda: mens.venster.werkblad.gesprek is not vorig)
    noem_gezin(mens, document)
    mens.toets(Qt.Key.Key_F6 if gesprek else Qt.Key.Key_F7)
    if gesprek and stap_van(in_hand(mens)):
        # F6 keeps the place: at the cards that were just filled in.
        mens.toets(Qt.Key.Key_Right, ALT)


def noem_gezin(mens: Mens, document: dict[str, Any]) -> None:
    """Fill in the cards of the household, from the name of the applicant on."""
    for persoon in document["personen"]:
        if persoon["rol"] != "aanvrager":
            mens.klik(f"{persoon['rol'].capitalize()} toevoegen")
        if "voornaam" in persoon:
            for tekst in (persoon["voornaam"], persoon["achternaam"], dag_getypt(persoon["geboortedatum"])):
                mens.typ(tekst)
                mens.toets(Qt.Key.Key_Return)


def dag_getypt(dag: str) -> str:
    """Return a date as people type it."""
    return "-".join(reversed(dag.split("-")))


def antwoord_alles(mens: Mens, document: dict[str, Any]) -> int:
    """Answer what is asked until there is nothing left to ask, and say how much was asked."""
    weet, gehad = Gesprek(document), set[str]()
    while (pad := in_hand(mens)) and pad not in gehad:
        gehad.add(pad)
        if (waarde := weet.waarde(pad)) is not None:
            beantwoord(mens, waarde)
        else:
            mens.toets(Qt.Key.Key_Right, ALT)
    return len(gehad)


def in_hand(mens: Mens) -> str:
    """Return the path of the question that is being asked."""
    pagina = intake(mens.venster)
    return pagina.blad.pad if pagina.in_gesprek else pagina.formulier.focus_pad()


def beantwoord(mens: Mens, waarde: Any) -> None:
    """Answer the question with the focus and go on to the next one."""
    editor = _editor()
    if isinstance(editor, Lijsteditor):
        _lijst(mens, waarde)
    elif isinstance(editor, Meerkeuze):
        mens.klik(f"{_vraag(mens)} Geen van deze")
        _volgende(mens)
    elif isinstance(editor, Keuzeknoppen):
        mens.antwoord("J" if waarde else "N")
        _verder(mens, editor)
    else:
        _vul(mens, editor, waarde)
        _verder(mens, editor)


def _verder(mens: Mens, editor: QWidget) -> None:
    if not intake(mens.venster).in_gesprek:
        mens.toets(Qt.Key.Key_F7)
    elif not isinstance(editor, Keuzeknoppen):
        mens.toets(Qt.Key.Key_Return)


def _lijst(mens: Mens, posten: list[Mapping[str, Any]]) -> None:
    vraag, (erbij, geen) = _vraag(mens), WOORDEN[in_hand(mens).rpartition(".")[2]][:2]
    if not posten:
        mens.klik(f"{vraag} {geen}")
    for post in posten:
        if mens.focus == f"{vraag} {erbij}":
            mens.toets(Qt.Key.Key_Space)
        else:
            mens.klik(f"{vraag} {erbij}")
        _post(mens, dict(post))
    _volgende(mens)


def _volgende(mens: Mens) -> None:
    """Go on from an answer of which only the person knows that it is complete."""
    if intake(mens.venster).in_gesprek:
        mens.toets(Qt.Key.Key_Right, ALT)
    else:
        mens.toets(Qt.Key.Key_F7)


def _post(mens: Mens, post: dict[str, Any]) -> None:
    """Go from field to field with Tab until all of it has been told."""
    for _ in range(STAPPEN):
        label = mens.focus.rpartition("? ")[2]
        sleutel = next((s for s in post if label.startswith(_kort(s))), None)
        if sleutel is not None and (waarde := post.pop(sleutel)) is not None:
            _vul(mens, _editor(), waarde)
        if not any(waarde is not None for waarde in post.values()):
            return
        mens.toets(Qt.Key.Key_Tab)
    raise AssertionError(post)


def _vraag(mens: Mens) -> str:
    """Return the question to which the control with the focus belongs."""
    return f"{mens.focus.rpartition('? ')[0]}?"


def _kort(sleutel: str) -> str:
    return sleutel.removesuffix("_per_maand").replace("_", " ").capitalize()


def _vul(mens: Mens, editor: QWidget, waarde: Any) -> None:
    if isinstance(editor, Keuzeknoppen):
        mens.antwoord("J" if waarde else "N")
        return
    if isinstance(editor, Keuzelijst):
        _kies(mens, editor, waarde)
    else:
        mens.typ(_getypt(editor, waarde))


def _kies(mens: Mens, editor: Keuzelijst, waarde: Any) -> None:
    """Type the first word, and go down when another line begins with that as well."""
    lijst = editor.findChild(QComboBox)
    assert lijst is not None
    doel = lijst.itemText(lijst.findData(waarde))
    mens.typ(doel.partition(" ")[0])
    for _ in range(lijst.findText(doel) - lijst.currentIndex()):
        mens.toets(Qt.Key.Key_Down)
    assert lijst.currentText() == doel


def _getypt(editor: QWidget, waarde: Any) -> str:
    """Return what a person types for a value of the intake."""
    tekst = str(waarde)
    if isinstance(editor, Typveld | Periodeveld) and tekst.endswith(".00"):
        return tekst.removesuffix(".00")
    if len(tekst) == 10 and tekst[4] == "-":
        return dag_getypt(tekst)
    return tekst.replace(".", ",")


def _editor() -> QWidget:
    """Return the editor of the question, of which the focus is in one of the parts."""
    nu: QWidget | None = QApplication.focusWidget()
    while nu is not None and not isinstance(nu, Editor):
        nu = nu.parentWidget()
    assert nu is not None, QApplication.focusWidget()
    return nu
