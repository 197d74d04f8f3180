from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.processes import run_python
from tests.support.tree import ROOT, named, python_files

Tree = Callable[[str, str], str]

BROKEN_ON_PURPOSE = {
    "core above screen": (
        "app/services/x.py",
        "import ui.kit",
        "The screen stands above the core",
    ),
    "up the layers": ("app/records/x.py", "import app.vault", "Imports in the core point down"),
    "inside a function": (
        "app/base/x.py",
        "def f() -> None:\n    import app.records",
        "Imports in the core point down",
    ),
    "for types only": (
        "app/base/x.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import app.records",
        "Imports in the core point down",
    ),
    "a package nobody placed": ("app/drawer/__init__.py", "", "Imports in the core point down"),
    "features see each other": (
        "ui/today/x.py",
        "import ui.find",
        "Features are blind to each other",
    ),
    "feature sees shell": ("ui/today/x.py", "import ui.shell", "Features are blind to each other"),
    "a screen nobody placed": ("ui/drawer/__init__.py", "", "Features are blind to each other"),
    "documents read the ledger": (
        "app/documents/x.py",
        "import app.ledger",
        "Documents and printing never reach the ledger or the vault",
    ),
    "printing by a detour": (
        "app/printing/x.py",
        "import app.views.y",
        "Documents and printing never reach the ledger or the vault",
    ),
    "screen reads the vault": (
        "ui/find/x.py",
        "import app.vault",
        "Screens ask services and views, never storage or paper themselves",
    ),
    "core draws": ("app/views/x.py", "import PySide6.QtGui", "The core runs without Qt"),
    "keys elsewhere": (
        "app/ledger/x.py",
        "from cryptography.hazmat import primitives",
        "Only the vault encrypts and opens databases",
    ),
    "a plain database": (
        "app/vault/x.py",
        "import sqlite3",
        "Only the vault encrypts and opens databases",
    ),
    "pages elsewhere": ("app/services/x.py", "import reportlab", "Only printing draws pages"),
    "pictures of pages elsewhere": (
        "ui/kit/x.py",
        "import pypdfium2",
        "Only the preview rasterises pages",
    ),
    "a socket": ("ui/kit/x.py", "import socket", "Nothing opens a connection"),
    "a download": ("app/exchange/x.py", "import urllib.request", "Nothing opens a connection"),
}


@pytest.fixture
def contracts(tmp_path: Path) -> Tree:
    """Return a function that adds a file to a bare copy of the packages and checks it."""
    tree = tmp_path / "tree"
    for path in python_files("app", "ui"):
        if path.name == "__init__.py":
            (tree / named(path)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, tree / named(path))
    (tree / "app/views/y.py").write_text("import app.ledger\n", encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tree)

    def check(file: str, source: str) -> str:
        (tree / file).parent.mkdir(exist_ok=True)
        (tree / file).write_text(f'"""Try."""\n{source}\n', encoding="utf-8")
        return _lint(tree)

    return check


def _lint(tree: Path) -> str:
    program = (
        "import os, sys; os.chdir(sys.argv[1]); sys.path[0] = sys.argv[1];"
        "from importlinter.cli import lint_imports as check; sys.exit(check(no_cache=True))"
    )
    # The tree's own packages, not the repository's, are what the copy must see.
    return run_python("-c", program, str(tree), environ={"PYTHONPATH": ""}).stdout


def test_the_bare_tree_keeps_every_contract(contracts: Tree) -> None:
    assert "0 broken" in contracts("app/services/x.py", "import app.vault")


@pytest.mark.parametrize("case", BROKEN_ON_PURPOSE)
def test_a_contract_broken_on_purpose_is_seen_to_fail(contracts: Tree, case: str) -> None:
    file, source, contract = BROKEN_ON_PURPOSE[case]
    assert f"{contract} BROKEN" in contracts(file, source)
