"""Drive Rowan in a process of its own: steps come in as JSON, what was seen goes out as JSON.

A step waits until it can be done: its page must be there, its button in sight and to be pressed.
The process ends by itself after the last step, as it does when somebody leaves.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tests.support.processes import run_python
from ui.application import Application

_EVERY_MS = 20
_STUCK_MS = 40_000


def drive(folder: Path, *steps: Sequence[str]) -> dict[str, str]:
    """Run the steps in a fresh process on a school; return what `say` steps told, by name."""
    done = run_python("-m", "tests.support.driving", str(folder), typed=json.dumps(steps))
    assert done.returncode == 0, done.stderr
    said: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return said


def entering(name: str, passphrase: str) -> tuple[Sequence[str], ...]:
    """Return the steps of signing in; the clock of this PC is said to be right if asked."""
    return (
        ("choose", name),
        ("fill", "passphrase", passphrase),
        ("press", "sign-in"),
        ("clock",),
    )


class Driver:
    """Take one step after the other."""

    def __init__(self, rowan: Application, steps: Sequence[Sequence[str]]) -> None:
        self._rowan = rowan
        self._steps = list(steps)
        self.said: dict[str, str] = {}
        self._timer = QTimer()
        self._timer.timeout.connect(self._step)
        self._timer.start(_EVERY_MS)
        QTimer.singleShot(_STUCK_MS, self._timer, self._give_up)

    @property
    def _page(self) -> Any:
        return self._rowan.window.page()

    def _step(self) -> None:
        if not self._steps:
            self._timer.stop()
            self._rowan.app.exit(0)
            return
        name, *told = self._steps[0]
        ways: dict[str, Callable[..., bool]] = {
            "choose": self._choose,
            "fill": self._fill,
            "press": self._press,
            "clock": self._clock,
            "type-drawn": self._type_drawn,
            "person": self._person,
            "wait": self._wait,
            "say": self._say,
            "leave": self._leave,
        }
        if ways[name](*told):
            self._steps.pop(0)

    def _give_up(self) -> None:
        """End with what is left to do and what is seen instead."""
        self._say("seen")
        sys.stderr.write(f"{self._steps[:1]} on {type(self._page).__name__}:\n{self.said['seen']}")
        self._rowan.app.exit(1)

    def _find(self, kind: type[QWidget], name: str) -> Any:
        window = self._rowan.window
        found = [w for w in window.findChildren(kind, name) if w.isVisibleTo(window)]
        return found[0] if found and found[0].isEnabled() else None

    def _choose(self, name: str) -> bool:
        if not hasattr(self._page, "person"):
            return False
        self._page.person.fill(name)
        return True

    def _fill(self, name: str, text: str) -> bool:
        line = self._find(QLineEdit, name)
        if line is not None:
            line.setText(text)
        return line is not None

    def _press(self, name: str) -> bool:
        button = self._find(QAbstractButton, name)
        if button is not None:
            button.click()
        return button is not None

    def _clock(self) -> bool:
        """Go on from the page to sign in, and say yes to the clock if it is asked about."""
        if self._page.objectName() == "alone-clock":
            return self._press("clock-right")
        return not self._wait("SignIn")

    def _type_drawn(self, name: str) -> bool:
        self.said[name] = self._page.drawn.drawn
        self._page.drawn.typed.line.setText(self.said[name])
        return True

    def _person(self, name: str) -> bool:
        """Open a person from the list of people."""
        if not hasattr(self._page, "table") or self._rowan.unlocked is None:
            return False
        people = self._rowan.unlocked.workspace.roll_view.people()
        self._page.table.opened.emit(next(card.id for card in people if card.name == name))
        return True

    def _wait(self, kind: str) -> bool:
        return type(self._page).__name__ == kind

    def _say(self, name: str) -> bool:
        labels = self._page.findChildren(QLabel)
        self.said[name] = "\n".join(one.text() for one in labels if one.isVisibleTo(self._page))
        return True

    def _leave(self) -> bool:
        if self._rowan.unlocked is not None:
            self._rowan.unlocked.lock()
        return True


def main() -> int:
    """Run what stands on the standard input over the school of the first argument."""
    app = QApplication([])
    rowan = Application(app, leave=lambda _leaving: None)
    driver = Driver(rowan, json.loads(sys.stdin.read()))
    rowan.start(Path(sys.argv[1]))
    code = app.exec()
    rowan.close()
    sys.stdout.write(f"{json.dumps(driver.said)}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
