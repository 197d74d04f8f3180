"""A deputy or reserve says at sign-in why they act; what they write bears it; the DSL sees it."""

from __future__ import annotations

import msgspec
import pytest

from app.base.errors import InputError
from app.base.ids import new_id
from app.records.fields import PersonAs
from app.records.lists import shipped_lists
from app.vault.passphrase import Cost
from app.workspace import Workspace
from tests.support.school import (
    DSL,
    School,
    a_child,
    a_concern_draft,
    a_person,
    person_named,
    signer,
)

DEPUTY, RESERVE = "Ada Quill", "Ben Sorrel"
WORDS = "pebble sandal orbit thistle wren"


@pytest.fixture
def covered(school: School) -> School:
    """Return a school of a DSL, a deputy and a reserve."""
    workspace = school.enter()
    for name, role in ((DEPUTY, "deputy"), (RESERVE, "reserve")):
        person = a_person(workspace, name, role)
        assert person.id is not None
        new = workspace.people.make_keys(person.id, name, WORDS, Cost.for_tests())
        workspace.people.admit(new, (role,), "cover for the DSL")
    a_child(workspace)
    workspace.close(signed_out=True)
    return school


def stand_in(workspace: Workspace, code: str = "absent", words: str = "") -> PersonAs:
    (lead,) = workspace.acting.leads()
    workspace.acting.stand_in(shipped_lists()["acting_reasons"].choice(code), lead, words)
    return lead


def a_concern_here(workspace: Workspace) -> str:
    (card,) = workspace.roll_view.children()
    draft = a_concern_draft(workspace, card)
    workspace.concerns.record(draft, signer(workspace, WORDS))
    return draft.id


def decided(workspace: Workspace, concern: str) -> str:
    """Decide to refer, and return the decision."""
    draft = workspace.decisions.begin(new_id(), [concern])
    values = {
        "received_at": {"day": "2026-11-20", "time": "09:30:00"},
        "need": {"code": "early", "words": "Early help"},
        "decision": {"code": "refer", "words": "Refer to children's social care"},
        "reasons": "Nobody at home for two nights.",
    }
    draft = msgspec.structs.replace(
        draft,
        values={**draft.values, **values},
        extra={"actions": [], "owner": workspace.me.person},
    )
    workspace.decisions.record(draft, signer(workspace, WORDS))
    return draft.id


def test_the_dsl_is_not_asked_and_deputies_and_reserves_are(covered: School) -> None:
    asked = {}
    for name, words in ((DSL, ""), (DEPUTY, WORDS), (RESERVE, WORDS)):
        workspace = covered.enter(words, person=name) if words else covered.enter()
        asked[name] = (workspace.acting.asked, workspace.acting.may_stay_deputy)
        workspace.close(signed_out=True)
    assert asked == {DSL: (False, False), DEPUTY: (True, True), RESERVE: (True, False)}


def test_a_reserve_records_and_decides_and_each_entry_bears_for_whom(covered: School) -> None:
    reserve = covered.enter(WORDS, person=RESERVE)
    lead = stand_in(reserve)
    assert lead.name == DSL
    concern = a_concern_here(reserve)
    decision = decided(reserve, concern)
    assert reserve.files.see_record(decision).whole.header.author.role.endswith(DSL)
    page = reserve.files.see_record(concern)
    assert page.whole.header.author.role.endswith(f"acting for {DSL}")
    sheet = str(reserve.sheets.record(concern).document)
    assert f"acting for {DSL}" in sheet
    assert all(report.sound for report in reserve.verify())
    lines = [line.what for line in reserve.access_log.newest()]
    assert "acting" in lines
    reserve.close(signed_out=True)


def test_the_dsl_is_told_until_it_is_seen(covered: School) -> None:
    deputy = covered.enter(WORDS, person=DEPUTY)
    stand_in(deputy)
    a_concern_here(deputy)
    deputy.close(signed_out=True)
    covered.clock.forward(days=3)
    deputy = covered.enter(WORDS, person=DEPUTY)
    deputy.acting.work_as_deputy()
    a_concern_here(deputy)  # as deputy: not counted
    deputy.close(signed_out=True)
    covered.clock.forward(days=1)
    deputy = covered.enter(WORDS, person=DEPUTY)
    stand_in(deputy, "other", "DSL at a conference")
    a_concern_here(deputy)
    deputy.close(signed_out=True)
    dsl = covered.enter()
    (told,) = dsl.acting.while_away()
    assert (told.name, told.records, len(told.days)) == (DEPUTY, 2, 2)
    assert told.why == ("The DSL is absent", "Another reason: DSL at a conference")
    dsl.acting.mark_seen()
    assert dsl.acting.while_away() == ()
    dsl.close(signed_out=True)


def test_an_answer_that_lacks_something_is_refused_and_nothing_is_stamped(
    covered: School,
) -> None:
    deputy = covered.enter(WORDS, person=DEPUTY)
    reasons = shipped_lists()["acting_reasons"]
    (lead,) = deputy.acting.leads()
    cases = (
        ((None, None, ""), {"why": "missing", "for_whom": "missing"}),
        ((reasons.choice("other"), lead, " "), {"words": "missing"}),
        ((reasons.choice("absent"), lead, "x" * 501), {"words": "too_long"}),
    )
    for (why, whom, words), problems in cases:
        with pytest.raises(InputError) as raised:
            deputy.acting.stand_in(why, whom, words)
        assert raised.value.problems == problems
    assert "acting" not in deputy.me.person.role
    deputy.close(signed_out=True)


def test_a_reserve_gives_nobody_keys(covered: School) -> None:
    reserve = covered.enter(WORDS, person=RESERVE)
    assert reserve._entered.keyring.school_signer is None
    assert person_named(reserve, DSL).name == DSL
    reserve.close(signed_out=True)
