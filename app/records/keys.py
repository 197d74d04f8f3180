"""Record who acts for the DSL, who confirmed their keys, and what became of recovery sheets."""

from __future__ import annotations

from app.base.text import N_
from app.records.fields import Choice, PersonAs
from app.records.record import kind
from app.records.system import Key, SystemRecord


@kind("acting", 1, N_("Working as the DSL"), in_file=False)
class Acting(SystemRecord):
    """Say for this session of a deputy or reserve whether they stand in for the DSL, and why.

    Without `why` a deputy works as deputy. `for_whom` is the DSL; `words` are their own.
    """

    why: Choice | None = None
    for_whom: PersonAs | None = None
    words: str = ""

    def line(self) -> str:
        """Return why, in the words chosen and typed."""
        said = [self.why.words] if self.why else []
        return ": ".join([*said, *([self.words] if self.words else [])])


@kind("acting.seen", 1, N_("Has seen who acted for them"), in_file=False)
class ActingSeen(SystemRecord):
    """Say that the DSL has seen who acted for them, up to a place in the chain."""

    up_to: int


@kind("keys.confirmed", 1, N_("Keys confirmed by their holder"), vault="any", in_file=False)
class KeysConfirmed(SystemRecord):
    """Say, signed with new keys that somebody else issued, that they are one's own."""

    certificate: Key


@kind("recovery.used", 1, N_("Recovery sheet used"), vault="any", in_file=False)
class RecoveryUsed(SystemRecord):
    """Say that new keys were made with a recovery sheet: whose, with which sheet, and why."""

    sheet: int
    person: PersonAs
    why: str

    def line(self) -> str:
        """Return whose keys were made."""
        return self.person.name


@kind("recovery.sheet", 1, N_("New recovery sheet"), vault="school", in_file=False)
class RecoverySheetMade(SystemRecord):
    """Say that a new recovery sheet counts, and those before it no longer."""

    sheet: int
    why: str


@kind("keys.renewed", 1, N_("Vaults have new keys"), vault="any", in_file=False)
class KeysRenewed(SystemRecord):
    """Say that a vault lies in a new file under a new key, and why the old one counts no more."""

    vault: str
    key_version: int
    why: str
    left: PersonAs | None = None

    def line(self) -> str:
        """Return the reason."""
        return self.why
