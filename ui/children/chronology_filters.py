"""Narrow a chronology by kind, category, days and words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.base.clock import Clock
from app.base.text import _
from app.rules.chronology import Filter, Line
from ui.kit import theme
from ui.kit.boxes import column, stacked
from ui.kit.flow import flowing
from ui.kit.labels import FieldLabel
from ui.kit.moments import DayEdit


class ChronologyFilters(QWidget):
    """Ask what to show; `changed` is emitted with each letter typed."""

    changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("chronology-filters")
        self.kind, self.category = QComboBox(), QComboBox()
        self.since = DayEdit(lambda: clock.now().day())
        self.until = DayEdit(lambda: clock.now().day())
        self.words = QLineEdit()
        asked = (
            (_("Kind"), "kind", self.kind),
            (_("Category"), "category", self.category),
            (_("From"), "since", self.since),
            (_("To"), "until", self.until),
            (_("Words"), "words", self.words),
        )
        held = []
        for label, name, box in asked:
            box.setObjectName(f"filter-{name}")
            box.setAccessibleName(label)
            held.append(stacked(FieldLabel(label, box), box, gap=2))
        for box in (self.kind, self.category):
            box.setMinimumWidth(theme.px(160))
            box.currentIndexChanged.connect(self._on_changed)
        for box in (self.since, self.until):
            box.setFixedWidth(theme.px(130))
            box.setPlaceholderText(_("any day"))
            box.textChanged.connect(self._on_changed)
        self.words.setMinimumWidth(theme.px(180))
        self.words.textChanged.connect(self._on_changed)
        column(self, gap=0).addWidget(flowing(*held, gap=12))

    def offer(self, lines: Iterable[Line]) -> None:
        """Offer the kinds and categories that stand in the lines; what is chosen stays."""
        held = list(lines)
        kinds = {line.kind: line.label for line in held}
        categories = {c.code: c.words for line in held for c in line.categories}
        _refill(self.kind, _("All kinds"), kinds)
        _refill(self.category, _("All categories"), categories)

    def wanted(self) -> Filter:
        """Return the filter as it stands; a day that cannot be read does not narrow."""
        since, until = self.since.value(), self.until.value()
        return Filter(
            kinds=_chosen(self.kind),
            categories=_chosen(self.category),
            since=since if isinstance(since, date) else None,
            until=until if isinstance(until, date) else None,
            words=self.words.text().strip(),
        )

    def clear(self) -> None:
        """Show everything again."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.kind.setCurrentIndex(0)
        self.category.setCurrentIndex(0)
        for box in (self.since, self.until, self.words):
            box.clear()
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.changed.emit()
        self.words.setFocus()

    def _on_changed(self) -> None:
        self.changed.emit()


def _chosen(box: QComboBox) -> frozenset[str]:
    code = box.currentData()
    return frozenset({code}) if code else frozenset()


def _refill(box: QComboBox, everything: str, choices: dict[str, str]) -> None:
    before = box.currentData()
    box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    box.clear()
    box.addItem(everything, "")
    for code, words in sorted(choices.items(), key=lambda choice: choice[1]):
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(before)))
    box.blockSignals(False)  # noqa: FBT003 - Qt's own signature
