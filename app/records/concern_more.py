"""Ask for what passed between children, and for a record that was first written on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from app.base.text import N_
from app.records.fields import Adult, Many, Section, Short, When, Words

BETWEEN = Section(
    N_("Between children"),
    N_("Name every child above with the part played. Each has their own decision and file."),
    added=True,
    prompt="between",
)
PAPER = Section(
    N_("First written on paper"),
    N_("For a record written by hand and entered here later."),
    added=True,
)

BetweenKinds = Annotated[
    Many, BETWEEN.ask(N_("What kind of harm?"), N_("As many as fit."), pick="between_kinds")
]
BetweenPower = Annotated[
    Words | None,
    BETWEEN.ask(
        N_("Does one of them have power over the other?"),
        N_("By age, size, understanding, standing among friends, or threats."),
    ),
]
BetweenBefore = Annotated[Words | None, BETWEEN.ask(N_("Has anything like it happened before?"))]
BetweenSafe = Annotated[
    Words | None,
    BETWEEN.ask(
        N_("What keeps each child safe now?"),
        N_("The one harmed, the one said to have caused it, and others who saw it."),
    ),
]

PaperBy = Annotated[
    Adult | None,
    PAPER.ask(
        N_("Who wrote it on paper?"),
        N_("Name and role, as on the paper."),
        missing=N_("Enter who wrote it on paper"),
    ),
]
PaperAt = Annotated[
    When | None,
    PAPER.ask(
        N_("When was it written on paper?"),
        missing=N_("Enter when it was written, or tick “Not known”"),
        past=True,
        unknown=True,
    ),
]
PaperKept = Annotated[
    Short | None,
    PAPER.ask(
        N_("Where is the original kept?"),
        N_("Keep it. A scan can be attached once this is signed."),
        missing=N_("Enter where the original is kept"),
    ),
]

_PAPER = ("paper_by", "paper_at", "paper_kept")


def paper_problems(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a record from paper still lacks: all three answers, or none."""
    given = [name for name in _PAPER if values.get(name)]
    if given:
        yield from ((name, "missing") for name in _PAPER if name not in given)
