from __future__ import annotations

import pymupdf_fonts
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.blocks import Paragraph
from app.printing.direction import base_of, levels_of, seen_order
from app.printing.draw import draw
from app.printing.faces import BOLD, EM, REGULAR, Face, fallback
from app.printing.lines import Line, break_text
from app.printing.setting import style
from app.printing.shaping import Run, shape, source, stand_in, width_of
from tests.support.papers import paper, stamp

LOOK = style(10, 12)
WIDTH = 120.0
SENTENCE = "The quick brown fox jumps over the lazy dog and looks back at the house. " * 3


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(st.sampled_from("abc  -\nÁ́שאمu&<"), max_size=200), st.floats(20, 200))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text: str, width: float) -> None:
    lines = break_text(text, LOOK, width)
    assert all(line.width * LOOK.fontSize / EM <= width + 0.1 for line in lines)
    assert "".join("".join(texts(lines)).split()) == "".join(text.split())


def test_a_broken_line_ends_with_its_space() -> None:
    lines = break_text(SENTENCE, LOOK, WIDTH)
    assert len(lines) > 5
    assert all(line.text.endswith(" ") for line in lines[:-1])
    assert "".join(texts(lines)).split() == SENTENCE.split()


def test_line_breaks_of_the_text_are_kept() -> None:
    lines = break_text("one\n\ntwo", LOOK, WIDTH)
    assert texts(lines) == ["one\n", "\n", "two"]


def test_several_spaces_are_kept_within_a_line() -> None:
    assert texts(break_text("  a   b  ", LOOK, WIDTH)) == ["  a   b"]
    assert len(break_text("a" + " " * 60 + SENTENCE, LOOK, WIDTH)) >= 6


def test_a_word_without_end_is_broken_without_a_space() -> None:
    lines = break_text("x" * 5_000, LOOK, WIDTH)
    assert "".join(texts(lines)) == "x" * 5_000
    assert len(lines) > 100


def test_a_word_of_200_000_letters_is_drawn() -> None:
    printed = draw(paper(Paragraph(text="m" * 200_000)), stamp())
    assert sum(page.text.count("m") for page in printed.pages) > 200_000
    assert len(printed.pages) > 50


def test_a_word_breaks_after_a_hyphen_between_letters_only() -> None:
    broken = break_text("mmmmmmm-mmmmmmm", LOOK, 90.0)
    assert texts(broken) == ["mmmmmmm-", "mmmmmmm"]
    whole = break_text("see 2026-03-04", LOOK, 60.0)
    assert texts(whole) == ["see ", "2026-03-04"]


def test_marks_stay_with_their_letters() -> None:
    lines = break_text("e\u0323\u0301" * 300, LOOK, 30.0)
    assert len(lines) > 30
    assert all(not line.text.startswith(("\u0323", "\u0301")) for line in lines)


def test_markup_is_text_to_the_line_breaker() -> None:
    typed = "<b>AT&amp;T</b> <br/> &lt; ]]> <img src='x'/> <a href='y'>z</a> " * 3
    assert "".join(texts(break_text(typed, LOOK, WIDTH))).split() == typed.split()


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


def fonts(runs: list[Run]) -> set[str]:
    return {run.font for run in runs}


def drawn_by(face: Face, runs: list[Run]) -> list[int]:
    """Return the numbers of the shapes, in the order of the letters."""
    chars = "".join(part.shown for run in runs for part in run.parts)
    return [face.face.charToGlyph[ord(char)] for char in chars]


def test_an_arabic_word_is_joined_and_drawn_from_right_to_left() -> None:
    word, face = "محمد", fallback(REGULAR)
    runs = list(shape(word, REGULAR, levels_of(word)))
    assert fonts(runs) == {face.fontName}
    alone = [drawn_by(face, list(shape(letter, REGULAR, (1,))))[0] for letter in word]
    joined = drawn_by(face, runs)
    assert len(joined) == len(alone)
    assert all(one != other for one, other in zip(joined, alone, strict=True))
    (line,) = break_text(word, LOOK, WIDTH)
    assert [run.text for run in line.runs] == [*reversed(word)]


def test_latin_letters_are_of_source_sans_and_kerned() -> None:
    (run,) = shape("AVATAR", BOLD)
    assert run.font == source(BOLD).fontName
    assert run.width < sum(width_of(letter, BOLD) for letter in "AVATAR")
    assert run.plain


def test_reportlab_measures_what_is_drawn() -> None:
    for word in ("AVATAR", "أحمد", "Zoë-شर्मा李"):
        told = source(REGULAR).stringWidth(word, 20.0)
        (line,) = break_text(word, style(20, 20), 1_000.0)
        assert told == line.width * 20 / EM


def test_a_shape_has_the_same_character_whatever_was_shaped_before() -> None:
    (first,) = shape("क्ष", REGULAR)
    for word in ("हिन्दी", "ไม่", "شَلَام"):
        list(shape(word, REGULAR, levels_of(word)))
    fresh = Face("Fresh", pymupdf_fonts.myfont("figo"))
    again = [glyph.char for glyph in fresh.shape("क्ष", backwards=False)]
    assert [*first.parts[0].shown] == again


def test_a_character_without_a_shape_is_named() -> None:
    assert stand_in("😔") == "‹pensive face›"
    assert stand_in("李") == "‹U+674E›"
    assert "".join(run.text for run in shape("a李b", REGULAR)) == "a‹U+674E›b"
