"""Make a school once with cheap keys, copy it for each test, and fill it through its services."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.base.clock import Stamp
from app.base.ids import new_id
from app.records.fields import PersonAs
from app.rules.cards import ChildCard
from app.services.changes import Change
from app.services.drafts import Draft
from app.services.setup import Named, NewSchool, SetUpAnswers, set_up_school
from app.services.sign_in import Door
from app.services.writer import PersonSigner
from app.vault.folder import SchoolFolder
from app.vault.passphrase import Cost
from app.workspace import Workspace

SCHOOL = "Hilltop Primary School"
DSL, HEAD, TEACHER = "Ruth Ellery", "Owen Marsh", "Miriam Okafor"
PASSPHRASE = "marble otter quilt lantern fig"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday in term, when the test school was set up."""


class HandClock:
    """Stand still until a test moves the hands."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> Stamp:
        """Return the instant shown."""
        return Stamp.of(self.at)

    def forward(self, **parts: float) -> None:
        """Move the hands; the parts are those of timedelta."""
        self.at += timedelta(**parts)


@dataclass(frozen=True, kw_only=True)
class School:
    """Hold a school of one test: its folder, its clock and what set-up made."""

    folder: SchoolFolder
    clock: HandClock
    made: NewSchool

    @property
    def path(self) -> Path:
        """Return where it lies."""
        return self.folder.path

    def door(self) -> Door:
        """Stand before its vaults."""
        return Door(self.folder, self.clock)

    def enter(self, passphrase: str = PASSPHRASE, person: str = "") -> Workspace:
        """Sign in without a window, as the DSL unless another person is named."""
        door = self.door()
        keyring = door.unlock(
            self.made.person if not person else _holder(door, person), passphrase
        )
        return Workspace(self.folder, door.enter(keyring))


def _holder(door: Door, name: str) -> Any:
    return next(key for key, known in door.people() if known == name)


def make_school(path: Path, clock: HandClock) -> School:
    """Set up the test school: a DSL who can sign in, a head and a teacher who cannot."""
    folder = SchoolFolder(path)
    answers = SetUpAnswers(
        school=SCHOOL,
        first=Named(name=DSL, roles=("dsl",), job="Designated safeguarding lead"),
        others=[
            Named(name=HEAD, roles=("head",), job="Headteacher"),
            Named(name=TEACHER, roles=("teacher",), job="Class teacher, Oak"),
        ],
    )
    made = set_up_school(
        folder, answers, PASSPHRASE, clock=clock, cost=Cost.for_tests(), test_school=True
    )
    return School(folder=folder, clock=clock, made=made)


@pytest.fixture(scope="session")
def school_master(tmp_path_factory: pytest.TempPathFactory) -> School:
    """Return the school that every test's school is a copy of; nobody opens it."""
    return make_school(tmp_path_factory.mktemp("school") / "master", HandClock())


@pytest.fixture
def school(school_master: School, tmp_path: Path) -> School:
    """Return a school of the test's own, an hour after it was set up."""
    folder = tmp_path / "school"
    shutil.copytree(school_master.path, folder)
    clock = HandClock(NOW + timedelta(hours=1))
    return School(folder=SchoolFolder(folder), clock=clock, made=school_master.made)


@pytest.fixture
def workspace(school: School) -> Iterator[Workspace]:
    """Return the test's school unlocked by its DSL, without a window."""
    opened = school.enter()
    yield opened
    close(opened)


def close(workspace: Workspace) -> None:
    """Close a workspace that may be closed already."""
    if not workspace._vaults.school.db._closing:
        workspace.close(signed_out=False)


# ------------------------------------------------------------------ who there is


def a_child(
    workspace: Workspace,
    first: str = "Zoë",
    last: str = "Nguyễn",
    **answers: Any,
) -> ChildCard:
    """Put a child on the roll."""
    known: dict[str, Any] = {"born": date(2017, 5, 12), "class_name": "Oak", "year": "Year 4"}
    entry = {"legal_first": first, "legal_last": last, **known, **answers}
    child, _change = workspace.roll.add(entry)
    card = workspace.roll_view.child(child)
    assert card is not None
    return card


