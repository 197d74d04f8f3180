"""Vouch for a person's new keys: signed by the school, the issuer and the new keys."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.base.ids import new_id
from app.ledger.certificates import certificate_bytes
from app.records.system import CertificateEntry
from app.vault.bundle import PersonKeys
from app.vault.signing import Signer

_UNSIGNED = "00"


def new_certificate(  # noqa: PLR0913 - what is vouched for is named part by part
    *,
    school: str,
    school_signer: Signer,
    person: str,
    name: str,
    roles: Sequence[str],
    keys: PersonKeys,
    why: str,
    issuer: tuple[str, Signer] | None = None,
) -> CertificateEntry:
    """Return a certificate; without an issuer (certificate id, session key) it issues itself."""
    own = new_id()
    issuer_id, issuer_key = issuer or (own, keys.session)
    blank = CertificateEntry(
        id=own,
        person=person,
        name=name,
        roles=tuple(roles),
        session_key=keys.public.session.hex(),
        attest_key=keys.public.attest.hex(),
        box_key=keys.public.box.hex(),
        issuer=issuer_id,
        why=why,
        by_school=_UNSIGNED,
        by_issuer=_UNSIGNED,
        by_session_key=_UNSIGNED,
        by_attest_key=_UNSIGNED,
    )
    message = certificate_bytes(school, blank)
    return msgspec.structs.replace(
        blank,
        by_school=school_signer.sign(message).hex(),
        by_issuer=issuer_key.sign(message).hex(),
        by_session_key=keys.session.sign(message).hex(),
        by_attest_key=keys.attest.sign(message).hex(),
    )
