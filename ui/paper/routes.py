"""Name the pages of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit.desk import Desk
from ui.paper.page import PaperPage
from ui.paper.verify_page import VerifyPage


def _paper(desk: Desk, args: dict[str, Any]) -> QWidget:
    return PaperPage(desk, args["compose"], str(args.get("title") or _("Print preview")))


def _verify(desk: Desk, _args: dict[str, Any]) -> QWidget:
    return VerifyPage(desk)


ROUTES: dict[str, Callable[[Desk, dict[str, Any]], QWidget]] = {
    "paper": _paper,
    "verify": _verify,
}
