"""Compose the blank sheet for a worry about an adult, to be handed over sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.base.text import N_, _
from app.documents.blank_concern import number_rows
from app.documents.blank_fields import question, written_gaps
from app.documents.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Lines,
    PageBreak,
    Paragraph,
    Signature,
    Ticks,
)

MARKING = N_("CONFIDENTIAL – concern about an adult")
_CALL = ("head", "chair", "lado")


def blank_adult_concern(school: str, *, numbers: Mapping[str, str] | None = None) -> Document:
    """Return the sheet; Rowan keeps nothing of what is written on it.

    `numbers` tells whom to call: head, chair, lado.
    """
    return Document(
        title=_("Concern about an adult"),
        marking=_(MARKING),
        school=school,
        record=_("Blank sheet"),
        blocks=(
            Heading(text=_("Concern about an adult who works or volunteers here"), level=1),
            *_first(numbers or {}),
            *_facts(),
            *_account(),
            *_receiver(),
        ),
    )


def _first(numbers: Mapping[str, str]) -> Iterator[Block]:
    yield Paragraph(
        text=_(
            "Is a child in danger now? Call 999. Otherwise take this sheet to the headteacher"
            " today. If it is about the headteacher, take it to the chair of governors. If it is"
            " about both, call the designated officer (LADO)."
        ),
        style="warning",
    )
    yield number_rows(_CALL, numbers)
    yield Paragraph(
        text=_(
            "Put the sheet into an envelope, seal it, and sign across the flap. Hand it over in"
            " person. Make no copy, do not investigate, and do not speak to the adult about it."
            " Small worries belong here, too. Nothing of this is kept in Rowan."
        )
    )


def _facts() -> Iterator[Block]:
    yield Heading(text=_("Whom it is about"))
    yield _rooms(
        _("Adult’s name"), _("Role, and employer or agency"), _("Children concerned, and class")
    )
    yield Heading(text=_("Who raises it"))
    yield _rooms(_("Name and role"))
    yield Ticks(
        options=(
            _("I saw or heard it myself"),
            _("Somebody told me"),
            _("It is about myself"),
            _("I do not wish to be named to the adult"),
        )
    )
    yield Heading(text=_("When and where"))
    yield Facts(
        rows=(
            (_("When it happened"), written_gaps(_("Day"), _("Time"))),
            (_("When you saw it or were told"), written_gaps(_("Day"), _("Time"))),
            (_("Where, and who else was there"), "\n "),
        )
    )


def _account() -> Iterator[Block]:
    yield PageBreak()
    yield from question(
        _("What did you see or hear?"), _("Facts only: who, what, where. Name who told you.")
    )
    yield Lines(count=9)
    yield from question(_("Exact words of the child or adult"), _("As they were said."))
    yield Lines(count=4)
    yield from question(_("What was done at once?"))
    yield Lines(count=2)
    yield from question(_("Your opinion, if you have one, and what it rests on"))
    yield Lines(count=2)
    yield Signature(signed="", ink=(_("Signature"), _("Day and time of writing")))


def _receiver() -> Iterator[Block]:
    yield PageBreak()
    yield Heading(text=_("For the headteacher or chair of governors"))
    yield Facts(
        rows=(
            (_("Received on"), written_gaps(_("Day"), _("Time"))),
            (_("From, and seal unbroken"), "\n "),
        )
    )
    yield from question(_("Could it meet the harm threshold?"))
    yield Ticks(
        options=(
            _("Harmed a child, or may have"),
            _("A possible offence against a child"),
            _("May pose a risk to children"),
            _("May not be suitable to work with children"),
            _("None of these: a low-level concern"),
        )
    )
    yield Facts(
        rows=(
            (_("LADO asked"), written_gaps(_("Day"), _("Time"), _("Name"))),
            (_("Advice given"), "\n \n "),
            (_("Others told (HR, police, agency)"), "\n "),
            (_("The adult’s account"), "\n \n "),
            (_("Earlier concerns looked for"), "\n "),
        )
    )
    yield from question(_("Decision, and the reasons for it"))
    yield Lines(count=5)
    yield Signature(signed="", ink=(_("Headteacher or chair: name, signature and date"),))


def _rooms(*labels: str) -> Facts:
    return Facts(rows=tuple((label, "\n ") for label in labels))
