"""Hold a foreign file as a table of text, before anybody knows what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass

from app.base.errors import VaultError

LARGEST = 20 << 20
MOST_ROWS = 20_000
MOST_COLUMNS = 300
LONGEST_CELL = 1_000


class NotARoll(VaultError):
    """The file cannot be read as a roll; nothing was added."""

    def __init__(self, why: str, about: str = "") -> None:
        """Say why in a word of `ui.roll.reasons`, and what about: a row, a sheet, a number."""
        super().__init__(f"{why} {about}".strip())
        self.why = why
        self.about = about


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one row as spreadsheets number it, the first being 1; empty cells are ""."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Hold what stands in a file, without its empty rows.

    `form` is text, sheet or ctf; `coding` and `separator` say how a text was read, `sheet` names
    the sheet of a workbook, `formulas` counts cells whose formula has no value and reads as empty.
    """

    lines: tuple[Line, ...]
    form: str
    coding: str = ""
    separator: str = ""
    sheet: str = ""
    formulas: int = 0

    def line(self, number: int) -> Line | None:
        """Return the row with a number."""
        return next((line for line in self.lines if line.number == number), None)

    def width(self) -> int:
        """Return how many columns hold anything."""
        return max((len(line.cells) for line in self.lines), default=0)


def trimmed(cells: list[str]) -> tuple[str, ...]:
    """Return the cells without blanks around their words, and without empty ones at the end."""
    bare = [" ".join(cell.split())[:LONGEST_CELL] for cell in cells]
    while bare and not bare[-1]:
        bare.pop()
    return tuple(bare)


def refuse_too_much(rows: int, columns: int) -> None:
    """Refuse a table that no school's roll can be (NotARoll)."""
    if rows > MOST_ROWS:
        raise NotARoll("too_many", f"{MOST_ROWS:,}")
    if columns > MOST_COLUMNS:
        raise NotARoll("too_wide", str(MOST_COLUMNS))
