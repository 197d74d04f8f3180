"""Draw every screen in every look into docs/screens.png, and look for faults on each.

    shots.py          all looks, each in a process of its own, then the contact sheet
    shots.py LOOK     one look; its pictures stay in .cache/shots/LOOK

The demonstration school is the same in every run, and so is the day: pictures change only when
the screens do (page codes, ids and passphrases are drawn anew).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import font_source_sans_pro
from PIL import Image, ImageColor, ImageDraw, ImageFont
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog

from app.services.demo import DemoSize, demo_folder, make_demo
from app.services.schools import holds_school
from app.vault.folder import SchoolFolder
from tests.support.faults import faults_of
from tests.support.school import HandClock
from tests.support.screens import ALONE, STOPS, Known, Stop, is_ready, look_round
from tests.support.tree import ROOT
from ui.application import Application
from ui.kit.desk import Route
from ui.kit.tasks import TaskRunner
from ui.kit.tokens import load_tokens
from ui.settings.preferences import cache_folder, preferences
from ui.shell import offscreen
from ui.shell.hand import Hand, NotThereError
from ui.shell.unlocked import Unlocked

CACHE = ROOT / ".cache" / "shots"
DOCS = ROOT / "docs"
LAST_DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 23, 8, 40, tzinfo=UTC)
"""Monday morning after the demonstration school's last Friday."""

TURNS = 5
THUMB = 460
_GAP, _CAPTION, _LINE = 14, 30, 20
_STEPS = 6
_PAIRS = (
    ("text", "card"),
    ("text", "ground"),
    ("muted", "card"),
    ("accent", "card"),
    ("on_accent", "accent"),
    ("rail_text", "rail"),
    ("danger", "card"),
)
_GROUND, _INK = "#dfe3e8", "#1c2733"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Describe one look: the window, light or dark, the size of the text in per cent."""

    name: str
    size: tuple[int, int]
    mode: Literal["light", "dark"] = "light"
    text: int = 100

    def words(self) -> str:
        """Return the caption of its column."""
        larger = f", text {self.text} %" if self.text != 100 else ""
        return f"{self.size[0]} × {self.size[1]}, {self.mode}{larger}"


SHOWN = (
    Shown(name="large-light", size=(1366, 728)),
    Shown(name="large-dark", size=(1366, 728), mode="dark"),
    Shown(name="small-light", size=(1093, 582)),
    Shown(name="small-dark", size=(1093, 582), mode="dark"),
    Shown(name="large-150", size=(1366, 728), text=150),
    Shown(name="small-150", size=(1093, 582), text=150),
)


# -------------------------------------------------------------------- one look


class Looking(Hand):
    """Take a picture of each screen once, and look for faults wherever one is taken."""

    faults: list[str]

    def picture(self, name: str) -> None:
        """Keep a picture, and remember what is wrong with it."""
        if name in map(name_of, self.pictures):
            return
        for _turn in range(TURNS):  # a slow machine is still laying out after the pause
            QApplication.processEvents()
        super().picture(name)
        for shown in (self.window, *_dialogs()[-1:]):
            self.faults += [f"{name}: {fault}" for fault in faults_of(shown)]


def name_of(picture: str) -> str:
    """Return the screen that a picture such as 07-today.png shows."""
    return picture.partition("-")[2].removesuffix(".png")


def shoot(shown: Shown) -> int:
    """Take the pictures of one look; return 1 if a fault was found or a step failed."""
    out = CACHE / shown.name
    app = QApplication([sys.argv[0]])
    app.setApplicationName("Rowan")
    app.setCursorFlashTime(0)
    _make_school()
    pages = offscreen.prepare(app, out)
    preferences().put(mode=shown.mode, size=shown.text)
    pictures, faults, failed = list[str](), list[str](), 0
    for part in (_main_job, _other_screens):
        rowan = Application(app, clock=HandClock(NOW), leave=_stay, end=_stay, pages=pages)
        rowan.window.resize(*shown.size)
        hand = Looking(rowan.window, out)
        hand.pictures, hand.faults = pictures, faults
        failed |= part(rowan, hand)
        rowan.close()
        rowan.window.close()
        rowan.hide.deleteLater()
    for fault in faults:
        sys.stderr.write(f"{shown.name}: {fault}\n")
    return 1 if faults or failed else 0


def _make_school() -> None:
    path = demo_folder(cache_folder(), DemoSize())
    if not holds_school(path):
        make_demo(SchoolFolder(path), DemoSize(until=LAST_DAY))


def _stay(*_leaving: object) -> None:
    """Leave nothing: all pictures of a look come from one process."""


def _stage(rowan: Application) -> offscreen.Stage:
    return offscreen.Stage(window=rowan.window, front=rowan.front, unlocked=lambda: rowan.unlocked)


def _main_job(rowan: Application, hand: Looking) -> int:
    return offscreen.do_the_main_job(_stage(rowan), hand.out, hand)


def _other_screens(rowan: Application, hand: Looking) -> int:
    tasks = TaskRunner()
    for name, make in ALONE.items():
        rowan.window.show_alone(make(HandClock(NOW), tasks))
        hand.picture(name)
    rowan.start(offscreen.school_for(cache_folder()))
    hand.press("sign-in")
    unlocked = offscreen.enter(_stage(rowan), hand)
    known = look_round(unlocked.workspace)
    for stop in STOPS:
        _show(stop, known, unlocked, hand)
    unlocked.lock()
    tasks.close()
    return 0


def _show(stop: Stop, known: Known, unlocked: Unlocked, hand: Looking) -> None:
    page = unlocked.go(Route(stop.page, dict(stop.args(known))))
    if page is None:
        raise NotThereError(stop.name)
    hand.wait(stop.name, lambda: is_ready(page))
    for step in stop.steps:
        step(page)
        hand.settle()
    hand.picture(stop.name)
    for dialog in _dialogs():
        dialog.close()


def _dialogs() -> list[QDialog]:
    tops = QApplication.topLevelWidgets()
    return [each for each in tops if isinstance(each, QDialog) and each.isVisible()]


# -------------------------------------------------------------------- the contact sheet


def compose(shown: Sequence[Shown], to: Path) -> None:
    """Put pictures side by side: a row for each screen, a column for each look."""
    screens = [name_of(path.name) for path in _pictures(shown[0])]
    taken = [{name_of(path.name): path for path in _pictures(one)} for one in shown]
    tall = max(round(THUMB * one.size[1] / one.size[0]) for one in shown)
    wide, row = THUMB + _GAP, tall + _CAPTION
    sheet = Image.new(
        "RGB", (wide * len(shown) + _GAP, row * len(screens) + 2 * _CAPTION), _GROUND
    )
    pen = ImageDraw.Draw(sheet)
    for column, one in enumerate(shown):
        _write(pen, (_GAP + column * wide, _GAP), one.words(), "Semibold")
    for line, screen in enumerate(screens):
        top = 2 * _CAPTION + line * row
        _write(pen, (_GAP, top - _LINE), f"{line + 1}  {screen.replace('-', ' ')}")
        for column, pictures in enumerate(taken):
            if screen in pictures:
                sheet.paste(_small(pictures[screen]), (_GAP + column * wide, top))
    few = sheet.quantize(palette=_palette(), dither=Image.Dither.NONE)
    few.save(to, optimize=True)


def _palette() -> Image.Image:
    """Return a picture that holds Rowan's colours, and what lies between letters and ground."""
    found = dict.fromkeys((_GROUND, _INK))
    for mode in ("light", "dark"):
        tokens = load_tokens(mode)
        found |= dict.fromkeys(tokens.all().values())
        for ink, ground in _PAIRS:
            found |= dict.fromkeys(_between(tokens.colour(ink), tokens.colour(ground)))
    numbers = [part for name in found for part in ImageColor.getrgb(name)[:3]]
    holder = Image.new("P", (1, 1))
    holder.putpalette(numbers[: 3 * 256])
    return holder


