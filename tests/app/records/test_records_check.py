"""A draft becomes a record, or says everything that is wrong with it."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import InputError
from app.records.check import check, clean
from app.records.concern import Concern
from app.records.decision import Decision
from app.records.family import Contact, Household
from app.records.fields import SHORT_LENGTH, WORDS_LENGTH, Choice, Moment, PersonAs
from app.records.kinds import KINDS
from app.records.note import Note
from app.records.record import Record
from tests.support.drafts import mended

CALL = {"code": "call", "words": "Phone call"}
NOTE: dict[str, Any] = {
    "way": CALL,
    "with_whom": "Mother",
    "at": {"day": "2026-03-03", "time": "14:05:00"},
    "said": "She knows.",
}


def problems(cls: type[Record], draft: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        check(cls, draft)
    return caught.value.problems


def test_plain_and_typed_values_make_the_same_record() -> None:
    typed = {
        **NOTE,
        "way": Choice("call", "Phone call"),
        "at": Moment(date(2026, 3, 3), time(14, 5)),
    }
    assert check(Note, typed) == check(Note, NOTE)
    assert check(Note, NOTE).line() == "Phone call, Mother: She knows."


def test_every_problem_is_told_at_once_in_the_order_of_the_form() -> None:
    draft = {"said": "x" * (WORDS_LENGTH + 1), "with_whom": 7, "at": {"time": "14:05:00"}}
    assert list(problems(Note, draft).items()) == [
        ("way", "missing"),
        ("with_whom", "wrong"),
        ("at", "time_without_day"),
        ("said", "too_long"),
    ]


def test_what_fields_show_together_is_told_in_the_same_round() -> None:
    wrong = {"name": 7, "relation": "", "since": "2026-03-03", "until": "2026-03-02"}
    assert problems(Contact, wrong) == {
        "name": "wrong",
        "relation": "missing",
        "phone": "no_way_to_reach",
        "until": "before_start",
    }
    long = {**wrong, "email": "x" * (SHORT_LENGTH + 1)}
    assert "phone" not in problems(Contact, long)  # an address that is too long was given
    assert problems(Contact, long)["email"] == "too_long"


def test_a_row_keeps_its_place_when_one_before_it_is_wrong() -> None:
    told = {"child": "c2", "told": {"code": "no", "words": "No"}}
    draft = {**mended(Concern, {}), "parents": [{"child": "c1"}, told]}
    assert problems(Concern, draft) == {
        "parents.0.told": "missing",
        "parents.1.reason": "missing",
    }


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: f"{cls.kind.code}-{cls.kind.version}")
def test_no_kind_minds_missing_values(cls: type[Record]) -> None:
    assert not {code for _field, code in cls.cross_check({})} - {"missing", "no_way_to_reach"}


def test_blanks_alone_are_no_answer() -> None:
    assert problems(Note, {**NOTE, "said": " \n\t "}) == {"said": "missing"}
    assert check(Note, {**NOTE, "agreed": "  "}).agreed is None


def test_the_longest_short_answer_is_taken() -> None:
    assert check(Note, {**NOTE, "with_whom": "x" * SHORT_LENGTH}).with_whom == "x" * SHORT_LENGTH
    assert problems(Note, {**NOTE, "with_whom": "x" * (SHORT_LENGTH + 1)}) == {
        "with_whom": "too_long"
    }


def test_not_known_is_an_answer_only_where_the_form_offers_it() -> None:
    assert problems(Note, {**NOTE, "at": Moment()}) == {"at": "missing"}
    draft = mended(Concern, {"seen_at": Moment()})
    assert check(Concern, draft).seen_at == Moment()


def test_a_choice_keeps_the_words_that_were_shown() -> None:
    old = {"code": "call", "words": "Telephone, as it was called then"}
    assert check(Note, {**NOTE, "way": old}).way.words == old["words"]
    assert problems(Note, {**NOTE, "way": {"code": "call"}}) == {"way": "wrong"}


def test_rows_are_named_by_their_place() -> None:
    row = {"child": "c1", "told": {"code": "no", "words": "No"}}
    draft = {**mended(Concern, {}), "parents": [row, {"child": "c2"}]}
    assert list(problems(Concern, draft).items()) == [
        ("parents.0.reason", "missing"),
        ("parents.1.told", "missing"),
    ]
    draft["parents"] = [row]
    assert problems(Concern, draft) == {"parents.0.reason": "missing"}
    draft["parents"] = [{**row, "reason": {"code": "risk", "words": "Risk"}}]
    (told,) = check(Concern, draft).parents
    assert told.reason == Choice("risk", "Risk")


@pytest.mark.parametrize("code", ["none", "monitor", "early_help", "share"])
def test_not_to_refer_needs_its_own_reason(code: str) -> None:
    draft = mended(Decision, {})
    draft |= {"decision": {"code": code, "words": "W"}, "why_not_referred": None}
    assert problems(Decision, draft) == {"why_not_referred": "missing"}


@pytest.mark.parametrize("code", ["refer", "escalate", "police"])
def test_a_referral_needs_no_reason_against_it(code: str) -> None:
    draft = mended(Decision, {})
    draft |= {"decision": {"code": code, "words": "W"}, "why_not_referred": None}
    assert check(Decision, draft).why_not_referred is None


def test_a_contact_can_be_reached_somehow() -> None:
    draft: dict[str, Any] = {"name": "A", "relation": {"code": "mother", "words": "Mother"}}
    assert problems(Contact, draft) == {"phone": "no_way_to_reach"}
    assert check(Contact, {**draft, "email": "a@school.example"}).phone is None


def test_nothing_ends_before_it_began() -> None:
    draft: dict[str, Any] = {"name": "A", "relation": {"code": "mother", "words": "Mother"}}
    dates = {"since": "2026-03-03", "until": "2026-03-02"}
    assert problems(Household, {**draft, **dates}) == {"until": "before_start"}
    assert check(Household, {**draft, **dates, "until": "2026-03-03"}).until == date(2026, 3, 3)


def test_names_are_cleaned_inside_people_and_choices() -> None:
    who = {"name": "  Sia\u0302n\u0000 ", "role": "", "id": None}
    draft = {**mended(Concern, {}), "reporter": who}
    assert check(Concern, draft).reporter == PersonAs(name="Siân")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\r\nb\rc  ", "a\nb\nc"),
        ("bell\a, null\0, delete\x7f", "bell, null, delete"),
        ("tab\there", "tab\there"),
        ("lone \ud800 half", "lone  half"),
        ("e\u0301", "é"),
        ("\ufffe\uffff", ""),
        ("أحمد", "أحمد"),
    ],
)
def test_typed_text_is_made_sound(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(st.characters()))
def test_sound_text_stays_as_it_is(typed: str) -> None:
    once = clean(typed)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
