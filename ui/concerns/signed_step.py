"""Say that a concern is recorded, and what now: above all, to tell a DSL in person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from app.records.header import ChildAs
from app.rules.cards import PersonCard
from app.services.drafts import Draft
from ui.kit.banners import Notice, PromptPanel
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.flow import flowing
from ui.kit.labels import Label

DSL_ROLES = frozenset({"dsl", "deputy"})


class SignedStep(QWidget):
    """Confirm a concern just signed and offer what comes next."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__()
        self._desk = desk
        self._record = draft.id
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setObjectName("signed-step")
        whole = column(self, gap=14)
        if _told(draft) == "no":
            whole.addWidget(self._go_and_tell())
        whole.addWidget(self._recorded(draft.children))
        prompt = desk.prompt("danger")
        if prompt is not None:
            whole.addWidget(PromptPanel(prompt))
        whole.addWidget(self._next())

    def go(self) -> None:
        """Put the focus on the first thing offered."""
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_and_tell(self) -> QWidget:
        lines = [_("A record does not replace telling somebody. Do it before you go on.")]
        for card in self._leads():
            phone = f": {card.phone}" if card.phone else ""
            lines.append(f"{card.name}, {card.role}{phone}")
        lines.append(
            _("If nobody can be reached, call children’s social care; the numbers are below.")
        )
        notice = Notice(_("Go and tell a DSL in person now"), lines, tone="danger")
        notice.setObjectName("go-and-tell")
        return notice

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
