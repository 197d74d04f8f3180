"""An invented child's file for the tests of front sheet and chronology."""

from __future__ import annotations

from datetime import date

from app.documents.chronology import ChronologySource
from app.documents.front_sheet import FrontSheetSource
from app.records.family import Contact, Household, Status
from app.records.fields import Choice
from app.rules.cards import ChildCard
from app.rules.child_file import ChildFile, Dated, SeenMark
from app.rules.chronology import Filter, Line, in_order
from app.rules.today import DueAction, OpenConcern
from tests.app.documents.samples import (
    DAN,
    DEPUTY,
    DSL,
    MIA,
    SCHOOL,
    VISITOR,
    at,
    concern,
    follow_ups,
    mark,
    source,
)

CARD = ChildCard(
    id="c1",
    legal_name="Mia Rose Tindall",
    known_as="Mimi Tindall",
    born=date(2017, 5, 12),
    class_name="Oak",
    year="Year 4",
    upn="A123456789012",
    sex="Female",
)
DAN_CARD = ChildCard(
    id="c2",
    legal_name="Daniel Ŵyn O’Neill",
    known_as="Danny O’Neill",
    born=date(2016, 11, 3),
    class_name="Elm",
    year="Year 5",
)
MOTHER = Contact(
    name="Petra Tindall",
    relation=Choice("mother", "Mother"),
    phone="01632 960 411",
    address="4 Quarry Rise\nLarkfield",
    responsible=True,
    since=date(2021, 9, 1),
)
AUNT = Contact(
    name="Lena Marsh", relation=Choice("relative", "Other relative"), phone="01632 960 412"
)


def lines() -> tuple[Line, ...]:
    """Return the chronology of the concern and what followed, for one child."""
    whole = source()
    found = []
    for one in (whole.entry, *follow_ups()):
        mine = next((c for c in one.header.children if c.ref() == "c1"), None)
        if mine is None or one.header.kind in ("acknowledged", "assigned"):
            continue
        found.append(
            Line(
                seq=one.number,
                record=one.header.id,
                kind=one.header.kind,
                label=one.record.kind.label,
                happened=one.record.happened_at(),
                recorded=one.recorded,
                author=one.header.author.shown(),
                text=one.record.line(),
                role=mine.role,
                others=tuple(c.shown() for c in one.header.children if c.ref() != "c1"),
                categories=concern().categories if one.header.kind == "concern" else (),
                strength=one.signed.strength,
            )
        )
    return tuple(in_order(found))


OPENED = OpenConcern(
    record="r41",
    child=CARD,
    line="Danny O'Neill stood at the wall",
    owner=DSL.name,
    next_action="Watch breaks",
    next_due=date(2026, 3, 17),
    decided=True,
)
DUE = DueAction(
    record="r46",
    child=CARD,
    what="Watch breaks with Danny",
    owner=DEPUTY.name,
    due=date(2026, 3, 17),
    concern="r41",
)
NEED = Status(
    status=Choice("sen", "SEN support"), since=date(2024, 9, 2), details="Speech and language"
)
OLD = Status(status=Choice("cin", "Child in need plan"), since=date(2022, 1, 10))
BROTHER = Household(
    name="Noah Tindall",
    relation=Choice("brother", "Brother"),
    born=date(2020, 2, 2),
    since=date(2020, 2, 2),
)


def child_file() -> ChildFile:
    """Return a file with something under every heading."""
    return ChildFile(
        card=CARD,
        opened_on=date(2022, 1, 10),
        open_concerns=(OPENED,),
        actions=(DUE,),
        chronology=lines(),
        statuses=(
            Dated(record="s2", value=OLD, ended=date(2023, 3, 1)),
            Dated(record="s1", value=NEED, ended=None),
        ),
        households=(Dated(record="h1", value=BROTHER, ended=None),),
        contacts=(
            Dated(record="k1", value=MOTHER, ended=None),
            Dated(record="k2", value=AUNT, ended=None),
        ),
        marks=(SeenMark(record="r41", mark=mark(1), seen="3 March 2026", recorded=at(3, 15, 20)),),
        connected=(DAN_CARD,),
    )


def front_source(*, lettered: bool = False) -> FrontSheetSource:
    """Return the front sheet of that file."""
    return FrontSheetSource(
        school=SCHOOL,
        file=child_file(),
        day=date(2026, 3, 21),
        reference="C-0412",
        lead=DSL.name,
        lettered=lettered,
    )


def chronology_source(
    wanted: Filter | None = None, *, lettered: bool = False, staff_names: bool = True
) -> ChronologySource:
    """Return the chronology of that file."""
    return ChronologySource(
        school=SCHOOL,
        card=CARD,
        lines=lines(),
        refs=frozenset({"c1"}),
        wanted=wanted or Filter(),
        children=(MIA, DAN, VISITOR),
        parents=("Petra Tindall",),
        reference="C-0412",
        lettered=lettered,
        staff_names=staff_names,
    )
