"""Show a recorder one of their own notes: their words, and what they were told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.base.errors import InputError, RowanError
from app.base.text import _
from app.documents.answers import Showing, answers
from app.documents.bodymap import rules
from app.records.fields import show_day
from app.records.reconsideration import Reconsideration
from app.services.recorder import MyNote, MyNoteOpened
from ui.kit.blocks import BlocksView
from ui.kit.boxes import empty
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.dialogs import show_problem
from ui.kit.empty import EmptyState
from ui.kit.labels import Label
from ui.kit.pages import Page
from ui.kit.pills import Pill
from ui.kit.problems import explain
from ui.kit.record_dialog import Asking, RecordDialog
from ui.kit.waiting import near_time
from ui.recording.desk import RecorderDesk
from ui.recording.words import reply_words, state_of


class MyNotePage(Page):
    """Read a note again; opening it counts its replies as read."""

    def __init__(self, desk: RecorderDesk, record: str) -> None:
        super().__init__(_("Your note"), reading=True, neutral=_("Your note"))
        self.setObjectName("my-note")
        self._desk = desk
        self._record = record
        self._pill: Pill | None = None
        self.ask = Button(_("Ask for reconsideration …"), self._on_ask, name="ask-reconsideration")
        back = Button(_("Back to my notes"), lambda: desk.go("home"), name="to-home")
        self.bar.offer(back, self.ask)
        self.ask_again()

    def ask_again(self) -> None:
        """Open the note and show it."""
        empty(self.body)
        try:
            opened = self._desk.workspace.notes.opened(self._record)
        except RowanError as error:
            words = explain(error)
            self.ask.hide()
            self.add(EmptyState(words.title, words.body, icon="note"))
            return
        note = opened.note
        day = self._desk.workspace.clock.now().day()
        sent = _("sent {when}").format(when=near_time(note.sent, day))
        self.set_title(note.label)
        self.set_identity(" · ".join(filter(None, (", ".join(note.children), sent))))
        self._show_state(note)
        self.add(self._told(note), self._account(opened))
        if note.kept_until is not None:
            until = _("Your words are kept here until {day}. The school keeps its record.")
            self.add(Label(until.format(day=show_day(note.kept_until)), "hint"))
        self.ask.setVisible(note.kind != Reconsideration.kind.code)

    def _show_state(self, note: MyNote) -> None:
        if self._pill is not None:
            self.head.removeWidget(self._pill)
            self._pill.deleteLater()
        self._pill = Pill(state_of(note))
        self.head.addWidget(self._pill)

    def _told(self, note: MyNote) -> Card:
        day = self._desk.workspace.clock.now().day()
        card = Card(_("What became of it"))
        card.setObjectName("my-replies")
        for reply in note.replies:
            said = reply_words(reply, day)
            card.add(Label(said[:1].upper() + said[1:], "strong"))
            if reply.words:
                card.add(Label(reply.words).selectable())
        if not note.replies:
            words = _("It waits to be read. If it cannot wait, go and tell a DSL in person.")
            card.add(Label(words, "muted"))
        return card

    def _account(self, opened: MyNoteOpened) -> Card:
        card = Card(_("What you wrote"))
        card.setObjectName("my-words")
        if opened.record is None or opened.header is None:
            return card.add(Label(_("Your words are no longer kept here."), "muted"))
        blocks = answers(opened.record, Showing(children=opened.header.children))
        return card.add(BlocksView(block for block in blocks if block != rules()))

    def _on_ask(self) -> None:
        asking = Asking(
            title=_("Ask for reconsideration"),
            kind=Reconsideration,
            verb=_("Send to the safeguarding lead"),
            lines=(
                _("Anybody who is not content with what was decided may press for another look."),
                _("Anybody may also call children’s social care themselves."),
            ),
        )
        dialog = RecordDialog(self, asking, self._desk.form_context())
        dialog.given.connect(lambda answers: self._send(dialog, answers))
        dialog.open()

    def _send(self, dialog: RecordDialog, answers: Mapping[str, Any]) -> None:
        try:
            self._desk.workspace.notes.ask(self._record, answers)
        except InputError as error:
            dialog.show_problems(error.problems)
            return
        except RowanError as error:
            show_problem(dialog, error)
            return
        dialog.accept()
        self._desk.said.emit(_("Sent. The answer will stand under My notes."))
        self.ask_again()
