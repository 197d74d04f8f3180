"""Turn the questions of a declaration into a form to fill in with a pen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.base.text import _
from app.documents.blocks import Block, Facts, Heading, Lines, PageBreak, Paragraph, Ticks
from app.documents.bodymap import blank_body_map
from app.records.declared import Field, fields_of, sections_of
from app.records.fields import FieldType, Section
from app.records.lists import ChoiceList
from app.records.prompts import prompts
from app.records.record import Record, Row

_LEAST_LINES = 3
_TALL_ROWS = 4  # a question with so many rows on the screen is asked for at length
_MORE_LINES = 2  # hands write larger than keys
_GAP = " " * 24
_LONGEST_INLINE = 80

Lists = Mapping[str, ChoiceList]
Labelled = tuple[str, str]


def blank_sections(
    cls: type[Record], lists: Lists, *, without: Collection[Section] = ()
) -> Iterator[Block]:
    """Yield every section of a kind but those with a body map, and `without` some."""
    for section in sections_of(cls):
        asked = _asked(cls, section)
        if section not in without and all(one.type is not FieldType.BODY_MAP for one in asked):
            yield from blank_section(section, asked, lists)


def blank_maps(cls: type[Record], lists: Lists) -> Iterator[Block]:
    """Yield the sections with a body map, each on pages of its own."""
    for section in sections_of(cls):
        asked = _asked(cls, section)
        if any(one.type is FieldType.BODY_MAP for one in asked):
            yield PageBreak()
            yield from blank_section(section, asked, lists)


def _asked(cls: type[Record], section: Section) -> list[Field]:
    return [one for one in fields_of(cls) if one.ask and one.ask.section is section]


def blank_section(section: Section, asked: list[Field], lists: Lists) -> Iterator[Block]:
    """Yield one section: its heading, hint and reminder, then its questions."""
    yield Heading(text=_(section.label))
    if section.hint:
        yield Paragraph(text=_(section.hint), style="small")
    if section.prompt:
        reminder = prompts()[section.prompt]
        yield Paragraph(text=f"{_(reminder.title)}\n{_(reminder.text)}", style="small")
    yield from blank_questions(asked, lists)


def blank_questions(asked: list[Field], lists: Lists) -> Iterator[Block]:
    """Yield the questions; those with short answers stand side by side with their room."""
    held: list[Labelled] = []
    for one in asked:
        room = _room(one, lists)
        if room is not None:
            held.append((_(one.label), room))
            continue
        yield from _flushed(held)
        held = []
        yield from _tall_question(one, lists)
    yield from _flushed(held)


def question(label: str, hint: str = "") -> Iterator[Block]:
    """Yield a question that has the width of the page for its answer."""
    yield Heading(text=label, level=3)
    if hint:
        yield Paragraph(text=hint, style="small")


def _flushed(held: list[Labelled]) -> Iterator[Block]:
    if held:
        yield Facts(rows=tuple(held))


def _room(one: Field, lists: Lists) -> str | None:
    """Return what stands beside a question with a short answer; None if it takes more room."""
    hint = _(one.ask.hint) if one.ask else ""
    rooms = {
        FieldType.SHORT: f"{hint}\n " if hint else "\n ",
        FieldType.NUMBER: "\n ",
        FieldType.CHILD: "\n ",
        FieldType.PERSON: written_gaps(_("Name"), _("Role")),
        FieldType.DAY: written_gaps(_("Day")),
        FieldType.MOMENT: written_gaps(_("Day"), _("Time")),
        FieldType.CHOICE: _inline(_options(one, lists)),
        FieldType.TICK: "☐",
        FieldType.WORDS: f"{hint}\n \n " if _is_brief(one) else None,
    }
    return rooms.get(one.type)


def _is_brief(one: Field) -> bool:
    """Say whether a few lines beside the question are enough."""
    return bool(one.ask and one.ask.section.added and not one.ask.voice)


def _options(one: Field, lists: Lists) -> list[str]:
    offered = lists.get(one.ask.pick) if one.ask else None
    return [_(option.words) for option in offered.options] if offered else []


def _inline(options: list[str]) -> str | None:
    line = "      ".join(f"☐ {option}" for option in options)
    return line if options and len(line) <= _LONGEST_INLINE else None


def written_gaps(*labels: str) -> str:
    """Return labels with room behind each, a line below the usual."""
    return "\n" + _GAP.join(f"{label}:" for label in labels) + _GAP


def _tall_question(one: Field, lists: Lists) -> Iterator[Block]:
    if one.type is FieldType.BODY_MAP:
        yield from blank_body_map()
        return
    if one.row is not None:
        yield from _row_questions(one.row, lists)
        return
    yield from question(_(one.label), _(one.ask.hint) if one.ask and one.ask.hint else "")
    options = _options(one, lists)
    if one.type in (FieldType.CHOICE, FieldType.CHOICES) and options:
        yield Ticks(options=tuple(options))
    else:
        yield Lines(count=_line_count(one))


def _row_questions(row: type[Row], lists: Lists) -> Iterator[Block]:
    yield Paragraph(text=_("Answer for each child."), style="small")
    yield from blank_questions([f for f in fields_of(row) if f.ask], lists)


def _line_count(one: Field) -> int:
    rows = one.ask.rows if one.ask else _LEAST_LINES
    return rows + _MORE_LINES if rows >= _TALL_ROWS else _LEAST_LINES
