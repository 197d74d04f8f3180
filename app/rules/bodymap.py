"""Read the body map drawings: which region a point lies in, and what a mark is called."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import ceil, cos, floor, pi, sin
from pathlib import Path as FilePath
from typing import Literal
from xml.etree import ElementTree as ET

from app.base.fold import fold
from app.base.text import N_, _
from app.records.marks import BodyMap, DrawingUsed, Mark, Place, Region
from app.rules.paths import Path, Point, Polygon, edges, innermost, outlines, parse_path

DRAWINGS = FilePath(__file__).resolve().parents[2] / "resources" / "bodymap"
VERSIONS: Mapping[str, int] = {  # the newest of each view
    "baby.front": 1,
    "baby.back": 1,
    "child.front": 1,
    "child.back": 1,
    "child.left": 1,
    "child.right": 1,
    "adolescent.front": 1,
    "adolescent.back": 1,
    "head.face": 1,
    "head.back": 1,
    "head.left": 1,
    "head.right": 1,
    "hand-palm.left": 1,
    "hand-palm.right": 1,
    "hand-back.left": 1,
    "hand-back.right": 1,
    "foot-top.left": 1,
    "foot-top.right": 1,
    "foot-sole.left": 1,
    "foot-sole.right": 1,
    "mouth": 1,
}
ALL_VIEWS = tuple(VERSIONS)
VIEWS = ("child.front", "child.back")  # the pair that the form and the print start with
VIEW_WORDS = {
    "baby.front": N_("Baby, front"),
    "baby.back": N_("Baby, back"),
    "child.front": N_("Front"),
    "child.back": N_("Back"),
    "child.left": N_("Left side"),
    "child.right": N_("Right side"),
    "adolescent.front": N_("Adolescent, front"),
    "adolescent.back": N_("Adolescent, back"),
    "head.face": N_("Face"),
    "head.back": N_("Back of head"),
    "head.left": N_("Head, left side"),
    "head.right": N_("Head, right side"),
    "hand-palm.left": N_("Left hand, palm"),
    "hand-palm.right": N_("Right hand, palm"),
    "hand-back.left": N_("Left hand, back"),
    "hand-back.right": N_("Right hand, back"),
    "foot-top.left": N_("Left foot, top"),
    "foot-top.right": N_("Right foot, top"),
    "foot-sole.left": N_("Left foot, sole"),
    "foot-sole.right": N_("Right foot, sole"),
    "mouth": N_("Mouth, open"),
}
UNITS_PER_MM = 5.0  # on the sheet, where a child is drawn 18 cm tall

Side = Literal["left", "right", ""]
Weight = Literal["border", "fine", "line"]
AgeBand = Literal["baby", "child", "adolescent"]
_Edge = tuple[float, float, float, float]
_EDGES: Mapping[str, tuple[str, str]] = {  # other than the child's right and left
    ".back": (N_("child’s left"), N_("child’s right")),
    "child.left": (N_("child’s front"), N_("child’s back")),
    "child.right": (N_("child’s back"), N_("child’s front")),
    "head.left": (N_("child’s front"), N_("child’s back")),
    "head.right": (N_("child’s back"), N_("child’s front")),
    "palm.left": (N_("thumb side"), N_("little finger side")),
    "palm.right": (N_("little finger side"), N_("thumb side")),
    "hand-back.left": (N_("little finger side"), N_("thumb side")),
    "hand-back.right": (N_("thumb side"), N_("little finger side")),
    "top.left": (N_("little toe side"), N_("big toe side")),
    "top.right": (N_("big toe side"), N_("little toe side")),
    "sole.left": (N_("big toe side"), N_("little toe side")),
    "sole.right": (N_("little toe side"), N_("big toe side")),
}
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRegion:
    """Hold a named part of a drawing and its closed path."""

    id: str
    words: str
    path: Path

    @property
    def side(self) -> Side:
        """Return which side of the child it lies on, if on one."""
        return side_of(self.id)

    def region(self) -> Region:
        """Return the region as a record keeps it: id, and the words as shown now."""
        return Region(self.id, self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Hold a line inside the figure: a border of regions, a fine line or a strong one."""

    weight: Weight
    path: Path


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Hold one edition of one view, and find regions in it. Points are in drawing units."""

    view: str
    version: int
    width: float
    height: float
    outline: Path
    regions: tuple[DrawnRegion, ...]
    details: tuple[Detail, ...]
    sha256: str
    _centres: dict[str, Point] = field(default_factory=dict, repr=False, compare=False)

    def used(self) -> DrawingUsed:
        """Return how a record names this drawing."""
        return DrawingUsed(self.view, self.version, self.sha256)

    def region(self, id_: str) -> DrawnRegion | None:
        """Return the region with an id."""
        return self._by_id.get(id_)

    def region_at(self, x: float, y: float) -> DrawnRegion | None:
        """Return the region that a point lies in; None beside the figure."""
        row = int(y)
        if not 0 <= row < len(self._rows) or y < 0:
            return None
        for index, sides in self._rows[row]:
            inside = False
            for ax, ay, bx, by in sides:
                if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                    inside = not inside
            if inside:
                return self.regions[index]
        return None

    def nearest(self, x: float, y: float, reach: float) -> tuple[Place, DrawnRegion] | None:
        """Return the point of the figure nearest to a point, within reach, and its region."""
        for ring in range(ceil(reach) + 1):
            turns = max(1, ring * 8)
            for turn in range(turns):
                angle = 2 * pi * turn / turns
                px, py = x + ring * cos(angle), y + ring * sin(angle)
                found = self.region_at(px, py)
                if found:
                    return Place(round(px, 1), round(py, 1)), found
        return None

    def centre_of(self, id_: str) -> Point:
        """Return a point well inside a region; KeyError for an unknown one."""
        if id_ not in self._centres:
            self._centres[id_] = innermost(outlines(self._by_id[id_].path)[0])
        return self._centres[id_]

    def twin_of(self, id_: str) -> DrawnRegion | None:
        """Return the same region on the other side, in the twin view if this shows one side."""
        if not side_of(id_):
            return None
        twin = other_side(self.view)
        shown = self if twin == self.view else drawing(twin, self.version)
        return shown.region(other_side(id_))

    @cached_property
    def polygons(self) -> dict[str, Polygon]:
        """Return each region as points, by id."""
        return {region.id: outlines(region.path)[0] for region in self.regions}

    @cached_property
    def _by_id(self) -> dict[str, DrawnRegion]:
        return {region.id: region for region in self.regions}

    @cached_property
    def _rows(self) -> list[list[tuple[int, list[_Edge]]]]:
        """For each unit of height, the sides of each region that cross it."""
        rows: list[dict[int, list[_Edge]]] = [{} for _row in range(ceil(self.height))]
        for index, region in enumerate(self.regions):
            for (ax, ay), (bx, by) in edges(self.polygons[region.id]):
                low, high = floor(min(ay, by)), floor(max(ay, by))
                for row in range(max(low, 0), min(high, len(rows) - 1) + 1):
                    rows[row].setdefault(index, []).append((ax, ay, bx, by))
        return [list(row.items()) for row in rows]


@cache
def drawing(view: str, version: int | None = None) -> Drawing:
    """Return a drawing, the newest edition unless another is named; KeyError if unknown."""
    number = version or VERSIONS[view]
    data = (DRAWINGS / f"{view.replace('.', '-')}.{number}.svg").read_bytes()
    root = ET.fromstring(data)  # noqa: S314 - ships with Rowan; a test holds its hash
    paths = [(p.attrib, parse_path(p.attrib["d"])) for p in root.iter(f"{_SVG}path")]
    _left, _top, width, height = map(float, root.attrib["viewBox"].split())
    return Drawing(
        view=view,
        version=number,
        width=width,
        height=height,
        outline=next(p for a, p in paths if a.get("id") == f"{view}.outline"),
        regions=tuple(
            DrawnRegion(id=a["id"], words=a["data-region"], path=p)
            for a, p in paths
            if "data-region" in a
        ),
        details=tuple(
            Detail(weight=_weight(a["data-detail"]), path=p)
            for a, p in paths
            if "data-detail" in a
        ),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _weight(word: str) -> Weight:
    return "border" if word == "border" else "line" if word == "line" else "fine"


def empty_map() -> BodyMap:
    """Return a body map without marks on the newest drawings."""
    return BodyMap(drawings=tuple(drawing(view).used() for view in VIEWS))


def side_of(id_: str) -> Side:
    """Return which side of the child a region lies on: left, right, or neither."""
    last = id_.rpartition(".")[2]
    return "left" if last == "left" else "right" if last == "right" else ""


def other_side(id_: str) -> str:
    """Return the id of a region or view with left and right exchanged."""
    other = {"left": "right", "right": "left"}
    return ".".join(other.get(part, part) for part in id_.split("."))


def views_for(band: AgeBand) -> tuple[str, ...]:
    """Return the views offered for an age band: its figures, then the parts of the body."""
    figures = tuple(view for view in ALL_VIEWS if view.startswith(f"{band}."))
    bands = ("baby.", "child.", "adolescent.")
    return figures + tuple(view for view in ALL_VIEWS if not view.startswith(bands))


def edge_words(view: str) -> tuple[str, str]:
    """Return the words at the viewer's left and right edge of a view."""
    found = (words for ending, words in _EDGES.items() if view.endswith(ending))
    left, right = next(found, (N_("child’s right"), N_("child’s left")))
    return _(left), _(right)


