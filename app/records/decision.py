"""Record what the DSL decided about one or more concerns, with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from app.base.text import N_
from app.records.fields import One, Section, Short, Tick, When, Words
from app.records.record import Record, Row, kind

RECEIVED = Section(N_("Received"))
DECISION = Section(N_("Decision"), prompt="bias")
ADVICE = Section(N_("Advice asked for"), added=True)
FEEDBACK = Section(N_("Feedback to the person who reported it"), added=True)
FAIR = Section(N_("Fairness and the child's wider life"), added=True)

REFERRED = frozenset({"refer", "escalate", "police"})


class Advice(Row):
    """Say who was asked for advice, when, and what they advised."""

    role: Annotated[
        One,
        ADVICE.ask(N_("Who was asked?"), pick="advice_roles", missing=N_("Choose who was asked")),
    ]
    name: Annotated[Short | None, ADVICE.ask(N_("Name and service"))] = None
    at: Annotated[When | None, ADVICE.ask(N_("When?"), past=True)] = None
    advice: Annotated[
        Words, ADVICE.ask(N_("What did they advise?"), missing=N_("Enter what they advised"))
    ]


@kind("decision", 1, N_("Decision"), sign="attest")
class Decision(Record):
    """Say what was decided about a concern, and why."""

    received_at: Annotated[
        When,
        RECEIVED.ask(
            N_("When did the concern reach you?"),
            missing=N_("Enter when the concern reached you"),
            past=True,
            default="now",
        ),
    ]
    received_from: Annotated[
        Short,
        RECEIVED.ask(N_("From whom?"), missing=N_("Enter who brought the concern to you")),
    ]
    need: Annotated[
        One,
        DECISION.ask(
            N_("Level of need"),
            N_("By your local threshold document."),
            pick="needs",
            missing=N_("Choose the level of need"),
            prompt="thresholds",
        ),
    ]
    decision: Annotated[
        One,
        DECISION.ask(
            N_("What have you decided?"), pick="decisions", missing=N_("Choose what you decided")
        ),
    ]
    reasons: Annotated[
        Words,
        DECISION.ask(
            N_("Why?"),
            N_("The reasons somebody will look for in five years."),
            rows=4,
            missing=N_("Enter the reasons for the decision"),
        ),
    ]
    why_not_referred: Annotated[
        Words | None,
        DECISION.ask(
            N_("Why is it not referred to children's social care?"),
            missing=N_("Enter why it is not referred"),
            show_when=("decision", frozenset({"none", "monitor", "early_help", "share"})),
        ),
    ] = None
    advice: Annotated[tuple[Advice, ...], ADVICE.ask(N_("Advice"), add=N_("Add advice"))] = ()
    fair: Annotated[
        Words | None,
        FAIR.ask(
            N_("How is this justifiable, equitable and fair?"),
            N_("Asked for every child, and above all for one with a social worker."),
        ),
    ] = None
    environment: Annotated[Words | None, FAIR.ask(N_("Which wider factors were weighed?"))] = None
    checked_bias: Annotated[
        Tick,
        FAIR.ask(N_("I would decide the same for any other child")),
    ] = False
    feedback: Annotated[
        Words | None, FEEDBACK.ask(N_("What is the person who reported it told?"))
    ] = None
    feedback_at: Annotated[When | None, FEEDBACK.ask(N_("Told when?"), past=True)] = None

    def happened_at(self) -> None:
        """Return nothing: a decision happens when it is written."""

    def line(self) -> str:
        """Return the decision with its reasons."""
        return f"{self.decision.words}: {self.reasons}"

    @classmethod
    def cross_check(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield a missing reason for not referring."""
        decision = values.get("decision")
        refers = decision is None or decision.code in REFERRED
        if not refers and not values.get("why_not_referred"):
            yield "why_not_referred", "missing"
