"""Every kind of record keeps the contract from which form, check, sheet and search follow."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import InputError
from app.records.check import check
from app.records.declared import Field, fields_of, sections_of
from app.records.fields import FieldType, Moment
from app.records.kinds import DECLARED, KINDS, NEWEST, OLD, of_version
from app.records.lists import shipped_lists
from app.records.prompts import prompts
from app.records.record import Record, Row
from tests.support.drafts import FORMS, drafts_of, full, mended, records_of

STRENGTHS = {"session", "attest"}
ATTESTED = {"concern", "decision", "filed_in_error", "put_back", "taken_in"}

forms = pytest.mark.parametrize("cls", FORMS, ids=lambda cls: cls.kind.code)


def tables(cls: type[Record]) -> list[tuple[type[Record | Row], Field]]:
    """Return every question of a kind and of its rows."""
    own = [(cls, field) for field in fields_of(cls)]
    rows = [field.row for field in fields_of(cls) if field.row is not None]
    return own + [(row, field) for row in rows for field in fields_of(row)]


def test_codes_and_versions_are_told_apart() -> None:
    assert len(DECLARED) == len(KINDS) + len(OLD)
    assert all(of_version(cls.kind.code, cls.kind.version) is cls for cls in OLD)
    assert all(cls.kind.version < NEWEST[cls.kind.code].kind.version for cls in OLD)
    assert set(NEWEST) == {cls.kind.code for cls in KINDS}
    assert all(of_version(cls.kind.code, cls.kind.version) is cls for cls in KINDS)
    assert of_version("concern", 0) is None
    assert of_version("unheard", 1) is None


def test_each_kind_says_how_it_is_signed_and_where_it_is_kept() -> None:
    assert all(cls.kind.sign in STRENGTHS for cls in KINDS)
    assert all(cls.kind.vault in {"school", "children", "any"} for cls in KINDS)
    assert {cls.kind.code for cls in KINDS if cls.kind.sign == "attest"} == ATTESTED
    assert all(cls.kind.label.strip() for cls in KINDS)


def test_what_stands_open_waits_for_kinds_that_exist() -> None:
    waited = {code for cls in KINDS for code in cls.kind.waits_for}
    assert waited == {"closure", "action.done", "action.cancelled", "reconsideration.answer"}
    assert waited <= set(NEWEST)


@forms
def test_every_question_is_asked_in_words(cls: type[Record]) -> None:
    for _holder, field in tables(cls):
        assert field.ask is not None, field.name
        assert field.label == field.ask.label
        for words in (field.ask.label, field.ask.hint, field.ask.missing, field.ask.add):
            assert words == words.strip()
        assert field.ask.label
        assert field.ask.section.label.strip()
        assert field.ask.rows >= 1


@forms
def test_what_must_be_answered_has_words_for_its_absence(cls: type[Record]) -> None:
    bare = [
        field.name
        for _holder, field in tables(cls)
        if field.required and field.ask and not (field.ask.missing or field.ask.default)
    ]
    assert bare == []


@forms
def test_lists_and_reminders_that_a_question_names_exist(cls: type[Record]) -> None:
    for _holder, field in tables(cls):
        ask = field.ask
        assert ask is not None
        assert not ask.pick or ask.pick in shipped_lists()
        assert {ask.prompt, ask.section.prompt} - {""} <= set(prompts())
        if field.type in (FieldType.CHOICE, FieldType.CHOICES):
            assert ask.pick, field.name


@forms
def test_a_question_depends_on_a_neighbour_and_on_answers_it_offers(cls: type[Record]) -> None:
    for holder, field in tables(cls):
        if field.ask is None or field.ask.show_when is None:
            continue
        name, codes = field.ask.show_when
        other = next(one for one in fields_of(holder) if one.name == name)
        assert not field.required
        if other.type is FieldType.TICK:
            assert codes == {"yes"}
        else:
            assert other.ask is not None
            offered = {option.code for option in shipped_lists()[other.ask.pick].options}
            assert codes <= offered


@forms
def test_a_section_is_met_once(cls: type[Record]) -> None:
    """The questions of one section follow each other: nothing is asked in two places."""
    met = [field.ask.section for field in fields_of(cls) if field.ask]
    changes = [b for a, b in zip([None, *met], met, strict=False) if a is not b]
    assert changes == list(sections_of(cls))


@forms
def test_a_section_that_waits_for_an_answer_names_answers_that_are_offered(
    cls: type[Record],
) -> None:
    for section in sections_of(cls):
        if section.offered_when is not None:
            name, codes = section.offered_when
            other = next(one for one in fields_of(cls) if one.name == name)
            assert section.added
            assert other.ask is not None
            assert codes <= {option.code for option in shipped_lists()[other.ask.pick].options}


@forms
def test_an_empty_draft_is_told_all_that_is_missing_in_form_order(cls: type[Record]) -> None:
    required = [field.name for field in fields_of(cls) if field.required]
    if not required:
        assert check(cls, {}) == cls()
        return
    with pytest.raises(InputError) as caught:
        check(cls, {})
    missing = [name for name, code in caught.value.problems.items() if code == "missing"]
    assert missing == required


@forms
def test_a_row_is_told_all_that_is_missing(cls: type[Record]) -> None:
    for field in fields_of(cls):
        if field.row is None:
            continue
        draft = mended(cls, {}) | {field.name: [{}]}
        with pytest.raises(InputError) as caught:
            check(cls, draft)
        wanted = {f"{field.name}.0.{f.name}" for f in fields_of(field.row) if f.required}
        assert set(caught.value.problems) == wanted
        assert set(caught.value.problems.values()) == {"missing"}


@forms
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_record_survives_being_stored_and_checked_again(
    cls: type[Record], data: st.DataObject
) -> None:
    record = check(cls, mended(cls, data.draw(drafts_of(cls))))
    stored = msgspec.json.encode(record)
    assert msgspec.json.decode(stored, type=cls) == record
    plain: dict[str, Any] = msgspec.to_builtins(record)
    assert check(cls, plain) == record
    assert msgspec.json.encode(check(cls, plain)) == stored


@forms
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_lifted_columns_are_of_their_types(cls: type[Record], data: st.DataObject) -> None:
    record = data.draw(records_of(cls))
    assert isinstance(record.line(), str)
    happened = record.happened_at()
    assert happened is None or isinstance(happened, Moment)
    assert record.due_on() is None or record.kind.code in {"action", "action.redated"}


@forms
def test_a_full_record_answers_every_question(cls: type[Record]) -> None:
    record = full(cls)
    empty = [f.name for f in fields_of(cls) if getattr(record, f.name) in (None, (), "")]
    # Rules of the kind drop a few: an end before the start, a UPN that cannot be one.
    assert set(empty) <= {"upn", "until"}


@forms
def test_nothing_that_no_question_asks_for_is_accepted(cls: type[Record]) -> None:
    with pytest.raises(InputError) as caught:
        check(cls, {"extra": "1"})
    assert caught.value.problems["extra"] == "unknown_field"


def test_options_name_reminders_that_exist() -> None:
    named = {o.prompt for held in shipped_lists().values() for o in held.options if o.prompt}
    assert named
    assert named <= set(prompts())
