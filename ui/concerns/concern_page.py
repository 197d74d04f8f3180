"""Record a concern: the question about adults, the form, the check, handing over, what now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.records.concern import Concern
from app.services.drafts import Draft
from ui.concerns.adult_step import AdultQuestion, AdultStop
from ui.concerns.check_step import CheckStep
from ui.concerns.children_box import CHILDREN
from ui.concerns.form_step import FormStep
from ui.concerns.leaving import discard_question
from ui.concerns.signed_step import SignedStep
from ui.concerns.tell_step import TellStep
from ui.kit.buttons import Button
from ui.kit.dialogs import confirm
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.draft_status import DraftStatus
from ui.kit.pages import Page
from ui.kit.recording import WRITER, Ending, Recording


class ConcernPage(Page):
    """Lead through the steps; what is typed is kept as a draft from the first letter on."""

    def __init__(
        self,
        recording: Recording,
        *,
        draft: Draft | None = None,
        child: str = "",
        paper: bool = False,
    ) -> None:
        title = _("Record a concern")
        super().__init__(title, reading=True, neutral=title)
        self._recording = recording
        self._ending: Ending | None = None
        self._child = child
        self._paper = paper
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
        lent = self._recording
        self._open_form(lent.drafts.new(Concern.kind.code, lent.clock.now()))

    def _on_adult(self) -> None:
        stop = AdultStop(self._recording)
        stop.back_asked.connect(self._ask_adult)
        self._show(stop, [])
        stop.go()

    def _open_form(self, draft: Draft) -> None:
        lent = self._recording
        self.draft_id = draft.id
        self.form = FormStep(lent, draft)
        if self._child and not draft.extra.get(CHILDREN):
            self.form.add_child(self._child)
        if self._paper:
            self.form.begin_paper()
        self.keeper = DraftKeeper(self, lent.drafts, lent.clock, self.form.draft)
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
        elif self.form is not None and field == WRITER and self.form.writer is not None:
            self.form.writer.go_to(field)
        elif self.form is not None:
            self.form.go_to(field)

    def _sign(self) -> None:
        if self.form is None:
            return
        draft = self.form.answered()
        told = _told(draft)
        self._recording.hand_over(
            draft, parent=self, done=lambda ending: self._on_handed(ending, told=told)
        )

    def _on_handed(self, ending: Ending, *, told: bool) -> None:
        if self.keeper is not None:
            self.keeper.discard()
        if self.form is not None:
            self.body.removeWidget(self.form)
            self.form.deleteLater()
        self.form = None
        self.draft_id = ""
        self.set_status("")
        self._ending = ending
        if told:
            self._on_told()
            return
        self.set_title(_("Go and tell a DSL in person now"))
        self._show(TellStep(self._recording), ["going", "told"])
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_told(self) -> None:
        if self._ending is None:
            return
        step = SignedStep(self._ending)
        self.set_title(self._ending.page)
        self._show(step, ["today"])
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        step.go()

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
            self._recording.discarded()

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
        manner = self._recording.manner
        parts = (
            ("check", _("Check your answers"), self._to_check, "primary"),
            ("sign", manner.finish, self._sign, "primary"),
            ("back", _("Back to the form"), self._to_form, "plain"),
            ("going", _("I am going now"), self._on_told, "primary"),
            ("told", _("I have told one of them"), self._on_told, "plain"),
            ("keep", manner.put_by, self._on_keep, "plain"),
            ("today", manner.home, self._recording.home, "primary"),
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
        self._recording.put_by(self, self.flush)

    def _on_shortcut(self, code: str) -> None:
        if code == "keep":
            self.flush()
        elif code == "finish" and self.form is not None:
            if self.form.isVisibleTo(self):
                self._to_check()
            else:
                self._sign()


def _told(draft: Draft) -> bool:
    told = draft.values.get("told_dsl")
    return not (isinstance(told, dict) and told.get("code") == "no")
