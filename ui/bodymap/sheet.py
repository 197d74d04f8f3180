"""Show the drawing with what names a place on it: pointing, keys, or a line to type into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from app.records.marks import Place
from app.rules.bodymap import VIEW_WORDS, VIEWS, drawing, find_regions
from ui.bodymap.canvas import BodyMapCanvas
from ui.bodymap.marking import Marking
from ui.bodymap.marklist import MarkList
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.labels import FieldLabel, Label
from ui.kit.pickers import Option, Picker


class MarkSheet(QWidget):
    """Offer the drawing, the line that finds a region, undo and redo, and the list of marks.

    `placed` carries the view, a Place or None when only a region was chosen, the region's id.
    """

    placed = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.canvas = BodyMapCanvas()
        self.under = Label("", "hint")
        self.under.setObjectName("under")
        self.finder = Picker(offer_regions)
        self.finder.setAccessibleName(_("Choose the place from a list"))
        self.list = MarkList()
        self.undo = Button(_("Undo"), icon="undo", role="quiet", name="undo")
        self.redo = Button(_("Redo"), icon="redo", role="quiet", name="redo")
        self.undo.explain(_("Take back the last step (Ctrl+Z)"))
        self.redo.explain(_("Do again what was taken back (Ctrl+Y)"))
        self._asking = ""
        self._build()
        self.canvas.placed.connect(self._on_placed)
        self.canvas.pointed.connect(self._say_under)
        self.finder.picked.connect(self._on_picked)
        self._say_under("")

    def show_marking(self, marking: Marking, unfinished: set[int]) -> None:
        """Show the marks as they are now."""
        step = marking.now
        mark = step.mark()
        self.canvas.show_marks(step.marks, step.chosen)
        id_ = mark.regions[0].id if mark and mark.regions else ""
        self.canvas.show_region(mark.view if mark else "", id_)
        self.list.show_marks(step.marks, step.chosen, unfinished)
        self.undo.setEnabled(marking.can_undo)
        self.redo.setEnabled(marking.can_redo)

    def ask(self, words: str) -> None:
        """Say what the next place is for; nothing asks for a new mark."""
        self._asking = words
        self._say_under("")

    def _build(self) -> None:
        whole = column(self, gap=10)
        head = row(gap=4)
        head.addWidget(self.under, 1)
        head.addWidget(self.undo)
        head.addWidget(self.redo)
        whole.addLayout(head)
        whole.addWidget(self.canvas)
        find = column(gap=4)
        find.addWidget(FieldLabel(_("Or choose the place from a list"), self.finder))
        find.addWidget(Label(_("Such as left forearm, or tummy"), "hint"))
        find.addWidget(self.finder)
        whole.addLayout(find)
        whole.addWidget(self.list)
        whole.addStretch(1)

    def _say_under(self, words: str) -> None:
        asking = self._asking or _("Tap or click the place you saw a mark")
        self.under.show_text(words[:1].upper() + words[1:] if words else asking)

    def _on_placed(self, view: str, x: float, y: float, region: str) -> None:
        self.placed.emit(view, Place(x, y), region)

    def _on_picked(self, id_: str) -> None:
        self.finder.choose(None)
        view = next(view for view in VIEWS if id_.startswith(f"{view}."))
        self.canvas.show_cursor(view, *drawing(view).centre_of(id_))
        self.placed.emit(view, None, id_)


def offer_regions(typed: str) -> Sequence[Option]:
    """Return the regions that fit what is typed, each with the view it lies on."""
    return [
        Option(region.id, region.words, "" if _says(region.words, view) else _(VIEW_WORDS[view]))
        for view, region in find_regions(typed)
    ]


def _says(words: str, view: str) -> bool:
    return view.rpartition(".")[2] in words.replace(",", " ").split()
