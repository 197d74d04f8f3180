"""Attach documents, read them, and hand out copies; each opening and each copy is logged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakSet

from app.base.errors import InputError, RuleError
from app.ledger.attachments import HOLDS, named
from app.ledger.ledger import Ledger
from app.ledger.log import log_lines, write_log
from app.printing.foreign import Reader
from app.records.check import check, clean
from app.records.document import FILE_FACTS, MOST_BYTES, Document
from app.records.fields import SHORT_LENGTH
from app.records.header import ChildAs, Link
from app.records.media import media_of
from app.services.changes import Change
from app.services.concerns import RecordUnknown, require_children
from app.services.sign_in import Alarm
from app.services.writer import Writer
from app.vault.attachments import (
    AttachmentChanged,
    AttachmentMissing,
    Held,
    YearFile,
    get,
    new_attachment_id,
    put,
    remove_unnamed,
    year_file,
    year_files,
    year_of,
)
from app.vault.faults import sorting_os
from app.vault.files import write_atomic
from app.vault.folder import SchoolFolder
from app.vault.hashing import sha256
from app.views.documents import ABOUT, Attached, DocumentsView

MEGABYTE = 1 << 20
_KEPT = "attachments_kept"
_ENTRIES_MISSING = frozenset({"head_missing", "heads_damaged", "lost_at_restore", "restored"})
DocumentReader = Reader
"""What draws a foreign file, for screens that must not know where."""


class FileEmpty(RuleError):
    """The file holds nothing."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(name)
        self.name = name


