"""Compose the blank concern form, for those who write by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.base.text import N_, _
from app.documents.blank_fields import Lists, blank_maps, blank_sections, written_gaps
from app.documents.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Signature,
    Table,
    Ticks,
)
from app.documents.record_sheet import MARKING
from app.records.concern import Concern
from app.records.concern_more import BETWEEN, PAPER
from app.records.declared import sections_of
from app.records.fields import Section
from app.records.lists import shipped_lists
from app.records.prompts import prompts

_CHILD_ROWS = 3
NUMBER_LABELS = {
    "police": N_("Police"),
    "social_care": N_("Children’s social care"),
    "out_of_hours": N_("Social care out of hours"),
    "lado": N_("Designated officer (LADO)"),
    "head": N_("Headteacher"),
    "chair": N_("Chair of governors"),
}


def blank_concern(
    school: str, *, numbers: Mapping[str, str] | None = None, lists: Lists | None = None
) -> Document:
    """Return the form with every question of the concern declared in Rowan.

    `numbers` tells whom to call, by the codes of the prompts; those not known are left to be
    written in. `lists` are the school's; without them those that ship are offered.
    """
    cls = Concern
    return Document(
        title=_("Concern form"),
        marking=_(MARKING),
        school=school,
        record=_("Blank form, edition {version}").format(version=cls.kind.version),
        blocks=(
            Heading(text=_("Concern form"), level=1),
            *_first(numbers or {}),
            *_children(lists or shipped_lists()),
            *blank_sections(cls, lists or shipped_lists(), without=not_on_paper()),
            *_between(lists or shipped_lists()),
            *_writer(),
            *blank_maps(cls, lists or shipped_lists()),
            *_receiver(),
        ),
    )


def not_on_paper() -> tuple[Section, ...]:
    """Return what is asked on the screen only: signs that a category calls for, and the paper.

    The lead asks for signs when the form is handed over; who wrote the paper stands at its end.
    Of harm between children the paper asks for the kind alone.
    """
    return tuple(
        one for one in sections_of(Concern) if one.offered_when or one in (PAPER, BETWEEN)
    )


def number_rows(codes: tuple[str, ...], numbers: Mapping[str, str]) -> Facts:
    """Return whom to call; a number that is not known is left to be written in."""
    return Facts(rows=tuple((_(NUMBER_LABELS[code]), numbers.get(code, "")) for code in codes))


def _first(numbers: Mapping[str, str]) -> Iterator[Block]:
    danger = prompts()["danger"]
    words = {"title": _(danger.title), "text": _(danger.text)}
    yield Paragraph(text=_("{title} {text}").format(**words), style="warning")
    yield number_rows(danger.numbers, numbers)
    yield Paragraph(
        text=_(
            "Is it about an adult who works or volunteers here? Do not use this form. Use the form"
            " for a concern about an adult and take it to the headteacher, or to the chair of"
            " governors if it is about the headteacher."
        ),
        style="warning",
    )
    yield Paragraph(
        text=_(
            "Use black pen. Cross out what is wrong so that it can still be read. Write what you"
            " saw and heard on the same day, in plain words; use the back if you need more room."
            " Give the form to the designated safeguarding lead in person; keep no copy."
        )
    )


def _children(lists: Lists) -> Iterator[Block]:
    yield Heading(text=_("Children"))
    columns = (
        Column(heading=_("Full name, and name they go by"), share=2.6),
        Column(heading=_("Born, or age"), share=1.2),
        Column(heading=_("Class"), share=0.9),
        Column(heading=_("Part in it"), share=1.7),
    )
    yield Table(columns=columns, rows=((" \n ", "", "", ""),) * _CHILD_ROWS)
    roles = ", ".join(_(option.words).lower() for option in lists["child_roles"].options)
    yield Paragraph(text=_("Part in it: {roles}.").format(roles=roles), style="small")


def _between(lists: Lists) -> Iterator[Block]:
    yield Heading(text=_("If it was between children: what kind of harm?"))
    kinds = (_(option.words) for option in lists["between_kinds"].options)
    yield Ticks(options=tuple(kinds))


def _writer() -> Iterator[Block]:
    yield Heading(text=_("Who wrote this form"))
    yield Facts(
        rows=(
            (_("Name and role"), "\n "),
            (_("Written on"), written_gaps(_("Day"), _("Time"))),
        )
    )
    yield Signature(signed="", ink=(_("Signature and date"),))


def _receiver() -> Iterator[Block]:
    yield Heading(text=_("For the designated safeguarding lead"))
    yield Facts(
        rows=(
            (_("Received on"), written_gaps(_("Day"), _("Time"))),
            (_("From"), "\n "),
            (_("Typed into Rowan as record"), written_gaps(_("Number"), _("By"))),
            (_("Where this paper is kept"), "\n "),
        )
    )
    yield Signature(signed="", ink=(_("Designated safeguarding lead: signature and date"),))
