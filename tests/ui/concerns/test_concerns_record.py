from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.records.action import ActionReassigned, ActionRedated
from app.records.closure import Closure, Reopening
from app.records.fields import PersonAs
from app.rules.bodymap import drawing, empty_map
from app.records.marks import BodyMap, Mark, Place
from app.workspace import Workspace
from tests.support.clicks import Hand
from tests.support.school import (
    HEAD,
    PASSPHRASE,
    School,
    a_child,
    a_closure,
    a_concern,
    a_concern_draft,
    a_decision,
    a_second_holder,
    an_action,
    close,
    person_named,
    signer,
)
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.concerns.record_page import RecordPageView
from ui.kit.dialogs import ProblemDialog
from ui.kit.figures import FigureView
from ui.kit.people import PersonEditor
from ui.kit.record_dialog import RecordDialog
from ui.shell.window import RowanWindow

ShowPage = Callable[..., QWidget]
Show = Callable[..., RecordPageView]


@pytest.fixture
def shown(show_page: ShowPage) -> Show:
    def show(record: str, **args: Any) -> RecordPageView:
        page = show_page("record", record=record, **args)
        assert isinstance(page, RecordPageView)
        return page

    return show


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(page: QWidget, name: str) -> None:
    Hand().click(child_of(page, QAbstractButton, name))
    QApplication.processEvents()


def answer(**values: Any) -> RecordDialog:
    """Fill in the open dialog and press its verb."""
    dialog = open_dialog(RecordDialog)
    for name, value in values.items():
        dialog.box(name).editor.fill(value)
    Hand().click(dialog.yes)
    QApplication.processEvents()
    return dialog


# ------------------------------------------------------------------ reading


@pytest.mark.capability("002-017")
def test_the_times_of_a_concern_stand_apart_and_show_the_delay(
    shown: Show, school: School, workspace: Workspace
) -> None:
    card = a_child(workspace)
    a_second_holder(workspace)
    record = a_concern(
        workspace,
        card,
        noticed_at={"day": "2026-11-20", "time": "09:20:00"},
        told_dsl_at={"day": "2026-11-20", "time": "09:40:00"},
        told_dsl_who="Owen Marsh",
    )
    close(workspace)
    school.clock.forward(hours=2, minutes=5)
    head = school.enter(PASSPHRASE, HEAD)
    head.concerns.acknowledge(record)
    page = head.files.see_record(record)
    close(head)
    assert len(page.following) == 1
    again = school.enter()
    shown_again = _page_over(again, record)
    said = words(child_of(shown_again, QWidget, "times"))
    assert "20 November 2026 at 08:50" in said
    assert "20 November 2026 at 09:20: 30 minutes later" in said
    assert "20 November 2026 at 09:40: 50 minutes later" in said
    assert "20 November 2026 at 10:00: 1 h 10 min later" in said
    assert "Read by Owen Marsh" in said
    assert "20 November 2026 at 12:05: 3 h 15 min later" in said
    close(again)


def _page_over(workspace: Workspace, record: str) -> RecordPageView:
    from ui.kit.tasks import TaskRunner

    desk = DeskAtTest(workspace, TaskRunner())
    window = RowanWindow()
    page = RecordPageView(desk, record)
    page.setProperty("kept", window)
    window.show_page(page)
    window.show()
    _KEPT.extend((window, desk))
    return page


_KEPT: list[QObject] = []


def test_exact_words_are_quoted_and_opinion_is_marked(shown: Show, workspace: Workspace) -> None:
    record = a_concern(
        workspace, a_child(workspace), words="I fell off.", opinion="She looked frightened."
    )
    account = child_of(shown(record), QWidget, "account")
    assert words(child_of(account, QWidget, "quote")) == "“I fell off.”"
    opinion = words(child_of(account, QWidget, "opinion"))
    assert opinion.splitlines() == ["Opinion", "She looked frightened."]


