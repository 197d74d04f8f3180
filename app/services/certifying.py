"""Vouch for a person's new keys: signed by the school, the issuer and the new keys."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.base.ids import new_id
from app.ledger.certificates import UNSIGNED, certificate_bytes
from app.records.system import CertificateEntry
from app.vault.bundle import PersonKeys
from app.vault.signing import Signer


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
        by_school=UNSIGNED,
        by_issuer=UNSIGNED,
        by_session_key=UNSIGNED,
        by_attest_key=UNSIGNED,
    )
    message = certificate_bytes(school, blank)
    return msgspec.structs.replace(
        blank,
        by_school=school_signer.sign(message).hex(),
        by_issuer=issuer_key.sign(message).hex(),
        by_session_key=keys.session.sign(message).hex(),
        by_attest_key=keys.attest.sign(message).hex(),
    )


def renewed_certificate(
    old: CertificateEntry,
    roles: Sequence[str],
    *,
    school: str,
    school_signer: Signer,
    name: str = "",
    why: str,
    issuer: tuple[str, Signer],
) -> CertificateEntry:
    """Return a certificate of other roles, or another name, for the same keys."""
    blank = msgspec.structs.replace(
        old,
        id=new_id(),
        name=name or old.name,
        roles=tuple(roles),
        issuer=issuer[0],
        why=why,
        by_school=UNSIGNED,
        by_issuer=UNSIGNED,
        by_session_key=UNSIGNED,
        by_attest_key=UNSIGNED,
    )
    message = certificate_bytes(school, blank)
    return msgspec.structs.replace(
        blank,
        by_school=school_signer.sign(message).hex(),
        by_issuer=issuer[1].sign(message).hex(),
    )
