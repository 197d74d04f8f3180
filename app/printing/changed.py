"""Set an amended answer: removed words struck, added ones underlined, and both said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.documents.blocks import Change, Changed
from app.printing.faces import EM
from app.printing.lines import Line
from app.printing.prose import Manner, Prose
from app.printing.sanitise import printable
from app.printing.setting import BLACK, BODY, LABEL
from app.printing.shaping import width_of
from app.printing.sheet import Piece
from app.printing.tags import Element

_FOOT = 0.73  # of the leading: where letters stand, as in `setting`
_STRUCK, _UNDER = 0.26, -0.14  # of the size: how high above that the two rules run
_THICK = 0.7

Hows = list[list[str]]


class ChangedProse(Prose):
    """Hold a text of which parts are struck or underlined."""

    def __init__(self, pieces: Sequence[Change], element: Element) -> None:
        super().__init__("".join(piece.text for piece in pieces).strip(), _MANNER, element)
        self.hows = _by_line(self.lines, pieces)

    def _part(self, start: int, end: int) -> ChangedProse:
        part = super()._part(start, end)
        part.hows = self.hows[start:end]
        return part

    def draw(self) -> None:
        """Draw the lines, then the rules through and under them."""
        super().draw()
        with self.canv.furniture():
            for place, (line, hows) in enumerate(zip(self.lines, self.hows, strict=True)):
                foot = self.height - BODY.leading * (place + _FOOT)
                for how, start, end in _stretches(line, hows):
                    rise = (_STRUCK if how == "removed" else _UNDER) * BODY.fontSize
                    self.canv.rule((start, foot + rise, end, foot + rise), _THICK, BLACK)


_MANNER = Manner()


def set_changed(block: Changed, top: Element) -> Iterator[Piece]:
    """Set the question and, below it, its answer with what changed."""
    yield Prose(block.label, Manner(style=LABEL), top.add("P"), gap=8.0, keep=True)
    yield ChangedProse(block.pieces(), top.add("P"))


def _by_line(lines: Sequence[Line], pieces: Sequence[Change]) -> Hows:
    """Return for each line how each of its letters changed; spaces are passed over."""
    letters = iter(
        piece.how for piece in pieces for char in printable(piece.text) if not char.isspace()
    )
    return [[next(letters, "same") for char in line.text if not char.isspace()] for line in lines]


def _stretches(line: Line, hows: Sequence[str]) -> Iterator[tuple[str, float, float]]:
    """Yield (how, left end, right end) in points; a line read backwards has words alone."""
    if line.backwards or any(run.level for run in line.runs):
        return
    marked = iter(hows)
    places = [(at, next(marked)) for at, char in enumerate(line.text) if not char.isspace()]
    for how, group in groupby(places, key=lambda one: one[1]):
        held = [at for at, _how in group]
        if how != "same":
            yield how, _across(line.text[: held[0]]), _across(line.text[: held[-1] + 1])


def _across(text: str) -> float:
    return width_of(text, BODY.fontName) * BODY.fontSize / EM
