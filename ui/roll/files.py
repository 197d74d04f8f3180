"""Ask which file is read, and where the template is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QIODevice, QMimeData, QSaveFile
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.text import _

CSV = "CSV (*.csv)"


def ask_roll(parent: QWidget) -> Path | None:
    """Let somebody choose a roll; None when they went back."""
    kinds = ";;".join(
        (
            _("Rolls (*.csv *.txt *.tsv *.xlsx *.xlsm *.xml *.ctf)"),
            _("All files (*)"),
        )
    )
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose the roll"), "", kinds)
    return Path(chosen) if chosen else None


def ask_template(parent: QWidget) -> Path | None:
    """Let somebody choose where the template goes; None when they went back."""
    name = _("roll.csv")
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save the template"), name, CSV)
    return Path(chosen) if chosen else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """Hold the ways to choose a file; a journey answers them without a dialog of the system."""

    roll: Callable[[QWidget], Path | None] = ask_roll
    template: Callable[[QWidget], Path | None] = ask_template


def dropped_files(data: QMimeData) -> Sequence[Path]:
    """Return the files of this PC that are being dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def save_whole(path: Path, data: bytes) -> bool:
    """Save bytes all or nothing and say whether they were saved."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        return False
    if file.write(data) != len(data):
        file.cancelWriting()
    return file.commit()
