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
from app.records.correction import Amendment, FiledInError, PutBack
from app.records.decision import Decision
from app.records.document import Document
from app.records.family import Contact, Ended, Household, Status
from app.records.feedback import FeedbackGiven
from app.records.header import Header
from app.records.intake import TakenIn, Unfinished
from app.records.keys import (
    Acting,
    ActingSeen,
    KeysConfirmed,
    KeysRenewed,
    RecoverySheetMade,
    RecoveryUsed,
)
from app.records.note import Note
from app.records.old.concern_1 import Concern1
from app.records.police_notification import PoliceNotification
from app.records.reconsideration import Reconsideration, ReconsiderationAnswer
from app.records.record import Record
from app.records.register import AgencyEntry, ChildEntry, ChildMerged, PersonEntry
from app.records.roll import ChildRemoved, RollImported, RollUndone
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
    Document,
    PoliceNotification,
    Closure,
    Reopening,
    SameEvent,
    Matched,
    Household,
    Contact,
    Status,
    Ended,
    Amendment,
    FiledInError,
    PutBack,
    Reconsideration,
    ReconsiderationAnswer,
    TakenIn,
    Unfinished,
    FeedbackGiven,
    ChildEntry,
    ChildMerged,
    PersonEntry,
    AgencyEntry,
    ChildRemoved,
    RollImported,
    RollUndone,
    CertificateEntry,
    CertificateEnded,
    SchoolEntry,
    SettingChanged,
    Restored,
    Acting,
    ActingSeen,
    KeysConfirmed,
    KeysRenewed,
    RecoveryUsed,
    RecoverySheetMade,
)
OLD: tuple[type[Record], ...] = (Concern1,)
"""Earlier versions: what was written with them is shown and printed with them."""

NEWEST = {cls.kind.code: cls for cls in KINDS}
DECLARED = {(cls.kind.code, cls.kind.version): cls for cls in (*KINDS, *OLD)}


def of_version(code: str, version: int) -> type[Record] | None:
    """Return the declaration of a kind in one version, or None if this Rowan has none."""
    return DECLARED.get((code, version))


work_out(Header, *KINDS, *OLD)
