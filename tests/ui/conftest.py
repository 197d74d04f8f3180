"""Lend the tests of screens a school, a desk and windows."""

from __future__ import annotations

from tests.support.rowan import rowan, rowan_of, unlocked
from tests.support.school import school, school_master, workspace
from tests.support.windows import desk, no_dialog_stays, show_page, tasks

__all__ = [
    "desk",
    "no_dialog_stays",
    "rowan",
    "rowan_of",
    "school",
    "school_master",
    "show_page",
    "tasks",
    "unlocked",
    "workspace",
]
