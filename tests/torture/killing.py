"""Have children born in the nursery and kill them at a random moment."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Iterator
from random import Random
from subprocess import Popen
from typing import Any

import msgspec

from tests.support.processes import LIMIT_S, start_python
from tests.support.school import School

FULL = os.environ.get("ROWAN_TORTURE") == "full"


class Nursery:
    """Order children and read what they say."""

    def __init__(self, process: Popen[str]) -> None:
        self._process = process
        self._buffer = b""

    def kill_one(self, random: Random, longest_s: float, **order: Any) -> list[list[str]]:
        """Let a child work for a random while, kill it, and return what it had acknowledged.

        The while begins when the child says that it is ready; some die before.
        """
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(order).decode() + "\n")
        self._process.stdin.flush()
        child = int(self._line()[1])
        early = random.random() < 0.15
        said: list[list[str]] = []
        if not early:
            said = self._until("ready")
        time.sleep(random.uniform(0, longest_s))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        said += self._until("gone")
        failed = [line for line in said if line[0] == "failed"]
        assert not failed, failed
        return [line[1:] for line in said if line[0] == "kept"]

    def _until(self, word: str) -> list[list[str]]:
        lines: list[list[str]] = []
        while not lines or lines[-1][0] not in {word, "gone"}:
            lines.append(self._line())
        return lines

    def _line(self) -> list[str]:
        assert self._process.stdout is not None
        end = time.monotonic() + LIMIT_S
        while b"\n" not in self._buffer:
            left = max(0.0, end - time.monotonic())
            ready, _w, _x = select.select([self._process.stdout], [], [], left)
            assert ready, f"the nursery was silent for {LIMIT_S:g} s"
            piece = os.read(self._process.stdout.fileno(), 65_536)
            assert piece, "the nursery ended"
            self._buffer += piece
        line, _newline, self._buffer = self._buffer.partition(b"\n")
        return line.decode().split()


@contextlib.contextmanager
def nursery() -> Iterator[Nursery]:
    """Start a nursery and end it with whatever it holds."""
    with start_python("-m", "tests.torture.nursery") as process:
        yield Nursery(process)


def about(school: School) -> dict[str, Any]:
    """Return a school as an order names it."""
    return {"path": str(school.path), "made": msgspec.to_builtins(school.made)}
