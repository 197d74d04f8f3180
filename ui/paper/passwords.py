"""Make passwords for files that leave, and name those files without naming anybody."""

from __future__ import annotations

import re
import secrets
from datetime import date

from app.services.papers import Paper

LETTERS = "ABCDEFGHJKLMNPQRTUVWXY346789"
GROUPS, GROUP = 4, 4
_NUMBER = re.compile(r"\d+")


def new_password() -> str:
    """Return a password of 76 random bits that can be read out: XXXX-XXXX-XXXX-XXXX."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS)
    )


def file_name(paper: Paper, day: date) -> str:
    """Return a name for a saved paper: its sort, the record's number and the day."""
    sort = paper.sort.replace("_", "-")
    number = _NUMBER.search(paper.document.record)
    which = number[0] if number else paper.document.reference
    return "-".join(part for part in (sort, which, day.isoformat()) if part) + ".pdf"
