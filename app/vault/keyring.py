"""Hold what is open after sign-in, and make, change and hand out keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from app.base.errors import VaultError
from app.base.ids import PersonId, SchoolId
from app.vault import bundle
from app.vault.bundle import BundlePlace, PersonKeys
from app.vault.grants import Given, Giver, Grant, Opened, Recipient, open_grants
from app.vault.keyfile import Holder, IntakeKey, KeyFile, VaultFile
from app.vault.locks import new_key
from app.vault.passphrase import DEFAULT, Cost, new_salt
from app.vault.seal import BoxKey
from app.vault.signing import Signer

FIRST = 1
SCHOOL_VAULT = "school"
CHILDREN_VAULT = "children"
#: The kinds of vault a school begins with; data, so that later kinds need no code here.
FIRST_VAULTS = (SCHOOL_VAULT, CHILDREN_VAULT)


class KeysAltered(VaultError):
    """The key file names other public keys than the ones locked in the person's bundle."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NoSuchKey(VaultError):
    """This person was not given that key."""

    def __init__(self, given: Given) -> None:
        super().__init__(f"{given.purpose} {given.vault} {given.version}")
        self.given = given


class Keyring:
    """Hold one signed-in person's open keys; gone with the process at lock."""

    def __init__(self, content: KeyFile, person: PersonId, secrets: bundle.Secrets) -> None:
        """Open what was granted to a person whose bundle is open (KeysAltered)."""
        holder = content.holder(person)
        self.person = person
        self.school = SchoolId(content.school)
        self.session = Signer(secrets.session)
        self.draft_key = secrets.draft_key
        self.head_key = secrets.head_key
        #: The school's public signing key as pinned when these keys were made.
        self.school_public = secrets.school_public
        self._secrets = secrets
        self._box = BoxKey(secrets.box)
        _compare(content, holder, self.session.public, self._box.public, self.school_public)
        self._opened = self._open(content, holder)
        self._versions = {vault.name: vault.key_version for vault in content.vaults}

    def _open(self, content: KeyFile, holder: Holder) -> Opened:
        opened = open_grants(
            holder.grants,
            school=self.school,
            holder=self.person,
            box=self._box,
            known=content.known_signers(),
        )
        if opened.school is not None and opened.school.public != self.school_public:
            raise KeysAltered("school signing key")
        return opened

    def with_content(self, content: KeyFile) -> Keyring:
        """Return the same person's keyring over another or a newer key file.

        UnknownPerson or KeysAltered when that one names other keys for them.
        """
        return Keyring(content, self.person, self._secrets)

    def renew(self, content: KeyFile) -> None:
        """Open what is granted now, after the key file was changed (KeysAltered)."""
        self._opened = self._open(content, content.holder(self.person))
        self._versions = {vault.name: vault.key_version for vault in content.vaults}

    @property
    def box_public(self) -> bytes:
        """Return the public half of the box key."""
        return self._box.public

    def open_box(self, sealed: bytes, info: bytes) -> bytes:
        """Return what was sealed to this person's box key under the same `info` (SealBroken)."""
        return self._box.open(sealed, info)

    @property
    def vaults(self) -> tuple[str, ...]:
        """Return the names of the vaults that open today."""
        names = self._versions.items()
        return tuple(name for name, version in names if (name, version) in self._opened.vaults)

    def vault_key(self, name: str) -> bytes:
        """Return a vault's key of today (NoSuchKey)."""
        given = Given("vault", name, self._versions.get(name, 0))
        return self._found(self._opened.vaults.get((name, given.version)), given)

    def vault_key_of(self, name: str, version: int) -> bytes | None:
        """Return a vault's key of some version, if this person holds it."""
        return self._opened.vaults.get((name, version))

    @property
    def intake(self) -> dict[int, BoxKey]:
        """Return the intake keys by version; empty for who may not take notes in."""
        return self._opened.intake

    @property
    def school_signer(self) -> Signer | None:
        """Return the school's signing key, if granted."""
        return self._opened.school

    @property
    def refused(self) -> tuple[Given, ...]:
        """Return the grants that were not opened because something about them is wrong."""
        return self._opened.refused

    def giver(self) -> Giver:
        """Return this person as one who hands keys on."""
        return Giver(school=self.school, person=self.person, signer=self.session)

    def grant(self, given: Given, to: Recipient) -> Grant:
        """Hand on a key that this person holds, to a box key from a verified certificate."""
        return self.giver().give(given, self._secret(given), to)

    def _secret(self, given: Given) -> bytes:
        if given.purpose == "vault":
            return self._found(self._opened.vaults.get((given.vault, given.version)), given)
        if given.purpose == "intake":
            box = self._opened.intake.get(given.version)
            return self._found(None if box is None else box.private(), given)
        signer = self._opened.school
        return self._found(None if signer is None else signer.seed(), given)

    def _found(self, key: bytes | None, given: Given) -> bytes:
        if key is None:
            raise NoSuchKey(given)
        return key


