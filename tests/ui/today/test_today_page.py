from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ledger.log import write_log
from app.services.changes import Change
from app.workspace import Workspace
from tests.support.notes import give_account
from tests.support.school import (
    HEAD,
    TEACHER,
    School,
    a_child,
    a_concern,
    a_concern_draft,
    a_decision,
    a_lone_action,
    a_person,
    a_second_holder,
    an_action,
    close,
    person_named,
)
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.dialogs import Confirm
from ui.kit.items import Item
from ui.kit.pills import Pill
from ui.today.actions import DoneDialog
from ui.today.adrift import OwnerDialog
from ui.today.page import TodayPage

ShowPage = Callable[..., QWidget]


@pytest.fixture
def today(show_page: ShowPage) -> Callable[[], TodayPage]:
    def show() -> TodayPage:
        page = show_page("today")
        assert isinstance(page, TodayPage)
        return page

    return show


def items(card: QWidget) -> list[Item]:
    return card.findChildren(Item)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def tones(card: QWidget) -> list[str]:
    return [str(pill.property("tone")) for pill in card.findChildren(Pill)]


def test_an_empty_day_says_what_belongs_in_each_place(today: Callable[[], TodayPage]) -> None:
    page = today()
    said = words(page)
    assert "Friday 20 November 2026" in said
    for nothing in (
        "No concern waits for a decision",
        "No action is open",
        "Nothing drifts",
        "No draft of yours",
        "Nothing new",
    ):
        assert nothing in said


