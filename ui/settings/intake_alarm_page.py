"""Say when a note that nobody has read alarms on Today."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Qt

from app.base.text import _
from app.rules.intake import ALARM, IntakeAlarm
from ui.kit.boxes import column
from ui.kit.buttons import primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.editors import NumberEditor
from ui.kit.labels import FieldLabel, Label
from ui.kit.moments import TimeEdit
from ui.kit.problem_line import ProblemLine
from ui.settings.part import PartPage

SHORTEST, LONGEST = 5, 24 * 60


class IntakeAlarmPage(PartPage):
    """Ask for the minutes after arrival, and for a time of day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("When an unread note alarms"), name="intake-alarm")
        held = desk.workspace.settings.get(ALARM, IntakeAlarm, IntakeAlarm())
        self.minutes = NumberEditor()
        self.minutes.fill(held.minutes)
        self.minutes.line.setObjectName("alarm-minutes")
        self.at = TimeEdit()
        self.at.fill(held.time())
        self.at.setObjectName("alarm-at")
        self.problem = ProblemLine()
        card = Card(gap=14)
        card.add(Label(_("Whichever comes first. Outside school days it waits for the next one.")))
        card.add(self.problem)
        for words, box in (
            (_("Minutes after the note arrived"), self.minutes),
            (_("At this time of the day it arrived"), self.at),
        ):
            box.setAccessibleName(words)
            line = column(gap=4)
            line.addWidget(FieldLabel(words, box))
            line.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
            card.body.addLayout(line)
        self.minutes.line.setAccessibleName(_("Minutes after the note arrived"))
        self.add(card)
        save = primary(_("Save"), self._on_save)
        save.setObjectName("intake-alarm-save")
        self.bar.offer(save)
        self.first = self.minutes.line

    def _on_save(self) -> None:
        minutes, at = self.minutes.value(), self.at.value()
        whole = isinstance(minutes, float) and minutes.is_integer()
        if not (whole and isinstance(minutes, float) and SHORTEST <= minutes <= LONGEST):
            self.problem.say(_("Enter between 5 and 1,440 minutes"))
            self.minutes.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not isinstance(at, time):
            self.problem.say(_("Enter a time, such as 15:00"))
            self.at.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.problem.say("")
        alarm = IntakeAlarm(minutes=int(minutes), at=f"{at:%H:%M}")
        settings = self.desk.workspace.settings
        if self.desk.do(lambda: settings.put(ALARM, alarm), parent=self, done=_("Saved.")):
            self.desk.go("school")
