"""Show the account of a concern beside its decision: read only, and it can be folded away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.documents.answers import Showing, answers
from app.documents.bodymap import rules
from app.documents.moments import short_stamp
from app.views.records import RecordPage
from ui.kit.blocks import BlocksView
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.details import Details
from ui.kit.labels import Label


class AccountCard(Card):
    """Show who reported what; a button folds it away."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(_("The account"), _who(page))
        self.setObjectName("account")
        self._inside: QWidget = self._account(page)
        self._short = Label(page.record.line() if page.record else "")
        self.add(self._short, self._inside)
        self._short.hide()
        self.fold = Button(_("Show less"), self._on_fold, role="quiet", name="fold-account")
        self.head.addWidget(self.fold)

    def on_turned(self, beside: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Show all of it beside the form, and only what was seen above the form."""
        self._show_all(shown=beside)

    def _account(self, page: RecordPage) -> QWidget:
        if page.record is None:
            return Details()
        children = page.whole.header.children
        blocks = answers(page.record, Showing(children=children, compact=True))
        return BlocksView(block for block in blocks if block != rules())

    def _on_fold(self) -> None:
        self._show_all(shown=self._inside.isHidden())

    def _show_all(self, *, shown: bool) -> None:
        self._inside.setVisible(shown)
        self._short.setVisible(not shown)
        self.fold.set_words(_("Show less") if shown else _("Show all"))


def _who(page: RecordPage) -> str:
    names = ", ".join(child.shown() for child in page.whole.header.children)
    words = _("{names} · written by {who}, {when}")
    return words.format(
        names=names,
        who=page.whole.header.author.shown(),
        when=short_stamp(page.whole.entry.recorded),
    )
