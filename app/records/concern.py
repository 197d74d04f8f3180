"""Record what an adult saw or heard about a child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from app.base.text import N_
from app.records.concern_more import (
    BetweenBefore,
    BetweenKinds,
    BetweenPower,
    BetweenSafe,
    PaperAt,
    PaperBy,
    PaperKept,
    paper_problems,
)
from app.records.concern_signs import (
    CceSigns,
    CceWords,
    CseSigns,
    CseWords,
    ExploitationSigns,
    ExploitationWords,
    HomeSafely,
    HomeWays,
    HomeWords,
    ViolenceSigns,
    ViolenceWords,
)
from app.records.fields import (
    Adult,
    Many,
    Moment,
    One,
    Section,
    Short,
    Tick,
    When,
    WhichChild,
    Words,
)
from app.records.marks import BodyMap, unanswered
from app.records.old.concern_1 import Concern1
from app.records.record import Record, Row, kind

WHEN = Section(N_("When and where"))
SAID = Section(N_("What was seen or said"), prompt="confidentiality")
DONE = Section(N_("What was done at once"), prompt="danger")
MORE = Section(N_("More about the account"), added=True)
MAP = Section(N_("Body map"), N_("Only marks you can see. Take no photographs."), added=True)
ABOUT = Section(N_("What it may be about"), N_("Describe; the DSL decides."), added=True)
PARENTS = Section(N_("Parents and carers"), added=True, prompt="parents")


class ParentsTold(Row):
    """Say whether one child's parents know, and why not."""

    child: Annotated[WhichChild, PARENTS.ask(N_("Whose parents or carers?"), default="only")]
    told: Annotated[
        One,
        PARENTS.ask(
            N_("Have they been told?"),
            pick="told_parents",
            missing=N_("Choose whether the parents have been told"),
        ),
    ]
    who: Annotated[
        Short | None,
        PARENTS.ask(N_("Who was told, and by whom?"), show_when=("told", frozenset({"yes"}))),
    ] = None
    at: Annotated[
        When | None,
        PARENTS.ask(N_("When?"), past=True, show_when=("told", frozenset({"yes"}))),
    ] = None
    response: Annotated[
        Words | None,
        PARENTS.ask(N_("What did they say?"), show_when=("told", frozenset({"yes"}))),
    ] = None
    reason: Annotated[
        One | None,
        PARENTS.ask(
            N_("Why have they not been told?"),
            pick="not_told_reasons",
            missing=N_("Choose why the parents have not been told"),
            show_when=("told", frozenset({"no", "later"})),
        ),
    ] = None
    reason_words: Annotated[
        Words | None,
        PARENTS.ask(N_("Say more"), show_when=("told", frozenset({"no", "later"}))),
    ] = None


