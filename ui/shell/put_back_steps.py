"""Ask which backup is to be put back, into which folder, and by whose keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.clock import Clock, Stamp
from app.base.errors import RowanError, VaultError
from app.base.ids import PersonId
from app.base.text import _, ngettext
from app.records.fields import show_day
from app.services.restoring import BackupFound, Restoring, backups_in, check_target
from app.services.schools import holds_school, usual_place
from ui.kit import theme
from ui.kit.banners import Notice, announce
from ui.kit.boxes import column, empty, stacked
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.details import Details
from ui.kit.empty import EmptyState
from ui.kit.labels import FieldLabel, Label
from ui.kit.passphrases import PassphraseEdit
from ui.kit.pickers import Option, Picker
from ui.kit.pills import State
from ui.kit.problem_line import ProblemLine
from ui.kit.problems import explain
from ui.kit.tables import Column, RecordTable
from ui.kit.tasks import TaskRunner
from ui.kit.waiting import near_time
from ui.settings.asked import LineField
from ui.shell.set_up_steps import Step

_MB = 1_000_000
_TYPED_MS = 400
_IN_SIGHT, _EMPTY = 6, 150


def when(stamp: Stamp) -> str:
    """Return day and time in words: 20 November 2026, 10:00."""
    local = stamp.local()
    return _("{day}, {time}").format(day=show_day(local.date()), time=f"{local:%H:%M}")


def sentence(error: RowanError) -> str:
    """Return what went wrong and what to do next, on one line."""
    words = explain(error)
    return f"{words.title}. {words.next_step or words.body}"


class BackupStep(Step):
    """Ask for the folder or stick, and show the backups in it; `looked` when they are listed."""

    title = _("Which backup is to be put back?")
    looked = Signal()
    chosen_backup = Signal()

    def __init__(self, clock: Clock, tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks, self._today = tasks, clock.now().day()
        self._found: tuple[BackupFound, ...] = ()
        choose = Button(_("Choose folder or stick"), self._on_choose, name="choose-backups")
        hint = _("The folder or stick that holds backups, or the folder of one: rowan-…")
        self.place = LineField(_("Where is it?"), hint, name="backup-place", beside=choose)
        self.table = self._build_table()
        self.problem = ProblemLine()
        self.problem.setObjectName("backup-problem")
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
        self._typed.timeout.connect(self.look)
        self.place.edited.connect(self._typed.start)
        card = Card(gap=14)
        card.add(self.place, self.problem, self.table)
        self.body.addWidget(card)
        self.table.hide()

    def chosen(self) -> BackupFound | None:
        """Return the backup chosen in the list."""
        key = self.table.selected()
        return next((one for one in self._found if str(one.path) == key), None)

    def look_in(self, folder: Path) -> None:
        """List the backups of a folder."""
        self.place.fill(str(folder))
        self.look()

    def look(self) -> None:
        """List what is in the folder typed; in the worker, for sticks are slow."""
        self._typed.stop()
        text = self.place.text()
        if not text:
            return
        folder = Path(text).expanduser()
        self._tasks.run(
            lambda: backups_in(folder),
            owner=self,
            done=lambda found: self._on_found(text, found),
            failed=self._on_failed,
        )

    def check(self) -> QWidget | None:
        """Refuse to go on without a backup whose files are all there."""
        backup = self.chosen()
        if backup is None:
            typed = self.place.text()
            words = _("Choose a backup from the list") if self._found else ""
            if not self._found and not self.place.problem.words():
                self.place.say(
                    _("No backup lies there: choose another folder or stick")
                    if typed
                    else _("Choose the folder or stick that holds the backup")
                )
            self.problem.say(words)
            return self.table if self._found else self.place.line
        whole = backup.whole
        self.problem.say("" if whole else _("Files of this backup are missing: choose another"))
        return None if whole else self.table

    def first_stop(self) -> QWidget:
        """Return the line of the folder."""
        return self.place.line

    def _build_table(self) -> RecordTable[BackupFound]:
        columns = [
            Column[BackupFound](_("Made"), lambda one: near_time(one.made, self._today), share=4),
            Column[BackupFound](_("School"), lambda one: one.school_name, share=5),
            Column[BackupFound](_("Size"), lambda one: _("{mb:.1f} MB").format(mb=one.size / _MB)),
            Column[BackupFound](_("State"), _state_words, state=_state),
        ]
        table = RecordTable(
            columns,
            lambda one: str(one.path),
            name=_("Backups"),
            empty=EmptyState(
                _("No backup lies there"), _("Choose another folder or stick."), icon="backup"
            ),
            one_line=True,
        )
        table.setObjectName("put-back-table")
        table.chosen.connect(self._on_chosen)
        return table

    def _on_chosen(self, _key: str) -> None:
        self.problem.say("")
        self.chosen_backup.emit()

    def _on_found(self, text: str, found: Sequence[BackupFound]) -> None:
        if text != self.place.text():
            return  # something else was typed meanwhile
        self.place.say("")
        self._found = tuple(found)
        self.table.show_rows(self._found)
        self._fit()
        self.table.show()
        newest = next((one for one in self._found if one.whole), None)
        if newest is not None:
            self.table.select(str(newest.path))
        count = len(self._found)
        words = ngettext("{count} backup found", "{count} backups found", count)
        announce(self.table, words.format(count=count))
        self.looked.emit()

    def _fit(self) -> None:
        """Show a handful of rows; a stick may hold many, and the way on stands below them."""
        count, view = len(self._found), self.table.view
        rows = min(count, _IN_SIGHT) * view.verticalHeader().defaultSectionSize()
        tall = rows + view.horizontalHeader().sizeHint().height() + 2
        self.table.setFixedHeight(tall if count else theme.px(_EMPTY))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RowanError):
            raise error
        self._found = ()
        self.table.hide()
        self.place.say(sentence(error))
        self.looked.emit()

    def _on_choose(self) -> None:
        title, only = _("Where the backup lies"), QFileDialog.Option.ShowDirsOnly
        chosen = QFileDialog.getExistingDirectory(self, title, self.place.text(), only)
        if chosen:
            self.look_in(Path(chosen))


def _state_words(backup: BackupFound) -> str:
    return _("Whole") if backup.whole else _("Files missing")


def _state(backup: BackupFound) -> State:
    return State(_state_words(backup), "good" if backup.whole else "danger")


class PlaceStep(Step):
    """Ask for the folder that the school is to lie in afterwards."""

    title = _("Where is the school to lie?")

    def __init__(self) -> None:
        super().__init__()
        choose = Button(_("Choose folder"), self._on_choose, name="choose-school")
        self.folder = LineField(
            _("Folder of the school"),
            _("The school’s own folder. On a new PC: a new, empty one, not on a share."),
            name="put-back-folder",
            beside=choose,
        )
        self.there = Label("", "muted")
        self.there.setObjectName("put-back-there")
        self.folder.edited.connect(self._on_edited)
        card = Card(gap=14)
        card.add(self.folder, self.there)
        self.body.addWidget(card)

    def offer(self, known: Path | None, backup: BackupFound) -> None:
        """Fill in the known folder, or where a school of this name usually lies."""
        if not self.folder.text():
            self.folder.fill(str(known or usual_place(backup.school_name)))
        self._on_edited()

    def place(self) -> Path:
        """Return the folder chosen."""
        return Path(self.folder.text()).expanduser()

    def check_for(self, backup: BackupFound) -> bool:
        """Refuse a folder where this backup may not go, and say why."""
        fits = self.folder.say(self._problem(backup))
        self.there.setVisible(fits)
        return fits

    def check(self) -> QWidget | None:
        """Ask for a folder."""
        return None if self.folder.text() else self.folder.line

    def first_stop(self) -> QWidget:
        """Return the line of the folder."""
        return self.folder.line

    def _problem(self, backup: BackupFound) -> str:
        if not self.folder.text():
            return _("Enter a folder")
        if not self.place().is_absolute():
            return _("Enter the whole path of the folder, or choose it")
        try:
            check_target(self.place(), backup.path)
        except VaultError as error:
            return sentence(error)
        return ""

    def _on_edited(self) -> None:
        self.folder.say("")
        lies = bool(self.folder.text()) and holds_school(self.place())
        self.there.show_text(
            _("A school lies there now. Its files are moved aside, never deleted.")
            if lies
            else _("No school lies there yet. It is made anew from the backup.")
        )
        self.there.setVisible(bool(self.folder.text()))

    def _on_choose(self) -> None:
        title, only = _("Folder of the school"), QFileDialog.Option.ShowDirsOnly
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text(), only)
        if chosen:
            self.folder.fill(chosen)
            self._on_edited()


class ConsentStep(Step):
    """Say what will happen, and ask for name and passphrase; `given` on Enter."""

    title = _("Put this backup back?")
    given = Signal()
    keys_changed = Signal()

    def __init__(self, backup: BackupFound, restoring: Restoring, *, replaces: bool) -> None:
        super().__init__()
        self.restoring = restoring
        facts = Details(
            [
                (_("Backup"), when(restoring.made)),
                (_("School"), backup.school_name),
                (_("From"), str(backup.path.parent)),
                (_("Into"), str(restoring.folder.path)),
            ]
        )
        notice = Notice(_("What will happen"), _consequences(restoring, replaces=replaces))
        notice.setObjectName("put-back-consequences")
        self._keys = column(gap=0)
        self.problem = ProblemLine()
        self.person = Picker(self._people())
        self.person.setObjectName("put-back-who")
        self.person.setAccessibleName(_("Your name"))
        self.person.setPlaceholderText(_("Type or press the down arrow"))
        self.passphrase = PassphraseEdit(_("Your passphrase"))
        self.passphrase.given.connect(self.given)
        self._hint = Label(self._hint_words(), "hint")
        self._hint.setObjectName("put-back-whose")
        who = stacked(FieldLabel(_("Your name"), self.person), self.person, gap=4)
        card = Card(_("A key holder puts it back"), gap=14)
        card.body.addLayout(self._keys)
        card.add(self._hint, self.problem, who, self.passphrase)
        self.body.addWidget(Card().add(facts))
        self.body.addWidget(notice)
        self.body.addWidget(card)

    def check(self) -> QWidget | None:
        """Ask for a name of the list and a passphrase."""
        chosen, typed = self.person.chosen(), self.passphrase.text()
        self.problem.say("" if chosen else _("Choose your name from the list"))
        theme.mark(self.person, wrong=chosen is None)
        missing = _("Enter your passphrase") if chosen and not typed else ""
        self.passphrase.say_problem(missing)
        return self.person if chosen is None else None if typed else self.passphrase.line

    def first_stop(self) -> QWidget:
        """Return the line of the name."""
        return self.person

    def who(self) -> PersonId:
        """Return the person chosen."""
        option = self.person.chosen()
        return PersonId(option.id if option else "")

    def say_wrong(self, words: str) -> None:
        """Say why the passphrase did not open anything."""
        self.passphrase.clear()
        self.passphrase.say_problem(words)
        announce(self.passphrase, words, urgent=True)

    def offer_backup_keys(self) -> Button:
        """Say that today's keys do not open the backup; return the button for those of its day."""
        self.passphrase.clear()
        notice = Notice(
            _("Today’s keys do not open this backup"),
            [
                _("Your passphrase is right, but the school has had new keys since."),
                _("You can put it back with a name and passphrase of the day of the backup."),
                _(
                    "Those keys then count again. Whoever got keys since needs them anew;"
                    " whoever left since can sign in again."
                ),
            ],
            tone="warn",
        )
        notice.setObjectName("keys-do-not-open")
        use = Button(_("Use the passphrases of that day"), self._on_backup_keys)
        use.setObjectName("use-backup-keys")
        empty(self._keys)
        self._keys.addWidget(notice.offer(use))
        announce(notice, _("Today’s keys do not open this backup"), urgent=True)
        return use

    def _on_backup_keys(self) -> None:
        self.restoring.use_backup_keys()
        empty(self._keys)
        self.person.offer(self._people())
        self.person.choose(None)
        self._hint.show_text(self._hint_words())
        self.keys_changed.emit()
        self.person.setFocus()

    def _people(self) -> list[Option]:
        return [Option(key, name) for key, name in self.restoring.people()]

    def _hint_words(self) -> str:
        if self.restoring.by_todays_keys:
            return _("Use the passphrase you sign in with today.")
        words = _("Use the passphrase that was yours when the backup was made: {when}.")
        return words.format(when=when(self.restoring.made))


def _consequences(restoring: Restoring, *, replaces: bool) -> list[str]:
    made = when(restoring.made)
    lines = [
        _("Every record stands as it did on {when}.").format(when=made),
        _("What was written after that is not in it."),
        _("What was destroyed after that has to be destroyed again."),
        _("At the next sign-in Rowan tells which numbers are missing, and signs what was done."),
    ]
    aside = _("The files there now are moved into its folder “aside”. Nothing is deleted.")
    return [*lines[:2], aside, *lines[2:]] if replaces else lines
