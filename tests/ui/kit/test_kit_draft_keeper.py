from __future__ import annotations

from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.errors import VaultError
from app.services.drafts import Draft
from app.workspace import Workspace
from ui.kit.draft_keeper import AFTER_FIRST_MS, AFTER_LAST_MS, DraftKeeper


class Writing:
    """Hold a draft that grows."""

    def __init__(self, workspace: Workspace) -> None:
        self.draft = workspace.drafts.new("concern", workspace.clock.now())
        self.parent = QObject()
        self.keeper = DraftKeeper(
            self.parent, workspace.drafts, workspace.clock, lambda: self.draft
        )

    def waiting(self) -> bool:
        return self.keeper.unsaved

    def type(self, text: str) -> None:
        self.draft = msgspec.structs.replace(self.draft, values={"seen": text})
        self.keeper.touch()


@pytest.fixture
def writing(workspace: Workspace, qapp: QApplication) -> Writing:
    return Writing(workspace)


def test_the_limits_keep_within_ten_seconds() -> None:
    assert AFTER_LAST_MS == 2_000
    assert AFTER_FIRST_MS + AFTER_LAST_MS <= 10_000


def test_nothing_is_written_before_something_changed(
    writing: Writing, workspace: Workspace
) -> None:
    writing.keeper.flush()
    assert workspace.drafts.mine() == []


def test_flush_writes_the_newest_state_at_once(writing: Writing, workspace: Workspace) -> None:
    writing.type("one")
    writing.type("two")
    assert writing.keeper.unsaved
    writing.keeper.flush()
    assert writing.waiting() is False
    assert [draft.values for draft in workspace.drafts.mine()] == [{"seen": "two"}]


def test_steady_typing_does_not_put_off_the_writing(
    writing: Writing, workspace: Workspace, qtbot: QtBot
) -> None:
    writing.keeper._first.setInterval(50)
    writing.keeper._last.setInterval(60_000)
    with qtbot.waitSignal(writing.keeper.kept, timeout=20_000):
        writing.type("one")
        writing.type("two")
    assert workspace.drafts.mine()[0].values == {"seen": "two"}


def test_what_is_on_its_way_does_not_bring_a_discarded_draft_back(
    writing: Writing, workspace: Workspace, qtbot: QtBot
) -> None:
    writing.type("one")
    writing.keeper.flush()
    writing.type("two")
    writing.keeper._writing.acquire()
    writing.keeper._on_time()
    writing.keeper._writing.release()
    writing.keeper.discard()
    writing.keeper.touch()
    writing.keeper.flush()
    qtbot.waitUntil(lambda: not writing.keeper._runner.busy, timeout=20_000)
    assert workspace.drafts.mine() == []


def test_a_disk_that_refuses_is_said_and_tried_again(
    workspace: Workspace, qapp: QApplication, qtbot: QtBot
) -> None:
    class Refusing:
        """Refuse the first writing, as a full disk does."""

        def __init__(self) -> None:
            self.refusals = 1

        def encoded(self, draft: Draft) -> bytes:
            return workspace.drafts.encoded(draft)

        def keep_bytes(self, draft: str, content: bytes) -> None:
            if self.refusals:
                self.refusals -= 1
                raise VaultError
            workspace.drafts.keep_bytes(draft, content)

    writing = Writing(workspace)
    drafts: Any = Refusing()
    writing.keeper._drafts = drafts
    writing.keeper._first.setInterval(50)
    writing.keeper._last.setInterval(20)
    with qtbot.waitSignal(writing.keeper.failed, timeout=20_000):
        writing.type("one")
    with qtbot.waitSignal(writing.keeper.kept, timeout=20_000):
        assert writing.keeper.unsaved
    assert workspace.drafts.mine()[0].values == {"seen": "one"}
