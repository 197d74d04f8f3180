"""Offer several things behind one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu

from ui.kit.buttons import Button

Choices = Sequence[tuple[str, str, Callable[[], object]]]


def menu_button(words: str, name: str, choices: Choices, icon: str = "") -> Button:
    """Return a button that opens a menu of (name, words, what to do)."""
    button = Button(words, icon=icon, name=name)
    menu = QMenu(button)
    menu.setAccessibleName(words)
    for code, label, act in choices:
        choice = menu.addAction(label)
        choice.setObjectName(code)
        choice.triggered.connect(lambda _on=False, act=act: act())
    button.setMenu(menu)
    return button
