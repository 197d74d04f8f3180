"""Names are found however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.fold import fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Łukasz", "lukasz"),
        ("Øyvind", "oyvind"),
        ("Đorđe", "dorde"),
        ("Straße", "strasse"),
        ("O’Neill", "oneill"),
        ("O'Neill", "oneill"),
        ("Anne-Marie", "annemarie"),
        ("Zoë", "zoe"),
        ("Nguyễn", "nguyen"),
        ("Ŵyn", "wyn"),
        ("Æthelþryð", "aethelthryd"),
        ("I\u015f\u0131l", "isil"),
        ("  Siân \n Pugh ", "sian pugh"),
        ("أحمد", "احمد"),
        ("", ""),
    ],
)
def test_accents_and_strokes_do_not_matter(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_composed_and_decomposed_are_the_same() -> None:
    assert fold("e\u0301") == fold("é") == "e"


@given(st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cc"])))
def test_what_is_folded_stays_so(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@given(st.text("abcdeéèëłøñ'-’ "))
def test_capitals_do_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text)
