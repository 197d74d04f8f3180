from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.base.errors import InputError
from app.records.action import Action
from app.records.check import check
from app.records.concern import Concern
from app.records.decision import Decision
from app.records.declared import Field, fields_of
from app.records.family import Household
from app.records.fields import Choice, FieldType, Moment
from app.records.kinds import KINDS
from app.records.record import Record
from app.records.system import SystemRecord
from tests.support.gallery import PEOPLE, SIAN, ZOE, a_context, a_form_page
from ui.kit.forms import RecordForm
from ui.kit.groups import RowsEditor
from ui.kit.pages import Page
from ui.kit.texts import GrowingText

FORMS = [kind for kind in KINDS if not issubclass(kind, SystemRecord)]
YES, NO = Choice("yes", "Yes"), Choice("no", "No")
ANSWERS: dict[str, Any] = {
    "reporter": PEOPLE[0],
    "seen_at": Moment(date(2026, 3, 3), time(10, 40)),
    "place": "Classroom",
    "seen": "Red-purple mark on the left forearm.",
    "told_dsl": YES,
    "done": "Sent to first aid.",
}


@pytest.fixture
def form(qtbot: QtBot) -> RecordForm[Concern]:
    made = RecordForm(Concern, a_context())
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def is_shown(form: RecordForm[Any], name: str) -> bool:
    return form.group.boxes[name].isVisibleTo(form)


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.kind.code)
def test_every_kind_has_a_form(qtbot: QtBot, kind: type[Record]) -> None:
    form = RecordForm(kind, a_context())
    qtbot.addWidget(form)
    form.show()
    assert form.findChildren(QLabel)
    for section in form.unopened():
        form.open_section(section.label)
    names = [box.field.name for box in form.group.boxes.values()]
    assert sorted(names) == sorted(field.name for field in _asked(kind))


def _asked(kind: type[Record]) -> list[Field]:
    return [field for field in fields_of(kind) if field.ask]


def test_known_facts_are_filled_in(form: RecordForm[Concern]) -> None:
    assert form.values() == {"reporter": PEOPLE[0]}


def test_what_is_filled_in_comes_out_and_makes_a_record(form: RecordForm[Concern]) -> None:
    form.set_values(ANSWERS)
    assert form.values() == ANSWERS
    assert form.record() == check(Concern, ANSWERS)


def test_filling_in_is_no_change_but_typing_is(form: RecordForm[Concern], qtbot: QtBot) -> None:
    heard: list[None] = []
    form.changed.connect(lambda: heard.append(None))
    form.set_values(ANSWERS)
    assert heard == []
    qtbot.keyClicks(form.group.boxes["done"].editor.stops()[0], "x")
    assert len(heard) == 1


def test_questions_come_when_others_say_so(form: RecordForm[Concern]) -> None:
    assert not is_shown(form, "told_dsl_who")
    form.set_values({**ANSWERS, "told_dsl_who": "Mr Lee"})
    assert is_shown(form, "told_dsl_who")
    assert form.record().told_dsl_who == "Mr Lee"


def test_what_is_out_of_sight_is_kept_but_not_recorded(form: RecordForm[Concern]) -> None:
    form.set_values({**ANSWERS, "told_dsl_who": "Mr Lee", "told_dsl": NO})
    assert form.values()["told_dsl_who"] == "Mr Lee"
    assert "told_dsl_who" not in form.answers()
    assert form.record().told_dsl_who is None


def test_a_tick_can_ask_for_more(form: RecordForm[Concern]) -> None:
    form.set_values({"outside_family": True})
    assert form.group.is_asked("contexts")
    form.set_values({})
    assert not form.group.is_asked("contexts")


def test_added_sections_wait_until_asked_for(form: RecordForm[Concern]) -> None:
    labels = {section.label for section in form.unopened()}
    assert "Body map" in labels
    form.open_section("Parents and carers")
    assert {section.label for section in form.unopened()} == labels - {"Parents and carers"}
    assert is_shown(form, "parents")


def test_a_draft_opens_the_sections_it_answers(form: RecordForm[Concern]) -> None:
    form.set_values({"opinion": "She was tired."})
    assert is_shown(form, "opinion")


def test_opening_a_repeated_section_offers_its_first_row(form: RecordForm[Concern]) -> None:
    form.open_section("Parents and carers")
    rows = form.group.boxes["parents"].editor
    assert isinstance(rows, RowsEditor)
    assert len(rows.rows) == 1


