"""Show one child's file: what stands open, the chronology, every mark so far."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar, QWidget

from app.base.text import _, ngettext
from app.records.fields import show_day
from app.rules.child_file import ChildFile
from app.services.changes import Change
from ui.children.chronology_tab import ChronologyTab
from ui.children.marks_tab import MarksTab
from ui.children.menus import add_button, print_button
from ui.children.overview_tab import OverviewTab
from ui.kit.attached import DocumentsTab, accept_files
from ui.kit.boxes import column, fill
from ui.kit.buttons import plain, primary
from ui.kit.desk import Desk
from ui.kit.flow import flowing
from ui.kit.pages import Page
from ui.kit.pills import Pill, State

OVERVIEW, CHRONOLOGY, MARKS, DOCUMENTS = range(4)


class ChildFilePage(Page):
    """Show a file that has just been opened; opening it is logged once."""

    def __init__(self, desk: Desk, child: str) -> None:
        file = desk.workspace.files.open_file(child)
        super().__init__(file.card.name, neutral=_("Child’s file"))
        self.setObjectName("child-file-page")
        self._desk = desk
        self._child = file.card.id
        self.file = file
        self._stale: set[int] = set()
        self._offer()
        self._pills = column(gap=0)
        self.body.addLayout(self._pills)
        self.tabs = QTabBar()
        self.tabs.setObjectName("file-tabs")
        self.tabs.setAccessibleName(_("Parts of the file"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _part in (OVERVIEW, CHRONOLOGY, MARKS, DOCUMENTS):
            self.tabs.addTab("")
        self.overview = OverviewTab(desk)
        self.chronology = ChronologyTab(desk)
        self.marks = MarksTab(desk)
        self.documents = DocumentsTab(desk, self._child)
        self.parts: tuple[QWidget, ...] = (
            self.overview,
            self.chronology,
            self.marks,
            self.documents,
        )
        accept_files(self, desk, child=self._child)
        self.add(self.tabs, *self.parts)
        self.tabs.currentChanged.connect(self._on_tab)
        desk.changed.connect(self._on_changed)
        self.shortcut.connect(self._on_shortcut)
        self.first = self.tabs
        self._show_file()
        self._on_tab(OVERVIEW)

    def show_part(self, part: int) -> None:
        """Turn to a part of the file."""
        self.tabs.setCurrentIndex(part)

    def _offer(self) -> None:
        add = add_button(self._desk, self._child)
        prints = print_button(self, self._desk, self._child)
        note = plain(_("Note"), lambda: self._desk.go("note", child=self._child, about=""))
        note.setObjectName("note")
        record = primary(
            _("Record a concern"),
            lambda: self._desk.go("concern", draft=None, child=self._child),
            icon="plus",
        )
        record.setObjectName("record-concern")
        for button in (prints, add, note, record):
            self.head.addWidget(button)

    def _show_file(self) -> None:
        file, today = self.file, self._desk.workspace.clock.now().day()
        card = file.card
        self.set_title(card.name)
        upn = [_("UPN {upn}").format(upn=card.upn)] if card.upn else []
        self.set_identity("  ·  ".join([card.identity(today), *upn]))
        pills = _pills(file)
        fill(self._pills, [flowing(*pills)] if pills else [])
        self._stale = {OVERVIEW, CHRONOLOGY, MARKS, DOCUMENTS}
        self._refresh(self.tabs.currentIndex())
        for part, words in enumerate(_tab_words(file)):
            self.tabs.setTabText(part, words)

    def _refresh(self, part: int) -> None:
        """Fill a part with the file as it is now; parts out of sight wait until they are seen."""
        if part not in self._stale:
            return
        self._stale.discard(part)
        if part == OVERVIEW:
            self.overview.show_file(self.file, self._desk.workspace.clock.now().day())
        elif part == CHRONOLOGY:
            self.chronology.show_lines(self.file.chronology, self.file.filed_away)
        elif part == MARKS:
            self.marks.show_marks(self.file.marks)
        else:
            attached = self._desk.workspace.attachments.of_child(self._child)
            self.documents.show_documents(attached)

    def _on_tab(self, chosen: int) -> None:
        self._refresh(chosen)
        for part, widget in enumerate(self.parts):
            widget.setVisible(part == chosen)
        self.to_top()

    def _on_changed(self, change: Change) -> None:
        entry = "child.entry" in change.kinds
        if entry or self._child in change.children or not change.children:
            self.file = self._desk.workspace.files.see_file(self._child)
            self._show_file()

    def _on_shortcut(self, code: str) -> None:
        if code == "print":
            self._desk.go(
                "paper",
                compose=lambda: self._desk.workspace.sheets.front_sheet(self._child),
                title=_("Front sheet"),
            )


def _tab_words(file: ChildFile) -> tuple[str, str, str, str]:
    lines, marks = len(file.chronology), len(file.marks)
    held = sum(line.kind == "document" for line in file.chronology)
    return (
        _("Overview"),
        ngettext("Chronology ({count})", "Chronology ({count})", lines).format(count=lines),
        ngettext("Marks so far ({count})", "Marks so far ({count})", marks).format(count=marks),
        ngettext("Documents ({count})", "Documents ({count})", held).format(count=held),
    )


def _pills(file: ChildFile) -> list[Pill]:
    held = [dated.value for dated in file.statuses if dated.ended is None]
    words = _("{status} since {day}")
    pills = [
        Pill(State(words.format(status=one.status.words, day=show_day(one.since)), "accent"))
        for one in held
    ]
    if file.card.left_on:
        left = _("Left on {day}").format(day=show_day(file.card.left_on))
        pills.insert(0, Pill(State(left, "warn", "sign-out")))
    return pills
