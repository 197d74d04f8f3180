from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.banners import ErrorSummary, Notice, Prompt, PromptPanel, RuleBanner
from ui.kit.boxes import stacked
from ui.kit.buttons import plain


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_a_notice_uses_the_width_it_has(qtbot: QtBot) -> None:
    notice = Notice("Last verified backup 9 days ago", ["Connect the stick and back up now."])
    holder = stacked(notice)
    qtbot.addWidget(holder)
    holder.resize(900, 300)
    holder.show()
    qtbot.waitExposed(holder)
    widest = max(label.width() for label in notice.findChildren(QLabel))
    assert widest > 700


def test_a_notice_offers_what_can_be_done(qtbot: QtBot) -> None:
    pressed: list[str] = []
    notice = Notice("Two told the same").offer(plain("Link", lambda: pressed.append("link")))
    qtbot.addWidget(notice)
    notice.findChildren(QAbstractButton)[0].click()
    assert pressed == ["link"]


def test_a_prompt_shows_its_lines(qtbot: QtBot) -> None:
    panel = PromptPanel(Prompt("In danger now?", ("Call 999.", "Then the DSL."), "danger"))
    qtbot.addWidget(panel)
    assert texts(panel) == ["In danger now?", "Call 999.", "Then the DSL."]
    assert panel.property("tone") == "danger"


def test_a_rule_says_what_why_and_what_instead(qtbot: QtBot) -> None:
    banner = RuleBanner("There is no decision yet", "A concern needs one.", "Record it first.")
    qtbot.addWidget(banner)
    assert texts(banner) == [
        "There is no decision yet",
        "A concern needs one.",
        "Record it first.",
    ]


def test_the_summary_tells_readers_how_many(qtbot: QtBot) -> None:
    summary = ErrorSummary()
    holder = stacked(summary)
    qtbot.addWidget(holder)
    holder.show()
    summary.show_problems({"a": "Enter a", "b": "Enter b"})
    assert summary.accessibleDescription() == "2 problems"
    with qtbot.waitSignal(summary.asked) as said:
        summary.findChildren(QAbstractButton)[1].click()
    assert said.args == ["b"]
    summary.show_problems({})
    assert not summary.isVisible()
