"""A recorder's keys open the roll and their own drafts, and not one child's record."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from app.base.errors import VaultError
from app.base.ids import PersonId
from app.ledger.log import log_lines
from app.recorder_workspace import RecorderWorkspace
from app.rules.intake import TakeIn
from app.services.clock_answers import doubt_of, log_clock_answer
from app.services.own_keys import confirm_own, issuer_of
from app.services.recorder_sign_in import NotSettled, enter_recorder, is_recorder
from app.services.restoring import Restoring
from app.services.sign_in import MayNotEnter
from app.vault.bundle import WrongPassphrase
from app.vault.database import Database
from app.vault.folder import SchoolFolder
from app.vault.grants import Given, Purpose
from app.vault.keyring import Keyring, NoSuchKey
from app.vault.passphrase import Cost
from app.vault.seal import BoxKey
from app.vault.sealed import UnknownIntakeKey, open_note
from tests.support.canaries import CANARIES, assert_no_canary
from tests.support.notes import (
    RECORDER_PASSPHRASE,
    give_account,
    send_as_recorder,
    sign_in_recorder,
)
from tests.support.school import (
    DSL,
    PASSPHRASE,
    TEACHER,
    School,
    a_child,
    close,
    person_named,
    signer,
)

OTHER_PASSPHRASE = "lantern pebble osprey gable"
FEEDBACK = "Thank you: we have spoken to the family and will keep an eye on it."


@pytest.fixture
def staffed(school: School) -> School:
    """Return a school with a child on the roll and a teacher who has an account."""
    workspace = school.enter()
    a_child(workspace)
    give_account(workspace)
    close(workspace)
    return school


def keyring_of(
    school: School, name: str = TEACHER, passphrase: str = RECORDER_PASSPHRASE
) -> Keyring:
    door = school.door()
    person = next(key for key, known in door.people() if known == name)
    return door.unlock(person, passphrase)


def sent_by_teacher(school: School, **values: Any) -> str:
    recorder = sign_in_recorder(school)
    sent = send_as_recorder(recorder, *recorder.roll_view.children(), **values)
    recorder.close(signed_out=True)
    return sent.record


# ------------------------------------------------------------------ what the keys open


def test_a_recorders_keys_open_no_vault_but_school(staffed: School) -> None:
    """Every key in a recorder's hands is tried on every file with children's records."""
    keyring = keyring_of(staffed)
    assert is_recorder(keyring)
    assert keyring.vaults == ("school",)
    assert keyring.intake == {}
    assert keyring.school_signer is None
    for purpose in get_args(Purpose):
        for vault in ("children",):
            with pytest.raises(NoSuchKey):
                keyring._secret(Given(purpose, vault, 1))
    secrets = keyring._secrets
    keys = [
        *(
            secrets.session,
            secrets.draft_key,
            secrets.head_key,
            secrets.box[:32],
            secrets.box[-32:],
        ),
        *(secrets.box[32:64], keyring.vault_key("school")),
    ]
    content = staffed.door().keys.content
    path = staffed.folder.vault("children", content.vault("children").generation)
    for key in keys:
        with pytest.raises(VaultError):
            Database.open(path, key)
    for holder in content.holders:
        for grant in holder.grants:
            if holder.person != keyring.person:
                with pytest.raises(VaultError):
                    keyring.open_box(grant.sealed, b"")
    owner = keyring_of(staffed, "Ruth Ellery", PASSPHRASE)
    Database.open(path, owner.vault_key("children")).close()  # the control


def test_a_recorder_opens_no_note_not_even_their_own(staffed: School) -> None:
    keyring = keyring_of(staffed)
    record = sent_by_teacher(staffed)
    path = staffed.folder.intake / f"{record}.note"
    with pytest.raises(UnknownIntakeKey):
        open_note(path, keyring.school, keyring.intake)
    with pytest.raises(VaultError):
        open_note(path, keyring.school, {1: BoxKey(keyring._secrets.box)})


def test_a_recorder_does_not_enter_as_a_key_holder(staffed: School) -> None:
    door = staffed.door()
    with pytest.raises(MayNotEnter):
        door.enter(keyring_of(staffed))
    holder = keyring_of(staffed, "Ruth Ellery", PASSPHRASE)
    assert not is_recorder(holder)
    close(staffed.enter())


def test_nothing_of_a_session_is_left_in_the_clear(staffed: School) -> None:
    recorder = sign_in_recorder(staffed)
    (card,) = recorder.roll_view.children()
    send_as_recorder(recorder, card, seen=f"Said {CANARIES[2]} twice.")
    recorder.notes.mine()
    recorder.close(signed_out=True)
    assert_no_canary(staffed.path)


def test_a_session_is_logged_and_witnessed(staffed: School) -> None:
    recorder = sign_in_recorder(staffed)
    recorder.close(signed_out=True)
    again = sign_in_recorder(staffed)
    assert again.alarms == ()
    again.close(signed_out=False)
    workspace = staffed.enter()
    lines = [line.what for line in log_lines(workspace._vaults.school)]
    assert lines.count("signed_in") >= 3
    assert "locked" in lines
    assert all(report.sound for report in workspace.verify())
    close(workspace)


def test_after_a_restore_a_key_holder_comes_first(
    staffed: School, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stick = tmp_path_factory.mktemp("stick")
    workspace = staffed.enter()
    workspace.backups.job(stick).run()
    close(workspace)
    restoring = Restoring(
        SchoolFolder(staffed.path), stick / next(stick.iterdir()).name, staffed.clock
    )
    restoring.put_back(restoring.unlock(staffed.made.person, PASSPHRASE))
    with pytest.raises(NotSettled):
        enter_recorder(staffed.door(), keyring_of(staffed))
    close(staffed.enter())
    sign_in_recorder(staffed).close(signed_out=True)


def test_a_recorder_changes_their_own_passphrase(staffed: School) -> None:
    recorder = sign_in_recorder(staffed)
    recorder.change_own_passphrase(RECORDER_PASSPHRASE, "rain on a tin roof")
    recorder.close(signed_out=True)
    with pytest.raises(WrongPassphrase):
        keyring_of(staffed)
    assert is_recorder(keyring_of(staffed, passphrase="rain on a tin roof"))


# ------------------------------------------------------------------ new keys, confirmed


def test_a_recorder_confirms_new_keys_in_school_and_sheets_believe_it(staffed: School) -> None:
    """*children* stays closed to them: what they say in *school* counts there too."""
    workspace = staffed.enter()
    teacher = person_named(workspace, TEACHER).id or ""
    new = workspace.people.make_keys(teacher, TEACHER, OTHER_PASSPHRASE, Cost.for_tests())
    workspace.people.reissue(new, "passphrase forgotten")
    close(workspace)
    door = staffed.door()
    entered = enter_recorder(door, door.unlock(PersonId(teacher), OTHER_PASSPHRASE))
    assert issuer_of(entered) == DSL
    recorder = RecorderWorkspace(entered)
    sent = send_as_recorder(recorder, *recorder.roll_view.children(), passphrase=OTHER_PASSPHRASE)
    recorder.close(signed_out=True)
    said = sheet_of(staffed, sent.record)
    assert f"This key was issued by {DSL} and not yet confirmed by {TEACHER}." in said
    entered = enter_recorder(door, door.unlock(PersonId(teacher), OTHER_PASSPHRASE))
    confirm_own(entered)
    assert issuer_of(entered) == ""
    assert log_lines(entered.vault.school)[0].what == "keys_confirmed"
    RecorderWorkspace(entered).close(signed_out=True)
    assert "not yet confirmed" not in sheet_of(staffed, sent.record)


def sheet_of(school: School, record: str) -> str:
    """Take in what waits, and return what the sheet of a record says, without line ends."""
    workspace = school.enter()
    notes = workspace.intake.tray().notes
    if notes:
        workspace.intake.take_in([TakeIn(file=one.file) for one in notes], signer(workspace))
    assert all(report.sound for report in workspace.verify())
    said = str(workspace.sheets.record(record).document)
    close(workspace)
    return said


@pytest.mark.parametrize(("hours", "doubt"), [(1, ""), (25, "after"), (-2, "before")])
def test_a_recorders_clock_is_doubted_by_the_last_line_of_the_log(
    staffed: School, hours: int, doubt: str
) -> None:
    staffed.clock.forward(hours=hours)
    door = staffed.door()
    entered = enter_recorder(door, keyring_of(staffed))
    assert doubt_of(entered) == doubt
    log_clock_answer(entered, "after", right=False)
    line = log_lines(entered.vault.school)[0]
    assert line.what == "clock_asked"
    assert line.detail is not None
    assert line.detail["person"] == entered.vault.me.id
    RecorderWorkspace(entered).close(signed_out=True)
