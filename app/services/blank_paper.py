"""Draw a blank sheet where nobody is signed in: it bears no code, and nothing is stored of it."""

from __future__ import annotations

from collections.abc import Mapping

from app.base.clock import Clock
from app.base.text import _
from app.documents.blank_adult_concern import blank_adult_concern
from app.documents.blocks import PageStamp
from app.printing.worker import Worker
from app.services.settings import PhoneNumber


def blank_adult_pdf(
    school: str, numbers: Mapping[str, PhoneNumber], fingerprint: str, clock: Clock
) -> bytes:
    """Return the sheet for a worry about an adult as a PDF: slow, any thread (DrawingFailed)."""
    shown = {code: f"{one.name} {one.number}".strip() for code, one in numbers.items()}
    stamp = PageStamp(
        printed_by=_("this PC"),
        printed_at=clock.now().local().strftime("%d %B %Y, %H:%M").lstrip("0"),
        copy="",
        head="",
        fingerprint=fingerprint,
    )
    worker = Worker()
    try:
        printed = worker.draw(blank_adult_concern(school, numbers=shown), stamp)
    finally:
        worker.close()
    return printed.pdf if printed else b""
