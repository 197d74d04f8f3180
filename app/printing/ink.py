"""Write what stands on one page: text, rules and shapes, each inside a tag."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from app.printing.embed import Fonts
from app.printing.faces import EM, Face
from app.printing.lines import Line
from app.printing.shaping import Run
from app.printing.tags import Element, Mark

PAGE_WIDTH: Final = 595.28
PAGE_HEIGHT: Final = 841.89
MM: Final = 72 / 25.4

BLACK: Final = 0.08
QUIET: Final = 0.33
HAIRLINE: Final = 0.62

_CIRCLE = 0.5523  # Bézier handles for a quarter of a circle


def number(value: float) -> str:
    """Return a number as a page writes it: two decimals, no more than needed."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


class Ink:
    """Collect the marks of one page. Places are in points from its top left corner."""

    def __init__(self, page: int, fonts: Fonts) -> None:
        self.page = page
        self._fonts = fonts
        self._written: list[str] = []
        self._marks = 0
        self._inside = False
        self._blocks: list[str] = []
        self._said: list[str] = []
        self._turned = False
        self._grey = -1.0

    def content(self) -> bytes:
        """Return the page as drawing operators."""
        return "\n".join(self._written).encode("ascii")

    def text(self) -> str:
        """Return the text of the page in the order of reading, one line for each piece."""
        return "\n".join(self._blocks)

    @contextlib.contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """Draw as part of the text, under this element."""
        element.marks.append(Mark(self.page, self._marks))
        opening = f"/{element.tag} <</MCID {self._marks}>> BDC"
        self._marks += 1
        with self._between(opening):
            yield
            element.told += "".join(self._said)
            element.turned = element.turned or self._turned

    @contextlib.contextmanager
    def furniture(self, kind: Literal["Header", "Footer", ""] = "") -> Iterator[None]:
        """Draw what belongs to the page and not to the text, for instance rules."""
        what = f"/Type /Pagination /Subtype /{kind}" if kind else "/Type /Layout"
        with self._between(f"/Artifact <<{what}>> BDC"):
            yield

    @contextlib.contextmanager
    def _between(self, opening: str) -> Iterator[None]:
        if self._inside:
            raise AssertionError("one piece of a page inside another")
        self._inside = True
        self._written.append(opening)
        yield
        self._written.append("EMC")
        self._inside = self._turned = False
        said = "".join(self._said).strip()
        if said:
            self._blocks.append(said)
        self._said.clear()

    def _write(self, *operators: str) -> None:
        if not self._inside:
            raise AssertionError("drawn outside all tags")
        self._written.extend(operators)

    def _set_grey(self, grey: float) -> None:
        if grey != self._grey:
            self._grey = grey
            self._write(f"{number(grey)} g {number(grey)} G")

    def line(self, line: Line, at: tuple[float, float], size: float, grey: float = BLACK) -> None:
        """Set a line of text with its left end and its foot at a place."""
        self._said.append(line.text)
        self._turned = self._turned or any(run.level for run in line.runs)
        if not line.runs:
            return
        self._set_grey(grey)
        self._write("BT", f"{number(at[0])} {number(PAGE_HEIGHT - at[1])} Td")
        face: Face | None = None
        for runs in _joined(line.runs):
            if runs[0].face is not face:
                face = runs[0].face
                self._fonts.use(face)
                self._write(f"/{self._fonts.name(face)} {number(size)} Tf")
            for run in runs:
                self._fonts.add(face, run.glyphs)
            self._write(*_shown(runs, size))
        self._write("ET")

    def rule(
        self, at: tuple[float, float], to: tuple[float, float], width: float, grey: float = BLACK
    ) -> None:
        """Draw a straight line, `width` points thick."""
        self._set_grey(grey)
        start, end = (f"{number(x)} {number(PAGE_HEIGHT - y)}" for x, y in (at, to))
        self._write(f"{number(width)} w {start} m {end} l S")

    def frame(
        self, at: tuple[float, float], size: tuple[float, float], width: float, grey: float = BLACK
    ) -> None:
        """Draw the edge of a box whose top left corner is at a place."""
        self._set_grey(grey)
        self._write(f"{number(width)} w {_box(at, size)} S")

    def fill(self, boxes: Iterable[tuple[float, float, float, float]], grey: float = 0.0) -> None:
        """Fill boxes, each given as left, top, width and height."""
        self._set_grey(grey)
        self._write(*(_box((x, y), (w, h)) for x, y, w, h in boxes), "f")

    def disc(self, at: tuple[float, float], radius: float, grey: float = BLACK) -> None:
        """Fill a circle around a place."""
        self._set_grey(grey)
        x, y, r, k = at[0], PAGE_HEIGHT - at[1], radius, radius * _CIRCLE
        turns = (
            (x + r, y + k, x + k, y + r, x, y + r),
            (x - k, y + r, x - r, y + k, x - r, y),
            (x - r, y - k, x - k, y - r, x, y - r),
            (x + k, y - r, x + r, y - k, x + r, y),
        )
        curves = (" ".join(map(number, turn)) + " c" for turn in turns)
        self._write(f"{number(x + r)} {number(y)} m", *curves, "f")

    def drawing(self, operators: Iterable[str]) -> None:
        """Draw ready operators; colours and widths they set end with them."""
        self._write("q", *operators, "Q")


def _box(at: tuple[float, float], size: tuple[float, float]) -> str:
    place = f"{number(at[0])} {number(PAGE_HEIGHT - at[1] - size[1])}"
    return f"{place} {number(size[0])} {number(size[1])} re"


def _joined(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield runs that one operator can show."""
    held: list[Run] = []
    for run in runs:
        if held and not (run.plain and held[-1].plain and run.face is held[-1].face):
            yield held
            held = []
        held.append(run)
    yield held


def _shown(runs: Sequence[Run], size: float) -> Iterator[str]:
    if not runs[0].plain:
        told = runs[0].text.encode("utf-16-be").hex().upper()
        yield f"/Span <</ActualText <FEFF{told}>>> BDC"
    parts = (part for run in runs for part in run.parts)
    risen = False
    for rise, group in itertools.groupby(parts, key=lambda part: part.rise):
        if rise or risen:
            yield f"{number(rise * size / EM)} Ts"
        risen = bool(rise)
        yield f"[{' '.join(part.shown for part in group).replace('> <', '')}] TJ"
    if risen:
        yield "0 Ts"
    if not runs[0].plain:
        yield "EMC"
