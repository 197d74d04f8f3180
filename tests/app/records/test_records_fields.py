"""Moments, people and children say themselves in words."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.records.fields import NOT_KNOWN, Choice, Moment, PersonAs, show_day
from app.records.header import ChildAs, Header, Link
from tests.app.documents.samples import at

SUBJECT = Choice("subject", "Child this is about")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (Moment(date(2026, 3, 3), time(14, 5)), "3 March 2026 at 14:05"),
        (Moment(date(2026, 12, 31), time(0, 0)), "31 December 2026 at 00:00"),
        (Moment(date(2026, 3, 3)), "3 March 2026, time not known"),
        (NOT_KNOWN, "Not known"),
    ],
)
def test_a_moment_says_what_is_known_of_it(moment: Moment, words: str) -> None:
    assert moment.shown() == words
    assert moment.known is (moment.day is not None)


def test_a_day_has_no_leading_nought() -> None:
    assert show_day(date(2017, 5, 1)) == "1 May 2017"


def test_a_person_is_shown_with_the_role_they_had() -> None:
    assert PersonAs(name="Hanna Brandt", role="Class teacher").shown() == (
        "Hanna Brandt (Class teacher)"
    )
    assert PersonAs(name="Hanna Brandt").shown() == "Hanna Brandt"


def test_a_child_is_named_by_roll_or_inside_the_record() -> None:
    listed = ChildAs(name="Mia Tindall", role=SUBJECT, child="c1", known_as="Mimi Tindall")
    typed = ChildAs(name="Jodie", role=SUBJECT, key="k1")
    assert (listed.ref(), typed.ref()) == ("c1", "k1")
    assert (listed.shown(), typed.shown()) == ("Mia Tindall (Mimi Tindall)", "Jodie")


def test_links_are_found_by_their_reason() -> None:
    header = Header(
        id="r2",
        kind="note",
        version=1,
        author=PersonAs(name="Hanna Brandt"),
        written=at(3, 9, 0),
        root="r2",
        links=(Link("r1", "about"), Link("r0", "answers"), Link("r9", "about")),
    )
    assert header.links_for("about") == ("r1", "r9")
    assert header.links_for("closes") == ()
