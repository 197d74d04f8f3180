from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from tests.support.tree import python_files
from ui.kit import theme
from ui.kit.icons import ICONS, icon, pixmap
from ui.kit.theme import Look

ALL = sorted(path.stem for path in ICONS.glob("*.svg"))


def colours_of(picture: QImage) -> set[str]:
    return {
        QColor(picture.pixel(x, y)).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", ALL)
def test_every_icon_draws_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    theme.current().wear(Look(mode="light"))
    drawn = colours_of(pixmap(name, "danger", 64).toImage())
    assert drawn == {theme.colour("danger").name()}


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    worn = theme.current()
    shown = icon("lock", "text")
    worn.wear(Look(mode="light"))
    light = colours_of(shown.pixmap(QSize(64, 64)).toImage())
    worn.wear(Look(mode="dark"))
    dark = colours_of(shown.pixmap(QSize(64, 64)).toImage())
    worn.wear(Look())
    assert light != dark


def test_an_unknown_icon_is_a_mistake(qapp: QApplication) -> None:
    with pytest.raises(LookupError):
        icon("no-such-icon")


def test_icons_named_in_the_program_exist() -> None:
    named = {
        name
        for path in python_files("ui")
        for name in re.findall(r'icon="([a-z-]+)"', path.read_text("utf-8"))
    }
    assert named
    assert named <= set(ALL)
