"""Name the screens of attached documents, with documents made where a school has none yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication, QWidget

from app.workspace import Workspace
from tests.support.documents import a_pdf, attach_bytes
from ui.documents.document_page import DocumentPage

_LETTER = "Letter from the health visitor about the two-year check"
_MINUTES = "Minutes of the core group"
_LIMIT_S = 20.0


class _Known(Protocol):
    @property
    def workspace(self) -> Workspace: ...
    @property
    def child(self) -> str: ...


def with_documents(known: _Known) -> str:
    """Return a child whose file holds a PDF and a sealed file."""
    if not known.workspace.attachments.of_child(known.child):
        attach_bytes(known.workspace, known.child, "minutes.docx", b"PK\x03\x04 word/", _MINUTES)
        attach_bytes(known.workspace, known.child, "letter.pdf", a_pdf(3), _LETTER)
    return known.child


def _document(title: str) -> Callable[[_Known], Mapping[str, Any]]:
    def args(known: _Known) -> Mapping[str, Any]:
        attached = known.workspace.attachments.of_child(with_documents(known))
        return {"record": next(one.record for one in attached if one.document.title == title)}

    return args


def _file(known: _Known) -> Mapping[str, Any]:
    return {"child": with_documents(known)}


def drawn(page: QWidget) -> None:
    """Wait until the pages in sight have their pictures."""
    assert isinstance(page, DocumentPage)
    until = monotonic() + _LIMIT_S
    while not (page.pages and page.pages.idle) and monotonic() < until:
        QApplication.processEvents()
    QApplication.processEvents()


def document_stops(
    stop: Callable[..., Any], turn_to: Callable[[int], Any], press: Callable[[str], Any]
) -> tuple[Any, ...]:
    """Return the screens: the list, one being read, one that stays sealed, attaching, warning."""
    return (
        stop(name="documents", page="child", args=_file, steps=(turn_to(3),)),
        stop(name="document", page="document", args=_document(_LETTER), steps=(drawn,)),
        stop(name="document-sealed", page="document", args=_document(_MINUTES)),
        stop(name="document-record", page="record", args=_document(_LETTER)),
        stop(name="attach", page="attach", args=_file),
        stop(name="attach-problems", page="attach", args=_file, steps=(press("dialog-yes"),)),
        stop(
            name="save-a-copy",
            page="document",
            args=_document(_MINUTES),
            steps=(press("save-copy"),),
        ),
    )
