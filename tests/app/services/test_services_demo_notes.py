"""The demonstration school has recorders, and notes of every sort wait in its tray."""

from __future__ import annotations

from app.services.demo_notes import admit_recorders, leave_notes, notes
from app.vault.passphrase import Cost
from tests.support.school import PASSPHRASE, School, a_child, a_person, close


def test_notes_of_every_sort_wait(school: School) -> None:
    workspace = school.enter()
    a_child(workspace)
    for name in notes()["recorders"]:
        a_person(workspace, name, "teacher")
    admit_recorders(workspace._entered, PASSPHRASE, Cost.for_tests())
    close(workspace)
    leave_notes(school.door(), PASSPHRASE)
    waiting = school.door().waiting()
    assert (waiting.notes, waiting.unfinished, waiting.urgent) == (3, 1, 2)
    workspace = school.enter()
    tray = workspace.intake.tray()
    assert [note.identity for note in tray.notes] == ["typed", "confirmed"]
    assert [strange.problem for strange in tray.strange] == ["damaged"]
    assert len(tray.unfinished) == 1
    assert all(report.sound for report in workspace.verify())
    close(workspace)
