"""Record a concern with a recorder's account: signed with their passphrase, sealed for the DSL."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.base.clock import Clock
from app.base.text import _
from app.records.family import Status
from app.records.lists import ChoiceList
from app.services.drafts import Draft
from app.services.noting import Sent
from ui.kit.banners import Prompt
from ui.kit.context import FormContext
from ui.kit.recording import Ending, Lead, Manner, NewDrafts, Offer, RollSource
from ui.recording.desk import RecorderDesk


class AccountRecording(QObject):
    """Lend the form a recorder's drafts and, to choose from, the names on the roll."""

    blank_asked = Signal()
    asks_writer = False

    def __init__(self, desk: RecorderDesk) -> None:
        """Take the desk."""
        super().__init__()
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
        """Return the roll, to find a child on."""
        return self._desk.workspace.roll_view

    @property
    def manner(self) -> Manner:
        """Return how a recorder finishes."""
        return Manner(
            finish=_("Sign and send …"), put_by=_("Keep as draft"), home=_("Back to my notes")
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

    def statuses(self, _child: str) -> tuple[Status, ...]:
        """Know nothing of a child but the name."""
        return ()

    def leads(self) -> list[Lead]:
        """Return the DSL and the deputies."""
        return [Lead(one.name, one.role, one.phone) for one in self._desk.workspace.leads()]

    def check(self, draft: Draft) -> object:
        """Check the answers (InputError)."""
        return self._desk.workspace.notes.check(draft)

    def hand_over(
        self, draft: Draft, *, parent: QWidget, done: Callable[[Ending], object]
    ) -> None:
        """Ask for the passphrase, sign, and seal it for the DSL."""
        self._desk.sign(
            [
                _("You sign that this is your record of what was seen or said."),
                _("It is sealed for the safeguarding lead; nobody can change it after that."),
            ],
            lambda signer: self._desk.workspace.notes.send(draft, signer),
            parent=parent,
            done=lambda sent: done(self._ending(sent)),
        )

    def put_by(self, _parent: QWidget, leave: Callable[[], object]) -> None:
        """Keep the draft among the recorder's own."""
        leave()
        self._desk.said.emit(_("Draft kept; it waits under My notes"))
        self.home()

    def discarded(self) -> None:
        """Say so, and go home."""
        self._desk.said.emit(_("Draft discarded"))
        self.home()

    def print_blank(self) -> None:
        """Ask for the blank sheet."""
        self.blank_asked.emit()

    def home(self) -> None:
        """Go to the recorder's own notes."""
        self._desk.go("home")

    def _ending(self, sent: Sent) -> Ending:
        lines = (
            _("Signed by you and sent at {time}.").format(time=f"{sent.at.local():%H:%M}"),
            _("A DSL or deputy reads it and decides. Under My notes you see when, and what."),
        )
        again = Offer(
            words=_("Record another concern"),
            act=lambda: self._desk.go("concern"),
            name="another-concern",
        )
        return Ending(
            page=_("Sent"),
            title=_("The safeguarding lead has it"),
            lines=lines,
            offers=(again,),
            hint=_("Give handwritten notes, signed and dated, to the safeguarding lead."),
        )