class FileTooLarge(RuleError):
    """The file is larger than a document may be."""

    def __init__(self, name: str, size: int) -> None:
        """Name the file and its size in bytes."""
        super().__init__(name)
        self.name = name
        self.megabytes = -(-size // MEGABYTE)
        self.most = MOST_BYTES // MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Hold a file as it was read: its name, its bytes, and what it was found to be."""

    name: str
    data: bytes
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Say where a document's bytes lie and what they must be; `read` may be called anywhere."""

    folder: SchoolFolder
    file: YearFile
    held: Held

    def read(self) -> bytes:
        """Return the bytes as attached: slow, any thread.

        AttachmentMissing, AttachmentChanged, VaultDamaged and the leaves of StorageFailed.
        """
        data = get(self.folder, self.file, self.held.id)
        if sha256(data) != self.held.sha256:
            raise AttachmentChanged(self.held.id)
        return data

    def save_to(self, path: Path) -> None:
        """Write the bytes to a file that anybody can read: slow, any thread."""
        write_atomic(path, self.read())


def look_at(path: Path) -> Chosen:
    """Read a file that was chosen or dropped: slow, any thread.

    FileEmpty, FileTooLarge, and the leaves of StorageFailed.
    """
    with sorting_os(path), path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
        size = path.stat().st_size
    if not data:
        raise FileEmpty(path.name)
    if len(data) > MOST_BYTES:
        raise FileTooLarge(path.name, max(size, len(data)))
    return Chosen(name=short_name(path.name), data=data, media=media_of(data, path.name))


def short_name(name: str) -> str:
    """Return a file's name as a record keeps it: no control characters, at most 200 letters."""
    whole = clean(name.replace("\n", " ").replace("\t", " ")) or "file"
    if len(whole) <= SHORT_LENGTH:
        return whole
    stem, dot, ending = whole.rpartition(".")
    kept = f"{dot}{ending}" if stem and len(ending) <= 8 else ""  # noqa: PLR2004 - an ending
    return whole[: SHORT_LENGTH - len(kept) - 1] + "…" + kept


def source_of(ledger: Ledger, one: Attached) -> Source:
    """Return where a document's bytes lie (AttachmentMissing when its year has no key)."""
    files = {file.year: file for file in year_files(ledger.db, ledger.vault)}
    file = files.get(year_of(one.attachment))
    if file is None:
        raise AttachmentMissing(one.attachment)
    document = one.document
    held = Held(one.attachment, document.size, bytes.fromhex(document.sha256))
    return Source(folder=SchoolFolder(ledger.db.path.parent), file=file, held=held)


class Attachments:
    """Attach documents in the name of the person signed in, and open them again."""

    def __init__(self, writer: Writer, folder: SchoolFolder) -> None:
        """Take the writer of the person signed in and the school's folder."""
        self._writer = writer
        self._vaults = writer.vaults
        self._ledger = writer.vaults.children
        self._folder = folder
        self._view = DocumentsView(writer.vaults)
        self._mine: set[str] = set()
        self._readers: WeakSet[Reader] = WeakSet()

    def keeping(self, chosen: Chosen) -> Callable[[], Held]:
        """Return what commits a chosen file to this year's file: slow, any thread.

        The first of a year makes that year's key. Until `attach` names it, it counts for nothing.
        """
        year = self._vaults.clock.now().day().year
        file = year_file(self._ledger.db, self._ledger.vault, year)
        attachment = new_attachment_id(year)
        self._mine.add(attachment)
        return lambda: put(self._folder, file, attachment, chosen.data)

    def attach(
        self,
        kept: Held,
        chosen: Chosen,
        children: Sequence[ChildAs],
        answers: Mapping[str, Any],
        *,
        about: str = "",
        replaces: str = "",
    ) -> Change:
        """Record a committed file as a document of children, for a record if one is named.

        `replaces` names the document that was filed in error for another child.
        """
        problems = require_children(children)
        if problems:
            raise InputError(problems)
        links = [Link(kept.id, HOLDS)]
        links += [Link(about, ABOUT)] if about else []
        links += [Link(replaces, "replaces")] if replaces else []
        record = check(Document, {**answers, **facts_of(chosen)})
        writing = self._writer.writing(record, children=children, links=links)
        return self._writer.commit(self._ledger, [writing])

    def check(self, chosen: Chosen | None, answers: Mapping[str, Any]) -> None:
        """Say all that is wrong with answers before anything is committed (InputError)."""
        facts = facts_of(chosen) if chosen else {}
        try:
            check(Document, {**answers, **facts})
        except InputError as error:
            asked = {name: code for name, code in error.problems.items() if name not in FILE_FACTS}
            if asked:
                raise InputError(asked) from error

    def of_child(self, child: str) -> tuple[Attached, ...]:
        """Return every document in a child's file, the newest first."""
        return self._view.of_child(child)

    def of_record(self, record: str) -> tuple[Attached, ...]:
        """Return the documents attached to a record, the newest first."""
        return self._view.of_record(record)

    def open(self, record: str, *, in_error: bool = False) -> Attached:
        """Log that a document is opened, then return what is known of it (RecordUnknown).

        One that was filed in error is opened only where `in_error` says so.
        """
        found = self._view.one(record, in_error=in_error)
        if found is None:
            raise RecordUnknown(record)
        self._log("document_opened", {"record": record})
        return found

    def source(self, one: Attached) -> Source:
        """Return where a document's bytes lie (AttachmentMissing when its year has no key)."""
        return source_of(self._ledger, one)

    def reader(self) -> Reader:
        """Return what draws a foreign file in a process of its own; close it afterwards."""
        reader = Reader()
        self._readers.add(reader)
        return reader

    def stop(self) -> None:
        """Kill every process that draws a foreign file, and what it knows with it."""
        for reader in tuple(self._readers):
            reader.close()

    def enter_copy(self, one: Attached, path: Path) -> None:
        """Log that a copy leaves the encryption, before its bytes do."""
        self._log("document_saved", {"record": one.record, "to": str(path)})

    def tidying(self, alarms: Iterable[Alarm] = ()) -> Callable[[], int]:
        """Return what removes files that no entry names, such as a kill leaves: any thread.

        Nothing goes once an alarm said that entries are missing: those may be what names a file.
        """
        kept_before = bool(log_lines(self._ledger, newest=1, what=_KEPT))
        if not kept_before and any(alarm.code in _ENTRIES_MISSING for alarm in alarms):
            self._log(_KEPT, {})
            kept_before = True
        if kept_before:
            return lambda: 0
        files = year_files(self._ledger.db, self._ledger.vault)
        kept, mine, folder = frozenset(named(self._ledger)), self._mine, self._folder

        def tidy() -> int:
            return sum(
                remove_unnamed(folder, file, lambda one: one in kept or one in mine)
                for file in files
            )

        return tidy

    def tidied(self, count: int) -> None:
        """Log how many files were removed that no entry named."""
        if count:
            self._log("attachments_removed", {"count": count})

    def _log(self, what: str, detail: dict[str, object]) -> None:
        with self._ledger.db.transaction():
            write_log(self._ledger, what, {**detail, "by": self._vaults.me.id})


def facts_of(chosen: Chosen) -> dict[str, object]:
    """Return what a record says of its file."""
    return {
        "file_name": chosen.name,
        "media": chosen.media,
        "size": len(chosen.data),
        "sha256": sha256(chosen.data).hex(),
    }
