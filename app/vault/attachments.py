"""Keep attached documents in yearly encrypted files beside their vault.

The key of each file stands in the vault. A document is committed here before the entry that names
it; so a kill leaves at most one that no entry names.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from app.base.errors import VaultError
from app.base.ids import new_id
from app.vault.database import Database, Step
from app.vault.faults import VaultDamaged, sorting_os
from app.vault.files import move, sync_file
from app.vault.folder import SchoolFolder
from app.vault.hashing import sha256, sha256_of_file
from app.vault.locks import new_key
from app.vault.migrate import shipped

PIECE_BYTES = 1 << 20
MOST_BYTES = 40 << 20
YEAR_SCHEMA = shipped("year_schema")

_KEYS = "SELECT year, key FROM attachment_key ORDER BY year, version"
_KEYS_THERE = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'attachment_key'"
_NEW_KEY = (
    "INSERT INTO attachment_key"
    " SELECT ?1, coalesce(max(version), 0) + 1, ?2 FROM attachment_key WHERE year = ?1"
)
_GENERATION = re.compile(r"[a-z]+\.([1-9][0-9]*)\.(vault|verifying)")
_PIECES = "SELECT content FROM piece WHERE attachment = ? ORDER BY number"


class AttachmentMissing(VaultError):
    """A document that an entry names is not in its year's file."""


class AttachmentChanged(VaultError):
    """A document is not, byte for byte, what was attached."""


class YearFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name one year's file of a vault, of the vault's own generation, and its key of 32 bytes."""

    vault: str
    year: int
    generation: int
    key: bytes

    @property
    def name(self) -> str:
        """Return the file's name without its generation: children-2026."""
        return f"{self.vault}-{self.year:04d}"

    def path(self, folder: SchoolFolder) -> Path:
        """Return where the file lies."""
        return folder.vault(self.name, self.generation)


class Held(msgspec.Struct, frozen=True):
    """Hold what a year's file says of one document: its id, size in bytes and SHA-256."""

    id: str
    size: int
    sha256: bytes


def new_attachment_id(year: int) -> str:
    """Return a new document's id: its year, a hyphen, and 32 hexadecimal characters."""
    return f"{year:04d}-{new_id()}"


def year_of(attachment: str) -> int:
    """Return the year in whose file a document lies; 0 when the id names none."""
    year = attachment.partition("-")[0]
    return int(year) if year.isdecimal() else 0


# ------------------------------------------------------------------ which files there are


def year_files(db: Database, vault: str) -> tuple[YearFile, ...]:
    """Return the file of each year that an open vault has a key for."""
    if db.row(_KEYS_THERE) is None:
        return ()
    generation = generation_of(db.path)
    newest = {row[0]: YearFile(vault, row[0], generation, row[1]) for row in db.query(_KEYS)}
    return tuple(newest.values())


def enter_year_key(db: Database, file: YearFile) -> None:
    """Write which key opens a year's file from now on, in the caller's transaction."""
    db.execute(_NEW_KEY, (file.year, file.key))


def year_file(db: Database, vault: str, year: int) -> YearFile:
    """Return a year's file, entering a key for a year that has none yet."""
    known = {file.year: file for file in year_files(db, vault)}
    if year in known:
        return known[year]
    made = YearFile(vault=vault, year=year, generation=generation_of(db.path), key=new_key())
    with db.transaction():
        enter_year_key(db, made)
    return made


def generation_of(path: Path) -> int:
    """Return a vault file's generation by its name; 1 for a name that tells none."""
    match = _GENERATION.match(path.name)
    return int(match[1]) if match else 1


# ------------------------------------------------------------------ one file, any thread


class _Gate:
    """Let several read the yearly files at once, or one write; between threads of this process."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers = 0
        self._writing = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Wait until nobody writes."""
        with self._changed:
            self._changed.wait_for(lambda: not self._writing)
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Wait until nobody reads or writes."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._writing or self._readers))
            self._writing = True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self._changed.notify_all()


GATE = _Gate()


def put(folder: SchoolFolder, file: YearFile, attachment: str, data: bytes) -> Held:
    """Commit a document under an id, durably; return its size and digest. Any thread.

    An empty one or one of more than MOST_BYTES is a bug here. The leaves of StorageFailed.
    """
    if not 0 < len(data) <= MOST_BYTES:
        message = f"a document has 1 to {MOST_BYTES} bytes, not {len(data)}"
        raise ValueError(message)
    held = Held(id=attachment, size=len(data), sha256=sha256(data))
    with GATE.writing(), _writable(folder, file) as year, year.transaction():
        year.execute("INSERT INTO attachment VALUES (?, ?, ?)", msgspec.structs.astuple(held))
        year.executemany(
            "INSERT INTO piece VALUES (?, ?, ?)",
            (
                (held.id, number, data[at : at + PIECE_BYTES])
                for number, at in enumerate(range(0, len(data), PIECE_BYTES), start=1)
            ),
        )
    return held


