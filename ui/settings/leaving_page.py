"""Take a colleague's keys, and give the vaults new ones: with progress, all or nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar

from app.base.errors import RowanError
from app.base.text import _
from app.records.fields import Choice
from app.services.renewing import Renewal
from ui.kit.banners import Notice
from ui.kit.boxes import stacked
from ui.kit.buttons import danger, plain
from ui.kit.cards import Card
from ui.kit.chips import ChoiceChips
from ui.kit.desk import Desk
from ui.kit.dialogs import show_problem
from ui.kit.labels import Label
from ui.settings.asked import LineField
from ui.settings.part import PartPage

LEAVES, STAYS = "leaves", "stays"


class Relay(QObject):
    """Carry the progress out of the worker; it lives as long as the work."""

    told = Signal(int, int)


class LeavingPage(PartPage):
    """Ask why, copy every vault that the leaver holds under a new key, and let the copies count.

    Without a person it only gives the vaults new keys: somebody may know a passphrase.
    """

    def __init__(self, desk: Desk, person: str = "") -> None:
        card = desk.workspace.roll_view.person(person) if person else None
        self._leaver = card.as_in_record() if card else None
        self._name = card.name if card else ""
        title = _("Take the keys of {name}").format(name=self._name)
        super().__init__(desk, title if card else _("New keys for the vaults"), name="leaving")
        self.neutral = _("New keys for the vaults")
        self._back = {"part": "person", "person": person} if card else {"part": "people"}
        self.add(self._warning())
        self.stays = ChoiceChips(
            (
                Choice(LEAVES, _("They leave the school")),
                Choice(STAYS, _("They stay, without keys")),
            )
        )
        self.stays.describe(_("Do they leave?"), "")
        self.stays.choose((Choice(LEAVES, _("They leave the school")),))
        self.why = LineField(_("Why?"), _("Kept with your signature."), name="leaving-why")
        asked = Card(gap=14)
        if card:
            asked.add(stacked(Label(_("Do they leave?"), "label"), self.stays, gap=4))
        asked.add(self.why)
        self.add(asked)
        self._build_progress()
        self.go = danger(_("Take the keys") if card else _("Give new keys"), self._on_go)
        self.go.setObjectName("leaving-go")
        back = plain(_("Go back"), lambda: desk.go("school", **self._back))
        back.setObjectName("leaving-back")
        self.back = back
        self.bar.offer(self.go, back)
        self.first = self.why.line

    def _build_progress(self) -> None:
        self.bar_of_work, self._progress = QProgressBar(), Card()
        self.bar_of_work.setTextVisible(False)
        self.bar_of_work.setAccessibleName(_("Progress"))
        self._progress.add(
            Label(_("Every record is copied under a new key and checked.")),
            self.bar_of_work,
            Label(_("Leave Rowan alone meanwhile. Until the end, everything stays as it was."),
                  "hint"),
        )  # fmt: skip
        self._progress.hide()
        self.add(self._progress)

    def _warning(self) -> Notice:
        remain = self.desk.workspace.renewing.others(self._leaver.id or "" if self._leaver else "")
        lines = [
            _("The vaults get new keys, so that what they may have kept opens nothing new."),
            _("Nobody can take back what was read or copied before."),
        ]
        if self._leaver is None:
            lines[0] = _("What somebody may have kept opens nothing that is written from now on.")
        if remain == 1:
            lines.append(_("Only one key holder remains then. Give a colleague keys soon."))
        lines.append(_("Afterwards make a backup, and new files for the classroom PCs."))
        return Notice(_("What happens"), lines, tone="danger" if remain == 1 else "warn")

    def _on_go(self) -> None:
        if not self.why.say("" if self.why.text() else _("Enter the reason")):
            self.why.go()
            return
        left = any(choice.code == LEAVES for choice in self.stays.chosen())
        renewing = self.desk.workspace.renewing
        try:
            renewal = renewing.prepare(self.why.text(), leaver=self._leaver, left=left)
        except RowanError as error:
            show_problem(self, error)
            return
        relay = Relay()
        relay.told.connect(self._tell)
        self._set_busy(busy=True)
        self.desk.run(
            lambda: renewing.copy(renewal, relay.told.emit),
            parent=self,
            done=lambda whole: self._on_copied(renewal) if whole else self._set_busy(busy=False),
            failed=self._on_failed,
        )

    def _tell(self, done: int, total: int) -> None:
        self.bar_of_work.setRange(0, total)
        self.bar_of_work.setValue(done)

    def _set_busy(self, *, busy: bool) -> None:
        self._progress.setVisible(busy)
        for widget in (self.go, self.back, self.why, self.stays):
            widget.setEnabled(not busy)

    def _on_copied(self, renewal: Renewal) -> None:
        said = _("The vaults have new keys.")
        if self._leaver is not None:
            said = _("{name} can open nothing any more.").format(name=self._name)
        renewing = self.desk.workspace.renewing
        if self.desk.do(lambda: renewing.finish(renewal), parent=self, done=said):
            self.desk.go("school", part="people")
        else:
            self._set_busy(busy=False)

    def _on_failed(self, error: RowanError) -> None:
        self._set_busy(busy=False)
        show_problem(self, error)
