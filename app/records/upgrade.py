"""Read an old record with the newest questions of its kind: for lists, search and forms only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import asdict

from app.records.concern import Concern, ParentsTold
from app.records.old.concern_1 import Concern1
from app.records.record import Record


def upgraded(record: Record) -> Record:
    """Return a record as its kind asks now; what was not asked then stays unanswered.

    What was signed is shown, printed and verified with the declaration of its own version.
    """
    step = _STEPS.get(type(record))
    return step(record) if step else record


def _concern(old: Any) -> Concern:
    parents = tuple(ParentsTold(**asdict(row)) for row in old.parents)
    return Concern(**{**asdict(old), "parents": parents})


_STEPS: dict[type[Record], Callable[[Any], Record]] = {Concern1: _concern}
