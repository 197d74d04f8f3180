"""List the screens of an unlocked Rowan, each with the way to it in a real school."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.clock import Clock
from app.records.concern import Concern
from app.services.drafts import plain
from app.services.papers import Paper
from app.workspace import Workspace
from tests.support.account_screens import ACCOUNTS
from tests.support.correction_screens import correction_stops
from tests.support.document_screens import document_stops
from tests.support.drawn_marks import some_marks
from tests.support.note_screens import BEFORE, fill_tray
from tests.support.presses import Step, choose, find, open_sections, press, to_the_end, turn_to
from tests.support.roll_pages import STEPS as ROLL_STEPS
from tests.support.roll_pages import to_undo
from tests.support.school import a_child, a_concern, a_decision, an_action
from ui.concerns.children_box import CHILDREN
from ui.kit.tasks import TaskRunner
from ui.paper.page import PaperPage
from ui.shell.doubts import ClockWrong
from ui.shell.first_run import FirstRun
from ui.shell.put_back import PutBackPage
from ui.shell.set_up import SetUpPage
from ui.shell.start_again import StartAgain

LONG = (
    "Said in the cloakroom that nobody was up at home, then asked whether the breakfast club "
    "could be every day; held a sleeve down over the wrist while saying so. "
)

Args = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Hold what the screens are about: ids of one school."""

    workspace: Workspace
    child: str
    marked: str
    waiting: str
    decided: str
    closed: str
    decision: str
    action: str
    holder: str
    teacher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Name a screen: the route, what it is given, and what is pressed once it is there."""

    name: str
    page: str
    args: Callable[[Known], Args] = lambda _known: {}
    steps: tuple[Step, ...] = ()


# -------------------------------------------------------------------- what to look at


def furnish(workspace: Workspace) -> None:
    """Give a child of a lived-in school a family, marks on both views, and names of all sorts."""
    lists, family = workspace.settings.lists(), workspace.family
    child = a_child(
        workspace,
        "Aleksandra-Wilhelmina",
        "Featherstonehaugh-Kowalczyk",
        known_first="أحمد",
        class_name="Hawthorn",
    )
    about = [child.as_in_record(lists["child_roles"].choice("subject"))]
    relation = lists["relations"].options[0].choice()
    for status in lists["statuses"].options[:2]:
        family.add("status", about, {"status": status.choice(), "since": date(2025, 9, 3)})
    home = {"name": "Zofia Kowalczyk", "relation": relation, "responsible": True}
    family.add("household", about, {**home, "details": LONG})
    reach = {"phone": "01632 960 555", "email": "zofia.kowalczyk@example.org", "address": LONG}
    family.add("contact", about, {**home, **reach})
    concern = a_concern(
        workspace, child, seen=LONG * 3, words=LONG, body_map=some_marks(lists, LONG)
    )
    other = a_child(workspace, "अनिका", "Nguyễn")
    later = a_concern(workspace, other, child, seen=LONG)
    action = an_action(workspace, LONG, date(2026, 11, 23))
    a_decision(workspace, concern, actions=[action], reasons=LONG * 2)
    a_decision(workspace, later)
    fill_tray(workspace)


def look_round(workspace: Workspace) -> Known:
    """Return the ids of a school in which something has happened (StopIteration if nothing)."""
    files = [workspace.files.see_file(card.id) for card in workspace.roll_view.children()]
    fullest = max(files, key=lambda file: (len(file.statuses), len(file.chronology)))
    rows = workspace.standing.rows("WHERE kind = 'concern'")
    open_ids = {row.id for row in rows}
    lines = [line for file in files for line in file.chronology]
    holders = {key for key, _name in workspace.people.holders()}
    people = workspace.roll_view.people()
    return Known(
        workspace=workspace,
        child=fullest.card.id,
        marked=next(mark.record for file in files for mark in file.marks),
        waiting=next(row.id for row in rows if not row.decided),
        decided=next(row.id for row in rows if row.decided),
        closed=next(
            ln.record for ln in lines if ln.kind == "concern" and ln.record not in open_ids
        ),
        decision=next(line.record for line in lines if line.kind == "decision"),
        action=workspace.standing.rows("WHERE kind = 'action'")[0].id,
        holder=next(card.id for card in people if card.id in holders),
        teacher=next(card.id for card in people if card.id not in holders),
    )


def _child(known: Known) -> Args:
    return {"child": known.child}


def _from_paper(known: Known) -> Args:
    return {"child": known.child, "paper": True}


def _record(which: str) -> Callable[[Known], Args]:
    return lambda known: {"record": getattr(known, which)}


def _written_again(known: Known) -> Args:
    """Return a draft that says what a record with a body map says."""
    ws = known.workspace
    whole = ws.files.see_record(known.marked).whole
    lines = [
        {"child": child.child, "name": child.name, "role": child.role.code}
        for child in whole.header.children
    ]
    values = {name: getattr(whole.record, name) for name in Concern.__struct_fields__}
    told = {name: value for name, value in values.items() if value is not None}
    started = ws.clock.now()
    return {
        "draft": ws.drafts.new(
            Concern.kind.code, started, values=plain(told), extra={CHILDREN: lines}
        )
    }


def _paper(make: Callable[[Known], Paper], title: str) -> Callable[[Known], Args]:
    return lambda known: {"compose": lambda: make(known), "title": title}


def _part(part: str, **more: str) -> Callable[[Known], Args]:
    """Return a part of School; names of Known stand for their ids."""
    return lambda known: {
        "part": part,
        **{name: getattr(known, value, value) for name, value in more.items()},
    }


def is_ready(page: QWidget) -> bool:
    """Say whether a page has all it shows; papers are drawn by a worker."""
    return not isinstance(page, PaperPage) or page.preview is not None


_BLANK = press("adult-no")
_SIGN = press("concern-check", "concern-sign")

STOPS: tuple[Stop, ...] = (
    Stop(name="today", page="today"),
    Stop(name="tick-done", page="today", steps=(press("done-.*"),)),
    Stop(name="tray", page="intake"),
    Stop(name="tray-who", page="intake", steps=(to_the_end,)),
    Stop(name="children", page="children"),
    Stop(name="file", page="child", args=_child),
    Stop(name="chronology", page="child", args=_child, steps=(turn_to(1),)),
    Stop(name="marks-so-far", page="child", args=_child, steps=(turn_to(2),)),
    Stop(name="print-chronology", page="child", args=_child, steps=(choose("print-chronology"),)),
    Stop(name="status-ended", page="child", args=_child, steps=(press("end-.*"),)),
    Stop(name="child-added", page="child-entry"),
    Stop(name="child-changed", page="child-entry", args=_child),
    Stop(name="child-problems", page="child-entry", steps=(press("save"),)),
    Stop(name="about-an-adult", page="concern"),
    Stop(name="adult-stop", page="concern", steps=(press("adult-yes"),)),
    Stop(name="form-blank", page="concern", steps=(_BLANK,)),
    Stop(name="form-problems", page="concern", steps=(_BLANK, press("concern-check"))),
    Stop(name="child-not-listed", page="concern", steps=(_BLANK, press("child-not-listed"))),
    Stop(name="form-sections", page="concern", steps=(_BLANK, open_sections, to_the_end)),
    Stop(name="form-from-paper", page="concern", args=_from_paper, steps=(_BLANK,)),
    Stop(name="form-filled", page="concern", args=_written_again),
    Stop(
        name="check-answers",
        page="concern",
        args=_written_again,
        steps=(press("concern-check"),),
    ),
    Stop(name="attest", page="concern", args=_written_again, steps=(_SIGN,)),
    Stop(
        name="discard",
        page="concern",
        args=_written_again,
        steps=(press("concern-discard"),),
    ),
    *document_stops(Stop, turn_to, press),
    Stop(name="record", page="record", args=_record("marked")),
    Stop(name="record-waiting", page="record", args=_record("waiting")),
    Stop(name="decided", page="record", args=_record("decided")),
    Stop(name="record-decision", page="record", args=_record("decision")),
    Stop(name="record-action", page="record", args=_record("action")),
    Stop(name="assign", page="record", args=_record("waiting"), steps=(press("assign"),)),
    Stop(name="link", page="record", args=_record("waiting"), steps=(press("link-event"),)),
    Stop(name="not-decided", page="record", args=_record("waiting"), steps=(press("close"),)),
    Stop(name="reopen", page="record", args=_record("closed"), steps=(press("reopen"),)),
    *(
        Stop(
            name=f"action-{code}",
            page="record",
            args=_record("action"),
            steps=(press(f"action-{code}"),),
        )
        for code in ("done", "reassign", "redate", "cancel")
    ),
    Stop(name="decision", page="decision", args=lambda known: {"concerns": [known.waiting]}),
    Stop(
        name="decision-problems",
        page="decision",
        args=lambda known: {"concerns": [known.waiting]},
        steps=(press("decision-sign"),),
    ),
    Stop(name="police", page="police_notification", args=_child),
    Stop(name="note", page="note", args=lambda known: {"child": known.child, "about": ""}),
    Stop(name="action", page="action", args=_child),
    *(
        Stop(
            name=kind,
            page="family",
            args=lambda known, kind=kind: {"child": known.child, "kind": kind},  # type: ignore[misc]
        )
        for kind in ("household", "contact", "status")
    ),
    Stop(
        name="paper-record",
        page="paper",
        args=_paper(lambda known: known.workspace.sheets.record(known.marked), "Concern"),
    ),
    Stop(
        name="paper-front-sheet",
        page="paper",
        args=_paper(lambda known: known.workspace.sheets.front_sheet(known.child), "Front sheet"),
    ),
    Stop(
        name="paper-blank",
        page="paper",
        args=_paper(lambda known: known.workspace.sheets.blank_concern(), "Blank form"),
    ),
    Stop(name="papers", page="verify"),
    Stop(name="find", page="find", steps=(find("a"),)),
    Stop(name="find-nothing", page="find", steps=(find("qqqq"),)),
    Stop(name="roll-import", page="roll-import"),
    *(Stop(name=f"roll-{name}", page="roll-import", steps=(step,)) for name, step in ROLL_STEPS),
    Stop(name="roll-undo", page="roll-import", steps=(to_undo,)),
    Stop(name="leavers", page="leavers"),
    Stop(name="child-merge", page="child-merge", args=_child),
    Stop(name="school", page="school"),
    *(
        Stop(name=f"school-{part}", page="school", args=_part(part))
        for part in (
            "people",
            "numbers",
            "processes",
            "lists",
            "classroom",
            "intake-alarm",
            "backup",
            "log",
            "verify",
            "preferences",
        )
    ),
    Stop(name="passphrase", page="school", args=_part("passphrase")),
    Stop(name="person-added", page="school", args=_part("person", person="")),
    Stop(name="person", page="school", args=_part("person", person="holder")),
    Stop(name="keys", page="school", args=_part("keys", person="teacher")),
    Stop(name="take-keys", page="school", args=_part("leaving", person="teacher")),
    *(
        Stop(name=f"school-{part}", page="school", args=_part(part))
        for part in ("renew-keys", "recovery-sheet", "role-names")
    ),
    Stop(name="list", page="school", args=_part("list", list="categories")),
    *correction_stops(Stop, press),
)


# -------------------------------------------------------------------- before anybody signs in

Alone = Callable[[Clock, TaskRunner], QWidget]


def _set_up(step: int) -> Alone:
    def page(clock: Clock, tasks: TaskRunner) -> QWidget:
        shown = SetUpPage(clock, tasks, test_school=True)
        shown._school.name.fill("Hilltop Primary School")
        shown._school.folder.fill("D:\\Rowan\\Hilltop Primary School")
        shown._show(step)
        return shown

    return page


ALONE: Mapping[str, Alone] = {
    "first-run": lambda _clock, _tasks: FirstRun(),
    "set-up-school": _set_up(0),
    "set-up-people": _set_up(1),
    "set-up-numbers": _set_up(2),
    "set-up-passphrase": _set_up(3),
    "put-back": PutBackPage,
    **BEFORE,
    **ACCOUNTS,
    "clock-wrong": lambda _clock, _tasks: ClockWrong(),
    "start-again": lambda _clock, _tasks: StartAgain(),
}
