"""Backups carry the sealed files beside the vaults; each is judged alone when it comes back."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import msgspec
import pytest

from app.base.errors import VaultError
from app.base.ids import SchoolId, new_id
from app.vault.backup import list_backups
from app.vault.carried import FOLDER, answered, carried_path, carried_wrong, carry, waiting
from app.vault.faults import StorageFailed
from app.vault.folder import SchoolFolder
from app.vault.keyfile import IntakeKey
from app.vault.manifest import (
    NAME,
    Manifest,
    SealedFact,
    SignedManifest,
    _message,
    read_manifest,
    write_manifest,
)
from app.vault.restore import Plan, examine, restore
from app.vault.sealed import (
    NOTE,
    NOTE_UNFINISHED,
    NoteHeader,
    note_path,
    notes_seen,
    open_note,
    sealed_bytes,
    write_checked,
)
from tests.app.vault.backups import backed_up
from tests.app.vault.builders import (
    NOW,
    Draws,
    School,
    flipped,
    heads_of,
    open_copy,
    times,
)

EARLIER = NOW.plus(days=-2)


def school_id(school: School) -> SchoolId:
    return SchoolId(school.store().content.school)


def intake_of(school: School) -> IntakeKey:
    return school.store().content.intake_now()


def sealed(school: School, words: str, *, kind: str = NOTE, file: str = "") -> tuple[str, bytes]:
    """Return a note's file id and bytes."""
    intake = intake_of(school)
    header = NoteHeader(
        format=1, school=school_id(school), intake=intake.version, file=file or new_id(), kind=kind
    )
    return header.file, sealed_bytes(header, intake.public, words.encode())


def left(school: School, words: str, *, kind: str = NOTE, file: str = "") -> str:
    """Leave a note in the tray and return its file's id."""
    name, data = sealed(school, words, kind=kind, file=file)
    write_checked(note_path(school.folder, name), data, EARLIER)
    return name