def a_map(workspace: Workspace) -> BodyMap:
    lists = workspace.settings.lists()
    region = next(r for r in drawing("child.front").regions if r.id.endswith("forearm.left"))
    x, y = drawing("child.front").centre_of(region.id)
    mark = Mark(
        number=1,
        view="child.front",
        version=1,
        place=Place(x, y),
        regions=(region.region(),),
        kind=lists["mark_kinds"].choice("bruise"),
        length_cm=2,
        width_cm=1,
        size_by="measured",
        shape=lists["mark_shapes"].choice("oval"),
        colours=(lists["mark_colours"].choice("purple"),),
    )
    return BodyMap(drawings=empty_map().drawings, marks=(mark,))


def test_the_body_map_is_drawn_with_a_table_of_its_marks(
    shown: Show, workspace: Workspace
) -> None:
    record = a_concern(workspace, a_child(workspace), body_map=a_map(workspace))
    page = shown(record)
    figure = child_of(page, FigureView, "figure")
    assert "left forearm" in figure.accessibleName()
    assert figure.height() > 100
    assert "Left forearm, front" in words(page)


def test_opening_is_logged_and_asking_again_is_not(shown: Show, workspace: Workspace) -> None:
    record = a_concern(workspace, a_child(workspace))
    query = "SELECT count(*) FROM log WHERE what = 'record_opened'"
    db = workspace._vaults.children.db
    before = db.row(query)
    page = shown(record)
    opened = db.row(query)
    assert before is not None
    assert opened is not None
    assert opened[0] == before[0] + 1
    workspace.concerns.assign(record, workspace.me.person)
    page._desk.changed.emit(None)
    assert db.row(query) == opened
    assert "Ruth Ellery" in words(child_of(page, QWidget, "owner"))


def test_a_record_that_is_not_there_is_said(shown: Show) -> None:
    assert "not in this file" in words(shown("0" * 32))


def test_the_sheet_is_offered(shown: Show, workspace: Workspace, desk: DeskAtTest) -> None:
    record = a_concern(workspace, a_child(workspace))
    page = shown(record)
    press(page, "print-sheet")
    assert desk.last.page == "paper"
    assert record in desk.last.args["compose"]().records


def test_needs_are_shown_on_every_concern(shown: Show, workspace: Workspace) -> None:
    card = a_child(workspace)
    lists = workspace.settings.lists()
    child = card.as_in_record(lists["child_roles"].choice("subject"))
    status = {"status": lists["statuses"].choice("disabled"), "since": "2026-01-05"}
    workspace.family.add("status", [child], status)
    said = words(child_of(shown(a_concern(workspace, card)), QWidget, "children"))
    assert "Disabled" in said
    assert "Do not put it down to the child's needs" in said


# ------------------------------------------------------------------ read, assign


def test_reading_a_concern_of_somebody_else_is_acknowledged(
    school: School, workspace: Workspace
) -> None:
    a_second_holder(workspace)
    record = a_concern(workspace, a_child(workspace))
    close(workspace)
    head = school.enter(PASSPHRASE, HEAD)
    page = _page_over(head, record)
    press(page, "acknowledge")
    assert page.findChildren(QAbstractButton, "acknowledge") == []
    assert [one.why for one in head.files.see_record(record).following] == ["read"]
    close(head)


def test_somebody_else_is_named_for_one_child(shown: Show, workspace: Workspace) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    record = a_concern(workspace, zoe, sian)
    page = shown(record)
    press(page, "assign")
    answer(who=person_named(workspace, HEAD), only={"code": sian.id, "words": "x"}, reason="Knows")
    rows = {row.child: row.owner for row in workspace.standing.rows() if row.id == record}
    assert rows == {zoe.id: None, sian.id: person_named(workspace, HEAD).id}
    assert "Owen Marsh (Headteacher), Siân O’Neill: Knows" in words(page)


def test_an_owner_has_to_be_named(shown: Show, workspace: Workspace) -> None:
    page = shown(a_concern(workspace, a_child(workspace)))
    press(page, "assign")
    dialog = open_dialog(RecordDialog)
    Hand().click(dialog.yes)
    assert "Choose who looks after it" in words(dialog)
    dialog.reject()


# ------------------------------------------------------------------ actions


@pytest.fixture
def action(workspace: Workspace) -> str:
    """Return an action about a decided concern, due on 25 November."""
    concern = a_concern(workspace, a_child(workspace))
    row = an_action(workspace, "Ring the mother", date(2026, 11, 25))
    a_decision(workspace, concern, actions=[row])
    return workspace.today.page().actions[0].record


