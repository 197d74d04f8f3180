"""Ask for the versions of a record, and for what was filed in error."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.base.clock import Stamp
from app.base.text import _
from app.ledger.live import filed_now, gone_with
from app.ledger.values import Whole
from app.records.correction import Amendment
from app.rules.cards import ChildCard
from app.views.lines import card_of
from app.views.records import Following
from app.views.roll import RollView
from app.views.vaults import Vaults


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Hold one version of a record as it was signed; the first has no reason."""

    number: int
    whole: Whole
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InError:
    """Hold what the page Errors says of a record without opening it.

    `children` are those whose files it has left, `refs` their names in the record; the reason is
    that of the newest filing.
    """

    record: str
    number: int
    label: str
    recorded: Stamp
    children: tuple[ChildCard, ...]
    refs: frozenset[str]
    by: str
    filed: Stamp
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InErrorPage:
    """Hold a record filed in error with its text, and what left the files with it."""

    line: InError
    whole: Whole
    along: tuple[Following, ...]


class CorrectionsView:
    """Answer which versions there are, and what was filed in error."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._ledger = vaults.children
        self._roll = RollView(vaults)

    def versions(self, record: str) -> tuple[Version, ...]:
        """Return every version of a record, oldest first; none if it was filed in error."""
        wholes = self._ledger.versions(record)
        pointing = self._ledger.pointing_at([record])
        found = self._ledger.wholes(e.id for _t, why, e in pointing if why == "amended")
        reasons = {w.entry.act: w.record.line() for w in found if w.record}
        return tuple(
            Version(number=number, whole=whole, reason=reasons.get(whole.entry.act, ""))
            for number, whole in enumerate(wholes, start=1)
        )

    def errors(self) -> tuple[InError, ...]:
        """Return every record that is filed in error, the newest filing first."""
        held = filed_now(self._ledger.db)
        wholes = {w.entry.id: w for w in self._ledger.in_error(held)}
        filings = {w.entry.id: w for w in self._ledger.in_error(f for f, _c in held.values())}
        lines = [
            self._line(wholes[record], filings[filing], children)
            for record, (filing, children) in held.items()
        ]
        return tuple(sorted(lines, key=lambda line: line.filed, reverse=True))

    def error(self, record: str) -> InErrorPage | None:
        """Return a record filed in error with its text; None if it is not."""
        line = next((one for one in self.errors() if one.record == record), None)
        whole = next(iter(self._ledger.in_error([record])), None)
        if line is None or whole is None:
            return None
        along = gone_with(self._ledger.db, record)
        own = {"filed_in_error", "put_back"}
        kept = (w for w in self._ledger.in_error(along) if w.entry.kind not in own)
        followed = tuple(Following(why="", whole=w) for w in kept)
        return InErrorPage(line=line, whole=whole, along=followed)

    def _line(self, whole: Whole, filing: Whole, children: Collection[str]) -> InError:
        named = [child for child in whole.header.children if child.ref() in children]
        record = whole.record
        return InError(
            record=whole.entry.id,
            number=whole.entry.seq,
            label=_(record.kind.label) if record else whole.entry.kind,
            recorded=whole.entry.recorded,
            children=tuple(card_of(child, self._roll) for child in named),
            refs=frozenset(children),
            by=filing.header.author.shown(),
            filed=filing.entry.recorded,
            reason=filing.record.line() if filing.record else "",
        )


def amended_words(wholes: Iterable[Whole]) -> dict[str, list[str]]:
    """Return, for each record among wholes that was amended, why, oldest first."""
    found: dict[str, list[str]] = {}
    for whole in wholes:
        if isinstance(whole.record, Amendment):
            for target in whole.header.links_for("amended"):
                found.setdefault(target, []).append(whole.record.reason)
    return found
