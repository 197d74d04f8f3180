from __future__ import annotations

import msgspec
import pytest

from app.records.lists import FixedOption, Option, shipped_lists
from app.records.system import SettingChanged
from app.services.settings import NUMBER_CODES, PhoneNumber
from app.workspace import Workspace
from tests.support.school import SCHOOL, School

FIXED = sorted(name for name, one in shipped_lists().items() if any(o.fixed for o in one.options))


def test_what_was_never_set_has_its_default(workspace: Workspace) -> None:
    assert workspace.settings.get("no such", int, 7) == 7
    assert workspace.settings.school_name() == SCHOOL


def test_old_and_new_value_stand_in_the_ledger(workspace: Workspace) -> None:
    workspace.settings.put("idle_minutes", 10)
    workspace.settings.put("idle_minutes", 5, reason="The office is shared.")
    records = [w.record for w in workspace._vaults.school.of_kinds(["setting"])]
    last = records[-1]
    assert isinstance(last, SettingChanged)
    assert (last.old, last.new, last.reason) == ("10", "5", "The office is shared.")
    assert workspace.settings.get("idle_minutes", int, 0) == 5
    assert workspace.access_log.newest(1)[0].what == "setting"


def test_the_same_value_again_is_no_entry(workspace: Workspace) -> None:
    workspace.settings.put("idle_minutes", 10)
    before = workspace._vaults.school.head()
    assert workspace.settings.put("idle_minutes", 10).records == ()
    assert workspace._vaults.school.head() == before


def test_numbers_are_all_there_and_empty_until_known(workspace: Workspace) -> None:
    assert workspace.settings.numbers() == dict.fromkeys(NUMBER_CODES, PhoneNumber())
    lado = PhoneNumber("Duty line", "01632 960 142")
    workspace.settings.put_numbers({"lado": lado})
    assert workspace.settings.numbers()["lado"] == lado
    assert workspace.settings.numbers()["police"] == PhoneNumber()


def test_settings_outlive_the_lock(school: School) -> None:
    first = school.enter()
    first.settings.put_numbers({"lado": PhoneNumber("Duty line", "01632 960 142")})
    first.close(signed_out=False)
    again = school.enter()
    assert again.settings.numbers()["lado"].number == "01632 960 142"
    again.close(signed_out=True)


# ------------------------------------------------------------------ lists


def test_a_school_may_add_and_reword_its_own_options(workspace: Workspace) -> None:
    places = workspace.settings.lists()["places"].options
    changed = (*places[1:], Option("forest", "Forest school"))
    workspace.settings.put_list("places", changed)
    assert workspace.settings.lists()["places"].options == changed
    assert shipped_lists()["places"].options == places


@pytest.mark.parametrize("name", FIXED)
@pytest.mark.parametrize("how", ["removed", "reworded", "unfixed"])
def test_a_fixed_option_stays(workspace: Workspace, name: str, how: str) -> None:
    options = workspace.settings.lists()[name].options
    fixed = next(option for option in options if option.fixed)
    put: dict[str, tuple[Option, ...]] = {
        "removed": (),
        "reworded": (msgspec.structs.replace(fixed, words="Something milder"),),
        "unfixed": (msgspec.structs.replace(fixed, fixed=False),),
    }
    rest = tuple(option for option in options if option != fixed)
    before = workspace._vaults.school.head()
    with pytest.raises(FixedOption) as caught:
        workspace.settings.put_list(name, (*put[how], *rest))
    assert caught.value.code == fixed.code
    assert workspace._vaults.school.head() == before
    assert workspace.settings.lists()[name].options == options


def test_the_four_categories_of_abuse_are_fixed() -> None:
    fixed = [o.code for o in shipped_lists()["categories"].options if o.fixed]
    assert fixed == ["physical", "emotional", "sexual", "neglect"]


def test_a_changed_list_does_not_undo_another(workspace: Workspace) -> None:
    for name in ("places", "relations"):
        options = workspace.settings.lists()[name].options
        workspace.settings.put_list(name, (*options, Option("mine", "Ours")))
    lists = workspace.settings.lists()
    assert lists["places"].option("mine")
    assert lists["relations"].option("mine")
