from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.workspace import Workspace
from tests.support.clicks import Hand, press, words
from tests.support.record_pages import Show, ShowPage, a_map, answer
from tests.support.school import (
    a_child,
    a_closure,
    a_concern,
    a_concern_draft,
    a_decision,
    signer,
)
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.dialogs import Confirm
from ui.kit.record_dialog import RecordDialog
from ui.shell.window import RowanWindow


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
    QApplication.processEvents()
    press(page, "close")
    answer(reason={"code": "resolved", "words": "Worry resolved"}, outcome="Fine.")
    assert [row for row in workspace.standing.rows() if row.id == draft.id] == []


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
    assert desk.words[-1] == "Saved"
    assert workspace.drafts.mine() == []
    said = words(child_of(shown(record), QWidget, "notes"))
    assert "Phone call: Mother" in said
    assert "She will come at three." in said
    assert "signed" in said


def test_a_note_half_written_is_kept_and_thrown_away_only_when_asked(
    show_page: ShowPage, workspace: Workspace, desk: DeskAtTest
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    record = a_concern(workspace, zoe, sian)
    page: Any = show_page("note", about=record)
    Hand().click(child_of(page, QAbstractButton, f"chip.{zoe.id}"))
    page.form.group.boxes["said"].editor.fill("She will come at three.")
    page.form.changed.emit()
    page.flush()
    draft = workspace.drafts.mine()[0]
    again: Any = show_page(draft.kind, draft=draft, child="")
    assert again.draft() == draft
    assert [child.ref() for child in again.about.chosen()] == [sian.id]
    Hand().click(child_of(again, QAbstractButton, "entry-cancel"))
    dialog = open_dialog(Confirm)
    assert "5 words will be lost" in words(dialog)
    dialog.yes.click()
    assert workspace.drafts.mine() == []
    assert desk.last.page == "back"


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

    def held() -> Any:
        file = workspace.files.see_file(card.id)
        return {"household": file.households, "contact": file.contacts, "status": file.statuses}

    dated = held()[kind]
    assert [(one.value.line(), one.ended) for one in dated] == [(line, None)]
    record = shown(dated[0].record)
    press(record, "end")
    answer(on=date(2026, 11, 19), reason="Moved")
    assert held()[kind][0].ended == date(2026, 11, 19)
    assert record.findChildren(QAbstractButton, "end") == []


class StrayWindows(QObject):
    """Note every window that is shown and is not Rowan's."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note windows that are shown."""
        window = isinstance(watched, QWidget) and watched.isWindow()
        shown = event.type() is QEvent.Type.Show
        if window and shown and not isinstance(watched, RowanWindow):
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
