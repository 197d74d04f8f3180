"""Measure drawn paths: absolute M, L, C and Z commands, in drawing units, y down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Command = tuple[str | float, ...]
Path = tuple[Command, ...]
Point = tuple[float, float]
Polygon = tuple[Point, ...]

CURVE_STEPS = 8

_ARGUMENTS = {"M": 2, "L": 2, "C": 6, "Z": 0}
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")


class BadPath(ValueError):
    """A path uses something other than absolute M, L, C and Z."""


def parse_path(text: str) -> Path:
    """Return the commands of a path's `d`; BadPath for relative, smooth or arc commands."""
    tokens = _TOKEN.findall(text)
    commands: list[Command] = []
    at = 0
    while at < len(tokens):
        letter = tokens[at]
        count = _ARGUMENTS.get(letter)
        if count is None:
            raise BadPath(letter)
        numbers = tokens[at + 1 : at + 1 + count]
        if len(numbers) < count or any(n.isalpha() for n in numbers):
            raise BadPath(text[:40])
        commands.append((letter, *map(float, numbers)))
        at += 1 + count
    return tuple(commands)


def outlines(path: Path, steps: int = CURVE_STEPS) -> tuple[Polygon, ...]:
    """Return each part of a path as points, a curve as `steps` straight pieces."""
    parts: list[list[Point]] = []
    for letter, *numbers in path:
        values = [float(n) for n in numbers]
        if letter == "M":
            parts.append([(values[0], values[1])])
        elif letter == "L":
            parts[-1].append((values[0], values[1]))
        elif letter == "C":
            parts[-1].extend(_curve(parts[-1][-1], values, steps))
    return tuple(map(tuple, parts))


def _curve(start: Point, c: Sequence[float], steps: int) -> Iterator[Point]:
    for step in range(1, steps + 1):
        t = step / steps
        u = 1 - t
        a, b, d, e = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield (
            a * start[0] + b * c[0] + d * c[2] + e * c[4],
            a * start[1] + b * c[1] + d * c[3] + e * c[5],
        )


def edges(polygon: Polygon) -> Iterator[tuple[Point, Point]]:
    """Yield the sides of a polygon, the closing one last."""
    yield from pairwise(polygon)
    if polygon[0] != polygon[-1]:
        yield polygon[-1], polygon[0]


def contains(polygons: Sequence[Polygon], x: float, y: float) -> bool:
    """Say whether a point lies inside (even-odd rule)."""
    inside = False
    for polygon in polygons:
        for (ax, ay), (bx, by) in edges(polygon):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def area(polygon: Polygon) -> float:
    """Return the area of a polygon in square drawing units."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in edges(polygon))) / 2


def box(polygon: Polygon) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom."""
    xs, ys = [p[0] for p in polygon], [p[1] for p in polygon]
    return min(xs), min(ys), max(xs), max(ys)


def distance(polygon: Polygon, x: float, y: float) -> float:
    """Return how far a point lies from the nearest side."""
    return min(_to_side(a, b, x, y) for a, b in edges(polygon))


def _to_side(a: Point, b: Point, x: float, y: float) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = ((x - a[0]) * dx + (y - a[1]) * dy) / length if length else 0.0
    t = min(1.0, max(0.0, t))
    return float(((a[0] + t * dx - x) ** 2 + (a[1] + t * dy - y) ** 2) ** 0.5)


def innermost(polygon: Polygon, cells: int = 18) -> Point:
    """Return the point of a grid over the polygon that lies furthest from its sides."""
    left, top, right, bottom = box(polygon)
    best, found = -1.0, polygon[0]
    for row in range(1, cells):
        y = top + (bottom - top) * row / cells
        for column in range(1, cells):
            x = left + (right - left) * column / cells
            if contains((polygon,), x, y):
                depth = distance(polygon, x, y)
                if depth > best + 1e-9:
                    best, found = depth, (round(x, 1), round(y, 1))
    return found
