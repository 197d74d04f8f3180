"""A school names its roles as it likes; what was signed keeps the words of its day."""

from __future__ import annotations

import pytest

from app.base.errors import InputError
from app.workspace import Workspace
from tests.support.school import HEAD, a_child, a_concern, person_named


def test_a_fixed_role_is_called_otherwise_and_keeps_its_code(workspace: Workspace) -> None:
    workspace.role_names.rename({"head": "Principal", "senco": "SENDCo"})
    roles = workspace.settings.lists()["staff_roles"]
    assert roles.choice("head").words == "Principal"
    assert roles.choice("senco").words == "SENDCo"
    assert roles.choice("deputy").words == "Deputy DSL"
    cards = workspace.roll_view.people()
    head = next(card for card in cards if card.name == HEAD)
    assert [(one.code, one.words) for one in head.roles] == [("head", "Principal")]
    assert all(report.sound for report in workspace.verify())


def test_what_was_signed_before_keeps_its_words(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    before = workspace.files.see_record(concern).whole.header.author.role
    workspace.role_names.rename({"dsl": "Family safeguarding officer"})
    assert workspace.files.see_record(concern).whole.header.author.role == before


def test_an_empty_name_goes_back_to_the_usual_words(workspace: Workspace) -> None:
    workspace.role_names.rename({"head": "Principal"})
    workspace.role_names.rename({"head": "  "})
    assert workspace.settings.lists()["staff_roles"].choice("head").words == "Headteacher"
    assert workspace.role_names.rename({}).kinds == frozenset()


def test_two_roles_are_not_called_the_same(workspace: Workspace) -> None:
    with pytest.raises(InputError) as raised:
        workspace.role_names.rename({"deputy": "headteacher", "office": "x" * 81})
    assert raised.value.problems == {"deputy": "same_name", "office": "too_long"}
    assert person_named(workspace, HEAD).role == "Headteacher"


def test_the_list_is_still_editable_under_other_names(workspace: Workspace) -> None:
    workspace.role_names.rename({"head": "Principal"})
    options = workspace.settings.lists()["staff_roles"].options
    workspace.settings.put_list("staff_roles", options[:-1])
    roles = workspace.settings.lists()["staff_roles"]
    assert roles.option("visitor") is None
    assert roles.choice("head").words == "Principal"
