"""Compose the papers that the vaults can give: record sheets, front sheets, chronologies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.base.text import _
from app.documents.blank_adult_concern import blank_adult_concern
from app.documents.blank_concern import blank_concern
from app.documents.blocks import Document
from app.documents.chronology import ChronologySource, chronology
from app.documents.data_protection import DataProtectionSource, data_protection
from app.documents.front_sheet import FrontSheetSource, front_sheet, responsible_names
from app.documents.letters import Letters
from app.documents.record_sheet import record_sheet
from app.documents.sheet_source import SheetEntry, SheetSource, SheetVersion, Signed
from app.documents.taken import with_taken
from app.ledger.certificates import InForce, certificates
from app.ledger.log import log_head
from app.ledger.values import Whole
from app.records.fields import show_day
from app.records.intake import TakenIn
from app.rules.cards import ChildCard
from app.rules.chronology import Filter
from app.rules.deadlines import newest_rules
from app.services.annexes import Annexed
from app.services.attachments import source_of
from app.services.concerns import RecordUnknown
from app.services.files import ChildUnknown
from app.services.papers import Paper, Papers
from app.services.settings import Settings
from app.vault.signing import fingerprint
from app.views.child_file import ChildFileView
from app.views.corrections import CorrectionsView
from app.views.documents import Attached
from app.views.issued import issued_by
from app.views.records import RecordView
from app.views.roll import RollView
from app.views.vaults import Vaults


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """Hold whose keys sign: certificates, who issued unconfirmed ones, and those of notes.

    What came as a signed note stands in the act of whoever took it in: `notes` gives, by record,
    the certificate of its author.
    """

    held: dict[str, InForce]
    issued: dict[str, str]
    notes: dict[str, str]


class Sheets:
    """Gather what a paper shows and hand it to `documents` to be composed."""

    def __init__(self, vaults: Vaults, settings: Settings, papers: Papers) -> None:
        """Take the open vaults, the settings and the service that prints."""
        self._vaults = vaults
        self._ledger = vaults.children
        self._settings = settings
        self._papers = papers
        self._records = RecordView(vaults)
        self._versions = CorrectionsView(vaults)
        self._roll = RollView(vaults)
        self._files = ChildFileView(vaults)

    def record(self, record: str, *, child: str = "") -> Paper:
        """Return the sheet of a record, for all its children or for one (RecordUnknown)."""
        page = self._records.page(record)
        if page is None:
            raise RecordUnknown(record)
        follow_ups = [one.whole for one in page.following]
        keys = self._keys(follow_ups)
        found = [self._entry(w, keys) for w in follow_ups if w.record]
        entries = tuple(with_taken(one, found) for one in found)
        card = self._roll.child(child) if child else self._first(page.children)
        source = SheetSource(
            school=self._settings.school_name(),
            entry=with_taken(self._entry(page.whole, keys), entries),
            follow_ups=entries,
            reference=reference_of(card) if card else "",
            numbers=self._numbers([page.whole, *follow_ups]),
            for_child=self._files.refs(child) if child else frozenset(),
        )
        records = (record, *(w.entry.id for w in follow_ups))
        letters = source.letters()
        document = record_sheet(source)
        return self._papers.paper("record", document, records=records, letters=letters)

    def with_documents(self, paper: Paper, attached: Iterable[Attached]) -> Paper:
        """Return a paper that is drawn with the pages of documents behind it."""
        annexes = tuple(Annexed(one=one, source=source_of(self._ledger, one)) for one in attached)
        title = _("{title}, with documents").format(title=paper.document.title)
        return replace(paper, document=replace(paper.document, title=title), annexes=annexes)

    def front_sheet(self, child: str, *, lettered: bool = False) -> Paper:
        """Return the front sheet of a child's file (ChildUnknown)."""
        card = self._card(child)
        file = self._files.file(card)
        source = FrontSheetSource(
            school=self._settings.school_name(),
            file=file,
            day=self._vaults.clock.now().day(),
            reference=reference_of(card),
            lead=self._lead(),
            lettered=lettered,
        )
        return self._of_file("front_sheet", front_sheet(source), card, source.letters())

    def chronology(
        self, child: str, wanted: Filter, *, lettered: bool = True, staff_names: bool = True
    ) -> Paper:
        """Return a child's chronology, narrowed; others are Child B … when lettered."""
        card = self._card(child)
        file = self._files.file(card)
        source = ChronologySource(
            school=self._settings.school_name(),
            card=card,
            lines=file.chronology,
            refs=self._files.refs(card.id),
            wanted=wanted,
            children=self._files.named_with(card.id),
            parents=responsible_names(file),
            reference=reference_of(card),
            lettered=lettered,
            staff_names=staff_names,
        )
        return self._of_file("chronology", chronology(source), card, source.letters())

    def blank_concern(self) -> Paper:
        """Return the blank concern form, with the school's numbers and places."""
        document = blank_concern(
            self._settings.school_name(),
            numbers=self._numbers_shown(),
            lists=self._settings.lists(),
        )
        return self._papers.paper("blank_concern", document, records=())

    def blank_adult(self) -> Paper:
        """Return the blank sheet for a worry about an adult; nothing is stored of it."""
        document = blank_adult_concern(self._settings.school_name(), numbers=self._numbers_shown())
        return self._papers.paper("blank_adult", document, records=())

    def data_protection(
        self, folder: str, who: tuple[Sequence[str], Sequence[str]], backup: str
    ) -> Paper:
        """Return the sheet for the school's data protection file, as things stand now.

        `who` names those who open the children's records, and those who only record.
        """
        counts = self._ledger.head().seq, log_head(self._ledger).seq
        rules = newest_rules()
        source = DataProtectionSource(
            school=self._settings.school_name(),
            day=show_day(self._vaults.clock.now().day()),
            folder=folder,
            holders=tuple(who[0]),
            recorders=tuple(who[1]),
            backup=backup,
            records=counts[0],
            children=len(self._roll.children()),
            log_lines=counts[1],
            fingerprint=self._papers.fingerprint,
            rules=f"{rules.edition} ({show_day(rules.checked)})",
        )
        return self._papers.paper("data_protection", data_protection(source), records=())

    def _keys(self, follow_ups: Iterable[Whole]) -> _Keys:
        taken = (w.record for w in follow_ups if isinstance(w.record, TakenIn))
        return _Keys(
            held=certificates(self._ledger),
            issued=issued_by(self._ledger, self._vaults.school),
            notes={one.record: one.certificate for one in taken if one.certificate},
        )

    def _entry(self, whole: Whole, keys: _Keys) -> SheetEntry:
        versions: tuple[SheetVersion, ...] = ()
        if whole.number > 1:
            versions = tuple(
                SheetVersion(
                    number=one.number,
                    record=one.whole.record,
                    author=one.whole.header.author.shown(),
                    recorded=one.whole.entry.recorded,
                    signed=_signed(one.whole, keys),
                    reason=one.reason,
                )
                for one in self._versions.versions(whole.entry.id)
                if one.whole.record
            )
        return _sheet_entry(whole, keys, versions)

    def _of_file(
        self, sort: str, document: Document, card: ChildCard, letters: Letters | None = None
    ) -> Paper:
        records = (f"{sort} {card.id}",)
        return self._papers.paper(sort, document, records=records, child=card.id, letters=letters)

    def _first(self, cards: Sequence[ChildCard]) -> ChildCard | None:
        """Return the first child of a record: on the roll, if they were matched since."""
        if not cards:
            return None
        matched = self._ledger.matched([cards[0].id]).get(cards[0].id, "")
        return self._roll.child(matched) or cards[0]

    def _card(self, child: str) -> ChildCard:
        card = self._roll.child(child)
        if card is None:
            raise ChildUnknown(child)
        return card

    def _lead(self) -> str:
        leads = (
            person.name
            for person in self._roll.people()
            if any(role.code == "dsl" for role in person.roles)
        )
        return next(leads, "")

    def _numbers_shown(self) -> dict[str, str]:
        numbers = self._settings.numbers().items()
        return {code: f"{one.name} {one.number}".strip() for code, one in numbers}

    def _numbers(self, wholes: Iterable[Whole]) -> dict[str, int]:
        targets = {link.to for whole in wholes for link in whole.header.links}
        found = (self._ledger.entry(target) for target in targets)
        return {entry.id: entry.seq for entry in found if entry}


def reference_of(card: ChildCard) -> str:
    """Return the reference of a child's file, as paper shows it: eight characters of the id."""
    return card.id[:8].upper()


def _sheet_entry(whole: Whole, keys: _Keys, versions: tuple[SheetVersion, ...]) -> SheetEntry:
    if whole.record is None:
        raise RecordUnknown(whole.entry.id)
    return SheetEntry(
        header=whole.header,
        record=whole.record,
        number=whole.entry.seq,
        recorded=whole.entry.recorded,
        signed=_signed(whole, keys),
        version=whole.number,
        off=whole.off,
        amended=whole.amended,
        versions=versions,
    )


def _signed(whole: Whole, keys: _Keys) -> Signed:
    certificate = keys.notes.get(whole.entry.id, whole.certificate)
    force = keys.held.get(certificate)
    if force is None:
        return Signed(by=whole.header.author.name, strength=whole.strength)
    return Signed(
        by=force.certificate.name,
        strength=whole.strength,
        fingerprint=fingerprint(force.key(whole.strength)).replace(" ", ""),
        issued_by=keys.issued.get(certificate, ""),
    )
