"""Show the kit with invented people, to be looked at: gallery.py OUT [name …]."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from app.base.clock import Stamp
from app.records.concern import Concern
from app.records.fields import Choice, FieldType, Moment, PersonAs
from app.records.header import ChildAs
from app.records.lists import shipped_lists
from ui.kit.answers import Answers
from ui.kit.banners import Notice, Prompt
from ui.kit.boxes import column
from ui.kit.buttons import danger, link, plain, primary
from ui.kit.cards import Card
from ui.kit.context import FormContext
from ui.kit.details import Details
from ui.kit.dialogs import Confirm, Dialog, PassphraseDialog, ProblemDialog, Question
from ui.kit.editor import Editor
from ui.kit.empty import EmptyState
from ui.kit.error_words import ERRORS
from ui.kit.flow import flowing
from ui.kit.forms import RecordForm
from ui.kit.labels import Label
from ui.kit.pages import Page
from ui.kit.pills import Pill, State
from ui.kit.tables import Column, RecordTable
from ui.kit.theme import Look, current
from ui.shell.hide import HideScreen
from ui.shell.shortcut_list import ShortcutList
from ui.shell.status import Standing
from ui.shell.window import RowanWindow

SUBJECT = Choice("subject", "Child this is about")
ZOE = ChildAs(name="Zoë Łukasz Nguyễn", role=SUBJECT, child="a" * 32, class_name="Year 4 Oak")
SIAN = ChildAs(name="Siân O’Neill", role=SUBJECT, child="b" * 32, class_name="Year 2 Ash")
PEOPLE = (
    PersonAs("Miriam Okafor", "Class teacher", "c" * 32),
    PersonAs("Sam Ŵyn Lee", "Designated safeguarding lead", "d" * 32),
)
NOW = Stamp(1_772_535_480_000_000, 0)


class StillClock:
    """Stand still on 3 March 2026."""

    def now(self) -> Stamp:
        """Return the same instant."""
        return NOW


class NoMap(Editor):
    """Stand where the body map will be."""

    def __init__(self) -> None:
        super().__init__()
        column(self).addWidget(Label("(body map)", "muted"))

    def value(self) -> Any:
        """Return nothing."""
        return None

    def fill(self, value: Any) -> None:
        """Show nothing."""


def prompts(code: str) -> Prompt | None:
    """Return invented prompts."""
    return {
        "confidentiality": Prompt(
            title="Never promise to keep it secret",
            lines=("Say who has to know, and that they will be told what happens next.",),
        ),
        "danger": Prompt(
            title="In danger now? Call 999, then the DSL",
            lines=("Children’s social care: 01632 960 100. Out of hours: 01632 960 101.",),
            tone="danger",
        ),
    }.get(code)


def a_context() -> FormContext:
    """Return a context with two children and two people."""
    return FormContext(
        clock=StillClock(),
        lists=shipped_lists(),
        people=PEOPLE,
        children=(ZOE, SIAN),
        author=PEOPLE[0],
        prompts=prompts,
        embed={FieldType.BODY_MAP: NoMap},
    )


def a_form() -> RecordForm[Concern]:
    """Return a concern half filled in."""
    form = RecordForm(Concern, a_context())
    form.set_values(
        {
            "reporter": PEOPLE[0],
            "seen_at": Moment(date(2026, 3, 3), time(10, 40)),
            "place": "Classroom",
            "seen": "Red-purple mark on the outside of the left forearm, about 2 cm, roughly "
            "round. Skin not broken. Zoë held the arm still while writing.",
            "words": "“I fell off my scooter on Sunday.”",
        }
    )
    return form


def a_form_page() -> Page:
    """Return the concern form on its page."""
    page = Page("Record a concern", reading=True, neutral="Record a concern")
    page.set_identity("Zoë Łukasz Nguyễn  ·  born 12 May 2017 (8 years)  ·  Year 4 Oak")
    page.set_status("Draft saved 10:58")
    page.add(a_form())
    page.bar.offer(primary("Check answers"), plain("Keep as draft"))
    page.bar.offer_right(danger("Discard draft …", icon="bin"))
    return page


def an_error_page() -> Page:
    """Return the concern form with problems."""
    page = a_form_page()
    form = page.findChild(RecordForm)
    assert isinstance(form, RecordForm)
    form.set_values({"reporter": PEOPLE[0], "seen_at": {"day": "31/2/26", "time": None}})
    form.open_section("Parents and carers")
    form.show_problems(
        {
            "seen_at": "wrong",
            "place": "missing",
            "seen": "missing",
            "told_dsl": "missing",
            "done": "missing",
            "parents.0.told": "missing",
        }
    )
    return page


def an_answers_page() -> Page:
    """Return the check-answers page."""
    form = a_form()
    page = Page("Check your answers", reading=True, neutral="Check your answers")
    page.set_identity("Concern about Zoë Łukasz Nguyễn, Year 4 Oak")
    page.set_status("Draft saved 10:58")
    page.add(Answers(Concern, form.answers(), children=(ZOE,), unopened=form.unopened()))
    page.bar.offer(primary("Sign and save", icon="lock"), plain("Back"))
    return page


STATES = (
    State("Overdue 2 days", "danger"),
    State("Due today", "warn"),
    State("Done", "good"),
    State("Draft", "muted"),
    State("New", "accent"),
)


def a_kit_page() -> Page:
    """Return one of everything."""
    page = Page("Zoë Łukasz Nguyễn", neutral="Child’s file")
    page.set_identity("born 12 May 2017 (8 years)  ·  Year 4 Oak  ·  UPN H801200001001")
    page.head.addWidget(plain("Print …", icon="print"))
    page.head.addWidget(primary("Record a concern", icon="plus"))
    card = Card("Front sheet", "What everybody who works with Zoë should know.")
    card.head.addWidget(link("Change"))
    card.add(
        Details(
            (
                ("Known as", "Zoë"),
                ("Lives with", "Mother (Hạnh Nguyễn), brother (Minh, 5)"),
                ("Parental responsibility", "Both parents; father by agreement only"),
            )
        ),
        flowing(*(Pill(state) for state in STATES)),
    )
    page.add(card)
    page.add(
        Notice("Two staff told the same", ("Link them as one event?",)).offer(
            plain("Link as one event"), link("Not the same")
        ),
        Notice("Last verified backup 9 days ago", ("Connect the stick.",), tone="warn"),
        Notice("This sheet was made by Rowan", ("Record 412, version 1, page 2.",), tone="good"),
        Card("Concerns").add(
            EmptyState(
                "No concerns yet",
                "When someone records one it appears here.",
                icon="record",
                action=plain("Record a concern"),
            )
        ),
    )
    return page


@dataclass(frozen=True)
class Due:
    """Stand for something that is due."""

    key: str
    child: str
    what: str
    when: date
    state: State


DUES = (
    Due("1", "Zoë Łukasz Nguyễn", "Ring the health visitor about the appointment that was missed "
        "on Monday, and ask whether the family has moved", date(2026, 3, 1),
        State("Overdue 2 days", "danger")),
    Due("2", "Siân O’Neill", "Talk to mother", date(2026, 3, 3), State("Due today", "warn")),
    Due("3", "أحمد رحمن", "Send the minutes", date(2026, 3, 12), State("Due 12 Mar")),
)  # fmt: skip


def a_table(rows: tuple[Due, ...] = DUES) -> RecordTable[Due]:
    """Return actions in a table."""
    table = RecordTable(
        (
            Column[Due]("Child", lambda due: due.child, sort=lambda due: due.child, share=2),
            Column[Due]("Action", lambda due: due.what, share=4),
            Column[Due](
                "Due",
                lambda due: due.state.words,
                sort=lambda due: due.when,
                state=lambda due: due.state,
            ),
        ),
        lambda due: due.key,
        name="Actions due",
        empty=EmptyState("Nothing is due", "Actions appear here when they are assigned."),
        whole=True,
    )
    table.show_rows(rows)
    return table


def a_table_page() -> Page:
    """Return tables, full and empty, and a toast."""
    page = Page("Today", neutral="Today")
    page.set_identity("Tuesday 3 March 2026")
    page.head.addWidget(primary("Record a concern", icon="plus"))
    page.add(Card("Actions due").add(a_table()), Card("Waiting for a decision").add(a_table(())))
    return page


def a_form_end_page() -> Page:
    """Return the end of the form, with the sections to add."""
    page = a_form_page()
    form = page.findChild(RecordForm)
    assert isinstance(form, RecordForm)
    form.go_to("categories")
    return page


def a_chips_page() -> Page:
    """Return the part of the form that chooses."""
    page = a_form_page()
    form = page.findChild(RecordForm)
    assert isinstance(form, RecordForm)
    form.set_values({"told_dsl": Choice("yes", "Yes"), "done": "Sent to first aid."})
    form.open_section("Parents and carers")
    form.go_to("told_dsl")
    return page


def over(window: RowanWindow, screen: str) -> QWidget:
    """Open what stands over the window and return what is to be looked at."""
    dialogs: dict[str, Callable[[], Dialog]] = {
        "confirm": lambda: Confirm(
            window,
            Question(
                title="Discard this draft?",
                body="214 words and 2 marks will be lost.",
                yes="Discard draft",
                no="Keep draft",
                type_this="Nguyễn",
            ),
        ),
        "passphrase": lambda: a_passphrase(window),
        "shortcuts": lambda: ShortcutList(window),
        "problem": lambda: ProblemDialog(window, ERRORS["DiskFull"]),
    }
    if screen == "hidden":
        HideScreen(an_application()).hide()
    if screen == "table":
        window.toast.say("Action assigned to Miriam Okafor.", undo=lambda: None)
    if screen not in dialogs:
        return window
    dialog = dialogs[screen]()
    dialog.open()
    return dialog


def a_passphrase(window: RowanWindow) -> PassphraseDialog:
    """Return the dialog that signs, after a wrong passphrase."""
    lines = ["Concern about Zoë Łukasz Nguyễn", "What you sign cannot be changed, only amended."]
    dialog = PassphraseDialog(window, "Sign this concern", lines)
    dialog.say_wrong("This passphrase does not open your keys")
    return dialog


def an_application() -> QApplication:
    """Return the running application."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return app


