"""Show an amended text: removed words struck, added ones underlined, and told in words."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.documents.blocks import Change, Changed
from ui.kit import theme

_LINES = {"removed": "line-through", "added": "underline"}
_TONES = {"removed": "danger", "added": "good"}


class DiffLabel(QLabel):
    """Show one amended answer; whatever was typed is escaped, so that it is never markup."""

    def __init__(self, block: Changed) -> None:
        super().__init__()
        self.setObjectName("diff")
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(f"{block.label}: {block.told()}")
        self._block = block
        self._redraw()
        theme.current().changed.connect(self._redraw)

    def _redraw(self) -> None:
        self.setText("".join(_markup(part) for part in _spaced(self._block.parts)))


def _spaced(parts: tuple[Change, ...]) -> list[Change]:
    """Return the parts with a space between what was removed and what was added instead."""
    found: list[Change] = []
    for part in parts:
        if found and "same" not in {found[-1].how, part.how} and not found[-1].text[-1:].isspace():
            found.append(Change(text=" "))
        found.append(part)
    return found


def _markup(part: Change) -> str:
    text = escape(part.text).replace("\n", "<br>")
    if part.how == "same":
        return text
    tone = _TONES[part.how]
    ink, ground = (theme.colour(name).name() for name in (tone, f"{tone}_soft"))
    style = f"text-decoration: {_LINES[part.how]}; color: {ink}; background-color: {ground}"
    return f'<span style="{style}">{text}</span>'
