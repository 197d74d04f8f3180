"""Compose the front sheet of a child's file: who the child is and how things stand now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.base.text import _, ngettext
from app.documents.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Signature,
    Table,
)
from app.documents.letters import Letters
from app.documents.moments import short_day, span_words
from app.documents.record_sheet import MARKING
from app.records.family import Contact, Household, Status
from app.records.fields import Choice, show_day
from app.rules.cards import ChildCard, age_on
from app.rules.child_file import ChildFile, Dated

LEAST_CONTACTS = 2  # Keeping children safe in education: at least two emergency contacts


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontSheetSource:
    """Hold what a front sheet shows on a day.

    `lead` names the DSL. With `lettered`, other children of the school are called Child B,
    Child C …; the child's own household and contacts keep their names.
    """

    school: str
    file: ChildFile
    day: date
    reference: str = ""
    lead: str = ""
    lettered: bool = False

    def letters(self) -> Letters:
        """Return what other children are called; its key is to be kept with the print."""
        card = self.file.card
        role = Choice("subject", _("Child this is about"))
        children = [one.as_in_record(role) for one in (card, *self.file.connected)]
        return Letters(children, frozenset({card.id}) if self.lettered else frozenset())


def front_sheet(source: FrontSheetSource) -> Document:
    """Return the front sheet of a child's file."""
    card, letters = source.file.card, source.letters()
    return Document(
        title=_("Front sheet of a child protection file"),
        marking=_(MARKING),
        school=source.school,
        reference=source.reference,
        record=_("Front sheet as on {day}").format(day=show_day(source.day)),
        blocks=(
            Heading(text=_("Child protection file: front sheet"), level=1),
            Facts(rows=tuple(_child_rows(card, source.day))),
            Heading(text=_("The file")),
            Facts(rows=tuple(_file_rows(source))),
            *_statuses(source.file.statuses),
            *_household(source.file.households),
            *_contacts(source.file.contacts),
            *_connected(source, letters),
            *_open_concerns(source.file, letters),
            *_open_actions(source.file, letters),
            Signature(signed="", ink=(_("Checked by the DSL: signature and date"),)),
        ),
    )


def _child_rows(card: ChildCard, day: date) -> Iterator[tuple[str, str]]:
    yield _("Full name"), card.legal_name
    yield from [(_("Known as"), card.known_as)] if card.known_as else []
    if card.born:
        age = age_on(card.born, day)
        yield _("Born"), _("{day} (aged {age})").format(day=show_day(card.born), age=age)
    elif card.age:
        yield _("Age, as it was given"), card.age
    yield from [(_("Sex"), card.sex)] if card.sex else []
    place = " ".join(part for part in (card.year, card.class_name) if part)
    yield _("Class"), place or _("Not on the roll")
    yield from [(_("UPN"), card.upn)] if card.upn else []
    if card.left_on:
        yield _("Left this school on"), show_day(card.left_on)


def _file_rows(source: FrontSheetSource) -> Iterator[tuple[str, str]]:
    file = source.file
    started = show_day(file.opened_on) if file.opened_on else _("Nothing is recorded yet")
    yield _("Started on"), started
    count = len(file.open_concerns)
    opened = ngettext("Open: {count} open concern", "Open: {count} open concerns", count)
    yield _("Status"), opened.format(count=count) if count else _("No concern is open")
    yield from [(_("Designated safeguarding lead"), source.lead)] if source.lead else []
    if file.chronology:
        newest = max(line.recorded.day() for line in file.chronology)
        entries = ngettext(
            "{count} entry, the last on {day}",
            "{count} entries, the last on {day}",
            len(file.chronology),
        )
        yield (
            _("Chronology"),
            entries.format(count=len(file.chronology), day=show_day(newest)),
        )
    if file.marks:
        sheets = len({mark.record for mark in file.marks})
        marks = ngettext("{count} mark", "{count} marks", len(file.marks))
        text = ngettext("{marks} in {count} record", "{marks} in {count} records", sheets)
        said = text.format(marks=marks.format(count=len(file.marks)), count=sheets)
        yield _("Body maps"), said


def _statuses(statuses: tuple[Dated[Status], ...]) -> Iterator[Block]:
    yield Heading(text=_("Statuses"))
    if not statuses:
        yield Paragraph(text=_("None is recorded."))
        return
    columns = (
        Column(heading=_("Status"), share=2.2),
        Column(heading=_("Dates"), share=2.0),
        Column(heading=_("Details"), share=2.8),
    )
    held = sorted(statuses, key=lambda one: (one.ended is not None, one.value.since))
    yield Table(
        columns=columns,
        rows=tuple(
            (
                one.value.status.words,
                _dates(one, one.value.since),
                one.value.details or "",
            )
            for one in held
        ),
    )


