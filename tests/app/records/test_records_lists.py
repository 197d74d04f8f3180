"""Lists are dated data; what is fixed nationally stays, the rest is the school's."""

from __future__ import annotations

from datetime import date

import pytest

from app.records.fields import Choice
from app.records.lists import FixedOption, Option, shipped_lists, with_changes
from app.records.prompts import prompts

PROCESSES = {"cse", "cce", "domestic_abuse", "child_on_child"}
NATIONAL = ["physical", "emotional", "sexual", "neglect"]


@pytest.mark.parametrize("name", sorted(shipped_lists()))
def test_every_list_has_a_source_a_date_and_codes_of_its_own(name: str) -> None:
    held = shipped_lists()[name]
    codes = [option.code for option in held.options]
    words = [option.words for option in held.options]
    assert held.name == name
    assert held.source.strip()
    assert date.fromisoformat(held.checked) <= date(2026, 12, 31)
    assert len(set(codes)) == len(codes) >= 2
    assert len(set(words)) == len(words)
    assert all(word == word.strip() and word for word in words)


def test_the_four_categories_of_abuse_are_fixed() -> None:
    fixed = [o.code for o in shipped_lists()["categories"].options if o.fixed]
    assert fixed == NATIONAL


def test_a_choice_is_code_and_words_as_shown() -> None:
    assert shipped_lists()["yes_no"].choice("yes") == Choice("yes", "Yes")
    assert shipped_lists()["yes_no"].option("perhaps") is None
    with pytest.raises(KeyError):
        shipped_lists()["yes_no"].choice("perhaps")


def test_a_school_changes_its_own_options() -> None:
    mine = (Option(code="pond", words="Pond"), Option(code="hall", words="Hall"))
    changed = with_changes(shipped_lists(), {"places": mine})
    assert changed["places"].options == mine
    assert changed["places"].source == shipped_lists()["places"].source
    assert changed["categories"] is shipped_lists()["categories"]
    assert shipped_lists()["places"].option("pond") is None


@pytest.mark.parametrize("spoil", ["drop", "reword"])
def test_a_fixed_option_stays(spoil: str) -> None:
    options = shipped_lists()["categories"].options
    worse = Option(code="neglect", words="Neglect, perhaps", fixed=True)
    without = tuple(o for o in options if o.code != "neglect")
    changed = without if spoil == "drop" else (*without, worse)
    with pytest.raises(FixedOption) as caught:
        with_changes(shipped_lists(), {"categories": changed})
    assert caught.value.code == "neglect"


def test_fixed_options_may_change_places() -> None:
    options = tuple(reversed(shipped_lists()["categories"].options))
    assert with_changes(shipped_lists(), {"categories": options})["categories"].options == options


@pytest.mark.parametrize("code", sorted(prompts()))
def test_every_reminder_has_a_source_and_a_date(code: str) -> None:
    prompt = prompts()[code]
    assert prompt.title.strip()
    assert prompt.text.strip()
    assert prompt.source.strip()
    assert prompt.checked <= date(2026, 12, 31)
    assert not prompt.process or prompt.process in PROCESSES
