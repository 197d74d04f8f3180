"""Name the pages of a recorder with an account: home, my-note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.recording.desk import RecorderDesk
from ui.recording.home_page import HomePage
from ui.recording.note_page import MyNotePage

Args = dict[str, Any]


def home(desk: RecorderDesk, _args: Args) -> QWidget:
    """Return the recorder's own notes."""
    return HomePage(desk)


def my_note(desk: RecorderDesk, args: Args) -> QWidget:
    """Return one of the recorder's notes: record."""
    return MyNotePage(desk, args["record"])


ROUTES: dict[str, Callable[[RecorderDesk, Args], QWidget]] = {
    "home": home,
    "my-note": my_note,
}
