"""Set up a school in plain steps; answers survive going back, and the last step cannot be left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.base.clock import Clock
from app.base.errors import RowanError
from app.base.ids import PersonId
from app.base.text import _
from app.services.schools import found_school
from app.services.setup import NewSchool, SetUpAnswers
from ui.kit.boxes import column, row
from ui.kit.buttons import plain, primary
from ui.kit.dialogs import show_problem
from ui.kit.labels import Label
from ui.kit.tasks import TaskRunner
from ui.settings.drawn import DrawnPassphrase
from ui.settings.recovery_step import RecoveryStep
from ui.shell.alone import AlonePage
from ui.shell.set_up_steps import NumbersStep, PeopleStep, SchoolStep, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """Hold what set-up ends with: where the school lies, whose keys, and their passphrase."""

    folder: Path
    person: PersonId
    passphrase: str


class PassphraseStep(Step):
    """Draw the first person's passphrase and have it typed back."""

    title = _("Your passphrase")
    words = _("Five words drawn at random: easy to keep in mind, hopeless to guess.")

    def __init__(self) -> None:
        super().__init__()
        self.drawn = DrawnPassphrase()
        self.body.addWidget(self.drawn)

    def check(self) -> QWidget | None:
        """Compare what was typed with what was drawn."""
        return None if self.drawn.passphrase() else self.drawn.typed.line

    def first_stop(self) -> QWidget:
        """Return the line to type in."""
        return self.drawn.typed.line


class SetUpPage(AlonePage):
    """Lead through the steps; `finished` carries what was set up, `left` means going back."""

    finished = Signal(object)
    left = Signal()

    def __init__(self, clock: Clock, tasks: TaskRunner, *, test_school: bool = False) -> None:
        super().__init__("", wide=True)
        self._clock, self._tasks, self._test = clock, tasks, test_school
        self._school, self._people = SchoolStep(), PeopleStep()
        self._numbers, self._passphrase = NumbersStep(), PassphraseStep()
        self.steps: list[Step] = [self._school, self._people, self._numbers, self._passphrase]
        self.made: NewSchool | None = None
        self.recovery: RecoveryStep | None = None
        self._at = 0
        self.place = Label("", "hint")
        self.place.setObjectName("set-up-step")
        self._shown: QWidget = self._school
        self._holder = column(gap=0)
        for step in self.steps:
            self._holder.addWidget(step)
            step.setVisible(step is self._shown)
        self.go_on = primary(_("Continue"), self._on_go_on)
        self.go_on.setObjectName("set-up-continue")
        self.back = plain(_("Back"), self._on_back)
        self.back.setObjectName("set-up-back")
        line = row(gap=8)
        line.addWidget(self.go_on)
        line.addWidget(self.back)
        line.addStretch(1)
        self.add(self.place)
        self.body.addLayout(self._holder)
        self.body.addLayout(line)
        self._passphrase.drawn.given.connect(self._on_go_on)
        self._show(0)

    @property
    def unfinished(self) -> bool:
        """Say whether the school is made but its recovery sheet not typed back yet."""
        return self.made is not None

    def _show(self, at: int) -> None:
        self._at = at
        step = self.steps[at]
        self._swap(step)
        self._head(step.title)
        last = at == len(self.steps) - 1
        self.go_on.set_words(_("Make the school") if last else _("Continue"))
        self.first = step.first_stop()
        QTimer.singleShot(0, self, self.start)

    def _swap(self, step: QWidget) -> None:
        self._shown.hide()
        step.show()
        self._shown = step

    def _head(self, title: str) -> None:
        count = len(self.steps) + 1
        at = count if self.made else self._at + 1
        self.title.show_text(title)
        self.setAccessibleName(title)
        self.place.show_text(_("Step {at} of {count}").format(at=at, count=count))

    def _on_back(self) -> None:
        if self._at == 0:
            self.left.emit()
        else:
            self._show(self._at - 1)

    def _on_go_on(self) -> None:
        if self.recovery is not None:
            self._finish()
            return
        wrong = self.steps[self._at].check()
        if wrong is not None:
            wrong.setFocus()
            self.show_widget(wrong)
        elif self._at + 1 < len(self.steps):
            self._show(self._at + 1)
        else:
            self._make()

    def answers(self) -> SetUpAnswers:
        """Return what was answered so far."""
        return SetUpAnswers(
            school=self._school.name.text(),
            first=self._people.me.value(),
            others=self._people.named(),
            numbers=self._numbers.form.values(),
        )

    def _make(self) -> None:
        self._set_busy(busy=True)
        folder, answers = self._school.place(), self.answers()
        words, clock, test = self._passphrase.drawn.drawn, self._clock, self._test
        self._tasks.run(
            lambda: found_school(folder, answers, words, clock=clock, test_school=test),
            owner=self,
            done=self._on_made,
            failed=self._on_failed,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self.go_on.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self._shown.setEnabled(not busy)
        self.go_on.set_words(_("Making keys …") if busy else _("Make the school"))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RowanError):
            raise error
        self._set_busy(busy=False)
        show_problem(self, error)

    def _on_made(self, made: NewSchool) -> None:
        self._set_busy(busy=False)
        self.made = made
        self.recovery = RecoveryStep(made, self._clock, self._tasks)
        self.recovery.given.connect(self._on_go_on)
        self._holder.addWidget(self.recovery)
        self._swap(self.recovery)
        self.back.hide()
        self.go_on.set_words(_("Finish"))
        self._head(_("Your recovery sheet"))
        self.first = self.recovery.print
        QTimer.singleShot(0, self, self.start)

    def _finish(self) -> None:
        if self.recovery is None or self.made is None or not self.recovery.check():
            return
        done = SetUp(
            folder=self._school.place(),
            person=self.made.person,
            passphrase=self._passphrase.drawn.drawn,
        )
        self._passphrase.drawn.forget()
        self.made = None
        self.finished.emit(done)
