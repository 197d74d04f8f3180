"""Stand between the pages of a recorder with an account and what their keys open."""

from __future__ import annotations

from app.base.text import _
from app.recorder_workspace import RecorderWorkspace
from app.records.prompts import prompts
from app.services.writer import PersonSigner
from ui.kit.banners import Prompt
from ui.kit.context import FormContext
from ui.kit.desk import Embeds, Errands, shown_prompt
from ui.kit.tasks import TaskRunner


class RecorderDesk(Errands):
    """Give a page what it needs while a recorder is signed in: no file, no roll page."""

    def __init__(self, workspace: RecorderWorkspace, tasks: TaskRunner, embeds: Embeds) -> None:
        """Take the open workspace, the worker, and editors of other features by field type."""
        super().__init__(tasks)
        self.workspace = workspace
        self._embeds = embeds

    def attest_signer(self, passphrase: str) -> PersonSigner:
        """Open the attest key for one signing: slow, any thread (WrongPassphrase)."""
        return self.workspace.attest_signer(passphrase)

    def form_context(self) -> FormContext:
        """Return what a form needs: lists, staff, who writes, prompts, editors."""
        ws = self.workspace
        return FormContext(
            clock=ws.clock,
            lists=ws.settings.lists(),
            people=[card.as_in_record() for card in ws.roll_view.people()],
            author=ws.me.person,
            prompts=self.prompt,
            embed=self._embeds,
        )

    def prompt(self, code: str) -> Prompt | None:
        """Return a reminder with the school's telephone numbers; missing ones are said."""
        found = prompts().get(code)
        if found is None:
            return None
        missing = _("ask the office for the number")
        return shown_prompt(found, self.workspace.settings.numbers(), [], missing)
