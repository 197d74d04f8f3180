"""Try the rules of conftest on a run of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.processes import run_python
from tests.support.tree import ROOT

CASES = """
from __future__ import annotations

import logging
import signal
import socket
import time

import pytest


@pytest.mark.capability("002-064", "001-001")
def test_passes() -> None:
    pass


@pytest.mark.capability("001-001")
def test_fails() -> None:
    raise AssertionError


@pytest.mark.capability("000-001")
@pytest.mark.skip(reason="not now")
def test_skipped() -> None:
    pass


def test_logs() -> None:
    logging.getLogger("app").warning("stray")


@pytest.mark.expects_log("^told ")
def test_logs_as_it_said() -> None:
    logging.getLogger("app").warning("told so")


@pytest.mark.expects_log("^told ")
def test_stays_silent() -> None:
    pass


def test_hides_a_socket() -> None:
    try:
        socket.socket()
    except RuntimeError:
        pass


@pytest.mark.timeout(1)
def test_hangs() -> None:
    time.sleep(40)


@pytest.mark.timeout(1)
def test_hangs_beyond_python() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    time.sleep(40)
"""


def outcome(tmp_path: Path, tests: str, *arguments: str) -> str:
    """Run some of the cases under our conftest and return what pytest says."""
    file = tmp_path / "test_cases.py"
    file.write_text(CASES, encoding="utf-8")
    ours = ("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "tests.conftest")
    chosen = [f"{file}::test_{name}" for name in tests.split()]
    done = run_python("-m", "pytest", *ours, *arguments, *chosen)
    return done.stdout + done.stderr


@pytest.mark.parametrize("workers", ["-n0", "-n2"])
def test_each_rule_is_seen_to_bite(tmp_path: Path, workers: str) -> None:
    quick = "passes fails skipped logs logs_as_it_said stays_silent hides_a_socket"
    said = outcome(tmp_path, quick, workers)
    assert "capabilities covered: 1 of 347" in said, said
    assert "logged: stray" in said
    assert "never logged: ^told " in said
    assert "asked for the network" in said
    assert "1 failed, 5 passed, 1 skipped, 3 errors" in said


def test_covered_ids_are_written_down(tmp_path: Path) -> None:
    file = tmp_path / "covered.txt"
    said = outcome(tmp_path, "passes skipped", f"--capabilities-file={file}")
    assert file.read_text(encoding="utf-8").split() == ["001-001", "002-064"], said


@pytest.mark.parametrize("workers", ["-n0", "-n2"])
@pytest.mark.parametrize(
    ("test", "where"),
    [("hangs", ">       time.sleep"), ("hangs_beyond_python", "in test_hangs_beyond_python")],
)
def test_a_test_that_hangs_is_stopped_and_shows_where(
    tmp_path: Path, test: str, where: str, workers: str
) -> None:
    said = outcome(tmp_path, test, workers, "-o", "faulthandler_timeout=3")
    assert where in said, said
