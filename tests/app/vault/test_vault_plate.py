from __future__ import annotations

from pathlib import Path

import pytest

from app.vault.files import write_twice
from app.vault.folder import SchoolFolder
from app.vault.keyfile import encode
from app.vault.plate import read_plate
from tests.app.vault.builders import School


def test_the_plate_says_what_the_key_file_says(school: School) -> None:
    content = school.store().content
    plate = read_plate(school.folder)
    assert plate is not None
    assert (plate.name, plate.test_school) == (content.name, content.test_school)
    assert [h.person for h in plate.holders] == [h.person for h in content.holders]
    assert [h.name for h in plate.holders] == [h.name for h in content.holders]
    assert plate.restored is None


def test_one_damaged_copy_is_enough(school: School) -> None:
    (school.folder.path / "keys.a").write_bytes(b"damaged")
    assert read_plate(school.folder) is not None


def test_a_newer_key_file_has_no_plate(school: School) -> None:
    newer = encode(school.store().content).replace(b'"format":1', b'"format":2')
    write_twice(school.folder.path, SchoolFolder.KEYS, newer, 2)
    assert read_plate(school.folder) is None


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b'{"format": 1}'])
def test_what_is_no_key_file_has_no_plate(school: School, data: bytes) -> None:
    write_twice(school.folder.path, SchoolFolder.KEYS, data, 2)
    assert read_plate(school.folder) is None


def test_no_school_has_no_plate(tmp_path: Path) -> None:
    assert read_plate(SchoolFolder(tmp_path)) is None
