"""Keep the school's settings, lists and telephone numbers; old and new value are logged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar

import msgspec

from app.ledger.log import write_log
from app.records.lists import ChoiceList, Option, shipped_lists, with_changes
from app.records.system import SettingChanged
from app.services.changes import Change
from app.services.writer import Writer

T = TypeVar("T")

NUMBER_CODES = ("social_care", "out_of_hours", "lado", "police", "head", "chair")


class PhoneNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold whom to call and the number; an empty number means "not yet", shown red."""

    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    number: Annotated[str, msgspec.Meta(max_length=60)] = ""


class Settings:
    """Read and change settings, each change an entry of *school*."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._school = writer.vaults.school

    def get(self, name: str, kind: type[T], default: T) -> T:
        """Return a setting's value, or the default where it was never set."""
        row = self._school.db.row("SELECT value FROM setting WHERE name = ?", (name,))
        return msgspec.json.decode(row[0], type=kind) if row else default

    def put(self, name: str, value: object, *, reason: str = "") -> Change:
        """Change a setting; nothing happens when the value is the same."""
        row = self._school.db.row("SELECT value FROM setting WHERE name = ?", (name,))
        old, new = row[0] if row else "null", msgspec.json.encode(value).decode()
        if old == new:
            return Change()
        record = SettingChanged(name=name, old=old, new=new, reason=reason)
        with self._school.db.transaction():
            change = self._writer.append(self._school, [self._writer.writing(record)])
            write_log(self._school, "setting", {"name": name, "by": self._writer.vaults.me.id})
        return change

    def numbers(self) -> dict[str, PhoneNumber]:
        """Return the telephone numbers that prompts show, by code; missing ones are empty."""
        held = self.get("numbers", dict[str, PhoneNumber], {})
        return {code: held.get(code, PhoneNumber()) for code in NUMBER_CODES}

    def put_numbers(self, numbers: Mapping[str, PhoneNumber]) -> Change:
        """Change the telephone numbers."""
        return self.put("numbers", dict(numbers))

    def school_name(self) -> str:
        """Return the school's name."""
        return self.get("school_name", str, "")

    def lists(self) -> dict[str, ChoiceList]:
        """Return every list as the school has it."""
        changes = self.get("lists", dict[str, tuple[Option, ...]], {})
        return with_changes(shipped_lists(), changes)

    def put_list(self, name: str, options: tuple[Option, ...], *, reason: str = "") -> Change:
        """Change a list; fixed options stay (FixedOption)."""
        changes = self.get("lists", dict[str, tuple[Option, ...]], {}) | {name: options}
        with_changes(shipped_lists(), changes)
        return self.put("lists", changes, reason=reason)
