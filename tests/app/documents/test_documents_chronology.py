"""A chronology on paper: what was chosen, in order, with source and reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.documents.blocks import Document, Table
from app.documents.chronology import LONGEST, chronology, name_of, role_of
from app.rules.chronology import Filter
from tests.app.documents.child_files import chronology_source, lines
from tests.app.documents.readable import readable


def rows(document: Document) -> dict[str, tuple[str, ...]]:
    table = next(block for block in document.blocks if isinstance(block, Table))
    return {row[0]: row[1:] for row in table.rows}


def test_each_line_says_when_what_and_from_whom() -> None:
    first = rows(chronology(chronology_source()))["41"]
    assert first[0] == "3 Mar 2026\n12:40\naged 8"
    assert first[1] == (
        "Concern\nHarm between children, Bullying\nChild who may have been harmed\n"
        "with Daniel Ŵyn O’Neill (Danny O’Neill), Jodie"
    )
    assert first[2].startswith("Mia came to me by the water fountain")
    assert first[3] == "Hanna Brandt\nentered 3 Mar 2026, 15:20\nsigned with passphrase"


def test_a_decision_is_shown_with_its_reasons() -> None:
    decided = rows(chronology(chronology_source()))["44"]
    assert decided[0] == "3 Mar 2026\n(day of entry)\naged 8"
    assert decided[2].startswith("Monitor in school: One incident between children")


def test_lines_stand_in_the_order_of_what_happened() -> None:
    assert list(rows(chronology(chronology_source()))) == [
        "41", "43", "44", "46", "48", "49", "50", "51",
    ]  # fmt: skip


def test_a_part_says_what_part_it_is() -> None:
    wanted = Filter(
        since=date(2026, 3, 4),
        until=date(2026, 3, 17),
        kinds=frozenset({"action.done", "action.redated"}),
    )
    document = chronology(chronology_source(wanted))
    said = readable(document)
    assert list(rows(document)) == ["48", "50"]
    assert "Period: From 4 March 2026 to 17 March 2026" in said
    assert "Entries: 2 of 8" in said
    assert "Only: Action done; Action given a new date" in said


def test_the_whole_says_so() -> None:
    said = readable(chronology(chronology_source()))
    assert "Period: From the first entry to the last entry" in said
    assert "Entries: 8 of 8" in said
    assert "Only:" not in said
    assert "Parental responsibility: Petra Tindall" in said


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Filter(categories=frozenset({"bullying"})), "Only: Bullying\n"),
        (Filter(author="Hanna Brandt (Class teacher)"), "Only: Hanna Brandt (Class teacher)\n"),
        (Filter(words="fountain"), "Only: with the words “fountain”\n"),
    ],
)
def test_each_choice_is_told(wanted: Filter, said: str) -> None:
    document = chronology(chronology_source(wanted))
    assert said in readable(document)
    assert list(rows(document)) == ["41"]


def test_nothing_chosen_is_told_in_words() -> None:
    said = readable(chronology(chronology_source(Filter(words="nowhere"))))
    assert "Nothing is recorded that this selection shows." in said
    assert "Who wrote" not in said


def test_other_children_are_letters() -> None:
    source = chronology_source(lettered=True)
    said = readable(chronology(source))
    for name in ("Daniel", "Danny", "Ŵyn", "Neill", "Jodie"):
        assert name not in said
    assert "with Child B, Child C" in said
    assert "Child B stood at the wall, and Child C was with him." in said
    assert "Mia" in said
    assert [one.ref for one in source.letters().key] == ["c2", "k1"]


def test_staff_are_called_by_their_roles_if_asked_for() -> None:
    source = chronology_source(staff_names=False)
    told = tuple(
        replace(line, text=f"{line.text} Ms Achterberg and Tomos Vaughan were there.")
        for line in source.lines
    )
    said = readable(chronology(replace(source, lines=told)))
    for name in ("Brandt", "Achterberg", "Vaughan", "Tomos"):
        assert name not in said
    assert "Designated safeguarding lead and Deputy DSL were there." in said
    assert "Staff are called by their roles." in said


def test_staff_with_names_are_listed_once_with_their_roles() -> None:
    said = readable(chronology(chronology_source()))
    assert "Rosalind Achterberg: Designated safeguarding lead" in said
    assert said.count("Designated safeguarding lead") == 1


def test_records_of_the_same_event_name_each_other() -> None:
    first, *others = lines()
    linked = replace(first, same_event=("r44", "elsewhere"), detail="Seen by two.")
    shown = rows(chronology(replace(chronology_source(), lines=(linked, *others))))["41"][2]
    assert shown.endswith("Seen by two.\nTells of the same event as 44.")


def test_a_long_account_is_cut_at_a_word_and_says_where_the_rest_is() -> None:
    first, *others = lines()
    long = replace(first, text="word " * LONGEST)
    shown = rows(chronology(replace(chronology_source(), lines=(long, *others))))["41"][2]
    assert shown.endswith("word … (more in record 41)")
    assert len(shown) < LONGEST + 40


def test_authors_are_parted_into_name_and_role() -> None:
    assert name_of("A (B) C (Teacher)") == "A (B) C"
    assert role_of("A (B) C (Teacher)") == "Teacher"
    assert (name_of("A B"), role_of("A B")) == ("A B", "A member of staff")
