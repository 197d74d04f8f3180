"""Flip any bit of a waiting note: it is shown as strange and never taken in."""

from __future__ import annotations

import os
from random import Random

import pytest

from app.rules.intake import TakeIn
from app.services.note_opening import NoteGone, NoteStrange
from tests.support.notes import leave_note, note_file
from tests.support.school import School, close, signer

FLIPS = 10_000 if os.environ.get("ROWAN_TORTURE") == "full" else 300


def test_no_flipped_bit_of_a_note_is_taken_in(school: School) -> None:
    sent = leave_note(school)
    path, random = note_file(school, sent.file), Random("note flips")
    whole = path.read_bytes()
    workspace = school.enter()
    for _each in range(FLIPS):
        at, bit = random.randrange(len(whole)), 1 << random.randrange(8)
        path.write_bytes(bytes([*whole[:at], whole[at] ^ bit, *whole[at + 1 :]]))
        tray = workspace.intake.tray()
        assert (tray.notes, tray.unfinished) == ((), ())
        assert [strange.file_name for strange in tray.strange] == [path.name]
    with pytest.raises((NoteStrange, NoteGone)):
        workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    path.write_bytes(whole)
    change = workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    assert change.records == (sent.record,)  # the control
    close(workspace)
