"""Choose colours, text size and when Rowan locks; kept for this Windows user only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from app.base.text import _, ngettext
from app.records.fields import Choice
from ui.kit.boxes import column
from ui.kit.cards import Card
from ui.kit.chips import ChoiceChips
from ui.kit.desk import Desk
from ui.kit.labels import Label
from ui.settings.part import PartPage
from ui.settings.preferences import preferences

SIZES = (90, 100, 110, 125, 150, 175, 200)
MINUTES = (1, 2, 3, 5, 10, 15)


class PreferencesPage(PartPage):
    """Apply each choice at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Preferences"), name="preferences")
        self.set_identity(_("Kept for you on this PC, without names. They apply at once."))
        self._store = preferences()
        self.add(self._build_look(), self._build_lock())
        self.first = self.mode

    def _build_look(self) -> Card:
        now = self._store.now
        modes = {"system": _("As this PC"), "light": _("Light"), "dark": _("Dark")}
        self.mode = _chips(
            "mode", [Choice(code, words) for code, words in modes.items()], now.mode
        )
        self.mode.changed.connect(lambda: self._store.put(mode=_code(self.mode)))
        sizes = [Choice(str(size), _("{size} %").format(size=size)) for size in SIZES]
        self.letters = _chips("text-size", sizes, str(now.size))
        self.letters.changed.connect(lambda: self._store.put(size=int(_code(self.letters))))
        card = Card(_("How Rowan looks"), gap=16)
        card.add(_asked(_("Colours"), self.mode))
        card.add(_asked(_("Text size"), self.letters, _("On top of what this PC is set to.")))
        words = _("Use the colours of the system only (high contrast)")
        card.add(self._tick("system-colours", words, ticked=now.system_colours))
        return card.add(self._tick("touch", _("Make room for fingers"), ticked=now.touch))

    def _build_lock(self) -> Card:
        choices = [
            Choice(
                str(minutes),
                ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes),
            )
            for minutes in MINUTES
        ]
        self.idle = _chips("idle-minutes", choices, str(self._store.now.idle_minutes))
        self.idle.changed.connect(lambda: self._store.put(idle_minutes=int(_code(self.idle))))
        hint = _("Without keyboard, mouse, touch or pen. You are warned 30 seconds before.")
        return Card(_("When Rowan locks")).add(_asked(_("Lock after"), self.idle, hint))

    def _tick(self, name: str, words: str, *, ticked: bool) -> QCheckBox:
        tick = QCheckBox(words)
        tick.setObjectName(name)
        tick.setChecked(ticked)
        field = name.replace("-", "_")
        keep: Callable[[bool], None] = lambda on: self._store.put(**{field: on})  # noqa: E731
        tick.toggled.connect(keep)
        return tick


def _chips(name: str, choices: Sequence[Choice], chosen: str) -> ChoiceChips:
    chips = ChoiceChips(choices)
    chips.setObjectName(name)
    chips.choose([choice for choice in choices if choice.code == chosen])
    return chips


def _code(chips: ChoiceChips) -> str:
    return chips.chosen()[0].code


def _asked(label: str, chips: ChoiceChips, hint: str = "") -> QWidget:
    held = QWidget()
    lines = column(held, gap=4)
    chips.describe(label, hint)
    lines.addWidget(Label(label, "label"))
    if hint:
        lines.addWidget(Label(hint, "hint"))
    lines.addWidget(chips)
    return held
