"""Append an act: its entries, their place in the chain, and one signature over all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.base.clock import Stamp
from app.base.ids import new_id
from app.ledger.chain import act_bytes, entry_hash, record_digest
from app.ledger.ledger import Ledger
from app.ledger.lifted import Lifted, lift
from app.ledger.registers import apply_to_registers
from app.ledger.standing import stand
from app.ledger.values import Signer, Writing
from app.records.record import Strength
from app.vault.heads import Head


class WrongStrength(RuntimeError):
    """An act was to be signed by the wrong one of a person's keys: a mistake in the program."""


def strength_of(writings: Sequence[Writing]) -> Strength:
    """Return the strength an act needs: attest if any of its records does."""
    strong = any(w.record.kind.sign == "attest" for w in writings)
    return "attest" if strong else "session"


def append(ledger: Ledger, writings: Sequence[Writing], signer: Signer) -> Head:
    """Append one act within the caller's transaction and return the new head.

    Raises WrongStrength when a record needs a stronger signature than the signer gives.
    """
    if strength_of(writings) == "attest" and signer.strength != "attest":
        raise WrongStrength(signer.strength)
    head, at, act = ledger.head(), ledger.clock.now(), new_id()
    sealed = [_sealed(writing) for writing in writings]
    _insert_act(ledger, act, at, [one.digest for one in sealed], signer)
    for writing, one in zip(writings, sealed, strict=True):
        lifted = lift(writing.header, writing.record)
        head = _insert_entry(ledger, head, act, at, writing, lifted, one.digest)
        row = (head.seq, one.salt, one.header, one.body)
        ledger.db.execute("INSERT INTO body VALUES (?, ?, ?, ?)", row)
        _insert_lifted(ledger, head.seq, lifted)
        apply_to_registers(ledger.db, head.seq, writing.header, writing.record)
    stand(ledger.db, [writing.header for writing in writings])
    return head


class _Sealed(NamedTuple):
    salt: bytes
    header: bytes
    body: bytes
    digest: bytes


def _sealed(writing: Writing) -> _Sealed:
    salt, header, body = writing.salt(), writing.header_bytes(), writing.body_bytes()
    return _Sealed(salt, header, body, record_digest(salt, header, body))


def _insert_act(
    ledger: Ledger, act: str, at: Stamp, digests: Sequence[bytes], signer: Signer
) -> None:
    before = ledger.head()
    signature = signer.sign(
        act_bytes(
            school=ledger.school,
            vault=ledger.vault,
            act=act,
            strength=signer.strength,
            certificate=signer.certificate,
            digests=digests,
            first_seq=before.seq + 1,
            previous=before.hash,
            at=at,
        )
    )
    ledger.db.execute(
        "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(act, signer.strength, signer.certificate, before.seq + 1, len(digests)),
            *(before.hash, at.utc_us, at.offset_min, signature),
        ),
    )


def _insert_entry(  # noqa: PLR0917 - one row, its parts
    ledger: Ledger,
    before: Head,
    act: str,
    at: Stamp,
    writing: Writing,
    lifted: Lifted,
    digest: bytes,
) -> Head:
    seq = before.seq + 1
    link = entry_hash(
        previous=before.hash,
        seq=seq,
        act=act,
        digest=digest,
        kind=lifted.kind,
        version=lifted.version,
        at=at,
        happened_on=lifted.happened_on,
        due_on=lifted.due_on,
    )
    ledger.db.execute(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(seq, writing.header.id, act, lifted.kind, lifted.version, lifted.root),
            *(lifted.author, at.utc_us, at.offset_min, lifted.happened_on, lifted.due_on),
            *(lifted.owner, digest, link),
        ),
    )
    return Head(seq, link)


def _insert_lifted(ledger: Ledger, seq: int, lifted: Lifted) -> None:
    db = ledger.db
    for child, role in lifted.children:
        db.execute("INSERT INTO child_of VALUES (?, ?, ?)", (seq, child, role))
    for target, why in lifted.links:
        db.execute("INSERT INTO link VALUES (?, ?, ?)", (seq, target, why))
    if lifted.words:
        db.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (seq, lifted.words))
