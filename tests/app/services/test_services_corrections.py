from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from app.base.errors import InputError
from app.base.ids import new_id
from app.records.concern import Concern
from app.records.declared import fields_of
from app.records.header import Link
from app.records.record import Record
from app.rules.amending import FIXED, fixed_fields, may_be_amended
from app.services.corrections import (
    REASON,
    AmendedMeanwhile,
    NothingChanged,
    NotTheAuthor,
)
from app.services.writer import Writer
from app.workspace import Workspace
from tests.support.corrections import (
    WHY,
    amend,
    amended,
    sound,
)
from tests.support.drafts import FORMS, records_of
from tests.support.school import (
    HEAD,
    School,
    a_child,
    a_closure,
    a_concern,
    a_decision,
    a_second_holder,
    an_action,
    close,
    signer,
)

DUE = date(2026, 11, 25)
CONTRACT = settings(
    max_examples=2,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
AMENDABLE = tuple(cls for cls in FORMS if may_be_amended(cls))


# ------------------------------------------------------------------ amending


def test_the_newest_version_is_what_everybody_reads(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card, seen="A bruise of two centimetres.")
    a_decision(workspace, concern, actions=[an_action(workspace, "Ring home", DUE)])
    amend(workspace, concern, seen="A bruise of three millimetres.")
    page = workspace.files.see_record(concern)
    assert isinstance(page.record, Concern)
    assert page.record.seen == "A bruise of three millimetres."
    assert page.whole.entry.id == concern
    assert (page.whole.number, page.whole.strength) == (2, "attest")
    assert [one.why for one in page.following][:1] == ["answers"]
    file = workspace.files.see_file(card.id)
    assert [line.text for line in file.chronology if line.kind == "concern"] == [
        "A bruise of three millimetres."
    ]
    assert WHY in next(line.detail for line in file.chronology if line.kind == "concern")
    assert [one.line for one in file.open_concerns] == ["A bruise of three millimetres."]
    found = {hit.record for hit in workspace.find.hits("millimetres")}
    assert found == {concern}
    assert workspace.find.hits("centimetres") == []
    assert sound(workspace)


def test_every_version_stays_readable_with_its_reason(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace), seen="First.")
    amend(workspace, concern, seen="Second.")
    amend(workspace, concern, "Said again.", seen="Third.")
    versions = workspace.versions.versions(concern)
    assert [one.number for one in versions] == [1, 2, 3]
    assert [one.reason for one in versions] == ["", WHY, "Said again."]
    said = [one.whole.record.seen for one in versions if isinstance(one.whole.record, Concern)]
    assert said == ["First.", "Second.", "Third."]


