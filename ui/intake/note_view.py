"""Show one note as its sheet will show it, and ask who its children and its writer are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from app.base.text import _
from app.documents.answers import Showing, answers
from app.documents.bodymap import rules
from app.records.fields import Choice, show_day
from app.records.header import ChildAs
from app.rules.intake import NoteRead, TakeIn
from app.rules.matching import ChildMatch, Matches, PersonMatch
from ui.intake.match_box import Asked, MatchBox, reasons_words
from ui.intake.words import author_words, doubt_words, origin_words, read_words, state_of
from ui.kit.banners import Notice
from ui.kit.blocks import BlocksView
from ui.kit.boxes import column, fill, stacked
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.details import Details
from ui.kit.labels import Label
from ui.kit.pickers import Option
from ui.kit.pills import Pill
from ui.kit.problem_line import ProblemLine
from ui.kit.waiting import near_time

WRITER = "writer"


@dataclass(slots=True)
class Chosen:
    """Remember what was chosen for a note while the tray is open; `checked` makes it ready."""

    picked: dict[str, str] = field(default_factory=dict)
    checked: bool = False

    def taking(self, file: str) -> TakeIn:
        """Return how the note of a file is to be taken in."""
        children = {ref: key for ref, key in self.picked.items() if ref != WRITER and key}
        return TakeIn(file=file, children=children, reporter=self.picked.get(WRITER, ""))


class NoteView(QWidget):
    """Show the note; `changed` tells that a choice was made."""

    changed = Signal()

    def __init__(self, desk: Desk, read: NoteRead, matches: Matches, chosen: Chosen) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setObjectName("note-view")
        self.read = read
        self.chosen = chosen
        self._desk = desk
        self._today = desk.workspace.clock.now().day()
        self.boxes: list[MatchBox] = []
        whole = column(self, gap=14)
        if doubt_words(read.note):
            notice = Notice(_("Do not trust the name"), [doubt_words(read.note)], tone="danger")
            notice.setObjectName("note-doubt")
            whole.addWidget(notice)
        self._top = column(gap=0)
        self._top.addWidget(self._head())
        whole.addLayout(self._top)
        for card in (self._account(), self._who(matches)):
            whole.addWidget(card)

    def show_read(self, read: NoteRead) -> None:
        """Say who has read the note meanwhile; what is being chosen stays as it is."""
        self.read = read
        fill(self._top, (self._head(),))

    def _head(self) -> Card:
        note = self.read.note
        card = Card(note.label)
        card.setObjectName("note-head")
        card.head.addWidget(Pill(state_of(note)))
        facts = Details(ruled=True)
        facts.add(_("Written by"), author_words(note))
        if note.contact:
            facts.add(_("Where to be found"), note.contact)
        facts.add(_("Written"), near_time(note.written, self._today) + ", " + origin_words(note))
        facts.add(_("Arrived"), near_time(note.arrived, self._today))
        read = read_words(note, self._today)
        facts.add(_("Read by"), read or _("nobody yet: it counts as read after three seconds"))
        return card.add(facts)

    def _account(self) -> Card:
        card = Card(_("As it was written"))
        card.setObjectName("note-account")
        showing = Showing(children=self.read.header.children)
        blocks = answers(self.read.record, showing)
        return card.add(BlocksView(block for block in blocks if block != rules()))

    def _who(self, matches: Matches) -> Card:
        card = Card(
            _("Who is meant?"),
            _("Rowan suggests and never decides. What you choose is signed with your name."),
            gap=16,
        )
        card.setObjectName("note-who")
        for child in self.read.header.children:
            listed = self._desk.workspace.roll_view.child(child.child) if child.child else None
            if listed is not None:
                line = f"{listed.name} · {listed.identity(self._today)}"
                chosen = Label(_("Chosen from the roll by the writer"), "hint")
                card.add(stacked(Label(line, "strong"), chosen, gap=2))
            elif child.child is None:
                near = matches.children.get(child.ref(), ())
                card.add(self._box(asked_child(child, near, self._today), self._children))
        if self.read.note.identity != "confirmed":
            name = self.read.note.by.shown() if self.read.note.by.name else _("no name given")
            card.add(self._box(asked_writer(name, matches.reporter), self._people))
        self.problem = ProblemLine()
        self.tick = QCheckBox(_("I have checked who is meant"))
        self.tick.setObjectName("note-checked")
        self.tick.setChecked(self.chosen.checked)
        self.tick.clicked.connect(self._on_tick)
        return card.add(self.problem, self.tick)

    def _box(self, asked: Asked, source: Callable[[str], list[Option]]) -> MatchBox:
        box = MatchBox(asked, source)
        if asked.key in self.chosen.picked:
            box.choose(self.chosen.picked[asked.key])
        box.changed.connect(self._on_picked)
        self.boxes.append(box)
        return box

    def _children(self, typed: str) -> list[Option]:
        found = self._desk.workspace.roll_view.named(typed)
        return [Option(card.id, card.name, card.identity(self._today)) for card in found]

    def _people(self, typed: str) -> list[Option]:
        words = typed.casefold().split()
        found = self._desk.workspace.roll_view.people()
        fitting = [p for p in found if all(word in p.name.casefold() for word in words)]
        return [Option(person.id, person.name, person.role) for person in fitting]

    def _on_picked(self) -> None:
        picked = {box.key: box.chosen() for box in self.boxes}
        self.chosen.picked = {key: one for key, one in picked.items() if one is not None}
        self.tick.setChecked(False)
        self.chosen.checked = False
        self.problem.say("")
        self.changed.emit()

    def _on_tick(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        open_boxes = [box for box in self.boxes if box.chosen() is None]
        for box in self.boxes:
            box.say(_("Choose who is meant") if box in open_boxes else "")
        if ticked and open_boxes:
            self.tick.setChecked(False)
            open_boxes[0].go()
            return
        self.chosen.picked = {box.key: box.chosen() or "" for box in self.boxes}
        self.chosen.checked = ticked
        self.changed.emit()


def asked_child(child: ChildAs, near: tuple[ChildMatch, ...], today: date) -> Asked:
    """Return the question about one typed child; only one equal name and class is suggested."""
    exact = [one for one in near if one.exact]
    alone = len(exact) == 1 and not exact[0].twins
    parts = (child.class_name, show_day(child.born) if child.born else child.age)
    typed = " · ".join(part for part in (child.shown(), *parts) if part)
    twins = any(one.twins for one in near)
    return Asked(
        key=child.ref(),
        typed=_("Typed: {typed}").format(typed=typed),
        near=[Choice(one.card.id, child_line(one, today)) for one in near],
        exact=exact[0].card.id if alone else "",
        warning=_("Several children have this name: compare birth date and class.")
        if twins
        else "",
        nobody=_("Not on the roll"),
        search=_("Search the roll"),
    )


def asked_writer(name: str, near: tuple[PersonMatch, ...]) -> Asked:
    """Return the question about the writer; nobody is suggested."""
    return Asked(
        key=WRITER,
        typed=_("Writer typed: {name}").format(name=name),
        near=[Choice(one.card.id, person_line(one)) for one in near],
        nobody=_("Nobody in Rowan’s list of staff"),
        search=_("Search the staff"),
    )


def child_line(one: ChildMatch, today: date) -> str:
    """Return a child of the roll with birth date, class, and why it may be meant."""
    line = f"{one.card.name} · {one.card.identity(today)}"
    why = reasons_words(one.reasons)
    return (f"{line} ({why})" if why else line)[:200]


def person_line(one: PersonMatch) -> str:
    """Return an adult with their role, and why they may be meant."""
    line = f"{one.card.name}, {one.card.role}" if one.card.role else one.card.name
    why = reasons_words(one.reasons)
    return (f"{line} ({why})" if why else line)[:200]
