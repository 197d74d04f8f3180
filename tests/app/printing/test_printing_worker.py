from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from typing import get_args

import msgspec
import pytest

from app.documents.blocks import Block, PageBreak, Paragraph
from app.printing import wire
from app.printing.draw import draw
from app.printing.worker import ENTRY, DrawingFailed, Worker, default_command
from tests.support.papers import blank_form, concern, paper, stamp


def codes(count: int) -> tuple[str, ...]:
    return tuple(f"0123456789AB{at}" for at in range(count))


@pytest.fixture(scope="module")
def shared() -> Iterator[Worker]:
    worker = Worker()
    worker.start()
    yield worker
    worker.close()


@pytest.fixture
def worker() -> Iterator[Worker]:
    own = Worker()
    yield own
    own.close()


def test_the_process_draws_the_same_bytes(shared: Worker) -> None:
    assert shared.draw(concern(), stamp(), codes) == draw(concern(), stamp(), codes)
    assert shared.draw(blank_form(), stamp()) == draw(blank_form(), stamp())


def test_codes_are_asked_for_once(shared: Worker) -> None:
    asked: list[int] = []

    def ask(count: int) -> tuple[str, ...]:
        asked.append(count)
        return codes(count)

    printed = shared.draw(concern(), stamp(), ask)
    assert printed is not None
    assert asked == [len(printed.pages)]


def test_an_error_has_a_name_and_no_words(shared: Worker) -> None:
    with pytest.raises(DrawingFailed) as caught:
        shared.draw(concern(), stamp(), lambda _count: ())
    assert caught.value.reason == "ValueError"
    assert shared.draw(blank_form(), stamp()) is not None


def test_an_error_of_the_caller_is_passed_on(worker: Worker) -> None:
    def refuse(_count: int) -> tuple[str, ...]:
        raise LookupError

    with pytest.raises(LookupError):
        worker.draw(concern(), stamp(), refuse)
    assert worker.draw(blank_form(), stamp()) is not None


def test_a_cancelled_drawing_gives_nothing(worker: Worker) -> None:
    waiting, cancelled = threading.Event(), threading.Event()
    results: list[object] = []

    def wait(count: int) -> tuple[str, ...]:
        waiting.set()
        assert cancelled.wait(30)
        return codes(count)

    drawing = threading.Thread(
        target=lambda: results.append(worker.draw(concern(), stamp(), wait))
    )
    drawing.start()
    assert waiting.wait(30)
    worker.cancel()
    cancelled.set()
    drawing.join(30)
    assert results == [None]
    assert worker.draw(blank_form(), stamp()) is not None


def test_a_drawing_cancelled_while_it_waits_never_begins(worker: Worker) -> None:
    asked = worker.cancels
    worker.cancel()
    assert worker.draw(blank_form(), stamp(), cancels=asked) is None
    assert worker._process is None
    assert worker.draw(blank_form(), stamp(), cancels=worker.cancels) is not None


def test_a_drawing_that_takes_too_long_is_stopped(worker: Worker) -> None:
    def wait(count: int) -> tuple[str, ...]:
        process = worker._process
        assert process is not None
        process.wait(30)
        return codes(count)

    with pytest.raises(DrawingFailed) as caught:
        worker.draw(concern(), stamp(), wait, timeout_s=1.5)
    assert caught.value.reason == "late"


def test_closing_ends_the_process_for_good() -> None:
    worker = Worker()
    worker.start()
    process = worker._process
    assert process is not None
    worker.close()
    assert process.returncode is not None
    with pytest.raises(DrawingFailed) as caught:
        worker.draw(blank_form(), stamp())
    assert caught.value.reason == "closed"


def test_a_process_that_dies_is_named_and_replaced() -> None:
    worker = Worker((sys.executable, "-c", "raise SystemExit(3)"))
    for _again in range(2):
        with pytest.raises(DrawingFailed) as caught:
            worker.draw(blank_form(), stamp())
        assert caught.value.reason == "ended"
    worker.close()


def test_a_program_that_is_not_there_is_named() -> None:
    worker = Worker(("/nowhere/rowan",))
    with pytest.raises(DrawingFailed) as caught:
        worker.start()
    assert caught.value.reason == "FileNotFoundError"
    worker.close()


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert default_command() == (sys.executable, ENTRY)


def test_documents_come_over_the_wire_unchanged() -> None:
    for document in (concern(), blank_form(), paper(PageBreak(), Paragraph(text="x"))):
        data = msgspec.msgpack.encode(wire.packed(document))
        assert wire.unpacked(msgspec.msgpack.decode(data)) == document


def test_every_kind_of_block_has_a_name_on_the_wire() -> None:
    assert {*wire._BLOCKS.values()} == {*get_args(Block)}


def test_an_unknown_block_is_refused() -> None:
    values = wire.packed(paper())
    with pytest.raises(msgspec.ValidationError, match="Hologram"):
        wire.unpacked({**values, "blocks": [("Hologram", {})]})
