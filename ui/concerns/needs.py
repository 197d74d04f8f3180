"""Say which statuses of a child matter for anybody who writes or reads a concern."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    return standing_from(statuses_of(workspace, child), workspace.settings.lists())


def statuses_of(workspace: Workspace, child: str) -> tuple[Status, ...]:
    """Return the statuses a child of the roll has today, as they were recorded."""
    dated = workspace.files.see_file(child).statuses
    return tuple(one.value for one in dated if one.ended is None)


def standing_from(statuses: tuple[Status, ...], lists: Mapping[str, ChoiceList]) -> Standing:
    """Return what the statuses of today mean for whoever writes."""
    prompt = bool(statuses) and _prompts(statuses, lists["statuses"])
    return Standing(statuses=statuses, prompt=prompt)


def has_group(statuses: Iterable[Status], offered: ChoiceList, group: str) -> bool:
    """Say whether one of the statuses belongs to a group of the list."""
    found = (offered.option(one.status.code) for one in statuses)
    return any(option is not None and option.group == group for option in found)


def _prompts(statuses: Sequence[Status], offered: ChoiceList) -> bool:
    found = (offered.option(one.status.code) for one in statuses)
    return any(option is not None and option.prompt == NEEDS_PROMPT for option in found)
