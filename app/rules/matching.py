"""Rank who on the roll a typed child may be, and who a typed adult; people choose, never Rowan.

Names are folded as the find box folds them. Equal names come first, then near ones; a class, an
age or a birth date that agrees lifts a match, one that differs lowers it and is not hidden.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rapidfuzz import fuzz

from app.base.fold import fold
from app.records.fields import PersonAs
from app.records.header import ChildAs
from app.rules.cards import ChildCard, PersonCard, age_on

NEAR = 78
"""From this likeness of names on (0 to 100) somebody is shown."""
MOST = 6

Reason = Literal[
    "name", "known_as", "near_name", "class", "age", "born", "other_class", "other_age", "role"
]

_EQUAL = 100
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildMatch:
    """Hold one child whom a typed child may be: how alike (0 to 100) and why.

    `exact` is an equal name in an equal class; `twins` that another child bears an equal name.
    """

    card: ChildCard
    score: int
    reasons: tuple[Reason, ...]
    exact: bool
    twins: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMatch:
    """Hold one adult whom a typed adult may be: how alike (0 to 100) and why."""

    card: PersonCard
    score: int
    reasons: tuple[Reason, ...]
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Hold whom a note's children, by their key, and its author may be."""

    children: dict[str, tuple[ChildMatch, ...]]
    reporter: tuple[PersonMatch, ...]


def match_child(
    typed: ChildAs, roll: Iterable[ChildCard], today: date, *, most: int = MOST
) -> tuple[ChildMatch, ...]:
    """Return the children a typed one may be, the likeliest first.

    Equal names are all shown, however many there are.
    """
    likely = [(card, *_likeness(typed, card)) for card in roll]
    near = [one for one in likely if one[1] >= NEAR]
    names = Counter(_sorted_words(card.name) for card, _score, _reason in near)
    found = [
        _child_match(typed, card, today, (score, reason), names) for card, score, reason in near
    ]
    ranked = sorted(found, key=lambda m: (-m.score, m.card.name, m.card.born or date.min))
    equal = sum(1 for match in ranked if "near_name" not in match.reasons)
    return tuple(ranked[: max(most, equal)])


def match_person(
    typed: PersonAs, people: Iterable[PersonCard], *, most: int = MOST
) -> tuple[PersonMatch, ...]:
    """Return the adults of the register whom a typed one may be, the likeliest first."""
    found = [match for card in people if (match := _person_match(typed, card))]
    return tuple(sorted(found, key=lambda m: (-m.score, m.card.name))[:most])


def _likeness(typed: ChildAs, card: ChildCard) -> tuple[int, Reason]:
    """Return how alike the names are, by the best pair of names, and which pair that was."""
    said = [name for name in (typed.name, typed.known_as) if name]
    pairs = [(_alike(name, card.legal_name), "name") for name in said]
    if card.known_as:
        pairs += [(_alike(name, card.known_as), "known_as") for name in said]
    score, which = max(pairs, key=lambda pair: pair[0])
    if score < _EQUAL:
        return score, "near_name"
    return score, "name" if which == "name" else "known_as"


def _alike(one: str, other: str) -> int:
    """Return 100 for equal words in any order, else how alike the names are, below 100."""
    mine, theirs = _sorted_words(one), _sorted_words(other)
    if mine == theirs:
        return _EQUAL if mine else 0
    whole = fuzz.ratio(" ".join(mine), " ".join(theirs))
    if mine and theirs and (set(mine) < set(theirs) or set(theirs) < set(mine)):
        whole = max(whole, 85.0)  # one of several first names, or a first name alone
    return min(_EQUAL - 1, round(whole))


def _sorted_words(name: str) -> tuple[str, ...]:
    return tuple(sorted(_WORDS.findall(fold(name))))


def _child_match(
    typed: ChildAs,
    card: ChildCard,
    today: date,
    likeness: tuple[int, Reason],
    names: Counter[tuple[str, ...]],
) -> ChildMatch:
    alike, name_reason = likeness
    about = list(_about(typed, card, today))
    lifted = alike + sum(_WEIGHTS.get(reason, 0) for reason in about)
    equal = name_reason != "near_name"
    return ChildMatch(
        card=card,
        score=max(0, min(_EQUAL if equal else _EQUAL - 1, lifted)),
        reasons=(name_reason, *about),
        exact=equal and "class" in about and "other_age" not in about,
        twins=names[_sorted_words(card.name)] > 1,
    )


_WEIGHTS: dict[Reason, int] = {
    "class": 6,
    "born": 12,
    "age": 3,
    "other_class": -6,
    "other_age": -10,
}


def _about(typed: ChildAs, card: ChildCard, today: date) -> Iterator[Reason]:
    if typed.class_name and (card.class_name or card.year):
        yield "class" if _same_class(typed.class_name, card) else "other_class"
    if typed.born and card.born:
        yield "born" if typed.born == card.born else "other_age"
    elif typed.age and card.born:
        digits = re.search(r"\d+", typed.age)
        if digits:
            yield "age" if abs(int(digits[0]) - age_on(card.born, today)) <= 1 else "other_age"


def _same_class(typed: str, card: ChildCard) -> bool:
    """Say whether a typed class is the child's: "Oak", "4 Oak", "Year 4 Oak" or "year 4"."""
    said = set(_WORDS.findall(fold(typed))) - _FILLERS
    held = set(_WORDS.findall(fold(card.group()))) - _FILLERS
    return bool(said) and said <= held


_FILLERS = frozenset({"year", "class", "yr", "y", "form", "group"})


def _person_match(typed: PersonAs, card: PersonCard) -> PersonMatch | None:
    score = _alike(typed.name, card.name)
    if score < NEAR:
        return None
    reasons: list[Reason] = ["name" if score == _EQUAL else "near_name"]
    if typed.role and _role_words([typed.role]) & _role_words([card.role]):
        reasons.append("role")
        score = min(_EQUAL if score == _EQUAL else _EQUAL - 1, score + 4)
    return PersonMatch(card=card, score=score, reasons=tuple(reasons), exact="name" in reasons)


def _role_words(roles: Sequence[str]) -> set[str]:
    return {word for role in roles for word in _WORDS.findall(fold(role))} - {"and", "of", "the"}
