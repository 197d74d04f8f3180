"""Ask before a draft is thrown away, and say how much would be lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.base.text import _, ngettext
from app.services.drafts import Draft
from ui.kit.dialogs import Question

# What is chosen and not written: a choice, a moment, an adult, which child.
_CHOSEN = frozenset({"code", "day", "role"})

_REFS = frozenset({"child", "map_child"})


def words_in(value: Any) -> int:
    """Return how many words somebody wrote, however deep they lie."""
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, Mapping):
        if value.keys() & _CHOSEN:
            return 0
        return sum(words_in(inner) for name, inner in value.items() if name not in _REFS)
    if isinstance(value, (list, tuple)):
        return sum(words_in(inner) for inner in value)
    return 0


def marks_in(draft: Draft) -> int:
    """Return how many marks the body map of a draft has."""
    body_map = draft.values.get("body_map") or {}
    return len(body_map.get("marks", ()))


def discard_question(draft: Draft) -> Question:
    """Return the question before a draft is thrown away: it names words and marks."""
    answers = {name: value for name, value in draft.values.items() if name != "body_map"}
    count, marks = words_in(answers), marks_in(draft)
    parts = [ngettext("{count} word", "{count} words", count).format(count=count)]
    if marks:
        parts.append(ngettext("{count} mark", "{count} marks", marks).format(count=marks))
    lost = _(" and ").join(parts)
    return Question(
        title=_("Discard this draft?"),
        body=_("{lost} will be lost. This cannot be undone.").format(lost=lost),
        yes=_("Discard"),
        no=_("Keep draft"),
    )
