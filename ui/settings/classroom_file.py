"""Make the file that lets a classroom PC seal notes for this school; it holds no secret."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.errors import RowanError
from app.base.text import _
from ui.kit.buttons import primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.details import Details
from ui.kit.dialogs import show_problem
from ui.kit.labels import Label
from ui.settings.part import PartPage

Ask = Callable[[QWidget], Path | None]


def ask_folder(parent: QWidget) -> Path | None:
    """Let somebody choose where the file goes; None when they went back."""
    title, only = _("Where does the classroom file go?"), QFileDialog.Option.ShowDirsOnly
    chosen = QFileDialog.getExistingDirectory(parent, title, "", only)
    return Path(chosen) if chosen else None


class ClassroomFilePage(PartPage):
    """Say what the file is for, and write it into a folder."""

    def __init__(self, desk: Desk, choose: Ask = ask_folder) -> None:
        super().__init__(desk, _("Classroom PCs"), name="classroom")
        self._choose = choose
        card = Card(_("Recording on other PCs"))
        for line in (
            _("Rowan starts on a classroom PC with “rowan --recorder”. It needs one file."),
            _(
                "The file holds the school’s public key, its lists, telephone numbers and the"
                " names of the DSL and deputies. It opens no record."
            ),
            _("Make it again when numbers, lists or the DSL change, or somebody’s keys ended."),
        ):
            card.add(Label(line))
        facts = Details(ruled=True)
        facts.add(_("Fingerprint of the school’s key"), desk.workspace.school_fingerprint)
        card.add(facts, Label(_("The classroom PC shows the same fingerprint: compare."), "hint"))
        self.add(card)
        self.make = primary(_("Make a classroom file …"), self._on_make)
        self.make.setObjectName("make-classroom-file")
        self.bar.offer(self.make)
        self.first = self.make

    def _on_make(self) -> None:
        folder = self._choose(self)
        if folder is None:
            return
        try:
            made = self.desk.workspace.intake.export_file(folder)
        except RowanError as error:
            show_problem(self, error)
            return
        self.desk.said.emit(_("{name} is written").format(name=made.name))
