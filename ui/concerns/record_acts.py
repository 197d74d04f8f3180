"""Do what can be done with a record: read, decide, note, assign, close, link, match, print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.records.acknowledged import Acknowledged
from app.records.closure import Closure
from app.records.concern import AnyConcern
from app.records.decision import Decision
from app.records.family import Contact, Household, Status
from app.records.reconsideration import Reconsideration
from app.rules.amending import can_be_in_error
from app.rules.cards import ChildCard
from app.views.records import RecordPage
from ui.concerns.action_dialogs import ASKS
from ui.concerns.record_dialogs import (
    ask_assign,
    ask_close,
    ask_end,
    ask_link,
    ask_match,
    ask_reopen,
)
from ui.concerns.sheet_dialog import ask_sheet
from ui.concerns.stories import action_stories, of_kind, open_cards
from ui.kit.desk import Desk

_DATED = (Contact, Household, Status)


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold one thing to press: its name, its words, and what it does."""

    name: str
    words: str
    press: Callable[[], object]


class RecordActs:
    """Act upon the record that a page shows."""

    def __init__(self, desk: Desk, parent: QWidget, page: RecordPage) -> None:
        """Take the page's record as it stands."""
        self._desk = desk
        self._parent = parent
        self._page = page
        self._id = page.whole.entry.id

    def read(self) -> bool:
        """Say whether the person signed in wrote it, or somebody marked it as read."""
        mine = self._page.whole.header.author.id == self._desk.workspace.me.id
        return mine or any(of_kind(self._page.following, Acknowledged))

    def decided(self) -> bool:
        """Say whether there is a decision about it."""
        return any(of_kind(self._page.following, Decision))

    def offered(self) -> list[Offer]:
        """Return what can be done now, the main thing first."""
        found: list[Offer] = []
        if isinstance(self._page.record, AnyConcern):
            found += self._about_concern()
        if isinstance(self._page.record, Reconsideration) and self._page.open_for:
            press = partial(self._desk.go, "reconsideration.answer", record=self._id)
            found.append(Offer("answer", _("Answer …"), press))
        ended = any(one.why == "ends" for one in self._page.following)
        if isinstance(self._page.record, _DATED) and not ended:
            found.append(Offer("end", _("It has ended …"), self.end))
        if not isinstance(self._page.record, AnyConcern) and self._may_be_noted():
            found.append(Offer("note", _("Add note"), self.note))
        return [*found, Offer("print-sheet", _("Print sheet"), self.sheet)]

    def corrected(self) -> list[Offer]:
        """Return how the record can be corrected, or asked to be reconsidered."""
        record, corrections = self._page.record, self._desk.workspace.corrections
        if record is None:
            return []
        of = {"concern", "decision"}
        offers = (
            (corrections.may_amend(self._page.whole), "amend", _("Amend …"), "amendment"),
            (can_be_in_error(type(record)), "in-error", _("Filed in error …"), "in-error"),
            (
                record.kind.code in of,
                "reconsider",
                _("Ask for it to be reconsidered …"),
                "reconsideration",
            ),
        )
        return [
            Offer(name, words, partial(self._desk.go, route, record=self._id))
            for wanted, name, words, route in offers
            if wanted
        ]

    def _may_be_noted(self) -> bool:
        record = self._page.record
        return record is not None and can_be_in_error(type(record))

    def _about_concern(self) -> list[Offer]:
        standing = len(open_cards(self._page))
        closed = any(of_kind(self._page.following, Closure))
        offers = (
            (not self.read(), Offer("acknowledge", _("Mark as read"), self.acknowledge)),
            (standing > 0, Offer("decide", _("Decide …"), self.decide)),
            (True, Offer("note", _("Add note"), self.note)),
            (standing > 0, Offer("close", _("Close …"), self.close)),
            (
                closed and standing < len(self._page.children),
                Offer("reopen", _("Open again …"), self.reopen),
            ),
        )
        return [offer for wanted, offer in offers if wanted]

    def acknowledge(self) -> None:
        """Say that the person signed in has read it."""
        act = self._desk.workspace.concerns.acknowledge
        self._desk.do(lambda: act(self._id), parent=self._parent, done=_("Marked as read"))

    def decide(self) -> None:
        """Go to the decision, about the records of the same event as well."""
        linked = [
            other
            for one in self._page.following
            for other in one.whole.header.links_for("same_event")
        ]
        rows = self._desk.workspace.standing.rows("WHERE kind = 'concern'")
        waiting = {row.id for row in rows if not row.decided}
        others = [key for key in dict.fromkeys(linked) if key in waiting and key != self._id]
        self._desk.go("decision", concerns=[self._id, *others])

    def note(self) -> None:
        """Go to a note about it."""
        self._desk.go("note", child=self._first(), about=self._id)

    def add_action(self) -> None:
        """Go to an action about it."""
        self._desk.go("action", child=self._first(), concern=self._id)

    def close(self) -> None:
        """Ask why it is closed."""
        ask_close(self._desk, self._parent, self._page)

    def reopen(self) -> None:
        """Ask why it is opened again."""
        ask_reopen(self._desk, self._parent, self._page)

    def assign(self) -> None:
        """Ask who looks after it."""
        ask_assign(self._desk, self._parent, self._page)

    def link(self) -> None:
        """Ask which records tell of the same event."""
        ask_link(self._desk, self._parent, self._page)

    def match(self, typed: ChildCard) -> None:
        """Ask which child of the roll was typed by name."""
        ask_match(self._desk, self._parent, self._page, typed)

    def end(self) -> None:
        """Ask when it ended."""
        ask_end(self._desk, self._parent, self._id)

    def sheet(self) -> None:
        """Go to the signed sheet."""
        ask_sheet(self._desk, self._parent, self._page)

    def then(self, code: str) -> None:
        """Ask at once what was pressed elsewhere, such as "done", and go back after it."""
        story = next((s for s in action_stories(self._page) if s.id == self._id), None)
        if code in ASKS and story is not None and story.state == "open":
            ASKS[code](self._desk, self._parent, story, self._desk.back)

    def _first(self) -> str:
        return self._page.children[0].id if self._page.children else ""
