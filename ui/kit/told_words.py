"""Hold what a person is told when something could not be done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what a person is told: a heading, what happened, and what to do next.

    Braces name attributes of the error: "{path}".
    """

    title: str
    body: str
    next_step: str = ""
