from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.answers import Showing
from app.documents.blocks import Change, Changed, Paragraph
from app.documents.differences import differences, word_changes
from app.documents.letters import Letters
from app.records.concern import Concern
from app.records.fields import Choice
from app.records.marks import BodyMap
from app.records.record import Record
from tests.app.documents import samples
from tests.app.documents.samples import MIA, PARENTS, mark
from tests.support.drafts import FORMS, records_of


def concern(**answers: object) -> Concern:
    return msgspec.structs.replace(samples.concern(), **answers)


def told(old: str, new: str) -> str:
    return Changed(label="", parts=word_changes(old, new)).told()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("The mark was 2 cm long.", "The mark was 3 mm long.", "2 cm|3 mm"),
        ("red", "red and blue", "|and blue"),
        ("He said no to me.", "He said to me.", "no|"),
        ("", "All new.", "|All new."),
        ("Was here once.", "", "Was here once.|"),
        ("Łukasz’s coat", "Łukasz’s two coats", "coat|two coats"),
    ],
    ids=["both", "added", "removed", "from-nothing", "to-nothing", "letters"],
)
def test_only_the_words_that_differ_are_marked(old: str, new: str, words: str) -> None:
    removed, _bar, added = words.partition("|")
    parts = word_changes(old, new)
    assert [p.text.strip() for p in parts if p.how == "removed"] == ([removed] if removed else [])
    assert [p.text.strip() for p in parts if p.how == "added"] == ([added] if added else [])


def test_it_is_told_in_words_for_black_and_white() -> None:
    said = told("The mark was 2 cm long.", "The mark was 3 mm long.")
    assert said == "The mark was [removed: 2 cm] [added: 3 mm] long."


def test_texts_that_have_little_in_common_are_told_apart_as_wholes() -> None:
    parts = word_changes("Nothing was said.", "Zoë drew a house with two doors.")
    assert [part.how for part in parts] == ["removed", "added"]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_back(old: str, new: str) -> None:
    parts = word_changes(old, new)
    assert "".join(p.text for p in parts if p.how != "added") == old
    assert "".join(p.text for p in parts if p.how != "removed") == new


@pytest.mark.parametrize("cls", FORMS, ids=lambda cls: cls.kind.code)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_differences_of_every_kind_are_told(cls: type[Record], data: st.DataObject) -> None:
    old, new = data.draw(records_of(cls)), data.draw(records_of(cls))
    blocks = differences(old, new, Showing())
    assert all(isinstance(block, (Changed, Paragraph)) for block in blocks)
    assert differences(old, old, Showing()) == (
        Paragraph(text="Nothing that is shown differs.", style="small"),
    )


def test_a_mark_of_another_size_is_named() -> None:
    first = concern(body_map=BodyMap(marks=(mark(1), mark(2, length_cm=2.0, width_cm=2.0))))
    second = concern(body_map=BodyMap(marks=(mark(1), mark(2, length_cm=3.0, width_cm=2.0))))
    (block,) = differences(first, second, Showing())
    assert isinstance(block, Changed)
    assert block.label == "Mark 2"
    assert Change(text="2", how="removed") in block.parts
    assert Change(text="3", how="added") in block.parts


def test_choices_days_and_rows_are_told_in_the_words_shown() -> None:
    first = concern(parents=PARENTS[:1])
    told_later = msgspec.structs.replace(PARENTS[0], told=Choice("later", "Not yet"))
    second = concern(parents=(told_later,))
    (block,) = differences(first, second, Showing(children=(MIA,)))
    assert isinstance(block, Changed)
    assert "Not yet" in block.told()
    assert "Yes, they have been told" in block.told()


def test_other_children_stay_letters() -> None:
    first, second = concern(seen="Mia ran."), concern(seen="Mia Rose Tindall fell and ran.")
    letters = Letters((MIA,), frozenset({"somebody else"}), ())
    (block,) = differences(first, second, Showing(letters=letters))
    assert isinstance(block, Changed)
    assert "Tindall" not in block.told()
