"""Say what the form of a concern needs of whoever fills it in: one form for everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from app.base.clock import Clock, Stamp
from app.records.family import Status
from app.records.lists import ChoiceList
from app.rules.cards import ChildCard
from app.services.drafts import Draft
from ui.kit.banners import Prompt
from ui.kit.context import FormContext
from ui.kit.draft_keeper import DraftStore

# What a draft keeps of a writer who is not signed in: name, role, contact.
WRITER = "writer"


class NewDrafts(DraftStore, Protocol):
    """Begin drafts, and keep them."""

    def new(self, kind: str, at: Stamp, **parts: Any) -> Draft:
        """Return an empty draft of a kind."""
        ...


class RollSource(Protocol):
    """Find children of the roll."""

    def named(self, typed: str, *, most: int = 20) -> list[ChildCard]:
        """Return the children whose names hold every typed word's beginning."""
        ...

    def child(self, child: str) -> ChildCard | None:
        """Return one child."""
        ...


@dataclass(frozen=True, slots=True)
class Lead:
    """Hold somebody to tell in person: name, role and telephone."""

    name: str
    role: str = ""
    phone: str = ""

    def shown(self) -> str:
        """Return the person in one line."""
        who = f"{self.name}, {self.role}" if self.role else self.name
        return f"{who}: {self.phone}" if self.phone else who


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Hold how this writer finishes: the button's words, what stands above the form, the way home.

    `put_by` are the words of the button that leaves the form without finishing it.
    """

    finish: str
    put_by: str
    home: str
    told_above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Hold one thing that can be done after a concern is handed over."""

    words: str
    act: Callable[[], object]
    name: str
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Hold what is said once a concern is handed over, and what can be done then."""

    page: str
    title: str
    lines: tuple[str, ...]
    offers: tuple[Offer, ...] = ()
    hint: str = ""


class Recording(Protocol):
    """Lend the form what it needs; `roll` and `people` are None where nobody is signed in."""

    @property
    def clock(self) -> Clock:
        """Return the clock."""
        ...

    @property
    def drafts(self) -> NewDrafts:
        """Return what keeps drafts."""
        ...

    @property
    def roll(self) -> RollSource | None:
        """Return the roll, or None: then each child is typed."""
        ...

    @property
    def asks_writer(self) -> bool:
        """Say whether the form asks who is writing."""
        ...

    @property
    def manner(self) -> Manner:
        """Return how this writer finishes."""
        ...

    def lists(self) -> Mapping[str, ChoiceList]:
        """Return the lists to choose from."""
        ...

    def form_context(self) -> FormContext:
        """Return what the questions of a form need."""
        ...

    def prompt(self, code: str) -> Prompt | None:
        """Return a reminder with the school's numbers."""
        ...

    def statuses(self, child: str) -> tuple[Status, ...]:
        """Return what is to be borne in mind about a child of the roll."""
        ...

    def leads(self) -> Sequence[Lead]:
        """Return whom to tell in person: the DSL and the deputies."""
        ...

    def check(self, draft: Draft) -> object:
        """Check the answers (InputError names every problem)."""
        ...

    def hand_over(
        self, draft: Draft, *, parent: QWidget, done: Callable[[Ending], object]
    ) -> None:
        """Sign or send the concern; call `done` once it is safe."""
        ...

    def put_by(self, parent: QWidget, leave: Callable[[], object]) -> None:
        """Leave the form unfinished: ask if need be, call `leave`, which keeps it, and go home."""
        ...

    def discarded(self) -> None:
        """Hear that the draft was thrown away, and go home."""
        ...

    def print_blank(self) -> None:
        """Print the blank sheet for a worry about an adult."""
        ...

    def home(self) -> None:
        """Go where this writer came from."""
        ...
