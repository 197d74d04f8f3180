"""Show before entering what is not as it was left, and ask about a clock that may be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.base.clock import Stamp
from app.base.text import N_, _
from app.records.fields import show_day
from app.services.sign_in import Alarm, ClockDoubt
from ui.kit.banners import Notice
from ui.kit.boxes import row
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.labels import Label
from ui.shell.alone import AlonePage

_VAULTS = {"school": N_("School"), "children": N_("Children")}
_KEYS = {
    "school key": N_("the school’s key"),
    "intake key": N_("the key that notes are sealed to"),
    "recovery sheet": N_("the recovery sheet"),
}

# Code of an alarm -> what is said, why it matters, what to do.
ALARMS: dict[str, tuple[str, str, str]] = {
    "head_missing": (
        N_("Entries you have seen are missing from “{about}”"),
        N_("The records end before, or differ from, what stood here when you last left."),
        N_("Go under School to “Verify everything” and compare with a printed sheet."),
    ),
    "lost_at_restore": (
        N_("What you had seen was lost when a backup was put back: {about}"),
        N_("Numbers are given where entries went; otherwise only lines of the access log did."),
        N_("Compare with printed sheets, and write down again what is missing."),
    ),
    "heads_damaged": (
        N_("Your own note of where the records ended is damaged"),
        N_("Rowan cannot tell whether entries you have seen are missing."),
        N_("Verify everything now; the note is written anew when you leave."),
    ),
    "key_file": (
        N_("The key file differs from the signed entries: {about}"),
        N_("Somebody may have changed who can open the records."),
        N_("Do not give anybody keys. Tell the headteacher and look at the access log."),
    ),
    "grants_refused": (
        N_("A key that was handed to you was not accepted: {about}"),
        N_("It was altered, or given by somebody nobody vouches for."),
        N_("Tell the headteacher and look at the access log."),
    ),
    "restored": (
        N_("These records were put back from the backup of {about}"),
        N_("Entries made after that backup are not in them."),
        N_("Compare with printed sheets, and write down again what is missing."),
    ),
    "old_keys": (
        N_("Keys and passphrases of the day of the backup count again"),
        N_("Keys given since are gone, and whoever left since can sign in again."),
        N_("Look under School at “People” who can sign in, and tell the headteacher."),
    ),
}


class AlarmsPage(AlonePage):
    """Show every alarm; one goes on only after saying that they were read."""

    read = Signal()

    def __init__(self, alarms: Sequence[Alarm], *, school: str) -> None:
        super().__init__(_("Read this before you go on"), wide=True, school=school)
        for place, alarm in enumerate(alarms):
            title, why, instead = ALARMS[alarm.code]
            notice = Notice(
                _(title).format(about=_about(alarm)), [_(why), _(instead)], tone="danger"
            )
            notice.setObjectName(f"alarm-{place}-{alarm.code}")
            self.add(notice)
        button = primary(_("I have read this"), self.read.emit)
        button.setObjectName("alarms-read")
        line = row(gap=8)
        line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.first = button


def _about(alarm: Alarm) -> str:
    """Return the vault an alarm is about, with the numbers if there are any, or its words."""
    if alarm.about in _KEYS:
        return _(_KEYS[alarm.about])
    vault, _space, numbers = alarm.about.partition(" ")
    if vault not in _VAULTS or alarm.code == "grants_refused":
        return alarm.about
    name, (first, _dash, last) = _(_VAULTS[vault]), numbers.partition("–")
    if not numbers:
        return name
    if first == last:
        return _("{vault}, number {number}").format(vault=name, number=first)
    return _("{vault}, numbers {numbers}").format(vault=name, numbers=numbers)


class ClockPage(AlonePage):
    """Ask whether the PC's clock is right; `answered` carries yes or no."""

    answered = Signal(bool)

    def __init__(self, doubt: ClockDoubt, now: Stamp, *, school: str) -> None:
        local = now.local()
        when = _("{day} at {time}").format(day=show_day(local.date()), time=f"{local:%H:%M}")
        super().__init__(_("Is it {when}?").format(when=when), school=school)
        self.setObjectName("alone-clock")
        before = _("The newest entry was made later than this PC’s clock shows.")
        after = _("The newest entry is more than a day old. That may be right.")
        card = Card()
        card.add(
            Label(before if doubt == "before" else after),
            Label(_("Every entry bears the time of this clock. Your answer is logged."), "hint"),
        )
        yes = primary(_("Yes, that is right"), self._on_right)
        yes.setObjectName("clock-right")
        no = plain(_("No"), self._on_wrong)
        no.setObjectName("clock-wrong")
        line = row(gap=8)
        line.addWidget(yes)
        line.addWidget(no)
        line.addStretch(1)
        card.body.addLayout(line)
        self.add(card)
        self.first = yes

    def _on_right(self) -> None:
        self.answered.emit(True)  # noqa: FBT003 - Qt's signal

    def _on_wrong(self) -> None:
        self.answered.emit(False)  # noqa: FBT003 - Qt's signal


class ClockWrong(AlonePage):
    """Say how to put the clock right; nothing is open meanwhile."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__(_("Put this PC’s clock right first"))
        card = Card()
        card.add(
            Label(_("Set day, time and zone in the settings of Windows, then sign in again.")),
        )
        button = primary(_("Sign in again"), self.again.emit)
        button.setObjectName("sign-in-again")
        line = row(gap=8)
        line.addWidget(button)
        line.addStretch(1)
        card.body.addLayout(line)
        self.add(card)
        self.first = button
