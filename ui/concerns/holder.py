"""Record a concern as a key holder: it is signed and enters the ledger at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from app.base.clock import Clock
from app.base.text import _
from app.records.family import Status
from app.records.lists import ChoiceList
from app.services.drafts import Draft
from ui.concerns.needs import statuses_of
from ui.kit.banners import Prompt
from ui.kit.context import FormContext
from ui.kit.desk import Desk
from ui.kit.recording import Ending, Lead, Manner, NewDrafts, Offer, RollSource

DSL_ROLES = frozenset({"dsl", "deputy"})


class HolderRecording:
    """Lend the form the open workspace."""

    asks_writer = False

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk = desk

    @property
    def clock(self) -> Clock:
        """Return the clock."""
        return self._desk.workspace.clock

    @property
    def drafts(self) -> NewDrafts:
        """Return the person's own drafts."""
        return self._desk.workspace.drafts

    @property
    def roll(self) -> RollSource:
        """Return the roll."""
        return self._desk.workspace.roll_view

    @property
    def manner(self) -> Manner:
        """Return how a key holder finishes."""
        return Manner(
            finish=_("Sign …"), put_by=_("Keep as draft"), home=_("Back to Today"), told_above=()
        )

    def lists(self) -> Mapping[str, ChoiceList]:
        """Return the school's lists."""
        return self._desk.workspace.settings.lists()

    def form_context(self) -> FormContext:
        """Return what the questions need."""
        return self._desk.form_context()

    def prompt(self, code: str) -> Prompt | None:
        """Return a reminder with the school's numbers."""
        return self._desk.prompt(code)

    def statuses(self, child: str) -> tuple[Status, ...]:
        """Return the statuses a child has today."""
        return statuses_of(self._desk.workspace, child)

    def leads(self) -> list[Lead]:
        """Return the DSL and the deputies."""
        people = self._desk.workspace.roll_view.people()
        found = [p for p in people if {role.code for role in p.roles} & DSL_ROLES]
        return [Lead(card.name, card.role, card.phone) for card in found]

    def check(self, draft: Draft) -> object:
        """Check the answers (InputError)."""
        return self._desk.workspace.concerns.check(draft)

    def hand_over(
        self, draft: Draft, *, parent: QWidget, done: Callable[[Ending], object]
    ) -> None:
        """Ask for the passphrase and sign."""
        self._desk.sign(
            [
                _("You sign that this is your record of what was seen or said."),
                _("After that it is never changed; notes can be added to it."),
            ],
            lambda signer: self._desk.workspace.concerns.record(draft, signer),
            parent=parent,
            done=lambda _change: done(self._ending(draft)),
        )

    def put_by(self, _parent: QWidget, leave: Callable[[], object]) -> None:
        """Keep the draft under Today."""
        leave()
        self._desk.said.emit(_("Draft kept; it waits under Today"))
        self.home()

    def discarded(self) -> None:
        """Say so, and go to Today."""
        self._desk.said.emit(_("Draft discarded"))
        self.home()

    def print_blank(self) -> None:
        """Show the blank sheet before it is printed."""
        sheets = self._desk.workspace.sheets
        title = _("Blank sheet: concern about an adult")
        self._desk.go("paper", compose=sheets.blank_adult, title=title)

    def home(self) -> None:
        """Go to Today."""
        self._desk.go("today")

    def _ending(self, draft: Draft) -> Ending:
        now = self.clock.now().local()
        names = ", ".join(child.shown() for child in draft.children)
        lines = (
            _("About {names}. Signed by you at {time}.").format(names=names, time=f"{now:%H:%M}"),
            _("It is on each child’s file and waits under Today until a DSL decides."),
        )
        return Ending(
            page=_("Recorded"),
            title=_("The concern is recorded"),
            lines=lines,
            offers=self._offers(draft),
            hint=_("Keep handwritten notes: put them, signed and dated, into the child’s file."),
        )

    def _offers(self, draft: Draft) -> tuple[Offer, ...]:
        record = draft.id
        desk, sheets = self._desk, self._desk.workspace.sheets
        scan = Offer(
            words=_("Attach the scan …"),
            act=lambda: desk.go("attach", about=record),
            name="attach-scan",
        )

        def sheet() -> None:
            desk.go("paper", compose=lambda: sheets.record(record), title=_("Concern"))

        return (
            *([scan] if draft.values.get("paper_at") else []),
            Offer(
                words=_("Open the record"),
                act=lambda: desk.go("record", record=record),
                name="open-record",
            ),
            Offer(
                words=_("Decide now"),
                act=lambda: desk.go("decision", concerns=[record]),
                name="decide-now",
            ),
            Offer(words=_("Print the sheet"), act=sheet, name="print-sheet", icon="print"),
            Offer(
                words=_("Record another concern"),
                act=lambda: desk.go("concern"),
                name="another-concern",
            ),
        )
