"""List unfinished drafts: open them, or let them go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.records.kinds import NEWEST
from app.services.changes import Change
from app.services.drafts import Draft
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.dialogs import Question, confirm
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items, clipped
from ui.kit.labels import Label
from ui.kit.pills import State
from ui.kit.problems import explain
from ui.kit.waiting import minutes_between, near_time

_OLD_MINUTES = 24 * 60
_SHORT = 90
# Parts of what is chosen and not written: a choice, a moment, an adult.
_NOT_WRITTEN = frozenset({"code", "day", "role"})


class DraftsCard(Card):
    """Show the person's own drafts; of others' only how many there are."""

    def __init__(self, desk: Desk, ask_again: Callable[[], object]) -> None:
        super().__init__(_("Unfinished drafts"))
        self.setObjectName("drafts")
        self._desk = desk
        self._ask_again = ask_again
        self._items = Items(_nothing)
        self._others = Label("", "hint")
        self.add(self._items, self._others)

    def show_drafts(self, drafts: list[Draft], others: int, day: date) -> None:
        """Show drafts, and how many others there are."""
        self._items.show_items(self._item(draft, day) for draft in drafts)
        words = ngettext(
            "One more draft belongs to a colleague.",
            "{count} more drafts belong to colleagues.",
            others,
        )
        self._others.show_text(words.format(count=others) if others else "")
        self._others.setVisible(bool(others))

    def _item(self, draft: Draft, day: date) -> Item:
        who = ", ".join(child.shown() for child in draft.children)
        old = minutes_between(draft.started, self._desk.workspace.clock.now()) > _OLD_MINUTES
        entry = Entry(
            key=draft.id,
            title=who or _("No child named yet"),
            beside=_kind_words(draft),
            words=clipped(first_words(draft.values), _SHORT),
            below=_("begun {when}").format(when=near_time(draft.started, day)),
            state=State(_("Older than a day"), "warn") if old else None,
            opens=lambda: self._open(draft),
        )
        go_on = Button(_("Go on"), lambda: self._open(draft), name=f"go-on-{draft.id}")
        discard = Button(_("Discard …"), role="quiet", name=f"discard-{draft.id}")
        discard.clicked.connect(lambda: self._ask_discard(draft))
        return Item(entry, (discard, go_on))

    def _open(self, draft: Draft) -> None:
        if draft.kind == "decision":
            answers = [link.to for link in draft.links if link.why == "answers"]
            self._desk.go("decision", draft=draft, concerns=answers)
        else:
            self._desk.go(draft.kind, draft=draft, child="")

    def _ask_discard(self, draft: Draft) -> None:
        question = Question(
            title=_("Discard this draft?"),
            body=size_words(draft.values),
            yes=_("Discard"),
            no=_("Keep the draft"),
        )
        confirm(self, question, lambda: self._discard(draft))

    def _discard(self, draft: Draft) -> None:
        def act() -> Change:
            self._desk.workspace.drafts.discard(draft.id)
            return Change()

        self._desk.do(act, parent=self, done=_("Draft discarded."))
        self._ask_again()


def own_drafts(desk: Desk) -> tuple[list[Draft], Notice | None]:
    """Return the person's drafts, and what to say if they cannot be read."""
    try:
        return desk.workspace.drafts.mine(), None
    except RowanError as error:
        words = explain(error)
        return [], Notice(words.title, [words.body, words.next_step], tone="warn")


def first_words(values: Mapping[str, Any]) -> str:
    """Return the longest text in a draft: what it is recognised by."""
    texts = sorted(_texts(values), key=len)
    return texts[-1] if texts else _("Nothing is written yet.")


def size_words(values: Mapping[str, Any]) -> str:
    """Say what would be lost: 214 words and 2 marks."""
    words = sum(len(text.split()) for text in _texts(values))
    body_map = values.get("body_map")
    marks = len(body_map.get("marks", ())) if isinstance(body_map, Mapping) else 0
    lost = ngettext("{count} word", "{count} words", words).format(count=words)
    if marks:
        drawn = ngettext("{count} mark", "{count} marks", marks).format(count=marks)
        lost = _("{words} and {marks}").format(words=lost, marks=drawn)
    return _("{what} will be lost. This cannot be undone.").format(what=lost)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        if value.keys() & _NOT_WRITTEN:
            return []
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in _texts(part)]
    return []


def _kind_words(draft: Draft) -> str:
    cls = NEWEST.get(draft.kind)
    return _(cls.kind.label) if cls else draft.kind


def _nothing() -> EmptyState:
    return EmptyState(_("No draft of yours"), _("What you have begun to write waits here."))