def test_an_action_is_done_with_two_clicks_from_its_page(
    shown: Show, workspace: Workspace, action: str
) -> None:
    page = shown(action)
    press(page, "action-done")
    answer(outcome="She will come on Monday.")
    assert workspace.today.page().actions == ()
    assert "Done 20 November 2026 at 10:00: She will come on Monday." in words(page)


def test_handing_on_and_a_new_date_keep_the_old_ones_visible(
    shown: Show, workspace: Workspace, action: str
) -> None:
    page = shown(action)
    press(page, "action-reassign")
    answer(who=person_named(workspace, HEAD), reason="Knows the family")
    press(page, "action-redate")
    dialog = open_dialog(RecordDialog)
    Hand().click(child_of(dialog, QAbstractButton, "in-days.14"))
    answer(reason="Away until then")
    due = workspace.today.page().actions[0]
    assert (due.owner, due.due) == (HEAD, date(2026, 12, 4))
    said = words(page)
    assert "Given to Owen Marsh, was Ruth Ellery: Knows the family" in said
    assert "New date 4 Dec 2026, was 25 Nov 2026: Away until then" in said
    kept = [one.whole.record for one in workspace.files.see_record(action).following]
    assert any(isinstance(r, ActionReassigned) and r.reason == "Knows the family" for r in kept)
    assert any(isinstance(r, ActionRedated) and r.was == date(2026, 11, 25) for r in kept)


@pytest.mark.parametrize("code", ["reassign", "redate", "cancel"])
def test_each_change_of_an_action_needs_a_reason(
    shown: Show, workspace: Workspace, action: str, code: str
) -> None:
    page = shown(action)
    press(page, f"action-{code}")
    dialog = open_dialog(RecordDialog)
    Hand().click(dialog.yes)
    assert "Enter the reason" in words(dialog)
    assert dialog.box("reason").problem.words() == "Enter the reason"
    dialog.reject()
    assert len(workspace.today.page().actions) == 1


def test_an_action_is_cancelled_with_a_reason(
    shown: Show, workspace: Workspace, action: str
) -> None:
    page = shown(action)
    press(page, "action-cancel")
    answer(reason="The family has moved")
    assert workspace.today.page().actions == ()
    assert "Cancelled: The family has moved" in words(page)
    assert page.findChildren(QAbstractButton, "action-done") == []


def test_a_dialog_can_be_asked_for_from_elsewhere_and_leads_back(
    shown: Show, workspace: Workspace, desk: DeskAtTest, action: str
) -> None:
    shown(action, then="done")
    QApplication.processEvents()
    answer()
    assert workspace.today.page().actions == ()
    assert desk.last.page == "back"


def test_an_action_is_added_outside_a_decision(
    show_page: ShowPage, workspace: Workspace, desk: DeskAtTest
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, zoe, sian)
    page = show_page("action", child=zoe.id, concern=concern)
    QApplication.processEvents()
    form: Any = page
    form.form.group.boxes["what"].editor.fill("Look at the register")
    Hand().click(child_of(page, QAbstractButton, "entry-save"))
    assert "Choose the child it is about" in words(page)
    Hand().click(child_of(page, QAbstractButton, f"chip.{sian.id}"))
    Hand().click(child_of(page, QAbstractButton, "in-days.7"))
    Hand().click(child_of(page, QAbstractButton, "entry-save"))
    due = workspace.today.page().actions[0]
    assert (due.what, due.child.id, due.concern) == ("Look at the register", sian.id, concern)
    assert due.due == date(2026, 11, 27)
    assert desk.last.page == "back"


# ------------------------------------------------------------------ closing


