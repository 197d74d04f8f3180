"""Say in words what is wrong with sealed notes and with who sends them."""

from __future__ import annotations

from app.base.text import N_
from ui.kit.told_words import Words

NOTES: dict[str, Words] = {
    "NoteGone": Words(
        N_("This note is no longer in the tray"),
        N_("It was taken in already, or moved. Nothing was changed."),
        N_("Open the tray again."),
    ),
    "NoteStrange": Words(
        N_("This file cannot be taken in"),
        N_("It is damaged, or it was not written for this school. It stays in the tray."),
        N_("Ask whoever brought it for another copy, or set it aside."),
    ),
    "NoteUnreadable": Words(
        N_("This note cannot be read"),
        N_("It says nothing that this Rowan can take in. It stays in the tray."),
        N_("Look for a newer Rowan, or ask its writer to write it again."),
    ),
    "IntakeFileRefused": Words(
        N_("This is not a school’s classroom file"),
        N_("It was altered, is damaged, or is another kind of file."),
        N_("Ask the safeguarding lead for a new classroom file."),
    ),
    "NotSettled": Words(
        N_("A backup was put back"),
        N_("The safeguarding lead or a deputy signs in first. Nothing was changed."),
        N_("Record a concern without signing in, or ask them to sign in."),
    ),
}
