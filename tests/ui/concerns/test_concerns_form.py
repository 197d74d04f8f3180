from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.records.concern import Concern
from app.records.header import Header
from app.workspace import Workspace
from tests.support.clicks import Hand
from tests.support.school import TEACHER, a_child
from tests.support.windows import DeskAtTest, child_of, open_dialog, sign
from ui.concerns.children_box import ChildrenBox
from ui.concerns.concern_page import ConcernPage
from ui.kit.dialogs import Confirm
from ui.kit.groups import RowsEditor
from ui.kit.labels import Label
from ui.kit.moments import MomentEdit
from ui.kit.pages import Page

ShowPage = Callable[..., QWidget]


class ConcernAtTest:
    """Fill in a concern as a person does."""

    def __init__(self, qtbot: QtBot, page: ConcernPage) -> None:
        self.qtbot = qtbot
        self.page = page
        self.hand = Hand()

    def answer_no(self) -> None:
        """Say that it is about a child."""
        self.hand.click(child_of(self.page, QAbstractButton, "adult-no"))
        QApplication.processEvents()

    @property
    def children(self) -> ChildrenBox:
        assert self.page.form is not None
        return self.page.form.children_box

    def choose_child(self, typed: str, *, down: int = 1) -> None:
        """Type part of a name and choose from the list with the arrow keys."""
        finder = self.children.finder
        finder.setFocus()
        self.hand.write(typed)
        popup = finder._popup
        for _time in range(down):
            self.hand_key(popup, Qt.Key.Key_Down)
        self.hand_key(popup, Qt.Key.Key_Return)
        QApplication.processEvents()

    def hand_key(self, widget: QWidget, key: Qt.Key) -> None:
        self.qtbot.keyClick(widget, key)

    def box(self, field: str) -> QWidget:
        return child_of(self.page, QWidget, f"field.{field}")

    def write(self, field: str, text: str) -> None:
        """Type into the first line or box of a question."""
        assert self.page.form is not None
        self.page.form.go_to(field)
        QApplication.processEvents()
        self.hand.write(text)

    def when(self, field: str, day: str, time: str) -> None:
        """Type a day and a time."""
        moment = self.box(field).findChild(MomentEdit)
        assert moment is not None
        for line, text in ((moment.day, day), (moment.time, time)):
            line.setFocus()
            self.hand.write(text)

    def chip(self, field: str, code: str, inside: QWidget | None = None) -> None:
        """Press a chip of a question."""
        found = (inside or self.page).findChildren(QWidget, f"field.{field}")
        assert len(found) == 1
        self.hand.click(child_of(found[0], QAbstractButton, f"chip.{code}"))

    def add(self, section: str) -> None:
        """Open an added section."""
        self.hand.click(child_of(self.page, QAbstractButton, f"add.{section}"))
        QApplication.processEvents()

    def required(self) -> None:
        """Answer everything that has to be answered, the children aside."""
        self.when("seen_at", "20/11/2026", "8:50")
        self.write("place", "Cloakroom")
        self.write("seen", "Zoë had no coat and cried when asked about home.")
        self.chip("told_dsl", "yes")
        self.write("done", "Sat with her; rang the office.")

    def check(self) -> None:
        self.hand.click(child_of(self.page, QAbstractButton, "concern-check"))
        QApplication.processEvents()

    def sign(self) -> None:
        """Go on to the check page, and sign there."""
        self.check()
        self.hand.click(child_of(self.page, QAbstractButton, "concern-sign"))
        sign(self.qtbot)


@pytest.fixture
def begun(show_page: ShowPage, qtbot: QtBot) -> Callable[..., ConcernAtTest]:
    def begin(**args: Any) -> ConcernAtTest:
        page = show_page("concern", **args)
        assert isinstance(page, ConcernPage)
        with qtbot.waitActive(page.window()):
            page.window().activateWindow()
        return ConcernAtTest(qtbot, page)

    return begin


@pytest.fixture
def form(begun: Callable[..., ConcernAtTest], workspace: Workspace) -> ConcernAtTest:
    """Return the form with one child chosen by type-ahead and all that is required."""
    a_child(workspace)
    concern = begun()
    concern.answer_no()
    concern.choose_child("zoe nguy")
    return concern


def stored(workspace: Workspace) -> tuple[Header, Concern]:
    """Return the one concern in the ledger, read back from what was signed."""
    waiting = workspace.today.page().waiting
    assert len({one.record for one in waiting}) == 1
    whole = workspace.files.see_record(waiting[0].record).whole
    assert isinstance(whole.record, Concern)
    return whole.header, whole.record


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def entries(workspace: Workspace) -> int:
    rows = workspace._vaults.children.db.query("SELECT count(*) FROM entry")
    return int(rows[0][0])


