"""Place the numbers of marks beside the figure so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, dist, inf, pi, sin

from app.records.marks import Mark
from app.rules.bodymap import Drawing, anchor_of
from app.rules.paths import Point

RADIUS = 17.0  # of a number's disc, in drawing units
_GAP = 3.0
_TURNS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """Hold where a mark lies, where its number stands, and where the line meets the disc."""

    number: int
    anchor: Point
    label: Point
    end: Point


def leaders(marks: Iterable[Mark], drawing: Drawing, radius: float = RADIUS) -> tuple[Leader, ...]:
    """Return a leader for each mark of this view, in order; discs never overlap.

    Numbers keep to the white beside the figure where they can, near their mark, inside the
    drawing's box. `radius` is that of a disc in drawing units.
    """
    anchors = [
        (mark.number, anchor)
        for mark in marks
        if mark.view == drawing.view and (anchor := anchor_of(mark)) is not None
    ]
    points = [anchor for _number, anchor in anchors]
    placed: list[Leader] = []
    for number, anchor in anchors:
        sheet = _Sheet(drawing=drawing, points=points, placed=placed, radius=radius)
        label = _best(anchor, sheet)
        placed.append(
            Leader(number=number, anchor=anchor, label=label, end=_meet(anchor, label, radius))
        )
    return tuple(placed)


def _meet(anchor: Point, label: Point, radius: float) -> Point:
    far = dist(anchor, label)
    part = max(0.0, 1 - radius / far) if far else 0.0
    return (
        round(anchor[0] + (label[0] - anchor[0]) * part, 2),
        round(anchor[1] + (label[1] - anchor[1]) * part, 2),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """Hold what a number's place is judged by."""

    drawing: Drawing
    points: Sequence[Point]
    placed: Sequence[Leader]
    radius: float


def _best(anchor: Point, sheet: _Sheet) -> Point:
    apart = 2 * sheet.radius + _GAP
    # More numbers than room: outside the box, one below the other.
    best = (-sheet.radius, sheet.radius + len(sheet.placed) * apart)
    lowest = inf
    for spot in _spots(anchor, sheet.drawing, sheet.radius):
        if dist(spot, anchor) >= lowest:
            break  # no place further away can cost less
        if all(dist(spot, other.label) >= apart for other in sheet.placed):
            cost = _cost(spot, anchor, sheet)
            if cost < lowest:
                best, lowest = spot, cost
    return best


def _spots(anchor: Point, drawing: Drawing, radius: float) -> Iterator[Point]:
    away = 2 * radius
    while away < drawing.height:
        for turn in range(_TURNS):
            angle = 2 * pi * turn / _TURNS
            x, y = anchor[0] + away * cos(angle), anchor[1] + away * sin(angle)
            if radius <= x <= drawing.width - radius and radius <= y <= drawing.height - radius:
                yield round(x, 1), round(y, 1)
        # Coarser far away.
        away += radius * (0.75 if away < 12 * radius else 3)


def _cost(spot: Point, anchor: Point, sheet: _Sheet) -> float:
    radius = sheet.radius
    cost = dist(spot, anchor)
    cost += 3 * radius * sum(_covers(sheet.drawing, spot, radius))
    cost += 8 * radius * sum(dist(spot, p) < radius + 2 * _GAP for p in sheet.points)
    cost += 9 * radius * sum(_crosses(spot, anchor, other, radius) for other in sheet.placed)
    return cost


def _covers(drawing: Drawing, spot: Point, radius: float) -> Iterator[bool]:
    x, y = spot
    yield drawing.region_at(x, y) is not None
    for turn in range(8):
        angle = pi * turn / 4
        dx, dy = radius * cos(angle), radius * sin(angle)
        yield drawing.region_at(x + dx, y + dy) is not None


def _crosses(spot: Point, anchor: Point, other: Leader, radius: float) -> bool:
    if _cut(spot, anchor, other.label, other.anchor):
        return True
    near = _along(anchor, spot, other.label)
    return dist(near, other.label) < radius + _GAP or (
        dist(_along(other.anchor, other.label, spot), spot) < radius + _GAP
    )


def _along(a: Point, b: Point, p: Point) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length if length else 0.0
    t = min(1.0, max(0.0, t))
    return a[0] + t * dx, a[1] + t * dy


def _cut(a: Point, b: Point, c: Point, d: Point) -> bool:
    def turn(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
