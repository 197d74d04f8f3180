"""Invent drafts of any kind of record from its declaration alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from app.base.errors import InputError
from app.records.check import check, clean
from app.records.declared import Field, fields_of
from app.records.fields import Choice, FieldType, Moment, PersonAs
from app.records.kinds import KINDS
from app.records.lists import shipped_lists
from app.records.marks import BodyMap, Mark, Place, Region
from app.records.record import Record, Row
from app.records.system import SystemRecord

FORMS = tuple(cls for cls in KINDS if not issubclass(cls, SystemRecord))

_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))
_DAYS = st.dates(date(2000, 1, 1), date(2026, 3, 1))
_MARKS = st.builds(
    Mark,
    number=st.integers(1, 9),
    view=st.just("child.front"),
    version=st.just(1),
    place=st.builds(Place, st.floats(0, 440), st.floats(0, 900)),
    regions=st.just((Region("child.front.cheek.left", "left cheek"),)),
    words=st.text(_LETTERS, max_size=20).map(clean),
)


def texts(most: int = 40) -> st.SearchStrategy[str]:
    """Return texts that a form would accept."""
    return st.text(_LETTERS, min_size=1, max_size=most).map(clean).filter(bool)


def moments() -> st.SearchStrategy[Moment]:
    """Return known days, some with a time."""
    return st.builds(Moment, _DAYS, st.none() | st.times().map(lambda t: t.replace(microsecond=0)))


def answers_to(field: Field) -> st.SearchStrategy[Any]:
    """Return answers to one question."""
    if field.row is not None:
        return st.lists(drafts_of(field.row), min_size=1, max_size=2)
    plain: dict[FieldType, st.SearchStrategy[Any]] = {
        FieldType.SHORT: texts(),
        FieldType.WORDS: texts(200),
        FieldType.MOMENT: moments(),
        FieldType.DAY: _DAYS,
        FieldType.CHOICE: _choices(field),
        FieldType.CHOICES: st.lists(_choices(field), min_size=1, max_size=3),
        FieldType.TICK: st.just(value=True),
        FieldType.NUMBER: st.floats(0, 100),
        FieldType.PERSON: st.builds(PersonAs, texts(), texts()),
        FieldType.CHILD: st.sampled_from(["c1", "c2"]),
        FieldType.BODY_MAP: st.builds(BodyMap, marks=st.lists(_MARKS, max_size=2).map(tuple)),
    }
    return plain[field.type]


def drafts_of(cls: type[Record | Row]) -> st.SearchStrategy[dict[str, Any]]:
    """Return drafts with every required answer and some others; rules of the kind may fail."""
    fields = fields_of(cls)
    return st.fixed_dictionaries(
        {f.name: answers_to(f) for f in fields if f.required},
        optional={f.name: answers_to(f) for f in fields if not f.required},
    )


def records_of(cls: type[Record]) -> st.SearchStrategy[Record]:
    """Return records of a kind that fulfil its own rules."""
    return drafts_of(cls).map(lambda draft: check(cls, mended(cls, draft)))


def mended(cls: type[Record], draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return a draft changed until the kind's own rules hold."""
    mending = dict(draft)
    for _round in range(5):
        try:
            check(cls, mending)
        except InputError as error:
            for path, code in error.problems.items():
                _mend(cls, mending, path, code)
        else:
            break
    return mending


def _mend(cls: type[Record], draft: dict[str, Any], path: str, code: str) -> None:
    name, *rest = path.split(".")
    field = next(f for f in fields_of(cls) if f.name == name)
    if rest and field.row is not None:
        place, inner = int(rest[0]), next(f for f in fields_of(field.row) if f.name == rest[1])
        row = {**draft[name][place], inner.name: simplest(inner)}
        draft[name] = [*draft[name][:place], row, *draft[name][place + 1 :]]
    elif code in ("missing", "no_way_to_reach"):
        draft[name] = simplest(field)
    else:
        del draft[name]


def simplest(field: Field) -> Any:
    """Return the plainest answer to a question."""
    if field.row is not None:
        return [{f.name: simplest(f) for f in fields_of(field.row) if f.required}]
    plain: dict[FieldType, Any] = {
        FieldType.MOMENT: Moment(date(2026, 3, 1)),
        FieldType.DAY: date(2026, 3, 1),
        FieldType.TICK: True,
        FieldType.NUMBER: 1,
        FieldType.PERSON: PersonAs(name="Hanna Brandt"),
        FieldType.CHILD: "c1",
        FieldType.BODY_MAP: BodyMap(),
    }
    if field.type is FieldType.CHOICE:
        return _options(field)[0]
    if field.type is FieldType.CHOICES:
        return _options(field)[:1]
    return plain.get(field.type, field.name)


def full(cls: type[Record]) -> Record:
    """Return a record of a kind with every question answered in the plainest way."""
    return check(cls, mended(cls, {f.name: simplest(f) for f in fields_of(cls)}))


def _choices(field: Field) -> st.SearchStrategy[Choice]:
    return st.sampled_from(_options(field))


def _options(field: Field) -> list[Choice]:
    offered = shipped_lists().get(field.ask.pick) if field.ask else None
    return [option.choice() for option in offered.options] if offered else []
