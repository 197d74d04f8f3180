from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.records.action import Action, ActionDone
from app.records.closure import Closure
from app.records.concern import Concern
from app.records.decision import Decision
from app.records.marks import BodyMap
from app.rules.bodymap import drawing
from app.workspace import Workspace
from tests.support.clicks import Hand
from tests.support.rowan import RowanAtTest
from tests.support.school import (
    HEAD,
    PASSPHRASE,
    School,
    a_child,
    a_concern,
    a_decision,
    a_second_holder,
    an_action,
    close,
)
from tests.support.windows import child_of, open_dialog, sign
from ui.bodymap.editor import BodyMapEditor
from ui.concerns.concern_page import ConcernPage
from ui.concerns.record_page import RecordPageView
from ui.decisions.decision_page import DecisionPage
from ui.kit.dialogs import Dialog
from ui.kit.moments import MomentEdit
from ui.kit.pages import Page
from ui.paper.page import PaperPage
from ui.today.page import TodayPage

P = TypeVar("P", bound=Page)
FOREARM = "child.front.forearm.left"


class Person:
    """Work in the whole program with mouse and keys."""

    def __init__(self, rowan: RowanAtTest) -> None:
        self.rowan = rowan
        self.hand = Hand()
        rowan.window.resize(1366, 728)
        rowan.window.show()
        with rowan.qtbot.waitActive(rowan.window):
            rowan.window.activateWindow()

    @property
    def workspace(self) -> Workspace:
        return self.rowan.unlocked.workspace

    def page(self, kind: type[P]) -> P:
        """Return the page shown; the test fails when it is another."""
        QApplication.processEvents()
        shown = self.rowan.window.page()
        assert isinstance(shown, kind), type(shown).__name__
        return shown

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Click the one button of a name."""
        where = inside or self.rowan.window.page()
        found = [b for b in where.findChildren(QAbstractButton, name) if b.isVisible()]
        assert len(found) == 1, f"{len(found)} buttons named {name} are in sight"
        self.hand.click(found[0])

    def chip(self, field: str, code: str) -> None:
        """Click a chip of a question."""
        box = child_of(self.rowan.window.page(), QWidget, f"field.{field}")
        self.press(f"chip.{code}", box)

    def write(self, field: str, text: str) -> None:
        """Go on by Tab to a question and type."""
        box = child_of(self.rowan.window.page(), QWidget, f"field.{field}")
        self.hand.write(text, _stop(box))

    def new_concerns(self) -> QWidget:
        """Return the card of Today that lists what waits."""
        return child_of(self.page(TodayPage), QWidget, "new-concerns")

    def keys(self, text: str) -> None:
        """Press keys that a shortcut listens to."""
        QTest.keySequence(self.rowan.window, text)
        QApplication.processEvents()

    def sign(self) -> None:
        """Type the passphrase and sign."""
        sign(self.rowan.qtbot)
        self.come_back()

    def say_yes(self) -> None:
        """Press the verb of the open dialog."""
        self.press("dialog-yes", open_dialog(Dialog))
        self.come_back()

    def come_back(self) -> None:
        """Give the window the keys again, as a real desktop does when a dialog closes."""
        with self.rowan.qtbot.waitActive(self.rowan.window):
            self.rowan.window.activateWindow()


def _stop(box: QWidget) -> QWidget:
    first = box.findChild(QWidget, box.objectName().removeprefix("field."))
    assert first is not None
    proxy = first.focusProxy()
    while proxy is not None:
        first, proxy = proxy, proxy.focusProxy()
    return first


@pytest.fixture
def person(unlocked: RowanAtTest) -> Person:
    return Person(unlocked)


def today_again(person: Person) -> TodayPage:
    """Show Today afresh, after what the test has put into the school."""
    person.keys("Ctrl+1")
    return person.page(TodayPage)


def record_a_concern(person: Person) -> None:
    """Go from Today to the signed concern, with one mark on the body map."""
    person.press("record-concern")
    person.press("adult-no")
    page = person.page(ConcernPage)
    assert page.form is not None
    finder = page.form.children_box.finder
    person.hand.tab_to(finder)
    person.hand.write("zoe nguyen")
    QTest.keyClick(finder._popup, Qt.Key.Key_Down)
    QTest.keyClick(finder._popup, Qt.Key.Key_Return)
    moment = child_of(page, QWidget, "field.seen_at").findChild(MomentEdit)
    assert moment is not None
    person.hand.write("today", moment.day)
    person.hand.write("8.50", moment.time)
    person.write("place", "Changing room")
    person.write("seen", "A mark on the left forearm while changing for PE.")
    person.write("words", "I banged it on the bunk bed.")
    person.chip("told_dsl", "yes")
    person.write("done", "Asked her nothing more; told Ruth.")
    person.press("add.Body map")
    mark_the_forearm(person, page)
    person.keys("Ctrl+Return")
    assert page.title.text() == "Check your answers"
    person.keys("Ctrl+Return")
    person.sign()


def mark_the_forearm(person: Person, page: ConcernPage) -> None:
    """Tap the left forearm and say what is seen there."""
    editor = page.findChild(BodyMapEditor)
    assert editor is not None
    page.ensure_visible(editor.sheet.canvas)
    QApplication.processEvents()
    centre = drawing("child.front").centre_of(FOREARM)
    spot = editor.sheet.canvas.layout_now().pane("child.front").to_pixels(*centre)
    QTest.mouseClick(editor.sheet.canvas, Qt.MouseButton.LeftButton, pos=spot.toPoint())
    QApplication.processEvents()
    panel = editor.panel
    person.hand.click(panel.kind.chip("bruise"))
    person.hand.write("2", panel.size_.length.line)
    person.hand.write("1.5", panel.size_.width_.line)
    person.hand.click(panel.size_.manner.chip("estimated"))
    person.hand.click(panel.shape.chip("oval"))
    person.hand.click(panel.colours.chip("purple"))


def decide_to_monitor(person: Person) -> None:
    """Decide beside the account, with one action, and sign."""
    person.page(DecisionPage)
    person.chip("need", "early")
    person.chip("decision", "monitor")
    person.write("reasons", "One mark with an account that fits; watch for more.")
    person.write("why_not_referred", "No sign of significant harm.")
    person.write("what", "Look at the arm with the school nurse")
    person.press("decision-sign")
    person.sign()


def do_and_close(person: Person) -> None:
    """Tick the action on the record's page, then close the concern."""
    person.page(RecordPageView)
    person.press("action-done")
    person.say_yes()
    person.press("close")
    dialog = open_dialog(Dialog)
    person.press("chip.resolved", dialog)
    person.hand.write("The nurse saw it; no more marks.", child_of(dialog, QWidget, "outcome"))
    person.say_yes()


