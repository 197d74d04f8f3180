"""The roll's entries: names, and pupil numbers whose letter has to fit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import InputError
from app.records.check import check
from app.records.fields import Choice
from app.records.register import (
    UPN_LETTERS,
    ChildEntry,
    PersonEntry,
    upn_letter,
    upn_problem,
)

MIA: dict[str, Any] = {
    "legal_first": "Mia Rose",
    "legal_last": "Tindall",
    "born": date(2017, 5, 12),
}
digits = st.text("0123456789", min_size=12, max_size=12)


def by_the_rule(body: str) -> str:
    """Work the letter out as the rule is written: weights 2 to 13, remainder by 23."""
    weighted = [
        (place + 2) * (UPN_LETTERS.index(c) if c.isalpha() else int(c))
        for place, c in enumerate(body)
    ]
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[sum(weighted) % 23]


def test_the_letter_of_a_worked_example() -> None:
    # 8x2 + 0x3 + 1x4 + 2x5 + 0 + 0 + 0 + 0 + 1x10 + 0 + 0 + 1x13 = 53; 53 - 2x23 = 7: H.
    assert upn_letter("801200001001") == "H"
    assert upn_problem("H801200001001") is None


@given(digits)
def test_the_letter_follows_the_rule(body: str) -> None:
    assert upn_letter(body) == by_the_rule(body)
    assert upn_problem(by_the_rule(body) + body) is None


@given(digits, st.sampled_from(UPN_LETTERS))
def test_a_temporary_number_ends_in_a_letter(body: str, last: str) -> None:
    temporary = body[:11] + last
    assert upn_problem(by_the_rule(temporary) + temporary) is None


@given(digits, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_figure_is_found(body: str, place: int, more: int) -> None:
    wrong = str((int(body[place]) + more) % 10)
    mistyped = body[:place] + wrong + body[place + 1 :]
    assert upn_problem(upn_letter(body) + mistyped) == "upn_letter"


@given(digits, st.integers(0, 10))
def test_two_figures_that_changed_places_are_found(body: str, place: int) -> None:
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    found = upn_problem(upn_letter(body) + swapped)
    assert found == (None if swapped == body else "upn_letter")


@pytest.mark.parametrize(
    "upn",
    [
        "",
        "H80120000100",
        "H8012000010011",
        "1801200001001",
        "h801200001001",
        "HH01200001001",
        "I801200001001",
        "H80120000100S",
        "H8012000010\u0660\u0661",
    ],
)
def test_what_has_not_the_form_of_a_number(upn: str) -> None:
    assert upn_problem(upn) == "upn_form"


def test_the_form_refuses_a_number_that_cannot_be_one() -> None:
    with pytest.raises(InputError) as caught:
        check(ChildEntry, {**MIA, "upn": "A801200001001"})
    assert caught.value.problems == {"upn": "upn_letter"}
    with pytest.raises(InputError) as caught:
        check(ChildEntry, {**MIA, "born": date(1989, 12, 31)})
    assert caught.value.problems == {"born": "born_too_early"}


@pytest.mark.parametrize(
    ("known", "called"),
    [
        ({}, ""),
        ({"known_first": "Mimi"}, "Mimi Tindall"),
        ({"known_last": "Marsh"}, "Mia Rose Marsh"),
        ({"known_first": "Mia Rose", "known_last": "Tindall"}, ""),
    ],
)
def test_the_name_a_child_goes_by(known: dict[str, str], called: str) -> None:
    child = check(ChildEntry, {**MIA, **known})
    assert child.known_as() == called
    assert child.line() == child.full_name() == "Mia Rose Tindall"


def test_a_person_is_called_by_job_or_roles() -> None:
    roles = (Choice("dsl", "Designated safeguarding lead"), Choice("head", "Headteacher"))
    assert PersonEntry(name="A", roles=roles).role() == "Designated safeguarding lead, Headteacher"
    assert PersonEntry(name="A", roles=roles, job="Head of school").role() == "Head of school"
