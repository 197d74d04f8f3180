"""Go through Rowan's main job: notice, record, decide, act, close, print, verify, find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTabBar, QWidget

from app.rules.bodymap import drawing
from app.rules.cards import ChildCard
from app.services.doorplate import DEMO_PASSPHRASE
from ui.bodymap.editor import BodyMapEditor
from ui.concerns.concern_page import ConcernPage
from ui.concerns.record_page import RecordPageView
from ui.find.dialog import FindDialog
from ui.kit.banners import Notice
from ui.kit.dialogs import Confirm, Dialog, PassphraseDialog
from ui.kit.moments import MomentEdit
from ui.paper.page import PaperPage
from ui.paper.verify_page import VerifyPage
from ui.shell.hand import Hand, NotThereError
from ui.shell.unlocked import Unlocked

FOREARM = "child.front.forearm.left"
SEEN = "A red-purple mark on the left forearm, seen while changing for PE. The skin is not broken."
SAID = "I banged it on the bunk bed."
DONE = "Asked nothing more, thanked the child for telling, and went to the DSL at once."
REASONS = "One mark with an account that fits it, given freely. No earlier concern of this kind."
WHY_NOT = "Below the local threshold; nothing suggests significant harm."
ACTION = "Look at the arm again with the school nurse"
OUTCOME = "Looked again with the nurse: healing, no further marks."
CLOSING = "The child is well and says so; parents told the same account."
PARTS = ("people", "numbers", "lists", "backup", "log", "preferences")


@dataclass(slots=True)
class Done:
    """Hold what the job leaves behind, for the summary."""

    record: str = ""
    page_code: str = ""
    by_code: str = ""
    by_file: str = ""


class MainJob:
    """Do the job step by step; every step passes a real screen and takes its picture."""

    def __init__(self, hand: Hand, unlocked: Unlocked, sheet: Path) -> None:
        self._hand = hand
        self._unlocked = unlocked
        self._sheet = sheet
        self._child = a_lone_name(unlocked)
        self.done = Done()

    def run(self) -> Done:
        """Do every step."""
        steps: tuple[Callable[[], None], ...] = (
            self.see_today,
            self.begin_record,
            self.mark_the_map,
            self.fill_record,
            self.sign_record,
            self.decide,
            self.do_the_action,
            self.close_it,
            self.print_it,
            self.verify_it,
            self.find_it,
            self.open_file,
            self.see_school,
        )
        for step in steps:
            step()
        return self.done

    def see_today(self) -> None:
        """Look at what waits."""
        self._hand.picture("today")

    def begin_record(self) -> None:
        """Ask for the form and choose the child."""
        hand = self._hand
        hand.press("record-concern")
        hand.picture("about-an-adult")
        hand.press("adult-no")
        finder = hand.found(QLineEdit, "child-finder")
        hand.write(self._child.name, finder)
        hand.picture("child-finder")
        hand.choose_first()
        hand.picture("child-chosen")

    def mark_the_map(self) -> None:
        """Open the body map, tap the left forearm and describe the mark."""
        hand = self._hand
        hand.press("add.Body map")
        editor = hand.page(ConcernPage).findChild(BodyMapEditor)
        if editor is None:
            raise NotThereError("the body map")
        canvas, panel = editor.sheet.canvas, editor.panel
        hand.show(canvas)
        centre = drawing("child.front").centre_of(FOREARM)
        hand.tap(canvas, canvas.layout_now().pane("child.front").to_pixels(*centre))
        for chips, code in ((panel.kind, "bruise"), (panel.shape, "oval")):
            chips.chip(code).click()
        panel.colours.chip("purple").click()
        hand.write("2", panel.size_.length.line)
        hand.write("1.5", panel.size_.width_.line)
        panel.size_.manner.chip("measured").click()
        hand.write("Does not fade when pressed.", panel.words)
        hand.picture("mark")
        hand.show(canvas)
        hand.picture("body-map")

    def fill_record(self) -> None:
        """Answer what has to be answered."""
        hand = self._hand
        moment = hand.found(QWidget, "field.seen_at").findChild(MomentEdit)
        if moment is None:
            raise NotThereError("the day it was seen")
        hand.write("yesterday", moment.day)
        hand.write("14:10", moment.time)
        hand.answer("place", "Changing room")
        hand.answer("seen", SEEN)
        hand.answer("words", SAID)
        hand.chip("told_dsl", "yes")
        hand.answer("done", DONE)
        page = hand.page(ConcernPage)
        page.to_top()
        hand.picture("form-filled")
        hand.show(hand.found(QWidget, "field.seen"))
        hand.picture("form-account")

    def sign_record(self) -> None:
        """Check the answers, sign, and open the record."""
        hand = self._hand
        hand.press("concern-check")
        hand.picture("check-answers")
        hand.press("concern-sign")
        self._sign("attest")
        hand.wait("the confirmation", lambda: bool(self._names("open-record")))
        hand.picture("recorded")
        hand.press("open-record")
        self.done.record = hand.page(RecordPageView).record
        hand.picture("record")

    def decide(self) -> None:
        """Decide with reasons, and give one action."""
        hand = self._hand
        hand.press("decide")
        hand.chip("need", "early")
        hand.chip("decision", "monitor")
        hand.answer("reasons", REASONS)
        hand.answer("why_not_referred", WHY_NOT)
        hand.picture("decision")
        hand.answer("what", ACTION)
        hand.picture("decision-action")
        hand.press("decision-sign")
        self._sign("decision-attest")
        hand.wait("the decided record", lambda: bool(self._names("action-done")))
        hand.picture("decided")

    def do_the_action(self) -> None:
        """Say that the action was done, and what came of it."""
        hand = self._hand
        hand.press("action-done")
        dialog = hand.dialog(Dialog)
        hand.answer("outcome", OUTCOME, dialog)
        hand.picture("action-done")
        hand.press("dialog-yes", dialog)
        hand.picture("acted")

    def close_it(self) -> None:
        """Close the concern with the reason and the outcome."""
        hand = self._hand
        hand.press("close")
        dialog = hand.dialog(Dialog)
        hand.press("chip.resolved", dialog)
        hand.answer("outcome", CLOSING, dialog)
        hand.picture("closing")
        hand.press("dialog-yes", dialog)
        hand.picture("closed")

    def print_it(self) -> None:
        """Look at the sheet as it would leave, and save it."""
        hand = self._hand
        hand.press("print-sheet")
        page = hand.page(PaperPage)
        hand.wait("the drawn sheet", lambda: page.preview is not None)
        hand.picture("preview")
        if page.preview is not None:
            self.done.page_code = page.preview.printed.pages[0].code
        hand.press("save-pdf")
        hand.picture("save-warning")
        hand.dialog(Confirm).yes.click()
        hand.wait("the saved sheet", self._sheet.is_file)
        hand.wait("the next copy's preview", lambda: page.preview is not None)
        hand.settle(1500)
        hand.picture("saved")

    def verify_it(self) -> None:
        """Ask what the page's code and the file are."""
        hand = self._hand
        hand.window.rail.button("papers").click()
        hand.settle()
        page = hand.page(VerifyPage)
        hand.picture("papers")
        hand.write(self.done.page_code, hand.found(QLineEdit, "code"))
        hand.press("check-code")
        self.done.by_code = self._answer()
        hand.picture("verified-by-code")
        hand.press("choose-pdf")
        hand.wait("the answer about the file", lambda: self._answer() != self.done.by_code)
        self.done.by_file = self._answer()
        page.to_top()
        hand.picture("verified-by-file")

    def find_it(self) -> None:
        """Find the child by some letters of the name."""
        hand = self._hand
        hand.window.asked.emit("find-now")
        hand.settle()
        dialog = hand.dialog(FindDialog)
        hand.write(self._child.name.split()[0][:4], dialog.line)
        hand.settle()
        hand.picture("find")
        dialog.reject()
        hand.settle()

    def open_file(self) -> None:
        """Open the child's file, every part of it."""
        hand = self._hand
        self._unlocked.desk.go("child", child=self._child.id)
        hand.settle()
        tabs = hand.found(QTabBar, "file-tabs")
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            hand.picture(("file", "chronology", "marks-so-far")[min(place, 2)])
        hand.window.rail.button("children").click()
        hand.picture("children")

    def see_school(self) -> None:
        """Look at the school's settings."""
        hand = self._hand
        hand.window.rail.button("school").click()
        hand.picture("school")
        for part in PARTS:
            self._unlocked.desk.go("school", part=part)
            hand.picture(f"school-{part}")
        self._unlocked.desk.go("school", part="verify")
        hand.press("verify-now")
        hand.wait("what verify says", lambda: bool(self._names("verify-summary", QWidget)))
        hand.picture("school-verified")

    def _sign(self, picture: str) -> None:
        dialog = self._hand.dialog(PassphraseDialog)
        self._hand.write(DEMO_PASSPHRASE, dialog.passphrase.line)
        self._hand.picture(picture)
        dialog.sign.click()

    def _answer(self) -> str:
        notices = self._hand.window.page().findChildren(Notice, "answer")
        return notices[-1].accessibleName() if notices else ""

    def _names(self, name: str, kind: type[QWidget] = QAbstractButton) -> list[QWidget]:
        return self._hand.window.page().findChildren(kind, name)


def a_lone_name(unlocked: Unlocked) -> ChildCard:
    """Return a child whose name no other child's begins like, with accents if there is one."""
    view = unlocked.workspace.roll_view
    cards = sorted(view.children(), key=lambda card: (card.name.isascii(), card.name))
    for card in cards:
        if len(view.named(card.name)) == 1:
            return card
    raise NotThereError("a child with a name of their own")
