"""Ask where the chains stand, for those who witness them."""

from __future__ import annotations

from app.ledger.ledger import Ledger
from app.ledger.log import log_hash_at, log_head
from app.vault.heads import VaultHeads


def heads_of(ledger: Ledger) -> VaultHeads:
    """Return the heads of a vault's two chains."""
    return VaultHeads(ledger=ledger.head(), log=log_head(ledger))


def holds(ledger: Ledger, heads: VaultHeads) -> bool:
    """Say whether heads seen earlier still stand in the chains; longer chains are normal."""
    places = (
        (heads.ledger, ledger.hash_at(heads.ledger.seq)),
        (heads.log, log_hash_at(ledger, heads.log.seq)),
    )
    return all(head.seq == 0 or found == head.hash for head, found in places)
