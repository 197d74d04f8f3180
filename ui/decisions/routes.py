"""Name the page of this feature: decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.decisions.decision_page import DecisionPage
from ui.kit.desk import Desk

Args = dict[str, Any]


def decision(desk: Desk, args: Args) -> QWidget:
    """Return the page that decides: concerns (one event), draft."""
    return DecisionPage(desk, concerns=args.get("concerns", ()), draft=args.get("draft"))


ROUTES: dict[str, Callable[[Desk, Args], QWidget]] = {"decision": decision}
