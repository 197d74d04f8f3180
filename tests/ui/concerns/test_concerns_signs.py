"""Signs are asked for where a category calls for them, and reach the record as ticked."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from app.records.concern import Concern
from app.services.settings import LocalProcess
from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.concern_form import Begin, ConcernAtTest, stored
from tests.support.school import a_child
from tests.support.windows import child_of
from ui.kit.fields import FieldBox

ABOUT = "What it may be about"
VIOLENCE = "Signs of serious violence"
EXPLOITATION = "Signs of exploitation"
CSE = "Signs of child sexual exploitation"
CCE = "Signs of criminal exploitation or county lines"
HOME = "Domestic abuse and the child"


def offered(form: ConcernAtTest, section: str) -> bool:
    """Say whether a section stands under the categories to be added."""
    box = child_of(form.page, FieldBox, "field.categories")
    found = box.findChildren(QAbstractButton, f"add.{section}")
    return bool(found) and found[0].isVisibleTo(form.page)


def codes(record: Concern, field: str) -> list[str]:
    value: Any = getattr(record, field)
    return [choice.code for choice in value]


def test_no_signs_are_asked_for_before_a_category_calls_for_them(form: ConcernAtTest) -> None:
    form.add(ABOUT)
    sections = (VIOLENCE, EXPLOITATION, CSE, CCE, HOME)
    assert not any(offered(form, one) for one in sections)
    form.chip("categories", "serious_violence")
    assert offered(form, VIOLENCE)
    assert not offered(form, HOME)
    form.chip("categories", "serious_violence")
    assert not offered(form, VIOLENCE)


def test_signs_once_opened_stay_when_the_category_goes(form: ConcernAtTest) -> None:
    form.add(ABOUT)
    form.chip("categories", "serious_violence")
    form.add(VIOLENCE)
    form.chip("violence_signs", "weapon")
    form.chip("categories", "serious_violence")
    assert child_of(form.page, FieldBox, "field.violence_signs").isVisibleTo(form.page)
    assert form.page.form is not None
    assert form.page.form.values()["violence_signs"][0].code == "weapon"


@pytest.mark.capability("002-027")
def test_signs_of_serious_violence_reach_the_record(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.add(ABOUT)
    form.chip("categories", "serious_violence")
    form.add(VIOLENCE)
    assert "Nothing is added up; the DSL decides." in words(form.page)
    ticked = ["absent", "friends", "work", "self_harm", "injured", "gifts"]
    for code in ticked:
        form.chip("violence_signs", code)
    form.write("violence_words", "Waits inside until the older boys have gone.")
    form.sign()
    _header, record = stored(workspace)
    assert codes(record, "violence_signs") == ticked
    assert record.violence_words == "Waits inside until the older boys have gone."
    shown = words(form.page)
    assert "Recorded" in form.page.title.text()
    assert "score" not in shown.lower()


@pytest.mark.capability("002-036")
def test_signs_of_sexual_exploitation_come_with_the_local_process(
    begun: Begin, workspace: Workspace
) -> None:
    process = LocalProcess("Exploitation pathway 2026", "Blue folder in the office")
    workspace.settings.put_processes({"cse": process})
    a_child(workspace)
    form = begun()
    form.answer_no()
    form.choose_child("zoe nguy")
    form.required()
    form.add(ABOUT)
    form.chip("categories", "cse")
    form.add(CSE)
    line = "Your local process: Exploitation pathway 2026: Blue folder in the office"
    assert line in words(form.page)
    for code in ("partner", "contact_online", "places"):
        form.chip("cse_signs", code)
    form.sign()
    _header, record = stored(workspace)
    assert codes(record, "categories") == ["cse"]
    assert codes(record, "cse_signs") == ["partner", "contact_online", "places"]


def test_a_local_process_that_is_not_entered_is_said(form: ConcernAtTest) -> None:
    form.add(ABOUT)
    form.chip("categories", "cse")
    form.add(CSE)
    assert "Your local process: not entered yet: School, Local processes" in words(form.page)


@pytest.mark.capability("002-108")
def test_cues_of_exploitation_reach_the_record(form: ConcernAtTest, workspace: Workspace) -> None:
    form.required()
    form.add(ABOUT)
    form.chip("categories", "exploitation")
    assert "A child cannot agree to being exploited" in words(form.page)
    form.add(EXPLOITATION)
    for code in ("gifts", "possessions", "older"):
        form.chip("exploitation_signs", code)
    form.write("exploitation_words", "A new phone from “a mate of my cousin”, who is 19.")
    form.sign()
    _header, record = stored(workspace)
    assert codes(record, "exploitation_signs") == ["gifts", "possessions", "older"]
    assert record.exploitation_words == "A new phone from “a mate of my cousin”, who is 19."


@pytest.mark.capability("002-038")
def test_county_lines_have_a_category_and_signs_of_their_own(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.add(ABOUT)
    form.chip("categories", "cce")
    form.add(CCE)
    assert "a child who carries drugs may be a victim" in words(form.page)
    form.chip("cce_signs", "carries")
    form.chip("cce_signs", "found")
    form.sign()
    _header, record = stored(workspace)
    assert [c.words for c in record.categories] == ["Child criminal exploitation or county lines"]
    assert codes(record, "cce_signs") == ["carries", "found"]


@pytest.mark.capability("002-039")
def test_exposure_to_domestic_abuse_says_how_the_child_is_affected(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.add(ABOUT)
    form.chip("categories", "domestic_abuse")
    assert "Ask the DSL before anybody rings home" in words(form.page)
    form.add(HOME)
    form.chip("home_ways", "heard")
    form.chip("home_ways", "after")
    form.write("home_safely", "Ring the mother at work only, before noon.")
    form.sign()
    _header, record = stored(workspace)
    assert codes(record, "home_ways") == ["heard", "after"]
    assert record.home_safely == "Ring the mother at work only, before noon."


@pytest.mark.capability("003-006")
def test_harm_outside_the_family_and_harmful_sexual_behaviour_are_categories(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.add(ABOUT)
    form.chip("categories", "extra_familial")
    assert offered(form, EXPLOITATION)
    form.chip("categories", "hsb")
    assert "Harmful sexual behaviour: tell the DSL now" in words(form.page)
    form.sign()
    _header, record = stored(workspace)
    assert codes(record, "categories") == ["extra_familial", "hsb"]
    assert [choice.words for choice in record.categories] == [
        "Other harm outside the family",
        "Harmful sexual behaviour",
    ]


def test_the_check_page_offers_only_what_the_answers_call_for(form: ConcernAtTest) -> None:
    form.required()
    form.add(ABOUT)
    form.chip("categories", "domestic_abuse")
    form.check()
    assert shown(form, f"add.{HOME}")
    assert not shown(form, f"add.{VIOLENCE}")


def shown(form: ConcernAtTest, name: str) -> bool:
    found = form.page.findChildren(QAbstractButton, name)
    return any(button.isVisibleTo(form.page) for button in found)
