"""Ask a deputy or reserve at sign-in whether they act for the DSL today, for whom and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base.errors import InputError, RowanError
from app.base.text import _
from app.records.fields import Choice, PersonAs
from app.services.acting import Acting
from ui.kit.boxes import row, stacked
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.chips import ChoiceChips
from ui.kit.dialogs import show_problem
from ui.kit.labels import Label
from ui.kit.problem_line import ProblemLine
from ui.settings.asked import LineField
from ui.shell.alone import AlonePage

_PROBLEMS = {
    "why": _("Choose why you act for the DSL"),
    "for_whom": _("Choose for whom you act"),
    "words": _("Say in a few words why"),
}


class StandingInPage(AlonePage):
    """Ask before anything is opened; `answered` goes on."""

    answered = Signal()

    def __init__(self, acting: Acting, reasons: Sequence[Choice], *, school: str) -> None:
        super().__init__(_("Are you acting for the DSL today?"), wide=True, school=school)
        self.setObjectName("alone-acting")
        self._acting = acting
        self._leads = acting.leads()
        self.why = ChoiceChips(tuple(reasons))
        self.why.setObjectName("acting-why")
        self.why.describe(_("Why?"), "")
        self.whom = ChoiceChips([_choice(lead) for lead in self._leads])
        self.whom.setObjectName("acting-whom")
        self.whom.describe(_("For whom?"), "")
        if len(self._leads) == 1:
            self.whom.choose((_choice(self._leads[0]),))
        self.words = LineField(
            _("In your words"), _("Needed only for another reason."), name="acting-words"
        )
        self._problems = {"why": ProblemLine(), "for_whom": ProblemLine()}
        self._build()
        self.first = self.why

    def _build(self) -> None:
        card = Card(gap=14)
        words = _("What you write until you sign out then says for whom you acted.")
        card.add(Label(words, "muted"), Label(_("The DSL is told when they are back."), "muted"))
        card.add(
            stacked(Label(_("Why?"), "label"), self._problems["why"], self.why, gap=4),
            stacked(Label(_("For whom?"), "label"), self._problems["for_whom"], self.whom, gap=4),
            self.words,
        )
        line = row(gap=8)
        act = primary(_("Act for the DSL"), self._on_act)
        act.setObjectName("acting-go")
        line.addWidget(act)
        if self._acting.may_stay_deputy:
            stay = plain(_("I am working as deputy, not standing in"), self._on_stay)
            stay.setObjectName("acting-deputy")
            line.addWidget(stay)
        line.addStretch(1)
        card.body.addLayout(line)
        self.add(card)

    def _on_act(self) -> None:
        why = next(iter(self.why.chosen()), None)
        chosen = next(iter(self.whom.chosen()), None)
        whom = next((lead for lead in self._leads if chosen and lead.name == chosen.words), None)
        try:
            self._acting.stand_in(why, whom, self.words.text())
        except InputError as error:
            self._show(error.problems)
        except RowanError as error:
            show_problem(self, error)
        else:
            self.answered.emit()

    def _on_stay(self) -> None:
        try:
            self._acting.work_as_deputy()
        except RowanError as error:
            show_problem(self, error)
        else:
            self.answered.emit()

    def _show(self, problems: dict[str, str]) -> None:
        for name, line in self._problems.items():
            line.say(_PROBLEMS[name] if name in problems else "")
        self.words.say(_PROBLEMS["words"] if "words" in problems else "")
        fields: dict[str, QWidget] = {"why": self.why, "for_whom": self.whom, "words": self.words}
        first = next(fields[name] for name in fields if name in problems)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_widget(first)


def _choice(lead: PersonAs) -> Choice:
    return Choice(lead.id or "dsl", lead.name)
