"""Say in one line how much waits, and how old the newest backup is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.base.text import _, ngettext
from app.rules.today import Today
from app.services.backups import BackupAge
from ui.kit import theme
from ui.kit.boxes import column, empty
from ui.kit.flow import Flow
from ui.kit.labels import Label
from ui.kit.waiting import days_words

_HOURS_A_DAY = 24
_WIDE = 168


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Hold one figure with what it counts, and what is to be said below it."""

    figure: str
    label: str
    note: str = ""


class CountsLine(QFrame):
    """Show figures side by side on one card."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("counts")
        self.setAccessibleName(_("How things stand"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        whole = column(self, edge=(20, 12, 12, 12))
        self._flow = Flow(gap=10)
        whole.addLayout(self._flow)

    def show_counts(self, counts: list[Count]) -> None:
        """Replace the figures."""
        empty(self._flow)
        for count in counts:
            self._flow.addWidget(_block(count))


def counts_of(today: Today, *, drafts: int, others: int, backup: BackupAge) -> list[Count]:
    """Return the figures of a day."""
    counts = today.counts
    return [
        Count(
            figure=str(counts.waiting),
            label=_("New concerns"),
            note=_("{count} late").format(count=counts.late_waiting)
            if counts.late_waiting
            else "",
        ),
        Count(
            figure=str(counts.actions),
            label=_("Open actions"),
            note=_("{count} overdue").format(count=counts.late_actions)
            if counts.late_actions
            else "",
        ),
        Count(
            figure=str(counts.open_concerns),
            label=_("Open concerns"),
            note=_("{count} drifting").format(count=counts.adrift) if counts.adrift else "",
        ),
        Count(figure=str(drafts), label=_("Your drafts"), note=others_words(others)),
        Count(figure=str(today.sealed_notes), label=_("Sealed notes")),
        Count(figure=age_words(backup.hours), label=_("Newest backup")),
    ]


def others_words(others: int) -> str:
    """Return how many drafts other people have, empty for none."""
    if not others:
        return ""
    return ngettext("and {count} of others", "and {count} of others", others).format(count=others)


def age_words(hours: int | None) -> str:
    """Return how old a backup is, in words that stand alone."""
    if hours is None:
        return _("Never")
    if hours < 1:
        return _("Just now")
    if hours < _HOURS_A_DAY:
        return _("{hours} h ago").format(hours=hours)
    return _("{days} ago").format(days=days_words(hours // _HOURS_A_DAY))


def _block(count: Count) -> QWidget:
    block = QWidget()
    block.setMinimumWidth(theme.px(_WIDE))
    lines = column(block, gap=0)
    lines.addWidget(Label(count.figure, "heading", wrap=False))
    said = f"{count.label}, {count.note}" if count.note else count.label
    lines.addWidget(Label(said, "hint", wrap=False))
    block.setAccessibleName(f"{said}: {count.figure}")
    return block
