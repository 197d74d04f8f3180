"""What an old version asked never changes: signed records are shown with those words."""

from __future__ import annotations

import hashlib

import pytest

from app.records.declared import Field, fields_of
from app.records.kinds import OLD
from app.records.record import Record, Row

FROZEN = {("concern", 1): "8f548dc1be0abe74"}


def asked(cls: type[Record | Row]) -> str:
    """Return every question of a declaration as text."""
    return "\n".join(_line(field) for field in fields_of(cls))


def _line(field: Field) -> str:
    ask, row = field.ask, asked(field.row) if field.row else ""
    if ask is None:
        return f"{field.name} {field.type}"
    when = (ask.show_when[0], sorted(ask.show_when[1])) if ask.show_when else ""
    parts = (field.name, field.type, field.required, ask.section.label, ask.label, ask.hint)
    return repr((*parts, ask.pick, ask.voice, ask.rows, when, row))


@pytest.mark.parametrize("cls", OLD, ids=lambda cls: f"{cls.kind.code}-{cls.kind.version}")
def test_an_old_declaration_is_as_it_was(cls: type[Record]) -> None:
    digest = hashlib.sha256(asked(cls).encode()).hexdigest()[:16]
    assert digest == FROZEN[cls.kind.code, cls.kind.version]


def test_every_old_declaration_is_frozen() -> None:
    assert {(cls.kind.code, cls.kind.version) for cls in OLD} == set(FROZEN)
