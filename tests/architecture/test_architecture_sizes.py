from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.support.tree import named, parsed, python_files

MOST = {"file": 400, "function": 40, "class": 250, "methods of class": 20}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def sizes(tree: ast.Module, lines: int) -> Iterator[tuple[str, str, int]]:
    """Yield what is limited, its name and its size."""
    yield "file", "", lines
    for node in ast.walk(tree):
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            what = "class" if isinstance(node, ast.ClassDef) else "function"
            yield what, node.name, length
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, _FUNCTIONS) for part in node.body)
            yield "methods of class", node.name, methods


def too_big(tree: ast.Module, lines: int) -> list[str]:
    return [
        f"{what} {name}: {size} > {MOST[what]}"
        for what, name, size in sizes(tree, lines)
        if size > MOST[what]
    ]


def test_nothing_has_grown_too_big() -> None:
    bad = [
        f"{named(path)}: {fault}"
        for path in python_files()
        for fault in too_big(parsed(path), len(path.read_text(encoding="utf-8").splitlines()))
    ]
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("\n" * 401, "file"),
        ("def long():\n" + "    pass\n" * 41, "function long"),
        ("class Long:\n" + "    x = 1\n" * 251, "class Long"),
        ("class Many:\n" + "".join(f"    def f{n}(self): ...\n" for n in range(21)), "methods"),
    ],
)
def test_each_limit_is_seen_to_bite(source: str, fault: str) -> None:
    faults = too_big(ast.parse(source), source.count("\n"))
    assert len(faults) == 1
    assert faults[0].startswith(fault)
