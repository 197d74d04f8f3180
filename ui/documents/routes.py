"""Name the pages of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.documents.attach_dialog import attach_dialog
from ui.documents.document_page import DocumentPage
from ui.kit.desk import Desk


def _document(desk: Desk, args: dict[str, Any]) -> QWidget:
    in_error = bool(args.get("error"))
    return DocumentPage(desk, str(args["record"]), args.get("choosing"), in_error=in_error)


ROUTES: dict[str, Callable[[Desk, dict[str, Any]], QWidget]] = {
    "attach": attach_dialog,
    "document": _document,
}
