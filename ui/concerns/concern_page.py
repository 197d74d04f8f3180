"""Record a concern: the question about adults, the form, the check, the signature, what now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.records.concern import Concern
from app.services.changes import Change
from app.services.drafts import Draft
from ui.concerns.adult_step import AdultQuestion, AdultStop
from ui.concerns.check_step import CheckStep
from ui.concerns.children_box import CHILDREN
from ui.concerns.form_step import FormStep
from ui.concerns.leaving import discard_question
from ui.concerns.signed_step import SignedStep
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.dialogs import confirm
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.draft_status import DraftStatus
from ui.kit.pages import Page


class ConcernPage(Page):
    """Lead through the steps; what is typed is kept as a draft from the first letter on."""

    def __init__(self, desk: Desk, *, draft: Draft | None = None, child: str = "") -> None:
        title = _("Record a concern")
        super().__init__(title, reading=True, neutral=title)
        self._desk = desk
        self._child = child
        self._step: QWidget | None = None
        self.form: FormStep | None = None
        self.keeper: DraftKeeper | None = None
        self.draft_id = ""
        self._buttons = self._make_buttons()
        self.shortcut.connect(self._on_shortcut)
        if draft is None:
            self._ask_adult()
        else:
            self._open_form(draft)

    def flush(self) -> None:
        """Write the draft to the disk now."""
        if self.keeper is not None:
            self.keeper.flush()

    # ------------------------------------------------------------ steps

    def _ask_adult(self) -> None:
        question = AdultQuestion()
        question.about_child.connect(self._on_child)
        question.about_adult.connect(self._on_adult)
        self._show(question, [])
        self.first = question.no
        question.go()

    def _on_child(self) -> None:
        ws = self._desk.workspace
        self._open_form(ws.drafts.new(Concern.kind.code, ws.clock.now()))

    def _on_adult(self) -> None:
        stop = AdultStop(self._desk)
        stop.back_asked.connect(self._ask_adult)
        self._show(stop, [])
        stop.go()

    def _open_form(self, draft: Draft) -> None:
        ws = self._desk.workspace
        self.draft_id = draft.id
        self.form = FormStep(self._desk, draft)
        if self._child and not draft.extra.get(CHILDREN):
            self.form.add_child(self._child)
        self.keeper = DraftKeeper(self, ws.drafts, ws.clock, self.form.draft)
        DraftStatus(self, self.keeper)
        self.form.changed.connect(self._on_changed)
        self.body.addWidget(self.form)
        self._to_form()
        self.first = None
        QTimer.singleShot(0, self.form, self.form.go)

    def _to_form(self) -> None:
        if self.form is not None:
            self.set_title(_("Record a concern"))
            self.set_identity(self.form.children_box.identity())
            self._show(self.form, ["check", "keep", "discard"])

    def _to_check(self) -> None:
        if self.form is None or not self.form.isVisibleTo(self):
            return
        right = self.form.check()
        self.set_error(error=not right)
        if right:
            self.flush()
            check = CheckStep(self.form)
            check.change.connect(self._on_change)
            self.set_title(_("Check your answers"))
            self._show(check, ["sign", "back", "discard"])
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_change(self, field: str) -> None:
        self._to_form()
        if self.form is not None and field == CHILDREN:
            self.form.children_box.go_to(CHILDREN)
        elif self.form is not None:
            self.form.go_to(field)

    def _sign(self) -> None:
        if self.form is None:
            return
        draft = self.form.answered()
        self._desk.sign(
            [
                _("You sign that this is your record of what was seen or said."),
                _("After that it is never changed; notes can be added to it."),
            ],
            lambda signer: self._desk.workspace.concerns.record(draft, signer),
            parent=self,
            done=lambda change: self._on_signed(draft, change),
        )

    def _on_signed(self, draft: Draft, _change: Change) -> None:
        if self.keeper is not None:
            self.keeper.discard()
        self.form = None
        self.draft_id = ""
        self.set_status("")
        self._to_signed(SignedStep(self._desk, draft))

    def _to_signed(self, step: SignedStep) -> None:
        tell = _("Go and tell a DSL in person now")
        self.set_title(tell if step.to_tell else _("Recorded"))
        self._show(step, ["go-on" if step.to_tell else "today"])
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        step.go()

    def _on_go_on(self) -> None:
        if isinstance(self._step, SignedStep):
            self._step.go_on()
            self._to_signed(self._step)

    # ------------------------------------------------------------ drafts

    def _on_changed(self) -> None:
        if self.keeper is not None and self.form is not None:
            self.set_identity(self.form.children_box.identity())
            self.keeper.touch()

    def _discard(self) -> None:
        if self.form is None or self.keeper is None:
            return
        keeper = self.keeper

        def on_yes() -> None:
            keeper.discard()
            self.draft_id = ""
            self._desk.said.emit(_("Draft discarded"))
            self._desk.go("today")

        confirm(self, discard_question(self.form.draft()), on_yes)

    # ------------------------------------------------------------ what is in sight

    def _show(self, step: QWidget, buttons: Sequence[str]) -> None:
        old, self._step = self._step, step
        if step not in (self.form, old):
            self.body.addWidget(step)
        if old is not None and old is not step:
            self.title.setFocus()  # what had it is about to go
            old.hide()
            if old is not self.form:
                self.body.removeWidget(old)
                old.setParent(None)
                old.deleteLater()
        step.show()
        for name, button in self._buttons.items():
            button.setVisible(name in buttons)
        self.bar.setVisible(bool(buttons))
        self.to_top()

    def _make_buttons(self) -> dict[str, Button]:
        parts = (
            ("check", _("Check your answers"), self._to_check, "primary"),
            ("sign", _("Sign …"), self._sign, "primary"),
            ("back", _("Back to the form"), self._to_form, "plain"),
            ("go-on", _("Go on"), self._on_go_on, "primary"),
            ("keep", _("Keep as draft"), self._on_keep, "plain"),
            ("today", _("Back to Today"), lambda: self._desk.go("today"), "primary"),
            ("discard", _("Discard draft …"), self._discard, "quiet"),
        )
        made = {
            name: Button(words, act, role=role, name=f"concern-{name}")
            for name, words, act, role in parts
        }
        made["check"].explain(_("Go on to the check"), "").setToolTip(_("Ctrl+Enter"))
        made["sign"].setToolTip(_("Ctrl+Enter"))
        made["keep"].setToolTip(_("Ctrl+S"))
        right = made["discard"]
        self.bar.offer(*(button for button in made.values() if button is not right))
        self.bar.offer_right(right)
        return made

    def _on_keep(self) -> None:
        self.flush()
        self._desk.said.emit(_("Draft kept; it waits under Today"))
        self._desk.go("today")

    def _on_shortcut(self, code: str) -> None:
        if code == "keep":
            self.flush()
        elif code == "finish" and self.form is not None:
            if self.form.isVisibleTo(self):
                self._to_check()
            else:
                self._sign()
