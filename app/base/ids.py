"""Name the things Rowan keeps: 128 random bits, written as 32 hexadecimal characters."""

from __future__ import annotations

import secrets
from typing import NewType

RecordId = NewType("RecordId", str)
ActId = NewType("ActId", str)
ChildId = NewType("ChildId", str)
PersonId = NewType("PersonId", str)
AgencyId = NewType("AgencyId", str)
CertificateId = NewType("CertificateId", str)
SchoolId = NewType("SchoolId", str)
DraftId = NewType("DraftId", str)

ID_BYTES = 16


def new_id() -> str:
    """Return 32 hexadecimal characters from 128 random bits."""
    return secrets.token_hex(ID_BYTES)


def is_id(text: str) -> bool:
    """Say whether a text has the form of an id."""
    return len(text) == 2 * ID_BYTES and all(c in "0123456789abcdef" for c in text)
