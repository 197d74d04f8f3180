"""Hold what every record carries besides its own fields."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from app.base.clock import Stamp
from app.records.fields import SHORT_LENGTH, Choice, PersonAs

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=SHORT_LENGTH)]


class ChildAs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a child as they were then, and their role in the record.

    `child` is None while the child stands in no roll ("not listed"); then `age` is as typed
    and `key` tells one such child from another inside the record.
    """

    name: Name
    role: Choice
    child: str | None = None
    known_as: str = ""
    born: date | None = None
    class_name: str = ""
    age: str = ""
    key: str = ""

    def ref(self) -> str:
        """Return what rows of the record use to name this child."""
        return self.child or self.key

    def shown(self) -> str:
        """Return the name, with the name the child is known by."""
        return f"{self.name} ({self.known_as})" if self.known_as else self.name


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Point to the first version of another record and say why.

    `why` is one of: answers, part_of, done, reassigned, redated, cancelled, closes, reopens,
    assigns, same_event, was, matches, about, read, ends, amends, amended, in_error, put_back,
    replaces, reconsiders, settles, takes_in, tells, undoes.
    """

    to: str
    why: str


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the header of a record; it is signed together with the body."""

    id: str
    kind: str
    version: int
    author: PersonAs
    written: Stamp
    root: str
    children: tuple[ChildAs, ...] = ()
    links: tuple[Link, ...] = ()

    def links_for(self, why: str) -> tuple[str, ...]:
        """Return the records linked for one reason."""
        return tuple(link.to for link in self.links if link.why == why)
