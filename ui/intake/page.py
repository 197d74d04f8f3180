"""Work through the tray: read a note, say who is meant, take in one or several."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.rules.intake import Collected, StrangeNote, Tray, TrayNote
from app.services.changes import Change
from ui.intake.lists import NotesCard, StrangeCard, tray_words
from ui.intake.note_view import Chosen, NoteView
from ui.intake.split import Split
from ui.kit.boxes import empty, fill
from ui.kit.buttons import Button, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.dialogs import Question, confirm, show_problem
from ui.kit.empty import EmptyState
from ui.kit.pages import Page

READ_AFTER_MS = 3_000


def ask_folder(parent: QWidget) -> Path | None:
    """Let somebody choose a stick or folder; None when they went back."""
    title, only = _("Stick or folder with notes"), QFileDialog.Option.ShowDirsOnly
    chosen = QFileDialog.getExistingDirectory(parent, title, "", only)
    return Path(chosen) if chosen else None


class TrayPage(Page):
    """Show what waits; a note counts as read once it has been on the screen for three seconds."""

    def __init__(self, desk: Desk, choose: Callable[[QWidget], Path | None] = ask_folder) -> None:
        super().__init__(_("Intake tray"), neutral=_("Intake tray"))
        self.setObjectName("tray-page")
        self._desk = desk
        self._choose = choose
        self._chosen: dict[str, Chosen] = {}
        self._views: dict[str, TrayNote] = {}
        self._file = ""
        self.view: NoteView | None = None
        self.notes = NotesCard(_("New notes"), "tray-notes", self.open_note, _("No note waits"))
        self.unfinished = NotesCard(_("Unfinished"), "tray-unfinished", self.open_note, "")
        self.strange = StrangeCard(self._ask_aside)
        self._split = Split()
        fill(self._split.list, (self.notes, self.unfinished, self.strange))
        self.add(self._split)
        collect = Button(
            _("Collect notes from a stick or folder …"), self.collect, icon="tray", name="collect"
        )
        self.head.addWidget(collect)
        self.take = primary(_("Take in …"), self._on_take)
        self.take.setObjectName("take-in")
        self.bar.offer(self.take)
        self._until_read = QTimer(self)
        self._until_read.setSingleShot(True)
        self._until_read.setInterval(READ_AFTER_MS)
        self._until_read.timeout.connect(self._on_read)
        desk.changed.connect(self._on_changed)
        self.ask_again()
        if self._views:
            self.open_note(next(iter(self._views)))

    def ask_again(self) -> None:
        """Ask what lies in the tray and show it."""
        tray = self._desk.workspace.intake.tray()
        day = self._desk.workspace.clock.now().day()
        self._views = {note.file: note for note in (*tray.notes, *tray.unfinished)}
        ready = self._ready()
        self.set_identity(tray_words(tray))
        self.notes.show_notes(tray.notes, ready, day)
        self.unfinished.setVisible(bool(tray.unfinished))
        self.unfinished.show_notes(tray.unfinished, ready, day)
        self.strange.show_notes(tray.strange, day)
        if self._file not in self._views:
            self._show_nothing(tray)
        self._show_ready()

    def waiting(self) -> tuple[TrayNote, ...]:
        """Return the notes that can be opened, in the order shown."""
        return tuple(self._views.values())

    def open_note(self, file: str) -> None:
        """Show a note; after three seconds it is read."""
        intake = self._desk.workspace.intake
        try:
            read, matches = intake.see(file), intake.matches(file)
        except RowanError as error:
            show_problem(self, error)
            return
        self._file = file
        chosen = self._chosen.setdefault(file, Chosen())
        self.view = NoteView(self._desk, read, matches, chosen)
        self.view.changed.connect(self._on_chosen)
        fill(self._split.detail, (self.view,))
        if not self._split.beside:
            QTimer.singleShot(0, self.view, self._to_note)
        self._until_read.start()

    def collect(self) -> None:
        """Copy the notes of a stick or folder into the tray; the stick is left as it is."""
        folder = self._choose(self)
        if folder is None:
            return
        try:
            found = self._desk.workspace.intake.import_from(folder)
        except RowanError as error:
            show_problem(self, error)
            return
        self._desk.said.emit(collected_words(found))
        self.ask_again()

    def _ready(self) -> list[str]:
        return [file for file in self._views if self._chosen.get(file, Chosen()).checked]

    def _show_ready(self) -> None:
        count = len(self._ready())
        words = ngettext("Take in {count} note …", "Take in {count} notes …", count)
        self.take.set_words(words.format(count=count) if count else _("Take in …"))
        self.take.setEnabled(bool(count))
        hint = "" if count else _("Tick in a note who is meant first.")
        self.bar.note.show_text(hint)
        self.bar.note.setVisible(bool(hint) and bool(self._views))

    def _show_nothing(self, tray: Tray) -> None:
        self._file, self.view = "", None
        self._until_read.stop()
        empty(self._split.detail)
        if not tray.notes and not tray.unfinished:
            words = _("What colleagues write without an account appears here, sealed.")
            nothing = EmptyState(_("The tray is empty"), words, icon="tray")
            self._split.detail.addWidget(Card().add(nothing))

    def _to_note(self) -> None:
        if self.view is not None:
            self.ensure_visible(self.view)

    def _on_chosen(self) -> None:
        self.ask_again()

    def _on_read(self) -> None:
        note = self._views.get(self._file)
        mine = self._desk.workspace.me.person.name
        if note is None or any(one.name == mine for one in note.read_by):
            return
        if not self.isVisible():
            self._until_read.start()  # covered: nobody reads
            return
        try:
            read = self._desk.workspace.intake.read(self._file)
        except RowanError as error:
            show_problem(self, error)
            return
        if self.view is not None:
            self.view.show_read(read)
        self.ask_again()

    def _on_take(self) -> None:
        files = self._ready()
        choices = [self._chosen[file].taking(file) for file in files]
        count = len(files)
        words = ngettext(
            "You sign that you take in {count} note as it was written.",
            "You sign that you take in {count} notes as they were written.",
            count,
        )
        self._desk.sign(
            [
                words.format(count=count),
                _("The words stay those of the person who wrote them."),
            ],
            lambda signer: self._desk.workspace.intake.take_in(choices, signer),
            parent=self,
            done=self._on_taken,
        )

    def _on_taken(self, change: Change) -> None:
        if len(change.records) == 1:
            self._desk.go("record", record=change.records[0])
            return
        count = len(change.records)
        words = ngettext("{count} note is taken in", "{count} notes are taken in", count)
        self._desk.said.emit(words.format(count=count))

    def _on_changed(self, _change: Change) -> None:
        self.ask_again()

    def _ask_aside(self, note: StrangeNote) -> None:
        question = Question(
            title=_("Set this file aside?"),
            body=_("It is moved to the folder “aside” beside the tray. It is not deleted."),
            yes=_("Set aside"),
            no=_("Leave it here"),
            grave=False,
        )
        confirm(self, question, lambda: self._set_aside(note.file_name))

    def _set_aside(self, file_name: str) -> None:
        try:
            self._desk.workspace.intake.set_aside(file_name)
        except RowanError as error:
            show_problem(self, error)
            return
        self.ask_again()


def collected_words(found: Collected) -> str:
    """Return what a stick brought."""
    parts = [ngettext("{count} new note", "{count} new notes", found.new).format(count=found.new)]
    if found.unfinished:
        parts.append(_("{count} unfinished").format(count=found.unfinished))
    if found.known:
        parts.append(_("{count} collected before").format(count=found.known))
    if found.strange:
        parts.append(_("{count} that cannot be taken in").format(count=found.strange))
    return ", ".join(parts)
