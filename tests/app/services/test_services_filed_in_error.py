from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from app.base.errors import InputError
from app.base.ids import new_id
from app.records.header import ChildAs
from app.records.note import Note
from app.rules.chronology import Filter
from app.services.concerns import RecordUnknown
from app.services.corrections import (
    NotInError,
)
from app.services.drafts import Draft
from app.services.writer import LeftTheFile
from app.workspace import Workspace
from tests.support.corrections import (
    CANARY,
    ERROR,
    WHY,
    amend,
    everything_about,
    file_away,
    leave_on_paper,
    sound,
    write_note,
)
from tests.support.school import (
    School,
    a_child,
    a_closure,
    a_concern,
    a_concern_draft,
    a_decision,
    an_action,
    close,
    signer,
)

DUE = date(2026, 11, 25)


# ------------------------------------------------------------------ filed in error


def test_what_was_filed_in_error_is_nowhere_in_that_childs_file(workspace: Workspace) -> None:
    card, other = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, card, other, seen=f"A {CANARY} was seen.")
    a_decision(
        workspace,
        concern,
        actions=[],
        reasons=f"Because of the {CANARY}.",
    )
    write_note(workspace, concern, f"She knows the {CANARY}.")
    before = everything_about(workspace, card.id)
    assert before.count(CANARY) > 5
    assert "O’Neill" in before
    file_away(workspace, concern, card.id, other.id)
    after = everything_about(workspace, card.id)
    assert CANARY not in after
    assert "O’Neill" not in repr(workspace.files.see_file(card.id))
    assert workspace.find.hits(CANARY) == []
    with pytest.raises(RecordUnknown):
        workspace.files.see_record(concern)
    with pytest.raises(RecordUnknown):
        workspace.sheets.record(concern)
    assert [one.record for one in workspace.files.see_file(card.id).filed_away] == [concern]
    assert sound(workspace)


def test_it_leaves_the_file_of_one_child_and_stays_in_the_others(workspace: Workspace) -> None:
    card, other = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, card, other, seen=f"A {CANARY} was seen.")
    a_decision(workspace, concern)
    file_away(workspace, concern, card.id)
    assert CANARY not in repr(workspace.files.see_file(card.id))
    assert CANARY in repr(workspace.files.see_file(other.id))
    page = workspace.files.see_record(concern)
    assert [one.name for one in page.children] == ["Siân O’Neill"]
    assert {row.child for row in workspace.standing.rows()} == {other.id}
    assert workspace.find.hits(f"Nguyen {CANARY}") == []
    assert [hit.record for hit in workspace.find.hits(f"oneill {CANARY}")] == [concern]
    assert sound(workspace)


