"""Lead the import of a roll to each of its steps, with a file made from the roll there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from app.services.roll_plan import LEAVE_OUT, NEW, Plan, Told, open_roll, plan_import
from app.workspace import Workspace
from tests.support.rolls import pupils, table, upn
from tests.support.windows import child_of
from ui.kit.chips import ChoiceChips
from ui.kit.tables import RecordTable
from ui.roll.page import RollImportPage

HEAD = ["Legal Surname", "Forename", "DOB", "Reg Group", "Year", "Gender", "UPN", "House"]
_LEFT, _CHANGED, _MARRIED = 3, 4, 2


def a_new_term(workspace: Workspace) -> bytes:
    """Return next term's file: some have left, changed class or surname, some are new."""
    known = workspace.roll_imports.now().entries.values()
    here = [entry for entry in known if entry.left_on is None][_LEFT:]
    rows = [
        [
            f"{entry.legal_last}-Hall" if place < _MARRIED else entry.legal_last,
            entry.legal_first,
            entry.born.isoformat(),
            "Hawthorn" if place < _CHANGED + _MARRIED else entry.class_name or "",
            entry.year or "",
            entry.sex.code if entry.sex else "",
            "" if place < _MARRIED else entry.upn or "",
            "Red",
        ]
        for place, entry in enumerate(here)
    ]
    rows += [
        [c.last, c.first, c.born.isoformat(), "Hawthorn", f"{c.year}", c.sex, upn(900 + n), "Blue"]
        for n, c in enumerate(pupils(6, seed=3))
    ]
    rows.append(["Wrong", "Bo", "31/02/2017", "Oak", "4", "M", "X99", "Red"])
    titles = [["Hilltop Primary School"], ["All pupils", "", "20/11/2026"], []]
    return table([*titles, HEAD, *rows, ["Total", str(len(rows))]], ";").encode("utf-8-sig")


def to_columns(page: QWidget) -> None:
    """Show how the file is read."""
    assert isinstance(page, RollImportPage)
    page.flow.opened = open_roll(a_new_term(page._desk.workspace))
    page.show_columns(page.flow.opened)


def to_questions(page: QWidget) -> None:
    """Show what is asked."""
    _plan(page, Told())


def to_changes(page: QWidget) -> None:
    """Show what would change, every question answered."""
    plan = _plan(page, Told())
    answers = {one.row.line: NEW for one in plan.questions}
    answers |= {one.row.line: LEAVE_OUT for one in plan.questions[:1]}
    _plan(page, Told(answers=answers))


def to_done(page: QWidget) -> None:
    """Import it."""
    to_changes(page)
    assert isinstance(page, RollImportPage)
    page.take_in()


def to_undo(page: QWidget) -> None:
    """Ask whether the newest import is to be undone."""
    assert isinstance(page, RollImportPage)
    page._on_undo(page._desk.workspace.roll_imports.past()[0])


def _plan(page: QWidget, told: Told) -> Plan:
    to_columns(page)
    assert isinstance(page, RollImportPage)
    opened = page.flow.opened
    assert opened is not None
    workspace = page._desk.workspace
    today: date = workspace.clock.now().day()
    page.flow.told = told
    plan = plan_import(opened, workspace.roll_imports.now(), told, today)
    page.flow.plan = plan
    page._on_planned(plan)
    return plan


STEPS: tuple[tuple[str, Callable[[QWidget], None]], ...] = (
    ("columns", to_columns),
    ("questions", to_questions),
    ("changes", to_changes),
    ("done", to_done),
)


# ------------------------------------------------------------------ what a page shows


def words(widget: QWidget) -> str:
    """Return all words that are not hidden."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def rows_of(page: RollImportPage, name: str) -> list[list[str]]:
    """Return the cells of a table by its name."""
    table = child_of(page, QWidget, name)
    assert isinstance(table, RecordTable)
    model = table.model
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def chip(page: QWidget, question: str, code: str) -> QRadioButton:
    """Return one answer to a question."""
    return child_of(child_of(page, ChoiceChips, question), QRadioButton, f"chip.{code}")


def names(workspace: Workspace) -> list[str]:
    """Return who is on the roll."""
    return [card.name for card in workspace.roll_view.children()]
