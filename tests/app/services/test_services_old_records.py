"""A concern that was signed as version 1 is shown, printed and verified with its own words."""

from __future__ import annotations

import msgspec
import pytest

from app.base.ids import new_id
from app.documents.blocks import Document
from app.records.check import check
from app.records.concern import Concern
from app.records.lists import shipped_lists
from app.records.old.concern_1 import Concern1
from app.services.corrections import REASON
from app.services.writer import Writer
from app.workspace import Workspace
from tests.app.documents.readable import readable
from tests.support.school import a_child, a_concern_draft, signer

SEEN = "Came in without a coat and said nobody was up at home."


@pytest.fixture
def old(workspace: Workspace) -> str:
    """Return a stored concern of version 1."""
    card = a_child(workspace)
    draft = a_concern_draft(workspace, card)
    writer = Writer(workspace._vaults, workspace._entered.signer)
    writing = writer.writing(check(Concern1, draft.values), children=draft.children)
    writer.commit(workspace._vaults.children, [writing], signer(workspace))
    return writing.header.id


def test_it_waits_today_and_stands_in_the_file(workspace: Workspace, old: str) -> None:
    (waiting,) = workspace.today.page().waiting
    assert (waiting.record, waiting.line, waiting.history) == (old, SEEN, False)
    (line,) = workspace.files.see_file(waiting.child.id).chronology
    assert (line.record, line.text) == (old, SEEN)
    assert old in {hit.record for hit in workspace.find.hits("coat")}


def test_it_is_printed_as_it_was_signed(workspace: Workspace, old: str) -> None:
    document = workspace.sheets.record(old).document
    assert isinstance(document, Document)
    said = readable(document)
    assert SEEN in said
    assert "## Times" in said
    assert all(report.sound for report in workspace.verify())


def test_amended_it_becomes_the_newest_version(workspace: Workspace, old: str) -> None:
    corrections = workspace.corrections
    draft = corrections.begin(new_id(), old)
    sign = shipped_lists()["domestic_abuse_ways"].choice("heard")
    values = {**draft.values, "home_ways": (sign,)}
    draft = msgspec.structs.replace(draft, values=values, extra={**draft.extra, REASON: "More"})
    corrections.amend(draft, signer(workspace))
    whole = workspace._vaults.children.whole(old)
    assert whole is not None
    assert isinstance(whole.record, Concern)
    assert (whole.record.seen, whole.record.home_ways) == (SEEN, (sign,))
    first, second = workspace._vaults.children.versions(old)
    assert isinstance(first.record, Concern1)
    assert isinstance(second.record, Concern)
    assert all(report.sound for report in workspace.verify())
