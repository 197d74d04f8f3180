"""Live through any order of acts: what stands open follows from the acts, and nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.base.ids import new_id
from app.ledger.standing import build_standing
from app.records.fields import PersonAs
from app.records.header import ChildAs
from app.rules.cards import ChildCard
from app.services.actions import ActionOver
from app.services.closures import ActionsOpen, NotClosed, NotDecided, NotOpen
from app.services.drafts import Draft
from tests.support.lived_in import copy_of
from tests.support.school import (
    HEAD,
    School,
    a_child,
    a_concern_draft,
    an_action,
    close,
    person_named,
    signer,
)

DAYS = st.dates(date(2026, 11, 23), date(2026, 12, 18))
REASON = {"reason": "As agreed."}


@dataclass
class OpenOrNot:
    """Model one child of a concern."""

    open: bool = True
    decided: bool = False
    owner: str | None = None


@dataclass
class Concerned:
    """Model a concern: its children but the witnesses, by the name the record has for them."""

    children: dict[str, OpenOrNot] = field(default_factory=dict)


@dataclass
class Due:
    """Model an action."""

    child: str
    concern: str | None
    owner: str | None
    due: date
    open: bool = True


class StandingMachine(RuleBasedStateMachine):
    """Do what a DSL does, and keep beside it what should stand open."""

    master: ClassVar[School]
    place: ClassVar[Path]
    runs: ClassVar[Iterator[int]] = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        school = copy_of(self.master, self.place / f"run{next(self.runs)}")
        self.workspace = school.enter()
        self.signer = signer(self.workspace)
        self.cards = [a_child(self.workspace, first) for first in ("Zoë", "Siân")]
        self.people = [self.workspace.me.person, person_named(self.workspace, HEAD)]
        self.lists = self.workspace.settings.lists()
        self.concerns: dict[str, Concerned] = {}
        self.actions: dict[str, Due] = {}
        self.matched: dict[str, str] = {}

    def teardown(self) -> None:
        close(self.workspace)

    # -------------------------------------------------------------- what is drawn

    def _a_concern(self, data: Any) -> str:
        chosen: str = data.draw(st.sampled_from(list(self.concerns)))
        return chosen

    def _an_action(self, data: Any) -> str:
        chosen: str = data.draw(st.sampled_from(list(self.actions)))
        return chosen

    def _a_person(self, data: Any) -> PersonAs:
        person: PersonAs = data.draw(st.sampled_from(self.people))
        return person

    def _now(self, ref: str) -> str:
        return self.matched.get(ref, ref)

    def _child(self, ref: str) -> ChildAs:
        whole = next(
            w for w in self.workspace._vaults.children.wholes(self.concerns)
            if any(c.ref() == ref for c in w.header.children)
        )  # fmt: skip
        return next(c for c in whole.header.children if c.ref() == ref)

    # -------------------------------------------------------------- what is done

    @rule(data=st.data(), listed=st.integers(0, 2), typed=st.integers(0, 2))
    def record(self, data: Any, listed: int, typed: int) -> None:
        if not listed + typed:
            return
        draft = self._draft(data, self.cards[:listed], typed)
        self.workspace.concerns.record(draft, self.signer)
        witnesses = {c.ref() for c in draft.children if c.role.code == "witness"}
        refs = [c.ref() for c in draft.children if c.ref() not in witnesses]
        self.concerns[draft.id] = Concerned({ref: OpenOrNot() for ref in refs})

    def _draft(self, data: Any, cards: list[ChildCard], typed: int) -> Draft:
        roles = self.lists["child_roles"]
        role = st.sampled_from([roles.choice("subject"), roles.choice("witness")])
        children = [card.as_in_record(data.draw(role)) for card in cards]
        children += [
            ChildAs(name=f"A child in grey {n}", role=data.draw(role), age="9", key=new_id())
            for n in range(typed)
        ]
        draft = a_concern_draft(self.workspace)
        return msgspec.structs.replace(draft, children=tuple(children))

    @precondition(lambda self: self.concerns)
    @rule(data=st.data(), due=DAYS, with_action=st.booleans(), two=st.booleans())
    def decide(self, data: Any, due: date, *, with_action: bool, two: bool) -> None:
        concerns = list(dict.fromkeys(self._a_concern(data) for _each in range(1 + two)))
        owner = self._a_person(data)
        draft = self.workspace.decisions.begin(new_id(), concerns)
        child = draft.children[0]
        action = {**an_action(self.workspace, "Call home", due, owner), "child": child.ref()}
        draft = msgspec.structs.replace(
            draft,
            values={**draft.values, **DECIDED},
            extra={"actions": [action] if with_action else [], "owner": owner},
        )
        change = self.workspace.decisions.record(draft, self.signer)
        named = {self._now(c.ref()) for c in draft.children}
        for concern in concerns:
            for ref, one in self.concerns[concern].children.items():
                if self._now(ref) in named:
                    one.decided, one.owner = True, owner.id
        if with_action:
            self.actions[change.records[-1]] = Due(child.ref(), concerns[0], owner.id, due)

    @precondition(lambda self: self.concerns)
    @rule(data=st.data(), due=DAYS, alone=st.booleans())
    def add_action(self, data: Any, due: date, *, alone: bool) -> None:
        concern = self._a_concern(data)
        refs = list(self.concerns[concern].children)
        if not refs:
            return
        ref, owner = data.draw(st.sampled_from(refs)), self._a_person(data)
        change = self.workspace.actions.add(
            self._child(ref),
            an_action(self.workspace, "Look in at break", due, owner),
            concern="" if alone else concern,
        )
        self.actions[change.records[0]] = Due(ref, None if alone else concern, owner.id, due)

    @precondition(lambda self: self.actions)
    @rule(data=st.data(), due=DAYS, what=st.sampled_from(["done", "cancel", "reassign", "redate"]))
    def work_on(self, data: Any, due: date, what: str) -> None:
        action, who = self._an_action(data), self._a_person(data)
        model, service = self.actions[action], self.workspace.actions
        answers: dict[str, dict[str, Any]] = {
            "done": {"outcome": "Spoken to."},
            "cancel": REASON,
            "reassign": {**REASON, "who": who},
            "redate": {**REASON, "due": due},
        }
        act = getattr(service, what)
        if not model.open:
            with pytest.raises(ActionOver):
                act(action, answers[what])
            return
        act(action, answers[what])
        model.open = what in {"reassign", "redate"}
        model.owner = who.id if what == "reassign" else model.owner
        model.due = due if what == "redate" else model.due

    @precondition(lambda self: self.concerns)
    @rule(data=st.data())
    def close_for_one(self, data: Any) -> None:
        concern = self._a_concern(data)
        refs = list(self.concerns[concern].children)
        if not refs:
            return
        ref = data.draw(st.sampled_from(refs))
        one = self.concerns[concern].children[ref]
        reason = self.lists["closure_reasons"].choice("resolved")
        act = self.workspace.closures.close
        answers = {"reason": reason, "outcome": "Well again."}
        refusal = self._why_not_closed(concern, ref, one)
        if refusal:
            with pytest.raises(refusal):
                act(concern, [ref], answers)
            return
        act(concern, [ref], answers)
        one.open = False

    def _why_not_closed(self, concern: str, ref: str, one: OpenOrNot) -> type[Exception] | None:
        waiting = [
            a
            for a in self.actions.values()
            if a.open and a.concern == concern and self._now(a.child) == self._now(ref)
        ]
        if not one.open:
            return NotOpen
        if not one.decided:
            return NotDecided
        return ActionsOpen if waiting else None

    @precondition(lambda self: self.concerns)
    @rule(data=st.data())
    def reopen_for_one(self, data: Any) -> None:
        concern = self._a_concern(data)
        refs = list(self.concerns[concern].children)
        if not refs:
            return
        ref = data.draw(st.sampled_from(refs))
        one = self.concerns[concern].children[ref]
        if one.open:
            with pytest.raises(NotClosed):
                self.workspace.closures.reopen(concern, [ref], REASON)
            return
        self.workspace.closures.reopen(concern, [ref], REASON)
        one.open = True

    @precondition(lambda self: self.concerns)
    @rule(data=st.data())
    def assign(self, data: Any) -> None:
        concern, who = self._a_concern(data), self._a_person(data)
        children = self.concerns[concern].children
        only = data.draw(st.sampled_from(["", *children]))
        self.workspace.concerns.assign(concern, who, only=self._now(only) if only else "")
        for ref, one in children.items():
            if only in {"", ref}:
                one.owner = who.id

    @precondition(lambda self: len(self.concerns) > 1)
    @rule(data=st.data())
    def link(self, data: Any) -> None:
        two = {self._a_concern(data), self._a_concern(data)}
        if len(two) > 1:
            self.workspace.concerns.link_as_one(sorted(two), "Both saw it.")

    @precondition(lambda self: self.concerns)
    @rule(data=st.data())
    def match(self, data: Any) -> None:
        concern = self._a_concern(data)
        whole = self.workspace._vaults.children.whole(concern)
        assert whole is not None
        typed = [c.key for c in whole.header.children if c.child is None]
        taken = {self._now(c.ref()) for c in whole.header.children}
        free = [card.id for card in self.cards if card.id not in taken]
        if not typed or not free:
            return
        key, child = data.draw(st.sampled_from(typed)), data.draw(st.sampled_from(free))
        self.workspace.concerns.match(concern, key, child, "Asked the class teacher.")
        self.matched[key] = child

    # -------------------------------------------------------------- what must hold

    @invariant()
    def the_table_kept_up_is_the_table_built_anew(self) -> None:
        db = self.workspace._vaults.children.db
        sql = "SELECT * FROM standing ORDER BY id, child"
        kept = db.query(sql)
        with db.transaction():
            build_standing(db)
        assert kept == db.query(sql)

    @invariant()
    def what_stands_open_is_what_was_left_open(self) -> None:
        rows = self.workspace.standing.rows()
        concerns = {(r.id, r.child): (r.decided, r.owner) for r in rows if r.kind == "concern"}
        assert concerns == {
            (concern, self._now(ref)): (one.decided, one.owner)
            for concern, model in self.concerns.items()
            for ref, one in model.children.items()
            if one.open
        }
        actions = {
            r.id: (r.child, r.owner, r.due_on, r.concern) for r in rows if r.kind == "action"
        }
        assert actions == {
            action: (self._now(one.child), one.owner, one.due, one.concern)
            for action, one in self.actions.items()
            if one.open
        }


DECIDED = {
    "received_at": {"day": "2026-11-20", "time": "09:30:00"},
    "need": {"code": "early", "words": "Early help"},
    "decision": {"code": "monitor", "words": "Monitor in school"},
    "reasons": "First concern of its sort.",
    "why_not_referred": "Below the local threshold.",
}


def test_standing_follows_from_the_acts(
    school_master: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StandingMachine, "master", school_master, raising=False)
    monkeypatch.setattr(StandingMachine, "place", tmp_path, raising=False)
    few = settings(
        max_examples=12,
        stateful_step_count=25,
        phases=(Phase.reuse, Phase.generate),  # to shrink takes longer than a test may
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(StandingMachine, settings=few)