def backup_of(school: School, tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir(exist_ok=True)
    done = backed_up(school, stick)
    assert done is not None
    return done


def facts(backup: Path) -> dict[str, SealedFact]:
    return {fact.path: fact for fact in read_manifest(backup)[0].sealed}


def put_back(school: School, backup: Path, folder: SchoolFolder | None = None) -> None:
    plan = Plan(
        folder=folder or school.folder,
        examined=examine(backup),
        keyring=school.sign_in(),
        now=NOW.plus(days=3),
    )
    restore(plan, check=heads_of, open_copy=open_copy)


def words_in(folder: SchoolFolder, school: School) -> dict[str, str]:
    """Return what each file of the tray says, or its problem."""
    keys = school.sign_in().intake
    said = {}
    for one in notes_seen(folder, school_id(school), frozenset(keys)):
        try:
            content = open_note(one.path, school_id(school), keys).content.decode()
        except VaultError:
            content = "does not open"
        said[one.path.name] = one.problem or content
    return said


def test_what_waits_and_what_was_answered_comes_back_where_it_lay(
    school: School, tmp_path: Path
) -> None:
    first, second = left(school, "by the fence"), left(school, "half", kind=NOTE_UNFINISHED)
    person, one = new_id(), new_id()
    for place, ending in (("replies", "reply"), ("sent", "sent")):
        inner = school.folder.path / place / person
        inner.mkdir(parents=True)
        (inner / f"{one}.{ending}").write_bytes(place.encode())
    school.folder.public_intake.write_bytes(b"told to everybody")
    backup = backup_of(school, tmp_path)
    assert (backup / FOLDER / "00000").read_bytes().startswith(b"rowan/n\n")
    assert not carried_wrong(backup, read_manifest(backup)[0])
    elsewhere = SchoolFolder(tmp_path / "elsewhere")
    put_back(school, backup, elsewhere)
    assert words_in(elsewhere, school) == {
        f"{first}.note": "by the fence",
        f"{second}.note": "half",
    }
    assert (elsewhere.replies / person / f"{one}.reply").read_bytes() == b"replies"
    assert (elsewhere.sent / person / f"{one}.sent").read_bytes() == b"sent"
    assert elsewhere.public_intake.read_bytes() == b"told to everybody"
    seen = notes_seen(elsewhere, school_id(school), frozenset({1}))
    assert {one.saved_us for one in seen} == {EARLIER.utc_us}


@pytest.mark.skipif(sys.platform == "win32", reason="no such names and links there")
def test_strange_files_are_carried_under_names_that_every_system_can_have(
    school: School, tmp_path: Path
) -> None:
    tray = school.folder.intake
    for name in ("a letter: urgent?.docx", "Ärger.note", "." * 3 + "x", "n" * 200, "\udcff.note"):
        (tray / name).write_bytes(os.fsencode(name))
    (tray / "half.note.new").write_bytes(b"interrupted")
    backup = backup_of(school, tmp_path)
    stems = {path.removeprefix("intake/").partition(".")[0] for path in facts(backup)}
    assert stems == {"___x", "_", "_rger", "a_letter__urgent__docx", "n" * 60}
    elsewhere = SchoolFolder(tmp_path / "elsewhere")
    put_back(school, backup, elsewhere)
    assert set(words_in(elsewhere, school).values()) == {"damaged"}
    assert len(words_in(elsewhere, school)) == 5
    again = backup_of(moved(school, elsewhere), tmp_path)
    assert set(facts(again)) == set(facts(backup))  # names settle


def moved(school: School, folder: SchoolFolder) -> School:
    return School(folder, school.keys, school.lead, school.recorder, school.code)


@pytest.mark.skipif(sys.platform == "win32", reason="no such names and links there")
def test_links_devices_and_what_is_too_long_stay_behind(school: School, tmp_path: Path) -> None:
    secret, tray = tmp_path / "secret", school.folder.intake
    secret.write_bytes(b"somebody else's")
    mine = left(school, "by the fence")
    (tray / f"{new_id()}.note").symlink_to(secret)
    os.mkfifo(tray / f"{new_id()}.note")
    (tray / f"{new_id()}.note").mkdir()
    with (tray / f"{new_id()}.note").open("wb") as file:
        file.truncate((64 << 20) + 1)
    assert set(facts(backup_of(school, tmp_path))) == {f"intake/{mine}.note"}


def test_a_note_that_vanishes_meanwhile_is_no_failure(school: School, tmp_path: Path) -> None:
    first, second = sorted(left(school, words) for words in ("one", "two"))
    paths = waiting(school.folder)

    def take_in(_done: int) -> None:
        note_path(school.folder, second).unlink(missing_ok=True)

    carried = carry(school.folder, paths, tmp_path, step=take_in)
    assert [fact.path for fact in carried] == [f"intake/{first}.note"]


def test_a_full_medium_is_a_fact(school: School) -> None:
    left(school, "by the fence")
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs a device that is always full")
    with pytest.raises(StorageFailed):
        carry(school.folder, waiting(school.folder), full)


@pytest.mark.timeout(times(60, 1800))
def test_a_flip_in_a_carried_note_is_a_damaged_note_and_no_failed_backup(
    school: School, tmp_path: Path
) -> None:
    file = left(school, "by the fence")
    backup, draws = backup_of(school, tmp_path), Draws("carried flips")
    (fact,) = facts(backup).values()
    whole = carried_path(backup, fact).read_bytes()
    for number in range(times(12, 300)):
        carried_path(backup, fact).write_bytes(flipped(whole, draws))
        elsewhere = SchoolFolder(tmp_path / f"elsewhere-{number}")
        put_back(school, backup, elsewhere)
        ((name, said),) = words_in(elsewhere, school).items()
        assert name.startswith(f"{file}.")
        assert said in {"damaged", "unknown-key", "another-school"}
        shutil.rmtree(elsewhere.path)
    (seen,) = list_backups(backup.parent, school_id(school))
    assert seen.whole


def test_a_note_put_into_a_backup_by_a_stranger_does_not_pass_as_the_one_that_was_there(
    school: School, tmp_path: Path
) -> None:
    file = left(school, "by the fence")
    backup = backup_of(school, tmp_path)
    (fact,) = facts(backup).values()
    _name, forged = sealed(school, "nothing to see", file=file)
    carried_path(backup, fact).write_bytes(forged)
    elsewhere = SchoolFolder(tmp_path / "elsewhere")
    put_back(school, backup, elsewhere)
    assert list(words_in(elsewhere, school).values()) == ["damaged"]


def test_a_note_missing_in_a_backup_stops_nothing(school: School, tmp_path: Path) -> None:
    left(school, "by the fence")
    backup = backup_of(school, tmp_path)
    shutil.rmtree(backup / FOLDER)
    put_back(school, backup)
    assert list(words_in(school.folder, school).values()) == ["by the fence"]


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (NOTE_UNFINISHED, NOTE, "now"),
        (NOTE, NOTE_UNFINISHED, "then"),
        (NOTE, NOTE, "now"),
        (NOTE_UNFINISHED, NOTE_UNFINISHED, "now"),
    ],
    ids=["sent since", "unfinished since", "both whole", "both unfinished"],
)
def test_the_better_of_two_notes_of_one_number_waits(
    school: School, tmp_path: Path, then: str, now: str, expected: str
) -> None:
    file = left(school, "then", kind=then)
    backup = backup_of(school, tmp_path)
    left(school, "now", kind=now, file=file)
    put_back(school, backup)
    assert words_in(school.folder, school) == {f"{file}.note": expected}
    aside = list(school.folder.aside.rglob("*.note"))
    assert len(aside) == (expected == "then")  # nothing is deleted


