"""Compose the papers that the vaults can give: record sheets, front sheets, chronologies."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.record_sheet import record_sheet
from app.documents.sheet_source import SheetEntry, SheetSource, Signed
from app.ledger.certificates import InForce, certificates
from app.ledger.values import Whole
from app.rules.cards import ChildCard
from app.services.concerns import RecordUnknown
from app.services.papers import Paper, Papers
from app.services.settings import Settings
from app.vault.signing import fingerprint
from app.views.records import RecordView
from app.views.roll import RollView
from app.views.vaults import Vaults


class Sheets:
    """Gather what a paper shows and hand it to `documents` to be composed."""

    def __init__(self, vaults: Vaults, settings: Settings, papers: Papers) -> None:
        """Take the open vaults, the settings and the service that prints."""
        self._vaults = vaults
        self._ledger = vaults.children
        self._settings = settings
        self._papers = papers
        self._records = RecordView(vaults)
        self._roll = RollView(vaults)

    def record(self, record: str, *, child: str = "") -> Paper:
        """Return the sheet of a record, for all its children or for one (RecordUnknown)."""
        page = self._records.page(record)
        if page is None:
            raise RecordUnknown(record)
        held = certificates(self._ledger)
        follow_ups = [one.whole for one in page.following]
        card = self._roll.child(child) if child else next(iter(page.children), None)
        source = SheetSource(
            school=self._settings.school_name(),
            entry=_sheet_entry(page.whole, held),
            follow_ups=tuple(_sheet_entry(w, held) for w in follow_ups if w.record),
            reference=reference_of(card) if card else "",
            numbers=self._numbers([page.whole, *follow_ups]),
            for_child=frozenset({child}) if child else frozenset(),
        )
        records = (record, *(w.entry.id for w in follow_ups))
        return self._papers.paper("record", record_sheet(source), records=records)

    def _numbers(self, wholes: Iterable[Whole]) -> dict[str, int]:
        targets = {link.to for whole in wholes for link in whole.header.links}
        found = (self._ledger.entry(target) for target in targets)
        return {entry.id: entry.seq for entry in found if entry}


def reference_of(card: ChildCard) -> str:
    """Return the reference of a child's file, as paper shows it: eight characters of the id."""
    return card.id[:8].upper()


def _sheet_entry(whole: Whole, held: dict[str, InForce]) -> SheetEntry:
    if whole.record is None:
        raise RecordUnknown(whole.entry.id)
    return SheetEntry(
        header=whole.header,
        record=whole.record,
        number=whole.entry.seq,
        recorded=whole.entry.recorded,
        signed=_signed(whole, held),
    )


def _signed(whole: Whole, held: dict[str, InForce]) -> Signed:
    force = held.get(whole.certificate)
    if force is None:
        return Signed(by=whole.header.author.name, strength=whole.strength)
    return Signed(
        by=force.certificate.name,
        strength=whole.strength,
        fingerprint=fingerprint(force.key(whole.strength)).replace(" ", ""),
    )
