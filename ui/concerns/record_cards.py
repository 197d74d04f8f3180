"""Build the cards of a record's page: children, times, account, decision, owner, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.base.errors import RuleError
from app.base.text import N_, _
from app.documents.answers import Showing, answers
from app.documents.blocks import Block
from app.documents.bodymap import rules
from app.documents.moments import short_day, short_stamp, stamp_words
from app.documents.signed import signature_block
from app.documents.timeline import TIMED, timeline
from app.records.action import Assigned
from app.records.closure import Closure, Reopening
from app.records.concern import AnyConcern
from app.records.decision import Decision
from app.records.intake import TakenIn
from app.records.note import Note
from app.rules.cards import ChildCard
from app.views.records import Following, RecordPage
from ui.concerns.needs import NEEDS_PROMPT, Standing, standing_of
from ui.concerns.stories import (
    matched_refs,
    names_of,
    of_kind,
    open_cards,
    page_entry,
    sheet_entries,
)
from ui.kit.banners import PromptPanel
from ui.kit.blocks import BlocksView
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.details import Details
from ui.kit.labels import Label
from ui.kit.pills import Pill, State

Press = Callable[[], object]

_BELONGS = {
    "answers": N_("Decides about"),
    "part_of": N_("Part of the decision"),
    "about": N_("About the concern"),
    "done": N_("The action"),
    "reassigned": N_("The action"),
    "redated": N_("The action"),
    "cancelled": N_("The action"),
    "closes": N_("Closes"),
    "reopens": N_("Opens again"),
    "assigns": N_("Names the owner of"),
    "same_event": N_("Same event as"),
    "read": N_("Reading of"),
    "ends": N_("Ends"),
    "amended": N_("Amends"),
    "in_error": N_("Takes off the file"),
    "put_back": N_("Puts back on the file"),
    "replaces": N_("Replaces"),
    "reconsiders": N_("Asks to reconsider"),
    "settles": N_("Answers"),
}


def children_card(desk: Desk, page: RecordPage, on_match: Callable[[ChildCard], object]) -> Card:
    """Return the children with the part each played, what stands open, and their needs."""
    card = Card(_("Children") if len(page.children) > 1 else _("Child"), gap=14)
    card.setObjectName("children")
    refs = matched_refs(page)
    standings = []
    for child in page.children:
        listed = desk.workspace.roll_view.child(refs.get(child.id, child.id))
        standing = standing_of(desk.workspace, listed.id) if listed else Standing()
        standings.append(standing)
        card.add(_child_row(desk, page, (child, listed, standing), on_match))
    prompt = desk.prompt(NEEDS_PROMPT)
    if prompt and isinstance(page.record, AnyConcern) and any(one.prompt for one in standings):
        card.add(PromptPanel(prompt))
    return card


def _child_row(
    desk: Desk,
    page: RecordPage,
    child: tuple[ChildCard, ChildCard | None, Standing],
    on_match: Callable[[ChildCard], object],
) -> QWidget:
    as_written, listed, standing = child
    today = desk.workspace.clock.now().day()
    frame = QFrame()
    frame.setProperty("role", "row")
    whole = column(frame, gap=3, edge=(12, 1, 0, 1))
    head = row(gap=8)
    if listed:
        name = Button(listed.name, role="link", name="open-child")
        name.clicked.connect(lambda: desk.go("child", child=listed.id))
        head.addWidget(name)
    else:
        head.addWidget(Label(as_written.name, "strong", wrap=False))
    roles = {c.ref(): c.role for c in page.whole.header.children}
    head.addWidget(Pill(State(roles[as_written.id].words, "muted")))
    state = _child_state(page, as_written)
    if state:
        head.addWidget(Pill(state))
    head.addStretch(1)
    whole.addLayout(head)
    whole.addWidget(Label((listed or as_written).identity(today), "muted"))
    if listed and not as_written.listed:
        words = _("Written as “{name}”, matched with the roll").format(name=as_written.name)
        whole.addWidget(Label(words, "hint"))
    if standing.statuses:
        whole.addWidget(Label(standing.words(), "hint"))
    if listed is None and isinstance(page.record, AnyConcern):
        words = _("Match with the roll …")
        press = Button(words, lambda: on_match(as_written), name="match-child")
        whole.addWidget(press, 0, Qt.AlignmentFlag.AlignLeft)
    return frame


def _child_state(page: RecordPage, child: ChildCard) -> State | None:
    if not isinstance(page.record, AnyConcern):
        return None
    if child in open_cards(page):
        return State(_("Open"), "accent", "")
    role = next(c.role for c in page.whole.header.children if c.ref() == child.id)
    return None if role.code == "witness" else State(_("Closed"), "good")


def times_card(page: RecordPage) -> Card:
    """Return when a concern happened, was noticed, told, written and read, with each delay."""
    card = Card(_("Times"))
    card.setObjectName("times")
    if isinstance(page.record, AnyConcern):
        entry = page_entry(page)
        table = timeline(page.record, entry, sheet_entries(page))
        facts = Details()
        for what, when, since in table.rows:
            if what == _("Decided"):
                continue  # paper says that there is no decision yet; here the title does
            words = when if not since else _("{when}: {since}").format(when=when, since=since)
            facts.add(what, words)
        card.add(facts)
    return card


def account_card(page: RecordPage) -> Card:
    """Return what was written, in the words of its form; exact words and opinion are marked."""
    label = page.record.kind.label if page.record else page.whole.entry.kind
    concern = isinstance(page.record, AnyConcern)
    card = Card(_("The account") if concern else _(label))
    card.setObjectName("account")
    card.add(BlocksView(account_blocks(page)))
    return card


def account_blocks(page: RecordPage) -> tuple[Block, ...]:
    """Return the answers of a record as blocks; those of the times card are left out."""
    if page.record is None:
        return ()
    skip = TIMED if isinstance(page.record, AnyConcern) else frozenset[str]()
    children = page.whole.header.children
    always = (
        frozenset({"words", "parents"}) if isinstance(page.record, AnyConcern) else frozenset()
    )
    blocks = answers(page.record, Showing(children=children, skip=skip, always=always))
    return tuple(block for block in blocks if block != rules())  # those are for paper


def decision_cards(page: RecordPage) -> list[Card]:
    """Return each decision about a concern, apart from the account."""
    cards = []
    for one, decision in of_kind(page.following, Decision):
        card = Card(_("Decision"), entry_line(one))
        card.setObjectName("decision")
        about = names_of(one, page)
        if about:
            card.add(Label(about, "muted"))
        children = one.whole.header.children
        card.add(BlocksView(answers(decision, Showing(children=children, compact=True))))
        cards.append(card)
    return cards


def notes_card(page: RecordPage, on_add: Press) -> Card:
    """Return the notes added to a record."""
    card = Card(_("Notes"), gap=12)
    card.setObjectName("notes")
    for one, note in of_kind(page.following, Note):
        frame = QFrame()
        frame.setProperty("role", "row")
        held = column(frame, gap=2, edge=(12, 1, 0, 1))
        head = _("{way}: {who}").format(way=note.way.words, who=note.with_whom)
        held.addWidget(Label(head, "strong"))
        held.addWidget(Label(note.at.shown(), "muted"))
        held.addWidget(Label(note.said).selectable())
        if note.agreed:
            held.addWidget(Label(_("Agreed: {words}").format(words=note.agreed)).selectable())
        held.addWidget(Label(entry_line(one), "hint"))
        card.add(frame)
    if card.body.count() == 0:
        card.add(Label(_("None yet."), "muted"))
    card.add(Button(_("Add a note"), on_add, role="add", icon="plus", name="add-note"))
    return card


def owner_card(page: RecordPage, on_assign: Press) -> Card:
    """Return who looks after a concern, and who did before."""
    card = Card(_("Who looks after it"))
    card.setObjectName("owner")
    facts = Details()
    held = list(of_kind(page.following, Assigned))
    for one, assigned in reversed(held):
        about = names_of(one, page)
        since = _("From {day}").format(day=short_day(one.whole.entry.recorded.day()))
        words = assigned.who.shown() + (f", {about}" if about else "")
        facts.add(since, f"{words}: {assigned.reason}" if assigned.reason else words)
    card.add(facts if held else Label(_("Nobody yet."), "muted"))
    card.add(Button(_("Name somebody …"), on_assign, role="quiet", name="assign"))
    return card


def closing_card(page: RecordPage) -> Card | None:
    """Return closings and openings, each with its reason and child; None if there are none."""
    facts = Details()
    for one in page.following:
        record, children = one.whole.record, one.whole.header.children
        if not isinstance(record, (Closure, Reopening)):
            continue
        verb = _("Closed {day}") if isinstance(record, Closure) else _("Opened again {day}")
        names = ", ".join(child.shown() for child in children)
        who = one.whole.header.author.name
        words = _("{names}. {line} ({who})").format(names=names, line=record.line(), who=who)
        facts.add(verb.format(day=short_day(one.whole.entry.recorded.day())), words)
    if not facts.findChildren(Label):
        return None
    card = Card(_("Closing")).add(facts)
    card.setObjectName("closing")
    return card


def same_event_card(desk: Desk, page: RecordPage, on_link: Press) -> Card:
    """Return the other records of the same event."""
    card = Card(_("Same event"))
    card.setObjectName("same-event")
    me = page.whole.entry.id
    for one in page.following:
        for other in one.whole.header.links_for("same_event"):
            if other != me:
                card.add(record_link(desk, other))
                why = one.whole.record.line() if one.whole.record else ""
                card.add(Label(_("Linked: {why}").format(why=why), "hint"))
    words = _("Link as one event …")
    card.add(Button(words, on_link, role="quiet", icon="link", name="link-event"))
    return card


def belongs_card(desk: Desk, page: RecordPage) -> Card | None:
    """Return the records that this one is about; None if there are none."""
    card = Card(_("Belongs to"))
    card.setObjectName("belongs")
    links = {link.to: link.why for link in page.whole.header.links if link.why in _BELONGS}
    for target, why in links.items():
        try:
            pressed = record_link(desk, target)
        except RuleError:
            continue
        card.add(Label(_(_BELONGS[why]), "hint"), pressed)
    return card if card.body.count() else None


def signed_card(page: RecordPage) -> Card:
    """Return how a record was signed, in full sentences."""
    card = Card(_("Signed"))
    card.setObjectName("signed")
    entry = page_entry(page)
    card.add(Label(signature_block(entry).signed, "muted").selectable())
    words = _("Record {number}, recorded {when}.")
    recorded = stamp_words(page.whole.entry.recorded)
    card.add(Label(words.format(number=page.whole.entry.seq, when=recorded), "hint"))
    return card


def others_card(desk: Desk, following: Iterable[Following]) -> Card | None:
    """Return what else points at a record, one line each; None if nothing does."""
    card = Card(_("What followed"))
    for one in following:
        card.add(record_link(desk, one.whole.entry.id), Label(entry_line(one), "hint"))
    return card if card.body.count() else None


def record_link(desk: Desk, record: str) -> Button:
    """Return a button that opens another record, named by kind and day (RuleError)."""
    page = desk.workspace.files.see_record(record)
    kind = _(page.record.kind.label) if page.record else page.whole.entry.kind
    line = page.record.line() if page.record else ""
    day: date = page.whole.entry.recorded.day()
    words = _("{kind}, {day}: {line}").format(kind=kind, day=short_day(day), line=_short(line))
    return Button(words, lambda: desk.go("record", record=record), role="link", name="open-linked")


def entry_line(one: Following, following: Iterable[Following] = ()) -> str:
    """Return who wrote an entry, when, how it was signed, and when it was amended.

    What came as a note stands in its taker's act: how its author signed is among the `following`.
    """
    whole, strength = one.whole, str(one.whole.strength)
    for _entry, taken in of_kind(following, TakenIn):
        strength = taken.strength if taken.record == whole.entry.id else strength
    how = _("signed with passphrase") if strength == "attest" else _("signed")
    who, when = whole.header.author.shown(), short_stamp(whole.entry.recorded)
    line = _("{who}, {when}, {how}").format(who=who, when=when, how=how)
    if whole.amended is None:
        return line
    words = _("{line}; version {number}, amended {when}")
    return words.format(line=line, number=whole.number, when=short_stamp(whole.amended))


def _short(line: str, most: int = 40) -> str:
    first = line.split("\n", 1)[0]
    return first if len(first) <= most else first[:most].rsplit(" ", 1)[0] + " …"
