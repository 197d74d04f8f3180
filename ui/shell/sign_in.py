"""Let a person say who they are and type their passphrase; the page names nobody by itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy

from app.base.ids import PersonId
from app.base.text import _, ngettext
from app.services.doorplate import DEMO_PASSPHRASE, DoorPlate
from ui.kit import theme
from ui.kit.banners import Notice, announce
from ui.kit.boxes import row, stacked
from ui.kit.buttons import Button, primary
from ui.kit.cards import Card
from ui.kit.labels import FieldLabel, Label
from ui.kit.passphrases import PassphraseEdit
from ui.kit.pickers import Option, Picker
from ui.kit.problem_line import ProblemLine
from ui.shell.alone import AlonePage

if TYPE_CHECKING:
    from datetime import date

    from app.services.sign_in import Door

_TICK_MS = 250


class SignIn(AlonePage):
    """Ask for name and passphrase; `tried` carries both once the wait, if any, is over.

    The first picture needs the plate alone; `door` returns the door itself, None when it turned
    out that nobody can stand there.
    """

    tried = Signal(str, str)
    record_asked = Signal()
    elsewhere = Signal()
    put_back = Signal()
    recover = Signal()

    def __init__(self, plate: DoorPlate, door: Callable[[], Door | None]) -> None:
        super().__init__(_("Sign in"), school=plate.school_name)
        self._plate = plate
        self._door = door
        self.problem = ProblemLine()
        self.person = Picker([Option(key, name) for key, name in plate.people])
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
        key, name = self._plate.people[0]
        self.person.choose(Option(key, name))
        self.passphrase.line.setText(DEMO_PASSPHRASE)
        self.first = self.button

    def show_notes(self) -> None:
        """Say how many sealed notes wait, once somebody has looked."""
        self.notes.show_text(self._notes_words())
        self.notes.setVisible(bool(self.notes.text()))

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
        if self._plate.test_school:
            words = _("Everything in it is invented, and everybody’s passphrase is known.")
            self.add(Notice(_("This is a demonstration school"), [words]))
        put_back = self._plate.put_back
        if put_back is not None:
            made = put_back.local()
            day, time = _words_of(made.date()), f"{made:%H:%M}"
            title = _("The backup of {day}, {time} was put back").format(day=day, time=time)
            done = Notice(
                title, [_("Sign in to confirm it and to see what is missing.")], tone="good"
            )
            done.setObjectName("was-put-back")
            self.add(done)
        self.add(self._recording())
        card = Card(gap=14)
        who = stacked(FieldLabel(_("Your name"), self.person), self.person, gap=4)
        card.add(self.problem, who, self.passphrase, self.wait)
        line = row(gap=8)
        line.addWidget(self.button)
        line.addStretch(1)
        card.body.addLayout(line)
        self.add(card)
        self._add_links()

    def _add_links(self) -> None:
        """Offer the other ways in, quietly."""
        other = Button(_("Another school, or the demo"), self.elsewhere.emit, role="link")
        other.setObjectName("another-school")
        self.add(other)
        sheet = Button(_("Use the recovery sheet"), self.recover.emit, role="link")
        sheet.setObjectName("use-recovery-sheet")
        self.add(sheet)
        back = Button(_("Put a backup back"), self.put_back.emit, role="link")
        back.setObjectName("put-backup-back")
        self.add(back)

    def _recording(self) -> Card:
        """Offer the form to everybody, as plainly as signing in."""
        card = Card(gap=10)
        self.record = Button(
            _("Record a concern"),
            self.record_asked.emit,
            role="primary",
            icon="record",
            name="record-without-account",
        )
        words = _("Everybody can, without an account. It goes sealed to the safeguarding lead.")
        self.record.setAccessibleDescription(words)
        self.record.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.notes = Label("", "strong")
        self.notes.setObjectName("notes-waiting")
        self.notes.hide()
        card.add(self.record, Label(words, "muted"), self.notes)
        return card

    def _notes_words(self) -> str:
        """Return how many notes wait, since when, and whether one is urgent: never more."""
        door = self._door()
        waiting = door.waiting() if door else None
        if door is None or waiting is None or not waiting.total:
            return ""
        words = ngettext(
            "{count} sealed note waits", "{count} sealed notes wait", waiting.total
        ).format(count=waiting.total)
        if waiting.since is not None:
            came, today = waiting.since.local(), door.clock.now().day()
            time = f"{came:%H:%M}"
            when = time if came.date() == today else f"{_words_of(came.date())}, {time}"
            words = _("{notes}, since {when}").format(notes=words, when=when)
        urgent = ngettext("{count} urgent", "{count} urgent", waiting.urgent)
        return f"{words} · {urgent.format(count=waiting.urgent)}" if waiting.urgent else words

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
        person, door = self._chosen(), self._door()
        return math.ceil(door.seconds_to_wait(person)) if person and door else 0

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


def _words_of(day: date) -> str:
    from app.records.fields import show_day  # noqa: PLC0415 - not before the first picture

    return show_day(day)
