"""Find one of many by typing: a line and a list below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from app.base.fold import fold
from app.base.text import _
from ui.kit.banners import announce

MOST = 50


@dataclass(frozen=True, slots=True)
class Option:
    """Hold one thing to pick: its id, its words, and a note that tells it from its like."""

    id: str
    words: str
    note: str = ""

    def line(self) -> str:
        """Return the line in the list."""
        return f"{self.words}  ·  {self.note}" if self.note else self.words


Source = Callable[[str], Sequence[Option]]


def matching(options: Sequence[Option], typed: str) -> list[Option]:
    """Return the options whose words start with each word typed, whatever their accents."""
    wanted = fold(typed).split()
    found = [option for option in options if _fits(fold(option.line()).split(), wanted)]
    whole = fold(typed)
    return sorted(found, key=lambda option: not fold(option.words).startswith(whole))[:MOST]


def _fits(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)


class Picker(QLineEdit):
    """Pick an option by typing part of it; arrows and Enter choose from the list.

    `source` is the options or a function that finds them; with `free`, what is typed may stand
    although no option fits.
    """

    changed = Signal()
    picked = Signal(str)

    def __init__(self, source: Sequence[Option] | Source, *, free: bool = False) -> None:
        super().__init__()
        self._source: Source = source if callable(source) else _among(source)
        self._free = free
        self._found: list[Option] = []
        self._chosen: Option | None = None
        self.textEdited.connect(self._on_edited)
        self.setPlaceholderText("" if free else _("Type to find"))
        self.setClearButtonEnabled(False)

    def offer(self, source: Sequence[Option] | Source) -> None:
        """Replace what can be picked; what is chosen stays."""
        self._source = source if callable(source) else _among(source)

    def chosen(self) -> Option | None:
        """Return the option chosen, if one is."""
        return self._chosen

    def choose(self, option: Option | None) -> None:
        """Show an option as chosen, or nothing."""
        self._chosen = option
        self.setText(option.words if option else "")
        self.setCursorPosition(0)

    def fill(self, text: str) -> None:
        """Show words as typed; an option of exactly these words counts as chosen."""
        self.setText(text)
        self._chosen = self._exactly(text)

    def words(self) -> str:
        """Return what stands in the line."""
        return self.text().strip()

    def show_list(self) -> None:
        """Open the list with what fits the text so far."""
        typed = "" if self._chosen else self.text()
        self._found = list(self._source(typed))[:MOST]
        self._model.setStringList([option.line() for option in self._found])
        if not self._found or not self.isVisible():
            self._popup.hide()
            return
        self._completer.complete()

    @cached_property
    def _model(self) -> QtCore.QStringListModel:
        return QtCore.QStringListModel(self)

    @cached_property
    def _popup(self) -> QtWidgets.QListView:
        popup = QtWidgets.QListView()
        popup.setProperty("role", "popup")
        return popup

    @cached_property
    def _completer(self) -> QtWidgets.QCompleter:
        """Return what shows the list, made when it is first opened."""
        completer = QtWidgets.QCompleter(self._model, self)
        completer.setCompletionMode(completer.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(9)
        completer.setPopup(self._popup)
        completer.setWidget(self)
        chosen = completer.activated[QModelIndex]  # type: ignore[index]
        chosen.connect(self._on_activated)
        return completer

    def _exactly(self, text: str) -> Option | None:
        wanted = fold(text)
        if not wanted:
            return None
        same = [option for option in self._source(text) if fold(option.words) == wanted]
        return same[0] if len(same) == 1 else None

    def _on_edited(self, text: str) -> None:
        self._chosen = None
        if text.strip():
            self.show_list()
            announce(self, _("{count} to choose from").format(count=len(self._found)))
            self._chosen = self._exactly(text)
        else:
            self._popup.hide()
        self.changed.emit()

    def _on_activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self.choose(self._found[index.row()])
            self.picked.emit(self._found[index.row()].id)
            self.changed.emit()

    def _choose_first_if_clear(self) -> None:
        if self._chosen or self._free or not self.words() or self._popup.isVisible():
            return
        found = list(self._source(self.words()))
        if len(found) == 1:
            self.choose(found[0])
            self.picked.emit(found[0].id)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list by Down; Enter takes the only one that fits."""
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.show_list()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_first_if_clear()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list by a click into the empty line."""
        super().mousePressEvent(event)
        if not self.text():
            self.show_list()


def _among(options: Sequence[Option]) -> Source:
    return lambda typed: matching(options, typed)
