"""Build headers and append acts in the name of the person who is signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.base.errors import RuleError
from app.base.ids import new_id
from app.ledger.append import append
from app.ledger.ledger import Ledger
from app.ledger.live import NOT_ACTING, hidden_among
from app.ledger.values import Signer, Writing
from app.records.header import ChildAs, Header, Link
from app.records.record import Record, Strength
from app.services.changes import Change
from app.vault.signing import Signer as Key
from app.views.vaults import Vaults

_NOT_ACTING = NOT_ACTING | {"put_back"}


class LeftTheFile(RuleError):
    """A record was filed in error; nothing more is added to it."""


@dataclass(frozen=True, slots=True)
class PersonSigner:
    """Sign with one of a person's keys, under the certificate that vouches for it."""

    certificate: str
    strength: Strength
    key: Key

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""
        return self.key.sign(message)


class Writer:
    """Append records in the name of the person signed in."""

    def __init__(self, vaults: Vaults, session: PersonSigner) -> None:
        """Take the open vaults and the signer for session strength."""
        self.vaults = vaults
        self.session = session
        #: Told of each change once it is durable; none of them may fail.
        self.listeners: list[Callable[[Change], None]] = []

    def writing(
        self,
        record: Record,
        *,
        children: Sequence[ChildAs] = (),
        links: Iterable[Link] = (),
        record_id: str | None = None,
    ) -> Writing:
        """Return a record with its header, ready to be appended; the header's time is now."""
        name = record_id or new_id()
        header = Header(
            id=name,
            kind=record.kind.code,
            version=record.kind.version,
            author=self.vaults.me.person,
            written=self.vaults.clock.now(),
            root=name,
            children=tuple(children),
            links=tuple(links),
        )
        return Writing(header=header, record=record)

    def append(
        self, ledger: Ledger, writings: Sequence[Writing], signer: Signer | None = None
    ) -> Change:
        """Append one act in the caller's transaction; without a signer at session strength."""
        _refuse_gone(ledger, writings)
        append(ledger, writings, signer or self.session)
        return change_of(writings)

    def commit(
        self, ledger: Ledger, writings: Sequence[Writing], signer: Signer | None = None
    ) -> Change:
        """Append one act in a transaction of its own."""
        with ledger.db.transaction():
            change = self.append(ledger, writings, signer)
        self.tell(change)
        return change

    def tell(self, change: Change) -> None:
        """Tell whoever listens of a change that is durable."""
        for listener in self.listeners:
            listener(change)


def _refuse_gone(ledger: Ledger, writings: Sequence[Writing]) -> None:
    """Refuse what would act upon a record that was filed in error (LeftTheFile)."""
    links = [link for writing in writings for link in writing.header.links]
    acted = {link.to for link in links if link.why not in _NOT_ACTING}
    gone = hidden_among(ledger.db, acted) if acted else frozenset()
    if gone:
        raise LeftTheFile


def change_of(writings: Sequence[Writing]) -> Change:
    """Return what an act touched."""
    return Change(
        kinds=frozenset(w.header.kind for w in writings),
        children=frozenset(c.ref() for w in writings for c in w.header.children),
        records=tuple(w.header.id for w in writings),
    )