def test_rows_are_added_filled_in_and_taken_away(form: RecordForm[Concern]) -> None:
    form.open_section("Parents and carers")
    rows = form.group.boxes["parents"].editor
    assert isinstance(rows, RowsEditor)
    rows.add_button.click()
    assert len(rows.rows) == 2
    rows.rows[0].remove.click()
    assert len(rows.rows) == 1
    told = rows.rows[0].group.boxes["told"].editor.value
    rows.rows[0].group.boxes["told"].editor.fill(NO)
    draft = [{"child": ZOE.ref(), "told": told(), "reason_words": "Not yet safe"}]
    rows.fill(draft)
    assert form.values()["parents"] == draft


def test_an_only_child_is_filled_in(form: RecordForm[Concern]) -> None:
    form.set_children((ZOE,))
    form.open_section("Parents and carers")
    assert form.values()["parents"] == [{"child": ZOE.ref()}]


def test_a_child_no_longer_named_is_no_longer_meant(form: RecordForm[Concern]) -> None:
    form.open_section("Parents and carers")
    form.set_values({"parents": [{"child": SIAN.ref()}]})
    form.set_children((ZOE, SIAN))
    assert form.values()["parents"] == [{"child": SIAN.ref()}]
    form.set_children((ZOE,))
    assert form.values()["parents"] == [{"child": ZOE.ref()}]


def test_problems_stand_in_the_summary_and_at_the_field(form: RecordForm[Concern]) -> None:
    with pytest.raises(InputError) as caught:
        form.record()
    words = form.show_problems(caught.value.problems)
    assert list(words) == ["seen_at", "place", "seen", "told_dsl", "done"]
    lines = [b.text() for b in form.summary.findChildren(QAbstractButton)]
    assert lines == list(words.values())
    for name, said in words.items():
        assert form.group.boxes[name].problem.words() == said
    assert form.summary.isVisible()
    assert form.summary.hasFocus()


def test_readers_hear_the_problem_at_the_field(form: RecordForm[Concern]) -> None:
    form.show_problems({"place": "missing"})
    line = form.group.boxes["place"].editor.stops()[0]
    read = QAccessible.queryAccessibleInterface(line)
    assert read.text(QAccessible.Text.Name) == "Where?"
    assert "Error: Enter where it happened" in read.text(QAccessible.Text.Description)


def test_a_line_of_the_summary_leads_to_its_field(form: RecordForm[Concern]) -> None:
    form.show_problems({"place": "missing", "seen_at": "missing"})
    button = form.summary.findChild(QAbstractButton, "problem.place")
    assert button is not None
    button.click()
    assert form.group.boxes["place"].editor.stops()[0].hasFocus()


def test_a_problem_in_a_row_opens_its_section_and_leads_there(form: RecordForm[Concern]) -> None:
    form.set_values({**ANSWERS, "parents": [{"told": NO}]})
    with pytest.raises(InputError) as caught:
        form.record()
    words = form.show_problems(caught.value.problems)
    assert set(words) >= {"parents.0.child"}
    form.go_to("parents.0.child")
    rows = form.group.boxes["parents"].editor
    assert isinstance(rows, RowsEditor)
    assert rows.rows[0].group.boxes["child"].isAncestorOf(form.window().focusWidget())


def test_the_next_check_takes_old_problems_away(form: RecordForm[Concern]) -> None:
    form.show_problems({"place": "missing"})
    form.show_problems({})
    assert not form.summary.isVisible()
    assert form.group.boxes["place"].problem.words() == ""
    assert form.group.boxes["place"].editor.stops()[0].property("wrong") is False


def test_problems_beside_the_form_lead_elsewhere(form: RecordForm[Concern], qtbot: QtBot) -> None:
    words = form.show_problems({"place": "missing"}, {"children": "Choose the child"})
    assert list(words) == ["children", "place"]
    button = form.summary.findChild(QAbstractButton, "problem.children")
    assert button is not None
    with qtbot.waitSignal(form.elsewhere) as said:
        button.click()
    assert said.args == ["children"]


def test_answers_are_never_cleared_by_a_problem(form: RecordForm[Concern]) -> None:
    odd = {**ANSWERS, "seen_at": {"day": "31/2/26", "time": None}}
    form.set_values(odd)
    with pytest.raises(InputError) as caught:
        form.record()
    assert caught.value.problems == {"seen_at": "wrong"}
    form.show_problems(caught.value.problems)
    assert form.values() == odd


def test_days_to_come_are_refused_where_the_question_is_about_the_past(
    form: RecordForm[Concern],
) -> None:
    form.set_values({**ANSWERS, "seen_at": Moment(date(2026, 3, 4))})
    with pytest.raises(InputError) as caught:
        form.record()
    assert caught.value.problems == {"seen_at": "future"}


