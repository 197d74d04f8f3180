"""Make a new recovery sheet: shown once, printed or saved, its code typed back."""

from __future__ import annotations

from app.base.errors import RowanError
from app.base.text import _
from app.services.recovery_sheets import NewSheet
from ui.kit.banners import Notice
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.dialogs import show_problem
from ui.settings.asked import LineField
from ui.settings.part import PartPage
from ui.settings.recovery_step import RecoveryStep


class SheetPage(PartPage):
    """Let a new sheet count once somebody has shown that they hold it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("New recovery sheet"), name="recovery-sheet")
        self.neutral = _("New recovery sheet")
        sheets = desk.workspace.recovery_sheets
        self.set_identity(_("Sheet {number} counts until then.").format(number=sheets.number()))
        self._new: NewSheet | None = None
        self.step: RecoveryStep | None = None
        self.why = LineField(
            _("Why is a new sheet made?"), _("Used, lost, or seen by others."), name="sheet-why"
        )
        reason = Card()
        reason.add(self.why)
        self.add(
            Notice(
                _("The old sheet opens nothing afterwards"),
                [_("Destroy it. Put the new one into an envelope, sign across the flap.")],
            ),
            reason,
        )
        self.draw = primary(_("Draw a new code"), self._on_draw)
        self.draw.setObjectName("sheet-draw")
        self.keep = primary(_("Use this sheet from now on"), self._on_keep)
        self.keep.setObjectName("sheet-keep")
        self.keep.hide()
        back = plain(_("Go back"), lambda: desk.go("school", part="people"))
        back.setObjectName("sheet-back")
        self.bar.offer(self.draw, self.keep, back)
        self.first = self.why.line

    def _on_draw(self) -> None:
        if not self.why.say("" if self.why.text() else _("Enter the reason")):
            self.why.go()
            return
        try:
            self._new = self.desk.workspace.recovery_sheets.draw()
        except RowanError as error:
            show_problem(self, error)
            return
        workspace = self.desk.workspace
        self.step = RecoveryStep(self._new.shown, workspace.clock, self.desk.tasks)
        self.step.given.connect(self._on_keep)
        self.add(self.step)
        self.draw.hide()
        self.keep.show()
        self.step.typed.go()

    def _on_keep(self) -> None:
        new, step = self._new, self.step
        if new is None or step is None or not step.check():
            return
        sheets, why = self.desk.workspace.recovery_sheets, self.why.text()
        if self.desk.do(
            lambda: sheets.keep(new, why), parent=self, done=_("The new recovery sheet counts.")
        ):
            step.typed.fill("")
            self.desk.go("school", part="people")
