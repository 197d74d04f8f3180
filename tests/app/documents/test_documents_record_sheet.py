"""The signed sheet of any record, and what it shows of a concern."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.blocks import Document, Heading, PageBreak, Signature, Table
from app.documents.record_sheet import record_sheet
from app.documents.sheet_source import SheetSource, Signed
from app.records.closure import Matched, Reopening
from app.records.declared import fields_of
from app.records.fields import Choice, FieldType, Moment
from app.records.header import Link
from app.records.record import Record
from tests.app.documents.readable import readable
from tests.app.documents.samples import (
    DAN,
    DSL,
    MIA,
    SCHOOL,
    TEACHER,
    VISITOR,
    at,
    concern,
    entry,
    follow_ups,
    moment,
    source,
)
from tests.support.drafts import FORMS, full, records_of

GOLDEN = Path(__file__).with_name("concern_sheet.txt")
FOR_MIA = frozenset({"c1"})
FOR_DAN = frozenset({"c2"})

forms = pytest.mark.parametrize("cls", FORMS, ids=lambda cls: cls.kind.code)


def sheet_of(record: Record, *, for_child: frozenset[str] = frozenset()) -> Document:
    whole = entry(7, record, at(3, 15, 20), children=(MIA, DAN))
    return record_sheet(SheetSource(school=SCHOOL, entry=whole, for_child=for_child))


def headings(document: Document, level: int) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == level]


def times(document: Document) -> dict[str, tuple[str, str]]:
    table = next(b for b in document.blocks if isinstance(b, Table) and len(b.columns) == 3)
    return {what: (when, delay) for what, when, delay in table.rows}


def test_the_sheet_of_a_concern_reads_as_agreed() -> None:
    assert readable(record_sheet(source())) == GOLDEN.read_text("utf-8")


@forms
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_every_kind_has_a_sheet_with_every_answer(cls: type[Record], data: st.DataObject) -> None:
    record = data.draw(records_of(cls))
    said = readable(sheet_of(record)).replace("\n    | ", "\n").replace("\n    ? ", "\n")
    flat = " ".join(said.replace(" / ", " ").split())
    for field in fields_of(cls):
        value = getattr(record, field.name)
        if field.type in (FieldType.SHORT, FieldType.WORDS) and value:
            words = " ".join(value.replace(" / ", " ").split())
            assert words in flat
        elif field.type is FieldType.CHOICE and value:
            assert value.words in said
        elif isinstance(value, Moment):
            assert value.shown() in said


@forms
def test_every_kind_is_titled_numbered_and_signed(cls: type[Record]) -> None:
    document = sheet_of(full(cls))
    assert headings(document, 1) == [cls.kind.label]
    assert document.title == f"{cls.kind.label}, record 7"
    assert document.record == "Record 7, version 1"
    assert document.marking == "CONFIDENTIAL – child protection"
    (signature,) = [b for b in document.blocks if isinstance(b, Signature)]
    assert signature.signed.startswith("Signed in Rowan by Rosalind Achterberg on 3 March 2026")
    assert ("with their passphrase" in signature.signed) is (cls.kind.sign == "attest")
    assert len(signature.ink) == 2


@forms
def test_one_child_is_shown_as_facts_and_several_in_a_table(cls: type[Record]) -> None:
    alone = entry(7, full(cls), at(3, 15, 20))
    said = readable(record_sheet(SheetSource(school=SCHOOL, entry=alone)))
    assert "Child: Mia Rose Tindall (Mimi Tindall)\nBorn: 12 May 2017 (aged 8)" in said
    assert "Child | Born" in readable(sheet_of(full(cls)))


def test_the_account_stands_apart_from_the_decision() -> None:
    document = record_sheet(source())
    assert headings(document, 1) == ["Concern", "Concern: what was decided and done"]
    part = next(
        place
        for place, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.text == "Concern: what was decided and done"
    )
    assert isinstance(document.blocks[part - 1], PageBreak)
    account = readable(replace(document, blocks=document.blocks[:part]))
    afterwards = readable(replace(document, blocks=document.blocks[part:]))
    assert "Why is it not referred" not in account
    assert "water fountain" not in afterwards
    assert "Hanna Brandt (Class teacher): signature and date" in account
    assert "Designated safeguarding lead: name, signature and date" in afterwards


def test_the_delay_from_the_event_to_the_decision_is_seen() -> None:
    assert times(record_sheet(source())) == {
        "It happened": ("3 March 2026 at 12:40", ""),
        "Noticed, or told to an adult": ("3 March 2026 at 12:45", "5 minutes later"),
        "DSL told in person": ("3 March 2026 at 13:25", "45 minutes later"),
        "Written by Hanna Brandt (Class teacher)": ("3 March 2026 at 15:20", "2 h 40 min later"),
        "Read by Rosalind Achterberg": ("3 March 2026 at 15:35", "2 h 55 min later"),
        "Decided (record 44)": ("3 March 2026 at 16:20", "3 h 40 min later"),
    }


def test_when_the_decision_says_another_time_than_the_reporter_both_are_seen() -> None:
    whole = source()
    untold = msgspec.structs.replace(concern(), told_dsl_at=moment(3, 13, 0))
    shown = times(record_sheet(replace(whole, entry=replace(whole.entry, record=untold))))
    assert shown["DSL told in person"] == ("3 March 2026 at 13:00", "20 minutes later")
    assert shown["Reached the DSL (record 44)"] == ("3 March 2026 at 13:25", "45 minutes later")


def test_where_the_event_has_no_time_the_delay_counts_from_what_is_known() -> None:
    record = msgspec.structs.replace(
        concern(), seen_at=Moment(), noticed_at=None, told_dsl=Choice("no", "No"), told_dsl_at=None
    )
    whole = source()
    lone = replace(whole, entry=replace(whole.entry, record=record), follow_ups=())
    document = record_sheet(lone)
    assert times(document) == {
        "It happened": ("Not known", ""),
        "Written by Hanna Brandt (Class teacher)": ("3 March 2026 at 15:20", ""),
        "DSL told in person": ("Not by the time of writing", ""),
        "Decided": ("Not yet when this sheet was composed", ""),
    }
    table = next(b for b in document.blocks if isinstance(b, Table) and len(b.columns) == 3)
    assert table.columns[2].heading == "After that"


def test_what_entered_later_than_it_was_written_says_so() -> None:
    whole = source()
    late = replace(whole, entry=replace(whole.entry, recorded=at(5, 8, 0)))
    assert times(record_sheet(late))["Entered in the record"] == (
        "5 March 2026 at 08:00",
        "2 days later",
    )


def test_actions_keep_their_old_dates_and_owners() -> None:
    said = readable(record_sheet(source()))
    (row,) = [line for line in said.split("\n") if line.startswith("46 | ")]
    assert "Tomos Vaughan / by 10 Mar 2026" in row
    assert "new date 17 Mar 2026, was 10 Mar 2026: Deputy was ill for a week" in row
    assert row.index("record 48") < row.index("record 49") < row.index("record 50")
    assert "Open when this was printed" not in row


def test_follow_ups_stand_in_order_with_their_numbers() -> None:
    parts = headings(record_sheet(source()), 2)
    assert parts[-5:] == ["Note", "Decision", "Who looks after it", "Actions", "Closed"]
    said = readable(record_sheet(source()))
    for number in (43, 44, 51):
        assert f"Record {number}, version 1 · " in said


def test_opened_again_stands_behind_the_closure() -> None:
    again = entry(
        52, Reopening(reason="It began anew"), at(25, 9, 0), links=(Link("r41", "reopens"),)
    )
    whole = replace(source(), follow_ups=(again, *follow_ups()))
    assert headings(record_sheet(whole), 2)[-2:] == ["Closed", "Opened again"]


def test_other_children_are_letters_everywhere() -> None:
    said = readable(record_sheet(source(for_child=FOR_MIA)))
    for name in ("Daniel", "DANIEL", "Danny", "Ŵyn", "Neill", "Jodie", "2016", "Elm", "about 9"):
        assert name not in said
    assert "Child B | not shown | not shown | Child said to have caused harm" in said
    assert "Child B stood at the wall, and Child C was with him." in said
    assert "Child B did it coz" in said
    assert "Whose parents or carers?: Child B" in said
    assert "Mia Rose Tindall (Mimi Tindall)" in said
    assert "About: Mia Rose Tindall, Child B" in said


def test_the_same_record_for_the_other_child() -> None:
    said = readable(record_sheet(source(for_child=FOR_DAN)))
    for name in ("Mia", "Mimi", "Tindall", "2017", "Oak"):
        assert name not in said
    assert "Daniel Ŵyn O’Neill (Danny O’Neill)" in said


def test_entries_about_other_children_only_are_left_out_and_counted() -> None:
    whole = source(for_child=FOR_MIA)
    assert whole.left_out() == 1
    said = readable(record_sheet(whole))
    assert "father" not in said
    assert "not shown here: 1" in said
    assert "not shown here" not in readable(record_sheet(source()))


def test_the_key_to_the_letters_is_no_part_of_the_sheet() -> None:
    key = source(for_child=FOR_MIA).letters().key
    assert [(one.called, one.ref) for one in key] == [("Child B", "c2"), ("Child C", "k1")]
    assert source().letters().key == ()


def test_a_child_matched_later_is_known_under_both_refs() -> None:
    links = (Link("r41", "about"), Link("k1", "was"), Link("c9", "matches"))
    jodie = msgspec.structs.replace(VISITOR, child="c9", key="", name="Jodie Hale")
    matched = entry(
        53, Matched(key="Jodie", reason="Asked"), at(4, 9, 0), children=(jodie,), links=links
    )
    whole = replace(source(), follow_ups=(*follow_ups(), matched))
    theirs = replace(whole, for_child=frozenset({"c9"}))
    assert [one.called for one in theirs.letters().key] == ["Child B", "Child C"]
    assert "Jodie was with him" in readable(record_sheet(theirs))
    others = replace(whole, for_child=FOR_MIA)
    assert "Jodie" not in readable(record_sheet(others))
    assert [one.ref for one in others.letters().key] == ["c2", "c9"]
    assert others.letters().text("the Hale family") == "the Child C family"


def test_a_key_that_its_holder_has_not_confirmed_is_told() -> None:
    whole = source()
    signed = Signed(by="Hanna Brandt", strength="session", issued_by="Rosalind Achterberg")
    sheet = record_sheet(replace(whole, entry=replace(whole.entry, signed=signed)))
    first = next(b for b in sheet.blocks if isinstance(b, Signature))
    assert first.signed.startswith(
        "Signed in Rowan by Hanna Brandt on 3 March 2026 at 15:20 with the key unlocked at"
        " sign-in; the passphrase was not asked for again.\n"
        "Time by this PC’s clock.\n"
        "This key was issued by Rosalind Achterberg and not yet confirmed by Hanna Brandt."
    )


def test_a_record_says_what_it_links_to_by_number() -> None:
    links = (Link("r41", "answers"), Link("r12", "same_event"), Link("unknown", "about"))
    whole = entry(44, follow_ups()[3].record, at(3, 16, 20), links=links)
    known = SheetSource(school=SCHOOL, entry=whole, numbers={"r41": 41, "r12": 12})
    said = readable(record_sheet(known))
    assert "Decides about: Record 41" in said
    assert "Same event as: Record 12" in said
    assert "unknown" not in said


def test_what_matters_is_said_even_where_it_was_not_answered() -> None:
    bare = msgspec.structs.replace(
        concern(), words=None, parents=(), opinion=None, body_map=None, map_seen_at=None,
        first_aid=None,
    )  # fmt: skip
    said = readable(sheet_of(bare))
    assert "The child's exact words: Not provided" in said
    assert "Parents or carers told: Not provided" in said
    assert "Your opinion" not in said
    assert "Body map" not in said


def test_a_map_has_a_page_of_its_own_and_is_covered_by_the_signature() -> None:
    blocks = record_sheet(source()).blocks
    place = next(p for p, block in enumerate(blocks) if isinstance(block, Signature))
    assert isinstance(blocks[place + 1], PageBreak)
    assert blocks[place + 2] == Heading(text="Body map")
    covers = "This covers the body map on the next page."
    signature = blocks[place]
    assert isinstance(signature, Signature)
    assert covers in signature.signed
    without = msgspec.structs.replace(concern(), body_map=None)
    assert covers not in readable(sheet_of(without))


def test_the_reporter_signs_even_if_somebody_else_wrote() -> None:
    whole = source()
    by_dsl = replace(whole.entry, header=msgspec.structs.replace(whole.entry.header, author=DSL))
    first = next(
        b for b in record_sheet(replace(whole, entry=by_dsl)).blocks if isinstance(b, Signature)
    )
    assert first.ink == (f"{TEACHER.shown()}: signature and date",)