def test_what_acts_only_upon_it_goes_along_and_is_told_before(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern, other = a_concern(workspace, card), a_concern(workspace, card)
    decision = a_decision(workspace, concern, actions=[an_action(workspace, "Ring", DUE)])
    note = write_note(workspace, concern, "Said.")
    along = {w.entry.kind for w in workspace.corrections.along(concern, [card.id])}
    assert along == {"decision", "action", "assigned", "note"}
    file_away(workspace, concern, card.id)
    ledger = workspace._vaults.children
    assert ledger.wholes([decision, note]) == []
    assert {row.id for row in workspace.standing.rows()} == {other}


def test_a_decision_about_two_concerns_stays_with_the_other(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern, other = a_concern(workspace, card), a_concern(workspace, card)
    decision = a_decision(workspace, concern, other)
    file_away(workspace, concern, card.id)
    whole = workspace.files.see_record(decision).whole
    assert whole.header.links_for("answers") == (other,)


def test_a_decision_filed_in_error_leaves_the_concern_undecided(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    decision = a_decision(workspace, concern)
    file_away(workspace, decision, card.id)
    (row,) = workspace.standing.rows()
    assert (row.id, row.decided, row.owner) == (concern, False, workspace.me.id)
    assert [one.record for one in workspace.today.page().waiting] == [concern]


def test_putting_back_brings_everything_again(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card, seen=f"A {CANARY}.")
    a_decision(workspace, concern, actions=[an_action(workspace, "Ring", DUE)])
    rows = workspace.standing.rows()
    file_away(workspace, concern, card.id)
    assert workspace.standing.rows() == []
    back = {"reason": "It was this child after all."}
    workspace.corrections.put_back(concern, [card.id], back, signer(workspace))
    assert workspace.standing.rows() == rows
    assert [hit.record for hit in workspace.find.hits(CANARY)] == [concern]
    kinds = [line.kind for line in workspace.files.see_file(card.id).chronology]
    assert {"filed_in_error", "put_back"} <= set(kinds)
    with pytest.raises(NotInError):
        workspace.corrections.put_back(concern, [card.id], back, signer(workspace))
    assert workspace.versions.errors() == ()


def test_the_tables_are_built_at_unlock_as_append_keeps_them(
    school: School, workspace: Workspace
) -> None:
    card, other = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, card, other)
    kept = a_concern(workspace, card)
    a_decision(workspace, concern, actions=[])
    amend(workspace, kept, seen="Otherwise.")
    file_away(workspace, concern, other.id)

    def tables(of: Workspace) -> list[Any]:
        db = of._vaults.children.db
        names = ("amended", "gone", "hidden", "standing")
        return [sorted(db.query(f"SELECT * FROM {name}"), key=repr) for name in names]

    before = tables(workspace)
    assert all(before[:2])
    close(workspace)
    again = school.enter()
    assert tables(again) == before
    close(again)


def test_nothing_is_added_to_what_was_filed_in_error(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    draft = workspace.decisions.begin(new_id(), [concern])
    file_away(workspace, concern, card.id)
    role = workspace.settings.lists()["child_roles"].choice("subject")
    row = an_action(workspace, "Ring", DUE)
    with pytest.raises(LeftTheFile):
        workspace.actions.add(card.as_in_record(role), row, concern=concern)
    with pytest.raises(RecordUnknown):
        workspace.decisions.begin(new_id(), [concern])
    assert draft.links


def test_errors_are_listed_and_each_opening_is_logged(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card, seen=f"A {CANARY}.")
    note = write_note(workspace, concern, "Said.")
    file_away(workspace, concern, card.id)
    (line,) = workspace.versions.errors()
    assert (line.record, line.label, line.reason) == (concern, "Concern", ERROR["reason"])
    assert CANARY not in repr(line)
    page = workspace.corrections.open_error(concern)
    assert CANARY in repr(page.whole.record)
    assert [one.whole.entry.id for one in page.along] == [note]
    logged = [one for one in workspace.access_log.newest() if one.what == "error_opened"]
    assert [one.detail for one in logged] == [{"record": concern, "by": workspace.me.id}]
    with pytest.raises(RecordUnknown):
        workspace.corrections.open_error(note)


def test_for_whom_and_why_have_to_be_said(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    with pytest.raises(InputError) as caught:
        workspace.corrections.file_in_error(concern, [], {}, signer(workspace))
    assert caught.value.problems == {"children": "missing", "reason": "missing"}
    assert workspace.versions.errors() == ()


def test_the_right_child_gets_the_same_words_again(workspace: Workspace) -> None:
    card, right = a_child(workspace), a_child(workspace, "Zoe", "Nguyen")
    concern = a_concern(workspace, card, seen=f"A {CANARY}.")
    file_away(workspace, concern, card.id)
    role = workspace.settings.lists()["child_roles"].choice("subject")
    draft = workspace.corrections.again(new_id(), concern, right.as_in_record(role))
    workspace.concerns.record(draft, signer(workspace))
    page = workspace.files.see_record(draft.id)
    assert page.whole.header.links_for("replaces") == (concern,)
    assert CANARY in repr(workspace.files.see_file(right.id))
    assert CANARY not in repr(workspace.files.see_file(card.id))


def test_a_wrong_match_is_taken_back(workspace: Workspace) -> None:
    card = a_child(workspace)
    draft = a_typed_draft(workspace)
    workspace.concerns.record(draft, signer(workspace))
    change = workspace.concerns.match(draft.id, "typed1", card.id, "Same class.")
    assert workspace.files.see_file(card.id).open_concerns
    (match,) = change.records
    file_away(workspace, match, card.id)
    assert workspace.files.see_file(card.id).open_concerns == ()
    assert {row.child for row in workspace.standing.rows()} == {"typed1"}


def test_a_concern_matched_with_the_wrong_child_leaves_with_its_notes(
    workspace: Workspace,
) -> None:
    card = a_child(workspace)
    draft = a_typed_draft(workspace)
    workspace.concerns.record(draft, signer(workspace))
    workspace.concerns.match(draft.id, "typed1", card.id, "Same class.")
    role = workspace.settings.lists()["child_roles"].choice("subject")
    ways = workspace.settings.lists()["note_ways"]
    answers = {
        "way": ways.choice("call"),
        "with_whom": "Aunt",
        "at": {"day": "2026-11-20"},
        "said": f"The {CANARY} again.",
    }
    workspace.notes.write([card.as_in_record(role)], answers, about=draft.id)
    assert CANARY in repr(workspace.files.see_file(card.id))
    file_away(workspace, draft.id, "typed1")
    assert CANARY not in repr(workspace.files.see_file(card.id))
    assert Note.kind.code not in {w.entry.kind for w in _all(workspace)}


def a_typed_draft(workspace: Workspace) -> Draft:
    role = workspace.settings.lists()["child_roles"].choice("subject")
    typed = ChildAs(name="Zoe N", role=role, key="typed1", age="9")
    return msgspec.structs.replace(a_concern_draft(workspace), children=(typed,))


def _all(workspace: Workspace) -> list[Any]:
    ledger = workspace._vaults.children
    return ledger.wholes(entry.id for entry in ledger.everything())


# ------------------------------------------------------------------ what left on paper


def test_a_copy_says_what_was_amended_or_filed_in_error_since(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern, other = a_concern(workspace, card), a_concern(workspace, card)
    sheet = leave_on_paper(workspace, workspace.sheets.record(concern))
    chronology = leave_on_paper(workspace, workspace.sheets.chronology(card.id, Filter()))
    for code in (sheet, chronology):
        answer = workspace.papers.answer_code(code)
        assert (answer.amended, answer.in_error) == ((), ())
    amend(workspace, concern, seen="Otherwise.")
    file_away(workspace, other, card.id)
    answer = workspace.papers.answer_code(sheet)
    assert (answer.amended, answer.in_error) == ((concern,), ())
    answer = workspace.papers.answer_code(chronology)
    assert (answer.amended, answer.in_error) == ((concern,), (other,))
    newer = leave_on_paper(workspace, workspace.sheets.record(concern))
    assert workspace.papers.answer_code(newer).amended == ()


def test_the_sheet_shows_each_version_and_what_changed(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace), seen="A mark of 2 cm.")
    amend(workspace, concern, seen="A mark of 3 mm.")
    preview = workspace.papers.draw(workspace.sheets.record(concern))
    assert preview is not None
    text = "\n".join(page.text for page in preview.printed.pages)
    assert "Record 3, version 2" in text
    assert "A mark of 3 mm." in text
    assert "A mark of [removed: 2 cm] [added: 3 mm]." in text
    assert WHY in text


def test_a_child_named_by_mistake_is_not_named_on_paper_for_the_other(
    workspace: Workspace,
) -> None:
    card, other = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, card, other, seen="Siân O’Neill was not there after all.")
    file_away(workspace, concern, other.id)
    for paper in (
        workspace.sheets.record(concern, child=card.id),
        workspace.sheets.chronology(card.id, Filter()),
    ):
        preview = workspace.papers.draw(paper)
        assert preview is not None
        text = "\n".join(page.text for page in preview.printed.pages)
        assert "not there after all" in text
        assert "O’Neill" not in text


def test_what_ended_something_in_error_ends_it_no_more(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern, actions=[an_action(workspace, "Ring", DUE)])
    rows = workspace.standing.rows()
    (action,) = [row.id for row in rows if row.kind == "action"]
    (done,) = workspace.actions.done(action, {}).records
    a_closure(workspace, concern, card)
    assert workspace.standing.rows() == []
    (closure,) = [e.id for e in workspace._vaults.children.entries("e.kind = 'closure'")]
    file_away(workspace, closure, card.id)
    assert [row.kind for row in workspace.standing.rows()] == ["concern"]
    file_away(workspace, done, card.id)
    assert workspace.standing.rows() == rows


def test_a_status_that_was_ended_in_error_goes_on(workspace: Workspace) -> None:
    card = a_child(workspace)
    lists = workspace.settings.lists()
    about = [card.as_in_record(lists["child_roles"].choice("subject"))]
    status = {"status": lists["statuses"].options[0].choice(), "since": "2026-01-05"}
    (record,) = workspace.family.add("status", about, status).records
    (ended,) = workspace.family.end(record, {"on": "2026-03-02"}).records
    (dated,) = workspace.files.see_file(card.id).statuses
    assert dated.ended == date(2026, 3, 2)
    file_away(workspace, ended, card.id)
    (dated,) = workspace.files.see_file(card.id).statuses
    assert dated.ended is None
    file_away(workspace, record, card.id)
    assert workspace.files.see_file(card.id).statuses == ()
