from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.records.check import check
from app.records.concern import Concern
from ui.shell.crash import catch_crashes, report_of
from ui.shell.crash_dialog import CrashDialog

CANARY = "Zoë fell off her scooter"


def an_error() -> BaseException:
    try:
        _fail_over({}, CANARY)
    except ValueError as error:
        return error
    raise AssertionError("nothing failed")


def _fail_over(answers: dict[str, str], words: str) -> str:
    try:
        return answers[words]
    except KeyError as error:
        raise ValueError(f"not a day: {words}") from error


def test_the_report_says_what_and_where_but_no_word_of_a_record() -> None:
    report = report_of(an_error())
    assert report.splitlines()[0] == "ValueError"
    assert "KeyError" in report
    assert "tests/ui/shell/test_shell_crash.py:" in report
    assert "Zoë" not in report
    assert "scooter" not in report


def test_a_report_of_our_own_errors_holds_no_answers() -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - any error will do
        check(Concern, {"place": CANARY, CANARY: CANARY})
    report = report_of(caught.value)
    assert "app/records/check.py:" in report
    assert "scooter" not in report


def test_the_report_names_no_folder_of_this_machine() -> None:
    report = report_of(an_error())
    assert "/work" not in report
    assert not any(line.strip().startswith("/") for line in report.splitlines())


@pytest.fixture
def _hook() -> Iterator[None]:
    before = sys.excepthook
    yield
    sys.excepthook = before


@pytest.mark.usefixtures("_hook")
def test_a_crash_locks_first_and_then_tells(qtbot: QtBot) -> None:
    window, done = QWidget(), list[str]()
    qtbot.addWidget(window)
    window.show()

    def lock() -> None:
        done.append("locked" if not _dialogs() else "too late")

    catch_crashes(lock, lambda report: CrashDialog(window, report).open())
    error = an_error()
    sys.excepthook(type(error), error, error.__traceback__)
    assert done == ["locked"]
    shown = _dialogs()[0]
    text = shown.findChild(QPlainTextEdit)
    assert text is not None
    assert "ValueError" in text.toPlainText()
    assert CANARY not in text.toPlainText()
    shown.reject()


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog(None, "ValueError")
    qtbot.addWidget(dialog)
    dialog._on_copy()
    assert QGuiApplication.clipboard().text() == "ValueError"


def _dialogs() -> list[CrashDialog]:
    shown: list[QWidget] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]
    return [each for each in shown if isinstance(each, CrashDialog) and each.isVisible()]
