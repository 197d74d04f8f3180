"""Live through a day with words that exist nowhere else, then look for them in every file left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.rules.chronology import Filter
from app.services.roll_plan import Told, open_roll, plan_import
from app.vault.bundle import WrongPassphrase
from app.workspace import Workspace
from tests.support.canaries import CANARIES, assert_no_canary, find_words
from tests.support.lived_in import ledger_of
from tests.support.school import (
    School,
    a_child,
    a_closure,
    a_concern,
    a_concern_draft,
    a_decision,
    a_person,
    a_second_holder,
    an_action,
)

NAME, PLACE, ACCOUNT, WORDS, NOTE = CANARIES
UNKNOWN_PASSPHRASE = f"{NOTE} {PLACE} harbour"


def a_day(workspace: Workspace, stick: Path) -> None:
    """Do with canaries whatever leaves a file: type, record, draw, print, save, back up."""
    card = a_child(workspace, NAME, NAME)
    workspace.drafts.keep(a_concern_draft(workspace, card, seen=ACCOUNT, words=WORDS))
    concern = a_concern(workspace, card, seen=ACCOUNT, words=WORDS, place=PLACE)
    action = an_action(workspace, f"Call {NAME}", date(2026, 11, 25))
    a_decision(workspace, concern, reasons=f"Because {ACCOUNT}.", actions=[action])
    _write_note(workspace, card.id)
    workspace.find.hits(ACCOUNT)
    workspace.files.open_file(card.id)
    for paper in (
        workspace.sheets.record(concern),
        workspace.sheets.front_sheet(card.id),
        workspace.sheets.chronology(card.id, Filter(words=ACCOUNT)),
    ):
        preview = workspace.papers.draw(paper)
        assert preview is not None
        assert any(NAME in page.text for page in preview.printed.pages)
        workspace.papers.release(preview, "save_encrypted", password="harbour pebble finch")
    workspace.actions.done(workspace.today.page().actions[0].record, {"outcome": NOTE})
    a_closure(workspace, concern, card)
    a_person(workspace, NAME, "teacher", job=PLACE)
    opened = open_roll(f"Legal first name,Legal surname,Birth date\n{NAME},B,x".encode())
    plan_import(opened, workspace.roll_imports.now(), Told(), workspace.clock.now().day())
    job = workspace.backups.job(stick)
    job.run()
    workspace.backups.finished(job)


def _write_note(workspace: Workspace, child: str) -> None:
    lists, card = workspace.settings.lists(), workspace.roll_view.child(child)
    assert card is not None
    answers = {
        "way": lists["note_ways"].choice("call"),
        "with_whom": NAME,
        "at": {"day": "2026-11-20"},
        "said": NOTE,
    }
    workspace.notes.write([card.as_in_record(lists["child_roles"].choice("subject"))], answers)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_nothing_of_a_day_is_left_in_the_clear(
    school: School, stick: Path, tmp_path: Path
) -> None:
    door = school.door()
    with pytest.raises(WrongPassphrase):
        door.unlock(school.made.person, UNKNOWN_PASSPHRASE)
    door.note_wrong_try(school.made.person)
    school.clock.forward(minutes=5)
    workspace = school.enter()
    a_second_holder(workspace)
    a_day(workspace, stick)
    assert_no_canary(tmp_path)
    workspace.close(signed_out=True)
    assert_no_canary(tmp_path)
    with ledger_of(school) as ledger:
        bodies = b"".join(row[0] for row in ledger.db.query("SELECT body FROM body"))
    assert all(word.encode() in bodies for word in (NAME, PLACE, ACCOUNT, WORDS, NOTE))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 12


def test_nothing_is_left_in_the_clear_by_a_kill(
    school: School, stick: Path, tmp_path: Path
) -> None:
    workspace = school.enter()
    a_day(workspace, stick)
    workspace.worker.close()
    for ledger in (workspace._vaults.children, workspace._vaults.school):
        with ledger.db.transaction():
            assert_no_canary(tmp_path)
        ledger.db.close()
    assert_no_canary(tmp_path)


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_word_left_in_the_clear_is_found(tmp_path: Path, code: str) -> None:
    """The control."""
    hidden = tmp_path / "deep" / "inside"
    hidden.mkdir(parents=True)
    (hidden / "left.tmp").write_bytes(b"\0\1" + f"It was {ACCOUNT.upper()}.".encode(code))
    assert [word for _path, word in find_words(tmp_path, CANARIES)] == [ACCOUNT]
    with pytest.raises(AssertionError, match="left behind"):
        assert_no_canary(tmp_path)


def test_a_sheet_saved_in_the_clear_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.pdf").write_bytes(b"%PDF")
    assert [word for _path, word in find_words(tmp_path, CANARIES)] == [NAME]
