"""Marks are plain data that survive storage, and say what has not been answered."""

from __future__ import annotations

import msgspec
import pytest

from app.records.fields import Choice
from app.records.lists import shipped_lists
from app.records.marks import (
    NOT_SEEN,
    BodyMap,
    DrawingUsed,
    Mark,
    Place,
    Region,
    Stroke,
    unanswered,
)

WHOLE = Mark(
    number=1,
    view="child.front",
    version=1,
    place=Place(358.5, 425),
    regions=(Region("child.front.forearm.left", "left forearm, front"),),
    kind=Choice("bruise", "Bruise"),
    length_cm=2,
    width_cm=1.5,
    size_by="estimated",
    shape=Choice("round", "Round"),
    colours=(Choice("red", "Red"),),
    skin=Choice("whole", "Not broken"),
    words="outside of the arm",
    strokes=(Stroke("pen", ((1.0, 2.0, 0.5, 0.0),)),),
)


def missing(mark: Mark) -> list[tuple[str, str]]:
    return list(unanswered(BodyMap(marks=(mark,))))


def test_a_map_survives_storage() -> None:
    body_map = BodyMap(drawings=(DrawingUsed("child.front", 1, "a" * 64),), marks=(WHOLE,))
    for stored in (
        msgspec.json.decode(msgspec.json.encode(body_map), type=BodyMap),
        msgspec.convert(msgspec.to_builtins(body_map), BodyMap),
    ):
        assert stored == body_map


def test_a_whole_mark_leaves_nothing_to_ask() -> None:
    assert missing(WHOLE) == []


def test_site_size_colour_and_shape_are_asked_for() -> None:
    assert missing(Mark(number=1, view="child.front", version=1)) == [
        ("marks.0.site", "missing"),
        ("marks.0.kind", "missing"),
        ("marks.0.size", "missing"),
        ("marks.0.shape", "missing"),
        ("marks.0.colours", "missing"),
    ]


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"width_cm": None}, [("marks.0.size", "one_side")]),
        ({"size_by": ""}, [("marks.0.size_by", "missing")]),
        ({"length_cm": None, "width_cm": None, "size_unknown": True, "size_by": ""}, []),
    ],
)
def test_a_size_has_two_sides_and_a_manner(
    changed: dict[str, object], problem: list[tuple[str, str]]
) -> None:
    plain = {**msgspec.to_builtins(WHOLE), **changed}
    assert missing(msgspec.convert(plain, Mark)) == problem


def test_every_list_but_the_kinds_can_answer_could_not_see() -> None:
    lists = shipped_lists()
    for name in ("mark_shapes", "mark_colours", "mark_skin"):
        option = lists[name].option(NOT_SEEN)
        assert option
        assert option.fixed
    assert lists["mark_kinds"].option(NOT_SEEN) is None
    assert len(lists["mark_kinds"].options) >= 24


@pytest.mark.parametrize("field", ["length_cm", "width_cm"])
@pytest.mark.parametrize("size", [0, -1, 1000])
def test_impossible_sizes_are_refused(field: str, size: float) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**msgspec.to_builtins(WHOLE), field: size}, Mark)
