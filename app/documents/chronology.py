"""Compose a child's chronology for a meeting, a court or another school."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.base.text import _
from app.documents.blocks import Block, Column, Document, Facts, Heading, Paragraph, Table
from app.documents.letters import Letters
from app.documents.moments import short_day, short_stamp
from app.documents.names import TITLES, full_forms, with_titles
from app.documents.record_sheet import MARKING
from app.documents.whole_words import Phrase, WordSwap
from app.records.fields import show_day
from app.records.header import ChildAs
from app.rules.cards import ChildCard, age_on
from app.rules.chronology import Filter, Line, narrowed

LONGEST = 700  # characters of one line; the record itself has the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologySource:
    """Hold what a chronology shows.

    `lines` are those of the whole file, in order; `wanted` narrows them. `refs` are all refs of
    the child. `children` are those of the records' headers: with `lettered` all but this one
    are called Child B, Child C …. Without `staff_names` staff are called by their roles.
    """

    school: str
    card: ChildCard
    lines: tuple[Line, ...]
    refs: frozenset[str]
    wanted: Filter = field(default_factory=Filter)
    children: tuple[ChildAs, ...] = ()
    parents: tuple[str, ...] = ()
    reference: str = ""
    lettered: bool = False
    staff_names: bool = True

    def shown(self) -> tuple[Line, ...]:
        """Return the lines that the filter leaves."""
        return tuple(narrowed(self.lines, self.wanted))

    def letters(self) -> Letters:
        """Return what other children are called; its key is to be kept with the print."""
        adults = [name_of(line.author) for line in self.lines]
        return Letters(self.children, self.refs if self.lettered else frozenset(), adults)


def chronology(source: ChronologySource) -> Document:
    """Return the chronology of a child, oldest first."""
    writing = _Writing(source)
    rows = tuple(writing.row(line) for line in source.shown())
    return Document(
        title=_("Chronology"),
        marking=_(MARKING),
        school=source.school,
        reference=source.reference,
        record=_("Chronology"),
        blocks=(
            Heading(text=_("Chronology"), level=1),
            Facts(rows=tuple(_head(source))),
            *_notices(source, writing.letters),
            Table(columns=_columns(), rows=rows)
            if rows
            else Paragraph(text=_("Nothing is recorded that this selection shows.")),
            *_authors(source),
        ),
    )


def name_of(author: str) -> str:
    """Return the name in "name (role)"."""
    return author.rsplit(" (", 1)[0]


def role_of(author: str) -> str:
    """Return the role in "name (role)"."""
    parts = author.rsplit(" (", 1)
    return parts[1].removesuffix(")") if len(parts) > 1 else _("A member of staff")


def _columns() -> tuple[Column, ...]:
    return (
        Column(heading=_("No."), share=0.5),
        Column(heading=_("When"), share=1.2),
        Column(heading=_("What"), share=1.6),
        Column(heading=_("Information, decision and reasons"), share=3.9),
        Column(heading=_("Source and entry"), share=1.8),
    )


def _head(source: ChronologySource) -> Iterator[tuple[str, str]]:
    card, wanted = source.card, source.wanted
    yield _("Child"), card.legal_name
    yield from [(_("Known as"), card.known_as)] if card.known_as else []
    yield from [(_("Born"), show_day(card.born))] if card.born else []
    place = " ".join(part for part in (card.year, card.class_name) if part)
    yield from [(_("Class"), place)] if place else []
    yield from (
        [(_("Parental responsibility"), ", ".join(source.parents))] if source.parents else []
    )
    since = show_day(wanted.since) if wanted.since else _("the first entry")
    until = show_day(wanted.until) if wanted.until else _("the last entry")
    yield _("Period"), _("From {since} to {until}").format(since=since, until=until)
    counts = {"shown": len(source.shown()), "all": len(source.lines)}
    yield _("Entries"), _("{shown} of {all}").format(**counts)
    yield from _selection(source)


def _selection(source: ChronologySource) -> Iterator[tuple[str, str]]:
    """Yield what the lines were chosen by, so that nobody takes a part for the whole."""
    wanted = source.wanted
    chosen = [
        *_labels(source.lines, wanted.kinds),
        *_categories(source.lines, wanted.categories),
        *(
            [wanted.author if source.staff_names else role_of(wanted.author)]
            if wanted.author
            else []
        ),
        *([_("with the words “{words}”").format(words=wanted.words)] if wanted.words else []),
    ]
    if chosen:
        yield _("Only"), "; ".join(chosen)


def _labels(lines: Sequence[Line], kinds: frozenset[str]) -> list[str]:
    return sorted({line.label for line in lines if line.kind in kinds})


def _categories(lines: Sequence[Line], codes: frozenset[str]) -> list[str]:
    held = (choice for line in lines for choice in line.categories)
    return sorted({choice.words for choice in held if choice.code in codes})


def _notices(source: ChronologySource, letters: Letters) -> Iterator[Block]:
    said = [_("Plain facts as they were written; each number leads to the signed record.")]
    if letters.key:
        said.append(_("Other children are called Child B, Child C and so on."))
    if not source.staff_names:
        said.append(_("Staff are called by their roles."))
    yield Paragraph(text=" ".join(said), style="small")


def _authors(source: ChronologySource) -> Iterator[Block]:
    """Yield who wrote the entries, with their roles."""
    authors = dict.fromkeys(line.author for line in source.shown())
    if authors and source.staff_names:
        yield Heading(text=_("Who wrote these entries"))
        yield Facts(rows=tuple((name_of(author), role_of(author)) for author in authors))


class _Writing:
    """Write the lines of one chronology."""

    def __init__(self, source: ChronologySource) -> None:
        self._source = source
        self.letters = source.letters()
        self._called = {
            child.shown(): self.letters.name(child)
            for child in source.children
            if self.letters.hides(child.ref())
        }
        self._numbers = {line.record: line.seq for line in source.lines}
        self._staff = WordSwap(() if source.staff_names else _roles(source.lines))

    def row(self, line: Line) -> tuple[str, ...]:
        """Return the cells of one line."""
        return (
            str(line.seq),
            self._when(line),
            self._what(line),
            self._said(line),
            self._by(line),
        )

    def _when(self, line: Line) -> str:
        time = line.happened.time if line.happened and line.happened.day else None
        born = self._source.card.born
        parts = (
            short_day(line.day),
            f"{time:%H:%M}" if time else "",
            "" if line.happened and line.happened.known else _("(day of entry)"),
            _("aged {age}").format(age=age_on(born, line.day)) if born else "",
        )
        return "\n".join(part for part in parts if part)

    def _what(self, line: Line) -> str:
        others = ", ".join(self._other(name) for name in line.others)
        parts = (
            line.label,
            ", ".join(choice.words for choice in line.categories),
            line.role.words if line.kind == "concern" and line.role.code != "subject" else "",
            _("with {names}").format(names=others) if others else "",
        )
        return "\n".join(part for part in parts if part)

    def _other(self, name: str) -> str:
        return self._called.get(name) or self.letters.text(name)

    def _said(self, line: Line) -> str:
        same = [self._numbers[one] for one in line.same_event if one in self._numbers]
        numbers = ", ".join(str(number) for number in same)
        parts = (
            self._text(line.text, line.seq),
            self._text(line.detail, line.seq),
            _("Tells of the same event as {numbers}.").format(numbers=numbers) if same else "",
        )
        return "\n".join(part for part in parts if part)

    def _text(self, text: str, number: int) -> str:
        words = self._staff.swapped(self.letters.text(text))
        if len(words) <= LONGEST:
            return words
        cut = words[:LONGEST].rsplit(" ", 1)[0]
        return _("{text} … (more in record {number})").format(text=cut, number=number)

    def _by(self, line: Line) -> str:
        named = self._source.staff_names
        author = name_of(line.author) if named else role_of(line.author)
        entered = _("entered {when}").format(when=short_stamp(line.recorded))
        signed = _("signed with passphrase") if line.strength == "attest" else ""
        return "\n".join(part for part in (author, entered, signed) if part)


def _roles(lines: Sequence[Line]) -> Iterator[Phrase]:
    """Yield the names of all who wrote a line, with what they are called instead."""
    for author in dict.fromkeys(line.author for line in lines):
        role = role_of(author)
        words = [part for part in name_of(author).split() if part.lower() not in TITLES]
        name = " ".join(words)
        forms = [*full_forms(name), *with_titles(name)]
        yield from (Phrase(words=form, instead=role) for form in forms)