@pytest.mark.capability("001-036", "003-012", "002-064", "002-066", "002-068", "002-069")
def test_from_noticing_to_closing_in_one_program(person: Person) -> None:
    ws = person.workspace
    card = a_child(ws)
    today_again(person)
    record_a_concern(person)
    person.press("open-record")
    record = person.page(RecordPageView).record
    person.press("decide")
    decide_to_monitor(person)
    do_and_close(person)

    page = ws.files.see_record(record)
    concern = page.record
    assert isinstance(concern, Concern)
    assert concern.words == "I banged it on the bunk bed."
    assert concern.done == "Asked her nothing more; told Ruth."
    assert isinstance(concern.body_map, BodyMap)
    assert [mark.regions[0].id for mark in concern.body_map.marks] == [FOREARM]
    mark = concern.body_map.marks[0]
    assert mark.kind is not None
    assert (mark.kind.code, mark.length_cm, mark.width_cm) == ("bruise", 2, 1.5)
    kinds = {type(one.whole.record) for one in page.following}
    assert kinds >= {Decision, Action, ActionDone, Closure}
    assert page.open_for == ()
    chronology = ws.files.see_file(card.id).chronology
    assert [line.kind for line in chronology][:2] == ["concern", "decision"]
    assert all(report.sound for report in ws.verify())


# ------------------------------------------------------------------ click budgets


@pytest.fixture
def waiting(school: School, rowan_of: Callable[[School], RowanAtTest]) -> Person:
    """Return the head, for whom a concern of the DSL's waits unread."""
    ws = school.enter()
    a_second_holder(ws)
    a_concern(ws, a_child(ws))
    close(ws)
    school.clock.forward(hours=1)
    rowan = rowan_of(school)
    rowan.start()
    rowan.sign_in(HEAD, PASSPHRASE)
    return Person(rowan)


def the_concern(person: Person) -> str:
    return person.workspace.today.page().waiting[0].record


def test_a_concern_is_read_and_acknowledged_in_two_clicks(waiting: Person) -> None:
    record = the_concern(waiting)
    waiting.press(f"open-{record}", waiting.new_concerns())
    waiting.page(RecordPageView)
    waiting.press("acknowledge")
    following = waiting.workspace.files.see_record(record).following
    assert [one.why for one in following] == ["read"]
    assert waiting.hand.clicks <= 2


