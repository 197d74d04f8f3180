"""The drawings are sound, and every point of them is called by its right name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from app.records.fields import Choice
from app.records.marks import BodyMap, Mark, Place, Region
from app.rules.bodymap import (
    ALL_VIEWS,
    DRAWINGS,
    VIEWS,
    anchor_of,
    drawing,
    edge_words,
    empty_map,
    find_regions,
    mark_sentence,
    side_of,
)
from app.rules.leaders import RADIUS, leaders
from app.rules.paths import Point, area, box, contains, outlines

KEY = tomllib.loads((Path(__file__).parent / "bodymap_key.toml").read_text("utf-8"))
FROZEN = {
    "child.front": "8a93ae21ca0fa5893901a51acaaef85d597730f98169296bf854f4e98f280a58",
    "child.back": "014b991bfc138e1bc7f58f047477f7d3274c5df6c2e757c8829abd8e24448ca6",
}
EVERY_VIEW = pytest.mark.parametrize("view", VIEWS)


def scattered(count: int, width: float, height: float) -> Iterator[Point]:
    """Yield points that fill a box evenly, without a pattern (the R2 sequence)."""
    for n in range(1, count + 1):
        yield (0.7548776662466927 * n) % 1 * width, (0.5698402909980532 * n) % 1 * height


def a_mark(number: int, view: str, x: float, y: float) -> Mark:
    region = drawing(view).region_at(x, y)
    assert region
    return Mark(number=number, view=view, version=1, place=Place(x, y), regions=(region.region(),))


@EVERY_VIEW
def test_a_drawing_in_use_is_never_edited(view: str) -> None:
    assert drawing(view, 1).sha256 == FROZEN[view]


@EVERY_VIEW
def test_files_hold_a_view_box_and_no_size(view: str) -> None:
    text = (DRAWINGS / f"{view.replace('.', '-')}.1.svg").read_text("utf-8")
    head = text[: text.index(">")]
    assert 'viewBox="0 0 440 900"' in head
    assert "width" not in head
    assert "transform" not in text


@EVERY_VIEW
def test_paths_are_closed_once(view: str) -> None:
    shown = drawing(view)
    for path in (shown.outline, *(region.path for region in shown.regions)):
        assert path[0][0] == "M"
        assert path[-1] == ("Z",)
        assert sum(command[0] in ("M", "Z") for command in path) == 2


@EVERY_VIEW
def test_every_region_has_words_and_an_id_of_its_own(view: str) -> None:
    regions = drawing(view).regions
    assert len(regions) >= 60
    assert len({r.id for r in regions}) == len({r.words for r in regions}) == len(regions)
    for region in regions:
        assert region.id.startswith(f"{view}.")
        assert region.words == region.words.strip() != ""
        assert (region.side in region.words.split() or region.side + "," in region.words) or (
            not region.side and "left" not in region.words and "right" not in region.words
        )


@EVERY_VIEW
def test_regions_cover_the_outline_and_do_not_overlap(view: str) -> None:
    shown = drawing(view)
    whole = outlines(shown.outline, 12)
    parts = [(box(p), p) for p in (outlines(r.path, 12)[0] for r in shown.regions)]
    inside = covered = double = 0
    for x, y in scattered(5_000, shown.width, shown.height):
        hits = sum(
            contains((polygon,), x, y)
            for (left, top, right, bottom), polygon in parts
            if left <= x <= right and top <= y <= bottom
        )
        double += hits > 1
        if contains(whole, x, y):
            inside += 1
            covered += hits > 0
    assert inside > 1_000
    assert covered >= 0.995 * inside
    assert double <= 0.005 * inside
    total = sum(area(polygon) for _box, polygon in parts)
    assert total == pytest.approx(area(whole[0]), rel=0.005)


@EVERY_VIEW
def test_twins_mirror_exactly(view: str) -> None:
    shown = drawing(view)
    for region in shown.regions:
        if not region.side:
            continue
        twin = shown.twin_of(region.id)
        assert twin is not None
        for mine, other in zip(region.path, twin.path, strict=True):
            assert mine[0] == other[0]
            across = [v if i % 2 else shown.width - float(v) for i, v in enumerate(mine[1:])]
            assert across == pytest.approx(list(other[1:]))


@EVERY_VIEW
def test_left_is_the_childs_left(view: str) -> None:
    shown = drawing(view)
    from_behind = view.endswith("back")
    for region in shown.regions:
        if region.side:
            x, _y = shown.centre_of(region.id)
            at_the_viewers_left = x < shown.width / 2
            assert at_the_viewers_left == ((region.side == "left") == from_behind)
    left, _right = edge_words(view)
    assert ("left" in left) == from_behind


@EVERY_VIEW
def test_the_head_is_a_sixth_of_the_child(view: str) -> None:
    _left, top, _right, bottom = box(outlines(drawing(view).outline)[0])
    chin = box(
        outlines(next(r for r in drawing("child.front").regions if r.words == "chin").path)[0]
    )
    assert (bottom - top) / (chin[3] - top) == pytest.approx(6, rel=0.05)


@EVERY_VIEW
def test_the_key_is_named_right(view: str) -> None:
    points = [(x, y, words) for words, places in KEY[view].items() for x, y in places]
    assert len(points) >= 40
    named = {(x, y): r.words for x, y, _w in points if (r := drawing(view).region_at(x, y))}
    assert {(x, y): words for x, y, words in points} == named


@EVERY_VIEW
def test_the_fast_lookup_agrees_with_exact_containment(view: str) -> None:
    shown = drawing(view)
    exact = [(box(p), p, region.id) for region in shown.regions for p in outlines(region.path, 32)]
    agreed = 0
    for x, y in scattered(20_000, shown.width, shown.height):
        found = shown.region_at(x, y)
        right = {
            name
            for (left, top, right_, bottom), polygon, name in exact
            if left <= x <= right_ and top <= y <= bottom and contains((polygon,), x, y)
        }
        agreed += (found.id in right) if found else not right
    assert agreed >= 0.99 * 20_000


@EVERY_VIEW
def test_the_middle_of_a_region_lies_in_it(view: str) -> None:
    shown = drawing(view)
    for region in shown.regions:
        assert shown.region_at(*shown.centre_of(region.id)) is region


def test_beside_the_figure_is_no_region_but_the_nearest_is_found() -> None:
    shown = drawing("child.front")
    for point in ((-1.0, 300.0), (5.0, 5.0), (220.0, 899.9), (220.0, 950.0), (500.0, 300.0)):
        assert shown.region_at(*point) is None
    assert shown.nearest(5.0, 5.0, 10) is None
    place, region = shown.nearest(426.0, 528.0, 8) or (None, None)
    assert region
    assert region.words == "left thumb, front"
    assert place
    assert shown.region_at(place.x, place.y) is region


def test_regions_are_found_as_one_types() -> None:
    def words(text: str) -> list[str]:
        return [region.words for _view, region in find_regions(text)]

    assert set(words("fore left")) == {
        "left forehead",
        "left forearm, front",
        "left forearm, back",
    }
    assert words("LEFT  forearm fr") == ["left forearm, front"]
    assert words("tummy left") == ["left upper abdomen", "left lower abdomen"]
    assert "left buttock" in words("bottom")
    assert words("xyz") == []
    assert len(words("")) == sum(len(drawing(view).regions) for view in VIEWS)


def test_other_words_belong_to_regions_that_exist() -> None:
    known = {
        ".".join(p for p in r.id.removeprefix(view).split(".") if p not in ("", "left", "right"))
        for view in ALL_VIEWS
        for r in drawing(view).regions
    }
    assert set(tomllib.loads((DRAWINGS / "words.toml").read_text("utf-8"))) <= known


def test_a_mark_is_said_in_one_line() -> None:
    mark = Mark(
        number=1,
        view="child.front",
        version=1,
        regions=(Region("child.front.forearm.left", "left forearm, front"),),
        kind=Choice("bruise", "Bruise"),
        length_cm=2,
        width_cm=2,
        size_by="measured",
        shape=Choice("round", "Round"),
        colours=(Choice("red", "Red"), Choice("purple", "Purple")),
    )
    assert mark_sentence(mark) == "Mark 1: bruise, left forearm, front, 2 by 2 cm, red and purple"


def test_what_was_not_seen_is_said_too() -> None:
    mark = Mark(
        number=2,
        view="child.back",
        version=1,
        regions=(Region("child.back.calf.left", "left calf"),),
        kind=Choice("burn", "Burn"),
        size_unknown=True,
        colours=(Choice("not_seen", "Could not see"),),
    )
    assert mark_sentence(mark) == (
        "Mark 2: burn, left calf, size not seen or not measured, colour not seen"
    )


def test_a_mark_without_a_point_is_shown_in_the_middle_of_its_region() -> None:
    region = drawing("child.back").region("child.back.calf.left")
    assert region
    mark = Mark(number=1, view="child.back", version=1, regions=(region.region(),))
    assert anchor_of(mark) == drawing("child.back").centre_of(region.id)
    assert anchor_of(Mark(number=1, view="child.back", version=1)) is None


@EVERY_VIEW
def test_numbers_never_cover_each_other(view: str) -> None:
    shown = drawing(view)
    points = [p for words, places in KEY[view].items() for p in places]
    marks = [a_mark(n, view, x, y) for n, (x, y) in enumerate(points, 1)]
    placed = leaders(marks, shown)
    assert [p.number for p in placed] == [m.number for m in marks]
    for one, other in combinations(placed, 2):
        assert dist(one.label, other.label) >= 2 * RADIUS


def test_a_few_numbers_stand_beside_the_figure() -> None:
    shown = drawing("child.front")
    marks = [a_mark(1, "child.front", 358, 425), a_mark(2, "child.front", 269, 640)]
    for leader in leaders(marks, shown):
        assert shown.region_at(*leader.label) is None
        assert dist(leader.label, leader.end) == pytest.approx(RADIUS, abs=0.1)
        assert 0 <= leader.label[0] <= shown.width


def test_an_empty_map_names_its_drawings() -> None:
    assert [(d.view, d.version, d.sha256) for d in empty_map().drawings] == [
        (view, 1, FROZEN[view]) for view in VIEWS
    ]
    assert empty_map().marks == BodyMap().marks == ()
    assert side_of("child.front.nose") == ""
