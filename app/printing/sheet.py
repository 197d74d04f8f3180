"""Draw on pages: reportlab's canvas, with a tag around everything and the pages kept for last."""

from __future__ import annotations

import contextlib
import operator
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from typing import Any, Literal

from reportlab.lib.colors import toColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.printing.faces import EM
from app.printing.lines import Line
from app.printing.shaping import Run
from app.printing.tags import Element, Mark


class Sheet(Canvas):
    """Collect pages; they are written when all are there, because each says how many they are."""

    def __init__(self, filename: Any, **options: Any) -> None:
        super().__init__(filename, **options)
        self._code: list[str]
        self._states: list[dict[str, Any]] = []
        self._begin_page()

    def _begin_page(self) -> None:
        self._marks = 0
        self._inside = self._turned = False
        self._blocks: list[str] = []
        self._said: list[str] = []

    @property
    def count(self) -> int:
        """Return how many pages are complete."""
        return len(self._states)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Lay the page aside and begin the next one."""
        self._states.append(dict(vars(self)))
        self._startPage()  # type: ignore[attr-defined]  # where reportlab begins a page
        self._begin_page()

    def save(self) -> None:
        """Do nothing: `finish` writes the file."""

    def finish(
        self, head: Callable[[Sheet, int, int], None], foot: Callable[[Sheet, int], None]
    ) -> list[str]:
        """Write the file; return the text of each page in the order of reading.

        `head` is told the page, from 1, and how many there are, `foot` the page. A line of the
        text holds one piece: a paragraph, a cell, a line of the furniture.
        """
        texts: list[str] = []
        for page, state in enumerate(self._states, start=1):
            vars(self).update(state)
            code, blocks = self._code, self._blocks
            self._code, self._blocks = [], []
            head(self, page, self.count)
            self._code += code
            self._blocks += blocks
            foot(self, page)
            texts.append("\n".join(self._blocks))
            super().showPage()
        super().save()
        return texts

    @contextlib.contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """Draw as part of the text, under this element."""
        element.marks.append(Mark(self.getPageNumber() - 1, self._marks))
        self.begin(f"/{element.tag} <</MCID {self._marks}>> BDC")
        self._marks += 1
        yield
        element.told += "".join(self._said)
        element.turned = element.turned or self._turned
        self.end()

    @contextlib.contextmanager
    def furniture(self, kind: Literal["Header", "Footer", ""] = "") -> Iterator[None]:
        """Draw what belongs to the page and not to the text, for instance rules."""
        what = f"/Type /Pagination /Subtype /{kind}" if kind else "/Type /Layout"
        self.begin(f"/Artifact <<{what}>> BDC")
        yield
        self.end()

    def begin(self, opening: str) -> None:
        """Begin a piece of the page, which must end before the next one."""
        if self._inside:
            raise AssertionError("one piece of a page inside another")
        self._inside = True
        self.addLiteral(opening)

    def end(self) -> None:
        """End a piece of the page."""
        self.addLiteral("EMC")
        self._inside = self._turned = False
        said = "".join(self._said).strip()
        if said:
            self._blocks.append(said)
        self._said = []

    def put_line(self, line: Line, at: tuple[float, float], look: ParagraphStyle) -> None:
        """Set a line of text with its left end and its foot at a place."""
        if not self._inside:
            raise AssertionError("drawn outside all tags")
        self._said.append(line.text)
        self._turned = self._turned or any(run.level for run in line.runs)
        if line.runs:
            self.setFillColor(look.textColor)
        x, foot = at
        for (font, plain), group in groupby(line.runs, key=lambda run: (run.font, run.plain)):
            runs = list(group)
            self.setFont(font, look.fontSize)
            if plain:
                self._show(x, foot, reduce(operator.add, (run.parts[0].shown for run in runs)))
                x += _width(runs, look)
                continue
            for run in runs:
                self._show_with_text(x, foot, run, look.fontSize / EM)
                x += _width([run], look)

    def _show(self, x: float, foot: float, shown: str) -> None:
        text = self.beginText(x, foot)
        text.textLine(shown)
        self.drawText(text)

    def _show_with_text(self, x: float, foot: float, run: Run, scale: float) -> None:
        told = run.text.encode("utf-16-be").hex().upper()
        self.addLiteral(f"/Span <</ActualText <FEFF{told}>>> BDC")
        for part in run.parts:
            self._show(x + part.start * scale, foot + part.rise * scale, part.shown)
        self.addLiteral("EMC")

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803 - reportlab's names
        """Fill in a grey, said in one number."""
        self.setFillGray(toColor(aColor).red, alpha)

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803 - reportlab's names
        """Draw lines in a grey, said in one number."""
        self.setStrokeGray(toColor(aColor).red, alpha)

    def rule(self, ends: tuple[float, float, float, float], width: float, color: Any) -> None:
        """Draw a straight line, `width` points thick."""
        self.setStrokeColor(color)
        self.setLineWidth(width)
        self.line(*ends)

    def frame(self, box: tuple[float, float, float, float], width: float, color: Any) -> None:
        """Draw the edge of a box: left, bottom, width, height."""
        self.setStrokeColor(color)
        self.setLineWidth(width)
        self.rect(*box)


def _width(runs: Sequence[Run], look: ParagraphStyle) -> float:
    return sum(run.width for run in runs) * look.fontSize / EM


class Piece(Flowable):
    """Stand for a part of the text that has been set at its full width and knows its height.

    `keep` holds it to the next piece; `start` is the least of it that may end a page.
    """

    canv: Sheet
    keep = False

    def __init__(self, height: float, *, gap: float = 0.0) -> None:
        super().__init__()
        self.height = height
        self.spaceBefore = gap

    @property
    def start(self) -> float:
        """Return the least height that may stand at the foot of a page."""
        return self.height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Return the size."""
        del aH
        return aW, self.height
