"""Compose and draw the recovery sheet: the one paper that opens a school without a passphrase."""

from __future__ import annotations

from app.base.clock import Clock
from app.base.text import _
from app.documents.blocks import Document, Facts, Heading, Lines, PageStamp, Paragraph
from app.printing.worker import Worker
from app.records.fields import show_day
from app.services.setup import NewSchool


def recovery_sheet(school: NewSchool, clock: Clock) -> Document:
    """Return the sheet as it is to be kept: the code, what it opens, and where to keep it."""
    day = show_day(clock.now().day())
    return Document(
        title=_("Recovery sheet {number}").format(number=school.sheet),
        marking=_("KEEP LOCKED AWAY – whoever has this sheet can open every record"),
        school=school.name,
        blocks=(
            Heading(text=_("Recovery sheet {number}").format(number=school.sheet), level=1),
            Paragraph(text=_("With this code and a copy of the school's folder, everything in the "
                             "vaults School and Children can be opened without a passphrase.")),
            Heading(text=school.recovery_code.replace("-", " ")),
            Facts(
                rows=(
                    (_("School"), school.name),
                    (_("Sheet"), str(school.sheet)),
                    (_("Made on"), day),
                    (_("Fingerprint of the school's key"), school.fingerprint),
                )
            ),
            Heading(text=_("Where it belongs")),
            Paragraph(text=_("In a sealed envelope in the school's safe, signed across the flap. "
                             "Not beside this PC, not on a network drive, not in an e-mail.")),
            Heading(text=_("When it is needed")),
            Paragraph(text=_("When nobody who can sign in knows their passphrase any more. The "
                             "letters O, I and L may be read as 0 and 1; spaces do not matter.")),
            Heading(text=_("Kept by, since, envelope opened on")),
            Lines(count=4),
        ),
    )  # fmt: skip


def draw_recovery_sheet(school: NewSchool, clock: Clock) -> bytes:
    """Return the sheet as a PDF; slow, any thread (DrawingFailed)."""
    stamp = PageStamp(
        printed_by=_("Rowan, at set-up"),
        printed_at=clock.now().local().strftime("%d %B %Y, %H:%M").lstrip("0"),
        copy="1",
        head=_("none yet"),
        fingerprint=school.fingerprint,
    )
    worker = Worker()
    try:
        printed = worker.draw(recovery_sheet(school, clock), stamp)
    finally:
        worker.close()
    return printed.pdf if printed else b""
