from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from tests.support.tree import ROOT, python_files
from ui.kit import theme
from ui.kit.buttons import primary
from ui.kit.metrics import Metrics
from ui.kit.theme import Look
from ui.kit.tokens import THEMES, Tokens, contrast, load_tokens, mix, tokens_of

TEXTS = ("text", "muted", "accent", "danger", "warn", "good")
SOFT = ("accent", "danger", "warn", "good", "muted")


@pytest.fixture(params=["light", "dark"])
def tokens(request: pytest.FixtureRequest) -> Tokens:
    return load_tokens(request.param)


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_words_can_be_read_on_every_ground(tokens: Tokens) -> None:
    low = {
        (text, ground): contrast(tokens.all()[text], tokens.all()[ground])
        for text, ground in product(TEXTS, ("ground", "card", "hover"))
        if contrast(tokens.all()[text], tokens.all()[ground]) < 4.5
    }
    assert not low


def test_words_can_be_read_on_soft_grounds_of_their_own(tokens: Tokens) -> None:
    colours = tokens.all()
    for name in SOFT:
        assert contrast(colours[name], colours[f"{name}_soft"]) >= 4.5, name
        assert contrast(colours["text"], colours[f"{name}_soft"]) >= 4.5, name


def test_words_can_be_read_on_filled_buttons_and_on_the_rail(tokens: Tokens) -> None:
    colours = tokens.all()
    assert contrast(colours["on_accent"], colours["accent"]) >= 4.5
    assert contrast(colours["on_accent"], colours["accent_hover"]) >= 4.5
    for ground in ("rail", "rail_hover", "rail_chosen"):
        assert contrast(colours["rail_text"], colours[ground]) >= 4.5, ground
    assert contrast(colours["rail_mark"], colours["rail"]) >= 4.5


def test_edges_and_focus_rings_can_be_seen(tokens: Tokens) -> None:
    colours = tokens.all()
    for edge, ground in product(("border", "accent", "danger"), ("card", "ground")):
        assert contrast(colours[edge], colours[ground]) >= 3, (edge, ground)
    assert contrast(colours["rail_text"], colours["rail"]) >= 3
    assert contrast(colours["text"], colours["ground"]) >= 3  # the ring of a filled button


def test_mixing_keeps_within_both_colours() -> None:
    assert mix("#000000", "#FFFFFF", 0.0) == "#ffffff"
    assert mix("#000000", "#FFFFFF", 1.0) == "#000000"
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


def test_pictures_of_the_style_sheet_wear_the_themes_colours() -> None:
    for mode in ("light", "dark"):
        tokens = load_tokens(mode)
        for picture in (THEMES / mode).glob("*.svg"):
            used = set(re.findall(r"#[0-9A-F]{6}", picture.read_text("utf-8")))
            assert used, picture.name
            assert used <= {tokens.text, tokens.on_accent}, picture.name


def test_the_sheet_is_filled_in_whole(qapp: QApplication) -> None:
    worn = theme.current()
    for mode in ("light", "dark"):
        worn.wear(Look(mode=mode))
        sheet = qapp.styleSheet()
        assert "$" not in sheet
        assert set(re.findall(r"theme:(\w+)/", sheet)) == {mode}


def test_every_length_grows_with_the_text(qapp: QApplication) -> None:
    worn = theme.current()
    worn.wear(Look(size=200))
    assert worn.sheet("padding: 8px 1px;") == "padding: 16px 1px;"
    assert worn.sheet("font-size: $body;") == "font-size: 30px;"
    worn.wear(Look(size=100))
    assert worn.sheet("padding: 8px 1px;") == "padding: 8px 1px;"


def test_text_size_stays_within_its_limits(qapp: QApplication) -> None:
    worn = theme.current()
    worn.wear(Look(size=900))
    assert worn.metrics.size == 200
    worn.wear(Look(size=10))
    assert worn.metrics.size == 90


@pytest.mark.parametrize("size", [90, 100, 125, 150, 200])
def test_controls_are_as_high_as_they_should_be(qapp: QApplication, size: int) -> None:
    worn = theme.current()
    worn.wear(Look(size=size))
    button = primary("Sign")
    button.ensurePolished()
    share = button.sizeHint().height() * 100 / size
    assert 34 <= share <= 38, share
    worn.wear(Look())


def test_fingers_get_room(qapp: QApplication) -> None:
    assert Metrics(100, 19, touch=True).control == 44
    assert Metrics(100, 19, touch=True).target == 44
    assert Metrics(100, 19).target >= 24


def test_system_colours_leave_no_colour_of_ours(qapp: QApplication) -> None:
    worn = theme.current()
    worn.wear(Look(mode="dark"))
    role = QPalette.ColorRole
    roles = (role.Window, role.Base, role.Text, role.Highlight, role.Button)
    ours = [qapp.palette().color(each).name() for each in roles]
    worn.wear(Look(mode="dark", system_colours=True))
    assert worn.plain
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b|rgb", qapp.styleSheet())
    systems = [qapp.palette().color(each).name() for each in roles]
    fusion = QStyleFactory.create("Fusion").standardPalette()
    assert systems == [fusion.color(each).name() for each in roles]
    assert not set(ours) & set(systems)
    assert worn.tokens == tokens_of(qapp.palette())
    worn.wear(Look())
    assert not worn.plain


def test_the_style_sheet_is_set_in_one_place() -> None:
    calls = [
        path.relative_to(ROOT).as_posix()
        for path in python_files("ui")
        for _call in re.findall(r"\.setStyleSheet\(", path.read_text("utf-8"))
    ]
    assert calls == ["ui/kit/theme.py"]


def test_the_look_is_told_to_those_who_draw(qapp: QApplication) -> None:
    worn = theme.current()
    heard: list[str] = []
    worn.changed.connect(lambda: heard.append(worn.tokens.ground))
    worn.wear(Look(mode="dark"))
    worn.wear(Look(mode="light"))
    assert heard == [load_tokens("dark").ground, load_tokens("light").ground]


def test_templates_name_only_what_exists() -> None:
    known = set(load_tokens("light").all()) | {
        "small", "body", "heading", "large", "control", "target", "mode",
    }  # fmt: skip
    used = set(re.findall(r"\$(\w+)", Path(THEMES / "app.qss").read_text("utf-8")))
    assert used <= known
