"""Say what a printed page or a file is, and list every copy that left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.errors import InputError
from app.base.text import _
from app.services.papers import Answer
from ui.kit import theme
from ui.kit.banners import Notice, announce
from ui.kit.boxes import beside, column, fill
from ui.kit.buttons import Button, primary
from ui.kit.cards import Card
from ui.kit.columns import TwoColumns
from ui.kit.desk import Desk
from ui.kit.labels import FieldLabel, Label
from ui.kit.pages import Page
from ui.kit.problem_line import ProblemLine
from ui.kit.problems import answer_words
from ui.kit.texts import ShortText
from ui.paper.answers import answer_notice
from ui.paper.head_card import HeadCard
from ui.paper.outlets import Outlets
from ui.paper.register_card import RegisterCard
from ui.paper.since_card import since_card
from ui.paper.stored_card import StoredCard

LARGEST = 512 << 20


class VerifyPage(Page):
    """Take a code, the text of a QR square or a PDF, and answer what can be known of it."""

    def __init__(self, desk: Desk, outlets: Outlets | None = None) -> None:
        super().__init__(_("Papers"), neutral=_("Papers"))
        self.setObjectName("verify-page")
        self.set_identity(_("What a page or a file is, and every copy that left"))
        self.setAcceptDrops(True)
        self._desk = desk
        self._outlets = outlets or Outlets()
        self.code = ShortText()
        self.problem = ProblemLine()
        self._answer: QVBoxLayout = column(gap=14)
        self.register = RegisterCard(desk)
        self.register.chosen.connect(self.check)
        self.add(self._build_check())
        self.body.addLayout(self._answer)
        self.heads = HeadCard(desk)
        self.add(self.heads)
        self.add(self.register)
        for blank in self._blank_buttons():
            self.head.addWidget(blank)
        desk.changed.connect(self._on_changed)
        self.first = self.code

    def check(self, code: str) -> None:
        """Show what a code belongs to."""
        self.code.setText(code)
        self._on_code()

    def check_file(self, path: Path) -> None:
        """Show whether a file is exactly one that left."""

        def work() -> bytes | None:
            try:
                return path.read_bytes() if path.stat().st_size <= LARGEST else None
            except OSError:
                return None

        self._desk.run(work, parent=self, done=self._on_read)

    def _build_check(self) -> Card:
        self.code.setObjectName("code")
        self.code.setAccessibleName(_("Code on the page"))
        self.code.setFixedWidth(theme.px(290))
        self.code.setPlaceholderText(_("XXXX-XXXX-XXXX-X"))
        self.code.returnPressed.connect(self._on_code)
        look = primary(_("Check the code"), self._on_code)
        look.setObjectName("check-code")
        choose = Button(_("Choose a PDF …"), self._on_choose, name="choose-pdf")
        hint = _("It stands at the foot of each page. The text of the square may be scanned in.")
        return Card(_("Check a page or a file")).add(
            FieldLabel(_("Code on the page"), self.code),
            Label(hint, "hint"),
            self.problem,
            beside(self.code, look, None),
            Label(
                _("Or check a whole file: choose it, or drop it anywhere on this page."), "hint"
            ),
            beside(choose, None),
        )

    def _blank_buttons(self) -> list[Button]:
        sheets = self._desk.workspace.sheets
        blanks = (
            ("print-blank-concern", _("Blank concern form"), sheets.blank_concern),
            ("print-blank-adult", _("Blank form about an adult"), sheets.blank_adult),
        )
        return [
            Button(
                words,
                lambda compose=compose, words=words: self._desk.go(  # type: ignore[misc]
                    "paper", compose=compose, title=words
                ),
                icon="print",
                name=name,
            )
            for name, words, compose in blanks
        ]

    def _on_code(self) -> None:
        typed = self.code.text()
        try:
            answer = self._desk.workspace.papers.answer_code(typed)
        except InputError as error:
            self._say_wrong(answer_words(_("Code on the page"), error.problems["code"]))
            return
        self._say_wrong("")
        self._show(answer, typed.strip())

    def _say_wrong(self, words: str) -> None:
        self.problem.say(words)
        theme.mark(self.code, wrong=bool(words))
        self.code.setAccessibleDescription(words)
        if words:
            fill(self._answer, [])
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choose(self) -> None:
        path = self._outlets.open_path(self)
        if path is not None:
            self.check_file(path)

    def _on_read(self, data: bytes | None) -> None:
        self._say_wrong("")
        if data is None:
            unread = Notice(_("The file cannot be read"), [_("Choose another file.")], tone="warn")
            unread.setObjectName("unread")
            fill(self._answer, [unread])
            return
        self._show(self._desk.workspace.papers.answer_file(data), "")

    def _show(self, answer: Answer, code: str) -> None:
        notice = answer_notice(answer, code)
        parts: list[QWidget] = [notice]
        if answer.known and answer.copy is not None:
            since = since_card(self._desk, answer)
            parts.append(_beside_stored(StoredCard(answer, self.check), since) if code else since)
        fill(self._answer, parts)
        announce(self, notice.accessibleName())
        QTimer.singleShot(0, notice, lambda: self._reveal(notice))

    def _reveal(self, notice: Notice) -> None:
        if self.isAncestorOf(notice):  # another answer may have come meanwhile
            self.ensure_visible(notice)

    def _on_changed(self, _change: object) -> None:
        self.register.ask_again()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the first file dropped."""
        dropped = _files(event)
        if dropped:
            event.acceptProposedAction()
            self.check_file(dropped[0])


def _beside_stored(stored: StoredCard, since: Card) -> TwoColumns:
    both = TwoColumns()
    both.main.addWidget(stored)
    both.side.addWidget(since)
    return both


def _files(event: QDropEvent) -> Sequence[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
