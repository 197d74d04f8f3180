"""Invented entries that the tests of papers share."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from app.base.clock import Stamp
from app.documents.sheet_source import SheetEntry, SheetSource, Signed
from app.records.acknowledged import Acknowledged
from app.records.action import Action, ActionDone, ActionReassigned, ActionRedated, Assigned
from app.records.closure import Closure
from app.records.concern import Concern, ParentsTold
from app.records.decision import Advice, Decision
from app.records.fields import Choice, Moment, PersonAs
from app.records.header import ChildAs, Header, Link
from app.records.marks import BodyMap, Mark, Place, Region
from app.records.note import Note
from app.records.record import Record, Strength
from app.rules.bodymap import empty_map

SCHOOL = "Larkfield Primary School"
FINGERPRINT = "3f2a9c0144d7be5810aa92c37d5e6f01"

TEACHER = PersonAs(name="Hanna Brandt", role="Class teacher", id="p1")
DSL = PersonAs(name="Rosalind Achterberg", role="Designated safeguarding lead", id="p2")
DEPUTY = PersonAs(name="Tomos Vaughan", role="Deputy DSL", id="p3")

MIA = ChildAs(
    name="Mia Rose Tindall",
    role=Choice("harmed", "Child who may have been harmed"),
    child="c1",
    known_as="Mimi Tindall",
    born=date(2017, 5, 12),
    class_name="Year 4 Oak",
)
DAN = ChildAs(
    name="Daniel Ŵyn O’Neill",
    role=Choice("alleged", "Child said to have caused harm"),
    child="c2",
    known_as="Danny O’Neill",
    born=date(2016, 11, 3),
    class_name="Year 5 Elm",
)
VISITOR = ChildAs(
    name="Jodie", role=Choice("witness", "Child who saw or heard it"), key="k1", age="about 9"
)

YES = Choice("yes", "Yes")

PARENTS = (
    ParentsTold(
        child="c1",
        told=Choice("yes", "Yes, they have been told"),
        who="Mother, by Rosalind Achterberg",
        at=Moment(date(2026, 3, 3), time(15, 10)),
        response="Glad to be told. Asked who it was.",
    ),
    ParentsTold(
        child="c2",
        told=Choice("later", "Not yet; it is planned"),
        reason=Choice("dsl_decides", "The DSL is to decide"),
    ),
)


def at(day: int, hour: int, minute: int) -> Stamp:
    """Return an instant of March 2026 by a clock in England."""
    return Stamp.of(datetime(2026, 3, day, hour, minute, tzinfo=UTC))


def moment(day: int, hour: int | None = None, minute: int = 0) -> Moment:
    """Return a moment of March 2026."""
    return Moment(date(2026, 3, day), time(hour, minute) if hour is not None else None)


def mark(number: int, **answers: object) -> Mark:
    """Return a mark on the left forearm unless told otherwise."""
    usual: dict[str, object] = {
        "view": "child.front",
        "version": 1,
        "place": Place(358.5, 425),
        "regions": (Region("child.front.forearm.left", "left forearm, front"),),
        "kind": Choice("bruise", "Bruise"),
        "length_cm": 2.0,
        "width_cm": 1.5,
        "size_by": "measured",
        "shape": Choice("round", "Round"),
        "colours": (Choice("red", "Red"), Choice("purple", "Purple")),
        "skin": Choice("whole", "Not broken"),
    }
    return Mark(number=number, **{**usual, **answers})  # type: ignore[arg-type]


def body_map() -> BodyMap:
    """Return two marks: one tapped and measured, one only named and not seen well."""
    named = mark(
        2,
        place=None,
        regions=(Region("child.front.cheek.left", "left cheek"),),
        kind=Choice("red_mark", "Red mark"),
        size_unknown=True,
        length_cm=None,
        width_cm=None,
        size_by="",
        shape=Choice("not_seen", "Could not see"),
        colours=(Choice("not_seen", "Could not see"),),
        skin=None,
        words="Danny's ring may have touched it, she said.",
    )
    return BodyMap(drawings=empty_map().drawings, marks=(mark(1), named))


def concern() -> Concern:
    """Return a concern about two children and a witness who is on no roll."""
    return Concern(
        reporter=TEACHER,
        seen_at=moment(3, 12, 40),
        place="Playground",
        seen=(
            "Mia came to me by the water fountain and held her left arm against her chest. Danny"
            " O'Neill stood at the wall, and Jodie was with him.\n\nMia pulled her sleeve up"
            " herself. I saw a round mark on the forearm and one on the cheek."
        ),
        words="Danny did it coz I wouldnt give him my sweets. He said he will get me after.",
        told_dsl=YES,
        told_dsl_who="Rosalind Achterberg",
        told_dsl_at=moment(3, 13, 25),
        done="I stayed with Mia. Cold compress from the office at 12:50.",
        noticed_at=moment(3, 12, 45),
        asked="What happened to your arm?",
        demeanour="Quiet, near to tears, looked at the door.",
        opinion="Mia seemed afraid of DANIEL rather than hurt. This rests on how she moved away.",
        body_map=body_map(),
        map_seen_at=moment(3, 12, 50),
        first_aid="Cold compress, 10 minutes",
        categories=(
            Choice("child_on_child", "Harm between children"),
            Choice("bullying", "Bullying"),
        ),
        online=Choice("no", "No"),
        parents=PARENTS,
    )


def entry(
    number: int,
    record: Record,
    stamp: Stamp,
    *,
    by: PersonAs = DSL,
    children: tuple[ChildAs, ...] = (MIA,),
    links: tuple[Link, ...] = (),
    strength: Strength | None = None,
) -> SheetEntry:
    """Return an entry signed by its author with the strength of its kind."""
    header = Header(
        id=f"r{number}",
        kind=record.kind.code,
        version=record.kind.version,
        author=by,
        written=stamp,
        root=f"r{number}",
        children=children,
        links=links,
    )
    signed = Signed(by=by.name, strength=strength or record.kind.sign, fingerprint=FINGERPRINT)
    return SheetEntry(header=header, record=record, number=number, recorded=stamp, signed=signed)


def decision() -> Decision:
    """Return a decision to monitor, with advice."""
    return Decision(
        received_at=moment(3, 13, 25),
        received_from="Hanna Brandt, in person",
        need=Choice("early", "Early help"),
        decision=Choice("monitor", "Monitor in school"),
        reasons=(
            "One incident between children, seen at once. Mia is safe at home. Danny O’Neill"
            " has no earlier record. We watch breaks for three weeks."
        ),
        why_not_referred="No sign of significant harm; both families work with us.",
        advice=(
            Advice(
                role=Choice("social_care", "Children's social care"),
                name="Duty desk",
                at=moment(3, 14, 5),
                advice="Keep in school, call again if it happens a second time.",
            ),
        ),
        feedback="Hanna was told what we watch for and thanked.",
        feedback_at=moment(4, 8, 30),
        checked_bias=True,
    )


def follow_ups() -> tuple[SheetEntry, ...]:
    """Return all that followed from the concern, not in order."""
    both, about = (MIA, DAN), Link("r41", "about")
    watch = Action(what="Watch breaks", who=DEPUTY, due=date(2026, 3, 10))
    talk = Action(what="Speak with Danny's father", who=DSL, due=date(2026, 3, 6))
    done = ActionDone(at=moment(17, 15), outcome="Nothing seen in three weeks. Mimi is happier.")
    redated = ActionRedated(
        due=date(2026, 3, 17), was=date(2026, 3, 10), reason="Deputy was ill for a week"
    )
    handed = ActionReassigned(who=DSL, reason="Deputy is ill")
    closure = Closure(
        reason=Choice("resolved", "Worry resolved"),
        outcome="Mia plays with friends and feels safe.",
    )
    call = Note(
        way=Choice("call", "Phone call"),
        with_whom="Mother",
        at=moment(3, 15, 10),
        said="Told of both marks. She has seen them.",
    )
    return (
        entry(51, closure, at(20, 9, 0), links=(Link("r41", "closes"),)),
        entry(42, Acknowledged(), at(3, 15, 35), children=both, links=(Link("r41", "read"),)),
        entry(43, call, at(3, 15, 50), links=(about,)),
        entry(44, decision(), at(3, 16, 20), children=both, links=(Link("r41", "answers"),)),
        entry(
            45, Assigned(who=DSL), at(3, 16, 20), children=both, links=(Link("r41", "assigns"),)
        ),
        entry(46, watch, at(3, 16, 20), links=(Link("r44", "part_of"), about)),
        entry(47, talk, at(3, 16, 20), children=(DAN,), links=(Link("r44", "part_of"), about)),
        entry(49, handed, at(9, 9, 50), links=(Link("r46", "reassigned"), about)),
        entry(48, redated, at(9, 8, 50), by=DEPUTY, links=(Link("r46", "redated"), about)),
        entry(50, done, at(17, 15, 20), links=(Link("r46", "done"), about)),
    )


def source(*, for_child: frozenset[str] = frozenset()) -> SheetSource:
    """Return the whole sheet of the concern."""
    written = entry(41, concern(), at(3, 15, 20), by=TEACHER, children=(MIA, DAN, VISITOR))
    return SheetSource(
        school=SCHOOL,
        entry=written,
        follow_ups=follow_ups(),
        reference="C-0412",
        for_child=for_child,
    )
