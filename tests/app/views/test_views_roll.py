from __future__ import annotations

from datetime import date

from app.workspace import Workspace
from tests.support.school import DSL, HEAD, a_child, a_concern, a_lone_action, a_person


def test_children_stand_by_name_and_leavers_apart(workspace: Workspace) -> None:
    for first in ("Zoë", "Ŵyn", "anna"):
        a_child(workspace, first, "Same")
    a_child(workspace, "Gone", "Same", left_on=date(2026, 7, 21))
    named = [card.legal_name for card in workspace.roll_view.children()]
    assert named == ["anna Same", "Ŵyn Same", "Zoë Same"]
    assert len(workspace.roll_view.children(leavers=True)) == 4


def test_cards_of_many_come_at_once(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    cards = workspace.roll_view.cards([one.id, other.id, "f" * 32])
    assert cards == {one.id: one, other.id: other}


def test_a_merged_entry_leads_to_the_one_that_stays(workspace: Workspace) -> None:
    cards = [a_child(workspace, f"Zoë{n}") for n in range(3)]
    workspace.roll.merge(cards[0].id, cards[1].id, "One.")
    workspace.roll.merge(cards[1].id, cards[2].id, "One.")
    assert workspace.roll_view.child(cards[0].id) == cards[2]
    assert workspace.roll_view.cards([cards[0].id]) == {cards[0].id: cards[2]}
    assert workspace.roll_view.merged_into(cards[2].id) == {card.id for card in cards}


def test_classes_are_those_of_today(workspace: Workspace) -> None:
    a_child(workspace)
    a_child(workspace, "Siân", class_name="Elm")
    a_child(workspace, "Gone", class_name="Ash", left_on=date(2026, 7, 21))
    assert workspace.roll_view.classes() == ["Elm", "Oak"]


def test_who_works_here_on_a_day(workspace: Workspace) -> None:
    cook = a_person(workspace, "A Cook", job="Cook")
    answers = {"name": "A Cook", "left_on": date(2026, 12, 18)}
    workspace.roll.add_person(answers, person=str(cook.id))
    assert cook.id in workspace.roll_view.working(date(2026, 12, 17))
    assert cook.id not in workspace.roll_view.working(date(2026, 12, 18))
    assert {DSL, HEAD} < {card.name for card in workspace.roll_view.people()}
    assert workspace.roll_view.names()[str(cook.id)] == "A Cook"


def test_each_child_says_how_much_is_open_and_what_is_next(workspace: Workspace) -> None:
    card, quiet = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    a_concern(workspace, card)
    a_lone_action(workspace, card, "Later", date(2026, 12, 4))
    a_lone_action(workspace, card, "Sooner", date(2026, 11, 27))
    summary = workspace.standing.by_child()
    assert (summary[card.id].open_concerns, summary[card.id].next_due) == (1, date(2026, 11, 27))
    assert quiet.id not in summary


def test_what_is_open_for_two_entries_of_one_child_counts_for_the_one_left(
    workspace: Workspace,
) -> None:
    gone, kept = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    for card in (gone, kept):
        a_concern(workspace, card)
    a_lone_action(workspace, gone, "Sooner", date(2026, 11, 27))
    a_lone_action(workspace, kept, "Later", date(2026, 12, 4))
    workspace.roll.merge(gone.id, kept.id, "Same birth certificate")
    summary = workspace.standing.by_child()
    assert (summary[kept.id].open_concerns, summary[kept.id].next_due) == (2, date(2026, 11, 27))
    assert gone.id not in summary
