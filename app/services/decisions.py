"""Decide about concerns, with reasons, an owner and actions, all in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.base.errors import InputError
from app.ledger.values import Signer, Whole
from app.records.action import Action, Assigned
from app.records.check import check
from app.records.decision import DECISION, Decision
from app.records.declared import fields_of
from app.records.fields import PersonAs
from app.records.header import ChildAs, Link
from app.services.changes import Change
from app.services.concerns import RecordUnknown, refuse_second, require_children
from app.services.drafts import Draft
from app.services.writer import Writer

ACTIONS = "actions"
OWNER = "owner"
CHILD = "child"
EACH = "each"
"""Where a draft keeps decisions of their own for some children: their ref -> answers."""

PER_CHILD = tuple(f.name for f in fields_of(Decision) if f.ask and f.ask.section is DECISION)
_WITNESS = "witness"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Hold what a draft decides: each decision with its children, the actions, the owner."""

    decisions: tuple[tuple[Decision, tuple[ChildAs, ...]], ...]
    actions: tuple[tuple[Action, ChildAs], ...]
    owner: PersonAs


class Decisions:
    """Record decisions; each answers one or more concerns, for the children named."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children

    def begin(self, draft_id: str, concerns: Sequence[str]) -> Draft:
        """Return an empty draft of a decision about concerns and all their children."""
        wholes = [self._whole(record) for record in concerns]
        children = {c.ref(): c for w in wholes for c in w.header.children}
        return Draft(
            id=draft_id,
            kind=Decision.kind.code,
            started=self._writer.vaults.clock.now(),
            children=tuple(children.values()),
            links=tuple(Link(record, "answers") for record in concerns),
            values={"received_from": wholes[0].header.author.shown()},
            extra={ACTIONS: [], OWNER: None},
        )

    def check(self, draft: Draft) -> Decided:
        """Return what a draft describes.

        InputError names fields, "each.<child>.need", "actions.0.what" and "owner".
        """
        problems = dict(require_children(draft.children))
        decisions = _check_decisions(draft, problems)
        actions = self._check_actions(draft, problems)
        owner = _owner(draft.extra.get(OWNER), problems)
        if problems or owner is None:
            raise InputError(problems)
        return Decided(decisions=tuple(decisions), actions=tuple(actions), owner=owner)

    def record(self, draft: Draft, signer: Signer) -> Change:
        """Record the decisions, their owner and the actions as one attested act.

        AlreadyRecorded for a draft that was recorded before.
        """
        refuse_second(self._ledger, draft.id)
        decided = self.check(draft)
        concerns = [link.to for link in draft.links if link.why == "answers"]
        writings = [
            self._writer.writing(
                decision,
                children=children,
                links=draft.links,
                record_id=None if place else draft.id,
            )
            for place, (decision, children) in enumerate(decided.decisions)
        ]
        part_of = {child.ref(): w.header.id for w in writings for child in w.header.children}
        owner = self._writer.writing(
            Assigned(who=decided.owner),
            children=draft.children,
            links=[Link(record, "assigns") for record in concerns],
        )
        about = [Link(record, "about") for record in concerns[:1]]
        actions = [
            self._writer.writing(
                action,
                children=[child],
                links=[Link(part_of.get(child.ref(), draft.id), "part_of"), *about],
            )
            for action, child in decided.actions
        ]
        return self._writer.commit(self._ledger, [*writings, owner, *actions], signer)

    def _check_actions(
        self, draft: Draft, problems: dict[str, str]
    ) -> list[tuple[Action, ChildAs]]:
        found: list[tuple[Action, ChildAs]] = []
        for place, row in enumerate(draft.extra.get(ACTIONS, [])):
            try:
                found.append(_action(row, draft.children))
            except InputError as error:
                named = {f"{ACTIONS}.{place}.{k}": code for k, code in error.problems.items()}
                problems.update(named)
        return found

    def _whole(self, record: str) -> Whole:
        whole = self._ledger.whole(record)
        if whole is None:
            raise RecordUnknown(record)
        return whole


def _check_decisions(
    draft: Draft, problems: dict[str, str]
) -> list[tuple[Decision, tuple[ChildAs, ...]]]:
    """Return each decision with its children; what is wrong goes to `problems`."""
    each: Mapping[str, Mapping[str, Any]] = draft.extra.get(EACH) or {}
    rest = [c for c in draft.children if c.ref() not in each]
    mine = [c for c in rest if not each or c.role.code != _WITNESS]
    found = []
    alone: list[ChildAs | None] = [c for c in draft.children if c.ref() in each]
    for child in [*([None] if mine or not each else []), *alone]:
        values, prefix = dict(draft.values), ""
        if child is not None:
            kept = {name: value for name, value in values.items() if name not in PER_CHILD}
            values, prefix = {**kept, **each[child.ref()]}, f"{EACH}.{child.ref()}."
        try:
            decision = check(Decision, values)
        except InputError as error:
            for name, code in error.problems.items():
                problems[f"{prefix}{name}" if name in PER_CHILD else name] = code
        else:
            found.append((decision, tuple(mine) if child is None else (child,)))
    return found


def _action(row: Mapping[str, Any], children: Sequence[ChildAs]) -> tuple[Action, ChildAs]:
    fields = {name: value for name, value in row.items() if name != CHILD}
    wanted = row.get(CHILD) or (children[0].ref() if len(children) == 1 else "")
    child = next((c for c in children if c.ref() == wanted), None)
    problems = {} if child else {CHILD: "missing"}
    try:
        action = check(Action, fields)
    except InputError as error:
        raise InputError({**problems, **error.problems}) from None
    if child is None:
        raise InputError(problems)
    return action, child


def _owner(value: Any, problems: dict[str, str]) -> PersonAs | None:
    try:
        return check(Assigned, {"who": value}).who
    except InputError as error:
        problems[OWNER] = error.problems["who"]
        return None
