from __future__ import annotations

import threading
import time
from pathlib import Path

import msgspec
import pytest

from app.base.errors import VaultError
from app.base.ids import SchoolId
from app.vault.backup import (
    BackupFailed,
    Progress,
    differing,
    list_backups,
    make_backup,
)
from app.vault.carried import carried_wrong
from app.vault.database import Database
from app.vault.faults import FileMissing, StorageFailed
from app.vault.files import copy_paths
from app.vault.heads import VaultHeads
from app.vault.manifest import NAME, ManifestDamaged, read_manifest
from app.vault.restore import examine
from tests.app.vault.backups import backed_up, close, order, sources, write_school
from tests.app.vault.builders import (
    NOW,
    Draws,
    School,
    add_notes,
    flipped,
    heads_of,
    open_copy,
    times,
)
from tests.support.processes import start_python


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick"
    path.mkdir()
    return path


def school_id(school: School) -> SchoolId:
    return SchoolId(school.store().content.school)


def test_a_backup_holds_the_vaults_the_keys_and_a_signed_manifest(
    school: School, stick: Path
) -> None:
    done = backed_up(school, stick)
    assert done is not None
    names = sorted(path.name for path in done.iterdir())
    assert names == ["children.1.vault", "keys.a", "keys.b", NAME, "school.1.vault"]
    examined = examine(done)
    assert examined.known_signer
    assert examined.content == school.store().content
    assert {one.vault.name for one in examined.manifest.vaults} == {"school", "children"}
    with school.open("children") as database:
        expected = heads_of("", database)
    assert expected in {one.heads for one in examined.manifest.vaults}


def test_progress_is_told_page_by_page(school: School, stick: Path) -> None:
    told: list[Progress] = []

    def report(progress: Progress) -> bool:
        told.append(progress)
        return True

    backed_up(school, stick, report=report)
    assert {one.vault for one in told} == {"school", "children"}
    assert all(one.done <= one.total for one in told)


def test_a_stopped_backup_leaves_nothing(school: School, stick: Path) -> None:
    assert backed_up(school, stick, report=lambda _progress: False) is None
    assert list(stick.iterdir()) == []


def test_closing_a_vault_stops_its_backup(school: School, stick: Path) -> None:
    opened, begun, go_on = sources(school), threading.Event(), threading.Event()
    results: list[Path | None] = []

    def report(_progress: Progress) -> bool:
        begun.set()
        return go_on.wait(30)

    def work() -> None:
        results.append(
            make_backup(order_now, opened, check=heads_of, report=report, open_copy=open_copy)
        )

    order_now = order(school, stick)
    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(30)
    threading.Timer(0.05, go_on.set).start()
    close(opened)
    thread.join(30)
    assert results == [None]
    assert list(stick.iterdir()) == []


def test_a_copy_that_fails_its_check_is_no_backup(school: School, stick: Path) -> None:
    class ChainBroken(VaultError):
        pass

    def check(name: str, database: Database) -> VaultHeads:
        if name == "children":
            raise ChainBroken
        return heads_of(name, database)

    with pytest.raises(ChainBroken):
        backed_up(school, stick, check=check)
    assert list(stick.iterdir()) == []


def test_a_damaged_copy_is_no_backup(school: School, stick: Path) -> None:
    def damaging(path: Path, key: bytes) -> Database:
        database = open_copy(path, key)
        with database.transaction():
            database.execute("DELETE FROM search_content WHERE id = 3")
        return database

    opened = sources(school)
    with pytest.raises(BackupFailed) as caught:
        make_backup(order(school, stick), opened, check=heads_of, open_copy=damaging)
    assert caught.value.file.endswith(".vault")
    assert list(stick.iterdir()) == []
    close(opened)


@pytest.mark.timeout(times(60, 1800))
def test_no_backup_is_made_of_a_damaged_vault(school: School, stick: Path) -> None:
    class ChainBroken(VaultError):
        pass

    with school.open("children") as database:
        expected = heads_of("", database)

    def check(name: str, database: Database) -> VaultHeads:
        heads = heads_of(name, database)
        if name == "children" and heads != expected:
            raise ChainBroken
        return heads

    path, draws, refused = school.vault("children"), Draws("damaged source"), 0
    whole = path.read_bytes()
    for _ in range(times(15, 600)):
        path.write_bytes(flipped(whole, draws))
        try:
            done = backed_up(school, stick, check=check)
        except VaultError:
            refused += 1
        else:
            assert done is not None
            with open_copy(done / "children.1.vault", school.keys.vaults["children"]) as copy:
                assert heads_of("", copy) == expected  # the flip hit a page without content
    assert refused > times(9, 400)


def test_a_stick_that_is_not_there_is_not_made(school: School, stick: Path) -> None:
    stick.rmdir()
    with pytest.raises(FileMissing):
        backed_up(school, stick)
    assert not stick.exists()
    with pytest.raises(FileMissing):
        list_backups(stick, school_id(school))


@pytest.mark.timeout(times(60, 1800))
def test_every_flip_in_a_backup_is_found(school: School, stick: Path) -> None:
    done = backed_up(school, stick)
    assert done is not None
    manifest, _ = read_manifest(done)
    draws = Draws("R9")
    for name in (*(file.name for file in manifest.files), NAME):
        path = done / name
        whole = path.read_bytes()
        for _ in range(times(25, 250)):
            path.write_bytes(flipped(whole, draws))
            with pytest.raises(VaultError):
                examine(done)
        path.write_bytes(whole)
    assert differing(done, manifest) == ()  # the control


