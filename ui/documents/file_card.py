"""Show which file is about to be attached, and let another be chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QProgressBar

from app.base.text import _
from app.records.media import media_words, size_words
from app.services.attachments import Chosen
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Label
from ui.kit.problem_line import ProblemLine


class FileCard(QFrame):
    """Say name, type and size of a file, or that none was chosen yet."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("file-card")
        self.setProperty("role", "row")
        line = row(self, gap=12, edge=(12, 8, 0, 8))
        line.addWidget(IconLabel("attach", "accent", 22))
        words = column(gap=1)
        self.name = Label("", "strong")
        self.facts = Label("", "hint")
        self.problem = ProblemLine()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(_("Working"))
        for part in (self.name, self.facts, self.problem, self.busy):
            words.addWidget(part)
        line.addLayout(words, 1)
        self.choose = Button(_("Choose a file …"), choose, name="choose-file")
        line.addWidget(self.choose)
        self.busy.hide()
        self.show_none()

    def show_none(self) -> None:
        """Say that a file is still to be chosen."""
        self.name.show_text(_("No file chosen yet"))
        self.facts.show_text(_("Choose it, or drop it here. Up to 40 MB."))
        self.choose.set_words(_("Choose a file …"))

    def show_chosen(self, chosen: Chosen, *, more: int = 0) -> None:
        """Say which file it is, and how many come after it."""
        self.problem.say("")
        self.name.show_text(chosen.name)
        facts = [media_words(chosen.media), size_words(len(chosen.data))]
        if more:
            facts.append(_("then {count} more").format(count=more))
        self.facts.show_text("  ·  ".join(facts))
        self.choose.set_words(_("Choose another …"))

    def wait(self, words: str) -> None:
        """Show that the file is being read or encrypted."""
        self.facts.show_text(words)
        self.busy.show()
        self.choose.setEnabled(False)

    def rest(self) -> None:
        """Show that nothing is going on."""
        self.busy.hide()
        self.choose.setEnabled(True)
