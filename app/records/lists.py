"""Read the lists that questions offer: dated data, some fixed nationally, others the school's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from app.base.errors import RuleError
from app.base.text import _
from app.records.fields import Choice

LISTS = Path(__file__).resolve().parents[2] / "resources" / "lists"


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Offer one option: its code, its words, a hint, and the prompt to show when chosen."""

    code: str
    words: str
    hint: str = ""
    prompt: str = ""
    fixed: bool = False
    group: str = ""

    def choice(self) -> Choice:
        """Return the choice to be stored: code and words as shown now."""
        return Choice(self.code, _(self.words))


class ChoiceList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Offer options in order, with their source and the day they were last checked."""

    name: str
    source: str
    checked: str
    options: tuple[Option, ...]
    editable: bool = True

    def option(self, code: str) -> Option | None:
        """Return the option with a code."""
        return next((o for o in self.options if o.code == code), None)

    def choice(self, code: str) -> Choice:
        """Return the choice for a code; an unknown code is a mistake (KeyError)."""
        option = self.option(code)
        if option is None:
            raise KeyError(code)
        return option.choice()


class FixedOption(RuleError):
    """An option that is fixed nationally cannot be changed."""

    def __init__(self, code: str) -> None:
        """Name the option."""
        super().__init__(code)
        self.code = code


@cache
def shipped_lists() -> Mapping[str, ChoiceList]:
    """Return every list that ships with Rowan, by name."""
    lists: dict[str, ChoiceList] = {}
    for path in sorted(LISTS.glob("*.toml")):
        for name, table in tomllib.loads(path.read_text("utf-8")).items():
            lists[name] = msgspec.convert({"name": name, **table}, ChoiceList)
    return lists


def with_changes(
    shipped: Mapping[str, ChoiceList], changes: Mapping[str, tuple[Option, ...]]
) -> dict[str, ChoiceList]:
    """Return the lists as the school has them; fixed options stay (else FixedOption)."""
    lists = dict(shipped)
    for name, options in changes.items():
        mine = lists[name]
        kept = {o.code: o for o in options}
        for option in mine.options:
            if option.fixed and kept.get(option.code) != option:
                raise FixedOption(option.code)
        lists[name] = msgspec.structs.replace(mine, options=options)
    return lists
