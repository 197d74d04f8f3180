"""Say that two entries of the roll are the same child."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from app.base.errors import InputError
from app.base.text import _
from app.documents.moments import short_day
from app.records.register import ChildMerged
from app.rules.cards import ChildCard
from ui.kit.boxes import column, fill
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.details import Details
from ui.kit.dialogs import Question, confirm
from ui.kit.forms import RecordForm
from ui.kit.labels import FieldLabel, Label
from ui.kit.pages import Page
from ui.kit.pickers import Option, Picker
from ui.kit.problem_line import ProblemLine


class MergePage(Page):
    """Choose the entry that goes, look at both side by side, and say how it is known."""

    def __init__(self, desk: Desk, child: str) -> None:
        title = _("The same child twice")
        super().__init__(title, reading=True, neutral=title)
        self.setObjectName("merge-page")
        self._desk = desk
        self._kept = desk.workspace.roll_view.child(child)
        self._gone: ChildCard | None = None
        self.other = Picker(self._options)
        self.other.setObjectName("merge-other")
        self.other.setAccessibleName(_("The other entry"))
        self.other.changed.connect(self._on_other)
        self._problem = ProblemLine()
        self._both: QVBoxLayout = column(gap=0)
        self.form = RecordForm(ChildMerged, desk.form_context())
        self._build()
        merge = primary(_("Make them one"), self._on_merge)
        merge.setObjectName("merge")
        leave = plain(_("Go back"), desk.back)
        leave.setObjectName("go-back")
        self.bar.offer(merge, leave)
        self.first = self.other

    def _build(self) -> None:
        today = self._desk.workspace.clock.now().day()
        if self._kept is not None:
            self.set_identity(f"{self._kept.name}  ·  {self._kept.identity(today)}")
        words = _("This entry stays. Its file then holds the records of both; none is changed.")
        card = Card(_("Which other entry is the same child?"))
        label = FieldLabel(_("The other entry"), self.other)
        card.add(Label(words, "hint"), label, self.other, self._problem)
        card.body.addLayout(self._both)
        self.add(card, self.form)

    def _options(self, typed: str) -> Sequence[Option]:
        found = self._desk.workspace.roll_view.named(typed)
        today = self._desk.workspace.clock.now().day()
        return [
            Option(card.id, card.name, card.identity(today))
            for card in found
            if self._kept is None or card.id != self._kept.id
        ]

    def _on_other(self) -> None:
        chosen = self.other.chosen()
        self._gone = self._desk.workspace.roll_view.child(chosen.id) if chosen else None
        self._problem.say("")
        pair = (self._kept, self._gone)
        fill(self._both, [_compared(*pair)] if pair[0] and pair[1] else [])  # type: ignore[arg-type]

    def _on_merge(self) -> None:
        try:
            self.form.record()
        except InputError as error:
            self.form.show_problems(error.problems)
            return
        gone, kept = self._gone, self._kept
        if gone is None or kept is None:
            self._problem.say(_("Choose the other entry"))
            self.other.setFocus()
            return
        question = Question(
            title=_("Make these two entries one?"),
            body=_(
                "{gone} goes from the roll; {kept} stays. This cannot be undone in the program."
            ).format(gone=gone.name, kept=kept.name),
            yes=_("Make them one"),
            no=_("Go back"),
        )
        confirm(self, question, lambda: self._merge(gone.id, kept.id))

    def _merge(self, gone: str, kept: str) -> None:
        reason = str(self.form.answers().get("reason") or "")
        roll = self._desk.workspace.roll
        if self._desk.do(
            lambda: roll.merge(gone, kept, reason),
            parent=self,
            problems=self.form.show_problems,
            done=_("The two entries are one child now."),
        ):
            self._desk.go("child", child=kept)


def _compared(kept: ChildCard, gone: ChildCard) -> Details:
    facts = Details()
    for label, one, other in (
        (_("Name"), kept.legal_name, gone.legal_name),
        (_("Known as"), kept.known_as, gone.known_as),
        (_("Born"), _born(kept), _born(gone)),
        (_("UPN"), kept.upn, gone.upn),
        (_("Year and class"), kept.group(), gone.group()),
    ):
        same = one == other
        words = one or "–"
        facts.add(
            label,
            words
            if same
            else _("{stays}  (the other entry: {goes})").format(stays=words, goes=other or "–"),
        )
    return facts


def _born(card: ChildCard) -> str:
    return short_day(card.born) if card.born else card.age
