from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.support.tree import ROOT

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
_QT = {"pyside6-essentials", "shiboken6"}


def pins(lock: str) -> dict[str, str]:
    """Return the version of each package in a lock file."""
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    return {_plain(match["name"]): match["version"] for match in _PIN.finditer(text)}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _declared() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [*project["dependency-groups"]["core"], *project["dependency-groups"]["dev"]]
    written = [*project["project"]["dependencies"], *(g for g in groups if isinstance(g, str))]
    return [Requirement(line) for line in written]


@pytest.mark.parametrize("requirement", _declared(), ids=str)
def test_each_dependency_is_locked_as_declared(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pins("requirements-dev.lock")[_plain(requirement.name)])


def test_the_three_locks_agree() -> None:
    everything = pins("requirements-dev.lock").items()
    assert pins("requirements.lock").items() <= everything
    assert pins("requirements-core.lock").items() <= everything


def test_the_core_is_tested_without_qt() -> None:
    core = pins("requirements-core.lock")
    assert not _QT & core.keys()
    assert pins("requirements.lock").keys() - core.keys() == _QT


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-core.lock", "requirements-dev.lock"]
)
def test_each_line_of_a_lock_is_a_pin_or_a_hash(lock: str) -> None:
    lines = (ROOT / "packaging" / lock).read_text(encoding="utf-8").splitlines()
    pinned = re.compile(r"[\w.-]+==[\w.+]+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines if not pinned.fullmatch(line)] == []