def _parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def _between(one: QColor, other: QColor) -> Iterator[str]:
    for step in range(1, _STEPS):
        share = step / _STEPS
        mixed = (
            round(a * share + b * (1 - share))
            for a, b in zip(_parts(one), _parts(other), strict=True)
        )
        yield QColor(*mixed).name()


def _pictures(shown: Shown) -> list[Path]:
    found = (CACHE / shown.name).glob("*-*.png")
    return sorted(found, key=lambda path: int(path.name.partition("-")[0]))


def _small(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        size = (THUMB, round(THUMB * picture.height / picture.width))
        return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], words: str, face: str = "Regular"
) -> None:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    font = ImageFont.truetype(folder / f"SourceSansPro-{face}.ttf", _LINE - 5)
    pen.text(at, words, fill=_INK, font=font)


# -------------------------------------------------------------------- all looks


def shoot_all() -> int:
    """Take every look in a process of its own, then compose; return 1 if one of them failed."""
    home = str(CACHE / "home")
    places = {"XDG_CACHE_HOME": home, "LOCALAPPDATA": home}
    environ = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.support.shots"]
    codes = [
        subprocess.run([*command, one.name], cwd=ROOT, env=environ, check=False).returncode
        for one in SHOWN
    ]
    compose(SHOWN, DOCS / "screens.png")
    today = next(path for path in _pictures(SHOWN[0]) if name_of(path.name) == "today")
    with Image.open(today) as picture:
        picture.convert("RGB").quantize(256).save(DOCS / "today.png", optimize=True)
    return max(codes)


def main(arguments: Iterable[str]) -> int:
    """Take one look by name, or all."""
    looks = {one.name: one for one in SHOWN}
    for name in arguments:
        return shoot(looks[name])
    return shoot_all()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
