"""Say on top of Today what endangers the school's records themselves."""

from __future__ import annotations

from app.base.text import _, ngettext
from app.services.backups import BackupAge
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.desk import NUMBER_LABELS, Desk
from ui.kit.waiting import days_words

NEEDED = ("social_care", "out_of_hours", "lado", "police")
OLD_HOURS = 7 * 24


def alarms(desk: Desk, backup: BackupAge) -> list[Notice]:
    """Return what has to be put right: a red notice, one about backups, and a quiet one."""
    found = (_red(desk), _backup(desk, backup), _leavers(desk))
    return [notice for notice in found if notice is not None]


def _alone(desk: Desk) -> str:
    me = desk.workspace.me.id
    holders = desk.workspace.key_people.with_account("holder")
    others = [name for person, name in holders if person != me]
    if not others:
        return _("Only you can open these records. If you cannot come, nobody can read them.")
    return _(
        "No second key holder has signed in yet. Ask {names} to try their passphrase."
    ).format(names=", ".join(others))


def _red(desk: Desk) -> Notice | None:
    lines: list[str] = []
    buttons: list[Button] = []
    if not desk.workspace.access_log.has_other_signed_in():
        lines.append(_alone(desk))
        buttons.append(_to_school(desk, _("Give a colleague keys"), "people"))
    numbers = desk.workspace.settings.numbers()
    missing = [NUMBER_LABELS[code] for code in NEEDED if not numbers[code].number]
    if missing:
        lines.append(_("No telephone number yet: {names}.").format(names=", ".join(missing)))
        buttons.append(_to_school(desk, _("Enter the numbers"), "numbers"))
    if not lines:
        return None
    notice = Notice(_("Put this right"), lines, tone="danger")
    notice.setObjectName("alarm-red")
    return notice.offer(*buttons)


def _backup(desk: Desk, backup: BackupAge) -> Notice | None:
    if backup.hours is not None and backup.hours < OLD_HOURS:
        return None
    if backup.hours is None:
        title = _("There is no verified backup yet")
    else:
        age = days_words(backup.hours // 24)
        title = _("The newest verified backup is {age} old").format(age=age)
    chosen = _("Connect the stick, or the folder, and back up now.")
    line = chosen if backup.folder else _("Choose a stick, or a folder on another PC.")
    notice = Notice(title, [line], tone="warn")
    notice.setObjectName("alarm-backup")
    return notice.offer(_to_school(desk, _("Back up"), "backup"))


def _leavers(desk: Desk) -> Notice | None:
    count = len(desk.workspace.leavers.due())
    if not count:
        return None
    words = ngettext(
        "{count} leaver without a record is due to go from the roll",
        "{count} leavers without a record are due to go from the roll",
        count,
    )
    notice = Notice(words.format(count=count))
    notice.setObjectName("alarm-leavers")
    return notice.offer(Button(_("See them"), lambda: desk.go("leavers"), name="to-leavers"))


def _to_school(desk: Desk, words: str, part: str) -> Button:
    return Button(words, lambda: desk.go("school", part=part), name=f"to-{part}")
