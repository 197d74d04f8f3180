"""Old records can be read with the newest questions, and lose nothing by it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.concern import AnyConcern, Concern
from app.records.declared import fields_of
from app.records.kinds import NEWEST, OLD
from app.records.note import Note
from app.records.old.concern_1 import Concern1
from app.records.upgrade import upgraded
from tests.support.drafts import full, records_of


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_concern_of_version_1_keeps_every_answer(data: st.DataObject) -> None:
    old = data.draw(records_of(Concern1))
    assert isinstance(old, Concern1)
    new = upgraded(old)
    assert isinstance(new, Concern)
    for field in fields_of(Concern1):
        if field.name != "parents":
            assert getattr(new, field.name) == getattr(old, field.name)
    assert [(p.child, p.told, p.reason) for p in new.parents] == [
        (p.child, p.told, p.reason) for p in old.parents
    ]
    added = {f.name for f in fields_of(Concern)} - {f.name for f in fields_of(Concern1)}
    assert added
    assert all(getattr(new, name) in (None, ()) for name in added)
    assert (new.line(), new.happened_at()) == (old.line(), old.happened_at())


def test_every_old_version_can_be_read_as_the_newest() -> None:
    for cls in OLD:
        assert type(upgraded(full(cls))) is NEWEST[cls.kind.code]


def test_what_is_newest_stays_as_it_is() -> None:
    record = full(Note)
    assert upgraded(record) is record


def test_a_concern_of_any_version_is_known_as_one() -> None:
    assert isinstance(full(Concern1), AnyConcern)
    assert isinstance(full(Concern), AnyConcern)
    assert not isinstance(full(Note), AnyConcern)
