"""Compose the recovery sheet: the one paper that opens a school without a passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.base.text import N_, _
from app.documents.blocks import (
    Document,
    Facts,
    Figure,
    Heading,
    Label,
    Paragraph,
    Picture,
    Signature,
    Stroke,
)
from app.documents.signed import in_groups
from app.records.fields import show_day

MARKING = N_("KEEP LOCKED AWAY – this sheet opens the school’s records")

_PER_ROW = 3
_WIDE, _TALL = 300.0, 120.0
_LETTERS = 62.0
_SMALL = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySource:
    """Hold what a recovery sheet shows.

    `code` is in groups of four, parted by hyphens. `opens` names the vaults. `fingerprint` is
    that of the school's signing key, hexadecimal.
    """

    school: str
    code: str
    number: int
    fingerprint: str
    opens: tuple[str, ...]
    made_on: date
    made_by: str


def recovery_sheet(source: RecoverySource) -> Document:
    """Return the recovery sheet; it bears no page code and stands in no copy register."""
    title = _("Recovery sheet {number}").format(number=source.number)
    return Document(
        title=title,
        marking=_(MARKING),
        school=source.school,
        record=title,
        blocks=(
            Heading(text=title, level=1),
            Paragraph(text=_opens(source), style="warning"),
            _code(source.code),
            Facts(
                rows=(
                    (_("School"), source.school),
                    (_("School key fingerprint"), in_groups(source.fingerprint)),
                    (_("Opens"), ", ".join(source.opens)),
                    (_("Made on"), show_day(source.made_on)),
                    (_("Made by"), source.made_by),
                )
            ),
            Heading(text=_("Where to keep it")),
            Paragraph(text=_keep()),
            Heading(text=_("How to use it")),
            Paragraph(text=_use()),
            Signature(signed="", ink=(_("Sealed by: name and date"), _("Seen by: name and date"))),
        ),
    )


def _opens(source: RecoverySource) -> str:
    return _(
        "Whoever holds this sheet and a copy of the school’s folder can read every record in"
        " {opens} without a passphrase. There is no other way in if all passphrases are lost."
    ).format(opens=_(" and ").join(source.opens))


def _keep() -> str:
    return "\n".join(
        (
            _("In a sealed envelope, signed across the flap, in the school’s safe."),
            _("Not beside the PC, not with the backups, not in an e-mail, photograph or scan."),
            _("Two people should know where it is: the headteacher and the chair of governors."),
        )
    )


def _use() -> str:
    return "\n".join(
        (
            _("1. On the sign-in screen choose to use a recovery sheet."),
            _("2. Compare the fingerprint above with the one on the screen."),
            _("3. Type the nine groups in order; the last one finds mistypes."),
            _("4. Set new passphrases, then make a new sheet and shred this one."),
            _("There is no letter I, L, O or U in the code. Small letters are as good."),
        )
    )


def _code(code: str) -> Figure:
    groups = code.split("-")
    rows = [groups[at : at + _PER_ROW] for at in range(0, len(groups), _PER_ROW)]
    strokes: list[Stroke] = []
    labels: list[Label] = []
    for row, held in enumerate(rows):
        for column, group in enumerate(held):
            left, top = column * _WIDE, row * _TALL
            strokes.append(Stroke(path=_box(left + 8, top + 8), style="outline"))
            place = str(row * _PER_ROW + column + 1)
            labels.append(Label(text=place, x=left + 22, y=top + 40, size=_SMALL))
            middle = left + _WIDE / 2 + 12
            labels.append(Label(text=group, x=middle, y=top + 82, align="centre", size=_LETTERS))
    height = len(rows) * _TALL
    return Figure(
        pictures=(
            Picture(
                width=_PER_ROW * _WIDE, height=height, strokes=tuple(strokes), labels=tuple(labels)
            ),
        ),
        alt=_("Recovery code: {code}").format(code=" ".join(groups)),
        caption=_("Read along the rows. The small figures count the groups and are not typed."),
        height_mm=172 * height / (_PER_ROW * _WIDE),
    )


def _box(left: float, top: float) -> tuple[tuple[str | float, ...], ...]:
    right, bottom = left + _WIDE - 16, top + _TALL - 16
    return (("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",))
