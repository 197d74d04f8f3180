"""Draw marks on a body map, for screens that show one."""

from __future__ import annotations

from collections.abc import Mapping

from app.records.lists import ChoiceList
from app.records.marks import BodyMap, Mark, Place
from app.rules.bodymap import drawing, empty_map


def some_marks(lists: Mapping[str, ChoiceList], words: str) -> BodyMap:
    """Return a body map with marks near each other, on both views."""
    places = (
        ("child.front", "child.front.forearm.left"),
        ("child.front", "child.front.wrist.left"),
        ("child.front", "child.front.cheek.right"),
        ("child.back", "child.back.shoulder.left"),
    )
    marks = tuple(
        Mark(
            number=number,
            view=view,
            version=1,
            place=Place(*drawing(view).centre_of(region)),
            regions=(drawn.region(),),
            kind=lists["mark_kinds"].choice("bruise"),
            length_cm=2,
            width_cm=1.5,
            size_by="measured",
            shape=lists["mark_shapes"].choice("oval"),
            colours=(lists["mark_colours"].choice("purple"),),
            words=words,
        )
        for number, (view, region) in enumerate(places, start=1)
        if (drawn := drawing(view).region(region))
    )
    return BodyMap(drawings=empty_map().drawings, marks=marks)
