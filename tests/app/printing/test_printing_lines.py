from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.printing.direction import base_of, levels_of, seen_order
from app.printing.faces import fallback, source
from app.printing.lines import Line, break_text
from app.printing.shaping import shape, stand_in

WIDTH = 12_000
SENTENCE = "The quick brown fox jumps over the lazy dog and looks back at the house. " * 3


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(st.sampled_from("abc  -\nÁ́שאمu"), max_size=200), st.integers(1_000, 20_000))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text: str, width: int) -> None:
    lines = break_text(text, "regular", width)
    assert all(line.width <= width for line in lines)
    assert "".join("".join(texts(lines)).split()) == "".join(text.split())


def test_a_broken_line_ends_with_its_space() -> None:
    lines = break_text(SENTENCE, "regular", WIDTH)
    assert len(lines) > 5
    assert all(line.text.endswith(" ") for line in lines[:-1])
    assert "".join(texts(lines)).split() == SENTENCE.split()


def test_line_breaks_of_the_text_are_kept() -> None:
    lines = break_text("one\n\ntwo", "regular", WIDTH)
    assert texts(lines) == ["one\n", "\n", "two"]


def test_a_word_without_end_is_broken_without_a_space() -> None:
    lines = break_text("x" * 5_000, "regular", WIDTH)
    assert "".join(texts(lines)) == "x" * 5_000
    assert len(lines) > 100


def test_a_word_breaks_after_a_hyphen_between_letters_only() -> None:
    broken = break_text("mmmmmmm-mmmmmmm", "regular", 9_000)
    assert texts(broken) == ["mmmmmmm-", "mmmmmmm"]
    whole = break_text("see 2026-03-04", "regular", 6_000)
    assert texts(whole) == ["see ", "2026-03-04"]


def test_marks_stay_with_their_letters() -> None:
    lines = break_text("e\u0323\u0301" * 300, "regular", 3_000)
    assert all(not line.text.startswith(("\u0323", "\u0301")) for line in lines)


def test_levels_are_only_found_where_letters_run_backwards() -> None:
    assert levels_of("Łukasz 12") == ()
    assert levels_of("ab אב") == (0, 0, 0, 1, 1)
    assert levels_of("אב 12") == (1, 1, 1, 2, 2)


def test_most_letters_decide_how_a_line_begins() -> None:
    assert base_of("أحمد came in and sat down") == 0
    assert base_of("أحمد قال نعم to me") == 1


def test_the_eye_meets_backward_runs_in_their_order() -> None:
    items = [("a", 0), ("ב", 1), ("12", 2), ("ג", 1), ("d", 0)]
    order = [text for text, _level in seen_order(items, lambda item: item[1])]
    assert order == ["a", "ג", "12", "ב", "d"]


def test_an_arabic_word_is_joined_and_drawn_from_right_to_left() -> None:
    word = "محمد"
    runs = shape(word, "regular", levels_of(word))
    assert {run.face for run in runs} == {fallback("regular")}
    alone = {shape(letter, "regular", (1,))[0].parts for letter in word}
    shown = "".join(part.shown for run in runs for part in run.parts)
    assert all(f"<{part.shown.strip('<>')}>" not in shown for parts in alone for part in parts)


def test_latin_letters_are_of_source_sans_and_kerned() -> None:
    (run,) = shape("AVATAR", "bold")
    assert run.face is source("bold")
    assert run.width < sum(shape(letter, "bold")[0].width for letter in "AVATAR")
    assert run.plain


def test_a_character_without_a_shape_is_named() -> None:
    assert stand_in("😔") == "‹pensive face›"
    assert stand_in("李") == "‹U+674E›"
    assert "".join(run.text for run in shape("a李b", "regular")) == "a‹U+674E›b"
