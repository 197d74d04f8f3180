from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.vault.database import CopyStopped, Database, NoTransaction, WrongThread, remove_journal
from app.vault.faults import DiskFull, StorageFailed, VaultDamaged
from app.vault.sql_faults import SqlError
from app.vault.sqlcipher import Connection, connect
from tests.app.vault.builders import SCHEMA, add_notes, heads_of, open_copy
from tests.support.processes import run_python

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "children.1.vault"


@pytest.fixture
def database(path: Path) -> Database:
    database = Database.create(path, KEY, schema=SCHEMA)
    add_notes(database, 50)
    return database


def count(database: Database) -> int:
    row = database.row("SELECT count(*) FROM note")
    assert row is not None
    return int(row[0])


def add_one_and(database: Database, then: BaseException | str) -> None:
    """Write a row, then raise, or run what is refused."""
    with database.transaction():
        database.execute("INSERT INTO note (words, day) VALUES ('more', 1)")
        if isinstance(then, BaseException):
            raise then
        database.execute(then)


def in_thread(work: object) -> list[BaseException]:
    """Run something in another thread and return what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            assert callable(work)
            work()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return raised


def test_rows_go_in_and_come_out(database: Database, path: Path) -> None:
    before = database.changes
    with database.transaction():
        changed = database.execute("UPDATE note SET day = 9 WHERE id <= ?", (3,))
        many = database.executemany(
            "INSERT INTO note (words, day) VALUES (?, ?)", [("a", 1), ("b", 2)]
        )
    assert (changed, many, database.changes - before) == (3, 2, 5)
    assert database.row("SELECT words FROM note WHERE id = 99") is None
    database.close()
    with open_copy(path, KEY) as again:
        assert again.query("SELECT id FROM note WHERE day = 9") == [(1,), (2,), (3,)]


def test_a_file_is_made_once(database: Database, path: Path) -> None:
    with pytest.raises(FileExistsError):
        Database.create(path, KEY, schema=SCHEMA)
    database.close()
    assert sorted(one.name for one in path.parent.glob("*.part*")) == []


def test_what_a_killed_creation_left_is_begun_again(path: Path) -> None:
    path.with_name(path.name + ".part").write_bytes(b"half" * 2000)
    Database.create(path, KEY, schema=SCHEMA).close()
    with open_copy(path, KEY) as database:
        assert count(database) == 0


def test_any_exception_undoes_the_transaction(database: Database) -> None:
    with pytest.raises(KeyboardInterrupt):
        add_one_and(database, KeyboardInterrupt())
    assert not database.in_transaction
    assert count(database) == 50


def test_a_refused_statement_undoes_all_before_it(database: Database) -> None:
    with pytest.raises(SqlError):
        add_one_and(database, "DELETE FROM mark")
    assert count(database) == 50


def test_transactions_are_never_nested_and_writing_needs_one(database: Database) -> None:
    with database.transaction(), pytest.raises(NoTransaction):
        database.transaction().__enter__()
    with pytest.raises(NoTransaction):
        database.execute("UPDATE note SET day = 1")
    with pytest.raises(NoTransaction):
        database.executemany("UPDATE note SET day = ?", [(1,)])


def test_strict_tables_refuse_other_types(database: Database) -> None:
    with pytest.raises(SqlError), database.transaction():
        database.execute("INSERT INTO note (words, day) VALUES ('x', 'today')")


def test_references_are_held(database: Database) -> None:
    with pytest.raises(SqlError), database.transaction():
        database.execute("INSERT INTO mark (note) VALUES (12345)")


def test_another_thread_is_refused(database: Database) -> None:
    uses = (
        lambda: database.query("SELECT 1"),
        lambda: database.row("SELECT 1"),
        lambda: database.transaction().__enter__(),
        database.faults,
        database.close,
    )
    for use in uses:
        assert [type(error) for error in in_thread(use)] == [WrongThread]
    assert count(database) == 50


def test_a_closed_vault_answers_nothing(database: Database) -> None:
    database.close()
    with pytest.raises(RuntimeError, match="closed"):
        database.query("SELECT 1")


# Copies while in use


def test_a_copy_is_whole_and_under_its_own_key(database: Database, tmp_path: Path) -> None:
    copy, seen = tmp_path / "copy", []
    database.copy_to(copy, OTHER, pages=5, step=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 5
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    with open_copy(copy, OTHER) as again:
        assert heads_of("", again) == heads_of("", database)
        assert again.faults() == ()
    assert not copy.with_name("copy-journal").exists() or not (
        copy.with_name("copy-journal").stat().st_size
    )


def test_a_copy_is_made_from_another_thread_while_rows_are_written(
    database: Database, tmp_path: Path
) -> None:
    go_on, begun = threading.Event(), threading.Event()

    def step(_done: int, _total: int) -> None:
        begun.set()
        go_on.wait(30)

    def work() -> None:
        database.copy_to(tmp_path / "copy", KEY, pages=1, step=step)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(30)
    add_notes(database, 30)
    go_on.set()
    thread.join(30)
    with open_copy(tmp_path / "copy", KEY) as copy:
        assert heads_of("", copy) == heads_of("", database)
        assert (count(copy), copy.faults()) == (80, ())


def test_a_copy_stops_when_the_step_raises(database: Database, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def step(_done: int, _total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        database.copy_to(tmp_path / "copy", KEY, pages=1, step=step)
    assert count(database) == 50


def test_closing_stops_a_copy(database: Database, tmp_path: Path) -> None:
    begun, go_on, raised = threading.Event(), threading.Event(), []

    def step(_done: int, _total: int) -> None:
        begun.set()
        go_on.wait(30)

    def work() -> None:
        try:
            database.copy_to(tmp_path / "copy", KEY, pages=1, step=step)
        except CopyStopped as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(30)
    threading.Timer(0.05, go_on.set).start()
    database.close()
    thread.join(30)
    assert len(raised) == 1
    with pytest.raises(CopyStopped):
        database.copy_to(tmp_path / "late", KEY)


def test_a_copy_to_a_full_disk_is_a_fact(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect_full(path: Path, key: bytes) -> Connection:
        connection = connect(path, key)
        connection.execute("PRAGMA max_page_count = 5").fetchall()
        return connection

    monkeypatch.setattr("app.vault.database.connect", connect_full)
    with pytest.raises(DiskFull) as caught:
        database.copy_to(tmp_path / "copy", KEY)
    assert caught.value.path == tmp_path / "copy"
    assert count(database) == 50


def test_a_copy_hides_a_broken_seal_so_it_is_never_trusted_alone(
    database: Database, path: Path, tmp_path: Path
) -> None:
    # What `copy_to` warns of, seen: nothing is raised, and the copy's seals are good.
    with database.transaction():
        database.execute("INSERT INTO note (words, day) VALUES (?, 1)", ("long " * 4000,))
    page = database.row("PRAGMA page_count")
    assert page is not None
    database.close()
    data = bytearray(path.read_bytes())
    data[(int(page[0]) - 1) * 4096 + 100] ^= 1
    path.write_bytes(data)
    with open_copy(path, KEY) as damaged:
        damaged.copy_to(tmp_path / "copy", KEY)
        assert damaged.faults() != ()
    with open_copy(tmp_path / "copy", KEY) as copy:
        assert copy.query("PRAGMA cipher_integrity_check") == []


def test_a_copy_to_nowhere_is_a_fact(database: Database, tmp_path: Path) -> None:
    with pytest.raises(StorageFailed) as caught:
        database.copy_to(tmp_path / "gone" / "copy", KEY)
    assert caught.value.path == tmp_path / "gone" / "copy"


def test_a_journal_with_content_is_never_removed(path: Path) -> None:
    journal = path.with_name(path.name + "-journal")
    journal.touch()
    remove_journal(path)
    assert not journal.exists()
    journal.write_bytes(b"needed")
    with pytest.raises(VaultDamaged):
        remove_journal(path)
    assert journal.exists()


# What the machine does wrong (R4)


def test_a_full_disk_loses_nothing(database: Database) -> None:
    pages = database.row("PRAGMA page_count")
    assert pages is not None
    database.query(f"PRAGMA max_page_count = {int(pages[0]) + 3}")
    for _ in range(20):
        with pytest.raises(DiskFull):
            add_notes(database, 200)
        assert (count(database), database.in_transaction) == (50, False)
    assert database.faults() == ()
    database.query("PRAGMA max_page_count = 1000000")
    add_notes(database, 200)
    assert count(database) == 250
    database.close()


LIMITED = """
import resource, sys
from pathlib import Path
from app.vault.faults import VaultError
from app.vault.sql_faults import SqlError
from app.vault.database import Database
from tests.app.vault.builders import SCHEMA, add_notes
path, pages = Path(sys.argv[1]), int(sys.argv[2])
database = Database.open(path, b"k" * 32, schema=SCHEMA)
limit = path.stat().st_size + pages * 4096 if pages >= 0 else resource.RLIM_INFINITY
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
said, committed = "no error", 0
for _ in range(8):
    try:
        add_notes(database, 5)
        committed += 5
    except VaultError as error:
        said = type(error).__name__
        assert database.row("SELECT count(*) FROM note") == (50 + committed,)
        break
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
if said != "no error":
    add_notes(database, 5)
    committed += 5
print(said, committed, *database.faults())
database.close()
"""


@pytest.mark.parametrize("pages", [0, 1, 2, 4])
def test_an_input_output_error_loses_nothing(database: Database, path: Path, pages: int) -> None:
    database.close()
    run = run_python("-c", LIMITED, str(path), str(pages))
    assert run.stderr == ""
    said, committed = run.stdout.split()
    assert said == "StorageFailed"
    with open_copy(path, KEY) as again:
        assert count(again) == 50 + int(committed)
        assert again.faults() == ()


def test_without_the_limit_there_is_no_error(database: Database, path: Path) -> None:
    database.close()
    run = run_python("-c", LIMITED, str(path), "-1")
    assert (run.stdout.split(), run.stderr) == (["no", "error", "40"], "")


def test_a_vault_that_cannot_be_rolled_back_is_used_no_more(database: Database) -> None:
    database._broken = True
    with pytest.raises(StorageFailed):
        database.query("SELECT 1")
