"""Do the main job in the demo school without a display: pictures, the sheet, and a summary."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from app.base.text import _
from app.services.schools import demo_school
from app.workspace import Workspace
from ui.kit.desk import Desk
from ui.paper.outlets import Outlets
from ui.paper.page import PaperPage
from ui.paper.verify_page import VerifyPage
from ui.settings.preferences import PreferenceStore, cache_folder
from ui.shell.alone import AlonePage
from ui.shell.first_run import FirstRun
from ui.shell.front_door import FrontDoor
from ui.shell.hand import Hand, NotThereError
from ui.shell.main_job import Done, MainJob
from ui.shell.note_job import NoteJob
from ui.shell.routes import Factory, routes
from ui.shell.sign_in import SignIn
from ui.shell.unlocked import Unlocked
from ui.shell.window import RowanWindow

SHEET, SUMMARY = "sheet.pdf", "summary.json"
SIZE = QSize(1366, 728)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Hold the running program that the job is done in; `unlocked` is None at its door."""

    window: RowanWindow
    front: FrontDoor
    unlocked: Callable[[], Unlocked | None]


def school_for(cache: Path) -> Path:
    """Return a copy of the demo school, so that each run begins with the same one."""
    copy = cache / "offscreen" / "school"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(demo_school(cache), copy)
    return copy


def prepare(app: QApplication, out: Path) -> dict[str, Factory]:
    """Make the folder and preferences of this run; return pages that ask for no file."""
    qInstallMessageHandler(_say)
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("[0-9][0-9]-*.png"), out / SHEET, out / SUMMARY):
        old.unlink(missing_ok=True)
    PreferenceStore(cache_folder() / "offscreen" / "preferences", app).put(mode="light")
    sheet = out / SHEET
    outlets = Outlets(
        printer=lambda _page, _count: None,
        save_path=lambda _page, _name: sheet,
        open_path=lambda _page: sheet,
    )

    def paper(desk: Desk, args: dict[str, Any]) -> QWidget:
        title = str(args.get("title") or _("Print preview"))
        return PaperPage(desk, args["compose"], title, outlets)

    def verify(desk: Desk, _args: dict[str, Any]) -> QWidget:
        return VerifyPage(desk, outlets)

    return {**routes(), "paper": paper, "verify": verify}


def _say(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    if not words.startswith("This plugin does not support"):  # of no use without a display
        sys.stderr.write(f"{words}\n")


def do_the_main_job(stage: Stage, out: Path, hand: Hand | None = None) -> int:
    """Do it; return 0, or 1 when a step did not find what it needs (said on standard error)."""
    hand = hand or Hand(stage.window, out)
    try:
        _do(stage, hand, out)
    except NotThereError as error:
        sys.stderr.write(f"rowan: not on the screen after {hand.pictures[-1:]}: {error}\n")
        return 1
    sys.stdout.write(f"{len(hand.pictures)} pictures, {SHEET} and {SUMMARY} in {out}\n")
    return 0


def _do(stage: Stage, hand: Hand, out: Path) -> None:
    stage.window.show()
    stage.front.first_run()
    hand.page(FirstRun)
    hand.picture("first-run")
    school = school_for(cache_folder())
    stage.front.open(school)
    hand.page(SignIn)
    hand.picture("sign-in")
    notes = NoteJob(hand, school, stage.front.open)
    notes.write()
    hand.press("sign-in")
    unlocked = enter(stage, hand)
    workspace = unlocked.workspace
    notes.take_in()
    done = MainJob(hand, unlocked, out / SHEET).run()
    summary = summary_of(workspace, done)
    unlocked.lock()
    hand.picture("locked")
    (out / SUMMARY).write_text(json.dumps(summary, indent=2, ensure_ascii=False), "utf-8")


def enter(stage: Stage, hand: Hand) -> Unlocked:
    """Wait for the vaults; answer and read what comes before Today."""
    hand.wait("the opened vaults", lambda: not isinstance(stage.window.page(), SignIn))
    for button in ("clock-right", "alarms-read"):
        page = stage.window.page()
        if isinstance(page, AlonePage) and page.findChildren(QWidget, button):
            hand.picture(button)
            hand.press(button)
    unlocked = stage.unlocked()
    if unlocked is None:
        raise NotThereError("an unlocked school")
    hand.settle()
    return unlocked


def summary_of(workspace: Workspace, done: Done) -> dict[str, Any]:
    """Return what was recorded and what verify answered."""
    page = workspace.files.see_record(done.record)
    reports = workspace.verify()
    faults = sum(len(report.findings) for report in reports)
    return {
        "record": page.whole.entry.seq,
        "version": 1,
        "page_code": done.page_code,
        "verify": f"verified by file: {done.by_file}",
        "verify_code": f"verified by code: {done.by_code}",
        "records": "sound" if not faults else f"{faults} faults",
        "counts": {
            "children": len(workspace.roll_view.children()),
            "people": len(workspace.roll_view.people()),
            "following": len(page.following),
            "entries": sum(report.entries for report in reports),
            "acts": sum(report.acts for report in reports),
            "log_lines": sum(report.log_lines for report in reports),
        },
    }
