"""Lend the battery a school without a window."""

from __future__ import annotations

import sys

import pytest

from tests.support.school import HandClock, School, a_child, make_school, school_master

__all__ = ["school_master", "torture_master"]

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]  # kill -9, fork and RLIMIT_FSIZE are POSIX


@pytest.fixture(scope="session")
def torture_master(tmp_path_factory: pytest.TempPathFactory) -> School:
    """Return a school with three children; nobody opens it, tests work on copies."""
    school = make_school(tmp_path_factory.mktemp("torture") / "master", HandClock())
    workspace = school.enter()
    for first in ("Zoë", "Siân", "Łukasz"):
        a_child(workspace, first)
    workspace.close(signed_out=True)
    return school
