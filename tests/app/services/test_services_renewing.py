"""Somebody leaves: their key opens nothing new, and a kill at any step loses nothing."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from app.base.errors import VaultError
from app.base.ids import SchoolId
from app.services.people import OwnKeys
from app.services.recovering import Recovering
from app.services.renewing import MovedOn
from app.vault.attachments import YEAR_SCHEMA, year_files
from app.vault.database import Database
from app.vault.faults import WrongKey
from app.vault.keyfile import KeyFile
from app.vault.keyring import Keyring
from app.vault.passphrase import Cost
from app.vault.recovery import new_code, new_sheet
from app.vault.renewal import SheetNotVouched, superseded
from app.vault.sealed import open_note
from app.workspace import Workspace
from tests.support.documents import a_pdf, attach_bytes
from tests.support.notes import leave_note, note_file
from tests.support.school import (
    HEAD,
    TEACHER,
    School,
    a_child,
    a_concern,
    a_person,
    close,
    person_named,
)

DEPUTY, DEPUTY_WORDS = "Ada Quill", "pebble sandal orbit thistle wren"
HEAD_WORDS = "fig tulip ember crane vale"
RECORDER_WORDS = "kettle under blue rain"
STEPS = (
    "copied school",
    "checked school",
    "copied children",
    "documents children",
    "checked children",
    "entered school",
    "entered children",
    "switched",
)
_VAULTS = ("school", "children")


def keys_to(workspace: Workspace, name: str, words: str, *roles: str) -> None:
    person = person_named(workspace, name)
    assert person.id is not None
    new = workspace.people.make_keys(person.id, name, words, Cost.for_tests())
    workspace.people.admit(new, roles, "as agreed")


@pytest.fixture
def staffed(school: School) -> School:
    """Return a school of a DSL, a head, a deputy and a recorder, with a concern."""
    workspace = school.enter()
    a_person(workspace, DEPUTY, "deputy")
    keys_to(workspace, DEPUTY, DEPUTY_WORDS, "deputy")
    keys_to(workspace, HEAD, HEAD_WORDS, "head")
    keys_to(workspace, TEACHER, RECORDER_WORDS, "teacher", "recorder")
    card = a_child(workspace)
    a_concern(workspace, card)
    attach_bytes(workspace, card.id, "letter.pdf", a_pdf(), "Letter")
    workspace.close(signed_out=True)
    return school


def goes(workspace: Workspace, name: str = DEPUTY) -> None:
    """Let somebody leave."""
    leaver = person_named(workspace, name)
    renewal = workspace.renewing.prepare("has left the school", leaver=leaver)
    workspace.renewing.copy(renewal)
    workspace.renewing.finish(renewal)


def keyring_of(school: School, name: str, words: str) -> Keyring:
    door = school.door()
    return door.unlock(next(k for k, n in door.people() if n == name), words)


def opens(school: School, keyring: Keyring, content: KeyFile, vault: str) -> bool:
    """Say whether any key of a keyring opens the file of a vault that counts."""
    path = school.folder.vault(vault, content.vault(vault).generation)
    keys = [keyring.vault_key_of(name, v) for name in _VAULTS for v in range(1, 6)]
    for key in filter(None, keys):
        try:
            Database.open(path, key).close()
        except WrongKey:
            continue
        return True
    return False


def test_a_leavers_key_opens_nothing_new(staffed: School) -> None:
    theirs = keyring_of(staffed, DEPUTY, DEPUTY_WORDS)
    before = staffed.door().keys.content
    assert all(opens(staffed, theirs, before, vault) for vault in _VAULTS)  # the control
    workspace = staffed.enter()
    goes(workspace)
    close(workspace)
    after = staffed.door().keys.content
    assert [opens(staffed, theirs, after, vault) for vault in _VAULTS] == [False, False]
    assert DEPUTY not in {holder.name for holder in after.holders}
    assert not any(theirs.person == grant.holder for h in after.holders for grant in h.grants)
    assert len(after.intake) == 2


def test_everybody_else_works_on_and_all_is_sound(staffed: School) -> None:
    workspace = staffed.enter()
    goes(workspace)
    card = a_child(workspace, "Omar", "Farouk")
    concern = a_concern(workspace, card)  # on the new files, without signing in again
    assert all(report.sound for report in workspace.verify())
    left = workspace.key_people.person(person_id(workspace, DEPUTY))
    assert left is not None
    assert left.account == "left"
    workspace.close(signed_out=True)
    head = staffed.enter(HEAD_WORDS, person=HEAD)
    assert head.alarms == ()
    assert head.files.see_record(concern).children[0].id == card.id
    assert all(report.sound for report in head.verify())
    head.close(signed_out=True)


def person_id(workspace: Workspace, name: str) -> str:
    cards = workspace.roll_view.people(leavers=True)
    return next(card.id for card in cards if card.name == name)


def test_the_recovery_sheet_opens_the_new_files(staffed: School) -> None:
    workspace = staffed.enter()
    goes(workspace)
    close(workspace)
    opened = Recovering(staffed.door()).open(staffed.made.recovery_code)
    assert {("school", 2), ("children", 2)} <= set(opened.opened.vaults)


def test_a_recorder_who_leaves_costs_the_school_vault_a_key_only(staffed: School) -> None:
    workspace = staffed.enter()
    goes(workspace, TEACHER)
    content = workspace.people._keys.content
    assert {v.name: v.key_version for v in content.vaults} == {"school": 2, "children": 1}
    assert len(content.intake) == 1
    assert all(report.sound for report in workspace.verify())
    workspace.close(signed_out=True)
    again = staffed.enter()
    assert again.alarms == ()
    again.close(signed_out=True)


def test_new_keys_for_all_without_anybody_leaving(staffed: School) -> None:
    workspace = staffed.enter()
    renewal = workspace.renewing.prepare("a passphrase may be known")
    workspace.renewing.copy(renewal)
    workspace.renewing.finish(renewal)
    content = workspace.people._keys.content
    assert {v.name: v.key_version for v in content.vaults} == {"school": 2, "children": 2}
    assert len(content.holders) == 4
    workspace.close(signed_out=True)
    for name, words in ((DEPUTY, DEPUTY_WORDS), (HEAD, HEAD_WORDS)):
        again = staffed.enter(words, person=name)
        assert again.alarms == ()
        again.close(signed_out=True)


def test_old_files_go_after_the_first_verified_backup(staffed: School, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace = staffed.enter()
    goes(workspace)
    content = workspace.people._keys.content
    assert {p.name for p in superseded(staffed.folder, content)} == {
        "school.1.vault",
        "children.1.vault",
        "children-2026.1.vault",
    }
    workspace.backups.choose_folder(stick)
    job = workspace.backups.job()
    assert job.run() is not None
    workspace.backups.finished(job)
    assert superseded(staffed.folder, content) == []
    workspace.close(signed_out=True)
    again = staffed.enter()
    assert again.alarms == ()
    again.close(signed_out=True)


def test_the_last_key_holder_cannot_go_nor_anybody_send_themselves(school: School) -> None:
    workspace = school.enter()
    with pytest.raises(OwnKeys):
        workspace.renewing.prepare("leaves", leaver=workspace.me.person)
    keys_to(workspace, HEAD, HEAD_WORDS, "head")
    close(workspace)
    head = school.enter(HEAD_WORDS, person=HEAD)
    dsl = head.roll_view.person(school.made.person)
    assert dsl is not None
    assert head.renewing.others(dsl.id) == 1
    close(head)
    alone = school.enter()
    assert alone.renewing.others(alone.me.id) == 1
    goes(alone, HEAD)
    assert alone.renewing.others(alone.me.id) == 0
    close(alone)


def test_what_is_recorded_meanwhile_is_not_lost(staffed: School) -> None:
    workspace = staffed.enter()
    renewal = workspace.renewing.prepare("left", leaver=person_named(workspace, DEPUTY))
    workspace.renewing.copy(renewal)
    a_child(workspace, "Later", "Comer")
    with pytest.raises(MovedOn):
        workspace.renewing.finish(renewal)
    assert not list(staffed.path.glob("*.2.vault*"))
    goes(workspace)
    assert any(card.legal_name == "Later Comer" for card in workspace.roll_view.children())
    close(workspace)


def test_notes_sealed_before_and_after_are_both_opened(staffed: School) -> None:
    leave_note(staffed, seen="Before the keys were new.")
    workspace = staffed.enter()
    goes(workspace)
    close(workspace)
    leave_note(staffed, seen="After the keys were new.")
    workspace = staffed.enter()
    tray = workspace.intake.tray()
    assert (len(tray.notes), tray.strange) == (2, ())
    close(workspace)


def test_a_leaver_opens_no_note_sealed_afterwards(staffed: School) -> None:
    theirs = keyring_of(staffed, DEPUTY, DEPUTY_WORDS)
    workspace = staffed.enter()
    goes(workspace)
    close(workspace)
    sent = leave_note(staffed)
    school = SchoolId(staffed.made.school)
    with pytest.raises(VaultError):
        open_note(note_file(staffed, sent.file), school, theirs.intake)
    mine = staffed.enter()
    opened = open_note(note_file(staffed, sent.file), school, mine._entered.keyring.intake)
    assert opened is not None  # the control
    close(mine)


def test_a_copy_that_is_stopped_leaves_nothing(staffed: School) -> None:
    workspace = staffed.enter()
    renewal = workspace.renewing.prepare("left", leaver=person_named(workspace, DEPUTY))
    workspace.renewing.stop()
    assert workspace.renewing.copy(renewal) is False
    assert not list(staffed.path.glob("*.2.vault*"))
    close(workspace)


def test_no_key_is_sealed_to_a_sheet_that_nobody_vouches_for(staffed: School) -> None:
    workspace = staffed.enter()
    keys = workspace.people._keys
    forged = new_sheet(workspace._entered.keyring.school, 2, new_code())
    keys.replace(keys.content.with_sheet(forged))
    renewal = workspace.renewing.prepare("left", leaver=person_named(workspace, DEPUTY))
    workspace.renewing.copy(renewal)
    with pytest.raises(SheetNotVouched):
        workspace.renewing.finish(renewal)
    close(workspace)


def test_documents_go_along_under_keys_of_their_own(staffed: School) -> None:
    workspace = staffed.enter()
    (card,) = workspace.roll_view.children()
    before = year_files(workspace._vaults.children.db, "children")
    goes(workspace)
    after = year_files(workspace._vaults.children.db, "children")
    assert [one.year for one in after] == [one.year for one in before]
    assert before[0].key != after[0].key
    with pytest.raises(WrongKey):
        Database.open(after[0].path(staffed.folder), before[0].key, schema=YEAR_SCHEMA).close()
    (letter,) = workspace.attachments.of_child(card.id)
    assert workspace.attachments.source(letter).read() == a_pdf()
    close(workspace)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new(
    staffed: School, tmp_path: Path, step: str
) -> None:
    copy = tmp_path / "killed"
    shutil.copytree(staffed.path, copy)
    killed = School(folder=type(staffed.folder)(copy), clock=staffed.clock, made=staffed.made)
    child = os.fork()
    if child == 0:  # pragma: no cover - it is killed
        _work_until(killed, step)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    content = killed.door().keys.content
    gone = DEPUTY not in {holder.name for holder in content.holders}
    assert gone == (step == "switched")
    workspace = killed.enter()
    assert workspace.alarms == ()
    assert len(workspace.today.page().waiting) == 1
    assert all(report.sound for report in workspace.verify())
    if not gone:
        goes(workspace)
        assert all(report.sound for report in workspace.verify())
    close(workspace)
    head = killed.enter(HEAD_WORDS, person=HEAD)
    assert head.alarms == ()
    close(head)


def _work_until(school: School, step: str) -> None:
    """Let the deputy leave in this forked child, which kills itself at a step."""
    try:
        workspace = school.enter()

        def at(done: str) -> None:
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

        workspace.renewing.at = at
        goes(workspace)
    finally:
        os._exit(1)


def test_who_left_counts_no_more_as_a_second_holder(staffed: School) -> None:
    staffed.enter(HEAD_WORDS, person=HEAD).close(signed_out=True)
    workspace = staffed.enter()
    assert workspace.access_log.has_other_signed_in()
    goes(workspace, HEAD)
    assert not workspace.access_log.has_other_signed_in()
    close(workspace)
