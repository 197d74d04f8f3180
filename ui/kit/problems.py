"""Word every problem once: what is wrong with an answer, and why something could not be done."""

from __future__ import annotations

from dataclasses import dataclass

from app.base.errors import RowanError
from app.base.text import N_, _
from app.records.declared import Field
from app.records.fields import SHORT_LENGTH, WORDS_LENGTH, FieldType


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what a person is told: a heading, what happened, and what to do next.

    Braces name attributes of the error: "{path}".
    """

    title: str
    body: str
    next_step: str = ""


# Codes of problems with an answer; {label} is the question, {longest} the most letters allowed.
ANSWERS: dict[str, str] = {
    "missing": N_("Enter an answer to “{label}”"),
    "too_long": N_("Shorten the answer to “{label}” to {longest} characters or fewer"),
    "wrong": N_("Change the answer to “{label}”: it cannot be read"),
    "future": N_("The day of “{label}” must be today or in the past"),
    "time_without_day": N_("Enter the day as well as the time of “{label}”"),
    "unknown_field": N_("This form has no question “{label}”"),
    "before_start": N_("The end must not be before the start"),
    "no_way_to_reach": N_("Enter a telephone number, an e-mail or an address"),
    "one_side": N_("Enter both the length and the width of “{label}”"),
    "taken": N_("“{label}” is used already: enter another"),
    "too_short": N_("Enter more for “{label}”"),
    "different": N_("Type the same again in “{label}”"),
}

# What cannot be read, said for the type of field.
_WRONG: dict[FieldType, str] = {
    FieldType.MOMENT: N_("“{label}” must be a real day and time, such as 3 Mar 2026 and 14:05"),
    FieldType.DAY: N_("“{label}” must be a real day, such as 3 Mar 2026"),
    FieldType.NUMBER: N_("“{label}” must be a number, such as 2 or 2.5"),
    FieldType.CHOICE: N_("Choose “{label}” from the list"),
    FieldType.CHOICES: N_("Choose “{label}” from the list"),
    FieldType.PERSON: N_("Enter a name for “{label}”"),
    FieldType.CHILD: N_("Choose a child for “{label}”"),
}

_MISSING: dict[FieldType, str] = {
    FieldType.CHOICE: N_("Choose an answer to “{label}”"),
    FieldType.CHOICES: N_("Choose an answer to “{label}”"),
    FieldType.CHILD: N_("Choose a child for “{label}”"),
    FieldType.MOMENT: N_("Enter a day for “{label}”"),
    FieldType.DAY: N_("Enter a day for “{label}”"),
    FieldType.PERSON: N_("Enter a name for “{label}”"),
    FieldType.NUMBER: N_("Enter a number for “{label}”"),
}

# The error's class name -> its words; tests walk every leaf of RowanError.
ERRORS: dict[str, Words] = {}


def problem_words(field: Field, code: str) -> str:
    """Return what is wrong with the answer to a field, in one sentence without a full stop."""
    if code == "missing" and field.ask and field.ask.missing:
        return _(field.ask.missing)
    by_type = {"wrong": _WRONG, "missing": _MISSING}.get(code, {})
    template = by_type.get(field.type) or ANSWERS.get(code) or ANSWERS["wrong"]
    longest = SHORT_LENGTH if field.type is FieldType.SHORT else WORDS_LENGTH
    label = _(field.label).rstrip("?.:")
    return _(template).format(label=label, longest=f"{longest:,}")


def explain(error: RowanError) -> Words:
    """Return the words for an error, with its facts filled in."""
    for cls in type(error).__mro__:
        found = ERRORS.get(cls.__name__)
        if found is not None:
            facts = {name: str(value) for name, value in vars(error).items()}
            return Words(*(_fill(_(part), facts) if part else "" for part in _parts(found)))
    return Words(_("This could not be done"), _("Nothing was changed."))


def register(words: dict[str, Words]) -> None:
    """Add words for errors by class name; a name that is there already is a mistake."""
    for name, each in words.items():
        if name in ERRORS and ERRORS[name] != each:
            raise ValueError(f"{name} has words already")
        ERRORS[name] = each


def without_words(root: type[RowanError] = RowanError) -> set[str]:
    """Return the leaves of the error tree that nobody has words for."""
    missing: set[str] = set()
    for cls in root.__subclasses__():
        if cls.__subclasses__():
            missing |= without_words(cls)
        elif cls.__name__ not in ERRORS and cls.__name__ not in ("InputError", "RuleError"):
            missing.add(cls.__name__)
    return missing


def _parts(words: Words) -> tuple[str, str, str]:
    return words.title, words.body, words.next_step


def _fill(template: str, facts: dict[str, str]) -> str:
    filled = template
    for name, value in facts.items():
        filled = filled.replace("{" + name + "}", value)
    return filled
