"""Lend the tests of the core a school without a window."""

from __future__ import annotations

import shutil

import pytest

from app.vault.folder import SchoolFolder
from tests.support.lived_in import live_in
from tests.support.school import School, school, school_master, workspace

__all__ = ["lived_in", "school", "school_master", "workspace"]


@pytest.fixture(scope="session")
def lived_in(school_master: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    """Return a school in which something has happened; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("lived-in") / "school"
    shutil.copytree(school_master.path, folder)
    lived = School(folder=SchoolFolder(folder), clock=school_master.clock, made=school_master.made)
    live_in(lived)
    return lived
