"""Read the declaration of a kind: its fields, their types and their questions."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from app.records.fields import Ask, FieldType, Section
from app.records.marks import BodyMap
from app.records.record import Record, Row

RowClass = type[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Describe one field of a kind or of a row."""

    name: str
    type: FieldType
    required: bool
    ask: Ask | None
    annotation: Any
    row: RowClass | None = None

    @property
    def label(self) -> str:
        """Return the question, or the bare name where no question is asked."""
        return self.ask.label if self.ask else self.name


@cache
def fields_of(cls: type[Record | Row]) -> tuple[Field, ...]:
    """Return the fields of a kind in the order of its declaration."""
    hints = typing.get_type_hints(cls, include_extras=True)
    required = {f.name for f in msgspec.structs.fields(cls) if f.required}
    return tuple(
        _field(name, hints[name], required=name in required) for name in cls.__struct_fields__
    )


def sections_of(cls: type[Record]) -> tuple[Section, ...]:
    """Return the sections of a kind in order of first appearance."""
    return tuple(dict.fromkeys(f.ask.section for f in fields_of(cls) if f.ask))


def _field(name: str, hint: Any, *, required: bool) -> Field:
    parts = list(_flatten(hint))
    ask = next((p for p in parts if isinstance(p, Ask)), None)
    row = next((p for p in parts if isinstance(p, type) and issubclass(p, Row)), None)
    kind = next((p for p in parts if isinstance(p, FieldType)), None)
    if kind is None:
        kind = FieldType.ROWS if row else FieldType.BODY_MAP if BodyMap in parts else None
    if kind is None:
        message = f"field {name} has no type a form knows"
        raise TypeError(message)
    return Field(name=name, type=kind, required=required, ask=ask, annotation=hint, row=row)


def _flatten(hint: Any) -> Iterator[Any]:
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        inner, *notes = typing.get_args(hint)
        yield from notes
        yield from _flatten(inner)
    elif origin in (typing.Union, types.UnionType, tuple):
        for arg in typing.get_args(hint):
            yield from _flatten(arg)
    else:
        yield hint
