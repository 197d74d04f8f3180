"""Confirm at sign-in that keys which a colleague issued are one's own: holders and recorders."""

from __future__ import annotations

from app.base.ids import new_id
from app.ledger.append import append
from app.ledger.log import write_log
from app.ledger.values import Writing
from app.records.header import Header
from app.records.keys import KeysConfirmed
from app.services.people import people_of
from app.services.recorder_sign_in import RecorderEntered
from app.services.sign_in import Entered
from app.views.issued import issued_by


def issuer_of(entered: Entered | RecorderEntered) -> str:
    """Return who issued the keys of somebody who has just signed in, if they are to confirm."""
    vaults = entered.vault if isinstance(entered, RecorderEntered) else entered.vaults
    return issued_by(vaults.school).get(entered.signer.certificate, "")


def confirm_own(entered: Entered | RecorderEntered) -> None:
    """Say, signed with the new keys, that they are one's own; a recorder's word in *school*."""
    if isinstance(entered, RecorderEntered):
        _confirm_recorder(entered)
    else:
        people_of(entered).confirm_own()


def _confirm_recorder(entered: RecorderEntered) -> None:
    vault, name = entered.vault, new_id()
    header = Header(
        id=name,
        kind=KeysConfirmed.kind.code,
        version=KeysConfirmed.kind.version,
        author=vault.me.person,
        written=vault.clock.now(),
        root=name,
    )
    record = KeysConfirmed(certificate=entered.signer.certificate)
    with vault.school.db.transaction():
        append(vault.school, [Writing(header=header, record=record)], entered.signer)
        write_log(vault.school, "keys_confirmed", {"whose": vault.me.id, "by": vault.me.id})
