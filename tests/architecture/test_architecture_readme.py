from __future__ import annotations

import re

from tests.support.tree import ROOT, python_files

_LINE = re.compile(r"^(?P<folder>[a-z_/.]+/)\s+\S", re.MULTILINE)


def map_of_tree() -> set[str]:
    """Return the folders that have a line in the map of the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return {match["folder"] for match in _LINE.finditer(text)}


def test_each_package_has_its_line_in_the_map() -> None:
    packages = {
        f"{path.parent.relative_to(ROOT).as_posix()}/"
        for path in python_files("app", "ui")
        if path.name == "__init__.py"
    }
    assert sorted(packages - map_of_tree()) == []


def test_the_map_names_no_folder_that_is_not_there() -> None:
    assert [folder for folder in map_of_tree() if not (ROOT / folder).is_dir()] == []
