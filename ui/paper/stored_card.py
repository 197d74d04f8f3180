"""Show a page as it was stored when it left, and compare it with a text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.base.text import _, ngettext
from app.services.papers import Answer
from ui.kit import theme
from ui.kit.banners import Notice
from ui.kit.boxes import column, fill
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.flow import flowing
from ui.kit.labels import FieldLabel, Label
from ui.kit.pills import Pill, State
from ui.kit.texts import GrowingText
from ui.paper.comparing import differences

MOST = 12


class StoredCard(Card):
    """Show the text of one page; the other pages of the copy are a press away."""

    def __init__(self, answer: Answer, turn: Callable[[str], object]) -> None:
        words = _("Page {number} as stored").format(number=answer.page)
        super().__init__(words, _("The text of the page, as it was when it left."))
        self.setObjectName("stored-page")
        self.stored = answer.text
        copy = answer.copy
        pages = copy.pages if copy else ()
        if len(pages) > 1:
            self.add(flowing(*(self._turner(p.page, p.code, answer, turn) for p in pages)))
        self.text = QPlainTextEdit(answer.text)
        self.text.setObjectName("stored-text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(words)
        self.text.setFixedHeight(theme.px(300))
        self.given = GrowingText(rows=2)
        self.given.setObjectName("given-text")
        label = _("Compare with a text, such as one copied from a file")
        self.given.setAccessibleName(label)
        compare = Button(_("Compare"), self._on_compare, name="compare")
        self._found = column(gap=8)
        self.add(self.text, FieldLabel(label, self.given), self.given, compare)
        self.body.addLayout(self._found)

    def _turner(
        self, page: int, code: str, answer: Answer, turn: Callable[[str], object]
    ) -> QWidget:
        words = _("Page {number}").format(number=page)
        if page == answer.page:
            return Pill(State(words, "accent", "paper"))
        return Button(words, lambda: turn(code), role="quiet", name=f"turn-to-{page}")

    def _on_compare(self) -> None:
        given = self.given.text().strip()
        if not given:
            fill(self._found, [Label(_("Enter the text to compare with."), "error")])
            return
        found = differences(self.stored, given)
        if not found:
            same = Notice(_("Both texts are the same, word by word"), tone="good")
            same.setObjectName("same-words")
            fill(self._found, [same])
            return
        count = len(found)
        title = ngettext(
            "The texts differ in {count} place", "The texts differ in {count} places", count
        )
        lines = [
            _("… {after}  stored: “{stored}”  given: “{given}”").format(
                after=one.after, stored=one.stored or "–", given=one.given or "–"
            )
            for one in found[:MOST]
        ]
        if count > MOST:
            lines.append(_("and {count} more").format(count=count - MOST))
        notice = Notice(title.format(count=count), lines, tone="warn")
        notice.setObjectName("different-words")
        fill(self._found, [notice])
