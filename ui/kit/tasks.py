"""Do work off the UI thread and bring its answer back to it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from traceback import clear_frames
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")


@dataclass(slots=True)
class _Job:
    work: Callable[[], Any]
    owner: QObject
    done: Callable[[Any], object]
    failed: Callable[[Exception], object]
    ran: bool = False
    answer: Any = None
    error: BaseException | None = None


class TaskRunner(QObject):
    """Run jobs one after another in one worker; it outlives every page.

    A job takes and returns plain values and never sees a connection. An answer for an owner that
    is gone is dropped. The worker knows jobs by number only: what a job holds, widgets among it,
    is let go on the UI thread, for a widget that dies elsewhere takes the program with it.
    """

    _came = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._numbers = count()
        self._jobs: dict[int, _Job] = {}

    @property
    def busy(self) -> bool:
        """Say whether a job is running or waits."""
        return bool(self._jobs)

    def run(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Start a job; `done` or `failed` is called on the UI thread while `owner` lives."""
        number = next(self._numbers)
        self._jobs[number] = _Job(work, owner, done, failed)
        self._worker.submit(self._work, number)

    def close(self) -> None:
        """Drop what waits and wait for what runs."""
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._jobs = {number: job for number, job in self._jobs.items() if job.ran}

    def _work(self, number: int) -> None:
        job = self._jobs[number]
        try:
            job.answer = job.work()
        except BaseException as error:  # noqa: BLE001 - raised again on the UI thread
            clear_frames(error.__traceback__)
            job.error = error
        job.ran = True
        del job  # from here on it may be let go on the UI thread
        self._came.emit(number)

    def _deliver(self, number: int) -> None:
        job = self._jobs.pop(number, None)
        if job is None or not isValid(job.owner):
            return
        if isinstance(job.error, Exception):
            job.failed(job.error)
        elif job.error is not None:
            raise job.error
        else:
            job.done(job.answer)
