"""Start on a classroom PC: no school's folder, no keys; only the form, and where notes go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.clock import Clock
from app.base.errors import RowanError
from app.base.text import _
from app.services.noting import read_intake_file
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.details import Details
from ui.kit.dialogs import show_problem
from ui.kit.labels import Label
from ui.kit.problems import explain
from ui.recording.classroom import ClassroomRecording, ask_intake_file, ask_place
from ui.shell.alone import AlonePage
from ui.shell.lock import Leaving
from ui.shell.outside import Outside
from ui.shell.routes import embeds_for
from ui.shell.unsigned import UnsignedSession

Ask = Callable[[QWidget], Path | None]


@dataclass(frozen=True, slots=True)
class SchoolTold:
    """Hold what a classroom file says of its school: name, and the fingerprint of its key."""

    name: str
    fingerprint: str


class ClassroomPage(AlonePage):
    """Say for which school and where notes go, and offer the form."""

    record_asked = Signal()
    file_asked = Signal()
    place_asked = Signal()

    def __init__(self, school: SchoolTold | None, place: Path | None, wrong: str = "") -> None:
        super().__init__(_("Record a concern"), school=school.name if school else "")
        self.setObjectName("classroom-page")
        there = place is not None and place.is_dir()
        if wrong:
            self.add(Notice(wrong, [_("Choose the file again.")], tone="danger"))
        elif place is not None and not there:
            title = _("The stick or folder for notes is not there")
            words = _("Connect “{place}”, or choose another one.").format(place=place.name)
            gone = Notice(title, [words], tone="danger")
            gone.setObjectName("place-gone")
            self.add(gone)
        self.record = self._big(_("Record a concern"), self.record_asked.emit, "record")
        self.record.setObjectName("record-here")
        self.record.setEnabled(school is not None and there)
        words = _("Everybody can, without an account. It goes sealed to the safeguarding lead.")
        self.add(Card(gap=10).add(self.record, Label(words, "muted")))
        self._show_set_up(school, place)
        self.first = self.record if self.record.isEnabled() else self._next

    def _show_set_up(self, school: SchoolTold | None, place: Path | None) -> None:
        card = Card(_("This PC"))
        facts = Details(ruled=True)
        choose = Button(_("Choose …"), self.file_asked.emit, name="choose-intake-file")
        name = school.name if school else _("Not chosen: ask the office for the classroom file")
        facts.add(_("School"), name, choose)
        if school is not None:
            facts.add(_("Fingerprint of its key"), school.fingerprint)
        where = Button(_("Choose …"), self.place_asked.emit, name="choose-place")
        facts.add(_("Notes go to"), str(place) if place else _("Not chosen yet"), where)
        self._next = choose if school is None else where
        self.add(card.add(facts))

    def _big(self, words: str, act: Callable[[], object], icon: str) -> Button:
        button = Button(words, act, role="primary", icon=icon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button


class ClassroomSession(UnsignedSession):
    """Hold the form while somebody writes on a classroom PC."""

    def __init__(self, intake_file: Path, place: Path, clock: Clock, outside: Outside) -> None:
        self._intake_file = intake_file
        self._place = place
        super().__init__(None, clock, outside, Leaving(folder=place, recorder=True))

    def make_recording(self, _noting: object) -> ClassroomRecording:
        """Return what lends the form what it needs (IntakeFileRefused, FileMissing)."""
        made = ClassroomRecording(
            self._intake_file, self._place, self._clock, self._tasks, embeds_for
        )
        made.sent.connect(self._on_sent)
        return made

    def _on_sent(self, _sent: object) -> None:
        recording = self.recording
        if isinstance(recording, ClassroomRecording):
            self._out.preferences.put(notes_folder=str(recording.place))


class Classroom(QObject):
    """Lead a classroom PC: the page, the choices it remembers, and the form."""

    def __init__(self, outside: Outside, clock: Clock) -> None:
        super().__init__(outside.window)
        self._out = outside
        self._clock = clock
        self.ask_file: Ask = ask_intake_file
        self.ask_place: Ask = ask_place
        self.session: ClassroomSession | None = None

    def start(self) -> None:
        """Show the page."""
        school, wrong = self._school()
        page = ClassroomPage(school, self._place(), wrong)
        page.record_asked.connect(self._on_record)
        page.file_asked.connect(self._on_file)
        page.place_asked.connect(self._on_place)
        self._out.window.show_alone(page)

    def _file(self) -> Path | None:
        known = self._out.preferences.now.intake_file
        return Path(known) if known else None

    def _place(self) -> Path | None:
        known = self._out.preferences.now.notes_folder
        return Path(known) if known else None

    def _school(self) -> tuple[SchoolTold | None, str]:
        file = self._file()
        if file is None:
            return None, ""
        try:
            told = read_intake_file(file)
        except RowanError as error:
            return None, explain(error).title
        return SchoolTold(told.name, told.fingerprint()), ""

    def _on_file(self) -> None:
        chosen = self.ask_file(self._out.window)
        if chosen is None:
            return
        try:
            read_intake_file(chosen)
        except RowanError as error:
            show_problem(self._out.window, error)
            return
        self._out.preferences.put(intake_file=str(chosen))
        self.start()

    def _on_place(self) -> None:
        chosen = self.ask_place(self._out.window)
        if chosen is not None:
            self._out.preferences.put(notes_folder=str(chosen))
            self.start()

    def _on_record(self) -> None:
        file, place = self._file(), self._place()
        if file is None or place is None:
            return
        try:
            self.session = ClassroomSession(file, place, self._clock, self._out)
        except RowanError as error:
            show_problem(self._out.window, error)
            self.start()
            return
        self.session.start()
