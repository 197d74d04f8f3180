"""Declare every keyboard shortcut once, and bind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.base.text import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """Hold one shortcut: its code, its keys, and what it does.

    A `bound` one is handled by the window or handed to the page; the others belong to the widget
    that has the focus and are only listed.
    """

    code: str
    keys: str
    label: str
    group: str
    bound: bool = True


GO, WRITE, SAFE, HELP = N_("Go to"), N_("Write"), N_("Keep safe"), N_("Help")

SHORTCUTS = (
    Shortcut(code="today", keys="Ctrl+1", label=N_("Today"), group=GO),
    Shortcut(code="children", keys="Ctrl+2", label=N_("Children"), group=GO),
    Shortcut(code="record", keys="Ctrl+3", label=N_("Record a concern"), group=GO),
    Shortcut(code="find", keys="Ctrl+4", label=N_("Find"), group=GO),
    Shortcut(code="papers", keys="Ctrl+5", label=N_("Papers"), group=GO),
    Shortcut(code="school", keys="Ctrl+6", label=N_("School"), group=GO),
    Shortcut(code="find-now", keys="Ctrl+K", label=N_("Find a child, record or action"), group=GO),
    Shortcut(code="back", keys="Alt+Left", label=N_("Back"), group=GO),
    Shortcut(code="next-part", keys="F6", label=N_("Rail, page, buttons"), group=GO),
    Shortcut(code="new", keys="Ctrl+N", label=N_("New concern"), group=WRITE),
    Shortcut(code="keep", keys="Ctrl+S", label=N_("Keep the draft now"), group=WRITE),
    Shortcut(code="finish", keys="Ctrl+Return", label=N_("Go on, or sign"), group=WRITE),
    Shortcut(code="print", keys="Ctrl+P", label=N_("Print preview"), group=WRITE),
    Shortcut(code="undo", keys="Ctrl+Z", label=N_("Undo"), group=WRITE, bound=False),
    Shortcut(code="redo", keys="Ctrl+Y", label=N_("Redo"), group=WRITE, bound=False),
    Shortcut(code="hide", keys="F9", label=N_("Hide the screen and show it again"), group=SAFE),
    Shortcut(
        code="hide-shift",
        keys="Shift, Shift, Shift",
        label=N_("Hide the screen"),
        group=SAFE,
        bound=False,
    ),
    Shortcut(code="lock", keys="Ctrl+L", label=N_("Lock"), group=SAFE),
    Shortcut(code="help", keys="F1", label=N_("Help"), group=HELP),
    Shortcut(code="list", keys="Ctrl+/", label=N_("This list"), group=HELP),
    Shortcut(code="close", keys="Esc", label=N_("Close a dialog"), group=HELP, bound=False),
)


def bind(window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
    """Bind the shortcuts that have a handler; a code without a shortcut is a mistake."""
    known = {shortcut.code: shortcut for shortcut in SHORTCUTS if shortcut.bound}
    for code, handler in handlers.items():
        key = QShortcut(QKeySequence(known[code].keys), window)
        key.setObjectName(f"shortcut.{code}")
        key.setContext(Qt.ShortcutContext.WindowShortcut)
        key.setAutoRepeat(False)
        key.activated.connect(handler)


def keys_of(code: str) -> str:
    """Return the keys of a shortcut, for tool tips."""
    return next(shortcut.keys for shortcut in SHORTCUTS if shortcut.code == code)
