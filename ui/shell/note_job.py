"""Go through the other half of the main job: a colleague without account writes, the DSL takes in.

It begins and ends at the door, because whoever writes leaves for a fresh process.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QWidget

from app.services.doorplate import DEMO_PASSPHRASE
from ui.concerns.concern_page import ConcernPage
from ui.concerns.record_page import RecordPageView
from ui.intake.page import TrayPage
from ui.kit.dialogs import PassphraseDialog
from ui.kit.moments import MomentEdit
from ui.shell.hand import Hand, NotThereError
from ui.shell.lock import LockCover
from ui.shell.sign_in import SignIn

TYPED = {
    "writer-name": "Bryn Walters",
    "writer-role": "Midday supervisor",
    "writer-contact": "Hall until 4",
    "child-name": "Sam Rowntree",
    "child-class": "Oak",
    "child-age": "7",
}
SEEN = "Ate both sandwiches at once and put the apple in a pocket for a brother."
SAID = "We don't have tea on Thursdays."
DONE = "Fetched a second plate and walked to the DSL’s office; nobody was in."


class NoteJob:
    """Write a note at the door, and take it in as the DSL; each step takes its picture."""

    def __init__(self, hand: Hand, school: Path, open_school: Callable[[Path], object]) -> None:
        self._hand = hand
        self._school = school
        self._open = open_school

    def write(self) -> None:
        """Record without an account, go and tell, and come back to the door."""
        hand = self._hand
        hand.press("record-without-account")
        hand.press("adult-no")
        for name, text in TYPED.items():
            hand.write(text, hand.found(QLineEdit, name))
        moment = hand.found(QWidget, "field.seen_at").findChild(MomentEdit)
        if moment is None:
            raise NotThereError("the day it was seen")
        hand.write("yesterday", moment.day)
        for field, text in (("place", "Dining hall"), ("seen", SEEN), ("words", SAID)):
            hand.answer(field, text)
        hand.chip("told_dsl", "no")
        hand.answer("done", DONE)
        page = hand.page(ConcernPage)
        page.to_top()
        hand.picture("without-account")
        hand.press("concern-check")
        hand.press("concern-sign")
        hand.wait("whom to tell", lambda: page.form is None)
        hand.picture("go-and-tell")
        hand.press("concern-going")
        hand.picture("sent")
        hand.press("concern-today")
        for cover in hand.window.findChildren(LockCover):
            cover.deleteLater()
        self._open(self._school)
        hand.page(SignIn)
        hand.settle()

    def take_in(self) -> None:
        """Read the newest note in the tray, say who is meant, and take it in."""
        hand = self._hand
        hand.press("to-intake")
        page = hand.page(TrayPage)
        waiting = [note for note in page.waiting() if note.by.name == TYPED["writer-name"]]
        if not waiting:
            raise NotThereError("the note just written")
        page.open_note(waiting[-1].file)
        hand.settle()
        hand.picture("tray")
        for box in page.view.boxes if page.view else ():
            hand.press("chip.nobody", box)
        hand.found(QCheckBox, "note-checked").click()
        hand.picture("tray-who")
        hand.press("take-in")
        dialog = hand.dialog(PassphraseDialog)
        hand.write(DEMO_PASSPHRASE, dialog.passphrase.line)
        dialog.sign.click()
        hand.wait("the record", lambda: isinstance(hand.window.page(), RecordPageView))
        hand.wait("its page", lambda: bool(self._buttons("decide")))
        hand.picture("taken-in")
        hand.window.rail.button("today").click()
        hand.settle()

    def _buttons(self, name: str) -> list[QAbstractButton]:
        return self._hand.window.page().findChildren(QAbstractButton, name)
