"""Hold what every session in the window has in common: how it ends, and that it ends once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget

from ui.kit.tasks import TaskRunner
from ui.shell.idle import IdleWatch
from ui.shell.lock import Closing, Leave, Leaving, OurClipboard, lock
from ui.shell.outside import Outside


class Session(QObject):
    """Watch the window while somebody works; whatever ends the session, it is a lock.

    A kind of session keeps what is typed (`flush`) and stops what it started (`close`).
    """

    def __init__(self, outside: Outside, folder: Path, *, minutes: int, kept: str = "") -> None:
        super().__init__(outside.window)
        self._out = outside
        self._folder = folder
        self._tasks = TaskRunner()
        self._clipboard = OurClipboard(outside.app)
        self.left = False
        self.idle = IdleWatch(outside.app, lambda: outside.window, minutes=minutes, kept=kept)
        self.idle.expired.connect(self.lock)
        outside.hide.expired.connect(self.lock)
        outside.single.asked_to_leave.connect(outside.single.answer_held)
        outside.window.asked.connect(self._on_asked)
        outside.window.installEventFilter(self)

    # ------------------------------------------------------------ what a kind of session gives

    def flush(self) -> str:
        """Keep what is typed and return its draft's id, empty for none."""
        raise NotImplementedError

    def close(self, *, signed_out: bool) -> None:  # noqa: ARG002 - some keep a log of it
        """Stop what was started; the vaults are closed last."""
        self.idle.stop()
        self._tasks.close()

    def told(self, leaving: Leaving, *, signed_out: bool) -> Leaving:
        """Return what the fresh process is told: no draft of somebody who signed out."""
        return Leaving(folder=self._folder) if signed_out else leaving

    def ways(self) -> dict[str, Callable[[], object]]:
        """Return what the rail and the shortcuts do, by code."""
        return {"lock": self.lock, "sign-out": self.sign_out}

    def open_place(self, code: str) -> None:
        """Show the page that a code of the rail leads to, if it leads to one."""

    # ------------------------------------------------------------ how it ends

    def lock(self) -> None:
        """Lock at once."""
        self._leave(self._out.leave, signed_out=False)

    def end_in_place(self) -> None:
        """Lock without leaving, as after a crash: what comes next is the caller's."""
        self._leave(lambda _leaving: None, signed_out=False)

    def sign_out(self, way: Leave | None = None) -> None:
        """Sign out; `way` ends the program instead."""
        self._leave(way or self._out.leave, signed_out=True)

    def _leave(self, way: Leave, *, signed_out: bool) -> None:
        if self.left:
            return
        self.left = True
        closing = Closing(
            flush=self.flush,
            clear=self.clear,
            close=lambda: self.close(signed_out=signed_out),
            release=self._out.single.release,
        )
        lock(
            self._out.app,
            self._folder,
            closing,
            lambda leaving: way(self.told(leaving, signed_out=signed_out)),
        )

    def clear(self) -> None:
        """Take pages, dialogs and the clipboard away."""
        window = self._out.window
        window.removeEventFilter(self)
        window.asked.disconnect(self._on_asked)
        self._out.hide.expired.disconnect(self.lock)
        for other in self._out.app.topLevelWidgets():
            if isinstance(other, QDialog):
                other.close()
        window.set_school("")
        window.set_standings([])
        window.toast.say("")
        window.toast.hide()
        window.show_alone(QWidget())
        self._clipboard.forget()

    def _on_asked(self, code: str) -> None:
        way = self.ways().get(code)
        if way is not None:
            way()
        else:
            self.open_place(code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End the session when the window is closed."""
        if event.type() is QEvent.Type.Close and watched is self._out.window and not self.left:
            event.ignore()
            self.sign_out(self._out.end)
            return True
        return super().eventFilter(watched, event)
