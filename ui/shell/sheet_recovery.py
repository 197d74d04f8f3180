"""Let somebody who forgot their passphrase in with the recovery sheet: new keys, loudly."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import Signal

from app.base.errors import InputError, RowanError
from app.base.ids import PersonId
from app.base.text import _, ngettext
from app.services.recovering import Recovering, SheetOpen
from ui.kit.banners import Notice
from ui.kit.boxes import row, stacked
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.dialogs import show_problem
from ui.kit.labels import FieldLabel
from ui.kit.pickers import Option, Picker
from ui.kit.problem_line import ProblemLine
from ui.kit.problems import explain
from ui.kit.tasks import TaskRunner
from ui.settings.asked import LineField
from ui.settings.drawn import DrawnPassphrase
from ui.settings.recovery_step import PROBLEMS
from ui.shell.alone import AlonePage


class SheetRecoveryPage(AlonePage):
    """Ask whose passphrase is lost and for the code; then let them draw new words.

    `finished` when the new keys count, `left` to go back to signing in.
    """

    finished = Signal()
    left = Signal()

    def __init__(self, recovering: Recovering, tasks: TaskRunner) -> None:
        super().__init__(
            _("Use the recovery sheet"), wide=True, school=recovering.door.school_name
        )
        self.setObjectName("alone-sheet")
        self._recovering, self._tasks = recovering, tasks
        self._sheet: SheetOpen | None = None
        self.person = Picker([Option(key, name) for key, name in recovering.people()])
        self.person.setObjectName("sheet-who")
        self.person.setAccessibleName(_("Whose passphrase is lost?"))
        self.person.setPlaceholderText(_("Type or press the down arrow"))
        self.problem = ProblemLine()
        self.why = LineField(
            _("What happened?"), _("Every key holder is told."), name="sheet-reason"
        )
        self.code = LineField(
            _("Code on the sheet"),
            _("Nine groups. Capitals, hyphens and spaces do not matter; O is read as 0."),
            name="sheet-code",
        )
        self.code.line.returnPressed.connect(self._on_go)
        self.drawn = DrawnPassphrase()
        self.drawn.given.connect(self._on_go)
        self.drawn.hide()
        self.go = primary(_("Open with the sheet"), self._on_go)
        self.go.setObjectName("sheet-go")
        self.back = plain(_("Back to signing in"), self.left.emit)
        self.back.setObjectName("sheet-leave")
        self._build()
        self.first = self.person

    def _build(self) -> None:
        words = [
            _("It makes new keys for one key holder; the old passphrase opens nothing then."),
            _("Every key holder is alarmed, and a new sheet must be made afterwards."),
        ]
        self.asked = Card(gap=14)
        name = FieldLabel(_("Whose passphrase is lost?"), self.person)
        self.asked.add(stacked(name, self.problem, self.person, gap=4), self.why, self.code)
        line = row(gap=8)
        line.addWidget(self.go)
        line.addWidget(self.back)
        line.addStretch(1)
        self.add(Notice(_("Only when nobody else can help"), words, tone="warn"))
        self.add(self.asked, self.drawn)
        self.body.addLayout(line)

    def _on_go(self) -> None:
        if not self.go.isEnabled():
            return
        if self._sheet is None:
            self._open()
        else:
            self._make()

    def _chosen(self) -> PersonId | None:
        option = self.person.chosen()
        return PersonId(option.id) if option else None

    def _open(self) -> None:
        person = self._chosen()
        self.problem.say("" if person else _("Choose the name from the list"))
        reasoned = self.why.say("" if self.why.text() else _("Enter what happened"))
        typed = self.code.say("" if self.code.text() else _("Type the code from the sheet"))
        if person is None or not reasoned or not typed:
            wrong = self.person if person is None else (self.why if not reasoned else self.code)
            wrong.setFocus()
            return
        left = math.ceil(self._recovering.seconds_to_wait(person))
        if left:
            words = ngettext("Wait {count} second", "Wait {count} seconds", left)
            self.code.say(words.format(count=left))
            return
        try:
            self._sheet = self._recovering.open(self.code.text())
        except InputError as error:
            self.code.say(PROBLEMS[next(iter(error.problems.values()))])
        except RowanError as error:
            if type(error).__name__ == "WrongSheet":
                self._recovering.note_wrong_code(person)
            said = explain(error)
            self.code.say(f"{said.title}. {said.next_step}")
        else:
            self._ask_words()

    def _ask_words(self) -> None:
        self.code.fill("")
        self.asked.hide()
        self.drawn.show()
        self.go.set_words(_("Make new keys"))
        self.title.show_text(_("Draw a new passphrase"))
        self.drawn.start()

    def _make(self) -> None:
        person, words = self._chosen(), self.drawn.passphrase()
        if person is None or words is None:
            return
        self._set_busy(busy=True)
        self._tasks.run(
            lambda: self._recovering.make_keys(person, words),
            owner=self,
            done=self._on_made,
            failed=self._on_failed,
        )

    def _on_made(self, new: Any) -> None:
        self._set_busy(busy=False)
        if self._sheet is None:
            return
        try:
            self._recovering.admit(self._sheet, new, self.why.text())
        except RowanError as error:
            show_problem(self, error)
            return
        self._sheet = None
        self.drawn.forget()
        self.finished.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RowanError):
            raise error
        self._set_busy(busy=False)
        show_problem(self, error)

    def _set_busy(self, *, busy: bool) -> None:
        self.go.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.drawn.setEnabled(not busy)
        self.go.set_words(_("Making keys …") if busy else _("Make new keys"))
