"""Word what the tray knows in codes: where a note came from, who wrote it, what ails it."""

from __future__ import annotations

from datetime import date

from app.base.text import N_, _
from app.records.fields import show_day
from app.records.reconsideration import Reconsideration
from app.rules.intake import StrangeNote, TrayNote
from ui.kit.pills import State
from ui.kit.waiting import near_time

DOUBTS = {
    "no_certificate": N_("The signature is by keys that the school never vouched for."),
    "not_in_force": N_("The signature is by keys that had ended."),
    "signature": N_("The signature does not fit what is written."),
    "other_person": N_("The signature belongs to somebody else than the name in the note."),
}
# What a strange file is, and what to do with it.
STRANGE = {
    "damaged": (
        N_("Damaged"),
        N_("It cannot be opened. Ask whoever wrote to record again; look at the stick."),
    ),
    "another-school": (
        N_("For another school"),
        N_("Only that school can open it. Hand the stick to its safeguarding lead."),
    ),
    "unknown-key": (
        N_("For keys of another time"),
        N_(
            "It was sealed to keys this school no longer or not yet has. After putting a backup"
            " back, look again; else make a new classroom file."
        ),
    ),
    "unreadable": (
        N_("Opens, but is no note"),
        N_("It was made by another version of Rowan, or altered. Ask whoever wrote."),
    ),
    "same_number": (
        N_("Same number, other words"),
        N_("A note of this number was taken in already with other words. Ask whoever wrote."),
    ),
}


def author_words(note: TrayNote) -> str:
    """Return who wrote a note, and whether Rowan knows it."""
    who = note.by.shown() if note.by.name else _("somebody who gave no name")
    if note.identity == "confirmed" and note.kind == Reconsideration.kind.code:
        return _("{who}, signed in with their own passphrase").format(who=who)
    if note.identity == "confirmed":
        return _("{who}, signed with their own passphrase").format(who=who)
    return _("{who} (identity not confirmed in Rowan)").format(who=who)


def doubt_words(note: TrayNote) -> str:
    """Return what is wrong with a signature, empty for nothing."""
    return _(DOUBTS.get(note.doubt, "")) if note.doubt else ""


def origin_words(note: TrayNote) -> str:
    """Return where a note was written."""
    if note.identity == "confirmed":
        return _("with their own account")
    return _("on a classroom PC") if note.origin == "classroom" else _("at the office PC")


def names_words(note: TrayNote) -> str:
    """Return the children a note names."""
    return ", ".join(child.shown() for child in note.children) or _("No child named")


def read_words(note: TrayNote, today: date) -> str:
    """Return who has read a note, and when."""
    said = [
        _("{name}, {when}").format(name=one.name, when=near_time(one.at, today))
        for one in note.read_by
    ]
    return "; ".join(said)


def state_of(note: TrayNote) -> State:
    """Return how a note stands."""
    if note.kind == "unfinished":
        kept = show_day(note.kept_until) if note.kept_until else ""
        return State(_("Kept until {day}").format(day=kept) if kept else _("Unfinished"), "muted")
    if note.urgent:
        return State(_("Urgent"), "danger")
    if note.read_by:
        return State(_("Read"), "good")
    return State(_("New"), "accent")


def strange_words(note: StrangeNote) -> tuple[str, str]:
    """Return what a strange file is, and what to do with it."""
    title, advice = STRANGE.get(note.problem, STRANGE["damaged"])
    return _(title), _(advice)
