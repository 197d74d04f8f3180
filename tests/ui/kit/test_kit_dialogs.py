from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.vault.faults import DiskFull
from ui.kit.dialogs import Confirm, PassphraseDialog, Question, confirm, show_problem
from ui.kit.labels import Label

DISCARD = Question(
    title="Discard this draft?",
    body="214 words and 2 marks will be lost.",
    yes="Discard draft",
    no="Keep draft",
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def asked(window: QWidget, question: Question) -> tuple[Confirm, list[str]]:
    done: list[str] = []
    return confirm(window, question, lambda: done.append("done")), done


def test_the_safe_answer_is_the_default(window: QWidget, qtbot: QtBot) -> None:
    dialog, done = asked(window, DISCARD)
    assert dialog.no.isDefault()
    assert not dialog.yes.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert done == []


def test_escape_does_nothing(window: QWidget, qtbot: QtBot) -> None:
    dialog, done = asked(window, DISCARD)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert done == []


def test_yes_does_it_once(window: QWidget) -> None:
    dialog, done = asked(window, DISCARD)
    dialog.yes.click()
    assert done == ["done"]


def test_grave_things_ask_for_a_word(window: QWidget, qtbot: QtBot) -> None:
    question = Question(title="?", body="", yes="Yes", no="No", type_this="Nguyễn")
    dialog, _done = asked(window, question)
    assert not dialog.yes.isEnabled()
    line = dialog.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, "nguye")
    assert not dialog.yes.isEnabled()
    qtbot.keyClicks(line, "n")
    assert dialog.yes.isEnabled()


def test_titles_of_dialogs_name_nobody(window: QWidget) -> None:
    dialog, _done = asked(window, DISCARD)
    assert dialog.windowTitle() == "Rowan"


def test_a_passphrase_is_given_on_enter(window: QWidget, qtbot: QtBot) -> None:
    dialog = PassphraseDialog(window, "Sign this concern", ["What is signed stays."])
    dialog.open()
    qtbot.waitExposed(dialog)
    assert dialog.focusWidget() is dialog.passphrase.line
    qtbot.keyClicks(dialog.passphrase.line, "five plain words in a row")
    with qtbot.waitSignal(dialog.given) as said:
        qtbot.keyClick(dialog.passphrase.line, Qt.Key.Key_Return)
    assert said.args == ["five plain words in a row"]
    assert not dialog.sign.isEnabled()


def test_an_empty_passphrase_is_asked_for(window: QWidget) -> None:
    dialog = PassphraseDialog(window, "Sign", [])
    dialog.open()
    heard: list[str] = []
    dialog.given.connect(heard.append)
    dialog.sign.click()
    assert heard == []
    assert dialog.passphrase.problem.words() == "Enter your passphrase"


def test_a_wrong_passphrase_can_be_typed_again(window: QWidget, qtbot: QtBot) -> None:
    dialog = PassphraseDialog(window, "Sign", [])
    dialog.open()
    dialog.passphrase.line.setText("wrong")
    dialog.sign.click()
    dialog.say_wrong("This passphrase does not open your keys")
    assert dialog.isVisible()
    assert dialog.sign.isEnabled()
    assert dialog.passphrase.text() == ""
    assert "does not open" in dialog.passphrase.line.accessibleDescription()


def test_a_passphrase_is_hidden_until_shown(window: QWidget) -> None:
    dialog = PassphraseDialog(window, "Sign", [])
    line = dialog.passphrase.line
    assert line.echoMode() is QLineEdit.EchoMode.Password
    dialog.passphrase._show.click()
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    dialog.close_signed()
    assert line.text() == ""


def test_capitals_without_shift_are_noticed(window: QWidget, qtbot: QtBot) -> None:
    dialog = PassphraseDialog(window, "Sign", [])
    dialog.open()
    qtbot.waitExposed(dialog)
    line = dialog.passphrase.line
    qtbot.keyClick(line, Qt.Key.Key_A)
    assert not dialog.passphrase._capitals.isVisible()
    qtbot.keyClick(line, "A", Qt.KeyboardModifier.NoModifier)
    heard: list[bool] = []
    line.capitals.connect(heard.append)
    qtbot.keyClick(line, "b", Qt.KeyboardModifier.NoModifier)
    assert heard == [False]


def test_trouble_is_explained_with_the_next_step(window: QWidget) -> None:
    dialog = show_problem(window, DiskFull(Path("stick")))
    words = [label.text() for label in dialog.findChildren(Label)]
    assert "There is no room left" in words
    assert "stick is full; nothing was changed." in words
    assert any(text.startswith("Make room") for text in words)


def test_a_long_dialog_fits_its_window_and_scrolls(window: QWidget, qtbot: QtBot) -> None:
    window.resize(800, 400)
    question = Question(title="Long", body="A sentence. " * 400, yes="Yes", no="No")
    dialog, _done = asked(window, question)
    qtbot.waitExposed(dialog)
    assert dialog.height() <= window.height()
    assert dialog.no.geometry().bottom() <= dialog.height()
    assert isinstance(QApplication.activeModalWidget(), Confirm)
