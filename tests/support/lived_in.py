"""Make a small school in which something has happened, and read it without a window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from app.ledger.findings import Report
from app.ledger.ledger import Ledger
from app.ledger.standing import SCHEMA
from app.ledger.verify import verify
from app.vault.database import Database
from app.vault.folder import SchoolFolder
from app.vault.heads import Head
from app.workspace import Workspace
from tests.support.school import (
    PASSPHRASE,
    School,
    a_child,
    a_closure,
    a_concern,
    a_decision,
    a_second_holder,
    an_action,
)

#: Keys by school and vault; copies of a school have the same.
_KEYS: dict[tuple[str, str], bytes] = {}


def live_in(school: School) -> None:
    """Record concerns, decisions, actions and notes, print a sheet, and sign out."""
    workspace = school.enter()
    a_second_holder(workspace)
    cards = [
        a_child(workspace, first, last)
        for first, last in (("Zoë", "Nguyễn"), ("Siân", "Ŵyn"), ("Łukasz", "O’Neill"))
    ]
    concerns = []
    for number, card in enumerate(cards * 2):
        workspace.files.open_file(card.id)
        concerns.append(a_concern(workspace, card, seen=f"Was seen at the gate, time {number}."))
        _write_note(workspace, card.id, number)
    action = an_action(workspace, "Call home", date(2026, 11, 25))
    for concern in concerns[:3]:
        a_decision(workspace, concern, actions=[action])
    for row in workspace.standing.rows("WHERE kind = 'action'")[:2]:
        workspace.actions.done(row.id, {"outcome": "Spoken to."})
    a_closure(workspace, concerns[0], cards[0])
    _print_sheet(workspace, concerns[0])
    workspace.close(signed_out=True)


def _write_note(workspace: Workspace, child: str, number: int) -> None:
    card = workspace.roll_view.child(child)
    assert card is not None
    lists = workspace.settings.lists()
    answers = {
        "way": lists["note_ways"].choice("call"),
        "with_whom": "Mother",
        "at": {"day": "2026-11-20", "time": "09:00:00"},
        "said": f"Was glad of the call, number {number}.",
    }
    workspace.notes.write([card.as_in_record(lists["child_roles"].choice("subject"))], answers)


def _print_sheet(workspace: Workspace, record: str) -> None:
    preview = workspace.papers.draw(workspace.sheets.record(record))
    assert preview is not None
    workspace.papers.release(preview, "print")


@contextmanager
def ledger_of(school: School, vault: str = "children") -> Iterator[Ledger]:
    """Open one vault of a closed school by its key, without signing in."""
    with Database.open(vault_path(school, vault), key_of(school, vault), temp_schema=SCHEMA) as db:
        yield Ledger(db, school=school.made.school, vault=vault, clock=school.clock)


def key_of(school: School, vault: str = "children") -> bytes:
    """Return a vault's key, as somebody who may sign in could learn it."""
    place = (school.made.school, vault)
    if place not in _KEYS:
        keyring = school.door().unlock(school.made.person, PASSPHRASE)
        _KEYS[place] = keyring.vault_key(vault)
    return _KEYS[place]


def vault_path(school: School, vault: str = "children") -> Path:
    """Return the file of one vault."""
    return school.folder.vault(vault, school.door().keys.content.vault(vault).generation)


def copy_of(school: School, path: Path) -> School:
    """Return a copy of a closed school, to do with as a test likes."""
    shutil.copytree(school.path, path)
    return School(folder=SchoolFolder(path), clock=school.clock, made=school.made)


def report_on(
    school: School,
    vault: str = "children",
    *,
    heads: Sequence[Head] = (),
    log_heads: Sequence[Head] = (),
) -> Report:
    """Verify one vault of a closed school, with witnesses if some are given."""
    key = school.door().keys.content.school_public
    with ledger_of(school, vault) as ledger:
        return verify(ledger, school_key=key, heads=heads, log_heads=log_heads)
