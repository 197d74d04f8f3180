"""Show actions as they stand, with old owners and dates, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.base.text import _
from app.documents.moments import short_day
from ui.concerns.action_dialogs import ASKS
from ui.concerns.stories import ActionStory
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.flow import flowing
from ui.kit.labels import Label
from ui.kit.pills import Pill, State

_STATES = {"done": State(_("Done"), "good"), "cancelled": State(_("Cancelled"), "muted")}


class ActionLine(QFrame):
    """Show one action; the buttons are there while it stands open."""

    def __init__(self, desk: Desk, action: ActionStory, today: date, *, about: bool) -> None:
        super().__init__()
        self._desk = desk
        self._action = action
        self.setProperty("role", "row")
        self.setObjectName("action-line")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = column(self, gap=4, edge=(12, 1, 0, 1))
        whole.addWidget(Label(action.what, "strong"))
        if about:
            whole.addWidget(Label(action.about, "muted"))
        head = row(gap=8)
        head.addWidget(Pill(_state(action, today)))
        who = _("{who}, by {day}").format(who=action.who.shown(), day=short_day(action.due))
        head.addWidget(Label(who, "muted"), 1)
        whole.addLayout(head)
        for change in action.changes:
            whole.addWidget(Label(change, "hint").selectable())
        if action.state == "open":
            whole.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        words = (
            ("done", _("Done …")),
            ("reassign", _("Give on …")),
            ("redate", _("New date …")),
            ("cancel", _("Cancel …")),
        )
        buttons = []
        for code, label in words:
            role = "plain" if code == "done" else "quiet"
            button = Button(label, self._asking(code), role=role, name=f"action-{code}")
            button.setAccessibleName(f"{label.removesuffix(' …')}: {self._action.what}")
            buttons.append(button)
        return flowing(*buttons, gap=4)

    def _asking(self, code: str) -> Callable[[], object]:
        return lambda: ASKS[code](self._desk, self, self._action, None)


def actions_card(
    desk: Desk,
    actions: Sequence[ActionStory],
    *,
    about: bool,
    on_add: Callable[[], object] | None,
) -> Card:
    """Return the card of all actions, open ones first; `about` names the child of each."""
    card = Card(_("Actions"), gap=14)
    card.setObjectName("actions")
    today = desk.workspace.clock.now().day()
    for action in sorted(actions, key=lambda one: (one.state != "open", one.due)):
        card.add(ActionLine(desk, action, today, about=about))
    if not actions:
        card.add(Label(_("None yet."), "muted"))
    if on_add is not None:
        card.add(Button(_("Add an action"), on_add, role="add", icon="plus", name="add-action"))
    return card


def _state(action: ActionStory, today: date) -> State:
    if action.state != "open":
        return _STATES[action.state]
    if action.due < today:
        return State(_("Overdue"), "danger")
    return State(_("Due today"), "warn") if action.due == today else State(_("Open"), "accent", "")
