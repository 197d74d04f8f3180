"""Name the pages of this feature: concern, record, note, action, family (dated records)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.concerns.action_page import ActionPage
from ui.concerns.concern_page import ConcernPage
from ui.concerns.family_page import FamilyPage
from ui.concerns.holder import HolderRecording
from ui.concerns.note_page import NotePage
from ui.concerns.police_page import PolicePage
from ui.concerns.record_page import RecordPageView
from ui.kit.desk import Desk

Args = dict[str, Any]


def concern(desk: Desk, args: Args) -> QWidget:
    """Return the page that records a concern: draft, or the child it is about; or from paper."""
    child, paper = args.get("child", ""), bool(args.get("paper", False))
    return ConcernPage(HolderRecording(desk), draft=args.get("draft"), child=child, paper=paper)


def record(desk: Desk, args: Args) -> QWidget:
    """Return the page of a record: record, found (by searching), then (the dialog to open)."""
    return RecordPageView(
        desk,
        args["record"],
        found=bool(args.get("found", False)),
        then=args.get("then", ""),
    )


def note(desk: Desk, args: Args) -> QWidget:
    """Return the page of a note: child, about (a concern), draft."""
    child, about = args.get("child", ""), args.get("about", "")
    return NotePage(desk, child=child, about=about, draft=args.get("draft"))


def police(desk: Desk, args: Args) -> QWidget:
    """Return the page of a police notification: child, about (a concern), draft."""
    child, about = args.get("child", ""), args.get("about", "")
    return PolicePage(desk, child=child, about=about, draft=args.get("draft"))


def action(desk: Desk, args: Args) -> QWidget:
    """Return the page that adds an action: child, concern, draft."""
    child, concern = args.get("child", ""), args.get("concern", "")
    return ActionPage(desk, child=child, concern=concern, draft=args.get("draft"))


def family(desk: Desk, args: Args) -> QWidget:
    """Return the page that adds a dated record: child, kind, draft."""
    draft = args.get("draft")
    kind = draft.kind if draft else args["kind"]
    return FamilyPage(desk, child=args.get("child", ""), kind=kind, draft=draft)


# A draft is opened by the name of its kind, hence a page for each kind of dated record.
ROUTES: dict[str, Callable[[Desk, Args], QWidget]] = {
    "concern": concern,
    "record": record,
    "note": note,
    "police_notification": police,
    "action": action,
    "family": family,
    "household": family,
    "contact": family,
    "status": family,
}
