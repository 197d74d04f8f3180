"""Amend records, file them in error, and gather all that is said of a child."""

from __future__ import annotations

from typing import Any

import msgspec

from app.base.ids import new_id
from app.rules.chronology import Filter
from app.services.corrections import REASON
from app.services.drafts import Draft
from app.services.papers import Paper
from app.workspace import Workspace
from tests.support.school import signer

WHY = "The size was read wrongly."
CANARY = "kestrel"
ERROR = {"reason": "It is about another child of the same name."}


def amended(draft: Draft, why: str = WHY, /, **values: Any) -> Draft:
    """Return a draft with other answers, and why."""
    return msgspec.structs.replace(
        draft, values={**draft.values, **values}, extra={**draft.extra, REASON: why}
    )


def amend(workspace: Workspace, record: str, why: str = WHY, /, **values: Any) -> Draft:
    """Amend a record and return the draft."""
    draft = amended(workspace.corrections.begin(new_id(), record), why, **values)
    workspace.corrections.amend(draft, signer(workspace))
    return draft


def sound(workspace: Workspace) -> bool:
    """Say whether verify finds nothing."""
    return all(report.sound for report in workspace.verify())


def file_away(workspace: Workspace, record: str, *children: str) -> None:
    """File a record in error for children."""
    workspace.corrections.file_in_error(record, children, ERROR, signer(workspace))


def write_note(workspace: Workspace, concern: str, words: str) -> str:
    """Write a note about a record and return its id."""
    whole = workspace.files.see_record(concern).whole
    ways = workspace.settings.lists()["note_ways"]
    answers = {
        "way": ways.choice("call"),
        "with_whom": "Grandmother",
        "at": {"day": "2026-11-20"},
        "said": words,
    }
    change = workspace.notes.write(whole.header.children, answers, about=concern)
    return change.records[0]


def everything_about(workspace: Workspace, child: str) -> str:
    """Return all that views, papers and Find say of a child, as text."""
    file = workspace.files.see_file(child)
    papers = (
        workspace.sheets.front_sheet(child),
        workspace.sheets.chronology(child, Filter()),
    )
    today = workspace.today.page()
    rows = workspace.standing.rows()
    hits = workspace.find.hits(CANARY)
    drawn = [workspace.papers.draw(paper) for paper in papers]
    pages = [page.text for one in drawn if one for page in one.printed.pages]
    return repr((file, today, rows, hits, papers, pages))


def leave_on_paper(workspace: Workspace, paper: Paper) -> str:
    """Print a paper and return the code of its first page."""
    preview = workspace.papers.draw(paper)
    assert preview is not None
    workspace.papers.release(preview, "print")
    return preview.printed.pages[0].code
