"""Have foreign PDFs and pictures drawn in a confined process; nothing of them is parsed here.

The process is started for one file, told it through plain pipes, and killed when the reading
ends, when it is late, and when Rowan locks. What comes back are pixels.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.base.errors import VaultError
from app.printing import foreign_wire as wire
from app.printing.confine import confine_child

ENTRY: Final = "--draw-foreign"
"""The argument that makes a frozen Rowan call `foreign_worker.serve` instead of a window."""

TIMEOUT_S = 30.0
_JPEG: Final = b"\xff\xd8\xff"
_ROOT = Path(__file__).resolve().parents[2]
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class DocumentLocked(VaultError):
    """The file is protected by a password of its own."""


class DocumentBroken(VaultError):
    """The file is not whole, or not what it seems."""


class DocumentTooLarge(VaultError):
    """A page or picture has more pixels, or the file more pages, than can be drawn."""


class DocumentTooSlow(VaultError):
    """Drawing took too long or too much memory, and was ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Hold width and height of each page, in points."""

    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Hold a page: its size in pixels, and rows of BGRX pixels, or a JPEG file."""

    width: int
    height: int
    content: bytes


_REFUSALS: Final[dict[str, type[VaultError]]] = {
    "locked": DocumentLocked,
    "broken": DocumentBroken,
    "unknown": DocumentBroken,
    "too_large": DocumentTooLarge,
}


class Reader:
    """Draw one foreign file; `close` may be called from any thread, the rest from one at a time.

    Every call blocks, up to 30 s: keep it off the screen's thread. After an error the process is
    gone and the reader is of no more use.
    """

    def __init__(
        self, command: Sequence[str] | None = None, *, timeout_s: float = TIMEOUT_S
    ) -> None:
        """Draw by `command`, by default this program itself."""
        self._command = tuple(command or default_command())
        self._timeout_s = timeout_s
        self._process: subprocess.Popen[bytes] | None = None
        self._confined: object = None
        self._closed = threading.Event()

    def open(self, data: bytes, media: str) -> Opened:
        """Start the process and hand it a file.

        DocumentLocked, DocumentBroken, DocumentTooLarge, DocumentTooSlow.
        """
        self._start()
        reply = self._asked(wire.Open(data, media))
        if not isinstance(reply, wire.Pages):
            self._fail()
            raise DocumentBroken
        return Opened(sizes=reply.sizes)

    def picture(self, page: int, dpi: float) -> Picture:
        """Return a page (from 0) as pixels (the errors of `open`)."""
        return self._drawn(wire.Draw(page, dpi, jpeg=False))

    def jpeg(self, page: int, dpi: float) -> Picture:
        """Return a page (from 0) as a JPEG file (the errors of `open`)."""
        return self._drawn(wire.Draw(page, dpi, jpeg=True))

    def close(self) -> None:
        """Kill the process, and with it all it knows of the file."""
        self._closed.set()
        process = self._process
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError, ValueError):
                        stream.close()
        self._confined = None

    def _drawn(self, asked: wire.Draw) -> Picture:
        reply = self._asked(asked)
        # What comes back is read by whoever prints: nothing but a JPEG goes on to there.
        whole = isinstance(reply, wire.Picture) and (
            reply.content.startswith(_JPEG)
            if asked.jpeg
            else len(reply.content) == reply.width * reply.height * 4
        )
        if not isinstance(reply, wire.Picture) or not whole:
            self._fail()
            raise DocumentBroken
        return Picture(width=reply.width, height=reply.height, content=reply.content)

    def _asked(self, message: wire.Message) -> wire.Message:
        process = self._process
        if self._closed.is_set() or process is None or not (process.stdin and process.stdout):
            raise DocumentTooSlow
        timer = threading.Timer(self._timeout_s, process.kill)
        timer.start()
        reply: wire.Message | None = None
        try:
            with contextlib.suppress(OSError, ValueError):
                wire.send(process.stdin, message)
                reply = wire.receive(process.stdout)
        finally:
            timer.cancel()
        if isinstance(reply, wire.Refused):
            self._fail()
            raise _REFUSALS[reply.reason]
        if reply is None:
            self._fail()
            raise DocumentTooSlow
        return reply

    def _start(self) -> None:
        if self._closed.is_set():
            raise DocumentTooSlow
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this program itself
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT if _ROOT.is_dir() else None,
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise DocumentTooSlow from error
        self._confined = confine_child(int(getattr(self._process, "_handle", 0)))
        if self._closed.is_set():  # closed by another thread while it was started
            self.close()

    def _fail(self) -> None:
        if self._process is not None:
            self._process.kill()


def default_command() -> tuple[str, ...]:
    """Return how this program starts a process that draws foreign files."""
    if getattr(sys, "frozen", False):
        return (sys.executable, ENTRY)
    return (sys.executable, "-m", "app.printing.foreign_worker")
