"""List the keyboard shortcuts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit.details import Details
from ui.kit.dialogs import Dialog
from ui.shell.shortcuts import GO, HELP, SAFE, SHORTCUTS, WRITE


class ShortcutList(Dialog):
    """List every shortcut by what it is for."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _("Keyboard shortcuts"))
        for group in (GO, WRITE, SAFE, HELP):
            facts = [(s.keys, _(s.label)) for s in SHORTCUTS if s.group == group]
            self.add_heading(_(group))
            self.add(Details(facts))
        self.offer_close()
