"""Hold children and adults as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.base.text import _
from app.records.fields import Choice, PersonAs, show_day
from app.records.header import ChildAs


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildCard:
    """Hold a child as the roll has them now."""

    id: str
    legal_name: str
    known_as: str
    born: date | None
    class_name: str = ""
    year: str = ""
    upn: str = ""
    sex: str = ""
    left_on: date | None = None
    age: str = ""
    listed: bool = True

    @property
    def name(self) -> str:
        """Return the name people use: the known one, else the legal one."""
        return self.known_as or self.legal_name

    def group(self) -> str:
        """Return year and class: Year 4 Oak."""
        return " ".join(part for part in (self.year, self.class_name) if part)

    def identity(self, today: date) -> str:
        """Return what stands under a title: born 12 May 2017 (8 years) · Year 4 · Oak."""
        parts = [
            *self._born(today),
            *([] if self.listed else [_("not on the roll")]),
            *([_("also {name}").format(name=self.legal_name)] if self.known_as else []),
            *(part for part in (self.year, self.class_name) if part),
            *([_("left on {day}").format(day=show_day(self.left_on))] if self.left_on else []),
        ]
        return " · ".join(parts)

    def _born(self, today: date) -> list[str]:
        if self.born is None:
            return [self.age] if self.age else []
        age = age_on(self.born, today)
        return [_("born {day} ({age} years)").format(day=show_day(self.born), age=age)]

    def as_in_record(self, role: Choice) -> ChildAs:
        """Return the child as a record keeps them: as they are now."""
        return ChildAs(
            name=self.legal_name,
            role=role,
            child=self.id,
            known_as=self.known_as,
            born=self.born,
            class_name=self.group(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """Hold an adult as the school's register has them now."""

    id: str
    name: str
    job: str = ""
    roles: tuple[Choice, ...] = ()
    phone: str = ""
    left_on: date | None = None

    @property
    def role(self) -> str:
        """Return the role in words."""
        return self.job or ", ".join(choice.words for choice in self.roles)

    def as_in_record(self) -> PersonAs:
        """Return the adult as a record keeps them: as they are now."""
        return PersonAs(name=self.name, role=self.role, id=self.id)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
