"""Stand between pages and the workspace: doing, signing, asking again, going elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.base.errors import InputError, RowanError
from app.base.text import _
from app.records.fields import FieldType
from app.records.header import ChildAs
from app.records.prompts import Prompt as Reminder
from app.records.prompts import prompts
from app.services.changes import Change
from app.services.settings import PhoneNumber
from app.services.writer import PersonSigner
from app.workspace import Workspace
from ui.kit.banners import Prompt
from ui.kit.context import FormContext
from ui.kit.dialogs import PassphraseDialog, show_problem
from ui.kit.editor import Editor
from ui.kit.problems import explain
from ui.kit.tasks import TaskRunner

Embeds = dict[FieldType, Callable[[], Editor]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Route:
    """Name a page and what it is to show."""

    page: str
    args: dict[str, Any] = field(default_factory=dict)


class Errands(QObject):
    """Do what every desk does, whoever is signed in: acts, signatures, slow work, ways.

    `changed` carries a Change after every act, so that pages ask again. `asked` carries a Route.
    `said` carries a sentence for the toast.
    """

    changed = Signal(object)
    asked = Signal(object)
    said = Signal(str)

    def __init__(self, tasks: TaskRunner) -> None:
        """Take the worker."""
        super().__init__()
        self.tasks = tasks

    def attest_signer(self, passphrase: str) -> PersonSigner:
        """Open the attest key for one signing: slow, any thread (WrongPassphrase)."""
        raise NotImplementedError

    def go(self, page: str, **args: Any) -> None:
        """Ask for a page by the name of its route, such as today or child."""
        self.asked.emit(Route(page, args))

    def back(self) -> None:
        """Ask for the page before."""
        self.asked.emit(Route("back"))

    def do(
        self,
        act: Callable[[], Change],
        *,
        parent: QWidget,
        problems: Callable[[dict[str, str]], object] | None = None,
        done: str = "",
    ) -> bool:
        """Do an act now and say whether it was done.

        What was typed wrongly goes to `problems`; rules and machine troubles are explained in a
        dialog over `parent`. `done` is said in the toast.
        """
        try:
            change = act()
        except InputError as error:
            if problems is None:
                raise
            problems(error.problems)
            return False
        except RowanError as error:
            show_problem(parent, error)
            return False
        self._finish(change, done)
        return True

    def sign(
        self,
        lines: list[str],
        act: Callable[[PersonSigner], T],
        *,
        parent: QWidget,
        done: Callable[[T], object],
        said: str = "",
    ) -> PassphraseDialog:
        """Ask for the passphrase, sign with the attest key, then call `done` with the change.

        A wrong passphrase is said in the dialog; nothing typed is lost.
        """
        dialog = PassphraseDialog(parent, _("Sign with your passphrase"), lines)

        def on_given(passphrase: str) -> None:
            self.tasks.run(
                lambda: self.attest_signer(passphrase),
                owner=dialog,
                done=on_signer,
                failed=lambda error: _say_wrong(dialog, error),
            )

        def on_signer(signer: PersonSigner) -> None:
            try:
                change = act(signer)
            except RowanError as error:
                _say_wrong(dialog, error)
                return
            dialog.close_signed()
            self._finish(change, said)
            done(change)

        dialog.given.connect(on_given)
        dialog.open()
        return dialog

    def run(
        self,
        work: Callable[[], Any],
        *,
        parent: QWidget,
        done: Callable[[Any], object],
        failed: Callable[[RowanError], object] | None = None,
    ) -> None:
        """Do slow work off the UI thread; machine troubles are explained over `parent`."""

        def on_failed(error: Exception) -> None:
            if not isinstance(error, RowanError):
                raise error
            if failed is not None:
                failed(error)
            else:
                show_problem(parent, error)

        self.tasks.run(work, owner=parent, done=done, failed=on_failed)

    def _finish(self, change: object, said: str) -> None:
        self.changed.emit(change)
        if said:
            self.said.emit(said)


class Desk(Errands):
    """Give a page what it needs while Rowan is unlocked; features know no other feature."""

    def __init__(self, workspace: Workspace, tasks: TaskRunner, embeds: Embeds) -> None:
        """Take the open workspace, the worker, and editors of other features by field type."""
        super().__init__(tasks)
        self.workspace = workspace
        self._embeds = embeds

    def attest_signer(self, passphrase: str) -> PersonSigner:
        """Open the attest key for one signing: slow, any thread (WrongPassphrase)."""
        return self.workspace.attest_signer(passphrase)

    def form_context(self, children: tuple[ChildAs, ...] = ()) -> FormContext:
        """Return what a form needs: lists, people, the children named, prompts, editors."""
        ws = self.workspace
        return FormContext(
            clock=ws.clock,
            lists=ws.settings.lists(),
            people=[card.as_in_record() for card in ws.roll_view.people()],
            children=children,
            author=ws.me.person,
            prompts=self.prompt,
            embed=self._embeds,
        )

    def prompt(self, code: str) -> Prompt | None:
        """Return a prompt with the school's telephone numbers; missing ones are said."""
        found = prompts().get(code)
        if found is None:
            return None
        missing = _("no number yet: enter it under School")
        return shown_prompt(
            found, self.workspace.settings.numbers(), self._process(found.process), missing
        )

    def _process(self, code: str) -> list[str]:
        """Return where the school's local process for a prompt is found; a missing one is said."""
        if not code:
            return []
        told = self.workspace.settings.processes()[code].shown()
        missing = _("not entered yet: School, Local processes")
        return [_("Your local process: {where}").format(where=told or missing)]


def shown_prompt(
    found: Reminder, numbers: Mapping[str, PhoneNumber], more: list[str], missing: str
) -> Prompt:
    """Return a reminder with the numbers it names; `missing` is said where one is not known."""
    lines = [found.text]
    for name in found.numbers:
        number = numbers.get(name, PhoneNumber())
        who = number.name or NUMBER_LABELS[name]
        lines.append(f"{who}: {number.number or missing}")
    tone = {"info": "info", "warning": "warn", "danger": "danger"}[found.tone]
    return Prompt(_(found.title), (*lines, *more), tone)  # type: ignore[arg-type]


NUMBER_LABELS = {
    "social_care": _("Children's social care"),
    "out_of_hours": _("Social care out of hours"),
    "lado": _("Designated officer (LADO)"),
    "police": _("Police"),
    "head": _("Headteacher"),
    "chair": _("Chair of governors"),
}


def _say_wrong(dialog: PassphraseDialog, error: Exception) -> None:
    if not isinstance(error, RowanError):
        raise error
    words = explain(error)
    dialog.say_wrong(f"{words.title}. {words.body}" if words.body else words.title)
