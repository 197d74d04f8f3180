"""Ask for whose file a sheet is, where a record names several children."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.views.records import RecordPage
from ui.kit.buttons import Button, plain
from ui.kit.desk import Desk
from ui.kit.dialogs import Dialog


def ask_sheet(desk: Desk, parent: QWidget, page: RecordPage) -> None:
    """Go to the signed sheet; where there are several children, ask for whose file it is."""
    if len(page.children) > 1:
        SheetDialog(desk, parent, page).open()
    else:
        show_sheet(desk, page)


def show_sheet(desk: Desk, page: RecordPage, child: str = "") -> None:
    """Go to the signed sheet of a record, for one child or naming all."""
    sheets, record = desk.workspace.sheets, page.whole.entry.id
    kind = _(page.record.kind.label) if page.record else _("Record")
    desk.go("paper", compose=lambda: sheets.record(record, child=child), title=kind)


class SheetDialog(Dialog):
    """Offer a sheet for each child's file, and one that names them all."""

    def __init__(self, desk: Desk, parent: QWidget, page: RecordPage) -> None:
        super().__init__(parent, _("For whose file is the sheet?"))
        self.setObjectName("sheet-dialog")
        self._desk = desk
        self._page = page
        self.add_words(
            _(
                "A sheet for one child calls the others Child B, Child C and leaves out what was"
                " decided and done about them alone. Rowan keeps the key."
            )
        )
        for card in page.children:
            words = _("For {name}; others by letters").format(name=card.name)
            self.add(Button(words, partial(self._show, card.id), name=f"sheet-for-{card.id}"))
        self.add(Button(_("Naming all children"), partial(self._show, ""), name="sheet-for-all"))
        back = plain(_("Go back"), self.reject)
        self.offer(back, default=back)

    def _show(self, child: str) -> None:
        self.accept()
        show_sheet(self._desk, self._page, child)
