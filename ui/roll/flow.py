"""Read a file and compare it with the roll off the screen's thread, answer by answer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.errors import RowanError
from app.base.text import _
from app.services.roll_plan import Opened, Plan, Told, open_roll, plan_import
from ui.kit.desk import Desk
from ui.kit.dialogs import show_problem
from ui.roll.reasons import file_words


class ImportFlow(QWidget):
    """Hold how far one import has come; nothing of it is written down.

    `came` carries the file as it was opened, `planned` a Plan, `refused` a title and a sentence.
    What comes back after the person has gone on is dropped.
    """

    came = Signal(object)
    planned = Signal(object)
    refused = Signal(str, str)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.hide()
        self._desk = desk
        self.opened: Opened | None = None
        self.plan: Plan | None = None
        self.told = Told()
        self._turn = 0

    def read_file(self, path: Path) -> None:
        """Read a file."""
        self.forget()
        turn = self._turn

        def work() -> Opened | None:
            try:
                data = path.read_bytes()
            except OSError:
                return None
            return open_roll(data)

        self._desk.run(
            work,
            parent=self,
            done=lambda opened: self._on_read(turn, opened),
            failed=lambda error: self._on_refused(turn, error),
        )

    def forget(self) -> None:
        """Begin anew."""
        self.opened = self.plan = None
        self.told = Told()
        self._turn += 1

    def correct(self, opened: Opened) -> None:
        """Take over how the file is to be read; answers given before are asked again."""
        self.opened, self.plan = opened, None
        self.told = Told(whole_school=self.told.whole_school)
        self._turn += 1

    def answer(
        self, *, day_first: bool | None, last_first: bool | None, who: dict[int, str]
    ) -> None:
        """Take over answers and compare again; None leaves an order as it was."""
        if self.opened is None:
            return
        reading = self.opened.reading
        self.opened = self.opened.with_orders(
            day_first=reading.day_first if day_first is None else day_first,
            last_first=reading.last_first if last_first is None else last_first,
        )
        self.told = replace(self.told, answers={**self.told.answers, **who})
        self.work_out()

    def say_whole(self, *, whole: bool) -> None:
        """Take over whether the file holds the whole school, and compare again."""
        self.told = replace(self.told, whole_school=whole)
        self.work_out()

    def work_out(self) -> None:
        """Compare the file with the roll as it stands now."""
        if self.opened is None:
            return
        self._turn += 1
        turn, today = self._turn, self._desk.workspace.clock.now().day()
        roll = self._desk.workspace.roll_imports.now()
        work = partial(plan_import, self.opened, roll, self.told, today)
        self._desk.run(work, parent=self, done=lambda plan: self._on_planned(turn, plan))

    def _on_read(self, turn: int, opened: Opened | None) -> None:
        if turn != self._turn:
            return
        if opened is None:
            self.refused.emit(_("The file cannot be read"), _("Choose another file."))
            return
        self.opened = self._desk.workspace.roll_imports.remembered(opened)
        self.came.emit(self.opened)

    def _on_refused(self, turn: int, error: RowanError) -> None:
        why = str(getattr(error, "why", ""))
        if turn != self._turn:
            return
        if not why:
            show_problem(self, error)
            return
        words = file_words(why, str(getattr(error, "about", "")))
        self.refused.emit(_("This file cannot be read as a roll"), words)

    def _on_planned(self, turn: int, plan: Plan) -> None:
        if turn == self._turn:
            self.plan = plan
            self.planned.emit(plan)
