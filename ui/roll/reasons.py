"""Say in words why a file or one of its rows cannot be taken in, and what a row may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from app.base.text import N_, _
from app.documents.moments import short_day
from app.records.declared import fields_of
from app.records.fields import Choice
from app.records.register import ChildEntry
from ui.kit.problems import problem_words

FILES: Mapping[str, str] = {
    "too_large": N_("The file is larger than {about} MB. A roll is smaller: choose another file."),
    "too_many": N_("The file has more than {about} rows. Save only the pupils of this school."),
    "too_wide": N_("The file has more than {about} columns. Save only those that are needed."),
    "too_many_sheets": N_(
        "The workbook has more than {about} sheets. Save the roll as a file of its own."
    ),
    "empty": N_("There is nothing in the file that could be a child."),
    "not_text": N_("This is no table. Save the roll as CSV or Excel (.xlsx) and try again."),
    "not_a_table": N_("This is no table. Save the roll as CSV or Excel (.xlsx) and try again."),
    "quotes": N_(
        "A quotation mark in row {about} is not closed, so the rows cannot be told apart. "
        "Open the file, put that row right, and save it again."
    ),
    "old_excel": N_(
        "This is an old Excel file (.xls). Open it in Excel, choose Save As, and save it as "
        "Excel workbook (.xlsx) or CSV."
    ),
    "numbers": N_(
        "This is a Numbers file. Open it in Numbers, choose Export To, and save it as Excel "
        "(.xlsx) or CSV."
    ),
    "open_document": N_(
        "This is an OpenDocument file. Open it, and save it as Excel workbook (.xlsx) or CSV."
    ),
    "pdf": N_("This is a PDF. Ask your office system for the roll as CSV or Excel (.xlsx)."),
    "web_page": N_(
        "This is a web page, whatever its name says. Open it in Excel, choose Save As, and save "
        "it as Excel workbook (.xlsx) or CSV."
    ),
    "damaged": N_("The workbook is damaged or locked with a password. Save it again without one."),
    "bomb": N_("The workbook unpacks to far more than a roll can be. It was not opened."),
    "not_ctf": N_("This is not a common transfer file. Choose one, or save the roll as CSV."),
    "ctf_damaged": N_("The transfer file is damaged. Ask for it again."),
    "ctf_dtd": N_(
        "The transfer file names parts outside itself, which none does by rights. "
        "It was not opened."
    ),
}
ROWS: Mapping[str, str] = {
    "double_row": N_("The same child stands in an earlier row"),
    "unreadable": N_("A letter in this row cannot be read. Save the file as CSV UTF-8"),
    "left_already": N_("Left before, and was never on the roll here"),
    "left_before_born": N_("The leaving date is before the birth date"),
}
NEAR: Mapping[str, str] = {
    "upn": N_("same UPN"),
    "name": N_("same name"),
    "first": N_("same first name"),
    "last": N_("same surname"),
    "spelling": N_("name spelt alike"),
    "birth": N_("same birth date"),
    "birth_slip": N_("birth date nearly the same"),
}
SPARED: Mapping[str, str] = {
    "records": N_("There are records about this child since"),
    "changed": N_("The roll’s entry was changed since"),
    "merged": N_("Was made one with another entry since"),
}
WHOLE_NAME = N_("Whole name in one column")


def file_words(why: str, about: str) -> str:
    """Return why a whole file cannot be read, and what to do."""
    return _(FILES.get(why, FILES["not_text"])).format(about=about)


def field_label(name: str) -> str:
    """Return what the roll calls a field."""
    labels = {field.name: field.label for field in fields_of(ChildEntry)}
    return _(labels.get(name, WHOLE_NAME))


def row_words(problems: Mapping[str, str]) -> str:
    """Return why a row cannot be taken in, one sentence for each problem."""
    fields = {field.name: field for field in fields_of(ChildEntry)}
    said = []
    for name, code in problems.items():
        if code in ROWS:
            said.append(_(ROWS[code]))
        elif name in fields:
            said.append(problem_words(fields[name], code))
        else:
            said.append(_("The row cannot be read"))
    return ". ".join(said)


def near_words(reasons: Iterable[str]) -> str:
    """Return why a row may be a child of the roll."""
    return ", ".join(_(NEAR[reason]) for reason in reasons)


def spared_words(why: str) -> str:
    """Return why undoing leaves a child as they are."""
    return _(SPARED[why])


def value_words(value: object) -> str:
    """Return a value of the roll as a table shows it."""
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Choice):
        return value.words
    return str(value) if value else "–"


def group_words(entry: ChildEntry) -> str:
    """Return year and class: Year 4 Oak."""
    return " ".join(part for part in (entry.year, entry.class_name) if part)


def entry_words(entry: ChildEntry) -> str:
    """Return one line that tells a child from others: name, birth date, year and class, UPN."""
    return f"{entry.full_name()}, {which_words(entry)}"


def which_words(entry: ChildEntry) -> str:
    """Return what tells children of one name apart: birth date, year and class, UPN."""
    parts: list[str] = []
    if entry.known_as():
        parts.append(_("known as {name}").format(name=entry.known_as()))
    parts.append(_("born {day}").format(day=short_day(entry.born)))
    group = group_words(entry)
    parts += [group] if group else []
    parts += [_("UPN {upn}").format(upn=entry.upn)] if entry.upn else []
    if entry.left_on:
        parts.append(_("left {day}").format(day=short_day(entry.left_on)))
    return ", ".join(parts)