def a_person(workspace: Workspace, name: str, *roles: str, job: str = "") -> PersonAs:
    """Put an adult into the school's register."""
    offered = workspace.settings.lists()["staff_roles"]
    answers = {"name": name, "roles": [offered.choice(role) for role in roles], "job": job or None}
    person, _change = workspace.roll.add_person(answers)
    card = workspace.roll_view.person(person)
    assert card is not None
    return card.as_in_record()


def person_named(workspace: Workspace, name: str) -> PersonAs:
    """Return an adult of the register."""
    cards = workspace.roll_view.people()
    return next(card.as_in_record() for card in cards if card.name == name)


def a_second_holder(
    workspace: Workspace, name: str = HEAD, passphrase: str = PASSPHRASE, role: str = "head"
) -> None:
    """Give a colleague of the register keys."""
    person = person_named(workspace, name)
    assert person.id is not None
    new = workspace.people.make_keys(person.id, name, passphrase, Cost.for_tests())
    workspace.people.admit(new, [role], "second key holder")


# ------------------------------------------------------------------ what is recorded


def signer(workspace: Workspace, passphrase: str = PASSPHRASE) -> PersonSigner:
    """Open the attest key of whoever is signed in."""
    return workspace.attest_signer(passphrase)


def a_concern_draft(workspace: Workspace, *cards: ChildCard, **values: Any) -> Draft:
    """Return the draft of a concern with every required answer, about children of the roll."""
    role = workspace.settings.lists()["child_roles"].choice("subject")
    answers: dict[str, Any] = {
        "reporter": {"name": TEACHER, "role": "Class teacher, Oak"},
        "seen_at": {"day": "2026-11-20", "time": "08:50:00"},
        "place": "Classroom",
        "seen": "Came in without a coat and said nobody was up at home.",
        "told_dsl": {"code": "yes", "words": "Yes"},
        "done": "Sat with the child until registration.",
    }
    return workspace.drafts.new(
        "concern",
        workspace.clock.now(),
        children=tuple(card.as_in_record(role) for card in cards),
        values={**answers, **values},
    )


def a_concern(workspace: Workspace, *cards: ChildCard, **values: Any) -> str:
    """Record a concern about children and return its id."""
    draft = a_concern_draft(workspace, *cards, **values)
    workspace.concerns.record(draft, signer(workspace))
    return draft.id


def a_decision(
    workspace: Workspace,
    *concerns: str,
    actions: Sequence[Mapping[str, Any]] = (),
    owner: PersonAs | None = None,
    **values: Any,
) -> str:
    """Decide about concerns, to monitor unless said otherwise, and return the decision's id."""
    draft = workspace.decisions.begin(new_id(), concerns)
    answers = {
        "received_at": {"day": "2026-11-20", "time": "09:30:00"},
        "need": {"code": "early", "words": "Early help"},
        "decision": {"code": "monitor", "words": "Monitor in school"},
        "reasons": "First concern; the family is known to ask for help when offered.",
        "why_not_referred": "Below the local threshold.",
    }
    draft = msgspec.structs.replace(
        draft,
        values={**draft.values, **answers, **values},
        extra={"actions": list(actions), "owner": owner or workspace.me.person},
    )
    workspace.decisions.record(draft, signer(workspace))
    return draft.id


def an_action(
    workspace: Workspace, what: str, due: date, who: PersonAs | None = None
) -> dict[str, Any]:
    """Return an action as a decision's draft holds it."""
    return {"what": what, "who": who or workspace.me.person, "due": due}


def a_lone_action(
    workspace: Workspace, card: ChildCard, what: str, due: date, *, concern: str = ""
) -> Change:
    """Add an action about a child outside a decision."""
    role = workspace.settings.lists()["child_roles"].choice("subject")
    row = an_action(workspace, what, due)
    return workspace.actions.add(card.as_in_record(role), row, concern=concern)


def a_closure(workspace: Workspace, concern: str, *cards: ChildCard) -> None:
    """Close a concern for children."""
    reason = workspace.settings.lists()["closure_reasons"].choice("resolved")
    answers = {"reason": reason, "outcome": "Home is warm again; the child says so."}
    workspace.closures.close(concern, [card.id for card in cards], answers)
