"""Say whether a copy still shows what is recorded, and what came after it."""

from __future__ import annotations

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.documents.moments import stamp_words
from app.services.papers import Answer
from ui.kit.boxes import beside
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.items import Entry, Item, Items
from ui.kit.labels import IconLabel, Label
from ui.paper.nothing import no_items

MOST = 30


def since_card(desk: Desk, answer: Answer) -> Card:
    """Return a card: current, or what was recorded since the copy left."""
    count = len(answer.since)
    if not count:
        words = Label(_("Current: nothing was recorded about it since it left."))
        return _named(Card(_("Since then")).add(beside(IconLabel("good", "good"), words, gap=8)))
    heading = ngettext(
        "{count} entry was recorded since", "{count} entries were recorded since", count
    )
    held = Items(no_items)
    shown = [item for record in answer.since[-MOST:] if (item := _item(desk, record))]
    held.show_items(reversed(shown))
    hint = _("The copy does not show these. Print a new one if it is to be used.")
    return _named(Card(heading.format(count=count), hint).add(held))


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
