"""Choose colours, text size and when Rowan locks; kept for this Windows user only."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from app.base.text import _
from app.records.fields import Choice
from ui.kit.boxes import column
from ui.kit.cards import Card
from ui.kit.chips import ChoiceChips
from ui.kit.desk import Desk
from ui.kit.labels import FieldLabel, Label
from ui.kit.metrics import LARGEST, SMALLEST
from ui.settings.part import PartPage
from ui.settings.preferences import LONGEST_IDLE, SHORTEST_IDLE, preferences

_STEP = 10


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
        modes = (
            Choice("system", _("As Windows")),
            Choice("light", _("Light")),
            Choice("dark", _("Dark")),
        )
        self.mode = ChoiceChips(modes)
        self.mode.setObjectName("mode")
        self.mode.choose([choice for choice in modes if choice.code == now.mode])
        self.mode.describe(_("Colours"), "")
        self.mode.changed.connect(self._on_mode)
        self.text_size = QSpinBox()
        self.text_size.setObjectName("text-size")
        self.text_size.setRange(SMALLEST, LARGEST)
        self.text_size.setSingleStep(_STEP)
        self.text_size.setSuffix(" %")
        self.text_size.setValue(now.size)
        self.text_size.setKeyboardTracking(False)
        self.text_size.valueChanged.connect(self._on_size)
        self.plain = QCheckBox(_("Use the colours of the system only (high contrast)"))
        self.plain.setObjectName("system-colours")
        self.plain.setChecked(now.system_colours)
        self.plain.toggled.connect(self._on_plain)
        self.touch = QCheckBox(_("Make room for fingers"))
        self.touch.setObjectName("touch")
        self.touch.setChecked(now.touch)
        self.touch.toggled.connect(self._on_touch)
        card = Card(_("How Rowan looks"), gap=16)
        card.add(_asked(_("Colours"), self.mode))
        card.add(_asked(_("Text size"), self.text_size, _("On top of what Windows is set to.")))
        return card.add(self.plain, self.touch)

    def _build_lock(self) -> Card:
        self.idle = QSpinBox()
        self.idle.setObjectName("idle-minutes")
        self.idle.setRange(SHORTEST_IDLE, LONGEST_IDLE)
        self.idle.setSuffix(_(" min"))
        self.idle.setValue(self._store.now.idle_minutes)
        self.idle.setKeyboardTracking(False)
        self.idle.valueChanged.connect(self._on_idle)
        hint = _("Without keyboard, mouse, touch or pen. You are warned 30 seconds before.")
        return Card(_("When Rowan locks")).add(_asked(_("Lock after"), self.idle, hint))

    def _on_mode(self) -> None:
        self._store.put(mode=self.mode.chosen()[0].code)

    def _on_size(self, size: int) -> None:
        self._store.put(size=size)

    def _on_plain(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._store.put(system_colours=ticked)

    def _on_touch(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._store.put(touch=ticked)

    def _on_idle(self, minutes: int) -> None:
        self._store.put(idle_minutes=minutes)


def _asked(label: str, widget: QWidget, hint: str = "") -> QWidget:
    held = QWidget()
    lines = column(held, gap=4)
    widget.setAccessibleName(label)
    widget.setAccessibleDescription(hint)
    lines.addWidget(FieldLabel(label, widget))
    if hint:
        lines.addWidget(Label(hint, "hint"))
    if isinstance(widget, QSpinBox):
        widget.setMaximumWidth(widget.sizeHint().width() + widget.fontMetrics().height() * 3)
    lines.addWidget(widget)
    return held
