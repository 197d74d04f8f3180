"""Say word by word what differs between two versions of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from app.base.text import _
from app.documents.answers import Showing, shown
from app.documents.blocks import Block, Change, Changed, Paragraph
from app.records.declared import Field, fields_of
from app.records.fields import FieldType
from app.records.marks import BodyMap, Mark
from app.records.record import Record, Row
from app.records.upgrade import upgraded
from app.rules.bodymap import mark_sentence, size_by_words

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_SPLIT = 0.35  # less alike than this, two texts are told apart as wholes


def differences(old: Record, new: Record, showing: Showing) -> tuple[Block, ...]:
    """Return each answer that differs, with its question, and what was removed and added."""
    before, after = upgraded(old), upgraded(new)
    found: list[Block] = []
    for field in fields_of(type(after)):
        was, now = getattr(before, field.name, None), getattr(after, field.name)
        if was != now and field.name not in showing.skip:
            found += _differs(field, was, now, showing)
    return tuple(found) or (Paragraph(text=_("Nothing that is shown differs."), style="small"),)


def word_changes(old: str, new: str) -> tuple[Change, ...]:
    """Return a text with what was removed and added, in whole words, in reading order."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if _likeness(matcher, a, b) < _SPLIT:
        return tuple(_pieces("".join(a), "".join(b)))
    found: list[Change] = []
    for how, i, j, k, m in _grouped(matcher, a):
        if how == "equal":
            found.append(Change(text="".join(a[i:j])))
        else:
            found += _pieces("".join(a[i:j]), "".join(b[k:m]))
    return tuple(found)


def _likeness(matcher: SequenceMatcher[str], a: Sequence[str], b: Sequence[str]) -> float:
    """Return which share of the words of the shorter text stand in the other, 0 to 1."""
    shorter = min(sum(not word.isspace() for word in words) for words in (a, b))
    same = sum(
        not word.isspace()
        for block in matcher.get_matching_blocks()
        for word in a[block.a : block.a + block.size]
    )
    return same / shorter if shorter else 0.0


def _pieces(removed: str, added: str) -> Iterator[Change]:
    if removed:
        yield Change(text=removed, how="removed")
    if added:
        yield Change(text=added, how="added")


def _grouped(
    matcher: SequenceMatcher[str], words: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the differences; those with nothing but a space between them are one."""
    held: tuple[int, int, int, int] | None = None
    for how, i, j, k, m in matcher.get_opcodes():
        bridge = how == "equal" and held is not None and not "".join(words[i:j]).strip()
        if how == "equal" and not (bridge and j < len(words)):
            if held:
                yield ("replace", *held)
            held = None
            yield how, i, j, k, m
        else:
            held = (held[0], j, held[2], m) if held else (i, j, k, m)
    if held:
        yield ("replace", *held)


def _differs(field: Field, was: Any, now: Any, showing: Showing) -> Iterator[Changed]:
    if field.type is FieldType.BODY_MAP:
        yield from _marks(was, now, showing)
    elif field.row is not None:
        yield from _rows(field, was or (), now or (), showing)
    else:
        yield from _texts(_(field.label), _said(field, was, showing), _said(field, now, showing))


def _said(field: Field, value: Any, showing: Showing) -> str:
    if field.type is FieldType.TICK:
        return _("Yes") if value else _("No")
    return shown(field, value, showing)


def _texts(label: str, was: str, now: str) -> Iterator[Changed]:
    if was != now:
        yield Changed(label=label, parts=word_changes(was, now))


def _rows(
    field: Field, was: Sequence[Row], now: Sequence[Row], showing: Showing
) -> Iterator[Changed]:
    for number in range(max(len(was), len(now))):
        old = was[number] if number < len(was) else None
        new = now[number] if number < len(now) else None
        for inner in fields_of(type(new or old)):  # type: ignore[arg-type]
            label = _("{part} {number}: {question}").format(
                part=_(field.label), number=number + 1, question=_(inner.label)
            )
            pair = (_inner(inner, one, showing) for one in (old, new))
            yield from _texts(label, *pair)


def _inner(field: Field, row: Row | None, showing: Showing) -> str:
    return _said(field, getattr(row, field.name, None), showing) if row else ""


def _marks(was: BodyMap | None, now: BodyMap | None, showing: Showing) -> Iterator[Changed]:
    old = {mark.number: mark for mark in was.marks} if was else {}
    new = {mark.number: mark for mark in now.marks} if now else {}
    for number in sorted(old.keys() | new.keys()):
        label = _("Mark {number}").format(number=number)
        before, after = old.get(number), new.get(number)
        if before == after:
            continue
        said = _mark(before, showing), _mark(after, showing)
        if said[0] == said[1]:
            moved = Change(text=_("drawn in another place or shape"), how="added")
            yield Changed(label=label, parts=(Change(text=said[1] + " "), moved))
        else:
            yield from _texts(label, *said)


def _mark(mark: Mark | None, showing: Showing) -> str:
    if mark is None:
        return ""
    parts = (
        mark_sentence(mark).partition(": ")[2],
        size_by_words(mark),
        mark.shape.words if mark.shape else "",
        mark.skin.words if mark.skin else "",
        showing.letters.text(mark.words),
    )
    return ", ".join(part for part in parts if part)
