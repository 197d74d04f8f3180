"""Print, save and verify papers: every page that leaves is in the copy register first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from app.base.clock import Stamp
from app.base.errors import InputError, RuleError
from app.documents.blocks import Document, PageStamp
from app.documents.letters import Letters
from app.ledger.copies import (
    COPY,
    Copy,
    CopyPage,
    Found,
    enter_copy,
    find_code,
    find_file,
    next_copy_number,
)
from app.ledger.ledger import Ledger
from app.ledger.log import log_lines
from app.ledger.values import short_head
from app.printing.codes import new_code, read_code
from app.printing.coverage import missing_characters
from app.printing.printed import Printed
from app.printing.protect import protect
from app.printing.worker import Worker
from app.services.annexes import Annexed, Annexes
from app.services.paper_changes import amended_on, in_error_on
from app.services.restoring import restored_since
from app.vault.hashing import sha256
from app.vault.heads import Head
from app.vault.signing import fingerprint
from app.views.vaults import Vaults

HEAD_DIGITS = 16
LONGEST_SEQUENCE = 18  # digits that a database can count
LATEST = 10**LONGEST_SEQUENCE
Way = Literal["print", "save", "save_encrypted"]


class ChainMoved(RuleError):
    """Something was recorded since the preview was composed; compose it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Hold a paper ready to be drawn: what it shows, of which records, from whose file."""

    sort: str
    document: Document
    stamp: PageStamp
    records: tuple[str, ...]
    child: str | None
    number: int
    head: Head
    letters: tuple[tuple[str, str], ...] = ()
    by_eye: tuple[str, ...] = ()
    cancels: int = 0  # how often drawing had been cancelled when this one was composed
    annexes: tuple[Annexed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Hold a drawn paper; nothing of it has been entered anywhere yet."""

    paper: Paper
    printed: Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Say what Rowan knows of a page or a file.

    `exact` is True for a file whose every byte is as it left, None for a page's code: then only
    comparing with `text` can tell. `since` names what was recorded about it
    afterwards, `amended` and `in_error` which records it shows have changed or left the file. An
    unknown one may have left before the newest restore, at `lost_at`, took its entry away.
    """

    known: bool
    exact: bool | None = None
    copy: Copy | None = None
    left_at: Stamp | None = None
    page: int = 0
    text: str = ""
    since: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    in_error: tuple[str, ...] = ()
    lost_at: Stamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadAnswer:
    """Say whether a head as printed stands in the chain, at entry `seq` of `recorded`.

    One that does not stand was issued from entries lost at the restore of `lost_at`, if there
    was one after it.
    """

    seq: int
    stands: bool
    recorded: Stamp | None = None
    lost_at: Stamp | None = None


class Papers:
    """Compose, enter and verify papers in the name of the person signed in."""

    def __init__(
        self,
        vaults: Vaults,
        school_key: bytes,
        worker: Worker,
        after_release: Callable[[], None],
    ) -> None:
        """Take vaults, the school's public key, who draws, and what follows each release."""
        self._vaults = vaults
        self._worker = worker
        self._ledger = vaults.children
        self._school_key = school_key
        self._after_release = after_release
        self._annexes = Annexes()

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the school's signing key."""
        return fingerprint(self._school_key)

    def paper(
        self,
        sort: str,
        document: Document,
        *,
        records: tuple[str, ...],
        child: str | None = None,
        letters: Letters | None = None,
    ) -> Paper:
        """Return a document with what each of its pages will say about itself."""
        head, now = self._ledger.head(), self._vaults.clock.now()
        number = next_copy_number(self._ledger, records or (sort,))
        stamp = PageStamp(
            printed_by=self._vaults.me.person.shown(),
            printed_at=now.local().strftime("%d %B %Y, %H:%M").lstrip("0"),
            copy=str(number),
            head=short_head(head),
            fingerprint=self.fingerprint,
        )
        return Paper(
            sort=sort,
            document=document,
            stamp=stamp,
            records=records or (sort,),
            child=child,
            number=number,
            head=head,
            letters=tuple((one.called, one.ref) for one in letters.key) if letters else (),
            by_eye=letters.by_eye if letters else (),
            cancels=self._worker.cancels,
        )

    def draw(self, paper: Paper) -> Preview | None:
        """Draw a paper in the worker process: slow, any thread; None when it was cancelled.

        Raises DrawingFailed; nothing is entered by drawing.
        """
        document: Document | None = paper.document
        if paper.annexes:
            document = self._annexes.put_behind(paper.document, paper.annexes)
        if document is None:
            return None
        printed = self._worker.draw(document, paper.stamp, new_codes, cancels=paper.cancels)
        return Preview(paper=paper, printed=printed) if printed else None

    def cancel(self) -> None:
        """Stop what is being drawn or waits for it; any thread."""
        self._annexes.cancel()
        self._worker.cancel()

    def missing_characters(self, paper: Paper) -> tuple[str, ...]:
        """Return the characters that no font on paper has, to be said before printing."""
        return missing_characters(paper.document, paper.stamp)

    def copies(self, newest: int = 100) -> list[tuple[Stamp, Copy]]:
        """Return the newest copies that left, newest first."""
        lines = log_lines(self._ledger, newest=newest, what=COPY)
        return [
            (line.recorded, msgspec.convert(line.detail, Copy)) for line in lines if line.detail
        ]

    def release(
        self, preview: Preview, way: Way, *, password: str = "", reason: str = ""
    ) -> bytes:
        """Enter a copy durably in the register, then return the bytes that may leave.

        ChainMoved when something was recorded since, or when this preview left already: each
        copy has codes of its own. Nothing was entered then.
        """
        paper = preview.paper
        data = preview.printed.pdf
        if way == "save_encrypted":
            data = protect(data, password)
        with self._ledger.db.transaction():
            used = any(find_code(self._ledger, page.code) for page in preview.printed.pages)
            if used or self._ledger.head() != paper.head:
                raise ChainMoved
            enter_copy(self._ledger, self._copy(preview, way, data, reason))
        self._after_release()
        return data

    def answer_code(self, typed: str) -> Answer:
        """Say what a page's code belongs to (InputError for a mistyped one)."""
        code = read_code(typed)
        found = find_code(self._ledger, code)
        return self._answer(found, exact=None)

    def answer_file(self, data: bytes) -> Answer:
        """Say whether this exact file left this Rowan."""
        found = find_file(self._ledger, sha256(data))
        return self._answer(found, exact=found is not None)

    def answer_head(self, typed: str) -> HeadAnswer:
        """Say whether a head as printed on a page stands in the chain (InputError on "head")."""
        seq, digits = read_head(typed)
        found = self._ledger.hash_at(seq)
        if found is None or not found.hex().startswith(digits):
            lost_at = restored_since(self._ledger, seq)
            return HeadAnswer(seq=seq, stands=False, lost_at=lost_at)
        row = self._ledger.db.row("SELECT id FROM entry WHERE seq = ?", (seq,))
        entry = self._ledger.entry(row[0]) if row else None
        return HeadAnswer(seq=seq, stands=True, recorded=entry.recorded if entry else None)

    def _copy(self, preview: Preview, way: Way, data: bytes, reason: str) -> Copy:
        paper, me = preview.paper, self._vaults.me
        pages = tuple(
            CopyPage(
                code=page.code,
                page=page.number,
                text=page.text,
                text_sha256=sha256(page.text.encode()).hex(),
            )
            for page in preview.printed.pages
        )
        return Copy(
            paper=paper.sort,
            title=paper.document.title,
            way=way,
            by=me.id,
            by_name=me.person.shown(),
            number=paper.number,
            head_seq=paper.head.seq,
            head=paper.head.hash.hex(),
            file_sha256=sha256(data).hex(),
            pages=pages,
            records=paper.records,
            child=paper.child,
            reason=reason,
            letters=paper.letters,
        )

    def _answer(self, found: Found | None, *, exact: bool | None) -> Answer:
        if found is None:
            lost_at = restored_since(self._ledger, LATEST)
            return Answer(known=False, exact=exact, lost_at=lost_at)
        copy = found.copy
        page = next((p for p in copy.pages if p.page == found.page), None) if copy else None
        return Answer(
            known=True,
            exact=exact,
            copy=copy,
            left_at=found.left_at,
            page=found.page,
            text=page.text if page else "",
            since=since(self._ledger, copy) if copy else (),
            amended=amended_on(self._ledger, copy) if copy else (),
            in_error=in_error_on(self._ledger, copy) if copy else (),
        )


def read_head(typed: str) -> tuple[int, str]:
    """Return sequence and the hash's first digits from a head as printed: 952 · e3d3 461d …."""
    numbers = re.findall(r"[0-9a-f]+", typed.casefold())
    digits = "".join(numbers[1:])
    sequence = numbers[0] if numbers else ""
    if not sequence.isdigit() or len(sequence) > LONGEST_SEQUENCE or len(digits) < HEAD_DIGITS:
        raise InputError({"head": "head_form"})
    return int(sequence), digits


def new_codes(count: int) -> tuple[str, ...]:
    """Return as many new page codes."""
    return tuple(new_code() for _page in range(count))


def since(ledger: Ledger, copy: Copy) -> tuple[str, ...]:
    """Return the records written after a copy left that point at what it shows."""
    pointing = ledger.pointing_at(copy.records)
    later = [entry.id for _target, _why, entry in pointing if entry.seq > copy.head_seq]
    if copy.child:
        later += [e.id for e in ledger.about(copy.child) if e.seq > copy.head_seq]
    return tuple(dict.fromkeys(later))
