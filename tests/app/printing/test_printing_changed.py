from __future__ import annotations

import pytest

from app.documents.blocks import Changed, Document
from app.documents.differences import word_changes
from app.printing.changed import ChangedProse, _stretches, set_changed
from app.printing.draw import draw
from app.printing.tags import Element
from tests.support.papers import stamp


def prose(old: str, new: str) -> ChangedProse:
    block = Changed(label="What was seen?", parts=word_changes(old, new))
    _label, found = set_changed(block, Element(tag="Document"))
    assert isinstance(found, ChangedProse)
    return found


def ruled(old: str, new: str) -> list[tuple[int, str, float, float]]:
    found = prose(old, new)
    return [
        (place, how, start, end)
        for place, (line, hows) in enumerate(zip(found.lines, found.hows, strict=True))
        for how, start, end in _stretches(line, hows)
    ]


def test_removed_words_are_struck_and_added_ones_underlined() -> None:
    (struck, under) = ruled("A mark of 2 cm here.", "A mark of 3 mm here.")
    assert [struck[1], under[1]] == ["removed", "added"]
    assert 0 < struck[2] < struck[3] < under[2] < under[3]


def test_the_rules_follow_the_words_over_the_end_of_a_line() -> None:
    long = "She said that nobody had come to the gate for him on any of the days. " * 3
    found = ruled("Nothing else. He left.", "Nothing else. " + long + "He left.")
    assert {how for _place, how, _start, _end in found} == {"added"}
    assert len({place for place, *_rest in found}) > 1


@pytest.mark.parametrize("text", ["قال لا", "אמר לא"], ids=["arabic", "hebrew"])
def test_a_script_read_backwards_is_told_in_words_alone(text: str) -> None:
    (line,) = prose("", text).lines
    assert any(run.level for run in line.runs)
    assert ruled("", text) == []
    assert ruled("", "He said no") != []


def test_the_page_says_the_changes_in_words() -> None:
    block = Changed(label="What was seen?", parts=word_changes("It was 2 cm.", "It was 3 mm."))
    printed = draw(Document(title="Test", marking="CONFIDENTIAL", blocks=(block,)), stamp())
    assert "It was [removed: 2 cm] [added: 3 mm]." in printed.pages[0].text


def test_a_long_change_is_parted_between_pages() -> None:
    words = " ".join(f"word{number}" for number in range(4000))
    block = Changed(label="What was seen?", parts=word_changes("", words))
    printed = draw(Document(title="Test", marking="CONFIDENTIAL", blocks=(block,)), stamp())
    assert len(printed.pages) > 2
    assert "word3999]" in printed.pages[-1].text
