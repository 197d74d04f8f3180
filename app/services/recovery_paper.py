"""Draw the recovery sheet: the one paper that opens a school without a passphrase."""

from __future__ import annotations

from app.base.clock import Clock
from app.base.text import _
from app.documents.blocks import PageStamp
from app.documents.recovery_sheet import RecoverySource, recovery_sheet
from app.printing.worker import Worker
from app.services.setup import FIRST_SHEET, NewSchool
from app.vault.keyring import FIRST_VAULTS


def draw_recovery_sheet(school: NewSchool, clock: Clock) -> bytes:
    """Return the sheet as a PDF; slow, any thread (DrawingFailed)."""
    source = RecoverySource(
        school=school.name,
        code=school.recovery_code,
        number=school.sheet,
        fingerprint=school.fingerprint,
        opens=FIRST_VAULTS,
        made_on=clock.now().day(),
        made_by=school.made_by,
    )
    stamp = PageStamp(
        printed_by=school.made_by if school.sheet > FIRST_SHEET else _("Rowan, at set-up"),
        printed_at=clock.now().local().strftime("%d %B %Y, %H:%M").lstrip("0"),
        copy="1",
        head=_("none yet"),
        fingerprint=school.fingerprint,
    )
    worker = Worker()
    try:
        printed = worker.draw(recovery_sheet(source), stamp)
    finally:
        worker.close()
    return printed.pdf if printed else b""
