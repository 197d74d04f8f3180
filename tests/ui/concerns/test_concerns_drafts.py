from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.concern_form import Begin, ConcernAtTest, stored
from tests.support.school import School, a_child
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.dialogs import Confirm


@pytest.fixture
def kept(form: ConcernAtTest) -> ConcernAtTest:
    form.required()
    form.page.flush()
    return form


def test_what_is_typed_is_kept_and_shown_again(
    kept: ConcernAtTest, begun: Begin, workspace: Workspace
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


def test_no_draft_before_the_first_letter(begun: Begin, workspace: Workspace) -> None:
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
    kept: ConcernAtTest, begun: Begin, school: School, workspace: Workspace
) -> None:
    school.clock.forward(hours=30)
    again = begun(draft=workspace.drafts.mine()[0])
    assert "This draft was started on 20 November 2026" in words(again.page)
