"""Leave: sign the access logs, witness where the chains stand, close the vaults."""

from __future__ import annotations

from app.ledger.log import sign_log, write_log
from app.services.sign_in import Entered
from app.vault.heads import Heads
from app.views.witness import heads_of


def witness(entered: Entered) -> None:
    """Sign both access logs and write the person's heads file."""
    heads: Heads = {}
    for ledger in (entered.vaults.school, entered.vaults.children):
        with ledger.db.transaction():
            sign_log(ledger, entered.signer)
        heads[ledger.vault] = heads_of(ledger)
    entered.heads_file.write(heads)


def leave(entered: Entered, *, signed_out: bool) -> None:
    """Log the leaving, witness the heads and close the vaults, even where the disk is full.

    The leaves of StorageFailed: the vaults are closed then, and the next sign-in signs the tail.
    """
    vaults = entered.vaults
    try:
        with vaults.school.db.transaction():
            what = "signed_out" if signed_out else "locked"
            write_log(vaults.school, what, {"person": vaults.me.id})
        witness(entered)
    finally:
        vaults.children.db.close()
        vaults.school.db.close()
