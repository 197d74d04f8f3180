"""Invent marks on a body map for the demonstration school."""

from __future__ import annotations

from random import Random

from app.records.fields import Choice
from app.records.lists import shipped_lists
from app.records.marks import NOT_SEEN, BodyMap, Mark, Place
from app.rules.bodymap import drawing


def invent_map(part: str, random: Random) -> BodyMap:
    """Return a body map with one or two marks on a part of the body, such as forearm."""
    front = drawing("child.front")
    regions = [region for region in front.regions if part in region.id]
    marks = []
    for number in range(1, random.choice((1, 1, 2)) + 1):
        region = random.choice(regions)
        x, y = front.centre_of(region.id)
        marks.append(
            Mark(
                number=number,
                view=front.view,
                version=front.version,
                place=Place(round(x, 1), round(y, 1)),
                regions=(region.region(),),
                kind=_seen("mark_kinds", random),
                length_cm=float(random.choice((1, 2, 3))),
                width_cm=float(random.choice((1, 2))),
                size_by="estimated",
                shape=_seen("mark_shapes", random),
                colours=(_seen("mark_colours", random),),
                skin=_seen("mark_skin", random),
            )
        )
    return BodyMap(drawings=(front.used(),), marks=tuple(marks))


def _seen(name: str, random: Random) -> Choice:
    options = [option for option in shipped_lists()[name].options if option.code != NOT_SEEN]
    return random.choice(options[:4]).choice()
