"""Say what the key file holds: holders and their locked keys, grants, sheets, vault files."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.base.decoding import work_out
from app.base.errors import VaultError
from app.base.ids import PersonId, SchoolId
from app.vault.bundle import BoxPublic, BundlePlace, Bundles, KdfSalt, PublicKeys
from app.vault.grants import Given, Grant
from app.vault.locks import Bytes32, Lock
from app.vault.passphrase import Cost, CostRefused

Count = Annotated[int, msgspec.Meta(ge=1)]
VaultName = Annotated[str, msgspec.Meta(pattern="^[a-z]+(-[0-9]{4})?$", max_length=25)]
Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Shown = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class KeyFileRefused(VaultError):
    """The key file is whole but says what no key file of Rowan says."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class KeyFileTooNew(VaultError):
    """The key file was written by a newer Rowan; it was not touched."""


class UnknownPerson(VaultError):
    """The key file holds nobody of this id."""


class Tries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Count the wrong passphrases since the last right one, and when the last was (UTC, µs)."""

    count: Annotated[int, msgspec.Meta(ge=0)] = 0
    last_us: int = 0


class Holder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold one person who can sign in."""

    person: Id
    name: Shown
    salt: KdfSalt
    cost: Cost
    bundles: Bundles
    keys: PublicKeys
    grants: tuple[Grant, ...] = ()
    tries: Tries = Tries()


class FormerKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold public keys that a person had: of one who left, or replaced by new ones."""

    person: Id
    keys: PublicKeys


class VaultFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which generation of a vault's file counts, and the version of its key."""

    name: VaultName
    generation: Count
    key_version: Count


class IntakeKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold one public intake key; the newest stands last, old ones open late notes."""

    version: Count
    public: BoxPublic


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold what one recovery sheet opens: a box key under the code, and grants to it."""

    number: Count
    box: Lock
    public: BoxPublic
    grants: tuple[Grant, ...] = ()

    def holder(self) -> str:
        """Return the name by which grants call this sheet."""
        return sheet_holder(self.number)


