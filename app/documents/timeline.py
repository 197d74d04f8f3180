"""Show how long a concern took from the event to the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time

from app.base.text import _
from app.documents.blocks import Column, Table
from app.documents.moments import Point, delay_words, point_of
from app.documents.sheet_source import SheetEntry
from app.records.concern import AnyConcern, Concern
from app.records.decision import Decision

# These answers stand in the table of times and nowhere else.
TIMED = frozenset({"seen_at", "noticed_at", "told_dsl_at"})
_MINUTE_US = 60_000_000

Step = tuple[str, Point | None, str]


def timeline(concern: AnyConcern, entry: SheetEntry, follow_ups: Sequence[SheetEntry]) -> Table:
    """Return the times of a concern in order, each with its delay after the first known one."""
    happened, *others = _steps(concern, entry, follow_ups)
    steps = [happened, *sorted(others, key=_place)]
    start = next((point for _what, point, _words in steps if point), None)
    rows = []
    for what, point, words in steps:
        since = delay_words(start, point) if start and point and point is not start else ""
        rows.append((what, words or (point.shown() if point else _("Not known")), since))
    return Table(
        columns=(
            Column(heading=_("What"), share=2.2),
            Column(heading=_("When"), share=2.2),
            Column(heading=_after(steps, start), share=1.6),
        ),
        rows=tuple(rows),
    )


def _place(step: Step) -> tuple[bool, date, time]:
    """Sort what has no time behind all that has."""
    point = step[1]
    if point is None:
        return True, date.max, time.max
    return False, point.day, point.time or time.max


def _after(steps: Sequence[Step], start: Point | None) -> str:
    first = steps[0][1]
    return _("After it happened") if start is not None and start is first else _("After that")


def _steps(
    concern: AnyConcern, entry: SheetEntry, follow_ups: Sequence[SheetEntry]
) -> Iterator[Step]:
    yield _("It happened"), point_of(concern.seen_at), ""
    if concern.noticed_at:
        yield _("Noticed, or told to an adult"), point_of(concern.noticed_at), ""
    yield _told(concern)
    yield from _written(concern, entry)
    if abs(entry.recorded.utc_us - entry.header.written.utc_us) > _MINUTE_US:
        yield _("Entered in the record"), point_of(entry.recorded), ""
    if entry.amended:
        what = _("Amended (version {number})").format(number=entry.version)
        yield what, point_of(entry.amended), ""
    yield from _read(follow_ups)
    yield from _decided(concern, follow_ups)


def _written(concern: AnyConcern, entry: SheetEntry) -> Iterator[Step]:
    """Yield when it was written; what came from paper was only entered by its author."""
    author, at = entry.header.author.shown(), point_of(entry.header.written)
    if isinstance(concern, Concern) and concern.paper_by and concern.paper_at:
        on_paper = _("Written on paper by {name}").format(name=concern.paper_by.shown())
        known = concern.paper_at.known
        yield on_paper, point_of(concern.paper_at), "" if known else _("Not known")
        yield _("Entered from paper by {name}").format(name=author), at, ""
    else:
        yield _("Written by {name}").format(name=author), at, ""


def _decided(concern: AnyConcern, follow_ups: Sequence[SheetEntry]) -> Iterator[Step]:
    decided = False
    for one in follow_ups:
        if isinstance(one.record, Decision):
            decided = True
            known = {"number": one.number}
            if one.record.received_at != concern.told_dsl_at:
                reached = _("Reached the DSL (record {number})").format(**known)
                yield reached, point_of(one.record.received_at), ""
            yield _("Decided (record {number})").format(**known), point_of(one.recorded), ""
    if not decided:
        yield _("Decided"), None, _("Not yet when this sheet was composed")


def _told(concern: AnyConcern) -> Step:
    what = _("DSL told in person")
    if concern.told_dsl_at and concern.told_dsl_at.known:
        return what, point_of(concern.told_dsl_at), ""
    if concern.told_dsl.code == "yes":
        return what, None, _("Told; time not given")
    return what, None, _("Not by the time of writing")


def _read(follow_ups: Sequence[SheetEntry]) -> Iterator[Step]:
    first = next((one for one in follow_ups if one.header.kind == "acknowledged"), None)
    if first is not None:
        what = _("Read by {name}").format(name=first.header.author.name)
        yield what, point_of(first.recorded), ""
