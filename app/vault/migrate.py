"""Bring a file's schema up to date by numbered, frozen steps: the only maintenance mode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

import msgspec
from sqlcipher3 import dbapi2

from app.vault.faults import VaultDamaged, VaultTooNew, VaultTooOld, copy_fault
from app.vault.files import move, sync_file
from app.vault.integrity import faults_of, search_tables
from app.vault.sql_faults import SqlError
from app.vault.sqlcipher import (
    Connection,
    Row,
    begin_maintenance,
    close_to_statements,
    connect,
    connect_existing,
    copy_pages,
    run,
)

APPLICATION_ID = 0x526F776E  # "Rown"


class Migration(msgspec.Struct, frozen=True):
    """Name one step: its number from 1, a name, and its statements."""

    number: int
    name: str
    sql: str


class SchemaWrong(RuntimeError):
    """A step leaves something that the rules of a vault forbid: a bug in the step."""


def shipped(schema: str = "schema") -> tuple[Migration, ...]:
    """Return the steps in `app/vault/schema`, in order; each file is `NNNN_name.sql`.

    `year_schema` holds those of the yearly files of attached documents.
    """
    folder = resources.files("app.vault") / schema
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=_name)
    return tuple(
        Migration(
            number=int(file.name[:4]),
            name=file.name.removesuffix(".sql"),
            sql=file.read_text(encoding="utf-8"),
        )
        for file in files
    )


def _name(file: resources.abc.Traversable) -> str:
    return file.name


def statements(sql: str) -> Iterator[str]:
    """Yield the statements of a script one by one; triggers hold semicolons of their own."""
    pending = ""
    *pieces, rest = sql.split(";")
    for piece in pieces:
        pending += piece + ";"
        if dbapi2.complete_statement(pending):
            yield pending.strip()
            pending = ""
    rest = pending + rest
    if any(line.strip() and not line.strip().startswith("--") for line in rest.splitlines()):
        message = f"a statement has no end: {rest.strip()[-60:]}"
        raise SchemaWrong(message)


def version_of(connection: Connection, path: Path, steps: Sequence[Migration]) -> int:
    """Return how many steps a file has had; refuse newer and foreign files, touching nothing."""
    version = _number(connection, path, "PRAGMA user_version")
    application = _number(connection, path, "PRAGMA application_id")
    if application != APPLICATION_ID and (version or application or _tables(connection, path)):
        raise VaultDamaged(path, "another program's file")
    if version > len(steps):
        raise VaultTooNew(path, version, len(steps))
    return version


def bring_up(connection: Connection, path: Path, steps: Sequence[Migration]) -> None:
    """Apply each missing step with its number in one transaction; a failed step leaves nothing."""
    begin_maintenance(connection)
    for step in steps[version_of(connection, path, steps) :]:
        run(connection, path, "BEGIN IMMEDIATE")
        try:
            for statement in statements(step.sql):
                run(connection, path, statement)
            run(connection, path, f"PRAGMA application_id = {APPLICATION_ID}")
            run(connection, path, f"PRAGMA user_version = {step.number}")
            run(connection, path, "COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def hand_out(connection: Connection, path: Path, temp_schema: Sequence[str]) -> None:
    """Make the TEMP tables, check the schema's own rules, and end maintenance."""
    begin_maintenance(connection)
    for statement in temp_schema:
        run(connection, path, statement)
    _assert_rules(connection, path)
    close_to_statements(connection)


def open_current(
    path: Path, key: bytes, steps: Sequence[Migration], *, writing: bool
) -> tuple[Connection, int]:
    """Open a file, brought up to date if it is older; return it with the version found.

    An older file is first copied aside, verified, as `<name>.v<version>`. A file opened for
    reading only is not brought up: VaultTooOld.
    """
    _assert_numbered(steps)
    connection = connect_existing(path, key, writing=writing)
    try:
        found = version_of(connection, path, steps)
        if found < len(steps):
            _refuse_reading(path, found, len(steps), writing=writing)
            if found:
                _copy_aside(connection, path, key, found)
            bring_up(connection, path, steps)
    except BaseException:
        connection.close()
        raise
    return connection, found


def _refuse_reading(path: Path, found: int, known: int, *, writing: bool) -> None:
    if not writing:
        raise VaultTooOld(path, found, known)


def begin_file(path: Path, key: bytes, steps: Sequence[Migration]) -> None:
    """Build a new file with every step, then close it."""
    _assert_numbered(steps)
    connection = connect(path, key)
    try:
        bring_up(connection, path, steps)
    finally:
        connection.close()


def _copy_aside(connection: Connection, path: Path, key: bytes, version: int) -> None:
    aside = path.with_name(f"{path.name}.v{version}")
    part = aside.with_name(aside.name + ".part")
    part.unlink(missing_ok=True)
    _refuse_damaged(connection, path)  # the copy would hide it
    target = connect(part, key)
    try:
        copy_pages(connection, target, pages=-1, slices=_no_progress)
    except SqlError as error:
        raise copy_fault(error, source=path, target=part) from error
    finally:
        target.close()
    sync_file(part)
    copy = connect_existing(part, key)
    try:
        _refuse_damaged(copy, part)
    finally:
        copy.close()
    part.with_name(part.name + "-journal").unlink(missing_ok=True)
    move(part, aside)


def _refuse_damaged(connection: Connection, path: Path) -> None:
    faults = faults_of(lambda sql: run(connection, path, sql))
    if faults:
        raise VaultDamaged(path, faults[0])


def _no_progress(_done: int, _total: int) -> None:
    """Go on."""


def _assert_numbered(steps: Sequence[Migration]) -> None:
    if not steps or [step.number for step in steps] != list(range(1, len(steps) + 1)):
        message = "steps are numbered 1, 2, 3 … without gaps"
        raise SchemaWrong(message)


def _assert_rules(connection: Connection, path: Path) -> None:
    """Refuse tables that are not STRICT and search tables that keep deleted words."""

    def ask(sql: str) -> list[Row]:
        return run(connection, path, sql)

    loose = [
        str(name)
        for _, name, kind, _, _, strict in ask("PRAGMA table_list")
        if kind == "table" and not strict and not str(name).startswith("sqlite_")
    ]
    if loose:
        message = f"tables that are not STRICT: {', '.join(loose)}"
        raise SchemaWrong(message)
    for name in search_tables(ask):
        config = '"' + f"{name}_config".replace('"', '""') + '"'
        if ask(f"SELECT v FROM {config} WHERE k = 'secure-delete'") != [(1,)]:  # noqa: S608
            message = f"search table {name} would keep deleted words"
            raise SchemaWrong(message)


def _tables(connection: Connection, path: Path) -> int:
    return _number(connection, path, "SELECT count(*) FROM sqlite_schema")


def _number(connection: Connection, path: Path, sql: str) -> int:
    return int(run(connection, path, sql)[0][0])
