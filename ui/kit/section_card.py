"""Hold the questions of one section of a form, and offer the sections that are not on it yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.base.text import _
from app.records.declared import Field
from app.records.fields import Section
from ui.kit.banners import PromptPanel
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.context import FormContext
from ui.kit.fields import FieldBox
from ui.kit.flow import flowing
from ui.kit.groups import FieldGroup, RowsEditor


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


class AddedSections(Card):
    """Offer sections by buttons: on this card, or under the answer that calls for them.

    `asked` carries the label of the section wanted.
    """

    asked = Signal(str)

    def __init__(self, cards: Sequence[SectionCard], group: FieldGroup) -> None:
        super().__init__(
            _("More, if it applies"), _("Only what you know. All of it may be left out.")
        )
        self._cards = cards
        self._group = group
        self._buttons: dict[str, Button] = {}
        added = (card.section for card in cards if card.section.added)
        always = [self._button(one) for one in added if one.offered_when is None]
        self.add(flowing(*always, gap=8))
        for card in cards:
            self.offer_in(card)

    def buttons(self) -> tuple[Button, ...]:
        """Return every button made so far."""
        return tuple(self._buttons.values())

    def offer_in(self, card: SectionCard) -> None:
        """Put the sections that an answer of a card calls for under that answer."""
        for box in card.boxes:
            called = [
                self._button(one.section)
                for one in self._cards
                if one.section.offered_when and one.section.offered_when[0] == box.field.name
            ]
            if called:
                box.offer(*called)

    def refresh(self) -> None:
        """Show the buttons of what is not on the form and called for as the answers stand."""
        for card in self._cards:
            button = self._buttons.get(card.section.label)
            if button is not None:
                button.setVisible(not card.opened and self._is_offered(card.section))
        always = (card for card in self._cards if card.section.offered_when is None)
        self.setVisible(any(card.section.added and not card.opened for card in always))

    def _button(self, section: Section) -> Button:
        words = _("Add: {section}").format(section=_(section.label).lower())
        button = Button(words, role="add", icon="plus", name=f"add.{section.label}")
        button.clicked.connect(lambda: self.asked.emit(section.label))
        self._buttons[section.label] = button
        return button

    def _is_offered(self, section: Section) -> bool:
        if section.offered_when is None:
            return True
        name, codes = section.offered_when
        box = self._group.boxes.get(name)
        return box is not None and bool(box.codes() & codes)
