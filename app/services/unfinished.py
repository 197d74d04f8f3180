"""Put what was typed so far into an unfinished note: nothing of it need be complete or right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from app.base.text import _
from app.records.check import clean
from app.records.declared import Field, fields_of
from app.records.fields import SHORT_LENGTH, WORDS_LENGTH, FieldType, Moment
from app.records.header import ChildAs
from app.records.intake import SaidSoFar, Unfinished
from app.records.marks import BodyMap
from app.records.record import Record, Row


def so_far(
    cls: type[Record], values: Mapping[str, Any], children: Iterable[ChildAs]
) -> Unfinished:
    """Return the note that a draft's values make, in the order of the form."""
    names = {child.ref(): child.shown() for child in children}
    return Unfinished(
        answers=tuple(_answers(cls, values, names)), body_map=_marks(values.get("body_map"))
    )


def _answers(
    cls: type[Record | Row], values: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[SaidSoFar]:
    for field in fields_of(cls):
        value = msgspec.to_builtins(values.get(field.name))
        if value in (None, "", (), [], {}, False) or field.type is FieldType.BODY_MAP:
            continue
        if field.row is not None:
            for row in value:
                yield from _answers(field.row, row, names)
        elif words := clean(_words(field, value, names))[:WORDS_LENGTH]:
            yield SaidSoFar(question=_(field.label)[:SHORT_LENGTH], words=words)


def _words(field: Field, value: Any, names: Mapping[str, str]) -> str:
    if field.type is FieldType.TICK:
        return _("Yes")
    if field.type is FieldType.MOMENT:
        return _moment(value)
    values = value if isinstance(value, list) else [value]
    return ", ".join(names.get(str(one), _one(one)) for one in values)


def _one(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    parts = (value.get("words"), value.get("name"), value.get("role"))
    return ", ".join(str(part) for part in parts if part)


def _moment(value: Any) -> str:
    try:
        return msgspec.convert(value, Moment).shown()
    except msgspec.ValidationError:
        return " ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def _marks(value: Any) -> BodyMap | None:
    try:
        marks = msgspec.convert(msgspec.to_builtins(value), BodyMap) if value else None
    except msgspec.ValidationError:
        return None
    return marks if marks and marks.marks else None
