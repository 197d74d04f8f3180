"""Decide for several children: the same for all, or for each child by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import N_, _
from app.records.decision import DECISION, Decision
from app.records.fields import Choice
from app.records.header import ChildAs
from app.services.decisions import EACH
from app.services.drafts import plain
from ui.kit.boxes import column
from ui.kit.cards import Card
from ui.kit.chips import ChoiceChips
from ui.kit.desk import Desk
from ui.kit.forms import RecordForm
from ui.kit.section_card import SectionCard

SAME, ALONE = "same", "each"
_WAYS = {SAME: N_("The same for all of them"), ALONE: N_("For each child by itself")}
_APART = frozenset({"harmed", "alleged"})
_WITNESS, _WHY_NOT = "witness", "why_not_referred"


class EachChild(QWidget):
    """Ask whether one decision holds for all; if not, ask for those of the other children.

    The form of the page is then about the first child. Problems are named "each.<child>.need".
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, children: Sequence[ChildAs], form: RecordForm[Decision]
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._desk = desk
        self._form = form
        self._all = tuple(children)
        self._children = [child for child in children if child.role.code != _WITNESS]
        self.forms: dict[str, RecordForm[Decision]] = {}
        self._whole = column(self, gap=14)
        form.put_after(DECISION, self)
        self.ways = ChoiceChips([Choice(code, _(words)) for code, words in _WAYS.items()])
        self.question = Card(_("Is the decision the same for each child?"))
        self.question.setObjectName("same-for-each")
        self.question.add(self.ways)
        self.ways.describe(self.question.heading.text(), "")
        self.ways.changed.connect(self._on_way)
        roles = {child.role.code for child in self._children}
        if len(self._children) > 1:
            self._turn(apart=roles >= _APART)
        else:
            self.question.hide()
            self.hide()

    @property
    def apart(self) -> bool:
        """Say whether each child is decided about by itself."""
        return any(choice.code == ALONE for choice in self.ways.chosen())

    def values(self) -> dict[str, Any]:
        """Return the other children's answers as a draft holds them."""
        held = {ref: plain(form.values()) for ref, form in self.forms.items()}
        return {EACH: held if self.apart else {}}

    def answers(self) -> dict[str, Any]:
        """Return the other children's answers to the questions now asked."""
        held = {ref: plain(form.answers()) for ref, form in self.forms.items()}
        return {EACH: held if self.apart else {}}

    def fill(self, extra: Mapping[str, Any]) -> None:
        """Show what a draft holds."""
        if EACH not in extra:
            return
        self._turn(apart=bool(extra[EACH]))
        for ref, values in extra[EACH].items():
            if ref in self.forms:
                self.forms[ref].set_values(values)

    def show_problems(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Show problems at their fields; return the words by path."""
        words: dict[str, str] = {}
        for ref, form in self.forms.items():
            start = f"{EACH}.{ref}."
            mine = {path.removeprefix(start): c for path, c in problems.items() if start in path}
            said = form.group.show_problems(mine)
            name = next(child.shown() for child in self._children if child.ref() == ref)
            words |= {f"{start}{path}": f"{name}: {text}" for path, text in said.items()}
        return words

    def missing(self) -> dict[str, str]:
        """Return reasons for not referring that are asked for and not given."""
        return {
            f"{EACH}.{ref}.{_WHY_NOT}": "missing"
            for ref, form in self.forms.items()
            if self.apart and form.group.is_asked(_WHY_NOT) and _WHY_NOT not in form.answers()
        }

    def go_to(self, path: str) -> QWidget:
        """Put the focus on the field of a problem and return the box it stands in."""
        _each, ref, field = path.split(".", 2)
        return self.forms[ref].group.go_to(field) or self

    def _on_way(self) -> None:
        self._turn(apart=self.apart)
        self.changed.emit()

    def _turn(self, *, apart: bool) -> None:
        code = ALONE if apart else SAME
        self.ways.choose([Choice(code, _(_WAYS[code]))])
        if apart and not self.forms:
            self._build()
        _name(self._form, self._children[0] if apart else None)
        self.setVisible(apart)

    def _build(self) -> None:
        context = self._desk.form_context(self._all)
        for child in self._children[1:]:
            form = RecordForm(Decision, context, only=(DECISION,))
            _name(form, child)
            form.changed.connect(self.changed)
            self.forms[child.ref()] = form
            self._whole.addWidget(form)
        self._form.tab_past(DECISION, [s for form in self.forms.values() for s in form.stops()])


def _name(form: RecordForm[Decision], child: ChildAs | None) -> None:
    """Say on the card of a decision whom it is about."""
    card: SectionCard = next(one for one in form.cards if one.section is DECISION)
    words = _(DECISION.label)
    if child is not None:
        words = _("Decision about {name} ({role})").format(
            name=child.shown(), role=child.role.words
        )
    card.heading.show_text(words)
    card.setAccessibleName(words)
