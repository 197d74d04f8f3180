"""Log what a person answered when the PC's clock was in doubt."""

from __future__ import annotations

from app.ledger.log import write_log
from app.services.sign_in import ClockDoubt, Entered, clock_doubt


def doubt_of(entered: Entered) -> ClockDoubt:
    """Say whether the clock stands before the last entry, or more than a day after it."""
    return clock_doubt(entered.vaults, entered.vaults.clock.now())


def log_clock_answer(entered: Entered, doubt: ClockDoubt, *, right: bool) -> None:
    """Log the doubt and the answer to "Is it …?"."""
    vaults = entered.vaults
    now = vaults.clock.now()
    with vaults.school.db.transaction():
        detail = {"person": vaults.me.id, "doubt": doubt, "clock": now.iso(), "right": right}
        write_log(vaults.school, "clock_asked", detail)
