from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.vault.folder import SchoolFolder
from tests.app.vault.builders import School, a_school


@pytest.fixture(scope="session")
def _first_school(tmp_path_factory: pytest.TempPathFactory) -> School:
    return a_school(tmp_path_factory.mktemp("first") / "school", notes=200)


@pytest.fixture
def school(_first_school: School, tmp_path: Path) -> School:
    """Return a copy of one small school, to do with as a test likes."""
    path = tmp_path / "school"
    shutil.copytree(_first_school.folder.path, path)
    return School(
        folder=SchoolFolder(path),
        keys=_first_school.keys,
        lead=_first_school.lead,
        recorder=_first_school.recorder,
        code=_first_school.code,
    )
