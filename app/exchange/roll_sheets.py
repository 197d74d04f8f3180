"""Read a table from a workbook: values as text, no formula is ever worked out."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from app.exchange.roll_headings import known_headings
from app.exchange.roll_table import MOST_COLUMNS, Line, NotARoll, Table, refuse_too_much, trimmed
from app.records.check import clean

MOST_SHEETS = 40
LARGEST_WHOLE = 80 << 20
MOST_PARTS = 2_000
HIGHEST_RATIO = 200
_SMALL_PART = 1 << 20
_LOOKED_AT = 40
_MOST_EMPTY = 200_000
_WORKBOOK = "xl/workbook.xml"


def read_sheet_table(data: bytes) -> Table:
    """Return the table of the sheet that looks most like a roll (NotARoll)."""
    refuse_bombs(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _best(data)
    except NotARoll:
        raise
    except Exception as error:  # a foreign file can make the reader fail in any way
        raise NotARoll("damaged") from error


def refuse_bombs(data: bytes) -> None:
    """Refuse what is no workbook, or unpacks to more than one can be (NotARoll)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NotARoll("damaged") from error
    names = {part.filename for part in parts}
    if _WORKBOOK not in names:
        raise NotARoll(_other_program(names))
    whole = sum(part.file_size for part in parts)
    packed_tightly = any(
        part.file_size > _SMALL_PART and part.file_size > HIGHEST_RATIO * part.compress_size
        for part in parts
    )
    if len(parts) > MOST_PARTS or whole > LARGEST_WHOLE or packed_tightly:
        raise NotARoll("bomb")


def _other_program(names: Iterable[str]) -> str:
    held = set(names)
    if any(name.startswith("Index/") or name == "Index.zip" for name in held):
        return "numbers"
    return "open_document" if "content.xml" in held else "not_a_table"


def _best(data: bytes) -> Table:
    values = _workbook(data)
    try:
        sheets = [name for name in values.sheetnames if hasattr(values[name], "iter_rows")]
        if len(values.sheetnames) > MOST_SHEETS:
            raise NotARoll("too_many_sheets", str(MOST_SHEETS))
        tables = [(name, _lines(values[name])) for name in sheets]
    finally:
        values.close()
    filled = [(name, lines) for name, lines in tables if lines]
    if not filled:
        raise NotARoll("empty")
    name, lines = max(filled, key=lambda one: _likeness(one[1]))
    formulas = _bare_formulas(data, name) if _has_formulas(data) else 0
    return Table(lines=lines, form="sheet", sheet=name, formulas=formulas)


def _workbook(data: bytes, *, formulas: bool = False) -> Any:
    import openpyxl  # noqa: PLC0415 - 195 modules that only a workbook needs

    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas)


def _likeness(lines: tuple[Line, ...]) -> tuple[int, int]:
    known = max(known_headings(line.cells) for line in lines[:_LOOKED_AT])
    return known, len(lines)


def _lines(sheet: Any) -> tuple[Line, ...]:
    lines: list[Line] = []
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _MOST_EMPTY:
            break
        held = trimmed([_words(value) for value in row[: MOST_COLUMNS + 1]])
        if held:
            lines.append(Line(number=number, cells=held))
            refuse_too_much(len(lines), len(held))
    return tuple(lines)


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in part or b"<f " in part for part in map(packed.read, sheets))


def _bare_formulas(data: bytes, name: str) -> int:
    """Count the formulas that were saved without a value: they read as empty."""
    formulas, values = _workbook(data, formulas=True), _workbook(data)
    try:
        both = zip(
            formulas[name].iter_rows(values_only=True),
            values[name].iter_rows(values_only=True),
            strict=False,
        )
        return sum(
            1
            for written, shown in both
            for one, value in zip(written, shown, strict=False)
            if isinstance(one, str) and one.startswith("=") and value is None
        )
    finally:
        formulas.close()
        values.close()


def _words(value: object) -> str:
    if value is None or isinstance(value, bool | time):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))
