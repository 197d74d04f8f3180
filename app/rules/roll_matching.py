"""Say which child of the roll a row of a file is: surely, perhaps, or nobody yet.

A unique pupil number tells, then name and birth date. What is only alike is never decided here:
twins share a birth date and a surname, surnames change, and fingers slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.fuzz import ratio

from app.base.fold import fold

ALIKE = 84.0
"""From this likeness on (0 to 100) two names may be one name mistyped."""
MOST = 4
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Hold what tells one child from another: of the roll (`key` is its id) or of a file."""

    key: str
    first: str
    last: str
    known_first: str = ""
    known_last: str = ""
    born: date
    upn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Hold a child of the roll whom a row may be, and why: one of the words of `reasons`."""

    child: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Hold row -> child where it is sure, and row -> children where a person has to say."""

    sure: Mapping[str, str]
    near: Mapping[str, tuple[Near, ...]]


def match_rows(rows: Sequence[Named], roll: Sequence[Named]) -> Matched:
    """Match the rows of a file with the roll; a child surely met is nobody else's near match."""
    sure, doubtful = _by_upn(rows, roll)
    _by_name(rows, roll, sure, doubtful)
    taken = set(sure.values())
    free = [one for one in roll if one.key not in taken]
    by_day = _by_key(free, lambda one: one.born.isoformat())
    by_name = _by_key(free, _whole)
    near: dict[str, tuple[Near, ...]] = {}
    for row in rows:
        if row.key in sure:
            continue
        likely = {
            one.key: one
            for one in (
                *doubtful.get(row.key, ()),
                *by_day.get(row.born.isoformat(), ())[:_LOOKED_AT],
                *by_name.get(_whole(row), ())[:_LOOKED_AT],
            )
        }
        found = _near(row, [one for one in likely.values() if one.key not in taken])
        if found:
            near[row.key] = found
    return Matched(sure=sure, near=near)


def _by_upn(
    rows: Iterable[Named], roll: Iterable[Named]
) -> tuple[dict[str, str], dict[str, list[Named]]]:
    known = {one.upn: one for one in roll if one.upn}
    sure: dict[str, str] = {}
    doubtful: dict[str, list[Named]] = {}
    for row in rows:
        one = known.get(row.upn) if row.upn else None
        if one is None:
            continue
        if _same_first(one, row) and (one.born == row.born or _lasts(one) & _lasts(row)):
            sure[row.key] = one.key
        else:
            doubtful[row.key] = [one]
    return sure, doubtful


def _by_name(
    rows: Iterable[Named],
    roll: Iterable[Named],
    sure: dict[str, str],
    doubtful: Mapping[str, object],
) -> None:
    taken = set(sure.values())
    left = [row for row in rows if row.key not in sure and row.key not in doubtful]
    known = _by_key((one for one in roll if one.key not in taken), _whole_born)
    asked = _by_key(left, _whole_born)
    for key, those in asked.items():
        here = known.get(key, [])
        if len(those) == len(here) == 1 and not (those[0].upn and here[0].upn):
            sure[those[0].key] = here[0].key


def _near(row: Named, roll: Iterable[Named]) -> tuple[Near, ...]:
    found = [(reasons, one) for one in roll if (reasons := reasons_for(row, one))]
    found.sort(key=lambda pair: (-len(pair[0]), _whole(pair[1])))
    return tuple(Near(child=one.key, reasons=reasons) for reasons, one in found[:MOST])


def reasons_for(row: Named, one: Named) -> tuple[str, ...]:
    """Return why two may be the same child; none if they are not alike.

    The reasons: upn, name, first, last, spelling, birth, birth_slip.
    """
    names = _names_alike(row, one)
    if row.upn and row.upn == one.upn:
        return ("upn", *names, *(("birth",) if row.born == one.born else ()))
    if row.born == one.born and names:
        return (*names, "birth")
    if "name" in names:
        return ("name", "birth_slip") if _slipped(row.born, one.born) else ("name",)
    return ()


def _names_alike(row: Named, one: Named) -> tuple[str, ...]:
    if _whole(row) == _whole(one):
        return ("name",)
    found = []
    if _same_first(row, one):
        found.append("first")
    if _lasts(row) & _lasts(one):
        found.append("last")
    if not found and ratio(_whole(row), _whole(one)) >= ALIKE:
        found.append("spelling")
    return tuple(found)


def _slipped(one: date, other: date) -> bool:
    """Say whether day and month were exchanged, or one of the three parts differs."""
    exchanged = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    parts = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return exchanged or sum(a != b for a, b in parts) <= 1


def _same_first(one: Named, other: Named) -> bool:
    return bool(_firsts(one) & _firsts(other))


def _firsts(one: Named) -> set[str]:
    return {fold(name).split()[0] for name in (one.first, one.known_first) if fold(name)}


def _lasts(one: Named) -> set[str]:
    return {fold(name) for name in (one.last, one.known_last) if fold(name)}


def _whole(one: Named) -> str:
    return f"{fold(one.first)} {fold(one.last)}"


def _whole_born(one: Named) -> str:
    return f"{_whole(one)} {one.born.isoformat()}"


def _by_key(named: Iterable[Named], key: Callable[[Named], str]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        found[key(one)].append(one)
    return found
