"""List every kind of record: one written tuple."""

from __future__ import annotations

from app.base.decoding import work_out
from app.records.acknowledged import Acknowledged
from app.records.action import (
    Action,
    ActionCancelled,
    ActionDone,
    ActionReassigned,
    ActionRedated,
    Assigned,
)
from app.records.closure import Closure, Matched, Reopening, SameEvent
from app.records.concern import Concern
from app.records.decision import Decision
from app.records.family import Contact, Ended, Household, Status
from app.records.header import Header
from app.records.note import Note
from app.records.record import Record
from app.records.register import AgencyEntry, ChildEntry, ChildMerged, PersonEntry
from app.records.system import (
    CertificateEnded,
    CertificateEntry,
    Restored,
    SchoolEntry,
    SettingChanged,
)

KINDS: tuple[type[Record], ...] = (
    Concern,
    Acknowledged,
    Decision,
    Action,
    ActionDone,
    ActionReassigned,
    ActionRedated,
    ActionCancelled,
    Assigned,
    Note,
    Closure,
    Reopening,
    SameEvent,
    Matched,
    Household,
    Contact,
    Status,
    Ended,
    ChildEntry,
    ChildMerged,
    PersonEntry,
    AgencyEntry,
    CertificateEntry,
    CertificateEnded,
    SchoolEntry,
    SettingChanged,
    Restored,
)

NEWEST = {cls.kind.code: cls for cls in KINDS}
DECLARED = {(cls.kind.code, cls.kind.version): cls for cls in KINDS}


def of_version(code: str, version: int) -> type[Record] | None:
    """Return the declaration of a kind in one version, or None if this Rowan has none."""
    return DECLARED.get((code, version))


work_out(Header, *KINDS)