def test_a_concern_says_how_long_it_has_waited_and_decide_is_one_press(
    school: School, workspace: Workspace, desk: DeskAtTest, today: Callable[[], TodayPage]
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    school.clock.forward(hours=2, minutes=10)
    page = today()
    said = words(page.waiting)
    assert "waited 2 h 10 min" in said
    assert "decide by Mon 23 November" in said
    child_of(page, Button, f"decide-{concern}").click()
    assert desk.last.page == "decision"
    assert desk.last.args["concerns"] == [concern]


def test_one_concern_about_two_children_waits_once(
    workspace: Workspace, today: Callable[[], TodayPage]
) -> None:
    cards = [a_child(workspace, "Zoë"), a_child(workspace, "Siân", "O’Neill")]
    a_concern(workspace, *cards)
    page = today()
    assert len(items(page.waiting)) == 1
    assert "New concerns: 1" in [w.accessibleName() for w in page.counts.findChildren(QWidget)]
    title = child_of(page.waiting, Button, f"open-{_only(page)}")
    assert title.accessibleName() == "Zoë Nguyễn · Siân O’Neill"


def _only(page: TodayPage) -> str:
    return items(page.waiting)[0].objectName().removeprefix("item-")


def test_late_decisions_are_said_and_only_the_oldest_is_red(
    school: School, workspace: Workspace, today: Callable[[], TodayPage]
) -> None:
    for _each in range(2):
        a_concern(workspace, a_child(workspace))
        school.clock.forward(hours=1)
    school.clock.forward(days=4)
    page = today()
    assert words(page.waiting).count("a decision was due") == 2
    assert tones(page.waiting) == ["danger", "muted"]
    assert "New concerns, 2 late" in words(page.counts)


def test_what_a_colleague_wrote_is_acknowledged_in_one_press(
    school: School, workspace: Workspace, desk: DeskAtTest, qtbot: QtBot
) -> None:
    a_second_holder(workspace)
    close(workspace)
    head = school.enter(person=HEAD)
    concern = a_concern(head, a_child(head))
    close(head)
    desk.workspace = again = school.enter()
    page = TodayPage(desk)
    qtbot.addWidget(page)
    child_of(page, Button, f"acknowledge-{concern}").click()
    assert not page.findChildren(Button, f"acknowledge-{concern}")
    assert desk.words == ["Marked as read"]
    following = again.files.see_record(concern).following
    assert [one.whole.entry.kind for one in following] == ["acknowledged"]
    page.deleteLater()
    close(again)


def test_actions_stand_by_due_day_and_are_ticked_in_two_presses(
    workspace: Workspace, desk: DeskAtTest, today: Callable[[], TodayPage]
) -> None:
    card = a_child(workspace)
    for what, day in (("Ring the clinic", date(2026, 12, 1)), ("Call home", date(2026, 11, 18))):
        a_lone_action(workspace, card, what, day)
    page = today()
    assert ["Call home" in words(item) for item in items(page.due)] == [True, False]
    assert tones(page.due) == ["danger", "muted"]
    assert "Overdue 2 days" in words(page.due)
    first = items(page.due)[0].objectName().removeprefix("item-")
    child_of(page, Button, f"done-{first}").click()
    child_of(open_dialog(DoneDialog), Button, "tick").click()
    assert ["Ring the clinic" in words(item) for item in items(page.due)] == [True]
    assert desk.words == ["Ticked as done."]


def test_mine_leaves_out_the_actions_of_others(
    workspace: Workspace, today: Callable[[], TodayPage], qtbot: QtBot
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    rows = [
        an_action(workspace, "Mine to do", date(2026, 11, 25)),
        an_action(workspace, "Theirs", date(2026, 11, 25), person_named(workspace, HEAD)),
    ]
    a_decision(workspace, concern, actions=rows)
    page = today()
    assert len(items(page.due)) == 2
    mine = next(chip for chip in page.due.whose.chips() if chip.objectName() == "chip.mine")
    QTest.mouseClick(mine, Qt.MouseButton.LeftButton)
    assert [item.objectName() for item in items(page.due)] == [
        f"item-{action.record}" for action in workspace.today.page(mine=True).actions
    ]
    assert "Mine to do" in words(page.due)
    assert "Theirs" not in words(page.due)


@pytest.mark.capability("001-001")
def test_no_open_concern_is_left_without_owner_next_action_and_date(
    workspace: Workspace, desk: DeskAtTest, today: Callable[[], TodayPage]
) -> None:
    cards = [a_child(workspace, "Zoë"), a_child(workspace, "Siân", "O’Neill")]
    held, orphan = (a_concern(workspace, card) for card in cards)
    a_decision(workspace, held, actions=[an_action(workspace, "Call home", date(2026, 11, 25))])
    a_decision(workspace, orphan)
    page = today()
    assert len(items(page.adrift)) == 1
    assert "Siân O’Neill" in items(page.adrift)[0].accessibleName()
    assert "No next action or date" in words(page.adrift)
    child_of(page, Button, f"add-action-{orphan}").click()
    assert desk.last.page == "action"
    assert desk.last.args == {"child": cards[1].id, "concern": orphan}
    desk.do(
        lambda: a_lone_action(
            workspace, cards[1], "See mother", date(2026, 11, 24), concern=orphan
        ),
        parent=page,
    )
    assert not items(page.adrift)
    assert "Nothing drifts" in words(page.adrift)


@pytest.mark.capability("001-001")
def test_a_concern_whose_owner_left_is_given_a_new_one_on_the_spot(
    school: School, workspace: Workspace, today: Callable[[], TodayPage]
) -> None:
    leaver = a_person(workspace, "Tomás Reyes", "deputy")
    concern = a_concern(workspace, a_child(workspace))
    action = an_action(workspace, "Call home", date(2026, 11, 25))
    a_decision(workspace, concern, actions=[action], owner=leaver)
    assert not workspace.today.page().adrift
    roles = workspace.settings.lists()["staff_roles"]
    gone = {"name": leaver.name, "roles": [roles.choice("deputy")], "left_on": date(2026, 11, 20)}
    workspace.roll.add_person(gone, leaver.id or "")
    page = today()
    assert "Owner has left" in words(page.adrift)
    child_of(page, Button, f"name-owner-{concern}").click()
    dialog = open_dialog(OwnerDialog)
    dialog.form.set_values({"who": workspace.me.person})
    child_of(dialog, Button, "name-owner").click()
    assert not items(page.adrift)
    assert workspace.standing.rows()[0].owner == workspace.me.id


def test_one_decision_about_two_concerns_leaves_neither_adrift(workspace: Workspace) -> None:
    card = a_child(workspace)
    concerns = [a_concern(workspace, card), a_concern(workspace, card)]
    action = an_action(workspace, "Call home", date(2026, 11, 25))
    a_decision(workspace, *concerns, actions=[action])
    assert not workspace.today.page().adrift


def test_a_lonely_key_holder_and_missing_numbers_are_red_until_put_right(
    workspace: Workspace, desk: DeskAtTest, today: Callable[[], TodayPage]
) -> None:
    page = today()
    red = child_of(page, Notice, "alarm-red")
    assert red.property("tone") == "danger"
    assert "Only you can open these records" in words(red)
    assert "Designated officer (LADO)" in words(red)
    child_of(red, Button, "to-people").click()
    assert desk.last.args == {"part": "people"}
    give_account(workspace)  # who only records opens nothing
    a_second_holder(workspace)
    numbers = workspace.settings.numbers()
    filled = {code: type(each)(name="", number="01632 960 100") for code, each in numbers.items()}
    desk.do(lambda: workspace.settings.put_numbers(filled), parent=page)
    red = child_of(page, Notice, "alarm-red")
    assert f"Ask {HEAD} to try their passphrase" in words(red)
    assert TEACHER not in words(red)
    head = person_named(workspace, HEAD)
    school = workspace._vaults.school
    with school.db.transaction():
        write_log(school, "signed_in", {"person": head.id})
    desk.changed.emit(Change())
    assert not page.findChildren(Notice, "alarm-red")


@pytest.mark.parametrize(("days", "warned"), [(0, False), (6, False), (7, True), (30, True)])
def test_an_old_backup_warns(
    school: School,
    workspace: Workspace,
    today: Callable[[], TodayPage],
    days: int,
    warned: bool,  # noqa: FBT001 - parametrised
) -> None:
    folder = school.path.parent / "stick"
    folder.mkdir()
    workspace.backups.choose_folder(folder)
    job = workspace.backups.job()
    assert job.run() is not None
    workspace.backups.finished(job)
    school.clock.forward(days=days)
    page = today()
    assert bool(page.findChildren(Notice, "alarm-backup")) is warned


def test_never_backed_up_warns(today: Callable[[], TodayPage]) -> None:
    page = today()
    assert "There is no verified backup yet" in words(child_of(page, Notice, "alarm-backup"))


@pytest.fixture
def others_decision(school: School, workspace: Workspace) -> Iterator[tuple[Workspace, str]]:
    a_second_holder(workspace)
    concern = a_concern(workspace, a_child(workspace))
    workspace.close(signed_out=True)
    head = school.enter(person=HEAD)
    decision = a_decision(head, concern)
    head.close(signed_out=True)
    again = school.enter()
    yield again, decision
    close(again)


def test_decisions_of_others_are_new_at_the_next_sign_in(
    others_decision: tuple[Workspace, str], desk: DeskAtTest, qtbot: QtBot
) -> None:
    desk.workspace, decision = others_decision
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert [item.objectName() for item in items(page.news)] == [f"item-{decision}"]
    assert HEAD in words(page.news)
    child_of(page.news, Button, f"open-{decision}").click()
    assert desk.last.args == {"record": decision}


def test_drafts_go_on_or_go_after_a_question_that_names_their_size(
    school: School, workspace: Workspace, desk: DeskAtTest, today: Callable[[], TodayPage]
) -> None:
    seen = "Told me at the gate that nobody is up in the morning."
    draft = a_concern_draft(workspace, a_child(workspace), seen=seen)
    workspace.drafts.keep(draft)
    school.clock.forward(hours=25)
    page = today()
    assert "Older than a day" in words(page.drafts)
    child_of(page, Button, f"go-on-{draft.id}").click()
    assert desk.last.page == "concern"
    assert desk.last.args["draft"].id == draft.id
    child_of(page, Button, f"discard-{draft.id}").click()
    question = open_dialog(Confirm)
    assert "words will be lost" in words(question)
    question.no.click()
    assert workspace.drafts.mine()
    child_of(page, Button, f"discard-{draft.id}").click()
    open_dialog(Confirm).yes.click()
    assert not workspace.drafts.mine()
    assert not items(page.drafts)


def test_of_drafts_of_others_only_the_number_is_known(
    school: School, workspace: Workspace, desk: DeskAtTest, qtbot: QtBot
) -> None:
    a_second_holder(workspace)
    workspace.drafts.keep(a_concern_draft(workspace, a_child(workspace)))
    close(workspace)
    desk.workspace = head = school.enter(person=HEAD)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert "One more draft belongs to a colleague." in words(page.drafts)
    assert not items(page.drafts)
    assert "Nguyễn" not in words(page)
    page.deleteLater()
    close(head)


def test_long_lists_show_thirty_until_all_are_asked_for(
    workspace: Workspace, today: Callable[[], TodayPage]
) -> None:
    card = a_child(workspace)
    for number in range(32):
        a_lone_action(workspace, card, f"Action {number}", date(2026, 11, 25))
    page = today()
    assert len(items(page.due)) == 30
    child_of(page.due, Button, "show-all").click()
    assert len(items(page.due)) == 32


def test_the_whole_page_is_worked_by_the_keyboard(
    workspace: Workspace, desk: DeskAtTest, today: Callable[[], TodayPage], qtbot: QtBot
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    page = today()
    decide = child_of(page, Button, f"decide-{concern}")
    walked: set[str] = set()
    child_of(page, Button, "record-concern").setFocus()
    for _step in range(60):
        focus = page.window().focusWidget()
        walked.add(focus.objectName())
        if focus is decide:
            QTest.keyClick(decide, Qt.Key.Key_Space)
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert {"record-concern", f"open-{concern}", f"decide-{concern}"} <= walked
    assert desk.last.page == "decision"
