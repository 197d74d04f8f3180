from __future__ import annotations

from app.workspace import Workspace
from tests.support.school import DSL, HEAD, School, a_child, a_concern, a_second_holder


def test_lines_of_both_vaults_stand_newest_first(workspace: Workspace, school: School) -> None:
    card = a_child(workspace)
    school.clock.forward(minutes=1)
    workspace.files.open_file(card.id)
    school.clock.forward(minutes=1)
    workspace.settings.put("idle_minutes", 5)
    school.clock.forward(minutes=1)
    workspace.files.listing()
    lines = workspace.access_log.newest()
    assert [(line.vault, line.what) for line in lines] == [
        ("children", "listed"),
        ("school", "setting"),
        ("children", "file_opened"),
        ("school", "signed_in"),
    ]
    assert {line.who for line in lines} == {DSL}
    assert len(workspace.access_log.newest(2)) == 2


def test_a_record_is_named_by_its_child(workspace: Workspace) -> None:
    card = a_child(workspace)
    workspace.files.open_record(a_concern(workspace, card))
    (line,) = [one for one in workspace.access_log.newest() if one.what == "record_opened"]
    assert line.child == card


def test_whether_anybody_else_ever_signed_in(school: School) -> None:
    dsl = school.enter()
    assert not dsl.access_log.has_other_signed_in()
    a_second_holder(dsl)
    assert not dsl.access_log.has_other_signed_in()
    dsl.close(signed_out=True)
    head = school.enter(person=HEAD)
    assert head.access_log.has_other_signed_in()
    head.close(signed_out=True)


def test_who_has_keys_but_never_signed_in(school: School) -> None:
    dsl = school.enter()
    a_second_holder(dsl)
    people = {line.who for line in dsl.access_log.newest() if line.what == "signed_in"}
    assert people == {DSL}
    dsl.close(signed_out=True)
