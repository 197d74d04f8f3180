"""Choose where backups go, back up now, and see what backups there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QProgressBar

from app.base.errors import VaultError
from app.base.text import _, ngettext
from app.services.changes import Change
from ui.kit.banners import Notice
from ui.kit.boxes import column, fill, row
from ui.kit.buttons import Button, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.details import Details
from ui.kit.empty import EmptyState
from ui.kit.labels import Label
from ui.kit.pills import State
from ui.kit.tables import Column, RecordTable
from ui.kit.waiting import near_time
from ui.settings.backup_keeper import keeper_of
from ui.settings.part import PartPage

_MB = 1_000_000


class BackupPage(PartPage):
    """Show the folder, the newest verified backup, and the others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Backup"), name="backup")
        self.set_identity(_("Made every hour in which something changed, and when you sign out."))
        self._backups = desk.workspace.backups
        self.keeper = keeper_of(desk)
        self._problem = column(gap=0)
        self.body.addLayout(self._problem)
        self.add(self._build_now(), self._build_list())
        self.keeper.changed.connect(self._refresh)
        self.keeper.progressed.connect(self._on_progressed)
        self.first = self.now
        self._refresh()

    def _build_now(self) -> Card:
        card = Card(_("Where and when"))
        self._facts = Details()
        self.bar_of_progress = QProgressBar()
        self.bar_of_progress.setAccessibleName(_("Progress of the backup"))
        self.bar_of_progress.setTextVisible(False)
        self.now = primary(_("Back up now"), self.keeper.start, icon="backup")
        self.now.setObjectName("backup-now")
        self.stop = Button(_("Cancel"), self.keeper.stop, name="backup-cancel")
        self.choose = Button(_("Choose folder or stick"), self._on_choose, name="backup-choose")
        line = row(gap=8)
        for button in (self.now, self.stop, self.choose):
            line.addWidget(button)
        line.addStretch(1)
        card.add(self._facts, self.bar_of_progress)
        card.body.addLayout(line)
        return card

    def _build_list(self) -> Card:
        today = self.desk.workspace.clock.now().day()
        columns = [
            Column[Any](_("Made"), lambda seen: near_time(seen.made, today), share=3),
            Column[Any](_("Size"), lambda seen: _("{mb:.1f} MB").format(mb=seen.size / _MB)),
            Column[Any](
                _("State"),
                lambda seen: _("Whole") if seen.whole else _("Files missing"),
                state=lambda seen: (
                    State(_("Whole"), "good")
                    if seen.whole
                    else State(_("Files missing"), "danger")
                ),
            ),
        ]
        self.table = RecordTable(
            columns,
            lambda seen: seen.path.name,
            name=_("Backups"),
            empty=EmptyState(
                _("No backups to see"),
                _("They appear here when one was made and the stick or folder is connected."),
            ),
            whole=True,
        )
        self.table.setObjectName("backup-table")
        card = Card(_("Backups in this folder"))
        how = Label(
            _("To put one back, sign out and choose “Put a backup back” on the sign-in screen."),
            "hint",
        )
        how.setObjectName("backup-how")
        card.add(self.table, how)
        return card

    def choose_folder(self, folder: Path) -> None:
        """Let backups go to a folder from now on."""

        def act() -> Change:
            self._backups.choose_folder(folder)
            return Change()

        self.desk.do(act, parent=self, done=_("Backups go there from now on."))
        self._refresh()

    def _refresh(self) -> None:
        age = self._backups.age()
        today = self.desk.workspace.clock.now().day()
        self._facts.clear()
        self._facts.add(_("Folder"), age.folder or _("None chosen yet"))
        made = near_time(age.made, today) if age.made else _("None yet")
        self._facts.add(_("Newest verified"), made)
        running = self.keeper.running
        self.bar_of_progress.setVisible(running)
        self.stop.setVisible(running)
        self.now.setEnabled(bool(age.folder) and not running)
        self.choose.setEnabled(not running)
        self.table.show_rows(self._seen(age.folder))
        self._show_problem()

    def _seen(self, folder: str) -> Sequence[Any]:
        if not folder:
            return ()
        try:
            return self._backups.seen(Path(folder))
        except VaultError:
            return ()

    def _show_problem(self) -> None:
        problem = self.keeper.problem
        if problem is None:
            fill(self._problem, [])
            return
        lines = [line for line in (problem.body, problem.next_step) if line]
        notice = Notice(problem.title, lines, tone="danger")
        notice.setObjectName("backup-problem")
        fill(self._problem, [notice])

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar_of_progress.setRange(0, max(total, 1))
        self.bar_of_progress.setValue(done)
        left = max(total - done, 0)
        words = ngettext("{count} page left", "{count} pages left", left).format(count=left)
        self.bar_of_progress.setAccessibleDescription(words)

    def _on_choose(self) -> None:
        title, only = _("Where backups go"), QFileDialog.Option.ShowDirsOnly
        chosen = QFileDialog.getExistingDirectory(self, title, self._backups.folder(), only)
        if chosen:
            self.choose_folder(Path(chosen))
