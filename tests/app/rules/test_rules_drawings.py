"""Every drawing of the body is sound: closed, covered, mirrored, and named right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.rules.bodymap import (
    ALL_VIEWS,
    DRAWINGS,
    VIEW_WORDS,
    VIEWS,
    DrawnRegion,
    drawing,
    edge_words,
    find_regions,
    other_side,
    views_for,
)
from app.rules.paths import Point, Polygon, area, box, contains, outlines

HERE = Path(__file__).parent
EVERY_VIEW = pytest.mark.parametrize("view", ALL_VIEWS)
POINTS = 2_000
LARGEST = 100_000  # bytes of a file
FINGERS = ("thumb", "index finger", "middle finger", "ring finger", "little finger")
TOES = ("big toe", "second toe", "third toe", "fourth toe", "little toe")


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table beside this test, its heading left out."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line]


HASHES = dict(rows("drawing_hashes.tsv"))
KEY = [(view, float(x), float(y), words) for view, x, y, words in rows("drawing_key.tsv")]


def scattered(count: int, width: float, height: float) -> Iterator[Point]:
    """Yield points that fill a box evenly, without a pattern (the R2 sequence)."""
    for n in range(1, count + 1):
        yield (0.7548776662466927 * n) % 1 * width, (0.5698402909980532 * n) % 1 * height


def one_sided(view: str) -> bool:
    """Say whether a view shows one side of the child only."""
    return other_side(view) != view


@dataclass(frozen=True)
class Part:
    """Hold a region as points, and the box around them."""

    id: str
    polygon: Polygon
    box: tuple[float, float, float, float]


def parts_of(regions: Iterable[DrawnRegion], steps: int) -> list[Part]:
    """Return regions as points, a curve as `steps` straight pieces."""
    drawn = [(region.id, outlines(region.path, steps)[0]) for region in regions]
    return [Part(id_, polygon, box(polygon)) for id_, polygon in drawn]


def hits(parts: Iterable[Part], x: float, y: float) -> set[str]:
    """Return the ids of all regions that hold a point."""
    found = set()
    for part in parts:
        left, top, right, bottom = part.box
        if left <= x <= right and top <= y <= bottom and contains((part.polygon,), x, y):
            found.add(part.id)
    return found


def test_every_view_has_words_and_a_file_and_a_hash() -> None:
    assert set(VIEW_WORDS) == set(ALL_VIEWS)
    assert len(set(VIEW_WORDS.values())) == len(ALL_VIEWS)
    assert set(VIEWS) <= set(ALL_VIEWS)
    assert {drawing(view).view for view in ALL_VIEWS} == set(ALL_VIEWS)
    assert set(HASHES) == set(ALL_VIEWS)
    files = {path.name for path in DRAWINGS.glob("*.svg")}
    assert files == {f"{view.replace('.', '-')}.1.svg" for view in ALL_VIEWS}


@EVERY_VIEW
def test_a_drawing_is_never_edited(view: str) -> None:
    assert drawing(view, 1).sha256 == HASHES[view]


@EVERY_VIEW
def test_files_are_small_and_hold_a_view_box_and_no_size(view: str) -> None:
    text = (DRAWINGS / f"{view.replace('.', '-')}.1.svg").read_text("utf-8")
    shown = drawing(view)
    assert len(text) <= LARGEST
    assert f'viewBox="0 0 {shown.width:g} {shown.height:g}"' in text[: text.index(">")]
    assert "transform" not in text
    commands = set(re.findall(r"[A-Za-z]", " ".join(re.findall(r' d="([^"]*)"', text))))
    assert commands <= set("MLCZ")


@EVERY_VIEW
def test_paths_are_closed_once_and_lie_on_the_sheet(view: str) -> None:
    shown = drawing(view)
    for path in (shown.outline, *(region.path for region in shown.regions)):
        assert path[0][0] == "M"
        assert path[-1] == ("Z",)
        assert sum(command[0] in ("M", "Z") for command in path) == 2
        left, top, right, bottom = box(outlines(path)[0])
        assert left >= 0
        assert top >= 0
        assert right <= shown.width
        assert bottom <= shown.height


@EVERY_VIEW
def test_every_region_has_an_id_and_words_of_its_own(view: str) -> None:
    regions = drawing(view).regions
    assert len(regions) >= 8
    assert len({r.id for r in regions}) == len({r.words for r in regions}) == len(regions)
    for region in regions:
        assert region.id.startswith(f"{view}.")
        assert region.words == " ".join(region.words.split()) != ""
        sides = set(re.findall(r"\b(left|right)\b", region.words))
        assert sides == ({region.side} if region.side else set())
        assert {v for v, r in find_regions(region.words, [view]) if r is region} == {view}


@EVERY_VIEW
def test_regions_cover_the_outline_and_do_not_overlap(view: str) -> None:
    shown = drawing(view)
    whole = outlines(shown.outline, 12)
    parts = parts_of(shown.regions, 12)
    inside = covered = double = 0
    for x, y in scattered(POINTS, shown.width, shown.height):
        found = len(hits(parts, x, y))
        double += found > 1
        if contains(whole, x, y):
            inside += 1
            covered += found > 0
    assert inside > POINTS / 8
    assert covered >= 0.995 * inside
    assert double <= 0.005 * inside
    total = sum(area(part.polygon) for part in parts)
    assert total == pytest.approx(area(whole[0]), rel=0.005)


@EVERY_VIEW
def test_the_fast_lookup_agrees_with_exact_containment(view: str) -> None:
    shown = drawing(view)
    exact = parts_of(shown.regions, 32)
    agreed = 0
    for x, y in scattered(POINTS, shown.width, shown.height):
        found = shown.region_at(x, y)
        right = hits(exact, x, y)
        agreed += (found.id in right) if found else not right
    assert agreed >= 0.99 * POINTS


@EVERY_VIEW
def test_twins_mirror_exactly(view: str) -> None:
    shown = drawing(view)
    twins = 0
    for region in shown.regions:
        twin = shown.twin_of(region.id)
        assert (twin is not None) == bool(region.side)
        if twin is None:
            continue
        twins += 1
        assert twin.words == other_side(region.words.replace(" ", ".")).replace(".", " ")
        for mine, other in zip(region.path, twin.path, strict=True):
            assert mine[0] == other[0]
            across = [v if i % 2 else shown.width - float(v) for i, v in enumerate(mine[1:])]
            assert across == pytest.approx(list(other[1:]), abs=0.011)
    assert twins >= len(shown.regions) / 2
    assert not one_sided(view) or twins == len(shown.regions)


@EVERY_VIEW
def test_left_is_the_childs_left(view: str) -> None:
    shown = drawing(view)
    left, right = edge_words(view)
    assert left != right
    if one_sided(view):
        assert {region.side for region in shown.regions} == {view.rpartition(".")[2]}
        assert edge_words(other_side(view)) == (right, left)
        return
    from_behind = view.endswith(".back")
    assert ("left" in left) == ("right" in right) == from_behind
    for region in shown.regions:
        if region.side:
            x, _y = shown.centre_of(region.id)
            assert (x < shown.width / 2) == ((region.side == "left") == from_behind)


@EVERY_VIEW
def test_the_middle_of_a_region_lies_in_it(view: str) -> None:
    shown = drawing(view)
    for region in shown.regions:
        assert shown.region_at(*shown.centre_of(region.id)) is region


@EVERY_VIEW
def test_the_key_is_named_right(view: str) -> None:
    points = [(x, y, words) for v, x, y, words in KEY if v == view]
    assert len(points) >= 8
    named = {(x, y): r.words for x, y, _w in points if (r := drawing(view).region_at(x, y))}
    assert {(x, y): words for x, y, words in points} == named


def test_the_key_is_long() -> None:
    assert len(KEY) >= 200
    assert len({(view, x, y) for view, x, y, _words in KEY}) == len(KEY)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    ("stem", "parts"),
    [("hand-palm", FINGERS), ("hand-back", FINGERS), ("foot-top", TOES), ("foot-sole", TOES)],
)
def test_every_finger_and_toe_is_named(stem: str, parts: tuple[str, ...], side: str) -> None:
    words = [region.words for region in drawing(f"{stem}.{side}").regions]
    for part in parts:
        assert any(f"{side} {part}" in said for said in words)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    ("view", "parts"),
    [
        ("baby.front", (*FINGERS, *TOES)),
        ("baby.back", (*FINGERS, *TOES)),
        ("child.front", (*FINGERS, *TOES)),
        ("child.back", FINGERS),
        ("adolescent.front", (*FINGERS, *TOES)),
        ("adolescent.back", FINGERS),
    ],
)
def test_a_figure_names_every_finger_and_toe(view: str, parts: tuple[str, ...], side: str) -> None:
    words = [region.words for region in drawing(view).regions]
    for part in parts:
        assert sum(said.split(",")[0] == f"{side} {part}" for said in words) == 1


@pytest.mark.parametrize(
    ("view", "heads"),
    [
        ("baby.front", 4),
        ("child.front", 6),
        ("child.left", 6),
        ("child.right", 6),
        ("adolescent.front", 7),
    ],
)
def test_heads_have_the_size_of_their_age(view: str, heads: float) -> None:
    shown = drawing(view)
    _left, top, _right, bottom = box(outlines(shown.outline)[0])
    chin = next(r for r in shown.regions if re.search(r"\bchin\b", r.words))
    height = box(outlines(chin.path)[0])[3] - top
    assert (bottom - top) / height == pytest.approx(heads, rel=0.05)


@EVERY_VIEW
def test_fingers_and_toes_stand_in_their_order(view: str) -> None:
    """The thumb and the big toe are at the edge that says so."""
    if not view.startswith(("hand", "foot")):
        return
    shown = drawing(view)
    side = view.rpartition(".")[2]
    names = FINGERS if view.startswith("hand") else TOES
    first = [r for r in shown.regions if f"{side} {names[0]}" in r.words]
    last = [r for r in shown.regions if f"{side} {names[-1]}" in r.words]
    at_left = shown.centre_of(first[0].id)[0] < shown.centre_of(last[0].id)[0]
    assert at_left == (edge_words(view)[0] in ("thumb side", "big toe side"))
    # a palm or a sole of the left shows them at the viewer's left, its other face at the right
    underside = view.startswith(("hand-palm", "foot-sole"))
    assert at_left == ((side == "left") == underside)


def test_each_age_is_offered_its_own_figures_and_all_parts() -> None:
    for band in ("baby", "child", "adolescent"):
        offered = views_for(band)
        assert {v for v in offered if v.startswith(("baby", "child", "adolescent"))} == {
            v for v in ALL_VIEWS if v.startswith(f"{band}.")
        }
        assert {v for v in ALL_VIEWS if v.startswith(("head", "hand", "foot", "mouth"))} <= set(
            offered
        )
