"""Start child processes that cannot outlive their test."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping

from tests.support.tree import ROOT

LIMIT_S = 60.0
_GRACE_S = 5.0


def run_python(
    *arguments: str,
    typed: str = "",
    environ: Mapping[str, str] | None = None,
    limit_s: float = LIMIT_S,
) -> subprocess.CompletedProcess[str]:
    """Run this interpreter to its end and return code and output.

    A child that takes longer than `limit_s` is stopped, and the test fails with its stacks.
    """
    with start_python(*arguments, environ=environ) as child:
        try:
            out, err = child.communicate(typed, timeout=limit_s)
        except subprocess.TimeoutExpired:
            out, err = _stacks_of(child)
            message = f"{arguments} took over {limit_s:g} s\n{out}\n{err}"
            raise AssertionError(message) from None
    return subprocess.CompletedProcess(arguments, child.returncode, out, err)


@contextlib.contextmanager
def start_python(
    *arguments: str, environ: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Start this interpreter from the top of the tree and kill it when the block ends."""
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **(environ or {})}
    child = subprocess.Popen(
        [sys.executable, "-X", "faulthandler", *arguments],
        cwd=ROOT,
        env=whole,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield child
    finally:
        _end(child)


def _stacks_of(child: subprocess.Popen[str]) -> tuple[str, str]:
    if os.name == "posix":
        child.send_signal(signal.SIGABRT)  # faulthandler prints every thread
    else:
        child.kill()
    try:
        return child.communicate(timeout=_GRACE_S)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.communicate()


def _end(child: subprocess.Popen[str]) -> None:
    if child.poll() is None:
        child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
