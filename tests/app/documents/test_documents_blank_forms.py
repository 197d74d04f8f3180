"""Forms to fill in with a pen ask what the program asks."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from app.documents.blank_adult_concern import blank_adult_concern
from app.documents.blank_concern import NUMBER_LABELS, blank_concern, not_on_paper
from app.documents.blank_fields import blank_sections
from app.documents.blocks import Document, Figure, Lines, Signature, Ticks
from app.documents.recovery_sheet import RecoverySource, recovery_sheet
from app.records.concern import Concern, ParentsTold
from app.records.declared import fields_of, sections_of
from app.records.fields import FieldType
from app.records.lists import shipped_lists
from app.records.prompts import prompts
from app.records.record import Record
from tests.app.documents.readable import readable
from tests.app.documents.samples import FINGERPRINT, SCHOOL
from tests.support.drafts import FORMS

NUMBERS = {"social_care": "Front door, 01632 960 100", "head": "Ms Dyer, extension 4"}
CONCERN = blank_concern(SCHOOL, numbers=NUMBERS)


def test_every_question_of_the_concern_is_on_paper() -> None:
    said = readable(CONCERN)
    left_out = not_on_paper()
    for field in (*fields_of(Concern), *fields_of(ParentsTold)):
        asked = field.ask is not None and field.ask.section not in left_out
        if asked and field.type is not FieldType.BODY_MAP and field.row is None:
            assert field.label in said, field.name
    for section in (one for one in sections_of(Concern) if one not in left_out):
        assert f"## {section.label}\n" in said
        assert section.hint in said


def test_what_only_the_screen_asks_is_not_on_paper() -> None:
    said = readable(CONCERN)
    names = {section.label for section in not_on_paper()}
    assert {"First written on paper", "Signs of serious violence"} <= names
    assert not any(f"## {name}" in said for name in names)
    assert "## If it was between children: what kind of harm?" in said
    ticked = {option for b in CONCERN.blocks if isinstance(b, Ticks) for option in b.options}
    assert {option.words for option in shipped_lists()["between_kinds"].options} <= ticked


def test_lists_are_ticked_and_accounts_are_ruled() -> None:
    ticked = {option for b in CONCERN.blocks if isinstance(b, Ticks) for option in b.options}
    for name in ("categories", "sources", "told_parents", "not_told_reasons", "contexts"):
        assert {option.words for option in shipped_lists()[name].options} <= ticked
    assert sum(b.count for b in CONCERN.blocks if isinstance(b, Lines)) >= 15
    assert "☐ Yes      ☐ No" in readable(CONCERN)


def test_the_schools_own_list_is_offered() -> None:
    place = shipped_lists()["sources"]
    mine = msgspec.structs.replace(place, options=place.options[:2])
    said = readable(blank_concern(SCHOOL, lists={**shipped_lists(), "sources": mine}))
    assert "☐ An adult in the family      ☐ Another adult" in said
    assert "The child themself" not in said


def test_what_to_do_first_stands_at_the_top() -> None:
    said = readable(CONCERN)
    top = said[: said.index("## Children\n")]
    assert "Is a child in immediate danger? Call 999 now" in top
    assert "Children’s social care: Front door, 01632 960 100" in top
    assert "Social care out of hours:\n" in top
    assert "Is it about an adult who works or volunteers here?" in top
    assert prompts()["confidentiality"].title in said


def test_every_number_that_a_reminder_shows_has_a_label() -> None:
    shown = {code for prompt in prompts().values() for code in prompt.numbers}
    assert shown <= set(NUMBER_LABELS)


def test_the_map_has_front_and_back_on_the_paper_form() -> None:
    (figure,) = [block for block in CONCERN.blocks if isinstance(block, Figure)]
    assert [picture.title for picture in figure.pictures] == ["Front", "Back"]
    assert "What each mark looked like" in readable(CONCERN)


def test_writer_and_dsl_sign() -> None:
    ink = [label for b in CONCERN.blocks if isinstance(b, Signature) for label in b.ink]
    assert ink == ["Signature and date", "Designated safeguarding lead: signature and date"]
    assert all(not b.signed for b in CONCERN.blocks if isinstance(b, Signature))


@pytest.mark.parametrize("cls", FORMS, ids=lambda cls: cls.kind.code)
def test_any_kind_can_be_a_paper_form(cls: type[Record]) -> None:
    document = Document(title="", marking="", blocks=tuple(blank_sections(cls, shipped_lists())))
    said = readable(document)
    for field in fields_of(cls):
        if field.type is not FieldType.BODY_MAP and field.row is None and cls is not Concern:
            assert field.label in said


def test_the_sheet_about_an_adult_is_handed_over_sealed() -> None:
    document = blank_adult_concern(SCHOOL, numbers=NUMBERS)
    said = readable(document)
    assert document.marking == "CONFIDENTIAL – concern about an adult"
    for words in (
        "sign across the flap",
        "do not investigate",
        "Nothing of this is kept in Rowan",
        "Headteacher: Ms Dyer, extension 4",
        "Designated officer (LADO):\n",
        "Could it meet the harm threshold?",
        "[ ] None of these: a low-level concern",
        "[ ] It is about myself",
        "Decision, and the reasons for it",
        "____ Headteacher or chair: name, signature and date",
    ):
        assert words in said


def test_the_recovery_sheet_shows_the_code_in_groups_and_where_to_keep_it() -> None:
    groups = "7K3M-9QX2-VB40-HT8N-R5WZ-1CDE-PG6J-4YSA-M2QF"
    document = recovery_sheet(
        RecoverySource(
            school=SCHOOL,
            code=groups,
            number=2,
            fingerprint=FINGERPRINT,
            opens=("School", "Children"),
            made_on=date(2026, 3, 3),
            made_by="Rosalind Achterberg",
        )
    )
    (figure,) = [block for block in document.blocks if isinstance(block, Figure)]
    shown = [label.text for label in figure.pictures[0].labels if len(label.text) == 4]
    assert "-".join(shown) == groups
    assert figure.alt == f"Recovery code: {groups.replace('-', ' ')}"
    said = readable(document)
    for words in (
        "# Recovery sheet 2",
        "School and Children without a passphrase",
        "School key fingerprint: 3f2a 9c01",
        "Made on: 3 March 2026",
        "in the school’s safe",
        "____ Seen by: name and date",
    ):
        assert words in said
