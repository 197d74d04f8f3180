"""Open what lies in the intake folder, and judge who wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import Clock, Stamp
from app.base.errors import VaultError
from app.base.ids import SchoolId
from app.exchange.notes import (
    NoteUnreadable,
    SignedAuthor,
    WrittenNote,
    decode,
    message_of,
    unnamed,
)
from app.ledger.certificates import InForce, certificates, counting_at, trusted
from app.ledger.ledger import Ledger
from app.ledger.verify_acts import LAST
from app.rules.access import may_send
from app.rules.intake import Doubt, Identity, StrangeNote, StrangeProblem, Unread, Waiting
from app.vault.faults import FileMissing, StorageFailed, VaultDamaged
from app.vault.folder import SchoolFolder
from app.vault.keyring import Keyring
from app.vault.sealed import (
    NOTE_UNFINISHED,
    NOTE_URGENT,
    SIGN_IN_FAILURE,
    WHOLE_NOTES,
    NoteDamaged,
    NoteSeen,
    UnknownIntakeKey,
    note_path,
    note_seen,
    notes_seen,
    open_note,
)
from app.vault.signing import verify


class NoteGone(VaultError):
    """The note is no longer in the tray: it was taken in, or moved."""


class NoteStrange(VaultError):
    """A file in the tray cannot be taken in; it stays where it is."""

    def __init__(self, problem: StrangeProblem) -> None:
        """Say what is wrong."""
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedNote:
    """Hold a note that was opened: what it says, and whether its author's signature stands."""

    path: Path
    file: str
    kind: str
    arrived: Stamp
    written: WrittenNote
    identity: Identity
    doubt: Doubt
    force: InForce | None

    @property
    def record(self) -> str:
        """Return the id of the note's record."""
        return self.written.header.id


