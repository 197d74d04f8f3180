"""Read an attached document inside Rowan, or save a copy of what Rowan does not open."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import RowanError
from app.base.text import _
from app.documents.moments import short_day
from app.records.fields import show_day
from app.records.media import drawn, media_words, size_words
from app.services.attachments import DocumentReader
from app.views.documents import Attached
from ui.documents.choosing import Choosing
from ui.documents.foreign_pages import ForeignPages
from ui.kit import theme
from ui.kit.boxes import column
from ui.kit.buttons import Button, plain
from ui.kit.desk import Desk
from ui.kit.dialogs import Question, confirm, show_problem
from ui.kit.empty import EmptyState
from ui.kit.labels import Label
from ui.kit.pages import Page
from ui.kit.preview import Preview
from ui.kit.problems import explain

_SIDE = 22


class DocumentPage(Page):
    """Show the pages of a PDF or picture as a confined process draws them; opening it is logged.

    Everything else stays sealed: a copy can be saved, after a warning, and that is logged too.
    """

    def __init__(
        self,
        desk: Desk,
        record: str,
        choosing: Choosing | None = None,
        *,
        in_error: bool = False,
    ) -> None:
        self.one: Attached = desk.workspace.attachments.open(record, in_error=in_error)
        self._in_error = in_error
        super().__init__(self.one.document.title, neutral=_("Document"))
        self.setObjectName("document-page")
        self._desk = desk
        self._choosing = choosing or Choosing()
        self.reader: DocumentReader = desk.workspace.attachments.reader()
        self.pages: ForeignPages | None = None
        self.set_identity(_identity(self.one))
        self._build()
        self._offer()
        self.first = self.preview.area
        self.shortcut.connect(self._on_shortcut)
        self.destroyed.connect(self.reader.close)
        if drawn(self.one.document.media):
            self._begin()
        else:
            self._say(
                _("Rowan keeps this file sealed"),
                _(
                    "It does not open files of this kind itself: {kind}. To read it, save a copy "
                    "outside Rowan; the copy is no longer protected."
                ).format(kind=media_words(self.one.document.media)),
            )

    def _build(self) -> None:
        self.preview = Preview()
        self.waiting = _Waiting()
        self.said = QScrollArea()
        self.said.setWidgetResizable(True)
        self.said.setFrameShape(QFrame.Shape.NoFrame)
        self.said.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.either = QStackedWidget()
        for part in (self.waiting, self.preview, self.said):
            self.either.addWidget(part)
        self._place()

    def save_copy(self) -> None:
        """Warn what a copy means, then save it where the person says."""
        question = Question(
            title=_("Save a copy outside Rowan?"),
            body=_(
                "“{title}” then lies there without encryption. Anybody who can open the folder or "
                "the stick can read it, and it stays until somebody deletes it. Rowan notes in "
                "the access log that you saved it, and where."
            ).format(title=self.one.document.title),
            yes=_("Save a copy"),
            no=_("Go back"),
        )
        confirm(self, question, self._ask_target)

    def print_it(self) -> None:
        """Show the document's sheet with its pages as they would be printed."""
        sheets, one = self._desk.workspace.sheets, self.one
        self._desk.go(
            "paper",
            compose=lambda: sheets.with_documents(sheets.record(one.record), [one]),
            title=_("Document"),
        )

    def _on_shortcut(self, code: str) -> None:
        if code == "print" and not self._in_error:
            self.print_it()

    def _ask_target(self) -> None:
        path = self._choosing.target(self, self.one.document.file_name)
        if path is None:
            return
        attachments = self._desk.workspace.attachments
        try:
            source = attachments.source(self.one)
            attachments.enter_copy(self.one, path)
        except RowanError as error:
            show_problem(self, error)
            return
        done = partial(self._on_saved, path)
        self._desk.run(lambda: source.save_to(path), parent=self, done=done)

    def _on_saved(self, path: Path, _nothing: object) -> None:
        words = _("Saved: {name}. It is not protected there.")
        self._desk.said.emit(words.format(name=path.name))

    def _begin(self) -> None:
        self.either.setCurrentWidget(self.waiting)
        reader, media = self.reader, self.one.document.media
        try:
            source = self._desk.workspace.attachments.source(self.one)
        except RowanError as error:
            self._on_failed(error)
            return
        self._desk.run(
            lambda: reader.open(source.read(), media),
            parent=self,
            done=lambda opened: self._on_opened(opened.sizes),
            failed=self._on_failed,
        )

    def _on_opened(self, sizes: tuple[tuple[float, float], ...]) -> None:
        self.pages = ForeignPages(self.reader, sizes, self._desk.tasks)
        self.pages.setParent(self)
        self.pages.arrived.connect(self.preview.refresh)
        self.pages.failed.connect(self._on_failed)
        self.either.setCurrentWidget(self.preview)
        self.preview.show_pages(self.pages)

    def _on_failed(self, error: RowanError) -> None:
        words = explain(error)
        self._say(words.title, f"{words.body} {words.next_step}")

    def _say(self, title: str, body: str) -> None:
        save = plain(_("Save a copy …"), self.save_copy, icon="save")
        save.setObjectName("save-copy-here")
        told = EmptyState(title, body, icon="lock", action=save)
        told.setProperty("role", "body")
        self.said.setWidget(told)
        self.either.setCurrentWidget(self.said)

    def _place(self) -> None:
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)  # noqa: S101 - Page builds it
        held = QWidget()
        whole = column(held, gap=8, edge=(_SIDE, 2, _SIDE, 8))
        whole.addWidget(Label(_facts(self.one), "hint").selectable())
        whole.addWidget(self.either, 1)
        outer.insertWidget(outer.indexOf(self.area), held, 1)
        self.area.hide()  # the preview scrolls by itself

    def _offer(self) -> None:
        save = plain(_("Save a copy …"), self.save_copy, icon="save")
        save.setObjectName("save-copy")
        self.bar.offer(save)
        if not self._in_error:
            self.bar.offer(*self._ways_on())
        leave = plain(_("Close"), self._desk.back)
        leave.setObjectName("close")
        self.bar.offer_right(leave)
        for keys, act in (
            (QKeySequence.StandardKey.ZoomIn, self.preview.zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self.preview.zoom_out),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        QShortcut(QKeySequence("Ctrl+0"), self).activated.connect(self.preview.fit_width)

    def _ways_on(self) -> list[Button]:
        prints = plain(_("Print"), self.print_it, icon="print")
        prints.setObjectName("print-document")
        record = plain(_("Details"), lambda: self._desk.go("record", record=self.one.record))
        record.setObjectName("its-record")
        found = [prints, record]
        if self.one.about:
            words = _("Attached to record {number}").format(number=self.one.about_seq)
            about = plain(words, lambda: self._desk.go("record", record=self.one.about))
            about.setObjectName("attached-to")
            found.append(about)
        return found


class _Waiting(QWidget):
    """Show that a document is being opened."""

    def __init__(self) -> None:
        super().__init__()
        whole = column(self, gap=10, edge=(16, 40, 16, 16))
        words = Label(_("Opening the document …"), "muted")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(theme.px(260))
        bar.setAccessibleName(_("Opening the document"))
        whole.addWidget(words)
        whole.addWidget(bar)
        whole.addStretch(1)


def _identity(one: Attached) -> str:
    names = ", ".join(child.shown() for child in one.children)
    return "  ·  ".join((names, one.document.what.words, short_day(one.day)))


def _facts(one: Attached) -> str:
    document = one.document
    parts = [
        media_words(document.media),
        size_words(document.size),
        _("from {source}").format(source=document.source),
        _("received {day}").format(day=show_day(document.received)),
        _("attached by {name} as record {number}").format(name=one.author, number=one.seq),
    ]
    return "  ·  ".join(parts)
