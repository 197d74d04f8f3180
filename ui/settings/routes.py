"""Name the pages of this feature: School and its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.kit.desk import Desk
from ui.settings.backup_page import BackupPage
from ui.settings.classroom_file import ClassroomFilePage
from ui.settings.intake_alarm_page import IntakeAlarmPage
from ui.settings.key_changes_page import KeyChangesPage
from ui.settings.keys_page import KeysPage
from ui.settings.leaving_page import LeavingPage
from ui.settings.list_page import ListPage
from ui.settings.lists_page import ListsPage
from ui.settings.log_page import LogPage
from ui.settings.numbers_page import NumbersPage
from ui.settings.overview_page import OverviewPage
from ui.settings.passphrase_page import PassphrasePage
from ui.settings.people_page import PeoplePage
from ui.settings.person_page import PersonPage
from ui.settings.preferences_page import PreferencesPage
from ui.settings.processes_page import ProcessesPage
from ui.settings.role_names_page import RoleNamesPage
from ui.settings.sheet_page import SheetPage
from ui.settings.verify_page import VerifyPage

PARTS: dict[str, Callable[[Desk, dict[str, Any]], QWidget]] = {
    "": lambda desk, _args: OverviewPage(desk),
    "people": lambda desk, _args: PeoplePage(desk),
    "person": lambda desk, args: PersonPage(desk, args["person"]),
    "keys": lambda desk, args: KeysPage(desk, args["person"]),
    "leaving": lambda desk, args: LeavingPage(desk, args["person"]),
    "renew-keys": lambda desk, _args: LeavingPage(desk),
    "recovery-sheet": lambda desk, _args: SheetPage(desk),
    "key-changes": lambda desk, _args: KeyChangesPage(desk),
    "role-names": lambda desk, _args: RoleNamesPage(desk),
    "numbers": lambda desk, _args: NumbersPage(desk),
    "processes": lambda desk, _args: ProcessesPage(desk),
    "lists": lambda desk, _args: ListsPage(desk),
    "list": lambda desk, args: ListPage(desk, args["list"]),
    "intake-alarm": lambda desk, _args: IntakeAlarmPage(desk),
    "classroom": lambda desk, _args: ClassroomFilePage(desk),
    "backup": lambda desk, _args: BackupPage(desk),
    "log": lambda desk, _args: LogPage(desk),
    "verify": lambda desk, _args: VerifyPage(desk),
    "preferences": lambda desk, _args: PreferencesPage(desk),
    "passphrase": lambda desk, _args: PassphrasePage(desk),
}


def _school(desk: Desk, args: dict[str, Any]) -> QWidget:
    return PARTS[args.get("part", "")](desk, args)


ROUTES: dict[str, Callable[[Desk, dict[str, Any]], QWidget]] = {"school": _school}
