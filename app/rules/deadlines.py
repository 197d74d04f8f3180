"""Read the dated deadline rules and derive days from them; nothing derived is stored."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from app.rules.working_days import add_working_days

RULES = Path(__file__).resolve().parents[2] / "resources" / "rules"


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold one rule: what starts it, how long, who acts, how binding, and where it stands."""

    id: str
    name: str
    trigger: str
    limit: int
    unit: Literal["working_day"]
    who: str
    force: Literal["must", "should", "local", "default"]
    source: str

    def limit_from(self, day: date) -> date:
        """Return the last day on which the rule is kept, counted from the day it began."""
        return add_working_days(day, self.limit)


class RulePack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold one edition of the rules and the day it was last checked."""

    edition: str
    checked: date
    rules: tuple[Deadline, ...]

    def rule(self, name: str) -> Deadline:
        """Return the rule with an id; an unknown id is a mistake (KeyError)."""
        found = next((rule for rule in self.rules if rule.id == name), None)
        if found is None:
            raise KeyError(name)
        return found


@cache
def newest_rules() -> RulePack:
    """Return the newest edition that ships."""
    path = max(RULES.glob("*.toml"))
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), RulePack)
