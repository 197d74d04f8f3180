"""Write a note about children, and keep what is dated on their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.base.errors import InputError
from app.records.check import check
from app.records.family import Contact, Ended, Household, Status
from app.records.header import ChildAs, Link
from app.records.note import Note
from app.records.police_notification import PoliceNotification
from app.services.changes import Change
from app.services.concerns import RecordUnknown, require_children
from app.services.writer import Writer

DATED: dict[str, type[Contact | Household | Status]] = {
    cls.kind.code: cls for cls in (Contact, Household, Status)
}


class Notes:
    """Record calls, e-mails, visits and meetings at session strength."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children

    def write(
        self,
        children: Sequence[ChildAs],
        answers: Mapping[str, Any],
        *,
        about: str = "",
        replaces: str = "",
    ) -> Change:
        """Write a note about children: about a record, or in place of one filed in error."""
        problems = require_children(children)
        if problems:
            raise InputError(problems)
        links = [Link(about, "about")] if about else []
        links += [Link(replaces, "replaces")] if replaces else []
        writing = self._writer.writing(check(Note, answers), children=children, links=links)
        return self._writer.commit(self._ledger, [writing])


class PoliceNotifications:
    """Keep what the police told the school about children, at session strength."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children

    def keep(
        self, children: Sequence[ChildAs], answers: Mapping[str, Any], *, about: str = ""
    ) -> Change:
        """Keep a notification on the files of children, for a concern if one is named."""
        problems = require_children(children)
        if problems:
            raise InputError(problems)
        record = check(PoliceNotification, answers)
        links = [Link(about, "about")] if about else []
        writing = self._writer.writing(record, children=children, links=links)
        return self._writer.commit(self._ledger, [writing])


class Family:
    """Keep household, contacts and statuses: dated records, ended and never changed."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children

    def add(
        self,
        kind: str,
        children: Sequence[ChildAs],
        answers: Mapping[str, Any],
        *,
        replaces: str = "",
    ) -> Change:
        """Add a household member, contact or status, perhaps for one that was filed in error."""
        problems = require_children(children)
        if problems:
            raise InputError(problems)
        record = check(DATED[kind], answers)
        links = [Link(replaces, "replaces")] if replaces else []
        writing = self._writer.writing(record, children=children, links=links)
        return self._writer.commit(self._ledger, [writing])

    def end(self, dated: str, answers: Mapping[str, Any]) -> Change:
        """End a dated record on a day (RecordUnknown)."""
        whole = self._ledger.whole(dated)
        if whole is None or not isinstance(whole.record, tuple(DATED.values())):
            raise RecordUnknown(dated)
        writing = self._writer.writing(
            check(Ended, answers), children=whole.header.children, links=[Link(dated, "ends")]
        )
        return self._writer.commit(self._ledger, [writing])
