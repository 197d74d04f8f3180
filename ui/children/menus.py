"""Offer what can be added to a child's file and what can be printed of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.base.text import _
from ui.children.print_dialog import PrintChronologyDialog
from ui.kit.buttons import Button
from ui.kit.desk import Desk

Choices = Sequence[tuple[str, str, Callable[[], object]]]


def menu_button(words: str, name: str, choices: Choices, icon: str) -> Button:
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


def add_button(desk: Desk, child: str) -> Button:
    """Return the button that adds to a file."""
    choices: Choices = (
        ("add-action", _("Action"), lambda: desk.go("action", child=child, concern="")),
        (
            "add-household",
            _("Household member"),
            lambda: desk.go("family", child=child, kind="household"),
        ),
        ("add-contact", _("Contact"), lambda: desk.go("family", child=child, kind="contact")),
        ("add-status", _("Status"), lambda: desk.go("family", child=child, kind="status")),
        (
            "change-entry",
            _("Change the roll’s entry"),
            lambda: desk.go("child-entry", child=child),
        ),
    )
    return menu_button(_("Add"), "add-menu", choices, "plus")


def print_button(page: QWidget, desk: Desk, child: str) -> Button:
    """Return the button that prints from a file."""
    choices: Choices = (
        (
            "print-front-sheet",
            _("Front sheet"),
            lambda: desk.go(
                "paper",
                compose=lambda: desk.workspace.sheets.front_sheet(child),
                title=_("Front sheet"),
            ),
        ),
        (
            "print-front-sheet-lettered",
            _("Front sheet, other children as Child B …"),
            lambda: desk.go(
                "paper",
                compose=lambda: desk.workspace.sheets.front_sheet(child, lettered=True),
                title=_("Front sheet"),
            ),
        ),
        (
            "print-chronology",
            _("Chronology …"),
            lambda: PrintChronologyDialog(page, desk, child).open(),
        ),
    )
    return menu_button(_("Print"), "print-menu", choices, "print")
