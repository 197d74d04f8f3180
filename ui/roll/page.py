"""Import a roll from a CSV: choose, look at what would happen, then add."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.services.changes import Change
from app.services.roll import Preview
from ui.kit.banners import Notice, announce
from ui.kit.boxes import beside, column, fill
from ui.kit.buttons import Button, link, plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.dialogs import show_problem
from ui.kit.labels import Label
from ui.kit.pages import Page
from ui.roll.files import Choosing, save_whole
from ui.roll.preview_cards import preview_cards
from ui.roll.reasons import file_words


class RollImportPage(Page):
    """Take children in from a file; nothing is added before somebody has seen it."""

    def __init__(self, desk: Desk, choosing: Choosing | None = None) -> None:
        super().__init__(_("Import a roll"), neutral=_("Import a roll"))
        self.setObjectName("roll-import-page")
        self._desk = desk
        self._choosing = choosing or Choosing()
        self.preview: Preview | None = None
        self._found: QVBoxLayout = column(gap=14)
        self.choose = Button(_("Choose a file …"), self._on_choose, name="choose-roll")
        self.add(self._build_choose())
        self.body.addLayout(self._found)
        self._add = primary("", self.take_in)
        self._add.setObjectName("take-in")
        leave = plain(_("Go back"), desk.back)
        leave.setObjectName("go-back")
        self.bar.offer(self._add, leave)
        self.first = self.choose
        self._refresh()

    def read_file(self, path: Path) -> None:
        """Read a file off the screen's thread, then show what it would do."""

        def work() -> bytes | None:
            try:
                return path.read_bytes()
            except OSError:
                return None

        self._desk.run(work, parent=self, done=self._on_read)

    def take_in(self) -> None:
        """Add and change children as shown."""
        preview = self.preview
        if preview is None:
            return
        count = len(preview.new) + len(preview.changed)
        words = ngettext("{count} child taken in.", "{count} children taken in.", count)

        def act() -> Change:
            return self._desk.workspace.roll.take_in(preview)

        if self._desk.do(act, parent=self, done=words.format(count=count)):
            self._desk.go("children", class_name="")

    def _build_choose(self) -> Card:
        template = link(_("Save an empty template"), self._on_template)
        template.setObjectName("save-template")
        lines = (
            _("Save the roll from your office system as CSV. The first line holds the headings."),
            _("Legal first name, legal surname and birth date are needed."),
            _("UPN, known names, class, year and sex are read if they are there."),
        )
        card = Card(_("A file with one line for each child"))
        return card.add(
            *(Label(line) for line in lines), beside(self.choose, template, None, gap=12)
        )

    def _on_choose(self) -> None:
        path = self._choosing.roll(self)
        if path is not None:
            self.read_file(path)

    def _on_template(self) -> None:
        path = self._choosing.template(self)
        if path is None:
            return
        if save_whole(path, self._desk.workspace.roll.template()):
            self._desk.said.emit(_("Template saved."))
        else:
            self._say(_("The template cannot be saved there"), _("Choose another folder."))

    def _on_read(self, data: bytes | None) -> None:
        self.preview = None
        if data is None:
            self._say(_("The file cannot be read"), _("Choose another file."))
            return
        try:
            self.preview = self._desk.workspace.roll.preview(data)
        except RowanError as error:
            why = getattr(error, "why", "")
            if not why:
                show_problem(self, error)
                return
            about = str(getattr(error, "about", ""))
            self._say(_("This file cannot be read as a roll"), file_words(why, about))
            return
        cards = preview_cards(self.preview)
        fill(self._found, cards)
        announce(self, cards[0].accessibleName())
        self._refresh()
        self._add.setFocus()

    def _say(self, title: str, line: str) -> None:
        notice = Notice(title, [line, _("Nothing was added.")], tone="warn")
        notice.setObjectName("roll-problem")
        fill(self._found, [notice])
        announce(self, f"{title}. {line}", urgent=True)
        self._refresh()

    def _refresh(self) -> None:
        new = len(self.preview.new) if self.preview else 0
        changed = len(self.preview.changed) if self.preview else 0
        self._add.set_words(_take_words(new, changed))
        self._add.setEnabled(bool(new or changed))


def _take_words(new: int, changed: int) -> str:
    add = ngettext("Add {count} child", "Add {count} children", new).format(count=new)
    if not new and not changed:
        return _("Add children")
    if not changed:
        return add
    change = ngettext("change {count}", "change {count}", changed).format(count=changed)
    if not new:
        whole = ngettext("Change {count} child", "Change {count} children", changed)
        return whole.format(count=changed)
    return _("{add}, {change}").format(add=add, change=change)
