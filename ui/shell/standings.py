"""Word what the status line says: who is signed in, and how safe the records are."""

from __future__ import annotations

from app.base.text import _, ngettext
from app.services.backups import BackupAge
from app.workspace import Workspace
from ui.kit.told_words import Words
from ui.kit.waiting import days_words
from ui.shell.status import Standing

_DAY_HOURS = 24
OLD_HOURS = 7 * _DAY_HOURS


def standings(
    workspace: Workspace, *, idle_minutes: int, backing_up: bool, problem: Words | None
) -> list[Standing]:
    """Return what the status line shows."""
    found = [Standing(workspace.me.person.name)]
    if workspace.test_school:
        found.append(Standing(_("Demonstration school")))
    if not workspace.access_log.has_other_signed_in():
        found.append(Standing(_("Nobody else has signed in yet"), alarming=True))
    if workspace.recovery_sheets.used() is not None:
        found.append(Standing(_("The recovery sheet was used"), alarming=True))
    found.append(backup_standing(workspace.backups.age(), running=backing_up, problem=problem))
    words = ngettext("Locks after {count} minute", "Locks after {count} minutes", idle_minutes)
    found.append(Standing(words.format(count=idle_minutes)))
    return found


def backup_standing(age: BackupAge, *, running: bool, problem: Words | None) -> Standing:
    """Return how old the newest verified backup is."""
    if running:
        return Standing(_("Backing up …"))
    if problem is not None:
        return Standing(_("Backup failed: {why}").format(why=problem.title), alarming=True)
    if age.hours is None:
        return Standing(_("No verified backup yet"), alarming=True)
    return Standing(_age_words(age.hours), alarming=age.hours >= OLD_HOURS)


def _age_words(hours: int) -> str:
    if hours < 1:
        return _("Backed up within the hour")
    if hours < _DAY_HOURS:
        words = ngettext("{count} hour", "{count} hours", hours).format(count=hours)
        return _("Newest backup {age} old").format(age=words)
    return _("Newest backup {age} old").format(age=days_words(hours // _DAY_HOURS))
