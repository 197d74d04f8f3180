"""Place, move, describe and remove marks, and take every step back."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.records.marks import Mark, Place
from app.rules.bodymap import VERSIONS, drawing

STEPS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """Hold the marks after a step, and the number of the one being described (0: none)."""

    marks: tuple[Mark, ...] = ()
    chosen: int = 0

    def mark(self) -> Mark | None:
        """Return the mark being described."""
        return self.marks[self.chosen - 1] if self.chosen else None


class Marking:
    """Keep the marks of a body map and the steps that led there; typing in a row is one step."""

    def __init__(self) -> None:
        self._steps = [Step()]
        self._at = 0
        self._typing = ""

    @property
    def now(self) -> Step:
        """Return the present step."""
        return self._steps[self._at]

    @property
    def can_undo(self) -> bool:
        """Say whether there is a step to take back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Say whether a step was taken back."""
        return self._at < len(self._steps) - 1

    def start(self, marks: tuple[Mark, ...]) -> None:
        """Forget every step and begin with these marks."""
        self._steps, self._at, self._typing = [Step(marks)], 0, ""

    def place(self, view: str, place: Place | None, region_id: str) -> None:
        """Add a mark at a place of a region, and describe it next."""
        region = drawing(view).region(region_id)
        number = len(self.now.marks) + 1
        mark = Mark(
            number=number,
            view=view,
            version=VERSIONS[view],
            place=place,
            regions=(region.region(),) if region else (),
        )
        self._add(Step((*self.now.marks, mark), number))

    def move(self, view: str, place: Place | None, region_id: str) -> None:
        """Put the mark being described somewhere else."""
        region = drawing(view).region(region_id)
        mark = self.now.mark()
        if mark is not None and region is not None:
            moved = msgspec.structs.replace(
                mark,
                view=view,
                version=VERSIONS[view],
                place=place,
                regions=(region.region(),),
                strokes=(),
            )
            self._add(self._with(moved))

    def describe(self, mark: Mark, *, typing: str = "") -> None:
        """Take over what is said of a mark; `typing` names the field being typed into."""
        if mark != self.now.marks[mark.number - 1]:
            self._add(self._with(mark), typing=f"{mark.number} {typing}" if typing else "")

    def remove(self, number: int) -> None:
        """Take a mark away; those after it move up."""
        kept = [mark for mark in self.now.marks if mark.number != number]
        marks = [msgspec.structs.replace(mark, number=n) for n, mark in enumerate(kept, 1)]
        self._add(Step(tuple(marks)))

    def choose(self, number: int) -> None:
        """Describe another mark: no step, but it ends a run of typing."""
        self._steps[self._at] = Step(self.now.marks, number)
        self._typing = ""

    def undo(self) -> None:
        """Take a step back."""
        self._at = max(0, self._at - 1)
        self._typing = ""

    def redo(self) -> None:
        """Go the step forward again that was taken back."""
        self._at = min(len(self._steps) - 1, self._at + 1)
        self._typing = ""

    def _with(self, mark: Mark) -> Step:
        marks = tuple(mark if m.number == mark.number else m for m in self.now.marks)
        return Step(marks, mark.number)

    def _add(self, step: Step, *, typing: str = "") -> None:
        del self._steps[self._at + 1 :]
        if typing and typing == self._typing:
            self._steps[self._at] = step
        else:
            self._steps.append(step)
        self._typing = typing
        del self._steps[: max(0, len(self._steps) - STEPS - 1)]
        self._at = len(self._steps) - 1
