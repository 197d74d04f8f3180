"""Sort what goes wrong into three families; anything else is a bug.

Leaves are declared in the module that raises them and carry facts, not prose.
"""

from __future__ import annotations

from collections.abc import Mapping


class RowanError(Exception):
    """Anything Rowan knows how to explain."""


class InputError(RowanError):
    """What was typed cannot be accepted: field name -> problem code, all of them at once."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        """Keep every problem, by field, in the order of the form."""
        super().__init__(", ".join(f"{field}: {code}" for field, code in problems.items()))
        self.problems = dict(problems)


class RuleError(RowanError):
    """A rule of the record forbids it."""


class VaultError(RowanError):
    """The machine or the vault cannot do it now, and nothing was changed."""
