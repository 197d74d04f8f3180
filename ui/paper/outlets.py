"""Ask where a paper goes: which printer, which file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.text import _

PDF = "PDF (*.pdf)"


def ask_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """Let somebody choose a printer, a range and copies; None when they went back."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Rowan"))  # a spooler's list names nobody
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, max(pages, 1))
    return printer if dialog.exec() else None


def ask_save_path(parent: QWidget, name: str) -> Path | None:
    """Let somebody choose where a PDF is saved; None when they went back."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save the PDF"), name, PDF)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(".pdf")


def ask_open_path(parent: QWidget) -> Path | None:
    """Let somebody choose a PDF to be checked; None when they went back."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a PDF"), "", PDF)
    return Path(chosen) if chosen else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """Hold the ways to ask; a journey answers them without a dialog of the system."""

    printer: Callable[[QWidget, int], QPrinter | None] = ask_printer
    save_path: Callable[[QWidget, str], Path | None] = ask_save_path
    open_path: Callable[[QWidget], Path | None] = ask_open_path
