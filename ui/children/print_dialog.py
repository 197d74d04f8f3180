"""Ask which days of a chronology are printed, and who is named on it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from app.base.text import _
from app.rules.chronology import Filter
from ui.kit.boxes import beside, stacked
from ui.kit.buttons import plain, primary
from ui.kit.desk import Desk
from ui.kit.dialogs import Dialog
from ui.kit.labels import FieldLabel, Label
from ui.kit.moments import DayEdit
from ui.kit.problem_line import ProblemLine


class PrintChronologyDialog(Dialog):
    """Choose the range and the names before the preview."""

    def __init__(self, parent: QWidget, desk: Desk, child: str) -> None:
        super().__init__(parent, _("Print the chronology"))
        self.setObjectName("print-chronology-dialog")
        self._desk = desk
        self._child = child
        self.since, self.until = self._day("since"), self._day("until")
        self._problem = ProblemLine()
        self.add(
            beside(
                stacked(FieldLabel(_("From"), self.since), self.since, gap=4),
                stacked(FieldLabel(_("To"), self.until), self.until, gap=4),
                None,
                gap=16,
            ),
            Label(_("Leave a day empty to print from the first or to the last entry."), "hint"),
            self._problem,
        )
        self.letters = QCheckBox(_("Call other children Child B, Child C …"))
        self.letters.setObjectName("letters")
        self.letters.setChecked(True)
        self.names = QCheckBox(_("Name the members of staff"))
        self.names.setObjectName("names")
        self.names.setChecked(True)
        self.add(
            self.letters,
            Label(_("Nicknames and initials stay: read it before it leaves."), "hint"),
            self.names,
        )
        self.since.setAccessibleName(_("From"))
        self.until.setAccessibleName(_("To"))
        show = primary(_("Show the preview"), self._on_show)
        show.setObjectName("show-preview")
        self.offer(show, plain(_("Go back"), self.reject), default=show)
        self.since.setFocus()

    def _day(self, name: str) -> DayEdit:
        edit = DayEdit(lambda: self._desk.workspace.clock.now().day())
        edit.setObjectName(name)
        return edit

    def _on_show(self) -> None:
        since, until = self.since.value(), self.until.value()
        wrong = self._wrong(since, until)
        self._problem.say(wrong)
        if wrong or isinstance(since, str) or isinstance(until, str):
            return
        letters, names = self.letters.isChecked(), self.names.isChecked()
        wanted = Filter(since=since, until=until)
        sheets, child = self._desk.workspace.sheets, self._child
        self.accept()
        self._desk.go(
            "paper",
            compose=lambda: sheets.chronology(child, wanted, lettered=letters, staff_names=names),
            title=_("Chronology"),
        )

    def _wrong(self, since: date | str | None, until: date | str | None) -> str:
        if isinstance(since, str) or isinstance(until, str):
            return _("Enter real days, such as 3 Mar 2026")
        if since and until and until < since:
            return _("The last day must not be before the first")
        return ""
