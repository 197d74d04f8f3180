from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.printing.flow import Leaf, Part, Strip, paginate, strips_of


@dataclass(eq=False)
class Given:
    strips: list[Strip]
    head: float = 0.0

    def draw(self, *_given: object) -> None:
        raise AssertionError("only placed here")


def placed(leaves: list[Leaf], *pieces: Given) -> list[list[tuple[int, int, int]]]:
    """Return piece, first strip and number of strips of each part, page by page."""
    return [
        [(pieces.index(piece), part.first, len(part.tops)) for piece, part in leaf.parts]
        for leaf in leaves
    ]


def flowed(*pieces: Given, bottom: float = 100.0) -> list[list[tuple[int, int, int]]]:
    return placed(paginate(pieces, top=0.0, bottom=bottom), *pieces)


def text(lines: int, *, keep: bool = False) -> Given:
    return Given(strips_of(lines, 10.0, keep_last=keep))


def test_a_long_text_runs_on() -> None:
    assert flowed(text(25)) == [[(0, 0, 10)], [(0, 10, 10)], [(0, 20, 5)]]


def test_a_heading_goes_with_two_lines_of_its_text() -> None:
    assert flowed(text(8), text(1, keep=True), text(5)) == [
        [(0, 0, 8)],
        [(1, 0, 1), (2, 0, 5)],
    ]
    assert flowed(text(7), text(1, keep=True), text(5)) == [
        [(0, 0, 7), (1, 0, 1), (2, 0, 2)],
        [(2, 2, 3)],
    ]


@pytest.mark.parametrize("before", range(11))
@pytest.mark.parametrize("lines", [1, 2, 3, 4, 5, 9])
def test_no_line_stands_alone(before: int, lines: int) -> None:
    for leaf in flowed(text(before or 1), text(lines)):
        for piece, _first, count in leaf:
            assert piece == 0 or count >= min(2, lines)


def test_a_gap_is_dropped_at_the_top_of_a_page() -> None:
    first, second = text(10), Given([Strip(height=10.0, gap=50.0)])
    leaves = paginate([first, second], top=7.0, bottom=107.0)
    assert leaves[1].parts[0][1] == Part(0, (7.0,), 17.0)


def test_a_head_is_repeated_above_each_part() -> None:
    table = Given([Strip(height=10.0)] * 12, head=20.0)
    leaves = paginate([table], top=0.0, bottom=100.0)
    assert [part.tops[0] for leaf in leaves for _piece, part in leaf.parts] == [20.0, 20.0]
    assert placed(leaves, table) == [[(0, 0, 8)], [(0, 8, 4)]]


def test_a_strip_taller_than_a_page_still_has_its_page() -> None:
    assert flowed(text(1), Given([Strip(height=300.0)]), text(1)) == [
        [(0, 0, 1)],
        [(1, 0, 1)],
        [(2, 0, 1)],
    ]


def test_a_new_page_is_never_a_blank_one() -> None:
    end = Given([])
    assert flowed(text(1), end, end, text(1), end) == [[(0, 0, 1)], [(3, 0, 1)]]
    assert flowed(end) == [[]]
