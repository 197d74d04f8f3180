"""Name the lists that forms offer options from."""

from __future__ import annotations

from collections.abc import Mapping

from app.base.text import N_, _

LIST_NAMES: Mapping[str, str] = {
    "categories": N_("Categories of concerns"),
    "child_roles": N_("Roles of a child in a record"),
    "places": N_("Places"),
    "sources": N_("Who may have caused harm"),
    "contexts": N_("Places of risk outside the family"),
    "yes_no": N_("Yes or no"),
    "yes_no_unknown": N_("Yes, no or not known"),
    "told_parents": N_("Whether parents were told"),
    "not_told_reasons": N_("Why parents were not told"),
    "between_kinds": N_("Kinds of harm between children"),
    "exploitation_signs": N_("Signs of exploitation"),
    "cse_signs": N_("Signs of child sexual exploitation"),
    "cce_signs": N_("Signs of criminal exploitation or county lines"),
    "violence_signs": N_("Signs of serious violence"),
    "domestic_abuse_ways": N_("Ways domestic abuse affects a child"),
    "mark_kinds": N_("Kinds of marks"),
    "mark_shapes": N_("Shapes of marks"),
    "mark_colours": N_("Colours of marks"),
    "mark_skin": N_("Skin at a mark"),
    "decisions": N_("Decisions"),
    "needs": N_("Levels of need"),
    "advice_roles": N_("Who gives advice"),
    "note_ways": N_("Kinds of notes"),
    "feedback_ways": N_("Ways of giving feedback"),
    "document_kinds": N_("Kinds of documents"),
    "closure_reasons": N_("Reasons for closing"),
    "reconsideration_answers": N_("Answers to a request for reconsideration"),
    "statuses": N_("Statuses of children"),
    "relations": N_("Relations"),
    "sexes": N_("Sex"),
    "acting_reasons": N_("Reasons for acting for the DSL"),
    "staff_roles": N_("Posts and roles of adults"),
}


def list_name(code: str) -> str:
    """Return what a list is called; an unknown one is called by its code."""
    return _(LIST_NAMES.get(code, code.replace("_", " ").capitalize()))
