"""Search what a run leaves behind for words that only its records hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARIES = ("Quillonbrake", "Vexilworthy", "Thornagavel", "Ombrelsky", "Zephandrine")
"""Invented words without a place in any language: name, place, account, exact words, note."""


def assert_no_canary(root: Path, *more: str) -> None:
    """Fail if a canary, or one of the words given, stands in any file or name under root."""
    found = [f"{path}: {word}" for path, word in find_words(root, (*CANARIES, *more))]
    assert not found, "left behind in the clear:\n" + "\n".join(found)


def find_words(root: Path, words: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Yield each file under root with each word in its name or bytes, in any case of letters."""
    for path in sorted(root.rglob("*")):
        content = path.read_bytes().lower() if path.is_file() and not path.is_symlink() else b""
        for word in words:
            if word.lower() in path.name.lower() or _holds(content, word.lower()):
                yield path, word


def _holds(content: bytes, word: str) -> bool:
    return any(word.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))
