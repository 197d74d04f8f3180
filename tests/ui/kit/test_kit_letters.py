from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from ui.kit import theme
from ui.kit.letters import FALLBACK, FAMILY, letters, load_letters

NAMES = ("Zoë", "Łukasz", "Nguyễn", "Siân", "Ŵyn", "O’Neill", "Øyvind", "Đorđe", "أحمد", "शर्मा")
WORDS = "“”‘’–—…·×−✓"


@pytest.fixture(autouse=True)
def _worn(qapp: QApplication) -> None:
    theme.current()


def test_our_letters_are_there_once() -> None:
    load_letters()
    load_letters()
    assert QFontDatabase.families().count(FAMILY) == 1
    assert FALLBACK in QFontDatabase.families()


@pytest.mark.parametrize("text", [*NAMES, WORDS])
def test_our_letters_have_every_name(text: str) -> None:
    fonts = [QRawFont.fromFont(letters(15)), QRawFont.fromFont(letters(15))]
    fallback = letters(15)
    fallback.setFamilies([FALLBACK])
    fonts[1] = QRawFont.fromFont(fallback)
    missing = [c for c in text if not any(font.supportsCharacter(ord(c)) for font in fonts)]
    assert not missing


def test_a_letter_that_no_font_has_is_known_to_be_missing() -> None:
    assert not QRawFont.fromFont(letters(15)).supportsCharacter(ord("\u1680"))
