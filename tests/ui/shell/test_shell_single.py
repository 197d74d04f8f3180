from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.shell.single import SingleRowan

Start = Callable[[str], SingleRowan]


@pytest.fixture
def start(tmp_path: Path, qapp: QApplication) -> Iterator[Start]:
    made: list[SingleRowan] = []

    def begin(user: str) -> SingleRowan:
        one = SingleRowan(tmp_path, user=user)
        made.append(one)
        return one

    yield begin
    for one in made:
        one.release()


def heard(one: SingleRowan) -> list[str]:
    found: list[str] = []
    one.raised.connect(lambda: found.append("raise"))
    one.asked_to_leave.connect(lambda: found.append("leave"))
    return found


def test_only_one_holds_the_school(start: Start) -> None:
    first, second = start("ruth"), start("ruth")
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()


def test_the_same_user_brings_the_first_to_the_front(start: Start) -> None:
    first, second = start("ruth"), start("ruth")
    first.take()
    said = heard(first)
    second.ask()
    first.look()
    first.look()
    assert said == ["raise"]


def test_another_user_asks_the_first_to_leave(start: Start) -> None:
    first, second = start("ruth"), start("owen")
    first.take()
    said = heard(first)
    second.ask()
    first.look()
    assert said == ["leave"]


def test_an_unlocked_one_is_named_and_asked_only_once(start: Start) -> None:
    first, second = start("ruth"), start("owen")
    first.take()
    first.asked_to_leave.connect(first.answer_held)
    said = heard(first)
    second.ask()
    first.look()
    first.look()
    assert second.holder() == "ruth"
    assert said == ["leave"]


def test_notes_of_an_earlier_start_mean_nothing(start: Start) -> None:
    earlier = start("owen")
    earlier.ask()
    first = start("ruth")
    first.take()
    said = heard(first)
    first.look()
    assert said == []


def test_a_note_that_is_no_text_is_passed_over(start: Start, tmp_path: Path) -> None:
    first = start("ruth")
    first.take()
    said = heard(first)
    (tmp_path / "raise").write_bytes(b"\xff\xfe\x00")
    first.look()
    assert said == []