# ------------------------------------------------------------------ an adult who works here


def test_about_an_adult_nothing_is_written(
    begun: Callable[..., ConcernAtTest], workspace: Workspace, desk: DeskAtTest
) -> None:
    before = entries(workspace)
    concern = begun()
    concern.hand.click(child_of(concern.page, QAbstractButton, "adult-yes"))
    said = words(concern.page)
    assert "headteacher" in said
    assert "LADO" in said
    concern.page.flush()
    assert concern.page.draft_id == ""
    assert list(workspace.folder.drafts.iterdir()) == []
    assert entries(workspace) == before
    concern.hand.click(child_of(concern.page, QAbstractButton, "adult-sheet"))
    assert desk.last.page == "paper"
    assert desk.last.args["compose"] == workspace.sheets.blank_adult


def test_back_from_the_stop_leads_to_the_question(begun: Callable[..., ConcernAtTest]) -> None:
    concern = begun()
    concern.hand.click(child_of(concern.page, QAbstractButton, "adult-yes"))
    concern.hand.click(child_of(concern.page, QAbstractButton, "adult-back"))
    assert child_of(concern.page, QAbstractButton, "adult-no").hasFocus()


# ------------------------------------------------------------------ children


def test_a_child_is_found_without_accents_and_shown_with_birth_date_and_class(
    form: ConcernAtTest,
) -> None:
    assert form.page.identity.text() == "Zoë Nguyễn · born 12 May 2017 (9 years) · Year 4 · Oak"
    chosen = form.children.lines[0].roles.chosen()
    assert [role.code for role in chosen] == ["subject"]


def test_children_of_one_name_are_told_apart_by_birth_date_and_class(
    begun: Callable[..., ConcernAtTest], workspace: Workspace
) -> None:
    a_child(workspace, "Ann", "Lee", born=date(2016, 1, 2), class_name="Elm")
    younger = a_child(workspace, "Ann", "Lee", born=date(2018, 9, 9), class_name="Ash")
    concern = begun()
    concern.answer_no()
    concern.children.finder.setFocus()
    concern.hand.write("ann")
    shown = concern.children.finder._model.stringList()
    assert any("2 January 2016" in line and "Elm" in line for line in shown)
    assert any("9 September 2018" in line and "Ash" in line for line in shown)
    place = next(n for n, line in enumerate(shown) if "Ash" in line)
    for _time in range(place + 1):
        concern.hand_key(concern.children.finder._popup, Qt.Key.Key_Down)
    concern.hand_key(concern.children.finder._popup, Qt.Key.Key_Return)
    assert [line.key for line in concern.children.lines] == [younger.id]


