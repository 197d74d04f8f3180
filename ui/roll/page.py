"""Import a roll: choose a file, see how it is read, answer what is unsure, look, then add."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.text import _, ngettext
from app.services.changes import Change
from app.services.roll_import import PastImport
from app.services.roll_plan import Opened, Plan
from ui.kit.banners import Notice, announce
from ui.kit.boxes import column, fill
from ui.kit.buttons import plain, primary
from ui.kit.desk import Desk
from ui.kit.pages import Page
from ui.roll.changes_step import ChangesStep
from ui.roll.choose_step import ChooseStep, counts_words
from ui.roll.columns_step import ColumnsStep
from ui.roll.files import Choosing, dropped_files, save_whole
from ui.roll.flow import ImportFlow
from ui.roll.questions_step import QuestionsStep
from ui.roll.undo_dialog import UndoDialog


class RollImportPage(Page):
    """Take children in from a file, step by step; nothing is added before the last one."""

    def __init__(self, desk: Desk, choosing: Choosing | None = None) -> None:
        super().__init__(_("Import a roll"), neutral=_("Import a roll"))
        self.setObjectName("roll-import-page")
        self.setAcceptDrops(True)
        self._desk = desk
        self._choosing = choosing or Choosing()
        self._step: QWidget = QWidget()
        self._found: QVBoxLayout = column(gap=14)
        self.body.addLayout(self._found)
        self.go_on = primary("", self._on_go_on)
        self.go_on.setObjectName("go-on")
        leave = plain(_("Go back"), self._on_back)
        leave.setObjectName("go-back")
        self.bar.offer(self.go_on, leave)
        self.flow = ImportFlow(self, desk)
        self.flow.came.connect(self.show_columns)
        self.flow.planned.connect(self._on_planned)
        self.flow.refused.connect(self._say)
        self.show_files()

    def read_file(self, path: Path) -> None:
        """Read a file, then show how it is read."""
        self.set_status(_("Reading …"), icon="clock")
        self.flow.read_file(path)

    def show_files(self) -> None:
        """Show the first step: choose a file, or look at what was imported."""
        self.flow.forget()
        today = self._desk.workspace.clock.now().day()
        step = ChooseStep(self._desk.workspace.roll_imports.past(), today)
        step.choose_asked.connect(self._on_choose)
        step.template_asked.connect(self._on_template)
        step.undo_asked.connect(self._on_undo)
        self.first = step.choose
        self._show(step, "")
        self.first.setFocus()

    def show_columns(self, opened: Opened) -> None:
        """Show how a file is read."""
        step = ColumnsStep(opened)
        step.changed.connect(self._refresh)
        self._show(step, _("Step 1 of 3: how the file is read"))
        (step.first() if opened.missing() else self.go_on).setFocus()

    def show_questions(self, plan: Plan) -> None:
        """Ask what only a person can tell."""
        step = QuestionsStep(plan)
        step.changed.connect(self._refresh)
        self._show(step, _("Step 2 of 3: what Rowan cannot tell"))
        step.first().setFocus()

    def show_changes(self, plan: Plan) -> None:
        """Show what would be done."""
        today = self._desk.workspace.clock.now().day()
        step = ChangesStep(plan, today, part=self.flow.told.whole_school is False)
        step.whole_said.connect(lambda whole: self.flow.say_whole(whole=whole))
        step.changed.connect(self._refresh)
        self._show(step, _("Step 3 of 3: what will change"))
        announce(self, step.counts.accessibleName())
        self.go_on.setFocus()

    def take_in(self) -> None:
        """Add and change children as shown."""
        plan, step = self.flow.plan, self._step
        if plan is None or not isinstance(step, ChangesStep):
            return
        left, today = step.left(), self._desk.workspace.clock.now().day()
        day = step.left_on() if left else today
        if day is None:
            return

        def act() -> Change:
            return self._desk.workspace.roll_imports.take_in(plan, left=left, left_on=day)

        self._say_importing()
        count = len(plan.new) + len(plan.changed) + len(left)
        words = ngettext("{count} child taken in.", "{count} children taken in.", count)
        if self._desk.do(act, parent=self, done=words.format(count=count)):
            self._show_done(plan, len(left))
        else:
            self._refresh()

    def _say_importing(self) -> None:
        """Say so before the seconds that thousands of rows take."""
        self.go_on.set_words(_("Importing …"))
        self.go_on.setEnabled(False)
        self.go_on.repaint()

    def _show_done(self, plan: Plan, left: int) -> None:
        words = counts_words(len(plan.new), len(plan.changed), left)
        bad = len(plan.file.bad)
        line = ngettext(
            "{count} row with a problem was left out.",
            "{count} rows with a problem were left out.",
            bad,
        ).format(count=bad)
        title = _("The roll is imported: {counts}").format(counts=words)
        notice = Notice(title, [line] if bad else [], tone="good")
        notice.setObjectName("roll-done")
        newest = self._desk.workspace.roll_imports.past()[0]
        undo = plain(_("Undo this import …"), lambda: self._on_undo(newest))
        undo.setObjectName("undo-this")
        children = plain(_("See the children"), lambda: self._desk.go("children", class_name=""))
        children.setObjectName("see-children")
        self.flow.forget()
        self._show(notice.offer(children, undo), "")
        children.setFocus()

    def _show(self, step: QWidget, words: str) -> None:
        self._step = step
        self.set_identity(words)
        self.set_status("")
        fill(self._found, [step])
        self.to_top()
        self._refresh()

    def _refresh(self) -> None:
        step, plan = self._step, self.flow.plan
        self.go_on.setVisible(isinstance(step, ColumnsStep | QuestionsStep | ChangesStep))
        self.go_on.set_words(_("Go on"))
        if isinstance(step, ColumnsStep):
            self.go_on.setEnabled(not step.opened.missing())
        elif isinstance(step, QuestionsStep):
            self.go_on.setEnabled(not step.unanswered())
        elif isinstance(step, ChangesStep) and plan is not None:
            counts = (len(plan.new), len(plan.changed), len(step.left()))
            self.go_on.set_words(take_words(*counts))
            self.go_on.setEnabled(any(counts))

    def _on_go_on(self) -> None:
        step = self._step
        if isinstance(step, ChangesStep):
            self.take_in()
            return
        self.go_on.setEnabled(False)
        self.set_status(_("Comparing with the roll …"), icon="clock")
        if isinstance(step, ColumnsStep):
            self.flow.correct(step.opened)
            self.flow.work_out()
        elif isinstance(step, QuestionsStep):
            self.flow.answer(
                day_first=step.day_first(), last_first=step.last_first(), who=step.answers()
            )

    def _on_back(self) -> None:
        opened, plan = self.flow.opened, self.flow.plan
        if opened is None:
            self._desk.back()
        elif isinstance(self._step, ColumnsStep):
            self.show_files()
        elif isinstance(self._step, ChangesStep) and plan and plan.questions:
            self.show_questions(plan)
        else:
            self.show_columns(opened.with_orders(day_first=None, last_first=None))

    def _on_planned(self, plan: Plan) -> None:
        if plan.open_questions():
            self.show_questions(plan)
        else:
            self.show_changes(plan)

    def _say(self, title: str, line: str) -> None:
        self.show_files()
        notice = Notice(title, [line, _("Nothing was added.")], tone="warn")
        notice.setObjectName("roll-problem")
        self._found.insertWidget(0, notice)
        announce(self, f"{title}. {line}", urgent=True)

    def _on_choose(self) -> None:
        path = self._choosing.roll(self)
        if path is not None:
            self.read_file(path)

    def _on_template(self) -> None:
        path = self._choosing.template(self)
        if path is None:
            return
        if save_whole(path, self._desk.workspace.roll_imports.template()):
            self._desk.said.emit(_("Template saved."))
        else:
            self._say(_("The template cannot be saved there"), _("Choose another folder."))

    def _on_undo(self, past: PastImport) -> None:
        dialog = UndoDialog(self, self._desk, self._desk.workspace.roll_undo.undoing(past))
        dialog.undone.connect(self.show_files)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file be dropped here."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the first file dropped."""
        dropped = dropped_files(event.mimeData())
        if dropped:
            event.acceptProposedAction()
            self.read_file(dropped[0])


def take_words(new: int, changed: int, left: int) -> str:
    """Return what the button that imports says: Import: add 3 children, change 2, 1 has left."""
    if not new and not changed and not left:
        return _("Nothing to import")
    parts = []
    if new:
        parts.append(ngettext("add {count} child", "add {count} children", new).format(count=new))
    if changed:
        words = ngettext("change {count}", "change {count}", changed)
        parts.append(words.format(count=changed))
    if left:
        words = ngettext("{count} has left", "{count} have left", left)
        parts.append(words.format(count=left))
    return _("Import: {what}").format(what=", ".join(parts))
