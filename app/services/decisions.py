"""Decide about concerns, with reasons, an owner and actions, all in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.base.errors import InputError
from app.ledger.values import Signer, Whole
from app.records.action import Action, Assigned
from app.records.check import check
from app.records.decision import Decision
from app.records.fields import PersonAs
from app.records.header import ChildAs, Link
from app.services.changes import Change
from app.services.concerns import RecordUnknown, refuse_second, require_children
from app.services.drafts import Draft
from app.services.writer import Writer

ACTIONS = "actions"
OWNER = "owner"
CHILD = "child"


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

    def check(self, draft: Draft) -> tuple[Decision, list[tuple[Action, ChildAs]], PersonAs]:
        """Return what a draft describes; InputError names fields, "actions.0.what" and "owner"."""
        problems = dict(require_children(draft.children))
        decision: Decision | None = None
        try:
            decision = check(Decision, draft.values)
        except InputError as error:
            problems.update(error.problems)
        actions = self._check_actions(draft, problems)
        owner = _owner(draft.extra.get(OWNER), problems)
        if problems or decision is None or owner is None:
            raise InputError(problems)
        return decision, actions, owner

    def record(self, draft: Draft, signer: Signer) -> Change:
        """Record a decision, its owner and its actions as one attested act.

        AlreadyRecorded for a draft that was recorded before.
        """
        refuse_second(self._ledger, draft.id)
        decision, actions, owner = self.check(draft)
        concerns = [link.to for link in draft.links if link.why == "answers"]
        about = [Link(record, "about") for record in concerns[:1]]
        writings = [
            self._writer.writing(
                decision, children=draft.children, links=draft.links, record_id=draft.id
            ),
            self._writer.writing(
                Assigned(who=owner),
                children=draft.children,
                links=[Link(record, "assigns") for record in concerns],
            ),
        ]
        writings += [
            self._writer.writing(
                action, children=[child], links=[Link(draft.id, "part_of"), *about]
            )
            for action, child in actions
        ]
        return self._writer.commit(self._ledger, writings, signer)

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
