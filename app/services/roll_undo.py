"""Undo an import of the roll: reversing entries, and a list of whom it spares and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.base.errors import RuleError
from app.ledger.log import write_log
from app.ledger.values import Whole, Writing
from app.records.header import Link
from app.records.register import ChildEntry
from app.records.roll import ChildRemoved, RollUndone
from app.services.changes import Change
from app.services.roll_import import PastImport
from app.services.writer import Writer
from app.views.vaults import Vaults

_BEFORE = (
    "SELECT l.target, max(e.seq) FROM link l JOIN entry e ON e.seq = l.seq WHERE l.why = 'about'"
    " AND e.kind = 'child.entry' AND e.seq < ? GROUP BY l.target"
)
_RECORDED = (
    "SELECT c.child FROM child_of c JOIN entry e ON e.seq = c.seq WHERE e.recorded_at >= ?1"
    " UNION SELECT l.target FROM link l JOIN entry e ON e.seq = l.seq"
    " WHERE l.why = 'matches' AND e.recorded_at >= ?1"
)


class AlreadyUndone(RuleError):
    """The import was undone before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spared:
    """Hold a child whom undoing leaves as they are, and why: records, changed, merged."""

    child: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """Hold what undoing an import would do: who goes, who is put back as before, who is spared."""

    past: PastImport
    goes: tuple[str, ...]
    put_back: tuple[tuple[str, ChildEntry], ...]
    spared: tuple[Spared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    seqs: Mapping[str, int]
    merged: frozenset[str]
    before: Mapping[str, ChildEntry]
    recorded: frozenset[str]


class RollUndo:
    """Undo imports, each undoing one act."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._school = writer.vaults.school

    def undoing(self, past: PastImport) -> Undoing:
        """Return what undoing would do; nothing is changed."""
        ids = [e.id for e in self._school.entries("e.act = ?", (past.act,))]
        wholes = [w for w in self._school.wholes(ids) if isinstance(w.record, ChildEntry)]
        standing = self._standing(past)
        goes: list[str] = []
        back: list[tuple[str, ChildEntry]] = []
        spared: list[Spared] = []
        for whole in wholes:
            child = whole.header.links_for("about")[0]
            why = self._why_spared(whole, child, standing)
            before = standing.before.get(child)
            if why:
                spared.append(Spared(child=child, name=_name(whole), why=why))
            elif before is None:
                goes.append(child)
            else:
                back.append((child, before))
        return Undoing(past=past, goes=tuple(goes), put_back=tuple(back), spared=_by_name(spared))

    def undo(self, undoing: Undoing) -> Change:
        """Put the roll back as it stood before an import, save for those spared."""
        past = undoing.past
        if any(why == "undoes" for _to, why, _e in self._school.pointing_at([past.id])):
            raise AlreadyUndone
        fresh = self.undoing(past)
        count = len(fresh.goes) + len(fresh.put_back)
        said = RollUndone(back=count, spared=len(fresh.spared))
        writings = [self._writer.writing(said, links=[Link(past.id, "undoes")])]
        writings += [self._row(ChildRemoved(why="undone"), child) for child in fresh.goes]
        writings += [self._row(entry, child) for child, entry in fresh.put_back]
        with self._school.db.transaction():
            change = self._writer.append(self._school, writings)
            detail = {"back": said.back, "spared": said.spared}
            write_log(self._school, "roll_undone", {**detail, "by": self._writer.vaults.me.id})
        self._writer.tell(change)
        return change

    def _row(self, record: ChildEntry | ChildRemoved, child: str) -> Writing:
        return self._writer.writing(record, links=[Link(child, "about")])

    def _standing(self, past: PastImport) -> _Standing:
        """Ask once for all children how they stood before the import, and how they stand now."""
        rows = self._school.db.query("SELECT id, seq, merged_into FROM child")
        earlier: dict[str, int] = dict(self._school.db.query(_BEFORE, (past.seq,)))
        by_seq = {w.entry.seq: w.record for w in self._school.of_kinds(["child.entry"])}
        entries = ((child, by_seq.get(seq)) for child, seq in earlier.items())
        return _Standing(
            seqs={row[0]: int(row[1]) for row in rows},
            merged=frozenset(row[0] for row in rows if row[2]) | {row[2] for row in rows},
            before={child: e for child, e in entries if isinstance(e, ChildEntry)},
            recorded=with_records(self._writer.vaults, since=past.recorded.utc_us),
        )

    def _why_spared(self, whole: Whole, child: str, standing: _Standing) -> str:
        if child in standing.merged:
            return "merged"
        seq = standing.seqs.get(child)
        if seq is None or not self._says_the_same(seq, whole):
            return "changed"
        return "records" if child in standing.recorded else ""

    def _says_the_same(self, seq: int, whole: Whole) -> bool:
        """Say whether the roll says what the import said, be it by a later entry."""
        if seq == whole.entry.seq:
            return True
        ids = [entry.id for entry in self._school.entries("e.seq = ?", (seq,))]
        return any(now.record == whole.record for now in self._school.wholes(ids))


def with_records(vaults: Vaults, *, since: int = 0) -> frozenset[str]:
    """Return the ids of all children that records name, or were matched with, since a moment.

    `since` is in microseconds since 1970. Entries merged into one child count for each other.
    """
    named = {row[0] for row in vaults.children.db.query(_RECORDED, (since,))}
    merged = vaults.school.db.query("SELECT id, merged_into FROM child WHERE merged_into NOTNULL")
    for _round in range(len(merged)):
        more = {b if a in named else a for a, b in merged if (a in named) != (b in named)}
        if not more:
            break
        named |= more
    return frozenset(named)


def _name(whole: Whole) -> str:
    return whole.record.full_name() if isinstance(whole.record, ChildEntry) else ""


def _by_name(spared: Iterable[Spared]) -> tuple[Spared, ...]:
    return tuple(sorted(spared, key=lambda one: one.name))
