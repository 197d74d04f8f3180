"""Ask what a DSL says of a concern besides deciding: owner, closing, opening again, links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.errors import InputError
from app.base.text import _
from app.documents.moments import short_stamp
from app.records.action import Assigned
from app.records.closure import Closure, Matched, Reopening, SameEvent
from app.records.concern import AnyConcern
from app.records.family import Ended
from app.records.fields import Ask, Choice, FieldType, Section
from app.records.lists import Option as ListOption
from app.rules.cards import ChildCard
from app.services.closures import ActionsOpen, NotDecided
from app.views.records import RecordPage
from ui.concerns.pick_editor import PickEditor
from ui.concerns.stories import action_stories, open_cards
from ui.kit.context import FormContext
from ui.kit.desk import Desk
from ui.kit.dialogs import show_problem
from ui.kit.editors import ChipsEditor
from ui.kit.fields import FieldBox
from ui.kit.people import PersonEditor
from ui.kit.pickers import Option, Picker
from ui.kit.record_dialog import Asking, RecordDialog, a_question, ask_record

CHILDREN, ONLY, RECORDS, CHILD = "children", "only", "records", "child"
NEAR = timedelta(days=3)
MOST_OFFERED = 12
LONGEST = 110  # letters that stand on two lines of the dialog
_EVERY = "every"


def ask_assign(desk: Desk, parent: QWidget, page: RecordPage) -> RecordDialog:
    """Ask who looks after a concern, for all its children or for one."""
    first = []
    if len(page.children) > 1:
        every = ListOption(_EVERY, _("All of them"))
        options = [every, *(ListOption(card.id, card.name) for card in page.children)]
        first.append(_chips(desk, ONLY, _("For which child?"), options, many=False))
        first[0].fill([Choice(_EVERY, _("All of them"))])
    record = page.whole.entry.id

    def act(answers: dict[str, Any]) -> Any:
        only = answers.get(ONLY)
        code = only.code if isinstance(only, Choice) and only.code != _EVERY else ""
        reason = str(answers.get("reason") or "")
        who: Any = answers.get("who")
        return desk.workspace.concerns.assign(record, who, reason=reason, only=code)

    asking = Asking(
        title=_("Who looks after it?"), kind=Assigned, verb=_("Save owner"), first=first
    )
    dialog = ask_record(desk, parent, asking, act, said=_("Owner saved"))
    editor = dialog.box("who").editor
    if isinstance(editor, PersonEditor):
        editor.name.setFocus()
    return dialog


def ask_close(desk: Desk, parent: QWidget, page: RecordPage) -> QWidget:
    """Ask why a concern is closed and for which children; rules are told before anything else."""
    if not any(one.whole.entry.kind == "decision" for one in page.following):
        return show_problem(parent, NotDecided())
    open_actions = [one for one in action_stories(page) if one.state == "open"]
    cards = open_cards(page)
    busy = {c.ref() for one in open_actions for c in one.entry.whole.header.children}
    if open_actions and all(card.id in busy for card in cards):
        return show_problem(parent, ActionsOpen(len(open_actions)))
    first = [_children(desk, cards, [c for c in cards if c.id not in busy])]
    asking = Asking(
        title=_("Close this concern"),
        kind=Closure,
        verb=_("Close it"),
        first=first if len(cards) > 1 else (),
    )
    close, record = desk.workspace.closures.close, page.whole.entry.id
    return ask_record(
        desk,
        parent,
        asking,
        lambda answers: close(record, _refs(answers, cards), answers),
        said=_("Closed"),
    )


def ask_reopen(desk: Desk, parent: QWidget, page: RecordPage) -> RecordDialog:
    """Ask why a concern is opened again and for which children."""
    standing = {card.id for card in open_cards(page)}
    cards = tuple(card for card in page.children if card.id not in standing)
    asking = Asking(
        title=_("Open this concern again"),
        kind=Reopening,
        verb=_("Open it again"),
        first=[_children(desk, cards, cards)] if len(cards) > 1 else (),
    )
    reopen, record = desk.workspace.closures.reopen, page.whole.entry.id
    return ask_record(
        desk,
        parent,
        asking,
        lambda answers: reopen(record, _refs(answers, cards), answers),
        said=_("Opened again"),
    )


def ask_link(desk: Desk, parent: QWidget, page: RecordPage) -> RecordDialog:
    """Ask which other concerns tell of the same event, and how that is known."""
    offered = near_concerns(desk, page)
    label = _("Which records tell of the same event?")
    missing = _("Choose the other record")
    box = _chips(desk, RECORDS, label, offered, many=True, missing=missing)
    lines = [] if offered else [_("There is no other concern of these children or these days.")]
    asking = Asking(
        title=_("Link as one event"),
        kind=SameEvent,
        verb=_("Link"),
        lines=lines,
        first=[box],
    )
    record = page.whole.entry.id

    def act(answers: dict[str, Any]) -> Any:
        others = [choice.code for choice in answers.get(RECORDS) or ()]
        if not others:
            raise InputError({RECORDS: "missing"})
        reason = str(answers.get("reason") or "")
        return desk.workspace.concerns.link_as_one([record, *others], reason)

    return ask_record(desk, parent, asking, act, said=_("Linked as one event"))


def near_concerns(desk: Desk, page: RecordPage) -> list[ListOption]:
    """Return concerns of the same children, newest first, and those that happened near it."""
    ws, me = desk.workspace, page.whole.entry.id
    files = [ws.files.see_file(card.id) for card in page.children if card.listed]
    lines = [line for file in files for line in file.chronology if line.kind == "concern"]
    own = {line.record: line.recorded for line in lines}
    day = page.whole.entry.recorded.day()
    rows = ws.standing.rows("WHERE kind = 'concern'")
    near = {row.id: row.recorded for row in rows if abs(row.recorded.day() - day) <= NEAR}
    found = [key for key in dict.fromkeys([*reversed(own), *near]) if key != me]
    return [_offered(desk, key) for key in found[:MOST_OFFERED]]


def ask_match(desk: Desk, parent: QWidget, page: RecordPage, typed: ChildCard) -> RecordDialog:
    """Ask which child of the roll somebody typed by name was."""
    ws = desk.workspace
    today = ws.clock.now().day()
    picker = Picker(
        lambda text: [
            Option(card.id, card.name, card.identity(today)) for card in ws.roll_view.named(text)
        ]
    )
    picker.setObjectName("match-finder")
    asking = Asking(
        title=_("Which child of the roll is “{name}”?").format(name=typed.name),
        kind=Matched,
        verb=_("Match"),
        skip=frozenset({"key"}),
        first=[_picking(desk, picker)],
    )
    record = page.whole.entry.id

    def act(answers: dict[str, Any]) -> Any:
        child, reason = str(answers.get(CHILD) or ""), str(answers.get("reason") or "")
        lacking = {name: "missing" for name in (CHILD, "reason") if not answers.get(name)}
        if lacking:
            raise InputError(lacking)
        return ws.concerns.match(record, typed.id, child, reason)

    return ask_record(desk, parent, asking, act, said=_("Matched"))


def ask_end(desk: Desk, parent: QWidget, dated: str) -> RecordDialog:
    """Ask on which day a household member, contact or status ended."""
    asking = Asking(title=_("It has ended"), kind=Ended, verb=_("End it"))
    end = desk.workspace.family.end
    return ask_record(desk, parent, asking, lambda answers: end(dated, answers), said=_("Ended"))


def _offered(desk: Desk, record: str) -> ListOption:
    whole = desk.workspace.files.see_record(record).whole
    told = whole.record.line() if isinstance(whole.record, AnyConcern) else ""
    words = _("{when} · {who}: {told}").format(
        when=short_stamp(whole.entry.recorded), who=whole.header.author.name, told=told
    )
    return ListOption(record, words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")


def _children(desk: Desk, cards: Sequence[ChildCard], chosen: Sequence[ChildCard]) -> FieldBox:
    options = [ListOption(card.id, card.name) for card in cards]
    box = _chips(
        desk,
        CHILDREN,
        _("For which children?"),
        options,
        many=True,
        missing=_("Choose the children"),
    )
    box.fill([Choice(card.id, card.name) for card in chosen])
    return box


def _refs(answers: dict[str, Any], cards: Sequence[ChildCard]) -> list[str]:
    chosen = answers.pop(CHILDREN, None) if len(cards) > 1 else None
    if len(cards) > 1:
        return [choice.code for choice in chosen or ()]
    return [card.id for card in cards]


def _chips(
    desk: Desk,
    name: str,
    label: str,
    options: Sequence[ListOption],
    *,
    many: bool,
    missing: str = "",
) -> FieldBox:
    ask = Ask(section=Section(""), label=label, missing=missing)
    kind = FieldType.CHOICES if many else FieldType.CHOICE
    context: FormContext = desk.form_context()
    return FieldBox(a_question(name, kind, ask), ChipsEditor(options, many=many), context)


def _picking(desk: Desk, picker: Picker) -> FieldBox:
    ask = Ask(section=Section(""), label=_("Child on the roll"), missing=_("Choose the child"))
    question = a_question(CHILD, FieldType.CHILD, ask)
    return FieldBox(question, PickEditor(picker), desk.form_context())
