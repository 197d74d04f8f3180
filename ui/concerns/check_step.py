"""Show every answer once more before it is signed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from app.documents.bodymap import body_map_blocks, rules
from app.documents.letters import Letters
from app.records.concern import Concern
from app.records.header import ChildAs
from app.records.marks import BodyMap
from ui.concerns.children_box import CHILDREN
from ui.concerns.form_step import FormStep
from ui.kit.answers import Answers
from ui.kit.blocks import BlocksView
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.details import Details


class CheckStep(QWidget):
    """List the answers; `change` carries the field to go back to, or "children"."""

    change = Signal(str)

    def __init__(self, form: FormStep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setObjectName("check-step")
        children, values = form.children_named(), form.values()
        self.answers = Answers(Concern, values, children=children, unopened=form.form.unopened())
        self.answers.change.connect(self.change)
        whole = column(self, gap=14)
        whole.addWidget(self._children(children))
        whole.addWidget(self.answers)
        body_map = values.get("body_map")
        if isinstance(body_map, BodyMap):
            marks = Card(_("Marks"))
            blocks = body_map_blocks(body_map, Letters())
            marks.add(BlocksView(block for block in blocks if block != rules()))
            whole.insertWidget(2, marks)

    def _children(self, children: tuple[ChildAs, ...]) -> Card:
        facts = Details(ruled=True)
        for child in children:
            parts = [child.shown(), child.class_name, child.age]
            change = Button(_("Change"), role="link", name="change.children")
            change.setAccessibleName(_("Change: {name}").format(name=child.shown()))
            change.clicked.connect(self._on_children)
            facts.add(child.role.words, " · ".join(part for part in parts if part), change)
        return Card(_("Children")).add(facts)

    def _on_children(self) -> None:
        self.change.emit(CHILDREN)
