from __future__ import annotations

import os

import pytest

from tests.support.processes import run_python, start_python


def test_a_child_answers() -> None:
    done = run_python("-c", "print(input()[::-1]); raise SystemExit(3)", typed="abc\n")
    assert (done.returncode, done.stdout) == (3, "cba\n")


@pytest.mark.skipif(os.name != "posix", reason="Windows shows no stack of a killed child")
def test_a_child_that_hangs_is_stopped_and_shows_where() -> None:
    program = "import time\ndef asleep(): time.sleep(50)\nasleep()"
    with pytest.raises(AssertionError, match=r"(?s)took over 1 s.*in asleep"):
        run_python("-c", program, limit_s=1)


def test_a_child_ends_with_its_block() -> None:
    with start_python("-c", "import time; print('up', flush=True); time.sleep(50)") as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "up\n"
        assert child.poll() is None
    assert child.returncode != 0


def test_a_child_lives_on_the_machine_of_the_test(machine: object) -> None:
    done = run_python("-c", "import pathlib; print(pathlib.Path.home())")
    assert done.stdout.strip().startswith(str(machine))
