"""Load the letters that Rowan brings along, so that no system font is needed."""

from __future__ import annotations

from pathlib import Path

import font_source_sans_pro
import pymupdf_fonts
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Source Sans Pro"
FALLBACK = "FiraGO"
_FACES = ("Regular", "It", "Semibold", "Bold")


def load_letters() -> None:
    """Register the text family and its fallback for Arabic, Hebrew and Devanagari, once."""
    if FAMILY in QFontDatabase.families():
        return
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(folder / f"SourceSansPro-{face}.ttf"))
    for code in ("figo", "figbo"):
        data = pymupdf_fonts.myfont(code)
        QFontDatabase.addApplicationFontFromData(QByteArray(bytes(data)))


def letters(px: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the text font at a height in logical pixels."""
    font = QFont([FAMILY, FALLBACK])
    font.setPixelSize(px)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