class Restored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Mark that vaults were put back from a backup and no holder has settled it yet.

    `old_keys` says that the backup's key file came back with them; `since` then lists what
    the replaced one said otherwise. Times in UTC, µs.
    """

    backup: Id
    made_us: int
    restored_us: int
    vaults: tuple[VaultName, ...]
    old_keys: bool
    since: tuple[str, ...] = ()


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold everything that must be read before a passphrase is known."""

    format: Literal[1]
    school: Id
    name: Shown
    test_school: bool
    school_public: Bytes32
    vaults: tuple[VaultFile, ...]
    intake: tuple[IntakeKey, ...]
    holders: tuple[Holder, ...]
    sheets: tuple[Sheet, ...] = ()
    former: tuple[FormerKeys, ...] = ()
    restored: Restored | None = None

    # ---------------------------------------------------------- asked

    def holder(self, person: PersonId) -> Holder:
        """Return one person's entry (UnknownPerson)."""
        for holder in self.holders:
            if holder.person == person:
                return holder
        raise UnknownPerson

    def vault(self, name: str) -> VaultFile:
        """Return which file of a vault counts (KeyError when the school has no such vault)."""
        return {vault.name: vault for vault in self.vaults}[name]

    def place(self, holder: Holder) -> BundlePlace:
        """Return what binds a person's bundles."""
        return BundlePlace(
            school=SchoolId(self.school),
            person=PersonId(holder.person),
            test_school=self.test_school,
            salt=holder.salt,
            cost=holder.cost,
        )

    def intake_now(self) -> IntakeKey:
        """Return the intake key that notes are sealed to today."""
        return self.intake[-1]

    def known_signers(self) -> frozenset[tuple[str, bytes]]:
        """Return every person with every session key they have or had."""
        now = {(holder.person, holder.keys.session) for holder in self.holders}
        return frozenset(now | {(one.person, one.keys.session) for one in self.former})

    def may_open(self, given: Given) -> tuple[str, ...]:
        """Return who holds a grant of this key: persons and sheets."""
        grants = [grant for holder in self.holders for grant in holder.grants]
        grants += [grant for sheet in self.sheets for grant in sheet.grants]
        return tuple(grant.holder for grant in grants if grant.given == given)

    # ---------------------------------------------------------- changed (a new value each)

    def with_holder(self, holder: Holder) -> KeyFile:
        """Add a person, or replace their entry; keys that are replaced stay for verification."""
        kept, former = [], list(self.former)
        for one in self.holders:
            if one.person != holder.person:
                kept.append(one)
            elif one.keys != holder.keys:
                former.append(FormerKeys(person=one.person, keys=one.keys))
        return msgspec.structs.replace(
            self, holders=(*kept, holder), former=tuple(former)
        ).ordered_as(self)

    def without_holder(self, person: PersonId) -> KeyFile:
        """Take a person out with their grants; their public keys stay for verification."""
        gone = self.holder(person)
        return msgspec.structs.replace(
            self,
            holders=tuple(one for one in self.holders if one.person != person),
            former=(*self.former, FormerKeys(person=gone.person, keys=gone.keys)),
        )

    def with_grant(self, grant: Grant) -> KeyFile:
        """Hand a grant to its holder; an older one of the same key gives way."""
        holders = tuple(
            msgspec.structs.replace(one, grants=_replaced(one.grants, grant))
            if one.person == grant.holder
            else one
            for one in self.holders
        )
        sheets = tuple(
            msgspec.structs.replace(one, grants=_replaced(one.grants, grant))
            if one.holder() == grant.holder
            else one
            for one in self.sheets
        )
        return msgspec.structs.replace(self, holders=holders, sheets=sheets)

    def with_vault(self, vault: VaultFile) -> KeyFile:
        """Say which file of a vault counts from now on."""
        others = tuple(one for one in self.vaults if one.name != vault.name)
        return msgspec.structs.replace(self, vaults=(*others, vault))

    def with_sheet(self, sheet: Sheet) -> KeyFile:
        """Put a new recovery sheet in the place of all older ones."""
        return msgspec.structs.replace(self, sheets=(sheet,))

    def with_tries(self, person: PersonId, tries: Tries) -> KeyFile:
        """Keep a person's count of wrong passphrases."""
        holders = tuple(
            msgspec.structs.replace(one, tries=tries) if one.person == person else one
            for one in self.holders
        )
        return msgspec.structs.replace(self, holders=holders)

    def ordered_as(self, earlier: KeyFile) -> KeyFile:
        """Return the same with holders in the order they had, new ones last."""
        order = {holder.person: at for at, holder in enumerate(earlier.holders)}
        holders = sorted(self.holders, key=lambda one: order.get(one.person, len(order)))
        return msgspec.structs.replace(self, holders=tuple(holders))


def sheet_holder(number: int) -> str:
    """Return the name by which grants call a recovery sheet."""
    return f"sheet:{number}"


def _replaced(grants: tuple[Grant, ...], grant: Grant) -> tuple[Grant, ...]:
    return (*(one for one in grants if one.given != grant.given), grant)


class _Format(msgspec.Struct):
    format: int


def encode(content: KeyFile) -> bytes:
    """Return the key file as JSON; bytes are base64."""
    check(content)
    return msgspec.json.encode(content)


def decode(data: bytes) -> KeyFile:
    """Read a key file strictly (KeyFileRefused, KeyFileTooNew)."""
    try:
        if msgspec.json.decode(data, type=_Format).format > 1:
            raise KeyFileTooNew
        content = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise KeyFileRefused(str(error)) from error
    check(content)
    return content


def check(content: KeyFile) -> None:
    """Refuse doubles and derivations under the floor of a real school (KeyFileRefused)."""
    _refuse_doubles("holder", [holder.person for holder in content.holders])
    _refuse_doubles("vault", [vault.name for vault in content.vaults])
    _refuse_doubles("sheet", [str(sheet.number) for sheet in content.sheets])
    _refuse_doubles("intake key", [str(one.version) for one in content.intake])
    if not content.intake or not content.vaults:
        raise KeyFileRefused("no vault or no intake key")
    for holder in content.holders:
        try:
            holder.cost.check(test_school=content.test_school)
        except CostRefused as error:
            raise KeyFileRefused(f"derivation of {holder.person}: {error}") from error


def _refuse_doubles(what: str, names: list[str]) -> None:
    if len(set(names)) != len(names):
        raise KeyFileRefused(f"the same {what} twice")


work_out(KeyFile, _Format)
