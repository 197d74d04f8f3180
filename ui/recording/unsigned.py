"""Record a concern without an account: nothing is signed, all is sealed for the DSL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.base.clock import Clock, Stamp
from app.base.errors import InputError, RowanError
from app.base.text import _
from app.records.family import Status
from app.records.lists import ChoiceList
from app.records.prompts import prompts
from app.services.drafts import Draft
from app.services.noting import Noting, Sent
from ui.kit.banners import Prompt
from ui.kit.context import FormContext
from ui.kit.desk import Embeds, shown_prompt
from ui.kit.dialogs import Question, confirm, show_problem
from ui.kit.recording import WRITER, Ending, Lead, Manner
from ui.kit.tasks import TaskRunner


class UnsignedDrafts:
    """Seal each state of a draft for the DSL; what was sent is never thrown away."""

    def __init__(self, noting: Noting) -> None:
        """Take what seals."""
        self.noting = noting
        self._sent: set[str] = set()

    def new(self, kind: str, at: Stamp, **parts: Any) -> Draft:
        """Return an empty draft."""
        return self.noting.drafts.new(kind, at, **parts)

    def encoded(self, draft: Draft) -> bytes:
        """Return the unfinished note as bytes, to be sealed in a worker."""
        return self.noting.drafts.encoded(draft)

    def keep_bytes(self, draft_id: str, content: bytes) -> None:
        """Seal a state of the draft; any thread."""
        self.noting.drafts.keep_bytes(draft_id, content)

    def discard(self, draft: str) -> None:
        """Throw an unfinished note away; one that was sent stays."""
        if draft not in self._sent:
            self.noting.drafts.discard(draft)

    def send(self, draft: Draft) -> Sent:
        """Send the whole concern in place of its unfinished state; any thread."""
        sent = self.noting.send(draft)
        self._sent.add(draft.id)
        return sent


class UnsignedRecording(QObject):
    """Lend the form what may be known without a key; `left` says that the form is to go away."""

    left = Signal()
    blank_asked = Signal()
    sent = Signal(object)

    asks_writer = True
    roll = None

    def __init__(
        self, noting: Noting, clock: Clock, tasks: TaskRunner, embeds: Callable[..., Embeds]
    ) -> None:
        """Take what seals, the clock, a worker, and the editors of other features by the lists."""
        super().__init__()
        self.clock = clock
        self.drafts = UnsignedDrafts(noting)
        self._tasks = tasks
        self._embeds = embeds

    @property
    def noting(self) -> Noting:
        """Return what seals."""
        return self.drafts.noting

    @property
    def manner(self) -> Manner:
        """Return how somebody without an account finishes."""
        return Manner(
            finish=_("Send to the safeguarding lead"),
            put_by=_("Leave …"),
            home=_("Finish"),
            told_above=(
                _("What you write is sealed for the safeguarding lead"),
                _("Nobody can open it again at this PC, not even you."),
                _(
                    "If you leave, or nobody types for ten minutes, what you wrote so far goes to"
                    " the safeguarding lead as unfinished."
                ),
            ),
        )

    def lists(self) -> Mapping[str, ChoiceList]:
        """Return the school's lists, or those that come with Rowan."""
        return self.noting.lists()

    def form_context(self) -> FormContext:
        """Return what the questions need; nobody is known by name."""
        lists = self.lists()
        return FormContext(
            clock=self.clock, lists=lists, prompts=self.prompt, embed=self._embeds(lists)
        )

    def prompt(self, code: str) -> Prompt | None:
        """Return a reminder with the numbers that are public."""
        found = prompts().get(code)
        if found is None:
            return None
        missing = _("ask the office for the number")
        return shown_prompt(found, self.noting.numbers(), [], missing)

    def statuses(self, _child: str) -> tuple[Status, ...]:
        """Know nothing of any child."""
        return ()

    def leads(self) -> list[Lead]:
        """Return the DSL and the deputies."""
        return [Lead(one.name, one.role, one.phone) for one in self.noting.leads()]

    def check(self, draft: Draft) -> object:
        """Check the answers (InputError); who writes is asked for by the form itself."""
        try:
            return self.noting.check(draft)
        except InputError as error:
            own = {k: v for k, v in error.problems.items() if not k.startswith(f"{WRITER}.")}
            if own:
                raise InputError(own) from None
            return None

    def hand_over(
        self, draft: Draft, *, parent: QWidget, done: Callable[[Ending], object]
    ) -> None:
        """Seal the whole concern; what is on the screen stays there until it is safe."""
        parent.setEnabled(False)

        def on_sent(sent: Sent) -> None:
            parent.setEnabled(True)
            self.sent.emit(sent)
            done(self.ending(sent))

        def on_failed(error: Exception) -> None:
            parent.setEnabled(True)
            if not isinstance(error, RowanError):
                raise error
            self.explain(parent, error)

        self._tasks.run(
            lambda: self.drafts.send(draft), owner=parent, done=on_sent, failed=on_failed
        )

    def explain(self, parent: QWidget, error: RowanError) -> None:
        """Say why it could not be sent; nothing typed is lost."""
        show_problem(parent, error)

    def put_by(self, parent: QWidget, leave: Callable[[], object]) -> None:
        """Ask first: what was typed goes to the DSL."""
        question = Question(
            title=_("Leave without sending?"),
            body=_(
                "What you wrote so far goes to the safeguarding lead, marked unfinished. You"
                " cannot open it again."
            ),
            yes=_("Leave"),
            no=_("Go on writing"),
            grave=False,
        )

        def on_yes() -> None:
            leave()
            self.home()

        confirm(parent, question, on_yes)

    def discarded(self) -> None:
        """Go back to the door."""
        self.home()

    def print_blank(self) -> None:
        """Ask for the blank sheet."""
        self.blank_asked.emit()

    def home(self) -> None:
        """Let the form go, and with it all that was typed."""
        self.left.emit()

    def ending(self, sent: Sent) -> Ending:
        """Return what is said once the note is safe."""
        lines = (
            _("Sent at {time}. It is sealed: only the DSL and the deputies can open it.").format(
                time=f"{sent.at.local():%H:%M}"
            ),
            _("One of them reads it, takes it in, and tells you in person what was decided."),
            _("If it gets worse, or you remember more, record again or go to them."),
        )
        return Ending(
            page=_("Sent"),
            title=_("The safeguarding lead has it"),
            lines=lines,
            hint=_("Give handwritten notes, signed and dated, to the safeguarding lead."),
        )
