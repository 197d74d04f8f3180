"""Near names are ranked with their reasons; equal ones are never settled by the program."""

from __future__ import annotations

from datetime import date

import pytest

from app.base.ids import new_id
from app.records.fields import Choice, PersonAs
from app.records.header import ChildAs
from app.rules.cards import ChildCard, PersonCard
from app.rules.matching import match_child, match_person

TODAY = date(2026, 11, 20)
BORN = date(2017, 5, 12)


def on_roll(name: str, known_as: str = "", **parts: object) -> ChildCard:
    known = {"born": BORN, "class_name": "Oak", "year": "Year 4", **parts}
    return ChildCard(id=new_id(), legal_name=name, known_as=known_as, **known)  # type: ignore[arg-type]


def typed(name: str, **parts: object) -> ChildAs:
    return ChildAs(name=name, role=Choice("subject", "Subject"), key=new_id(), **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "name", "reason"),
    [
        ("Zoë Nguyễn", "Zoë Nguyễn", "name"),
        ("zoe nguyen", "Zoë Nguyễn", "name"),
        ("Nguyen Zoe", "Zoë Nguyễn", "name"),
        ("Patrick ONeill", "Patrick O’Neill", "name"),
        ("Lukasz Wozniak", "Łukasz Woźniak", "name"),
        ("Zoe Nguyn", "Zoë Nguyễn", "near_name"),
        ("Mohamed Ali", "Mohammed Ali", "near_name"),
        ("Ana Silva", "Ana Maria Silva", "near_name"),
        ("فاطمة علي", "فاطمة علي", "name"),
    ],
)
def test_a_child_is_found_however_the_name_is_typed(said: str, name: str, reason: str) -> None:
    (match,) = match_child(typed(said), [on_roll(name), on_roll("Bertram Quill")], TODAY)
    assert match.card.legal_name == name
    assert match.reasons[0] == reason


def test_the_known_name_counts_as_much() -> None:
    (match,) = match_child(typed("Bea Hart"), [on_roll("Beatrice Hart", "Bea Hart")], TODAY)
    assert match.reasons[0] == "known_as"


def test_another_name_is_not_offered() -> None:
    assert match_child(typed("Arthur Bell"), [on_roll("Zoë Nguyễn")], TODAY) == ()
    assert match_child(typed("…"), [on_roll("Zoë Nguyễn")], TODAY) == ()


def test_two_children_of_one_name_are_both_shown_and_neither_is_hidden() -> None:
    here = on_roll("Ann Lee")
    there = on_roll("Ann Lee", class_name="Elm", year="Year 2", born=date(2019, 9, 1))
    child = typed("Ann Lee", class_name="4 Oak", age="9")
    found = match_child(child, [there, here], TODAY)
    assert [match.card.id for match in found] == [here.id, there.id]
    assert [match.twins for match in found] == [True, True]
    assert [match.exact for match in found] == [True, False]
    assert set(found[1].reasons) == {"name", "other_class", "other_age"}


def test_every_equal_name_is_shown_however_many() -> None:
    roll = [on_roll("Ann Lee", class_name=f"Class {number}") for number in range(9)]
    assert len(match_child(typed("Ann Lee"), roll, TODAY, most=6)) == 9
    near = [on_roll("Anna Lee", class_name=f"Class {number}") for number in range(9)]
    assert len(match_child(typed("Ann Lee"), near, TODAY, most=6)) == 6


@pytest.mark.parametrize("said", ["Oak", "4 Oak", "Year 4 Oak", "year 4", "Class 4"])
def test_a_class_is_known_however_it_is_typed(said: str) -> None:
    (match,) = match_child(typed("Ann Lee", class_name=said), [on_roll("Ann Lee")], TODAY)
    assert match.exact
    assert "class" in match.reasons


def test_a_birth_date_lifts_a_near_name_but_not_over_an_equal_one() -> None:
    near = on_roll("Anne Leigh")
    equal = on_roll("Ann Leigh", born=date(2016, 1, 1))
    found = match_child(typed("Ann Leigh", born=BORN), [near, equal], TODAY)
    assert {match.card.id for match in found} == {near.id, equal.id}
    assert not any(match.exact for match in found)


def test_an_adult_is_offered_by_name_and_role() -> None:
    people = [
        PersonCard(id="1", name="Miriam Okafor", job="Class teacher, Oak"),
        PersonCard(id="2", name="Owen Marsh", job="Headteacher"),
    ]
    (match,) = match_person(PersonAs(name="Miriam Okafor", role="Teacher"), people)
    assert (match.card.id, match.exact, match.reasons) == ("1", True, ("name", "role"))
    (near,) = match_person(PersonAs(name="Miriam Okafo"), people)
    assert not near.exact
    assert match_person(PersonAs(name="Somebody Else"), people) == ()
