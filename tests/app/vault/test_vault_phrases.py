from __future__ import annotations

import pytest

from app.vault.phrases import (
    ABOUT_YOU,
    TOO_COMMON,
    TOO_PLAIN,
    TOO_SHORT,
    WORDS,
    _words,
    generate,
    problem_with,
)

ABOUT = ("Jane Smith", "Oakfield Primary School")


def test_drawn_passphrases_have_five_words_of_the_list() -> None:
    words = generate().split()
    assert len(words) == WORDS == 5
    assert set(words) <= set(_words())


def test_the_list_is_long_enough_for_its_strength() -> None:
    assert len(_words()) == 7776


def test_no_two_draws_are_alike_and_all_pass() -> None:
    drawn = {generate(4) for _ in range(200)}
    assert len(drawn) == 200
    assert {problem_with(one) for one in drawn} == {None}


def test_fewer_than_four_words_are_never_drawn() -> None:
    with pytest.raises(ValueError, match="at least 4"):
        generate(3)


@pytest.mark.parametrize(
    ("passphrase", "problem"),
    [
        ("short words", TOO_SHORT),
        ("   a    b   c   d   ", TOO_SHORT),
        ("aaaaaaaaaaaaaaa", TOO_PLAIN),
        ("123456789012", TOO_PLAIN),
        ("qwertyuiop12", TOO_PLAIN),
        ("password1234", TOO_COMMON),
        ("P@ssw0rd2024!", TOO_COMMON),
        ("Safeguarding2025", TOO_COMMON),
        ("correct horse battery staple", TOO_COMMON),
        ("Oakfield2024!!", ABOUT_YOU),
        ("Jane Smith 1999", ABOUT_YOU),
        ("my dog eats 3 shoes", None),
        ("Łukasz cycles to Ealing", None),
        ("smith the heron waded off", None),
    ],
)
def test_chosen_passphrases_are_judged(passphrase: str, problem: str | None) -> None:
    assert problem_with(passphrase, ABOUT) == problem
