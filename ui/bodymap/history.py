"""Remember every step of marking a body map, so that each can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from app.records.marks import Mark

STEPS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """Hold the marks after a step, and the number of the one being described (0: none)."""

    marks: tuple[Mark, ...] = ()
    chosen: int = 0


class History:
    """Keep the steps; typing into one field counts as one."""

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

    def start(self, step: Step) -> None:
        """Forget every step and begin here."""
        self._steps, self._at, self._typing = [step], 0, ""

    def add(self, step: Step, *, typing: str = "") -> None:
        """Go a step on; steps with the same words of `typing` in a row become one."""
        del self._steps[self._at + 1 :]
        if typing and typing == self._typing:
            self._steps[self._at] = step
        else:
            self._steps.append(step)
        self._typing = typing
        del self._steps[: max(0, len(self._steps) - STEPS - 1)]
        self._at = len(self._steps) - 1

    def choose(self, number: int) -> None:
        """Describe another mark: no step, but it ends a run of typing."""
        self._steps[self._at] = Step(self.now.marks, number)
        self._typing = ""

    def undo(self) -> Step:
        """Take a step back."""
        self._at = max(0, self._at - 1)
        self._typing = ""
        return self.now

    def redo(self) -> Step:
        """Go the step forward again that was taken back."""
        self._at = min(len(self._steps) - 1, self._at + 1)
        self._typing = ""
        return self.now
