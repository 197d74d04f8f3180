from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.base.clock import Stamp
from app.rules.cards import ChildCard
from app.rules.today import DueAction, Standing, WaitingConcern, lost

CHILD = ChildCard(id="c", legal_name="A B", known_as="", born=None)
ROW = Standing(
    id="r",
    child="c",
    kind="concern",
    seq=1,
    role="subject",
    recorded=Stamp(0),
    happened_on=None,
    owner="p",
    due_on=None,
    decided=True,
    concern="r",
)
ACTING, HERE = {("r", "c")}, {"p"}


def test_a_decided_concern_with_owner_and_dated_action_is_not_adrift() -> None:
    assert lost([ROW], ACTING, HERE) == []


@pytest.mark.parametrize(
    ("row", "acting", "here", "facts"),
    [
        (replace(ROW, owner=None), ACTING, HERE, (True, False, False)),
        (ROW, set(), HERE, (False, True, False)),
        (ROW, {("r", "another child")}, HERE, (False, True, False)),
        (replace(ROW, owner=None), set(), HERE, (True, True, False)),
        (ROW, ACTING, set(), (True, False, True)),
    ],
)
def test_what_lacks_an_owner_or_a_next_action_is_adrift(
    row: Standing,
    acting: set[tuple[str, str]],
    here: set[str],
    facts: tuple[bool, bool, bool],
) -> None:
    (found,) = lost([row], acting, here)
    assert (found.no_owner, found.no_action, found.owner_left) == facts


def test_what_is_not_decided_waits_and_is_not_adrift() -> None:
    assert lost([replace(ROW, decided=False, owner=None)], set(), set()) == []


def test_actions_are_never_adrift_themselves() -> None:
    assert lost([replace(ROW, kind="action", owner=None)], set(), set()) == []


def test_late_begins_the_day_after_the_limit() -> None:
    limit = date(2026, 11, 23)
    waiting = WaitingConcern(
        record="r", child=CHILD, line="", by="", recorded=Stamp(0), waited_minutes=0,
        decide_by=limit, read=False,
    )  # fmt: skip
    action = DueAction(record="a", child=CHILD, what="", owner="", due=limit, concern=None)
    for one in (waiting, action):
        assert not one.late(limit)
        assert one.late(date(2026, 11, 24))
