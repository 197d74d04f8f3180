"""Set what every page says about itself: marking, numbers, who printed it, code and square."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from app.base.text import _
from app.documents.blocks import Document, PageStamp
from app.printing.codes import scanned, shown
from app.printing.faces import BOLD
from app.printing.lines import Line
from app.printing.setting import (
    BLACK,
    LEFT,
    MEASURE,
    PAGE_HEIGHT,
    QUIET,
    Band,
    put_lines,
    set_text,
    style,
)
from app.printing.sheet import Sheet
from app.printing.square import draw_square

_TOP = PAGE_HEIGHT - 13 * mm
_BOTTOM = 12 * mm
_SIDE = 20 * mm
_PAGES_ROOM = 110.0
_LONGEST = 240
_HEXADECIMAL = re.compile(r"[0-9a-fA-F]{8,}")

_MARKING = style(12, 16, fontName=BOLD)
_PAGES = style(9, 16, fontName=BOLD)
_ABOUT = style(9, 12)
_CODE = style(9.5, 13, fontName=BOLD)
_FOOT = style(7.5, 9.6, textColor=QUIET)

Row = tuple[Line, ParagraphStyle]


class Furniture:
    """Hold the set head and foot of a paper; `top` and `bottom` bound its text, in points."""

    def __init__(self, document: Document, stamp: PageStamp, *, coded: bool) -> None:
        self._coded = coded
        self.codes: Sequence[str] = ()
        self._head = [*_rows([_short(document.marking)], _MARKING, MEASURE - _PAGES_ROOM)]
        self._head += _rows([_about(document)], _ABOUT, MEASURE)
        self._narrow = MEASURE - (_SIDE if coded else 0.0)
        self._foot = _rows(_stamped(stamp), _FOOT, self._narrow)
        tall = sum(look.leading for _line, look in self._foot)
        tall = max(tall + (_CODE.leading if coded else 0.0), _SIDE - 4 if coded else 0.0)
        self._foot_top = _BOTTOM + tall
        heads = sum(look.leading for _line, look in self._head)
        self._head_end = _TOP - max(heads, _PAGES.leading) - 3
        self.top = self._head_end - 12
        self.bottom = self._foot_top + 16

    def draw_head(self, sheet: Sheet, page: int, count: int) -> None:
        """Draw the head of one page; `page` counts from 1."""
        _draw_rows(sheet, "Header", self._head, MEASURE, _TOP)
        number = set_text(_("Page {page} of {count}").format(page=page, count=count), _PAGES, 1e4)
        with sheet.furniture("Header"):
            put_lines(sheet, number, _PAGES, Band(LEFT, align="right"), _TOP)
            sheet.rule((LEFT, self._head_end, LEFT + MEASURE, self._head_end), 0.9, BLACK)

    def draw_foot(self, sheet: Sheet, page: int) -> None:
        """Draw the foot of one page, with its code and square where it has one."""
        edge = self._foot_top + 4
        with sheet.furniture("Footer"):
            sheet.rule((LEFT, edge, LEFT + MEASURE, edge), 0.5, BLACK)
        rows = list(self._foot)
        if self._coded:
            code = self.codes[page - 1]
            words = _("Page code {code}").format(code=shown(code))
            rows.insert(0, (set_text(words, _CODE, 1e4)[0], _CODE))
            with sheet.furniture("Footer"):
                corner = (LEFT + MEASURE - _SIDE + 5, edge - 1 - _SIDE)
                draw_square(sheet, scanned(code), corner, _SIDE)
        _draw_rows(sheet, "Footer", rows, self._narrow, self._foot_top)


def _draw_rows(
    sheet: Sheet,
    kind: Literal["Header", "Footer"],
    rows: Sequence[Row],
    width: float,
    top: float,
) -> None:
    for line, look in rows:
        with sheet.furniture(kind):
            put_lines(sheet, [line], look, Band(LEFT, width), top)
        top -= look.leading


def _about(document: Document) -> str:
    reference = _("Child reference {reference}").format(reference=_short(document.reference))
    known = (
        _short(document.school),
        reference if document.reference else "",
        _short(document.record),
    )
    return "  ·  ".join(filter(None, known))


def _stamped(stamp: PageStamp) -> list[str]:
    known = {key: _short(_grouped(getattr(stamp, key))) for key in _STAMPED}
    printed = ", ".join(filter(None, (known["printed_by"], known["printed_at"])))
    printed = _("Printed by {printed}").format(printed=printed) if printed else ""
    copy = _("Copy {copy}").format(**known) if stamp.copy else ""
    clock = _("Time by this PC’s clock") if stamp.printed_at else ""
    texts = [
        "  ·  ".join(filter(None, (printed, copy, clock))),
        _("Chain head before this copy: {head}").format(**known) if stamp.head else "",
        _("School key fingerprint: {fingerprint}").format(**known) if stamp.fingerprint else "",
    ]
    return [text for text in texts if text]


_STAMPED = ("printed_by", "printed_at", "copy", "head", "fingerprint")


def _grouped(text: str) -> str:
    """Return a text with a long hexadecimal number in groups of four."""
    if not _HEXADECIMAL.fullmatch(text):
        return text
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4)).lower()


def _short(text: str) -> str:
    """Return a text that leaves room for the paper itself."""
    one = " ".join(text.split())
    return one if len(one) <= _LONGEST else one[: _LONGEST - 1] + "…"


def _rows(texts: Sequence[str], look: ParagraphStyle, width: float) -> list[Row]:
    return [(line, look) for text in texts if text for line in set_text(text, look, width)]
