"""Stand between pages and the workspace: doing, signing, asking again, going elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.base.errors import InputError, RowanError
from app.base.text import _
from app.records.fields import FieldType
from app.records.header import ChildAs
from app.records.prompts import prompts
from app.services.changes import Change
from app.services.writer import PersonSigner
from app.workspace import Workspace
from ui.kit.banners import Prompt
from ui.kit.context import FormContext
from ui.kit.dialogs import PassphraseDialog, show_problem
from ui.kit.editor import Editor
from ui.kit.problems import explain
from ui.kit.tasks import TaskRunner

Embeds = dict[FieldType, Callable[[], Editor]]


@dataclass(frozen=True, slots=True)
class Route:
    """Name a page and what it is to show."""

    page: str
    args: dict[str, Any] = field(default_factory=dict)


class Desk(QObject):
    """Give a page what it needs while Rowan is unlocked; features know no other feature.

    `changed` carries a Change after every act, so that pages ask again. `asked` carries a Route.
    `said` carries a sentence for the toast. `busied` says that somebody is at work.
    """

    changed = Signal(object)
    asked = Signal(object)
    said = Signal(str)

    def __init__(self, workspace: Workspace, tasks: TaskRunner, embeds: Embeds) -> None:
        """Take the open workspace, the worker, and editors of other features by field type."""
        super().__init__()
        self.workspace = workspace
        self.tasks = tasks
        self._embeds = embeds

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
        act: Callable[[PersonSigner], Change],
        *,
        parent: QWidget,
        done: Callable[[Change], object],
        said: str = "",
    ) -> PassphraseDialog:
        """Ask for the passphrase, sign with the attest key, then call `done` with the change.

        A wrong passphrase is said in the dialog; nothing typed is lost.
        """
        dialog = PassphraseDialog(parent, _("Sign with your passphrase"), lines)

        def on_given(passphrase: str) -> None:
            self.tasks.run(
                lambda: self.workspace.attest_signer(passphrase),
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
        numbers = self.workspace.settings.numbers()
        lines = [found.text]
        for name in found.numbers:
            number = numbers[name]
            who = number.name or NUMBER_LABELS[name]
            told = number.number or _("no number yet: enter it under School")
            lines.append(f"{who}: {told}")
        tone = {"info": "info", "warning": "warn", "danger": "danger"}[found.tone]
        return Prompt(_(found.title), tuple(lines), tone)  # type: ignore[arg-type]

    def _finish(self, change: Change, said: str) -> None:
        self.changed.emit(change)
        if said:
            self.said.emit(said)


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
