"""Ask which file is attached, and where a copy goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.text import _


def ask_files(parent: QWidget) -> tuple[Path, ...]:
    """Let somebody choose files to attach; none when they went back."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, _("Choose the document"))
    return tuple(Path(one) for one in chosen)


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Let somebody choose where a copy is saved; None when they went back."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save a copy"), name)
    return Path(chosen) if chosen else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """Hold the ways to choose; a journey answers them without a dialog of the system."""

    files: Callable[[QWidget], tuple[Path, ...]] = ask_files
    target: Callable[[QWidget, str], Path | None] = ask_target
