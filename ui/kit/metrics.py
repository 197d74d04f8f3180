"""Measure everything on a screen by the height of its letters."""

from __future__ import annotations

from dataclasses import dataclass

SMALLEST, LARGEST = 90, 200
_SMALL, _BODY, _HEADING, _LARGE = 13, 15, 17, 22
_PAD = 8
_TOUCH = 44
_READING = 760


@dataclass(frozen=True, slots=True)
class Metrics:
    """Derive lengths in logical pixels from a text size in per cent and the body line's height."""

    size: int
    line: int
    touch: bool = False

    def px(self, length: float) -> int:
        """Return a length given for 100 % at this text size; hairlines stay as they are."""
        return round(length) if length <= 3 else max(1, round(length * self.size / 100))  # noqa: PLR2004 - hairlines

    @property
    def small(self) -> int:
        """Return the letter height of hints and captions."""
        return self.px(_SMALL)

    @property
    def body(self) -> int:
        """Return the letter height of nearly everything."""
        return self.px(_BODY)

    @property
    def heading(self) -> int:
        """Return the letter height of a card's heading."""
        return self.px(_HEADING)

    @property
    def large(self) -> int:
        """Return the letter height of a page's title."""
        return self.px(_LARGE)

    @property
    def unit(self) -> int:
        """Return one step of the rhythm: 8 at 100 %."""
        return self.px(8)

    @property
    def control(self) -> int:
        """Return the height of a button or a one-line field."""
        tall = self.line + 2 * self.px(_PAD)
        return max(tall, self.px(_TOUCH)) if self.touch else tall

    @property
    def target(self) -> int:
        """Return the smallest height of anything that can be pressed."""
        return self.px(_TOUCH) if self.touch else max(24, self.line + self.px(8))

    @property
    def reading(self) -> int:
        """Return the width of a column of text or questions."""
        return self.px(_READING)


def body_px(size: int) -> int:
    """Return the body letter height at a text size in per cent."""
    return round(_BODY * size / 100)
