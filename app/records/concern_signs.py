"""Ask for signs of exploitation, serious violence and domestic abuse, where a category fits."""

from __future__ import annotations

from typing import Annotated

from app.base.text import N_
from app.records.fields import Many, Section, Words

_HINT = N_("Tick what was seen or told. Nothing is added up; the DSL decides.")

EXPLOITATION = Section(
    N_("Signs of exploitation"),
    _HINT,
    added=True,
    offered_when=(
        "categories",
        frozenset(
            {"exploitation", "cse", "cce", "slavery", "missing", "extra_familial"}
            | {"serious_violence"}
        ),
    ),
)
CSE = Section(
    N_("Signs of child sexual exploitation"),
    _HINT,
    added=True,
    offered_when=("categories", frozenset({"exploitation", "cse"})),
)
CCE = Section(
    N_("Signs of criminal exploitation or county lines"),
    _HINT,
    added=True,
    offered_when=("categories", frozenset({"exploitation", "cce"})),
)
VIOLENCE = Section(
    N_("Signs of serious violence"),
    _HINT,
    added=True,
    offered_when=("categories", frozenset({"serious_violence", "cce"})),
)
HOME = Section(
    N_("Domestic abuse and the child"),
    N_("A child who sees, hears or lives with the effects is a victim too."),
    added=True,
    offered_when=("categories", frozenset({"domestic_abuse"})),
)

ExploitationSigns = Annotated[
    Many, EXPLOITATION.ask(N_("What points to exploitation?"), pick="exploitation_signs")
]
ExploitationWords = Annotated[
    Words | None,
    EXPLOITATION.ask(
        N_("What was it, and who knows of it?"), N_("Such as a new phone, from whom.")
    ),
]
CseSigns = Annotated[
    Many, CSE.ask(N_("What points to sexual exploitation?"), pick="cse_signs", prompt="cse")
]
CseWords = Annotated[Words | None, CSE.ask(N_("Say more about these signs"))]
CceSigns = Annotated[
    Many, CCE.ask(N_("What points to criminal exploitation?"), pick="cce_signs", prompt="cce")
]
CceWords = Annotated[Words | None, CCE.ask(N_("Say more about what was seen"))]
ViolenceSigns = Annotated[
    Many, VIOLENCE.ask(N_("What points to serious violence?"), pick="violence_signs")
]
ViolenceWords = Annotated[
    Words | None, VIOLENCE.ask(N_("Say more about the danger"), N_("Who, where, which weapon."))
]
HomeWays = Annotated[Many, HOME.ask(N_("How is the child affected?"), pick="domestic_abuse_ways")]
HomeWords = Annotated[Words | None, HOME.ask(N_("What is known of it?"))]
HomeSafely = Annotated[
    Words | None,
    HOME.ask(
        N_("How can home be called safely?"),
        N_("Which adult, when, what must not be said or left as a message."),
    ),
]
