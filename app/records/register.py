"""Record additions to and changes of the school's registers: children, people, agencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from app.base.text import N_
from app.records.fields import Day, Many, One, Section, Short, Words
from app.records.record import Record, kind

CHILD = Section(N_("Child"))
PERSON = Section(N_("Person"))
AGENCY = Section(N_("Agency"))

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN_LENGTH = 13


def upn_letter(digits: str) -> str:
    """Return the check letter for the twelve characters that follow it in a UPN.

    Weights 2 to 13, sum modulo 23, letters without I, O and S (DfE guide to unique pupil
    numbers). A temporary UPN ends in a letter, which counts by its place in that alphabet.
    """
    values = [UPN_LETTERS.index(c) if c in UPN_LETTERS else int(c) for c in digits]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return UPN_LETTERS[total % len(UPN_LETTERS)]


def upn_problem(upn: str) -> str | None:
    """Return what is wrong with a UPN: upn_form, upn_letter, or None."""
    body = upn[1:]
    well_formed = (
        len(upn) == UPN_LENGTH
        and upn[0] in UPN_LETTERS
        and body[:-1].isdigit()
        and body[:-1].isascii()
        and (body[-1] in UPN_LETTERS or (body[-1].isdigit() and body[-1].isascii()))
    )
    if not well_formed:
        return "upn_form"
    return None if upn_letter(body) == upn[0] else "upn_letter"


@kind("child.entry", 1, N_("Child on the roll"), vault="school", in_file=False)
class ChildEntry(Record):
    """Say what the roll says of a child now; the newest entry counts."""

    legal_first: Annotated[
        Short, CHILD.ask(N_("Legal first names"), missing=N_("Enter the first name"))
    ]
    legal_last: Annotated[Short, CHILD.ask(N_("Legal surname"), missing=N_("Enter the surname"))]
    known_first: Annotated[Short | None, CHILD.ask(N_("Known as (first name)"))] = None
    known_last: Annotated[Short | None, CHILD.ask(N_("Known as (surname)"))] = None
    born: Annotated[Day, CHILD.ask(N_("Born"), missing=N_("Enter the birth date"), past=True)]
    upn: Annotated[Short | None, CHILD.ask(N_("UPN"), N_("13 characters."))] = None
    class_name: Annotated[Short | None, CHILD.ask(N_("Class"))] = None
    year: Annotated[Short | None, CHILD.ask(N_("Year"))] = None
    sex: Annotated[One | None, CHILD.ask(N_("Sex"), pick="sexes")] = None
    left_on: Annotated[Day | None, CHILD.ask(N_("Left on"))] = None

    def full_name(self) -> str:
        """Return the legal name."""
        return f"{self.legal_first} {self.legal_last}"

    def known_as(self) -> str:
        """Return the name the child goes by, if it differs from the legal one."""
        first, last = self.known_first or self.legal_first, self.known_last or self.legal_last
        name = f"{first} {last}"
        return "" if name == self.full_name() else name

    def line(self) -> str:
        """Return the legal name."""
        return self.full_name()

    @classmethod
    def cross_check(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield a UPN that cannot be one, or a birth date that cannot be a pupil's."""
        upn = values.get("upn")
        problem = upn_problem(upn) if upn else None
        if problem:
            yield "upn", problem
        born = values.get("born")
        if born is not None and born < date(1990, 1, 1):
            yield "born", "born_too_early"


@kind("child.merged", 1, N_("Two entries are one child"), vault="school", in_file=False)
class ChildMerged(Record):
    """Say that two entries of the roll are the same child."""

    reason: Annotated[Short, CHILD.ask(N_("How do you know?"), missing=N_("Enter how you know"))]

    def line(self) -> str:
        """Return the reason."""
        return self.reason


@kind("person.entry", 1, N_("Person"), vault="school", in_file=False)
class PersonEntry(Record):
    """Say what the school's register says of an adult now; the newest entry counts."""

    name: Annotated[Short, PERSON.ask(N_("Name"), missing=N_("Enter the name"))]
    roles: Annotated[Many, PERSON.ask(N_("Roles"), pick="staff_roles")] = ()
    job: Annotated[Short | None, PERSON.ask(N_("Job title"))] = None
    phone: Annotated[Short | None, PERSON.ask(N_("Telephone"))] = None
    left_on: Annotated[Day | None, PERSON.ask(N_("Left on"))] = None

    def role(self) -> str:
        """Return the role in words: the job title, or the roles."""
        return self.job or ", ".join(choice.words for choice in self.roles)

    def line(self) -> str:
        """Return the name."""
        return self.name


@kind("agency.entry", 1, N_("Agency"), vault="school", in_file=False)
class AgencyEntry(Record):
    """Say how to reach a service; the newest entry counts."""

    name: Annotated[Short, AGENCY.ask(N_("Name"), missing=N_("Enter the name"))]
    phone: Annotated[Short | None, AGENCY.ask(N_("Telephone"))] = None
    hours: Annotated[Short | None, AGENCY.ask(N_("Hours"))] = None
    details: Annotated[Words | None, AGENCY.ask(N_("Details"))] = None

    def line(self) -> str:
        """Return the name."""
        return self.name
