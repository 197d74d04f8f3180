"""Ask what only a person can tell: the order of days and names, and who is who."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.records.fields import Choice
from app.services.roll_plan import LEAVE_OUT, NEW, Plan, Question
from ui.kit.boxes import beside, column
from ui.kit.buttons import link
from ui.kit.cards import Card
from ui.kit.chips import ChoiceChips
from ui.kit.labels import Label
from ui.roll.reasons import entry_words, near_words

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
FIRST_NAME, SURNAME = "first_last", "last_first"
MANY, MOST = 4, 100


class QuestionsStep(QWidget):
    """Ask each question once; `changed` after each answer."""

    changed = Signal()

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self._days: ChoiceChips | None = None
        self._names: ChoiceChips | None = None
        self._who: dict[int, ChoiceChips] = {}
        self._asked: list[Question] = []
        self._whole = column(self, gap=14)
        self.setObjectName("roll-questions")
        if "day_order" in plan.file.asks:
            self._days = self._ask_days()
        if "name_order" in plan.file.asks:
            self._names = self._ask_names()
        if not plan.file.asks:
            self._ask_who()

    def first(self) -> QWidget:
        """Return where answering begins."""
        chips = [chip for chip in (self._days, self._names, *self._who.values()) if chip]
        return chips[0] if chips else self

    def unanswered(self) -> int:
        """Return how many questions wait."""
        asked = [self._days, self._names, *self._who.values()]
        return sum(chips is not None and not chips.chosen() for chips in asked)

    def day_first(self) -> bool | None:
        """Return whether days stand before months, None if it was not asked."""
        return None if self._days is None else _code(self._days) == DAY_FIRST

    def last_first(self) -> bool | None:
        """Return whether surnames stand first, None if it was not asked."""
        return None if self._names is None else _code(self._names) == SURNAME

    def answers(self) -> dict[int, str]:
        """Return row -> the id of a child, or a new one, or leave out."""
        return {line: code for line, chips in self._who.items() if (code := _code(chips))}

    def _ask_days(self) -> ChoiceChips:
        shown = self._example("born")
        options = (
            Choice(DAY_FIRST, _("Day first, as in 31/12/2016")),
            Choice(MONTH_FIRST, _("Month first, as in 12/31/2016")),
        )
        hint = _("The file writes “{day}”, which can be read in two ways.").format(day=shown)
        return self._ask(_("How are days written in this file?"), hint, options, "ask-days")

    def _ask_names(self) -> ChoiceChips:
        shown = self._example("full_name")
        options = (
            Choice(FIRST_NAME, _("First names first")),
            Choice(SURNAME, _("Surname first")),
        )
        hint = _("The file writes “{name}”.").format(name=shown)
        return self._ask(_("In which order are names written?"), hint, options, "ask-names")

    def _example(self, meaning: str) -> str:
        opened = self._plan.opened
        place = next((p for p, m in opened.reading.columns.items() if m == meaning), 0)
        cells = (line.cells[place] for line in opened.sample(20) if place < len(line.cells))
        return next((cell for cell in cells if cell), "")

    def _ask(self, title: str, hint: str, options: tuple[Choice, ...], name: str) -> ChoiceChips:
        chips = ChoiceChips(options)
        chips.setObjectName(name)
        chips.describe(title, hint)
        chips.changed.connect(self.changed)
        self._whole.addWidget(Card(title, hint).add(chips))
        return chips

    def _ask_who(self) -> None:
        hint = _(
            "These rows are like children on the roll, but not the same. Rowan never guesses."
        )
        self._whole.addWidget(Label(hint))
        waiting = [one for one in self._plan.questions if not one.answer]
        self._asked = (waiting or list(self._plan.questions))[:MOST]
        if len(self._asked) >= MANY:
            every = link(_("Each of them is the one child named"), self._on_every)
            every.setObjectName("every-one")
            self._whole.addWidget(beside(every, None))
        for question in self._asked:
            self._who[question.row.line] = self._ask_one(question)
        more = len(waiting) - len(self._asked)
        if more > 0:
            words = _("{count} more are asked after these.").format(count=more)
            self._whole.addWidget(Label(words))

    def _ask_one(self, question: Question) -> ChoiceChips:
        options = [
            *(self._near_choice(one.child, one.reasons) for one in question.near),
            Choice(NEW, _("A child who is new on the roll")),
            Choice(LEAVE_OUT, _("Leave this row out")),
        ]
        title = _("Row {number}: who is this?").format(number=question.row.line)
        chips = ChoiceChips(options)
        chips.setObjectName(f"who-{question.row.line}")
        chips.describe(title, entry_words(question.row.child))
        chips.choose([option for option in options if option.code == question.answer])
        chips.changed.connect(self.changed)
        row = Label(entry_words(question.row.child), "strong")
        self._whole.addWidget(Card(title).add(row, chips))
        return chips

    def _on_every(self) -> None:
        """Answer with the child named wherever only one is; each answer can still be changed."""
        for question in self._asked:
            chips = self._who[question.row.line]
            if len(question.near) == 1 and not chips.chosen():
                one = question.near[0]
                chips.choose([self._near_choice(one.child, one.reasons)])
        self.changed.emit()

    def _near_choice(self, child: str, reasons: tuple[str, ...]) -> Choice:
        known = entry_words(self._plan.roll.entries[child])
        words = _("{child}: {why}").format(child=known, why=near_words(reasons))
        return Choice(child, words[:200])


def _code(chips: ChoiceChips) -> str:
    return next((choice.code for choice in chips.chosen()), "")
