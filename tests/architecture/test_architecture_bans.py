from __future__ import annotations

import ast
import re
from collections import Counter

from tests.support.processes import run_python
from tests.support.tree import named, parsed, python_files

SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH|CREATE|DROP|ALTER)\b", re.IGNORECASE
)
QUOTED_NAMES = Counter({"app/vault/integrity.py": 1, "app/vault/migrate.py": 1})
"""Statements about tables whose names were read from the schema; this list may only shrink."""
SHOWN = {
    "QAction",
    "QCheckBox",
    "QGroupBox",
    "QLabel",
    "QPushButton",
    "QRadioButton",
    "addAction",
    "setAccessibleDescription",
    "setAccessibleName",
    "setPlaceholderText",
    "setStatusTip",
    "setText",
    "setTitle",
    "setToolTip",
    "setWindowTitle",
}


def composed_sql(tree: ast.Module) -> list[int]:
    """Return the lines where a statement is put together from pieces."""
    found = []
    for node in ast.walk(tree):
        first: ast.expr | None = None
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
            first = node.values[0]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
            first = node.left
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".format"):
            first = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(first, ast.Constant) and SQL.match(str(first.value)):
            found.append(first.lineno)
    return found


def bare_words(tree: ast.Module) -> list[tuple[int, str]]:
    """Return literals handed to a widget without passing through `_`."""
    return [
        (node.lineno, node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and ast.unparse(node.func).rsplit(".", 1)[-1] in SHOWN
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and any(letter.isalpha() for letter in node.args[0].value)
    ]


def calls(name: str, *tops: str) -> list[str]:
    """Return the files in which something of this name is called."""
    return [
        named(path)
        for path in python_files(*tops)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] == name
    ]


def test_no_statement_is_put_together_from_pieces() -> None:
    bad = Counter(named(p) for p in python_files("app") for _ in composed_sql(parsed(p)))
    assert bad <= QUOTED_NAMES


def test_pieces_of_statements_are_recognised() -> None:
    source = "f'SELECT {x} FROM t'\n'DELETE FROM ' + t\n'insert into {}'.format(t)\n'WITH %s' % x"
    assert composed_sql(ast.parse(source)) == [1, 2, 3, 4]
    assert composed_sql(ast.parse("f'{x} UPDATE'; 'SELECT 1'; f'PRAGMA user_version = {n}'")) == []


def test_one_factory_opens_databases() -> None:
    opens = re.compile(r"(sqlcipher3|sqlite3|dbapi2)(\.\w+)*\.connect")
    openers = [
        named(path)
        for path in python_files("app", "ui")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and opens.fullmatch(ast.unparse(node.func))
    ]
    assert openers == ["app/vault/sqlcipher.py"]


def test_one_module_sets_style_sheets() -> None:
    assert set(calls("setStyleSheet", "ui")) <= {"ui/kit/theme.py"}


def test_words_on_screen_can_be_translated() -> None:
    bad = [(named(p), *found) for p in python_files("ui") for found in bare_words(parsed(p))]
    assert not bad


def test_bare_words_are_recognised() -> None:
    source = "QLabel('Name')\nQLabel(_('Name'))\nlabel.setText('…')\nself.x.setText('Save')"
    assert bare_words(ast.parse(source)) == [(1, "Name"), (4, "Save")]


def test_what_is_banned_has_no_exceptions() -> None:
    rules = "TID251,S301,S311"  # clock, temporary files, network, settings; pickle; random
    ruff = run_python("-m", "ruff", "check", "--ignore-noqa", "--select", rules, "app", "ui")
    assert ruff.returncode == 0, ruff.stdout


def test_the_bans_are_seen_to_bite() -> None:
    source = (
        "import tempfile, pickle\nfrom datetime import date, datetime\n"
        "from PySide6.QtCore import QSettings\ndate.today()\ndatetime.now()\n"
    )
    command = ("-m", "ruff", "check", "--select", "TID251", "--stdin-filename", "app/base/x.py")
    ruff = run_python(*command, "--output-format", "concise", "-", typed=source)
    assert ruff.stdout.count("TID251") == 5, ruff.stdout


def test_paths_come_in_through_the_door() -> None:
    here = re.compile(r"\bPath\.(cwd|home)$|\bos\.getcwd$|\btempfile\.")
    bad = [
        (named(path), node.lineno)
        for path in python_files("app", "ui")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and here.search(ast.unparse(node.func))
    ]
    assert not bad
