"""Do work off the UI thread and bring its answer back to it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    owner: QObject
    done: Callable[[Any], object]
    failed: Callable[[Exception], object]
    future: Future[Any]


class TaskRunner(QObject):
    """Run jobs one after another in one worker; it outlives every page.

    A job takes and returns plain values and never sees a connection. An answer for an owner that
    is gone is dropped.
    """

    _came = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._open = 0

    @property
    def busy(self) -> bool:
        """Say whether a job is running or waits."""
        return self._open > 0

    def run(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Start a job; `done` or `failed` is called on the UI thread while `owner` lives."""
        future = self._worker.submit(work)
        job = _Job(owner, done, failed, future)
        self._open += 1
        future.add_done_callback(lambda _future: self._came.emit(job))

    def close(self) -> None:
        """Drop what waits and wait for what runs."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, job: _Job) -> None:
        self._open -= 1
        if job.future.cancelled() or not isValid(job.owner):
            return
        error = job.future.exception()
        if isinstance(error, Exception):
            job.failed(error)
        elif error is not None:
            raise error
        else:
            job.done(job.future.result())
