"""Leave sealed notes as people without a key do, and sign in as a recorder, without a window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from app.base.ids import new_id
from app.recorder_workspace import RecorderWorkspace
from app.records.header import ChildAs
from app.records.lists import shipped_lists
from app.rules.cards import ChildCard
from app.services.drafts import Draft
from app.services.noting import Noting, Sent
from app.services.recorder_sign_in import enter_recorder
from app.vault.passphrase import Cost
from app.workspace import Workspace
from tests.support.school import TEACHER, School, person_named

RECORDER_PASSPHRASE = "kettle under the old oak"
WRITER = {"name": "Hamza Lindqvist", "role": "Midday supervisor", "contact": "01632 960 011"}


def answers(**values: Any) -> dict[str, Any]:
    """Return every required answer of a concern, with others in their place."""
    return {
        "reporter": {"name": WRITER["name"], "role": WRITER["role"]},
        "seen_at": {"day": "2026-11-20", "time": "08:50:00"},
        "place": "Playground",
        "seen": "Sat alone by the fence and would not come in.",
        "told_dsl": {"code": "yes", "words": "Yes"},
        "done": "Walked in together after the bell.",
        **values,
    }


def a_typed_child(name: str = "Zoe Nguyen", **parts: Any) -> ChildAs:
    """Return a child as typed where no roll is shown."""
    role = shipped_lists()["child_roles"].choice("subject")
    return ChildAs(name=name, role=role, **{"class_name": "Oak", "key": new_id(), **parts})


def a_note_draft(
    noting: Noting,
    *children: ChildAs,
    writer: Mapping[str, str] | None = None,
    **values: Any,
) -> Draft:
    """Return the draft of somebody who is not signed in."""
    return noting.drafts.new(
        "concern",
        noting.clock.now(),
        children=children or (a_typed_child(),),
        values=answers(**values),
        extra={"writer": dict(writer or WRITER)},
    )


def leave_note(school: School, *children: ChildAs, **values: Any) -> Sent:
    """Leave a note at the office PC while it is locked."""
    noting = Noting.at_office(school.door())
    return noting.send(a_note_draft(noting, *children, **values))


def note_file(school: School, file: str) -> Path:
    """Return where a note lies in the tray."""
    return school.folder.intake / f"{file}.note"


def give_account(workspace: Workspace, name: str = TEACHER) -> str:
    """Give somebody of the register a recorder's account and return their id."""
    person = person_named(workspace, name)
    assert person.id is not None
    new = workspace.people.make_keys(person.id, name, RECORDER_PASSPHRASE, Cost.for_tests())
    workspace.people.admit(new, ["recorder"], "records concerns")
    return person.id


def sign_in_recorder(school: School, name: str = TEACHER) -> RecorderWorkspace:
    """Sign in a recorder."""
    door = school.door()
    person = next(key for key, known in door.people() if known == name)
    return RecorderWorkspace(enter_recorder(door, door.unlock(person, RECORDER_PASSPHRASE)))


def send_as_recorder(
    recorder: RecorderWorkspace,
    *cards: ChildCard,
    passphrase: str = RECORDER_PASSPHRASE,
    **values: Any,
) -> Sent:
    """Send a concern about children of the roll."""
    role = recorder.settings.lists()["child_roles"].choice("subject")
    draft = recorder.drafts.new(
        "concern",
        recorder.clock.now(),
        children=tuple(card.as_in_record(role) for card in cards),
        values=answers(
            reporter=msgspec.to_builtins(recorder.me.person),
            **values,
        ),
    )
    recorder.drafts.keep(draft)
    return recorder.notes.send(draft, recorder.attest_signer(passphrase))
