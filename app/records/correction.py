"""Record that a record was amended, that it was filed in error, or that it was put back."""

from __future__ import annotations

from typing import Annotated

from app.base.text import N_
from app.records.fields import Section, Words
from app.records.record import Record, kind

CORRECTION = Section(N_("Correction"))


@kind("amendment", 1, N_("Amended"))
class Amendment(Record):
    """Say why a record was amended; it stands in the act of the new version."""

    reason: Annotated[
        Words,
        CORRECTION.ask(
            N_("Why do you amend it?"),
            N_("Such as “the size was read wrongly”. The version before stays readable."),
            missing=N_("Enter why you amend it"),
        ),
    ]

    def line(self) -> str:
        """Return the reason."""
        return self.reason


@kind("filed_in_error", 1, N_("Filed in error"), sign="attest")
class FiledInError(Record):
    """Take a record out of the files of the children named: it was filed there in error."""

    reason: Annotated[
        Words,
        CORRECTION.ask(
            N_("Why was it filed in error?"),
            N_("Such as “it is about another child of the same name”."),
            missing=N_("Enter why it was filed in error"),
        ),
    ]

    def line(self) -> str:
        """Return the reason."""
        return self.reason


@kind("put_back", 1, N_("Put back on the file"), sign="attest")
class PutBack(Record):
    """Put a record that was filed in error back on the files of the children named."""

    reason: Annotated[
        Words,
        CORRECTION.ask(
            N_("Why does it belong there after all?"), missing=N_("Enter why it belongs there")
        ),
    ]

    def line(self) -> str:
        """Return the reason."""
        return self.reason
