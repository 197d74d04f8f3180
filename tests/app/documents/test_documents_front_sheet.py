"""The front sheet of a child's file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.documents.blocks import Heading, Signature
from app.documents.front_sheet import FrontSheetSource, front_sheet, responsible_names
from app.records.family import Contact
from app.records.fields import Choice
from app.rules.cards import ChildCard
from app.rules.child_file import ChildFile, Dated
from tests.app.documents.child_files import AUNT, MOTHER, child_file, front_source
from tests.app.documents.readable import readable

EMPTY = ChildFile(
    card=ChildCard(
        id="c7", legal_name="Jodie", known_as="", born=None, age="about 9", listed=False
    ),
    opened_on=None,
    open_concerns=(),
    actions=(),
    chronology=(),
    statuses=(),
    households=(),
    contacts=(),
    marks=(),
)


def test_the_child_stands_first_as_the_roll_has_them_now() -> None:
    document = front_sheet(front_source())
    said = readable(document)
    assert document.record == "Front sheet as on 21 March 2026"
    assert (
        "Full name: Mia Rose Tindall\nKnown as: Mimi Tindall\nBorn: 12 May 2017 (aged 8)" in said
    )
    assert "Class: Year 4 Oak" in said
    assert "UPN: A123456789012" in said


def test_the_file_says_since_when_how_much_and_whose() -> None:
    said = readable(front_sheet(front_source()))
    assert "Started on: 10 January 2022" in said
    assert "Status: Open: 1 open concern\n" in said
    assert "Designated safeguarding lead: Rosalind Achterberg" in said
    assert "Chronology: 8 entries, the last on 20 March 2026" in said
    assert "Body maps: 1 mark in 1 record" in said


def test_statuses_now_come_before_those_that_ended() -> None:
    said = readable(front_sheet(front_source()))
    now = said.index("SEN support | since 2 September 2024 | Speech and language")
    assert now < said.index("Child in need plan | 10 January 2022 to 1 March 2023")


def test_household_and_contacts_are_told_with_responsibility() -> None:
    said = readable(front_sheet(front_source()))
    assert "Noah Tindall | Brother | 2 Feb 2020 | Not recorded | since 2 February 2020" in said
    assert "Petra Tindall | Mother | 01632 960 411 / 4 Quarry Rise / Larkfield | Yes |" in said
    assert responsible_names(child_file()) == ("Petra Tindall",)


@pytest.mark.parametrize("contacts", [(), (MOTHER,)])
def test_fewer_than_two_contacts_are_a_warning(contacts: tuple[Contact, ...]) -> None:
    held = tuple(Dated(record="k", value=one, ended=None) for one in contacts)
    said = readable(
        front_sheet(replace(front_source(), file=replace(child_file(), contacts=held)))
    )
    assert "! Fewer than two contacts are recorded." in said
    assert "Fewer than two" not in readable(front_sheet(front_source()))


def test_a_contact_that_ended_is_no_longer_shown() -> None:
    held = (
        Dated(record="k1", value=MOTHER, ended=None),
        Dated(record="k2", value=AUNT, ended=date(2026, 1, 1)),
    )
    said = readable(
        front_sheet(replace(front_source(), file=replace(child_file(), contacts=held)))
    )
    assert "Lena Marsh" not in said


def test_open_concerns_and_actions_are_told_with_owner_and_day() -> None:
    said = readable(front_sheet(front_source()))
    assert (
        "Danny O'Neill stood at the wall | Rosalind Achterberg | Watch breaks | 17 Mar 2026"
        in said
    )
    assert "Watch breaks with Danny | Tomos Vaughan | 17 Mar 2026" in said
    assert "Daniel Ŵyn O’Neill, Year 5, Elm" in said


def test_other_children_can_be_letters_but_never_the_family() -> None:
    source = front_source(lettered=True)
    said = readable(front_sheet(source))
    for name in ("Danny", "Daniel", "Neill", "Elm"):
        assert name not in said
    assert "Child B stood at the wall" in said
    assert "Watch breaks with Child B" in said
    assert "Noah Tindall | Brother" in said
    assert [(one.called, one.ref) for one in source.letters().key] == [("Child B", "c2")]


def test_a_file_without_anything_says_so() -> None:
    source = FrontSheetSource(school="Larkfield", file=EMPTY, day=date(2026, 3, 21))
    document = front_sheet(source)
    said = readable(document)
    assert "Age, as it was given: about 9" in said
    assert "Class: Not on the roll" in said
    assert "Started on: Nothing is recorded yet" in said
    assert "Status: No concern is open" in said
    parts = [b.text for b in document.blocks if isinstance(b, Heading)]
    assert "Open concerns" not in parts
    assert isinstance(document.blocks[-1], Signature)


def test_a_leaver_is_told() -> None:
    gone = replace(EMPTY, card=replace(EMPTY.card, left_on=date(2026, 2, 1), sex="Male"))
    said = readable(
        front_sheet(FrontSheetSource(school="Larkfield", file=gone, day=date(2026, 3, 21)))
    )
    assert "Left this school on: 1 February 2026" in said
    assert "Sex: Male" in said


def test_who_nobody_recorded_as_responsible_is_not_invented() -> None:
    friend = Contact(name="A", relation=Choice("friend", "Family friend"), phone="1")
    held = replace(EMPTY, contacts=(Dated(record="k", value=friend, ended=None),))
    assert responsible_names(held) == ()
