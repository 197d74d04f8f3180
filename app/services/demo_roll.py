"""Invent the children, families and staff of the demonstration school."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from app.base.ids import new_id
from app.records.family import Contact, Household, Status
from app.records.fields import Choice
from app.records.lists import shipped_lists
from app.records.register import ChildEntry, upn_letter

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
SUMMER = 9
FIRST_AGE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """Hold an invented child: id, roll entry, the adult at home, and the class by year."""

    id: str
    entry: ChildEntry
    adult: str
    mother: bool
    family: int
    year: int


@cache
def names() -> dict[str, Any]:
    """Return the invented names."""
    return tomllib.loads((DEMO / "names.toml").read_text("utf-8"))


@cache
def words() -> dict[str, Any]:
    """Return the invented narratives."""
    return tomllib.loads((DEMO / "words.toml").read_text("utf-8"))


def pick(name: str, code: str) -> Choice:
    """Return a choice of a shipped list."""
    return shipped_lists()[name].choice(code)


def invent_pupils(count: int, today: date, random: Random) -> list[Pupil]:
    """Return children with siblings among them, spread over the classes."""
    pupils: list[Pupil] = []
    family = 0
    while len(pupils) < count:
        surname = random.choice(names()["surnames"])
        mother = random.random() < 0.7  # noqa: PLR2004 - more mothers than fathers call
        adult = f"{random.choice(names()['women' if mother else 'men'])} {surname}"
        for _sibling in range(random.choices((1, 2, 3), (70, 25, 5))[0]):
            if len(pupils) < count:
                place = len(pupils)
                pupils.append(_pupil(place, surname, (adult, mother), family, today, random))
        family += 1
    return pupils


def _pupil(  # noqa: PLR0917 - one child, its parts
    place: int, surname: str, adult: tuple[str, bool], family: int, today: date, random: Random
) -> Pupil:
    sex = random.choice("FM")
    year = random.randrange(len(names()["classes"]))
    first = random.choice(names()["girls" if sex == "F" else "boys"])
    start = today.year - (today.month < SUMMER)
    born = date(start - FIRST_AGE - year - 1, SUMMER, 1) + timedelta(days=random.randrange(364))
    year_name, class_name = names()["classes"][year].rsplit(" ", 1)
    digits = f"{random.randrange(100, 999)}{random.randrange(1000, 9999)}{place:05d}"
    known = f"{first[:3]}i" if random.random() < 0.04 else None  # noqa: PLR2004 - a few have one
    entry = ChildEntry(
        legal_first=first,
        legal_last=surname,
        known_first=known,
        born=born,
        upn=upn_letter(digits) + digits,
        class_name=class_name,
        year=year_name,
        sex=pick("sexes", sex),
    )
    name, mother = adult
    return Pupil(id=new_id(), entry=entry, adult=name, mother=mother, family=family, year=year)


def invent_family(pupil: Pupil, random: Random) -> list[Contact | Household]:
    """Return the contacts and household of a child."""
    relation = pick("relations", "mother" if pupil.mother else "father")
    street = f"{random.randrange(1, 90)} {random.choice(names()['streets'])}"
    second = f"{random.choice(names()['women'])} {random.choice(names()['surnames'])}"
    return [
        Contact(
            name=pupil.adult,
            relation=relation,
            phone=f"01632 960{random.randrange(100, 999)}",
            address=street,
            responsible=True,
        ),
        Contact(
            name=second,
            relation=pick("relations", random.choice(["relative", "friend", "grandparent"])),
            phone=f"07700 900{random.randrange(100, 999)}",
        ),
        Household(name=pupil.adult, relation=relation, responsible=True),
    ]


def invent_status(today: date, random: Random) -> Status:
    """Return a status, sometimes one that has ended."""
    code = random.choice(words()["statuses"])
    since = today - timedelta(days=random.randrange(30, 700))
    until = since + timedelta(days=200) if random.random() < 0.15 else None  # noqa: PLR2004
    return Status(
        status=pick("statuses", code),
        since=since,
        until=until,
        details=words()["status_details"].get(code),
    )
