"""Declare a kind of record once; form, check, sheet, chronology and search follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar, dataclass_transform

import msgspec

from app.records.fields import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator

Strength = Literal["session", "attest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Describe a kind of record: its code and version, how it is signed and where it is kept."""

    code: str
    version: int
    label: str
    sign: Strength = "session"
    vault: str = "children"
    waits_for: frozenset[str] = frozenset()
    in_file: bool = True


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(msgspec.field,))
class RecordMeta(msgspec.StructMeta):
    """Fix for every kind that it is frozen, keyword-only and strict."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any
    ) -> RecordMeta:
        """Create the class of a kind."""
        fixed = {"frozen": True, "kw_only": True, "forbid_unknown_fields": True}
        return super().__new__(cls, name, bases, namespace, **{**options, **fixed})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(msgspec.field,))
class Row(msgspec.Struct, metaclass=RecordMeta):
    """Hold one row of a repeated part of a record."""


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(msgspec.field,))
class Record(msgspec.Struct, metaclass=RecordMeta):
    """Hold what was written down, as it was signed. Lifted columns are typed methods."""

    kind: ClassVar[Kind]

    def happened_at(self) -> Moment | None:
        """Return when the thing itself happened, if that differs from when it was written."""
        return None

    def due_on(self) -> date | None:
        """Return the day by which something is to be done."""
        return None

    def owner(self) -> str | None:
        """Return the id of the person who is to act."""
        return None

    def line(self) -> str:
        """Return one line for lists and chronology."""
        return ""

    @classmethod
    def cross_check(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:  # noqa: ARG003
        """Yield (field, problem code) for what single fields cannot show.

        Fields that are missing or wrong by themselves are not among the values.
        """
        yield from ()


R = TypeVar("R", bound=Record)


def kind(
    code: str,
    version: int,
    label: str,
    *,
    sign: Strength = "session",
    vault: str = "children",
    waits_for: frozenset[str] = frozenset(),
    in_file: bool = True,
) -> Callable[[type[R]], type[R]]:
    """Attach the description of a kind to its class."""

    def attach(cls: type[R]) -> type[R]:
        cls.kind = Kind(
            code=code,
            version=version,
            label=label,
            sign=sign,
            vault=vault,
            waits_for=waits_for,
            in_file=in_file,
        )
        return cls

    return attach
