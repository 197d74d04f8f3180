"""Name what a fresh process is told, and tell the one before that there is something to see."""

from __future__ import annotations

import os
import sys

PAINTED = "painted"
#: Arguments: report what was painted; let somebody without an account record at once.
REPORT, RECORD, RECORDER = "--report-painted", "--record", "--recorder"


def report_painted() -> None:
    """Tell that the first picture is painted, once."""
    sys.stdout.write(f"{PAINTED}\n")
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # the other end is about to go
    os.close(nowhere)