def test_a_manifest_signed_by_a_stranger_is_not_known(school: School, stick: Path) -> None:
    opened, real = sources(school), order(school, stick)
    forged = msgspec.structs.replace(real, signer=school.sign_in(school.recorder).session)
    done = make_backup(forged, opened, check=heads_of, open_copy=open_copy)
    close(opened)
    assert done is not None
    assert not examine(done).known_signer


def test_a_manifest_changed_after_signing_is_refused(school: School, stick: Path) -> None:
    done = backed_up(school, stick)
    assert done is not None
    signed = msgspec.json.decode((done / NAME).read_bytes())
    other = school.sign_in(school.recorder).session.public
    signed["signer"] = msgspec.json.decode(msgspec.json.encode(other))
    (done / NAME).write_bytes(msgspec.json.encode(signed))
    with pytest.raises(ManifestDamaged):
        read_manifest(done)


def test_backups_are_listed_newest_first_without_any_key(school: School, stick: Path) -> None:
    first = backed_up(school, stick)
    second = backed_up(school, stick)
    assert first is not None
    assert second is not None
    (stick / "holiday photos").mkdir()
    (stick / (first.name + "0")).mkdir()
    copy_paths(second, "keys")[0].unlink()
    seen = {one.path: one for one in list_backups(stick, school_id(school))}
    assert set(seen) == {first, second}
    assert (seen[first].whole, seen[second].whole) == (True, False)
    assert seen[first].made == NOW
    assert seen[first].size > 100_000
    assert list_backups(stick, SchoolId("f" * 32)) == ()


def test_backing_up_while_writing_gives_one_moment(school: School, stick: Path) -> None:
    opened = sources(school)
    begun, go_on, results = threading.Event(), threading.Event(), []

    def report(_progress: Progress) -> bool:
        begun.set()
        return go_on.wait(30)

    def work() -> None:
        results.append(
            make_backup(order_now, opened, check=heads_of, report=report, open_copy=open_copy)
        )

    order_now = order(school, stick)
    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(30)
    for one in opened:
        add_notes(one.database, 20)
    go_on.set()
    thread.join(30)
    assert results[0] is not None
    manifest, _ = read_manifest(results[0])
    counts = {one.vault.name: one.heads.ledger.seq for one in manifest.vaults}
    assert set(counts.values()) <= {200, 220}
    assert counts["children"] == 220
    close(opened)


COPIER = """
import sys
from pathlib import Path
from app.vault.backup import make_backup
from tests.app.vault.builders import heads_of, open_copy
from tests.app.vault.backups import order, read_school, sources
school, stick = read_school(Path(sys.argv[1])), Path(sys.argv[2])
wanted, opened = order(school, stick), sources(school)
print("ready", flush=True)
while True:
    done = make_backup(wanted, opened, check=heads_of, open_copy=open_copy)
    print(done.name, flush=True)
"""


@pytest.mark.timeout(times(60, 1800))
def test_a_kill_never_leaves_a_broken_backup_under_its_name(
    school: School, stick: Path, tmp_path: Path
) -> None:
    draws, acknowledged, parts = Draws("backup kills"), set(), 0
    write_school(school, tmp_path / "school.txt")
    for number in range(20):
        (school.folder.intake / f"{number:032x}.note").write_bytes(bytes(100_000))
    for _ in range(times(8, 150)):
        with start_python("-c", COPIER, str(tmp_path / "school.txt"), str(stick)) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(draws.below(120_000) / 1e6)
            child.kill()
            acknowledged |= set(child.stdout.read().split("\n")[:-1])
        parts += len(list(stick.glob("*.part")))
    names = {path.name for path in stick.glob("rowan-*") if path.suffix != ".part"}
    assert acknowledged <= names
    for name in names:
        examined = examine(stick / name)
        assert examined.known_signer
        assert len(examined.manifest.sealed) == 20
        assert carried_wrong(stick / name, examined.manifest) == ()
    assert parts > 0  # the control: some kills did hit a backup under way
    with school.open("children") as database:
        assert database.faults() == ()


def test_what_killed_backups_left_is_removed_and_nothing_else(school: School, stick: Path) -> None:
    mine, other = (
        f"rowan-{one[:8]}-20251121T160000Z-0000" for one in (school_id(school), "f" * 8)
    )
    for name in (
        f"{mine}.part",
        mine,
        f"{other}.part",
        "rowan.part",
        f"rowan-{mine[6:14]}-x.part",
    ):
        (stick / name).mkdir()
        (stick / name / "school.1.vault.part").write_bytes(b"half")
    done = backed_up(school, stick)
    assert done is not None
    left = {path.name for path in stick.iterdir()} - {done.name}
    assert left == {mine, f"{other}.part", "rowan.part", f"rowan-{mine[6:14]}-x.part"}
    assert list_backups(stick, school_id(school))[0].path == done


def test_a_folder_without_a_good_manifest_is_no_backup(school: School, stick: Path) -> None:
    done = backed_up(school, stick)
    assert done is not None
    whole = (done / NAME).read_bytes()
    for bad in (b"", b"{}", whole[:-1], whole.replace(b'"signature":"', b'"signature":"A')):
        (done / NAME).write_bytes(bad)
        assert list_backups(stick, school_id(school)) == ()
    (done / NAME).write_bytes(whole)
    assert len(list_backups(stick, school_id(school))) == 1


def test_a_missing_file_is_found_when_read_back(school: School, stick: Path) -> None:
    done = backed_up(school, stick)
    assert done is not None
    manifest, _ = read_manifest(done)
    (done / "school.1.vault").unlink()
    assert differing(done, manifest) == ("school.1.vault",)


def test_a_full_stick_is_a_fact_and_leaves_nothing(school: School) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs a device that is always full")
    with pytest.raises(StorageFailed):
        backed_up(school, full)