def _compare(
    content: KeyFile, holder: Holder, session: bytes, box: bytes, school_public: bytes
) -> None:
    pairs = (
        ("session key", holder.keys.session, session),
        ("box key", holder.keys.box, box),
        ("school key", content.school_public, school_public),
    )
    for what, named, locked in pairs:
        if named != locked:
            raise KeysAltered(what)


# ------------------------------------------------------------------ signing in


def unlock(content: KeyFile, person: PersonId, passphrase: str) -> Keyring:
    """Open a person's keys; slow (0.5 to 1 s), pure, may run in a worker thread.

    UnknownPerson, WrongPassphrase, CostRefused, KeysAltered.
    """
    holder = content.holder(person)
    secrets = bundle.open_secrets(content.place(holder), passphrase, holder.bundles)
    return Keyring(content, person, secrets)


def open_attest(content: KeyFile, person: PersonId, passphrase: str) -> Signer:
    """Open the attest key for one signing; slow, pure. Keep it no longer than that signing."""
    holder = content.holder(person)
    signer = bundle.open_attest(content.place(holder), passphrase, holder.bundles)
    if signer.public != holder.keys.attest:
        raise KeysAltered("attest key")
    return signer


@contextmanager
def attest_signer(content: KeyFile, person: PersonId, passphrase: str) -> Iterator[Signer]:
    """Hold the attest key open for one signing (as `open_attest`)."""
    signer = open_attest(content, person, passphrase)
    try:
        yield signer
    finally:
        del signer


def change_passphrase(
    content: KeyFile, person: PersonId, old: str, new: str, cost: Cost | None = None
) -> KeyFile:
    """Return the key file with one person's bundles locked anew; nothing else changes.

    Slow, pure. The new cost is at least the old one's unless given (WrongPassphrase).
    """
    holder = content.holder(person)
    secrets, attest = bundle.open_both(content.place(holder), old, holder.bundles)
    chosen = msgspec.structs.replace(holder, salt=new_salt(), cost=cost or holder.cost)
    place = content.place(chosen)
    bundles = bundle.lock_bundles(place, new, secrets, attest)
    return content.with_holder(msgspec.structs.replace(chosen, bundles=bundles))


# ------------------------------------------------------------------ making keys


class NewPerson(msgspec.Struct, frozen=True):
    """Hold a person's new keys, open, and their entry for the key file, locked."""

    keys: PersonKeys
    holder: Holder


def new_person_keys(
    place: BundlePlace, *, name: str, passphrase: str, school_public: bytes
) -> NewPerson:
    """Make a person's keys and lock them under their passphrase; slow, pure (CostRefused)."""
    keys = PersonKeys()
    bundles = bundle.lock_bundles(place, passphrase, keys.secrets(school_public), keys.attest)
    holder = Holder(
        person=place.person,
        name=name,
        salt=place.salt,
        cost=place.cost,
        bundles=bundles,
        keys=keys.public,
    )
    return NewPerson(keys=keys, holder=holder)


def new_place(
    school: SchoolId, person: PersonId, *, cost: Cost = DEFAULT, test_school: bool = False
) -> BundlePlace:
    """Say whose bundle is to be made, with a new salt; a cheap cost needs the test mark."""
    cost.check(test_school=test_school)
    return BundlePlace(
        school=school, person=person, test_school=test_school, salt=new_salt(), cost=cost
    )


class SchoolKeys:
    """Hold a new school's keys at the moment they are made."""

    def __init__(self, vaults: tuple[str, ...] = FIRST_VAULTS) -> None:
        self.signer = Signer.new()
        self.intake = BoxKey.new()
        self.vaults = {name: new_key() for name in vaults}

    def grants(
        self, giver: Giver, to: Recipient, *, vaults: tuple[str, ...], key_holder: bool
    ) -> tuple[Grant, ...]:
        """Hand out vault keys, and to key holders the intake and the school's signing key too."""
        given = [giver.give(Given("vault", name, FIRST), self.vaults[name], to) for name in vaults]
        if key_holder:
            intake = Given("intake", CHILDREN_VAULT, FIRST)
            signer = Given("school", SCHOOL_VAULT, FIRST)
            given.append(giver.give(intake, self.intake.private(), to))
            given.append(giver.give(signer, self.signer.seed(), to))
        return tuple(given)

    def keyfile(self, place: BundlePlace, *, name: str, holders: tuple[Holder, ...]) -> KeyFile:
        """Return the first key file of the school."""
        return KeyFile(
            format=1,
            school=place.school,
            name=name,
            test_school=place.test_school,
            school_public=self.signer.public,
            vaults=tuple(VaultFile(vault, FIRST, FIRST) for vault in self.vaults),
            intake=(IntakeKey(FIRST, self.intake.public),),
            holders=holders,
        )