def test_only_the_author_amends(school: School, workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    draft = amended(workspace.corrections.begin(new_id(), concern), seen="Otherwise.")
    a_second_holder(workspace)
    close(workspace)
    head = school.enter(person=HEAD)
    with pytest.raises(NotTheAuthor) as caught:
        head.corrections.begin(new_id(), concern)
    assert caught.value.author == "Ruth Ellery"
    with pytest.raises(NotTheAuthor):
        head.corrections.amend(draft, signer(head))
    assert not head.corrections.may_amend(head.files.see_record(concern).whole)
    assert len(head.versions.versions(concern)) == 1
    close(head)


def test_a_version_by_somebody_else_is_found_by_verify(
    school: School, workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    a_second_holder(workspace)
    close(workspace)
    head = school.enter(person=HEAD)
    whole = head.files.see_record(concern).whole
    writer = Writer(head._vaults, head._entered.signer)
    assert whole.record is not None
    writing = writer.writing(
        whole.record, children=whole.header.children, links=[Link(concern, "amends")]
    )
    header = msgspec.structs.replace(writing.header, root=concern)
    writer.commit(
        head._vaults.children, [type(writing)(header=header, record=whole.record)], signer(head)
    )
    faults = {one.fault.value for report in head.verify() for one in report.findings}
    assert faults == {"version_wrong"}
    close(head)


def test_nothing_is_amended_without_a_reason_or_a_change(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    draft = workspace.corrections.begin(new_id(), concern)
    with pytest.raises(InputError) as caught:
        workspace.corrections.amend(draft, signer(workspace))
    assert caught.value.problems == {REASON: "missing"}
    with pytest.raises(NothingChanged):
        workspace.corrections.amend(amended(draft), signer(workspace))
    with pytest.raises(InputError) as caught:
        workspace.corrections.check(amended(draft, "", seen=""))
    assert caught.value.problems == {"seen": "missing", REASON: "missing"}
    assert len(workspace.versions.versions(concern)) == 1


def test_who_began_before_somebody_amended_is_refused(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    early = workspace.corrections.begin(new_id(), concern)
    amend(workspace, concern, seen="Amended from another draft.")
    with pytest.raises(AmendedMeanwhile) as caught:
        workspace.corrections.amend(amended(early, seen="Late."), signer(workspace))
    assert caught.value.number == 2


def test_a_closure_amended_after_reopening_does_not_close_again(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern)
    a_closure(workspace, concern, card)
    closure = workspace._vaults.children.entries("e.kind = 'closure'")[0].id
    workspace.closures.reopen(concern, [card.id], {"reason": "Again."})
    amend(workspace, closure, outcome="Warm for a week.")
    assert [row.id for row in workspace.standing.rows("WHERE kind = 'concern'")] == [concern]


def test_links_and_children_are_those_of_the_first_version(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    decision = a_decision(workspace, concern)
    amend(workspace, decision, reasons="Said more clearly.")
    whole = workspace.files.see_record(decision).whole
    assert whole.header.links_for("answers") == (concern,)
    (row,) = workspace.standing.rows("WHERE kind = 'concern'")
    assert row.decided


def test_what_moves_something_else_is_fixed(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern, actions=[an_action(workspace, "Ring home", DUE)])
    (action,) = [row.id for row in workspace.standing.rows("WHERE kind = 'action'")]
    amend(workspace, action, what="Ring the aunt", due="2030-01-01")
    (due,) = workspace.standing.due_actions(workspace.standing.rows())
    assert (due.what, due.due) == ("Ring the aunt", DUE)
    assert set(FIXED) <= {cls.kind.code for cls in FORMS}


@pytest.mark.parametrize("cls", AMENDABLE, ids=lambda cls: cls.kind.code)
def test_every_kind_that_a_person_fills_in_is_amended(
    cls: type[Record], workspace: Workspace
) -> None:
    card = a_child(workspace)
    role = workspace.settings.lists()["child_roles"].choice("subject")
    writer = Writer(workspace._vaults, workspace._entered.signer)
    ledger, attest = workspace._vaults.children, signer(workspace)

    @CONTRACT
    @given(records_of(cls), records_of(cls))
    def contract(first: Record, second: Record) -> None:
        writing = writer.writing(first, children=[card.as_in_record(role)])
        writer.commit(ledger, [writing], attest)
        draft = workspace.corrections.begin(new_id(), writing.header.id)
        values = {f.name: getattr(second, f.name) for f in fields_of(cls)}
        values = {k: v for k, v in values.items() if k not in fixed_fields(cls)}
        try:
            workspace.corrections.amend(amended(draft, **values), attest)
        except (NothingChanged, InputError):
            return  # the same by chance, or a day before another that is fixed
        whole = ledger.whole(writing.header.id)
        assert whole is not None
        assert whole.number == 2
        for name, value in values.items():
            assert getattr(whole.record, name) == value
        assert workspace.sheets.record(writing.header.id).document.blocks
        held = [version.whole.record for version in workspace.versions.versions(whole.entry.id)]
        assert held == [first, whole.record]

    contract()
    assert sound(workspace)
