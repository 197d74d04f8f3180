from __future__ import annotations

from datetime import date

import pytest

from app.records.fields import Choice
from app.rules.cards import ChildCard, PersonCard, age_on

SUBJECT = Choice("subject", "Child this is about")
ZOE = ChildCard(
    id="c" * 32,
    legal_name="Zoë Nguyễn",
    known_as="Zo Nguyễn",
    born=date(2017, 5, 12),
    class_name="Oak",
    year="Year 4",
)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2017, 5, 12), date(2026, 5, 11), 8),
        (date(2017, 5, 12), date(2026, 5, 12), 9),
        (date(2016, 2, 29), date(2026, 2, 28), 9),
        (date(2016, 2, 29), date(2026, 3, 1), 10),
    ],
)
def test_age_in_whole_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_identity_tells_two_children_of_one_name_apart() -> None:
    said = ZOE.identity(date(2026, 11, 20))
    assert said == "born 12 May 2017 (9 years) · also Zoë Nguyễn · Year 4 · Oak"


def test_a_child_typed_by_name_is_said_to_stand_in_no_roll() -> None:
    typed = ChildCard(
        id="k", legal_name="A boy in grey", known_as="", born=None, age="about 10", listed=False
    )
    assert typed.identity(date(2026, 11, 20)) == "about 10 · not on the roll"


def test_a_leaver_says_when() -> None:
    left = ChildCard(id="c", legal_name="A B", known_as="", born=None, left_on=date(2026, 7, 21))
    assert left.identity(date(2026, 11, 20)) == "left on 21 July 2026"


def test_a_record_keeps_the_legal_name_and_the_class_of_the_day() -> None:
    kept = ZOE.as_in_record(SUBJECT)
    assert (kept.name, kept.known_as, kept.class_name) == (
        "Zoë Nguyễn", "Zo Nguyễn", "Year 4 Oak",
    )  # fmt: skip
    assert kept.ref() == ZOE.id
    assert ZOE.name == "Zo Nguyễn"


def test_an_adult_is_named_by_job_or_by_roles() -> None:
    roles = (Choice("dsl", "DSL"), Choice("head", "Head"))
    assert PersonCard(id="p", name="A", roles=roles).as_in_record().role == "DSL, Head"
    assert PersonCard(id="p", name="A", job="Cook", roles=roles).role == "Cook"
