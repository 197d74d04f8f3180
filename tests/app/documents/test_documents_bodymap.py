"""A body map on paper: numbered marks, their sides, their table and the rules."""

from __future__ import annotations

import pytest

from app.documents.blocks import Figure, Paragraph, Table
from app.documents.bodymap import BLANK_ROWS, blank_body_map, body_map_blocks
from app.documents.letters import Letters
from app.records.fields import Choice
from app.records.marks import BodyMap, Mark, Place, Region, Stroke
from app.rules.bodymap import drawing, empty_map
from tests.app.documents.samples import DAN, MIA, body_map, mark

NAMED = Letters()


def figure_of(held: BodyMap, *, every_view: bool = False) -> Figure:
    blocks = body_map_blocks(held, NAMED, every_view=every_view)
    return next(block for block in blocks if isinstance(block, Figure))


def table_of(held: BodyMap, letters: Letters = NAMED) -> Table:
    blocks = body_map_blocks(held, letters)
    return next(block for block in blocks if isinstance(block, Table))


def on_back(number: int) -> Mark:
    region = Region("child.back.forearm.left", "left forearm, back")
    return mark(number, view="child.back", regions=(region,), place=None)


def test_views_without_marks_are_left_out_unless_asked_for() -> None:
    assert [p.title for p in figure_of(body_map()).pictures] == ["Front"]
    assert [p.title for p in figure_of(body_map(), every_view=True).pictures] == ["Front", "Back"]
    both = BodyMap(marks=(on_back(2), mark(1)))
    assert [p.title for p in figure_of(both).pictures] == ["Front", "Back"]
    assert body_map_blocks(empty_map(), NAMED) == ()


@pytest.mark.parametrize(
    ("title", "edges"),
    [("Front", ["child’s right", "child’s left"]), ("Back", ["child’s left", "child’s right"])],
)
def test_both_edges_say_which_side_of_the_child_they_are(title: str, edges: list[str]) -> None:
    pictures = figure_of(body_map(), every_view=True).pictures
    picture = next(one for one in pictures if one.title == title)
    words = sorted((label for label in picture.labels if not label.round), key=lambda one: one.x)
    assert [label.text for label in words] == edges
    assert words[0].x == 0
    assert words[1].x == picture.width
    assert all(label.y <= picture.height for label in words)


def test_every_mark_has_its_number_inside_the_picture() -> None:
    many = BodyMap(marks=tuple(mark(n, place=Place(360, 400 + 4 * n)) for n in range(1, 13)))
    (picture,) = figure_of(many).pictures
    discs = [label for label in picture.labels if label.round]
    assert [label.text for label in discs] == [str(n) for n in range(1, 13)]
    assert all(0 <= label.x <= picture.width for label in discs)
    assert all(0 <= label.y <= picture.height for label in discs)
    assert sum(stroke.style == "leader" for stroke in picture.strokes) == 12


def test_a_mark_is_drawn_as_by_hand_else_as_a_dot_else_as_its_region() -> None:
    points = ((10.0, 20.0, 0.5, 0.0), (12.0, 24.0, 0.6, 8.0))
    by_hand = mark(1, strokes=(Stroke("pen", points),))
    tapped = mark(2)
    region = "child.front.forearm.left"
    chosen = mark(3, place=None)
    shown = drawing("child.front", 1)

    drawn = {1: by_hand, 2: tapped, 3: chosen}
    paths = {
        number: [s.path for s in figure_of(BodyMap(marks=(one,))).pictures[0].strokes]
        for number, one in drawn.items()
    }
    assert (("M", 10.0, 20.0), ("L", 12.0, 24.0)) in paths[1]
    assert any(path[0] == ("M", 361.5, 425) for path in paths[2])
    found = shown.region(region)
    assert found is not None
    assert found.path in paths[3]
    assert found.path not in paths[2]


def test_a_stroke_of_a_single_place_is_a_dot() -> None:
    still = mark(1, strokes=(Stroke("pen", ((10.0, 20.0, 0.5, 0.0),)), Stroke("pen", ())))
    strokes = figure_of(BodyMap(marks=(still,))).pictures[0].strokes
    (dot,) = [stroke for stroke in strokes if stroke.style == "mark"]
    assert dot.path[0] == ("M", 13.0, 20.0)
    assert dot.path[-1] == ("Z",)


def test_the_figure_is_told_in_words_without_what_was_typed() -> None:
    alt = figure_of(body_map()).alt
    assert "Mark 1: bruise, left forearm, front, 2 by 1.5 cm, red and purple." in alt
    assert "ring" not in alt


def test_the_table_says_all_of_each_mark() -> None:
    first, second = table_of(body_map()).rows
    assert first == (
        "1",
        "Left forearm, front",
        "Bruise",
        "2 by 1.5 cm, measured",
        "Round",
        "Red and purple",
        "Not broken",
        "",
    )
    assert second[:4] == (
        "2",
        "Left cheek; exact place not marked",
        "Red mark",
        "Could not see, or not measured",
    )
    assert second[4:7] == ("Could not see", "Could not see", "Not said")


def test_the_table_has_a_cell_under_each_heading() -> None:
    table = table_of(body_map())
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert [column.heading for column in table.columns][:3] == ["No.", "Where", "What"]


def test_nothing_said_of_a_mark_is_not_taken_for_not_seen() -> None:
    bare = Mark(number=1, view="child.front", version=1)
    (row,) = table_of(BodyMap(marks=(bare,))).rows
    assert row[1] == "Place not named; exact place not marked"
    assert set(row[2:7]) == {"Not said"}


def test_an_estimate_is_told_from_a_measure() -> None:
    (row,) = table_of(BodyMap(marks=(mark(1, size_by="estimated"),))).rows
    assert row[3] == "2 by 1.5 cm, estimated"


def test_other_children_are_not_named_in_the_words_of_a_mark() -> None:
    letters = Letters((MIA, DAN), frozenset({"c1"}))
    assert table_of(body_map(), letters).rows[1][7] == (
        "Child B's ring may have touched it, she said."
    )


def test_the_rules_stand_with_the_map() -> None:
    for blocks in (body_map_blocks(body_map(), NAMED), blank_body_map()):
        text = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
        for rule in (
            "Only what can be seen",
            "clothing is not moved",
            "No photographs",
            "No guess",
        ):
            assert rule in text
        figure = next(block for block in blocks if isinstance(block, Figure))
        assert figure.caption.startswith("Not to scale.")


def test_a_blank_map_has_every_view_and_room_for_marks() -> None:
    blocks = blank_body_map()
    figure = next(block for block in blocks if isinstance(block, Figure))
    table = next(block for block in blocks if isinstance(block, Table))
    assert [picture.title for picture in figure.pictures] == ["Front", "Back"]
    assert all(not label.round for picture in figure.pictures for label in picture.labels)
    assert len(table.rows) == BLANK_ROWS
    assert [row[0] for row in table.rows] == [str(n) for n in range(1, BLANK_ROWS + 1)]
    assert not any("".join(row[1:]).strip() for row in table.rows)


def test_a_choice_not_seen_among_colours_hides_no_other_answer() -> None:
    held = BodyMap(marks=(mark(1, colours=(Choice("not_seen", "Could not see"),)),))
    assert table_of(held).rows[0][5] == "Could not see"
