"""Hold what a form needs to know besides the declaration of its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.base.clock import Clock, SystemClock
from app.records.fields import FieldType, PersonAs
from app.records.header import ChildAs
from app.records.lists import ChoiceList, Option
from ui.kit.banners import Prompt
from ui.kit.editor import Editor


def no_prompt(_code: str) -> Prompt | None:
    """Know no prompts."""
    return None


@dataclass(frozen=True, kw_only=True)
class FormContext:
    """Hold lists to choose from, the people and children known, the author and the prompts.

    `prompts` returns the prompt of a code, or None; `embed` makes the editors of field types
    that have a widget of their own, such as the body map.
    """

    clock: Clock = field(default_factory=SystemClock)
    lists: Mapping[str, ChoiceList] = field(default_factory=dict)
    people: Sequence[PersonAs] = ()
    children: Sequence[ChildAs] = ()
    author: PersonAs | None = None
    prompts: Callable[[str], Prompt | None] = no_prompt
    embed: Mapping[FieldType, Callable[[], Editor]] = field(default_factory=dict)

    def today(self) -> date:
        """Return the day it is."""
        return self.clock.now().day()

    def options(self, name: str) -> tuple[Option, ...]:
        """Return the options of a list; none if there is no such list."""
        found = self.lists.get(name)
        return found.options if found else ()
