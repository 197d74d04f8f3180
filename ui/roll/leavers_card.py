"""Show who is on the roll but not in the file: one by one or all may be said to have left."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from app.base.text import _, ngettext
from app.services.roll_plan import Plan
from ui.kit.banners import Notice
from ui.kit.boxes import beside, stacked
from ui.kit.buttons import plain
from ui.kit.cards import Card
from ui.kit.labels import FieldLabel, Label
from ui.kit.moments import DayEdit
from ui.kit.problem_line import ProblemLine
from ui.roll.reasons import entry_words, which_words

MOST = 200


class LeaversCard(Card):
    """Tick who has left; where the file may be a part of the school, that is asked first."""

    whole_said = Signal(bool)
    changed = Signal()

    def __init__(self, plan: Plan, today: date) -> None:
        super().__init__(_("On the roll, but not in the file"))
        self.setObjectName("roll-leavers")
        self._boxes: dict[str, QCheckBox] = {}
        self._day = DayEdit(lambda: today)
        self._day.setObjectName("left-on")
        self._day.setAccessibleName(_("Left on"))
        self._day.fill(today)
        self._problem = ProblemLine()
        self._unseen: tuple[str, ...] = ()
        self._everybody = QCheckBox(_("All of them have left"))
        self._everybody.setObjectName("all-left")
        if plan.partial:
            self.add(self._ask_whole(plan))
        else:
            self._build_ticks(plan)

    def left(self) -> tuple[str, ...]:
        """Return the children ticked; those too many to be shown go with all of them."""
        ticked = tuple(child for child, box in self._boxes.items() if box.isChecked())
        return (*ticked, *self._unseen) if self._everybody.isChecked() else ticked

    def left_on(self) -> date | None:
        """Return the day they left; what names none is said beside it."""
        day = self._day.value()
        if isinstance(day, date):
            self._problem.say("")
            return day
        self._problem.say(_("Enter the day on which they left"))
        self._day.setFocus()
        return None

    def _ask_whole(self, plan: Plan) -> Notice:
        count = len(plan.missing)
        words = ngettext(
            "{count} child on the roll is not in the file.",
            "{count} children on the roll are not in the file.",
            count,
        ).format(count=count)
        why = {
            "classes": _("A whole class is missing."),
            "many": _("That is a large part of the roll."),
        }[plan.partial]
        notice = Notice(
            _("Does this file hold the whole school?"),
            [f"{words} {why}", _("Only if it does can Rowan tell who has left.")],
            tone="warn",
        )
        whole = plain(_("It holds the whole school"), partial(self._say_whole, whole=True))
        part = plain(_("It holds a part"), partial(self._say_whole, whole=False))
        whole.setObjectName("whole-school")
        part.setObjectName("part-of-school")
        return notice.offer(part, whole)

    def _say_whole(self, *, whole: bool) -> None:
        self.whole_said.emit(whole)

    def _build_ticks(self, plan: Plan) -> None:
        self.add(
            Label(
                _("Tick who has left. The others stay on the roll. Records stay in any case."),
                "hint",
            )
        )
        self._everybody.toggled.connect(self._on_all)
        self.add(self._everybody)
        for child in plan.missing[:MOST]:
            entry = plan.roll.entries[child]
            box = QCheckBox(entry.full_name().replace("&", "&&"))
            box.setObjectName(f"left-{child}")
            box.setAccessibleName(entry_words(entry))
            box.toggled.connect(self.changed)
            self._boxes[child] = box
            # A box cannot wrap its words; what tells children of one name apart stands below.
            self.add(stacked(box, Label(which_words(entry), "muted"), gap=0))
        self._unseen = plan.missing[MOST:]
        if self._unseen:
            more = _("{count} more are not shown; they go with all of them.")
            self.add(Label(more.format(count=len(self._unseen))))
        label = FieldLabel(_("Left on"), self._day)
        self.add(beside(label, self._day, None, gap=12), self._problem)

    def _on_all(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        for box in self._boxes.values():
            box.blockSignals(True)  # noqa: FBT003 - Qt's own
            box.setChecked(ticked)
            box.blockSignals(False)  # noqa: FBT003
        self.changed.emit()
