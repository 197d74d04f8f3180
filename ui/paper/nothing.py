"""Say why a list of this feature is empty."""

from __future__ import annotations

from app.base.text import _
from ui.kit.empty import EmptyState


def no_items() -> EmptyState:
    """Return what stands where entries cannot be read any more."""
    return EmptyState(_("They cannot be read any more"))


def no_copies() -> EmptyState:
    """Return what stands in an empty register."""
    return EmptyState(
        _("No copy has left yet"),
        _("Whatever is printed or saved is entered here before it leaves."),
        icon="paper",
    )
