"""Say what verify found: a code, where, and the facts; and what it went through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Fault(Enum):
    """Name what can be wrong with a ledger."""

    MISSING_ENTRY = "missing_entry"
    CHAIN_BROKEN = "chain_broken"
    BODY_CHANGED = "body_changed"
    BODY_MISSING = "body_missing"
    UNREADABLE = "unreadable"
    ACT_MISSING = "act_missing"
    ACT_MISPLACED = "act_misplaced"
    SIGNATURE_WRONG = "signature_wrong"
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    CERTIFICATE_NOT_IN_FORCE = "certificate_not_in_force"
    CERTIFICATE_FORGED = "certificate_forged"
    AUTHOR_DIFFERS = "author_differs"
    KEY_TOO_WEAK = "key_too_weak"
    NOT_ALLOWED = "not_allowed"
    VERSION_WRONG = "version_wrong"
    COLUMN_DIFFERS = "column_differs"
    CHILDREN_DIFFER = "children_differ"
    LINKS_DIFFER = "links_differ"
    WORDS_DIFFER = "words_differ"
    REGISTER_DIFFERS = "register_differs"
    STRAY_ROW = "stray_row"
    LOG_BROKEN = "log_broken"
    LOG_CHANGED = "log_changed"
    LOG_SIGNATURE_WRONG = "log_signature_wrong"
    COPY_DIFFERS = "copy_differs"
    HEAD_MISSING = "head_missing"
    ATTACHMENT_MISSING = "attachment_missing"
    ATTACHMENT_CHANGED = "attachment_changed"


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one fault: where (sequence of entry or log line, 0 if nowhere) and what."""

    fault: Fault
    seq: int
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold what verify went through and what it found; sound when nothing was found."""

    vault: str
    entries: int
    acts: int
    log_lines: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings
