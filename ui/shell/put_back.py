"""Put a backup back in plain steps; nothing is changed before the last one is confirmed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.base.clock import Clock
from app.base.errors import RowanError
from app.base.text import _
from app.services.restoring import Restoring
from app.services.schools import door_of, holds_school, restoring_into
from app.services.sign_in import Door
from ui.kit.boxes import column, row
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.dialogs import show_problem
from ui.kit.labels import Label
from ui.kit.problems import explain
from ui.kit.tasks import TaskRunner
from ui.shell.alone import AlonePage
from ui.shell.put_back_steps import BackupStep, ConsentStep, PlaceStep, sentence
from ui.shell.set_up_steps import Step
from ui.shell.single import SingleRowan

_STEPS = 3


class Relay(QObject):
    """Carry the progress out of the worker; it lives as long as the work."""

    told = Signal(int, int)


class PutBackPage(AlonePage):
    """Lead through the steps; `finished` carries the school's folder, `left` means going back.

    From the second step on it holds the school, so that no other Rowan opens it meanwhile.
    """

    finished = Signal(object)
    left = Signal()

    def __init__(self, clock: Clock, tasks: TaskRunner, *, known: Path | None = None) -> None:
        super().__init__("", wide=True)
        self._clock, self._tasks, self._known = clock, tasks, known
        self.backup, self.where = BackupStep(clock, tasks), PlaceStep()
        self.consent: ConsentStep | None = None
        self.single: SingleRowan | None = None
        self._door: Door | None = None
        self._shown: Step = self.backup
        self.place = Label("", "hint")
        self.place.setObjectName("put-back-step")
        self._holder = column(gap=0)
        self.progress = _Progress()
        for part in (self.backup, self.where, self.progress):
            self._holder.addWidget(part)
            part.setVisible(part is self._shown)
        self.go_on = primary(_("Continue"), self._on_go_on)
        self.go_on.setObjectName("put-back-continue")
        self.back = plain(_("Back"), self._on_back)
        self.back.setObjectName("put-back-back")
        self._buttons = row(gap=8)
        for button in (self.go_on, self.back):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.add(self.place)
        self.body.addLayout(self._holder)
        self.body.addLayout(self._buttons)
        self._show(self.backup)

    @property
    def running(self) -> bool:
        """Say whether a backup is being put back now."""
        return not self.progress.isHidden()

    def _show(self, step: Step) -> None:
        self._shown.hide()
        step.show()
        self._shown = step
        at = (self.backup, self.where, self.consent).index(step) + 1
        self.title.show_text(step.title)
        self.setAccessibleName(step.title)
        self.place.show_text(_("Step {at} of {count}").format(at=at, count=_STEPS))
        self.go_on.set_words(self._verb())
        self.first = step.first_stop()
        QTimer.singleShot(0, self, self.start)

    def _verb(self) -> str:
        return _("Put it back") if self._shown is self.consent else _("Continue")

    def _on_go_on(self) -> None:
        if not self.go_on.isEnabled():
            return
        wrong = self._shown.check()
        if wrong is not None:
            self._go_to(wrong)
        elif self._shown is self.backup:
            self._ask_where()
        elif self._shown is self.where:
            self._read()
        else:
            self._put_back()

    def _on_back(self) -> None:
        if self._shown is self.backup:
            self._let_go()
            self.left.emit()
        elif self._shown is self.where:
            self._show(self.backup)
        else:
            self._let_go()
            self._show(self.where)

    def _go_to(self, wrong: QWidget) -> None:
        wrong.setFocus()
        self.show_widget(wrong)

    def _ask_where(self) -> None:
        found = self.backup.chosen()
        if found is not None:
            self.where.offer(self._known, found)
            self._show(self.where)

    def _read(self) -> None:
        """Take the school, and read the whole backup before anything is promised."""
        found, folder = self.backup.chosen(), self.where.place()
        if found is None or not self.where.check_for(found) or not self._take(folder):
            self._go_to(self.where.folder.line)
            return
        self._set_busy(_("Reading the backup …"))
        self._tasks.run(
            lambda: restoring_into(folder, found.path, self._clock),
            owner=self,
            done=self._on_read,
            failed=self._on_failed,
        )

    def _take(self, folder: Path) -> bool:
        self._let_go()
        self.single = SingleRowan(folder, parent=self)
        self.single.asked_to_leave.connect(self.single.answer_held)
        self.single.raised.connect(self._on_raised)
        if self.single.take():
            return True
        self._let_go()
        return self.where.folder.say(
            _("Rowan is open on this school. Close it there, then go on here.")
        )

    def _on_read(self, restoring: Restoring) -> None:
        self._set_busy("")
        found, folder = self.backup.chosen(), restoring.folder.path
        if found is None:
            return
        self._door = door_of(folder, self._clock) if restoring.by_todays_keys else None
        if self.consent is not None:
            self._holder.removeWidget(self.consent)
            self.consent.deleteLater()
        self.consent = ConsentStep(found, restoring, replaces=holds_school(folder))
        self.consent.given.connect(self._on_go_on)
        self.consent.keys_changed.connect(self._on_keys_changed)
        self._holder.addWidget(self.consent)
        self._show(self.consent)

    def _on_keys_changed(self) -> None:
        self._door = None

    def _put_back(self) -> None:
        step = self.consent
        if step is None or self._must_wait(step):
            return
        restoring, person, words = step.restoring, step.who(), step.passphrase.text()
        relay = Relay()
        relay.told.connect(self.progress.tell)
        self._set_busy(_("Putting it back …"), working=True)
        self._tasks.run(
            lambda: restoring.put_back(restoring.unlock(person, words), relay.told.emit),
            owner=self,
            done=lambda _keys: self._on_put_back(),
            failed=self._on_failed,
        )

    def _must_wait(self, step: ConsentStep) -> bool:
        left = self._door.seconds_to_wait(step.who()) if self._door else 0
        if left > 0:
            words = _("Wait {seconds} s, then type it again")
            step.say_wrong(words.format(seconds=int(left) + 1))
        return left > 0

    def _on_put_back(self) -> None:
        folder = self.where.place()
        if self.consent is not None:
            self.consent.passphrase.clear()
        self._let_go()
        self.finished.emit(folder)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RowanError):
            raise error
        self._set_busy("")
        step, name = self.consent, type(error).__name__
        if step is not None and self._shown is step:
            self._on_not_put_back(step, name, error)
            return
        self._let_go()
        show_problem(self, error)

    def _on_not_put_back(self, step: ConsentStep, name: str, error: RowanError) -> None:
        if name == "WrongPassphrase":
            if self._door is not None:
                self._door.note_wrong_try(step.who())
            words = explain(error)
            step.say_wrong(f"{words.title}. {words.body}")
        elif name == "KeysDoNotOpen" and step.restoring.by_todays_keys:
            use = step.offer_backup_keys()
            QTimer.singleShot(0, use, lambda: self._go_to(use))
        else:
            step.passphrase.clear()
            step.problem.say(sentence(error))
            show_problem(self, error)

    def _set_busy(self, words: str, *, working: bool = False) -> None:
        busy = bool(words)
        self._shown.setEnabled(not busy)
        self._shown.setVisible(not working)
        self.progress.setVisible(working)
        self.go_on.setVisible(not working)
        self.back.setVisible(not working)
        self.go_on.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.go_on.set_words(words or self._verb())
        title = _("Putting the backup back") if working else self._shown.title
        self.title.show_text(title)
        self.setAccessibleName(title)

    def _on_raised(self) -> None:
        self.window().showNormal()
        self.window().raise_()
        self.window().activateWindow()

    def _let_go(self) -> None:
        self._door = None
        if self.single is not None:
            self.single.release()
            self.single.deleteLater()
            self.single = None


class _Progress(Card):
    """Show how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.add(
            self._words,
            self.bar,
            Label(_("Leave the stick in place and the PC switched on."), "hint"),
        )
        self.tell(0, 0)

    def tell(self, done: int, total: int) -> None:
        """Show how many steps are done; nought of nought moves without end."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._words.show_text(
            _("The records are copied and checked: every page, entry and signature.")
            if done
            else _("Your keys are opened and the records copied.")
        )
