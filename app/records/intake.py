"""Record that a sealed note was taken in as written, and what somebody left unfinished."""

from __future__ import annotations

from typing import Annotated, Literal

from app.base.clock import Stamp
from app.base.text import N_, _
from app.records.fields import PersonAs, Section, Short, Words
from app.records.marks import BodyMap
from app.records.record import Record, Row, kind
from app.records.system import Key, SystemRecord

SO_FAR = Section(N_("Written so far"))
SO_FAR_MAP = Section(N_("Body map"), added=True)


@kind("taken_in", 1, N_("Taken in as written"), sign="attest", in_file=False)
class TakenIn(SystemRecord):
    """Say that a key holder took a sealed note in as written, and what is known of its author.

    `digest` is that of the note's record in the same act (hexadecimal). With `identity` confirmed
    the author's certificate, act and signature are quoted; typed means nobody signed; not
    confirmed means that a signature came and was not to be trusted: then the entry's header names
    the author without an id, and `header` keeps the one that came. `first_read` is when somebody
    first read the note in the tray, before it was taken in.
    """

    note: Key
    record: Key
    digest: Key
    identity: Literal["confirmed", "typed", "not_confirmed"]
    origin: Literal["office", "classroom"]
    written: Stamp
    arrived: Stamp
    certificate: str = ""
    act: str = ""
    strength: Literal["", "session", "attest"] = ""
    signature: str = ""
    doubt: str = ""
    header: str = ""
    contact: str = ""
    reporter: PersonAs | None = None
    first_read: Stamp | None = None
    first_reader: str = ""

    def line(self) -> str:
        """Return where the note was written."""
        return _("Written on a PC in class") if self.origin == "classroom" else _("Written here")


class SaidSoFar(Row):
    """Hold one question and what was answered when the writing stopped."""

    question: Annotated[Short, SO_FAR.ask(N_("Question"), missing=N_("Enter the question"))]
    words: Annotated[Words, SO_FAR.ask(N_("Answer so far"), missing=N_("Enter the answer"))]


@kind("unfinished", 1, N_("Unfinished note"))
class Unfinished(Record):
    """Keep what somebody without an account had written when they stopped."""

    answers: Annotated[
        tuple[SaidSoFar, ...], SO_FAR.ask(N_("Answers so far"), add=N_("Add an answer"))
    ] = ()
    body_map: Annotated[BodyMap | None, SO_FAR_MAP.ask(N_("Marks"))] = None

    def line(self) -> str:
        """Return the longest answer."""
        return max((row.words for row in self.answers), key=len, default="")
