"""Let a person say who they are and type their passphrase; the page names nobody by itself."""

from __future__ import annotations

import math

from PySide6.QtCore import QTimer, Signal

from app.base.ids import PersonId
from app.base.text import _, ngettext
from app.records.fields import show_day
from app.services.schools import DEMO_PASSPHRASE
from app.services.sign_in import Door
from ui.kit import theme
from ui.kit.banners import Notice, announce
from ui.kit.boxes import row, stacked
from ui.kit.buttons import Button, primary
from ui.kit.cards import Card
from ui.kit.fields import ProblemLine
from ui.kit.labels import FieldLabel, Label
from ui.kit.passphrases import PassphraseEdit
from ui.kit.pickers import Option, Picker
from ui.shell.alone import AlonePage

_TICK_MS = 250


class SignIn(AlonePage):
    """Ask for name and passphrase; `tried` carries both once the wait, if any, is over."""

    tried = Signal(str, str)
    elsewhere = Signal()
    put_back = Signal()

    def __init__(self, door: Door) -> None:
        super().__init__(_("Sign in"), school=door.school_name)
        self._door = door
        self.problem = ProblemLine()
        self.person = Picker([Option(key, name) for key, name in door.people()])
        self.person.setObjectName("who")
        self.person.setAccessibleName(_("Your name"))
        self.person.setPlaceholderText(_("Type or press the down arrow"))
        self.passphrase = PassphraseEdit(_("Your passphrase"))
        self.passphrase.given.connect(self._on_given)
        self.button = primary(_("Sign in"), self._on_given)
        self.button.setObjectName("sign-in")
        self.wait = Label("", "hint")
        self.wait.setObjectName("wait")
        self.wait.hide()
        self._waiting = QTimer(self)
        self._waiting.setInterval(_TICK_MS)
        self._waiting.timeout.connect(self._on_tick)
        self._build()
        self.first = self.person

    def fill_demo(self) -> None:
        """Fill in the demo school's first person and the passphrase that everybody knows."""
        key, name = self._door.people()[0]
        self.person.choose(Option(key, name))
        self.passphrase.line.setText(DEMO_PASSPHRASE)
        self.first = self.button

    def say_wrong(self, words: str) -> None:
        """Say why it did not open, and wait as long as the key file says."""
        self.set_busy(busy=False)
        self.passphrase.clear()
        self.passphrase.say_problem(words)
        announce(self.passphrase, words, urgent=True)
        self._start_waiting()

    def say_problem(self, words: str) -> None:
        """Say what else went wrong."""
        self.set_busy(busy=False)
        self.problem.say(words)

    def set_busy(self, *, busy: bool) -> None:
        """Wait while the keys are derived."""
        self.person.setEnabled(not busy)
        self.passphrase.setEnabled(not busy)
        self.button.setEnabled(not busy)
        self.button.set_words(_("Opening …") if busy else _("Sign in"))

    def forget(self) -> None:
        """Let go of what was typed."""
        self.passphrase.clear()

    def _build(self) -> None:
        if self._door.test_school:
            words = _("Everything in it is invented, and everybody’s passphrase is known.")
            self.add(Notice(_("This is a demonstration school"), [words]))
        put_back = self._door.put_back
        if put_back is not None:
            made = put_back.local()
            day, time = show_day(made.date()), f"{made:%H:%M}"
            title = _("The backup of {day}, {time} was put back").format(day=day, time=time)
            done = Notice(
                title, [_("Sign in to confirm it and to see what is missing.")], tone="good"
            )
            done.setObjectName("was-put-back")
            self.add(done)
        card = Card(gap=14)
        who = stacked(FieldLabel(_("Your name"), self.person), self.person, gap=4)
        card.add(self.problem, who, self.passphrase, self.wait)
        line = row(gap=8)
        line.addWidget(self.button)
        line.addStretch(1)
        card.body.addLayout(line)
        self.add(card)
        self.notes = Label(self._notes_words(), "muted")
        self.notes.setObjectName("notes-waiting")
        self.notes.setVisible(bool(self.notes.text()))
        self.add(self.notes)
        other = Button(_("Another school, or the demo"), self.elsewhere.emit, role="link")
        other.setObjectName("another-school")
        self.add(other)
        back = Button(_("Put a backup back"), self.put_back.emit, role="link")
        back.setObjectName("put-backup-back")
        self.add(back)

    def _notes_words(self) -> str:
        count = self._door.notes_waiting()
        if not count:
            return ""
        words = ngettext("{count} sealed note waits", "{count} sealed notes wait", count)
        return words.format(count=count)

    def _chosen(self) -> PersonId | None:
        option = self.person.chosen()
        return PersonId(option.id) if option else None

    def _on_given(self) -> None:
        person, typed = self._chosen(), self.passphrase.text()
        self.problem.say("" if person else _("Choose your name from the list"))
        theme.mark(self.person, wrong=person is None)
        if person is None:
            self.person.setFocus()
            return
        if not typed:
            self.passphrase.say_problem(_("Enter your passphrase"))
            return
        if self._seconds_left():
            self._start_waiting()
            return
        self.passphrase.say_problem("")
        self.set_busy(busy=True)
        self.tried.emit(person, typed)

    def _seconds_left(self) -> int:
        person = self._chosen()
        return math.ceil(self._door.seconds_to_wait(person)) if person else 0

    def _start_waiting(self) -> None:
        if self._seconds_left():
            self._waiting.start()
        self._on_tick()

    def _on_tick(self) -> None:
        left = self._seconds_left()
        words = ngettext("Wait {count} second", "Wait {count} seconds", left)
        self.wait.show_text(words.format(count=left) if left else "")
        self.wait.setVisible(bool(left))
        self.button.setEnabled(not left)
        if not left:
            self._waiting.stop()