def get(folder: SchoolFolder, file: YearFile, attachment: str) -> bytes:
    """Return a document, checked against the digest beside it; any thread.

    AttachmentMissing, AttachmentChanged, VaultDamaged, and the leaves of StorageFailed.
    """
    with GATE.reading(), open_year(file.path(folder), file.key) as year:
        rows = year.query("SELECT id, size, sha256 FROM attachment WHERE id = ?", (attachment,))
        if not rows:
            raise AttachmentMissing(attachment)
        data = b"".join(row[0] for row in year.query(_PIECES, (attachment,)))
    if Held(*rows[0]) != Held(attachment, len(data), sha256(data)):
        raise AttachmentChanged(attachment)
    return data


def remove_unnamed(folder: SchoolFolder, file: YearFile, named: Callable[[str], bool]) -> int:
    """Remove documents that no entry names; return how many went. Any thread.

    The file is written to only when there is such a one.
    """
    path = file.path(folder)
    if not path.exists():
        return 0
    with GATE.writing():
        with open_year(path, file.key) as year:
            gone = [one for one in held_in(year) if not named(one)]
        if not gone:
            return 0
        with _writable(folder, file) as year, year.transaction():
            for one in gone:
                year.execute("DELETE FROM piece WHERE attachment = ?", (one,))
                year.execute("DELETE FROM attachment WHERE id = ?", (one,))
    return len(gone)


def open_year(path: Path, key: bytes) -> Database:
    """Open a year's file for reading (FileMissing, WrongKey, VaultDamaged, VaultInUse)."""
    journal = path.with_name(path.name + "-journal")
    if journal.exists() and journal.stat().st_size:
        Database.open(path, key, schema=YEAR_SCHEMA).close()  # undoes what a kill left half done
    return Database.open(path, key, schema=YEAR_SCHEMA, read_only=True)


def held_in(year: Database) -> dict[str, Held]:
    """Return what an open year's file says it holds, by id."""
    rows = year.query("SELECT id, size, sha256 FROM attachment ORDER BY id")
    return {row[0]: Held(*row) for row in rows}


def is_whole(year: Database, held: Held) -> bool:
    """Read every byte of a document and say whether it is as it was attached.

    VaultDamaged and the leaves of StorageFailed; the file must be opened anew after them.
    """
    data = b"".join(row[0] for row in year.query(_PIECES, (held.id,)))
    return Held(held.id, len(data), sha256(data)) == held


def _writable(folder: SchoolFolder, file: YearFile) -> Database:
    path = file.path(folder)
    if path.exists():
        return Database.open(path, file.key, schema=YEAR_SCHEMA)
    return Database.create(path, file.key, schema=YEAR_SCHEMA)


# ------------------------------------------------------------------ copies


def copy_year(
    source: Path,
    target: Path,
    key: bytes,
    *,
    earlier: Path | None = None,
    step: Step | None = None,
) -> None:
    """Copy a year's file byte for byte while nobody writes to it, durably; any thread.

    Where `earlier` has the same bytes and the medium can share them, nothing is written. `step`
    is called with bytes done and in all. The leaves of StorageFailed.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    with GATE.reading():
        open_year(source, key).close()  # undoes what a kill left half done
        if earlier is None or not _shared(source, earlier, part):
            _copy_bytes(source, part, step)
    sync_file(part)
    move(part, target)


def _shared(source: Path, earlier: Path, target: Path) -> bool:
    """Give a file's bytes a second name, if they are the same; not every medium can."""
    try:
        if earlier.stat().st_size != source.stat().st_size:
            return False
        if sha256_of_file(earlier) != sha256_of_file(source):
            return False
        os.link(earlier, target)
    except OSError:
        return False
    return True


def _copy_bytes(source: Path, target: Path, step: Step | None) -> None:
    total, done = source.stat().st_size, 0
    with sorting_os(target), source.open("rb") as old, target.open("xb") as new:
        while piece := old.read(PIECE_BYTES):
            new.write(piece)
            done += len(piece)
            if step is not None:
                step(done, total)


def copy_to_new_key(
    folder: SchoolFolder, file: YearFile, *, generation: int, step: Step | None = None
) -> YearFile:
    """Copy a year's file for a vault of a new generation, under a new key; return the copy's.

    Slow, any thread; every byte of the copy is checked. `enter_year_key` then writes the key into
    the vault of that generation. A year whose file was never made only gets a new key.
    VaultDamaged, AttachmentChanged and the leaves of StorageFailed; the old file stands as it was.
    """
    new = msgspec.structs.replace(file, generation=generation, key=new_key())
    source, target = file.path(folder), new.path(folder)
    if not source.exists():
        return new
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    with GATE.reading():
        with open_year(source, file.key) as year:
            refuse_damaged(year, source)
            wanted = tuple(held_in(year).values())
            year.copy_to(part, new.key, step=step)
        with open_year(part, new.key) as copy:
            refuse_damaged(copy, part)
            if not all(is_whole(copy, one) for one in wanted):
                raise AttachmentChanged(file.name)
    sync_file(part)
    move(part, target)
    return new


def refuse_damaged(year: Database, path: Path) -> None:
    """Check page seals and structure of an open file (VaultDamaged)."""
    faults = year.faults(writing=False)
    if faults:
        raise VaultDamaged(path, faults[0])
