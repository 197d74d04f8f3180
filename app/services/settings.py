"""Keep the school's settings, lists and telephone numbers; old and new value are logged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar

import msgspec

from app.ledger.ledger import Ledger
from app.ledger.log import write_log
from app.records.lists import ChoiceList, Option, shipped_lists, with_changes
from app.records.system import SettingChanged
from app.services.changes import Change
from app.services.writer import Writer

T = TypeVar("T")

PROCESS_CODES = ("cse", "cce", "domestic_abuse", "child_on_child")
ROLES = "staff_roles"
ROLE_NAMES = "role_names"
NUMBER_CODES = ("social_care", "out_of_hours", "lado", "police", "head", "chair")


class PhoneNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold whom to call and the number; an empty number means "not yet", shown red."""

    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    number: Annotated[str, msgspec.Meta(max_length=60)] = ""


class LocalProcess(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold what the school's area does in a case: the name of its document, and where it is."""

    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    where: Annotated[str, msgspec.Meta(max_length=500)] = ""

    def shown(self) -> str:
        """Return name and place in one line."""
        return ": ".join(part for part in (self.name, self.where) if part)


class SettingsView:
    """Read settings, lists and numbers."""

    def __init__(self, school: Ledger) -> None:
        """Take the ledger of *school*."""
        self.school = school

    def get(self, name: str, kind: type[T], default: T) -> T:
        """Return a setting's value, or the default where it was never set."""
        row = self.school.db.row("SELECT value FROM setting WHERE name = ?", (name,))
        return msgspec.json.decode(row[0], type=kind) if row else default

    def numbers(self) -> dict[str, PhoneNumber]:
        """Return the telephone numbers that prompts show, by code; missing ones are empty."""
        held = self.get("numbers", dict[str, PhoneNumber], {})
        return {code: held.get(code, PhoneNumber()) for code in NUMBER_CODES}

    def processes(self) -> dict[str, LocalProcess]:
        """Return the local processes that prompts point to, by code; missing ones are empty."""
        held = self.get("processes", dict[str, LocalProcess], {})
        return {code: held.get(code, LocalProcess()) for code in PROCESS_CODES}

    def school_name(self) -> str:
        """Return the school's name."""
        return self.get("school_name", str, "")

    def lists(self) -> dict[str, ChoiceList]:
        """Return every list as the school has it."""
        changes = self.get("lists", dict[str, tuple[Option, ...]], {})
        found = with_changes(shipped_lists(), changes)
        return {**found, ROLES: _named(found[ROLES], self.role_names())}

    def role_names(self) -> dict[str, str]:
        """Return how the school names its roles, by code; the others are named as shipped."""
        return self.get(ROLE_NAMES, dict[str, str], {})


class Settings(SettingsView):
    """Change settings, each change an entry of *school*."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        super().__init__(writer.vaults.school)
        self._writer = writer

    def put(self, name: str, value: object, *, reason: str = "") -> Change:
        """Change a setting; nothing happens when the value is the same."""
        row = self.school.db.row("SELECT value FROM setting WHERE name = ?", (name,))
        old, new = row[0] if row else "null", msgspec.json.encode(value).decode()
        if old == new:
            return Change()
        record = SettingChanged(name=name, old=old, new=new, reason=reason)
        with self.school.db.transaction():
            change = self._writer.append(self.school, [self._writer.writing(record)])
            write_log(self.school, "setting", {"name": name, "by": self._writer.vaults.me.id})
        self._writer.tell(change)
        return change

    def put_numbers(self, numbers: Mapping[str, PhoneNumber]) -> Change:
        """Change the telephone numbers."""
        return self.put("numbers", dict(numbers))

    def put_processes(self, processes: Mapping[str, LocalProcess]) -> Change:
        """Change where the local processes are found."""
        return self.put("processes", dict(processes))

    def put_list(self, name: str, options: tuple[Option, ...], *, reason: str = "") -> Change:
        """Change a list; fixed options stay (FixedOption)."""
        if name == ROLES:
            options = _unnamed(options, self.role_names())
        changes = self.get("lists", dict[str, tuple[Option, ...]], {}) | {name: options}
        with_changes(shipped_lists(), changes)
        return self.put("lists", changes, reason=reason)


def _named(held: ChoiceList, names: Mapping[str, str]) -> ChoiceList:
    """Return a list with the school's own words for some of its options."""
    options = tuple(
        msgspec.structs.replace(option, words=names.get(option.code) or option.words)
        for option in held.options
    )
    return msgspec.structs.replace(held, options=options)


def _unnamed(options: tuple[Option, ...], names: Mapping[str, str]) -> tuple[Option, ...]:
    """Return options shown by the school's names in their own words: names are kept apart."""
    shipped = {option.code: option.words for option in shipped_lists()[ROLES].options}
    return tuple(
        msgspec.structs.replace(option, words=shipped.get(option.code, option.words))
        if option.words == names.get(option.code)
        else option
        for option in options
    )
