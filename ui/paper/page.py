"""Show a paper as it would leave: nothing is entered before it is printed or saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.services.papers import ChainMoved, Way
from app.services.papers import Preview as Drawn
from ui.kit.banners import Notice
from ui.kit.buttons import Button, plain, primary
from ui.kit.desk import Desk
from ui.kit.dialogs import ProblemDialog, Question, confirm, show_problem
from ui.kit.pages import Page
from ui.kit.problems import explain
from ui.kit.told_words import Words
from ui.paper.drawing import Compose, Drawing
from ui.paper.outlets import Outlets
from ui.paper.password_dialog import PasswordDialog
from ui.paper.passwords import file_name, new_password
from ui.paper.release import PrintJob, save
from ui.paper.view import PaperView

_SIDE = 22


class PaperPage(Page):
    """Preview a paper from memory; print it, save it, or save it locked with a password."""

    def __init__(
        self, desk: Desk, compose: Compose, title: str, outlets: Outlets | None = None
    ) -> None:
        super().__init__(title, neutral=_("Print preview"))
        self.setObjectName("paper-page")
        self._desk = desk
        self._outlets = outlets or Outlets()
        self.preview: Drawn | None = None
        self._job: PrintJob | None = None
        self._said = ""
        self._left = 0
        self.drawing = Drawing(desk, compose, self)
        self.drawing.begun.connect(self._on_begun)
        self.drawing.drawn.connect(self._on_drawn)
        self.drawing.stopped.connect(self._on_stopped)
        self.drawing.failed.connect(self._on_failed)
        self.view = PaperView(self.drawing.cancel, self.drawing.start)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)  # noqa: S101 - Page builds it
        outer.insertWidget(outer.indexOf(self.area), self.view, 1)
        self.area.hide()  # the preview scrolls by itself
        self._offer()
        self.shortcut.connect(self._on_shortcut)
        self.drawing.start()

    def print_it(self) -> None:
        """Ask for a printer, enter the copy, then print page by page."""
        if self.preview is None or self._job is not None:
            return
        printer = self._outlets.printer(self, len(self.preview.printed.pages))
        if printer is None:
            return
        data = self._release("print")
        if data is None:
            return
        self._job = PrintJob(data, printer, self)
        self._job.finished.connect(self._on_printed)
        self._job.progressed.connect(self.view.waiting.show_progress)
        self.view.wait(_("Printing …"), self._job.stop, pages=self.view.pages.page_count)
        self._job.start()

    def save_open(self) -> None:
        """Warn what an open file means, then save it."""
        question = Question(
            title=_("Save without a password?"),
            body=_(
                "Anybody who can open the folder, the stick or the e-mail can read the file. "
                "It stays there until somebody deletes it. Rowan cannot call it back."
            ),
            yes=_("Save the PDF"),
            no=_("Go back"),
        )
        confirm(self, question, lambda: self._save("save", ""))

    def save_locked(self) -> None:
        """Save the paper locked with a password that is shown once."""
        self._save("save_encrypted", new_password())

    def _save(self, way: Way, password: str) -> None:
        path = self._ask_path()
        if path is None:
            return
        try:
            wrong = save(path, lambda: self._released(way, password))
        except ChainMoved as error:
            self._again(error)
            return
        except RowanError as error:
            show_problem(self, error)
            return
        self._after_saving(wrong, path, password)

    def _after_saving(self, wrong: Words | None, path: Path, password: str) -> None:
        if wrong is not None:
            ProblemDialog(self, wrong).open()
        else:
            self._say_left(_("saved"))
            if password:
                PasswordDialog(self, password, path.name).open()
        if self.preview is None:
            self.drawing.start()

    def _ask_path(self) -> Path | None:
        if self.preview is None:
            return None
        day = self._desk.workspace.clock.now().day()
        return self._outlets.save_path(self, file_name(self.preview.paper, day))

    def _release(self, way: Way) -> bytes | None:
        try:
            return self._released(way, "")
        except ChainMoved as error:
            self._again(error)
        except RowanError as error:
            show_problem(self, error)
        return None

    def _released(self, way: Way, password: str) -> bytes:
        if self.preview is None:
            raise ChainMoved
        data = self._desk.workspace.papers.release(
            self.preview, way, password=password, reason=self.view.reason.text().strip()
        )
        self._left = self.preview.paper.number
        self.preview = None  # its codes are used: the next copy has its own
        self._set_ready(ready=False)
        return data

    def _again(self, error: ChainMoved) -> None:
        words = explain(error)
        notice = Notice(
            words.title,
            [_("The pages are composed again with what is recorded now. Look, then print.")],
        )
        notice.setObjectName("composed-again")
        self.drawing.start()
        self.view.say([notice])

    def _on_begun(self) -> None:
        self.preview = None
        self._set_ready(ready=False)
        self.view.say([])
        self.view.wait(_("Drawing the pages …"), self.drawing.cancel)

    def _on_drawn(self, preview: Drawn, missing: tuple[str, ...]) -> None:
        self.preview = preview
        self.view.show_drawn(preview, missing)
        count = len(preview.printed.pages)
        self.set_identity(_identity(preview, count))
        said = self._said or _("Not printed yet: nothing was entered")
        self.set_status(said, *(("good", "tick") if self._said else ("muted", "info")))
        self._set_ready(ready=True)
        if not self.view.reason.hasFocus():
            self.view.pages.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stopped(self) -> None:
        self.view.waiting.say_stopped(_("Drawing was stopped. Nothing was entered."))

    def _on_failed(self, error: RowanError) -> None:
        words = explain(error)
        self.view.waiting.say_stopped(f"{words.title}. {words.body}")

    def _on_printed(self, whole: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._job = None
        self._say_left(_("printed") if whole else _("printing stopped"))
        self.drawing.start()

    def _say_left(self, how: str) -> None:
        self._said = _("Copy {number} {how} {time}").format(
            number=self._left,
            how=how,
            time=f"{self._desk.workspace.clock.now().local():%H:%M}",
        )
        self._desk.said.emit(_("{what}. It stands in the register.").format(what=self._said))

    def _set_ready(self, *, ready: bool) -> None:
        for button in self._buttons:
            button.setEnabled(ready)

    def _on_shortcut(self, code: str) -> None:
        if code in ("print", "finish"):
            self.print_it()

    def _offer(self) -> None:
        self._print = primary(_("Print"), self.print_it, icon="print")
        self._print.setObjectName("print")
        opened = plain(_("Save PDF …"), self.save_open, icon="save")
        opened.setObjectName("save-pdf")
        locked = plain(_("Save encrypted …"), self.save_locked, icon="lock")
        locked.setObjectName("save-encrypted")
        leave = plain(_("Close"), self._desk.back)
        leave.setObjectName("close")
        self._buttons: tuple[Button, ...] = (self._print, opened, locked)
        self.bar.offer(*self._buttons)
        self.bar.offer_right(leave)
        self._set_ready(ready=False)
        self.first = self.view.pages.area


def _identity(preview: Drawn, count: int) -> str:
    pages = ngettext("{count} page", "{count} pages", count).format(count=count)
    copy = _("copy {number}").format(number=preview.paper.number)
    record = preview.paper.document.record
    return "  ·  ".join(part for part in (record, pages, copy) if part)
