"""Ask first whether a concern is about an adult who works here; if so, write nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from ui.kit.banners import PromptPanel
from ui.kit.boxes import column
from ui.kit.buttons import Button, plain
from ui.kit.cards import Card
from ui.kit.flow import flowing
from ui.kit.labels import Label
from ui.kit.recording import Recording


class AdultQuestion(QWidget):
    """Ask the question; one of its two signals carries the answer."""

    about_child = Signal()
    about_adult = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        card = Card(_("Is this about an adult who works or volunteers here?"))
        card.add(
            Label(
                _(
                    "Staff, supply and agency staff, governors, volunteers, contractors, drivers:"
                    " anybody who is with children because of this school. If a child was harmed"
                    " by such an adult, answer yes."
                ),
                "muted",
            )
        )
        self.no = Button(_("No, it is about a child"), self.about_child.emit, name="adult-no")
        self.yes = Button(_("Yes, it is about an adult"), self.about_adult.emit, name="adult-yes")
        card.add(flowing(self.no, self.yes, gap=8))
        column(self).addWidget(card)

    def go(self) -> None:
        """Put the focus on the first answer."""
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)


class AdultStop(QWidget):
    """Say whom to see, with their numbers; nothing is kept of it."""

    back_asked = Signal()

    def __init__(self, recording: Recording) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setObjectName("adult-stop")
        whole = column(self, gap=14)
        prompt = recording.prompt("adult")
        if prompt is not None:
            panel = PromptPanel(prompt)
            panel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            panel.setObjectName("adult-prompt")
            whole.addWidget(panel)
        sheet = Card(
            _("Write it by hand"),
            _("Print a blank sheet, write on it, and hand it over in a sealed envelope."),
        )
        self.sheet = Button(
            _("Print a blank sheet"), recording.print_blank, icon="print", name="adult-sheet"
        )
        self.back = plain(_("Back to the question"), self.back_asked.emit)
        self.back.setObjectName("adult-back")
        sheet.add(flowing(self.sheet, self.back, gap=8))
        whole.addWidget(sheet)

    def go(self) -> None:
        """Put the focus on what is offered."""
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
