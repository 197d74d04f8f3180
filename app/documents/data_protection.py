"""Compose the sheet that a school's data protection file needs about Rowan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.base.text import _
from app.documents.blocks import Block, Column, Document, Facts, Heading, Paragraph, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class DataProtectionSource:
    """Hold what the sheet says of this school: as things stand on the day it is printed."""

    school: str
    day: str
    folder: str
    holders: tuple[str, ...]
    recorders: tuple[str, ...] = ()
    backup: str
    records: int
    children: int
    log_lines: int
    fingerprint: str
    rules: str


def data_protection(source: DataProtectionSource) -> Document:
    """Return the sheet: what is kept, who can open it, how it is protected and proved."""
    return Document(
        title=_("How records of children are kept"),
        marking=_("For the school's data protection file"),
        school=source.school,
        blocks=tuple(_blocks(source)),
    )


def _blocks(source: DataProtectionSource) -> Iterator[Block]:
    yield Heading(text=_("How records of children are kept"), level=1)
    yield Facts(rows=tuple(_facts(source)))
    yield Heading(text=_("What is kept, and who can open it"))
    yield _vaults(source)
    yield Heading(text=_("How it is protected"))
    yield from (Paragraph(text=text) for text in _protection())
    yield Heading(text=_("How it can be checked"))
    yield from (Paragraph(text=text) for text in _proof(source))
    yield Heading(text=_("What the school does"))
    yield from (Paragraph(text=text) for text in _duties())


def _facts(source: DataProtectionSource) -> Iterator[tuple[str, str]]:
    yield _("As at"), source.day
    yield _("Where the files lie"), source.folder
    yield _("Who can open them"), ", ".join(source.holders)
    yield _("Newest verified backup"), source.backup
    yield _("Entries about children"), str(source.records)
    yield _("Children on the roll"), str(source.children)
    yield _("Lines in the access log"), str(source.log_lines)
    yield _("Edition of the rules"), source.rules
    yield _("School key fingerprint"), source.fingerprint


def _vaults(source: DataProtectionSource) -> Table:
    holders = ", ".join(source.holders)
    return Table(
        columns=(
            Column(heading=_("File"), share=1),
            Column(heading=_("What it holds"), share=3),
            Column(heading=_("Who holds its key"), share=2),
        ),
        rows=(
            (
                _("school"),
                _("The roll (names, birth date, UPN, class), adults who work here, settings"),
                ", ".join((*source.holders, *source.recorders)),
            ),
            (
                _("children"),
                _(
                    "Concerns, decisions, actions, notes, body maps, households, contacts,"
                    " statuses"
                ),
                holders,
            ),
        ),
    )


def _protection() -> Iterator[str]:
    yield _(
        "Every file is encrypted (SQLCipher 4: AES-256, each page sealed with HMAC-SHA-512). Its"
        " key is random and opens only with a holder's passphrase (Argon2id) or the recovery"
        " sheet."
        " What is typed but not yet recorded is encrypted as well."
    )
    yield _(
        "Nothing leaves the PC: the program opens no network connection and has no account with"
        " anybody. Backups are encrypted with the same keys."
    )
    yield _(
        "What encryption does not enforce: whoever holds a file's key may read all of that file."
        " Who opened which child's file, printed or exported is written to the access log."
    )


def _proof(source: DataProtectionSource) -> Iterator[str]:
    yield _(
        "Records are added and never changed. Each is signed by its author and chained to the"
        " one before, and so is the access log ({count} lines). Rowan verifies all of it with"
        " every"
        " backup and whenever it is asked to, and names what was changed by other means."
    ).format(count=source.log_lines)
    yield _(
        "Every page that was printed or saved bears a code and stands in the copy register, with"
        " who printed it and when."
    )


def _duties() -> Iterator[str]:
    yield _(
        "Name at least two key holders; keep the recovery sheet sealed in the safe; keep a backup"
        " away from this PC; lock the screen; end a colleague's access when they leave."
    )
    yield _(
        "If the PC or a stick is stolen: its files cannot be read without a passphrase. Write down"
        " when and where, tell the data protection officer the same day, and change passphrases"
        " that were written down near it."
    )
    yield _(
        "A copy for a person who asks for their data is printed from the child's file, with other"
        " children as Child B. The DSL decides what may be given."
    )
