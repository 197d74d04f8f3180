"""Load the letters that Rowan brings along, so that no system font is needed."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pymupdf_fonts
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Source Sans Pro"
FALLBACK = "FiraGO"
#: Codes of the fallback's faces, for Arabic, Hebrew and Devanagari; unpacking one takes 30 ms.
FALLBACK_FACES = ("figo", "figbo")
_FACES = ("Regular", "It", "Semibold", "Bold")


@cache
def load_letters() -> None:
    """Register the text family, once."""
    package = find_spec("font_source_sans_pro")  # importing it would read every face it has
    if package is None or package.origin is None:
        raise FileNotFoundError("font_source_sans_pro")
    folder = Path(package.origin).parent / "files"
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(folder / f"SourceSansPro-{face}.ttf"))


@cache
def load_fallback(code: str) -> None:
    """Register one face of the fallback, once."""
    data = pymupdf_fonts.myfont(code)
    QFontDatabase.addApplicationFontFromData(QByteArray(bytes(data)))


def letters(px: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the text font at a height in logical pixels."""
    font = QFont([FAMILY, FALLBACK])
    font.setPixelSize(px)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
