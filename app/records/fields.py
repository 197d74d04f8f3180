"""Say what a field of a record may be: about a dozen types, sections and questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Annotated, Literal

import msgspec

from app.base.text import _

SHORT_LENGTH = 200
WORDS_LENGTH = 20_000


class FieldType(Enum):
    """Name the ways a field is typed, checked, shown and printed."""

    SHORT = "short"
    WORDS = "words"
    MOMENT = "moment"
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"
    TICK = "tick"
    NUMBER = "number"
    PERSON = "person"
    CHILD = "child"
    ROWS = "rows"
    BODY_MAP = "body_map"


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a chosen option: its code, and the words that were shown."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    words: Annotated[str, msgspec.Meta(min_length=1, max_length=SHORT_LENGTH)]


class Moment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a day and a time as people say them: either may be unknown."""

    day: date | None = None
    time: time | None = None

    @property
    def known(self) -> bool:
        """Say whether at least the day is known."""
        return self.day is not None

    def shown(self) -> str:
        """Return the moment in words: 3 March 2026 at 14:05."""
        if self.day is None:
            return _("Not known")
        day = show_day(self.day)
        if self.time is None:
            return _("{day}, time not known").format(day=day)
        return _("{day} at {time}").format(day=day, time=self.time.strftime("%H:%M"))


NOT_KNOWN = Moment()


def show_day(day: date) -> str:
    """Return a day in words: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"


class PersonAs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold an adult as they were then: id if they are in Rowan's register, name and role."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=SHORT_LENGTH)]
    role: Annotated[str, msgspec.Meta(max_length=SHORT_LENGTH)] = ""
    id: str | None = None

    def shown(self) -> str:
        """Return the name with the role."""
        return f"{self.name} ({self.role})" if self.role else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Hold the question that a form asks for one field."""

    section: Section
    label: str
    hint: str = ""
    missing: str = ""
    rows: int = 3
    pick: str = ""
    voice: Literal["", "child", "opinion"] = ""
    show_when: tuple[str, frozenset[str]] | None = None
    unknown: bool = False
    past: bool = False
    add: str = ""
    prompt: str = ""
    default: Literal["", "author", "now", "today", "only"] = ""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """Gather questions under one heading; an added one is offered, not asked at once.

    With `offered_when` it is offered once another question has one of the answers (field, codes).
    """

    label: str
    hint: str = ""
    added: bool = False
    prompt: str = ""
    offered_when: tuple[str, frozenset[str]] | None = None

    def ask(self, label: str, hint: str = "", /, **options: object) -> Ask:
        """Return a question of this section; the options are those of Ask."""
        return Ask(section=self, label=label, hint=hint, **options)  # type: ignore[arg-type]


Short = Annotated[str, msgspec.Meta(min_length=1, max_length=SHORT_LENGTH), FieldType.SHORT]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=WORDS_LENGTH), FieldType.WORDS]
When = Annotated[Moment, FieldType.MOMENT]
Day = Annotated[date, FieldType.DAY]
One = Annotated[Choice, FieldType.CHOICE]
Many = Annotated[tuple[Choice, ...], FieldType.CHOICES]
Tick = Annotated[bool, FieldType.TICK]
Number = Annotated[float, msgspec.Meta(ge=0, le=1_000_000), FieldType.NUMBER]
Adult = Annotated[PersonAs, FieldType.PERSON]
WhichChild = Annotated[str, msgspec.Meta(min_length=1, max_length=64), FieldType.CHILD]
