"""Say what of a record its author may amend, and what may be filed in error.

What moves something else (who does an action, by when, who looks after a concern, which child
was meant) is changed by a record of its own, so that what stood before stays visible: it is fixed
here. The children of a record are never amended: one too many is filed in error, one too few is
named in a note or a new record.
"""

from __future__ import annotations

from app.records.declared import fields_of
from app.records.document import FILE_FACTS
from app.records.record import Record
from app.records.system import SystemRecord

FIXED: dict[str, frozenset[str]] = {
    "action": frozenset({"who", "due"}),
    "action.reassigned": frozenset({"who"}),
    "action.redated": frozenset({"due", "was"}),
    "assigned": frozenset({"who"}),
    "matched": frozenset({"key"}),
    "document": FILE_FACTS,
}
_CORRECTIONS = frozenset({"amendment", "filed_in_error", "put_back"})
# What somebody without an account left unfinished stays as it came.
_AS_THEY_CAME = frozenset({"unfinished"})


def fixed_fields(cls: type[Record]) -> frozenset[str]:
    """Return the fields of a kind that an amendment leaves as they are."""
    return FIXED.get(cls.kind.code, frozenset())


def may_be_amended(cls: type[Record]) -> bool:
    """Say whether the author of a record of this kind may amend it."""
    if not can_be_in_error(cls) or cls.kind.code in _AS_THEY_CAME:
        return False
    asked = {field.name for field in fields_of(cls) if field.ask}
    return bool(asked - fixed_fields(cls))


def can_be_in_error(cls: type[Record]) -> bool:
    """Say whether a record of this kind may be filed in error."""
    own = cls.kind.in_file and not issubclass(cls, SystemRecord)
    return own and cls.kind.code not in _CORRECTIONS
