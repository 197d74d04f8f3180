"""Put the lines of the access log into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.base.text import N_, _
from app.views.access_log import Accessed

_Detail = Mapping[str, Any]

_PLAIN: Mapping[str, str] = {
    "signed_in": N_("Signed in"),
    "signed_out": N_("Signed out"),
    "locked": N_("Locked"),
    "backed_up": N_("Made a verified backup"),
    "restored": N_("Signed in first after a backup was put back"),
    "acting": N_("Said whether they act for the DSL today"),
    "keys_confirmed": N_("Confirmed their own new keys"),
    "recovery_sheet": N_("Made a new recovery sheet"),
    "file_opened": N_("Opened the file of {child}"),
    "document_opened": N_("Opened a document of {child}"),
    "error_opened": N_("Opened a record that was filed in error"),
    "attachments_kept": N_("Keeps files that no record names, as entries may be missing"),
    "note_read": N_("Read a note in the intake tray"),
    "note_set_aside": N_("Set a strange file of the intake tray aside"),
    "note_lost": N_("An unfinished note was 30 days old and is lost"),
    "notes_collected": N_("Collected notes from a stick or folder"),
    "intake_file": N_("Made a classroom file"),
}
_WAYS: Mapping[str, str] = {
    "print": N_("Printed “{title}”, copy {number}"),
    "save": N_("Saved “{title}” as a file, copy {number}"),
    "save_encrypted": N_("Saved “{title}” as an encrypted file, copy {number}"),
}
_SETTINGS: Mapping[str, str] = {
    "numbers": N_("telephone numbers"),
    "lists": N_("lists"),
    "processes": N_("local processes"),
    "backup_folder": N_("folder for backups"),
    "roll_columns": N_("columns of roll files"),
    "leavers_kept_months": N_("how long leavers without a record are kept"),
    "school_name": N_("name of the school"),
    "role_names": N_("what roles are called"),
    "recovery_sheet": N_("recovery sheet"),
    "keys_since": N_("keys to be settled after a restore"),
    "intake_alarm": N_("when an unread note alarms"),
}


def log_words(line: Accessed) -> str:
    """Return what was done; a destroyed line says so."""
    if line.detail is None:
        return _("Details destroyed")
    if line.what in _PLAIN:
        child = line.child.name if line.child else _("a child")
        return _(_PLAIN[line.what]).format(child=child)
    if line.what in _FULL:
        return _FULL[line.what](line, line.detail)
    return line.what.replace("_", " ").capitalize()


def _record(line: Accessed, detail: _Detail) -> str:
    child = line.child.name if line.child else _("a child")
    if detail.get("found"):
        return _("Opened a record of {child} from Find").format(child=child)
    return _("Opened a record of {child}").format(child=child)


def _copy(_line: Accessed, detail: _Detail) -> str:
    words = _WAYS.get(str(detail.get("way")), _WAYS["print"])
    return _(words).format(title=detail.get("title", ""), number=detail.get("number", ""))


def _failed(_line: Accessed, detail: _Detail) -> str:
    when = str(detail.get("at", ""))[:16].replace("T", " ")
    return _("Wrong passphrase, try {count}, at {when}").format(
        count=detail.get("count", 1), when=when
    )


def _setting(_line: Accessed, detail: _Detail) -> str:
    name = str(detail.get("name", ""))
    if name == "backup_last":
        return _("Noted the newest backup")
    return _("Changed: {name}").format(name=_(_SETTINGS.get(name, name)))


def _roll(_line: Accessed, detail: _Detail) -> str:
    return _("Imported the roll: {new} added, {changed} changed, {left} left").format(
        new=detail.get("new", 0), changed=detail.get("changed", 0), left=detail.get("left", 0)
    )


def _roll_undone(_line: Accessed, detail: _Detail) -> str:
    return _("Undid an import of the roll: {back} put back, {spared} left as they were").format(
        back=detail.get("back", 0), spared=detail.get("spared", 0)
    )


def _leavers(_line: Accessed, detail: _Detail) -> str:
    return _("Took leavers without a record off the roll: {count}").format(
        count=detail.get("count", 0)
    )


def _whose(words: str) -> Callable[[Accessed, _Detail], str]:
    return lambda line, _detail: _(words).format(name=line.whose or _("somebody"))


def _renewed(line: Accessed, detail: _Detail) -> str:
    if detail.get("whose"):
        return _("Took the keys of {name}; new keys for the vault").format(name=line.whose)
    return _("New keys for the vault")


def _clock(_line: Accessed, detail: _Detail) -> str:
    if detail.get("right"):
        return _("Said that the PC’s clock is right")
    return _("Said that the PC’s clock is wrong")


def _saved(line: Accessed, detail: _Detail) -> str:
    child = line.child.name if line.child else _("a child")
    words = _("Saved a copy of a document of {child} outside Rowan: {path}")
    return words.format(child=child, path=detail.get("to", ""))


def _removed(_line: Accessed, detail: _Detail) -> str:
    words = _("Removed files that no record names: {count}")
    return words.format(count=detail.get("count", 0))


_FULL: Mapping[str, Callable[[Accessed, _Detail], str]] = {
    "record_opened": _record,
    "copy": _copy,
    "sign_in_failed": _failed,
    "setting": _setting,
    "roll_imported": _roll,
    "roll_undone": _roll_undone,
    "leavers_removed": _leavers,
    "clock_asked": _clock,
    "keys_given": _whose(N_("Gave keys to {name}")),
    "roles_changed": _whose(N_("Changed what the keys of {name} stand for")),
    "recovery_used": _whose(N_("Made new keys with the recovery sheet for {name}")),
    "keys_renewed": _renewed,
    "draft_lost": _whose(N_("Removed a draft that nobody can open any more, of {name}")),
    "document_saved": _saved,
    "attachments_removed": _removed,
}
