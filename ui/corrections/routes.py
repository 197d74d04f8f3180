"""Name the pages of this feature: amending, versions, filing in error, reconsideration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.corrections.amend_page import AmendPage
from ui.corrections.errors_page import ErrorPage, ErrorsPage
from ui.corrections.in_error_page import InErrorPage
from ui.corrections.reconsider_page import AnswerPage, ReconsiderPage
from ui.corrections.versions_page import VersionsPage
from ui.kit.desk import Desk

Args = dict[str, Any]


def amendment(desk: Desk, args: Args) -> QWidget:
    """Return the page that amends one's own record: record, or a draft."""
    return AmendPage(desk, record=args.get("record", ""), draft=args.get("draft"))


def versions(desk: Desk, args: Args) -> QWidget:
    """Return every version of a record."""
    return VersionsPage(desk, args["record"])


def in_error(desk: Desk, args: Args) -> QWidget:
    """Return the page that takes a record off a file: record, or a draft."""
    return InErrorPage(desk, args.get("record", ""), args.get("draft"))


def errors(desk: Desk, _args: Args) -> QWidget:
    """Return the list of what was filed in error."""
    return ErrorsPage(desk)


def error(desk: Desk, args: Args) -> QWidget:
    """Return one record filed in error; opening it is logged."""
    return ErrorPage(desk, args["record"])


def reconsideration(desk: Desk, args: Args) -> QWidget:
    """Return the page that asks for reconsideration: record (concern or decision), or a draft."""
    return ReconsiderPage(desk, record=args.get("record", ""), draft=args.get("draft"))


def answer(desk: Desk, args: Args) -> QWidget:
    """Return the page that answers a request: record (the request), or a draft."""
    return AnswerPage(desk, record=args.get("record", ""), draft=args.get("draft"))


# A draft is opened by the name of its kind.
ROUTES: dict[str, Callable[[Desk, Args], QWidget]] = {
    "amendment": amendment,
    "versions": versions,
    "in-error": in_error,
    "filed_in_error": in_error,
    "errors": errors,
    "error": error,
    "reconsideration": reconsideration,
    "reconsideration.answer": answer,
}
