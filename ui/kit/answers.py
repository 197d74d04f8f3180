"""Show the answers of a form once more before they are signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _, ngettext
from app.records.declared import Field, fields_of, sections_of
from app.records.fields import Choice, FieldType, Moment, PersonAs, Section, show_day
from app.records.header import ChildAs
from app.records.marks import BodyMap
from app.records.record import Record, Row
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.details import Details
from ui.kit.fields import codes_of, is_empty
from ui.kit.flow import flowing


class Answers(QWidget):
    """List every question with its answer, section by section, each with a Change button.

    `change` carries the name of the field to go back to.
    """

    change = Signal(str)

    def __init__(
        self,
        cls: type[Record],
        values: Mapping[str, Any],
        *,
        children: Sequence[ChildAs] = (),
        unopened: Sequence[Section] = (),
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._names = {child.ref(): child.shown() for child in children}
        whole = column(self, gap=14)
        for section in sections_of(cls):
            fields = [f for f in fields_of(cls) if f.ask and f.ask.section is section]
            if section in unopened:
                continue
            whole.addWidget(self._section(section, fields, values))
        offered = [section for section in unopened if _is_offered(section, values)]
        if offered:
            whole.addWidget(self._offer(cls, offered))

    def _section(
        self, section: Section, fields: Sequence[Field], values: Mapping[str, Any]
    ) -> Card:
        facts = Details(ruled=True)
        for field in fields:
            if not _is_asked(field, values):
                continue
            label = _(field.label)
            change = Button(_("Change"), role="link", name=f"change.{field.name}")
            change.setAccessibleName(_("Change: {label}").format(label=label))
            change.clicked.connect(lambda _on, name=field.name: self.change.emit(name))
            facts.add(label, shown(field, values.get(field.name), self._names), change)
        return Card(_(section.label)).add(facts)

    def _offer(self, cls: type[Record], unopened: Sequence[Section]) -> Card:
        buttons = []
        for section in unopened:
            first = next(f.name for f in fields_of(cls) if f.ask and f.ask.section is section)
            words = _("Add: {section}").format(section=_(section.label).lower())
            button = Button(words, role="add", icon="plus", name=f"add.{section.label}")
            button.clicked.connect(lambda _on, name=first: self.change.emit(name))
            buttons.append(button)
        heading = _("Is there more to say?")
        return Card(heading, _("Only what you know.")).add(flowing(*buttons, gap=8))


def shown(field: Field, value: Any, names: Mapping[str, str]) -> str:
    """Return an answer in words, or "Not provided"; `names` maps children's references."""
    if is_empty(value) and field.type is not FieldType.TICK:
        return _("Not provided")
    if field.type is FieldType.TICK:
        return _("Yes") if value else _("No")
    if field.type is FieldType.CHILD:
        return names.get(str(value), str(value))
    if field.row is not None:
        return "\n\n".join(_row(field.row, item, names) for item in value)
    return _plain(value)


def _row(cls: type[Row], row: Any, names: Mapping[str, str]) -> str:
    values = row if isinstance(row, Mapping) else msgspec.structs.asdict(row)
    asked = (f for f in fields_of(cls) if f.ask and not is_empty(values.get(f.name)))
    return "\n".join(f"{_(f.label)} {shown(f, values[f.name], names)}" for f in asked)


def _plain(value: Any) -> str:
    if isinstance(value, (Moment, PersonAs)):
        return value.shown()
    if isinstance(value, Choice):
        return value.words
    if isinstance(value, date):
        return show_day(value)
    if isinstance(value, BodyMap):
        count = len(value.marks)
        return ngettext("{count} mark", "{count} marks", count).format(count=count)
    return _several(value)


def _several(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(_plain(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _is_asked(field: Field, values: Mapping[str, Any]) -> bool:
    when = field.ask.show_when if field.ask else None
    if when is None:
        return True
    other, codes = when
    return bool(codes_of(values.get(other, False)) & codes)


def _is_offered(section: Section, values: Mapping[str, Any]) -> bool:
    if section.offered_when is None:
        return True
    other, codes = section.offered_when
    return bool(codes_of(values.get(other, ())) & codes)
