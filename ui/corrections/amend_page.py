"""Amend one's own record: the newest version to change, why, and a look at the differences."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.base.errors import InputError
from app.base.ids import new_id
from app.base.text import _
from app.documents.answers import Showing
from app.documents.differences import differences
from app.records.correction import Amendment
from app.records.kinds import NEWEST
from app.records.record import Record
from app.rules.amending import fixed_fields
from app.services.changes import Change
from app.services.corrections import BASE, REASON, RECORD
from app.services.drafts import Draft, plain
from ui.kit.banners import Notice
from ui.kit.blocks import BlocksView
from ui.kit.boxes import stacked
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.dialogs import Question, confirm
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.draft_status import DraftStatus
from ui.kit.forms import RecordForm
from ui.kit.labels import Label
from ui.kit.pages import Page


class AmendPage(Page):
    """Show the form of a record filled in; what is typed is kept as a draft."""

    def __init__(self, desk: Desk, *, record: str = "", draft: Draft | None = None) -> None:
        """Begin from the newest version (NotTheAuthor, NotAmendable), or go on with a draft."""
        ws = desk.workspace
        begun = draft or ws.corrections.begin(new_id(), record)
        whole = ws.files.see_record(str(begun.extra[RECORD])).whole
        cls: type[Record] = NEWEST[whole.entry.kind]
        title = _("Amend: {kind}, record {number}").format(
            kind=_(cls.kind.label), number=whole.entry.seq
        )
        super().__init__(title, reading=True, neutral=_("Amend a record"))
        self.setObjectName("amend-page")
        self._desk = desk
        self._newer = begun.extra[BASE] != whole.number
        extra = {**begun.extra, BASE: whole.number}  # what changes is shown against this version
        self._begun = msgspec.structs.replace(begun, extra=extra)
        self._record = whole.entry.id
        self._whole = whole
        self._cls = cls
        self.draft_id = self._begun.id
        self.set_identity(" · ".join(child.shown() for child in self._begun.children))
        self._check_step: QWidget | None = None
        self._build()
        self.keeper = DraftKeeper(self, ws.drafts, ws.clock, self.draft)
        DraftStatus(self, self.keeper)
        for form in (self.form, self.why):
            form.changed.connect(self.keeper.touch)
        self.shortcut.connect(self._on_shortcut)
        self._to_form()

    def draft(self) -> Draft:
        """Return the draft as it stands."""
        return self._with(self.form.values())

    def flush(self) -> None:
        """Write the draft to the disk now."""
        self.keeper.flush()

    def _with(self, values: dict[str, Any]) -> Draft:
        reason = str(self.why.values().get("reason") or "")
        return msgspec.structs.replace(
            self._begun,
            values=plain(values),
            extra={
                RECORD: self._record,
                BASE: self._begun.extra[BASE],
                REASON: reason,
            },
        )

    def _build(self) -> None:
        context = self._desk.form_context(self._begun.children)
        self.form: RecordForm[Record] = RecordForm(self._cls, context)
        self.form.set_values(self._begun.values)
        for name in fixed_fields(self._cls):
            self.form.group.boxes[name].setEnabled(False)
        self.why = RecordForm(Amendment, context)
        self.why.set_values({"reason": self._begun.extra.get(REASON) or None})
        lines = [
            _("Version {number} stays readable beside it.").format(number=self._whole.number),
            _("Which children it is about is not amended: file it in error, or add a note."),
        ]
        if self._newer:
            lines.insert(0, _("It was amended since you began. Look at each change again."))
        told = Notice(
            _("You write version {number}").format(number=self._whole.number + 1),
            lines,
            tone="warn" if self._newer else "info",
        )
        self._form_step = stacked(self.form.summary, told, self.why, self.form, gap=14)
        self.add(self._form_step)
        self._buttons = {
            "check": Button(_("See what changes"), self._to_check, role="primary"),
            "sign": Button(_("Sign …"), self._finish, role="primary"),
            "back": Button(_("Back to the form"), self._to_form),
            "leave": Button(_("Discard …"), self._on_discard, role="quiet"),
        }
        if self._cls.kind.sign == "session":
            self._buttons["sign"].set_words(_("Save the new version"))
        for name, button in self._buttons.items():
            button.setObjectName(f"amend-{name}")
        self.bar.offer(*(self._buttons[name] for name in ("check", "sign", "back")))
        self.bar.offer_right(self._buttons["leave"])

    def _to_form(self) -> None:
        self._form_step.show()
        if self._check_step is not None:
            self._check_step.hide()
        self._offer("check", "leave")
        if not self.why.values():
            QTimer.singleShot(0, self.why, self.why.start)

    def _to_check(self) -> None:
        draft = self._with(self.form.answers())
        record = self._checked(draft)
        if record is None or self._whole.record is None:
            return
        self.flush()
        showing = Showing(children=self._begun.children)
        card = Card(_("What you change"), _("Removed words are struck, added ones underlined."))
        card.setObjectName("what-changes")
        card.add(BlocksView(differences(self._whole.record, record, showing)))
        why = Card(_("Why")).add(Label(str(draft.extra[REASON])))
        if self._check_step is not None:
            self.body.removeWidget(self._check_step)
            self._check_step.deleteLater()
        self._check_step = stacked(why, card, gap=14)
        self.body.addWidget(self._check_step)
        self._form_step.hide()
        self._offer("sign", "back", "leave")
        self.title.setFocus()
        self.to_top()

    def _checked(self, draft: Draft) -> Record | None:
        """Return the new version, or show all that is wrong with it."""
        problems: dict[str, str] = {}
        record = None
        try:
            record, _reason = self._desk.workspace.corrections.check(draft)
        except InputError as error:
            problems = dict(error.problems)
        problems |= self.form.group.early_problems()
        reason = {"reason": problems.pop(REASON)} if REASON in problems else {}
        words = self.why.group.show_problems(reason)
        self.form.show_problems(problems, {REASON: words["reason"]} if reason else {})
        self.set_error(error=bool(problems or reason))
        return None if problems or reason else record

    def _finish(self) -> None:
        draft = self._with(self.form.answers())
        amend = self._desk.workspace.corrections.amend
        if self._cls.kind.sign == "session":
            if self._desk.do(lambda: amend(draft), parent=self, done=_("Amended")):
                self._on_done(Change())
            return
        self._desk.sign(
            [_("You sign the new version. The one before is kept and stays readable.")],
            lambda signer: amend(draft, signer),
            parent=self,
            done=self._on_done,
            said=_("Amended"),
        )

    def _on_done(self, _change: Change) -> None:
        self.keeper.discard()
        self.draft_id = ""
        self._desk.go("record", record=self._record)

    def _on_discard(self) -> None:
        question = Question(
            title=_("Discard this amendment?"),
            body=_("What you have changed here will be lost. The record stays as it is."),
            yes=_("Discard"),
            no=_("Keep draft"),
        )
        confirm(self, question, lambda: self._on_done(Change()))

    def _offer(self, *names: str) -> None:
        for name, button in self._buttons.items():
            button.setVisible(name in names)

    def _on_shortcut(self, code: str) -> None:
        if code == "keep":
            self.flush()
        elif code == "finish":
            (self._to_check if self._form_step.isVisibleTo(self) else self._finish)()
