from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.base.ids import PersonId, SchoolId, new_id
from app.vault.faults import VaultDamaged
from app.vault.keyfile import IntakeKey
from app.vault.seal import BoxKey
from app.vault.sealed import (
    SIGN_IN_FAILURE,
    NoteDamaged,
    SignInFailure,
    UnknownIntakeKey,
    note_path,
    notes_seen,
    open_note,
    read_sign_in_failure,
    remove_note,
    seal_note,
    seal_sign_in_failure,
)
from tests.app.vault.builders import NOW, Draws, School, flipped, times

SCHOOL = SchoolId(new_id())
BOX = BoxKey.new()
INTAKE = IntakeKey(version=2, public=BOX.public)
KEYS = {2: BOX}
VERSIONS = frozenset({1, 2})


def a_note(school: School, content: bytes = b"what somebody saw") -> Path:
    return note_path(
        school.folder, seal_note(school.folder, SCHOOL, INTAKE, kind="concern", content=content)
    )


def test_a_note_is_opened_by_the_intake_key_only(school: School) -> None:
    path = a_note(school)
    opened = open_note(path, SCHOOL, KEYS)
    assert (opened.content, opened.header.kind) == (b"what somebody saw", "concern")
    assert opened.header.file == path.stem
    assert b"somebody" not in path.read_bytes()
    with pytest.raises(NoteDamaged):
        open_note(path, SCHOOL, {2: BoxKey.new()})


def test_a_note_for_another_school_or_key_is_named_so(school: School) -> None:
    path = a_note(school)
    with pytest.raises(UnknownIntakeKey):
        open_note(path, SchoolId(new_id()), KEYS)
    with pytest.raises(UnknownIntakeKey):
        open_note(path, SCHOOL, {1: BOX})


def test_no_flipped_bit_opens(school: School) -> None:
    path, draws = a_note(school), Draws("note")
    whole = path.read_bytes()
    for _ in range(times(300, 10_000)):
        path.write_bytes(flipped(whole, draws))
        with pytest.raises(VaultDamaged):
            open_note(path, SCHOOL, KEYS)
    path.write_bytes(whole)
    assert open_note(path, SCHOOL, KEYS).content == b"what somebody saw"  # the control


@pytest.mark.parametrize("length", [0, 7, 12, 60, -1])
def test_a_note_cut_short_is_refused(school: School, length: int) -> None:
    path = a_note(school)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(NoteDamaged):
        open_note(path, SCHOOL, KEYS)


def test_a_header_may_not_be_exchanged(school: School) -> None:
    one, other = a_note(school, b"one"), a_note(school, b"two")
    head = slice(0, other.read_bytes().index(b"}") + 1)
    tail = one.read_bytes()[one.read_bytes().index(b"}") + 1 :]
    one.write_bytes(other.read_bytes()[head] + tail)
    with pytest.raises(NoteDamaged):
        open_note(one, SCHOOL, KEYS)


def test_everything_in_the_tray_is_seen_without_a_key(school: School) -> None:
    good = a_note(school)
    foreign = seal_note(
        school.folder, SchoolId(new_id()), INTAKE, kind="concern", content=b"elsewhere"
    )
    unknown = seal_note(
        school.folder, SCHOOL, IntakeKey(9, BOX.public), kind="concern", content=b"later"
    )
    (school.folder.intake / "strange.txt").write_bytes(b"what is this")
    moved = a_note(school)
    moved.rename(moved.with_name(f"{new_id()}.note"))
    seen = notes_seen(school.folder, SCHOOL, VERSIONS)
    problems = {one.path.name: one.problem for one in seen}
    assert len(seen) == 5
    assert problems[good.name] is None
    assert problems[f"{foreign}.note"] == "another-school"
    assert problems[f"{unknown}.note"] == "unknown-key"
    assert problems["strange.txt"] == "damaged"
    assert sorted(str(problem) for problem in problems.values()).count("damaged") == 2


def test_a_note_taken_in_is_removed_once(school: School) -> None:
    path = a_note(school)
    remove_note(path)
    remove_note(path)
    assert notes_seen(school.folder, SCHOOL, VERSIONS) == ()


def test_a_failed_sign_in_waits_sealed(school: School) -> None:
    failure = SignInFailure(person=PersonId(new_id()), at=NOW, count=3)
    file = seal_sign_in_failure(school.folder, SCHOOL, INTAKE, failure)
    path = note_path(school.folder, file)
    assert failure.person.encode() not in path.read_bytes()
    opened = open_note(path, SCHOOL, KEYS)
    assert opened.header.kind == SIGN_IN_FAILURE
    assert read_sign_in_failure(opened) == failure


def test_a_failed_sign_in_that_says_something_else_is_refused(school: School) -> None:
    opened = open_note(a_note(school), SCHOOL, KEYS)
    for content in (b"", b"\x80", msgspec.msgpack.encode({"person": 1})):
        with pytest.raises(NoteDamaged):
            read_sign_in_failure(msgspec.structs.replace(opened, content=content))


def test_anybody_can_seal_with_the_school_s_own_intake_key(school: School) -> None:
    content = school.store().content
    failure = SignInFailure(person=school.recorder.person, at=NOW, count=1)
    file = seal_sign_in_failure(
        school.folder, SchoolId(content.school), content.intake_now(), failure
    )
    opened = open_note(
        note_path(school.folder, file), SchoolId(content.school), school.sign_in().intake
    )
    assert read_sign_in_failure(opened).person == school.recorder.person
