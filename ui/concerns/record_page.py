"""Show one record with all that became of it, and offer what can be done next."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.records.acknowledged import Acknowledged
from app.records.action import Action, Assigned
from app.records.closure import Closure, Matched, Reopening, SameEvent
from app.records.concern import AnyConcern
from app.records.correction import Amendment
from app.records.decision import Decision
from app.records.document import Document
from app.records.intake import TakenIn
from app.records.note import Note
from app.records.reconsideration import Reconsideration, ReconsiderationAnswer
from app.services.changes import Change
from app.views.records import Following, RecordPage
from ui.concerns import record_cards as cards
from ui.concerns import record_corrections as corrections
from ui.concerns.actions_card import actions_card
from ui.concerns.record_acts import RecordActs
from ui.concerns.stories import action_stories, now_listed, of_kind, open_cards
from ui.kit.attached import accept_files, attached_card
from ui.kit.boxes import empty
from ui.kit.buttons import Button
from ui.kit.columns import TwoColumns
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.menu_button import menu_button
from ui.kit.pages import Page
from ui.kit.pills import Pill, State
from ui.kit.problems import explain

_SHOWN_APART = (
    ReconsiderationAnswer,
    Reconsideration,
    Amendment,
    Acknowledged,
    Assigned,
    Closure,
    Decision,
    Document,
    Matched,
    Note,
    Reopening,
    SameEvent,
    TakenIn,  # the card that says how it was signed tells of it
)


class RecordPageView(Page):
    """Read a record; the page asks again after every change.

    `then` opens the dialog of an action at once: done, reassign, redate or cancel.
    """

    def __init__(self, desk: Desk, record: str, *, found: bool = False, then: str = "") -> None:
        super().__init__(_("Record"), neutral=_("Record"))
        self._desk = desk
        self.record = record
        self._pressed: list[Button] = []
        self.shortcut.connect(self._on_shortcut)
        desk.changed.connect(self._on_changed)
        accept_files(self, desk, about=record)
        try:
            self.acts = self._show(desk.workspace.files.open_record(record, found=found))
        except RowanError as error:
            words = explain(error)
            self.add(EmptyState(words.title, words.body, icon="record"))
            return
        if then:
            acts = self.acts
            QTimer.singleShot(0, self, lambda: acts.then(then))

    def _show(self, page: RecordPage) -> RecordActs:
        self.acts = acts = RecordActs(self._desk, self, page)
        self.title.setFocus()  # what had it is about to go
        empty(self.body)
        empty(self.head)
        kind = _(page.record.kind.label) if page.record else page.whole.entry.kind
        words = _("{kind}, record {number}")
        self.set_title(words.format(kind=kind, number=page.whole.entry.seq))
        self.set_identity(self._identity(page))
        state = self._how_it_stands(page)
        if state:
            self.head.addWidget(Pill(state))
        self.add(cards.children_card(self._desk, page, acts.match))
        both = TwoColumns()
        self.add(both)
        for card in self._main(page):
            both.main.addWidget(card)
        for card in self._side(page):
            both.side.addWidget(card)
        self._offer()
        return acts

    def _main(self, page: RecordPage) -> list[QWidget]:
        own = self._actions(page) if isinstance(page.record, Action) else cards.account_card(page)
        found: list[QWidget] = [own, *cards.decision_cards(page)]
        version = corrections.version_card(self._desk, page)
        if version is not None:
            found.insert(0, version)
        found += corrections.request_cards(self._desk, page)
        if isinstance(page.record, AnyConcern) or any(of_kind(page.following, Note)):
            found.append(cards.notes_card(page, self.acts.note))
        return found

    def _side(self, page: RecordPage) -> list[QWidget]:
        found: list[QWidget | None] = [cards.belongs_card(self._desk, page)]
        if isinstance(page.record, AnyConcern):
            found += [
                cards.times_card(page),
                cards.owner_card(page, self.acts.assign),
                self._actions(page),
                cards.closing_card(page),
                cards.same_event_card(self._desk, page, self.acts.link),
            ]
        elif isinstance(page.record, Decision):
            found.append(self._actions(page))
        found.append(attached_card(self._desk, page.whole.entry.id, page.record))
        found.append(cards.others_card(self._desk, self._rest(page)))
        found.append(cards.signed_card(page) if page.record else None)
        return [card for card in found if card is not None]

    def _rest(self, page: RecordPage) -> list[Following]:
        told = {story.id for story in action_stories(page)}
        rest = []
        for one in page.following:
            over = any(link.to in told for link in one.whole.header.links)
            apart = isinstance(one.whole.record, _SHOWN_APART)
            if not (apart or over or one.whole.entry.id in told):
                rest.append(one)
        return rest

    def _actions(self, page: RecordPage) -> QWidget:
        add = self.acts.add_action if isinstance(page.record, AnyConcern) else None
        several = len(page.children) > 1
        return actions_card(self._desk, action_stories(page), about=several, on_add=add)

    def _identity(self, page: RecordPage) -> str:
        today = self._desk.workspace.clock.now().day()
        now = now_listed(self._desk.workspace, page)
        if len(now) == 1:
            return f"{now[0].name} · {now[0].identity(today)}"
        return " · ".join(card.name for card in now)

    def _how_it_stands(self, page: RecordPage) -> State | None:
        if not isinstance(page.record, AnyConcern):
            return None
        count = len(open_cards(page))
        if count == 0:
            return State(_("Closed"), "good")
        if not self.acts.decided():
            return State(_("Waits for a decision"), "warn")
        if len(page.children) == 1:
            return State(_("Open"), "accent", "")
        words = ngettext("Open for {count} child", "Open for {count} children", count)
        return State(words.format(count=count), "accent", "")

    def _offer(self) -> None:
        for old in self._pressed:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        offers = self.acts.offered()
        main = {"acknowledge": True, "decide": self.acts.read() and not self.acts.decided()}
        self._pressed = [
            Button(
                offer.words,
                offer.press,
                role="primary" if main.get(offer.name) else "plain",
                icon="print" if offer.name == "print-sheet" else "",
                name=offer.name,
            )
            for offer in offers
        ]
        self.bar.offer(*self._pressed)
        choices = [(one.name, one.words, one.press) for one in self.acts.corrected()]
        if choices:
            more = menu_button(_("Correct"), "correct-menu", choices)
            self._pressed.append(more)
            self.bar.offer_right(more)

    def _on_changed(self, change: Change) -> None:
        place = self.area.verticalScrollBar().value()
        try:
            page = self._desk.workspace.files.see_record(self.record)
        except RowanError:
            return  # it has left the file: the page that took it off says where it is
        del change
        self._show(page)
        QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(place))

    def _on_shortcut(self, code: str) -> None:
        if code == "print" and self._pressed:
            self.acts.sheet()
