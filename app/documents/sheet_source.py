"""Gather what a sheet shows: a record, how it was signed, and what followed from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.base.clock import Stamp
from app.documents.answers import adults_of
from app.documents.letters import Letters
from app.records.header import ChildAs, Header
from app.records.record import Record, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Say that an entry came as a sealed note: how sure its author is, who took it in and when.

    `reporter` is the adult of the register with whom the typed author was matched.
    """

    identity: Literal["confirmed", "typed", "not_confirmed"]
    by: str
    at: Stamp
    classroom: bool = False
    reporter: str = ""
    contact: str = ""
    first_read: Stamp | None = None
    first_reader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Say who signed an entry, with which key and how.

    `by` is the name on the certificate in force. `issued_by` names who issued the key while its
    holder has not confirmed it; it is empty for a confirmed key. `fingerprint` is hexadecimal.
    """

    by: str
    strength: Strength
    fingerprint: str = ""
    issued_by: str = ""
    note: Taken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetVersion:
    """Hold one version of an entry as it was signed; the first has no reason."""

    number: int
    record: Record
    author: str
    recorded: Stamp
    signed: Signed
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """Hold one entry: what was signed, its number in the chain, and when it entered there.

    Of an amended entry the record is that of the newest version, signed at `amended`; `versions`
    holds all of them, oldest first. `off` are children named by mistake: they stand nowhere, and
    in a print for one child their names give way to letters.
    """

    header: Header
    record: Record
    number: int
    recorded: Stamp
    signed: Signed
    version: int = 1
    amended: Stamp | None = None
    off: tuple[ChildAs, ...] = ()
    versions: tuple[SheetVersion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSource:
    """Hold all that a record sheet shows, as the ledger has it when the sheet is composed.

    `follow_ups` are the entries that act upon this one or belong to it, in any order.
    `numbers` tells the numbers of other records that links name. `for_child` holds every ref of
    the child that the print is for (those matched by follow-ups need not be told); without it
    all children are named.
    """

    school: str
    entry: SheetEntry
    follow_ups: tuple[SheetEntry, ...] = ()
    reference: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)
    for_child: frozenset[str] = frozenset()

    def shown_follow_ups(self) -> tuple[SheetEntry, ...]:
        """Return the follow-ups by number, without those about other children only."""
        kept = (one for one in self.follow_ups if self._concerns(one))
        return tuple(sorted(kept, key=lambda one: one.number))

    def left_out(self) -> int:
        """Return how many follow-ups are about other children only."""
        return len(self.follow_ups) - len(self.shown_follow_ups())

    def letters(self) -> Letters:
        """Return what other children are called; its key is to be kept with the print."""
        entries = (self.entry, *sorted(self.follow_ups, key=lambda one: one.number))
        children = [child for one in entries for child in (*one.header.children, *one.off)]
        authors = [one.header.author.name for one in entries]
        adults = [*authors, *adults_of(one.record for one in entries)]
        return Letters(
            children, self._refs() if self.for_child else frozenset(), adults, self.same
        )

    @property
    def same(self) -> dict[str, str]:
        """Return under which ref of the roll each child typed by name was matched."""
        found: dict[str, str] = {}
        for one in self.follow_ups:
            for key in one.header.links_for("was"):
                found.update((key, child) for child in one.header.links_for("matches"))
        return found

    def number_of(self, record: str) -> int | None:
        """Return the number of a linked record, if it is known."""
        known = {one.header.id: one.number for one in (self.entry, *self.follow_ups)}
        return known.get(record, self.numbers.get(record))

    def _concerns(self, one: SheetEntry) -> bool:
        refs = {child.ref() for child in one.header.children}
        return not self.for_child or not refs or bool(refs & self._refs())

    def _refs(self) -> frozenset[str]:
        return self.for_child | {
            key for key, child in self.same.items() if child in self.for_child
        }