SCREENS: dict[str, Callable[[], QWidget]] = {
    "form": a_form_page,
    "error": an_error_page,
    "answers": an_answers_page,
    "kit": a_kit_page,
    "table": a_table_page,
    "end": a_form_end_page,
    "chips": a_chips_page,
    "confirm": a_form_page,
    "passphrase": a_form_page,
    "shortcuts": a_form_page,
    "problem": a_form_page,
    "hidden": a_form_page,
}
SIZES = {"1366": (1366, 728), "1093": (1093, 582)}
LOOKS = {
    "light": Look(mode="light"),
    "dark": Look(mode="dark"),
    "150": Look(mode="light", size=150),
    "200": Look(mode="light", size=200),
    "system": Look(mode="light", system_colours=True),
}


def a_window(page: QWidget) -> RowanWindow:
    """Return a window that shows a page."""
    window = RowanWindow()
    window.set_school("Hilltop Primary School")
    window.set_standings(
        (
            Standing("Signed in: S. Lee (DSL)"),
            Standing("locks after 10 min idle"),
            Standing("last verified backup today 08:12"),
        )
    )
    window.show_page(page, place="record")
    return window


def shoot(out: Path, names: list[str]) -> None:
    """Save a picture of every screen in every size and look; `names` limits them."""
    app = an_application()
    theme = current()
    for look, worn in LOOKS.items():
        theme.wear(worn)
        for size, (width, height) in SIZES.items():
            for screen, make in SCREENS.items():
                name = f"{screen}-{size}-{look}"
                if names and not any(part in name for part in names):
                    continue
                window = a_window(make())
                window.resize(width, height)
                window.show()
                seen = over(window, screen)
                for _turn in range(4):
                    app.processEvents()
                seen.grab().save(str(out / f"{name}.png"))
                delete(window)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    shoot(folder, sys.argv[2:])
