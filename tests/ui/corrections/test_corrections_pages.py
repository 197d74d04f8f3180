from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.base.ids import new_id
from app.records.fields import Choice
from app.records.header import Link
from app.services.corrections import REASON
from app.workspace import Workspace
from tests.support.clicks import press, words
from tests.support.correction_pages import choose, fill, offered
from tests.support.school import (
    HEAD,
    PASSPHRASE,
    School,
    a_child,
    a_concern,
    a_decision,
    a_second_holder,
    close,
    signer,
)
from tests.support.windows import DeskAtTest, child_of, open_dialog, sign
from ui.corrections.again_step import AgainStep
from ui.corrections.amend_page import AmendPage
from ui.corrections.in_error_page import InErrorPage
from ui.kit.dialogs import Confirm, PassphraseDialog, ProblemDialog
from ui.kit.pickers import Option
from ui.kit.record_dialog import RecordDialog

ShowPage = Callable[..., Any]
CANARY = "kestrel"


# ------------------------------------------------------------------ amending


def test_a_record_is_amended_through_the_window(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace, qtbot: QtBot
) -> None:
    concern = a_concern(workspace, a_child(workspace), seen="A mark of 2 cm on the arm.")
    record = show_page("record", record=concern)
    choose(record, "amend")
    assert (desk.last.page, desk.last.args) == ("amendment", {"record": concern})
    page = show_page("amendment", record=concern)
    assert isinstance(page, AmendPage)
    press(page, "amend-check")
    assert "Enter why you amend it" in words(page)
    fill(page.form, seen="A mark of 3 mm on the arm.")
    fill(page.why, reason="Measured again.")
    press(page, "amend-check")
    (diff,) = page.findChildren(QLabel, "diff")
    assert "[removed: 2 cm] [added: 3 mm]" in diff.accessibleName()
    press(page, "amend-sign")
    sign(qtbot)
    assert (desk.last.page, desk.last.args) == ("record", {"record": concern})
    assert workspace.drafts.mine() == []
    said = words(show_page("record", record=concern))
    assert "Version 2 of 2" in said
    assert "Measured again." in said
    assert "A mark of 3 mm on the arm." in said


