"""Search finds every word of a record, and nothing of what Rowan itself writes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.fold import fold
from app.records.declared import fields_of
from app.records.fields import FieldType
from app.records.record import Record
from app.records.system import SettingChanged
from app.records.words import search_words
from tests.app.documents.samples import DAN, MIA, concern, entry
from tests.app.documents.samples import at as stamp
from tests.support.drafts import FORMS, records_of

TEXTS = (FieldType.SHORT, FieldType.WORDS)


def words_of(record: Record) -> str:
    return search_words(entry(1, record, stamp(3, 9, 0), children=(MIA, DAN)).header, record)


def test_names_texts_choices_people_rows_and_marks_are_found() -> None:
    found = words_of(concern())
    for word in (
        "tindall",
        "mimi",
        "wyn oneill",
        "fountain",
        "coz i wouldnt",
        "bullying",
        "hanna brandt",
        "glad to be told",
        "the dsl is to decide",
        "ring may have touched",
    ):
        assert word in found
    assert found == fold(found)


def test_system_entries_have_no_words() -> None:
    assert words_of(SettingChanged(name="school_name", old='"A"', new='"B"')) == ""


@pytest.mark.parametrize("cls", FORMS, ids=lambda cls: cls.kind.code)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_any_record_can_be_searched(cls: type[Record], data: st.DataObject) -> None:
    record = data.draw(records_of(cls))
    found = words_of(record)
    assert fold("Mia Rose Tindall") in found
    typed = [getattr(record, field.name) for field in fields_of(cls) if field.type in TEXTS]
    assert all(fold(text) in found for text in typed if text)
