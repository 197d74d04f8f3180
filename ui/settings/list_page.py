"""Change the options of one list: reword, add, remove, put in order; fixed ones stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.base.fold import fold
from app.base.text import _
from app.records.lists import ChoiceList, Option
from ui.kit.banners import Notice
from ui.kit.boxes import column, row
from ui.kit.buttons import Button, plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.labels import Label
from ui.kit.pills import Pill, State
from ui.kit.texts import ShortText
from ui.settings.asked import LineField
from ui.settings.list_names import list_name
from ui.settings.part import PartPage

_LONGEST_CODE = 40


class OptionRow(QFrame):
    """Show one option: its words to change, or fixed; buttons move and remove it."""

    moved = Signal(int)
    removed = Signal()

    def __init__(self, option: Option, *, fixed: bool) -> None:
        super().__init__()
        self.option = option
        self.fixed = fixed
        line = row(self, gap=8)
        self.words = ShortText()
        self.words.setObjectName(f"option-{option.code}")
        self.words.setText(_(option.words))
        self.words.setAccessibleName(_("Words of the option"))
        if fixed:
            shown = Label(_(option.words))
            shown.setToolTip(option.hint)
            line.addWidget(shown, 1)
            line.addWidget(Pill(State(_("Fixed"), "muted", "lock")))
            return
        line.addWidget(self.words, 1)
        for icon, words, step in (("up", _("Move up"), -1), ("down", _("Move down"), 1)):
            button = Button("", self._mover(step), icon=icon)
            button.setObjectName(f"{icon}-{option.code}")
            button.explain(words)
            button.setAccessibleName(words)
            line.addWidget(button)
        remove = Button(_("Remove"), self.removed.emit, role="quiet")
        remove.setObjectName(f"remove-{option.code}")
        line.addWidget(remove)

    def _mover(self, step: int) -> Callable[[], object]:
        return lambda: self.moved.emit(step)

    def value(self) -> Option | None:
        """Return the option as it stands, None when its words are empty."""
        if self.fixed:
            return self.option
        words = self.words.text().strip()
        if not words:
            return None
        same = words == _(self.option.words)
        return self.option if same else _reworded(self.option, words)


class ListPage(PartPage):
    """Show every option of a list in the order in which forms offer them."""

    def __init__(self, desk: Desk, name: str) -> None:
        self._list: ChoiceList = desk.workspace.settings.lists()[name]
        super().__init__(desk, list_name(name), name="list")
        self.set_identity(self._list.source)
        self.rows: list[OptionRow] = []
        card = Card(_("Options"))
        self._lines = column(gap=6)
        card.body.addLayout(self._lines)
        for option in self._list.options:
            self._add(option, fixed=option.fixed or not self._list.editable)
        self.add(card)
        if not self._list.editable:
            self.add(Notice(_("This list cannot be changed"), [_("Rowan itself relies on it.")]))
            return
        self.new = LineField(_("Add an option"), name="new-option")
        self.new.line.returnPressed.connect(self._on_add)
        add = Button(_("Add"), self._on_add, icon="plus", name="add-option")
        line = row(gap=8)
        line.addWidget(self.new, 1)
        card.body.addLayout(line)
        card.body.addWidget(add)
        self.reason = LineField(
            _("Why is it changed? (optional)"),
            _("Old and new options are logged. Records keep the words they were written with."),
            name="list-reason",
        )
        self.add(Card().add(self.reason))
        save = primary(_("Save"), self._on_save)
        save.setObjectName("list-save")
        back = plain(_("Go back"), lambda: desk.go("school", part="lists"))
        back.setObjectName("list-back")
        self.bar.offer(save, back)
        self.first = self.new.line

    def options(self) -> tuple[Option, ...]:
        """Return the options as they stand on the page."""
        return tuple(option for each in self.rows if (option := each.value()) is not None)

    def _add(self, option: Option, *, fixed: bool) -> None:
        line = OptionRow(option, fixed=fixed)
        line.moved.connect(lambda step: self._on_moved(line, step))
        line.removed.connect(lambda: self._on_removed(line))
        self.rows.append(line)
        self._lines.addWidget(line)

    def _on_add(self) -> None:
        words = self.new.text()
        if not self.new.say("" if words else _("Enter the words of the option")):
            return
        known = {fold(_(each.option.words)) for each in self.rows}
        if not self.new.say(_("This option is there already") if fold(words) in known else ""):
            return
        self._add(Option(code=_code(words, self.rows), words=words), fixed=False)
        self.new.fill("")
        self.new.go()

    def _on_moved(self, line: OptionRow, step: int) -> None:
        at = self.rows.index(line)
        to = at + step
        if 0 <= to < len(self.rows):
            self.rows.insert(to, self.rows.pop(at))
            self._lines.removeWidget(line)
            self._lines.insertWidget(to, line)

    def _on_removed(self, line: OptionRow) -> None:
        self.rows.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _on_save(self) -> None:
        settings, name, reason = self.desk.workspace.settings, self._list.name, self.reason.text()
        options = self.options()

        if self.desk.do(
            lambda: settings.put_list(name, options, reason=reason), parent=self, done=_("Saved.")
        ):
            self.desk.go("school", part="lists")


def _code(words: str, rows: Sequence[OptionRow]) -> str:
    taken = {each.option.code for each in rows}
    plain_words = re.sub(r"[^a-z0-9]+", "_", fold(words)).strip("_")[:_LONGEST_CODE] or "option"
    code, number = f"own_{plain_words}", 2
    while code in taken:
        code, number = f"own_{plain_words}_{number}", number + 1
    return code


def _reworded(option: Option, words: str) -> Option:
    return Option(
        code=option.code,
        words=words,
        hint=option.hint,
        prompt=option.prompt,
        group=option.group,
    )
