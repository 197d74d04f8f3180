"""Offer what can be added to a child's file and what can be printed of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.children.print_dialog import PrintChronologyDialog
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.menu_button import Choices, menu_button


def add_button(desk: Desk, child: str) -> Button:
    """Return the button that adds to a file."""
    choices: Choices = (
        ("add-action", _("Action"), lambda: desk.go("action", child=child, concern="")),
        ("add-document", _("Document …"), lambda: desk.go("attach", child=child)),
        (
            "add-police",
            _("Police notification"),
            lambda: desk.go("police_notification", child=child, about=""),
        ),
        (
            "add-paper",
            _("Paper record written earlier"),
            lambda: desk.go("concern", child=child, paper=True),
        ),
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
        (
            "same-child",
            _("Another entry is the same child"),
            lambda: desk.go("child-merge", child=child),
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