def test_a_damaged_note_gives_way_to_the_backups(school: School, tmp_path: Path) -> None:
    file = left(school, "by the fence")
    backup = backup_of(school, tmp_path)
    note_path(school.folder, file).write_bytes(b"rotten")
    put_back(school, backup)
    assert words_in(school.folder, school) == {f"{file}.note": "by the fence"}
    (rotten,) = school.folder.aside.rglob("*.note")
    assert rotten.read_bytes() == b"rotten"


def test_replies_that_lie_there_are_newer_and_stay(school: School, tmp_path: Path) -> None:
    path = school.folder.sent / new_id() / f"{new_id()}.sent"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"then")
    (path.parent / "notes.txt").write_bytes(b"not Rowan's")
    assert answered(school.folder) == [school.folder.public_intake, path]
    backup = backup_of(school, tmp_path)
    path.write_bytes(b"now")
    put_back(school, backup)
    assert path.read_bytes() == b"now"


def test_a_backup_from_before_sealed_files_were_carried_is_put_back(
    school: School, tmp_path: Path
) -> None:
    backup = backup_of(school, tmp_path)
    manifest, _signer = read_manifest(backup)
    first = msgspec.to_builtins(msgspec.structs.replace(manifest, format=1))
    del first["sealed"]
    content, signer = msgspec.json.encode(first), school.sign_in().session
    signed = SignedManifest(
        manifest=content, signer=signer.public, signature=signer.sign(_message(content))
    )
    (backup / NAME).write_bytes(msgspec.json.encode(signed))
    assert examine(backup).known_signer
    put_back(school, backup)


@pytest.mark.parametrize(
    "path",
    [
        "../keys.a",
        "intake/../keys.a",
        "intake/x.note",
        "keys.a",
        f"sent/{'a' * 32}/../../keys.a",
        f"intake/{'a' * 32}.note\n",
        f"/intake/{'a' * 32}.note",
    ],
)
def test_a_manifest_cannot_name_another_place(path: str) -> None:
    fact = SealedFact(file="00000", path=path, size=1, sha256=b"0" * 32, saved_us=0)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(fact), type=SealedFact)


def test_a_backup_of_many_notes_can_be_read_again(tmp_path: Path, school: School) -> None:
    manifest, _signer = read_manifest(backup_of(school, tmp_path))
    many = tuple(
        SealedFact(
            file=f"{number:05d}",
            path=f"sent/{new_id()}/{new_id()}.sent",
            size=1 << 26,
            sha256=b"0" * 32,
            saved_us=NOW.utc_us,
        )
        for number in range(20_000)
    )
    full: Manifest = msgspec.structs.replace(manifest, sealed=many)
    write_manifest(tmp_path, full, school.sign_in().session)
    assert read_manifest(tmp_path)[0] == full
