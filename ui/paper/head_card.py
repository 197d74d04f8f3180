"""Ask for the chain head printed on a page, and say whether it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.base.errors import InputError
from app.base.text import _
from app.documents.moments import stamp_words
from app.services.papers import HeadAnswer
from ui.kit import theme
from ui.kit.banners import Notice, announce
from ui.kit.boxes import beside, column, fill
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.labels import FieldLabel, Label
from ui.kit.problem_line import ProblemLine
from ui.kit.problems import answer_words
from ui.kit.texts import ShortText


class HeadCard(Card):
    """Take a head as it stands at the foot of a page, and show the answer below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Check the chain head of a page"))
        self._desk = desk
        self.line = ShortText()
        self.line.setObjectName("head")
        self.line.setAccessibleName(_("Chain head on the page"))
        self.line.setFixedWidth(theme.px(290))
        self.line.setPlaceholderText(_("952 · 0000 0000 0000 0000"))
        self.line.returnPressed.connect(self._on_head)
        self.problem = ProblemLine()
        look = Button(_("Check the head"), self._on_head, name="check-head")
        hint = _(
            "It says where the records stood when the page was made. Type number and figures."
        )
        self.add(
            FieldLabel(_("Chain head on the page"), self.line),
            Label(hint, "hint"),
            self.problem,
            beside(self.line, look, None),
        )
        self._answer = column(gap=8)
        self.body.addLayout(self._answer)

    def _on_head(self) -> None:
        try:
            answer = self._desk.workspace.papers.answer_head(self.line.text())
        except InputError as error:
            self._say_wrong(answer_words(self.line.accessibleName(), error.problems["head"]))
            return
        self._say_wrong("")
        notice = head_notice(answer)
        fill(self._answer, [notice])
        announce(self, notice.accessibleName())

    def _say_wrong(self, words: str) -> None:
        self.problem.say(words)
        theme.mark(self.line, wrong=bool(words))
        self.line.setAccessibleDescription(words)
        if words:
            fill(self._answer, [])
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def head_notice(answer: HeadAnswer) -> Notice:
    """Return what Rowan knows of a head, and no more."""
    notice = _head_notice(answer)
    notice.setObjectName("head-answer")
    return notice


def _head_notice(answer: HeadAnswer) -> Notice:
    if answer.stands:
        when = stamp_words(answer.recorded) if answer.recorded else ""
        return Notice(
            _("This head stands in the records"),
            [
                _("Entry {number} of {when} is as it was then.").format(
                    number=answer.seq, when=when
                )
            ],
            tone="good",
        )
    if answer.lost_at is not None:
        title = _("Issued from entries lost at the restore of {when}")
        return Notice(
            title.format(when=stamp_words(answer.lost_at)),
            [
                _("The backup that was put back then ends before entry {number}.").format(
                    number=answer.seq
                ),
                _("That holds if the page is from this school. Write down again what it says."),
            ],
            tone="warn",
        )
    return Notice(
        _("This head does not stand in the records"),
        [
            _("Compare each figure with the page."),
            _("If it is right, the page is from another school, or entries were taken away."),
            _("Then go under School to “Verify everything”, and tell the headteacher."),
        ],
        tone="danger",
    )
