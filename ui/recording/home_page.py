"""Show a recorder their own: what they began, what they sent, and what they were told of it."""

from __future__ import annotations

from datetime import date

from app.base.text import _, ngettext
from app.services.drafts import Draft
from app.services.recorder import MyNote
from ui.kit.buttons import Button, primary
from ui.kit.cards import Card
from ui.kit.dialogs import Question, confirm
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items, clipped
from ui.kit.pages import Page
from ui.kit.pills import State
from ui.kit.waiting import near_time
from ui.recording.desk import RecorderDesk
from ui.recording.words import draft_words, reply_words, state_of


class HomePage(Page):
    """Offer the form first; below it the recorder's drafts and notes."""

    def __init__(self, desk: RecorderDesk) -> None:
        super().__init__(_("My notes"), reading=True, neutral=_("My notes"))
        self.setObjectName("recorder-home")
        self._desk = desk
        record = primary(_("Record a concern"), lambda: desk.go("concern"), icon="record")
        record.setObjectName("record-concern")
        self.head.addWidget(record)
        self.first = record
        self.drafts = Card(_("Unfinished drafts"), _("Nobody else can read them."))
        self.drafts.setObjectName("my-drafts")
        self._drafts = Items(lambda: EmptyState(_("No draft")))
        self.drafts.add(self._drafts)
        self.notes = Card(_("What you recorded"))
        self.notes.setObjectName("my-notes")
        self._notes = Items(_nothing)
        self.notes.add(self._notes)
        own = Card(_("Your account"))
        change = Button(
            _("Change your passphrase"), lambda: desk.go("passphrase"), name="to-passphrase"
        )
        own.add(change)
        self.add(self.drafts, self.notes, own)
        desk.changed.connect(self._on_changed)
        self.ask_again()

    def ask_again(self) -> None:
        """Ask what there is and show it."""
        ws = self._desk.workspace
        day = ws.clock.now().day()
        self.set_identity(ws.me.person.shown())
        drafts = [draft for draft in ws.drafts.mine() if draft.kind == "concern"]
        self.drafts.setVisible(bool(drafts))
        self._drafts.show_items(self._draft(draft, day) for draft in drafts)
        notes = ws.notes.mine()
        unread = sum(note.unread for note in notes)
        words = ngettext("{count} new reply", "{count} new replies", unread)
        self.set_status(words.format(count=unread) if unread else "", "accent", "info")
        self._notes.show_items(self._note(note, day) for note in notes)

    def _on_changed(self, _change: object) -> None:
        self.ask_again()

    def _draft(self, draft: Draft, day: date) -> Item:
        entry = Entry(
            key=draft.id,
            title=", ".join(child.shown() for child in draft.children) or _("No child named yet"),
            words=clipped(draft_words(draft.values), 90),
            below=_("begun {when}").format(when=near_time(draft.started, day)),
            opens=lambda: self._desk.go("concern", draft=draft),
        )
        discard = Button(_("Discard …"), role="quiet", name=f"discard-{draft.id}")
        discard.clicked.connect(lambda: self._ask_discard(draft))
        go_on = Button(
            _("Go on"), lambda: self._desk.go("concern", draft=draft), name=f"go-on-{draft.id}"
        )
        return Item(entry, (discard, go_on))

    def _note(self, note: MyNote, day: date) -> Item:
        last = note.replies[-1] if note.replies else None
        below = _("sent {when}").format(when=near_time(note.sent, day))
        if last is not None:
            below = f"{below} · {reply_words(last, day)}"
        entry = Entry(
            key=note.record,
            title=", ".join(note.children) or note.label,
            words=clipped(note.line, 140),
            below=below,
            state=State(_("New reply"), "accent") if note.unread else state_of(note),
            opens=lambda: self._desk.go("my-note", record=note.record),
        )
        return Item(entry)

    def _ask_discard(self, draft: Draft) -> None:
        question = Question(
            title=_("Discard this draft?"),
            body=_("What you wrote in it will be lost. This cannot be undone."),
            yes=_("Discard"),
            no=_("Keep the draft"),
        )
        confirm(self, question, lambda: self._discard(draft))

    def _discard(self, draft: Draft) -> None:
        self._desk.workspace.drafts.discard(draft.id)
        self._desk.said.emit(_("Draft discarded"))
        self.ask_again()


def _nothing() -> EmptyState:
    return EmptyState(
        _("Nothing yet"),
        _("What you record stands here until ten school days after you were told of it."),
        icon="note",
    )
