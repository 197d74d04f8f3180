"""Hold the marks seen on a child's body as they were written down: plain data, no geometry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from app.base.text import _
from app.records.fields import SHORT_LENGTH, WORDS_LENGTH, Choice

NOT_SEEN = "not_seen"  # the code of "could not see" in every list of resources/lists/marks.toml
FAR = 10_000  # no drawing is larger
LONGEST_CM = 200

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Units = Annotated[float, msgspec.Meta(ge=-FAR, le=FAR)]
Centimetres = Annotated[float, msgspec.Meta(gt=0, le=LONGEST_CM)]


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a point of a drawing, in drawing units from its top left corner, y down."""

    x: Units
    y: Units


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a named part of a drawing: its id, and the words that were shown."""

    id: Code
    words: Annotated[str, msgspec.Meta(min_length=1, max_length=SHORT_LENGTH)]


class Stroke(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a line drawn by hand, unsmoothed: points are x, y, pressure (0 to 1), milliseconds."""

    device: Code
    points: tuple[tuple[float, float, float, float], ...]


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hold one numbered mark. What has not been answered yet is None or empty.

    `view` names the drawing, such as "child.front", and `version` its edition; `place` is None
    when only a region was chosen. Lengths are in centimetres.
    """

    number: Annotated[int, msgspec.Meta(ge=1, le=999)]
    view: Code
    version: Annotated[int, msgspec.Meta(ge=1)]
    place: Place | None = None
    regions: tuple[Region, ...] = ()
    kind: Choice | None = None
    length_cm: Centimetres | None = None
    width_cm: Centimetres | None = None
    size_unknown: bool = False
    size_by: Literal["", "measured", "estimated"] = ""
    shape: Choice | None = None
    colours: tuple[Choice, ...] = ()
    skin: Choice | None = None
    words: Annotated[str, msgspec.Meta(max_length=WORDS_LENGTH)] = ""
    strokes: tuple[Stroke, ...] = ()

    def site(self) -> str:
        """Return where the mark is: left forearm, front."""
        return _(" and ").join(region.words for region in self.regions)


class DrawingUsed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold which drawing was on the screen: view, version, SHA-256 in hexadecimal."""

    view: Code
    version: Annotated[int, msgspec.Meta(ge=1)]
    sha256: Annotated[str, msgspec.Meta(min_length=64, max_length=64)]


class BodyMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the marks seen on one occasion, and the drawings that they lie on."""

    drawings: tuple[DrawingUsed, ...] = ()
    marks: tuple[Mark, ...] = ()


def unanswered(body_map: BodyMap) -> Iterator[tuple[str, str]]:
    """Yield (field, problem code) for each thing that has to be said of each mark.

    Site, kind, size, shape and colour are asked for; each but the kind may be "could not
    see". Fields read "marks.0.size"; codes are missing and one_side (length without width).
    """
    for index, mark in enumerate(body_map.marks):
        for field, code in _unanswered(mark):
            yield f"marks.{index}.{field}", code


def _unanswered(mark: Mark) -> Iterator[tuple[str, str]]:
    if not mark.regions:
        yield "site", "missing"
    if mark.kind is None:
        yield "kind", "missing"
    if not mark.size_unknown:
        yield from _size(mark)
    if mark.shape is None:
        yield "shape", "missing"
    if not mark.colours:
        yield "colours", "missing"


def _size(mark: Mark) -> Iterator[tuple[str, str]]:
    sides = (mark.length_cm, mark.width_cm)
    if sides == (None, None):
        yield "size", "missing"
    elif None in sides:
        yield "size", "one_side"
    elif not mark.size_by:
        yield "size_by", "missing"
