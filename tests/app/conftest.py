"""Lend the tests of the core a school without a window."""

from __future__ import annotations

from tests.support.school import school, school_master, workspace

__all__ = ["school", "school_master", "workspace"]
