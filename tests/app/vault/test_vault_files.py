from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.vault.faults import (
    DiskFull,
    FileMissing,
    StorageFailed,
    VaultDamaged,
    storage_fault,
)
from app.vault.files import (
    HEADER_BYTES,
    NEW,
    BothCopiesDamaged,
    copy_paths,
    pack,
    read_small,
    read_twice,
    unpack,
    write_atomic,
    write_twice,
)
from tests.app.vault.builders import Draws, flipped, times
from tests.support.processes import run_python

DATA = b"what the file says" * 9


def test_an_atomic_write_replaces_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomic(path, b"old")
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.glob("file*")] == ["file"]


def test_what_a_killed_write_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ("file" + NEW)).write_bytes(b"half")
    write_atomic(tmp_path / "file", b"whole")
    assert [one.name for one in tmp_path.glob("file*")] == ["file"]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"untouched")
    (tmp_path / ("file" + NEW)).symlink_to(tmp_path / "victim")
    write_atomic(tmp_path / "file", b"secret")
    assert (tmp_path / "victim").read_bytes() == b"untouched"


@pytest.mark.parametrize(("folder_mode", "mode"), [(0o700, 0o600), (0o770, 0o660)])
def test_a_shared_folder_has_shared_files(tmp_path: Path, folder_mode: int, mode: int) -> None:
    folder = tmp_path / "school"
    folder.mkdir()
    folder.chmod(folder_mode)
    write_atomic(folder / "file", DATA)
    assert stat.S_IMODE((folder / "file").stat().st_mode) & ~0o022 == mode & ~0o022


def test_a_missing_folder_is_a_fact(tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as caught:
        write_atomic(tmp_path / "gone" / "file", DATA)
    assert caught.value.path == tmp_path / "gone" / "file"


def test_a_small_file_that_is_not_small_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 11)
    assert read_small(tmp_path / "file", 11) == b"x" * 11
    with pytest.raises(VaultDamaged):
        read_small(tmp_path / "file", 10)


LIMITED = """
import resource, sys
from pathlib import Path
from app.vault.faults import StorageFailed
from app.vault.files import write_atomic
limit = int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
try:
    write_atomic(Path(sys.argv[1]), b"new" * 40_000)
except StorageFailed as error:
    print(type(error).__name__, error.detail)
else:
    print("written")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


@pytest.mark.parametrize(("limit", "said"), [(4096, "StorageFailed EFBIG"), (0, "written")])
def test_a_failed_write_leaves_the_old_content(tmp_path: Path, limit: int, said: str) -> None:
    path = tmp_path / "file"
    write_atomic(path, DATA)
    run = run_python("-c", LIMITED, str(path), str(limit))
    assert (run.stdout.strip(), run.stderr) == (said, "")
    assert (path.read_bytes() == DATA) == bool(limit)
    assert [one.name for one in tmp_path.glob("file*")] == ["file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_named() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(OSError) as caught:  # noqa: PT011 - sorted below
        full.write(b"x")

    assert type(storage_fault(caught.value, Path("file"))) is DiskFull


# ------------------------------------------------------------------ two copies


def test_the_newest_good_copy_counts(tmp_path: Path) -> None:
    write_twice(tmp_path, "keys", b"one", 1)
    write_twice(tmp_path, "keys", b"two", 2)
    read = read_twice(tmp_path, "keys")
    assert (read.data, read.generation, read.damaged, read.stale) == (b"two", 2, (), ())


def test_a_kill_between_the_copies_is_noticed(tmp_path: Path) -> None:
    write_twice(tmp_path, "keys", b"one", 1)
    write_atomic(tmp_path / "keys.a", pack("keys", b"two", 2))
    read = read_twice(tmp_path, "keys")
    assert (read.data, read.generation, read.stale) == (b"two", 2, ("keys.b",))


@pytest.mark.parametrize("ending", [".a", ".b"])
def test_any_flip_in_one_copy_is_noticed_and_the_other_read(tmp_path: Path, ending: str) -> None:
    draws, path = Draws("flip" + ending), tmp_path / ("keys" + ending)
    write_twice(tmp_path, "keys", DATA, 7)
    whole = path.read_bytes()
    for _ in range(times(300, 4_000)):
        path.write_bytes(flipped(whole, draws))
        read = read_twice(tmp_path, "keys")
        assert (read.data, read.generation) == (DATA, 7)
        assert read.damaged == ("keys" + ending,)


@pytest.mark.parametrize(
    "damage",
    [b"", b"\0" * 200, DATA, pack("keys", DATA, 1)[:-1], pack("keys", DATA, 1) + b"x"],
    ids=["empty", "zeroed", "foreign", "cut", "longer"],
)
def test_every_kind_of_damage_to_one_copy_is_noticed(tmp_path: Path, damage: bytes) -> None:
    write_twice(tmp_path, "keys", DATA, 5)
    (tmp_path / "keys.a").write_bytes(damage)
    read = read_twice(tmp_path, "keys")
    assert (read.data, read.generation, read.damaged) == (DATA, 5, ("keys.a",))


def test_the_new_content_counts_once_one_copy_is_written(tmp_path: Path) -> None:
    write_twice(tmp_path, "keys", b"one", 1)
    (tmp_path / "keys.b").unlink()
    (tmp_path / "keys.b").mkdir()
    assert write_twice(tmp_path, "keys", b"two", 2) == ("keys.b",)
    read = read_twice(tmp_path, "keys")
    assert (read.data, read.damaged) == (b"two", ("keys.b",))


def test_nothing_is_changed_when_the_first_copy_cannot_be_written(tmp_path: Path) -> None:
    write_twice(tmp_path, "keys", b"one", 1)
    (tmp_path / "keys.a").unlink()
    (tmp_path / "keys.a").mkdir()
    with pytest.raises(StorageFailed):
        write_twice(tmp_path, "keys", b"two", 2)
    assert read_twice(tmp_path, "keys").data == b"one"


def test_two_damaged_copies_are_refused(tmp_path: Path) -> None:
    write_twice(tmp_path, "keys", DATA, 5)
    for path in copy_paths(tmp_path, "keys"):
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(BothCopiesDamaged):
        read_twice(tmp_path, "keys")


def test_copies_that_cannot_be_read_are_not_called_damaged(tmp_path: Path) -> None:
    for path in copy_paths(tmp_path, "keys"):
        path.mkdir()
    with pytest.raises(StorageFailed) as caught:
        read_twice(tmp_path, "keys")
    assert type(caught.value) is StorageFailed


def test_no_copy_at_all_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_twice(tmp_path, "keys")


def test_a_copy_under_another_name_is_none() -> None:
    packed = pack("keys", DATA, 1)
    assert unpack("keys", packed) == (1, DATA)
    assert unpack("heads", packed) is None
    assert unpack("keys", pack("keys", DATA, 0)) is None
    assert unpack("keys", packed[:HEADER_BYTES]) is None


def test_without_its_digest_a_flip_would_go_unseen() -> None:
    # The control: the same damage, judged by length and magic alone.
    draws, packed = Draws("control"), pack("keys", DATA, 1)
    blind = [flipped(packed, draws, HEADER_BYTES) for _ in range(50)]
    assert all(len(one) == len(packed) and one[:8] == packed[:8] for one in blind)
    assert not any(unpack("keys", one) for one in blind)


def test_storage_faults_are_one_family() -> None:
    assert issubclass(DiskFull, StorageFailed)
