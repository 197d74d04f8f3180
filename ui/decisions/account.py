"""Show the account of a concern beside its decision: read only, and it can be folded away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.documents.answers import Showing, answers
from app.documents.moments import short_stamp
from app.views.records import RecordPage
from ui.kit.blocks import BlocksView
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.details import Details


class AccountCard(Card):
    """Show who reported what; a button folds it away."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(_("The account"), _who(page))
        self.setObjectName("account")
        self._inside: QWidget = self._account(page)
        self.add(self._inside)
        self.fold = Button(_("Hide"), self._on_fold, role="quiet", name="fold-account")
        self.head.addWidget(self.fold)

    def _account(self, page: RecordPage) -> QWidget:
        if page.record is None:
            return Details()
        children = page.whole.header.children
        return BlocksView(answers(page.record, Showing(children=children, compact=True)))

    def _on_fold(self) -> None:
        shown = self._inside.isHidden()
        self._inside.setVisible(shown)
        self.fold.set_words(_("Hide") if shown else _("Show"))


def _who(page: RecordPage) -> str:
    names = ", ".join(child.shown() for child in page.whole.header.children)
    words = _("{names} · written by {who}, {when}")
    return words.format(
        names=names,
        who=page.whole.header.author.shown(),
        when=short_stamp(page.whole.entry.recorded),
    )
