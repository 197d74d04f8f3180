"""Build a form from the declaration of a record: one column, one card per section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.errors import InputError
from app.base.text import _
from app.records.check import check, in_form_order
from app.records.declared import Field, fields_of, sections_of
from app.records.fields import Section
from app.records.header import ChildAs
from app.records.record import Record
from ui.kit.banners import ErrorSummary, PromptPanel
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.context import FormContext
from ui.kit.fields import FieldBox, is_empty
from ui.kit.flow import flowing
from ui.kit.groups import FieldGroup, RowsEditor
from ui.kit.pages import reveal

R = TypeVar("R", bound=Record)


class SectionCard(Card):
    """Hold the questions of one section; an added one is built and opens when asked for."""

    def __init__(
        self, section: Section, fields: Sequence[Field], group: FieldGroup, context: FormContext
    ) -> None:
        super().__init__(_(section.label), _(section.hint) if section.hint else "", gap=18)
        self.section = section
        self.names = tuple(field.name for field in fields)
        self.boxes: tuple[FieldBox, ...] = ()
        self._fields = fields
        self._group = group
        self._context = context
        self.setObjectName(f"section.{section.label}")
        self._opened = False
        if section.added:
            self.hide()
        else:
            self.open()

    @property
    def opened(self) -> bool:
        """Say whether the section is on the form."""
        return self._opened

    def open(self) -> None:
        """Put the section on the form, its repeated part with one row to fill in."""
        if self.opened:
            return
        if not self.boxes:
            prompt = self._context.prompts(self.section.prompt) if self.section.prompt else None
            if prompt is not None:
                self.add(PromptPanel(prompt))
            self.boxes = tuple(self._group.build(self._fields))
            self.add(*self.boxes)
        self._opened = True
        if self.parentWidget() is not None:  # shown without one it would be a window of its own
            self.show()
        for box in self.boxes:
            if isinstance(box.editor, RowsEditor) and not box.editor.rows and len(self.boxes) == 1:
                box.editor.add_row()


class RecordForm(QWidget, Generic[R]):
    """Ask for everything that a kind of record holds; answers are never cleared or corrected."""

    changed = Signal()
    problems_shown = Signal(int)
    elsewhere = Signal(str)

    def __init__(self, cls: type[R], context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cls = cls
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.group = FieldGroup(context, self)
        self.group.changed.connect(self.changed)
        self.summary = ErrorSummary()
        self.summary.asked.connect(self.go_to)
        self.cards = [
            SectionCard(section, _fields_in(cls, section), self.group, context)
            for section in sections_of(cls)
        ]
        whole = column(self, gap=14)
        whole.addWidget(self.summary)
        for card in self.cards:
            whole.addWidget(card)
        self._adds: dict[str, Button] = {}
        self._more = self._build_adds()
        whole.addWidget(self._more)
        self._refresh_adds()

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
                card.open()
        self.group.fill(draft)
        self._refresh_adds()

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

    def unopened(self) -> tuple[Section, ...]:
        """Return the added sections that are not on the form yet."""
        return tuple(card.section for card in self.cards if not card.opened)

    def open_section(self, label: str) -> None:
        """Put an added section on the form and go to its first question."""
        card = next(card for card in self.cards if card.section.label == label)
        card.open()
        self._refresh_adds()
        self.go_to(card.names[0])
        rows = card.boxes[0].editor
        if isinstance(rows, RowsEditor) and rows.rows:
            self.go_to(f"{card.names[0]}.0.{next(iter(rows.rows[0].group.boxes))}")

    def _open_for(self, path: str) -> None:
        name = path.partition(".")[0]
        for card in self.cards:
            if name in card.names and not card.opened:
                card.open()
                self._refresh_adds()

    def _build_adds(self) -> Card:
        for card in self.cards:
            if card.section.added:
                words = _("Add: {section}").format(section=_(card.section.label).lower())
                label = card.section.label
                self._adds[label] = Button(
                    words,
                    partial(self.open_section, label),
                    role="add",
                    icon="plus",
                    name=f"add.{label}",
                )
        more = Card(_("More, if it applies"), _("Only what you know. All of it may be left out."))
        more.add(flowing(*self._adds.values(), gap=8))
        return more

    def _refresh_adds(self) -> None:
        closed = {section.label for section in self.unopened()}
        for label, button in self._adds.items():
            button.setVisible(label in closed)
        self._more.setVisible(bool(closed))

    def _reveal_summary(self) -> None:
        reveal(self.summary)


def _fields_in(cls: type[Record], section: Section) -> list[Field]:
    return [field for field in fields_of(cls) if field.ask and field.ask.section is section]
