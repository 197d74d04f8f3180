from __future__ import annotations

from datetime import date, time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.clock import Stamp
from app.records.fields import Moment
from app.services.drafts import Draft, plain
from app.vault.draft_files import DraftDamaged
from app.workspace import Workspace
from tests.support.school import PASSPHRASE, School, a_child, a_concern_draft, a_second_holder

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)

TYPED = st.dictionaries(st.text(max_size=12), JSON)


@given(TYPED, TYPED)
def test_whatever_was_typed_comes_back(
    values: dict[str, object], extra: dict[str, object]
) -> None:
    draft = Draft(id="d" * 32, kind="concern", started=Stamp(1), values=values, extra=extra)
    assert msgspec.json.decode(msgspec.json.encode(draft), type=Draft) == draft


def test_a_draft_comes_back_from_the_disk(workspace: Workspace) -> None:
    card = a_child(workspace)
    draft = a_concern_draft(workspace, card, seen="Half a sentence and th")
    workspace.drafts.keep(draft)
    assert workspace.drafts.mine() == [draft]
    assert workspace.drafts.open(draft.id) == draft


def test_typed_values_are_kept_as_plain_ones() -> None:
    kept = plain({"seen_at": Moment(date(2026, 11, 20), time(8, 50)), "place": "Hall"})
    assert kept == {"seen_at": {"day": "2026-11-20", "time": "08:50:00"}, "place": "Hall"}


def test_the_newest_state_counts(workspace: Workspace) -> None:
    draft = a_concern_draft(workspace)
    for said in ("It", "It was", "It was cold."):
        workspace.drafts.keep(msgspec.structs.replace(draft, values={"seen": said}))
    assert workspace.drafts.open(draft.id).values == {"seen": "It was cold."}


def test_a_draft_outlives_the_lock(school: School) -> None:
    first = school.enter()
    draft = a_concern_draft(first)
    first.drafts.keep(draft)
    first.close(signed_out=False)
    again = school.enter()
    assert again.drafts.mine() == [draft]
    again.close(signed_out=True)


def test_somebody_else_learns_only_that_there_is_one(school: School) -> None:
    mine = school.enter()
    a_second_holder(mine)
    draft = a_concern_draft(mine)
    mine.drafts.keep(draft)
    mine.close(signed_out=True)
    theirs = school.enter(PASSPHRASE, person="Owen Marsh")
    assert theirs.drafts.mine() == []
    assert theirs.drafts.others() == 1
    with pytest.raises(DraftDamaged):
        theirs.drafts.open(draft.id)
    theirs.close(signed_out=True)


def test_a_discarded_draft_is_gone(workspace: Workspace) -> None:
    draft = a_concern_draft(workspace)
    workspace.drafts.keep(draft)
    workspace.drafts.keep(draft)
    workspace.drafts.discard(draft.id)
    assert workspace.drafts.mine() == []
    assert list(workspace.folder.drafts.iterdir()) == []


def test_a_damaged_draft_does_not_hide_the_others(workspace: Workspace) -> None:
    lost, kept = a_concern_draft(workspace), a_concern_draft(workspace)
    workspace.drafts.keep(lost)
    (path,) = workspace.folder.drafts.iterdir()
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    workspace.drafts.keep(kept)
    assert workspace.drafts.mine() == [kept]
    with pytest.raises(DraftDamaged):
        workspace.drafts.open(lost.id)


def test_a_state_cut_off_in_writing_falls_back_to_the_one_before(workspace: Workspace) -> None:
    draft = a_concern_draft(workspace)
    workspace.drafts.keep(draft)
    later = msgspec.structs.replace(draft, step="check")
    workspace.drafts.keep(later)
    newest = max(workspace.folder.drafts.iterdir(), key=lambda path: path.name)
    newest.write_bytes(newest.read_bytes()[:-20])
    assert workspace.drafts.open(draft.id) == draft
