"""Set what every page says about itself: marking, numbers, who printed it, code and square."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.base.text import _
from app.documents.blocks import Document, PageStamp
from app.printing.codes import scanned, shown
from app.printing.ink import MM, PAGE_HEIGHT, Ink
from app.printing.lines import Line
from app.printing.setting import LEFT, MEASURE, SMALL, Band, Style, put_lines, set_text
from app.printing.square import square

_TOP = 13 * MM
_BOTTOM = PAGE_HEIGHT - 12 * MM
_SIDE = 20 * MM
_PAGES_ROOM = 110.0
_LONGEST = 240
_HEXADECIMAL = re.compile(r"[0-9a-fA-F]{8,}")

_MARKING = Style(size=12, leading=16, weight="bold")
_PAGES = Style(size=9, leading=16, weight="bold")
_ABOUT = Style(size=9, leading=12)
_CODE = Style(size=9.5, leading=13, weight="bold")
_FOOT = replace(SMALL, size=7.5, leading=9.6)

Row = tuple[Line, Style]


class Furniture:
    """Hold the set head and foot of a paper; `top` and `bottom` bound its text, in points."""

    def __init__(self, document: Document, stamp: PageStamp, *, coded: bool) -> None:
        wide = MEASURE - _PAGES_ROOM
        self._coded = coded
        self._head = [*_rows([_short(document.marking)], _MARKING, wide)]
        self._head += _rows([_about(document)], _ABOUT, MEASURE)
        self._narrow = MEASURE - (_SIDE if coded else 0.0)
        self._foot = _rows(_stamped(stamp), _FOOT, self._narrow)
        lowest = sum(style.leading for _line, style in self._foot)
        lowest = max(lowest + (_CODE.leading if coded else 0.0), _SIDE - 4 if coded else 0.0)
        self._foot_top = _BOTTOM - lowest
        heads = sum(style.leading for _line, style in self._head)
        self._head_end = _TOP + max(heads, _PAGES.leading) + 3
        self.top = self._head_end + 12
        self.bottom = self._foot_top - 16

    def draw_head(self, ink: Ink, page: int, count: int) -> None:
        """Draw the head of one page; `page` counts from 1."""
        top = _TOP
        for line, style in self._head:
            with ink.furniture("Header"):
                put_lines(ink, [line], style, Band(), [top])
            top += style.leading
        number = set_text(_("Page {page} of {count}").format(page=page, count=count), _PAGES, 1e4)
        with ink.furniture("Header"):
            put_lines(ink, number, _PAGES, Band(align="right"), [_TOP])
            ink.rule((LEFT, self._head_end), (LEFT + MEASURE, self._head_end), 0.9)

    def draw_foot(self, ink: Ink, code: str) -> None:
        """Draw the foot of one page, with its code and square where it has one."""
        edge = self._foot_top - 4
        with ink.furniture("Footer"):
            ink.rule((LEFT, edge), (LEFT + MEASURE, edge), 0.5)
        rows = list(self._foot)
        if self._coded:
            words = _("Page code {code}").format(code=shown(code))
            rows.insert(0, (set_text(words, _CODE, 1e4)[0], _CODE))
            left = LEFT + MEASURE - _SIDE + 5
            with ink.furniture("Footer"):
                ink.fill(square(scanned(code), left=left, top=edge + 1, side=_SIDE))
        top = self._foot_top
        for line, style in rows:
            with ink.furniture("Footer"):
                put_lines(ink, [line], style, Band(width=self._narrow), [top])
            top += style.leading


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


def _rows(texts: Sequence[str], style: Style, width: float) -> list[Row]:
    return [(line, style) for text in texts if text for line in set_text(text, style, width)]
