"""Build a form from the declaration of a record: one column, one card per section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.errors import InputError
from app.records.check import check, in_form_order
from app.records.declared import Field, fields_of, sections_of
from app.records.fields import Section
from app.records.header import ChildAs
from app.records.record import Record
from ui.kit.banners import ErrorSummary
from ui.kit.boxes import column
from ui.kit.context import FormContext
from ui.kit.fields import is_empty
from ui.kit.groups import FieldGroup, RowsEditor
from ui.kit.pages import reveal
from ui.kit.section_card import AddedSections, SectionCard

R = TypeVar("R", bound=Record)


class RecordForm(QWidget, Generic[R]):
    """Ask for everything that a kind of record holds; answers are never cleared or corrected."""

    changed = Signal()
    problems_shown = Signal(int)
    elsewhere = Signal(str)

    def __init__(
        self,
        cls: type[R],
        context: FormContext,
        parent: QWidget | None = None,
        *,
        only: Sequence[Section] = (),
    ) -> None:
        """Ask for all sections of a kind, or `only` for some."""
        super().__init__(parent)
        self.cls = cls
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.group = FieldGroup(context, self)
        self.group.changed.connect(self.changed)
        self.summary = ErrorSummary()
        self.summary.asked.connect(self.go_to)
        self.cards = [
            SectionCard(section, _fields_in(cls, section), self.group, context)
            for section in (only or sections_of(cls))
        ]
        whole = self._whole = column(self, gap=14)
        whole.addWidget(self.summary)
        for card in self.cards:
            whole.addWidget(card)
        self._more = AddedSections(self.cards, self.group)
        self._more.asked.connect(self.open_section)
        whole.addWidget(self._more)
        self.group.changed.connect(self._more.refresh)
        self._more.refresh()

    def values(self) -> dict[str, Any]:
        """Return the draft: every answer given, typed where it can be read."""
        return self.group.values()

    def answers(self) -> dict[str, Any]:
        """Return the answers to the questions now asked, to be checked."""
        return self.group.answers()

    def set_values(self, draft: Mapping[str, Any]) -> None:
        """Show a draft and open the added sections that it answers."""
        for card in self.cards:
            if any(not is_empty(draft.get(name)) for name in card.names):
                self._open(card)
        self.group.fill(draft)
        self._more.refresh()

    def set_children(self, children: Sequence[ChildAs]) -> None:
        """Say which children the record is about."""
        self.group.set_children(children)

    def record(self) -> R:
        """Return the record that the answers make; raises InputError with every problem."""
        early = self.group.early_problems()
        try:
            made = check(self.cls, self.answers())
        except InputError as error:
            raise InputError(in_form_order(self.cls, {**early, **error.problems})) from error
        if early:
            raise InputError(early)
        return made

    def show_problems(
        self, problems: Mapping[str, str], outside: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        """Show problems (path -> code) in the summary and at their fields; return the words.

        `outside` holds the words of problems with what stands beside the form, such as the
        choice of children; their lines come first and `elsewhere` carries their path.
        """
        for path in problems:
            self._open_for(path)
        words = {**(outside or {}), **self.group.show_problems(problems)}
        ordered = {path: words[path] for path in (*(outside or {}), *problems) if path in words}
        ordered |= {path: said for path, said in words.items() if path not in ordered}
        self.summary.show_problems(ordered)
        if ordered:
            QTimer.singleShot(0, self.summary, self._reveal_summary)
        self.problems_shown.emit(len(ordered))
        return ordered

    def go_to(self, path: str) -> None:
        """Open the section of a field, focus the field and bring it into sight."""
        self._open_for(path)
        box = self.group.go_to(path)
        if box is None:
            self.elsewhere.emit(path)
        else:
            QTimer.singleShot(0, box, lambda: reveal(box))

    def first_empty_field(self) -> str | None:
        """Return the first question in sight without an answer."""
        for card in self.cards:
            for box in card.boxes:
                name = box.field.name
                open_question = card.opened and self.group.is_asked(name)
                if open_question and is_empty(box.editor.value()):
                    return name
        return None

    def start(self) -> None:
        """Put the focus on the first question without an answer, else on the first."""
        name = self.first_empty_field() or next(iter(self.group.boxes))
        self.group.go_to(name)

    def put_after(self, section: Section, widget: QWidget) -> None:
        """Put a widget of the page's own under the card of a section."""
        self._whole.insertWidget(self._whole.indexOf(self._card(section)) + 1, widget)

    def tab_past(self, section: Section, stops: Sequence[QWidget]) -> None:
        """Let the Tab key go from the card of a section to other widgets and then on."""
        after = self.cards.index(self._card(section)) + 1
        order = [
            *_stops(self.cards[:after]),
            *stops,
            *_stops(self.cards[after:]),
            *self._more.buttons(),
        ]
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)

    def stops(self) -> list[QWidget]:
        """Return what takes the focus in the sections on the form, in order."""
        return list(_stops(self.cards))

    def unopened(self) -> tuple[Section, ...]:
        """Return the added sections that are not on the form yet."""
        return tuple(card.section for card in self.cards if not card.opened)

    def open_section(self, label: str) -> None:
        """Put an added section on the form and go to its first question."""
        card = next(card for card in self.cards if card.section.label == label)
        self._open(card)
        self._more.refresh()
        self.go_to(card.names[0])
        rows = card.boxes[0].editor
        if isinstance(rows, RowsEditor) and rows.rows:
            self.go_to(f"{card.names[0]}.0.{next(iter(rows.rows[0].group.boxes))}")

    def _card(self, section: Section) -> SectionCard:
        return next(card for card in self.cards if card.section is section)

    def _open_for(self, path: str) -> None:
        name = path.partition(".")[0]
        for card in self.cards:
            if name in card.names and not card.opened:
                self._open(card)
                self._more.refresh()

    def _open(self, card: SectionCard) -> None:
        fresh = not card.boxes
        card.open()
        if fresh:
            self._more.offer_in(card)

    def _reveal_summary(self) -> None:
        reveal(self.summary)


def _stops(cards: Iterable[SectionCard]) -> Iterator[QWidget]:
    return (stop for card in cards for box in card.boxes for stop in box.editor.stops())


def _fields_in(cls: type[Record], section: Section) -> list[Field]:
    return [field for field in fields_of(cls) if field.ask and field.ask.section is section]
