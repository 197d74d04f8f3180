"""Give every page under School the same head: where one is, and the way back."""

from __future__ import annotations

from app.base.text import _
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.pages import Page


class PartPage(Page):
    """Show one part of School with a button that leads back."""

    def __init__(self, desk: Desk, title: str, *, name: str, reading: bool = True) -> None:
        super().__init__(title, reading=reading, neutral=title)
        self.desk = desk
        self.setObjectName(f"{name}-page")
        back = Button(_("School"), self._on_back, icon="back", name="to-school")
        back.setAccessibleName(_("Back to School"))
        self.head.addWidget(back)

    def _on_back(self) -> None:
        self.desk.go("school")