def test_a_concern_is_closed_for_one_child_and_opened_again(
    shown: Show, workspace: Workspace
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    record = a_concern(workspace, zoe, sian)
    a_decision(workspace, record)
    page = shown(record)
    press(page, "close")
    reason = {"code": "resolved", "words": "Worry resolved"}
    answer(
        children=[{"code": sian.id, "words": "Siân"}], reason=reason, outcome="Warm again at home."
    )
    assert {row.child for row in workspace.standing.rows() if row.id == record} == {zoe.id}
    assert "Siân O’Neill. Worry resolved: Warm again at home. (Ruth Ellery)" in words(page)
    press(page, "reopen")
    answer(reason="It has begun again.")
    assert {row.child for row in workspace.standing.rows() if row.id == record} == {
        zoe.id,
        sian.id,
    }
    kept = [one.whole.record for one in workspace.files.see_record(record).following]
    assert any(isinstance(r, Closure) for r in kept)
    assert any(isinstance(r, Reopening) and r.reason == "It has begun again." for r in kept)


def test_closing_before_a_decision_is_refused_with_the_reason(
    shown: Show, workspace: Workspace
) -> None:
    record = a_concern(workspace, a_child(workspace))
    page = shown(record)
    press(page, "close")
    dialog = open_dialog(ProblemDialog)
    assert "There is no decision yet" in words(dialog)
    dialog.reject()


def test_closing_with_an_open_action_is_refused(
    shown: Show, workspace: Workspace, action: str
) -> None:
    concern = workspace.today.page().actions[0].concern
    assert concern is not None
    page = shown(concern)
    press(page, "close")
    dialog = open_dialog(ProblemDialog)
    assert "Actions are still open" in words(dialog)
    dialog.reject()


def test_nobody_chosen_closes_nothing(shown: Show, workspace: Workspace) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    record = a_concern(workspace, zoe, sian)
    a_decision(workspace, record)
    page = shown(record)
    press(page, "close")
    reason = {"code": "resolved", "words": "Worry resolved"}
    dialog = answer(children=[], reason=reason, outcome="Fine.")
    assert "Choose the children" in words(dialog)
    dialog.reject()
    assert len([row for row in workspace.standing.rows() if row.id == record]) == 2


# ------------------------------------------------------------------ links


def test_two_concerns_are_linked_as_one_event_and_decided_together(
    shown: Show, workspace: Workspace, desk: DeskAtTest
) -> None:
    zoe = a_child(workspace)
    first = a_concern(workspace, zoe)
    second = a_concern(workspace, zoe, seen="Cried at the gate.")
    page = shown(first)
    press(page, "link-event")
    dialog = open_dialog(RecordDialog)
    Hand().click(dialog.yes)
    assert "Choose the other record" in words(dialog)
    Hand().click(child_of(dialog, QAbstractButton, f"chip.{second}"))
    answer(reason="Same morning")
    assert "Cried at the gate." in child_of(page, QAbstractButton, "open-linked").text()
    press(page, "decide")
    assert desk.last.page == "decision"
    assert desk.last.args == {"concerns": [first, second]}


def test_a_child_typed_by_name_is_matched_and_then_closed(
    shown: Show, workspace: Workspace
) -> None:
    import msgspec

    card = a_child(workspace)
    role = workspace.settings.lists()["child_roles"].choice("subject")
    typed = card.as_in_record(role)
    typed = msgspec.structs.replace(typed, child=None, key="k" * 32, name="Zoe N", age="9")
    draft = msgspec.structs.replace(a_concern_draft(workspace), children=(typed,))
    workspace.concerns.record(draft, signer(workspace))
    page = shown(draft.id)
    assert "not on the roll" in words(page)
    press(page, "match-child")
    dialog = open_dialog(RecordDialog)
    Hand().click(dialog.yes)
    assert "Enter how you know" in words(dialog)
    picker: Any = dialog.box("child").editor
    picker.picker.choose(picker.picker._source("zoe")[0])
    answer(reason="The teacher says so")
    assert "Written as “Zoe N”, matched with the roll" in words(page)
    assert [line.record for line in workspace.files.see_file(card.id).chronology] == [draft.id]
    a_decision(workspace, draft.id)
    page._desk.changed.emit(None)
    press(page, "close")
    answer(reason={"code": "resolved", "words": "Worry resolved"}, outcome="Fine.")
    assert [row for row in workspace.standing.rows() if row.id == draft.id] == []


# ------------------------------------------------------------------ notes and family


def test_a_note_about_a_concern_stands_on_its_page(
    show_page: ShowPage, shown: Show, workspace: Workspace, desk: DeskAtTest
) -> None:
    record = a_concern(workspace, a_child(workspace))
    page: Any = show_page("note", child="", about=record)
    assert "Zoë Nguyễn · born 12 May 2017" in page.identity.text()
    boxes = page.form.group.boxes
    Hand().click(child_of(page, QAbstractButton, "chip.call"))
    boxes["with_whom"].editor.fill("Mother")
    Hand().click(child_of(page, QAbstractButton, "entry-save"))
    assert "Enter what was said" in words(page)
    boxes["said"].editor.fill("She will come at three.")
    Hand().click(child_of(page, QAbstractButton, "entry-save"))
    assert desk.words[-1] == "Note saved"
    said = words(child_of(shown(record), QWidget, "notes"))
    assert "Phone call: Mother" in said
    assert "She will come at three." in said
    assert "signed" in said


@pytest.mark.parametrize(
    ("kind", "answers", "line"),
    [
        (
            "household",
            {"name": "Linh Nguyễn", "relation": {"code": "mother", "words": "Mother"}},
            "Linh Nguyễn (Mother)",
        ),
        (
            "contact",
            {
                "name": "Linh Nguyễn",
                "relation": {"code": "mother", "words": "Mother"},
                "phone": "01632 960 100",
            },
            "Linh Nguyễn (Mother), 01632 960 100",
        ),
        (
            "status",
            {"status": {"code": "sen", "words": "SEN support"}, "since": date(2026, 1, 5)},
            "SEN support",
        ),
    ],
)
def test_what_is_dated_on_a_file_is_added_and_ended(
    show_page: ShowPage,
    shown: Show,
    workspace: Workspace,
    kind: str,
    answers: dict[str, Any],
    line: str,
) -> None:
    card = a_child(workspace)
    page: Any = show_page("family", child=card.id, kind=kind)
    Hand().click(child_of(page, QAbstractButton, "entry-save"))
    assert page.form.summary.isVisible()
    for name, value in answers.items():
        page.form.group.boxes[name].editor.fill(value)
    Hand().click(child_of(page, QAbstractButton, "entry-save"))
    held = {
        "household": lambda file: file.households,
        "contact": lambda file: file.contacts,
        "status": lambda file: file.statuses,
    }[kind]
    dated = held(workspace.files.see_file(card.id))
    assert [(one.value.line(), one.ended) for one in dated] == [(line, None)]
    record = shown(dated[0].record)
    press(record, "end")
    answer(on=date(2026, 11, 19), reason="Moved")
    assert held(workspace.files.see_file(card.id))[0].ended == date(2026, 11, 19)
    assert record.findChildren(QAbstractButton, "end") == []


# ------------------------------------------------------------------ windows


class StrayWindows(QObject):
    """Note every window that is shown and is not Rowan's."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note windows that are shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            if watched.isWindow() and not isinstance(watched, RowanWindow):
                self.found.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_building_pages_opens_no_stray_window(
    show_page: ShowPage, workspace: Workspace, qapp: QApplication
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    record = a_concern(workspace, zoe, sian, body_map=a_map(workspace), map_child=zoe.id)
    a_decision(workspace, record)
    a_closure(workspace, record, sian)
    watch = StrayWindows()
    qapp.installEventFilter(watch)
    show_page("record", record=record)
    show_page("decision", concerns=[record])
    show_page("note", about=record)
    show_page("action", concern=record)
    for kind in ("household", "contact", "status"):
        show_page("family", child=zoe.id, kind=kind)
    page: Any = show_page("concern", child=zoe.id)
    page._on_adult()
    page._on_child()
    for section in page.form.form.unopened():
        page.form.form.open_section(section.label)
    page._to_check()
    qapp.removeEventFilter(watch)
    assert watch.found == []


def test_an_owner_is_typed_from_the_register(shown: Show, workspace: Workspace) -> None:
    page = shown(a_concern(workspace, a_child(workspace)))
    press(page, "assign")
    dialog = open_dialog(RecordDialog)
    editor = dialog.box("who").editor
    assert isinstance(editor, PersonEditor)
    assert isinstance(editor.value(), (PersonAs, type(None)))
    dialog.reject()
