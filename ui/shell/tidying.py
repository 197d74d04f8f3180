"""Remove, after signing in, attached files that no record names, such as a kill leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.kit.desk import Desk


def remove_unnamed_files(desk: Desk, owner: QWidget, left: Callable[[], bool]) -> None:
    """Have a worker look, and log how many went unless the person has left meanwhile."""
    attachments = desk.workspace.attachments
    desk.run(
        attachments.tidying(desk.workspace.alarms),
        parent=owner,
        done=lambda count: None if left() else attachments.tidied(count),
        failed=lambda _error: None,  # what stays is tried again at the next unlock
    )
