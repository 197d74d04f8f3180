"""Show every answer once more before it is signed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from app.documents.bodymap import body_map_blocks, rules
from app.documents.letters import Letters
from app.records.concern import Concern
from app.records.fields import show_day
from app.records.header import ChildAs
from app.records.marks import BodyMap
from ui.concerns.children_box import CHILDREN
from ui.concerns.form_step import FormStep
from ui.concerns.writer_box import WriterBox
from ui.kit.answers import Answers
from ui.kit.blocks import BlocksView
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.details import Details
from ui.kit.recording import WRITER


class CheckStep(QWidget):
    """List the answers; `change` carries the field to go back to, or "children" or "writer"."""

    change = Signal(str)

    def __init__(self, form: FormStep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setObjectName("check-step")
        children, values = form.children_named(), form.values()
        self.answers = Answers(Concern, values, children=children, unopened=form.form.unopened())
        self.answers.change.connect(self.change)
        whole = column(self, gap=14)
        if form.writer is not None:
            whole.addWidget(self._writer(form.writer))
        whole.addWidget(self._children(children))
        whole.addWidget(self.answers)
        body_map = values.get("body_map")
        if isinstance(body_map, BodyMap):
            marks = Card(_("Marks"))
            blocks = body_map_blocks(body_map, Letters())
            marks.add(BlocksView(block for block in blocks if block != rules()))
            whole.insertWidget(whole.indexOf(self.answers) + 1, marks)

    def _writer(self, box: WriterBox) -> Card:
        facts = Details(ruled=True)
        typed = box.draft()
        change = Button(_("Change"), role="link", name="change.writer")
        change.setAccessibleName(_("Change: {name}").format(name=typed["name"]))
        change.clicked.connect(self._on_writer)
        who = ", ".join(part for part in (typed["name"], typed["role"]) if part)
        facts.add(_("Written by"), who, change)
        if typed["contact"]:
            facts.add(_("Where to be found"), typed["contact"])
        return Card(_("You")).add(facts)

    def _children(self, children: tuple[ChildAs, ...]) -> Card:
        facts = Details(ruled=True)
        for child in children:
            born = show_day(child.born) if child.born and not child.child else ""
            parts = [child.shown(), child.class_name, born, child.age]
            change = Button(_("Change"), role="link", name="change.children")
            change.setAccessibleName(_("Change: {name}").format(name=child.shown()))
            change.clicked.connect(self._on_children)
            facts.add(child.role.words, " · ".join(part for part in parts if part), change)
        return Card(_("Children")).add(facts)

    def _on_children(self) -> None:
        self.change.emit(CHILDREN)

    def _on_writer(self) -> None:
        self.change.emit(WRITER)
