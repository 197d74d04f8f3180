"""Show what can be seen to under School, and how each part stands."""

from __future__ import annotations

from collections.abc import Callable

from app.base.text import _, ngettext
from app.rules.intake import ALARM, IntakeAlarm
from app.services.settings import NUMBER_CODES
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items
from ui.kit.pages import Page
from ui.kit.pills import State
from ui.kit.waiting import near_time
from ui.settings.numbers_form import NEEDED


class OverviewPage(Page):
    """List the parts of School."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("School"), reading=True, neutral=_("School"))
        self.setObjectName("school-page")
        self._desk = desk
        self.set_identity(desk.workspace.settings.school_name())
        groups = (
            (
                _("Who and whom to call"),
                (
                    self._people(),
                    self._numbers(),
                    self._processes(),
                    self._lists(),
                    self._classroom(),
                    self._alarm(),
                    self._leavers(),
                ),
            ),
            (
                _("Kept safe"),
                (self._backup(), self._verify(), self._log(), self._errors(), self._sheet()),
            ),
            (_("Yours on this PC"), (self._preferences(), self._passphrase())),
        )
        for heading, entries in groups:
            items = Items(lambda: EmptyState(""))
            items.show_items([Item(entry) for entry in entries])
            self.add(Card(heading).add(items))

    def _entry(
        self, part: str, title: str, words: str, *, state: State | None = None, below: str = ""
    ) -> Entry:
        return Entry(
            key=part, title=title, words=words, below=below, state=state, opens=self._go(part)
        )

    def _go(self, part: str) -> Callable[[], object]:
        return lambda: self._desk.go("school", part=part)

    def _people(self) -> Entry:
        count = len(self._desk.workspace.people.holders())
        words = ngettext("{count} person can sign in", "{count} people can sign in", count)
        alone = self._desk.workspace.renewing.others() == 1
        state = State(_("Only one key holder"), "danger") if alone else None
        return self._entry("people", _("People"), words.format(count=count), state=state)

    def _numbers(self) -> Entry:
        numbers = self._desk.workspace.settings.numbers()
        missing = sum(not numbers[code].number for code in NUMBER_CODES if code in NEEDED)
        state = State(_("{count} not yet").format(count=missing), "danger") if missing else None
        words = _("Shown where somebody writes down a concern")
        return self._entry("numbers", _("Telephone numbers"), words, state=state)

    def _processes(self) -> Entry:
        held = self._desk.workspace.settings.processes().values()
        missing = sum(not one.shown() for one in held)
        state = State(_("{count} not yet").format(count=missing), "warn") if missing else None
        words = _("What your area has agreed for exploitation, domestic abuse and more")
        return self._entry("processes", _("Local processes"), words, state=state)

    def _lists(self) -> Entry:
        words = _("Categories, places, roles and other options that forms offer")
        return self._entry("lists", _("Lists"), words)

    def _classroom(self) -> Entry:
        words = _("The file with which colleagues record on other PCs, without an account")
        return self._entry("classroom", _("Classroom PCs"), words)

    def _alarm(self) -> Entry:
        held = self._desk.workspace.settings.get(ALARM, IntakeAlarm, IntakeAlarm())
        words = _("After {minutes} minutes, or at {time}").format(
            minutes=held.minutes, time=held.at
        )
        return self._entry("intake-alarm", _("When an unread note alarms"), words)

    def _leavers(self) -> Entry:
        ws = self._desk.workspace
        count, months = len(ws.leavers.due()), ws.leavers.kept_months()
        words = ngettext(
            "On the roll for {count} month after leaving; longer if a record names them",
            "On the roll for {count} months after leaving; longer if a record names them",
            months,
        ).format(count=months)
        state = State(_("{count} due to go").format(count=count), "warn") if count else None
        title = _("Leavers without a record")
        return Entry(
            key="leavers",
            title=title,
            words=words,
            state=state,
            opens=lambda: self._desk.go("leavers"),
        )

    def _backup(self) -> Entry:
        ws = self._desk.workspace
        age = ws.backups.age()
        if age.made is None:
            state = State(_("None yet"), "danger")
            words = _("No verified backup has been made")
        else:
            state = None
            when = near_time(age.made, ws.clock.now().day())
            words = _("Newest verified backup: {when}").format(when=when)
        return self._entry("backup", _("Backup"), words, state=state, below=age.folder)

    def _verify(self) -> Entry:
        words = _("Go through every entry, signature and line of the access log")
        return self._entry("verify", _("Verify everything"), words)

    def _log(self) -> Entry:
        return self._entry("log", _("Access log"), _("Who opened, printed and changed what"))

    def _errors(self) -> Entry:
        words = _("Records that have left a file; each opening is logged")
        title = _("Filed in error")
        return Entry(key="errors", title=title, words=words, opens=lambda: self._desk.go("errors"))

    def _sheet(self) -> Entry:
        words = _("What is kept, who can open it, how it is protected: to print")
        title = _("Data protection sheet")
        return Entry(key="data-protection", title=title, words=words, opens=self._open_sheet)

    def _open_sheet(self) -> None:
        ws = self._desk.workspace
        made = ws.backups.age().made
        newest = near_time(made, ws.clock.now().day()) if made else _("none yet")
        holders, recorders = (
            [name for _person, name in ws.key_people.with_account(account)]
            for account in ("holder", "recorder")
        )
        folder = str(ws.folder.path)
        self._desk.go(
            "paper",
            compose=lambda: ws.sheets.data_protection(folder, (holders, recorders), newest),
            title=_("Data protection sheet"),
        )

    def _preferences(self) -> Entry:
        words = _("Colours, text size, and when Rowan locks")
        return self._entry("preferences", _("Preferences"), words)

    def _passphrase(self) -> Entry:
        words = _("Draw new words for yourself")
        return self._entry("passphrase", _("Change your passphrase"), words)
