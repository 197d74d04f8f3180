"""Say that a concern is recorded, and what now: above all, to tell a DSL in person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from app.records.header import ChildAs
from app.rules.cards import PersonCard
from app.services.drafts import Draft
from ui.kit.banners import Notice, PromptPanel
from ui.kit.boxes import column, stacked
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.flow import flowing
from ui.kit.labels import Label

DSL_ROLES = frozenset({"dsl", "deputy"})


class SignedStep(QWidget):
    """Confirm a concern just signed; if no DSL was told in person, say that first and alone."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__()
        self._desk = desk
        self._record = draft.id
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setObjectName("signed-step")
        self.to_tell = _told(draft) == "no"
        self._tell = self._go_and_tell()
        self._after = stacked(self._recorded(draft.children), self._next(), gap=14)
        whole = column(self, gap=14)
        whole.addWidget(self._tell)
        whole.addWidget(self._after)
        self._tell.setVisible(self.to_tell)
        self._after.setVisible(not self.to_tell)

    def go(self) -> None:
        """Put the focus on the first thing offered."""
        if not self.to_tell:
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Show the confirmation in place of whom to tell."""
        self.to_tell = False
        self._tell.hide()
        self._after.show()

    def _go_and_tell(self) -> QWidget:
        lines = [_("The record does not replace telling somebody. Go to one of them:")]
        for card in self._leads():
            phone = f": {card.phone}" if card.phone else ""
            lines.append(f"{card.name}, {card.role}{phone}")
        notice = Notice(_("Nobody knows of this yet"), lines, tone="danger")
        notice.setObjectName("go-and-tell")
        parts: list[QWidget] = [notice]
        prompt = self._desk.prompt("danger")
        if prompt is not None:
            parts.append(PromptPanel(prompt))
        return stacked(*parts, gap=14)

    def _leads(self) -> list[PersonCard]:
        people = self._desk.workspace.roll_view.people()
        return [p for p in people if {role.code for role in p.roles} & DSL_ROLES]

    def _recorded(self, children: tuple[ChildAs, ...]) -> QWidget:
        now = self._desk.workspace.clock.now().local()
        names = ", ".join(child.shown() for child in children)
        lines = [
            _("About {names}. Signed by you at {time}.").format(names=names, time=f"{now:%H:%M}"),
            _("It is on each child’s file and waits under Today until a DSL decides."),
        ]
        notice = Notice(_("The concern is recorded"), lines, tone="good")
        notice.setObjectName("recorded")
        return notice

    def _next(self) -> Card:
        card = Card(_("What next?"))
        desk, record = self._desk, self._record
        self.open = Button(
            _("Open the record"), lambda: desk.go("record", record=record), name="open-record"
        )
        self.decide = Button(
            _("Decide now"), lambda: desk.go("decision", concerns=[record]), name="decide-now"
        )
        self.sheet = Button(_("Print the sheet"), self._on_sheet, icon="print", name="print-sheet")
        self.another = Button(
            _("Record another concern"), lambda: desk.go("concern"), name="another-concern"
        )
        card.add(flowing(self.open, self.decide, self.sheet, self.another, gap=8))
        card.add(
            Label(
                _("Keep handwritten notes: put them, signed and dated, into the child’s file."),
                "hint",
            )
        )
        return card

    def _on_sheet(self) -> None:
        sheets, record = self._desk.workspace.sheets, self._record
        self._desk.go("paper", compose=lambda: sheets.record(record), title=_("Concern"))


def _told(draft: Draft) -> str:
    told = draft.values.get("told_dsl")
    return str(told.get("code", "")) if isinstance(told, dict) else ""
