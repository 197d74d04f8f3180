"""Record that somebody asks for a decision to be looked at again, and what the DSL answers.

Source: Keeping children safe in education 2026: staff who are not content press for
re-consideration of the case; anybody can make a referral.
"""

from __future__ import annotations

from typing import Annotated

from app.base.text import N_
from app.records.fields import One, Section, Words
from app.records.record import Record, kind

ASKED = Section(N_("Asking for reconsideration"), prompt="reconsider")
ANSWERED = Section(N_("Answer"))
ENDINGS = frozenset({"reconsideration.answer"})


@kind("reconsideration", 1, N_("Reconsideration asked for"), waits_for=ENDINGS)
class Reconsideration(Record):
    """Say why a decision, or that none was made, should be looked at again.

    Its link `reconsiders` names the decision or the concern.
    """

    why: Annotated[
        Words,
        ASKED.ask(
            N_("Why should it be looked at again?"),
            N_("What has changed, or what may have been missed."),
            rows=4,
            missing=N_("Enter why it should be looked at again"),
        ),
    ]
    wanted: Annotated[
        Words, ASKED.ask(N_("What do you ask for?"), missing=N_("Enter what you ask for"))
    ]

    def line(self) -> str:
        """Return why, and what is asked for."""
        return f"{self.why} {self.wanted}"


@kind("reconsideration.answer", 1, N_("Reconsideration answered"))
class ReconsiderationAnswer(Record):
    """Answer somebody who asked for a decision to be looked at again.

    Its link `settles` names the request; a decision that follows is linked to the concern.
    """

    outcome: Annotated[
        One,
        ANSWERED.ask(
            N_("What is your answer?"),
            pick="reconsideration_answers",
            missing=N_("Choose your answer"),
        ),
    ]
    reasons: Annotated[
        Words, ANSWERED.ask(N_("Why?"), rows=4, missing=N_("Enter the reasons for your answer"))
    ]

    def line(self) -> str:
        """Return the answer with its reasons."""
        return f"{self.outcome.words}: {self.reasons}"
