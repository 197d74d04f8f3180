"""Send whoever recorded a concern to a DSL in person, before anything else."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from ui.kit.banners import PromptPanel
from ui.kit.boxes import column, hairline
from ui.kit.cards import Card
from ui.kit.labels import Label
from ui.kit.recording import Lead, Recording


class TellStep(QWidget):
    """Name the DSL and the deputies with their numbers, and nothing else."""

    def __init__(self, recording: Recording) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setObjectName("tell-step")
        whole = column(self, gap=14)
        leads = list(recording.leads())
        card = Card(
            _("Nobody knows of this yet"),
            _("What you wrote does not replace telling somebody. Go to one of them:"),
        )
        card.setObjectName("go-and-tell")
        for place, lead in enumerate(leads):
            if place:
                card.add(hairline())
            card.add(_line(lead))
        if not leads:
            card.add(Label(_("The designated safeguarding lead, or a deputy."), "strong"))
        whole.addWidget(card)
        prompt = recording.prompt("danger")
        if prompt is not None:
            whole.addWidget(PromptPanel(prompt))


def _line(lead: Lead) -> QWidget:
    line = QWidget()
    held = column(line, gap=1)
    held.addWidget(Label(lead.name, "heading"))
    if lead.role:
        held.addWidget(Label(lead.role, "muted"))
    if lead.phone:
        held.addWidget(Label(lead.phone, "strong").selectable())
    line.setAccessibleName(lead.shown())
    return line
