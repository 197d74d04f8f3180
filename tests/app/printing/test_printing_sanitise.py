from __future__ import annotations

import unicodedata

import pytest

from app.printing.sanitise import printable


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain text", "plain text"),
        ("a\x00b\x1bc\x7f\x9f", "abc"),
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb", "a    b"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("\ud800half", "half"),
        ("\U0001fffeend", "end"),
        ("photo\u202egpj.exe", "photo‹RLO›gpj.exe"),
        ("\u2066name\u2069", "‹LRI›name‹PDI›"),
        ("thin\u2009space em\u3000space", "thin space em space"),
        ("non\u2011breaking", "non-breaking"),
        ("क्\u200dष", "क्\u200dष"),
        ("a\u200db \u200c", "ab "),
        ("👩\u200d👧", "👩👧"),
    ],
)
def test_what_paper_shows_of_it(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_letters_of_all_scripts_stay() -> None:
    letters = "".join(
        chr(code)
        for code in range(0x21, 0x3000)
        if unicodedata.category(chr(code))[0] in "LN"
        and unicodedata.normalize("NFC", chr(code)) == chr(code)
        and code not in {0x115F, 0x1160}
    )
    assert printable(letters) == unicodedata.normalize("NFC", letters)