def test_days_to_come_are_welcome_elsewhere(qtbot: QtBot) -> None:
    form = RecordForm(Household, a_context())
    qtbot.addWidget(form)
    form.set_values(
        {"name": "Hạnh", "relation": Choice("mother", "Mother"), "until": date(2027, 1, 1)}
    )
    assert form.record().until == date(2027, 1, 1)


def test_prompts_come_at_the_point_of_need(form: RecordForm[Concern]) -> None:
    texts = {label.text() for label in form.findChildren(QLabel) if label.isVisibleTo(form)}
    assert "Never promise to keep it secret" in texts


def test_the_prompt_of_an_option_comes_when_it_is_chosen(qtbot: QtBot) -> None:
    form = RecordForm(Decision, a_context())
    qtbot.addWidget(form)
    form.show()
    danger = "In danger now? Call 999, then the DSL"

    def shown() -> bool:
        labels = form.findChildren(QLabel)
        return any(label.text() == danger and label.isVisibleTo(form) for label in labels)

    assert not shown()
    form.set_values({"decision": Choice("refer", "Refer to children's social care")})
    qtbot.waitUntil(shown)


def test_the_first_empty_question_gets_the_focus(form: RecordForm[Concern]) -> None:
    assert form.first_empty_field() == "seen_at"
    form.set_values(ANSWERS)
    assert form.first_empty_field() == "words"
    form.start()
    assert isinstance(form.window().focusWidget(), GrowingText)


def test_no_answer_is_chosen_beforehand(qtbot: QtBot) -> None:
    form = RecordForm(Decision, a_context())
    qtbot.addWidget(form)
    assert "need" not in form.values()
    assert "decision" not in form.values()


def test_questions_that_may_be_left_out_say_so(form: RecordForm[Concern]) -> None:
    texts = {label.text() for label in form.findChildren(QLabel)}
    assert "The child's exact words (optional)" in texts
    assert "Where?" in texts


def test_a_person_is_picked_from_the_register_or_typed(qtbot: QtBot) -> None:
    form = RecordForm(Action, a_context())
    qtbot.addWidget(form)
    form.show()
    people = [b for b in form.group.boxes.values() if b.field.type is FieldType.PERSON]
    editor = people[0].editor
    name, role = editor.stops()
    editor.fill(None)
    qtbot.keyClicks(name, "Miriam Okafor")
    assert editor.value() == PEOPLE[0]
    editor.fill(None)
    qtbot.keyClicks(name, "Dr Grey")
    qtbot.keyClicks(role, "GP")
    value = editor.value()
    assert (value.name, value.role, value.id) == ("Dr Grey", "GP", None)


def test_everything_that_takes_the_focus_has_a_name_and_a_size(qtbot: QtBot) -> None:
    page = a_form_page()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    form = page.findChild(RecordForm)
    assert isinstance(form, RecordForm)
    for section in form.unopened():
        form.open_section(section.label)
    page.show()
    qtbot.waitExposed(page)
    bad = [_fault(stop) for stop in tab_stops(page) if _fault(stop)]
    assert bad == []
    assert len(tab_stops(page)) > 40


def tab_stops(page: QWidget) -> list[QWidget]:
    stops, walk = [], page.nextInFocusChain()
    while walk is not None and walk is not page:
        takes = bool(walk.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and walk.isVisibleTo(page) and walk.focusProxy() is None:
            stops.append(walk)
        walk = walk.nextInFocusChain()
    return stops


def _fault(stop: QWidget) -> str:
    read = QAccessible.queryAccessibleInterface(stop)
    if not read.text(QAccessible.Text.Name):
        return f"no name: {stop}"
    if min(stop.width(), stop.height()) < 24:
        return f"too small: {stop} {stop.size()}"
    return ""


def test_tab_walks_the_whole_page_and_comes_back(qtbot: QtBot) -> None:
    page = a_form_page()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    form = page.findChild(RecordForm)
    assert isinstance(form, RecordForm)
    form.start()
    first, seen = page.focusWidget(), []
    for _step in range(80):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        seen.append(page.focusWidget())
        if page.focusWidget() is first:
            break
    assert page.focusWidget() is first
    assert len(set(seen)) == len(seen) > 10


def test_a_field_far_down_is_brought_into_sight(qtbot: QtBot) -> None:
    page = a_form_page()
    qtbot.addWidget(page)
    page.resize(1000, 500)
    page.show()
    qtbot.waitExposed(page)
    form = page.findChild(RecordForm)
    assert isinstance(form, RecordForm)
    form.go_to("opinion")
    box = form.group.boxes["opinion"]
    qtbot.waitUntil(lambda: _in_sight(page, box))


def _in_sight(page: Page, box: QWidget) -> bool:
    top = box.mapTo(page, box.rect().topLeft()).y()
    return page.area.y() <= top and top + box.height() <= page.bar.y()
