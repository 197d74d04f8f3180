"""Turn a draft into a record, or say everything that is wrong with it at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from app.base.errors import InputError
from app.records.declared import Field, fields_of
from app.records.fields import FieldType, Moment
from app.records.record import Record, Row

R = TypeVar("R", bound=Record)

_EMPTY: tuple[object, ...] = (None, "", (), [])
_CONTROL = {code: None for code in range(0x20) if chr(code) not in "\t\n"} | {
    0x7F: None,
    0xFFFE: None,
    0xFFFF: None,
}


def clean(text: str) -> str:
    """Return the text in NFC without control characters, lone surrogates or outer blanks."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    sound = whole.encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", sound.translate(_CONTROL)).strip()


def check(cls: type[R], draft: Mapping[str, Any]) -> R:
    """Return the record that a draft describes.

    The draft maps field names to plain or typed values; unknown names are refused.
    Raises InputError with every problem: "field" or "field.row.field" -> code (missing,
    too_long, wrong, future, time_without_day, unknown_field, or a code of the kind itself).
    """
    values, problems = _convert_fields(cls, draft, "")
    for name in draft.keys() - {f.name for f in fields_of(cls)}:
        problems[name] = "unknown_field"
    for name, code in _crossing(cls, draft, values, problems):
        problems.setdefault(name, code)
    if problems:
        raise InputError(in_form_order(cls, problems))
    return cls(**values)


def _crossing(
    cls: type[Record],
    draft: Mapping[str, Any],
    values: Mapping[str, Any],
    problems: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield what single fields cannot show, even while some of them are wrong.

    What is only too long counts as given; of rows, those that are right are looked at.
    """
    given = {f.name: draft[f.name] for f in fields_of(cls) if problems.get(f.name) == "too_long"}
    rows = {f.name: len(draft.get(f.name) or ()) for f in fields_of(cls) if f.row is not None}
    places = {name: _sound_places(name, count, problems) for name, count in rows.items()}
    for name, code in cls.cross_check({**values, **given}):
        field, *rest = name.split(".")
        if field in places and rest:
            rest[0] = str(places[field][int(rest[0])])
        yield ".".join([field, *rest]), code


def _sound_places(name: str, count: int, problems: Mapping[str, str]) -> list[int]:
    """Return which rows passed by themselves, by their places in the draft."""
    wrong = {int(key.split(".")[1]) for key in problems if key.startswith(f"{name}.")}
    return [place for place in range(count) if place not in wrong]


def in_form_order(cls: type[Record], problems: Mapping[str, str]) -> dict[str, str]:
    """Return the problems in the order in which the form asks."""
    order = {f.name: place for place, f in enumerate(fields_of(cls))}

    def place(item: tuple[str, str]) -> tuple[int, int]:
        field, *rest = item[0].split(".")
        return order.get(field, -1), int(rest[0]) if rest and rest[0].isdecimal() else 0

    return dict(sorted(problems.items(), key=place))


def _convert_fields(
    cls: type[Record | Row], draft: Mapping[str, Any], prefix: str
) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for field in fields_of(cls):
        given = _plain(draft.get(field.name))
        if given in _EMPTY:
            if field.required:
                problems[prefix + field.name] = "missing"
            continue
        if field.row is not None:
            _convert_rows(field, given, prefix, values, problems)
        else:
            _convert_one(field, given, prefix, values, problems)
    return values, problems


def _convert_rows(
    field: Field, given: Any, prefix: str, values: dict[str, Any], problems: dict[str, str]
) -> None:
    assert field.row is not None  # noqa: S101 - narrows for the type checker
    rows = []
    for place, row in enumerate(given):
        inner, wrong = _convert_fields(field.row, row, f"{prefix}{field.name}.{place}.")
        problems.update(wrong)
        if not wrong:
            rows.append(field.row(**inner))
    values[field.name] = tuple(rows)


def _convert_one(
    field: Field, given: Any, prefix: str, values: dict[str, Any], problems: dict[str, str]
) -> None:
    try:
        value = msgspec.convert(given, field.annotation)
    except msgspec.ValidationError:
        problems[prefix + field.name] = _why(field, given)
        return
    code = _moment_problem(field, value) if field.type is FieldType.MOMENT else None
    if code:
        problems[prefix + field.name] = code
    else:
        values[field.name] = value


def _why(field: Field, given: Any) -> str:
    too_long = isinstance(given, str) and field.type in (FieldType.SHORT, FieldType.WORDS)
    return "too_long" if too_long else "wrong"


def _moment_problem(field: Field, value: Moment) -> str | None:
    if value.day is None and value.time is not None:
        return "time_without_day"
    if value.day is None and not (field.ask and field.ask.unknown):
        return "missing"
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    plain = msgspec.to_builtins(value)
    return _clean_all(plain)


def _clean_all(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean_all(item) for item in value]
    if isinstance(value, tuple):
        return [_clean_all(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean_all(item) for key, item in value.items()}
    return value