def find_regions(text: str, views: Iterable[str] = VIEWS) -> list[tuple[str, DrawnRegion]]:
    """Return (view, region) whose words begin with every word typed, in any order.

    Accents and case do not matter. Regions named so themselves come before those that are
    only also called so; nothing typed finds all.
    """
    wanted = re.findall(r"\w+", fold(text))
    named: list[tuple[str, DrawnRegion]] = []
    called: list[tuple[str, DrawnRegion]] = []
    for view in views:
        for region in drawing(view).regions:
            own = re.findall(r"\w+", fold(region.words))
            if _all_begin(wanted, own):
                named.append((view, region))
            elif _all_begin(wanted, own + _also(view, region.id)):
                called.append((view, region))
    return named + called


def _all_begin(wanted: Iterable[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)


@cache
def _other_words() -> Mapping[str, str]:
    return tomllib.loads((DRAWINGS / "words.toml").read_text("utf-8"))


def _also(view: str, id_: str) -> list[str]:
    own = id_.removeprefix(f"{view}.").split(".")
    parts = [p for p in own if p not in ("left", "right")]
    return _other_words().get(".".join(parts), "").split()


def anchor_of(mark: Mark) -> Point | None:
    """Return where a mark is shown: its place, else the middle of its first region."""
    if mark.place:
        return mark.place.x, mark.place.y
    shown = drawing(mark.view, mark.version)
    if mark.regions and shown.region(mark.regions[0].id):
        return shown.centre_of(mark.regions[0].id)
    return None


def size_words(mark: Mark) -> str:
    """Return the size in words: 2 by 1.5 cm; empty if nothing was said of it."""
    if mark.size_unknown:
        return _("size not seen or not measured")
    if mark.length_cm is None or mark.width_cm is None:
        return ""
    return _("{length} by {width} cm").format(
        length=f"{mark.length_cm:g}", width=f"{mark.width_cm:g}"
    )


def size_by_words(mark: Mark) -> str:
    """Return how the size was found: measured, estimated, or nothing."""
    words = {"measured": _("measured"), "estimated": _("estimated")}
    return words.get(mark.size_by, "")


def colour_words(mark: Mark) -> str:
    """Return the colours in a row: red, blue and purple."""
    names = [_lower(choice.words) for choice in mark.colours]
    if len(names) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def mark_sentence(mark: Mark) -> str:
    """Return a mark in a line: Mark 1: bruise, left forearm, front, 2 by 2 cm, red and purple."""
    said = ", ".join(part for part in _said(mark) if part)
    return _("Mark {number}: {said}").format(number=mark.number, said=said)


def _said(mark: Mark) -> Iterator[str]:
    yield _lower(mark.kind.words) if mark.kind else _("kind not chosen yet")
    yield mark.site() or _("place not chosen yet")
    yield size_words(mark)
    known = [c for c in mark.colours if c.code != "not_seen"]
    yield colour_words(mark) if known else _("colour not seen") if mark.colours else ""


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
