from __future__ import annotations

import itertools

import pytest

from app.base.errors import InputError
from app.printing.codes import ALPHABET, new_code, read_code, scanned, shown

CODES = [new_code() for _each in range(40)]


def problem(text: str) -> str:
    with pytest.raises(InputError) as caught:
        read_code(text)
    return caught.value.problems["code"]


def test_codes_differ_and_read_back() -> None:
    assert len({*CODES}) == len(CODES)
    assert [read_code(code) for code in CODES] == CODES
    assert [read_code(shown(code)) for code in CODES] == CODES
    assert [read_code(scanned(code)) for code in CODES] == CODES


def test_a_code_stands_in_groups() -> None:
    assert shown("0123456789ABC") == "0123-4567-89AB-C"


@pytest.mark.parametrize("code", CODES[:10], ids=range(10))
def test_a_code_may_be_typed_as_people_type(code: str) -> None:
    assert read_code(shown(code).lower()) == code
    assert read_code(f"  {shown(code)} ".replace("-", " – ")) == code
    assert read_code(code.replace("0", "o").replace("1", "l")) == code
    assert read_code(code.replace("0", "O").replace("1", "I")) == code
    assert read_code(f"rowan1:{code.lower()}") == code


@pytest.mark.parametrize("code", CODES[:10], ids=range(10))
def test_each_mistyped_character_is_found(code: str) -> None:
    for at, char in itertools.product(range(len(code)), ALPHABET):
        if code[at] != char:
            assert problem(code[:at] + char + code[at + 1 :]) == "check"


@pytest.mark.parametrize("code", CODES[:10], ids=range(10))
def test_each_exchange_of_two_characters_is_found(code: str) -> None:
    for one, other in itertools.combinations(range(len(code)), 2):
        letters = list(code)
        letters[one], letters[other] = letters[other], letters[one]
        if letters[one] != letters[other]:
            assert problem("".join(letters)) == "check"


def test_other_faults_have_their_names() -> None:
    assert problem("  - ") == "missing"
    assert problem("0123-4567") == "length"
    assert problem(CODES[0] + "0") == "length"
    assert problem("0123-4567-89AB-U") == "letters"
    assert problem("ROWAN2:" + CODES[0]) == "letters"
