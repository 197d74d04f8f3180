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
    "file_opened": N_("Opened the file of {child}"),
}
_WAYS: Mapping[str, str] = {
    "print": N_("Printed “{title}”, copy {number}"),
    "save": N_("Saved “{title}” as a file, copy {number}"),
    "save_encrypted": N_("Saved “{title}” as an encrypted file, copy {number}"),
}
_SETTINGS: Mapping[str, str] = {
    "numbers": N_("telephone numbers"),
    "lists": N_("lists"),
    "backup_folder": N_("folder for backups"),
    "school_name": N_("name of the school"),
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
    return _("Imported the roll: {new} added, {changed} changed").format(
        new=detail.get("new", 0), changed=detail.get("changed", 0)
    )


def _clock(_line: Accessed, detail: _Detail) -> str:
    if detail.get("right"):
        return _("Said that the PC’s clock is right")
    return _("Said that the PC’s clock is wrong")


_FULL: Mapping[str, Callable[[Accessed, _Detail], str]] = {
    "record_opened": _record,
    "copy": _copy,
    "sign_in_failed": _failed,
    "setting": _setting,
    "roll_imported": _roll,
    "clock_asked": _clock,
}
