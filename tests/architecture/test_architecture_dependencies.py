from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement

from tests.support.tree import ROOT, parsed, python_files

_UNSEEN = {"tzdata"}  # read by zoneinfo


def plain(name: str) -> str:
    """Return the name of a distribution as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    """Return what pyproject says Rowan needs to run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {plain(Requirement(line).name) for line in project["dependencies"]}


def mentioned() -> dict[str, bool]:
    """Return each top-level module named in app or ui; True if it is imported."""
    found: dict[str, bool] = {}
    for path in python_files("app", "ui"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0]: True for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found[node.module.partition(".")[0]] = True
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.setdefault(node.value, False)  # importlib.resources.files("…")
    return found


def test_each_dependency_is_used() -> None:
    comes_from = packages_distributions()
    used = {plain(name) for module in mentioned() for name in comes_from.get(module, ())}
    assert sorted(declared() - used - _UNSEEN) == []


def test_each_import_is_declared() -> None:
    known = sys.stdlib_module_names | {"app", "ui"}
    imported = {module for module, really in mentioned().items() if really} - known
    comes_from = packages_distributions()
    unknown = {m for m in imported if not {plain(d) for d in comes_from.get(m, ())} & declared()}
    assert sorted(unknown) == []


def test_each_dependency_has_licence_and_reason_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| (.+?) \| (.+?) \|$", readme, re.MULTILINE)
    assert {plain(name) for name, _, _ in rows} >= declared()
