"""Choose from a few options that are all in sight: one of them, or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton, QWidget

from app.base.text import _
from app.records.fields import Choice
from ui.kit import theme
from ui.kit.boxes import column, empty
from ui.kit.buttons import Button
from ui.kit.flow import Flow
from ui.kit.labels import Label

_LONGEST_LINE = 60  # letters: a chip is never wider than its form
_NO_GROUPS: Mapping[str, str] = MappingProxyType({})


class ChoiceChips(QWidget):
    """Offer options as chips; `many` makes ticks of them, otherwise arrows move the one choice.

    `groups` names the group of a code, shown as a caption above its chips. A chosen option that
    is no longer offered is kept and shown.
    """

    changed = Signal()

    def __init__(
        self,
        options: Sequence[Choice],
        *,
        many: bool = False,
        clearable: bool = False,
        groups: Mapping[str, str] = _NO_GROUPS,
    ) -> None:
        super().__init__()
        self._many = many
        self._clearable = clearable and not many
        self._chips: dict[str, QAbstractButton] = {}
        self._options: dict[str, Choice] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not many)
        whole = column(self, gap=2)
        self._groups = groups
        self._flows: dict[str, Flow] = {}
        self._lines = column(gap=6)
        whole.addLayout(self._lines)
        self._clear = Button(_("Clear choice"), self.clear, role="link")
        self._clear.hide()
        whole.addWidget(self._clear)
        self.offer(options)

    def offer(self, options: Iterable[Choice]) -> None:
        """Replace the options, keeping what is chosen."""
        chosen = self.chosen()
        empty(self._lines)
        self._flows = {}
        for chip in self._chips.values():
            self._group.removeButton(chip)
        self._chips, self._options = {}, {}
        for option in (*options, *chosen):
            if option.code not in self._chips:
                self._add(option)
        self._tick(chosen)

    def chosen(self) -> tuple[Choice, ...]:
        """Return the chosen options in the order offered."""
        return tuple(self._options[code] for code, chip in self._chips.items() if chip.isChecked())

    def choose(self, choices: Iterable[Choice]) -> None:
        """Choose exactly these, adding any that is not offered; `changed` is not emitted."""
        wanted = tuple(choices)
        for option in wanted:
            if option.code not in self._chips:
                self._add(option)
        self._tick(wanted)

    def clear(self) -> None:
        """Choose nothing."""
        self._tick(())
        self.setFocus()
        self.changed.emit()

    def describe(self, name: str, description: str) -> None:
        """Tell readers which question every chip answers."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for code, chip in self._chips.items():
            chip.setAccessibleName(self._options[code].words)
            chip.setAccessibleDescription(". ".join(filter(None, (name, description))))

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark every chip as wrong or right."""
        for chip in self._chips.values():
            theme.mark(chip, wrong=wrong)

    def chips(self) -> tuple[QAbstractButton, ...]:
        """Return the chips in order."""
        return tuple(self._chips.values())

    def _add(self, option: Choice) -> None:
        chip = QCheckBox() if self._many else QRadioButton()
        lines = wrap(option.words, _LONGEST_LINE) or [option.words]
        chip.setText("\n".join(lines).replace("&", "&&"))
        chip.setAccessibleName(option.words)
        chip.setProperty("role", "chip")
        chip.setObjectName(f"chip.{option.code}")
        chip.clicked.connect(self._on_clicked)
        if not self._many:  # a group takes the Tab key from every tick but one
            self._group.addButton(chip)
        self._flow_of(option.code).addWidget(chip)
        self._chips[option.code] = chip
        self._options[option.code] = option

    def _flow_of(self, code: str) -> Flow:
        group = self._groups.get(code, "")
        if group not in self._flows:
            if group:
                self._lines.addWidget(Label(group, "hint"))
            self._flows[group] = Flow(gap=6)
            self._lines.addLayout(self._flows[group])
        return self._flows[group]

    def _tick(self, choices: Sequence[Choice]) -> None:
        codes = {choice.code for choice in choices}
        self._group.setExclusive(False)
        for code, chip in self._chips.items():
            chip.setChecked(code in codes)
        self._group.setExclusive(not self._many)
        self._refresh()

    def _refresh(self) -> None:
        chosen = [chip for chip in self._chips.values() if chip.isChecked()]
        self._clear.setVisible(self._clearable and bool(chosen))
        first = chosen or list(self._chips.values())
        if first:
            self.setFocusProxy(first[0])

    def _on_clicked(self) -> None:
        self._refresh()
        self.changed.emit()
