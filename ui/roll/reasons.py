"""Say in words why a file or one of its rows cannot be taken in."""

from __future__ import annotations

from collections.abc import Mapping

from app.base.text import N_, _
from app.records.declared import fields_of
from app.records.register import ChildEntry
from ui.kit.problems import problem_words

FILES: Mapping[str, str] = {
    "too_large": N_("The file is larger than a roll can be."),
    "not_text": N_("The file is not a table in CSV. Save it as “CSV UTF-8” and try again."),
    "no_header": N_("The file is empty: its first line must hold the headings."),
    "missing_column": N_("The heading “{about}” is missing from the first line."),
    "double_column": N_("The heading “{about}” stands in the first line twice."),
    "too_many": N_("The file has more than 5,000 rows."),
}


def file_words(why: str, about: str) -> str:
    """Return why a whole file cannot be read."""
    return _(FILES.get(why, FILES["not_text"])).format(about=about)


def row_words(problems: Mapping[str, str]) -> str:
    """Return why a row cannot be added, one sentence for each problem."""
    fields = {field.name: field for field in fields_of(ChildEntry)}
    said = (
        problem_words(fields[name], code) if name in fields else _("The row cannot be read")
        for name, code in problems.items()
    )
    return ". ".join(said)
