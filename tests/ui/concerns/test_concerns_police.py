"""What the police told the school of domestic abuse is a record of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from app.records.police_notification import PoliceNotification
from app.rules.cards import ChildCard
from app.workspace import Workspace
from tests.support.clicks import Hand, words
from tests.support.school import a_child
from tests.support.windows import DeskAtTest, child_of
from ui.concerns.police_page import PolicePage
from ui.kit.moments import MomentEdit

ShowPage = Callable[..., QWidget]


def fill(page: PolicePage, hand: Hand) -> None:
    """Answer what has to be answered."""
    for field, text in (
        ("sender", "County police, early morning desk"),
        ("said", "Called at 23:40; shouting, a door broken. Nobody was hurt."),
        ("done", "Met at the gate by her key adult; breakfast, quiet start."),
    ):
        write(page, field, text)
    for field, code in (("way", "email"), ("child_there", "yes")):
        hand.click(child_of(box(page, field), QAbstractButton, f"chip.{code}"))
    moment = box(page, "incident_at").findChild(MomentEdit)
    assert moment is not None
    moment.day.setFocus()
    hand.write("19/11/2026", moment.day)


def opened(page: QWidget) -> PolicePage:
    """Return the page, its window ready to be typed into."""
    assert isinstance(page, PolicePage)
    page.window().activateWindow()
    for _turn in range(3):
        QApplication.processEvents()
    page.form.start()
    return page


def write(page: PolicePage, field: str, text: str) -> None:
    Hand().write(text, page.form.group.boxes[field].editor.first_stop())


def box(page: PolicePage, field: str) -> QWidget:
    return child_of(page, QWidget, f"field.{field}")


@pytest.mark.capability("002-039")
def test_a_police_notification_stands_in_the_childs_file(
    show_page: ShowPage, workspace: Workspace
) -> None:
    card: ChildCard = a_child(workspace)
    page = opened(show_page("police_notification", child=card.id))
    assert "Ask the DSL before anybody rings home" in words(page)
    hand = Hand()
    fill(page, hand)
    write(page, "reference", "PN 4471/26")
    hand.click(child_of(page, QAbstractButton, "entry-save"))
    (line,) = workspace.files.see_file(card.id).chronology
    assert (line.kind, line.label) == ("police_notification", "Police notification")
    record = workspace.files.see_record(line.record).whole.record
    assert isinstance(record, PoliceNotification)
    assert record.reference == "PN 4471/26"
    assert record.child_there.code == "yes"
    assert record.incident_at.day == date(2026, 11, 19)
    assert record.received_at.day == workspace.clock.now().day()
    assert line.day == date(2026, 11, 19)
    assert record.done.startswith("Met at the gate")


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    show_page: ShowPage, workspace: Workspace
) -> None:
    page = opened(show_page("police_notification", child=a_child(workspace).id))
    write(page, "sender", "County police")
    Hand().click(child_of(page, QAbstractButton, "entry-save"))
    said = words(page)
    assert "Enter what you were told" in said
    assert "Choose whether the child was there" in said
    assert page.form.values()["sender"] == "County police"


def test_a_draft_of_a_notification_is_opened_again(
    show_page: ShowPage, workspace: Workspace
) -> None:
    page = opened(show_page("police_notification", child=a_child(workspace).id))
    fill(page, Hand())
    page.flush()
    (draft,) = workspace.drafts.mine()
    again = show_page(draft.kind, draft=draft)
    assert isinstance(again, PolicePage)
    assert again.form.values()["said"].startswith("Called at 23:40")


def test_the_childs_file_offers_it_and_a_paper_record(
    show_page: ShowPage, workspace: Workspace, desk: DeskAtTest
) -> None:
    card = a_child(workspace)
    page = show_page("child", child=card.id)
    menus = {
        action.objectName(): action for m in page.findChildren(QMenu) for action in m.actions()
    }
    menus["add-police"].trigger()
    QApplication.processEvents()
    assert (desk.last.page, desk.last.args["child"]) == ("police_notification", card.id)
    menus["add-paper"].trigger()
    assert (desk.last.page, desk.last.args) == ("concern", {"child": card.id, "paper": True})
