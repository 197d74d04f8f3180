from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from app.services.papers import Paper
from tests.support.canaries import assert_no_canary, find_words
from tests.support.notes import give_account
from tests.support.school import TEACHER, School, a_child, a_concern
from tests.support.windows import DeskAtTest, child_of

Show = Callable[..., QWidget]


@pytest.mark.capability("003-015")
def test_records_are_kept_secure_logged_and_documented(
    desk: DeskAtTest, show_page: Show, school: School, tmp_path: Path
) -> None:
    workspace = desk.workspace
    child = a_child(workspace, "Zoë", "Nguyễn")
    a_concern(workspace, child, seen="Held the arm still and would not say why.")
    workspace.files.open_file(child.id)

    log = show_page("school", part="log")
    table = log.findChild(QTableView)
    assert table is not None
    model = table.model()
    rows = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert any("Opened the file of Zoë Nguyễn" in row for row in rows)

    give_account(workspace)
    overview = show_page("school")
    child_of(overview, QPushButton, "open-data-protection").click()
    route = desk.last
    assert route.page == "paper"
    paper = route.args["compose"]()
    assert isinstance(paper, Paper)
    preview = workspace.papers.draw(paper)
    assert preview is not None
    text = " ".join(page.text for page in preview.printed.pages)
    assert "AES-256" in text
    facts, _heading, vaults = text.partition("What it holds")
    assert workspace.me.person.name in facts
    assert TEACHER not in facts  # with an account, and without a key to the children's records
    assert vaults.count(TEACHER) == 1

    assert_no_canary(school.path, "would not say why", "Nguyễn")
    (tmp_path / "planted").mkdir()
    (tmp_path / "planted" / "plain.txt").write_text("would not say why", encoding="utf-8")
    assert list(find_words(tmp_path / "planted", ("would not say why",)))
