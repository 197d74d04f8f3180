from __future__ import annotations

from pathlib import Path

import pytest

from app.base.errors import InputError
from app.services.schools import (
    NoSchoolHere,
    check_code,
    check_place,
    door_of,
    draw_passphrase,
    holds_school,
    same_words,
)
from app.services.settings import PhoneNumber
from app.services.setup import FolderHasVaults, Named, SetUpAnswers, check_answers, set_up_school
from app.vault.faults import StorageFailed
from app.vault.folder import SchoolFolder
from app.vault.passphrase import Cost
from app.vault.places import FolderRefused
from tests.support.school import (
    DSL,
    HEAD,
    NOW,
    PASSPHRASE,
    SCHOOL,
    TEACHER,
    HandClock,
    School,
    make_school,
)

FIRST = Named(name="Ada Quill", roles=("dsl", "head"))


def answers(**parts: object) -> SetUpAnswers:
    return SetUpAnswers(**{"school": "Hill", "first": FIRST, **parts})  # type: ignore[arg-type]


def test_a_new_school_is_whole_and_sound(school: School) -> None:
    workspace = school.enter()
    assert workspace.alarms == ()
    assert workspace.settings.school_name() == SCHOOL
    assert [card.name for card in workspace.roll_view.people()] == [TEACHER, HEAD, DSL]
    assert workspace.me.person.role == "Designated safeguarding lead"
    assert all(report.sound for report in workspace.verify())
    assert workspace.school_fingerprint == school.made.fingerprint
    workspace.close(signed_out=True)


def test_numbers_given_at_set_up_are_there(tmp_path: Path) -> None:
    numbers = {"lado": PhoneNumber("Duty line", "01632 960 142")}
    clock = HandClock(NOW)
    made = set_up_school(
        SchoolFolder(tmp_path / "s"),
        answers(numbers=numbers),
        PASSPHRASE,
        clock=clock,
        cost=Cost.for_tests(),
        test_school=True,
    )
    school = School(folder=SchoolFolder(tmp_path / "s"), clock=clock, made=made)
    workspace = school.enter()
    assert workspace.settings.numbers()["lado"].number == "01632 960 142"
    assert workspace.me.roles == ("dsl", "head")
    workspace.close(signed_out=True)


@pytest.mark.parametrize(
    ("parts", "problems"),
    [
        ({"school": "  "}, {"school": "missing"}),
        ({"first": Named(name="", roles=("dsl",))}, {"first_name": "missing"}),
        ({"first": Named(name="A", roles=("teacher",))}, {"first_roles": "missing"}),
        ({"first": Named(name="A", roles=())}, {"first_roles": "missing"}),
    ],
)
def test_what_set_up_needs(parts: dict[str, object], problems: dict[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        check_answers(answers(**parts))
    assert caught.value.problems == problems


def test_no_school_is_made_where_one_lies(school: School) -> None:
    before = {path.name: path.read_bytes() for path in school.path.glob("*.vault")}
    with pytest.raises(FolderHasVaults):
        make_school(school.path, HandClock())
    with pytest.raises(FolderHasVaults):
        check_place(school.path)
    assert {path.name: path.read_bytes() for path in school.path.glob("*.vault")} == before


def test_vaults_without_a_key_file_are_not_overwritten(school: School) -> None:
    for path in school.path.glob(f"{SchoolFolder.KEYS}.*"):
        path.unlink()
    with pytest.raises(FolderHasVaults):
        make_school(school.path, HandClock())


def test_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "OneDrive - Hilltop" / "Rowan"
    with pytest.raises(FolderRefused):
        make_school(place, HandClock())
    assert not place.exists()


def test_a_folder_is_looked_at_before_it_is_used(tmp_path: Path, school: School) -> None:
    check_place(tmp_path / "new" / "school")
    assert not holds_school(tmp_path / "new" / "school")
    assert holds_school(school.path)
    assert door_of(school.path, school.clock).school_name == SCHOOL
    with pytest.raises(NoSchoolHere):
        door_of(tmp_path / "new" / "school", school.clock)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder", encoding="utf-8")
    with pytest.raises(StorageFailed):
        check_place(file)
    assert file.read_text(encoding="utf-8") == "not a folder"


def test_the_recovery_code_is_typed_back(school: School) -> None:
    code = school.made.recovery_code
    check_code(code, code)
    check_code(code.lower().replace("-", " "), code)
    swapped = code[:-1] + ("2" if code[-1] != "2" else "3")
    with pytest.raises(InputError):
        check_code(swapped, code)
    with pytest.raises(InputError):
        check_code("", code)


def test_drawn_passphrases_differ_and_have_five_words() -> None:
    drawn = {draw_passphrase() for _each in range(20)}
    assert len(drawn) == 20
    assert all(len(words.split()) == 5 for words in drawn)
    assert same_words("  marble  otter ", "marble otter")
    assert not same_words("marble", "marble otter")


def test_a_school_of_a_test_says_so(school: School) -> None:
    assert school.door().test_school
