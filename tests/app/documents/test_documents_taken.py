"""A sheet says of a note who wrote it, how sure that is, and who took it in as written."""

from __future__ import annotations

from app.documents.blocks import Facts, Signature
from app.rules.intake import TakeIn
from tests.support.notes import (
    a_typed_child,
    give_account,
    leave_note,
    send_as_recorder,
    sign_in_recorder,
)
from tests.support.school import DSL, TEACHER, School, a_child, close, person_named, signer


def signed_words(school: School, file: str, reporter: str = "") -> str:
    workspace = school.enter()
    person = person_named(workspace, reporter).id if reporter else ""
    workspace.intake.take_in([TakeIn(file=file, reporter=person or "")], signer(workspace))
    sheet = workspace.sheets.record(file)
    close(workspace)
    blocks = [block for block in sheet.document.blocks if isinstance(block, Signature)]
    return " ".join(blocks[0].signed.split()) + " " + " ".join(blocks[0].ink)


def test_a_sheet_of_a_note_without_account_says_that_nobody_confirmed_it(school: School) -> None:
    words = signed_words(school, leave_note(school).file, reporter=TEACHER)
    assert "Hamza Lindqvist (Midday supervisor)" in words
    assert "identity not confirmed in Rowan" in words
    assert "01632 960 011" in words
    assert f"{DSL} matched the writer with {TEACHER}" in words
    assert f"Taken in as written by {DSL}" in words
    assert f"Signed in Rowan by {DSL}" not in words
    assert "Hamza Lindqvist (Midday supervisor): signature and date" in words


def test_a_sheet_of_a_signed_note_names_its_author_as_the_signer(school: School) -> None:
    workspace = school.enter()
    a_child(workspace)
    give_account(workspace)
    close(workspace)
    recorder = sign_in_recorder(school)
    sent = send_as_recorder(recorder, *recorder.roll_view.children())
    recorder.close(signed_out=True)
    words = signed_words(school, sent.file)
    assert f"Signed in Rowan by {TEACHER}" in words
    assert "with their passphrase" in words
    assert "not confirmed" not in words
    assert f"Taken in as written by {DSL}" in words


def test_a_sheet_says_when_the_note_was_first_read(school: School) -> None:
    sent = leave_note(school)
    workspace = school.enter()
    school.clock.forward(minutes=20)
    workspace.intake.read(sent.file)
    close(workspace)
    school.clock.forward(hours=2)
    words = signed_words(school, sent.file)
    assert f"First read by {DSL} on 20 November 2026 at 10:20" in words
    assert f"Taken in as written by {DSL} on 20 November 2026 at 12:20" in words


def test_a_match_is_shown_by_names_and_the_file_is_that_of_the_roll(school: School) -> None:
    child = a_typed_child()
    sent = leave_note(school, child)
    workspace = school.enter()
    card = a_child(workspace)
    choice = TakeIn(file=sent.file, children={child.key: card.id}, reason="Only one in Oak")
    workspace.intake.take_in([choice], signer(workspace))
    document = workspace.sheets.record(sent.record).document
    rows = [row for block in document.blocks if isinstance(block, Facts) for row in block.rows]
    assert ("As typed", "Zoe Nguyen") in rows
    assert ("On the roll", card.legal_name) in rows
    assert not [row for row in rows if child.key in row[1]]
    assert card.id[:8].upper() in repr(document)
    close(workspace)
