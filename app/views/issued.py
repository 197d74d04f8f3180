"""Ask which keys somebody else issued in the place of lost ones, not yet confirmed."""

from __future__ import annotations

from app.base.text import _
from app.ledger.certificates import InForce, certificates
from app.ledger.ledger import Ledger
from app.records.keys import KeysConfirmed


def issued_by(ledger: Ledger, *others: Ledger) -> dict[str, str]:
    """Return, by certificate, who issued keys that their holder has not confirmed yet.

    Recorders confirm in *school* alone: it is among the `others` where *children* is asked.

    Only keys that took the place of others count: somebody's first keys were typed by themselves,
    beside the colleague who gave them, and nothing was signed in their name before.
    """
    held = certificates(ledger)
    confirmed = {
        held[whole.certificate].certificate.session_key
        for one in (ledger, *others)
        for whole in one.of_kinds([KeysConfirmed.kind.code])
        if whole.certificate in held
    }
    return {
        name: _issuer(held, force)
        for name, force in held.items()
        if force.certificate.session_key not in confirmed and _replaced(held, force)
    }


def _replaced(held: dict[str, InForce], force: InForce) -> bool:
    """Say whether a certificate's person had other keys before."""
    mine = force.certificate
    return any(
        one.certificate.person == mine.person
        and one.since < force.since
        and one.certificate.session_key != mine.session_key
        for one in held.values()
    )


def _issuer(held: dict[str, InForce], force: InForce) -> str:
    mine = force.certificate
    if mine.issuer == mine.id:
        return _("whoever used the recovery sheet")
    issuer = held.get(mine.issuer)
    return issuer.certificate.name if issuer else _("somebody unknown")
