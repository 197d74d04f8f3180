"""Describe one mark: what it looks like, not how it came about."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import N_, _
from app.records.lists import ChoiceList, shipped_lists
from app.records.marks import Mark
from ui.bodymap.parts import OptionChips, Part
from ui.bodymap.size import SizeEditor
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.texts import GrowingText

KINDS_IN_SIGHT = 9

# Field and code of a problem -> its words.
PROBLEMS: Mapping[tuple[str, str], str] = {
    ("site", "missing"): N_("Choose where it is"),
    ("kind", "missing"): N_("Choose what kind of mark it is"),
    ("size", "missing"): N_("Enter the size, or tick “Could not see, or not measured”"),
    ("size", "one_side"): N_("Enter both length and width"),
    ("size", "wrong"): N_("Length and width must be numbers of centimetres, such as 2 or 2.5"),
    ("size_by", "missing"): N_("Choose whether the size was measured or estimated"),
    ("shape", "missing"): N_("Choose a shape, or “Could not see”"),
    ("colours", "missing"): N_("Choose at least one colour, or “Could not see”"),
}


def problem_of(field: str, code: str) -> str:
    """Return the words of a problem with one field of a mark; nothing for no problem."""
    words = PROBLEMS.get((field, code), "")
    return _(words) if words else ""


def said_of(path: str, code: str) -> str:
    """Return the words of a problem by its path: "marks.0.size" -> Mark 1: Enter the size …."""
    _marks, index, field = path.split(".")
    words = problem_of(field, code)
    return _("Mark {number}: {words}").format(number=int(index) + 1, words=words) if words else ""


class MarkPanel(QWidget):
    """Ask for everything that is recorded of a mark.

    `changed` carries the name of the field while it is being typed into, else nothing.
    """

    changed = Signal(str)
    move_asked = Signal()
    next_asked = Signal()

    def __init__(self, lists: Mapping[str, ChoiceList] | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        offered = lists or shipped_lists()
        self._mark: Mark | None = None
        self.title = Label("", "heading")
        self.site = Label("")
        self.move_it = Button(_("Move it"), self.move_asked.emit, role="link")
        self.move_it.explain(_("Choose another place for this mark"))
        self.kind = OptionChips(
            offered["mark_kinds"].options, _("What kind of mark?"), first=KINDS_IN_SIGHT
        )
        self.size_ = SizeEditor()
        self.shape = OptionChips(offered["mark_shapes"].options, _("Shape"))
        self.colours = OptionChips(offered["mark_colours"].options, _("Colours"), many=True)
        self.skin = OptionChips(offered["mark_skin"].options, _("Skin"), clearable=True)
        self.words = GrowingText(rows=2)
        self.words.setAccessibleName(_("In your words"))
        self.next = Button(_("Add another mark"), self.next_asked.emit, icon="plus", role="add")
        self.parts = self._make_parts()
        self._build()
        self._wire()

    def fill(self, mark: Mark) -> None:
        """Show a mark."""
        if self._mark is None or mark.number != self._mark.number:
            self.size_.clear()
        self._mark = mark
        self.title.show_text(_("Mark {number}").format(number=mark.number))
        site = mark.site() or _("Place not chosen yet")
        self.site.show_text(site[:1].upper() + site[1:])
        self.kind.choose([mark.kind] if mark.kind else [])
        self.size_.fill(
            mark.length_cm, mark.width_cm, unknown=mark.size_unknown, manner=mark.size_by
        )
        self.shape.choose([mark.shape] if mark.shape else [])
        self.colours.choose(mark.colours)
        self.skin.choose([mark.skin] if mark.skin else [])
        if self.words.text().strip() != mark.words:
            self.words.fill(mark.words)

    def mark(self) -> Mark | None:
        """Return the mark as it is described now."""
        if self._mark is None:
            return None
        kind, shape, skin = self.kind.chosen(), self.shape.chosen(), self.skin.chosen()
        unknown = self.size_.unknown.isChecked()
        length, width = (None, None) if unknown else self.size_.lengths()
        return msgspec.structs.replace(
            self._mark,
            kind=kind[0] if kind else None,
            length_cm=length,
            width_cm=width,
            size_unknown=unknown,
            size_by="" if unknown else self.size_.how(),
            shape=shape[0] if shape else None,
            colours=self.colours.chosen(),
            skin=skin[0] if skin else None,
            words=self.words.text().strip(),
        )

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show problems (field -> code) at their fields, clear all others."""
        for field, part in self.parts.items():
            part.problem.say(problem_of(field, problems.get(field, "")))
        by = "size_by" in problems
        if by:
            self.parts["size"].problem.say(problem_of("size_by", problems["size_by"]))
        self.kind.set_wrong(wrong="kind" in problems)
        self.size_.set_wrong(wrong="size" in problems)
        self.size_.manner.set_wrong(wrong=by)
        self.shape.set_wrong(wrong="shape" in problems)
        self.colours.set_wrong(wrong="colours" in problems)

    def go_to(self, field: str) -> None:
        """Give the focus to a field."""
        if field == "size_by":
            self.size_.manner.setFocus()
        elif field in self.parts:
            self.parts[field].go_to()

    def _make_parts(self) -> dict[str, Part]:
        return {
            "kind": Part(_("What kind of mark?"), self.kind),
            "size": Part(_("How large is it?"), self.size_),
            "shape": Part(_("Shape"), self.shape),
            "colours": Part(_("Colours"), self.colours, hint=_("As you saw them. All that fit.")),
            "skin": Part(_("Skin (optional)"), self.skin),
            "words": Part(
                _("In your words (optional)"),
                self.words,
                hint=_("Swelling, heat, pain, dirt or grit, how the child holds or moves it."),
            ),
        }

    def _build(self) -> None:
        whole = column(self, gap=14)
        head = row(gap=8)
        words = column(gap=0)
        words.addWidget(self.title)
        words.addWidget(self.site)
        head.addLayout(words, 1)
        head.addWidget(self.move_it)
        whole.addLayout(head)
        for part in self.parts.values():
            whole.addWidget(part)
        whole.addWidget(self.next)
        whole.addStretch(1)

    def _wire(self) -> None:
        for chips in (self.kind, self.shape, self.colours, self.skin):
            chips.changed.connect(lambda: self.changed.emit(""))
        self.size_.changed.connect(self.changed)
        self.words.edited.connect(lambda: self.changed.emit("words"))
