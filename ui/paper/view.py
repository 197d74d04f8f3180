"""Hold the pages of a paper with a list of them, what is to be known, and the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QListWidget, QStackedWidget, QVBoxLayout, QWidget

from app.base.text import _
from app.services.papers import Preview as Drawn
from ui.kit import theme
from ui.kit.banners import Notice
from ui.kit.boxes import beside, column, fill, row
from ui.kit.labels import FieldLabel
from ui.kit.preview import Preview
from ui.kit.texts import ShortText
from ui.paper.waiting import WaitingForPages

_SIDE = 22
_LIST = 104


class PaperView(QWidget):
    """Show pages, or that they are being drawn or printed."""

    def __init__(self, cancel: Callable[[], object], again: Callable[[], object]) -> None:
        super().__init__()
        self.pages = Preview()
        self.page_list = self._build_list()
        self.waiting = WaitingForPages(cancel, again)
        self.reason = ShortText()
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(_("For whom, or why"))
        self.reason.setPlaceholderText(_("optional; kept in the register"))
        self._notices: QVBoxLayout = column(gap=8)
        self._either = QStackedWidget()
        self._either.addWidget(self.waiting)
        self._either.addWidget(self.pages)
        whole = column(self, gap=8, edge=(_SIDE, 2, _SIDE, 8))
        label = FieldLabel(_("For whom, or why?"), self.reason)
        label.setWordWrap(False)
        whole.addWidget(beside(label, self.reason, gap=10))
        whole.addLayout(self._notices)
        line = row(gap=12)
        line.addWidget(self.page_list)
        line.addWidget(self._either, 1)
        whole.addLayout(line, 1)
        self.pages.page_shown.connect(self._on_page_shown)

    def show_drawn(self, preview: Drawn, missing: tuple[str, ...]) -> None:
        """Show pages, and the characters that no font has."""
        self.pages.show_pdf(preview.printed.pdf)
        names = [_("Page {number}").format(number=page.number) for page in preview.printed.pages]
        self.page_list.clear()
        self.page_list.addItems(names)
        self.page_list.setCurrentRow(0)
        self._either.setCurrentWidget(self.pages)
        if missing:
            self._notices.addWidget(_missing_notice(missing))
        if preview.paper.letters:
            self._notices.addWidget(_letters_notice(preview.paper.by_eye))

    def wait(self, words: str, cancel: Callable[[], object], *, pages: int = 0) -> None:
        """Show that something is going on instead of the pages."""
        self.waiting.wait(words, cancel, pages=pages)
        self._either.setCurrentWidget(self.waiting)

    def say(self, notices: Sequence[Notice]) -> None:
        """Replace what stands above the pages."""
        fill(self._notices, notices)

    def _build_list(self) -> QListWidget:
        pages = QListWidget()
        pages.setObjectName("page-list")
        pages.setProperty("role", "popup")
        pages.setAccessibleName(_("Pages"))
        pages.setFixedWidth(theme.px(_LIST))
        pages.currentRowChanged.connect(self.pages.show_page)
        return pages

    def _on_page_shown(self, number: int) -> None:
        self.page_list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.page_list.setCurrentRow(number)
        self.page_list.blockSignals(False)  # noqa: FBT003 - Qt's own signature


def _letters_notice(by_eye: tuple[str, ...]) -> Notice:
    lines = [_("Nicknames, initials, wrong spellings and family links may still tell who it is.")]
    if by_eye:
        names = ", ".join(by_eye)
        lines.append(_("Ordinary words, or names of several: {names}").format(names=names))
    notice = Notice(_("Other children are letters: read every page first"), lines, tone="warn")
    notice.setObjectName("read-by-eye")
    return notice


def _missing_notice(missing: tuple[str, ...]) -> Notice:
    listed = "  ".join(f"{char} (U+{ord(char):04X})" for char in missing)
    notice = Notice(
        _("Some characters cannot be printed"),
        [listed, _("The paper shows their names instead.")],
        tone="warn",
    )
    notice.setObjectName("missing-characters")
    return notice
