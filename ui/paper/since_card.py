"""Say whether a copy still shows what is recorded, and what came after it."""

from __future__ import annotations

from functools import partial

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.documents.moments import stamp_words
from app.services.papers import Answer
from ui.kit.banners import Notice
from ui.kit.boxes import beside
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.items import Entry, Item, Items
from ui.kit.labels import IconLabel, Label
from ui.paper.nothing import no_items

MOST = 30


def since_card(desk: Desk, answer: Answer) -> Card:
    """Return a card: current, or what was recorded since the copy left."""
    count = len(answer.since)
    changed = [*_left(desk, answer), *_amended(desk, answer)]
    if changed:
        held = Card(_("It no longer says what is recorded")).add(*changed)
        return _named(held.add(_entries(desk, answer)) if count else held)
    if not count:
        words = Label(_("Current: nothing was recorded about it since it left."))
        return _named(Card(_("Since then")).add(beside(IconLabel("good", "good"), words, gap=8)))
    hint = _("The copy does not show these. Print a new one if it is to be used.")
    return _named(Card(_heading(count), hint).add(_entries(desk, answer)))


def _heading(count: int) -> str:
    heading = ngettext(
        "{count} entry was recorded since", "{count} entries were recorded since", count
    )
    return heading.format(count=count)


def _entries(desk: Desk, answer: Answer) -> Items:
    held = Items(no_items)
    shown = [item for record in answer.since[-MOST:] if (item := _item(desk, record))]
    held.show_items(reversed(shown))
    return held


def _left(desk: Desk, answer: Answer) -> list[Notice]:
    """Return that records on the copy were filed in error; their text is under School alone."""
    if not answer.in_error:
        return []
    title = ngettext(
        "A record on it was filed in error",
        "{count} records on it were filed in error",
        len(answer.in_error),
    )
    words = _("Do not use this copy. Take back those that were given out.")
    press = Button(_("Filed in error …"), lambda: desk.go("errors"), name="to-errors")
    notice = Notice(title.format(count=len(answer.in_error)), [words], tone="danger")
    return [notice.offer(press)]


def _amended(desk: Desk, answer: Answer) -> list[Notice]:
    """Return which records on the copy were amended since, with the way to what changed."""
    found = []
    for record in answer.amended[:MOST]:
        whole = desk.workspace.files.see_record(record).whole
        words = _("Record {number} was amended since: there is a version {version} now")
        press = Button(
            _("What changed"), partial(desk.go, "versions", record=record), name="what-changed"
        )
        notice = Notice(words.format(number=whole.entry.seq, version=whole.number), tone="warn")
        found.append(notice.offer(press))
    return found


def _named(card: Card) -> Card:
    card.setObjectName("since")
    return card


def _item(desk: Desk, record: str) -> Item | None:
    try:
        page = desk.workspace.files.see_record(record)
    except RowanError:
        return None
    whole = page.whole
    kind = _(page.record.kind.label) if page.record else whole.entry.kind
    return Item(
        Entry(
            key=record,
            title=kind,
            beside=_("record {number}").format(number=whole.entry.seq),
            below=f"{stamp_words(whole.entry.recorded)} · {whole.header.author.shown()}",
            opens=lambda: desk.go("record", record=record),
        )
    )
