"""Record that the person who reported a concern was told what came of it."""

from __future__ import annotations

from typing import Annotated

from app.base.text import N_
from app.records.fields import Moment, One, Section, When, Words
from app.records.record import Record, kind

TOLD = Section(N_("Feedback to the person who reported it"))


@kind("feedback.given", 1, N_("Feedback given"))
class FeedbackGiven(Record):
    """Say how and when the person who reported a concern was told what came of it.

    Its link `tells` names the decision or the answer.
    """

    way: Annotated[
        One,
        TOLD.ask(
            N_("How were they told?"),
            pick="feedback_ways",
            missing=N_("Choose how they were told"),
        ),
    ]
    at: Annotated[
        When,
        TOLD.ask(N_("When?"), past=True, default="now", missing=N_("Enter when they were told")),
    ]
    words: Annotated[
        Words | None, TOLD.ask(N_("What were they told?"), N_("Only what they need to know."))
    ] = None

    def happened_at(self) -> Moment:
        """Return when they were told."""
        return self.at

    def line(self) -> str:
        """Return how they were told, and what."""
        return f"{self.way.words}: {self.words}" if self.words else self.way.words
