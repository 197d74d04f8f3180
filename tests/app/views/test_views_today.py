from __future__ import annotations

from datetime import date

import pytest

from app.workspace import Workspace
from tests.support.school import (
    DSL,
    HEAD,
    School,
    a_child,
    a_closure,
    a_concern,
    a_decision,
    a_lone_action,
    a_second_holder,
    an_action,
    person_named,
)

MONDAY = date(2026, 11, 23)


def test_a_quiet_school_has_an_empty_day(workspace: Workspace) -> None:
    page = workspace.today.page()
    assert page.day == date(2026, 11, 20)
    assert (page.waiting, page.actions, page.adrift, page.news) == ((), (), (), ())


def test_a_concern_says_how_long_it_has_waited(workspace: Workspace, school: School) -> None:
    a_concern(workspace, a_child(workspace))
    school.clock.forward(hours=3, minutes=20)
    (waiting,) = workspace.today.page().waiting
    assert waiting.waited_minutes == 200
    assert waiting.by.startswith(DSL)
    assert waiting.decide_by == MONDAY
    assert not waiting.late(workspace.today.page().day)


def test_it_is_late_after_the_next_working_day(workspace: Workspace, school: School) -> None:
    a_concern(workspace, a_child(workspace))
    school.clock.forward(days=3)
    assert workspace.today.page().counts.late_waiting == 0
    school.clock.forward(days=1)
    page = workspace.today.page()
    assert page.waiting[0].late(page.day)
    assert (page.counts.waiting, page.counts.late_waiting) == (1, 1)


def test_those_who_wait_longest_come_first(workspace: Workspace, school: School) -> None:
    card = a_child(workspace)
    concerns = []
    for _each in range(3):
        concerns.append(a_concern(workspace, card))
        school.clock.forward(minutes=10)
    assert [w.record for w in workspace.today.page().waiting] == concerns
    assert [w.record for w in workspace.today.page(most=2).waiting] == concerns[:2]
    assert workspace.today.page(most=2).counts.waiting == 3


def test_a_concern_about_two_is_one_line_with_both(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    a_concern(workspace, one, other)
    (waiting,) = workspace.today.page().waiting
    assert (waiting.child, waiting.also, waiting.others) == (one, (other,), 1)


def test_actions_due_come_soonest_first_and_late_ones_are_counted(workspace: Workspace) -> None:
    card = a_child(workspace)
    for day in (25, 19, 20):
        a_lone_action(workspace, card, f"Day {day}", date(2026, 11, day))
    page = workspace.today.page()
    assert [action.what for action in page.actions] == ["Day 19", "Day 20", "Day 25"]
    assert [action.late(page.day) for action in page.actions] == [True, False, False]
    assert (page.counts.actions, page.counts.late_actions) == (3, 1)


def test_mine_are_the_actions_given_to_me(workspace: Workspace) -> None:
    card = a_child(workspace)
    first = a_lone_action(workspace, card, "Mine", MONDAY).records[0]
    second = a_lone_action(workspace, card, "Handed on", MONDAY).records[0]
    head = person_named(workspace, HEAD)
    workspace.actions.reassign(second, {"who": head, "reason": "Knows them."})
    assert [action.record for action in workspace.today.page(mine=True).actions] == [first]


# ------------------------------------------------------------------ what nobody drives


def drifting(workspace: Workspace) -> list[tuple[bool, bool, bool]]:
    return [(a.no_owner, a.no_action, a.owner_left) for a in workspace.today.page().adrift]


def test_a_decided_concern_without_next_action_is_adrift(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    a_decision(workspace, concern)
    (adrift,) = workspace.today.page().adrift
    assert (adrift.record, adrift.owner) == (concern, DSL)
    assert drifting(workspace) == [(False, True, False)]


def test_an_action_with_a_date_holds_it(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern, actions=[an_action(workspace, "Call home", MONDAY)])
    assert drifting(workspace) == []
    workspace.actions.done(workspace.today.page().actions[0].record, {})
    assert drifting(workspace) == [(False, True, False)]
    a_lone_action(workspace, card, "Look again", MONDAY, concern=concern)
    assert drifting(workspace) == []
    workspace.actions.cancel(workspace.today.page().actions[0].record, {"reason": "Moved."})
    assert drifting(workspace) == [(False, True, False)]


def test_an_action_about_one_child_does_not_hold_the_other(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    row = {**an_action(workspace, "Call home", MONDAY), "child": one.id}
    a_decision(workspace, concern, actions=[row])
    assert [adrift.child for adrift in workspace.today.page().adrift] == [other]


def test_an_action_of_a_decision_holds_every_concern_it_answers(workspace: Workspace) -> None:
    card = a_child(workspace)
    concerns = [a_concern(workspace, card), a_concern(workspace, card)]
    a_decision(workspace, *concerns, actions=[an_action(workspace, "Call home", MONDAY)])
    assert drifting(workspace) == []


def test_an_owner_who_left_is_no_owner(workspace: Workspace) -> None:
    head = person_named(workspace, HEAD)
    concern = a_concern(workspace, a_child(workspace))
    action = an_action(workspace, "Call home", MONDAY, workspace.me.person)
    a_decision(workspace, concern, actions=[action], owner=head)
    assert drifting(workspace) == []
    answers = {"name": HEAD, "left_on": date(2026, 11, 19)}
    workspace.roll.add_person(answers, person=str(head.id))
    assert drifting(workspace) == [(True, False, True)]


def test_an_owner_who_is_yet_to_leave_still_counts(workspace: Workspace) -> None:
    head = person_named(workspace, HEAD)
    concern = a_concern(workspace, a_child(workspace))
    action = an_action(workspace, "Call home", MONDAY, workspace.me.person)
    a_decision(workspace, concern, actions=[action], owner=head)
    answers = {"name": HEAD, "left_on": date(2026, 12, 18)}
    workspace.roll.add_person(answers, person=str(head.id))
    assert drifting(workspace) == []


def test_what_is_closed_drifts_no_more(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern)
    a_closure(workspace, concern, card)
    page = workspace.today.page()
    assert (page.adrift, page.open_concerns) == ((), 0)


# ------------------------------------------------------------------ news


def test_news_are_what_others_recorded_since_i_left(school: School) -> None:
    dsl = school.enter()
    a_second_holder(dsl)
    card = a_child(dsl)
    own = a_concern(dsl, card)
    dsl.close(signed_out=True)
    head = school.enter(person=HEAD)
    decision = a_decision(head, own)
    head.close(signed_out=True)
    again = school.enter()
    news = again.today.page(seen_up_to=again.seen_up_to).news
    assert [(one.record, one.kind, one.child) for one in news] == [(decision, "decision", card)]
    assert news[0].by.startswith(HEAD)
    again.close(signed_out=True)
    later = school.enter()
    assert later.today.page(seen_up_to=later.seen_up_to).news == ()
    later.close(signed_out=True)


@pytest.mark.parametrize("notes", [0, 3])
def test_sealed_notes_are_counted(workspace: Workspace, notes: int) -> None:
    assert workspace.today.page(sealed_notes=notes).sealed_notes == notes
