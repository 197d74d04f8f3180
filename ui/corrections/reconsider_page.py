"""Ask for a decision to be looked at again, and answer who asked."""

from __future__ import annotations

from typing import Any

import msgspec

from app.base.text import _
from app.documents.answers import Showing, answers
from app.records.fields import Choice
from app.records.reconsideration import Reconsideration, ReconsiderationAnswer
from app.records.record import Record
from app.services.changes import Change
from app.services.drafts import Draft, plain
from app.views.records import RecordPage
from ui.kit.banners import PromptPanel
from ui.kit.blocks import BlocksView
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.dialogs import Question, confirm
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.draft_status import DraftStatus
from ui.kit.forms import RecordForm
from ui.kit.pages import Page

OF = "of"


class _AskingPage(Page):
    """Ask the questions of a small record about another one; a draft is kept."""

    def __init__(
        self, desk: Desk, cls: type[Record], title: str, *, of: str, draft: Draft | None
    ) -> None:
        super().__init__(title, reading=True, neutral=title)
        ws = desk.workspace
        self._desk = desk
        self.of = str(draft.extra[OF]) if draft else of
        self.about: RecordPage = ws.files.see_record(self.of)
        children = self.about.whole.header.children
        self._begun = draft or ws.drafts.new(
            cls.kind.code, ws.clock.now(), children=children, extra={OF: of}
        )
        self.draft_id = self._begun.id
        self.set_identity(" · ".join(card.name for card in self.about.children))
        self.form: RecordForm[Record] = RecordForm(cls, desk.form_context(children))
        self.form.set_values(self._begun.values)
        self.add(self._account(), self.form.summary, self.form)
        self.keeper = DraftKeeper(self, ws.drafts, ws.clock, self.draft)
        DraftStatus(self, self.keeper)
        self.form.changed.connect(self.keeper.touch)
        self.yes = Button(_("Save"), self._on_save, role="primary", name="asking-save")
        self.bar.offer(self.yes, Button(_("Cancel"), self._on_cancel, name="asking-cancel"))
        self.shortcut.connect(self._on_shortcut)
        self.first = next(iter(self.form.group.boxes.values())).editor.first_stop()

    def save(self, given: dict[str, Any]) -> Change:
        """Record the answers; may raise InputError."""
        raise NotImplementedError

    def after(self, given: dict[str, Any]) -> None:
        """Go where work goes on once it is recorded."""
        del given
        self._desk.back()

    def draft(self) -> Draft:
        """Return the draft as it stands."""
        return msgspec.structs.replace(self._begun, values=plain(self.form.values()))

    def flush(self) -> None:
        """Write the draft to the disk now."""
        self.keeper.flush()

    def _account(self) -> Card:
        record = self.about.record
        kind = _(record.kind.label) if record else self.about.whole.entry.kind
        card = Card(kind, self.about.whole.header.author.shown())
        if record is not None:
            showing = Showing(children=self.about.whole.header.children, compact=True)
            card.add(BlocksView(answers(record, showing)))
        return card

    def _on_save(self) -> None:
        given = self.form.answers()
        if self._desk.do(
            lambda: self.save(given), parent=self, problems=self._show, done=_("Saved")
        ):
            self._drop()
            self.after(given)

    def _show(self, problems: dict[str, str]) -> None:
        self.form.show_problems(problems)
        self.set_error(error=True)

    def _on_cancel(self) -> None:
        if not self.form.values():
            self._leave()
            return
        question = Question(
            title=_("Discard what you have typed?"),
            body=_("It will be lost. Nothing that is recorded changes."),
            yes=_("Discard"),
            no=_("Keep writing"),
        )
        confirm(self, question, self._leave)

    def _leave(self) -> None:
        self._drop()
        self._desk.back()

    def _drop(self) -> None:
        self.keeper.discard()
        self.draft_id = ""

    def _on_shortcut(self, code: str) -> None:
        if code == "finish":
            self._on_save()
        elif code == "keep":
            self.flush()


class ReconsiderPage(_AskingPage):
    """Ask why a decision, or a concern without one, should be looked at again."""

    def __init__(self, desk: Desk, *, record: str = "", draft: Draft | None = None) -> None:
        title = _("Ask for it to be reconsidered")
        super().__init__(desk, Reconsideration, title, of=record, draft=draft)
        self.setObjectName("reconsider-page")

    def save(self, given: dict[str, Any]) -> Change:
        """Record the request."""
        return self._desk.workspace.reconsidering.ask(self.of, given)


class AnswerPage(_AskingPage):
    """Answer a request; a decision that is taken again is the next step."""

    def __init__(self, desk: Desk, *, record: str = "", draft: Draft | None = None) -> None:
        title = _("Answer a request to reconsider")
        super().__init__(desk, ReconsiderationAnswer, title, of=record, draft=draft)
        self.setObjectName("answer-page")
        prompt = desk.prompt("reconsider")
        if prompt is not None:
            self.add(PromptPanel(prompt))

    def save(self, given: dict[str, Any]) -> Change:
        """Record the answer."""
        return self._desk.workspace.reconsidering.answer(self.of, given)

    def after(self, given: dict[str, Any]) -> None:
        """Go to the decision if it is taken again."""
        outcome = given.get("outcome")
        if isinstance(outcome, Choice) and outcome.code == "changed":
            concern = self._desk.workspace.reconsidering.concern_of(self.of)
            self._desk.go("decision", draft=None, concerns=[concern])
        else:
            self._desk.back()
