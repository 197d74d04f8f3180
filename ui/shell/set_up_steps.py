"""Ask in plain steps what a new school begins with: where it lies, who is who, whom to call."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.errors import VaultError
from app.base.text import _
from app.services.schools import check_place, usual_place
from app.services.setup import Named
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.labels import Label
from ui.kit.problems import explain
from ui.settings.asked import LineField
from ui.settings.numbers_form import NumbersForm
from ui.settings.roles import RolesField, holds_keys, statutory_choices


class Step(QWidget):
    """Hold one step: a title, a sentence, and questions whose answers survive going back."""

    title = ""
    words = ""

    def __init__(self) -> None:
        super().__init__()
        self.body = column(self, gap=14)
        if self.words:
            self.body.addWidget(Label(self.words, "muted"))

    def check(self) -> QWidget | None:
        """Show what is wrong; return the first widget to go to, None when all is well."""
        raise NotImplementedError

    def first_stop(self) -> QWidget:
        """Return where work begins."""
        raise NotImplementedError


class SchoolStep(Step):
    """Ask for the school's name and the folder of its files."""

    title = _("Which school is it, and where do its files lie?")

    def __init__(self) -> None:
        super().__init__()
        self.name = LineField(_("Name of the school"), name="school-name")
        choose = Button(_("Choose folder"), self._on_choose, name="choose-folder")
        self.folder = LineField(
            _("Folder"),
            _("On this PC, not on a share and not in OneDrive or another synchronised folder."),
            name="school-folder",
            beside=choose,
        )
        card = Card(gap=16)
        card.add(self.name, self.folder)
        self.body.addWidget(card)
        self._own_folder = False
        self.name.edited.connect(self._on_name)
        self.folder.edited.connect(self._on_folder)

    def place(self) -> Path:
        """Return the folder chosen."""
        return Path(self.folder.text()).expanduser()

    def check(self) -> QWidget | None:
        """Refuse a folder where no vault may lie, and a missing name."""
        named = self.name.say("" if self.name.text() else _("Enter the name of the school"))
        placed = self.folder.say(self._folder_problem())
        return self.name.line if not named else None if placed else self.folder.line

    def first_stop(self) -> QWidget:
        """Return the name."""
        return self.name.line

    def _folder_problem(self) -> str:
        if not self.folder.text():
            return _("Enter a folder")
        if not self.place().is_absolute():
            return _("Enter the whole path of the folder, or choose it")
        try:
            check_place(self.place())
        except VaultError as error:
            words = explain(error)
            return f"{words.title}. {words.next_step}"
        return ""

    def _on_name(self) -> None:
        if not self._own_folder:
            name = self.name.text()
            self.folder.fill(str(usual_place(name)) if name else "")

    def _on_folder(self) -> None:
        self._own_folder = bool(self.folder.text())

    def _on_choose(self) -> None:
        options = QFileDialog.Option.ShowDirsOnly
        title = _("Folder of the school")
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text(), options)
        if chosen:
            self._own_folder = True
            self.folder.fill(chosen)


class PersonFields(Card):
    """Ask for one adult: name, job title and posts."""

    removed = Signal()

    def __init__(self, heading: str, *, name: str, removable: bool = False) -> None:
        super().__init__(heading, gap=14)
        self.name = LineField(_("Name"), name=f"{name}-name")
        self.job = LineField(_("Job title (optional)"), name=f"{name}-job")
        self.roles = RolesField(_("Posts"), statutory_choices(), name=f"{name}-roles")
        if removable:
            remove = Button(_("Remove"), self.removed.emit, role="quiet", name=f"{name}-remove")
            self.head.addWidget(remove)
        line = row(gap=12)
        line.addWidget(self.name, 3, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.job, 2, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(line)
        self.add(self.roles)

    def value(self) -> Named:
        """Return who it is."""
        return Named(name=self.name.text(), roles=self.roles.codes(), job=self.job.text())

    def is_empty(self) -> bool:
        """Say whether no name was typed."""
        return not self.name.text()


class PeopleStep(Step):
    """Ask who sets Rowan up, and who else holds a statutory post."""

    title = _("Who looks after safeguarding?")
    words = _("One person may hold several posts. Everything can be changed later.")

    def __init__(self) -> None:
        super().__init__()
        self.me = PersonFields(_("You"), name="me")
        self.body.addWidget(self.me)
        self._rows = column(gap=14)
        self.body.addLayout(self._rows)
        self.others: list[PersonFields] = []
        add = Button(
            _("Add a person"), self.add_person, role="add", icon="plus", name="add-person"
        )
        self.body.addWidget(add)
        self._made = 0
        self.add_person().roles.fill(["head"])
        self.add_person().roles.fill(["deputy"])
        self.add_person().roles.fill(["chair"])

    def add_person(self) -> PersonFields:
        """Ask for one more adult."""
        self._made += 1
        fields = PersonFields(_("Colleague"), name=f"other-{self._made}", removable=True)
        fields.removed.connect(lambda: self._remove(fields))
        self.others.append(fields)
        self._rows.addWidget(fields)
        return fields

    def named(self) -> list[Named]:
        """Return the colleagues with a name."""
        return [fields.value() for fields in self.others if not fields.is_empty()]

    def check(self) -> QWidget | None:
        """Ask for the first person's name and a post that holds keys."""
        named = self.me.name.say("" if not self.me.is_empty() else _("Enter your name"))
        posted = self.me.roles.say(
            ""
            if holds_keys(self.me.roles.codes())
            else _("Choose your posts: DSL, deputy or headteacher among them")
        )
        return self.me.name.line if not named else None if posted else self.me.roles

    def first_stop(self) -> QWidget:
        """Return the first person's name."""
        return self.me.name.line

    def _remove(self, fields: PersonFields) -> None:
        self.others.remove(fields)
        self._rows.removeWidget(fields)
        fields.hide()
        fields.deleteLater()


class NumbersStep(Step):
    """Ask for the numbers that prompts show at the point of need."""

    title = _("Whom do people call?")
    words = _("Rowan shows these numbers where somebody writes down a concern.")

    def __init__(self) -> None:
        super().__init__()
        self.form = NumbersForm()
        self.body.addWidget(self.form)

    def check(self) -> QWidget | None:
        """Ask for each number, or that it is not known yet."""
        wrong = self.form.check()
        return wrong.number.line if wrong else None

    def first_stop(self) -> QWidget:
        """Return the first number's name."""
        return next(iter(self.form.fields.values())).who.line
