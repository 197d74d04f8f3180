"""Log what a person answered when the PC's clock was in doubt."""

from __future__ import annotations

from app.ledger.log import log_lines, write_log
from app.services.recorder_sign_in import RecorderEntered
from app.services.sign_in import DAY_US, ClockDoubt, Entered, clock_doubt


def doubt_of(entered: Entered | RecorderEntered) -> ClockDoubt:
    """Say whether the clock stands before the last entry, or more than a day after it.

    A recorder's keys open no child's record: the last line of the school's access log is asked.
    """
    if isinstance(entered, RecorderEntered):
        return _recorders_doubt(entered)
    return clock_doubt(entered.vaults, entered.vaults.clock.now())


def _recorders_doubt(entered: RecorderEntered) -> ClockDoubt:
    now = entered.vault.clock.now()
    lines = log_lines(entered.vault.school, newest=2)  # the newest is this sign-in
    last = lines[-1].recorded.utc_us if len(lines) > 1 else now.utc_us
    if now.utc_us < last:
        return "before"
    return "after" if now.utc_us - last > DAY_US else ""


def log_clock_answer(
    entered: Entered | RecorderEntered, doubt: ClockDoubt, *, right: bool
) -> None:
    """Log the doubt and the answer to "Is it …?"."""
    vaults = entered.vault if isinstance(entered, RecorderEntered) else entered.vaults
    now = vaults.clock.now()
    with vaults.school.db.transaction():
        detail = {"person": vaults.me.id, "doubt": doubt, "clock": now.iso(), "right": right}
        write_log(vaults.school, "clock_asked", detail)
