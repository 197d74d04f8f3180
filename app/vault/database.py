"""Hold one open encrypted file: rows in, rows out, one transaction at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from app.vault.faults import StorageFailed, VaultDamaged, copy_fault
from app.vault.files import move, sync_file
from app.vault.integrity import faults_of
from app.vault.migrate import Migration, begin_file, hand_out, open_current, shipped
from app.vault.sql_faults import SqlError, sorting_sql
from app.vault.sqlcipher import Connection, Row, assert_settings, connect, copy_pages

#: Called between two slices of a copy with pages done and pages in all; raise to stop.
Step = Callable[[int, int], None]

COPY_PAGES = 100


class WrongThread(RuntimeError):
    """A vault was used from another thread than the one that opened it: a bug."""


class NoTransaction(RuntimeError):
    """A row was written outside a transaction, or a transaction begun inside another: a bug."""


class CopyStopped(Exception):
    """A copy was stopped because its vault is being closed."""


class Database:
    """Hold one open SQLCipher file; only `copy_to` may be called from another thread."""

    def __init__(self, connection: Connection, path: Path, *, found_version: int) -> None:
        """Take over a connection that `open` or `create` has prepared."""
        self.path = path
        #: The schema's version when the file was opened; lower than now when it was brought up.
        self.found_version = found_version
        self._connection = connection
        self._thread = threading.get_ident()
        self._copying = threading.Lock()
        self._closing = False
        self._broken = False

    @classmethod
    def create(
        cls,
        path: Path,
        key: bytes,
        *,
        schema: Sequence[Migration] | None = None,
        temp_schema: Sequence[str] = (),
    ) -> Database:
        """Make a new file, verify it, and open it; FileExistsError when there is one."""
        if path.exists():
            raise FileExistsError(path.name)
        steps = shipped() if schema is None else schema
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        begin_file(part, key, steps)
        with cls.open(part, key, schema=steps) as built:
            faults = built.faults()
        if faults:
            raise VaultDamaged(part, faults[0])
        sync_file(part)
        remove_journal(part)
        move(part, path)
        return cls.open(path, key, schema=steps, temp_schema=temp_schema)

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        schema: Sequence[Migration] | None = None,
        temp_schema: Sequence[str] = (),
        read_only: bool = False,
    ) -> Database:
        """Open a file under its raw key of 32 bytes, bringing its schema up to date.

        FileMissing, WrongKey, VaultInUse, VaultDamaged, VaultTooNew, VaultTooOld (read only),
        and the leaves of StorageFailed.
        """
        steps = shipped() if schema is None else schema
        connection, found = open_current(path, key, steps, writing=not read_only)
        try:
            hand_out(connection, path, temp_schema)
        except BaseException:
            connection.close()
            raise
        return cls(connection, path, found_version=found)

    # -------------------------------------------------------------- rows

    def query(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """Return every row of a question."""
        connection = self._usable()
        with sorting_sql(self.path):
            return connection.execute(sql, params).fetchall()

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """Return the first row of a question, or None."""
        connection = self._usable()
        with sorting_sql(self.path):
            cursor = connection.execute(sql, params)
            first = cursor.fetchone()
            cursor.fetchall()  # a statement left half read would hold the transaction open
            return first

    def execute(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Write rows inside a transaction and return how many changed."""
        connection = self._writable()
        with sorting_sql(self.path):
            return connection.execute(sql, params).rowcount

    def executemany(self, sql: str, params: Iterable[Sequence[Any]]) -> int:
        """Write many rows by one statement inside a transaction; return how many changed."""
        connection = self._writable()
        with sorting_sql(self.path):
            return connection.executemany(sql, params).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of it durably, or nothing: any exception undoes it. Never nested."""
        connection = self._usable()
        if connection.in_transaction:
            message = "a transaction was begun inside another"
            raise NoTransaction(message)
        try:
            with sorting_sql(self.path):
                connection.execute("BEGIN IMMEDIATE")
            yield
            with sorting_sql(self.path):
                connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    @property
    def changes(self) -> int:
        """Return how many rows were changed since opening."""
        return self._usable().total_changes

    @property
    def in_transaction(self) -> bool:
        """Say whether a transaction is open."""
        return self._usable().in_transaction

    # -------------------------------------------------------------- the file

    def faults(self, *, writing: bool = True) -> tuple[str, ...]:
        """Check page seals, structure, references and search index; return what is wrong."""
        return faults_of(self.query, writing=writing)

    def assert_settings(self) -> None:
        """Read back every setting (SettingRefused)."""
        assert_settings(self._usable())

    def copy_to(
        self, path: Path, key: bytes, *, pages: int = COPY_PAGES, step: Step | None = None
    ) -> None:
        """Copy the file, encrypted under a key, while it is in use; any thread may ask.

        `step` is called after each slice; what it raises stops the copy and comes out here, as
        does CopyStopped when the vault is closed meanwhile. The new file is durable on return.
        It counts only once its content was checked by digests: SQLCipher copies a page whose
        seal is broken as a blank one, sealed anew.
        """

        def slices(done: int, total: int) -> None:
            if self._closing:
                raise CopyStopped
            if step is not None:
                step(done, total)

        with self._copying:
            if self._closing:
                raise CopyStopped
            target = connect(path, key)
            try:
                copy_pages(self._connection, target, pages=pages, slices=slices)
            except SqlError as error:
                raise copy_fault(error, source=self.path, target=path) from error
            finally:
                target.close()
            remove_journal(path)
        sync_file(path)

    def close(self) -> None:
        """Close the file; a copy being made stops at its next slice."""
        self._on_own_thread()
        self._closing = True
        with self._copying:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -------------------------------------------------------------- inside

    def _usable(self) -> Connection:
        self._on_own_thread()
        if self._closing:
            message = "the vault is closed"
            raise RuntimeError(message)
        if self._broken:
            raise StorageFailed(self.path, "could not be brought back to its last whole state")
        return self._connection

    def _writable(self) -> Connection:
        connection = self._usable()
        if not connection.in_transaction:
            message = "rows are written inside a transaction"
            raise NoTransaction(message)
        return connection

    def _on_own_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise WrongThread(self.path.name)

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except SqlError:
            # The journal brings the file back when it is next opened; until then use nothing.
            self._broken = True


def remove_journal(path: Path) -> None:
    """Remove the empty journal that a closed file leaves; one with content is still needed."""
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        if journal.stat().st_size:
            raise VaultDamaged(path, "a journal with content is left")
        journal.unlink()
