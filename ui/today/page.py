"""Answer the first question of the day, what has to be done now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.base.text import _
from app.services.changes import Change
from ui.kit.boxes import column, fill
from ui.kit.buttons import primary
from ui.kit.columns import TwoColumns
from ui.kit.desk import Desk
from ui.kit.pages import Page
from ui.today.actions import ActionsCard
from ui.today.adrift import AdriftCard
from ui.today.alarms import alarms
from ui.today.asked import AskedCard
from ui.today.counts import CountsLine, counts_of
from ui.today.drafts import DraftsCard, own_drafts
from ui.today.news import NewsCard
from ui.today.notes import notes_notice
from ui.today.tell import TellCard
from ui.today.waiting import WaitingCard
from ui.today.watch import watch

MOST = 30
_MINUTE_MS = 60_000


class TodayPage(Page):
    """Show what is new, what is due, what drifts, and what lies unfinished."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Today"), neutral=_("Today"))
        self.setObjectName("today-page")
        self._desk = desk
        self._most: int | None = MOST
        record = primary(_("Record a concern"), self._on_record, icon="plus")
        record.setObjectName("record-concern")
        self.head.addWidget(record)
        self._alarms: QVBoxLayout = column(gap=10)
        self.counts = CountsLine()
        self.waiting = WaitingCard(desk, self.show_all)
        self.due = ActionsCard(desk, self.ask_again, self.show_all)
        self.asked = AskedCard(desk)
        self.adrift = AdriftCard(desk, self.show_all)
        self.news = NewsCard(desk)
        self.tell = TellCard(desk)
        self.drafts = DraftsCard(desk, self.ask_again)
        columns = TwoColumns()
        fill(columns.main, (self.waiting, self.due))
        fill(columns.side, (self.tell, self.asked, self.adrift, self.drafts, self.news))
        self.body.addLayout(self._alarms)
        self.add(self.counts, columns)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE_MS)
        self._clock.timeout.connect(self.ask_again)
        desk.changed.connect(self._on_changed)
        self.ask_again()

    def ask_again(self) -> None:
        """Ask what there is to do and show it; the focus stays where it was if it can."""
        focus = self._focus_name()
        ws = self._desk.workspace
        today = ws.today.page(
            seen_up_to=ws.seen_up_to,
            most=self._most,
            mine=self.due.mine,
            sealed_notes=ws.intake.waiting().total,
        )
        drafts, unreadable = own_drafts(self._desk)
        others, backup = ws.drafts.others(), ws.backups.age()
        first = notes_notice(self._desk)
        notices = [*alarms(self._desk, backup), *watch(self._desk)]
        notices += [unreadable] if unreadable else []
        shown = [*([first] if first else []), *([_side_by_side(notices)] if notices else [])]
        fill(self._alarms, shown)
        self.set_identity(f"{today.day:%A} {today.day.day} {today.day:%B %Y}")
        self.counts.show_counts(counts_of(today, drafts=len(drafts), others=others, backup=backup))
        for card in (self.waiting, self.due, self.asked, self.adrift, self.news):
            card.show_day(today)
        self.tell.show_to_tell(ws.feedback.to_tell(), today.day)
        self.drafts.show_drafts(drafts, others, today.day)
        self._focus_again(focus)

    def show_all(self) -> None:
        """Show the lists uncut."""
        self._most = None
        self.ask_again()

    def _focus_name(self) -> str:
        focus = QApplication.focusWidget()
        return focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""

    def _focus_again(self, name: str) -> None:
        found = self.findChild(QWidget, name) if name else None
        if name:
            (found or self.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, _change: Change) -> None:
        self.ask_again()

    def _on_record(self) -> None:
        self._desk.go("concern", draft=None, child="")

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the times up to date while they are seen."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the times stand while nobody sees them."""
        super().hideEvent(event)
        self._clock.stop()


def _side_by_side(widgets: Sequence[QWidget]) -> QWidget:
    if len(widgets) == 1:
        return widgets[0]
    held = TwoColumns()
    fill(held.main, widgets[::2])
    fill(held.side, widgets[1::2])
    return held
