"""Ask who is on the roll and who works here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from app.base.fold import fold
from app.records.check import clean
from app.records.fields import Choice
from app.rules.cards import ChildCard, PersonCard
from app.views.vaults import SchoolOpen

_CHILD = (
    "SELECT id, legal_first, legal_last, known_first, known_last, born, class_name, year, upn,"
    " sex, left_on, merged_into FROM child"
)
_PERSON = "SELECT id, name, job, roles, phone, left_on FROM person"
_BY_NAME = " ORDER BY found_by"


class RollView:
    """Answer questions about children and adults by name."""

    def __init__(self, vaults: SchoolOpen) -> None:
        """Take the open vaults."""
        self._school = vaults.school

    def children(self, *, leavers: bool = False) -> list[ChildCard]:
        """Return the children on the roll by name, leavers too if asked for."""
        where = " WHERE merged_into IS NULL" + ("" if leavers else " AND left_on IS NULL")
        return [_child(row) for row in self._school.db.query(_CHILD + where + _BY_NAME)]

    def child(self, child: str) -> ChildCard | None:
        """Return one child, followed to the entry they were merged into."""
        row = self._school.db.row(_CHILD + " WHERE id = ?", (child,))
        while row is not None and row[11] is not None:
            row = self._school.db.row(_CHILD + " WHERE id = ?", (row[11],))
        return _child(row) if row else None

    def merged_into(self, child: str) -> frozenset[str]:
        """Return a child's id with the ids of all entries of the roll that were merged into it."""
        rows = self._school.db.query(
            "WITH RECURSIVE one (id) AS (SELECT ?1 UNION"
            " SELECT c.id FROM child c JOIN one ON c.merged_into = one.id) SELECT id FROM one",
            (child,),
        )
        return frozenset(row[0] for row in rows)

    def cards(self, children: Iterable[str]) -> dict[str, ChildCard]:
        """Return the cards of several children by id; one who is on no roll has none."""
        wanted = msgspec.json.encode(sorted(set(children))).decode()
        where = " WHERE id IN (SELECT value FROM json_each(?))"
        found: dict[str, ChildCard] = {}
        for row in self._school.db.query(_CHILD + where, (wanted,)):
            card = self.child(row[0]) if row[11] else _child(row)
            if card:
                found[row[0]] = card
        return found

    def named(self, typed: str, *, most: int = 20) -> list[ChildCard]:
        """Return the children whose names hold every typed word's beginning."""
        words = fold(clean(typed)).split()
        where = " WHERE merged_into IS NULL" + " AND (' ' || found_by) LIKE ?" * len(words)
        params = [f"% {_literal(word)}%" for word in words]
        rows = self._school.db.query(_CHILD + where + _BY_NAME + " LIMIT ?", (*params, most))
        return [_child(row) for row in rows]

    def people(self, *, leavers: bool = False) -> list[PersonCard]:
        """Return the adults in the register by name."""
        where = "" if leavers else " WHERE left_on IS NULL"
        return [_person(row) for row in self._school.db.query(_PERSON + where + " ORDER BY name")]

    def person(self, person: str | None) -> PersonCard | None:
        """Return one adult."""
        row = self._school.db.row(_PERSON + " WHERE id = ?", (person,)) if person else None
        return _person(row) if row else None

    def names(self) -> dict[str, str]:
        """Return the name of every adult in the register, leavers too, by id."""
        return dict(self._school.db.query("SELECT id, name FROM person"))

    def working(self, day: date) -> frozenset[str]:
        """Return the ids of the adults who work here on a day."""
        sql = "SELECT id FROM person WHERE left_on IS NULL OR left_on > ?"
        return frozenset(row[0] for row in self._school.db.query(sql, (day.isoformat(),)))

    def classes(self) -> list[str]:
        """Return the classes on the roll."""
        rows = self._school.db.query(
            "SELECT DISTINCT class_name FROM child"
            " WHERE class_name IS NOT NULL AND left_on IS NULL ORDER BY class_name"
        )
        return [row[0] for row in rows]


def _literal(word: str) -> str:
    return word.replace("%", "").replace("_", "")


def _child(row: tuple[Any, ...]) -> ChildCard:
    legal = f"{row[1]} {row[2]}"
    known = f"{row[3] or row[1]} {row[4] or row[2]}"
    return ChildCard(
        id=row[0],
        legal_name=legal,
        known_as="" if known == legal else known,
        born=date.fromisoformat(row[5]),
        class_name=row[6] or "",
        year=row[7] or "",
        upn=row[8] or "",
        sex=row[9] or "",
        left_on=date.fromisoformat(row[10]) if row[10] else None,
    )


def _person(row: tuple[Any, ...]) -> PersonCard:
    return PersonCard(
        id=row[0],
        name=row[1],
        job=row[2] or "",
        roles=tuple(msgspec.json.decode(row[3], type=list[Choice])),
        phone=row[4] or "",
        left_on=date.fromisoformat(row[5]) if row[5] else None,
    )
