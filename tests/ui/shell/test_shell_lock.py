from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.base.errors import VaultError
from ui.shell.lock import Closing, Leaving, LockCover, OurClipboard, lock


class Steps:
    """Write down what locking does, and fail where a test says so."""

    def __init__(self, fails: str = "") -> None:
        self.done: list[str] = []
        self.fails = fails

    def closing(self) -> Closing:
        return Closing(
            flush=lambda: self._do("flush") or "d" * 32,
            clear=lambda: self._do("clear"),
            close=lambda: self._do("close"),
            release=lambda: self._do("release"),
        )

    def leave(self, leaving: Leaving) -> None:
        self.done.append(f"leave {leaving.draft[:1]}".strip())

    def _do(self, step: str) -> str:
        self.done.append(step)
        if step == self.fails:
            raise VaultError(step)
        return ""


def test_locking_goes_in_order(qapp: QApplication, tmp_path: Path) -> None:
    steps = Steps()
    lock(qapp, tmp_path, steps.closing(), steps.leave)
    assert steps.done == ["flush", "close", "clear", "release", "leave d"]


@pytest.mark.parametrize("step", ["flush", "close"])
def test_a_full_disk_keeps_nothing_open(qapp: QApplication, tmp_path: Path, step: str) -> None:
    steps = Steps(fails=step)
    lock(qapp, tmp_path, steps.closing(), steps.leave)
    assert steps.done[:4] == ["flush", "close", "clear", "release"]
    assert steps.done[4].startswith("leave")


def test_a_bug_leaves_all_the_same(qapp: QApplication, tmp_path: Path) -> None:
    steps = Steps()
    closing = steps.closing()

    def bug() -> str:
        raise KeyError("x")

    broken = Closing(flush=bug, clear=closing.clear, close=closing.close, release=closing.release)
    with pytest.raises(KeyError):
        lock(qapp, tmp_path, broken, steps.leave)
    assert steps.done == ["close", "clear", "release", "leave"]


def test_every_window_is_covered_before_anything_else(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window, dialog = QMainWindow(), QDialog()
    covers: list[int] = []
    for each in (window, dialog):
        qtbot.addWidget(each)
        each.setWindowTitle("Zoë Nguyễn")
        each.show()
        qtbot.waitExposed(each)

    def flush() -> str:
        found = [each.findChildren(LockCover) for each in (window, dialog)]
        covers.extend(len([c for c in each if c.isVisible()]) for each in found)
        return ""

    nothing = Steps().closing()
    closing = Closing(
        flush=flush, clear=nothing.clear, close=nothing.close, release=nothing.release
    )
    lock(qapp, tmp_path, closing, lambda _leaving: None)
    assert covers == [1, 1]
    assert window.windowTitle() == dialog.windowTitle() == "Rowan"


def test_a_clipboard_filled_elsewhere_is_left_alone(qapp: QApplication, qtbot: QtBot) -> None:
    ours = OurClipboard(qapp)
    qapp.clipboard().setText("from elsewhere")  # no window of Rowan is active
    ours.forget()
    assert qapp.clipboard().text() == "from elsewhere"
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qapp.clipboard().setText("from here")
    ours.forget()
    assert qapp.clipboard().text() == ""
    ours.deleteLater()
