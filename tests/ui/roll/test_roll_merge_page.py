from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from app.workspace import Workspace
from tests.support.school import a_child, a_concern
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.buttons import Button
from ui.kit.dialogs import Confirm
from ui.roll.merge_page import MergePage


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_two_entries_become_one_child_with_one_file(
    workspace: Workspace, desk: DeskAtTest, show_page: Callable[..., QWidget]
) -> None:
    kept, gone = a_child(workspace), a_child(workspace, "Zoe", "Nguyen", class_name="Elm")
    record = a_concern(workspace, gone)
    page = show_page("child-merge", child=kept.id)
    assert isinstance(page, MergePage)
    child_of(page, Button, "merge").click()
    assert "Enter how you know" in words(page)
    page.form.set_values({"reason": "Same UPN on paper."})
    child_of(page, Button, "merge").click()
    assert "Choose the other entry" in words(page)
    (option,) = page._options("zoe")
    page.other.choose(option)
    page.other.changed.emit()
    assert "Year 4 Oak  (the other entry: Year 4 Elm)" in words(page)
    child_of(page, Button, "merge").click()
    assert len(workspace.roll_view.children()) == 2
    open_dialog(Confirm).yes.click()
    assert workspace.roll_view.children() == [kept]
    assert desk.last.page == "child"
    assert [line.record for line in workspace.files.see_file(kept.id).chronology] == [record]


def test_an_entry_is_not_offered_to_itself(
    workspace: Workspace, show_page: Callable[..., QWidget]
) -> None:
    kept = a_child(workspace)
    page = show_page("child-merge", child=kept.id)
    assert isinstance(page, MergePage)
    assert page._options("z") == []