def test_monitor_with_one_action_is_decided_in_eight_clicks(waiting: Person) -> None:
    record = the_concern(waiting)
    waiting.press(f"open-{record}", waiting.new_concerns())
    waiting.press("decide")
    waiting.page(DecisionPage)
    waiting.chip("need", "early")
    waiting.chip("decision", "monitor")
    waiting.hand.click(_stop(child_of(waiting.page(DecisionPage), QWidget, "field.reasons")))
    waiting.hand.write("First worry; the family asks for help.")
    waiting.write("why_not_referred", "Below the threshold.")
    waiting.hand.click(_stop(child_of(waiting.page(DecisionPage), QWidget, "field.what")))
    waiting.hand.write("Ring the mother")
    waiting.press("decision-sign")
    waiting.sign()
    waiting.page(RecordPageView)
    action = waiting.workspace.today.page().actions[0]
    assert (action.what, action.due) == ("Ring the mother", date(2026, 11, 27))
    assert action.owner == HEAD
    assert waiting.hand.clicks <= 8


def test_a_phone_note_takes_five_clicks(waiting: Person) -> None:
    record = the_concern(waiting)
    waiting.press(f"open-{record}", waiting.new_concerns())
    waiting.press("note")
    waiting.page(Page)
    waiting.chip("way", "call")
    waiting.write("with_whom", "Mrs Nguyễn, mother")
    waiting.write("said", "She overslept; grandmother will ring her.")
    waiting.press("entry-save")
    notes = [
        one.whole.record.line()
        for one in waiting.workspace.files.see_record(record).following
        if one.whole.record is not None and one.whole.entry.kind == "note"
    ]
    assert notes == ["Phone call, Mrs Nguyễn, mother: She overslept; grandmother will ring her."]
    assert waiting.hand.clicks <= 5
    waiting.page(RecordPageView)


def test_an_action_is_ticked_in_two_clicks(person: Person) -> None:
    ws = person.workspace
    concern = a_concern(ws, a_child(ws))
    row = an_action(ws, "Ring the mother", date(2026, 11, 25))
    a_decision(ws, concern, actions=[row])
    today_again(person)
    action = ws.today.page().actions[0].record
    person.press(f"done-{action}")
    person.press("tick", open_dialog(Dialog))
    assert ws.today.page().actions == ()
    assert person.hand.clicks <= 2


def test_a_sheet_is_printed_in_three_clicks(
    waiting: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = tmp_path / "printed.pdf"

    def chosen(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        assert printer is not None
        printer.setOutputFileName(str(printed))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", chosen)
    record = the_concern(waiting)
    waiting.press(f"open-{record}", waiting.new_concerns())
    waiting.press("print-sheet")
    paper = waiting.page(PaperPage)
    waiting.rowan.qtbot.waitUntil(lambda: paper.preview is not None, timeout=30_000)
    waiting.press("print")
    waiting.rowan.qtbot.waitUntil(printed.is_file, timeout=30_000)
    assert waiting.hand.clicks <= 3


# ------------------------------------------------------------------ locked while writing


def test_what_is_typed_outlives_a_lock(
    school: School, rowan_of: Callable[[School], RowanAtTest], person: Person
) -> None:
    a_child(person.workspace)
    today_again(person)
    person.press("record-concern")
    person.press("adult-no")
    page = person.page(ConcernPage)
    assert page.form is not None
    person.hand.write("Came in crying", _stop(child_of(page, QWidget, "field.seen")))
    draft = page.draft_id
    person.keys("Ctrl+L")
    assert person.rowan.leavings[0].draft == draft
    again = rowan_of(school)
    again.start(draft=draft)
    again.sign_in()
    shown = again.window.page()
    assert isinstance(shown, ConcernPage)
    assert shown.draft_id == draft
    assert shown.form is not None
    assert shown.form.draft().values["seen"] == "Came in crying"


def test_the_mouse_is_not_needed_to_leave_any_box(person: Person) -> None:
    a_child(person.workspace)
    today_again(person)
    person.press("record-concern")
    person.press("adult-no")
    page = person.page(ConcernPage)
    assert page.form is not None
    for section in page.form.form.unopened():
        page.form.form.open_section(section.label)
    QApplication.processEvents()
    page.form.children_box.finder.setFocus()
    seen: list[QWidget] = []
    for _stop_number in range(300):
        focused = QApplication.focusWidget()
        assert focused is not None
        if seen and focused is seen[0]:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    else:
        pytest.fail("Tab never comes back to where it began")
    assert len(set(map(id, seen))) == len(seen)
    assert child_of(page, QAbstractButton, "concern-check") in seen
