from __future__ import annotations

import re

import msgspec
import pytest

from app.base.errors import InputError
from app.base.ids import SchoolId, new_id
from app.vault.hashing import sha256
from app.vault.recovery import (
    MISTYPED,
    TOO_LONG,
    TOO_SHORT,
    WrongSheet,
    new_code,
    new_sheet,
    read,
    recover,
    sheet_of,
    written,
)
from tests.app.vault.builders import Draws, School, times

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def problem(typed: str) -> str:
    with pytest.raises(InputError) as caught:
        read(typed)
    return caught.value.problems["code"]


def test_a_code_is_nine_groups_of_four() -> None:
    code = new_code()
    shown = written(code)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}", shown)
    assert read(shown) == code
    assert len(code) * 8 == 160


@pytest.mark.parametrize("code", [b"\0" * 20, b"\xff" * 20, bytes(range(20))])
def test_typing_is_free_where_nothing_is_lost(code: bytes) -> None:
    shown = written(code)
    assert read(shown.lower()) == code
    assert read(shown.replace("-", " ")) == code
    assert read(shown.replace("-", "\u2013")) == code
    assert read(shown.replace("-", "")) == code
    assert read(shown.replace("0", "O").replace("1", "l")) == code
    assert read(shown.replace("0", "o").replace("1", "I")) == code


def test_a_mistype_is_named_as_such() -> None:
    shown = written(bytes(range(20)))
    assert problem(shown[:-1]) == TOO_SHORT
    assert problem(shown + "0") == TOO_LONG
    assert problem("U" + shown[1:]) == MISTYPED
    assert problem("") == TOO_SHORT


def code_or_problem(typed: str) -> bytes | str:
    """Return the code as read, or why it is none."""
    try:
        return read(typed)
    except InputError as error:
        return error.problems["code"]


def mistyped(plain: str, draws: Draws) -> str:
    """Return a code with one of the errors that people make."""
    letters, at = list(plain), draws.below(len(plain))
    other, kind = draws.below(len(plain)), draws.below(5)
    if kind == 0:
        letters[at] = ALPHABET[draws.below(32)]
    elif kind == 1:
        letters[at], letters[other] = ALPHABET[draws.below(32)], ALPHABET[draws.below(32)]
    elif kind == 2:
        letters[at], letters[at - 1] = letters[at - 1], letters[at]
    elif kind == 3:
        letters[at] = letters[at - 1]
    else:
        one, two = at // 4 * 4, other // 4 * 4
        letters[one : one + 4], letters[two : two + 4] = (
            letters[two : two + 4],
            letters[one : one + 4],
        )
    return "".join(letters)


@pytest.mark.timeout(times(60, 1800))
def test_mistypes_are_caught(school: School) -> None:
    """Twenty bits of check let about one mistype in a million pass; it then opens no sheet."""
    draws, tried, passed, blind = Draws("mistypes"), 0, 0, 0
    for number in range(times(2_000, 200_000)):
        plain = written(sha256(number.to_bytes(4, "big"))[:20]).replace("-", "")
        typed = mistyped(plain, draws)
        if typed == plain:
            continue
        tried += 1
        blind += typed[-4:] == plain[-4:]
        found = code_or_problem(typed)
        if isinstance(found, bytes):
            passed += 1
            with pytest.raises(WrongSheet):
                recover(school.store().content, found)
        else:
            assert found == MISTYPED
    assert tried > times(1_500, 150_000)
    assert passed <= times(0, 3)
    assert blind > tried / 2  # the control: without the last group most would pass


def test_the_sheet_opens_what_was_granted_to_it(school: School) -> None:
    opened = recover(school.store().content, school.code)
    assert {name: key for (name, _), key in opened.vaults.items()} == school.keys.vaults
    assert opened.intake[1].public == school.keys.intake.public
    assert opened.school is not None
    assert opened.school.public == school.store().content.school_public
    assert opened.refused == ()


def test_a_code_of_no_sheet_is_told_from_a_mistype(school: School) -> None:
    with pytest.raises(WrongSheet):
        recover(school.store().content, new_code())


def test_a_sheet_can_be_tested_without_showing_anything(school: School) -> None:
    sheet, _ = sheet_of(school.store().content, school.code)
    assert sheet.number == 1


def test_a_new_sheet_puts_the_old_one_out_of_force(school: School) -> None:
    content, code = school.store().content, new_code()
    renewed = content.with_sheet(new_sheet(SchoolId(content.school), 2, code))
    assert sheet_of(renewed, code)[0].number == 2
    with pytest.raises(WrongSheet):
        sheet_of(renewed, school.code)


@pytest.mark.parametrize("change", [{"number": 2}, {"public": b"0" * 1216}])
def test_a_sheet_is_bound_to_its_number_and_key(school: School, change: dict[str, object]) -> None:
    content = school.store().content
    sheet = msgspec.structs.replace(content.sheets[0], **change)
    with pytest.raises(WrongSheet):
        recover(content.with_sheet(sheet), school.code)
    moved = msgspec.structs.replace(content, school=new_id())
    with pytest.raises(WrongSheet):
        recover(moved, school.code)


def test_a_sheet_that_hands_out_another_schools_key_is_refused(school: School) -> None:
    content = school.store().content
    other = msgspec.structs.replace(content, school_public=b"0" * 32)
    with pytest.raises(WrongSheet):
        recover(other, school.code)


def test_a_code_has_twenty_bytes() -> None:
    with pytest.raises(ValueError, match="20"):
        written(b"short")