@pytest.mark.capability("002-061")
def test_one_concern_names_several_children_and_stands_in_each_file(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    sian = a_child(workspace, "Siân", "O’Neill", class_name="Ash")
    form.choose_child("oneill")
    form.required()
    form.check()
    assert "Choose the part Siân O’Neill played" in words(form.page)
    form.hand.click(child_of(form.children.lines[1], QAbstractButton, "chip.witness"))
    form.sign()
    header, _record = stored(workspace)
    roles = {child.name: child.role.code for child in header.children}
    assert roles == {"Zoë Nguyễn": "subject", "Siân O’Neill": "witness"}
    for child in header.children:
        assert child.child is not None
        lines = workspace.files.see_file(child.child).chronology
        assert [line.record for line in lines] == [header.id]
    assert sian.id in {child.child for child in header.children}


def test_a_child_who_is_not_on_the_roll_is_typed_by_name_and_age(
    begun: Callable[..., ConcernAtTest], workspace: Workspace
) -> None:
    concern = begun()
    concern.answer_no()
    concern.hand.click(child_of(concern.page, QAbstractButton, "child-not-listed"))
    concern.hand.write("Alfie Stone")
    concern.hand.write("about 9", child_of(concern.page, QWidget, "child-age"))
    concern.required()
    concern.sign()
    header, _record = stored(workspace)
    child = header.children[0]
    assert (child.name, child.age, child.child) == ("Alfie Stone", "about 9", None)
    assert child.key


@pytest.mark.capability("002-028")
def test_special_needs_and_communication_are_shown_with_the_warning(
    begun: Callable[..., ConcernAtTest], workspace: Workspace
) -> None:
    card = a_child(workspace)
    a_child(workspace, "Plain", "Child")
    offered = workspace.settings.lists()["statuses"]
    role = workspace.settings.lists()["child_roles"].choice("subject")
    for code, details in (("sen", None), ("communication", "Uses Makaton")):
        answers = {"status": offered.choice(code), "since": "2026-01-05", "details": details}
        workspace.family.add("status", [card.as_in_record(role)], answers)
    concern = begun()
    concern.answer_no()
    concern.choose_child("plain")
    assert "Do not put it down to the child's needs" not in words(concern.page)
    concern.choose_child("zoe")
    said = words(concern.page)
    assert "SEN support" in said
    assert "Communication needs: Uses Makaton" in said
    assert "Do not put it down to the child's needs" in said


# ------------------------------------------------------------------ what is asked


@pytest.mark.capability("002-065", "002-066", "002-068", "002-059")
def test_when_where_what_and_what_was_done_have_to_be_said(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    assert "Never promise to keep it secret" in words(form.page)
    form.check()
    summary = child_of(form.page, QWidget, "error-summary")
    assert summary.hasFocus()
    lines = [button.text() for button in summary.findChildren(QAbstractButton)]
    assert lines == [
        "Enter when it happened, or tick “Not known”",
        "Enter where it happened",
        "Enter what you saw or heard",
        "Choose whether a DSL has been told in person",
        "Enter what was done at once",
    ]
    assert form.page.window().windowTitle() == "Error: Record a concern – Rowan"
    form.hand.click(child_of(summary, QAbstractButton, "problem.place"))
    assert form.box("place").isAncestorOf(QApplication.focusWidget())
    form.required()
    form.sign()
    _header, record = stored(workspace)
    assert record.seen_at.day == date(2026, 11, 20)
    assert record.seen_at.time is not None
    assert record.seen_at.time.isoformat() == "08:50:00"
    assert record.place == "Cloakroom"
    assert record.seen == "Zoë had no coat and cried when asked about home."
    assert record.done == "Sat with her; rang the office."


def test_not_known_is_an_answer_to_when(form: ConcernAtTest, workspace: Workspace) -> None:
    form.required()
    moment = form.box("seen_at").findChild(MomentEdit)
    assert moment is not None
    form.hand.click(moment.tick)
    form.sign()
    _header, record = stored(workspace)
    assert not record.seen_at.known


def test_a_day_to_come_is_refused(form: ConcernAtTest) -> None:
    form.required()
    moment = form.box("seen_at").findChild(MomentEdit)
    assert moment is not None
    moment.day.clear()
    moment.day.setFocus()
    form.hand.write("25/12/2026")
    form.check()
    assert "must be today or in the past" in words(form.page)
    assert form.page.title.text() == "Record a concern"


@pytest.mark.capability("002-019", "000-017", "002-020", "002-021", "002-022", "002-023", "003-014")
def test_categories_online_source_and_context_reach_the_record(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.add("What it may be about")
    assert "Child protection: significant harm" in words(form.page)
    codes = ("physical", "emotional", "sexual", "neglect", "welfare", "emotional_harm")
    for code in (*codes, "exploitation"):
        form.chip("categories", code)
    form.chip("online", "yes")
    form.chip("source", "other_adult")
    form.hand.click(form.box("outside_family").findChildren(QAbstractButton)[0])
    for code in ("place", "peers", "online"):
        form.chip("contexts", code)
    form.write("environment", "The park is unlit and older boys gather there.")
    form.sign()
    _header, record = stored(workspace)
    chosen = [choice.code for choice in record.categories]
    assert chosen == [*codes, "exploitation"]
    assert record.online is not None
    assert record.online.code == "yes"
    assert record.source is not None
    assert record.source.code == "other_adult"
    assert [choice.code for choice in record.contexts] == ["place", "peers", "online"]
    assert record.environment == "The park is unlit and older boys gather there."
    offered = {o.code: o for o in workspace.settings.lists()["categories"].options}
    assert all(offered[code].fixed for code in ("physical", "emotional", "sexual", "neglect"))
    sources = {o.code for o in workspace.settings.lists()["sources"].options}
    assert sources >= {"family_adult", "other_adult", "community", "children", "not_known"}


@pytest.mark.capability("002-041")
def test_forced_marriage_warns_not_to_contact_the_family(form: ConcernAtTest) -> None:
    form.add("What it may be about")
    assert "Do not contact the family" not in words(form.page)
    form.chip("categories", "forced_marriage")
    assert "Do not contact the family" in words(form.page)
    form.chip("categories", "forced_marriage")
    form.chip("categories", "honour")
    assert "Do not contact the family" in words(form.page)


def parents_row(form: ConcernAtTest) -> QWidget:
    rows = form.box("parents").findChildren(RowsEditor)
    assert len(rows) == 1
    return rows[0].rows[0]


@pytest.mark.capability("002-049")
def test_parents_told_says_who_when_and_what_they_said(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.add("Parents and carers")
    row = parents_row(form)
    form.chip("told", "yes", row)
    form.write("parents.0.who", "Mother, by Miriam Okafor")
    moment = child_of(row, QWidget, "field.at").findChild(MomentEdit)
    assert moment is not None
    moment.day.setFocus()
    form.hand.write("today")
    form.write("parents.0.response", "She will come at three.")
    form.sign()
    header, record = stored(workspace)
    told = record.parents[0]
    assert told.child == header.children[0].ref()
    assert (told.told.code, told.who) == ("yes", "Mother, by Miriam Okafor")
    assert told.at is not None
    assert told.at.day == date(2026, 11, 20)
    assert told.response == "She will come at three."


@pytest.mark.capability("002-049", "002-050")
def test_parents_not_told_needs_a_reason(form: ConcernAtTest, workspace: Workspace) -> None:
    form.required()
    form.add("Parents and carers")
    row = parents_row(form)
    form.chip("told", "no", row)
    form.check()
    assert "Choose why the parents have not been told" in words(form.page)
    offered = child_of(row, QWidget, "field.reason").findChildren(QAbstractButton)
    assert {"chip.risk", "chip.investigation"} <= {chip.objectName() for chip in offered}
    form.chip("reason", "investigation", row)
    form.sign()
    _header, record = stored(workspace)
    assert record.parents[0].reason is not None
    assert record.parents[0].reason.code == "investigation"


# ------------------------------------------------------------------ check, sign, what now


def test_the_check_page_shows_every_answer_and_leads_back(form: ConcernAtTest) -> None:
    form.required()
    form.check()
    step = child_of(form.page, QWidget, "check-step")
    said = words(step)
    assert "Zoë had no coat and cried when asked about home." in said
    assert "Zoë Nguyễn" in said
    form.hand.click(child_of(step, QAbstractButton, "change.done"))
    QApplication.processEvents()
    assert form.box("done").isAncestorOf(QApplication.focusWidget())
    form.hand.write(" Told the mother.")
    form.check()
    assert "rang the office. Told the mother." in words(form.page)


def test_the_check_page_offers_what_was_not_opened(form: ConcernAtTest) -> None:
    form.required()
    form.check()
    step = child_of(form.page, QWidget, "check-step")
    form.hand.click(child_of(step, QAbstractButton, "add.Body map"))
    QApplication.processEvents()
    assert form.box("body_map").isVisible()


def test_a_wrong_passphrase_signs_nothing_and_loses_nothing(
    form: ConcernAtTest, workspace: Workspace, qtbot: QtBot
) -> None:
    form.required()
    form.check()
    form.hand.click(child_of(form.page, QAbstractButton, "concern-sign"))
    from ui.kit.dialogs import PassphraseDialog

    dialog = open_dialog(PassphraseDialog)
    dialog.passphrase.line.setText("not these words at all")
    dialog.sign.click()
    qtbot.waitUntil(lambda: dialog.sign.isEnabled(), timeout=20_000)
    assert "does not open your keys" in words(dialog)
    assert workspace.today.page().waiting == ()
    sign(qtbot)
    assert stored(workspace)[1].place == "Cloakroom"


def test_not_told_leads_to_a_screen_that_says_go_and_tell(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.chip("told_dsl", "no")
    form.sign()
    assert form.page.title.text() == "Go and tell a DSL in person now"
    said = words(form.page)
    assert "Ruth Ellery" in said
    assert "Children's social care" in said
    assert "The concern is recorded" not in said
    form.hand.click(child_of(form.page, QAbstractButton, "go-on"))
    assert "The concern is recorded" in words(form.page)


def test_after_signing_the_sheet_the_record_and_the_decision_are_offered(
    form: ConcernAtTest, workspace: Workspace, desk: DeskAtTest
) -> None:
    form.required()
    form.sign()
    header, _record = stored(workspace)
    form.hand.click(child_of(form.page, QAbstractButton, "print-sheet"))
    assert desk.last.page == "paper"
    assert header.id in desk.last.args["compose"]().records
    form.hand.click(child_of(form.page, QAbstractButton, "decide-now"))
    assert (desk.last.page, desk.last.args) == ("decision", {"concerns": [header.id]})
    form.hand.click(child_of(form.page, QAbstractButton, "open-record"))
    assert (desk.last.page, desk.last.args) == ("record", {"record": header.id})


# ------------------------------------------------------------------ drafts


@pytest.fixture
def kept(form: ConcernAtTest) -> Iterator[ConcernAtTest]:
    form.required()
    form.page.flush()
    yield form


def test_what_is_typed_is_kept_and_shown_again(
    kept: ConcernAtTest, begun: Callable[..., ConcernAtTest], workspace: Workspace
) -> None:
    assert kept.page._state.text().startswith("Draft saved ")
    drafts = workspace.drafts.mine()
    assert [draft.id for draft in drafts] == [kept.page.draft_id]
    again = begun(draft=drafts[0])
    assert again.page.form is not None
    assert again.page.form.draft() == drafts[0]
    again.sign()
    header, record = stored(workspace)
    assert header.id == drafts[0].id
    assert record.place == "Cloakroom"
    assert workspace.drafts.mine() == []


def test_a_draft_is_kept_by_itself_soon_after_the_last_letter(
    form: ConcernAtTest, qtbot: QtBot, workspace: Workspace
) -> None:
    assert form.page.keeper is not None
    with qtbot.waitSignal(form.page.keeper.kept, timeout=20_000):
        form.write("seen", "Something short")
    assert workspace.drafts.mine()[0].values["seen"] == "Something short"


def test_no_draft_before_the_first_letter(
    begun: Callable[..., ConcernAtTest], workspace: Workspace
) -> None:
    concern = begun(child=a_child(workspace).id)
    concern.answer_no()
    concern.page.flush()
    assert workspace.drafts.mine() == []
    assert concern.children.lines[0].shown() == "Zoë Nguyễn"


def test_discarding_says_what_would_be_lost_and_loses_it(
    kept: ConcernAtTest, workspace: Workspace, desk: DeskAtTest
) -> None:
    kept.hand.click(child_of(kept.page, QAbstractButton, "concern-discard"))
    dialog = open_dialog(Confirm)
    assert "17 words will be lost" in words(dialog)
    assert dialog.no.isDefault()
    dialog.no.click()
    assert len(workspace.drafts.mine()) == 1
    kept.hand.click(child_of(kept.page, QAbstractButton, "concern-discard"))
    open_dialog(Confirm).yes.click()
    assert workspace.drafts.mine() == []
    assert kept.page.draft_id == ""
    assert desk.last.page == "today"


def test_an_old_draft_says_so(
    kept: ConcernAtTest, begun: Callable[..., ConcernAtTest], school: Any, workspace: Workspace
) -> None:
    school.clock.forward(hours=30)
    again = begun(draft=workspace.drafts.mine()[0])
    assert "This draft was started on 20 November 2026" in words(again.page)


# ------------------------------------------------------------------ keys alone


def test_a_concern_is_recorded_without_the_mouse(
    begun: Callable[..., ConcernAtTest], workspace: Workspace, qtbot: QtBot
) -> None:
    a_child(workspace)
    concern = begun()
    hand, page = concern.hand, concern.page
    assert child_of(page, QAbstractButton, "adult-no").hasFocus()
    hand.press(Qt.Key.Key_Space)
    concern.choose_child("nguyen")
    moment = concern.box("seen_at").findChild(MomentEdit)
    assert moment is not None
    hand.write("today", moment.day)
    for field, text in (("place", "Hall"), ("seen", "A mark"), ("done", "Told Ruth")):
        assert page.form is not None
        editor = page.form.form.group.boxes[field].editor.first_stop()
        if field == "done":
            hand.tab_to(child_of(concern.box("told_dsl"), QAbstractButton, "chip.yes"))
            hand.press(Qt.Key.Key_Space)
        hand.write(text, editor)
    page.shortcut.emit("finish")
    assert page.title.text() == "Check your answers"
    page.shortcut.emit("finish")
    sign(qtbot)
    assert stored(workspace)[1].place == "Hall"
    assert hand.clicks == 0


def test_the_reporter_may_be_any_adult(form: ConcernAtTest, workspace: Workspace) -> None:
    form.required()
    reporter = form.box("reporter")
    lines = reporter.findChildren(QWidget, "")
    del lines
    assert form.page.form is not None
    editor = form.page.form.form.group.boxes["reporter"].editor
    editor.fill({"name": TEACHER, "role": "Class teacher, Oak"})
    form.sign()
    header, record = stored(workspace)
    assert record.reporter.name == TEACHER
    assert header.author.name != TEACHER


def test_every_step_has_a_title_and_no_name_in_the_window(form: ConcernAtTest) -> None:
    form.required()
    form.check()
    window = form.page.window()
    assert "Zoë" not in window.windowTitle()
    assert isinstance(form.page, Page)
    assert form.page.findChildren(Label)
