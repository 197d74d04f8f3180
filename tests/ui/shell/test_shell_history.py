from __future__ import annotations

from app.workspace import Workspace
from tests.support.school import a_child, a_concern_draft
from ui.kit.desk import Route
from ui.shell.history import HOME, History


def test_back_leads_to_the_page_before(workspace: Workspace) -> None:
    history = History()
    history.go(HOME)
    history.go(Route("children"))
    history.go(Route("child", {"child": "a"}))
    assert history.back(workspace.drafts) == Route("children")


def test_back_from_nowhere_leads_to_today(workspace: Workspace) -> None:
    assert History().back(workspace.drafts) == HOME


def test_a_draft_comes_back_as_it_was_last_kept(workspace: Workspace) -> None:
    draft = a_concern_draft(workspace, a_child(workspace), place="Hall")
    workspace.drafts.keep(draft)
    history = History()
    history.go(Route("concern", {"draft": None, "child": ""}))
    history.note_draft(draft.id)
    history.go(Route("children"))
    back = history.back(workspace.drafts)
    assert back.page == "concern"
    assert back.args["draft"].values["place"] == "Hall"


def test_a_draft_that_was_recorded_is_passed_over(workspace: Workspace) -> None:
    draft = a_concern_draft(workspace, a_child(workspace))
    workspace.drafts.keep(draft)
    history = History()
    history.go(Route("children"))
    history.go(Route("concern", {"draft": None}))
    history.note_draft(draft.id)
    history.go(Route("record", {"record": "r"}))
    workspace.drafts.discard(draft.id)
    assert history.back(workspace.drafts) == Route("children")
