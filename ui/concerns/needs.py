"""Say which statuses of a child matter for anybody who writes or reads a concern."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.records.family import Status
from app.records.lists import ChoiceList
from app.workspace import Workspace

NEEDS_PROMPT = "send"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Hold the statuses a child has today; `prompt` when marks may be put down to one of them."""

    statuses: tuple[Status, ...] = ()
    prompt: bool = False

    def words(self) -> str:
        """Return the statuses in one line, with what helps the child to be heard."""
        return " · ".join(one.line() for one in self.statuses)


def standing_of(workspace: Workspace, child: str) -> Standing:
    """Return the statuses a child of the roll has today."""
    dated = workspace.files.see_file(child).statuses
    now = tuple(one.value for one in dated if one.ended is None)
    return Standing(statuses=now, prompt=_prompts(now, workspace.settings.lists()["statuses"]))


def has_group(statuses: Iterable[Status], offered: ChoiceList, group: str) -> bool:
    """Say whether one of the statuses belongs to a group of the list."""
    found = (offered.option(one.status.code) for one in statuses)
    return any(option is not None and option.group == group for option in found)


def _prompts(statuses: Sequence[Status], offered: ChoiceList) -> bool:
    found = (offered.option(one.status.code) for one in statuses)
    return any(option is not None and option.prompt == NEEDS_PROMPT for option in found)
