"""List attached documents, for the page of a record and the file of a child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.documents.moments import short_day
from app.records.document import Document
from app.records.media import media_words, size_words
from app.records.record import Record
from app.views.documents import Attached
from ui.kit.boxes import beside, column
from ui.kit.buttons import Button, WrappingButton
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.drops import FileDrops
from ui.kit.empty import EmptyState
from ui.kit.labels import Label
from ui.kit.tables import Column, RecordTable

ATTACH = "attach"
DOCUMENT = "document"


def accept_files(page: QWidget, desk: Desk, *, child: str = "", about: str = "") -> FileDrops:
    """Let files be dropped onto a page, to be attached to a record or a child's file."""

    def dropped(paths: Sequence[Path]) -> None:
        desk.go(ATTACH, child=child, about=about, paths=tuple(paths))

    words = _("Drop to attach to this record") if about else _("Drop to attach to this file")
    return FileDrops(page, words, dropped)


def attach_button(desk: Desk, *, child: str = "", about: str = "") -> Button:
    """Return the button that asks for a file to attach."""
    return Button(
        _("Attach a document …"),
        lambda: desk.go(ATTACH, child=child, about=about, paths=()),
        icon="attach",
        name="attach-document",
    )


class DocumentsTab(QWidget):
    """Show every document of a child's file; a row opens it."""

    def __init__(self, desk: Desk, child: str) -> None:
        super().__init__()
        self.setObjectName("documents")
        self._desk = desk
        self._child = child
        self._attached: tuple[Attached, ...] = ()
        columns = (
            Column[Attached](_("Date"), _date, sort=_place),
            Column[Attached](_("Document"), lambda one: one.document.title, share=5),
            Column[Attached](_("What"), lambda one: one.document.what.words, share=3),
            Column[Attached](_("From"), lambda one: one.document.source, share=4),
            Column[Attached](_("Attached to"), _belongs),
        )
        empty = EmptyState(
            _("No document yet"),
            _("Attach letters, reports, e-mails and scans, or drop them onto this page."),
            icon="attach",
            action=attach_button(desk, child=child),
        )
        self.table: RecordTable[Attached] = RecordTable(
            columns, lambda one: one.record, name=_("Documents"), empty=empty, whole=True
        )
        self.table.setObjectName("documents-table")
        self.table.opened.connect(lambda record: desk.go(DOCUMENT, record=record))
        self._card = Card(_("Documents"))
        self._button = attach_button(desk, child=child)
        self._button.setObjectName("attach-to-file")
        self._print = Button(
            _("Print with the front sheet"), self._on_print, icon="print", name="print-documents"
        )
        self._card.head.addWidget(self._print)
        self._card.head.addWidget(self._button)
        self._card.add(self.table)
        column(self, gap=0).addWidget(self._card)

    def show_documents(self, attached: Sequence[Attached]) -> None:
        """Show documents, the newest first."""
        self.table.show_rows(attached)
        self._attached = tuple(attached)
        for button in (self._print, self._button):
            button.setVisible(bool(attached))

    def _on_print(self) -> None:
        sheets, attached = self._desk.workspace.sheets, self._attached
        self._desk.go(
            "paper",
            compose=lambda: sheets.with_documents(sheets.front_sheet(self._child), attached),
            title=_("Front sheet with documents"),
        )


def documents_card(desk: Desk, record: str) -> Card:
    """Return the documents attached to a record, each a link, and the button that adds one."""
    card = Card(_("Documents"), gap=8)
    card.setObjectName("documents")
    attached = desk.workspace.attachments.of_record(record)
    for one in attached:
        card.add(_Line(desk, one))
    if attached:
        card.add(beside(_print_button(desk, record, attached), None))
    else:
        card.add(Label(_("None attached. Files can be dropped onto this page."), "hint"))
    card.head.addWidget(attach_button(desk, about=record))
    return card


def _print_button(desk: Desk, record: str, attached: Sequence[Attached]) -> Button:
    sheets = desk.workspace.sheets

    def press() -> None:
        desk.go(
            "paper",
            compose=lambda: sheets.with_documents(sheets.record(record), attached),
            title=_("Sheet with documents"),
        )

    return Button(_("Print with the sheet"), press, icon="print", name="print-with-documents")


def attached_card(desk: Desk, record: str, held: Record | None) -> Card:
    """Return what a record's page shows of documents: those attached, or the one it is."""
    if not isinstance(held, Document):
        return documents_card(desk, record)
    card = Card(_("The document"), gap=8)
    card.setObjectName("documents")
    words = "  ·  ".join((held.file_name, media_words(held.media), size_words(held.size)))
    card.add(Label(words, "hint"))
    read = Button(
        _("Open the document"),
        lambda: desk.go(DOCUMENT, record=record),
        icon="show",
        name="open-document",
    )
    card.add(beside(read, None))
    return card


def document_buttons(desk: Desk, errors: Iterable[tuple[str, Record | None]]) -> list[QWidget]:
    """Return what opens the documents among records (id, content) that were filed in error."""
    return [
        beside(_open_error(desk, record, held.title), None)
        for record, held in errors
        if isinstance(held, Document)
    ]


def _open_error(desk: Desk, record: str, title: str) -> Button:
    return Button(
        _("Open “{title}”").format(title=title),
        lambda: desk.go(DOCUMENT, record=record, error=True),
        icon="show",
        name="open-document",
    )


class _Line(QWidget):
    """Show one document: its title as a link, then what it is and where it came from."""

    def __init__(self, desk: Desk, one: Attached) -> None:
        super().__init__()
        whole = column(self, gap=1)
        name = WrappingButton(
            one.document.title,
            lambda: desk.go(DOCUMENT, record=one.record),
            role="link",
            name="open-document",
        )
        line = column(gap=0)
        line.addWidget(name)
        whole.addLayout(line)
        words = "  ·  ".join((_date(one), one.document.what.words, one.document.source))
        whole.addWidget(Label(words, "hint"))


def _date(one: Attached) -> str:
    return short_day(one.day)


def _place(one: Attached) -> tuple[str, int]:
    return one.day.isoformat(), one.seq


def _belongs(one: Attached) -> str:
    return _("Record {number}").format(number=one.about_seq) if one.about_seq else _("The file")
