"""Open SQLCipher files with every setting made and read back: the one connection factory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2

from app.vault.faults import FileMissing, VaultDamaged, WrongKey
from app.vault.sql_faults import sorting_sql

KEY_BYTES = 32
PAGE_BYTES = 4096
BUSY_SECONDS = 0.25
COPY_PAUSE = 0.02
_STATEMENTS_KEPT = 400

Row = tuple[Any, ...]


class Cursor(Protocol):
    """What `app.vault` uses of a cursor."""

    @property
    def rowcount(self) -> int:
        """Return how many rows a statement changed."""

    def fetchall(self) -> list[Row]:
        """Return the rows that are left."""

    def fetchone(self) -> Row | None:
        """Return the next row."""

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """What `app.vault` uses of a connection: sqlcipher3 has no types of its own."""

    @property
    def in_transaction(self) -> bool:
        """Say whether a transaction is open."""

    @property
    def total_changes(self) -> int:
        """Return how many rows were changed since opening."""

    def execute(self, sql: str, params: Iterable[Any] = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, params: Iterable[Iterable[Any]], /) -> Cursor:
        """Run one statement for each row of values."""

    def set_key(self, key: str, /) -> None:
        """Give the key."""

    def set_authorizer(self, callback: Callable[..., int] | None, /) -> None:
        """Ask this before every statement is compiled."""

    def backup(
        self,
        target: Connection,
        *,
        pages: int,
        progress: Callable[[int, int, int], None],
        sleep: float,
    ) -> None:
        """Copy all pages."""

    def close(self) -> None:
        """Close the file."""


class SettingRefused(RuntimeError):
    """SQLCipher did not take a setting that the encryption relies on: a bug or a wrong build."""


# Each is set, then read back. The first three hold for the process or come before the key.
BEFORE_KEY = (("cipher_log_level", "NONE", "NONE"), ("cipher_memory_security", "ON", "1"))
AFTER_KEY = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("temp_store", "MEMORY", "2"),
    ("secure_delete", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("recursive_triggers", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
    ("cache_size", "-65536", "-65536"),
    ("fullfsync", "ON", "1"),
    ("synchronous", "FULL", "2"),
)
WRITING = (("journal_mode", "TRUNCATE", "truncate"),)
# What the build must have and no statement here changes.
BUILT_IN = (
    ("cipher_use_hmac", "1"),
    ("cipher_plaintext_header_size", "0"),
    ("cipher_page_size", str(PAGE_BYTES)),
    ("cipher_memory_security", "1"),
    ("cipher_status", "1"),
)
_TEMP_IN_MEMORY = frozenset({"TEMP_STORE=2", "TEMP_STORE=3"})


def connect(path: Path, key: bytes, *, writing: bool = True) -> Connection:
    """Open a file, or begin one, under a raw key of 32 bytes, with every setting asserted.

    WrongKey, VaultDamaged, VaultInUse and the leaves of StorageFailed.
    """
    if len(key) != KEY_BYTES:
        # A shorter text would silently be taken for a passphrase.
        message = f"a vault key has {KEY_BYTES} bytes, not {len(key)}"
        raise ValueError(message)
    with sorting_sql(path):
        connection = _bare(path, writing=writing)
    try:
        with sorting_sql(path):
            _prepare(connection, path, key, writing=writing)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_existing(path: Path, key: bytes, *, writing: bool = True) -> Connection:
    """Open a file that is there; one that is missing or too short is never begun anew."""
    if not path.is_file():
        raise FileMissing(path)
    if path.stat().st_size < PAGE_BYTES:
        raise VaultDamaged(path, "shorter than a page")
    return connect(path, key, writing=writing)


def _bare(path: Path, *, writing: bool) -> Connection:
    name = str(path) if writing else f"{path.resolve().as_uri()}?mode=ro"
    connection: Connection = dbapi2.connect(
        name,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # a copy is made from another thread; `Database` watches the rest
        cached_statements=_STATEMENTS_KEPT,
        uri=not writing,
    )
    return connection


def _prepare(connection: Connection, path: Path, key: bytes, *, writing: bool) -> None:
    for name, value, reply in BEFORE_KEY:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        _assert_setting(connection, name, reply)
    connection.set_key(f"x'{key.hex()}'")
    settings = AFTER_KEY + (WRITING if writing else ())
    _prove_key(connection, path)
    for name, value, _ in settings:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    assert_settings(connection, writing=writing)
    if writing:
        # Takes the file's lock, and EXCLUSIVE keeps it: a second program cannot even read.
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")


def _prove_key(connection: Connection, path: Path) -> None:
    try:
        with sorting_sql(path):
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except VaultDamaged as error:
        raise WrongKey(path) from error


def _assert_setting(connection: Connection, name: str, expected: str) -> None:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    found = None if row is None else str(row[0])
    if found != expected:
        message = f"{name} is {found}, not {expected}"
        raise SettingRefused(message)


def assert_settings(connection: Connection, *, writing: bool = True) -> None:
    """Read back every setting of a connection (SettingRefused)."""
    for name, _, reply in AFTER_KEY + (WRITING if writing else ()):
        _assert_setting(connection, name, reply)
    for name, reply in BUILT_IN:
        _assert_setting(connection, name, reply)
    options = {str(row[0]) for row in connection.execute("PRAGMA compile_options")}
    if not options & _TEMP_IN_MEMORY or "ENABLE_FTS5" not in options:
        message = "this build of SQLCipher may write temporary files in the clear, or has no FTS5"
        raise SettingRefused(message)


# ------------------------------------------------------------------ what statements may do

# SQLite's action codes, https://sqlite.org/c3ref/c_alter_table.html
_DELETE, _INSERT, _PRAGMA, _READ, _SELECT = 9, 18, 19, 20, 21
_TRANSACTION, _UPDATE, _FUNCTION, _RECURSIVE = 22, 23, 31, 33
_ALLOW, _DENY = 0, 1

_FREE = frozenset({_READ, _SELECT, _TRANSACTION, _RECURSIVE})
_WRITES = frozenset({_DELETE, _INSERT, _UPDATE})
_FUNCTIONS_REFUSED = frozenset(
    {"sqlcipher_export", "load_extension", "fts3_tokenizer", "writefile", "edit"}
)
_PRAGMAS_FREE = frozenset(
    {
        "integrity_check", "quick_check", "foreign_key_check", "cipher_integrity_check",
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
        "max_page_count",
    }
)  # fmt: skip
_PRAGMAS_READ = frozenset(
    {name for name, *_ in (*BEFORE_KEY, *AFTER_KEY, *WRITING, *BUILT_IN)}
    | {"user_version", "application_id", "data_version", "page_count", "freelist_count"}
    | {"compile_options", "page_size", "cipher_version", "schema_version"}
)


def _authorize(action: int, one: str | None, two: str | None, *_where: str | None) -> int:
    """Allow reading and writing rows; refuse what changes the schema, the key or the file."""
    if action in _FREE:
        return _ALLOW
    if action in _WRITES:
        return _DENY if (one or "").startswith("sqlite_") else _ALLOW
    if action == _FUNCTION:
        return _DENY if (two or "").lower() in _FUNCTIONS_REFUSED else _ALLOW
    if action == _PRAGMA:
        name = (one or "").lower()
        free = name in _PRAGMAS_FREE or (two is None and name in _PRAGMAS_READ)
        return _ALLOW if free else _DENY
    return _DENY


def close_to_statements(connection: Connection) -> None:
    """End maintenance: from here on the connection refuses all but reading and writing rows."""
    connection.set_authorizer(_authorize)


def begin_maintenance(connection: Connection) -> None:
    """Open a connection to changes of the schema; only `app.vault.migrate` calls this."""
    connection.set_authorizer(None)


def run(connection: Connection, path: Path, sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """Run one statement and return its rows; faults of the machine become VaultErrors."""
    with sorting_sql(path):
        return connection.execute(sql, params).fetchall()


def copy_pages(
    source: Connection, target: Connection, *, pages: int, slices: Callable[[int, int], None]
) -> None:
    """Copy every page, calling `slices` with pages done and in all after each `pages` of them.

    Errors of SQLite come out unsorted: whose they are only the caller can tell. A page of the
    source whose seal is broken raises nothing here: it arrives blank, and sealed anew.
    """
    status = 0

    def after_slice(code: int, left: int, total: int) -> None:
        nonlocal status
        status = code
        slices(total - left, total)

    # Small slices of writing, and no flush at the end while the source waits: whoever asked for
    # the copy flushes the closed file.
    target.execute("PRAGMA cache_size = -2048").fetchall()
    target.execute("PRAGMA synchronous = OFF").fetchall()
    try:
        source.backup(target, pages=pages, progress=after_slice, sleep=COPY_PAUSE)
    except dbapi2.Error as error:
        if getattr(error, "sqlite_errorcode", None) is None:
            vars(error)["sqlite_errorcode"] = status  # left out by the binding's backup()
        raise
