"""Do what a DSL does all day, one small act after another, and say each time what was recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import msgspec

from app.base.ids import new_id
from app.rules.cards import ChildCard
from app.services.drafts import Draft
from app.workspace import Workspace
from tests.support.school import a_concern_draft, signer

#: Told what is about to be recorded or kept: a word and an id.
Tell = Callable[[str, str], None]

DUE = date(2026, 11, 25)


class Life:
    """Act at random; before and after each act say which record it makes."""

    def __init__(self, workspace: Workspace, random: Random, before: Tell, after: Tell) -> None:
        self.workspace = workspace
        self._random = random
        self._before, self._after = before, after
        self._signer = signer(workspace)
        self._lists = workspace.settings.lists()
        self._cards = workspace.roll_view.children()
        self._draft = a_concern_draft(workspace, *self._cards[:1])
        self._generation = 0

    def act(self) -> None:
        """Do one thing."""
        kinds = [self.concern, self.concern, self.note, self.action, self.done, self.draft]
        self._random.choice([*kinds, self.read])()

    def concern(self) -> None:
        """Record a concern."""
        draft = a_concern_draft(self.workspace, self._card(), seen=self._words())
        self._record(draft.id, lambda: self.workspace.concerns.record(draft, self._signer))

    def note(self) -> None:
        """Record a note."""
        answers = {
            "way": self._lists["note_ways"].choice("call"),
            "with_whom": "Mother",
            "at": {"day": "2026-11-20"},
            "said": self._words(),
        }
        change = self.workspace.notes.write([self._child()], answers)
        self._after("record", change.records[0])

    def action(self) -> None:
        """Add an action."""
        answers = {"what": "Call home", "who": self.workspace.me.person, "due": DUE}
        change = self.workspace.actions.add(self._child(), answers)
        self._after("record", change.records[0])

    def done(self) -> None:
        """Tick the first action that is due."""
        rows = self.workspace.standing.rows("WHERE kind = 'action'")
        if rows:
            change = self.workspace.actions.done(rows[0].id, {"outcome": self._words()})
            self._after("record", change.records[0])

    def draft(self) -> None:
        """Type a little more into one draft."""
        self._generation += 1
        typed = {"seen": self._words(), "step": str(self._generation)}
        self.workspace.drafts.keep(
            Draft(id=self._draft.id, kind="concern", started=self._draft.started, values=typed)
        )
        self._after("draft", f"{self._draft.id} {self._generation}")

    def read(self) -> None:
        """Open a file: one line of the access log."""
        self.workspace.files.open_file(self._card().id)

    def _record(self, name: str, act: Callable[[], Any]) -> None:
        self._before("record", name)
        act()
        self._after("record", name)

    def _card(self) -> ChildCard:
        return self._random.choice(self._cards)

    def _child(self) -> Any:
        return self._card().as_in_record(self._lists["child_roles"].choice("subject"))

    def _words(self) -> str:
        return " ".join(new_id() for _each in range(self._random.choice((1, 3, 30))))


def generation_of(draft: Draft) -> int:
    """Return how often a draft had been kept when it was kept last."""
    return int(msgspec.convert(draft.values["step"], str))
