"""Gather the words of a record that can be searched for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.base.fold import fold
from app.records.declared import fields_of
from app.records.fields import FieldType
from app.records.header import Header
from app.records.record import Record, Row
from app.records.system import SystemRecord

_TEXT = (FieldType.SHORT, FieldType.WORDS)


def search_words(header: Header, record: Record) -> str:
    """Return the folded words by which an entry is found; system entries have none."""
    if isinstance(record, SystemRecord):
        return ""
    names = [f"{child.name} {child.known_as}" for child in header.children]
    return fold(" ".join([*names, *_texts(record)]))


def _texts(record: Record | Row) -> Iterator[str]:
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if value is None:
            continue
        if field.row is not None:
            for row in value:
                yield from _texts(row)
        else:
            yield from _text_of(field.type, value)


def _text_of(kind: FieldType, value: Any) -> Iterator[str]:
    if kind in _TEXT:
        yield value
    elif kind is FieldType.CHOICE:
        yield value.words
    elif kind is FieldType.CHOICES:
        yield from (choice.words for choice in value)
    elif kind is FieldType.PERSON:
        yield value.name
    elif kind is FieldType.BODY_MAP:
        yield from (mark.words for mark in value.marks if mark.words)
