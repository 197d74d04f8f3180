from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from app.base.ids import PersonId
from app.ledger.log import log_head, signed_up_to
from app.services.clock_answers import doubt_of, log_clock_answer
from app.services.sign_in import Door, MayNotEnter, NoCertificate, content_school
from app.vault.bundle import WrongPassphrase
from app.vault.keyfile import UnknownPerson
from app.vault.keystore import KeyStore
from app.vault.sealed import SIGN_IN_FAILURE, seal_note
from app.workspace import Workspace
from tests.support.lived_in import copy_of, key_of, ledger_of, vault_path
from tests.support.school import (
    DSL,
    HEAD,
    PASSPHRASE,
    School,
    a_child,
    a_concern,
    a_second_holder,
)
from tests.support.tampering import cutting_tail, tamper


def try_wrongly(door: Door, school: School) -> float:
    with pytest.raises(WrongPassphrase):
        door.unlock(school.made.person, "not my passphrase")
    return door.note_wrong_try(school.made.person)


def what(workspace: Workspace) -> list[str]:
    return [line.what for line in reversed(workspace.access_log.newest())]


# ------------------------------------------------------------------ wrong passphrases


def test_each_wrong_passphrase_doubles_the_wait(school: School) -> None:
    door = school.door()
    assert door.seconds_to_wait(school.made.person) == 0
    assert [try_wrongly(door, school) for _each in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_the_count_outlives_the_program(school: School) -> None:
    for _each in range(4):
        try_wrongly(school.door(), school)
    assert school.door().seconds_to_wait(school.made.person) == 8
    school.clock.forward(seconds=5)
    assert school.door().seconds_to_wait(school.made.person) == 3
    school.clock.forward(seconds=5)
    assert school.door().seconds_to_wait(school.made.person) == 0
    assert try_wrongly(school.door(), school) == 16


def test_a_right_passphrase_forgets_them_and_says_how_many(school: School) -> None:
    door = school.door()
    for _each in range(3):
        try_wrongly(door, school)
    entered = door.enter(door.unlock(school.made.person, PASSPHRASE))
    workspace = Workspace(school.folder, entered)
    assert entered.wrong_tries == 3
    workspace.close(signed_out=True)
    assert try_wrongly(school.door(), school) == 1


def test_a_clock_put_back_does_not_shorten_the_wait(school: School) -> None:
    door = school.door()
    for _each in range(4):
        try_wrongly(door, school)
    school.clock.forward(days=-3)
    assert school.door().seconds_to_wait(school.made.person) == 8


def test_failed_sign_ins_are_sealed_and_enter_the_log_later(school: School) -> None:
    door = school.door()
    try_wrongly(door, school)
    school.clock.forward(seconds=30)
    try_wrongly(door, school)
    notes = list(school.folder.intake.iterdir())
    assert len(notes) == 2
    assert all(school.made.person.encode() not in note.read_bytes() for note in notes)
    assert door.notes_waiting() == 0
    school.clock.forward(hours=1)
    workspace = school.enter()
    failed = [one for one in workspace.access_log.newest() if one.what == "sign_in_failed"]
    details = [(one.who, one.detail and one.detail["count"]) for one in reversed(failed)]
    assert details == [(DSL, 1), (DSL, 2)]
    assert list(school.folder.intake.iterdir()) == []
    assert what(workspace)[-3:] == ["sign_in_failed", "sign_in_failed", "signed_in"]
    workspace.close(signed_out=True)


def test_a_note_that_lies_about_its_kind_stops_nobody(school: School) -> None:
    keys = school.door().keys
    seal_note(
        school.folder,
        content_school(keys),
        keys.content.intake_now(),
        kind=SIGN_IN_FAILURE,
        content=b"nonsense",
    )
    (school.folder.intake / "strange.txt").write_bytes(b"left here")
    workspace = school.enter()
    assert "sign_in_failed" not in what(workspace)
    workspace.close(signed_out=True)
    assert len(list(school.folder.intake.iterdir())) == 2


def test_nobody_unknown_can_try(school: School) -> None:
    with pytest.raises(UnknownPerson):
        school.door().unlock(PersonId("f" * 32), PASSPHRASE)


# ------------------------------------------------------------------ the access log


def test_every_coming_and_going_stands_in_the_log(school: School) -> None:
    school.enter().close(signed_out=False)
    school.enter().close(signed_out=True)
    workspace = school.enter()
    assert what(workspace) == ["signed_in", "locked", "signed_in", "signed_out", "signed_in"]
    workspace.close(signed_out=True)


def test_the_log_is_signed_up_to_its_end_when_one_leaves(school: School) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    workspace.files.open_file(card.id)
    workspace.close(signed_out=False)
    for vault in ("school", "children"):
        with ledger_of(school, vault) as ledger:
            assert signed_up_to(ledger) == log_head(ledger).seq > 0


def test_a_crashs_tail_is_signed_late_at_the_next_sign_in(school: School) -> None:
    workspace = school.enter()
    workspace.files.open_file(a_child(workspace).id)
    for ledger in (workspace._vaults.children, workspace._vaults.school):
        ledger.db.close()  # as a kill leaves it
    again = school.enter()
    again.close(signed_out=True)
    for vault in ("school", "children"):
        with ledger_of(school, vault) as ledger:
            late = ledger.db.query("SELECT late FROM log_signature ORDER BY seq")
        assert (1,) in late
        assert late[-1] == ((0,) if vault == "school" else (1,))
    last = school.enter()
    assert all(report.sound for report in last.verify())
    last.close(signed_out=True)


# ------------------------------------------------------------------ what is not as it was left


def codes(workspace: Workspace) -> list[str]:
    return [alarm.code for alarm in workspace.alarms]


def test_a_school_as_it_was_left_raises_no_alarm(school: School) -> None:
    school.enter().close(signed_out=True)
    again = school.enter()
    assert again.alarms == ()
    again.close(signed_out=True)


def test_a_tail_cut_off_is_seen_at_the_next_sign_in(school: School) -> None:
    workspace = school.enter()
    a_concern(workspace, a_child(workspace))
    workspace.close(signed_out=True)
    tamper(vault_path(school), key_of(school), cutting_tail(1))
    again = school.enter()
    assert codes(again) == ["head_missing"]
    assert again.alarms[0].about == "children"
    assert not again.verify()[1].sound
    again.close(signed_out=True)


def test_an_old_vault_put_in_its_place_is_seen(school: School) -> None:
    school.enter().close(signed_out=True)
    old = vault_path(school).read_bytes()
    workspace = school.enter()
    a_concern(workspace, a_child(workspace))
    workspace.close(signed_out=True)
    vault_path(school).write_bytes(old)
    again = school.enter()
    assert codes(again) == ["head_missing"]
    again.close(signed_out=True)


def test_a_longer_chain_is_no_alarm(school: School) -> None:
    dsl = school.enter()
    a_second_holder(dsl)
    dsl.close(signed_out=True)
    head = school.enter(person=HEAD)
    a_child(head)
    head.close(signed_out=True)
    again = school.enter()
    assert again.alarms == ()
    again.close(signed_out=True)


def test_a_name_slipped_into_the_key_file_is_named(school: School) -> None:
    keys = KeyStore(school.folder)
    first = keys.content.holders[0]
    named = {"person": PersonId("e" * 32), "name": "A Stranger", "grants": ()}
    stranger = msgspec.structs.replace(first, **named)
    keys.replace(msgspec.structs.replace(keys.content, holders=(first, stranger)))
    workspace = school.enter()
    assert [(a.code, a.about) for a in workspace.alarms] == [("key_file", "A Stranger")]
    workspace.close(signed_out=True)


def test_damaged_heads_are_said_and_written_anew(school: School) -> None:
    school.enter().close(signed_out=True)
    for path in school.folder.heads.iterdir():
        path.write_bytes(b"damaged")
    again = school.enter()
    assert codes(again) == ["heads_damaged"]
    again.close(signed_out=True)
    last = school.enter()
    assert last.alarms == ()
    last.close(signed_out=True)


def test_whoever_lost_the_grant_does_not_enter(school: School) -> None:
    workspace = school.enter()
    a_second_holder(workspace)
    workspace.close(signed_out=True)
    keys = KeyStore(school.folder)
    head = next(h for h in keys.content.holders if h.name == HEAD)
    grants = tuple(g for g in head.grants if g.given.vault != "children")
    keys.replace(keys.content.with_holder(msgspec.structs.replace(head, grants=grants)))
    with pytest.raises(MayNotEnter):
        school.enter(person=HEAD)
    school.enter().close(signed_out=True)


def test_keys_that_nobody_vouches_for_do_not_enter(school: School) -> None:
    """Keys and grants alone are not enough: the certificate must stand in the ledger."""
    school.enter().close(signed_out=True)
    other = copy_of(school, school.path.parent / "other")
    again = other.enter()
    a_second_holder(again)
    again.close(signed_out=True)
    for vault in ("school", "children"):
        vault_path(other, vault).write_bytes(vault_path(school, vault).read_bytes())
    with pytest.raises(NoCertificate):
        other.enter(person=HEAD)


def test_a_door_that_refused_leaves_nothing_open(school: School) -> None:
    workspace = school.enter()
    a_second_holder(workspace)
    workspace.close(signed_out=True)
    damaged = bytearray(vault_path(school).read_bytes())
    damaged[:16] = b"\0" * 16
    sound = vault_path(school).read_bytes()
    vault_path(school).write_bytes(damaged)
    with pytest.raises(Exception, match="children"):
        school.enter()
    vault_path(school).write_bytes(sound)
    school.enter().close(signed_out=True)


# ------------------------------------------------------------------ the clock


@pytest.mark.parametrize(
    ("hours", "doubt"),
    [(0, ""), (1, ""), (23, ""), (25, "after"), (24 * 300, "after"), (-2, "before")],
)
def test_a_clock_before_the_last_entry_or_a_day_after_it_is_in_doubt(
    school: School, hours: int, doubt: str
) -> None:
    workspace = school.enter()
    a_concern(workspace, a_child(workspace))
    workspace.close(signed_out=True)
    school.clock.forward(hours=hours)
    again = school.enter()
    assert doubt_of(again._entered) == doubt
    again.close(signed_out=True)


def test_the_answer_about_the_clock_is_logged(school: School) -> None:
    school.clock.at = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)
    workspace = school.enter()
    log_clock_answer(workspace._entered, "after", right=True)
    (line,) = [one for one in workspace.access_log.newest() if one.what == "clock_asked"]
    assert line.detail is not None
    assert (line.detail["doubt"], line.detail["right"], line.who) == ("after", True, DSL)
    assert re.match("2026-12-20T08:00", line.detail["clock"])
    workspace.close(signed_out=True)


def test_time_and_sequence_both_stand_when_the_clock_was_put_back(school: School) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    first = a_concern(workspace, card)
    school.clock.forward(hours=-5)
    second = a_concern(workspace, card)
    entries = [workspace._vaults.children.entry(record) for record in (first, second)]
    assert entries[0] is not None
    assert entries[1] is not None
    assert entries[0].seq < entries[1].seq
    gap = timedelta(microseconds=entries[0].recorded.utc_us - entries[1].recorded.utc_us)
    assert gap == timedelta(hours=5)
    assert all(report.sound for report in workspace.verify())
    workspace.close(signed_out=True)