@kind("concern", 2, N_("Concern"), sign="attest", waits_for=frozenset({"closure"}))
class Concern(Record):
    """Say what an adult saw or heard about a child."""

    paper_by: PaperBy = None
    paper_at: PaperAt = None
    paper_kept: PaperKept = None
    reporter: Annotated[
        Adult,
        WHEN.ask(
            N_("Who saw or heard it?"),
            N_("Any adult. If it is not you, choose or type their name and role."),
            missing=N_("Enter who saw or heard it"),
            default="author",
        ),
    ]
    seen_at: Annotated[
        When,
        WHEN.ask(
            N_("When did it happen?"),
            N_("Such as 3 Mar 2026, today or yesterday. Leave the time if you know only the day."),
            missing=N_("Enter when it happened, or tick “Not known”"),
            unknown=True,
            past=True,
        ),
    ]
    place: Annotated[
        Short,
        WHEN.ask(N_("Where?"), pick="places", missing=N_("Enter where it happened")),
    ]
    seen: Annotated[
        Words,
        SAID.ask(
            N_("What did you see or hear?"),
            N_("Facts only: who, what, where. Opinion has its own box."),
            rows=6,
            missing=N_("Enter what you saw or heard"),
        ),
    ]
    words: Annotated[
        Words | None,
        SAID.ask(
            N_("The child's exact words"),
            N_("As they were said, slang kept. Leave empty if nothing was said."),
            voice="child",
        ),
    ] = None
    told_dsl: Annotated[
        One,
        DONE.ask(
            N_("Have you told a DSL in person?"),
            pick="yes_no",
            missing=N_("Choose whether a DSL has been told in person"),
        ),
    ]
    told_dsl_who: Annotated[
        Short | None,
        DONE.ask(N_("Whom did you tell?"), show_when=("told_dsl", frozenset({"yes"}))),
    ] = None
    told_dsl_at: Annotated[
        When | None,
        DONE.ask(
            N_("When did you tell them?"),
            past=True,
            show_when=("told_dsl", frozenset({"yes"})),
        ),
    ] = None
    done: Annotated[
        Words,
        DONE.ask(
            N_("What was done at once?"),
            N_("By whom, and what happened next. If nothing was needed, say so."),
            missing=N_("Enter what was done at once"),
        ),
    ]
    noticed_at: Annotated[
        When | None,
        MORE.ask(
            N_("When did you notice it, or when were you told?"),
            N_("If that was later than it happened."),
            past=True,
        ),
    ] = None
    asked: Annotated[
        Words | None,
        MORE.ask(N_("What did you ask?"), N_("Tell me, explain, describe.")),
    ] = None
    demeanour: Annotated[
        Words | None,
        MORE.ask(N_("How did the child seem?"), N_("Mood, body language, behaviour.")),
    ] = None
    witnesses: Annotated[Words | None, MORE.ask(N_("Who else was there?"))] = None
    earlier: Annotated[Words | None, MORE.ask(N_("Anything earlier that matters?"))] = None
    opinion: Annotated[
        Words | None,
        MORE.ask(
            N_("Your opinion, and what it rests on"),
            N_("Kept apart from the facts and marked as opinion."),
            voice="opinion",
        ),
    ] = None
    notes_kept: Annotated[
        Short | None,
        MORE.ask(N_("Where are your handwritten notes?"), N_("Keep them; say where.")),
    ] = None
    reporter_contact: Annotated[
        Short | None,
        MORE.ask(
            N_("How can the person who saw or heard it be reached?"),
            N_("Above all a visitor or volunteer: telephone or e-mail."),
        ),
    ] = None
    body_map: Annotated[BodyMap | None, MAP.ask(N_("Marks"))] = None
    map_child: Annotated[
        WhichChild | None,
        MAP.ask(
            N_("Whose marks are they?"), missing=N_("Choose whose marks they are"), default="only"
        ),
    ] = None
    map_seen_at: Annotated[When | None, MAP.ask(N_("When were the marks seen?"), past=True)] = None
    map_explained: Annotated[
        Words | None,
        MAP.ask(N_("What was said about the marks, by whom?"), N_("In their words.")),
    ] = None
    first_aid: Annotated[Short | None, MAP.ask(N_("First aid given"))] = None
    categories: Annotated[
        Many,
        ABOUT.ask(
            N_("Categories"),
            N_("As many as fit."),
            pick="categories",
            prompt="thresholds",
        ),
    ] = ()
    online: Annotated[
        One | None,
        ABOUT.ask(N_("Did any of it happen online?"), pick="yes_no_unknown"),
    ] = None
    source: Annotated[One | None, ABOUT.ask(N_("Who may have caused harm?"), pick="sources")] = (
        None
    )
    outside_family: Annotated[Tick, ABOUT.ask(N_("It happened outside the family"))] = False
    contexts: Annotated[
        Many,
        ABOUT.ask(
            N_("Where outside the family does the risk lie?"),
            pick="contexts",
            show_when=("outside_family", frozenset({"yes"})),
        ),
    ] = ()
    environment: Annotated[
        Words | None,
        ABOUT.ask(N_("What in the child's wider life matters here?")),
    ] = None
    between_kinds: BetweenKinds = ()
    between_power: BetweenPower = None
    between_before: BetweenBefore = None
    between_safe: BetweenSafe = None
    exploitation_signs: ExploitationSigns = ()
    exploitation_words: ExploitationWords = None
    cse_signs: CseSigns = ()
    cse_words: CseWords = None
    cce_signs: CceSigns = ()
    cce_words: CceWords = None
    violence_signs: ViolenceSigns = ()
    violence_words: ViolenceWords = None
    home_ways: HomeWays = ()
    home_words: HomeWords = None
    home_safely: HomeSafely = None
    parents: Annotated[
        tuple[ParentsTold, ...],
        PARENTS.ask(N_("Parents or carers told"), add=N_("Add a child's parents")),
    ] = ()

    def happened_at(self) -> Moment:
        """Return when it happened."""
        return self.seen_at

    def line(self) -> str:
        """Return what was seen."""
        return self.seen

    @classmethod
    def cross_check(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what marks, parents who were not told, and a record from paper still lack."""
        if values.get("body_map"):
            for field, code in unanswered(values["body_map"]):
                yield f"body_map.{field}", code
        for place, row in enumerate(values.get("parents", ())):
            if row.told.code != "yes" and row.reason is None:
                yield f"parents.{place}.reason", "missing"
        yield from paper_problems(values)


AnyConcern = Concern | Concern1
"""A concern of any version: for `isinstance` where old records are read, too."""
