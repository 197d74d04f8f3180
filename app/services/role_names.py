"""Name the roles of a school as the school does; what was signed keeps the words of its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import msgspec

from app.base.errors import InputError
from app.ledger.log import write_log
from app.ledger.values import Writing
from app.records.check import clean
from app.records.header import Link
from app.records.lists import Option, shipped_lists
from app.records.register import PersonEntry
from app.records.system import SettingChanged
from app.rules.cards import PersonCard
from app.services.changes import Change
from app.services.settings import ROLE_NAMES, ROLES, Settings
from app.services.writer import Writer
from app.views.roll import RollView

_LONGEST = 80


class RoleNames:
    """Change what roles are called; their codes, and what they may do, stay."""

    def __init__(self, writer: Writer, settings: Settings) -> None:
        """Take the writer of the person signed in, and the settings."""
        self._writer = writer
        self._settings = settings
        self._roll = RollView(writer.vaults)

    def options(self) -> tuple[tuple[Option, str], ...]:
        """Return every role as shipped or added, with the name the school gives it."""
        names = self._settings.role_names()
        shipped = shipped_lists()[ROLES]
        return tuple(
            (shipped.option(option.code) or option, names.get(option.code, ""))
            for option in self._settings.lists()[ROLES].options
        )

    def rename(self, names: Mapping[str, str], reason: str = "") -> Change:
        """Name roles by code; an empty name goes back to the shipped words.

        Everybody of the register who holds a renamed role is entered anew in the same act.
        InputError on the code of a role whose name is too long or borne by another.
        """
        wanted = {code: clean(name) for code, name in names.items() if clean(name)}
        self._check(wanted)
        before = self._settings.role_names()
        if wanted == before:
            return Change()
        school = self._writer.vaults.school
        old, new = (msgspec.json.encode(each).decode() for each in (before, wanted))
        record = SettingChanged(name=ROLE_NAMES, old=old, new=new, reason=reason)
        with school.db.transaction():
            change = self._writer.append(school, [self._writer.writing(record)])
            people = self._people()
            if people:
                self._writer.append(school, people)
            write_log(school, "setting", {"name": ROLE_NAMES, "by": self._writer.vaults.me.id})
        whole = Change(kinds=change.kinds | {PersonEntry.kind.code}, records=change.records)
        self._writer.tell(whole)
        return whole

    def _check(self, wanted: Mapping[str, str]) -> None:
        shown = {o.code: wanted.get(o.code) or o.words for o, _name in self.options()}
        words = [name.casefold() for name in shown.values()]
        problems = {
            code: "too_long" if len(name) > _LONGEST else "same_name"
            for code, name in wanted.items()
            if len(name) > _LONGEST or words.count(name.casefold()) > 1
        }
        if problems:
            raise InputError(problems)

    def _people(self) -> list[Writing]:
        """Return new entries of those whose roles are called otherwise now."""
        roles = self._settings.lists()[ROLES]
        found = []
        for card in self._roll.people():
            named = tuple(
                roles.choice(one.code) if roles.option(one.code) else one for one in card.roles
            )
            if named != card.roles:
                entry = entry_of(replace(card, roles=named))
                found.append(self._writer.writing(entry, links=[Link(card.id, "about")]))
        return found


def entry_of(card: PersonCard, *, left_on: date | None = None) -> PersonEntry:
    """Return what the register would say of a person anew."""
    return PersonEntry(
        name=card.name,
        roles=card.roles,
        job=card.job or None,
        phone=card.phone or None,
        left_on=left_on or card.left_on,
    )
