"""Record what happens to the roll as a whole: imports, what undoes them, and who goes from it."""

from __future__ import annotations

from app.base.text import N_
from app.records.record import kind
from app.records.system import SystemRecord


@kind("roll.imported", 1, N_("Roll imported"), vault="school", in_file=False)
class RollImported(SystemRecord):
    """Say what an import did; the entries of its rows stand in the same act.

    `form` is text, sheet or ctf. The numbers count children, `bad` rows left out.
    """

    form: str
    added: int
    changed: int
    left: int
    same: int
    bad: int


@kind("roll.undone", 1, N_("Import of the roll undone"), vault="school", in_file=False)
class RollUndone(SystemRecord):
    """Undo an import, linked as `undoes`; the reversing entries stand in the same act.

    `back` counts the children who stand as they stood before, `spared` those left as they are.
    """

    back: int
    spared: int


@kind("child.removed", 1, N_("Taken off the roll"), vault="school", in_file=False)
class ChildRemoved(SystemRecord):
    """Take a child without any record off the roll; `why` is undone or left."""

    why: str
