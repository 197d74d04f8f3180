"""Show one record with all that became of it, and offer what can be done next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.records.acknowledged import Acknowledged
from app.records.action import Action, Assigned
from app.records.closure import Closure, Matched, Reopening, SameEvent
from app.records.concern import Concern
from app.records.decision import Decision
from app.records.family import Contact, Household, Status
from app.records.note import Note
from app.rules.cards import ChildCard
from app.services.changes import Change
from app.views.records import RecordPage
from ui.concerns import record_cards as cards
from ui.concerns.action_dialogs import ASKS
from ui.concerns.actions_card import actions_card
from ui.concerns.record_dialogs import (
    ask_assign,
    ask_close,
    ask_end,
    ask_link,
    ask_match,
    ask_reopen,
)
from ui.concerns.stories import action_stories, of_kind, open_cards
from ui.kit.boxes import empty
from ui.kit.buttons import Button
from ui.kit.columns import TwoColumns
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.pages import Page
from ui.kit.pills import Pill, State
from ui.kit.problems import explain

_SHOWN_APART = (Acknowledged, Assigned, Closure, Decision, Matched, Note, Reopening, SameEvent)
_DATED = (Contact, Household, Status)


class RecordPageView(Page):
    """Read a record; the page asks again after every change."""

    def __init__(
        self, desk: Desk, record: str, *, found: bool = False, then: str = ""
    ) -> None:
        super().__init__(_("Record"), neutral=_("Record"))
        self._desk = desk
        self._record = record
        self._page: RecordPage | None = None
        self.shortcut.connect(self._on_shortcut)
        desk.changed.connect(self._on_changed)
        try:
            self._show(desk.workspace.files.open_record(record, found=found))
        except RowanError as error:
            words = explain(error)
            self.add(EmptyState(words.title, words.body, icon="record"))
        if then and self._page is not None:
            self._ask_then(then)

    @property
    def record(self) -> str:
        """Return the id of the record shown."""
        return self._record

    # ------------------------------------------------------------ what is shown

    def _show(self, page: RecordPage) -> None:
        self._page = page
        empty(self.body)
        empty(self.head)
        kind = _(page.record.kind.label) if page.record else page.whole.entry.kind
        words = _("{kind}, record {number}")
        self.set_title(words.format(kind=kind, number=page.whole.entry.seq))
        self.set_identity(self._identity(page))
        state = self._state(page)
        if state:
            self.head.addWidget(Pill(state))
        self.add(cards.children_card(self._desk, page, self._on_match))
        both = TwoColumns()
        self.add(both)
        for card in self._main(page):
            both.main.addWidget(card)
        for card in self._side(page):
            both.side.addWidget(card)
        self._offer(page)

    def _main(self, page: RecordPage) -> list[QWidget]:
        found: list[QWidget] = []
        if not isinstance(page.record, Action):
            found.append(cards.account_card(page))
        else:
            found.append(self._actions(page))
        found += cards.decision_cards(page)
        if isinstance(page.record, Concern):
            found.append(cards.notes_card(page, self._on_note))
        return found

    def _side(self, page: RecordPage) -> list[QWidget]:
        found: list[QWidget | None] = [cards.belongs_card(self._desk, page)]
        if isinstance(page.record, Concern):
            found += [
                cards.times_card(page),
                cards.owner_card(page, self._on_assign),
                self._actions(page),
                cards.closing_card(page),
                cards.same_event_card(self._desk, page, self._on_link),
            ]
        elif isinstance(page.record, Decision):
            found.append(self._actions(page))
        found.append(cards.others_card(self._desk, self._rest(page)))
        found.append(cards.signed_card(page))
        return [card for card in found if card is not None]

    def _rest(self, page: RecordPage) -> list[cards.Following]:
        stories = action_stories(page)
        told = {story.id for story in stories}
        rest = []
        for one in page.following:
            over = any(link.to in told for link in one.whole.header.links)
            apart = isinstance(one.whole.record, _SHOWN_APART)
            if not (apart or over or one.whole.entry.id in told):
                rest.append(one)
        return rest

    def _actions(self, page: RecordPage) -> QWidget:
        add = self._on_action if isinstance(page.record, Concern) else None
        several = len(page.children) > 1
        return actions_card(self._desk, action_stories(page), about=several, on_add=add)

    def _identity(self, page: RecordPage) -> str:
        today = self._desk.workspace.clock.now().day()
        if len(page.children) == 1:
            return f"{page.children[0].name} · {page.children[0].identity(today)}"
        return " · ".join(card.name for card in page.children)

    def _state(self, page: RecordPage) -> State | None:
        if not isinstance(page.record, Concern):
            return None
        count = len(open_cards(page))
        if count == 0:
            return State(_("Closed"), "good")
        if not list(of_kind(page.following, Decision)):
            return State(_("Waits for a decision"), "warn")
        words = ngettext("Open for {count} child", "Open for {count} children", count)
        return State(words.format(count=count), "accent", "")

    # ------------------------------------------------------------ what can be done

    def _offer(self, page: RecordPage) -> None:
        empty(self.bar.left)
        for name, words, act in self._acts(page):
            first = name == "acknowledge" or (name == "decide" and self._read(page))
            main = "primary" if first else "plain"
            self.bar.offer(Button(words, act, role=main, name=name))
        self.bar.offer(
            Button(_("Print sheet"), self._on_print, icon="print", name="print-sheet")
        )

    def _acts(self, page: RecordPage) -> Sequence[tuple[str, str, Callable[[], object]]]:
        found: list[tuple[str, str, Callable[[], object]]] = []
        if isinstance(page.record, Concern):
            standing = len(open_cards(page))
            if not self._read(page):
                found.append(("acknowledge", _("Mark as read"), self._on_read))
            if standing:
                found.append(("decide", _("Decide …"), self._on_decide))
            found.append(("note", _("Add note"), self._on_note))
            if standing:
                found.append(("close", _("Close …"), self._on_close))
            if any(of_kind(page.following, Closure)) and standing < len(page.children):
                found.append(("reopen", _("Open again …"), self._on_reopen))
        if isinstance(page.record, _DATED) and not any(f.why == "ends" for f in page.following):
            found.append(("end", _("It has ended …"), self._on_end))
        return found

    def _read(self, page: RecordPage) -> bool:
        mine = page.whole.header.author.id == self._desk.workspace.me.id
        return mine or any(of_kind(page.following, Acknowledged))
