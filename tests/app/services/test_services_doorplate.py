from __future__ import annotations

from pathlib import Path

from app.services.doorplate import plate_of
from tests.support.school import School


def test_the_plate_says_what_the_door_says(school: School) -> None:
    plate, door = plate_of(school.path, school.clock), school.door()
    assert plate is not None
    assert plate.path == school.path
    assert plate.school_name == door.school_name
    assert plate.test_school == door.test_school
    assert list(plate.people) == door.people()
    assert plate.put_back is None


def test_where_no_school_lies_there_is_no_plate(tmp_path: Path, school: School) -> None:
    assert plate_of(tmp_path / "nowhere", school.clock) is None
