"""Choose which children a small record is about, where a record names several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from app.base.text import _
from app.records.fields import Choice
from app.records.header import ChildAs
from ui.kit.cards import Card
from ui.kit.chips import ChoiceChips
from ui.kit.problem_line import ProblemLine

CHILDREN = "children"


class AboutBox(Card):
    """Offer the children as chips, all of them chosen at first, or one only."""

    changed = Signal()

    def __init__(self, children: Sequence[ChildAs], *, many: bool = True) -> None:
        super().__init__(_("Which children is it about?") if many else _("Which child?"))
        self._children = {child.ref(): child for child in children}
        self.setObjectName("about")
        options = [Choice(child.ref(), child.shown()) for child in children]
        self.chips = ChoiceChips(options, many=many)
        self.chips.describe(self.heading.text(), "")
        if many or len(options) == 1:
            self.chips.choose(options)
        self.chips.changed.connect(self.changed)
        self.problem = ProblemLine()
        self.add(self.problem, self.chips)
        if len(options) < 2:  # noqa: PLR2004 - nothing to choose
            self.hide()

    def chosen(self) -> tuple[ChildAs, ...]:
        """Return the children chosen."""
        return tuple(self._children[choice.code] for choice in self.chips.chosen())

    def choose(self, refs: Sequence[str]) -> None:
        """Choose the children that a draft names."""
        found = (self._children.get(ref) for ref in refs)
        self.chips.choose([Choice(one.ref(), one.shown()) for one in found if one])

    def problems(self) -> dict[str, str]:
        """Return what is wrong, and show it."""
        words = "" if self.chips.chosen() else _("Choose the child it is about")
        self.problem.say(words)
        return {CHILDREN: words} if words else {}

    def go(self) -> None:
        """Put the focus on the first child."""
        self.chips.setFocus(Qt.FocusReason.OtherFocusReason)
