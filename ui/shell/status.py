"""Say quietly at the foot of the window who is signed in and how things stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QLabel

from app.base.text import _
from ui.kit import theme
from ui.kit.boxes import row
from ui.kit.labels import Label


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold one statement of the status line, and whether it is alarming."""

    words: str
    alarming: bool = False


class StatusLine(QFrame):
    """Show statements side by side; what does not fit can be read in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "statusbar")
        self.setObjectName("status")
        self.setAccessibleName(_("Status"))
        self._line = row(self, gap=18, edge=(14, 4, 14, 5))
        self._labels: list[QLabel] = []
        self._line.addStretch(1)

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Replace all statements."""
        for label in self._labels:
            self._line.removeWidget(label)
            label.deleteLater()
        self._labels = [self._label(standing) for standing in standings]
        for place, label in enumerate(self._labels):
            self._line.insertWidget(place, label)
        self.setToolTip("\n".join(standing.words for standing in standings))
        self.setAccessibleDescription(". ".join(standing.words for standing in standings))

    def words(self) -> tuple[str, ...]:
        """Return the statements shown."""
        return tuple(label.text() for label in self._labels)

    def _label(self, standing: Standing) -> QLabel:
        label = Label(standing.words, "standing", wrap=False)
        theme.mark(label, tone="danger" if standing.alarming else "muted")
        label.setMinimumWidth(theme.px(24))
        return label
