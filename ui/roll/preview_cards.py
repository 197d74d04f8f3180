"""Show what an import would do, before anything is added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.documents.moments import short_day
from app.services.roll import Preview
from ui.kit.banners import Notice
from ui.kit.cards import Card
from ui.kit.tables import Column, RecordTable
from ui.roll.reasons import row_words

SAMPLE = 20
MOST_BAD = 200


def preview_cards(preview: Preview) -> list[QWidget]:
    """Return the cards: how much, what is wrong, and a sample of what is right."""
    cards: list[QWidget] = [_counts(preview)]
    if preview.file.bad:
        cards.append(_bad(preview))
    rows = [*preview.new, *(row for _child, row in preview.changed)]
    if rows:
        changed = {row.line for _child, row in preview.changed}
        cards.append(_sample(rows, changed))
    return cards


def _counts(preview: Preview) -> Notice:
    new, changed, bad = len(preview.new), len(preview.changed), len(preview.file.bad)
    parts = [
        ngettext("{count} to add", "{count} to add", new).format(count=new),
        ngettext("{count} to change", "{count} to change", changed).format(count=changed),
        ngettext("{count} the same", "{count} the same", preview.same).format(count=preview.same),
        ngettext("{count} row with a problem", "{count} rows with a problem", bad).format(
            count=bad
        ),
    ]
    lines = [_("Nothing has been added yet.")]
    if preview.file.ignored:
        ignored = ", ".join(f"“{name}”" for name in preview.file.ignored)
        lines.append(_("Columns that are not read: {names}.").format(names=ignored))
    notice = Notice("  ·  ".join(parts), lines, tone="warn" if bad else "info")
    notice.setObjectName("roll-counts")
    return notice


def _bad(preview: Preview) -> Card:
    columns = (
        Column[Any](_("Line"), lambda row: str(row.line)),
        Column[Any](_("Name"), lambda row: row.name or "–", share=3),
        Column[Any](_("What is wrong"), lambda row: row_words(row.problems), share=7),
    )
    table: RecordTable[Any] = RecordTable(
        columns, lambda row: str(row.line), name=_("Rows with a problem"), whole=True
    )
    table.setObjectName("bad-rows")
    table.show_rows(preview.file.bad[:MOST_BAD])
    hint = _("These rows are left out. Put them right in the file and import it again.")
    return Card(_("Rows with a problem"), hint).add(table)


def _sample(rows: Sequence[Any], changed: set[int]) -> Card:
    columns = (
        Column[Any](_("Line"), lambda row: str(row.line)),
        Column[Any](_("Name"), lambda row: row.child.full_name(), share=4),
        Column[Any](_("Known as"), lambda row: row.child.known_as() or "–", share=3),
        Column[Any](_("Born"), lambda row: short_day(row.child.born), share=2),
        Column[Any](_("Year"), lambda row: row.child.year or "–", share=2),
        Column[Any](_("Class"), lambda row: row.child.class_name or "–", share=2),
        Column[Any](_("UPN"), lambda row: row.child.upn or "–", share=3),
        Column[Any](
            _("What happens"),
            lambda row: _("change") if row.line in changed else _("add"),
        ),
    )
    table: RecordTable[Any] = RecordTable(
        columns,
        lambda row: str(row.line),
        name=_("Sample of the rows"),
        whole=True,
        one_line=True,
    )
    table.setObjectName("sample")
    shown = sorted(rows, key=lambda row: row.line)[:SAMPLE]
    table.show_rows(shown)
    heading = ngettext(
        "The first row that will be taken in",
        "The first {count} rows that will be taken in",
        len(shown),
    )
    hint = _("Look whether names, days and classes stand in the right columns.")
    return Card(heading.format(count=len(shown)), hint).add(table)