class NoteOpener:
    """Open notes with the intake keys of whoever is signed in."""

    def __init__(
        self, folder: SchoolFolder, keyring: Keyring, school: Ledger, clock: Clock
    ) -> None:
        """Take the folder, the open keys and the ledger that holds the certificates."""
        self._folder = folder
        self._keyring = keyring
        self._school = school
        self._clock = clock

    def seen(self) -> tuple[NoteSeen, ...]:
        """List the files that wait, oldest first.

        A failed sign-in that is still there is none that the log could take: it is strange.
        """
        return notes_seen(self._folder, self._keyring.school, frozenset(self._keyring.intake))

    def waiting(self) -> Waiting:
        """Count what waits, without opening anything."""
        return count(self.seen(), self._zone())

    def whole(self) -> Iterator[Unread]:
        """Yield what is known of each whole note without opening it."""
        for one in self.seen():
            if one.header and not one.problem and one.header.kind in WHOLE_NOTES:
                yield Unread(
                    file=one.header.file,
                    arrived=Stamp(one.saved_us, self._zone()),
                    urgent=one.header.kind == NOTE_URGENT,
                )

    def unfinished(self) -> list[OpenedNote]:
        """Open what was left unfinished, and nothing else."""
        kinds = (one for one in self.seen() if one.header and one.header.kind == NOTE_UNFINISHED)
        return self._all(kinds)[0]

    def all(self) -> tuple[list[OpenedNote], list[StrangeNote]]:
        """Open everything; what cannot be opened is named with what is wrong."""
        return self._all(self.seen())

    def _all(self, seen: Iterable[NoteSeen]) -> tuple[list[OpenedNote], list[StrangeNote]]:
        held, notes, strange = certificates(self._school), list[OpenedNote](), list[StrangeNote]()
        for one in seen:
            try:
                notes.append(self._opened(one, held))
            except NoteGone:
                continue
            except NoteStrange as error:
                strange.append(self.strange(one, error.problem))
        return notes, strange

    def one(self, file: str) -> OpenedNote:
        """Open one note (NoteGone, NoteStrange)."""
        keys = self._keyring
        seen = note_seen(note_path(self._folder, file), keys.school, frozenset(keys.intake))
        if seen is None or (seen.header and seen.header.kind == SIGN_IN_FAILURE):
            raise NoteGone
        return self._opened(seen, certificates(self._school))

    def strange(self, one: NoteSeen, problem: StrangeProblem) -> StrangeNote:
        """Return how a file stands in the tray that cannot be taken in."""
        return StrangeNote(
            file_name=one.path.name,
            arrived=Stamp(one.saved_us, self._zone()),
            problem=problem,
            size=one.size,
        )

    def _opened(self, seen: NoteSeen, held: dict[str, InForce]) -> OpenedNote:
        if seen.problem or seen.header is None:
            raise NoteStrange(seen.problem or "damaged")
        if seen.header.kind == SIGN_IN_FAILURE:
            raise NoteStrange("unreadable")
        written = self._written(seen.path)
        identity, doubt, force = self._identity(written, held)
        written = unnamed(written) if doubt else written
        return OpenedNote(
            path=seen.path,
            file=seen.header.file,
            kind=seen.header.kind,
            arrived=Stamp(seen.saved_us, self._zone()),
            written=written,
            identity=identity,
            doubt=doubt,
            force=force,
        )

    def _written(self, path: Path) -> WrittenNote:
        try:
            return decode(open_note(path, self._keyring.school, self._keyring.intake).content)
        except FileMissing as error:
            raise NoteGone from error
        except NoteUnreadable as error:
            raise NoteStrange("unreadable") from error
        except UnknownIntakeKey as error:
            raise NoteStrange("unknown-key") from error
        except (NoteDamaged, VaultDamaged, StorageFailed) as error:
            raise NoteStrange("damaged") from error

    def _identity(
        self, written: WrittenNote, held: dict[str, InForce]
    ) -> tuple[Identity, Doubt, InForce | None]:
        author = written.note.author
        if not isinstance(author, SignedAuthor):
            return "typed", "", None
        force = held.get(author.certificate)
        doubt = self._doubt(written, author, force, held)
        return ("not_confirmed" if doubt else "confirmed"), doubt, force

    def _doubt(
        self,
        written: WrittenNote,
        author: SignedAuthor,
        force: InForce | None,
        held: dict[str, InForce],
    ) -> Doubt:
        """Return why a signature does not show who wrote a note, or nothing."""
        keys = self._keyring
        if force is None or not trusted(keys.school, keys.school_public, held, force):
            return "no_certificate"
        counting = counting_at(held, force, LAST)
        if counting is None or not may_send(counting.certificate.roles, written.header.kind):
            return "not_in_force"
        if force.certificate.person != written.header.author.id:
            return "other_person"
        message = message_of(
            written.note, keys.school, author.act, author.certificate, author.strength
        )
        weak = written.record.kind.sign == "attest" and author.strength != "attest"
        signed = verify(force.key(author.strength), author.signature, message)
        return "" if signed and not weak else "signature"

    def _zone(self) -> int:
        return self._clock.now().offset_min


def waiting_files(
    folder: SchoolFolder, school: str, versions: frozenset[int]
) -> tuple[NoteSeen, ...]:
    """List the files that wait, oldest first, without any key; failed sign-ins are none."""
    return tuple(
        one
        for one in notes_seen(folder, SchoolId(school), versions)
        if one.problem or not (one.header and one.header.kind == SIGN_IN_FAILURE)
    )


def count(seen: tuple[NoteSeen, ...], zone: int) -> Waiting:
    """Count files as anybody may see them; `zone` is the clock's offset in minutes."""
    kinds = [one.header.kind if one.header and not one.problem else "" for one in seen]
    whole = [one for one, kind in zip(seen, kinds, strict=True) if kind in WHOLE_NOTES]
    return Waiting(
        notes=len(whole),
        unfinished=kinds.count(NOTE_UNFINISHED),
        strange=len(seen) - len(whole) - kinds.count(NOTE_UNFINISHED),
        urgent=kinds.count(NOTE_URGENT),
        since=Stamp(whole[0].saved_us, zone) if whole else None,
    )
