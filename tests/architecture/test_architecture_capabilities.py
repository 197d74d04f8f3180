from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.tree import CAPABILITIES, capabilities, named, parsed, python_files

_DRIVEN_FROM = ("tests/ui/", "tests/journeys/")


def marks() -> Iterator[tuple[Path, str]]:
    """Yield each file with each id that a test in it is marked with."""
    for path in python_files("tests"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.capability":
                yield from ((path, ast.literal_eval(argument)) for argument in node.args)


def test_every_capability_is_listed_once_in_words_of_our_own() -> None:
    lines = CAPABILITIES.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "id\tarea\tcapability"
    assert len(lines) - 1 == len(capabilities()) == 347
    assert all(area and says.endswith(".") for area, says in capabilities().values())


def test_ids_are_whole_and_in_order() -> None:
    keys = list(capabilities())
    assert keys == sorted(keys)
    assert all(re.fullmatch(r"00[0-4]-\d{3}", key) for key in keys)


def test_each_mark_names_a_capability() -> None:
    assert [(named(path), key) for path, key in marks() if key not in capabilities()] == []


def test_marks_stand_on_tests_that_drive_the_window() -> None:
    strange = {named(path) for path, _ in marks() if not named(path).startswith(_DRIVEN_FROM)}
    assert not strange
