"""Find the files of this repository."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAPABILITIES = ROOT / "tests" / "capabilities.tsv"


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file that git keeps or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    paths = (ROOT / name.decode() for name in found.stdout.split(b"\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def python_files(*tops: str) -> tuple[Path, ...]:
    """Return the kept Python files under the given folders, all of them by default."""
    return tuple(
        path
        for path in kept_files()
        if path.suffix == ".py" and (not tops or path.relative_to(ROOT).parts[0] in tops)
    )


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_bytes(), str(path))


def named(path: Path) -> str:
    """Return a path as a reader of the repository writes it."""
    return path.relative_to(ROOT).as_posix()


def capabilities() -> dict[str, tuple[str, str]]:
    """Return area and sentence of every capability by its id."""
    rows = CAPABILITIES.read_text(encoding="utf-8").splitlines()[1:]
    return {key: (area, says) for key, area, says in (row.split("\t") for row in rows)}
