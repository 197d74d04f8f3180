"""Word every problem once: what is wrong with an answer, and why something could not be done."""

from __future__ import annotations

from app.base.errors import RowanError
from app.base.text import N_, _
from app.records.declared import Field
from app.records.fields import SHORT_LENGTH, WORDS_LENGTH, FieldType
from ui.kit.error_words import ERRORS
from ui.kit.told_words import Words

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
    "twice": N_("Name each only once in “{label}”"),
    "double_row": N_("“{label}” stands in the file twice"),
    "born_too_early": N_("“{label}” is too long ago for a child on the roll"),
    "upn_form": N_("A UPN has a letter and 12 figures, such as H801200001001"),
    "upn_letter": N_("The first letter of the UPN does not fit its figures: check each of them"),
    "letters": N_("The code has only letters and figures that are printed on the page"),
    "length": N_("The code has 13 letters and figures"),
    "check": N_("The code was mistyped: compare it with the page"),
    "head_form": N_("Enter the number and at least 16 figures after it, as the page shows them"),
    "recovery_code_mistyped": N_("The code was mistyped: compare it with the sheet"),
    "recovery_code_too_short": N_("The code on the sheet is longer"),
    "recovery_code_too_long": N_("The code on the sheet is shorter"),
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


def problem_words(field: Field, code: str) -> str:
    """Return what is wrong with the answer to a field, in one sentence without a full stop."""
    if code == "missing" and field.ask and field.ask.missing:
        return _(field.ask.missing)
    template = {"wrong": _WRONG, "missing": _MISSING}.get(code, {}).get(field.type)
    longest = SHORT_LENGTH if field.type is FieldType.SHORT else WORDS_LENGTH
    if template is None:
        return answer_words(_(field.label), code, longest=longest)
    return _(template).format(label=_bare(_(field.label)))


def answer_words(label: str, code: str, *, longest: int = SHORT_LENGTH) -> str:
    """Return what is wrong with an answer that belongs to no declared field."""
    template = ANSWERS.get(code, ANSWERS["wrong"])
    return _(template).format(label=_bare(label), longest=f"{longest:,}")


def explain(error: RowanError) -> Words:
    """Return the words for an error, with its facts filled in."""
    for cls in type(error).__mro__:
        found = ERRORS.get(cls.__name__)
        if found is not None:
            facts = {name: _said(value) for name, value in vars(error).items()}
            return Words(*(_fill(_(part), facts) if part else "" for part in _parts(found)))
    return Words(_("This could not be done"), _("Nothing was changed."))


def without_words(root: type[RowanError] = RowanError) -> set[str]:
    """Return the errors under `root` that nobody has words for; the families need none."""
    families = {"InputError", "RuleError", "VaultError"}
    missing: set[str] = set()
    for cls in root.__subclasses__():
        missing |= without_words(cls)
        if cls.__module__.startswith("app.") and cls.__name__ not in ERRORS.keys() | families:
            missing.add(cls.__name__)
    return missing


def _bare(label: str) -> str:
    return label.rstrip("?.:")


def _parts(words: Words) -> tuple[str, str, str]:
    return words.title, words.body, words.next_step


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _fill(template: str, facts: dict[str, str]) -> str:
    filled = template
    for name, value in facts.items():
        filled = filled.replace("{" + name + "}", value)
    return filled
