from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.canaries import CANARIES, assert_no_canary, find_words


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_planted_canary_is_found(tmp_path: Path, code: str) -> None:
    file = tmp_path / "deep" / "down.bin"
    file.parent.mkdir()
    file.write_bytes(b"\0\1" * 999 + CANARIES[0].upper().encode(code) + b"\xff" * 999)
    assert list(find_words(tmp_path, CANARIES)) == [(file, CANARIES[0])]
    with pytest.raises(AssertionError, match=CANARIES[0]):
        assert_no_canary(tmp_path)


def test_a_canary_in_a_name_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{CANARIES[1]}.pdf").touch()
    with pytest.raises(AssertionError, match=CANARIES[1]):
        assert_no_canary(tmp_path)


def test_a_word_of_the_test_is_found(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("by the Trellisgate", encoding="utf-8")
    assert_no_canary(tmp_path)
    with pytest.raises(AssertionError):
        assert_no_canary(tmp_path, "Trellisgate")


def test_the_machine_of_a_test_lies_in_its_folder(tmp_path: Path, machine: Path) -> None:
    assert machine.is_relative_to(tmp_path)
    (Path.home() / "left").write_text(CANARIES[2], encoding="utf-8")
    with pytest.raises(AssertionError, match=CANARIES[2]):
        assert_no_canary(tmp_path)
