"""Marks are placed, moved, described, removed, and every step can be taken back."""

from __future__ import annotations

import msgspec

from app.records.marks import Place
from ui.bodymap.marking import STEPS, Marking

FOREARM, KNEE = "child.front.forearm.left", "child.front.knee.left"


def placed(*ids: str) -> Marking:
    marking = Marking()
    for id_ in ids:
        marking.place("child.front", None, id_)
    return marking


def sites(marking: Marking) -> list[tuple[int, str]]:
    return [(mark.number, mark.site()) for mark in marking.now.marks]


def test_a_placed_mark_is_numbered_named_and_described_next() -> None:
    marking = placed(FOREARM, KNEE)
    assert sites(marking) == [(1, "left forearm, front"), (2, "left knee")]
    assert marking.now.chosen == 2
    assert marking.now.marks[0].version == 1


def test_a_moved_mark_keeps_what_was_said() -> None:
    marking = placed(FOREARM)
    marking.describe(msgspec.structs.replace(marking.now.marks[0], words="sore"))
    marking.move("child.back", Place(270, 720), "child.back.calf.right")
    mark = marking.now.marks[0]
    assert (mark.view, mark.site(), mark.words) == ("child.back", "right calf", "sore")


def test_a_removed_mark_lets_the_later_ones_move_up() -> None:
    marking = placed(FOREARM, KNEE)
    marking.remove(1)
    assert sites(marking) == [(1, "left knee")]
    marking.undo()
    assert sites(marking) == [(1, "left forearm, front"), (2, "left knee")]


def test_more_than_a_hundred_steps_can_be_taken_back_and_done_again() -> None:
    marking = placed(*[FOREARM] * 150)
    for left in range(149, -1, -1):
        assert marking.can_undo
        marking.undo()
        assert len(marking.now.marks) == left
    assert not marking.can_undo
    for _n in range(150):
        marking.redo()
    assert len(marking.now.marks) == 150
    assert not marking.can_redo


def test_the_oldest_steps_go_first() -> None:
    marking = Marking()
    marking.place("child.front", None, FOREARM)
    mark = marking.now.marks[0]
    for n in range(STEPS + 20):
        marking.describe(msgspec.structs.replace(mark, words=str(n)))
    for _n in range(STEPS + 50):
        marking.undo()
    assert marking.now.marks[0].words == "19"


def test_typing_in_a_row_is_one_step() -> None:
    marking = placed(FOREARM)
    for words in ("s", "so", "sor", "sore"):
        marking.describe(
            msgspec.structs.replace(marking.now.marks[0], words=words), typing="words"
        )
    marking.undo()
    assert marking.now.marks[0].words == ""
    marking.redo()
    assert marking.now.marks[0].words == "sore"
    marking.choose(1)
    marking.describe(msgspec.structs.replace(marking.now.marks[0], words="sore!"), typing="words")
    marking.undo()
    assert marking.now.marks[0].words == "sore"


def test_a_new_step_ends_what_could_be_done_again() -> None:
    marking = placed(FOREARM, KNEE)
    marking.undo()
    marking.place("child.front", None, "child.front.nose")
    assert not marking.can_redo
    assert sites(marking)[-1] == (2, "nose")


def test_saying_the_same_again_is_no_step() -> None:
    marking = placed(FOREARM)
    marking.describe(marking.now.marks[0])
    marking.undo()
    assert not marking.can_undo
