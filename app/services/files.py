"""Open children's files and records: each opening is logged, then answered."""

from __future__ import annotations

from app.base.errors import RuleError
from app.ledger.log import write_log
from app.ledger.values import Entry
from app.rules.child_file import ChildFile
from app.services.concerns import RecordUnknown
from app.views.child_file import ChildFileView
from app.views.records import RecordPage, RecordView
from app.views.roll import RollView
from app.views.vaults import Vaults


class ChildUnknown(RuleError):
    """There is no such child on the roll."""


class Files:
    """Open files and records in the name of the person signed in."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._vaults = vaults
        self._log = vaults.children
        self._roll = RollView(vaults)
        self._files = ChildFileView(vaults)
        self._records = RecordView(vaults)

    def open_file(self, child: str) -> ChildFile:
        """Log that a child's file is opened, then return it (ChildUnknown)."""
        card = self._roll.child(child)
        if card is None:
            raise ChildUnknown(child)
        self._write("file_opened", {"child": card.id})
        return self._files.file(card)

    def see_file(self, child: str) -> ChildFile:
        """Return a file that is open already, asked again after a change; nothing is logged."""
        card = self._roll.child(child)
        if card is None:
            raise ChildUnknown(child)
        return self._files.file(card)

    def open_record(self, record: str, *, found: bool = False) -> RecordPage:
        """Log that a record is opened (from the find box if `found`), then return its page."""
        page = self.see_record(record)
        self._write("record_opened", {"record": record, "found": found})
        return page

    def see_record(self, record: str) -> RecordPage:
        """Return a record's page that is open already; nothing is logged (RecordUnknown)."""
        page = self._records.page(record)
        if page is None:
            raise RecordUnknown(record)
        return page

    def listing(self) -> list[Entry]:
        """Return every entry of *children* without its content, oldest first; it is logged."""
        self._write("listed", {})
        return self._log.everything()

    def _write(self, what: str, detail: dict[str, object]) -> None:
        with self._log.db.transaction():
            write_log(self._log, what, {**detail, "by": self._vaults.me.id})
