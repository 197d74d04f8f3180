"""Somebody without a key is told what is missing, and loses nothing when a stick is gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from app.base.errors import InputError
from app.exchange.intake_file import IntakeFileRefused
from app.records.concern import Concern
from app.records.intake import Unfinished
from app.services.noting import Noting, read_intake_file
from app.services.unfinished import so_far
from app.vault.faults import FileMissing
from tests.support.drafts import FORMS
from tests.support.notes import WRITER, a_note_draft, a_typed_child, answers
from tests.support.school import School, close


def test_everything_missing_is_named_at_once(school: School) -> None:
    noting = Noting.at_office(school.door())
    draft = a_note_draft(noting, writer={"name": " ", "role": ""}, seen="", place="")
    with pytest.raises(InputError) as refused:
        noting.send(msgspec.structs.replace(draft, children=()))
    assert {"writer.name", "writer.role", "children", "seen", "place"} <= set(
        refused.value.problems
    )
    assert "writer.contact" not in refused.value.problems
    long = a_note_draft(noting, writer={**WRITER, "contact": "x" * 201})
    with pytest.raises(InputError) as refused:
        noting.check(long)
    assert refused.value.problems == {"writer.contact": "too_long"}
    assert school.door().waiting().total == 0


def test_a_stick_that_is_gone_is_named_and_the_note_can_be_sent_again(
    school: School, tmp_path: Path
) -> None:
    workspace = school.enter()
    told = workspace.intake.export_file(tmp_path)
    close(workspace)
    stick = tmp_path / "stick"
    with pytest.raises(FileMissing):
        Noting.in_classroom(told, stick, school.clock)
    stick.mkdir()
    noting = Noting.in_classroom(told, stick, school.clock)
    draft = a_note_draft(noting)
    shutil.rmtree(stick)
    with pytest.raises(FileMissing):
        noting.send(draft)
    stick.mkdir()
    assert noting.send(draft).record == draft.id
    assert [path.name for path in stick.iterdir()] == [f"{draft.id}.note"]


def test_a_classroom_file_is_looked_at_before_it_is_chosen(school: School, tmp_path: Path) -> None:
    workspace = school.enter()
    told = read_intake_file(workspace.intake.export_file(tmp_path))
    close(workspace)
    assert (told.name, told.fingerprint()) == (school.made.name, school.made.fingerprint)
    strange = tmp_path / "letter.intake"
    strange.write_text("Dear all", encoding="utf-8")
    with pytest.raises(IntakeFileRefused):
        read_intake_file(strange)


# ------------------------------------------------------------------ what was typed so far


def test_answers_so_far_are_kept_in_words_and_in_order() -> None:
    child = a_typed_child()
    values = answers(
        seen_at="yesterday, about",
        told_dsl={"code": "no", "words": "No"},
        categories=[{"code": "neglect", "words": "Neglect"}, {"code": "x", "words": "Other"}],
        outside_family=True,
        map_child=child.key,
        parents=[{"child": child.key, "told": {"code": "yes", "words": "Yes"}}],
        opinion="",
        body_map={"marks": "no marks"},
    )
    note = so_far(Concern, values, [child])
    said = {row.question: row.words for row in note.answers}
    assert said["When did it happen?"] == "yesterday, about"
    assert said["Have you told a DSL in person?"] == "No"
    assert said["Categories"] == "Neglect, Other"
    assert said["It happened outside the family"] == "Yes"
    assert said["Whose marks are they?"] == child.name
    assert said["Have they been told?"] == "Yes"
    assert note.body_map is None
    assert note.line() == values["seen"]


def test_nothing_typed_is_a_note_all_the_same() -> None:
    assert so_far(Concern, {}, ()) == Unfinished()
    assert Unfinished in FORMS


def test_a_moment_is_shown_as_people_say_it() -> None:
    note = so_far(Concern, {"seen_at": {"day": "2026-11-20", "time": "08:50:00"}}, ())
    assert [row.words for row in note.answers] == ["20 November 2026 at 08:50"]