def _household(households: tuple[Dated[Household], ...]) -> Iterator[Block]:
    yield Heading(text=_("Household"))
    if not households:
        yield Paragraph(text=_("Nobody is recorded."))
        return
    columns = (
        Column(heading=_("Name"), share=2.0),
        Column(heading=_("Relation"), share=1.3),
        Column(heading=_("Born"), share=1.2),
        Column(heading=_("Parental responsibility"), share=1.3),
        Column(heading=_("Lives there, details"), share=2.2),
    )
    yield Table(columns=columns, rows=tuple(_household_row(one) for one in households))


def _household_row(one: Dated[Household]) -> tuple[str, ...]:
    value = one.value
    parts = (_dates(one, value.since), value.details or "")
    return (
        value.name,
        value.relation.words,
        short_day(value.born) if value.born else "",
        _("Yes") if value.responsible else _("Not recorded"),
        "\n".join(part for part in parts if part),
    )


def _contacts(contacts: tuple[Dated[Contact], ...]) -> Iterator[Block]:
    now = [one for one in contacts if one.ended is None]
    yield Heading(text=_("Contacts"))
    if len(now) < LEAST_CONTACTS:
        yield Paragraph(
            text=_("Fewer than two contacts are recorded. A school should hold at least two."),
            style="warning",
        )
    if not now:
        return
    columns = (
        Column(heading=_("Name"), share=1.9),
        Column(heading=_("Relation"), share=1.2),
        Column(heading=_("How to reach them"), share=2.5),
        Column(heading=_("Parental responsibility"), share=1.3),
        Column(heading=_("Details"), share=1.6),
    )
    yield Table(columns=columns, rows=tuple(_contact_row(one.value) for one in now))


def _contact_row(value: Contact) -> tuple[str, ...]:
    return (
        value.name,
        value.relation.words,
        "\n".join(part for part in (value.phone, value.email, value.address) if part),
        _("Yes") if value.responsible else _("Not recorded"),
        value.details or "",
    )


def _connected(source: FrontSheetSource, letters: Letters) -> Iterator[Block]:
    yield Heading(text=_("Children named in the same records"))
    if not source.file.connected:
        yield Paragraph(text=_("None."))
        return
    role = Choice("subject", _("Child this is about"))
    names = [
        letters.name(card.as_in_record(role))
        if letters.hides(card.id)
        else ", ".join(part for part in (card.legal_name, card.year, card.class_name) if part)
        for card in source.file.connected
    ]
    yield Paragraph(text="\n".join(names))


def _open_concerns(file: ChildFile, letters: Letters) -> Iterator[Block]:
    if not file.open_concerns:
        return
    yield Heading(text=_("Open concerns"))
    columns = (
        Column(heading=_("Concern"), share=3.4),
        Column(heading=_("Looked after by"), share=1.5),
        Column(heading=_("Next action"), share=2.2),
        Column(heading=_("Due"), share=1.0),
    )
    rows = (
        (
            letters.text(one.line),
            one.owner or _("Nobody yet"),
            letters.text(one.next_action) or _("None yet"),
            short_day(one.next_due) if one.next_due else "",
        )
        for one in file.open_concerns
    )
    yield Table(columns=columns, rows=tuple(rows))


def _open_actions(file: ChildFile, letters: Letters) -> Iterator[Block]:
    if not file.actions:
        return
    yield Heading(text=_("Open actions"))
    columns = (
        Column(heading=_("What is to be done"), share=3.6),
        Column(heading=_("Who"), share=2.0),
        Column(heading=_("Due"), share=1.2),
    )
    rows = ((letters.text(one.what), one.owner, short_day(one.due)) for one in file.actions)
    yield Table(columns=columns, rows=tuple(rows))


def _dates(one: Dated[Contact] | Dated[Household] | Dated[Status], since: date | None) -> str:
    return span_words(since, one.ended or one.value.until)


def responsible_names(file: ChildFile) -> tuple[str, ...]:
    """Return the names of those recorded now as having parental responsibility, each once."""
    contacts = [one.value for one in file.contacts if one.ended is None]
    household = [one.value for one in file.households if one.ended is None]
    named = [(one.name, one.responsible) for one in contacts]
    named += [(one.name, one.responsible) for one in household]
    return tuple(dict.fromkeys(name for name, responsible in named if responsible))