def test_what_is_typed_waits_as_a_draft(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    page = show_page("amendment", record=concern)
    assert isinstance(page, AmendPage)
    fill(page.form, seen="Said otherwise.")
    fill(page.why, reason="Because.")
    page.flush()
    (draft,) = workspace.drafts.mine()
    assert draft.kind == "amendment"
    again = show_page(draft.kind, draft=draft, child="")
    assert isinstance(again, AmendPage)
    assert again.draft().values["seen"] == "Said otherwise."
    assert again.draft().extra[REASON] == "Because."
    press(again, "amend-leave")
    open_dialog(Confirm).yes.click()
    assert workspace.drafts.mine() == []


def test_nothing_typed_is_lost_when_another_version_came_first(
    show_page: ShowPage, workspace: Workspace, qtbot: QtBot
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    page = show_page("amendment", record=concern)
    assert isinstance(page, AmendPage)
    fill(page.form, seen="From this page.")
    fill(page.why, reason="Because.")
    other = workspace.corrections.begin(new_id(), concern)
    amended = {**other.values, "seen": "From elsewhere."}
    draft = type(other)(
        id=other.id,
        kind=other.kind,
        started=other.started,
        children=other.children,
        links=other.links,
        values=amended,
        extra={**other.extra, REASON: "First."},
    )
    workspace.corrections.amend(draft, signer(workspace))
    press(page, "amend-check")
    press(page, "amend-sign")
    dialog = open_dialog(PassphraseDialog)
    dialog.passphrase.line.setText(PASSPHRASE)
    dialog.sign.click()
    qtbot.waitUntil(lambda: "amended in the meantime" in words(dialog), timeout=20_000)
    dialog.reject()
    assert page.draft().values["seen"] == "From this page."
    assert len(workspace.versions.versions(concern)) == 2
    again = show_page("amendment", draft=page.draft())
    assert "It was amended since you began" in words(again)
    press(again, "amend-check")
    (diff,) = again.findChildren(QLabel, "diff")
    assert "elsewhere" in diff.accessibleName()
    press(again, "amend-sign")
    sign(qtbot)
    assert len(workspace.versions.versions(concern)) == 3


def test_a_record_signed_at_sign_in_strength_needs_no_passphrase(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace
) -> None:
    card = a_child(workspace)
    ways = workspace.settings.lists()["note_ways"]
    answers = {
        "way": ways.choice("call"),
        "with_whom": "Aunt",
        "at": {"day": "2026-11-20"},
        "said": "She comes on Monday.",
    }
    role = workspace.settings.lists()["child_roles"].choice("subject")
    change = workspace.notes.write([card.as_in_record(role)], answers)
    page = show_page("amendment", record=change.records[0])
    assert isinstance(page, AmendPage)
    fill(page.form, said="She comes on Tuesday.")
    fill(page.why, reason="Wrong day.")
    press(page, "amend-check")
    press(page, "amend-sign")
    assert desk.last.page == "record"
    whole = workspace.files.see_record(change.records[0]).whole
    assert (whole.number, whole.strength) == (2, "session")


def test_nothing_changed_is_said_kindly(show_page: ShowPage, workspace: Workspace) -> None:
    card = a_child(workspace)
    statuses = workspace.settings.lists()["statuses"]
    role = workspace.settings.lists()["child_roles"].choice("subject")
    answers = {"status": statuses.options[0].choice(), "since": "2026-01-05"}
    change = workspace.family.add("status", [card.as_in_record(role)], answers)
    page = show_page("amendment", record=change.records[0])
    assert isinstance(page, AmendPage)
    fill(page.why, reason="No reason at all.")
    press(page, "amend-check")
    press(page, "amend-sign")
    assert "Nothing is different yet" in words(open_dialog(ProblemDialog))


def test_only_the_author_is_offered_to_amend(
    show_page: ShowPage, school: School, workspace: Workspace, page_over: Callable[..., QWidget]
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    assert "amend" in offered(show_page("record", record=concern))
    a_second_holder(workspace)
    close(workspace)
    head = school.enter(person=HEAD)
    page = page_over(head, concern)
    assert "amend" not in offered(page)
    assert {"in-error", "reconsider"} <= offered(page)
    press(page, "note")
    close(head)


def test_every_version_can_be_read(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace), seen="It was two.")
    draft = workspace.corrections.begin(new_id(), concern)
    draft.values["seen"] = "It was three."
    draft.extra[REASON] = "Counted again."
    workspace.corrections.amend(draft, signer(workspace))
    record = show_page("record", record=concern)
    press(record, "what-changed")
    assert desk.last.page == "versions"
    page = show_page("versions", record=concern)
    newest = child_of(page, QWidget, "version-2")
    assert "[removed: two] [added: three]" in child_of(newest, QLabel, "diff").accessibleName()
    assert "Counted again." in words(newest)
    assert "It was two." in words(child_of(page, QWidget, "version-1"))
    press(page, "read-2")
    assert "It was three." in words(newest)


# ------------------------------------------------------------------ filed in error


def test_a_record_about_the_wrong_child_is_recorded_again_for_the_right_one(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace, qtbot: QtBot
) -> None:
    card = a_child(workspace)
    right = a_child(workspace, "Zoe", "Nguyen")
    concern = a_concern(workspace, card, seen=f"A {CANARY}.")
    a_decision(workspace, concern, reasons="Because.")
    record = show_page("record", record=concern)
    choose(record, "in-error")
    page = show_page(desk.last.page, **desk.last.args)
    assert isinstance(page, InErrorPage)
    assert "Decision, 20 Nov 2026: Monitor in school: Because." in words(page)
    press(page, "file-away")
    assert "Enter why it was filed in error" in words(page)
    fill(page.form, reason="Another child of nearly the same name.")
    press(page, "file-away")
    sign(qtbot)
    assert "The record has left the file" in words(page)
    press(page, "record-again")
    assert "Choose the child it is about" in words(page)
    step = child_of(page, AgainStep, "again-step")
    step.picker.choose(Option(right.id, "Zoe Nguyen"))
    press(page, "record-again")
    assert desk.last.page == "concern"
    draft = desk.last.args["draft"]
    assert draft.links == (Link(concern, "replaces"),)
    form = show_page("concern", **desk.last.args)
    assert "Zoe Nguyen" in words(form)
    now = form.form.draft()
    assert [child.child for child in now.children] == [right.id]
    assert now.values["seen"] == f"A {CANARY}."
    assert now.links == (Link(concern, "replaces"),)


def test_why_it_was_filed_in_error_waits_as_a_draft(
    show_page: ShowPage, workspace: Workspace
) -> None:
    card, other = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, card, other)
    page = show_page("in-error", record=concern)
    fill(page.form, reason="She was not there.")
    page.chips.choose([Choice(other.id, "Siân O’Neill")])
    page.flush()
    (draft,) = workspace.drafts.mine()
    again = show_page(draft.kind, draft=draft, child="")
    assert again.draft().values == {"reason": "She was not there."}
    assert again.draft().extra["children"] == [other.id]
    press(again, "in-error-back")
    open_dialog(Confirm).yes.click()
    assert workspace.drafts.mine() == []


@pytest.mark.parametrize("kind", ["note", "status"])
def test_small_records_are_recorded_again_too(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace, kind: str
) -> None:
    card, right = a_child(workspace), a_child(workspace, "Zoe", "Nguyen")
    lists = workspace.settings.lists()
    about = [card.as_in_record(lists["child_roles"].choice("subject"))]
    if kind == "note":
        way = lists["note_ways"].choice("call")
        given = {"way": way, "with_whom": "Aunt", "at": {"day": "2026-11-20"}, "said": "Yes."}
        (record,) = workspace.notes.write(about, given).records
    else:
        status = lists["statuses"].options[0].choice()
        dated = {"status": status, "since": "2026-01-05"}
        (record,) = workspace.family.add("status", about, dated).records
    why = {"reason": "Mixed up."}
    workspace.corrections.file_in_error(record, [card.id], why, signer(workspace))
    step = AgainStep(desk, record, "Done")
    step.picker.choose(Option(right.id, "Zoe Nguyen"))
    step.buttons[0].click()
    page = show_page(desk.last.page, **desk.last.args)
    press(page, "entry-save")
    (line,) = workspace.files.see_file(right.id).chronology
    whole = workspace.files.see_record(line.record).whole
    assert whole.header.links_for("replaces") == (record,)
    assert workspace.files.see_file(card.id).chronology == ()
    step.deleteLater()


def test_the_file_keeps_a_line_without_content(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card, seen=f"A {CANARY}.")
    before = show_page("child", child=card.id)
    before.show_part(1)
    assert CANARY in repr(before.file)
    reason = {"reason": "Wrong child."}
    workspace.corrections.file_in_error(concern, [card.id], reason, signer(workspace))
    page = show_page("child", child=card.id)
    page.show_part(1)
    assert "An entry of 20 Nov 2026 was filed in error." in words(page)
    assert CANARY not in words(page)
    press(page, "to-errors")
    assert desk.last.page == "errors"


def test_errors_are_listed_opened_and_put_back(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace, qtbot: QtBot
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card, seen=f"A {CANARY}.")
    assert "Nothing is filed in error" in words(show_page("errors"))
    reason = {"reason": "Wrong child."}
    workspace.corrections.file_in_error(concern, [card.id], reason, signer(workspace))
    listed = show_page("errors")
    assert CANARY not in words(listed)
    assert "Wrong child." in words(listed)
    press(listed, f"open-{concern}")
    page = show_page(desk.last.page, **desk.last.args)
    assert f"A {CANARY}." in words(page)
    press(page, "put-back")
    dialog = open_dialog(RecordDialog)
    dialog.yes.click()
    assert "Enter why it belongs there" in words(dialog)
    dialog.box("reason").editor.fill("It was this child.")
    dialog.yes.click()
    sign(qtbot)
    assert (desk.last.page, desk.last.args) == ("record", {"record": concern})
    assert workspace.files.see_record(concern).open_for == (card.id,)
