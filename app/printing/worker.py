"""Draw in a process of its own, so that the screen never waits and a lock takes the text along.

The two processes talk through the pipes of standard input and output: no socket, no file.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Final

from app.base.errors import VaultError
from app.documents.blocks import Document, PageStamp
from app.printing import wire
from app.printing.printed import Codes, Printed

ENTRY: Final = "--draw-pages"
"""The argument that makes a frozen Rowan call `serve` instead of opening a window."""

Drawing = Callable[[Document, PageStamp, Codes | None], Printed]

_ROOT = Path(__file__).resolve().parents[2]
_TIMEOUT_S = 60.0
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class DrawingFailed(VaultError):
    """The paper could not be drawn; nothing was printed.

    `reason` is "late" (took too long), "ended" (the process died), "closed" (asked for after the
    end) or the name of an error.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Worker:
    """Keep a process that draws; safe to use from several threads, one drawing at a time."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """Draw by `command`, by default this program itself."""
        self._command = tuple(command or default_command())
        self._process: subprocess.Popen[bytes] | None = None
        self._drawing = threading.Lock()
        self._cancels = 0
        self._closed = threading.Event()

    @property
    def cancels(self) -> int:
        """Return how often somebody cancelled, to be handed to a drawing that begins later."""
        return self._cancels

    def start(self) -> None:
        """Start the process ahead of its first drawing; it gets ready meanwhile."""
        with self._drawing:
            self._running()

    def draw(
        self,
        document: Document,
        stamp: PageStamp,
        codes: Codes | None = None,
        *,
        cancels: int | None = None,
        timeout_s: float = _TIMEOUT_S,
    ) -> Printed | None:
        """Draw a document as `app.printing.draw.draw` does; return None when it was cancelled.

        `cancels` is how often anybody had cancelled when this drawing was asked for: one that
        waits in a queue is cancelled there. By default it counts from now.

        Blocks: call it off the screen's thread; `codes` is called on the same thread. Raise
        DrawingFailed, after which the next call starts a new process.
        """
        with self._drawing:
            before = self._cancels if cancels is None else cancels
            if self._cancels != before:
                return None
            process = self._running()
            late = threading.Event()
            timer = threading.Timer(timeout_s, _stop_late, (process, late))
            timer.start()
            reply: wire.Message | None = None
            try:
                reply = _converse(process, document, stamp, codes)
            finally:
                timer.cancel()
                stopped = late.is_set() or self._cancels != before or self._closed.is_set()
                if stopped or not isinstance(reply, wire.Done | wire.Failed):
                    self._dispose()
        if isinstance(reply, wire.Done):
            return reply.printed
        if self._cancels != before:
            return None
        reason = reply.error if isinstance(reply, wire.Failed) else "ended"
        raise DrawingFailed("late" if late.is_set() else reason)

    def cancel(self) -> None:
        """Stop what is being drawn or waits for it, if anything does; from any thread."""
        self._cancels += 1
        self._kill()

    def close(self) -> None:
        """Kill the process, and with it every text it has seen; no drawing begins after this."""
        self._closed.set()
        self._kill()
        if self._drawing.acquire(blocking=False):  # else the drawing thread disposes of it
            self._dispose()
            self._drawing.release()

    def _kill(self) -> None:
        process = self._process
        if process is not None:
            process.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed.is_set():
            raise DrawingFailed("closed")
        if self._process is None or self._process.poll() is not None:
            self._dispose()
            self._process = _spawn(self._command)
        return self._process

    def _dispose(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def default_command() -> tuple[str, ...]:
    """Return how this program starts a process that draws."""
    if getattr(sys, "frozen", False):
        return (sys.executable, ENTRY)
    return (sys.executable, "-m", "app.printing.worker")


def serve() -> None:
    """Draw what comes in on standard input until it ends."""
    with _own_pipes() as (incoming, outgoing):
        from app.printing import draw  # noqa: PLC0415 - loads while the parent goes on

        draw.warm_up()
        while (message := wire.receive(incoming)) is not None:
            if isinstance(message, wire.Draw):
                wire.send(outgoing, _answer(draw.draw, message, incoming, outgoing))


def _answer(
    drawing: Drawing, message: wire.Draw, incoming: IO[bytes], outgoing: IO[bytes]
) -> wire.Message:
    def ask(pages: int) -> tuple[str, ...]:
        wire.send(outgoing, wire.Count(pages))
        reply = wire.receive(incoming)
        return reply.codes if isinstance(reply, wire.Codes) else ()

    try:
        document = wire.unpacked(message.document)
        return wire.Done(drawing(document, message.stamp, ask if message.asks else None))
    except Exception as error:  # noqa: BLE001 - the other side decides what it means
        return wire.Failed(type(error).__name__)


@contextlib.contextmanager
def _own_pipes() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Give the pipes to nobody else: what a library prints must not mix with the answers."""
    outgoing = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    with os.fdopen(os.dup(0), "rb") as incoming, outgoing, contextlib.suppress(BrokenPipeError):
        yield incoming, outgoing


def _converse(
    process: subprocess.Popen[bytes], document: Document, stamp: PageStamp, codes: Codes | None
) -> wire.Message | None:
    """Return the last word of the process; None when it is gone."""
    incoming, outgoing = process.stdout, process.stdin
    if incoming is None or outgoing is None:
        raise AssertionError("a process without pipes")
    asked = wire.Draw(document=wire.packed(document), stamp=stamp, asks=codes is not None)
    try:
        wire.send(outgoing, asked)
        reply = wire.receive(incoming)
    except OSError:
        return None
    if not isinstance(reply, wire.Count) or codes is None:
        return reply
    answer = wire.Codes(codes(reply.pages))
    try:
        wire.send(outgoing, answer)
        return wire.receive(incoming)
    except OSError:
        return None


def _spawn(command: Sequence[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - this program itself
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT if _ROOT.is_dir() else None,
            creationflags=_NO_WINDOW,
        )
    except OSError as error:
        raise DrawingFailed(type(error).__name__) from error


def _stop_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


if __name__ == "__main__":
    serve()
