from __future__ import annotations

from tests.support.rowan import RowanAtTest


def test_signing_in_opens_today(rowan: RowanAtTest) -> None:
    rowan.sign_in()
    assert rowan.window.page().objectName() == "today-page"
