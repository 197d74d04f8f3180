from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.kit.tasks import TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


def test_the_answer_comes_on_the_ui_thread(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, here = QObject(), threading.get_ident()
    seen: list[tuple[int, int]] = []
    runner.run(
        threading.get_ident,
        owner=owner,
        done=lambda there: seen.append((there, threading.get_ident())),
        failed=lambda error: pytest.fail(str(error)),
    )
    qtbot.waitUntil(lambda: bool(seen))
    there, back = seen[0]
    assert there != here
    assert back == here
    assert QThread.currentThread() is owner.thread()


def test_jobs_end_in_the_order_they_were_given(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, seen = QObject(), list[int]()
    for number in range(50):
        runner.run(
            lambda number=number: number,  # type: ignore[misc]
            owner=owner,
            done=seen.append,
            failed=lambda error: pytest.fail(str(error)),
        )
    assert runner.busy
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))
    assert not runner.busy


def test_errors_are_delivered(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, seen = QObject(), list[Exception]()

    def work() -> int:
        raise ValueError("wrong")

    runner.run(work, owner=owner, done=lambda _n: pytest.fail("done"), failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], ValueError)


def test_an_owner_that_is_gone_hears_nothing(runner: TaskRunner, qtbot: QtBot) -> None:
    gate, owner, later = threading.Event(), QObject(), list[int]()

    def wait_for_gate() -> int:
        return int(gate.wait(20))

    runner.run(wait_for_gate, owner=owner, done=lambda _n: pytest.fail("heard"), failed=_fail)
    delete(owner)
    gate.set()
    runner.run(lambda: 2, owner=runner, done=later.append, failed=_fail)
    qtbot.waitUntil(lambda: later == [2])


def test_closing_drops_what_waits(qtbot: QtBot) -> None:
    runner, gate, started, ran = TaskRunner(), threading.Event(), threading.Event(), list[int]()

    def first() -> None:
        started.set()
        gate.wait(20)

    def second() -> None:
        ran.append(2)

    runner.run(first, owner=runner, done=lambda _n: None, failed=_fail)
    runner.run(second, owner=runner, done=lambda _n: None, failed=_fail)
    assert started.wait(20)
    closer = threading.Thread(target=runner.close)
    closer.start()
    gate.set()
    closer.join(20)
    assert not closer.is_alive()
    assert ran in ([], [2])  # whether the second had been taken up is the executor's choice
    with pytest.raises(RuntimeError):
        runner.run(second, owner=runner, done=lambda _n: None, failed=_fail)


def _fail(error: Exception) -> None:
    pytest.fail(str(error))


def test_what_a_job_holds_dies_on_the_ui_thread(runner: TaskRunner, qtbot: QtBot) -> None:
    died: list[int] = []

    class Held:
        def __del__(self) -> None:
            died.append(threading.get_ident())

    def start(*, fails: bool) -> None:
        held = Held()

        def work() -> str:
            if fails:
                raise ValueError(repr(held))
            return repr(held)

        ignore: list[object] = []
        runner.run(work, owner=runner, done=ignore.append, failed=ignore.append)

    for number in range(40):
        start(fails=bool(number % 2))
    qtbot.waitUntil(lambda: len(died) == 40)
    assert set(died) == {threading.get_ident()}
