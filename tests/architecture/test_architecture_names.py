from __future__ import annotations

import ast
import re
from collections import Counter

from tests.support.tree import ROOT, kept_files, named, parsed, python_files

DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|managers?|base_.*|.*_impl|shared|stuff)$")


def test_there_are_no_drawers() -> None:
    names = [
        (path, part)
        for path in python_files()
        for part in (*path.relative_to(ROOT).parts[:-1], path.stem)
    ]
    bad = {f"{named(path)}: {part}" for path, part in names if DRAWERS.match(part)}
    assert not bad


def test_tests_mirror_what_they_test() -> None:
    strange = []
    for path in python_files("tests"):
        part = path.relative_to(ROOT / "tests").parts
        if part[0] in {"app", "ui"} and not _mirrored(part):
            strange.append(named(path))
    assert not strange


def _mirrored(part: tuple[str, ...]) -> bool:
    folder, name = part[:-1], part[-1]
    if name == "conftest.py":
        return True
    package = folder[-1]
    right = name.startswith(f"test_{package}_") or not name.startswith("test_")
    return ROOT.joinpath(*folder).is_dir() and right


def test_test_files_have_unique_names() -> None:
    names = Counter(path.name for path in python_files("tests") if path.name != "conftest.py")
    assert [name for name, times in names.items() if times > 1] == []


def test_only_app_and_ui_are_packages() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in kept_files() if path.stem == "__init__"}
    assert tops == {"app", "ui"}


def test_packages_hold_a_docstring_and_export_nothing() -> None:
    bad = []
    for path in python_files("app", "ui"):
        if path.name == "__init__.py":
            body = parsed(path).body
            if len(body) != 1 or ast.get_docstring(parsed(path)) is None:
                bad.append(named(path))
    assert not bad


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in python_files("app", "ui")}
    assert [named(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
