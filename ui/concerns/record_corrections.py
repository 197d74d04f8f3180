"""Build the cards that say how a record was amended, and who asked for it to be reconsidered."""

from __future__ import annotations

from app.base.text import _
from app.documents.answers import Showing, answers
from app.documents.moments import short_stamp
from app.records.reconsideration import Reconsideration, ReconsiderationAnswer
from app.views.records import Following, RecordPage
from ui.concerns.record_cards import entry_line
from ui.concerns.stories import of_kind, own
from ui.kit.banners import Notice, PromptPanel
from ui.kit.blocks import BlocksView
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.labels import Label

PROMPT = "reconsider"


def version_card(desk: Desk, page: RecordPage) -> Notice | None:
    """Return which version this is, why and since when; None for a record never amended."""
    whole = page.whole
    if whole.amended is None:
        return None
    newest = desk.workspace.versions.versions(whole.entry.id)[-1]
    title = _("Version {number} of {number}").format(number=whole.number)
    words = _("Amended {when}: {why}").format(when=short_stamp(whole.amended), why=newest.reason)
    notice = Notice(title, [words])
    notice.setObjectName("version")
    press = Button(
        _("What changed"),
        lambda: desk.go("versions", record=whole.entry.id),
        name="what-changed",
    )
    return notice.offer(press)


def request_cards(desk: Desk, page: RecordPage) -> list[Card]:
    """Return each request for reconsideration with its answer, the page's own included."""
    entries = [own(page), *page.following]
    settled = {
        target: one
        for one, _answer in of_kind(entries, ReconsiderationAnswer)
        for target in one.whole.header.links_for("settles")
    }
    mine = isinstance(page.record, Reconsideration)
    return [
        _request(desk, (one, entry_line(one, entries)), settled.get(one.whole.entry.id), mine=mine)
        for one, _asked in of_kind(entries, Reconsideration)
    ]


def _request(
    desk: Desk, told: tuple[Following, str], answer: Following | None, *, mine: bool
) -> Card:
    asked, line = told
    card = Card(_("Answer") if mine else _("Asked to reconsider"), gap=12)
    card.setObjectName("request")
    if not mine:
        card.add(_said(asked), Label(line, "hint"))
    if answer is not None:
        head = [] if mine else [Label(_("Answer"), "strong")]
        card.add(*head, _said(answer), Label(entry_line(answer), "hint"))
        prompt = desk.prompt(PROMPT)
        return card.add(PromptPanel(prompt)) if prompt else card
    press = Button(
        _("Answer …"),
        lambda: desk.go("reconsideration.answer", record=asked.whole.entry.id),
        name="answer-request",
    )
    return card.add(Label(_("Not answered yet."), "muted"), press)


def _said(one: Following) -> BlocksView:
    record = one.whole.record
    showing = Showing(children=one.whole.header.children, compact=True)
    return BlocksView(answers(record, showing) if record else ())
