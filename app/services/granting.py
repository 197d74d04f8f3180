"""Say which keys a person's roles may hold, and hand them on to keys that are vouched for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from app.base.errors import VaultError
from app.ledger.certificates import certificates, trusted
from app.ledger.ledger import Ledger
from app.rules.access import VAULT_HOLDERS, may_give, may_hold
from app.vault.grants import Given, Recipient
from app.vault.keyfile import KeyFile
from app.vault.keyring import CHILDREN_VAULT, FIRST, SCHOOL_VAULT

RECORDER = "recorder"
#: What other roles mean for keys: no keys, no change, another certificate, new keys, fewer.
Fit = Literal["none", "nothing", "same", "more", "less"]


class NotVouched(VaultError):
    """A certificate is not what school and issuer signed; no key was handed on."""

    def __init__(self, name: str = "") -> None:
        """Name the person whose certificate it is."""
        super().__init__(name)
        self.name = name


def vaults_for(roles: Sequence[str]) -> tuple[str, ...]:
    """Return the vaults that somebody with these roles may hold."""
    return tuple(name for name in VAULT_HOLDERS if may_hold(tuple(roles), name))


def vouching_roles(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the roles that keys are vouched for with: those of the register, or a recorder's.

    Whoever may not hold the children's records writes sealed notes, as everybody on the staff.
    """
    own = tuple(codes)
    return own if may_hold(own, CHILDREN_VAULT) else (*own, RECORDER)


def fit(old: Sequence[str], codes: Sequence[str]) -> Fit:
    """Say what other roles of the register would mean for keys vouched for with some roles."""
    if not old:
        return "none"
    new = vouching_roles(codes)
    before, after = set(vaults_for(old)), set(vaults_for(new))
    if before == after:
        return "nothing" if new == tuple(old) else "same"
    return "more" if after > before else "less"


def givens_for(roles: Sequence[str], content: KeyFile) -> list[Given]:
    """Return the keys that roles may hold today: vaults, all intake keys, the school's own."""
    held = vaults_for(roles)
    givens = [Given("vault", name, content.vault(name).key_version) for name in held]
    if CHILDREN_VAULT in held:
        givens += [Given("intake", CHILDREN_VAULT, key.version) for key in content.intake]
    if may_give(tuple(roles)):
        givens.append(Given("school", SCHOOL_VAULT, FIRST))
    return givens


def recipient(ledger: Ledger, content: KeyFile, certificate: str) -> Recipient:
    """Return the box key that a certificate vouches for (NotVouched)."""
    held = certificates(ledger)
    force = held.get(certificate)
    if force is None:
        raise NotVouched
    if not trusted(content.school, content.school_public, held, force):
        raise NotVouched(force.certificate.name)
    person = force.certificate.person
    return Recipient(holder=person, box=bytes.fromhex(force.certificate.box_key))
